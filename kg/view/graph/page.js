// The relationship graph: draws what the address says, and writes there what the reader chooses.
import { answerCsv, answered, factsTold, showAnswer } from "./answer.js";
import { combobox } from "./combobox.js";
import { data, facts, isActor, nameFound, nodes, search } from "./data.js";
import { bdi, byId, drawn, element, isolated, thousands } from "./dom.js";
import { complete, draw, picture, sizeOf, svg } from "./drawing.js";
import { showEdge, showHelp, showList, showNode, showPath } from "./evidence.js";
import { save, saveText } from "./exporting.js";
import { buildFilters, setFilters } from "./filters.js";
import { canvas, showMap, watchMap, zoomMap } from "./map.js";
import { buildMeasures, chooseMeasure, tellMeasure } from "./measuring.js";
import { gathered, placed } from "./placing.js";
import { profileView } from "./profile.js";
import { questionNamed, questionWords } from "./questions.js";
import { afterPicture, showAll } from "./rows.js";
import { bestConnected, edgesAmong, ends, neighbours, selection, shortest, shownNodes } from "./selecting.js";
import { shape } from "./shapes.js";
import { asking, emptyState, readState, STEP, written } from "./state.js";
import { tableView } from "./table.js";
import { timelineView } from "./timeline.js";
import { fit, fitWhole, shapeOfArea, watch, zoom } from "./viewport.js";
import { examples, offered, toldQuestion } from "./wording.js";

const MOST_DRAWN = 800; // of more nodes the map is dots on a canvas
const other = byId("other");
const HITS = 8;
const ASKED_FIRST = 9;
let state = emptyState();
let current = { passing: [], of: [] };
let edges = [];
let drawnAs = "";
let answer = null; // to what was asked
let leadsToAnswer = false; // whether the focus goes there
let dotted = false; // whether what is seen is the map on the canvas

const centreOf = ({ open }) => [...open.keys()][0];
// An address without # is one of a first visit.
const address = () => (location.href.includes("#") ? location.hash || "#" : "");
const depth = () => history.state?.depth ?? 0;

// A change is a step that Undo and the browser's own way back take back.
function go(change) {
  const next = { ...state, asked: null, ...change };
  if (next.view === "answer") next.view = "graph";
  if (written(next) === address()) return;
  history.pushState({ depth: depth() + 1 }, "", written(next));
  show();
}

const act = {
  centre: (node) => go({ open: new Map([[node, STEP]]), chosen: [], path: [], view: state.view === "profile" ? "profile" : "graph" }),
  expand: (node, most) => go({ open: new Map([...state.open, [node, most]]), chosen: [node] }),
  collapse: (node) => go({ open: new Map([...state.open].filter(([one]) => one !== node)), chosen: [] }),
  path: (from, to) => go({ open: new Map(), path: [from, to], chosen: [], view: "graph" }),
  ask: ({ question, about, since, until }) => askFor({ name: question.name, about, since, until }),
  profile: (node) => go({ open: new Map([[node, STEP], ...[...state.open].filter(([one]) => one !== node)]), chosen: [], view: "profile" }),
};

// Asks, and leads the focus to the answer.
function askFor(asked) {
  leadsToAnswer = true;
  go({ open: new Map(), chosen: [], path: [], asked: asking(asked) });
  if (leadsToAnswer) answerHeading()?.focus(); // it was asked already
  leadsToAnswer = false;
}

const answerHeading = () => byId("answer").querySelector("h2");

const press = {
  node: (node) => (state.open.size || state.path.length ? go({ chosen: [node] }) : act.centre(node)),
  edge: (edge) => go({ chosen: [edge.a, edge.b] }),
};

function show() {
  state = readState(address());
  current = selection(state);
  chooseMeasure(state.measure);
  const map = state.view === "map" ? mapped() : [];
  const { shown, totals } = overviewNarrowed(shownNodes(state, current.of));
  dotted = map.length > MOST_DRAWN;
  views();
  if (dotted) renderMap(map);
  else if (state.view === "map") render(new Set(map), new Map(), "map");
  else render(shown, totals, state.open.size || state.path.length ? "" : "overview");
  setFilters(state, current.passing.length);
  fillFields();
  byId("undo").disabled = depth() === 0;
  afterPicture(() => { beside(totals, map); otherViews(); });
}

const isOverview = () => !state.open.size && !state.path.length;

