// What somebody types: names, questions with names in them, years. From it the questions and names that may be meant.
import { data, fold, nodes, nodesCalled, search, tokens } from "./data.js";
import { answerTo, examplesFor, fits, questionWords, questions } from "./questions.js";

const MOST_NAMES_OFFERED = 5;
const MOST_ASKED = 9;
const SURE = 0.65; // that a question is meant, though there is no answer to it
const [MOST_TRIED, LONGEST_EXAMPLE] = [60, 45];
const YEAR = /^(19|20)\d\d$/;
const OPENS = new Set(["since", "after", "from"]);
const CLOSES = new Set(["until", "before", "till", "to"]);
const fillers = new Set(data.fillers);
const stems = new Map(questions.map((question) => [question, question.asked.split(" ")]));
const ownWords = new Map(questions.map((question) => [question, tokens(question.words)]));
const asksWith = (question, token) => stems.get(question).some((stem) => token.startsWith(stem));
const isAsking = (token) => fillers.has(token) || OPENS.has(token) || CLOSES.has(token) || questions.some((question) => asksWith(question, token));
// A word that is being typed may become one of a question.
const mayAsk = (token) => token.length > 1 && questions.some((question) => stems.get(question).some((stem) => stem.startsWith(token)));

// What stands in a text: the names (each the nodes that are called so), the years, words of questions, other words.
export function readWords(text) {
  const written = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const words = written.map((word) => tokens(word).join(""));
  const read = { named: [], asked: [], other: [], places: [], years: [], since: "", until: "" };
  for (let at = 0; at < words.length;) {
    const [length, found] = nameAt(words, written, at);
    if (length) { read.named.push(found); read.places.push(found); } else if (YEAR.test(words[at])) readYear(read, words, at);
    else if (isAsking(words[at])) read.asked.push(words[at]);
    else readOther(read, words[at], at);
    at += length || 1;
  }
  if (read.years.length > 1) [read.since, read.until] = [read.years.sort()[0], read.years.at(-1)];
  return read;
}

// The longest name that begins at a word. A word that questions are asked with is one only where it is written as the
// name is: "WHO", not "who".
function nameAt(words, written, at) {
  for (let length = Math.min(words.length - at, 16); length; length -= 1) {
    const found = nodesCalled(words.slice(at, at + length));
    const plain = length === 1 && (isAsking(words[at]) || YEAR.test(words[at]));
    const meant = plain ? found.filter((node) => nodes[node].names.concat(nodes[node].label).includes(written[at])) : found;
    if (meant.length && !(plain && written[at] === words[at])) return [length, meant];
  }
  return [0, []];
}

// Other words that follow each other may be of one name.
function readOther(read, word, at) {
  read.other.push(word);
  const last = read.places.at(-1);
  if (last?.typed && last.until === at) Object.assign(last, { typed: [...last.typed, word], until: at + 1 });
  else read.places.push({ typed: [word], until: at + 1 });
}

function readYear(read, words, at) {
  const [year, before] = [words[at], words[at - 1]];
  read.years.push(year);
  if (!CLOSES.has(before)) read.since = year;
  if (!OPENS.has(before)) read.until = year;
}

// What is offered while somebody types: names to open, and questions that the page can answer, the likeliest first.
export function offered(text, current) {
  if (!text.trim()) return examples(current);
  const read = readWords(text);
  const whole = search(text, MOST_NAMES_OFFERED);
  const names = whole.length || read.asked.length ? whole : namesFor(read);
  const asked = askedFor(read, current);
  const exact = whole.some((node) => [nodes[node].label, ...nodes[node].names].some((name) => fold(name) === fold(text.trim())));
  const asName = whole.length > 0 && !fillers.has(tokens(text)[0]); // part of a name, and no beginning of a question
  const nameFirst = exact || asName || !asked.some((one) => one.score > 0);
  const shownNames = names.map((node) => ({ node }));
  return nameFirst ? [...shownNames, ...asked] : [...asked, ...shownNames.slice(0, 2)];
}

// Nodes that may be meant in the place of a question: those called so, else those whose names hold the other words.
function namesFor({ named, other }) {
  if (named.length) return named.flat().slice(0, MOST_NAMES_OFFERED);
  return other.length ? search(other.join(" "), MOST_NAMES_OFFERED) : [];
}

