"""A sentence ready for reading who speaks in it, and the stretches of it that can be a speaker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group, groups
from kg.extract.tables import table
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import ACTORS, Token, tokenise

_AUX = {"has", "have", "had", "will", "would", "is", "are", "was", "were", "be", "been", "to", "did"}


_SKIP = {
    "also",
    "then",
    "later",
    "further",
    "both",
    "all",
    "therefore",
    "again",
    "herself",
    "himself",
    "itself",
    "once",
}


BULLETS = frozenset("-–—•·*")
_JOINING = {",", "and", "&", ";", "as", "well", "by", "together", "with", "alongside", "video", "online", "remotely"}


_LIST_JOINTS = frozenset({",", "and", "&", "both", "the", "as", "well", ";"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A row of the table of speech verbs."""

    verb: str
    kind: str
    tense: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A reported act of speech: who, by which verb (its kind), where the verb stands, and the stretch that says so.
    `planned` where it is still to come."""

    speaker: str
    kind: str
    verb: str
    offset: int
    start: int
    end: int
    rule: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence ready for reading: its tokens, its persons with what belongs to them, its parse."""

    analysis: Analysis
    sentence: Sentence
    tokens: list[Token]
    groups: list[Group]
    doc: Any

    def word(self, index: int) -> str:
        """The words of a token in lower case, or an empty string."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""


@lru_cache(maxsize=1)
def verbs() -> dict[str, Verb]:
    """The speech verbs by form."""
    return {
        r["form"]: Verb(r["verb"], r["class"], r["tense"], frozenset(filter(None, r["needs"].split("|"))))
        for r in table("speech")
    }


def line(analysis: Analysis, sentence: Sentence, doc: Any) -> Line:
    """A sentence ready for reading."""
    tokens = tokenise(analysis, sentence.start, sentence.end)
    return Line(analysis, sentence, tokens, groups(tokens), doc)


def statement(read: Line, speaker: str, index: int, verb: Verb, rule: str, planned: bool = False) -> Statement:
    token = read.tokens[index]
    spot = [m for m in read.analysis.mentions.within(read.sentence.start, read.sentence.end) if m.entity == speaker]
    near = min(spot, key=lambda m: abs(m.start - token.start), default=None)
    start = min(token.start, near.start) if near else token.start
    end = max(token.end, near.end) if near else token.end
    return Statement(speaker, verb.kind, verb.verb, token.start, start, end, rule, planned)


def unit_end(read: Line, index: int) -> tuple[str, int] | None:
    """The speaker whose words end before token `index`, and the index where they begin."""
    for group in read.groups:
        if group.index < index and group.after == index:
            return group.entity, group.first
    token = read.tokens[index - 1] if index else None
    if token and token.text == ")":
        opening = next((n for n in range(index - 2, max(-1, index - 6), -1) if read.tokens[n].text == "("), None)
        return unit_end(read, opening) if opening else None
    if token and token.mention and token.type in ACTORS:
        return _seated_at(read, index) or (token.mention.entity, index - 1)
    return None


def _seated_at(read: Line, index: int) -> tuple[str, int] | None:
    """The person of 'P of the Centre for X, |University of Y|, presented', where the body before token `index` only
    tells whose the first is."""
    if read.word(index - 2) != "," or read.word(index) in ("and", "&") or read.tokens[index - 1].type == "State":
        return None
    for group in read.groups:
        bodies = group.bodies or [body for title in group.titles for body in title.bodies]
        if group.after == index - 2 and bodies:
            return group.entity, group.first
    return None


def back_to_subject(read: Line, index: int) -> int:
    """The index after the subject of a verb: auxiliaries, adverbs and a closing comma passed over."""
    if [read.word(n) for n in range(index - 4, index)] == [",", "among", "others", ","]:
        index -= 4
    index = back_over_clause(read, index)
    while index > 0:
        word = read.word(index - 1)
        if word in _AUX or word in _SKIP or (word.endswith("ly") and not read.tokens[index - 1].capital):
            index -= 1
        else:
            break
    return index


_CLAUSES = frozenset({"which", "where", "when", "what", "whom"})


def in_reported(read: Line, speaker: str, index: int) -> bool:
    """Whether a body is the subject of a clause within what is told, and says nothing here itself: 'P stated that |B|
    reaffirms its', 'the plan which |B| presented in May'."""
    named = [n for n in range(index) if (mention := read.tokens[n].mention) and mention.entity == speaker]
    before = named[-1] - 1 if named else 0
    before -= read.word(before) in ("the", "both")
    told = read.word(before) == "that" and any(read.word(n) in verbs() for n in range(before))
    return told or before > 0 and read.word(before) in _CLAUSES


