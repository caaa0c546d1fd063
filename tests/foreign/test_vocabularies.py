"""Statements in the vocabularies of others become the claims that they mean, each with its source and the line it rests
on; what has no counterpart is listed, and nothing else stands in the graph."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import settings
from kg.graph.terms import ALT_LABEL, LABEL, RDF_TYPE, SKOS, article_iri, mg
from kg.store import open_snapshot

Kg = Callable[..., tuple[int, str, str]]
FILES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "vocabularies.toml").read_text("utf-8"))["file"]
DESCRIBED = {RDF_TYPE, LABEL, ALT_LABEL, ox.NamedNode(SKOS + "exactMatch"), mg("identityKey")}

CLAIMS = """
PREFIX mg: <https://w3id.org/mgkg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?subject ?relation ?object ?publisher ?words ?fact {
    GRAPH ?article {
        ?claim a mg:Claim ; rdf:subject ?s ; rdf:predicate ?relation ; rdf:object ?o ; mg:evidence/oa:exact ?words .
        ?article dcterms:publisher ?publisher .
    }
    BIND(EXISTS { ?s ?relation ?o } AS ?fact)
    ?s rdfs:label ?subject .
    OPTIONAL { ?o rdfs:label ?label }
    BIND(CONCAT(STR(?o), " ", COALESCE(STR(?label), "")) AS ?object)
}
"""


def claims(folder: Path) -> list[dict[str, str]]:
    """All claims with the names of what they are about, who states them and the words that they rest on."""
    with open_snapshot(folder) as store:
        rows = store.store.query(CLAIMS)
        assert isinstance(rows, ox.QuerySolutions)
        names = [variable.value for variable in rows.variables]
        return [{name: row[name].value for name in names} for row in rows]  # type: ignore[union-attr]


def is_of(claim: dict[str, str], said: dict[str, str]) -> bool:
    """Whether a claim is the one that a statement means, and stands as a fact too where it is not over."""
    iri, _, label = claim["object"].partition(" ")
    return (
        claim["subject"] == said["subject"]
        and claim["relation"].endswith(f"#{said['relation']}")
        and (said["object"] in (label, claim["object"].strip()) or iri.endswith(f"/{said['object']}"))
        and said["from"] in claim["words"]
        and claim["fact"] == ("false" if said.get("over") else "true")
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["name"])
def test_each_statement_becomes_the_claim_that_it_means(kg: Kg, folder: Path, tmp_path: Path, file: dict[str, Any]):
    (tmp_path / file["name"]).write_text(file["text"], "utf-8")
    code, out, err = kg("import", tmp_path / file["name"], "--source", "A Register", "--store", folder)
    assert (code, out) == (0, "")
    made = claims(folder)
    wrong = [said for said in file["statements"] if "relation" in said and not any(is_of(c, said) for c in made)]
    assert wrong == []
    assert {claim["publisher"] for claim in made} == {"A Register"}
    for said in file["statements"]:
        if "relation" not in said:
            assert not [claim for claim in made if said["from"] in claim["words"]], said
    assert ("Left out" in err) == any("relation" not in said for said in file["statements"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["name"])
def test_no_triple_stands_in_the_graph_without_a_claim(kg: Kg, folder: Path, tmp_path: Path, file: dict[str, Any]):
    with open_snapshot(folder) as store:
        before = set(store.store)
    (tmp_path / file["name"]).write_text(file["text"], "utf-8")
    kg("import", tmp_path / file["name"], "--source", "A Register", "--store", folder)
    with open_snapshot(folder) as store:
        added = set(store.store) - before
    article = article_iri("import:A Register")
    public = [quad for quad in added if quad.graph_name in (article, ox.DefaultGraph())]
    entities = [q for q in public if not str(q.subject).startswith(f"<{settings.ARTICLE}")]
    claimed = {
        tuple(
            next(q.object for q in added if q.subject == claim and q.predicate.value.endswith(f"#{end}"))
            for end in ends
        )
        for ends in [("subject", "predicate", "object")]
        for claim in {q.subject for q in added if q.object == mg("Claim")}
    }
    bare = [q for q in entities if (q.subject, q.predicate, q.object) not in claimed and q.predicate not in DESCRIBED]
    assert bare == []
    assert not [q for q in public if ".well-known/genid" in str(q.subject) + str(q.object)]


def test_the_statements_are_enough():
    said = [statement for file in FILES for statement in file["statements"]]
    assert len(FILES) == 5 and len(said) >= 40 and sum("relation" in one for one in said) >= 36
