// The map of more nodes than elements can be drawn of: dots and lines on a canvas, with the names of the largest in
// sight. A node that is pressed opens. Screen readers and keyboard have the table beside it, and the search.
import { factsOf, nodes } from "./data.js";
import { byId, short } from "./dom.js";
import { gestures } from "./gestures.js";
import { sizeByMeasure } from "./measuring.js";
import { crowd, LINE } from "./placing.js";
import { shape } from "./shapes.js";

const MOST_LINES = { still: 8_000, moving: 2_500 };
const MOST_NAMED = 60;
const MOST_SHAPES = 500; // of more in sight all are dots
const STILL = 150; // milliseconds after a move
const REACH = 14;
const WALK = 80;
const FRAME = 24;
const ZOOM = { least: 0.005, most: 3 };
const KINDS = ["state", "organization", "process", "body", "civil", "person", "event", "document"];
const KEYS = { ArrowLeft: [WALK, 0], ArrowRight: [-WALK, 0], ArrowUp: [0, WALK], ArrowDown: [0, -WALK] };

export const canvas = byId("map");
const context = canvas.getContext("2d", { alpha: false });
const tip = byId("map-name");
const seen = { x: 0, y: 0, scale: 0 }; // what stands in the middle of the canvas, and pixels for a unit
const [xs, ys, weights] = [0, 0, 0].map(() => new Float32Array(nodes.length)); // by node, where it is on the canvas
let drawnNodes = [];
let lines = new Uint32Array(0);
let canvasSize = [0, 0];
let inks = null;
let asked = 0;
let rest = 0;

const radiusOf = (node) => Math.max(1.2, Math.min(18, weights[node] * Math.max(seen.scale, 0.03)));

// Shows the nodes, given by falling importance, with lines between those that facts join.
export function showMap(shown, facts) {
  drawnNodes = shown;
  shown.forEach((node) => { weights[node] = sizeByMeasure(node) ?? 8 + Math.sqrt(factsOf[node].length) * 4; });
  lines = joins(shown, facts);
  inks = null;
  measureArea();
  if (!seen.scale) fitMap();
  else later(false);
}

function measureArea() {
  canvasSize = [canvas.clientWidth, canvas.clientHeight];
}

// Two numbers a line, those between important nodes first.
function joins(shown, facts) {
  const here = new Uint8Array(nodes.length);
  shown.forEach((node) => { here[node] = 1; });
  const found = [];
  facts.forEach(({ subject, object }) => {
    if (object < 0 || subject === object || !here[subject] || !here[object]) return;
    found.push(Math.max(subject, object) * nodes.length + Math.min(subject, object));
  });
  const sorted = Float64Array.from(found).sort().filter((pair, i, all) => pair !== all[i - 1]);
  return Uint32Array.from({ length: 2 * sorted.length }, (_, i) => (i % 2 ? sorted[i >> 1] % nodes.length : Math.floor(sorted[i >> 1] / nodes.length)));
}

function fitMap() {
  const [left, right, top, bottom] = [[0, 1], [0, -1], [1, 1], [1, -1]].map(([axis, sign]) => sign * least(axis, sign));
  const scale = Math.min((canvasSize[0] - 2 * FRAME) / (right - left + 1), (canvasSize[1] - 2 * FRAME) / (bottom - top + 1));
  Object.assign(seen, { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(1, Math.max(ZOOM.least, scale)) });
  later(false);
}

const least = (axis, sign) => drawnNodes.reduce((found, node) => Math.min(found, sign * nodes[node].place[axis]), Infinity);

// Zooms so that what stands at a point, in shares of width and height, stays there.
export function zoomMap(by, px = 0.5, py = 0.5) {
  const scale = Math.min(ZOOM.most, Math.max(ZOOM.least, seen.scale * by));
  const [u, v] = [(px - 0.5) * canvasSize[0], (py - 0.5) * canvasSize[1]];
  seen.x += u / seen.scale - u / scale;
  seen.y += v / seen.scale - v / scale;
  seen.scale = scale;
  later(true);
}

function panMap(dx, dy) {
  seen.x -= dx / seen.scale;
  seen.y -= dy / seen.scale;
  later(true);
}

// One picture a frame; while it moves with fewer lines, and at rest with all.
function later(moving) {
  clearTimeout(rest);
  if (moving) rest = setTimeout(() => later(false), STILL);
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => paint(moving));
}

