"""Events of a body that is named like an event: a forum, dialogue, conference or consultation which an ordinal, 'next',
a day or a place sets apart ('at the Forum on Data in Rome', 'the 2nd Regional Dialogue', 'the fifth round of the
Dialogue'), or which is held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.extract.analysis import Analysis, normalise
from kg.extract.bodies.listed import Masks
from kg.extract.events.mention import EventMention
from kg.extract.events.mentions import heads, named_noun, phrase_right
from kg.extract.events.words import FIRST, goes_on
from kg.extract.text.masking import Item, Masked
from kg.extract.text.ordinals import ordinal
from kg.extract.text.sentences import Sentence

_BRACKET = r"(?: \((?:[⟦⟨][PIC]\d+[⟧⟩]|[A-Z][\w-]{1,12})\))?"
_NAME = rf"[⟦⟨](?P<letter>[PIC])(?P<item>\d+)[⟧⟩]{_BRACKET}"
_SOMEWHERE = r"⟦[TLF]\d"
_HELD = r"(?:held|organi[sz]ed|hosted|convened|attended|opened)"
_ORDER = {"next": "next", "upcoming": "next", "forthcoming": "next", "coming": "next", "last": "previous",
          "latest": "previous", "previous": "previous", "preceding": "previous"}  # fmt: skip
"""What a word before such a name tells of its order among others; an event of this year is the one told."""
_COUNTED = re.compile(
    r"(?:\b(?P<word>[\w-]+)|(?P<year>⟦T\d+⟧['’]s?|(?<=the )⟦T\d+⟧)) (?:⟦[SIGOL]\d+⟧(?: and |[-–/]| ))?"
    rf"(?P<round>round of (?:the |its |their )?)?{_NAME}(?!['’])",
    re.I,
)
"""'The second |P|', 'this year's |P|', 'the fifth round of the |P|'."""
_NO_MORE = re.compile(
    r"[.,;:()]|$| (?:in|on|at|of|to|for|from|by|with|and|as|which|that|where|when|was|is|were|are|will|would|had|has|"
    r"have|held|to|tak(?:es?|ing)|took|hosted|organi[sz]ed|convened|open(?:s|ed)|end(?:s|ed)|clos(?:es|ed)|agreed|"
    r"adopted|brought|should|could|may|might|can|must|next|this|last|after|before|during)\b"
)
"""What follows a name that no noun follows: 'the next |P|', and no 'the next |P| chair'."""
_AT = (
    r"\b(?:at|during|attend(?:s|ed|ing)?|to|ahead of|before|after|following|since|hosts?|hosted|host of|hosting|"
    r"convened?|(?:margins|sidelines|eve|fringes|occasion|wings) of|participat(?:es?|ed|ing) in|took part in|"
    r"take part in|taking part in|spoke at|speaking at|venue (?:of|for)) (?:the |this |its )?|\b(?:a|an) "
)
_APART = re.compile(
    rf"(?P<at>{_AT})?(?P<name>{_NAME})(?:"
    r"(?P<of> of ⟦T\d+⟧)"
    r"|(?P<dated> \((?:held )?(?:in |on )?(?:⟦[LS]\d+⟧,? ){0,2}(?:(?:in|on|from) )?⟦T\d+⟧)"
    r"|(?P<placed>,? (?:held )?(?:at (?:the )?⟦[FGIL]\d+⟧,? )?(?:in|on|at|from) (?:the )?⟦[TLF]\d+⟧(?!['’]))"
    rf"|(?P<told>,? (?:which |that )?(?:to be|is|was|will be|is being|is to be|was to be|had been|has been)"
    rf"(?: \w+ly| also| last| next| first)? {_HELD}\b[^;.]{{0,70}}{_SOMEWHERE})"
    rf"|(?P<runs>,? (?:which |that )(?:(?:will|is to|was to) )?(?:takes? place|took place|opens?|opened|runs?|ran|"
    rf"begins?|began|starts?|started|ends?|ended|closes?|closed|concludes?|concluded|brings?|brought)\b"
    rf"[^;.]{{0,60}}{_SOMEWHERE})"
    rf"|(?P<takes> (?:takes?|took|will take|is taking|is to take) place\b[^;.]{{0,60}}{_SOMEWHERE})"
    r")",
    re.I,
)
"""A name with what sets one event of it apart; `at`: a word before it that only an event has."""
_OCCASION = re.compile(
    rf"\b(?:(?:occasion|event|setting) (?:was|is) (?:the |an? )|on the (?:margins|sidelines|fringes|eve) of the )"
    rf"(?P<name>{_NAME})(?!['’])(?=[.,;:]|$| of\b| on\b)",
    re.I,
)
"""What only an event is: 'the occasion was the |P|', 'on the margins of the |P|'."""
_SITS = re.compile(
    r"\b(?:h[eo]lds?|holding|host(?:s|ed|ing)?|organi[sz](?:es|ed|ing)|conven(?:es|ed|ing)|open(?:s|ed|ing)|"
    r"attend(?:s|ed|ing)|at|during) (?:the |its |their )?\Z"
)
"""Before a process with a number, of which one sitting is meant: 'held the |12th Coordination Mechanism|'."""
_SAT = re.compile(
    r" (?:began|begins|opened|opens|started|starts|ended|ends|closed|concluded|took place|takes place|kicked off|"
    r"(?:was|is being|will be) (?:held|convened|hosted|opened)|will (?:open|begin|start|take place)|is under ?way)\b"
)
_JOINED = re.compile(r"\b(?:of|between|with|and|from|by|for|in) (?:the |its )?$")
_DONE = re.compile(
    r"(?:\b(?:holds?|held|hosts?|hosted|organi[sz]e[sd]?|convene[sd]?|attend(?:s|ed)?|opens?|opened) "
    r"(?:the |a |its |their )?)"
    r"[⟦⟨]P(?P<done>\d+)[⟧⟩]|"
    r"[⟦⟨]P(?P<passive>\d+)[⟧⟩](?: (?:on|for) [^⟦⟧.,;]{3,70}?(?:⟦L\d+⟧)?)?,? (?:which |that )?"
    r"(?:was|is|will be|is being|took)(?: \w+ly| also)? (?:held|organi[sz]ed|hosted|convened|opened|attended|place)\b",
    re.I,
)
"""What is done with an event and not with a body: 'the High-Level Forum on X was organised by'."""
_NOUNS = re.compile(r"[A-Z][\w-]+")


