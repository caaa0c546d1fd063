// Texts for the clipboard, also where the page is a file, without asking.
import { byId, element } from "./dom.js";

const SEEN = 4_000; // milliseconds
let fading = 0;

// Copies a text and says so, or that the browser did not let it be.
export function copyText(text, said) {
  const focused = document.activeElement;
  const area = element("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus?.({ preventScroll: true });
  byId("done").textContent = done ? said : "The browser did not let it be copied.";
  clearTimeout(fading);
  fading = setTimeout(() => { byId("done").textContent = ""; }, SEEN);
}
