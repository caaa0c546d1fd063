// The page with the editor: what happens when.

import { Completion } from "./completion.js";
import { ask, download, GRAPH_FORMATS, NoAnswer, TABLE_FORMATS } from "./endpoint.js";
import { declarations, insertBefore, missing, replaceSelection } from "./prefixes.js";
import { filled, narrowing, parameterFields, valuesOf } from "./questions.js";
import { showTable } from "./table.js";
import { Terms } from "./terms.js";

const at = (id) => document.getElementById(id);
const query = at("query");
const json = async (address) => (await fetch(address)).json();
const [vocabulary, { questions }] = await Promise.all([json("/vocabulary.json"), json("/questions.json")]);
const terms = new Terms(document.querySelector("main").dataset.base, vocabulary.prefixes);
let running = null;
let chosen = null;

function say(text) {
  at("state").textContent = text;
}

function fault(text) {
  at("fault").textContent = text;
  at("fault").hidden = !text;
  if (text) selectPlace(text);
}

/** Puts the caret where the query breaks, if the error says line and column. */
function selectPlace(text) {
  const [, line, column] = /\bline (\d+), column (\d+)/.exec(text) ?? [];
  if (!line) return;
  const lines = query.value.split("\n").slice(0, Number(line) - 1);
  const place = lines.reduce((sum, each) => sum + each.length + 1, 0) + Number(column) - 1;
  query.focus();
  query.setSelectionRange(place, place + 1);
}

function addMissingPrefixes() {
  const wanted = missing(query.value, vocabulary.prefixes);
  if (wanted.length) insertBefore(query, declarations(wanted, vocabulary.prefixes));
}

const permalink = () => `#query=${encodeURIComponent(query.value)}`;

function busy(controller) {
  running = controller;
  at("cancel").disabled = !controller;
  at("answer").ariaBusy = String(Boolean(controller));
}

async function run() {
  running?.abort();
  addMissingPrefixes();
  const text = query.value;
  history.replaceState(null, "", permalink());
  at("permalink").href = permalink();
  at("downloads").hidden = true;
  at("result").replaceChildren();
  fault("");
  say("Running …");
  const controller = new AbortController();
  busy(controller);
  const begun = performance.now();
  try {
    show(text, await ask(text, controller.signal), (performance.now() - begun) / 1000);
  } catch (error) {
    if (running !== controller) return;
    say(error.name === "AbortError" ? "Cancelled." : "");
    if (error instanceof NoAnswer) fault(error.message);
    else if (error.name !== "AbortError") throw error;
  } finally {
    if (running === controller) busy(null);
  }
}

function show(text, answer, seconds) {
  const time = `in ${seconds.toFixed(seconds < 1 ? 3 : 1)} s`;
  if (answer.rows) {
    const count = answer.rows.length;
    say(`${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"} ${time}`);
    if (count) showTable(at("result"), answer, terms);
  } else if ("truth" in answer) {
    say(`${answer.truth ? "Yes" : "No"} (${answer.truth}) ${time}`);
  } else {
    say(`A graph of ${answer.text.length.toLocaleString("en")} characters of Turtle ${time}`);
    const shown = document.createElement("pre");
    shown.textContent = answer.text;
    at("result").replaceChildren(shown);
  }
  offerDownloads(text, answer.text === undefined ? TABLE_FORMATS : GRAPH_FORMATS);
  if (at("state").getBoundingClientRect().bottom > innerHeight * 0.7) at("state").scrollIntoView({ block: "center" });
}

function offerDownloads(text, formats) {
  const buttons = Object.entries(formats).map(([name, format]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => download(text, format).catch((error) => fault(error.message)));
    return button;
  });
  at("downloads").replaceChildren("Download: ", ...buttons);
  at("downloads").hidden = false;
}

function write(text) {
  query.focus({ preventScroll: true });
  query.select();
  replaceSelection(query, text);
  query.setSelectionRange(0, 0);
  query.scrollTop = 0;
}

async function choose(name) {
  chosen = questions.find((question) => question.name === name);
  at("summary").textContent = chosen.summary;
  at("description").textContent = chosen.description;
  at("parameters").replaceChildren(...parameterFields(chosen));
  at("notes").replaceChildren();
  at("question").hidden = false;
  for (const link of document.querySelectorAll("[data-question]")) {
    link.ariaCurrent = link.dataset.question === name ? "true" : null;
  }
  if (matchMedia("(max-width: 62rem)").matches) at("gallery").open = false;
  const needs = chosen.parameters.some((parameter) => parameter.required);
  if (!needs) await fill([]);
  at("summary").focus();
}

async function fill(values) {
  fault("");
  try {
    const made = await filled(chosen.name, values);
    write(made.query);
    at("notes").replaceChildren(...made.notes.map((note) => Object.assign(document.createElement("li"), { textContent: note })));
    return true;
  } catch (error) {
    say("");
    fault(error.message);
    return false;
  }
}

/** The query in the address, which is run at once. */
function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get("query");
  if (!given || given === query.value) return;
  query.value = given;
  run();
}

at("run").addEventListener("click", run);
at("cancel").addEventListener("click", () => running?.abort());
query.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run();
});
query.addEventListener("input", () => (at("permalink").href = permalink()));
at("questions").addEventListener("click", (event) => {
  const link = event.target.closest("[data-question]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(link.dataset.question);
});
at("parameters").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await fill(valuesOf(event.target))) run();
});
at("prefixes").append(
  ...Object.entries(vocabulary.prefixes).map(([name, space]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", title: space, textContent: `${name}:` });
    button.addEventListener("click", () => {
      if (!query.value.includes(`PREFIX ${name}:`)) insertBefore(query, declarations([name], vocabulary.prefixes));
    });
    return button;
  }),
);
narrowing(at("narrow"), at("questions"), at("none"));
new Completion(query, at("completions"), vocabulary.terms, addMissingPrefixes);
if (matchMedia("(max-width: 62rem)").matches) at("gallery").open = false;
addEventListener("hashchange", fromAddress);
at("permalink").href = permalink();
fromAddress();
document.documentElement.dataset.ready = "true";
