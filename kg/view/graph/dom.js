// Elements made of names and texts; nothing is built from strings of HTML.

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

export function drawn(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

export function element(name, className = "", ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

export function button(text, action) {
  const made = element("button", "", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

// Text of unknown direction, where no element can isolate it.
export const isolated = (text) => `\u2068${text}\u2069`;
export const bdi = (text) => element("bdi", "", text);
export const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
export const thousands = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
export const counted = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
