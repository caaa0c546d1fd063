// The relationship graph: draws what the address says, and writes there what the reader chooses.
import { data, nodes, search } from "./data.js";
import { bdi, button, byId, drawn, element, isolated } from "./dom.js";
import { draw, picture, sizeOf } from "./drawing.js";
import { showEdge, showHelp, showNode, showPath } from "./evidence.js";
import { save } from "./exporting.js";
import { buildFilters, setFilters } from "./filters.js";
import { buildMeasures, chooseMeasure, tellMeasure } from "./measuring.js";
import { placed } from "./placing.js";
import { profileView } from "./profile.js";
import { edgesAmong, neighbours, selection, shortest, shownNodes } from "./selecting.js";
import { shape } from "./shapes.js";
import { emptyState, readState, STEP, written } from "./state.js";
import { tableView } from "./table.js";
import { timelineView } from "./timeline.js";
import { fit, shapeOfArea, watch, zoom } from "./viewport.js";

const other = byId("other");
const HITS = 8;
let state = emptyState();
let current = { passing: [], of: [] };
let edges = [];
let drawnAs = "";

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
  const { shown, totals } = shownNodes(state, current.of);
  const overview = state.open.size === 0 && state.path.length === 0;
  edges = edgesAmong(shown, current, overview);
  picture.main = centreOf(state) ?? -1;
  render(shown, totals, overview);
  setFilters(state, current.passing.length);
  beside(totals);
  views(shown);
  byId("undo").disabled = depth() === 0;
}

// The same nodes and lines keep their places, so that choosing one moves nothing.
function render(shown, totals, overview) {
  const same = JSON.stringify([picture.main, [...shown], edges.map((edge) => [edge.a, edge.b]), state.measure]);
  const focused = document.activeElement?.closest?.("[data-node], [data-edge]");
  const kept = same === drawnAs ? picture.places : overview ? new Map(data.overview.map(([node, x, y]) => [node, [x, y]])) : null;
  byId("picture").hidden = false;
  const places = placed(shown, edges, sizeOf, shapeOfArea(), kept);
  const more = new Map([...shown].map((node) => [node, neighbours(node, current.of).filter((one) => !shown.has(one)).length]));
  draw(places, edges, state, overview ? new Map() : more, press);
  if (same !== drawnAs) fit();
  drawnAs = same;
  if (focused) refocus(focused.dataset);
  byId("where").textContent = told(shown, totals, overview);
  tellMeasure(shown);
}

function refocus({ node, edge }) {
  const group = document.querySelector(node === undefined ? `[data-edge="${edge}"]` : `[data-node="${node}"]`);
  group?.focus({ preventScroll: true });
}

function told(shown, totals, overview) {
  if (overview) return `The ${shown.size} best connected actors. A dotted line joins those who were most at the same events.`;
  const names = [...state.open].map(([node, most]) => `${isolated(nodes[node].label)} (${Math.min(most, totals.get(node))} of ${totals.get(node)})`);
  const way = state.path.length === 2 ? [`the path from ${isolated(nodes[state.path[0]].label)} to ${isolated(nodes[state.path[1]].label)}`] : [];
  const network = names.length ? [`the network of ${names.join(", ")}`] : [];
  return `Shown: ${[...way, ...network].join("; ")}. Escape leads back.`;
}

const edgeBetween = (a, b) => edges.find((edge) => [edge.a, edge.b].includes(a) && [edge.a, edge.b].includes(b));

function beside(totals) {
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
  const shown = new Set(picture.places.keys());
  const centre = centreOf(state);
  return current.passing.filter((fact) => fact.subject === centre || fact.object === centre
    || (shown.has(fact.subject) && (fact.object < 0 || shown.has(fact.object))));
}

function views() {
  const node = state.chosen.length === 1 ? state.chosen[0] : centreOf(state);
  if (state.view === "table") tableView(factsShown(), other);
  if (state.view === "timeline") timelineView(factsShown(), current.of, other, (event) => go({ chosen: [event], view: "graph" }));
  if (state.view === "profile" && node !== undefined) profileView(node, current.of, other);
  if (state.view === "profile" && node === undefined) other.replaceChildren(element("p", "soft", "Choose an actor first: its profile stands here."));
  other.hidden = state.view === "graph";
  byId("picture").hidden = !other.hidden;
  byId("panel").hidden = state.view === "profile";
  document.body.dataset.view = state.view;
  document.querySelectorAll("[data-view]").forEach((tab) => { if (tab !== document.body) tab.setAttribute("aria-pressed", tab.dataset.view === state.view); });
}

const found = byId("found");
const find = byId("find");
const empty = () => { find.value = ""; found.replaceChildren(); };

function offer() {
  const hits = search(find.value, HITS).map((node) => {
    const made = button("", () => { empty(); act.centre(node); byId("panel").focus({ preventScroll: true }); });
    made.append(bdi(nodes[node].label), element("span", "soft", ` ${nodes[node].type}`));
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

function listen() {
  byId("home").addEventListener("click", () => go({ ...emptyState(), measure: state.measure }));
  byId("undo").addEventListener("click", () => { if (depth()) history.back(); });
  byId("closer").addEventListener("click", () => zoom(1.3));
  byId("farther").addEventListener("click", () => zoom(1 / 1.3));
  byId("print").addEventListener("click", () => print());
  document.querySelectorAll("button[data-view]").forEach((tab) => tab.addEventListener("click", () => go({ view: tab.dataset.view })));
  document.querySelectorAll("[data-export]").forEach((made) => made.addEventListener("click", () => save(made.dataset.export, factsShown())));
  find.addEventListener("input", offer);
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") found.querySelector("button")?.click(); });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (find.value) empty();
    else go({ ...emptyState(), measure: state.measure });
  });
  document.querySelectorAll("a.skip").forEach((link) => link.addEventListener("click", skip));
  addEventListener("popstate", show);
  addEventListener("hashchange", show);
}

document.querySelectorAll("svg[data-kind]").forEach((key) => key.append(drawn("path", { d: shape(key.dataset.kind, 9) })));
byId("all").open = false;
buildFilters((chosen) => go(chosen ?? { without: emptyState().without, confidence: 0, since: "", until: "", undated: true }));
buildMeasures((measure) => go({ measure }));
listen();
watch();
show();
document.documentElement.dataset.ready = "";
