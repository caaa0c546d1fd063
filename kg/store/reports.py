"""Articles that carry one text are one report, which they published: of several sources it is one.

Each publication but the first points to the first one. What stands there is found from the texts of the whole store,
so that it does not depend on the order of articles; where it is known what changed, and that is little, those reports
alone are found anew that it concerns. Such links stand beside the questions of identity, in the graph of decisions: no
article says them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg import settings
from kg.graph.dating import Subject
from kg.graph.terms import DCTERMS
from kg.store.articles import FIRST_PUBLICATION, ArticleStore
from kg.store.shingles import SHINGLE, is_same, needed, shingles

_DECISIONS, _RUNS = NamedNode(settings.DECISIONS_GRAPH), NamedNode(settings.RUNS_GRAPH)
_ISSUED = NamedNode(DCTERMS + "issued")
_RARE = 200
"""In how many articles a run of words may stand to be looked up before others."""
_UNDATED = "9999"


def record_reports(store: ArticleStore) -> int:
    """Records which articles carry one text, in place of what stood there; returns how many are not the first
    publication of their report. Raises KgError where the store cannot be written."""
    changed = store.unpublished
    if changed.base:
        concerned = _with_their_reports(store, filter(_is_article, changed.graphs))
        found = _found(store, concerned)
        ends = concerned.union(*map(_ends, found))
        links = (quads for end in ends for quads in (_stand(store, end, None), _stand(store, None, end)))
        stands = {quad.triple for quads in links for quad in quads}
    else:
        found = reports(store)
        stands = {quad.triple for quad in _stand(store, None, None)}
    _put(store, stands, found)
    return sum(1 for _ in _stand(store, None, None))


def reports(store: ArticleStore) -> set[Triple]:
    """Which article has which first publication, found from all texts of the store."""
    return _found(store, (marker.article for marker in store.markers()))


def keep_reports(store: ArticleStore) -> None:
    """Lets reports be those of the articles that are left in a store, some of which may have been taken out: no text is
    read, for a copy of a published store may have none. Raises KgError where the store cannot be written."""
    stands = {quad.triple for quad in _stand(store, None, None)}
    reports: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for triple in stands:
        if isinstance(triple.object, NamedNode):
            reports[triple.object] |= {end for end in _ends(triple) if store.article(end) is not None}
    _put(store, stands, {link for report in reports.values() for link in _links(store, report)})


def _put(store: ArticleStore, stands: set[Triple], wanted: set[Triple]) -> None:
    if stands != wanted:
        store.replace_triples(_DECISIONS, stands - wanted, wanted - stands)


def _found(store: ArticleStore, articles: Iterable[NamedNode]) -> set[Triple]:
    return {link for report in _reports(store, articles) for link in _links(store, report)}


def _is_article(graph: NamedNode) -> bool:
    return graph.value.startswith(settings.ARTICLE)


def _stand(store: ArticleStore, one: NamedNode | None, first: NamedNode | None) -> Iterator[Quad]:
    return store.store.quads_for_pattern(one, FIRST_PUBLICATION, first, _DECISIONS)


def _ends(triple: Triple) -> set[NamedNode]:
    return {end for end in (triple.subject, triple.object) if isinstance(end, NamedNode)}


def _with_their_reports(store: ArticleStore, articles: Iterable[NamedNode]) -> set[NamedNode]:
    """The articles, and those that carried one text with them until now."""
    found = set(articles)
    firsts = found.union(*(_ends(quad.triple) for article in found for quad in _stand(store, article, None)))
    return firsts.union(*(_ends(quad.triple) for first in firsts for quad in _stand(store, None, first)))


def _reports(store: ArticleStore, articles: Iterable[NamedNode]) -> Iterator[set[NamedNode]]:
    """The reports of these articles that have several publications: whoever has the text of one of them is of it."""
    done: set[NamedNode] = set()
    for article in articles:
        if article in done:
            continue
        report, left = {article}, [article]
        while left:
            new = _like(store, left.pop(), report)
            report |= new
            left += new
        if len(report) > 1:
            yield report
        done |= report


def _links(store: ArticleStore, report: set[NamedNode]) -> Iterator[Triple]:
    """That each publication but the first has that one."""
    first, *others = sorted(report, key=lambda article: (_issued(store, article), article.value)) or (None,)
    for article in others:
        if first is not None:
            yield Triple(article, FIRST_PUBLICATION, first)


def _issued(store: ArticleStore, article: NamedNode) -> str:
    quads = store.store.quads_for_pattern(article, _ISSUED, None, article)
    return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default=_UNDATED)


def _like(store: ArticleStore, article: NamedNode, known: set[NamedNode]) -> set[NamedNode]:
    """The other articles with the same text, without those that are known."""
    near = _near(store.store, article, known)
    own = _shingles(store, article) if near else set()
    return {other for other in near if is_same(own, _shingles(store, other))}


def _shingles(store: ArticleStore, article: NamedNode) -> set[str]:
    return shingles(store.text_of(article) or "")


def _near(store: Store, article: NamedNode, known: set[NamedNode]) -> set[NamedNode]:
    """The unknown articles with enough of the sketch of this one. Whoever has so much has some of its rarest runs: the
    words that a publisher puts below each article are looked up only where there is nothing else."""
    runs = [quad.object for quad in store.quads_for_pattern(article, SHINGLE, None, _RUNS)]
    least = needed(len(runs))
    having = {run: _number_with(store, run) for run in runs}
    rarest = sorted(runs, key=lambda run: (having[run], str(run)))[: len(runs) - least + 1]
    others = {quad.subject for run in rarest for quad in store.quads_for_pattern(None, SHINGLE, run, _RUNS)}
    return {
        other
        for other in others
        if isinstance(other, NamedNode)
        and other not in known
        and sum(Quad(other, SHINGLE, run, _RUNS) in store for run in runs) >= least
    }


def _number_with(store: Store, run: Subject | Literal | Triple) -> int:
    """How many articles have the run in their sketch, as far as it has to be known."""
    return sum(1 for _ in islice(store.quads_for_pattern(None, SHINGLE, run, _RUNS), _RARE))
