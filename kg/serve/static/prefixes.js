// The prefixes of a query: which it declares, which it uses, and how a missing one is put in.

// strings, IRIs and comments: what looks like a prefixed name in them is none
const HIDING = /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\n]*/g;
const DECLARED = /\bPREFIX\s+([A-Za-z][\w.-]*)?:/gi;
const USED = /(?<![\w:?$@.-])([A-Za-z][\w-]*):/g;

const bare = (query) => query.replace(HIDING, (hidden) => (hidden.startsWith("<") ? "<>" : " "));
const names = (query, pattern) => new Set([...bare(query).matchAll(pattern)].map((match) => match[1] ?? ""));

/** The known prefixes that a query uses and does not declare. */
export function missing(query, known) {
  const declared = names(query, DECLARED);
  return [...names(query, USED)].filter((name) => Object.hasOwn(known, name) && !declared.has(name));
}

/** The lines that declare prefixes, to be put before a query. */
export const declarations = (wanted, known) => wanted.map((name) => `PREFIX ${name}: <${known[name]}>\n`).join("");

/** Puts text into the field at a place, so that the browser can undo it, and keeps the caret at its text. */
export function insertBefore(field, text) {
  const [start, end] = [field.selectionStart, field.selectionEnd];
  field.setSelectionRange(0, 0);
  replaceSelection(field, text);
  field.setSelectionRange(start + text.length, end + text.length);
}

/** Writes over what is selected in the field, as if it were typed. */
export function replaceSelection(field, text) {
  field.focus({ preventScroll: true });
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
  }
}