function paint(moving) {
  const [width, height] = canvasSize;
  if (!width) return;
  const sharp = Math.min(2, devicePixelRatio || 1);
  if (canvas.width !== Math.round(width * sharp) || canvas.height !== Math.round(height * sharp)) {
    Object.assign(canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
  }
  inks ??= readInks();
  context.setTransform(sharp, 0, 0, sharp, 0, 0);
  context.fillStyle = inks.card;
  context.fillRect(0, 0, width, height);
  const sight = drawnNodes.filter((node) => inSight(node, width, height));
  paintLines(width, height, moving ? MOST_LINES.moving : MOST_LINES.still);
  paintDots(sight);
  paintNames(sight);
}

// Where a node is on the canvas, and whether it is seen.
function inSight(node, width, height) {
  const [x, y] = nodes[node].place;
  xs[node] = (x - seen.x) * seen.scale + width / 2;
  ys[node] = (y - seen.y) * seen.scale + height / 2;
  return xs[node] > -FRAME && ys[node] > -FRAME && xs[node] < width + FRAME && ys[node] < height + FRAME;
}

function readInks() {
  const style = getComputedStyle(canvas);
  const ink = (name) => style.getPropertyValue(`--${name}`).trim();
  const font = `14px ${style.fontFamily}`;
  return { ...Object.fromEntries([...KINDS, "card", "ink", "soft"].map((name) => [name, ink(name)])), font };
}

function paintLines(width, height, most) {
  context.beginPath();
  for (let i = 0, left = most; i < lines.length && left; i += 2) {
    const x1 = xs[lines[i]];
    const y1 = ys[lines[i]];
    const x2 = xs[lines[i + 1]];
    const y2 = ys[lines[i + 1]];
    if (Math.max(x1, x2) < 0 || Math.max(y1, y2) < 0 || Math.min(x1, x2) > width || Math.min(y1, y2) > height) continue;
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    left -= 1;
  }
  context.strokeStyle = inks.soft;
  context.globalAlpha = lines.length > MOST_LINES.still ? 0.15 : 0.35;
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
}

// Dots of one kind after the other; few and large ones in the shape of their kind.
function paintDots(sight) {
  const shaped = sight.length <= MOST_SHAPES && seen.scale > 0.2;
  const byKind = new Map(KINDS.map((kind) => [kind, []]));
  sight.forEach((node) => byKind.get(nodes[node].kind).push(node));
  byKind.forEach((found, kind) => {
    context.fillStyle = inks[kind];
    context.beginPath();
    found.forEach((node) => dot(node, shaped));
    context.fill();
  });
}

function dot(node, shaped) {
  const [x, y, r] = [xs[node], ys[node], radiusOf(node)];
  if (shaped) {
    context.translate(x, y);
    context.fill(new Path2D(shape(nodes[node].kind, r)));
    context.translate(-x, -y);
  } else if (r < 3) context.fillRect(x - r, y - r, 2 * r, 2 * r);
  else {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 7);
  }
}

function paintNames(sight) {
  const taken = crowd();
  Object.assign(context, { font: inks.font, textAlign: "center", lineWidth: 4, lineJoin: "round", strokeStyle: inks.card, fillStyle: inks.ink });
  let left = MOST_NAMED;
  for (const node of sight.slice(0, MOST_NAMED * 10)) {
    const name = nameOnMap(node);
    const [x, y, half] = [xs[node], ys[node] + radiusOf(node) + LINE, name.length * 4 + 4];
    const own = { left: x - half, right: x + half, top: y - LINE, bottom: y + 5 };
    if (!taken.free(own)) continue;
    taken.add(own);
    context.strokeText(name, x, y);
    context.fillText(name, x, y);
    if (!(left -= 1)) return;
  }
}

const nameOnMap = (node) => short(nodes[node].label.length > 24 ? nodes[node].short : nodes[node].label, 32);

// The nearest node to a point of the canvas, if one is near.
function nodeAt(x, y) {
  let [best, away] = [-1, REACH];
  drawnNodes.forEach((node) => {
    const distance = Math.hypot(xs[node] - x, ys[node] - y) - radiusOf(node);
    if (distance < away) [best, away] = [node, distance];
  });
  return best;
}

function point(event) {
  const node = nodeAt(event.offsetX, event.offsetY);
  canvas.classList.toggle("over", node >= 0);
  tip.hidden = node < 0;
  if (node < 0) return;
  tip.textContent = `${nodes[node].label} (${nodes[node].type})`;
  tip.style.left = `${Math.min(xs[node], canvasSize[0] - 200)}px`;
  tip.style.top = `${ys[node] + radiusOf(node) + 4}px`;
}

function walkMap(event) {
  const zoomed = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 }[event.key];
  if (KEYS[event.key]) panMap(...KEYS[event.key]);
  else if (zoomed) zoomMap(zoomed);
  else if (event.key === "Home") fitMap();
  else return;
  event.preventDefault();
}

// `choose` gets the node that is pressed.
export function watchMap(choose) {
  gestures(canvas, { pan: panMap, zoom: zoomMap });
  canvas.addEventListener("click", (event) => {
    const node = nodeAt(event.offsetX, event.offsetY);
    if (node >= 0) choose(node);
  });
  canvas.addEventListener("pointermove", (event) => { if (!event.buttons) point(event); });
  canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
  canvas.addEventListener("keydown", walkMap);
  new ResizeObserver(() => { measureArea(); later(false); }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { inks = null; later(false); });
}
