"""The noun that says what a project is, beside its name: 'the |Safe Ways programme|', 'the |project|, called "P"'.

The noun behind the name becomes part of the mention, so that what follows it ('…, which Norway funds') is read as
following the name; the noun before a name that it introduces becomes a mention of the same project.
"""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.records import Mention

_GENUS = r"(?:projects?|programmes?|programs?|initiative|campaign|scheme)"
_BEHIND = re.compile(
    rf"[”\"’']?\s+{_GENUS}\b(?!\s+(?:officers?|managers?|coordinators?|staff|teams?|partners?|activit\w+|director|document|"
    r"assistants?|leads?|units?|steering|board|countries|launch|office|implementation|management|specialist)\b|-)"
)
_CALLED = re.compile(
    rf"\b({_GENUS})(?:,|\s+(?:is|was))?\s+(?:called|named|entitled|titled|dubbed|known\s+as)\s+(?:the\s+)?[“\"‘']?$"
)
_LOOK_BACK = 60


def join_genus(analysis: Analysis) -> None:
    """Puts the nouns beside the names of projects into their mentions, or makes them mentions of their own."""
    for mention in [m for m in analysis.mentions if m.type == "Project" and m.form != "coreference"]:
        behind = _BEHIND.match(analysis.text, mention.end)
        if behind and not analysis.mentions.overlapping(mention.end, behind.end()):
            mention = _longer(analysis, mention, behind.end())
        before = _CALLED.search(analysis.text, max(0, mention.start - _LOOK_BACK), mention.start)
        if before and not analysis.mentions.overlapping(*before.span(1)):
            analysis.mention(*before.span(1), mention.entity, "coreference")


def _longer(analysis: Analysis, mention: Mention, end: int) -> Mention:
    analysis.mentions.remove(mention)
    longer = Mention(mention.start, end, mention.entity, mention.type, mention.form)
    analysis.mentions.add(longer)
    return longer
