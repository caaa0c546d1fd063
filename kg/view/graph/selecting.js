// Which facts pass the filters, and which nodes and lines they make.
import { byLabel, data, datesOf, facts, factsOf, isActor, isEvent, nodes, otherEnd, wasThere } from "./data.js";

const MOST_DASHED = 50;
export const NO_TOPIC = "no topic";
export const NO_PUBLISHER = "not stated";
export const topicsOf = (fact) => (fact.article.topics.length ? fact.article.topics : [NO_TOPIC]);
export const publisherOf = (fact) => fact.article.publisher || NO_PUBLISHER;

// The facts that pass, by node.
export function selection(state) {
  if (!narrowed(state)) return { passing: facts, of: factsOf };
  const passing = facts.filter((fact) => passes(fact, state));
  const of = nodes.map(() => []);
  passing.forEach((fact) => {
    of[fact.subject].push(fact);
    if (fact.object >= 0 && fact.object !== fact.subject) of[fact.object].push(fact);
  });
  return { passing, of };
}

const narrowed = ({ without, confidence, since, until, undated }) => confidence > 0 || since || until || !undated
  || Object.values(without).some((left) => left.size);

function passes(fact, { without, confidence, since, until, undated }) {
  if (fact.confidence < confidence || without.relation.has(fact.relation)) return false;
  if ([fact.subject, fact.object].some((node) => node >= 0 && without.type.has(nodes[node].type))) return false;
  if (without.publisher.has(publisherOf(fact)) || topicsOf(fact).every((topic) => without.topic.has(topic))) return false;
  return inTime(datesOf(fact), since, until, undated);
}

// Dates are compared as far as both are known.
export function inTime(dates, since, until, undated) {
  if (!dates) return undated;
  const [start, end] = dates;
  const late = !since || end.slice(0, since.length) >= since.slice(0, end.length);
  return late && (!until || start.slice(0, until.length) <= until.slice(0, start.length));
}

// Actors but persons, those first whom facts that pass, and events that they were at, join to most others.
export function bestConnected({ passing, of }) {
  const ties = new Map();
  const tie = (node, count) => { if (count && isActor(node) && nodes[node].kind !== "person") ties.set(node, (ties.get(node) ?? 0) + count); };
  passing.forEach(({ subject, object }) => {
    if (object < 0 || subject === object || !isActor(subject) || !isActor(object)) return;
    tie(subject, 1);
    tie(object, 1);
  });
  nodes.forEach((_, event) => {
    if (!isEvent(event)) return;
    const there = new Set(of[event].filter(wasThere).map((fact) => fact.object).filter((node) => nodes[node].kind !== "person"));
    there.forEach((node) => tie(node, there.size - 1));
  });
  return [...ties.keys()].sort((a, b) => ties.get(b) - ties.get(a) || byLabel(a, b));
}

// All that facts join to a node.
export function ends(node, of) {
  const found = new Set(of[node].map((fact) => otherEnd(fact, node)));
  found.delete(-1);
  found.delete(node);
  return found;
}

export function neighbours(node, of) {
  const order = (a, b) => isEvent(b) - isEvent(a) || isActor(b) - isActor(a) || of[b].length - of[a].length || byLabel(a, b);
  return [...ends(node, of)].sort(order);
}

// The shown nodes; of each opened node how many of its neighbours there are.
export function shownNodes(state, of) {
  const shown = new Set([...(state.open.size || state.path.length ? [] : data.overview.map(([node]) => node))]);
  const totals = new Map();
  for (const [node, most] of state.open) {
    const around = neighbours(node, of);
    totals.set(node, around.length);
    [node, ...around.slice(0, most)].forEach((one) => shown.add(one));
  }
  shortest(state.path, of).forEach((node) => shown.add(node));
  return { shown, totals };
}

// The shortest way between two nodes, over facts that pass; over actors and events where it can be.
export function shortest([from, to], of) {
  if (to === undefined) return [];
  const before = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    edge = edge.flatMap((node) => neighbours(node, of).filter((next) => !before.has(next) && before.set(next, node)));
  }
  const way = [];
  for (let at = before.has(to) ? to : null; at !== null; at = before.get(at)) way.unshift(at);
  return way.length ? way : [from, to];
}

// Lines between shown nodes: facts that join two of them, and, where wanted, that both were at an event not shown.
export function edgesAmong(shown, { passing, of }, together) {
  const edges = new Map();
  const add = (a, b, found, met) => {
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
    const edge = edges.get(key) ?? { a: Math.min(a, b), b: Math.max(a, b), facts: new Set(), together: true };
    found.forEach((fact) => edge.facts.add(fact));
    edge.together &&= met;
    edges.set(key, edge);
  };
  passing.forEach((fact) => {
    if (fact.object >= 0 && fact.subject !== fact.object && shown.has(fact.subject) && shown.has(fact.object)) {
      add(fact.subject, fact.object, [fact], false);
    }
  });
  if (together) nodes.forEach((_, event) => { if (isEvent(event) && !shown.has(event)) meetings(of[event], shown, add); });
  return strongest([...edges.values()]);
}

function meetings(found, shown, add) {
  const there = new Map();
  found.filter((fact) => wasThere(fact) && shown.has(fact.object)).forEach((fact) => {
    there.set(fact.object, [...(there.get(fact.object) ?? []), fact]);
  });
  const actors = [...there.keys()];
  actors.forEach((a, i) => actors.slice(i + 1).forEach((b) => add(a, b, [...there.get(a), ...there.get(b)], true)));
}

// Where all met all, lines say nothing: each actor then keeps the dashed lines to the four it met most.
function strongest(edges) {
  const dashed = edges.filter((edge) => edge.together);
  if (dashed.length <= MOST_DASHED) return edges;
  const kept = new Set(edges.filter((edge) => !edge.together));
  const count = new Map();
  dashed.sort((x, y) => y.facts.size - x.facts.size || x.a - y.a || x.b - y.b);
  for (const edge of dashed) {
    const [a, b] = [count.get(edge.a) ?? 0, count.get(edge.b) ?? 0];
    if (a >= 4 || b >= 4) continue;
    count.set(edge.a, a + 1).set(edge.b, b + 1);
    kept.add(edge);
  }
  return [...kept];
}

// How sure a line is: drawn as stated where one of its facts is.
export function manner(edge) {
  if (edge.together) return "together";
  const statuses = new Set([...edge.facts].map((fact) => fact.status));
  return ["planned", "attributed"].find((status) => statuses.size === 1 && statuses.has(status)) ?? "stated";
}
