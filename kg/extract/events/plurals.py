"""Events told in the plural: 'a series of roundtables on …', 'the second of three workshops', 'held two courses in'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.event_facts.rounds import FOR_WHOM
from kg.extract.events.mention import EventMention
from kg.extract.events.mentions import build, heads, phrase_right
from kg.extract.events.words import DETERMINERS, markers
from kg.extract.text.masking import Masked
from kg.extract.text.ordinals import ordinal
from kg.extract.text.sentences import Sentence

_COUNTED = frozenset({"", "determiner", "article", "course"})
"""What the rows of nouns need that are counted."""
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|several|a number of|\d{1,2})"
_WORDS = r"(?:(?!(?:of|in|on|at|to|for|from|with|by|and|or|the|an?|its|their|which|that|whose|were|was)\b)[\w’'-]+ )"
_DONE = r"(?:held|organi[sz]ed|conducted|delivered|convened|facilitated|hosted|staged|completed|run|given|made)"
_PLANNED = r"(?:planned|scheduled|due|foreseen|set|slated|envisaged|to (?:be held|follow|take place))"
_ALSO = r"(?: already| also| since| then| now)?"
_TO_DO = r"(?:hold|organi[sz]e|conduct|deliver|convene|facilitate|host|stage|run)"
_WHEN_OR_WHERE = re.compile(r"⟦[TLS]\d")


_FIRST_FEW = re.compile(rf"first {_NUMBER}\b", re.I)
"""'The |first two| exercises': those before the one of which the text tells."""


@lru_cache
def _nouns() -> str:
    return "|".join(re.escape(head) for head, row in heads()[1].items() if row["needs"] in _COUNTED)


@lru_cache
def _series() -> re.Pattern[str]:
    return re.compile(
        r"(?<!⟧ with )(?<!eminar with )(?<!vent with )\b(?P<det>a|the|this|its|their) (?P<start>)(?:\w+ )?"
        rf"(?:series|set|cycle|string|number) of (?:[\w-]+ ){{0,4}}?(?P<head>{_nouns()})s\b",
        re.I,
    )


@lru_cache
def _one_of() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<det>the|an?(?= [\w-]+ in a )) (?P<start>)(?P<nth>[a-z]+|\d{1,2}(?:st|nd|rd|th)) (?:of|in) "
        rf"(?:a (?:series|set|cycle) of |the |its |their )?(?:{_NUMBER} )?{_WORDS}{{0,4}}?(?P<head>{_nouns()})s\b",
        re.I,
    )


@lru_cache
def _held() -> re.Pattern[str]:
    several = rf"(?P<start>)(?:{_NUMBER} )?{_WORDS}{{0,4}}?(?P<head>{_nouns()}|dialogue)s\b"
    subject = several.replace("start", "start2").replace("head", "head2")
    return re.compile(
        rf"\b(?:{_DONE}|(?:will|to){_ALSO} {_TO_DO}|{_TO_DO}s) {several}|(?:\bwhose |^|, ){subject}"
        rf"(?= (?:(?:on|for|with|in|to|between) (?:[^⟦⟧.;,]|⟦[A-SU-Z]\d+⟧|, (?=(?:the )?⟦[A-Z])){{2,90}} )?"
        rf"(?:(?:were|have|will be|are to be|had){_ALSO}(?: been)? {_DONE}|"
        rf"(?:are|were|have been){_ALSO} {_PLANNED}|(?:took|(?:have|had){_ALSO} taken|will{_ALSO} take) place|"
        rf"(?:will{_ALSO} )?follow(?:ed)?|ran|began|begin|started|opened|ended)\b)",
        re.I,
    )


@lru_cache
def _listed() -> re.Pattern[str]:
    where = r"(?:(?:in|at|to) )?(?:the )?⟦[LFS]\d+⟧(?:, ⟦[LS]\d+⟧)?,? (?:(?:on|from|in|between) )?⟦T\d+⟧"
    return re.compile(
        rf"(?P<start>)\b(?:{_NUMBER} )?{_WORDS}{{0,3}}?(?P<head>{_nouns()}|visit|mission|exercise)s\b"
        rf"(?: in (?:the|this|that) series)?(?:,? (?:for|on|with|of) [^⟦⟧.;,]{{2,60}})?"
        rf"(?:(?=[,:]? {where}{FOR_WHOM}(?:,|,? and) {where})|"
        rf"(?<=s)(?=,? (?:held |organi[sz]ed |both )?(?:in|on) ⟦T\d+⟧(?:, (?:in |on )?⟦T\d+⟧)*,? and (?:in |on )?⟦T))",
        re.I,
    )


def plural_events(masked: Masked, sentence: Sentence, doc: Any, analysis: Analysis) -> Iterator[EventMention]:
    """The events that one masked sentence tells in the plural, each phrase as one event in several parts."""
    if " of " in masked.text:
        for match in _series().finditer(masked.text):
            yield _event(masked, match, "", sentence, doc, analysis)
        yield from _counted(masked, sentence, doc, analysis)
    if sentence.kind == "title" or not _WHEN_OR_WHERE.search(masked.text):
        return
    held = [match for match in _held().finditer(masked.text) if _WHEN_OR_WHERE.search(masked.text, match.end())]
    for match in held:
        yield _event(masked, match, "2" if match.group("head2") else "", sentence, doc, analysis)
    if not held and masked.text.count("⟦T") > 1:
        for match in _listed().finditer(masked.text):
            yield _event(masked, match, "", sentence, doc, analysis)


_IS = re.compile(r"\b(?:is|was) (?:only |just |also )?$")
"""'The workshop |is| the first of three courses': what is said of the event is no other."""


def _counted(masked: Masked, sentence: Sentence, doc: Any, analysis: Analysis) -> Iterator[EventMention]:
    """'The second of three workshops': the one that is counted."""
    for match in _one_of().finditer(masked.text):
        number = ordinal(match.group("nth"))
        if number is not None and not _IS.search(masked.text[: match.start()]):
            yield replace(_event(masked, match, "", sentence, doc, analysis), ordinal=number)


def _event(
    masked: Masked, match: re.Match[str], which: str, sentence: Sentence, doc: Any, analysis: Analysis
) -> EventMention:
    head = match.group(f"head{which}").casefold()
    end = phrase_right(masked, match.end(), sentence, doc, analysis)
    determiner = (
        DETERMINERS.get((match.group("det") or "").casefold(), "none") if "det" in match.re.groupindex else "none"
    )
    start = match.start(f"start{which}")
    words = re.findall(r"[\w-]+", masked.text[start : match.start(f"head{which}")])
    event = build(masked, start, end, match, heads()[1][head], determiner, sentence)
    before = _FIRST_FEW.match(" ".join(words)) is not None
    told = markers(words, masked.text[:start], head) | ({"previous"} if before else set())
    return replace(event, head=head, markers=event.markers | told, passing=before)
