// The facts as the page has them for readers without scripts. The browser keeps them as one text, which is no part of
// the page; a line of it becomes elements when somebody wants to see it.
import { button, byId } from "./dom.js";

const MOST_ROWS = 500;
const isFact = (line) => line.startsWith("<tr><td");
const isArticle = (line) => line.startsWith("<tbody>");
const parser = new DOMParser(); // what it makes runs no script
// The policy of the page lets elements be made of a text by this rule alone, which is given nothing but rows of the page.
const rule = { createHTML: (rows) => `<table>${rows}</table>` };
const policy = globalThis.trustedTypes?.createPolicy("facts", rule) ?? rule;
const held = { lines: [], facts: [], articles: [] };

let begun = false;
const waiting = [];

// Does what can wait for the first picture, and for the facts that the browser still reads meanwhile.
export function afterPicture(then) {
  if (begun) then();
  else waiting.push(then);
}

function goOn() {
  begun = true;
  waiting.splice(0).forEach((then) => then());
}

// In the frame after the one that draws it, the picture is there.
const onceSeen = (then) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then)));
addEventListener("DOMContentLoaded", () => onceSeen(goOn), { once: true });

function read() {
  if (held.lines.length) return held;
  held.lines = byId("facts").textContent.split("\n").filter((line) => isFact(line) || isArticle(line));
  held.facts = held.lines.filter(isFact);
  held.articles = held.lines.filter(isArticle);
  return held;
}

const parsed = (rows) => parser.parseFromString(policy.createHTML(rows), "text/html").querySelector("table");

// What is said, in which words, where, and how sure it is: a cell each.
export function cellsOf(fact) {
  const { facts, articles } = read();
  const [words, said, how] = parsed(facts[fact.number]).rows[0].cells;
  return [words, said, parsed(articles[fact.articleNumber]).rows[0].cells[0], how];
}

// All facts as text, when a reader opens them: some hundred at a time.
export function showAll() {
  const all = byId("all");
  all.open = false;
  all.addEventListener("toggle", () => { if (all.open && !byId("facts").nextSibling) lengthen(0); });
}

function lengthen(from) {
  const place = byId("facts").parentElement;
  const { lines } = read();
  const table = parsed(lines.slice(from, from + MOST_ROWS).join(""));
  table.className = "facts";
  place.append(table);
  if (lines.length <= from + MOST_ROWS) return;
  const rest = button(`Show more (${lines.length - from - MOST_ROWS} lines)`, () => { rest.remove(); lengthen(from + MOST_ROWS); });
  place.append(rest);
}