def back_over_clause(read: Line, index: int) -> int:
    """Passes over ', in his opening remarks,' between subject and verb."""
    if read.word(index - 1) != "," or any(g.after == index - 1 and _clause_within(read, g) for g in read.groups):
        return index
    for number in range(index - 2, max(0, index - 14), -1):
        if read.word(number) == "," and read.word(number + 1) in (
            "in",
            "on",
            "at",
            "speaking",
            "representing",
            "during",
            "for",
            "while",
            "who",
            "whose",
            "which",
        ):
            sent = any(read.word(n) == "represented" and read.word(n + 1) == "by" for n in range(number, index))
            return index if sent else number  # 'the Minister, who was represented by P, said'
    return index


def _clause_within(read: Line, group: Group) -> bool:
    """Whether the words of a person end with a clause of its own: 'P, |who heads B|,'."""
    return any(read.word(n) == "who" for n in range(group.index + 1, group.after))


def listed_back(read: Line, end: int, single: bool) -> tuple[list[str], int]:
    """The speakers of a list 'A, which …, B, T of C, and D' that ends before token `end`, last first, and where it
    begins."""
    unit, found, first = unit_end(read, end), [], end
    while unit:
        found.append(unit[0])
        first = end = unit[1]
        end = _before_owner(read, end) if not single else end
        while read.word(end - 1) in _LIST_JOINTS or (not single and _along_with(read, end)):
            end -= 1
        joined = {read.word(n) for n in range(end, first)}
        goes_on = end < first and not single and (len(found) > 1 or bool(joined & {"and", "&", "well", "with"}))
        unit = unit_end(read, end) or unit_end(read, back_over_clause(read, end + 1)) if goes_on else None
    return found, first


def _before_owner(read: Line, index: int) -> int:
    """The index before 'B's' of 'A and |B's| P'; else `index`."""
    owner = read.tokens[index - 2] if index > 2 and read.tokens[index - 1].text in ("'s", "’s") else None
    return index - 2 if owner is not None and owner.type in ACTORS else index


def _along_with(read: Line, index: int) -> bool:
    """Whether the word before token `index` is one of 'along with', 'together with'."""
    leads = ("along", "together")
    return read.word(index - 1) in leads or (read.word(index - 1) == "with" and read.word(index - 2) in leads)


def people_from(read: Line, index: int) -> list[str]:
    """The persons listed from token `index` on."""
    chosen: list[str] = []
    for group in read.groups:
        opening = index + (read.word(index) in ("the", "its", "their", "his", "her"))
        opening = _past_owner(read, opening)
        if group.first <= opening <= group.index:
            chosen.append(group.entity)
            index = _past_affiliation(read, group.after)
            while read.word(index) in _JOINING or (index > group.after and read.word(index) in BULLETS):
                index += 1
            if index == group.after:
                return chosen + _in_lines(read, group.after)
    return chosen


def _in_lines(read: Line, index: int) -> list[str]:
    """The persons behind token `index` who open a line of the list."""
    return [group.entity for group in read.groups if group.first > index and read.word(group.first - 1) in BULLETS]


def _past_owner(read: Line, index: int) -> int:
    """The index behind the body of 'UNICEF's P'; else `index`."""
    owner = index + 1 < len(read.tokens) and read.tokens[index].type in ACTORS
    return index + 2 if owner and read.tokens[index + 1].text in ("'s", "’s") else index


def _past_affiliation(read: Line, index: int) -> int:
    """The index behind 'of the network N', 'from B in C', where the list of persons goes on behind it; else `index`."""
    named = index < len(read.tokens) and read.tokens[index].kind == "word" and read.tokens[index].capital
    if read.word(index) not in ("of", "from", "at", "with") and not named:
        return index
    for number in range(index + 1, min(index + 9, len(read.tokens))):
        if read.word(number) in (",", ";", "and", "&") and any(
            g.first in (number + 1, number + 2, _past_owner(read, number + 1)) for g in read.groups
        ):
            return number
        if read.tokens[number].kind == "punct" and read.word(number) not in ("(", ")", ","):
            break
    return index


def actors_from(read: Line, index: int) -> list[str]:
    """The actors of a list 'A, the B and C' that starts at token `index`."""
    found = []
    while index < len(read.tokens):
        token = read.tokens[index]
        if token.mention and token.type in ACTORS:
            found.append(token.mention.entity)
        elif read.word(index) not in (",", "and", "the", "&"):
            break
        index += 1
    return found
