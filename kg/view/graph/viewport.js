// Which part of the drawing is seen: zoom, pan, drag of nodes, and the way from node to node by arrow keys.
import { extent, moveNode, picture, svg } from "./drawing.js";

const MARGIN = 18;
const SMALLEST = 0.8; // names stay legible: a larger drawing is not shown whole
let frame = { x: 0, y: 0, width: 1000, height: 680 };

const area = () => {
  const { width, height } = svg.getBoundingClientRect();
  return { width: width || 1000, height: height || 680 };
};
export const shapeOfArea = () => area().width / area().height;

function look(x, y, scale) {
  const { width, height } = area();
  frame = { x, y, width: width / scale, height: height / scale, scale };
  svg.setAttribute("viewBox", `${x} ${y} ${frame.width} ${frame.height}`);
}

// Shows all, or, where names would be too small, what is around the main node and no empty edge.
export function fit() {
  const { left, right, top, bottom } = extent();
  const { width, height } = area();
  const all = Math.min(1.25, width / (right - left + 2 * MARGIN), height / (bottom - top + 2 * MARGIN));
  const scale = Math.max(SMALLEST, all);
  const [x, y] = picture.places.get(picture.main) ?? [(left + right) / 2, (top + bottom) / 2];
  look(start(x, left, right, width / scale), start(y, top, bottom, height / scale), scale);
}

function start(middle, low, high, length) {
  const room = high - low + 2 * MARGIN;
  if (room <= length) return (low + high - length) / 2;
  return Math.min(Math.max(middle - length / 2, low - MARGIN), high + MARGIN - length);
}

// All of it, also where names become small: for paper and pictures.
export function whole() {
  const { left, right, top, bottom } = extent();
  return { x: left - MARGIN, y: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN };
}

export function zoom(by, px = 0.5, py = 0.5) {
  const scale = Math.min(4, Math.max(0.15, frame.scale * by));
  const { width, height } = area();
  look(frame.x + (frame.width - width / scale) * px, frame.y + (frame.height - height / scale) * py, scale);
}

function wheel(event) {
  if (!event.ctrlKey && !event.metaKey) return; // the page scrolls; with Ctrl the drawing zooms
  event.preventDefault();
  const box = svg.getBoundingClientRect();
  zoom(event.deltaY > 0 ? 1 / 1.15 : 1.15, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
}

let drag = null;
let dragged = false;
function grab(event) {
  dragged = false;
  const group = event.target.closest(".node");
  if (event.button !== 0 || (!group && event.target.closest(".edge"))) return;
  const node = group ? Number(group.dataset.node) : -1;
  drag = { x: event.clientX, y: event.clientY, node, from: group ? picture.places.get(node) : [frame.x, frame.y], far: false };
}

function move(event) {
  if (!drag) return;
  const [dx, dy] = [(event.clientX - drag.x) / frame.scale, (event.clientY - drag.y) / frame.scale];
  drag.far ||= Math.hypot(dx, dy) * frame.scale > 4;
  if (!drag.far) return;
  if (drag.node >= 0) moveNode(drag.node, [drag.from[0] + dx, drag.from[1] + dy]);
  else look(drag.from[0] - dx, drag.from[1] - dy, frame.scale);
}

// What was dragged is not pressed as well.
function release() {
  dragged = Boolean(drag?.far);
  drag = null;
}
function swallow(event) {
  if (dragged) event.stopPropagation();
  dragged = false;
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// An arrow key leads to the nearest node that way.
function walk(event) {
  const direction = DIRECTIONS[event.key];
  const from = event.target.closest(".node");
  if (!direction || !from) return;
  event.preventDefault();
  const [x, y] = picture.places.get(Number(from.dataset.node));
  const cost = ([u, v]) => {
    const [along, across] = [(u - x) * direction[0] + (v - y) * direction[1], (u - x) * direction[1] + (v - y) * direction[0]];
    return along > 1 ? along + 2 * Math.abs(across) : Infinity;
  };
  const [best] = [...picture.places].map(([node, place]) => [cost(place), node]).sort((a, b) => a[0] - b[0]);
  if (best && best[0] < Infinity) picture.nodes.get(best[1]).focus();
}

// Nothing that has the focus stays out of sight.
function reveal(event) {
  const group = event.target.closest(".node");
  const place = group && picture.places.get(Number(group.dataset.node));
  if (!place) return;
  const [x, y] = place;
  const inside = x > frame.x && x < frame.x + frame.width && y > frame.y && y < frame.y + frame.height - 30;
  if (!inside) look(x - frame.width / 2, y - frame.height / 2, frame.scale);
}

export function watch() {
  svg.addEventListener("wheel", wheel, { passive: false });
  svg.addEventListener("pointerdown", grab);
  addEventListener("pointermove", move);
  addEventListener("pointerup", release);
  svg.addEventListener("click", swallow, { capture: true });
  addEventListener("pointercancel", () => { drag = null; });
  svg.addEventListener("keydown", walk);
  svg.addEventListener("focusin", reveal);
}