function askedFor(read, current) {
  const places = placesFor(read);
  if (!places.length && read.other.some((word) => !mayAsk(word))) return [];
  const found = questions.flatMap((question) => filled(question, places, read, current)).map((one) => ({ ...one, score: score(one, { ...read, places }) }));
  const likely = found.filter(({ score: points }) => points > 0).map((one) => ({ ...one, score: one.score + (hasAnswer(one, current) ? 0.05 : 0) })).sort((a, b) => b.score - a.score);
  const rest = found.filter(({ score: points, about }) => points <= 0 && about.length && !read.asked.some((word) => !fillers.has(word)));
  const best = likely[0]?.score;
  const answered = [...likely, ...rest].filter((one) => (one.score === best && best > SURE) || hasAnswer(one, current));
  return answered.slice(0, MOST_ASKED);
}

// Who or what may be meant, in the order of the text: what is called so, or what is called by words that hold those
// typed. A last word that may become one of a question is no name where there is another.
function placesFor({ places, named }) {
  return places.map((place) => {
    if (!place.typed) return place.slice(0, 3);
    const last = place === places.at(-1) && named.length && mayAsk(place.typed.at(-1));
    const words = last ? place.typed.slice(0, -1) : place.typed;
    return words.length ? search(words.join(" "), 3) : [];
  }).filter((found) => found.length);
}

function filled(question, places, { since, until }, current) {
  const one = { question, since, until };
  if (!places.length && question.places === 1) return exampleOf(one, current);
  if (question.places === 0) return [{ ...one, about: [] }];
  if (question.places === 1) return [...new Set(places.flat())].filter((node) => fits(node, question.of)).map((node) => ({ ...one, about: [node] }));
  const [first, second] = places;
  if (!second) return (first ?? []).slice(0, 1).map((node) => ({ ...one, about: [node] }));
  return second.filter((node) => node !== first[0]).slice(0, 3).map((node) => ({ ...one, about: [first[0], node] }));
}

// Words of the question count, common ones little; names that it has no place for, and places without a name, against it.
function score({ question, about }, read) {
  const own = read.asked.filter((word) => asksWith(question, word));
  const telling = own.reduce((sum, word) => sum + (fillers.has(word) ? 0.25 : rare(word)), 0);
  const begun = read.other.some((word) => mayAsk(word) && stems.get(question).some((stem) => stem.startsWith(word))) ? 0.5 : 0;
  const two = question.places === 2 && about.length === 2 && read.places.length === 2 ? 1.5 : 0;
  const noName = read.places.length === 0 && question.places === 0 ? 0.3 : 0; // nobody is asked about
  const onlyYears = read.years.length && !read.places.length && read.asked.every((word) => fillers.has(word));
  if (onlyYears && question.places === 0 && question.find === "event") return 1;
  if (!telling && !begun && !two) return 0;
  return Math.max(0, telling + begun + two - 2 * Math.max(0, read.named.length - about.length) - (question.places > about.length ? 0.5 : 0))
    + (about.length === read.places.length ? 0.1 : 0) + noName + 0.05 * alike(question, read);
}

// How many of the typed words stand in the question itself.
function alike(question, { asked, other }) {
  const own = ownWords.get(question);
  return asked.filter((word) => own.includes(word)).length + other.filter((word) => mayAsk(word) && own.some((one) => one.startsWith(word))).length;
}

const rare = (word) => 1 / Math.sqrt(questions.filter((question) => asksWith(question, word)).length);

export function hasAnswer(one, current) {
  if (one.question.places === 2) return one.about.length > 0;
  const { lines } = answerTo(one, current);
  return lines.length > 0;
}

// Before anything is typed: each question about who or what has most facts and can be told of so.
export function examples(current) {
  const used = new Set(); // others first, so that much of the page is met
  return questions.flatMap((question) => {
    const one = { question, since: "", until: "", score: 1 };
    if (question.places === 0) return hasAnswer({ ...one, about: [] }, current) ? [{ ...one, about: [] }] : [];
    const found = question.places === 1 ? exampleOf(one, current, used) : [];
    found.forEach(({ about }) => used.add(about[0]));
    return found;
  });
}

// A question about the one with most facts that has an answer to it.
function exampleOf(one, current, used = new Set()) {
  const tried = examplesFor(one.question, MOST_TRIED);
  const apt = (node) => !used.has(node) && nodes[node].label.length <= LONGEST_EXAMPLE;
  const found = [...tried.filter(apt), ...tried].find((node) => hasAnswer({ ...one, about: [node] }, current));
  return found === undefined ? [] : [{ ...one, about: [found] }];
}

// The question that a text most likely asks, whoever it is about.
export function questionMeant(text) {
  const read = { ...readWords(text), named: [], places: [], years: [] };
  const found = questions.map((question) => [score({ question, about: Array(question.places).fill(0) }, read), question]).sort((a, b) => b[0] - a[0]);
  return found[0][0] > 0.6 ? found[0][1] : undefined;
}

export const toldQuestion = (one) => questionWords(one).join("");
