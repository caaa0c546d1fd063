"""Lists of names in a masked sentence, as one argument each: 'officials from A, B and the C; and D, the E'.

Parsers attach the second and third item of such lists wrongly, so they are found before the sentence is parsed. The
grammar is stricter than that of `lists`, because nothing around a list tells here where it begins.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.tables import table
from kg.extract.text.masking import TOKEN, Item, Masked

_ACTING = "SGIOPCVFN"
_PAPERS = "DJ"
_KINDS = (_PAPERS, _ACTING, "L")
_RULES = (
    r"(?:acquis(?: communautaire)?|practices?|laws?|standards?|norms|principles|instruments?|obligations|rules|"
    r"legislation|resolutions?|decisions?|guidance|commitments|jurisprudence|case[- ]law|constitutions?|texts|⟦P\d+⟧)"
)
"""What is passed over in a list of documents: 'the Kampala Convention, EU practice and |the Law on Refugees|'; a
process too, to which a text may refer as to a document."""
_DETERMINER = r"(?:the |a |an |its |their |his |her |both |all )?"
_AND = r"(?:and also|and|as well as|along with|together with|alongside|in addition to|plus|&|but also|or)"
_DESCRIPTION = r"(?: \([^()⟦⟧]{1,60}\))?(?:, (?:the|a|an) [^⟦⟧;.,]{2,60}(?=,))?"
_COORDINATED = re.compile(rf"\b{_AND}\s|&|/|;", re.I)
_CLAUSE = re.compile(
    r"\s+(?:also |then |later )?(?:will|would|has|have|had|was|were|is|are|[a-z]+(?:ed|s)|held|led|ran)\b"
)
_NO_PEOPLE = frozenset({"support", "chairs?", "presidents?"})
_BROUGHT = re.compile(r"\bbr(?:ings?|ought|inging)\s+(?:the )?$", re.I)
_WHERE = re.compile(r"\b(?:in|at|across|throughout|near|outside)\s+(?:the |both )?$", re.I)


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a slot: an item, or with `item` None what is in focus. `people`: named through its people
    ('officials from X'). `modifying`: the name only modifies a noun. `at`: its offset in the parsed text. `word`: with
    `item` None, the word by which a body told of before is meant ('its', 'section')."""

    item: Item | None
    people: bool = False
    modifying: bool = False
    at: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the mask that becomes one argument. `lead`: the words for people in front ('officials from')."""

    start: int
    end: int
    arguments: tuple[Argument, ...]
    lead: str = ""


@lru_cache
def _lead() -> str:
    """'officials from', 'Ministers of Interior of': people before the name of what they speak for."""
    people = "|".join(row["form"] for row in table("group_nouns") if row["form"] not in _NO_PEOPLE)
    return rf"(?:(?:{people})(?: (?:of|for) [A-Z]\w+(?: and [A-Z]\w+)?)? (?:from|of|representing) (?:both )?)"


@lru_cache
def _pattern(letters: str) -> re.Pattern[str]:
    papers = letters == _PAPERS
    plain = _RULES if papers else "|".join(row["form"] for row in table("plain_items"))
    separator = rf"(?:\s*[,;]\s*(?:{_AND}\s+)?|\s+{_AND}\s+|\s*/\s*)(?:(?P=link) )?"
    adjectives = r"(?:(?!(?:was|were|is|are|has|have|by|to|and|who|which|that|will)\b)[a-z-]+(?<!ed) ){0,3}"
    adjectives = rf"(?:⟨[A-Z]\d+⟩(?:['’]s?)? )?{adjectives}" if papers else adjectives
    separator = rf"(?:{separator}|,? (?:accompanied|complemented|supplemented|flanked) by )" if papers else separator
    passed = rf"(?:{_DETERMINER}{adjectives}(?:{plain})(?: of [a-z]+)?{separator})"
    token = rf"⟦[{letters}]\d+⟧"
    lead = _lead() if letters == _ACTING else r"(?!)"
    further = rf"{_DETERMINER}(?:{adjectives}{lead})?{_DETERMINER}{token}{_DESCRIPTION}"
    first = rf"(?P<lead>{lead}{_DETERMINER})?{token}{_DESCRIPTION}"
    link = rf"(?:\b(?P<link>by|from|of|with|between) {_DETERMINER})?"
    return re.compile(rf"{link}(?P<list>{first}(?:{separator}{passed}{{0,2}}{further})*)", re.I)


def _matches(masked: Masked, letters: str) -> Iterator[re.Match[str]]:
    """The lists of these types; the preposition before one may stand before each of its items."""
    if not any(f"⟦{letter}" in masked.text for letter in letters):
        return
    position = 0
    while match := _pattern(letters).search(masked.text, position):
        yield match
        position = match.end()


def _arguments(masked: Masked, start: int, end: int, lead: bool) -> tuple[Argument, ...]:
    """The items of a list; people where a word for people stands before the item, or led the first one."""
    found, last, people = [], start, lead
    for token in TOKEN.finditer(masked.text, start, end):
        if not token.group().startswith("⟦"):
            continue
        between = masked.text[last : token.start()]
        people = people or re.search(_lead(), between, re.I) is not None
        found.append(Argument(masked.items[int(token.group(2))], people))
        last = token.end()
    return tuple(found)


def _end(masked: Masked, match: re.Match[str], title: bool) -> int:
    """Where a list ends: after its first item where it is none, before its last where that opens a clause."""
    start, end = match.span("list")
    tokens = [t for t in TOKEN.finditer(masked.text, start, end) if t.group().startswith("⟦")]
    gaps = [masked.text[a.end() : b.start()] for a, b in itertools.pairwise(tokens)]
    if not gaps:
        return end
    same = len({masked.items[int(t.group(2))].entity for t in tokens}) == 1
    if not (same or title or len(tokens) > 2 or any(_COORDINATED.search(gap) for gap in gaps)):
        return tokens[0].end()
    if _BROUGHT.search(masked.text[:start]):
        apart = [t for t, gap in zip(tokens, gaps, strict=False) if "together with" in gap]
        return apart[0].end() if apart else end
    if _WHERE.search(masked.text[:start]):
        return _places_end(tokens)
    opens = _CLAUSE.match(masked.text, end) is not None
    if opens and len(tokens) > 2 and re.fullmatch(r",\s*(?:the )?", gaps[-1]) and _COORDINATED.search(gaps[-2]):
        return tokens[-2].end()  # 'with A and B, C held …'
    if (
        opens
        and len(tokens) == 2
        and match.group("link")
        and re.match(r"\s*[,;]", gaps[-1])
        and not match.group("lead")
    ):
        return tokens[0].end()
    return end


def _places_end(tokens: list[re.Match[str]]) -> int:
    """'In Kenya and Uganda, IOM and UNHCR …': the list of countries ends where a body follows."""
    end = tokens[0].end()
    for token in tokens[1:]:
        if token.group(1) not in "SL":
            break
        end = token.end()
    return end


def units(masked: Masked, *, title: bool = False) -> list[Unit]:
    """The stretches of a masked sentence that are one argument each, in order: lists, and single items."""
    found: list[Unit] = []
    taken = [False] * len(masked.text)
    for letters in _KINDS:
        for match in _matches(masked, letters):
            start, end = match.start("list"), _end(masked, match, title)
            if any(taken[start:end]):
                continue
            lead = match.group("lead") or ""
            found.append(Unit(start, end, _arguments(masked, start, end, bool(lead)), lead))
            taken[start:end] = [True] * (end - start)
    for token in TOKEN.finditer(masked.text):
        if not taken[token.start()]:
            argument = Argument(masked.items[int(token.group(2))], modifying=token.group().startswith("⟨"))
            found.append(Unit(token.start(), token.end(), (argument,)))
    return sorted(found, key=lambda unit: unit.start)
