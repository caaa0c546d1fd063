// Completion of the ontology's terms in the field of the query. The field keeps the focus: it says which option is the
// active one, as ARIA has it for a text field with a list.

import { replaceSelection } from "./prefixes.js";

const PREFIX = "mg:";
const MOST = 60;
const WORD = /(?:[A-Za-z][\w-]*:)?[\w-]*$/;

export class Completion {
  #field;
  #list;
  #terms;
  #onTaken;
  #found = [];
  #active = -1;

  /** `terms` are those of the vocabulary; `onTaken` is called once one stands in the field. */
  constructor(field, list, terms, onTaken) {
    [this.#field, this.#list, this.#terms, this.#onTaken] = [field, list, terms, onTaken];
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take([...list.children].indexOf(option));
    });
  }

  close() {
    this.#list.hidden = true;
    this.#found = [];
    this.#field.removeAttribute("aria-activedescendant");
  }

  /** Lists what fits the word before the caret; all terms where there is none. */
  open() {
    const wanted = this.#word();
    this.#found = fitting(this.#terms, wanted.slice(wanted.indexOf(":") + 1)).slice(0, MOST);
    if (!this.#found.length) return this.close();
    this.#list.replaceChildren(...this.#found.map(option));
    this.#list.hidden = false;
    this.#place();
    this.#choose(0);
  }

  #word() {
    return WORD.exec(this.#field.value.slice(0, this.#field.selectionStart))[0];
  }

  #typed() {
    const word = this.#word();
    if (word.startsWith(PREFIX)) this.open();
    else this.close();
  }

  #key(event) {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      this.open();
      return;
    }
    if (this.#list.hidden) return;
    const last = this.#found.length - 1;
    const act = {
      ArrowDown: () => this.#choose(this.#active === last ? 0 : this.#active + 1),
      ArrowUp: () => this.#choose(this.#active === 0 ? last : this.#active - 1),
      PageDown: () => this.#choose(Math.min(last, this.#active + 8)),
      PageUp: () => this.#choose(Math.max(0, this.#active - 8)),
      Enter: () => this.#take(this.#active),
      Escape: () => this.close(),
    }[event.key];
    if (!act || event.ctrlKey) return;
    event.preventDefault();
    act();
  }

  #choose(place) {
    this.#active = place;
    for (const [at, each] of [...this.#list.children].entries()) each.ariaSelected = String(at === place);
    const chosen = this.#list.children[place];
    this.#field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  #take(place) {
    const [field, end] = [this.#field, this.#field.selectionStart];
    field.setSelectionRange(end - this.#word().length, end);
    replaceSelection(field, PREFIX + this.#found[place].name);
    this.close();
    this.#onTaken();
  }

  /** Puts the list below the line with the caret. */
  #place() {
    const style = getComputedStyle(this.#field);
    const before = this.#field.value.slice(0, this.#field.selectionStart).split("\n");
    const line = parseFloat(style.lineHeight);
    const down = before.length * line + parseFloat(style.paddingTop) - this.#field.scrollTop;
    this.#list.style.top = `${Math.max(line, Math.min(down, this.#field.clientHeight)) + 4}px`;
  }
}

/** The terms whose name begins with the word, then those with it in the name, then in the label. */
function fitting(terms, word) {
  const wanted = word.toLowerCase();
  const rank = ({ name, label }) => {
    const at = name.toLowerCase().indexOf(wanted);
    if (at >= 0) return Math.min(at, 1);
    return label.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return terms
    .map((term) => [rank(term), term])
    .filter(([found]) => found < 3)
    .sort((one, other) => one[0] - other[0])
    .map(([, term]) => term);
}

function option(term, place) {
  const made = document.createElement("li");
  made.role = "option";
  made.id = `completion-${place}`;
  const name = document.createElement("b");
  name.textContent = PREFIX + term.name;
  const kind = document.createElement("span");
  kind.className = "chip";
  kind.textContent = term.kind;
  const said = document.createElement("span");
  said.className = "soft";
  said.textContent = term.definition;
  made.append(name, " ", kind, " ", said);
  return made;
}
