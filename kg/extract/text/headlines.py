"""Statements that a headline reports: 'UNHCR welcomes …', 'Kenya calls for …'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.speech.speech_line import Statement
from kg.extract.text.words import ACTORS, words


def headline_statements(analysis: Analysis) -> list[Statement]:
    """One statement for each actor or person that opens a title and is followed by a verb of a headline's speech."""
    found = []
    for segment in analysis.segments:
        if segment.kind != "title":
            continue
        first = next(iter(analysis.mentions.within(segment.start, segment.end)), None)
        if first is None or first.type not in (*ACTORS, "Person") or analysis.text[segment.start : first.start].strip():
            continue
        match = re.match(r"\s+([\w-]+)", analysis.text[first.end : segment.end])
        if match and match.group(1).lower() in words("speech_headlines", "form"):
            start = first.end + match.start(1)
            found.append(
                Statement(
                    first.entity, "stance", match.group(1), start, first.start, first.end + match.end(), "headline"
                )
            )
    return found
