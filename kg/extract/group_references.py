"""Groups taken up by number: 'the two agencies', 'both countries', 'the three organisations'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.sentences import Sentence
from kg.records import Span

_ORGANISATIONS = frozenset({"InternationalOrganization", "CivilSociety", "GovernmentBody", "Office", "PrivateSector"})
_STATES = frozenset({"State"})
_KINDS = {
    "agencies": _ORGANISATIONS,
    "organisations": _ORGANISATIONS,
    "organizations": _ORGANISATIONS,
    "institutions": _ORGANISATIONS,
    "bodies": _ORGANISATIONS,
    "ministries": frozenset({"GovernmentBody"}),
    "countries": _STATES,
    "states": _STATES,
    "governments": _STATES,
    "nations": _STATES,
    "sides": _ORGANISATIONS | _STATES,
    "parties": _ORGANISATIONS | _STATES,
    "partners": _ORGANISATIONS | _STATES,
}
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
_GROUP = re.compile(rf"\b(?:the\s+(two|three|four)|(both))\s+(?:UN\s+)?({'|'.join(_KINDS)})\b", re.I)


def group_references(analysis: Analysis, sentence: Sentence) -> list[tuple[Span, tuple[str, ...]]]:
    """The groups that a sentence takes up: where, and the entities meant. A group is left out where the words before
    it, in this sentence and the two before, do not name exactly as many."""
    found = []
    for match in _GROUP.finditer(analysis.text, sentence.start, sentence.end):
        number = _NUMBERS[(match.group(1) or match.group(2)).casefold()]
        members = _members(analysis, sentence, match.start(), number, _KINDS[match.group(3).casefold()])
        if members:
            found.append((Span(match.start(), match.end()), members))
    return found


def _members(
    analysis: Analysis, sentence: Sentence, offset: int, number: int, types: frozenset[str]
) -> tuple[str, ...]:
    """The entities of these types named before the offset, in the nearest stretch that has as many."""
    for back in range(3):
        first = analysis.sentences[max(0, sentence.index - back)].start
        named = (m.entity for m in analysis.mentions.within(first, offset) if m.type in types)
        members = tuple(dict.fromkeys(named))
        if len(members) >= number:
            return members if len(members) == number else ()
    return ()
