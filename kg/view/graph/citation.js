// A fact, or an answer, as a text to quote, and the address that opens it again.
import { facts, nodes, objectLabel, relationWords } from "./data.js";
import { copyText } from "./clipboard.js";
import { bdi, button, element } from "./dom.js";
import { cellsOf } from "./rows.js";

// The addresses were checked where the page was made.
export function source(title, url) {
  if (!url) return bdi(title);
  const link = element("a", "", bdi(title));
  Object.assign(link, { href: url, rel: "noopener noreferrer nofollow" });
  return link;
}

export const statement = (fact) => `${nodes[fact.subject].label} ${relationWords(fact)} ${objectLabel(fact)}`;
// As plain text, in which nothing isolates what turns the writing round.
export const sentenceOf = (fact) => cellsOf(fact)[1].textContent.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();

// An article as it is cited: its title, publisher, day, address.
export function articleCited({ title, publisher, issued, url }) {
  return [`${title}.`, ...[[publisher, issued].filter(Boolean).join(", ")].filter(Boolean).map((text) => `${text}.`), url].filter(Boolean).join(" ");
}

const MANNER = { planned: " (planned)", attributed: " (told by a speaker)", implied: " (implied)" };
export const factCited = (fact) => `${statement(fact)}${MANNER[fact.status] ?? ""}: “${sentenceOf(fact)}” ${articleCited(fact.article)}`;

// What a fact is known by in an address: the same as long as the same article says it in the same words, whatever
// else the page holds. Facts that differ in nothing of it are one to a reader.
export function factKey({ subject, relation, object, words, article }) {
  const text = JSON.stringify([nodes[subject].id, relation, object < 0 ? words : nodes[object].id, article.url || article.title]);
  let [one, two] = [0xdeadbeef, 0x41c6ce57]; // cyrb53: 53 bits that name few facts apart
  for (const character of text) {
    const code = character.codePointAt(0);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  return `${(two >>> 0).toString(36)}${(one >>> 0).toString(36)}`;
}

export const factsOfKey = (key) => facts.filter((fact) => factKey(fact) === key);

// Where the page lies, with what is shown.
export const linkTo = (fragment) => `${location.href.split("#")[0]}${fragment}`;

// Buttons that copy a text to quote and an address; both are made when they are wanted.
export function copyButtons(cited, fragment) {
  return element("div", "tools screen copies", button("Copy citation", () => copyText(cited(), "Citation copied")),
    button("Copy link", () => copyText(linkTo(fragment()), "Link copied")));
}
