// The shape of each kind of node as a path: told apart without colour, the same on screen and in pictures. It begins
// with a step from the place of the node, so that it can be drawn around any.

const step = (x, y) => `${x.toFixed(2)},${y.toFixed(2)}`;
const points = (list) => `m${list.map(([x, y], i) => (i ? step(x - list[i - 1][0], y - list[i - 1][1]) : step(x, y))).join("l")}z`;
const box = (x, y) => points([[-x, -y], [x, -y], [x, y], [-x, y]]);
const circle = (y, r) => `m${-r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0z`;
const polygon = (corners, r, turn) => {
  const at = (i) => turn + (2 * Math.PI * i) / corners;
  return points(Array.from({ length: corners }, (_, i) => [Math.cos(at(i)) * r, Math.sin(at(i)) * r]));
};

const SHAPES = {
  state: (r) => circle(0, r),
  organization: (r) => polygon(6, r * 1.1, 0),
  process: (r) => polygon(4, r * 1.25, 0),
  body: (r) => polygon(3, r * 1.3, -Math.PI / 2),
  civil: (r) => polygon(5, r * 1.15, -Math.PI / 2),
  person: (r) => `${circle(-r * 0.5, r * 0.48)}m${-r * 0.52},${r * 1.5}a${r},${r} 0 0 1 ${2 * r},0z`,
  event: (r) => box(r * 1.35, r * 0.75),
  document: (r) => box(r * 0.85, r * 0.85),
};

const made = new Map();

// The path of a kind in a size; many nodes have the same.
export function shape(kind, size) {
  const key = `${kind} ${size}`;
  if (!made.has(key)) made.set(key, SHAPES[kind](size));
  return made.get(key);
}
