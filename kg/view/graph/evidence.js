// The panel beside the drawing: facts with the sentences that say them, and the way between two.
import { copyButtons, factCited, factKey } from "./citation.js";
import { data, dateWords, facts, factsOf, isEvent, nodes } from "./data.js";
import { bdi, button, byId, counted, element, thousands } from "./dom.js";
import { questionWords } from "./questions.js";
import { cellsOf } from "./rows.js";
import { MOST_OPEN, STEP } from "./state.js";

const panel = byId("panel");
const MOST_CARDS = 60;
const BESIDE = {
  otherwise: "Said otherwise", fate: "What became of it", surer: "Stated elsewhere", unsurer: "Elsewhere only planned or told", later: "Later",
};
const PARTS = ["words", "said", "source", "how"];

// A fact as its row in the table of the page has it, with its date.
export function card(fact) {
  const made = element("div", "fact");
  cellsOf(fact).forEach((cell, i) => made.append(element("div", PARTS[i], ...cell.childNodes)));
  made.lastChild.prepend(element("span", "line", dateWords(fact)));
  made.append(...besideFact(fact), copyButtons(() => factCited(fact), () => `#?fact=${factKey(fact)}`));
  return made;
}

// Facts that say otherwise, more surely or less, or come later: the rule is where the page was made.
function besideFact(fact) {
  return (data.beside[fact.number] ?? []).map(([how, number]) => {
    const other = facts[number];
    const [words, said, source] = cellsOf(other).map((cell) => [...cell.childNodes]);
    const when = [other.article.publisher, other.article.issued].filter(Boolean).join(", ");
    return element("details", `beside ${how}`,
      element("summary", "", element("b", "", `${BESIDE[how]}: `), ...words, when ? ` (${when})` : ""),
      element("div", "said", ...said), element("div", "source", ...source));
  });
}

// At first some of the cards; the rest on demand.
function cards(facts) {
  const list = element("div");
  const grow = (from) => {
    list.append(...facts.slice(from, from + MOST_CARDS).map(card));
    if (facts.length <= from + MOST_CARDS) return;
    const rest = button(`Show more (${facts.length - from - MOST_CARDS})`, () => { rest.remove(); grow(from + MOST_CARDS); });
    list.append(rest);
  };
  grow(0);
  return list;
}

const MOST_LISTED = 50;

// The nodes of the map as a table, so that each is reached without the drawing.
export function showList(listed, act) {
  const body = element("tbody");
  const line = (node) => element("tr", "", element("td", "", button(nodes[node].label, () => act.centre(node))),
    element("td", "", nodes[node].type), element("td", "number", String(factsOf[node].length)));
  const head = element("thead", "", element("tr", "", ...["Name", "Type", "Facts"].map((name) => element("th", "", name))));
  const more = element("div");
  const add = (from) => {
    body.append(...listed.slice(from, from + MOST_LISTED).map(line));
    const left = listed.length - from - MOST_LISTED;
    more.replaceChildren(...(left > 0 ? [button(`Show more (${left})`, () => add(from + MOST_LISTED))] : []));
  };
  add(0);
  refill(heading(`All ${thousands(listed.length)}, best connected first`), element("table", "listed", head, body), more);
}

const heading = (...parts) => element("h2", "", ...parts);
const sorted = (facts) => [...facts].sort((a, b) => a.number - b.number);

function refill(...parts) {
  panel.replaceChildren(...parts.filter(Boolean));
  requestAnimationFrame(() => { panel.scrollTop = 0; }); // where it is laid out anyhow
}

// Where a server has a page for each entity, the link to it.
export function dataPage(node) {
  if (!data.pages) return null;
  const link = element("a", "", "All its data");
  link.href = data.pages + nodes[node].id;
  return link;
}

// `missing` is what the address asks for and the page does not hold.
export function showHelp(missing, asks, act) {
  const lost = missing ? element("p", "missing", "Not on this page: ", bdi(missing), ". ", lacking(missing)) : null;
  const items = asks.map((one) => { const made = button("", () => act.ask(one)); made.append(...questionWords(one, (node) => element("b", "", bdi(nodes[node].label)))); return element("li", "", made); });
  const asked = items.length ? element("div", "screen", heading("Questions this page answers"), element("ul", "listed asks", ...items)) : null;
  refill(lost, asked, element("p", "soft", "Type a name or a question above, or choose an actor: its network opens. Choose a line to read the sentences behind it. ",
    "Arrow keys lead from one to the next, Enter chooses, Escape leads back to the overview; what you see can be sent as a link."), element("p", "soft about", byId("about").textContent));
}

function lacking(missing) {
  const limit = byId("limit")?.textContent ?? "No article of this collection names it.";
  if (!data.pages || !/^[a-z-]+\/[^/?#]+$/.test(missing)) return limit;
  const link = element("a", "", "Its data");
  link.href = data.pages + missing;
  return element("span", "", `${limit} `, link);
}

export function showEdge(edge) {
  const note = edge.together ? "Both had a part in the same events. " : "";
  refill(heading(bdi(nodes[edge.a].label), " and ", bdi(nodes[edge.b].label)),
    element("p", "soft", note + counted(edge.facts.size, "fact")), cards(sorted(edge.facts)));
}

// What is known of a node, and what can be done with it. `total` is how many neighbours it has.
export function showNode(node, facts, state, total, act) {
  const { label, names, type, when } = nodes[node];
  const about = element("p", "soft", `${type}${when ? `, ${when}` : ""}. ${counted(facts.length, "fact")}.`);
  const others = names.length ? element("p", "soft", "Also: ", ...names.slice(0, 6).flatMap((name, i) => [i ? "; " : "", bdi(name)])) : null;
  refill(heading(bdi(label)), about, others, actions(node, state, total, act), cards(sorted(facts)));
}

function actions(node, state, total, act) {
  const most = state.open.get(node);
  const made = element("div", "tools screen");
  if (most === undefined) made.append(button(`Expand (${total})`, () => act.expand(node, STEP)));
  if (most < Math.min(total, MOST_OPEN)) made.append(button(`${most} of ${total}, show more`, () => act.expand(node, most + STEP)));
  const [centre] = state.open.keys();
  if (most !== undefined && node !== centre) made.append(button("Collapse", () => act.collapse(node)));
  if (node !== centre) made.append(button("Centre here", () => act.centre(node)));
  if (node !== centre && centre !== undefined) made.append(button("Path from the centre", () => act.path(centre, node)));
  if (!isEvent(node)) made.append(button("Profile", () => act.profile(node)));
  const page = dataPage(node);
  if (page) made.append(page);
  return made;
}

// A hop of a way is said by its surest fact.
export function showPath(way, edgeBetween) {
  const hops = way.slice(1).map((node, i) => {
    const edge = edgeBetween(way[i], node);
    const [best] = edge ? [...edge.facts].sort((a, b) => b.confidence - a.confidence || a.number - b.number) : [];
    return element("li", "", best ? card(best) : element("p", "soft", "Nothing that passes the filters joins them."));
  });
  const steps = hops.length > 1 || way.length > 1 ? counted(hops.length, "step") : "";
  refill(heading("From ", bdi(nodes[way[0]].label), " to ", bdi(nodes[way.at(-1)].label)),
    element("p", "soft", steps), element("ol", "way", ...hops));
}
