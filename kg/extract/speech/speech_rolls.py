"""Lists of those who spoke: 'remarks were delivered by P, T of B; the Q Union, through its T, R; and D's T, S'. What is
not known in an item, a bracket or a clause, does not end the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.speech.speech_line import BULLETS, Line, Statement, Verb, statement, verbs
from kg.extract.tables import table
from kg.extract.text.prefilter import Prefilter, clauses
from kg.extract.text.words import ACTORS

ROLL = "roll"
"""The rule of those whom such a list names: at an event, or nowhere."""
_SPOKE = Verb("speak", "present", "finite", frozenset())
_TALKS = (
    r"\b(?:remarks|speech(?:es)?|address(?:es)?|statements?|interventions?|presentations?|contributions?|keynotes?|"
    r"lectures?|testimon(?:y|ies)|accounts?|inputs?|talks|greetings|messages?|toasts?|case studies|words of \w+|"
    r"introductions?|reflections|comments|observations|briefings?)\b"
)
_ASIDE = r"(?: [^.;:()]{2,60}?)? (?:was|were|had been|have been|has been|will be|are to be|is to be|are|is)(?: also)?"
_OPENERS = frozenset(
    "the its their his her by from also finally lastly via video link online remotely over videoconference then"
    " including next both to".split()
)
_JOINTS = frozenset({",", ";", "and", "&", "as"} | BULLETS)
_ENDS = frozenset("was were is are has had have will who which that while whereas before after when where".split())
_LONGEST = 16
"""Words of an item, or of what is told of it, that may go by without a name."""


@lru_cache(maxsize=1)
def _leads() -> tuple[tuple[re.Pattern[str], bool], ...]:
    rows = table("speech_rolls")
    filled = [(r["lead"].replace("{talks}", _TALKS).replace("{aside}", _ASIDE), r["who"]) for r in rows]
    return tuple((re.compile(lead + r"(?=\W)", re.I), who == "actors") for lead, who in filled)


@lru_cache(maxsize=1)
def _prefilter() -> Prefilter:
    return Prefilter([clauses(lead.pattern) for lead, _ in _leads()])


def rolls(read: Line) -> list[Statement]:
    """The statements of all whom the lists of a sentence name as having spoken."""
    text, found = read.analysis.text, []
    if not any(token.mention for token in read.tokens):
        return []
    for number in _prefilter().passing(text[read.sentence.start : read.sentence.end]):
        lead, bodies = _leads()[number]
        for match in lead.finditer(text, read.sentence.start, read.sentence.end):
            index = next((n for n, t in enumerate(read.tokens) if t.start >= match.end()), len(read.tokens))
            planned = re.search(r"\b(?:will|expected|to be|due|scheduled|planned)\b", match.group(), re.I) is not None
            names = list(dict.fromkeys(_names(read, index, bodies)))
            found += [statement(read, name, index - 1, _SPOKE, ROLL, planned) for name in names]
    return found


def _names(read: Line, index: int, bodies: bool) -> Iterator[str]:
    """The persons, and where `bodies` the actors, of the list that begins at token `index`."""
    passed, first, fine = 0, True, any(read.word(n) == ";" for n in range(index, len(read.tokens)))
    while index < len(read.tokens) and passed < _LONGEST:
        start = _opened(read, index)
        item = _item(read, start, bodies)
        if item and not first and _acts(read, item[1]):
            return
        if item:
            yield item[0]
            bodies = bodies and (fine or not _may_be_followed_by_own(read, item[0]))
            index, passed = item[1], 0
        elif first and not read.groups:
            return
        joint = _joint(read, max(index, start) if not item else index, fine and item is not None)
        passed, index, first = passed + joint - index, joint + 1, False


def _may_be_followed_by_own(read: Line, name: str) -> bool:
    """Whether a body behind the name may be the person's own: 'P, |the B|', not behind 'P, T of C'."""
    if read.analysis.entities[name].type != "Person":
        return False
    own = [group for group in read.groups if group.entity == name]
    return not any(title.owner or title.bodies for group in own for title in group.titles)


def _opened(read: Line, index: int) -> int:
    """The index behind what may open an item: ', and, by video link, by the'."""
    while index < len(read.tokens) and (read.word(index) in _OPENERS or read.word(index) in _JOINTS):
        index += 1
    return index


def _item(read: Line, index: int, bodies: bool) -> tuple[str, int] | None:
    """Who the item at token `index` names, and where the words on that one end."""
    owned = index + 1 < len(read.tokens) and read.tokens[index + 1].text in ("'s", "’s")
    starts = {index, index + 2} if owned else {index}
    for group in read.groups:
        if any(group.first <= start <= group.index for start in starts):
            return group.entity, group.after
    if not bodies:
        return None
    index += 2 if owned else 0
    token = read.tokens[index] if index < len(read.tokens) else None
    if token is None or token.mention is None or token.type not in ACTORS:
        return None
    goes_on = index + 1 < len(read.tokens) and (read.tokens[index + 1].capital or read.tokens[index + 1].text in _OWN)
    return None if goes_on and token.type != "CivilSociety" else (token.mention.entity, index + 1)


_OWN = ("'s", "’s")


def _joint(read: Line, index: int, fine: bool) -> int:
    """The index of what joins the next item on, behind token `index`: of a semicolon where those part the items."""
    depth = 0
    for number in range(index, len(read.tokens)):
        text = read.tokens[number].text
        depth += (text == "(") - (text == ")")
        if text in (".", ":") or (not fine and depth == 0 and read.word(number) in _ENDS - {"who", "which", "that"}):
            return len(read.tokens)
        if depth == 0 and (text == ";" or not fine and read.word(number) in _JOINTS):
            return number
    return len(read.tokens)


def _acts(read: Line, index: int) -> bool:
    """Whether a verb stands behind the name: '…, and |P chaired|', another clause."""
    word = read.word(index)
    return word in _ENDS - {"who", "which", "that"} or (word in verbs() and verbs()[word].tense == "finite")
