// The relationship graph: an overview of the best connected actors, and the network of one actor.
// Everything shown as text is copied from the table of facts in the page; nothing is built from strings of HTML.

const data = JSON.parse(document.getElementById("data").textContent);
const [WIDTH, HEIGHT] = data.size;
const SVG = "http://www.w3.org/2000/svg";
const MOST_AROUND = 44;
const MOST_DASHED = 50;
const rows = document.getElementById("facts").rows;
const svg = document.getElementById("graph");
const panel = document.getElementById("panel");
const where = document.getElementById("where");
const find = document.getElementById("find");
const found = document.getElementById("found");
const all = document.getElementById("all");
const indexOf = new Map(data.nodes.map((node, index) => [node.id, index]));
const presence = new Set(data.presence);

const factsOf = data.nodes.map(() => []);
data.facts.forEach(([subject, object], fact) => {
  factsOf[subject].push(fact);
  if (object >= 0 && object !== subject) factsOf[object].push(fact);
});

const isEvent = (node) => data.nodes[node].shape === "event";
const otherEnd = (fact, node) => (data.facts[fact][0] === node ? data.facts[fact][1] : data.facts[fact][0]);
const byLabel = (a, b) => data.nodes[a].label.localeCompare(data.nodes[b].label, "en") || a - b;
const neighbours = (node) => {
  const around = new Set(factsOf[node].map((fact) => otherEnd(fact, node)));
  around.delete(-1);
  around.delete(node);
  return [...around];
};

// Edges between shown nodes: facts that join two of them, and, where wanted, that both were at an event not shown.
function edgesAmong(shown, together) {
  const edges = new Map();
  const add = (a, b, facts, met) => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const edge = edges.get(key) ?? { a: Math.min(a, b), b: Math.max(a, b), facts: new Set(), together: true };
    facts.forEach((fact) => edge.facts.add(fact));
    edge.together &&= met;
    edges.set(key, edge);
  };
  data.facts.forEach(([a, b], fact) => {
    if (b >= 0 && a !== b && shown.has(a) && shown.has(b)) add(a, b, [fact], false);
  });
  if (together) data.nodes.forEach((_, event) => {
    if (!isEvent(event) || shown.has(event)) return;
    const there = new Map();
    for (const fact of factsOf[event]) {
      const actor = data.facts[fact][1];
      if (data.facts[fact][0] !== event || !presence.has(data.facts[fact][2]) || !shown.has(actor)) continue;
      there.set(actor, [...(there.get(actor) ?? []), fact]);
    }
    const actors = [...there.keys()];
    actors.forEach((a, i) => actors.slice(i + 1).forEach((b) => add(a, b, [...there.get(a), ...there.get(b)], true)));
  });
  return [...edges.values()];
}

// Where all met all, lines say nothing: each actor then keeps the dashed lines to the four it met most.
function strongest(edges) {
  const dashed = edges.filter((edge) => edge.together);
  if (dashed.length <= MOST_DASHED) return edges;
  const kept = new Set(edges.filter((edge) => !edge.together));
  const count = new Map();
  dashed.sort((x, y) => y.facts.size - x.facts.size || x.a - y.a || x.b - y.b);
  for (const edge of dashed) {
    const [a, b] = [count.get(edge.a) ?? 0, count.get(edge.b) ?? 0];
    if (a >= 4 || b >= 4) continue;
    count.set(edge.a, a + 1).set(edge.b, b + 1);
    kept.add(edge);
  }
  return [...kept];
}

// The network of one entity: what it has facts with on an inner ring, and who else was at its events on an outer one.
function network(centre) {
  const near = neighbours(centre).sort((a, b) => isEvent(b) - isEvent(a) || factsOf[b].length - factsOf[a].length || byLabel(a, b));
  const inner = near.slice(0, MOST_AROUND);
  const known = new Set([centre, ...near]);
  const beyond = new Set(inner.filter(isEvent).flatMap(neighbours).filter((n) => !known.has(n) && data.nodes[n].shape === "actor"));
  const outer = [...beyond].sort(byLabel).slice(0, Math.max(0, MOST_AROUND - inner.length));
  const angle = new Map();
  const places = new Map([[centre, [WIDTH / 2, HEIGHT / 2]]]);
  const ring = (nodes, size, turn) => nodes.forEach((node, i) => {
    const at = turn + (2 * Math.PI * i) / nodes.length;
    const upright = Math.abs(Math.cos(at)) < 0.5;
    const away = size * (upright && nodes.length > 12 && i % 2 ? 0.87 : 1); // where a ring is crowded, on two lines
    const side = size < 0.7 ? "below" : upright ? (Math.sin(at) < 0 ? "above" : "below") : Math.cos(at) < 0 ? "left" : "right";
    angle.set(node, at);
    places.set(node, [WIDTH / 2 + away * (WIDTH / 2 - 190) * Math.cos(at), HEIGHT / 2 + away * (HEIGHT / 2 - 60) * Math.sin(at), side]);
  });
  const crowded = inner.length > 16;
  ring(inner, outer.length ? 0.55 : crowded ? 1 : 0.85, -Math.PI / 2);
  // An outer actor stands near the events that it shares with the centre.
  const pull = (node) => {
    const own = neighbours(node).filter((n) => angle.has(n));
    return Math.atan2(own.reduce((sum, n) => sum + Math.sin(angle.get(n)), 0), own.reduce((sum, n) => sum + Math.cos(angle.get(n)), 0));
  };
  const pulls = new Map(outer.map((node) => [node, pull(node)]));
  const sorted = outer.sort((a, b) => pulls.get(a) - pulls.get(b) || byLabel(a, b));
  ring(sorted, 1, sorted.length ? pulls.get(sorted[0]) : 0);
  return { places, left: near.length - inner.length + beyond.size - outer.length };
}

