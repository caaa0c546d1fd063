// The place of actors in the network of those who met: drawn as size and number, or as a ring and the number of a group.
import { byLabel, data, nodes } from "./data.js";
import { bdi, byId, element } from "./dom.js";

const [LEAST_SIZE, MOST_SIZE, RINGS, NAMED] = [6, 18, 6, 5];
const GROUPS = "communities";
let inUse = -1;
let greatest = 1;

export const measures = data.measures;
export const usable = (name) => measures.some((one) => one.name === name && !one.left_out);
export const chosenMeasure = () => measures[inUse];
export const figureOf = (node, measure = inUse) => (measure < 0 ? null : nodes[node].measures?.[measure] ?? null);
const isGroup = () => measures[inUse]?.name === GROUPS;

export function chooseMeasure(name) {
  inUse = measures.findIndex((one) => one.name === name);
  greatest = inUse < 0 ? 1 : nodes.reduce((most, _, node) => Math.max(most, figureOf(node) ?? 0), 1e-9);
}

// By the chosen measure how large a node is drawn; nothing where none is chosen, or where it says no size.
export function sizeByMeasure(node) {
  if (inUse < 0 || isGroup()) return null;
  return LEAST_SIZE + (MOST_SIZE - LEAST_SIZE) * Math.sqrt((figureOf(node) ?? 0) / greatest);
}

// What is written beside a node, and of which kind its ring is.
export const badgeOf = (node) => (figureOf(node) === null ? "" : String(figureOf(node)));
export const ringOf = (node) => (isGroup() && figureOf(node) !== null ? ` ring-${(figureOf(node) - 1) % RINGS}` : "");
export const spokenFigure = (node) => (badgeOf(node) ? `, ${measures[inUse].label}: ${badgeOf(node)}` : "");

export function buildMeasures(changed) {
  const list = byId("measure");
  measures.forEach(({ name, label, left_out: out }) => {
    const option = element("option", "", out ? `${label} (network too large)` : label);
    Object.assign(option, { value: name, disabled: out });
    list.append(option);
  });
  list.addEventListener("change", () => changed(list.value));
}

// The legend of the chosen measure, with the figures of what is shown.
export function tellMeasure(shown) {
  const place = byId("measured");
  byId("measure").value = measures[inUse]?.name ?? "";
  place.hidden = inUse < 0;
  if (inUse < 0) return;
  const { label, means, command } = measures[inUse];
  const how = isGroup() ? "Ring and number" : "Size and number";
  place.replaceChildren(element("b", "", `${how}: ${label}. `), `Among those who were at the same events. ${means} `, ...largest(shown),
    " Counted over the whole collection, whatever the filters; events, documents and persons have no figure. The same: ", element("code", "", command), ".");
}

function largest(shown) {
  const known = [...shown].filter((node) => figureOf(node) !== null);
  if (!known.length) return ["None of those shown has a figure."];
  if (isGroup()) return groups(known);
  const best = known.sort((a, b) => figureOf(b) - figureOf(a) || byLabel(a, b)).slice(0, NAMED);
  return ["Highest here: ", ...best.flatMap((node, i) => [i ? ", " : "", bdi(nodes[node].short), ` ${figureOf(node)}`]), "."];
}

function groups(known) {
  const numbers = [...new Set(known.map((node) => figureOf(node)))].sort((a, b) => a - b);
  return numbers.flatMap((number) => {
    const members = known.filter((node) => figureOf(node) === number);
    const names = members.slice(0, NAMED).flatMap((node, i) => [i ? ", " : "", bdi(nodes[node].short)]);
    return [`Group ${number}: `, ...names, members.length > NAMED ? ` and ${members.length - NAMED} more. ` : ". "];
  });
}
