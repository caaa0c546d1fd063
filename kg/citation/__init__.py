"""Results that one can cite: what was asked, a digest of the answer and of the graph, and asking again."""

from kg.citation.citation import Citation, cite
from kg.citation.files import as_yaml, read_citation, write_citation
from kg.citation.replay import Comparison, replay
from kg.citation.source import Source, address_of, endpoint_source, store_source
from kg.citation.version import UNKNOWN, graph_version, published_version

__all__ = [
    "UNKNOWN",
    "Citation",
    "Comparison",
    "Source",
    "address_of",
    "as_yaml",
    "cite",
    "endpoint_source",
    "graph_version",
    "published_version",
    "read_citation",
    "replay",
    "store_source",
    "write_citation",
]
