// Questions of the page's table of them, and the lines that answer one: what was found, and the facts that say so.
import { byLabel, data, datesOf, eventOf, factsOf, insideOf, isActor, isEvent, nodes, wasThere } from "./data.js";
import { inTime } from "./selecting.js";

const ANY = () => true;
const presenceStep = (fact) => wasThere(fact);
const TESTS = { any: ANY, presence: presenceStep };

function stepOf(text) {
  const back = text.startsWith("^");
  const name = back ? text.slice(1) : text;
  return { back, inside: name === "inside", both: name === "any" && !back, fits: TESTS[name] ?? ((fact) => fact.relation === name) };
}

export const questions = data.questions.map((question) => ({
  ...question,
  places: question.words.split("{}").length - 1,
  path: question.ways.map((way) => way.split("/").map(stepOf)),
}));
export const questionNamed = (name) => questions.find((question) => question.name === name);

const FIT = { any: ANY, actor: isActor, event: isEvent };
export const fits = (node, kinds) => kinds.some((kind) => FIT[kind]?.(node) || nodes[node].kind === kind || nodes[node].type === kind);

// A question with the names in its places; what is asked of years stands at its end.
export function questionWords({ question, about, since, until }, named = (node) => nodes[node].label) {
  const parts = question.words.split("{}");
  const years = yearWords({ since, until });
  const filled = parts.flatMap((part, i) => (i < parts.length - 1 ? [part, about[i] === undefined ? "…" : named(about[i])] : [part]));
  return years ? [...filled.slice(0, -1), filled.at(-1).replace(/\?$/, ""), `${years}?`] : filled;
}

export function yearWords({ since, until }) {
  if (!since && !until) return "";
  if (since === until) return ` in ${since}`;
  if (since && until) return ` from ${since} to ${until}`;
  return since ? ` since ${since}` : ` until ${until}`;
}

// A fact or its event is only planned.
export function isPlanned(fact) {
  if (fact.status === "planned" || (fact.relation === "eventStatus" && fact.words === "planned")) return true;
  const event = eventOf(fact);
  const told = event === undefined ? [] : factsOf[event].filter((one) => one.relation === "eventStatus" && one.subject === event);
  return told.length > 0 && told.every((one) => one.words === "planned");
}

export const today = () => new Date().toISOString().slice(0, 10);
const lastDay = (fact) => datesOf(fact)?.[1] ?? "";
const hasEventDate = (fact) => Boolean(nodes[eventOf(fact)]?.start);
// Whether the day of a planned event lies behind who reads, as far as both are known.
export const isPast = (fact) => hasEventDate(fact) && lastDay(fact) < today().slice(0, lastDay(fact).length);
const isAhead = (fact) => fact.relation === "startDate" && hasEventDate(fact) && !isPast(fact);

// Where a step leads: a node, or words.
function reached(chain, fact, one) {
  const ends = [];
  if ((!one.back || one.both) && (chain.end === null || fact.subject === chain.end)) ends.push({ end: fact.object, words: fact.words });
  if ((one.back || one.both) && (chain.end === null || fact.object === chain.end)) ends.push({ end: fact.subject, words: "" });
  return ends.filter(({ end }) => end < 0 || (end !== chain.from && end !== chain.end)).map((end) => ({ ...chain, ...end, said: [...chain.said, fact] }));
}

function stepped(chains, one, { passing, of }) {
  return chains.flatMap((chain) => {
    if (one.inside) return (insideOf.get(chain.end) ?? []).map((place) => ({ ...chain, end: place }));
    const near = chain.end === null ? passing : of[chain.end] ?? [];
    return near.filter(one.fits).flatMap((fact) => reached(chain, fact, one));
  });
}

export const follow = (start, path, current) => path.reduce((chains, one) => stepped(chains, one, current), [{ from: start, end: start, words: "", said: [] }]);

const identity = ({ end, words }) => (end < 0 ? `“${words}` : String(end));
const saying = ({ subject, relation, object, words }) => `${subject} ${relation} ${object} ${words}`;

// What chains found, each with the facts that lead there: the last of them is told, those before stand behind it.
export function linesFrom(chains, once = "") {
  const found = new Map();
  chains.forEach((chain) => {
    const fact = chain.said.at(-1);
    const key = `${identity(chain)}|${{ found: "", event: eventOf(fact) }[once] ?? saying(fact)}`;
    const line = found.get(key) ?? { node: chain.end, words: chain.words, told: [fact], facts: new Set() };
    if (once === "event" && !line.told.some((one) => saying(one) === saying(fact))) line.told.push(fact);
    line.facts.add(fact);
    chain.said.slice(0, -1).forEach((before) => line.facts.add(before));
    found.set(key, line);
  });
  return [...found.values()].map((line) => ({ ...line, facts: [...line.facts], planned: line.told.every(isPlanned), name: line.node < 0 ? line.words : nodes[line.node].label, key: identity({ end: line.node, words: line.words }) }));
}

const newest = (a, b) => (lastDay(b.told[0]) || "0").localeCompare(lastDay(a.told[0]) || "0");
const byName = (a, b) => a.name.localeCompare(b.name, "en") || a.told[0].number - b.told[0].number;
const ORDERS = {
  often: (a, b, count) => count.get(b.key) - count.get(a.key) || (a.key === b.key ? newest(a, b) : 0) || byName(a, b),
  ahead: (a, b) => rank(a) - rank(b) || (rank(a) ? newest(a, b) : newest(b, a)) || byName(a, b),
  relation: (a, b) => a.told[0].relation.localeCompare(b.told[0].relation) || newest(a, b) || byName(a, b),
};
const rank = ({ told: [fact] }) => (isPast(fact) ? 2 : hasEventDate(fact) ? 0 : 1);

export function counts(lines) {
  const found = new Map();
  lines.forEach((line) => found.set(line.key, (found.get(line.key) ?? 0) + 1));
  return found;
}

function inOrder(lines, order) {
  const count = counts(lines);
  return lines.sort((a, b) => (ORDERS[order] ?? ((one, other) => newest(one, other) || byName(one, other)))(a, b, count));
}

const saysPlanned = (fact) => fact.status === "planned" || (fact.relation === "eventStatus" && fact.words === "planned") || isAhead(fact);

// The lines that answer a question within its years, and those of no known year, which may belong to it or not.
export function answerTo({ question, about, since, until }, current) {
  const start = question.places ? about[0] : null;
  const chains = question.path.flatMap((path) => follow(start, path, current))
    .filter(({ end }) => !question.find || (end >= 0 && fits(end, [question.find])))
    .filter(({ said }) => question.only !== "planned" || saysPlanned(said.at(-1)));
  const lines = linesFrom(chains, question.once);
  if (!since && !until) return { lines: inOrder(lines, question.order), undated: [] };
  return { lines: inOrder(lines.filter((line) => isWithin(line, since, until)), question.order), undated: inOrder(lines.filter(isUndated), question.order) };
}

export const isWithin = ({ told: [fact] }, since, until) => inTime(datesOf(fact), since, until, false);
export const isUndated = ({ told: [fact] }) => !datesOf(fact);

// The nodes with most facts that a question can be asked about.
let best = null;
export function examplesFor(question, most) {
  best ??= nodes.map((_, node) => node).sort((a, b) => factsOf[b].length - factsOf[a].length || byLabel(a, b));
  return best.filter((node) => fits(node, question.of)).slice(0, most);
}
