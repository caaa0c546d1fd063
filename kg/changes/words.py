"""Changes in words, and as JSON."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kg import settings
from kg.changes.articles import plain
from kg.changes.records import Change, Fact, Kind, Rename, Source, Telling
from kg.contacts import redact
from kg.vocabulary import vocabulary

SIGNS = {Kind.added: "+", Kind.gone: "-", Kind.changed: "~"}
_TABLE = Path(__file__).with_name("sentences.toml")
_NAMESPACES = (settings.ONTOLOGY, settings.ENTITY, settings.CONCEPT, settings.ARTICLE)
_ARTICLE, _CONCEPT = f"<{settings.ARTICLE}", f"<{settings.CONCEPT}"


def sentence(change: Change) -> str:
    """What changed, in one line."""
    said = fact_sentence(change.fact, change.names)
    if change.kind is Kind.changed:
        told = "; ".join(_what(change))
        return f"{said} ({told})" if told else said
    if change.known:
        return f"{said} ({'other articles say so still' if change.kind is Kind.gone else 'the graph said so before'})"
    return said


def fact_sentence(fact: Fact, names: Mapping[str, str]) -> str:
    """A fact in words; `names` are those of its ends, by their IRIs in angle brackets."""
    subject, relation, target = fact
    if not relation:
        return f"the term {short(subject)}"
    name = plain(relation).removeprefix(settings.ONTOLOGY)
    ends = {"subject": _term(subject, names), "object": _term(target, names)}
    known = vocabulary().relations.get(name)
    label = known.label if known else short(relation)
    return redact(_sentences().get(name, "{subject}: " + label.replace("{", "{{") + " {object}").format(**ends))


@cache
def _sentences() -> dict[str, str]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def _term(term: str, names: Mapping[str, str]) -> str:
    if term.startswith(_ARTICLE):
        return "the article"
    if term.startswith(_CONCEPT):
        return plain(term).rpartition("/")[2].replace("-", " ")
    return names.get(term) or short(term)


def short(term: str) -> str:
    """A term for people: `state:KEN` for an IRI of the graph, the text of a literal."""
    text = plain(term)
    for namespace in _NAMESPACES if term.startswith("<") else ():
        if text.startswith(namespace):
            return text.removeprefix(namespace).replace("/", ":", 1)
    return text


def _what(change: Change) -> Iterator[str]:
    """What of a fact is another one: its object, or what its claims say of it."""
    if change.old is not None:
        yield f"before: {_term(change.old[2], change.names)}"
    if len(change.before) == len(change.after) == 1:
        yield from _differences(change.before[0], change.after[0], change.names)
    elif change.before or change.after:
        yield f"claims: {len(change.before)} → {len(change.after)}"


def _differences(one: Telling, other: Telling, names: Mapping[str, str]) -> Iterator[str]:
    for name in ("status", "confidence", "rule", "attributed_to"):
        before, after = (str(getattr(telling, name)) for telling in (one, other))
        if before != after:
            ends = (names.get(f"<{said}>", said.rpartition("/")[2]) or "none" for said in (before, after))
            yield f"{name.replace('_', ' ')}: {' → '.join(ends)}"
    if one.details != other.details:
        yield "details of the claim"
    if one.quotations != other.quotations:
        yield "other words"


def heading(change: Change) -> str:
    """The reason of a change, with the article that it is of: `new article: title (publisher, date)`."""
    return f"{change.reason}: {cited(change.source)}" if change.source else change.reason


def cited(source: Source) -> str:
    """An article for people: its title, and who published it when."""
    beside = ", ".join(filter(None, (source.publisher, source.issued)))
    return redact(f"{source.title or source.key or source.iri}{f' ({beside})' if beside else ''}")


def renamed(rename: Rename) -> str:
    """A rename in one line."""
    old, new = (short(f"<{iri}>") for iri in (rename.old, rename.new or rename.old))
    if not rename.new:
        return f"{old} is gone, because: {rename.because}"
    if rename.undone:
        return f"{old} is no longer {new}; it was, because: {rename.because}"
    return f"{old} → {new}, because: {rename.because}"


def as_json(change: Change) -> dict[str, object]:
    """A change for programs."""
    subject, relation, target = map(plain, change.fact)
    said: dict[str, object] = {
        "change": change.kind.value,
        "reason": change.reason,
        "subject": subject,
        "relation": relation,
        "object": target,
        "words": sentence(change),
    }
    if change.old is not None:
        said["was"] = dict(zip(("subject", "relation", "object"), map(plain, change.old), strict=True))
    if change.known is not None:
        said["known"] = change.known
    if change.source is not None:
        source = change.source
        said["article"] = {name: getattr(source, name) for name in source.__slots__ if getattr(source, name)}
    said |= {
        side: list(map(_claim, told)) for side, told in (("before", change.before), ("after", change.after)) if told
    }
    return said


def _claim(telling: Telling) -> dict[str, object]:
    said: dict[str, object] = {
        "status": telling.status.rpartition("/")[2],
        "confidence": telling.confidence,
        "rule": telling.rule,
        "attributedTo": telling.attributed_to,
        "details": [[plain(name), plain(value)] for name, value in telling.details],
        "quotations": list(telling.quotations),
    }
    return {name: value for name, value in said.items() if value}
