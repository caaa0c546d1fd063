// Where nodes stand: from the places that the page was made with, moved by what is shown with them, so that names keep
// apart. What stands already stays, and what comes to it finds room beside. The same nodes and lines, drawn anew, give
// the same places.
import { nodes } from "./data.js";
import { short } from "./dom.js";

export const LINE = 16;
const LETTER = 7.9;
const LENGTH = 105;
const GOLDEN_ANGLE = 2.399963;
const CELL = 200; // no name is wider: what overlaps stands in the same square or the next
const [MOST_ROUNDS, FEWEST_ROUNDS, PUSHES, PARTINGS] = [160, 20, 1_000_000, 120];
const linesOf = new Map();

// The name of a node on at most two lines.
export function nameLines(node) {
  if (!linesOf.has(node)) linesOf.set(node, broken(nodes[node]));
  return linesOf.get(node);
}

function broken({ label, short: brief }) {
  const lines = [""];
  for (const word of short(label.length > 24 ? brief : label, 42).split(" ")) {
    const last = lines.at(-1);
    if (last && last.length + word.length >= 22 && lines.length < 2) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line) => short(line, 24));
}

// The room of a node with its name below it, around its place.
export function room(node, size) {
  const lines = nameLines(node);
  const half = Math.max(size * 1.4, (Math.max(...lines.map((line) => line.length)) * LETTER) / 2) + 3;
  return { left: -half, right: half, top: -size * 1.3 - 3, bottom: size + 8 + lines.length * LINE };
}

// Places by node. `shape` is width by height of the area that they should fill; `standing` has the places that stay.
export function placed(shown, edges, sizeOf, shape, standing) {
  const list = [...shown];
  const fixed = list.map((node) => standing.has(node));
  if (fixed.every(Boolean)) return new Map(list.map((node) => [node, standing.get(node)]));
  const index = new Map(list.map((node, i) => [node, i]));
  const pairs = edges.map((edge) => [index.get(edge.a), index.get(edge.b)]);
  const fresh = !fixed.some(Boolean);
  const at = fresh ? spread(list) : around(list, pairs, standing);
  const rounds = Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, Math.round(PUSHES / list.length ** 2)));
  const wide = 60 + 46 * Math.sqrt(list.length);
  for (let round = 0; round < rounds; round += 1) spring(at, pairs, fixed, wide * (1 - round / rounds));
  if (fresh) widened(at, Math.sqrt(shape));
  const rooms = list.map((node) => room(node, sizeOf(node)));
  for (let round = 0; round < PARTINGS && apart(at, rooms, fixed); round += 1);
  return new Map(list.map((node, i) => [node, [Math.round(at.x[i]), Math.round(at.y[i])]]));
}

// The same with parts that nothing joins beside each other, in rows, the highest first: springs drive them apart.
export function gathered(places, edges, sizeOf, shape) {
  const boxes = parts(places, edges).map((list) => boxOf(list, places, sizeOf)).sort((a, b) => b.height - a.height || a.list[0] - b.list[0]);
  const wide = Math.max(...boxes.map((box) => box.width), Math.sqrt(boxes.reduce((sum, box) => sum + box.width * box.height, 0) * shape));
  const found = new Map();
  let [x, y, high] = [0, 0, 0];
  boxes.forEach((box) => {
    if (x > 0 && x + box.width > wide * 1.1) [x, y, high] = [0, y + high, 0];
    box.list.forEach((node) => found.set(node, [Math.round(places.get(node)[0] - box.left + x), Math.round(places.get(node)[1] - box.top + y)]));
    x += box.width;
    high = Math.max(high, box.height);
  });
  return found;
}

function parts(places, edges) {
  const next = new Map([...places.keys()].map((node) => [node, []]));
  edges.forEach(({ a, b }) => { next.get(a).push(b); next.get(b).push(a); });
  const met = new Set();
  return [...places.keys()].filter((node) => !met.has(node)).flatMap((start) => {
    if (met.has(start)) return [];
    const list = [start];
    met.add(start);
    for (const node of list) next.get(node).forEach((other) => { if (!met.has(other)) { met.add(other); list.push(other); } });
    return [list];
  });
}

function boxOf(list, places, sizeOf) {
  const rooms = list.map((node) => moved(room(node, sizeOf(node)), places.get(node)));
  const [left, top] = [Math.min(...rooms.map((one) => one.left)), Math.min(...rooms.map((one) => one.top))];
  return { list, left, top, width: Math.max(...rooms.map((one) => one.right)) - left + LINE, height: Math.max(...rooms.map((one) => one.bottom)) - top + LINE };
}

