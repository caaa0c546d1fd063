// Draws nodes and lines as elements of SVG: text in print, names for screen readers, reached by keyboard.
import { edgeWords, factsOf, nodes } from "./data.js";
import { byId, counted, drawn, isolated } from "./dom.js";
import { badgeOf, ringOf, sizeByMeasure, spokenFigure } from "./measuring.js";
import { crowd, LINE, moved, nameLines, room } from "./placing.js";
import { manner } from "./selecting.js";
import { shape } from "./shapes.js";

const LETTER_OF_EDGES = 7.1;
const SPOTS = [0.5, 0.4, 0.6, 0.32, 0.68];
const MOST_REACHED = 200; // of more lines none is wider to the pointer than it looks
const MOST_WORDED = 150; // on more lines words find no room
const MANNERS = { planned: ", only planned", attributed: ", only what a speaker says", stated: "", together: "" };

// dense: a map of all, with small nodes, and names over those of less weight.
export const svg = byId("graph");
const world = drawn("g");
export const picture = { places: new Map(), rooms: new Map(), edges: [], nodes: new Map(), of: new Map(), main: -1, press: null, grown: 1, dense: false };

export const sizeOf = (node) => {
  const measured = sizeByMeasure(node);
  const weight = Math.sqrt(factsOf[node].length);
  if (picture.dense) return measured === null ? Math.min(9, 2.5 + weight * 1.2) : measured / 2;
  return measured ?? (node === picture.main ? 16 : Math.min(14, 8 + weight));
};

// Draws; `press` has what to do with a node or a line, `more` how many neighbours of a node are not drawn.
// `look` finds what is to be seen of it, before anything is drawn. What is drawn has to be completed.
export function draw(places, edges, state, more, press, look) {
  const rooms = new Map([...places.keys()].map((node) => [node, room(node, sizeOf(node))]));
  Object.assign(picture, { places, rooms, press, edges: [], nodes: new Map(), left: { edges, state, more } });
  look();
  svg.classList.toggle("dense", picture.dense);
  picture.words = drawn("g", { class: "edge-labels", "aria-hidden": "true" });
  if (picture.dense) world.replaceChildren(...sketched(places, edges), picture.words);
  else fillWorld();
  svg.replaceChildren(world);
  labels();
}

// A map of all is first drawn as a few paths, which are there at once: one for the lines of each manner, one for the
// nodes of each kind.
function sketched(places, edges) {
  const paths = { lines: new Map(), shapes: new Map() };
  const add = (found, name, text) => found.set(name, (found.get(name) ?? "") + text);
  const { grown } = picture;
  edges.forEach((edge) => add(paths.lines, `edge ${manner(edge)}`, `M${places.get(edge.a)}L${places.get(edge.b)}`));
  places.forEach(([x, y], node) => add(paths.shapes, `node ${nodes[node].kind}${ringOf(node)}`, `M${x / grown},${y / grown}${shape(nodes[node].kind, sizeOf(node))}`));
  const lines = [...paths.lines].map(([name, d]) => drawn("path", { class: name, d }));
  return [...lines, ...[...paths.shapes].map(([name, d]) => drawn("g", { class: name, transform: `scale(${grown})` }, drawn("path", { d })))];
}

// Draws each node and each line as an element of its own.
function fillWorld() {
  const { places, left: { edges, state, more } } = picture;
  const order = [...places.keys()].sort((a, b) => places.get(a)[1] - places.get(b)[1] || places.get(a)[0] - places.get(b)[0]);
  picture.edges = edges.map((edge) => drawnEdge(edge, state, edges.length <= MOST_REACHED));
  picture.nodes = new Map(order.map((node) => [node, drawnNode(node, state, more.get(node) ?? 0)]));
  picture.of = new Map(order.map((node) => [node, []]));
  picture.edges.forEach((made) => [made.edge.a, made.edge.b].forEach((node) => picture.of.get(node).push(made)));
  world.replaceChildren(drawn("g", {}, ...picture.edges.map((edge) => edge.group)), drawn("g", {}, ...picture.nodes.values()), picture.words);
}

