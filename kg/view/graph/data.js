// The data of the page: nodes, facts and articles by number, and what follows from them.
import { byId } from "./dom.js";

export const data = JSON.parse(byId("data").textContent);
export const nodes = data.nodes; // what is so for most is not written
nodes.forEach((node) => {
  node.type = data.types[node.type];
  node.short ??= node.label;
  node.names ??= [];
});
export const indexOf = new Map(nodes.map((node, index) => [node.id, index]));
const presence = new Set(data.presence);

export const facts = data.facts.map(([subject, object, relation, status, confidence, article], number) => {
  const literal = typeof object === "string";
  return { number, subject, object: literal ? -1 : object, words: literal ? object : "", relation, status, confidence, article: data.articles[article], articleNumber: article };
});

export const factsOf = nodes.map(() => []);
facts.forEach((fact) => {
  factsOf[fact.subject].push(fact);
  if (fact.object >= 0 && fact.object !== fact.subject) factsOf[fact.object].push(fact);
});

// What lies in a state, as the reference data have it.
export const insideOf = new Map();
nodes.forEach((node, index) => node.within?.forEach((whole) => insideOf.set(whole, [...(insideOf.get(whole) ?? []), index])));

export const isEvent = (node) => nodes[node].kind === "event";
export const isActor = (node) => !["event", "document"].includes(nodes[node].kind);
export const wasThere = (fact) => isEvent(fact.subject) && fact.object >= 0 && presence.has(fact.relation);
export const otherEnd = (fact, node) => (fact.subject === node ? fact.object : fact.subject);
let english = null; // made when something is sorted
export function byLabel(a, b) {
  english ??= new Intl.Collator("en");
  return english.compare(nodes[a].label, nodes[b].label) || a - b;
}
export const relationWords = (fact) => data.relations[fact.relation][0];
export const edgeWords = (fact) => data.relations[fact.relation][1];
export const objectLabel = (fact) => (fact.object < 0 ? fact.words : nodes[fact.object].label);
export const eventOf = (fact) => [fact.subject, fact.object].find((node) => node >= 0 && isEvent(node));

// First and last day of a fact, of its event or else of its article's publication; nothing where no year is known.
export function datesOf(fact) {
  const event = eventOf(fact);
  const start = event === undefined ? "" : nodes[event].start ?? "";
  if (start) return [start, nodes[event].end ?? start];
  return fact.article.issued ? [fact.article.issued, fact.article.issued] : null;
}

// The date as a reader sees it.
export function dateWords(fact) {
  const event = eventOf(fact);
  if (event !== undefined && nodes[event].when) return nodes[event].when;
  return fact.article.issued ? `published ${fact.article.issued}` : "no date known";
}

// Names are compared without case and accents.
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let searchable = null; // folded when somebody searches
const match = (name, query) => (name === query ? 0 : name.startsWith(query) ? 1 : name.includes(query) ? 2 : 9);

// Which of its names a node was found by.
export function nameFound(node, text) {
  const query = fold(text.trim());
  const { label, names } = nodes[node];
  return [label, ...names].reduce((best, name) => (match(fold(name), query) < match(fold(best), query) ? name : best));
}

// The nodes that a text may mean, the likeliest first.
export function search(text, most) {
  const query = fold(text.trim());
  if (!query) return [];
  searchable ??= nodes.map((node) => [node.label, ...node.names].map(fold));
  const hits = nodes.map((_, node) => [Math.min(...searchable[node].map((name) => match(name, query))), node]);
  const order = (a, b) => a[0] - b[0] || factsOf[b[1]].length - factsOf[a[1]].length || byLabel(a[1], b[1]);
  return hits.filter(([score]) => score < 9).sort(order).slice(0, most).map(([, node]) => node);
}

// The words of a text, as names are compared.
export const tokens = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
let called = null; // which nodes have a name, by its words
let longest = 1;

// The nodes that are called by just these words.
export function nodesCalled(words) {
  called ??= namesByWords();
  return words.length <= longest ? called.get(words.join(" ")) ?? [] : [];
}

function namesByWords() {
  const found = new Map();
  nodes.forEach((node, index) => [node.label, ...node.names].forEach((name) => {
    const words = tokens(name);
    const key = words.join(" ");
    longest = Math.max(longest, words.length);
    if (!key) return;
    const known = found.get(key);
    if (!known) found.set(key, [index]);
    else if (!known.includes(index)) known.push(index);
  }));
  return found;
}