// With filters, the overview is of those who are best connected by what passes; whom nothing joins is left out.
function overviewNarrowed({ shown, totals }) {
  if (!isOverview() || current.passing === facts) return { shown, totals };
  const best = new Set(bestConnected(current).slice(0, data.overview.length));
  const joined = new Set(edgesAmong(best, current, true).flatMap((edge) => [edge.a, edge.b]));
  return { shown: new Set([...best].filter((node) => joined.has(node))), totals };
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
  const standing = kept(shown, kind, same);
  const sprung = placed(shown, edges, sizeOf, shapeOfArea(), standing);
  const places = kind === "overview" && shown.size && !standing.size ? gathered(sprung, edges, sizeOf, shapeOfArea()) : sprung;
  const left = (node) => [...ends(node, current.of)].filter((one) => !shown.has(one)).length;
  const look = same === drawnAs ? () => {} : kind ? fitWhole : fit;
  const more = kind ? new Map() : new Map([...shown].map((node) => [node, left(node)]));
  draw(places, edges, state, more, press, look);
  drawnAs = same;
  picture.kind = `${kind} ${picture.main}`;
  afterPicture(complete);
  if (focused) refocus(focused.dataset);
  if (kind === "overview") tellWhere(toldOfOverview(shown.size), "");
  else tellWhere(kind === "map" ? toldOfMap(shown.size) : told(totals));
  tellMeasure(shown);
  byId("picture").hidden = !isDrawing();
}

const isDrawing = () => state.view === "graph" || state.view === "map";

// How many of how many, in the words of the view.
function toldOfOverview(count) {
  const passing = `${thousands(current.passing.length)} of ${thousands(facts.length)} facts`;
  if (state.asked) return `An answer from ${passing}${current.passing === facts ? "" : ", those that pass the filters"}.`;
  if (!isDrawing()) return `All that passes the filters: ${passing}.`;
  const actors = `of ${thousands(nodes.filter((_, node) => isActor(node)).length)} actors`;
  const dotted = "A dotted line joins those who were most at the same events.";
  if (current.passing === facts) return `The ${count} best connected ${actors}. ${dotted}`;
  const told = count ? `The ${count} that they join most, ${actors}. ${dotted}` : "They join no two actors; the table has them all.";
  return `${passing} pass the filters. ${told}`;
}

function kept(shown, kind, same) {
  if (same === drawnAs) return picture.places;
  if (kind === "map") return new Map([...shown].map((node) => [node, nodes[node].place]));
  if (kind === "overview") {
    const laid = overviewPlaces();
    return [...shown].every((node) => laid.has(node)) ? laid : new Map();
  }
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
  else if (node === undefined) showHelp(state.missing, state.asked ? [] : examples(current).slice(0, ASKED_FIRST), act);
  else showNode(node, current.of[node], state, totals.get(node) ?? neighbours(node, current.of).length, act);
}

// The other views are of the facts that the shown nodes have among them.
function factsShown() {
  if (state.asked) return factsTold(answer);
  if (isOverview() && !state.chosen.length) return current.passing;
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
  other.hidden = isDrawing() || state.view === "answer";
  byId("answer").hidden = state.view !== "answer";
  byId("picture").hidden = !isDrawing();
  byId("sheet").hidden = dotted;
  canvas.hidden = !dotted;
  byId("panel").hidden = state.view === "profile" || state.view === "answer";
  document.body.dataset.view = state.view;
  document.querySelectorAll("button[data-view]").forEach((tab) => tab.setAttribute("aria-pressed", tab.dataset.view === state.view));
  const svgButton = document.querySelector('[data-export="svg"]');
  svgButton.disabled = dotted;
  svgButton.title = dotted ? byId("no-svg").textContent : "";
  byId("no-svg").hidden = !dotted;
}

function otherViews() {
  if (state.view === "answer") answerView();
  const node = state.chosen.length === 1 ? state.chosen[0] : centreOf(state);
  if (state.view === "table") tableView(factsShown(), other);
  if (state.view === "timeline") timelineView(factsShown(), current.of, other, (event) => go({ chosen: [event], view: "graph" }));
  if (state.view === "profile" && node !== undefined) profileView(node, current.of, other);
  if (state.view === "profile" && node === undefined) other.replaceChildren(element("p", "soft", "Choose an actor first: its profile stands here."));
}

function answerView() {
  answer = answered(state.asked, current);
  const save = () => saveText(answerCsv(answer), "csv");
  const heading = showAnswer(answer, { passing: current.passing.length, fragment: written(state), act, ask: act.ask, save });
  if (leadsToAnswer) heading.focus();
  leadsToAnswer = false;
}