_AROUND = 20
"""Characters of an event's phrase around the name that it shares with a body: an acronym in brackets."""
_ONCE = frozenset({"forum", "conference", "summit", "congress"})
"""Of what is named so, and is no known process, each is an event of its own and part of nothing."""


def process_events(
    masked: Masked, sentence: Sentence, doc: Any, analysis: Analysis, told: Sequence[EventMention]
) -> list[EventMention]:
    """The events of one masked sentence that are named like the body that holds them. `told`: those that a noun of
    their own names, of which no word is read twice."""
    if not re.search(r"[⟦⟨][PIC]", masked.text):
        return []
    found: list[EventMention] = []
    readings = (
        _counted(masked, sentence, analysis),
        _apart(masked, sentence, analysis),
        _occasion(masked, sentence, analysis),
        _done(masked, sentence, doc, analysis),
    )
    for mention in (m for reading in readings for m in reading):
        if all(mention.end <= other.start or other.end <= mention.start for other in (*told, *found)):
            found.append(mention)
    return found


def _counted(masked: Masked, sentence: Sentence, analysis: Analysis) -> Iterator[EventMention]:
    """'The XVIII Forum on Data', 'the next Forum', 'the fifth round of the Dialogue'."""
    for match in _COUNTED.finditer(masked.text):
        item, word = masked.items[int(match["item"])], (match["word"] or "").casefold()
        number = 1 if word in FIRST else ordinal(match["word"] or "")
        marker = _ORDER.get(word)
        told = _SITS.search(masked.text, 0, match.start()) or _SAT.match(masked.text, match.end())
        sits = match["round"] or (number is not None and told is not None)
        head = named_noun(item, analysis) or ("meeting" if sits and item.type == "Process" else "")
        if not head or goes_on().match(masked.text, match.end()):
            continue
        if number is None and not (_is_one(item, match, marker) and _NO_MORE.match(masked.text, match.end())):
            continue
        start = "word" if match["word"] else "year"
        end = masked.position(item)[1]  # an acronym in brackets is no part of the event's name
        yield _event(masked, (match.start(start), end), head, item, sentence, analysis, number, marker)


def _is_one(item: Item, match: re.Match[str], marker: str | None) -> bool:
    """Whether a word of order or a year sets apart what is no organ of states: 'the next Forum', 'the 2020 Forum'."""
    return item.type != "InternationalOrganization" and (marker is not None or match["year"] is not None)