function make(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}

function pressable(element, label, action) {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", label);
  element.addEventListener("click", action);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    action();
  });
  return element;
}

// Text of unknown direction, where no element can isolate it.
const isolated = (text) => `\u2068${text}\u2069`;
const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

const OFFSETS = { below: [0, 1, "middle"], above: [0, -1, "middle"], left: [-1, 0, "end"], right: [1, 0, "start"] };
const LINE = 15;

// A label on at most two lines, on one side of the node.
function label(node, x, y, size, side) {
  const { label: name, short: brief } = data.nodes[node];
  const words = short(name.length > 22 ? brief : name, 44).split(" ");
  const lines = [""];
  for (const word of words) {
    const last = lines.at(-1);
    if (last && last.length + word.length >= 22 && lines.length < 2) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  const [dx, dy, anchor] = OFFSETS[side];
  const left = x + dx * (size + 6);
  const top = dy > 0 ? y + size + LINE : dy < 0 ? y - size - 6 - (lines.length - 1) * LINE : y + 5 - ((lines.length - 1) * LINE) / 2;
  return make("text", { class: "label", "text-anchor": anchor }, ...lines.map((line, i) => {
    const span = make("tspan", { x: left, y: top + i * LINE });
    span.textContent = isolated(line);
    return span;
  }));
}

function drawnNode(node, [x, y, side], centre) {
  const { label: name, type, colour, shape } = data.nodes[node];
  const size = centre ? 15 : Math.min(14, 7 + Math.sqrt(factsOf[node].length));
  const body = {
    actor: () => make("circle", { cx: x, cy: y, r: size }),
    event: () => make("rect", { x: x - size * 1.3, y: y - size * 0.75, width: size * 2.6, height: size * 1.5, rx: 4 }),
    thing: () => make("rect", { x: x - size * 0.8, y: y - size * 0.8, width: size * 1.6, height: size * 1.6 }),
  }[shape]();
  const title = make("title", {});
  title.textContent = `${name} (${type})`;
  const text = label(node, x, y, shape === "event" && side !== "below" && side !== "above" ? size * 1.3 : size, side ?? "below");
  const group = make("g", { class: `node ${colour}${centre ? " centre" : ""}` }, title, body, text);
  return pressable(group, `${name}, ${type}, ${factsOf[node].length} facts`, () => open(node));
}

function drawnEdge(edge, places) {
  const [x1, y1] = places.get(edge.a);
  const [x2, y2] = places.get(edge.b);
  const names = `${isolated(data.nodes[edge.a].label)} and ${isolated(data.nodes[edge.b].label)}`;
  const relations = [...new Set([...edge.facts].map((fact) => data.labels[data.facts[fact][2]]))].join(", ");
  const width = Math.min(6, 1 + Math.sqrt(edge.facts.size) * 0.7);
  const title = make("title", {});
  title.textContent = `${names}: ${edge.together ? "at the same events" : relations}`;
  const group = make("g", { class: edge.together ? "edge together" : "edge" }, title,
    make("line", { x1, y1, x2, y2, class: "reach" }), make("line", { x1, y1, x2, y2, "stroke-width": width }));
  return pressable(group, `${names}: ${edge.facts.size} facts`, () => {
    svg.querySelectorAll(".edge.chosen").forEach((other) => other.classList.remove("chosen"));
    group.classList.add("chosen");
    show(names, edge.together ? "Both had a part in the same events." : "", [...edge.facts]);
  });
}

function draw(places, centre) {
  const shown = new Set(places.keys());
  const edges = strongest(edgesAmong(shown, centre < 0)).map((edge) => drawnEdge(edge, places));
  const nodes = [...places].map(([node, place]) => drawnNode(node, place, node === centre));
  svg.replaceChildren(make("g", {}, ...edges), make("g", {}, ...nodes));
  frame(0, 0, WIDTH);
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// The facts of the given rows in the panel, in the order of the table.
function show(title, note, facts) {
  const cards = facts.sort((a, b) => a - b).map((fact) => {
    const card = element("div", "fact");
    [...rows[fact].cells].forEach((cell, i) => {
      const part = element("div", ["words", "said", "source", "how"][i]);
      part.append(...[...cell.childNodes].map((child) => child.cloneNode(true)));
      card.append(part);
    });
    return card;
  });
  const heading = element("h2");
  heading.append(element("bdi", "", title));
  panel.replaceChildren(heading, element("p", "soft", `${note} ${facts.length} facts.`.trim()), ...cards);
  panel.scrollTop = 0;
}

function overview() {
  draw(new Map(data.overview.map(([node, x, y]) => [node, [x, y]])), -1);
  where.textContent = `The ${data.overview.length} best connected actors. A dashed line joins those who were most at the same events.`;
  panel.replaceChildren(element("p", "soft", "Choose an actor to see its network, or a line to see the facts behind it."));
}

function actorView(node) {
  const { places, left } = network(node);
  const name = data.nodes[node].label;
  draw(places, node);
  where.textContent = `The network of ${isolated(name)}${left > 0 ? `; ${left} more are not drawn` : ""}. Escape leads back.`;
  const names = data.nodes[node].names;
  show(name, `${data.nodes[node].type}.${names.length ? ` Also: ${names.slice(0, 6).map(isolated).join("; ")}.` : ""}`, factsOf[node].slice());
}

// The address after # says what is shown, so that going back and sharing work.
const open = (node) => { location.hash = `#${encodeURIComponent(data.nodes[node].id)}`; };
const home = () => { history.pushState(null, "", location.pathname + location.search + "#"); route(); };

function wanted() {
  try {
    return indexOf.get(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return undefined;
  }
}

function route() {
  const node = wanted() ?? (location.href.includes("#") ? null : data.start);
  if (node === null || node === undefined) overview();
  else actorView(node);
}

// Names are compared without case and accents.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const searchable = data.nodes.map((node) => [node.label, ...node.names].map(fold));

function rank(node, query) {
  const scores = searchable[node].map((name) => (name === query ? 0 : name.startsWith(query) ? 1 : name.includes(query) ? 2 : 9));
  return Math.min(...scores);
}

function search() {
  const query = fold(find.value.trim());
  const hits = query ? data.nodes.map((_, node) => [rank(node, query), node]).filter(([score]) => score < 9) : [];
  hits.sort((a, b) => a[0] - b[0] || factsOf[b[1]].length - factsOf[a[1]].length || byLabel(a[1], b[1]));
  const items = hits.slice(0, 8).map(([, node]) => {
    const button = element("button", data.nodes[node].colour);
    button.type = "button";
    button.append(element("bdi", "", data.nodes[node].label), element("span", "soft", ` ${data.nodes[node].type}`));
    button.addEventListener("click", () => { choose(node); });
    const item = element("li");
    item.append(button);
    return item;
  });
  if (query && !items.length) items.push(element("li", "soft", "Nothing of that name."));
  found.replaceChildren(...items);
}

function choose(node) {
  find.value = "";
  found.replaceChildren();
  open(node);
  panel.focus({ preventScroll: true });
}

// Zoom and pan change the view box alone.
let box = [0, 0, WIDTH];
function frame(x, y, width) {
  box = [x, y, Math.min(WIDTH * 1.5, Math.max(WIDTH / 8, width))];
  svg.setAttribute("viewBox", `${box[0]} ${box[1]} ${box[2]} ${(box[2] * HEIGHT) / WIDTH}`);
}
function zoom(by, px = 0.5, py = 0.5) {
  const [x, y, width] = box;
  const next = Math.min(WIDTH * 1.5, Math.max(WIDTH / 8, width * by));
  frame(x + (width - next) * px, y + ((width - next) * px && ((width - next) * HEIGHT) / WIDTH) * py, next);
}

svg.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.metaKey) return; // the page scrolls; with Ctrl the drawing zooms
  event.preventDefault();
  const area = svg.getBoundingClientRect();
  zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, (event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height);
}, { passive: false });

let drag = null;
svg.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".node, .edge")) drag = [event.clientX, event.clientY, ...box];
});
addEventListener("pointerup", () => { drag = null; });
svg.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const scale = box[2] / svg.getBoundingClientRect().width;
  frame(drag[2] - (event.clientX - drag[0]) * scale, drag[3] - (event.clientY - drag[1]) * scale, box[2]);
});

document.getElementById("home").addEventListener("click", home);
document.getElementById("closer").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("farther").addEventListener("click", () => zoom(1.3));
find.addEventListener("input", search);
find.addEventListener("keydown", (event) => {
  if (event.key === "Enter") found.querySelector("button")?.click();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") home();
});
addEventListener("hashchange", route);
addEventListener("popstate", route);
addEventListener("beforeprint", () => { all.open = true; });
all.open = false;
route();
