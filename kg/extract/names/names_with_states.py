"""Bodies of states are known with and without the state in their name: 'Ministry of Labour of Kenya', 'the Kenyan
|Border Police|'. The shorter form stands in the text as a part of the longer one, the longer one around the shorter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis
from kg.extract.persons.title_heads import demonyms
from kg.records import Entity, Mention
from kg.reference import reference

_BODIES = frozenset({"GovernmentBody"})
_BEHIND = re.compile(r" of (?:the )?$")
_FEWEST = 2
"""Words of a name without its state: one alone ('Parliament') names nobody."""


def known_with_states(analysis: Analysis) -> None:
    """Adds these forms to the aliases of the bodies of states, and adjectives to those of states."""
    for state in [e for e in analysis.entities if e.type == "State" and e.reference]:
        _by_adjective(analysis, state)
    for mention in [m for m in analysis.mentions if m.type in _BODIES and m.form != "coreference"]:
        for form in (*_shorter(analysis, mention), *_longer(analysis, mention)):
            analysis.entities.alias(mention.entity, form)


def _by_adjective(analysis: Analysis, state: Entity) -> None:
    """A state that the text names by its adjective alone ('the |Danish| Refugee Council') is known by that."""
    row = reference().rows.get(state.reference or "")
    if row is None or any(form in analysis.text for form in (state.name, *state.aliases)):
        return
    for adjective in row.list_of("adjective"):
        if re.search(rf"\b{re.escape(adjective)}\b", analysis.text):
            analysis.entities.alias(state.id, adjective)


def _shorter(analysis: Analysis, mention: Mention) -> Iterator[str]:
    """The name without the state at its end, or the adjective of one at its beginning."""
    surface = " ".join(analysis.surface(mention).split())
    state = analysis.entities.rows.get(analysis.entities[mention.entity].parent or "")
    forms = "|".join(map(re.escape, (state.name, *state.aliases))) if state else ""
    if forms and (tail := re.search(rf" of (?:the )?(?:Government of )?(?:the )?(?:{forms})$", surface)):
        yield from _enough(surface[: tail.start()])
        return
    first, _, rest = surface.partition(" ")
    if first in demonyms():
        yield from _enough(rest)


def _longer(analysis: Analysis, mention: Mention) -> Iterator[str]:
    """The name with the state that stands right behind it: 'Ministry of Interior |of Kenya|'; of 'Ministries of
    Interior' none."""
    if " ".join(analysis.surface(mention).split()) != analysis.entities[mention.entity].name:
        return
    for state in (m for m in analysis.mentions.within(mention.end, mention.end + 80) if m.type == "State"):
        if _BEHIND.fullmatch(re.sub(r"\s+", " ", analysis.text[mention.end : state.start])):
            yield " ".join(analysis.text[mention.start : state.end].split())
        return


def _enough(name: str) -> Iterator[str]:
    if len(name.split()) >= _FEWEST:
        yield name
