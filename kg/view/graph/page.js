// The relationship graph: draws what the address says, and writes there what the reader chooses.
import { data, nameFound, nodes, search } from "./data.js";
import { bdi, button, byId, drawn, element, isolated, thousands } from "./dom.js";
import { complete, draw, picture, sizeOf, svg } from "./drawing.js";
import { showEdge, showHelp, showList, showNode, showPath } from "./evidence.js";
import { save } from "./exporting.js";
import { buildFilters, setFilters } from "./filters.js";
import { canvas, showMap, watchMap, zoomMap } from "./map.js";
import { buildMeasures, chooseMeasure, tellMeasure } from "./measuring.js";
import { placed } from "./placing.js";
import { profileView } from "./profile.js";
import { afterPicture, showAll } from "./rows.js";
import { edgesAmong, ends, neighbours, selection, shortest, shownNodes } from "./selecting.js";
import { shape } from "./shapes.js";
import { emptyState, readState, STEP, written } from "./state.js";
import { tableView } from "./table.js";
import { timelineView } from "./timeline.js";
import { fit, fitWhole, shapeOfArea, watch, zoom } from "./viewport.js";

const MOST_DRAWN = 800; // of more nodes the map is dots on a canvas
const other = byId("other");
const HITS = 8;
let state = emptyState();
let current = { passing: [], of: [] };
let edges = [];
let drawnAs = "";
let dotted = false; // whether what is seen is the map on the canvas

const centreOf = ({ open }) => [...open.keys()][0];
// An address without # is one of a first visit.
const address = () => (location.href.includes("#") ? location.hash || "#" : "");
const depth = () => history.state?.depth ?? 0;

// A change is a step that Undo and the browser's own way back take back.
function go(change) {
  const next = { ...state, ...change };
  if (written(next) === address()) return;
  history.pushState({ depth: depth() + 1 }, "", written(next));
  show();
}

const act = {
  centre: (node) => go({ open: new Map([[node, STEP]]), chosen: [], path: [], view: state.view === "profile" ? "profile" : "graph" }),
  expand: (node, most) => go({ open: new Map([...state.open, [node, most]]), chosen: [node] }),
  collapse: (node) => go({ open: new Map([...state.open].filter(([one]) => one !== node)), chosen: [] }),
  path: (from, to) => go({ open: new Map(), path: [from, to], chosen: [], view: "graph" }),
  profile: (node) => go({ open: new Map([[node, STEP], ...[...state.open].filter(([one]) => one !== node)]), chosen: [], view: "profile" }),
};

const press = {
  node: (node) => (state.open.size || state.path.length ? go({ chosen: [node] }) : act.centre(node)),
  edge: (edge) => go({ chosen: [edge.a, edge.b] }),
};

function show() {
  state = readState(address());
  current = selection(state);
  chooseMeasure(state.measure);
  const map = state.view === "map" ? mapped() : [];
  const { shown, totals } = shownNodes(state, current.of);
  dotted = map.length > MOST_DRAWN;
  views();
  if (dotted) renderMap(map);
  else if (state.view === "map") render(new Set(map), new Map(), "map");
  else render(shown, totals, state.open.size || state.path.length ? "" : "overview");
  setFilters(state, current.passing.length);
  byId("undo").disabled = depth() === 0;
  afterPicture(() => { beside(totals, map); otherViews(); });
}

// Every node of a fact that passes, the best connected first.
const mapped = () => nodes.map((_, node) => node).filter((node) => current.of[node].length);

function renderMap(map) {
  canvas.setAttribute("aria-label", `Map of ${thousands(map.length)} actors, events and documents. `
    + "The list beside it and the search lead to each of them; arrow keys move the map, plus and minus zoom it.");
  showMap(map, current.passing);
  tellWhere(toldOfMap(map.length));
  tellMeasure(map);
}

function toldOfMap(count) {
  const left = data.total > nodes.length ? ` This page holds the ${thousands(nodes.length)} best connected of ${thousands(data.total)}.` : "";
  return `All ${thousands(count)} that the filters let pass, those of one community near each other; choose one and its network opens.${left}`;
}