def _occasion(masked: Masked, sentence: Sentence, analysis: Analysis) -> Iterator[EventMention]:
    """'The occasion was the Forum of Ministers', 'on the margins of the Forum of Ministers'."""
    for match in _OCCASION.finditer(masked.text):
        item = masked.items[int(match["item"])]
        head = named_noun(item, analysis) if item.type != "InternationalOrganization" else ""
        if head and not goes_on().match(masked.text, match.end()):
            yield _event(masked, match.span("name"), head, item, sentence, analysis)


def _apart(masked: Masked, sentence: Sentence, analysis: Analysis) -> Iterator[EventMention]:
    """'At the Forum on Data in Rome', 'the Forum on Data of May 2020'."""
    for match in _APART.finditer(masked.text):
        item = masked.items[int(match["item"])]
        head = named_noun(item, analysis)
        if not head or item.type == "InternationalOrganization":
            continue
        if (match["placed"] and not match["at"]) or _is_behind(masked.text, match):
            continue
        if item.type == "CivilSociety" and (match["placed"] or match["of"]):
            continue
        yield _event(masked, match.span("name"), head, item, sentence, analysis)


def _done(masked: Masked, sentence: Sentence, doc: Any, analysis: Analysis) -> Iterator[EventMention]:
    """A name that looks like a process, is not known as one, and is held like an event."""
    for match in _DONE.finditer(masked.text) if "P" in masked.text else ():
        item = masked.items[int(match.group("done") or match.group("passive"))]
        head = named_noun(item, analysis)
        if head and analysis.entities[item.entity].reference is None:
            start, end = masked.position(item)
            end = phrase_right(masked, end, sentence, doc, analysis)
            yield replace(_event(masked, (start, end), head, item, sentence, analysis), named=True)


def _is_behind(text: str, match: re.Match[str]) -> bool:
    """Whether the verb behind a name has another subject: 'the meeting between A and |P| was held'."""
    verb = match["told"] or match["takes"] or ""
    relative = verb.lstrip(", ").startswith(("which", "that", "to be")) or verb.startswith(",")
    joined = _JOINED.search(text, max(0, match.start("name") - 16), match.start("name")) is not None
    return bool(verb) and not relative and not match["at"] and joined


def _event(
    masked: Masked, at: tuple[int, int], head: str, item: Item, sentence: Sentence, analysis: Analysis,
    number: int | None = None, marker: str | None = None,
) -> EventMention:  # fmt: skip
    """The event of a stretch of the mask. One of several belongs to the body; one that a name unknown so far is held
    under is the body itself."""
    row, span, entity = heads()[1][head], masked.span(*at), analysis.entities[item.entity]
    several = item.type == "Process" and bool(number or marker) and (entity.reference or head not in _ONCE)
    words = {normalise(word).removesuffix("s") for word in _NOUNS.findall(entity.name)} - {head}
    return EventMention(
        span.start, span.end, head, row["type"], row["family"], "definite", number, None,
        frozenset({f"@{item.entity}"} if several else {f"@{item.entity}", *words}), (item,) if several else (),
        frozenset({marker} if marker else ()), sentence,
    )  # fmt: skip


def named_again(
    found: Sequence[EventMention], sentences: Sequence[Sentence], masks: Masks, analysis: Analysis
) -> list[EventMention]:
    """The other mentions of a body that is no known process and in truth an event ('a Policy Dialogue on 3 May … P
    closed the dialogue'), which mean that event."""
    given = {entity: m for m in reversed(found) if (entity := _is_itself(m, analysis))}
    again = []
    for sentence in sentences if given else ():
        masked = masks(sentence.index)
        for item in (i for i in masked.items if i.type == "Process" and i.entity in given):
            if all(item.end <= m.start or m.end <= item.start for m in found):
                event = given[item.entity]
                again.append(replace(event, start=item.start, end=item.end, sentence=sentence, weak=True, named=False))
    return again


def _is_itself(mention: EventMention, analysis: Analysis) -> str:
    """The process, unknown so far, under whose name a mention tells of one event; or nothing."""
    if mention.inner or mention.verbal or mention.whose or mention.ordinal or mention.markers:
        return ""
    for m in analysis.mentions.within(mention.start, mention.end):
        whole = mention.end - mention.start - (m.end - m.start) < _AROUND
        if m.type == "Process" and whole and f"@{m.entity}" in mention.content:
            return "" if analysis.entities[m.entity].reference else m.entity
    return ""
