"""Analyses made by hand for the tests of persons: texts in which bodies are marked `[GovernmentBody:Ministry of X]`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc

from kg.extract import extract
from kg.extract.analysis import Analysis
from kg.extract.persons.affiliation import affiliations
from kg.extract.persons.persons import find_persons
from kg.extract.text.language import parse
from kg.extract.text.sentences import split_sentences
from kg.records import Article, Extraction, Mention, Segment

_MARK = re.compile(r"\[(\w+)(?:=(\w+))?:([^\]]+)\]")


def analysis_of(marked: str, kind: str = "body") -> Analysis:
    """The analysis of a marked text, one segment of `kind`, quotations inside it as segments of their own."""
    text, found, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        found.append((len(text), len(text) + len(match[3]), match[1], match[2], match[3]))
        text += match[3]
        last = match.end()
    text += marked[last:]
    quoted = [Segment("quotation", m.start(), m.end()) for m in re.finditer("“[^”]+”", text)]
    analysis = Analysis(Article("a", text), (Segment(kind, 0, len(text)), *quoted))
    for start, end, type, reference, name in found:
        entity = analysis.entities.add(type, name, reference=reference)
        if type == "Event":
            analysis.events.add(Mention(start, end, entity, type))
        else:
            analysis.mention(start, end, entity)
    analysis.sentences = split_sentences(text, analysis.segments, [(s, e) for s, e, *_ in found])
    return analysis


def read(marked: str, kind: str = "body") -> tuple[Analysis, dict[int, Doc]]:
    """The analysis with its persons and their affiliations, and the parsed sentences."""
    analysis = analysis_of(marked, kind)
    docs = parse(analysis)
    find_persons(analysis, docs)
    affiliations(analysis, docs)
    return analysis, docs


def persons(analysis: Analysis) -> set[str]:
    """The names of the persons."""
    return {e.name for e in analysis.entities if e.type == "Person"}


def facts(said: Analysis | Extraction, relations: Iterable[str] = ()) -> set[tuple[str, str, str]]:
    """The claims of some relations, else of all, entities by name."""
    names = {e.id: e.name for e in said.entities}
    wanted = set(relations)
    return {
        (c.relation, names.get(c.subject, c.subject), names.get(c.object, c.object))
        for c in said.claims
        if not wanted or c.relation in wanted
    }


def told(text: str, relations: Iterable[str] = ()) -> set[tuple[str, str, str]]:
    """What the whole extraction claims of a plain text, as `facts` gives it."""
    return facts(extract(Article("a", text)), relations)


def named(text: str, type: str) -> set[str]:
    """The names of all entities of a type that the whole extraction finds in a plain text."""
    return {entity.name for entity in extract(Article("a", text)).entities if entity.type == type}
