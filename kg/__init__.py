"""Migration Governance Knowledge Graph: press releases in, a validated RDF knowledge graph out.

import kg

with kg.open("out/store") as graph:
    print(graph.questions)
    graph.query("participating-states", state="Egypt").df()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kg.records import KgError
    from kg.research import Graph

__all__ = ["KgError", "__version__", "open"]
__version__ = "0.1.0"


def open(
    place: str | Path,
    *,
    contacts: bool = False,
    min_confidence: float = 0.0,
    as_of: str = "",
    timeout: float = 60.0,
) -> Graph:
    """Opens a graph to ask in Python.

        with kg.open("out/store") as graph:
            rows = graph.query("event-hosts", host="Kenya")      # or SPARQL
            rows[0].eventLabel                                   # a cell
            rows.df()                                            # a pandas data frame
            rows.cite("hosts.yaml").footnote                     # a citation
            graph.evidence("Technical Working Group Meeting", "host", "Kenya")

    place: the folder of results or the store that `kg build` made (its newest published state is read, whatever is
        built meanwhile), `graph.ttl`, `graph.trig` or another file of RDF, or the address of a SPARQL 1.1 server.
    contacts: show telephone numbers and e-mail addresses too.
    min_confidence: leave out the claims that are less sure, from 0 to 1, and the facts that rest on them.
    as_of: leave out the articles that were not published by this date (2021-06-30, 2021-06 or 2021), those
        without a date that tells, and the facts that rest on these; members of organisations are those of then, where
        that is known. With either of the two, all that a server holds is read into memory first.
    timeout: seconds that an answer may take.

    Raises kg.KgError, in one line, where there is no such store or file, or the address is none."""
    from kg.research import open_graph

    return open_graph(place, contacts=contacts, min_confidence=min_confidence, day=as_of, timeout=timeout)


def __getattr__(name: str) -> object:
    """`kg.KgError`, loaded when it is used: importing the program costs nothing."""
    if name == "KgError":
        from kg.records import KgError

        return KgError
    raise AttributeError(f"module 'kg' has no attribute '{name}'")
