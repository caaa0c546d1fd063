"""What bears the name of a forum and is signed is a text: 'signed the |Migration and Mobility Partnership|', 'the
|Common Agenda| was initialled in 2015'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.records import Mention

_TEXT = re.compile(
    r"(?:Partnership|Agenda|Union|Compact|Alliance)s?"
    r"(?:\s(?:on|for|of|with)\s.+)?\Z"
)
"""How the names of forums and works end that may also be those of texts."""
_SIGNING = re.compile(
    r"\b(?:(?:co-?)?sign(?:s|ed|ing)?|ink(?:s|ed)|initial(?:s|led|ed)|ratif(?:y|ies|ied)|signature of|"
    r"ratification of|acced(?:e|es|ed) to)\s(?:off\s)?"
    r"(?:(?:today|yesterday|jointly|formally|officially)\s)?(?:(?:an?|the|its|their|this|new)\s){0,2}\Z"
)
_SIGNED = re.compile(
    r"(?:\s\([^()]{1,40}\))?"
    r"(?:,\s(?:which\s(?:was|has been)\s)?|\s(?:(?:which|that)\s)?(?:was|has been|is to be|will be)\s)"
    r"(?:\w+ly\s)?(?:signed|inked|initialled|initialed|ratified|countersigned)\b(?!\sby\s\d)"
)
_NEAR = 60


def texts_signed(analysis: Analysis) -> None:
    """Makes documents of partnerships, agendas and unions that the text tells to be signed, when all that it tells of
    them as of works is recorded."""
    for entity in list(analysis.entities):
        if entity.type != "Process" or entity.reference or _TEXT.search(entity.name) is None:
            continue
        if any(_is_signed(analysis, mention) for mention in analysis.mentions_of(entity.id)):
            analysis.retype(entity.id, "Document")


def _is_signed(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention is what is signed: its object, or what is told to be signed behind it."""
    before = analysis.text[max(0, mention.start - _NEAR) : mention.start]
    return _SIGNING.search(before) is not None or _SIGNED.match(analysis.text, mention.end) is not None
