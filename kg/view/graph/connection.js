// What joins two: the shortest ways between them, the events that both were at, and the partners of both.
import { byLabel, isActor, nodes, wasThere } from "./data.js";
import { ends, neighbours } from "./selecting.js";

export const MOST_WAYS = 5;

// All shortest ways: how many there are, and the first of them, each as its nodes.
export function shortestWays(from, to, of) {
  const away = distances(to, from, of);
  if (!away.has(from) || from === to) return { count: 0, ways: [] };
  const onward = (node) => neighbours(node, of).filter((next) => away.get(next) === away.get(node) - 1);
  const numbers = new Map([[to, 1]]);
  const count = (node) => {
    if (!numbers.has(node)) numbers.set(node, onward(node).reduce((sum, next) => sum + count(next), 0));
    return numbers.get(node);
  };
  const ways = [];
  const walk = (way) => {
    if (ways.length >= MOST_WAYS) return;
    if (way.at(-1) === to) ways.push(way);
    else onward(way.at(-1)).forEach((next) => walk([...way, next]));
  };
  walk([from]);
  return { count: count(from), ways };
}

// How many steps each node is away, as far as the one that is sought.
function distances(start, sought, of) {
  const away = new Map([[start, 0]]);
  let edge = [start];
  for (let steps = 1; edge.length && !away.has(sought); steps += 1) {
    edge = edge.flatMap((node) => [...ends(node, of)].filter((next) => !away.has(next) && away.set(next, steps)));
  }
  return away;
}

export const factsBetween = (one, other, of) => of[one].filter((fact) => fact.subject === other || fact.object === other)
  .sort((a, b) => b.confidence - a.confidence || a.number - b.number);

const eventsOf = (node, of) => {
  const found = new Map();
  of[node].filter((fact) => wasThere(fact) && fact.object === node).forEach((fact) => {
    found.set(fact.subject, [...(found.get(fact.subject) ?? []), fact]);
  });
  return found;
};

// The events that both were at, each with what says so.
export function commonEvents(one, other, of) {
  const [mine, theirs] = [eventsOf(one, of), eventsOf(other, of)];
  return [...mine.keys()].filter((event) => theirs.has(event)).map((event) => ({ node: event, told: [mine.get(event)[0], theirs.get(event)[0]], facts: [...mine.get(event), ...theirs.get(event)] }));
}

// Whom an actor was at events with or is joined to, each with the facts of each time.
function partnersOf(node, of) {
  const found = new Map();
  const add = (other, facts) => { if (other !== node && isActor(other)) found.set(other, [...(found.get(other) ?? []), facts]); };
  eventsOf(node, of).forEach(([mine], event) => of[event].filter((fact) => wasThere(fact)).forEach((fact) => add(fact.object, [mine, fact])));
  of[node].filter((fact) => fact.object >= 0).forEach((fact) => add(fact.subject === node ? fact.object : fact.subject, [fact]));
  return found;
}

// Actors that are partners of both, those most often so first.
export function commonPartners(one, other, of) {
  const [mine, theirs] = [partnersOf(one, of), partnersOf(other, of)];
  const often = (partner) => [mine.get(partner).length, theirs.get(partner).length];
  const least = (partner) => Math.min(...often(partner));
  return [...mine.keys()].filter((partner) => partner !== other && theirs.has(partner))
    .sort((a, b) => least(b) - least(a) || byLabel(a, b))
    .map((partner) => ({ node: partner, told: [...new Set([...mine.get(partner)[0], ...theirs.get(partner)[0]])], facts: [...new Set([...mine.get(partner), ...theirs.get(partner)].flat())],
      note: `with ${nodes[one].short} ${often(partner)[0]}, with ${nodes[other].short} ${often(partner)[1]}` }));
}