// Their places on the map of all, drawn together or apart to what so many need.
function spread(list) {
  const at = coordinates(list.map((node) => nodes[node].place));
  const [x, y] = [mean(at.x), mean(at.y)];
  const away = Math.sqrt(mean(at.x.map((value, i) => (value - x) ** 2 + (at.y[i] - y) ** 2))) || 1;
  const scale = (60 * Math.sqrt(list.length)) / away;
  list.forEach((_, i) => { at.x[i] = (at.x[i] - x) * scale; at.y[i] = (at.y[i] - y) * scale; });
  return at;
}

// What is new begins around that which it is joined to.
function around(list, pairs, standing) {
  const anchor = new Map();
  pairs.forEach(([i, j]) => {
    if (standing.has(list[i])) anchor.set(j, standing.get(list[i]));
    if (standing.has(list[j])) anchor.set(i, standing.get(list[j]));
  });
  return coordinates(list.map((node, i) => {
    const [x, y] = anchor.get(i) ?? [0, 0];
    const away = LENGTH * Math.sqrt(1 + i / 12);
    return standing.get(node) ?? [x + away * Math.cos(i * GOLDEN_ANGLE), y + away * Math.sin(i * GOLDEN_ANGLE)];
  }));
}

const coordinates = (places) => ({ x: Float64Array.from(places, ([x]) => x), y: Float64Array.from(places, ([, y]) => y) });
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function widened({ x, y }, by) {
  x.forEach((_, i) => { x[i] *= by; y[i] /= by; });
}

// One round of springs along lines and of pushing between all (Fruchterman and Reingold).
function spring({ x, y }, pairs, fixed, most) {
  const [dx, dy] = [x.map((value) => -value * 0.05), y.map((value) => -value * 0.05)];
  for (let i = 0; i < x.length; i += 1) {
    for (let j = i + 1; j < x.length; j += 1) {
      if (fixed[i] && fixed[j]) continue;
      const u = x[j] - x[i] || 0.1 * (j - i);
      const v = y[j] - y[i] || 0.1;
      const by = (LENGTH * LENGTH) / (u * u + v * v);
      dx[i] -= u * by; dy[i] -= v * by;
      dx[j] += u * by; dy[j] += v * by;
    }
  }
  pairs.forEach(([i, j]) => {
    const [u, v] = [x[j] - x[i], y[j] - y[i]];
    const by = Math.sqrt(u * u + v * v) / LENGTH / 2;
    dx[i] += u * by; dy[i] += v * by;
    dx[j] -= u * by; dy[j] -= v * by;
  });
  fixed.forEach((stays, i) => {
    if (stays) return;
    const move = Math.sqrt(dx[i] ** 2 + dy[i] ** 2) || 1;
    const by = Math.min(move, most) / move;
    x[i] += dx[i] * by;
    y[i] += dy[i] * by;
  });
}

// Moves what overlaps apart, the shorter way; whether anything did.
function apart(at, rooms, fixed) {
  let moved = false;
  const cells = new Map();
  const cell = (i, right, down) => (Math.floor(at.x[i] / CELL) + right) * 65_536 + Math.floor(at.y[i] / CELL) + down;
  rooms.forEach((_, i) => {
    for (const right of [-1, 0, 1]) for (const down of [-1, 0, 1]) {
      for (const j of cells.get(cell(i, right, down)) ?? []) moved = parted(at, rooms, fixed, j, i) || moved;
    }
    const own = cell(i, 0, 0);
    if (cells.has(own)) cells.get(own).push(i);
    else cells.set(own, [i]);
  });
  return moved;
}

function parted({ x, y }, rooms, fixed, i, j) {
  if (fixed[i] && fixed[j]) return false;
  const across = Math.min(x[i] + rooms[i].right - x[j] - rooms[j].left, x[j] + rooms[j].right - x[i] - rooms[i].left);
  const along = Math.min(y[i] + rooms[i].bottom - y[j] - rooms[j].top, y[j] + rooms[j].bottom - y[i] - rooms[i].top);
  if (across <= 0 || along <= 0) return false;
  const axis = across < along ? x : y;
  const way = (axis[i] <= axis[j] ? -1 : 1) * (Math.min(across, along) + 1);
  const share = fixed[i] ? 0 : fixed[j] ? 1 : 0.5;
  axis[i] += way * share;
  axis[j] -= way * (1 - share);
  return true;
}

export const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
export const moved = (box, [x, y], grown = 1) => ({ left: box.left * grown + x, right: box.right * grown + x, top: box.top * grown + y, bottom: box.bottom * grown + y });

// Boxes by the squares that they touch: whether a new one finds room is asked of its neighbours only.
export function crowd() {
  const cells = new Map();
  const touched = ({ left, right, top, bottom }) => {
    const keys = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) keys.push(x * 65_536 + y);
    }
    return keys;
  };
  return {
    free: (box) => touched(box).every((key) => !(cells.get(key) ?? []).some((other) => overlaps(other, box))),
    add: (box) => touched(box).forEach((key) => (cells.has(key) ? cells.get(key).push(box) : cells.set(key, [box]))),
  };
}
