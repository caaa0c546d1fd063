// RDF terms for readers: shortened, linked, and in an order.

const LOCAL = /^(?:id\/[a-z-]+\/[^/?#]+|article\/[0-9a-f]{16}(?:\/claim\/\d+)?|concept\/[a-z-]+(?:\/[^/?#]+)?|ontology)(?:#[\w=,.-]*)?$/;
const NAME = /^[\w%](?:[\w.%=,#/-]*[\w%-])?$/;
const NUMBER = /#(?:integer|decimal|double|float|int|long|nonNegativeInteger)$/;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

export class Terms {
  /** `base` is that of the graph's IRIs, `prefixes` maps names to namespaces. */
  constructor(base, prefixes) {
    this.base = base;
    this.prefixes = Object.entries(prefixes).sort((one, other) => other[1].length - one[1].length);
  }

  /** The IRI as a prefixed name where a known namespace begins it. */
  short(iri) {
    for (const [name, space] of this.prefixes) {
      if (iri.startsWith(space) && NAME.test(iri.slice(space.length))) return `${name}:${iri.slice(space.length)}`;
    }
    return iri;
  }

  /** Where a link to the IRI leads: its page here, a page of the web, or nowhere. */
  address(iri) {
    const rest = iri.startsWith(this.base) ? iri.slice(this.base.length) : "";
    if (LOCAL.test(rest)) return `/${rest}`;
    return /^https?:\/\/[^\s@]+$/i.test(iri) ? iri : null;
  }

  /** The term as an element, in which nothing of it can be taken for markup. */
  element(term) {
    if (term.type === "uri") return this.#link(term.value);
    const shown = document.createElement("bdi");
    shown.textContent = term.type === "bnode" ? `_:${term.value}` : term.value;
    const language = term["xml:lang"];
    if (!language) return shown;
    shown.lang = language;
    const both = document.createElement("span");
    const tag = document.createElement("span");
    tag.className = "language";
    tag.textContent = `@${language}`;
    both.append(shown, " ", tag);
    return both;
  }

  #link(iri) {
    const address = this.address(iri);
    const shown = document.createElement(address ? "a" : "bdi");
    shown.textContent = this.short(iri);
    shown.title = iri;
    if (address) shown.href = address;
    if (address && !address.startsWith("/")) shown.rel = "noopener noreferrer nofollow";
    return shown;
  }
}

export const isNumber = (term) => NUMBER.test(term?.datatype ?? "");

/** The order of two terms: numbers by size, all others by their text; what is missing comes last. */
export function compare(one, other) {
  if (!one || !other) return Number(!one) - Number(!other);
  if (isNumber(one) && isNumber(other)) return Number(one.value) - Number(other.value);
  return collator.compare(one.value, other.value);
}
