"""Speech told by a noun for it: 'in the view of P', 'P's answer was no', 'if P is to be believed'; and by the channel
of what a body lets know: 'in a written reply', 'through its spokesman'."""

from __future__ import annotations

import re

from kg.extract.speech.speech_line import Line, Statement, Verb, people_from, statement, unit_end
from kg.extract.text.words import ACTORS

_OF = frozenset("words view opinion judgement judgment eyes reading estimation verdict assessment estimate".split())
"""Behind 'in the': whose words these are stands behind 'of'."""
_OWNED = frozenset(
    "answer reply response argument message verdict view opinion explanation comment warning advice complaint criticism"
    " conclusion retort objection plea".split()
)
"""What of somebody's is, or was, what follows."""
_TOLD = frozenset("is was were are ran runs came remains remained".split())
_REACH = 12
"""Words between what is somebody's and what it is."""
_CHANNEL = re.compile(
    r"\b(?:in|through|via|by|from) (?:an? |its |their |the )?(?:[\w-]+ ){0,3}?"
    r"(?:repl(?:y|ies)|statements?|letter|paper|report|communiqué|communique|note|post|bulletin|brief|submission|article|"
    r"column|comments?|spokes(?:man|woman|person|people)|e-?mail|press (?:office|release))\b",
    re.I,
)
_LETS_KNOW = frozenset(
    "maintain reject dismiss deny blame believe think protest object indicate assert suggest condemn question doubt"
    " reply respond write reveal estimate conclude calculate accuse dispute reckon concede admit guess".split()
)
"""Verbs by which a body says something where a channel is named; of others it only does what they say."""
_OPINION = Verb("think", "stance", "finite", frozenset())


def opinions(read: Line, index: int) -> list[Statement]:
    """The statements that the noun, or the word 'believed', at token `index` tells."""
    word = read.word(index)
    if word in _OF and read.word(index + 1) == "of" and (read.word(index - 1), read.word(index - 2)) == ("the", "in"):
        return _stated(read, index, _named(read, index + 2))
    if word in _OWNED and (told := _TOLD & {read.word(n) for n in range(index + 1, index + 1 + _REACH)}):
        return _stated(read, index, _owner(read, index) if told else [])
    if word == "believed" and [read.word(n) for n in range(index - 3, index)] == ["is", "to", "be"]:
        unit = unit_end(read, index - 3)
        return _stated(read, index, [unit[0]] if unit else [])
    return []


def lets_know(read: Line, speaker: str, index: int, verb: str) -> bool:
    """Whether a body says something by the verb at token `index` with which bodies mostly act: where the sentence names
    how it lets it know, or puts it in between commas."""
    return verb in _LETS_KNOW and (_channel(read) or inserted(read, speaker, index))


def _channel(read: Line) -> bool:
    return _CHANNEL.search(read.analysis.text, read.sentence.start, read.sentence.end) is not None


def inserted(read: Line, speaker: str, index: int) -> bool:
    """Whether who says so and the verb at token `index` are put in between commas: 'Prices, |B estimates|, fell'."""
    at = next((n for n in range(index - 1, max(-1, index - 4), -1) if _is(read, n, speaker)), None)
    if at is None or read.word(index + 1) not in (",", "."):
        return False
    return read.word(at - 1 - (read.word(at - 1) == "the")) == ","


def _is(read: Line, index: int, speaker: str) -> bool:
    mention = read.tokens[index].mention
    return mention is not None and mention.entity == speaker


def _stated(read: Line, index: int, speakers: list[str]) -> list[Statement]:
    return [statement(read, speaker, index, _OPINION, "opinion") for speaker in speakers]


def _named(read: Line, index: int) -> list[str]:
    """The person, or else the body, that begins at token `index`, an article passed over."""
    if people := people_from(read, index):
        return people[:1]
    start = index + (read.word(index) == "the")
    token = read.tokens[start] if start < len(read.tokens) else None
    plain = token and token.mention and token.type in ACTORS and read.word(start + 1) != "'s"
    return [token.mention.entity] if plain and token and token.mention else []


def _owner(read: Line, index: int) -> list[str]:
    """Whose 's stands before a noun, or who stands behind its 'of'."""
    if read.tokens[index - 1].text in ("'s", "’s"):
        group = next((g for g in read.groups if g.after == index - 1), None)
        token = read.tokens[index - 2] if index > 1 else None
        named = token.mention.entity if token and token.mention and token.type in ACTORS else None
        owner = group.entity if group else named
        return [owner] if owner else []
    return _named(read, index + 2) if read.word(index + 1) == "of" and read.word(index - 1) == "the" else []
