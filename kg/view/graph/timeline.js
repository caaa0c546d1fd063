// The events of what is shown by year, with who was there; those of no known year at the end.
import { eventOf, isEvent, nodes, objectLabel, wasThere } from "./data.js";
import { bdi, button, element, thousands } from "./dom.js";

const UNKNOWN = "No year known";
const MOST_NAMES = 12;
const MOST_EVENTS = 300;

const yearOf = (event) => (nodes[event].start ?? "").slice(0, 4) || UNKNOWN;
const byDate = (a, b) => ((nodes[a].start ?? "~") < (nodes[b].start ?? "~") ? -1 : (nodes[a].start ?? "~") > (nodes[b].start ?? "~") ? 1 : a - b);

export function timelineView(facts, of, place, choose) {
  const events = [...new Set(facts.map(eventOf).filter((event) => event !== undefined))].sort(byDate);
  const total = nodes.filter((_, node) => isEvent(node)).length;
  const list = element("div");
  const grow = (from) => {
    const years = grouped(events.slice(from, from + MOST_EVENTS));
    list.append(...[...years].flatMap(([year, found]) => [element("h3", "", year), element("ol", "times", ...found.map((event) => entry(event, of, choose)))]));
    const left = events.length - from - MOST_EVENTS;
    if (left <= 0) return;
    const rest = button(`Show more (${left} of ${events.length})`, () => { rest.remove(); grow(from + MOST_EVENTS); });
    list.append(rest);
  };
  grow(0);
  place.replaceChildren(element("h2", "", `${thousands(events.length)} of ${thousands(total)} events`), list);
}

function grouped(events) {
  const found = new Map();
  events.forEach((event) => found.set(yearOf(event), [...(found.get(yearOf(event)) ?? []), event]));
  return found;
}

function entry(event, of, choose) {
  const there = [...new Set(of[event].filter(wasThere).map(objectLabel))];
  const names = there.slice(0, MOST_NAMES).flatMap((name, i) => [i ? "; " : "", bdi(name)]);
  const rest = there.length > MOST_NAMES ? ` and ${there.length - MOST_NAMES} more` : "";
  const press = button("", () => choose(event));
  press.append(bdi(nodes[event].label));
  return element("li", "", element("b", "", nodes[event].when ?? "date not stated"), " ", press, element("div", "soft", ...names, rest));
}
