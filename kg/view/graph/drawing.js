// Draws nodes and lines as elements of SVG: text in print, names for screen readers, reached by keyboard.
import { edgeWords, factsOf, nodes } from "./data.js";
import { byId, counted, drawn, isolated, pressable } from "./dom.js";
import { badgeOf, ringOf, sizeByMeasure, spokenFigure } from "./measuring.js";
import { LINE, moved, nameLines, overlaps, room } from "./placing.js";
import { manner } from "./selecting.js";
import { shape } from "./shapes.js";

const LETTER_OF_EDGES = 7.1;
const SPOTS = [0.5, 0.4, 0.6, 0.32, 0.68];
const MANNERS = { planned: ", only planned", attributed: ", only what a speaker says", stated: "", together: "" };

export const svg = byId("graph");
export const picture = { places: new Map(), edges: [], nodes: new Map(), main: -1 };

export const sizeOf = (node) => sizeByMeasure(node) ?? (node === picture.main ? 16 : Math.min(14, 8 + Math.sqrt(factsOf[node].length)));

// Draws; `press` has what to do with a node or a line, `more` how many neighbours of a node are not drawn.
export function draw(places, edges, state, more, press) {
  picture.places = places;
  const order = [...places.keys()].sort((a, b) => places.get(a)[1] - places.get(b)[1] || places.get(a)[0] - places.get(b)[0]);
  picture.edges = edges.map((edge) => drawnEdge(edge, state, press));
  picture.nodes = new Map(order.map((node) => [node, drawnNode(node, state, more.get(node) ?? 0, press)]));
  svg.replaceChildren(
    drawn("g", {}, ...picture.edges.map((edge) => edge.group)),
    drawn("g", {}, ...picture.nodes.values()),
    drawn("g", { class: "edge-labels", "aria-hidden": "true" }),
  );
  labels();
}

function drawnNode(node, state, left, press) {
  const { label, type, kind } = nodes[node];
  const size = sizeOf(node);
  const title = drawn("title");
  title.textContent = `${label} (${type})`;
  const text = drawn("text", { class: "label", "text-anchor": "middle" }, ...nameLines(node).map((line, i) => {
    const span = drawn("tspan", { x: 0, y: size + LINE + i * LINE });
    span.textContent = isolated(line);
    return span;
  }));
  const chosen = state.chosen.length === 1 && state.chosen[0] === node;
  const [x, y] = picture.places.get(node);
  const group = drawn("g", {
    class: `node ${kind}${ringOf(node)}${node === picture.main ? " centre" : ""}${chosen ? " chosen" : ""}`,
    transform: `translate(${x} ${y})`, "data-node": node, "aria-pressed": chosen,
  }, title, drawn("path", { d: shape(kind, size) }), text);
  const badge = badgeOf(node);
  if (badge) {
    const figure = drawn("text", { class: "badge", "text-anchor": "end", x: -size - 3, y: 4 });
    figure.textContent = badge;
    group.append(figure);
  }
  if (left > 0) {
    const rest = drawn("text", { class: "rest", x: size + 2, y: -size + 2 });
    rest.textContent = `+${left}`;
    group.append(rest);
  }
  return pressable(group, `${spoken(node, label, left)}, ${type}, ${counted(factsOf[node].length, "fact")}${spokenFigure(node)}`, () => press.node(node));
}

// The name of a node for screen readers and for voice control: all that is written beside it comes first.
function spoken(node, label, left) {
  const seen = nameLines(node).join(" ");
  const more = left > 0 ? ` +${left}` : "";
  return `${seen}${more}${seen === label ? "" : `, ${label}`}${more && ", not all drawn"}`;
}

function drawnEdge(edge, state, press) {
  const names = `${isolated(nodes[edge.a].label)} and ${isolated(nodes[edge.b].label)}`;
  const words = edge.together ? ["at the same events"] : [...new Set([...edge.facts].map(edgeWords))];
  const how = manner(edge);
  const title = drawn("title");
  title.textContent = `${names}: ${words.join(", ")}${MANNERS[how]}`;
  const ends = { x1: 0, y1: 0, x2: 0, y2: 0 };
  const lines = [drawn("line", { ...ends, class: "reach" }), drawn("line", { ...ends, "stroke-width": Math.min(6, 1 + Math.sqrt(edge.facts.size) * 0.7) })];
  const chosen = state.chosen.length === 2 && state.chosen.includes(edge.a) && state.chosen.includes(edge.b);
  const group = drawn("g", { class: `edge ${how}${chosen ? " chosen" : ""}`, "data-edge": `${edge.a} ${edge.b}`, "aria-pressed": chosen }, title, ...lines);
  pressable(group, `${names}: ${words.join(", ")}${MANNERS[how]}, ${counted(edge.facts.size, "fact")}`, () => press.edge(edge));
  const made = { edge, group, lines, words: edge.together ? "" : words.slice(0, 2).join(", ") };
  stretched(made);
  return made;
}

function stretched({ edge, lines }) {
  const [[x1, y1], [x2, y2]] = [picture.places.get(edge.a), picture.places.get(edge.b)];
  lines.forEach((line) => Object.entries({ x1, y1, x2, y2 }).forEach(([key, value]) => line.setAttribute(key, value)));
}

// Puts a node elsewhere, with its lines.
export function moveNode(node, place) {
  picture.places.set(node, place);
  picture.nodes.get(node).setAttribute("transform", `translate(${place[0]} ${place[1]})`);
  picture.edges.filter(({ edge }) => edge.a === node || edge.b === node).forEach(stretched);
  labels();
}

// Names of nodes first, those with most facts before others; then words on lines. What finds no room is shown when its
// node or line is pointed at.
function labels() {
  const taken = [...picture.nodes.keys()].map((node) => bodyOf(node));
  const weight = (node) => (node === picture.main ? Infinity : factsOf[node].length);
  [...picture.nodes].sort((a, b) => weight(b[0]) - weight(a[0])).forEach(([node, group]) => {
    const size = sizeOf(node);
    const own = moved({ ...room(node, size), top: size + 3 }, picture.places.get(node));
    const free = !taken.some((box) => overlaps(box, own));
    group.classList.toggle("crowded", !free);
    if (free) taken.push(own);
  });
  svg.lastChild.replaceChildren(...picture.edges.map((edge) => edgeLabel(edge, taken)).filter(Boolean));
}

function bodyOf(node) {
  const size = sizeOf(node);
  return moved({ left: -size - badgeOf(node).length * LETTER_OF_EDGES, right: size, top: -size, bottom: size }, picture.places.get(node));
}

function edgeLabel({ edge, words }, taken) {
  if (!words) return null;
  const [[x1, y1], [x2, y2]] = [picture.places.get(edge.a), picture.places.get(edge.b)];
  const half = (words.length * LETTER_OF_EDGES) / 2 + 2;
  for (const part of SPOTS) {
    const place = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
    const own = moved({ left: -half, right: half, top: -9, bottom: 6 }, place);
    if (taken.some((box) => overlaps(box, own))) continue;
    taken.push(own);
    const text = drawn("text", { class: "edge-label", "text-anchor": "middle", x: place[0], y: place[1] + 4 });
    text.textContent = words;
    return text;
  }
  return null;
}

// What the drawing takes up.
export function extent() {
  const boxes = [...picture.places].map(([node, place]) => moved(room(node, sizeOf(node)), place));
  const most = (key, pick) => boxes.reduce((found, box) => pick(found, box[key]), boxes[0]?.[key] ?? 0);
  return { left: most("left", Math.min), right: most("right", Math.max), top: most("top", Math.min), bottom: most("bottom", Math.max) };
}
