"""What people decided as annotations to measure extraction with.

A fact whose claim was accepted or edited is gold; one that nobody has decided on counts neither way; what was rejected
is left out, so that to find it is wrong. So the figures are those of what was decided: precision is that of the claims
that people looked at. Recall says how much of what was accepted is found again; what no rule ever found is not in it,
unless a person adds it to the annotation.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Store, Triple
from yaml import safe_dump

from kg import settings
from kg.contacts import Contacts
from kg.decisions import Decision, stored_decisions
from kg.decisions.applying import DECISION
from kg.decisions.cells import written
from kg.decisions.claims import REVIEW, statement_of
from kg.decisions.record import REJECT, STATEMENTS, WITHDRAW, Statement
from kg.export.files import whole_file
from kg.graph.terms import ALT_LABEL, DCTERMS, LABEL, RDF_TYPE, mg
from kg.graph.without_claims import claims_of
from kg.records import DOCUMENT, KgError
from kg.store import ArticleStore
from kg.vocabulary import narrowest, vocabulary

GOLD, TEXT = "gold", "text"
"""The folders of annotations and of the texts that they are of."""

_NAMES = (ALT_LABEL, mg("acronym"))
_SOURCE = {"url": "source", "title": "title", "publisher": "publisher", "published": "issued"}
_FRONT = "---\n"


@dataclass(frozen=True, slots=True)
class Written:
    """How many annotations were written, and how many facts in them are gold, were rejected, and are undecided."""

    articles: int
    gold: int
    rejected: int
    undecided: int


def write_gold(store: ArticleStore, out: Path, *, contacts: bool = False) -> Written:
    """Writes an annotation for each article with a statement that was decided on, and its text, telephone numbers and
    e-mail addresses only with `contacts`. Raises KgError where nothing was decided, or nothing can be written."""
    decided = _decided(store.store)
    if not decided:
        raise KgError("the store follows no decision on a claim: decide with kg review, then build with --decisions")
    counts: Counter[str] = Counter()
    for article in sorted(decided, key=lambda iri: iri.value):
        annotation = _annotation(store.store, article, decided[article])
        counts.update({name: annotation["reviewed"][name] for name in ("gold", "rejected", "undecided")})
        text = _with_front(store.text_of(article) or "", annotation["source"])
        _write(out / GOLD / f"{annotation['id']}.json", json.dumps(annotation, ensure_ascii=False, indent=1) + "\n")
        _write(out / TEXT / f"{annotation['id']}.txt", text if contacts else _redacted(text, annotation["source"]))
    return Written(len(decided), **counts)


def _decided(store: Store) -> dict[NamedNode, list[Decision]]:
    """The decisions on statements, one by one or all of an entity, by the articles that they changed."""
    decided: dict[NamedNode, list[Decision]] = defaultdict(list)
    for decision in (one for one in stored_decisions(store) if one.action in (*STATEMENTS, WITHDRAW)):
        for quad in store.quads_for_pattern(None, DECISION, decision.iri, None):
            if isinstance(quad.subject, NamedNode) and quad.subject == quad.graph_name:
                decided[quad.subject].append(decision)
    return decided


def _annotation(store: Store, article: NamedNode, decisions: list[Decision]) -> dict[str, Any]:
    """What is known of an article, as `kg evaluate` reads it, with how much of it was decided and by whom."""
    triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, article)]
    gold, undecided = (dict.fromkeys(facts) for facts in _facts(triples, article))
    optional = [fact for fact in undecided if fact not in gold]
    rejected = sum(one.action in (REJECT, WITHDRAW) for one in decisions)
    return {
        "id": article.value.rpartition("/")[2],
        "source": _source(triples, article),
        "entities": dict(sorted(_entities(triples, article))),
        "facts": sorted(map(list, gold)),
        "optional": sorted(map(list, optional)),
        "reviewed": {
            **{"gold": len(gold), "rejected": rejected, "undecided": len(optional)},
            "by": sorted({one.by for one in decisions}),
        },
    }


def _facts(triples: list[Triple], article: NamedNode) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The facts of the guidelines that people found right, and those that nobody has decided on."""
    found: tuple[list[tuple[str, ...]], list[tuple[str, ...]]] = ([], [])
    for claim in claims_of(triples).values():
        said = statement_of(claim)
        relation = vocabulary().relations.get(written(said.relation))
        if relation is not None and relation.guideline and not relation.private:
            found[0 if claim[REVIEW] else 1].append(_fact(said, article))
    return found


def _fact(said: Statement, article: NamedNode) -> tuple[str, str, str]:
    subject = DOCUMENT if said.subject == article else written(said.subject)
    return written(said.relation), subject, written(said.object)


def _entities(triples: list[Triple], article: NamedNode) -> Iterator[tuple[str, Mapping[str, Any]]]:
    values: dict[NamedNode, dict[NamedNode, list[str]]] = defaultdict(lambda: defaultdict(list))
    for said in triples:
        if isinstance(said.subject, NamedNode) and said.subject.value.startswith(settings.ENTITY):
            values[said.subject][said.predicate].append(str(getattr(said.object, "value", "")))
    for node, told in values.items():
        kind = narrowest(name.removeprefix(settings.ONTOLOGY) for name in told[RDF_TYPE])
        if kind and node != article and told[LABEL]:
            aliases = sorted({name for predicate in _NAMES for name in told[predicate]})
            yield written(node), {"type": kind, "name": min(told[LABEL]), "aliases": aliases}


def _source(triples: list[Triple], article: NamedNode) -> dict[str, str | None]:
    told = {said.predicate: said.object for said in triples if said.subject == article}
    values = ((name, told.get(NamedNode(DCTERMS + term))) for name, term in _SOURCE.items())
    return {name: value.value if isinstance(value, NamedNode | Literal) else None for name, value in values}


def _with_front(text: str, source: Mapping[str, str | None]) -> str:
    """A text with what is known of it at its front, where the text itself does not begin so."""
    known = {name: value for name, value in source.items() if value}
    if text.startswith(_FRONT) or not known:
        return text
    return f"{_FRONT}{safe_dump(known, allow_unicode=True, sort_keys=False)}{_FRONT}\n{text}"


def _redacted(text: str, source: Mapping[str, str | None]) -> str:
    return Contacts(text, f"{source['publisher'] or ''} {source['url'] or ''}").redact(text)


def _write(path: Path, text: str) -> None:
    with whole_file(path) as file:
        file.write(text.encode("utf-8", "replace"))