// What is drawn keeps its place as long as the same node stands in the middle: choosing and expanding moves nothing.
function render(shown, totals, kind) {
  edges = edgesAmong(shown, current, kind === "overview");
  picture.main = kind ? -1 : centreOf(state) ?? -1;
  picture.dense = kind === "map";
  svg.classList.toggle("upright", kind === "overview" && narrow());
  const same = JSON.stringify([kind, picture.main, [...shown], edges.map((edge) => [edge.a, edge.b]), state.measure]);
  const focused = document.activeElement?.closest?.("[data-node], [data-edge]");
  byId("picture").hidden = false; // what is hidden has no size to draw for
  const places = placed(shown, edges, sizeOf, shapeOfArea(), kept(shown, kind, same));
  const left = (node) => [...ends(node, current.of)].filter((one) => !shown.has(one)).length;
  const look = same === drawnAs ? () => {} : kind ? fitWhole : fit;
  const more = kind ? new Map() : new Map([...shown].map((node) => [node, left(node)]));
  draw(places, edges, state, more, press, look);
  drawnAs = same;
  picture.kind = `${kind} ${picture.main}`;
  afterPicture(complete);
  if (focused) refocus(focused.dataset);
  if (kind === "overview") tellWhere(`The ${shown.size} best connected actors. A dotted line joins those who were most at the same events.`, "");
  else tellWhere(kind === "map" ? toldOfMap(shown.size) : told(totals));
  tellMeasure(shown);
  byId("picture").hidden = !other.hidden;
}

function kept(shown, kind, same) {
  if (same === drawnAs) return picture.places;
  if (kind === "map") return new Map([...shown].map((node) => [node, nodes[node].place]));
  if (kind === "overview") return overviewPlaces();
  return picture.kind === ` ${picture.main}` ? picture.places : new Map();
}

// On an upright screen the overview is stretched, so that all of it is seen.
const narrow = () => shapeOfArea() < 1;
function overviewPlaces() {
  const stretch = narrow() ? 1.4 / shapeOfArea() : 1; // it was laid out for an area that is half wider than high
  return new Map(data.overview.map(([node, x, y]) => [node, [x, y * stretch]]));
}

function refocus({ node, edge }) {
  const group = document.querySelector(node === undefined ? `[data-edge="${edge}"]` : `[data-node="${node}"]`);
  group?.focus({ preventScroll: true });
}

// What is shown, in words; on paper nothing leads back.
function tellWhere(text, back = " Escape leads back.") {
  byId("where").replaceChildren(text, element("span", "screen", back));
}

function told(totals) {
  const names = [...state.open].map(([node, most]) => `${isolated(nodes[node].label)} (${Math.min(most, totals.get(node))} of ${totals.get(node)})`);
  const way = state.path.length === 2 ? [`the path from ${isolated(nodes[state.path[0]].label)} to ${isolated(nodes[state.path[1]].label)}`] : [];
  const network = names.length ? [`the network of ${names.join(", ")}`] : [];
  return `Shown: ${[...way, ...network].join("; ")}.`;
}

const edgeBetween = (a, b) => edges.find((edge) => [edge.a, edge.b].includes(a) && [edge.a, edge.b].includes(b));

function beside(totals, map) {
  if (state.view === "map" && !state.chosen.length) { showList(map, act); return; }
  const [one, two] = state.chosen;
  const edge = two === undefined ? null : edgeBetween(one, two);
  const node = one ?? centreOf(state);
  if (edge) showEdge(edge);
  else if (one === undefined && state.path.length === 2) showPath(shortest(state.path, current.of), edgeBetween);
  else if (node === undefined) showHelp(state.missing);
  else showNode(node, current.of[node], state, totals.get(node) ?? neighbours(node, current.of).length, act);
}

// The other views are of the facts that the shown nodes have among them.
function factsShown() {
  if (dotted) return current.passing;
  const shown = new Set(picture.places.keys());
  const centre = centreOf(state);
  return current.passing.filter((fact) => fact.subject === centre || fact.object === centre
    || (shown.has(fact.subject) && (fact.object < 0 || shown.has(fact.object))));
}

function networkShown() {
  const shown = dotted ? new Set(mapped()) : new Set(picture.nodes.keys());
  return { nodes: [...shown], edges: dotted ? edgesAmong(shown, current, false) : edges };
}

