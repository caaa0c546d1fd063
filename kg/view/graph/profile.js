// One actor on a page that can be printed: what the facts that pass say of it, and where they were read.
import { eventOf, isActor, nodes, otherEnd, wasThere } from "./data.js";
import { source } from "./citation.js";
import { bdi, counted, element } from "./dom.js";
import { figureOf, measures } from "./measuring.js";
import { card, dataPage } from "./evidence.js";

const SECTIONS = [
  ["Memberships and structure", (fact) => ["member", "partOf", "secretariat", "locatedIn"].includes(fact.relation)],
  ["Persons, posts and representation", (fact) => ["worksFor", "represents", "position", "contactPoint"].includes(fact.relation)],
  ["Events", (fact) => eventOf(fact) !== undefined],
  ["Money, projects and partners", (fact) => ["funder", "supporter", "partner", "implementer"].includes(fact.relation)],
  ["Statements and commitments", (fact) => ["quotation", "commitment", "figure"].includes(fact.relation)],
  ["Documents and other facts", () => true],
];
// The place in the network of those who met, in figures.
function standing(node) {
  const known = measures.map(({ label }, i) => [label, figureOf(node, i)]).filter(([, figure]) => figure !== null);
  if (!known.length) return [];
  const items = known.map(([label, figure]) => element("li", "", `${label}: ${figure}`));
  const means = [...new Set(measures.filter((one) => !one.left_out).map((one) => one.means))].join(" ");
  return [element("h3", "", "Place among those who met at events"), element("ul", "", ...items), element("p", "soft", means)];
}

const MOST_PARTNERS = 15;

export function profileView(node, of, place) {
  const { label, type, names } = nodes[node];
  const left = new Set(of[node]);
  const sections = SECTIONS.flatMap(([title, fits]) => {
    const found = [...left].filter(fits);
    found.forEach((fact) => left.delete(fact));
    return found.length ? [element("h3", "", `${title} (${found.length})`), ...found.map(card)] : [];
  });
  const also = names.length ? element("p", "soft", "Also: ", ...names.flatMap((name, i) => [i ? "; " : "", bdi(name)])) : "";
  place.replaceChildren(element("h2", "", bdi(label)), element("p", "soft", `${type}. ${counted(of[node].length, "fact")}.`), also,
    dataPage(node) ?? "", ...sections, ...partners(node, of), ...standing(node), ...sources(of[node]));
}

// With whom it was at how many events.
function partners(node, of) {
  const met = new Map();
  const events = new Set(of[node].filter((fact) => wasThere(fact) && fact.object === node).map((fact) => fact.subject));
  events.forEach((event) => new Set(of[event].filter(wasThere).map((fact) => otherEnd(fact, event))).forEach((other) => {
    if (other !== node && isActor(other)) met.set(other, (met.get(other) ?? 0) + 1);
  }));
  const best = [...met].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_PARTNERS);
  if (!best.length) return [];
  const items = best.map(([other, count]) => element("li", "", bdi(nodes[other].label), ` (${counted(count, "event")})`));
  return [element("h3", "", `At the same events (${met.size})`), element("ul", "", ...items)];
}

function sources(facts) {
  const articles = [...new Set(facts.map((fact) => fact.article))];
  const line = ({ title, url, publisher, issued }) => [source(title, url), [publisher, issued].filter(Boolean).map((part) => ` · ${part}`).join("")];
  return [element("h3", "", `Sources (${articles.length})`), element("ul", "", ...articles.map((article) => element("li", "", ...line(article))))];
}
