// The shape of each kind of node as a path: told apart without colour, the same on screen and in pictures.

const points = (list) => `M${list.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join("L")}Z`;
const box = (x, y) => points([[-x, -y], [x, -y], [x, y], [-x, y]]);
const circle = (x, y, r) => `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
const polygon = (corners, r, turn) => {
  const at = (i) => turn + (2 * Math.PI * i) / corners;
  return points(Array.from({ length: corners }, (_, i) => [Math.cos(at(i)) * r, Math.sin(at(i)) * r]));
};

const SHAPES = {
  state: (r) => circle(0, 0, r),
  organization: (r) => polygon(6, r * 1.1, 0),
  process: (r) => polygon(4, r * 1.25, 0),
  body: (r) => polygon(3, r * 1.3, -Math.PI / 2),
  civil: (r) => polygon(5, r * 1.15, -Math.PI / 2),
  person: (r) => `${circle(0, -r * 0.5, r * 0.48)}M${-r},${r}a${r},${r} 0 0 1 ${2 * r},0Z`,
  event: (r) => box(r * 1.35, r * 0.75),
  document: (r) => box(r * 0.85, r * 0.85),
};

const made = new Map();

// The path around 0,0 of a kind in a size; many nodes have the same.
export function shape(kind, size) {
  const key = `${kind} ${size}`;
  if (!made.has(key)) made.set(key, SHAPES[kind](size));
  return made.get(key);
}
