// The events of what is shown by year, with who was there; those of no known year at the end.
import { eventOf, nodes, objectLabel, wasThere } from "./data.js";
import { bdi, button, counted, element } from "./dom.js";

const UNKNOWN = "No year known";
const MOST_NAMES = 12;

const yearOf = (event) => (nodes[event].start ?? "").slice(0, 4) || UNKNOWN;
const byDate = (a, b) => ((nodes[a].start ?? "~") < (nodes[b].start ?? "~") ? -1 : (nodes[a].start ?? "~") > (nodes[b].start ?? "~") ? 1 : a - b);

export function timelineView(facts, of, place, choose) {
  const events = [...new Set(facts.map(eventOf).filter((event) => event !== undefined))].sort(byDate);
  const years = Map.groupBy ? Map.groupBy(events, yearOf) : grouped(events);
  const sections = [...years].flatMap(([year, found]) => [element("h3", "", year), element("ol", "times", ...found.map((event) => entry(event, of, choose)))]);
  place.replaceChildren(element("h2", "", counted(events.length, "event")), ...sections);
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
