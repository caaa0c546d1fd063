// What is shown as a file: SVG with its styles, PNG drawn on a canvas, the facts as CSV, the network as GEXF.
import { edgeWords, nodes } from "./data.js";
import { drawn, element } from "./dom.js";
import { picture, sizeOf, svg, titled } from "./drawing.js";
import { figureOf, measures } from "./measuring.js";
import { LINE, nameLines } from "./placing.js";
import { shape } from "./shapes.js";
import { csv } from "./table.js";
import { whole } from "./viewport.js";

const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "font-size", "font-weight", "font-family", "paint-order", "display", "unicode-bidi"];
const GEXF = "http://gexf.net/1.3";
const SHARPNESS = 2;
const LARGEST = 8000;

// `facts`, `network` (its nodes and its lines) and `canvas` give what is shown; where it is drawn as elements there is
// no canvas.
export function save(kind, { facts, network, canvas }) {
  const made = { svg: svgText, png: null, csv: () => csv(facts()), gexf: () => gexfText(network()) }[kind];
  const types = { svg: "image/svg+xml", csv: "text/csv;charset=utf-8", gexf: "application/xml" };
  if (made) download(new Blob([made()], { type: types[kind] }), kind);
  else (canvas ?? pngCanvas()).toBlob((blob) => download(blob, kind), "image/png");
}

export function saveText(text, ending) {
  download(new Blob([text], { type: "text/csv;charset=utf-8" }), ending);
}

function download(blob, ending) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = `graph.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// The drawing with the styles of the page written into it.
function svgText() {
  svg.querySelectorAll("[data-node], [data-edge]").forEach(titled);
  const copy = svg.cloneNode(true);
  const [from, to] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((original, i) => {
    const style = getComputedStyle(original);
    STYLES.forEach((name) => { if (style.getPropertyValue(name)) to[i].setAttribute(name, style.getPropertyValue(name)); });
    ["tabindex", "role", "aria-pressed", "class", "data-node", "data-edge"].forEach((name) => to[i].removeAttribute(name));
  });
  copy.querySelectorAll("[stroke='rgba(0, 0, 0, 0)'], [display='none']").forEach((part) => part.remove());
  const { x, y, width, height } = whole();
  Object.entries({ viewBox: `${x} ${y} ${width} ${height}`, width: Math.round(width), height: Math.round(height) }).forEach(([key, value]) => copy.setAttribute(key, value));
  copy.prepend(drawn("rect", { x, y, width, height, fill: getComputedStyle(svg).backgroundColor }));
  return new XMLSerializer().serializeToString(copy);
}

// A canvas may not load a picture here, so nodes and lines are drawn once more.
function pngCanvas() {
  const { x, y, width, height } = whole();
  const sharp = Math.min(SHARPNESS, LARGEST / Math.max(width, height));
  const canvas = element("canvas");
  Object.assign(canvas, { width: Math.ceil(width * sharp), height: Math.ceil(height * sharp) });
  const context = canvas.getContext("2d");
  context.scale(sharp, sharp);
  context.translate(-x, -y);
  context.fillStyle = getComputedStyle(svg).backgroundColor;
  context.fillRect(x, y, width, height);
  picture.edges.forEach((edge) => paintEdge(context, edge));
  picture.nodes.forEach((group, node) => paintNode(context, group, node));
  svg.querySelectorAll(".edge-label").forEach((text) => paintText(context, text, Number(text.getAttribute("x")), Number(text.getAttribute("y")), text.textContent));
  return canvas;
}

function paintEdge(context, { edge, lines }) {
  const style = getComputedStyle(lines.at(-1));
  const [from, to] = [picture.places.get(edge.a), picture.places.get(edge.b)];
  context.strokeStyle = style.stroke;
  context.globalAlpha = Number(style.strokeOpacity) || 1;
  context.lineWidth = Number.parseFloat(style.strokeWidth) || 1;
  context.setLineDash((style.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number));
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function paintNode(context, group, node) {
  const [x, y] = picture.places.get(node);
  const size = sizeOf(node);
  context.save();
  context.translate(x, y);
  context.fillStyle = getComputedStyle(group.querySelector("path")).fill;
  const drawnShape = new Path2D(shape(nodes[node].kind, size));
  context.fill(drawnShape);
  const ring = getComputedStyle(group.querySelector("path"));
  context.strokeStyle = ring.stroke;
  context.lineWidth = Number.parseFloat(ring.strokeWidth) || 1;
  context.setLineDash((ring.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number));
  context.stroke(drawnShape);
  context.setLineDash([]);
  const badge = group.querySelector(".badge");
  if (badge) paintText(context, badge, -size - 3, 4, badge.textContent, "end");
  if (!group.classList.contains("crowded")) {
    nameLines(node).forEach((line, i) => paintText(context, group.querySelector(".label"), 0, size + LINE + i * LINE, line));
  }
  context.restore();
}

function paintText(context, like, x, y, text, align = "center") {
  const style = getComputedStyle(like);
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.textAlign = align;
  context.strokeStyle = style.stroke;
  context.strokeText(text, x, y);
  context.fillStyle = style.fill;
  context.fillText(text, x, y);
}

// XML has no place for control characters; elements escape all else.
function gexfText(network) {
  const made = document.implementation.createDocument(GEXF, "gexf");
  const add = (parent, name, attributes = {}) => {
    const child = parent.appendChild(made.createElementNS(GEXF, name));
    Object.entries(attributes).forEach(([key, value]) => child.setAttribute(key, String(value).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")));
    return child;
  };
  made.documentElement.setAttribute("version", "1.3");
  const graph = add(made.documentElement, "graph", { defaultedgetype: "undirected" });
  const attributes = add(graph, "attributes", { class: "node" });
  add(attributes, "attribute", { id: "type", title: "type", type: "string" });
  measures.forEach(({ name }) => add(attributes, "attribute", { id: name, title: name, type: "double" }));
  const listed = add(graph, "nodes");
  network.nodes.forEach((node) => {
    const one = add(listed, "node", { id: nodes[node].id, label: nodes[node].label });
    const values = add(one, "attvalues");
    add(values, "attvalue", { for: "type", value: nodes[node].type });
    measures.forEach(({ name }, i) => { if (figureOf(node, i) !== null) add(values, "attvalue", { for: name, value: figureOf(node, i) }); });
  });
  const joins = add(graph, "edges");
  network.edges.forEach((edge, i) => {
    const label = edge.together ? "at the same events" : [...new Set([...edge.facts].map(edgeWords))].join(", ");
    add(joins, "edge", { id: i, source: nodes[edge.a].id, target: nodes[edge.b].id, weight: edge.facts.size, label });
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(made)}`;
}
