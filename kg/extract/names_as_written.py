"""Projects and documents are known by all words that name them where they are written: 'the Safe Ways |project|',
'|draft| guidelines on return', '|third| action plan', 'a |set of| recommendations', 'a treaty |between A and B|'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis
from kg.extract.document_tails import tails
from kg.records import Mention

_KIND = re.compile(r"(?:\s\([A-Z][\w+/-]{1,15}\))?\s(?:project|programme|program|campaign|initiative|scheme)\b", re.I)
"""Behind the name of a project: what it is."""
_ACRONYM = re.compile(r"\s\([A-Z][\w+/-]{1,15}\)")
_BEFORE = re.compile(
    r"(?:(?:draft|revised|new|(?:twenty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|"
    r"\d{1,2}(?:st|nd|rd|th)|\d{4}(?:[-–/]\d{2,4})?|(?:joint )?set of)\s+)+$",
    re.I,
)
"""Before the name of a document: which version or edition of it is meant."""
_REACH = 40


def known_as_written(analysis: Analysis) -> None:
    """Adds these forms to the aliases of projects and documents."""
    for mention in [m for m in analysis.mentions if m.form != "coreference"]:
        if mention.type == "Project":
            _add(analysis, mention, _with_kind(analysis, mention))
        elif mention.type == "Document":
            _add(analysis, mention, _with_version(analysis, mention))
            _add(analysis, mention, _with_tail(analysis, mention))


def _add(analysis: Analysis, mention: Mention, forms: Iterator[str]) -> None:
    for form in forms:
        analysis.entities.alias(mention.entity, " ".join(form.split()))


def _with_kind(analysis: Analysis, mention: Mention) -> Iterator[str]:
    """The name of a project with the noun for its kind behind it."""
    behind = _KIND.match(analysis.text, mention.end)
    written = analysis.text[mention.start : behind.end() if behind else mention.end]
    if "“" not in written and _KIND.search(written.replace("”", "")):
        yield from (written, _ACRONYM.sub("", written))


def _with_version(analysis: Analysis, mention: Mention) -> Iterator[str]:
    """The name of a document with the words before it that tell its version."""
    before = _BEFORE.search(analysis.text[max(0, mention.start - _REACH) : mention.start])
    name = analysis.entities[mention.entity].name
    if before and name[:1].islower() == analysis.text[mention.start].islower():
        whole = analysis.text.startswith(name, mention.start)
        yield before.group() + (name if whole else analysis.surface(mention))


def _with_tail(analysis: Analysis, mention: Mention) -> Iterator[str]:
    """The name of a document with the words behind it that tell more of it."""
    sentence = analysis.sentence_at(mention.start)
    if sentence is not None:
        name = analysis.surface(mention)
        yield from (name + tail for tail in tails(analysis.text, name, mention.end, sentence.end))