// Makes elements of what is only sketched, lets keys reach what is drawn, and tells its names to screen readers.
export function complete() {
  if (!picture.nodes.size) fillWorld();
  const { state, more } = picture.left;
  const reached = (group, pressed, label) => Object.entries({ "aria-pressed": pressed, tabindex: 0, role: "button", "aria-label": label })
    .forEach(([key, value]) => group.setAttribute(key, value));
  picture.nodes.forEach((group, node) => reached(group, isChosen(state, node), toldOfNode(node, more.get(node) ?? 0)));
  picture.edges.forEach(({ edge, group }) => reached(group, isChosen(state, edge.a, edge.b), `${toldOfEdge(edge)}, ${counted(edge.facts.size, "fact")}`));
}

const isChosen = ({ chosen }, ...ends) => chosen.length === ends.length && ends.every((node) => chosen.includes(node));

function drawnNode(node, state, left) {
  const { kind } = nodes[node];
  const size = sizeOf(node);
  const marks = [ringOf(node), node === picture.main ? " centre" : "", isChosen(state, node) ? " chosen" : "", picture.dense ? " crowded" : ""];
  const group = drawn("g", { class: `node ${kind}${marks.join("")}`, transform: standsAt(node), "data-node": node }, drawn("path", { d: shape(kind, size) }));
  if (!picture.dense) group.append(name(node), ...badge(node));
  if (left > 0) {
    const rest = drawn("text", { class: "rest", x: size + 2, y: -size + 2 });
    rest.textContent = `+${left}`;
    group.append(rest);
  }
  return group;
}

function badge(node) {
  if (!badgeOf(node)) return [];
  const figure = drawn("text", { class: "badge", "text-anchor": "end", x: -sizeOf(node) - 3, y: 4 });
  figure.textContent = badgeOf(node);
  return [figure];
}

function name(node) {
  return drawn("text", { class: "label", "text-anchor": "middle" }, ...nameLines(node).map((line, i) => {
    const span = drawn("tspan", { x: 0, y: sizeOf(node) + LINE + i * LINE });
    span.textContent = line;
    return span;
  }));
}

// A node for screen readers and for voice control: all that is written beside it comes first.
function toldOfNode(node, left) {
  const { label, type } = nodes[node];
  const seen = nameLines(node).join(" ");
  const more = left > 0 ? ` +${left}` : "";
  return `${seen}${more}${seen === label ? "" : `, ${label}`}${more && ", not all drawn"}, ${type}, ${counted(factsOf[node].length, "fact")}${spokenFigure(node)}`;
}

const wordsOf = (edge) => (edge.together ? ["at the same events"] : [...new Set([...edge.facts].map(edgeWords))]);
const toldOfEdge = (edge) => `${isolated(nodes[edge.a].label)} and ${isolated(nodes[edge.b].label)}: ${wordsOf(edge).join(", ")}${MANNERS[manner(edge)]}`;

function drawnEdge(edge, state, reached) {
  const [[x1, y1], [x2, y2]] = [picture.places.get(edge.a), picture.places.get(edge.b)];
  const ends = { x1, y1, x2, y2 };
  const attributes = { class: `edge ${manner(edge)}${isChosen(state, edge.a, edge.b) ? " chosen" : ""}`, "data-edge": `${edge.a} ${edge.b}` };
  const width = { ...ends, "stroke-width": Math.min(6, 1 + Math.sqrt(edge.facts.size) * 0.7) };
  const lines = reached ? [drawn("line", { ...ends, class: "reach" }), drawn("line", width)] : [drawn("line", { ...width, ...attributes })];
  const group = reached ? drawn("g", attributes, ...lines) : lines[0];
  return { edge, group, lines };
}

function stretched({ edge, lines }) {
  const [[x1, y1], [x2, y2]] = [picture.places.get(edge.a), picture.places.get(edge.b)];
  lines.forEach((line) => Object.entries({ x1, y1, x2, y2 }).forEach(([key, value]) => line.setAttribute(key, value)));
}

