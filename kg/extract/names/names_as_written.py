"""Projects and documents are known by all words that name them where they are written: 'the Safe Ways |project|',
'|draft| guidelines on return', '|third| action plan', 'a |set of| recommendations', 'a treaty |between A and B|'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis
from kg.extract.documents.document_tails import tails
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
_JOINED = re.compile(r"(?<=\bthe )(?:[A-Z][\w-]+ ){1,4}(?:and|of|for|on) (?:[A-Z][\w-]+ ){0,2}$")
"""Before the end of a name of which only that was taken: 'the |Migrant Workers and Overseas |Nurses Act'."""
_WHERE = re.compile(r" (?:in|across|for) (?:the )?[A-Z][^()]*$")
"""At the end of a description: where or for whom it holds."""
_TOLD = 3
"""Words of a description that tell enough without that."""
_REACH = 60


def known_as_written(analysis: Analysis) -> None:
    """Adds these forms to the aliases of projects and documents."""
    for mention in [m for m in analysis.mentions if m.form != "coreference"]:
        if mention.type == "Project":
            _add(analysis, mention, _with_kind(analysis, mention))
        elif mention.type == "Document":
            forms = list(_with_tail(analysis, mention))
            forms = [*_with_version(analysis, mention, forms), *forms]
            _add(analysis, mention, iter(forms))
            _add(analysis, mention, (_ACRONYM.sub("", form) for form in forms if "(" in form))


def _add(analysis: Analysis, mention: Mention, forms: Iterator[str]) -> None:
    for form in forms:
        analysis.entities.alias(mention.entity, " ".join(form.split()))


def _with_kind(analysis: Analysis, mention: Mention) -> Iterator[str]:
    """The name of a project with the noun for its kind behind it."""
    behind = _KIND.match(analysis.text, mention.end)
    written = analysis.text[mention.start : behind.end() if behind else mention.end]
    if "“" not in written and _KIND.search(written.replace("”", "")):
        yield from (written, _ACRONYM.sub("", written))


def _with_version(analysis: Analysis, mention: Mention, tailed: list[str]) -> Iterator[str]:
    """The name of a document with the words before it that tell its version, also with what stands behind it."""
    ahead = analysis.text[max(0, mention.start - _REACH) : mention.start]
    name = analysis.entities[mention.entity].name
    if (before := _BEFORE.search(ahead)) and name[:1].islower() == analysis.text[mention.start].islower():
        whole = analysis.text.startswith(name, mention.start)
        yield from (before.group() + form for form in (name if whole else analysis.surface(mention), *tailed))
    elif analysis.text[mention.start].isupper() and (before := _JOINED.search(ahead)):
        yield before.group() + analysis.surface(mention)


def _with_tail(analysis: Analysis, mention: Mention) -> Iterator[str]:
    """The name of a document with the words behind it that tell more of it."""
    sentence = analysis.sentence_at(mention.start)
    if sentence is not None:
        name = analysis.surface(mention)
        yield from (name + tail for tail in tails(analysis.text, name, mention.end, sentence.end))
        shorter = _WHERE.sub("", name)
        if name[:1].islower() and len(shorter.split()) >= _TOLD:
            yield shorter
