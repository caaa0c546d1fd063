"""The gazetteer: the states, bodies, documents and places of the reference data, wherever a text names them.

`find` gives the longest matches that do not overlap. A form that also means something else is taken only where its
guard in `ambiguous_forms.tsv` allows it; where two rows fit one form and the text does not tell which, none is given.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.names.gazetteer_forms import ACRONYM, Form, Node, all_forms, form_tree
from kg.extract.names.gazetteer_guards import Context
from kg.extract.names.gazetteer_tokens import BREAK, JOINED, Token, tokenize
from kg.extract.text.overlaps import within
from kg.reference import CITIES, STATES, ReferenceRow, reference

_SENTENCE_ENDS = frozenset(".!?:")
_PLACE = "Place"


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of the text that names a row of the reference data. `type` is the row's entity type, `form` one of
    name, acronym, alias, demonym, adjective; `others` are further rows of the same form, such as the city beside the
    state in 'Djibouti'."""

    start: int
    end: int
    row_id: str
    type: str
    form: str
    surface: str
    others: tuple[str, ...] = ()


Candidate = tuple[int, int, tuple[Form, ...]]
"""First word, last word (exclusive), and the forms that are written like the words between them."""


def find(text: str, start: int = 0, end: int | None = None, published: str | None = None) -> list[Match]:
    """The matches between two offsets, in text order, longest first, none inside another. Guards look at the whole
    text, and at the publication date (ISO) where names changed hands; offsets are those of the whole text."""
    stop = len(text) if end is None else end
    return list(within(_scan(text, published or ""), start, stop))


def find_inside(text: str, start: int, end: int, published: str | None = None) -> list[Match]:
    """The matches strictly inside a stretch, such as the state in 'Egyptian Red Crescent', the whole left out."""
    context, candidates = _read(text, published or "")
    first, last = (bisect_left(context.tokens, offset, key=lambda token: token.start) for offset in (start, end))
    inner = [
        [(a, b, forms) for a, b, forms in group if b <= last and (a, b) != (first, last)]
        for group in candidates
        if first <= group[0][0] < last
    ]
    return _matches([group for group in inner if group], context)


_CURRENCY = "$"
"""Right behind a state of whose money a sum is: '|US|$ 3 million' names nobody who acts."""


@lru_cache(maxsize=8)
def _scan(text: str, published: str) -> tuple[Match, ...]:
    """All matches of a text."""
    context, candidates = _read(text, published)
    return tuple(_matches(candidates, context))


@lru_cache(maxsize=8)
def _read(text: str, published: str) -> tuple[Context, list[list[Candidate]]]:
    """The stretches written like a form, and what the guards look at, with the rows that the text names for certain."""
    tokens = tokenize(text)
    candidates = _candidates(tokens)
    context = Context(text, tokens, published, capitals=_acronyms())
    certain = _select(candidates, context, _only_certain)
    context.anchors = frozenset(rows[0].id for _, _, rows, _ in certain if len(rows) == 1)
    return context, candidates


def _matches(candidates: list[list[Candidate]], context: Context) -> list[Match]:
    """What the candidates mean, where the text tells it."""
    chosen = _select(candidates, context, lambda forms: forms)
    matches = (_match(context, first, last, rows, form) for first, last, rows, form in chosen)
    return [match for match in matches if match is not None]


Choice = tuple[int, int, tuple[ReferenceRow, ...], Form]


def _select(
    candidates: list[list[Candidate]], context: Context, keep: Callable[[tuple[Form, ...]], tuple[Form, ...]]
) -> list[Choice]:
    """The longest candidate at each place that has a form whose conditions hold. No place is taken out of a longer
    name that was refused: 'New York' in 'New York Declaration on Forests'."""
    chosen: list[Choice] = []
    reached = refused = 0
    for group in candidates:
        if group[0][0] < reached:
            continue
        for first, last, written in group:
            forms = [f for f in keep(written) if all(c.holds(context, first, last) for c in f.conditions)]
            if forms and not (last <= refused and forms[0].row.type == _PLACE):
                rows = tuple({form.row.id: form.row for form in forms}.values())
                chosen.append((first, last, rows, forms[0]))
                reached = last
                break
            refused = max(refused, last if last - first > 1 else 0)
    return chosen


def _only_certain(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    return tuple(form for form in forms if not form.guarded)


def _candidates(tokens: list[Token]) -> list[list[Candidate]]:
    """For each word where a form may begin, the stretches written like a form, the longest first."""
    root = form_tree()
    groups: list[list[Candidate]] = []
    for first, token in enumerate(tokens):
        node = root.children.get(token.key)
        if node is not None and not _is_second_half(tokens, first):
            group = _walk(tokens, first, node)
            if group:
                groups.append(group[::-1])
    return groups


def _walk(tokens: list[Token], first: int, node: Node | None) -> list[Candidate]:
    """The stretches from one word on that are written like a form, the shortest first."""
    group: list[Candidate] = []
    last = first + 1
    sentence_start = first == 0 or tokens[first].gap == BREAK or tokens[first - 1].text in _SENTENCE_ENDS
    while node is not None:
        if node.forms:
            words = tokens[first:last]
            written = tuple(form for form in node.forms if form.fits(words, sentence_start))
            if written:
                group.append((first, last, written))
        if last == len(tokens) or tokens[last].gap == BREAK:
            break
        node = node.children.get(tokens[last].key)
        last += 1
    return group


def _is_second_half(tokens: list[Token], first: int) -> bool:
    """Whether the word hangs on a small prefix: 'non-EU' names no organisation."""
    return first > 0 and tokens[first].gap == JOINED and tokens[first - 1].text.islower()


def _match(context: Context, first: int, last: int, rows: tuple[ReferenceRow, ...], form: Form) -> Match | None:
    """The match of a stretch, or None where several rows fit and the text does not tell which."""
    row = rows[0] if len(rows) == 1 else _decide(rows, context)
    if row is None:
        return None
    start, end = context.tokens[first].start, context.tokens[last - 1].end
    if context.text.startswith(_CURRENCY, end):
        return None
    others = tuple(other.id for other in rows if other is not row)
    return Match(start, end, row.id, row.type, form.kind, context.text[start:end], others)


def _decide(rows: tuple[ReferenceRow, ...], context: Context) -> ReferenceRow | None:
    """The one row among several of a form: the state before its city, then the row that the text names otherwise,
    then the city of a state that the text names, then the capital."""
    country = reference().country
    tests: tuple[Callable[[ReferenceRow], bool], ...] = (
        lambda row: row.table == STATES,
        lambda row: row.id in context.anchors,
        lambda row: row.table == CITIES and country(row.id) in context.anchors,
        lambda row: row.fields.get("kind") == "capital",
    )
    for test in tests:
        fitting = [row for row in rows if test(row)]
        if len(fitting) == 1:
            return fitting[0]
    return None


@lru_cache(maxsize=1)
def _acronyms() -> frozenset[str]:
    """All acronyms of the reference data: words in capitals that are no shouting."""
    return frozenset(token.text for form in all_forms() if form.kind == ACRONYM for token in form.tokens)