// One listener for all that is drawn: what a group stands for is in its data.
function pressed(event) {
  const group = event.target.closest("[data-node], [data-edge]");
  if (!group || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  if (group.dataset.node !== undefined) picture.press.node(Number(group.dataset.node));
  else picture.press.edge(picture.edges.find((made) => made.group === group).edge);
}

// What is pointed at, reached or saved says its whole name.
export function titled(group) {
  if (group.querySelector("title")) return;
  if (group.dataset.node && !group.querySelector(".label")) group.append(name(Number(group.dataset.node)));
  const title = drawn("title");
  const { label, type } = nodes[group.dataset.node] ?? {};
  title.textContent = label ? `${label} (${type})` : toldOfEdge(picture.edges.find((made) => made.group === group).edge);
  group.prepend(title);
}

svg.addEventListener("click", pressed);
svg.addEventListener("keydown", pressed);
for (const reached of ["pointerover", "focusin"]) {
  svg.addEventListener(reached, (event) => {
    const group = event.target.closest("[data-node], [data-edge]");
    if (group) titled(group);
  });
}

function standsAt(node) {
  const [x, y] = picture.places.get(node);
  return `translate(${x} ${y})${picture.grown > 1 ? ` scale(${picture.grown})` : ""}`;
}

// Nodes and names grow by so much against the drawing, so that they stay legible where much of it is seen.
export function grow(by) {
  if (by === picture.grown) return;
  picture.grown = by;
  picture.nodes.forEach((group, node) => group.setAttribute("transform", standsAt(node)));
  if (picture.nodes.size) labels();
}

// Puts a node elsewhere, with its lines.
export function moveNode(node, place) {
  picture.places.set(node, place);
  picture.nodes.get(node).setAttribute("transform", standsAt(node));
  picture.of.get(node).forEach(stretched);
  labels();
}

// Names of nodes first, those with most facts before others; then words on lines. What finds no room is shown when its
// node or line is pointed at.
function labels() {
  const taken = crowd();
  const weight = (node) => (node === picture.main ? Infinity : factsOf[node].length);
  const heaviest = [...picture.places.keys()].sort((a, b) => weight(b) - weight(a));
  if (picture.dense) {
    picture.words.replaceChildren(...heaviest.map((node) => nameAbove(node, taken)).filter(Boolean));
    return;
  }
  heaviest.forEach((node) => taken.add(bodyOf(node)));
  heaviest.forEach((node) => {
    const group = picture.nodes.get(node);
    const size = sizeOf(node);
    const own = moved({ ...picture.rooms.get(node), top: size + 3 }, picture.places.get(node), picture.grown);
    const free = taken.free(own);
    group.classList.toggle("crowded", !free);
    if (free) taken.add(own);
  });
  const worded = picture.edges.length <= MOST_WORDED ? picture.edges : [];
  picture.words.replaceChildren(...worded.map((edge) => edgeLabel(edge, taken)).filter(Boolean));
}

// On a map names lie over nodes that have less to say.
function nameAbove(node, taken) {
  const own = moved(picture.rooms.get(node), picture.places.get(node), picture.grown);
  if (!taken.free(own)) return null;
  taken.add(own);
  return drawn("g", { transform: standsAt(node) }, name(node));
}

function bodyOf(node) {
  const size = sizeOf(node);
  return moved({ left: -size - badgeOf(node).length * LETTER_OF_EDGES, right: size, top: -size, bottom: size }, picture.places.get(node), picture.grown);
}

function edgeLabel({ edge }, taken) {
  if (edge.together) return null;
  const words = wordsOf(edge).slice(0, 2).join(", ");
  const [[x1, y1], [x2, y2]] = [picture.places.get(edge.a), picture.places.get(edge.b)];
  const half = (words.length * LETTER_OF_EDGES) / 2 + 2;
  for (const part of SPOTS) {
    const place = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
    const own = moved({ left: -half, right: half, top: -9, bottom: 6 }, place);
    if (!taken.free(own)) continue;
    taken.add(own);
    const text = drawn("text", { class: "edge-label", "text-anchor": "middle", x: place[0], y: place[1] + 4 });
    text.textContent = words;
    return text;
  }
  return null;
}

// What the drawing takes up when its nodes and names are so much larger.
export function extent(grown = 1) {
  const all = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  picture.places.forEach(([x, y], node) => {
    const { left, right, top, bottom } = picture.rooms.get(node);
    all.left = Math.min(all.left, left * grown + x);
    all.right = Math.max(all.right, right * grown + x);
    all.top = Math.min(all.top, top * grown + y);
    all.bottom = Math.max(all.bottom, bottom * grown + y);
  });
  return picture.places.size ? all : { left: 0, right: 0, top: 0, bottom: 0 };
}
