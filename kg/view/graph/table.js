// The facts of what is shown as a table: sorted by any column, copied, and as CSV.
import { dateWords, datesOf, facts, nodes, objectLabel, relationWords } from "./data.js";
import { copyText } from "./clipboard.js";
import { bdi, button, counted, element, thousands } from "./dom.js";
import { chosenMeasure, figureOf } from "./measuring.js";

const COLUMNS = [
  ["From", (fact) => nodes[fact.subject].label],
  ["Relation", relationWords],
  ["To", objectLabel],
  ["Date", dateWords, (fact) => (datesOf(fact) ?? ["~"])[0]],
  ["Article", (fact) => fact.article.title],
  ["Publisher", (fact) => fact.article.publisher],
  ["Status", (fact) => fact.status],
  ["Confidence", (fact) => fact.confidence],
];
const figure = (node) => (node < 0 ? "" : figureOf(node) ?? "");
// With a measure, the figures of both ends too.
function columns() {
  const measure = chosenMeasure();
  if (!measure) return COLUMNS;
  return [...COLUMNS, [`From: ${measure.label}`, (fact) => figure(fact.subject)], [`To: ${measure.label}`, (fact) => figure(fact.object)]];
}
const MOST_SEEN = 500;
let order = [-1, 1];

const compared = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true }));

function ordered(facts) {
  const [column, direction] = order;
  if (!columns()[column]) return facts;
  const key = columns()[column][2] ?? columns()[column][1];
  return [...facts].sort((a, b) => direction * compared(key(a), key(b)) || a.number - b.number);
}

const texts = (facts) => [columns().map(([name]) => name), ...ordered(facts).map((fact) => columns().map(([, cell]) => String(cell(fact))))];

// A cell that a spreadsheet would take for a formula begins with an apostrophe, in a file and on the clipboard.
const defused = (text) => text.replace(/^'*[=+\-@\t\r\n＝＋－＠]/, "'$&");
const quoted = (text) => `"${defused(text).replaceAll('"', '""')}"`;
export const csvOf = (rows) => `\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
export const csv = (facts) => csvOf(texts(facts));

function copy(facts) {
  const text = texts(facts).map((row) => row.map((cell) => defused(cell.replace(/\s+/g, " ").trim())).join("\t")).join("\n");
  copyText(text, `${counted(facts.length, "row")} copied`);
}

export function tableView(listed, place) {
  const again = () => tableView(listed, place);
  const heads = columns().map(([name], i) => {
    const press = button(name, () => { order = [i, order[0] === i ? -order[1] : 1]; again(); place.querySelectorAll("th button")[i].focus(); });
    const head = element("th", "", press);
    head.scope = "col";
    if (order[0] === i) head.setAttribute("aria-sort", order[1] > 0 ? "ascending" : "descending");
    return head;
  });
  const all = ordered(listed);
  const body = element("tbody");
  const more = element("div");
  const add = (from) => {
    body.append(...all.slice(from, from + MOST_SEEN).map((fact) => element("tr", "", ...columns().map(([, cell]) => element("td", "", bdi(String(cell(fact))))))));
    const left = all.length - from - MOST_SEEN;
    more.replaceChildren(...(left > 0 ? [button(`Show more (${left} of ${all.length})`, () => add(from + MOST_SEEN))] : []));
  };
  add(0);
  const table = element("table", "selected", element("thead", "", element("tr", "", ...heads)), body);
  const scroll = element("div", "scroll", table);
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Facts of what is shown");
  place.replaceChildren(element("h2", "", `${thousands(listed.length)} of ${thousands(facts.length)} facts`),
    element("div", "tools screen", button("Copy", () => copy(listed))), scroll, more);
}
