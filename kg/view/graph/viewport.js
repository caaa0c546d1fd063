// Which part of the drawing is seen: zoom, pan, drag of nodes, and the way from node to node by arrow keys.
import { extent, grow, moveNode, picture, svg } from "./drawing.js";
import { gestures } from "./gestures.js";

const MARGIN = 18;
const SMALLEST = 0.8; // names stay legible: a larger drawing is not shown whole
const grownAt = (scale) => Math.max(1, SMALLEST / scale);
const [LEAST, MOST, FITTINGS] = [0.01, 1.25, 8];
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
  grow(grownAt(scale));
}

// Shows all, or, where names would be too small, what is around the main node and no empty edge.
export function fit() {
  const { left, right, top, bottom } = extent();
  const { width, height } = area();
  const all = Math.min(MOST, width / (right - left + 2 * MARGIN), height / (bottom - top + 2 * MARGIN));
  const scale = Math.max(SMALLEST, all);
  const [x, y] = picture.places.get(picture.main) ?? [(left + right) / 2, (top + bottom) / 2];
  look(start(x, left, right, width / scale), start(y, top, bottom, height / scale), scale);
}

function start(middle, low, high, length) {
  const room = high - low + 2 * MARGIN;
  if (room <= length) return (low + high - length) / 2;
  return Math.min(Math.max(middle - length / 2, low - MARGIN), high + MARGIN - length);
}

// Shows all, however small names become: a map is read by its islands first.
export function fitWhole() {
  const { width, height } = area();
  let scale = MOST;
  let box = null;
  for (let before = 0, i = 0; i < FITTINGS && Math.abs(scale - before) > 0.01 * scale; i += 1) {
    before = scale; // the smaller the scale, the larger are names against the drawing
    box = extent(grownAt(scale));
    scale = Math.max(LEAST, Math.min(MOST, (width - 2 * MARGIN) / (box.right - box.left), (height - 2 * MARGIN) / (box.bottom - box.top)));
  }
  look((box.left + box.right - width / scale) / 2, (box.top + box.bottom - height / scale) / 2, scale);
}

// All of it, also where names become small: for paper and pictures.
export function whole() {
  const { left, right, top, bottom } = extent();
  return { x: left - MARGIN, y: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN };
}

export function zoom(by, px = 0.5, py = 0.5) {
  settle();
  const scale = Math.min(4, Math.max(0.15, frame.scale * by));
  const { width, height } = area();
  look(frame.x + (frame.width - width / scale) * px, frame.y + (frame.height - height / scale) * py, scale);
}

// While it is dragged the drawing moves as a picture of itself; where it comes to rest it is drawn again.
let shift = null;
function pan(dx, dy) {
  shift = [(shift?.[0] ?? 0) + dx, (shift?.[1] ?? 0) + dy];
  svg.classList.add("moving");
  svg.style.transform = `translate(${shift[0]}px, ${shift[1]}px)`;
}

function settle() {
  if (!shift) return;
  const [x, y] = [frame.x - shift[0] / frame.scale, frame.y - shift[1] / frame.scale];
  shift = null;
  svg.classList.remove("moving");
  svg.style.transform = "";
  look(x, y, frame.scale);
}

// A node that is grabbed moves by itself.
function grab(event) {
  const group = event.target.closest(".node");
  if (!group) return null;
  const node = Number(group.dataset.node);
  return (dx, dy) => {
    const [x, y] = picture.places.get(node);
    moveNode(node, [x + dx / frame.scale, y + dy / frame.scale]);
  };
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
  gestures(svg, { pan, zoom, grab, rest: settle });
  svg.addEventListener("keydown", walk);
  svg.addEventListener("focusin", reveal);
}
