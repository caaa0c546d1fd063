"""Words of names that are places too: 'Mr. Jorge Montserrat', 'Mayor Sydney Brown', 'Paris Bello, a lawyer'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.analysis import Analysis, normalise
from kg.extract.tables import table
from kg.extract.text.words import LAND, Token, words
from kg.records import Mention

_BEFORE = re.compile(r"((?:(?:d[aeo]s? |del |bin |ibn |d['’])?[A-ZÀ-Þ][\w’'-]*\.? ){1,4})$")
_AFTER = re.compile(r"((?: [A-ZÀ-Þ][\w’'-]+){0,3})(,? (?:an? |the )?([A-Za-z]+)(?: ([A-Za-z]+))?(?: ([A-Za-z]+))?)?")
_REACH = 60
_WEEKDAYS = frozenset(r["form"].lower() for r in table("date_words") if r["kind"] == "weekday" and r["case"] == "any")
_WHERE = frozenset({"in", "at", "from", "to", "near", "via"})
_SITED = re.compile(rf"\b(?:{'|'.join(sorted(_WHERE))}) $", re.I)
"""'In Accra Anna Smith …': the place is where, and the name that follows is whole without it."""

_ARTICLE = re.compile(r"(?<!\w)[AE]l-$", re.I)
"""The Arabic article before a surname: 'Samir al-|Masri|', 'Sulaiman Al-|Turkey|'."""


def free_names(analysis: Analysis) -> None:
    """Takes out the mentions of places that are a part of a person's name, as titles, forms of address and verbs of
    speech around them tell."""
    for mention in [m for m in analysis.mentions if m.type in LAND]:
        if _is_name(analysis, mention):
            analysis.mentions.remove(mention)
            if not analysis.mentions_of(mention.entity):
                analysis.entities.remove(mention.entity)


def sited_before(tokens: Sequence[Token], first: int) -> bool:
    """Whether a day, or a place and a word of where, stand directly before a name: 'On Monday |P|', 'In Accra |P|'."""
    before = tokens[first - 1]
    if before.lower in _WEEKDAYS:
        return True
    sited = first > 1 and before.type == "Place" and tokens[first - 2].lower in _WHERE
    return sited and tokens[first].capital


def _is_name(analysis: Analysis, mention: Mention) -> bool:
    text, surface = analysis.text, analysis.surface(mention)
    if _ARTICLE.search(text, max(0, mention.start - 4), mention.start):
        return True
    after = _AFTER.match(text, mention.end, mention.end + _REACH)
    followed = after[1].split() if after else []
    if len(followed) > 1 and _given(followed[0]) and _SITED.search(text, max(0, mention.start - 6), mention.start):
        return False
    before = _BEFORE.search(text[max(0, mention.start - _REACH) : mention.start])
    led = [word for word in before[1].split() if not word.islower()] if before else []
    cut = max((n for n, word in enumerate(led, 1) if _addresses(word) or _heads(word) or _no_name(word)), default=0)
    parts = [*led[cut:], *surface.split(), *followed]
    if len(parts) == len(surface.split()) or len(parts) > 5 or any(_no_name(w) for w in (*led[cut:], *followed)):
        return False
    if cut and _addresses(led[cut - 1]):
        return True
    given = any(map(_given, parts[:2]))
    spoken = after is not None and bool(after[2]) and _tells(after.groups()[1:])
    return given and (cut > 0 or spoken)


def _given(word: str) -> bool:
    return normalise(word) in words("given_names", "name")


def _tells(groups: tuple[str | None, ...]) -> bool:
    """Whether a verb of speech follows, or behind a comma a title."""
    link, *following = groups
    if link and link.startswith(","):
        return any(word and _heads(word) for word in following)
    return bool(following[0]) and str(following[0]).lower() in words("speech", "form", "say|tell")


def _addresses(word: str) -> bool:
    return word.lower() in words("honorifics", "form", "honorific|rank")


def _heads(word: str) -> bool:
    return word.lower() in words("titles", "head")


def _no_name(word: str) -> bool:
    low = word.lower()
    known = words("given_names_stop", "word") | words("titles_portfolios", "word") | words("place_nouns", "noun")
    return low in known or word.isupper()
