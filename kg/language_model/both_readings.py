"""From the answers of the model on an article to what both readers say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.analysis import normalise
from kg.extract.dates.dates import day_of_release
from kg.language_model.answer import Answer, Reading, reading
from kg.language_model.claims import Statements
from kg.language_model.clusters import Cluster, Clusters, clusters
from kg.language_model.dates import Dates
from kg.language_model.joining import Said, joined, said
from kg.language_model.links import Facts, Links, facts_of_clusters, links
from kg.language_model.parts import stretches
from kg.language_model.support import Support
from kg.language_model.words import Words
from kg.records import Extraction


@dataclass(frozen=True, slots=True)
class BothReadings:
    """The rules' extraction and the model's reading of one article, linked but not yet joined. `said` are all claims
    with who says each; `left` counts what of the model was left out, by reason."""

    extraction: Extraction
    clusters: tuple[Cluster, ...]
    links: Links
    said: tuple[Said, ...]
    left: Counter[str]

    def joined(self, support: Support) -> Extraction:
        """The extraction of both, of what the counts bear out."""
        return joined(self.extraction, self.links, self.clusters, self.said, support)


def both_readings(extraction: Extraction, answers: Sequence[Answer]) -> BothReadings:
    """The extraction of the rules beside the answers on the parts of the article."""
    article, parts = extraction.article, stretches(extraction.segments)
    words = Words(article.text, parts)
    readings = [reading(answer) for answer in answers]
    found = clusters(readings, words, extraction.entities)
    linked = links(extraction, found.found, _facts(readings, found), words)
    lines = [segment for segment in extraction.segments if segment.kind == "dateline"]
    dates = Dates(article.text, parts, day_of_release(article.text, lines, article.published))
    statements = Statements(found, linked, words, dates)
    every = said(extraction, linked, list(statements.claims(readings)))
    if found.nameless:
        statements.left["an entity of which no name is in the text"] += found.nameless
    return BothReadings(extraction, found.found, linked, tuple(every), statements.left)


def _facts(readings: Sequence[Reading], found: Clusters) -> Facts:
    told = []
    for one, ids in zip(readings, found.of, strict=True):
        for statement in one.statements:
            if statement.subject in ids:
                value = _words_of(statement.object, ids, found.found)
                told.append((ids[statement.subject], statement.relation, value))
    return facts_of_clusters(told)


def _words_of(object: str, ids: Mapping[str, int], found: Sequence[Cluster]) -> str:
    """The name of an object that is an entity, else its own words."""
    return normalise(found[ids[object]].names[0]) if object in ids else object
