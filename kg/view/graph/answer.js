// The answer to a question: one sentence, and a table of what was found, with dates, sentences and sources.
import { data, dateWords, datesOf, eventOf, facts, nodes, objectLabel, relationWords } from "./data.js";
import { bdi, button, byId, counted, element, short } from "./dom.js";
import { articleCited, copyButtons, factsOfKey, sentenceOf, source } from "./citation.js";
import { commonEvents, commonPartners, factsBetween, shortestWays } from "./connection.js";
import { card } from "./evidence.js";
import { answerTo, counts, isPast, isPlanned, questionNamed, questions, questionWords, fits, isWithin, yearWords } from "./questions.js";
import { hasAnswer, questionMeant, readWords } from "./wording.js";
import { csvOf } from "./table.js";

const MOST_LINES_SHOWN = 60;
const NAMES_TOLD = 3;
const SNIPPET = 110;
const sheet = byId("answer");

// What was asked, with its question; without one where the page does not know what is meant.
export const asAsked = (asked) => ({ ...asked, question: questionNamed(asked.name) });

// The parts of an answer: `title` as parts of a heading, `sentence` as parts of a text, `sections` with lines or ways.
export function answered(asked, current) {
  if (asked.fact) return ofFact(asked);
  const one = asAsked(asked);
  if (!one.question) return notUnderstood(asked);
  return one.question.places === 2 ? connecting(one, current) : ofQuestion(one, current);
}

function ofFact({ fact }) {
  const found = factsOfKey(fact);
  if (!found.length) return { title: ["A fact"], sentence: ["This page does not hold that fact. It may be of another version of the collection."], sections: [] };
  return { title: [bdi(nodes[found[0].subject].label), ` ${relationWords(found[0])} `, bdi(objectLabel(found[0]))], sentence: ["One fact of this page, with the sentence that says it."], sections: [{ cards: found }] };
}

const boldName = (node) => element("b", "", bdi(nodes[node].label));

function ofQuestion(one, current) {
  const { lines, undated } = answerTo(one, current);
  const sections = [{ lines }];
  if (undated.length) sections.push({ title: `${counted(undated.length, "line")} of no known year`, lines: undated, folded: lines.length > 0 });
  return { title: questionWords(one, boldName), sentence: lines.length ? sentence(one, lines) : nothing(one, undated), sections, further: further(one, current) };
}

const nameOf = (line) => bdi(line.node < 0 ? `“${short(line.name, 80)}”` : line.name);
const joinedNames = (names, last) => names.flatMap((name, i) => (i ? [i === names.length - 1 ? last : ", ", name] : [name]));

function sentence(one, lines) {
  const { question, about } = one;
  const often = counts(lines);
  const distinct = [...new Map(lines.map((line) => [line.key, line])).values()];
  const first = distinct.slice(0, NAMES_TOLD).map(nameOf);
  const all = [...new Set(lines.flatMap((line) => line.facts))];
  const number = (count, single, several) => `${count} ${count === 1 ? single : several}`;
  const parts = {
    X: () => [boldName(about[0])],
    found: () => [number(distinct.length, question.one, question.many)],
    names: () => (distinct.length > NAMES_TOLD ? [...joinedNames(first, ", "), ` and ${distinct.length - NAMES_TOLD} more`] : joinedNames(first, " and ")),
    top: () => [nameOf(distinct[0]), ` (${often.get(distinct[0].key)})`],
    events: () => [counted(new Set(all.map(eventOf).filter((event) => event !== undefined)).size, "event")],
    facts: () => [counted(lines.length, "fact")],
    articles: () => [counted(new Set(all.map((fact) => fact.articleNumber)).size, "article")],
    years: () => [yearWords(one)],
  };
  return question.answer.split(/\{(\w+)\}/).flatMap((part, i) => (i % 2 ? parts[part]() : [part]));
}

// That nothing was found, and what was looked for.
function nothing(one, undated) {
  const names = new Set(one.question.ways.map((way) => way.split("/").at(-1).replace("^", "")));
  const relations = names.has("any") ? [] : [...names].flatMap((name) => (name === "presence" ? data.presence : [name])).filter((name) => data.relations[name]).map((name) => data.relations[name][0]);
  const said = relations.length ? [" in what says ", ...relations.flatMap((words, i) => [i ? ", " : "", element("i", "", words)])] : [];
  const rest = undated.length ? ` ${counted(undated.length, "line")} of no known year may belong to it.` : " It may be so all the same: what no article here says, or what was not read, is not found.";
  return [`Nothing found. Looked for ${one.question.many}`, ...(one.about.length ? [" around ", boldName(one.about[0])] : []), yearWords(one), ...said, `, among ${counted(facts.length, "fact")} of ${counted(data.articles.length, "article")}.`, rest];
}

