"""The files of a release that people read first: README.md and CITATION.cff."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

import yaml

from kg import settings
from kg.graph.reference_graph import ATTRIBUTION
from kg.release.contents import accuracy_table
from kg.release.dataset import ABOUT, LICENSE, TITLE
from kg.release.files import REDIRECTS_FOLDER
from kg.release.imprint import Agent
from kg.release.manifest import Release
from kg.release.markdown import table
from kg.release.quality import Quality
from kg.view.accuracy import accuracy_words

SPDX_LICENSE = "CC-BY-4.0"
_WITHOUT_WORDS = (
    " Nor the words that were quoted from them: of each segment there are its positions, and the SHA-256 of the words "
    "(`mg:textHash`) by which whoever has the text can check it."
)
_WITH_WORDS = " There are short quotations from them, the words that each claim rests on."


def readme(release: Release, found: Quality, *, quotations: bool) -> str:
    """The README.md of a release."""
    counts = release.data.counts
    numbers = {
        "articles": found.articles.total(),
        "claims": found.claims,
        "plain": counts.plain,
        "entities": counts.entities,
        "quads": counts.quads,
    }
    texts = {
        "title": TITLE,
        "version": release.version,
        "about": ABOUT,
        "issued": release.issued.isoformat(),
        "published": _published(release),
        "address": release.address,
        "previous": f" The release before it is <{release.previous}>." if release.previous else "",
        "files": "\n".join(f"| `{one.path}` | {one.size:,} | {one.title} |" for one in release.files),
        "redirects": _redirects(release),
        "ontology": settings.ONTOLOGY,
        "quotations": _WITH_WORDS if quotations else _WITHOUT_WORDS,
        "accuracy": accuracy_table(),
        "expected": accuracy_words(),
        "rights": release.rights,
        "attribution": ATTRIBUTION,
        "license": LICENSE,
        "answering": _answering(release),
        "sources": _sources(release),
    }
    template = Template(Path(__file__).with_name("readme.md").read_text(encoding="utf-8"))
    return template.substitute({name: f"{number:,}" for name, number in numbers.items()} | texts)


def citation(release: Release) -> str:
    """The CITATION.cff of a release (Citation File Format 1.2.0)."""
    content = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it as below.",
        "type": "dataset",
        "title": TITLE,
        "version": release.version,
        "date-released": release.issued,
        "authors": [_author(one) for one in release.imprint.creators],
        "abstract": ABOUT,
        "license": SPDX_LICENSE,
        "url": release.address,
        **({"doi": release.imprint.doi} if release.imprint.doi else {}),
        "identifiers": [
            {"type": "url", "value": release.address, "description": "The address of this release"},
            {"type": "other", "value": release.data.digest, "description": "The version of the graph"},
        ],
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)


def _redirects(release: Release) -> str:
    if not any(one.folder == REDIRECTS_FOLDER for one in release.files):
        return f"The IRIs begin with <{settings.BASE}>. They lead to data where that server answers for them."
    return (
        f"The IRIs begin with <{settings.BASE}>. **Nobody has registered that folder at w3id.org**: until somebody\n"
        "does, the IRIs are names that lead nowhere when they are looked up, the address of this release among them.\n"
        f"`{REDIRECTS_FOLDER}/` holds the redirects that a registration takes, and how to register them."
    )


def _author(one: Agent) -> dict[str, str]:
    """A person where the family name is told apart, else a name; with the ORCID, or the website of the project."""
    family = ("family-names", "given-names")
    named = dict(zip(family, one.parts, strict=True)) if one.parts else {"name": one.name}
    if one.orcid:
        return {**named, "orcid": one.iri}
    return {**named, "website": one.iri} if one.iri else named


def _answering(release: Release) -> str:
    """Who publishes it, who made it, and whom to ask, in one line."""
    stated = release.imprint
    whom = stated.contact
    publisher = _linked(stated.publisher.name, stated.publisher.iri)
    if stated.creators == (stated.publisher,):
        line = f"Published and created by {publisher}."
    else:
        line = f"Published by {publisher}; created by {'; '.join(_linked(c.name, c.iri) for c in stated.creators)}."
    if stated.stated_contact is None:
        return line
    return f"{line} Ask {_linked(whom.name, f'mailto:{whom.email}' if whom.email else whom.page)}."


def _linked(name: str, address: str) -> str:
    text = re.sub(r"([\\`*_\[\]<>])", r"\\\1", name)
    return f"[{text}](<{address}>)" if address else text


def _published(release: Release) -> str:
    if not release.published:
        return ""
    first, last = min(release.published), max(release.published)
    return f" that came out from {first} to {last}, as far as they say when"


def _sources(release: Release) -> str:
    rows = (
        (f"[{one.name}]({one.address})" if one.address else one.name, one.licence, one.terms, one.taken)
        for one in release.sources
    )
    return table(("Source", "Licence", "Terms", "What was taken"), rows)
