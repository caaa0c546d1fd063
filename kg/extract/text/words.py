"""The tokens of a stretch of text: words, punctuation, and mentions as one token each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.tables import table
from kg.records import Mention
from kg.reference import reference

ACTORS = ("State", "GovernmentBody", "InternationalOrganization", "Office", "Process", "CivilSociety", "PrivateSector")
"""Types of the entities that act, persons apart."""

BODIES = (*ACTORS[1:], "Facility", "Project")
"""Types of the entities that a person can work for, states apart."""

LAND = ("State", "Place")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a punctuation mark, a possessive ending, or a whole mention. `text` has plain apostrophes, and a comma
    for the bar of 'P | T | B'."""

    start: int
    end: int
    text: str
    kind: str
    mention: Mention | None = None
    lower: str = field(init=False, repr=False, compare=False)
    """The words in lower case, kept since they are asked for a dozen times a token."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())

    @property
    def capital(self) -> bool:
        """A word that begins with a capital letter."""
        return self.kind == "word" and self.text[:1].isupper()

    @property
    def type(self) -> str:
        """The entity type of the mention, or an empty string."""
        return self.mention.type if self.mention else ""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    dotted = sorted((r["form"] for r in table("honorifics") if r["form"].endswith(".")), key=len, reverse=True)
    short = "|".join(re.escape(form) for form in dotted)
    return re.compile(
        rf"(?P<abbr>(?<!\w)(?:{short})|\b[A-Z]\.(?=\s*[A-Z(])|\ba\.i\.|(?:[A-Z]\.-?)+[A-Z]\.)"
        r"|(?P<poss>(?<=\w)['’]s\b)"
        r"|(?P<word>(?<!\w)['’]t(?= [A-Z])|[A-Z]\w*s['’](?= [A-Z])|[^\W\d_]\w*(?:[-\u2010\u2011/]\w+|['’](?!s\b)\w+)*)"
        r"|(?P<number>\d[\d.,/-]*\d|\d)"
        r"|(?P<punct>\S)"
    )


@lru_cache(maxsize=1024)
def _plain(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of words between mentions; several stages ask for the same ones."""
    found = []
    for match in _pattern().finditer(text, start, end):
        kind = match.lastgroup or "punct"
        written = match.group().replace("’", "'")
        found.append(Token(match.start(), match.end(), "," if written == "|" else written, kind))
    return tuple(found)


def tokenise(analysis: Analysis, start: int, end: int, without: Iterable[str] = ()) -> list[Token]:
    """The tokens of a stretch. `without`: types whose mentions are read as plain words."""
    skipped = set(without)
    mentions = tuple(mention for mention in analysis.mentions.within(start, end) if mention.type not in skipped)
    return list(_tokens(analysis.text, start, end, mentions))


@lru_cache(maxsize=1024)
def _tokens(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> tuple[Token, ...]:
    """The tokens of a stretch with these mentions in it; several stages ask for the same sentences."""
    last = start
    found: list[Token] = []
    for mention in mentions:
        found += _plain(text, last, mention.start)
        found.append(Token(mention.start, mention.end, text[mention.start : mention.end], "mention", mention))
        last = mention.end
    return tuple(_possessives(_peoples(text, [*found, *_plain(text, last, end)])))


@lru_cache(maxsize=1)
def _people_words() -> dict[str, frozenset[str]]:
    """The adjectives of states that are written as several words ('Sri Lankan'), by their first word."""
    found: dict[str, set[str]] = {}
    for row in reference().states:
        for form in row.list_of("adjective"):
            if " " in form:
                found.setdefault(form.split()[0], set()).add(form)
    return {first: frozenset(forms) for first, forms in found.items()}


def _peoples(text: str, tokens: list[Token]) -> list[Token]:
    """Makes one token of an adjective of several words, 'South African'."""
    found, index = [], 0
    while index < len(tokens):
        token, length = tokens[index], 1
        for form in _people_words().get(token.text, ()) if token.kind == "word" else ():
            count = form.count(" ") + 1
            part = tokens[index : index + count]
            if " ".join(t.text for t in part) == form and all(t.kind == "word" for t in part):
                length = max(length, count)
        end = tokens[index + length - 1].end
        found.append(token if length == 1 else Token(token.start, end, text[token.start : end], "word"))
        index += length
    return found


def _possessives(tokens: list[Token]) -> list[Token]:
    """Marks the bare apostrophe after a mention that ends in s as its possessive ending."""
    for number, token in enumerate(tokens[1:], 1):
        before = tokens[number - 1]
        closes = token.text in "'’" and token.start == before.end and before.kind == "mention"
        split = token.text == "s" and before.text in "'’" and number > 1 and tokens[number - 2].kind == "mention"
        if split or (closes and before.text.endswith("s")):
            tokens[number] = Token(token.start, token.end, "'s", "poss")
    return [
        t for n, t in enumerate(tokens) if not (t.text == "'" and n + 1 < len(tokens) and tokens[n + 1].kind == "poss")
    ]


@lru_cache
def words(name: str, column: str, kind: str | None = None) -> frozenset[str]:
    """The entries of a table's column in lower case, those of one class alone where it is named."""
    return frozenset(r[column].lower() for r in table(name) if kind is None or r.get("class") in kind.split("|"))