function notUnderstood({ words }) {
  const { other } = readWords(words);
  const guess = questionMeant(words);
  const asks = guess ? ["It may ask: ", element("b", "", questionWords({ question: guess, about: [], since: "", until: "" }).join("")), " "] : [];
  const names = other.length ? ["No name on this page has the words ", bdi(`“${other.join(" ")}”`), ". "] : [];
  return { title: [bdi(words)], sentence: ["Nothing found. Looked for it among ", counted(nodes.length, "name"), " and ", counted(questions.length, "question"), ". ", ...asks, ...names, "Type a name, or a question with a name in it, and choose from what is offered."], sections: [] };
}

// Other questions about the same, that have an answer.
function further(one, current) {
  const [node] = one.about;
  if (node === undefined) return [];
  return questions.filter((question) => question !== one.question && question.places === 1 && fits(node, question.of))
    .map((question) => ({ question, about: [node], since: "", until: "" })).filter((other) => hasAnswer(other, current));
}

const named = (line) => ({ ...line, name: nodes[line.node].label, key: String(line.node), planned: line.told.some(isPlanned) });

function connecting(one, current) {
  const [from, to] = one.about;
  const title = questionWords(one, boldName);
  if (to === undefined || from === to) return { title, sentence: ["Choose two that are not the same."], sections: [] };
  const of = one.since || one.until ? inYears(one, current) : current.of;
  const { count, ways } = shortestWays(from, to, of);
  const events = commonEvents(from, to, of).map(named);
  const partners = commonPartners(from, to, of).map(named);
  const steps = count ? `${count === 1 ? "The shortest way has" : `${count} shortest ways have`} ${counted(ways[0].length - 1, "step")}` : "No way of facts leads from one to the other";
  const undated = one.since || one.until ? current.passing.filter((fact) => !datesOf(fact)).length : 0;
  const left = undated ? ` ${counted(undated, "fact")} of no known year ${undated === 1 ? "is" : "are"} left out.` : "";
  const sentenceParts = [boldName(from), " and ", boldName(to), yearWords(one), `: ${counted(events.length, "common event")}, ${counted(partners.length, "common partner")}. ${steps}.${left}`];
  return { title, sentence: sentenceParts, sections: [
    { title: count > ways.length ? `Shortest ways (${ways.length} of ${count})` : `Shortest ways (${count})`, ways: ways.map((way) => ({ way, hops: way.slice(1).map((node, i) => factsBetween(way[i], node, of)) })) },
    { title: `Common events (${events.length})`, lines: events },
    { title: `Common partners (${partners.length})`, lines: partners, folded: partners.length > 20 },
  ] };
}

// The facts of the years that were asked for, by node.
function inYears({ since, until }, current) {
  return current.of.map((found) => found.filter((fact) => isWithin({ told: [fact] }, since, until)));
}

// The facts that an answer rests on, each once.
export function factsTold({ sections }) {
  const all = sections.flatMap(({ lines = [], ways = [], cards = [] }) => [...lines.flatMap((line) => line.facts), ...ways.flatMap(({ hops }) => hops.flat()), ...cards]);
  return [...new Set(all)];
}

function plainDate(fact) {
  const words = dateWords(fact);
  const event = eventOf(fact);
  const published = event !== undefined && nodes[event].when && !nodes[event].start && fact.article.issued;
  return published ? `${words}; published ${fact.article.issued}` : words;
}

// Days that are not broken over lines.
const unbroken = (words) => words.split(/(\d{4}-[\d-]+)/).map((part, i) => (i % 2 ? element("span", "day", part) : part));

const HEADS = ["Part", "Name", "From", "Relation", "To", "Date", "Status", "Confidence", "Sentence", "Article", "Publisher", "Published", "Address"];

// An answer's table for a spreadsheet: each fact that is told is a line of its own.
export function answerCsv({ sections }) {
  const row = (part, name, fact) => [part, name, nodes[fact.subject].label, relationWords(fact), objectLabel(fact), plainDate(fact), isPlanned(fact) ? "planned" : fact.status, String(fact.confidence), sentenceOf(fact), fact.article.title, fact.article.publisher, fact.article.issued, fact.article.url];
  const rows = sections.flatMap(({ title = "", lines = [], ways = [], cards = [] }) => [
    ...lines.flatMap((line) => line.told.map((fact) => row(title, line.name, fact))),
    ...ways.flatMap(({ way, hops }, i) => hops.flatMap((hop, at) => hop.map((fact) => row(`${title}, way ${i + 1}, step ${at + 1}`, nodes[way[at + 1]].label, fact)))),
    ...cards.map((fact) => row("", nodes[fact.subject].label, fact)),
  ]);
  return csvOf([HEADS, ...rows]);
}

const textOf = (parts) => element("span", "", ...parts).textContent;

function cited(answer) {
  const sources = [...new Set(factsTold(answer).map((fact) => fact.article))];
  const listed = sources.map((article) => `– ${articleCited(article)}`);
  return [`${textOf(answer.title)} ${textOf(answer.sentence)}`, ...(listed.length ? [`Said in ${counted(listed.length, "article")}, read by rules:`, ...listed] : [])].join("\n");
}

const saidWords = (fact) => [bdi(nodes[fact.subject].label), " ", element("i", "", relationWords(fact)), " ", bdi(objectLabel(fact))];

