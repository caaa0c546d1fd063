// Where nodes stand: from the places that the page was made with, moved by what is shown with them, so that names keep
// apart. The same nodes and lines give the same places.
import { data, nodes } from "./data.js";
import { short } from "./dom.js";

export const LINE = 16;
const LETTER = 7.9;
const [MOST_ROUNDS, FEWEST_ROUNDS, PUSHES] = [160, 30, 2_000_000];

// The name of a node on at most two lines.
export function nameLines(node) {
  const { label, short: brief } = nodes[node];
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

// Places by node. `shape` is width by height of the area that they should fill.
export function placed(shown, edges, sizeOf, shape, fixed) {
  const list = [...shown];
  if (fixed) return new Map(list.map((node) => [node, fixed.get(node) ?? nodes[node].place]));
  const index = new Map(list.map((node, i) => [node, i]));
  const at = list.map((node) => [nodes[node].place[0] - data.size[0] / 2, nodes[node].place[1] - data.size[1] / 2]);
  const pairs = edges.map((edge) => [index.get(edge.a), index.get(edge.b)]);
  const wide = 60 + 46 * Math.sqrt(list.length);
  const rounds = Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, Math.round(PUSHES / list.length ** 2)));
  for (let round = 0; round < rounds; round += 1) spring(at, pairs, 105, wide * (1 - round / rounds));
  const stretch = Math.sqrt(shape);
  at.forEach((point) => { point[0] *= stretch; point[1] /= stretch; });
  const rooms = list.map((node) => room(node, sizeOf(node)));
  for (let round = 0; round < 300 && apart(at, rooms); round += 1);
  return new Map(list.map((node, i) => [node, at[i].map(Math.round)]));
}

// One round of springs along lines and of pushing between all (Fruchterman and Reingold).
function spring(at, pairs, length, most) {
  const moves = at.map(([x, y]) => [-x * 0.05, -y * 0.05]);
  const push = (i, j, force) => {
    const [dx, dy] = [at[j][0] - at[i][0] || 0.1 * (j - i), at[j][1] - at[i][1] || 0.1];
    const away = Math.hypot(dx, dy);
    const by = force(away) / away;
    moves[i][0] -= dx * by; moves[i][1] -= dy * by;
    moves[j][0] += dx * by; moves[j][1] += dy * by;
  };
  for (let i = 0; i < at.length; i += 1) for (let j = i + 1; j < at.length; j += 1) push(i, j, (away) => (length * length) / away);
  pairs.forEach(([i, j]) => push(i, j, (away) => -(away * away) / length / 2));
  at.forEach((point, i) => {
    const move = Math.hypot(...moves[i]) || 1;
    const by = Math.min(move, most) / move;
    point[0] += moves[i][0] * by;
    point[1] += moves[i][1] * by;
  });
}

// Moves what overlaps apart, the shorter way; whether anything did.
function apart(at, rooms) {
  let moved = false;
  for (let i = 0; i < at.length; i += 1) for (let j = i + 1; j < at.length; j += 1) {
    const x = Math.min(at[i][0] + rooms[i].right - at[j][0] - rooms[j].left, at[j][0] + rooms[j].right - at[i][0] - rooms[i].left);
    const y = Math.min(at[i][1] + rooms[i].bottom - at[j][1] - rooms[j].top, at[j][1] + rooms[j].bottom - at[i][1] - rooms[i].top);
    if (x <= 0 || y <= 0) continue;
    moved = true;
    const axis = x < y ? 0 : 1;
    const half = (Math.min(x, y) + 1) / 2;
    const sign = at[i][axis] <= at[j][axis] ? -1 : 1;
    at[i][axis] += sign * half;
    at[j][axis] -= sign * half;
  }
  return moved;
}

export const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
export const moved = (box, [x, y]) => ({ left: box.left + x, right: box.right + x, top: box.top + y, bottom: box.bottom + y });
