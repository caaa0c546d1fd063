"""The words around a quotation, as far as they are known: the texts of articles are not served, but another claim of
the same article often rests on more of the same sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.contacts import Contacts
from kg.query.results import plain
from kg.serve.asking import Ask
from kg.serve.pages.queries import PREFIXES, nodes
from kg.view.sentences import Passage, marked

Quote = tuple[int, str]
"""Where a quotation begins in the stored text, and its words."""

MOST_ARTICLES = 40
"""Articles whose quotations are looked through for one page."""
_LONGEST = 400


async def quotations(ask: Ask, articles: Iterable[str]) -> dict[str, list[Quote]]:
    """All quotations of the first of the articles, the longest first."""
    wanted = nodes(list(dict.fromkeys(articles))[:MOST_ARTICLES])
    found: dict[str, list[Quote]] = defaultdict(list)
    if not wanted:
        return found
    query = f"""{PREFIXES}SELECT ?article ?start ?quote WHERE {{ VALUES ?article {{ {wanted} }}
      GRAPH ?article {{ ?segment a mg:Segment ; oa:start ?start ; oa:exact ?quote }} }}"""
    for article, start, quote in (await ask.rows(query)).rows:
        found[plain(article)].append((int(plain(start)), plain(quote)))
    return {article: sorted(quotes, key=lambda quote: (-len(quote[1]), quote[0])) for article, quotes in found.items()}


def passage(quotes: Sequence[Quote], known: Sequence[Quote]) -> Passage:
    """The quotations of one claim in the order of the text as one passage. Each is marked in the longest known
    quotation that holds it, and dots stand where text is left out."""
    inside: dict[Quote, list[Quote]] = {}
    for quote in quotes:
        inside.setdefault(_around(quote, known), []).append(quote)
    pieces: list[tuple[str, bool]] = []
    for (begin, text), own in inside.items():
        marks = [(start - begin, start - begin + len(words)) for start, words in own]
        pieces += [(" … ", False)] * bool(pieces) + list(marked(Contacts(text), 0, len(text), marks).pieces)
    return Passage(quotes[0][0], tuple(pieces))


def _around(quote: Quote, known: Sequence[Quote]) -> Quote:
    start, words = quote
    for begin, text in known:
        place = start - begin
        if len(text) <= _LONGEST and place >= 0 and text[place : place + len(words)] == words:
            return begin, text
    return quote