// What was asked stands in the field, to be asked otherwise.
function fillFields() {
  const { asked } = state;
  const question = asked && questionNamed(asked.name);
  find.value = question ? questionWords({ ...asked, question }).join("") : asked?.words ?? "";
  const [from, to] = question?.places === 2 ? asked.about : [];
  endFields.forEach((field, i) => setEnd(field, [from, to][i]));
}

const find = byId("find");
const endFields = [byId("from"), byId("to")];
const endOf = new Map(); // which node stands in a field

function setEnd(field, node) {
  field.value = node === undefined ? "" : nodes[node].label;
  endOf.set(field, node);
}

function connect() {
  const about = endFields.map((field) => endOf.get(field));
  const lacks = about.includes(undefined) || about[0] === about[1];
  byId("between-said").textContent = lacks ? "Choose a name in both, and not the same." : "";
  if (!lacks) act.ask({ question: questionNamed("connects"), about, since: "", until: "" });
}

// By which other name it was found, where its own does not tell.
function alsoCalled(node, text) {
  const name = nameFound(node, text);
  return name === nodes[node].label ? [] : [element("span", "soft", ", also ", bdi(name))];
}

const nameParts = (node, text) => [bdi(nodes[node].label), element("span", "soft", ` ${nodes[node].type}`), ...alsoCalled(node, text)];

// Options of the field: a name opens its network, a question its answer; one that lacks a name is written on.
function options(text) {
  return offered(text, current).map((one) => {
    if (!one.question) return { parts: nameParts(one.node, text), take: () => { act.centre(one.node); byId("panel").focus({ preventScroll: true }); } };
    const parts = questionWords(one, (node) => element("b", "", bdi(nodes[node].label)));
    return { parts: [element("span", "ask", ...parts)], take: () => (one.about.length < one.question.places ? writeOn(one) : act.ask(one)) };
  });
}

function writeOn(one) {
  find.value = toldQuestion(one).split("…")[0];
  finding.offer();
}

const finding = combobox(find, byId("find-found"), {
  offers: options,
  otherwise: (words) => askFor({ words }),
  lacking: () => "Nothing of that name. It may be in an article all the same. Enter tells what was looked for.",
});
endFields.forEach((field) => {
  const names = (text) => search(text, HITS).map((node) => ({ parts: nameParts(node, text), take: () => { setEnd(field, node); if (endFields.every((one) => endOf.get(one) !== undefined)) connect(); else endFields[1].focus(); } }));
  combobox(field, byId(`${field.id}-found`), { offers: names, otherwise: () => {}, lacking: () => "Nothing of that name." });
  field.addEventListener("input", () => endOf.set(field, undefined));
});

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

// From an answer, the other views show what it is about.
function fromAnswer() {
  const about = state.asked?.about ?? [];
  return about.length === 2 ? { path: about } : { open: about.length ? new Map([[about[0], STEP]]) : state.open };
}

function listen() {
  byId("home").addEventListener("click", () => go({ ...emptyState(), measure: state.measure }));
  byId("undo").addEventListener("click", () => { if (depth()) history.back(); });
  byId("closer").addEventListener("click", () => (dotted ? zoomMap : zoom)(1.3));
  byId("farther").addEventListener("click", () => (dotted ? zoomMap : zoom)(1 / 1.3));
  byId("fill").addEventListener("click", () => fill(!byId("drawing").classList.contains("filled")));
  byId("print").addEventListener("click", () => print());
  document.querySelectorAll("button[data-view]").forEach((tab) => tab.addEventListener("click", () => go({ ...fromAnswer(), view: tab.dataset.view })));
  document.querySelectorAll("[data-export]").forEach((made) => made.addEventListener("click", () => save(made.dataset.export, { facts: factsShown, network: networkShown, canvas: dotted ? canvas : null })));
  byId("connect").addEventListener("click", connect);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (find.value && document.activeElement === find) find.value = "";
    else if (byId("drawing").classList.contains("filled")) fill(false);
    else go({ ...emptyState(), measure: state.measure });
  });
  document.querySelectorAll("a.skip").forEach((link) => link.addEventListener("click", skip));
  addEventListener("popstate", show);
  addEventListener("hashchange", show);
}

document.querySelectorAll("svg[data-kind]").forEach((key) => key.append(drawn("path", { d: shape(key.dataset.kind, 9) })));
buildFilters((chosen) => go({ asked: state.asked, ...chosen ?? { without: emptyState().without, confidence: 0, since: "", until: "", undated: true } }));
buildMeasures((measure) => go({ measure, asked: state.asked }));
listen();
watch();
watchMap((node) => act.centre(node));
show();
performance.mark("drawn");
afterPicture(() => { showAll(); document.documentElement.dataset.ready = ""; });
