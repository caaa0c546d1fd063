// A field with a list of what may be meant: arrow keys lead through it, Enter or a press takes one.
import { byId, element } from "./dom.js";

// `offers` gives for a text what may be meant, each as { parts, take }; `otherwise` what Enter does where nothing may.
// `lacking` says so in words.
export function combobox(field, list, { offers, otherwise, lacking }) {
  const none = byId(`${list.id}-none`);
  let all = [];
  let at = -1;
  const open = (shown) => {
    list.hidden = !shown || !all.length;
    field.setAttribute("aria-expanded", !list.hidden);
    if (list.hidden) mark(-1);
  };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", i === at));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => { open(false); none.textContent = ""; };
  const take = (one) => { close(); one.take(); };
  const offer = () => {
    all = offers(field.value);
    list.replaceChildren(...all.map(({ parts }, i) => {
      const option = element("li", "", ...parts);
      Object.entries({ role: "option", id: `${list.id}-${i}`, "aria-selected": false }).forEach(([key, value]) => option.setAttribute(key, value));
      return option;
    }));
    at = -1;
    field.removeAttribute("aria-activedescendant");
    none.textContent = all.length || !field.value.trim() ? "" : lacking(field.value);
    open(true);
  };
  const keys = {
    ArrowDown: () => { if (list.hidden) offer(); if (all.length) mark((at + 1) % all.length); },
    ArrowUp: () => { if (list.hidden) offer(); if (all.length) mark(at > 0 ? at - 1 : all.length - 1); },
    Enter: () => {
      if (!field.value.trim() && at < 0) return;
      if (list.hidden) all = offers(field.value);
      const chosen = all[Math.max(0, at)];
      if (chosen) take(chosen);
      else { close(); otherwise(field.value); }
    },
    Escape: () => { if (!list.hidden || none.textContent) { close(); return true; } return false; },
  };
  field.addEventListener("input", offer);
  field.addEventListener("click", () => { if (list.hidden) offer(); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing) return;
    const done = keys[event.key]();
    if (event.key === "Escape" && !done) return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(all[[...list.children].indexOf(option)]);
  });
  return { offer, close };
}