function chips(line) {
  const [fact] = line.told;
  const shown = line.planned ? ["planned"] : fact.status === "explicit" ? [] : [fact.status];
  const past = line.planned && isPast(fact) ? [element("span", "soft", " its day has passed")] : [];
  return [...shown.map((status) => element("span", `chip ${status}`, status)), ...past];
}

// The words of the text, one press away from the whole sentence with its source.
function behind(line) {
  const made = element("details", line.facts.length > 1 ? "behind" : "behind alone", element("summary", "", element("span", "snippet", short(sentenceOf(line.told[0]), SNIPPET)), element("span", "fewer", "Less")));
  made.addEventListener("toggle", () => { if (made.open && !made.querySelector(".fact")) made.append(...line.facts.map((fact) => card(fact))); });
  return made;
}

function sourcesOf(line) {
  const articles = [...new Set(line.told.map((fact) => fact.article))];
  return articles.map(({ title, url, publisher, issued }) => element("div", "", source(title, url), element("span", "soft", [publisher, issued].filter(Boolean).map((part) => ` · ${part}`).join(""))));
}

function lineRow(line, act) {
  const name = line.node < 0 ? bdi(`“${line.name}”`) : button("", () => act.centre(line.node));
  if (line.node >= 0) name.append(bdi(line.name));
  const told = line.told.map((fact) => element("div", "", ...saidWords(fact)));
  const note = line.note ? [element("div", "soft", line.note)] : [];
  const dates = [...new Set(line.told.map(plainDate))].map((date) => element("div", "", ...unbroken(date)));
  const cells = [[name, ...note], [...told, ...chips(line)], dates, [...sourcesOf(line), behind(line)]];
  return element("tr", "", ...cells.map((cell) => element("td", "", ...cell)));
}

function linesTable(lines, act) {
  const body = element("tbody");
  const heads = ["Name", "Fact", "Date", "Source and sentence"].map((text) => { const head = element("th", "", text); head.scope = "col"; return head; });
  const place = element("div", "", element("table", "answers", element("thead", "", element("tr", "", ...heads)), body));
  const grow = (from) => {
    body.append(...lines.slice(from, from + MOST_LINES_SHOWN).map((line) => lineRow(line, act)));
    if (lines.length <= from + MOST_LINES_SHOWN) return;
    const rest = button(`Show more (${lines.length - from - MOST_LINES_SHOWN} of ${lines.length})`, () => { rest.remove(); grow(from + MOST_LINES_SHOWN); });
    place.append(rest);
  };
  grow(0);
  return place;
}

// A way as a chain of sentences: each hop is said by its surest fact.
function chain({ way, hops }, opened) {
  const names = way.flatMap((node, i) => [i ? " – " : "", bdi(nodes[node].label)]);
  const list = element("ol", "way", ...hops.map((hop) => element("li", "", card(hop[0]), hop.length > 1 ? element("p", "soft", `and ${counted(hop.length - 1, "fact")} more`) : "")));
  const made = element("details", "chain", element("summary", "", ...names), list);
  made.open = opened;
  return made;
}

function sectionShown({ title, lines, ways, cards, folded }, act) {
  const inside = [...(lines?.length ? [linesTable(lines, act)] : []), ...(ways ?? []).map((way, i) => chain(way, i === 0)), ...(cards ?? []).map((fact) => card(fact))];
  if (!title) return inside;
  if (!inside.length) return [element("h3", "", title), element("p", "soft", "None that passes the filters.")];
  return folded ? [element("details", "folded", element("summary", "", title), ...inside)] : [element("h3", "", title), ...inside];
}

function openAll() {
  sheet.querySelectorAll("details").forEach((one) => { one.open = true; });
}

// Shows an answer. `fragment` is the address that opens it again, `ask` asks another question, `save` saves its table.
export function showAnswer(answer, { passing, fragment, act, ask, save }) {
  const heading = element("h2", "", ...answer.title);
  heading.tabIndex = -1;
  const rests = factsTold(answer);
  const planned = new Set(answer.sections.flatMap(({ lines = [] }) => lines).filter((line) => line.planned)).size;
  const notes = [rests.length ? `Rests on ${rests.length} of ${facts.length} facts.` : "", passing < facts.length ? `The filters let ${passing} of ${facts.length} facts pass.` : "", planned ? `${counted(planned, "line")} only planned, marked so.` : ""].filter(Boolean);
  const tools = copyButtons(() => cited(answer), () => fragment);
  if (rests.length) tools.prepend(button("Show all sentences", openAll), button("Table as CSV", save));
  sheet.replaceChildren(heading, element("p", "sentence", ...answer.sentence), element("p", "soft", notes.join(" ")), tools, ...answer.sections.flatMap((section) => sectionShown(section, act)), ...furtherShown(answer.further ?? [], ask));
  return heading;
}

function furtherShown(all, ask) {
  if (!all.length) return [];
  const items = all.map((one) => { const press = button("", () => ask(one)); press.append(...questionWords(one, boldName)); return element("li", "", press); });
  return [element("h3", "screen", "Ask further"), element("ul", "listed screen asks", ...items)];
}
