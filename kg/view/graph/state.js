// What is shown, as the address after # says it, so that going back, sharing and opening again work.
import { data, indexOf, nodes } from "./data.js";
import { byId } from "./dom.js";
import { usable } from "./measuring.js";
import { questionNamed } from "./questions.js";

export const VIEWS = ["graph", "map", "table", "timeline", "profile"];
export const LISTS = ["type", "relation", "topic", "publisher"];
export const STEP = 12;
export const MOST_OPEN = 1000; // neighbours of one node: more are no drawing, and keep the browser busy for long

// open: how many neighbours of which node are drawn; chosen: a node, or the two ends of a line; path: its two ends;
// without: what the lists leave out; missing: what the address names and the page does not hold;
// measure: by what nodes are sized; asked: a question by its name, whom or what it is about, the years that it asks for,
// or else words that are no question, or the key of a fact.
export function emptyState() {
  const without = Object.fromEntries(LISTS.map((name) => [name, new Set()]));
  return { open: new Map(), chosen: [], path: [], view: "graph", without, confidence: 0, since: "", until: "", undated: true, missing: "", measure: "", asked: null };
}

const ids = (numbers) => numbers.map((node) => nodes[node].id);
const known = (texts) => texts.map((text) => indexOf.get(text)).filter((node) => node !== undefined);

export function written(state) {
  const [centre] = state.open.keys();
  const query = new URLSearchParams();
  [...state.open].forEach(([node, most], i) => {
    if (i > 0 || most !== STEP) query.append("open", `${most} ${nodes[node].id}`);
  });
  state.chosen.forEach((node) => query.append("chosen", nodes[node].id));
  ids(state.path).forEach((id) => query.append("path", id));
  if (state.asked) writeAsked(state.asked, query);
  else if (state.view !== "graph") query.set("view", state.view);
  LISTS.forEach((name) => state.without[name].forEach((value) => query.append(`without-${name}`, value)));
  if (state.confidence) query.set("confidence", state.confidence);
  if (state.since) query.set("since", state.since);
  if (state.until) query.set("until", state.until);
  if (!state.undated) query.set("undated", "no");
  if (state.measure) query.set("measure", state.measure);
  const start = centre === undefined ? "" : encodeURIComponent(nodes[centre].id).replaceAll("%2F", "/");
  return `#${start}${query.size ? `?${query}` : ""}`;
}

function writeAsked({ name, about, since, until, words, fact }, query) {
  if (name) query.set("ask", name);
  about.forEach((node) => query.append("about", nodes[node].id));
  if (since || until) query.set("years", since === until ? since : `${since}/${until}`);
  if (words) query.set("words", words);
  if (fact) query.set("fact", fact);
}

const nobody = { name: "", about: [], since: "", until: "", words: "", fact: "" };
export const asking = (given) => ({ ...nobody, ...given });

// A question that the page has, with as many names as it takes.
function readAsked(given) {
  if (given.get("fact")) return asking({ fact: given.get("fact") });
  if (given.get("words")) return asking({ words: given.get("words").slice(0, byId("find").maxLength) });
  const question = questionNamed(given.get("ask"));
  const about = known(given.getAll("about"));
  if (!question || about.length !== question.places) return null;
  const [, since = "", until = since] = /^(\d{4})?(?:\/(\d{4})?)?$/.exec(given.get("years") ?? "") ?? [];
  return asking({ name: question.name, about, since, until: (given.get("years") ?? "").endsWith("/") ? "" : until });
}

export function readState(hash) {
  const state = emptyState();
  const [start, query = ""] = hash.slice(1).split(/\?(.*)/s);
  const centre = hash.startsWith("#") ? indexOf.get(decoded(start)) : data.start;
  state.missing = centre === undefined ? decoded(start) : "";
  if (centre !== undefined && centre !== null) state.open.set(centre, STEP);
  const given = new URLSearchParams(query);
  for (const entry of given.getAll("open")) {
    const [, most, id] = /^(\d{1,4}) (.+)$/s.exec(entry) ?? [];
    if (indexOf.has(id)) state.open.set(indexOf.get(id), Math.min(Number(most), MOST_OPEN));
  }
  state.chosen = known(given.getAll("chosen")).slice(0, 2);
  state.path = known(given.getAll("path")).slice(0, 2);
  state.view = VIEWS.includes(given.get("view")) ? given.get("view") : "graph";
  state.asked = readAsked(given);
  if (given.get("ask") && !state.asked) state.missing = given.getAll("about").find((id) => !indexOf.has(id)) ?? given.get("ask");
  LISTS.forEach((name) => { state.without[name] = new Set(given.getAll(`without-${name}`)); });
  state.confidence = Math.min(1, Math.max(0, Number(given.get("confidence")) || 0));
  for (const name of ["since", "until"]) state[name] = /^\d{4}(-\d\d)?$/.test(given.get(name) ?? "") ? given.get(name) : "";
  state.undated = given.get("undated") !== "no";
  if (state.asked) state.view = "answer";
  state.measure = usable(given.get("measure")) ? given.get("measure") : "";
  return state;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
