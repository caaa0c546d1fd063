// The form of the filters: what the data have to choose from, and what is chosen.
import { datesOf, facts, nodes, relationWords } from "./data.js";
import { bdi, byId, element } from "./dom.js";
import { publisherOf, topicsOf } from "./selecting.js";
import { LISTS } from "./state.js";

const TITLES = { type: "Types", relation: "Relations", topic: "Topics of the article", publisher: "Publishers" };
const typesOf = (fact) => [fact.subject, fact.object].filter((node) => node >= 0).map((node) => nodes[node].type);
const VALUES = { type: typesOf, relation: (fact) => [fact.relation], topic: topicsOf, publisher: (fact) => [publisherOf(fact)] };
const inputs = Object.fromEntries(["since", "until", "confidence", "undated"].map((id) => [id, byId(id)]));
let months = []; // with all else that is chosen from, found when somebody opens the form
let now = null;

function choices(name) {
  const counts = new Map();
  const words = new Map(name === "relation" ? facts.map((fact) => [fact.relation, relationWords(fact)]) : []);
  facts.forEach((fact) => new Set(VALUES[name](fact)).forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1)));
  const boxes = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value, count]) => {
    const box = element("input");
    Object.assign(box, { type: "checkbox", name, value });
    return element("label", "", box, " ", bdi(words.get(value) ?? value), element("span", "soft", ` ${count}`));
  });
  return element("fieldset", "", element("legend", "", TITLES[name]), element("div", "boxes", ...boxes));
}

// Watches the form; `changed` gets what is chosen. A slider tells it when it is let go.
export function buildFilters(changed) {
  byId("filters").addEventListener("toggle", () => { if (byId("filters").open) fillForm(); });
  byId("filter-form").addEventListener("change", () => changed(chosenFilters()));
  byId("filter-form").addEventListener("input", () => say(chosenFilters()));
  byId("reset").addEventListener("click", () => changed(null));
}

function chosenFilters() {
  const [since, until] = [Number(inputs.since.value), Number(inputs.until.value)];
  const unticked = (name) => [...byId("choices").querySelectorAll("input")].filter((box) => box.name === name && !box.checked);
  return {
    without: Object.fromEntries(LISTS.map((name) => [name, new Set(unticked(name).map((box) => box.value))])),
    confidence: Number(inputs.confidence.value),
    since: since > 0 ? months[since] : "",
    until: until < months.length - 1 ? months[until] : "",
    undated: inputs.undated.checked,
  };
}

function buildForm() {
  months = [...new Set(facts.flatMap((fact) => datesOf(fact) ?? []).map((date) => date.slice(0, 7)))].sort();
  byId("choices").append(...LISTS.map(choices));
  inputs.since.max = inputs.until.max = Math.max(0, months.length - 1);
  byId("undated-said").textContent = `with ${facts.filter((fact) => !datesOf(fact)).length} facts of no known year`;
}

// Shows the filters of a state in the form, and how many facts pass.
export function setFilters(state, passing) {
  now = state;
  byId("narrowed").textContent = passing < facts.length ? `${passing} of ${facts.length} facts pass` : `all ${facts.length} facts`;
  if (byId("filters").open) fillForm();
}

function fillForm() {
  if (!byId("choices").firstChild) buildForm();
  const place = (month, none) => (month ? Math.max(0, months.findLastIndex((known) => known.slice(0, month.length) <= month)) : none);
  inputs.since.value = place(now.since, 0);
  inputs.until.value = place(now.until, months.length - 1);
  inputs.confidence.value = now.confidence;
  inputs.undated.checked = now.undated;
  byId("choices").querySelectorAll("input").forEach((box) => { box.checked = !now.without[box.name].has(box.value); });
  say(now);
}

function say({ since, until, confidence }) {
  const ends = { since: since || (months[0] ?? "any time"), until: until || (months.at(-1) ?? "any time") };
  for (const name of ["since", "until"]) {
    byId(`${name}-said`).textContent = ends[name];
    inputs[name].setAttribute("aria-valuetext", ends[name]);
  }
  byId("confidence-said").textContent = Number(confidence).toFixed(2);
}