function views() {
  const drawing = state.view === "graph" || state.view === "map";
  other.hidden = drawing;
  byId("picture").hidden = !drawing;
  byId("sheet").hidden = dotted;
  canvas.hidden = !dotted;
  byId("panel").hidden = state.view === "profile";
  document.body.dataset.view = state.view;
  document.querySelectorAll("button[data-view]").forEach((tab) => tab.setAttribute("aria-pressed", tab.dataset.view === state.view));
  const svgButton = document.querySelector('[data-export="svg"]');
  svgButton.disabled = dotted;
  svgButton.title = dotted ? byId("no-svg").textContent : "";
  byId("no-svg").hidden = !dotted;
}

function otherViews() {
  const node = state.chosen.length === 1 ? state.chosen[0] : centreOf(state);
  if (state.view === "table") tableView(factsShown(), other);
  if (state.view === "timeline") timelineView(factsShown(), current.of, other, (event) => go({ chosen: [event], view: "graph" }));
  if (state.view === "profile" && node !== undefined) profileView(node, current.of, other);
  if (state.view === "profile" && node === undefined) other.replaceChildren(element("p", "soft", "Choose an actor first: its profile stands here."));
}

const found = byId("found");
const find = byId("find");
const empty = () => { find.value = ""; found.replaceChildren(); };

// By which other name it was found, where its own does not tell.
function alsoCalled(node, text) {
  const name = nameFound(node, text);
  return name === nodes[node].label ? [] : [element("span", "soft", ", also ", bdi(name))];
}

// Arrow keys lead through what was found, as the tabulator does.
function walkFound(event) {
  const all = [find, ...found.querySelectorAll("button")];
  const next = all[all.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function offer() {
  const hits = search(find.value, HITS).map((node) => {
    const made = button("", () => { empty(); act.centre(node); byId("panel").focus({ preventScroll: true }); });
    made.append(bdi(nodes[node].label), element("span", "soft", ` ${nodes[node].type}`), ...alsoCalled(node, find.value));
    return element("li", "", made);
  });
  if (find.value.trim() && !hits.length) hits.push(element("li", "soft", "Nothing of that name. It may be in an article all the same."));
  found.replaceChildren(...hits);
}

// What stands after # in the address tells what is shown, so a link within the page must not change it.
function skip(event) {
  event.preventDefault();
  byId(event.target.hash.slice(1)).focus();
}

// The drawing alone on the screen: then one finger moves it every way, since there is no page to scroll.
function fill(filled) {
  byId("drawing").classList.toggle("filled", filled);
  byId("fill").setAttribute("aria-pressed", filled);
  byId("fill").textContent = filled ? "Back to the page" : "Fill the screen";
  if (!dotted) (state.view === "map" ? fitWhole : fit)();
}

function listen() {
  byId("home").addEventListener("click", () => go({ ...emptyState(), measure: state.measure }));
  byId("undo").addEventListener("click", () => { if (depth()) history.back(); });
  byId("closer").addEventListener("click", () => (dotted ? zoomMap : zoom)(1.3));
  byId("farther").addEventListener("click", () => (dotted ? zoomMap : zoom)(1 / 1.3));
  byId("fill").addEventListener("click", () => fill(!byId("drawing").classList.contains("filled")));
  byId("print").addEventListener("click", () => print());
  document.querySelectorAll("button[data-view]").forEach((tab) => tab.addEventListener("click", () => go({ view: tab.dataset.view })));
  document.querySelectorAll("[data-export]").forEach((made) => made.addEventListener("click", () => save(made.dataset.export, { facts: factsShown, network: networkShown, canvas: dotted ? canvas : null })));
  find.addEventListener("input", offer);
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") found.querySelector("button")?.click(); });
  find.parentElement.addEventListener("keydown", walkFound);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (find.value) empty();
    else if (byId("drawing").classList.contains("filled")) fill(false);
    else go({ ...emptyState(), measure: state.measure });
  });
  document.querySelectorAll("a.skip").forEach((link) => link.addEventListener("click", skip));
  addEventListener("popstate", show);
  addEventListener("hashchange", show);
}

document.querySelectorAll("svg[data-kind]").forEach((key) => key.append(drawn("path", { d: shape(key.dataset.kind, 9) })));
buildFilters((chosen) => go(chosen ?? { without: emptyState().without, confidence: 0, since: "", until: "", undated: true }));
buildMeasures((measure) => go({ measure }));
listen();
watch();
watchMap((node) => act.centre(node));
show();
performance.mark("drawn");
afterPicture(() => { showAll(); document.documentElement.dataset.ready = ""; });
