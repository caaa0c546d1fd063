"""Events under the acronym that the text gives them: 'the 4th Regional Ministerial Conference (RMC) … The RMC …'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.extract.analysis import Analysis
from kg.extract.events.mention import EventMention
from kg.extract.text.masking import Masked
from kg.extract.text.ordinals import ordinal
from kg.extract.text.sentences import Sentence

_OF_BODY = re.compile(r"\b[a-z][\w-]* of the (?:[A-Z][\w’'-]+ (?:of |on |for |and |the )*){2,}$")
"""'meeting of the Commission of Directors (OCAM)': the acronym is the body's."""
_ORDER = frozenset({"previous", "last", "earlier", "preceding", "next", "coming", "upcoming", "forthcoming"})
"""What a word before an acronym tells of the order of the event among others of the name."""
_BRACKET = re.compile(r"\s*\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)")


def acronym_mentions(
    mentions: Sequence[EventMention], sentences: Iterable[Sentence], masks: Callable[[int], Masked], analysis: Analysis
) -> list[EventMention]:
    """Further mentions: the acronyms of events where they stand alone after they were given."""
    given = _given(mentions, analysis)
    return besides(
        mentions,
        (
            found
            for sentence in sentences
            for acronym, mention in given.items()
            for found in _uses(acronym, mention, masks(sentence.index), sentence)
        ),
    )


def besides(mentions: Sequence[EventMention], further: Iterable[EventMention]) -> list[EventMention]:
    """The further mentions that overlap none of those known."""
    return [one for one in further if all(one.end <= known.start or known.end <= one.start for known in mentions)]


def _given(mentions: Sequence[EventMention], analysis: Analysis) -> dict[str, EventMention]:
    """The acronyms that brackets inside or right behind a phrase give an event, unless they mean a body."""
    found: dict[str, EventMention] = {}
    for mention in mentions:
        for match in _BRACKET.finditer(analysis.text, mention.start, mention.end + 14):
            known = analysis.mentions.overlapping(match.start(1), match.end(1))
            last = mention.end if match.end() <= mention.end else match.start()
            if known or last != mention.end or not _abbreviates(match.group(1), mention, analysis):
                continue
            found.setdefault(match.group(1), mention)
    return found


def _abbreviates(acronym: str, mention: EventMention, analysis: Analysis) -> bool:
    """Whether the letters of the acronym open words of the phrase, in order, and one of them its noun."""
    phrase = analysis.text[mention.start : mention.end].split("(")[0]
    words = re.findall(r"[A-Za-z][\w’'-]*", phrase)
    if not phrase[: phrase.lower().find(mention.head)].strip() or _OF_BODY.search(phrase):
        return False
    letters, at = [c for c in acronym if c.isupper()], 0
    for word in words:
        if at < len(letters) and word[0].upper() == letters[at]:
            at += 1
    return at >= len(letters) - 1 and mention.head.split()[-1][0].upper() in letters


def _uses(acronym: str, mention: EventMention, masked: Masked, sentence: Sentence) -> list[EventMention]:
    found = []
    for match in re.finditer(rf"\b(?:(?:[Tt]he|[Tt]his) )?(?:([\w-]+) )?({acronym})\b(?!\))", masked.text):
        number = ordinal(match.group(1)) if match.group(1) else None
        order = frozenset({match.group(1)}) & _ORDER
        start = match.start() if number is not None else match.start(1) if order else match.start(2)
        span = masked.span(start, match.end())
        if span.start <= mention.start:
            continue
        found.append(
            replace(
                mention,
                start=span.start,
                end=span.end,
                determiner="definite",
                sentence=sentence,
                inner=(),
                ordinal=mention.ordinal if number is None and not order else number,
                named=False,
                markers=order,
            )
        )
    return found
