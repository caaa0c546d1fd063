"""The store of articles: one writer, one transaction an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg import settings
from kg.graph.article_graph import ArticleGraph, contacts_graph, text_graph
from kg.graph.imported_graph import IMPORTED
from kg.graph.terms import DCTERMS, PROV, RDF_TYPE, article_iri, digest, integer, mg, storable
from kg.records import CannotGoOn, KgError
from kg.store import inventory
from kg.store.checksums import FileSum
from kg.store.default_graph import REFERENCE, Changes, changes, recomputed, redated
from kg.store.held import Held
from kg.store.held import change as change_of_counts
from kg.store.journal import NAME as JOURNAL
from kg.store.journal import Journal, Marker, begin, lacks_decisions, tells, writer_of
from kg.store.name_index import changed, mended
from kg.store.name_index import version as version_of_names
from kg.store.rewriting import REPAIRED, clear, copy_files, exchange, settle, write_copy
from kg.store.shingles import sketch
from kg.store.states import KEY, LIST, STATES, State, clear_unfinished
from kg.store.unpublished import Unpublished

LIVE = "live"
"""The folder below the store's directory in which the writer works."""

RUNS = NamedNode(settings.RUNS_GRAPH)
DECISIONS = NamedNode(settings.DECISIONS_GRAPH)
ONTOLOGY = NamedNode(settings.ONTOLOGY_GRAPH)
TRIPLES = NamedNode("http://rdfs.org/ns/void#triples")
VERSION = NamedNode(DCTERMS + "hasVersion")
_GENERATED = NamedNode(PROV + "wasGeneratedBy")
_KEY, _TEXT, _TEXT_HASH, _SOURCE = mg("key"), mg("text"), mg("textHash"), mg("sourceHash")
_OF_MARKER = (_KEY, _TEXT_HASH, VERSION, TRIPLES)
NOTHING_DECIDED = digest("")
"""What `ArticleStore.decisions` gives where nobody decided anything."""
FIRST_PUBLICATION = mg("firstPublication")
_FOUND = (mg("identityCandidate"), FIRST_PUBLICATION)
"""What nobody decided: it is found by comparing articles, and stands among the decisions."""

_FLUSHED = 500
"""After so many articles what the engine has in memory goes to disk: it takes hundreds of MB else, and a power cut
costs as many articles."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the store that is not as its markers say."""

    graph: str
    message: str


class CannotWrite(CannotGoOn):
    """The store takes nothing more: no article after this one would go in."""


def is_damage(error: Exception) -> bool:
    """Whether the engine found that its files are not as it wrote them."""
    return isinstance(error, OSError | RuntimeError) and "Corruption" in str(error)


def damaged(directory: Path | None, error: Exception) -> CannotWrite:
    """What to do about a damaged store."""
    return CannotWrite(f"{directory}: the store is damaged ({error}): run kg build --repair with all of its articles")


def is_gone(directory: Path) -> bool:
    """Whether a store was there, and the file is missing without which the engine sees none."""
    live = directory / LIVE
    others = (live.glob("*.sst"), (directory / "snapshots").glob("[0-9]*[0-9]"))
    return not (live / "CURRENT").exists() and any(any(found) for found in others)


def is_denied(error: BaseException | None) -> bool:
    """Whether files could not be opened for want of permission, which is no damage."""
    return isinstance(error, PermissionError) or any(
        said in str(error) for said in ("Permission denied", "Operation not permitted", "Read-only file system")
    )


def is_full(error: BaseException | None) -> bool:
    """Whether no room is left, on the disk or for this user, which is no damage."""
    return any(said in str(error) for said in ("No space left on device", "Disk quota exceeded"))


def is_locked(error: BaseException | None) -> bool:
    """Whether a store could not be opened because another process writes to it."""
    return "/LOCK" in str(error) or "lock hold" in str(error)


def unreadable(directory: Path, error: Exception) -> KgError:
    """What to do where a published state cannot be read."""
    return KgError(
        f"{directory}: the store is damaged ({' '.join(str(error).split())}): 'kg doctor --store {directory}' tells "
        "what is wrong and how to mend it"
    )


class ArticleStore:
    """A graph store that holds whole articles only. `store` is the pyoxigraph store below, for queries; `public`, of a
    published state, a second one with its public graphs alone; `lost` the keys of articles that were committed and that
    it does not hold as they were, until they are committed again; `lost_decisions` tells the same of what people
    decided."""

    def __init__(self, store: Store, directory: Path | None = None, public: Store | None = None) -> None:
        self.store = store
        self.directory = directory
        self.public = public
        self.lost: set[str] = set()
        self.lost_decisions = False
        self.unpublished = Unpublished()
        self._journal: Journal | None = None
        self._known: tuple[FileSum, ...] | None = None
        self._held = Held()
        self._unflushed = 0

    @classmethod
    def open(cls, directory: Path | str, *, mending: bool = False) -> ArticleStore:
        """Opens the store at `directory` for writing, a new one where there is none. Raises KgError where another
        process writes to it, where it cannot be opened, or where its files are not as its last writer left them; where
        only the engine has to tell that it can read them, `mending` opens it all the same.

        What the journal tells and the store lacks is `lost`; where the last writer did not come to its end, so are
        articles that are not as their markers say, which are taken out."""
        place = Path(directory)
        path = place / LIVE
        try:
            settle(Path(directory), REPAIRED)
            settle(path)
            if is_gone(place):  # the engine would begin anew, in silence
                raise damaged(place, RuntimeError("what tells its files apart is missing"))
            _check_files(place, mending=mending)
            path.mkdir(parents=True, exist_ok=True)
            before = inventory.take_away(place)
            try:
                if not (path / "CURRENT").exists():
                    begin(place)
                opened = cls(Store(str(path)), place)
            except BaseException:
                if before is not None:
                    before.write(place)
                raise
            clear(path)
            clear_unfinished(place)
            opened._known = tuple(before.files.values()) if before else ()
            opened._follow(Journal(place), anew=mending)
        except (OSError, RuntimeError, ValueError) as error:
            raise _cannot_open(place, error) from error
        return opened

    @classmethod
    def in_memory(cls) -> ArticleStore:
        """An empty store that is gone with the process."""
        return cls(Store())

    def __enter__(self) -> ArticleStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.directory is not None and isinstance(error, Exception) and is_damage(error):
            self._give_up()
            raise damaged(self.directory, error) from error
        if isinstance(error, CannotWrite):
            self._give_up()  # a flush would fail too, and hide why
        else:
            self.close()

    def close(self) -> None:
        """Writes all to disk and gives up the lock."""
        try:
            if self.directory is not None and hasattr(self, "store"):
                self.flush()
                if self._journal is not None:
                    self._journal.close(**self._closing())
                self._give_up()
                self._take_stock()
        finally:
            self._give_up()

    def _take_stock(self) -> None:
        if self.directory is not None and self._known is not None:
            newest = max((self.directory / STATES).glob("*.json"), default=None)
            published = State.read(self.directory, newest.stem) if newest else None
            known = (*self._known, *(published.files.values() if published else ()))
            inventory.take_stock(self.directory, LIVE, JOURNAL, known)

    def _give_up(self) -> None:
        self._journal = self.public = None
        if hasattr(self, "store"):
            del self.store

    def commit_article(
        self, graph: ArticleGraph, version: str = settings.VERSION, run: NamedNode | None = None, source: str = ""
    ) -> Marker:
        """Stores an article in one transaction: its graphs, the default graph's share, its marker; the old version
        leaves at the same time. `version` names the code and ontology that read it, `run` the run, `source` the mark
        of what it was read from. Nothing changes where it stands there already, as read by the same run. Raises KgError
        where the store cannot be written."""
        graphs = {graph.graph: graph.public, graph.contacts_graph: graph.contacts, graph.text_graph: (graph.text,)}
        count = sum(len(set(triples)) for triples in graphs.values())
        marker = Marker(graph.article, storable(graph.key), graph.text_hash, version, count)
        text = "" if graph.key.startswith(IMPORTED) else _value(graph.text.object)  # facts have no text of their own
        graphs[RUNS] = (*marker_triples(marker, run, source), *sketch(marker.article, text))
        if marker.key in self.lost or not self._stands(marker.article, graphs):
            self._replace(marker, graphs)
            self._note(marker.key, marker)
        return marker

    def take_from(self, other: ArticleStore, key: str) -> bool:
        """Stores an article as another store has it; False where that has none. Raises KgError where the store cannot
        be written."""
        marker = other.marker(key)
        if marker is None:
            return False
        graphs = {graph: tuple(other._triples(graph)) for graph in _graphs_of(marker.article)}
        graphs[RUNS] = tuple(quad.triple for quad in other.store.quads_for_pattern(marker.article, None, None, RUNS))
        self._replace(marker, graphs)
        self._note(key, marker)
        return True

    def remove(self, key: str) -> bool:
        """Takes an article out with all that only it supports; False where the store has no such article."""
        marker = self.marker(key)
        if marker is not None:
            self._replace(marker, {})
        if marker is not None or key in self.lost:
            self._note(key)
        return marker is not None

    def load_reference(self, quads: Iterable[Quad]) -> bool:
        """Stores the quads of the reference and the ontology graph; the facts of the former stand in the default graph
        too. Nothing is done (False) where they are the same as before. Raises KgError on a blank node or another
        graph."""
        graphs: dict[NamedNode, set[Triple]] = {REFERENCE: set(), ONTOLOGY: set()}
        for quad in quads:
            graph = quad.graph_name
            if (
                not isinstance(graph, NamedNode)
                or graph not in graphs
                or BlankNode in (type(quad.subject), type(quad.object))
            ):
                raise KgError(
                    f"{quad}: reference data has no blank nodes and stands in the reference or ontology graph"
                )
            graphs[graph].add(quad.triple)
        lines = sorted(f"{triple} {graph}" for graph, triples in graphs.items() for triple in triples)
        mark = Triple(REFERENCE, _TEXT_HASH, Literal(digest("\n".join(lines))))
        if Quad(mark.subject, mark.predicate, mark.object, RUNS) in self.store:
            return False
        change = changes(self.store, REFERENCE, self._triples(REFERENCE), graphs[REFERENCE])
        self.unpublished.note(graphs, change.removed | change.added)
        self._update(
            [
                *_default_graph(change),
                *(f"DROP SILENT GRAPH {graph}" for graph in graphs),
                f"DELETE WHERE {{ GRAPH {RUNS} {{ {REFERENCE} ?p ?o }} }}",
                _insertion({**graphs, RUNS: (mark,)}),
                *_of_runs(changed(self.store, change)),
            ]
        )
        return True

    def replace_triples(self, graph: NamedNode, removed: Iterable[Triple], added: Iterable[Triple]) -> None:
        """Changes a graph that no article owns (decisions, runs) in one transaction. Raises KgError where the store
        cannot be written."""
        gone, new = frozenset(removed), tuple(added)
        if gone and not new and all(triple in gone for triple in self._triples(graph)):
            blocks = [f"DROP SILENT GRAPH {graph}"]  # an empty graph would still be written
        else:
            blocks = [_block(step, graph, triples) for step, triples in (("DELETE", gone), ("INSERT", new)) if triples]
        if blocks:
            self.unpublished.note([graph])
            self._update(blocks)

    def decisions(self) -> str:
        """A digest of what people decided."""
        return digest("\n".join(sorted(map(str, self.decided()))))

    def decided(self) -> Iterator[Triple]:
        """What people decided, as it stands in the store."""
        return (triple for triple in self._triples(DECISIONS) if triple.predicate not in _FOUND)

    def decide(self, removed: Iterable[Triple], added: Iterable[Triple]) -> None:
        """Changes what people decided. Raises KgError where the store cannot be written."""
        gone, new = [*removed], [*added]
        self.replace_triples(DECISIONS, gone, new)
        if gone or new or self.lost_decisions:
            self.lost_decisions = False
            self._put_down(lambda journal: journal.decided(self.decisions()))

    def marker(self, key: str) -> Marker | None:
        """The marker of the article with this key, or None."""
        return self.article(article_iri(key))

    def article(self, iri: NamedNode) -> Marker | None:
        """The marker of the article with this IRI, or None."""
        return self._marker(iri)

    def of_source(self, source: str) -> Marker | None:
        """The marker of the article that was read from what has this mark, or None."""
        quads = self.store.quads_for_pattern(None, _SOURCE, Literal(source), RUNS)
        found = (self._marker(quad.subject) for quad in quads if isinstance(quad.subject, NamedNode))
        return next((marker for marker in found if marker and marker.key not in self.lost), None)

    def note_source(self, key: str, source: str) -> None:
        """Puts down what an article would be read from now. Raises KgError where the store cannot be written."""
        article = article_iri(key)
        stands = [quad.triple for quad in self.store.quads_for_pattern(article, _SOURCE, None, RUNS)]
        wanted = [Triple(article, _SOURCE, Literal(source))] if source else []
        if stands != wanted:
            self.replace_triples(RUNS, stands, wanted)

    def markers(self) -> Iterator[Marker]:
        """The markers of all articles, in the order of their IRIs."""
        quads = self.store.quads_for_pattern(None, _KEY, None, RUNS)
        for article in sorted((quad.subject for quad in quads if isinstance(quad.subject, NamedNode)), key=_value):
            if (marker := self._marker(article)) is not None:
                yield marker

    def is_current(self, key: str, text_hash: str, version: str = settings.VERSION) -> bool:
        """Whether the article with this key stands here with this text, read by this version."""
        marker = None if key in self.lost else self.marker(key)
        return marker is not None and (marker.text_hash, marker.version) == (text_hash, version)

    def keys(self) -> list[str]:
        """The keys of all articles, sorted."""
        return sorted(marker.key for marker in self.markers())

    def text_of(self, article: NamedNode | str) -> str | None:
        """The stored text of the article with this IRI, or None."""
        node = NamedNode(article) if isinstance(article, str) else article
        quads = self.store.quads_for_pattern(node, _TEXT, None, text_graph(node))
        return next((quad.object.value for quad in quads if isinstance(quad.object, Literal)), None)

    def summary(self) -> dict[str, int]:
        """How many articles there are, and how many actors, events and public claims they name. It costs nothing."""
        return dict(self._held.counts)

    def counts(self) -> dict[str, int]:
        """How much the store holds: articles, claims with private ones, facts of the default graph, quads. They are not
        counted by queries: over a damaged file the engine counts errors without end, until memory is full."""
        found = {
            "articles": self.store.quads_for_pattern(None, _KEY, None, RUNS),
            "claims": self.store.quads_for_pattern(None, RDF_TYPE, mg("Claim"), None),
            "facts": self.store.quads_for_pattern(None, None, None, DefaultGraph()),
        }
        return {**{name: sum(1 for _ in quads) for name, quads in found.items()}, "quads": len(self.store)}

    def check(self, *, default_graph: bool = False) -> Iterator[Fault]:
        """What is not as the markers say: numbers of triples, texts against their digests, graphs without a marker.
        With `default_graph` also whether it holds what the other graphs say and no more (in memory)."""
        marked = set()
        for marker in self.markers():
            marked |= set(_graphs_of(marker.article))
            yield from self._faults(marker)
        for graph in self.store.named_graphs():
            if _is_of_article(graph) and graph not in marked:
                yield Fault(_value(graph), "stands in the store without a marker: read the article again")
        if default_graph:
            stands = {quad.triple for quad in self.store.quads_for_pattern(None, None, None, DefaultGraph())}
            for triple in sorted(map(str, stands ^ recomputed(self.store))):
                yield Fault("default graph", f"holds too much or too little: {triple}")
            if (change := mended(self.store)) != Changes():
                number = len(change.removed | change.added)
                yield Fault("default graph", f"{number:,} of its names are not as they are in the index of names")

    def compact(self) -> None:
        """Orders the files on disk for reading, after a big build."""
        self.store.optimize()
        self.flush()

    def rewrite(self) -> None:
        """Writes the files anew from what stands in the store, so that they hold nothing that was taken out: the engine
        keeps the words of what it deletes. Raises KgError where they cannot be written."""
        assert self.directory is not None, "a store in memory has no files"
        self.flush()
        try:
            write_copy(self.store, self.directory / LIVE)
            del self.store
            exchange(self.directory / LIVE)
            self.store = Store(str(self.directory / LIVE))
            clear(self.directory / LIVE)
            self.unpublished = Unpublished()
            if self._journal is not None:
                self._journal.shorten(self.markers(), self.decisions())
        except (OSError, RuntimeError) as error:
            raise self._cannot_write(error) from error

    def bring_back(self, snapshot: Path) -> None:
        """Puts what a snapshot holds in the place of what stands here. Raises KgError where the files cannot be
        written."""
        assert self.directory is not None and self._journal is not None, "a store in memory has no files"
        self.flush()
        try:
            copy_files(snapshot, self.directory / LIVE)
            self._journal.give_up()  # it would take for lost what is not to be there any more
            self._journal = None
            del self.store
            exchange(self.directory / LIVE)
            self.store = Store(str(self.directory / LIVE))
            clear(self.directory / LIVE)
            self.lost, self.lost_decisions, self.unpublished = set(), False, Unpublished()
            self._follow(Journal(self.directory))
        except (OSError, RuntimeError) as error:
            raise self._cannot_write(error) from error

    def flush(self) -> None:
        """Sees to it that all that was committed outlasts a power cut."""
        try:
            if self._journal is not None:
                self._mark_state()
                self._journal.sync()
            self.store.flush()
            self._unflushed = 0
        except (OSError, RuntimeError) as error:
            raise self._cannot_write(error) from error

    def _follow(self, journal: Journal, *, anew: bool = False) -> None:
        """Goes on with the journal; compares the store with it where it does not tell that they agree. It is written
        `anew` where it is long, or in any case."""
        closing = journal.closing or {}
        agree = closing.get("state") in self._states() and closing.get("decisions") == self.decisions()
        if agree and closing["names"] == version_of_names():
            self._held, self.unpublished = Held.put_down(closing), Unpublished(str(closing.get("clean", "")))
            markers: Iterable[Marker] = self.markers()
        else:
            markers = self._examine(journal)
        if not (self.lost or self.lost_decisions) and (anew or journal.is_long(self._held.counts["articles"])):
            journal.shorten(markers, self.decisions())
        self._journal = journal

    def _examine(self, journal: Journal) -> list[Marker]:
        """Compares the store with its journal, and returns the markers of its articles."""
        faulty = [] if journal.closing else [marker for marker in self.markers() if any(self._faults(marker))]
        for marker in faulty:
            self._replace(marker, {})
        markers = list(self.markers())
        for marker in markers if journal.is_new else faulty:
            journal.stored(marker)
        if journal.is_new:
            journal.decided(self.decisions())
        self.lost = journal.lost(markers)
        self.lost_decisions = lacks_decisions(journal.directory, self.decisions(), NOTHING_DECIDED)
        change = redated(self.store)  # an older version published all dates of an event
        self._update([*_default_graph(change), *_of_runs(mended(self.store))])
        self._held = Held.counted(self.store, markers)
        return markers

    def _closing(self) -> dict[str, object]:
        """What the next writer may rely on; nothing where something is lost, so that it looks for that again."""
        if self.lost or self.lost_decisions:
            return {}
        return {
            **self._held.as_line(),
            "clean": self.unpublished.published,
            "names": version_of_names(),
            "decisions": self.decisions(),
        }

    def _states(self) -> set[str]:
        """The state that the store had when it was last flushed."""
        quads = self.store.quads_for_pattern(RUNS, _TEXT_HASH, None, RUNS)
        return {quad.object.value for quad in quads if isinstance(quad.object, Literal)}

    def _mark_state(self) -> None:
        state, stands = self._held.name, self._states()
        if stands != {state}:
            old, new = ([Triple(RUNS, _TEXT_HASH, Literal(one)) for one in names] for names in (stands, (state,)))
            self.replace_triples(RUNS, old, new)

    def _note(self, key: str, marker: Marker | None = None) -> None:
        """Puts down in the journal that an article was committed, or taken out."""
        self.lost.discard(key)
        if self._journal is None:
            return
        self._put_down(lambda journal: journal.removed(key) if marker is None else journal.stored(marker))
        self._unflushed += 1
        if self._unflushed >= _FLUSHED:
            self.flush()

    def _put_down(self, line: Callable[[Journal], None]) -> None:
        try:
            if self._journal is not None:
                line(self._journal)
        except OSError as error:
            raise self._cannot_write(error) from error

    def _stands(self, article: NamedNode, graphs: Mapping[NamedNode, Iterable[Triple]]) -> bool:
        """Whether the graphs of an article are these, and its marker too."""
        marked = {quad.triple for quad in self.store.quads_for_pattern(article, None, None, RUNS)}
        return marked == set(graphs[RUNS]) and all(
            set(self._triples(graph)) == set(graphs[graph]) for graph in _graphs_of(article)
        )

    def _replace(self, marker: Marker, graphs: Mapping[NamedNode, Iterable[Triple]]) -> None:
        """Puts graphs in the place of those of an article, in one transaction; where there are none, takes it out."""
        article, old = marker.article, list(self._triples(marker.article))
        new = tuple(graphs.get(article, ()))
        stood, change = self._marker(article), changes(self.store, article, old, new)
        counts = change_of_counts(self.store, article, old, new)
        self.unpublished.note([article], change.removed | change.added)
        self._update([*_replacement(article, change, graphs), *_of_runs(changed(self.store, change))])
        self._held.counts.update(counts)
        for turned in (stood, marker if graphs else None):
            self._held.turn(turned)

    def _faults(self, marker: Marker) -> Iterator[Fault]:
        count = sum(1 for graph in _graphs_of(marker.article) for _ in self._triples(graph))
        if count != marker.triples:
            yield Fault(
                marker.article.value, f"holds {count} triples instead of {marker.triples}: read {marker.key} again"
            )
        if digest(self.text_of(marker.article) or "") != marker.text_hash:
            yield Fault(marker.article.value, f"its stored text is not the one that was read: read {marker.key} again")

    def _marker(self, article: NamedNode) -> Marker | None:
        quads = (self.store.quads_for_pattern(article, name, None, RUNS) for name in _OF_MARKER)
        found = {quad.predicate: _value(quad.object) for found in quads for quad in found}
        if _KEY not in found:
            return None
        count = found.get(TRIPLES, "")
        return Marker(
            article,
            found[_KEY],
            found.get(_TEXT_HASH, ""),
            found.get(VERSION, ""),
            int(count) if count.isdecimal() else -1,
        )

    def _triples(self, graph: NamedNode) -> Iterator[Triple]:
        return (quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph))

    def _update(self, steps: list[str]) -> None:
        if not steps:
            return
        try:
            self.store.update(" ;\n".join(steps))
        except (OSError, RuntimeError) as error:
            raise self._cannot_write(error) from error

    def _cannot_write(self, error: Exception) -> CannotWrite:
        if is_damage(error):
            return damaged(self.directory, error)
        return CannotWrite(f"{self.directory}: the store cannot be written ({error}): make room and run again")


def marker_triples(marker: Marker, run: NamedNode | None = None, source: str = "") -> Iterator[Triple]:
    """A marker as it stands in the graph of runs."""
    yield Triple(marker.article, _KEY, Literal(marker.key))
    yield Triple(marker.article, _TEXT_HASH, Literal(marker.text_hash))
    yield Triple(marker.article, VERSION, Literal(marker.version))
    yield Triple(marker.article, TRIPLES, integer(marker.triples))
    if run is not None:
        yield Triple(marker.article, _GENERATED, run)
    if source:
        yield Triple(marker.article, _SOURCE, Literal(source))


def _replacement(article: NamedNode, change: Changes, graphs: Mapping[NamedNode, Iterable[Triple]]) -> list[str]:
    return [
        *_default_graph(change),
        *(f"DROP SILENT GRAPH {graph}" for graph in _graphs_of(article)),
        f"DELETE WHERE {{ GRAPH {RUNS} {{ {article} ?p ?o }} }}",
        *([_insertion(graphs)] if graphs else []),
    ]


def _graphs_of(article: NamedNode) -> tuple[NamedNode, NamedNode, NamedNode]:
    return article, contacts_graph(article), text_graph(article)


def _is_of_article(graph: object) -> bool:
    return _value(graph).startswith((settings.ARTICLE, settings.CONTACTS_GRAPHS, settings.TEXT_GRAPHS))


def _default_graph(change: Changes) -> Iterator[str]:
    for operation, triples in (("DELETE", change.removed - change.added), ("INSERT", change.added)):
        if triples:
            yield f"{operation} DATA {{\n{_lines(triples)}}}"


def _insertion(graphs: Mapping[NamedNode, Iterable[Triple]]) -> str:
    blocks = (f"GRAPH {graph} {{\n{_lines(triples)}}}" for graph, triples in graphs.items() if triples)
    return "INSERT DATA {\n" + "\n".join(blocks) + "\n}"


def _of_runs(change: Changes) -> Iterator[str]:
    """What comes to the graph of runs, or leaves it."""
    for step, triples in (("DELETE", change.removed), ("INSERT", change.added)):
        if triples:
            yield _block(step, RUNS, triples)


def _block(step: str, graph: NamedNode, triples: Iterable[Triple]) -> str:
    return f"{step} DATA {{ GRAPH {graph} {{\n{_lines(triples)}}} }}"


def _lines(triples: Iterable[Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))


def check_requests(directory: Path, changed: Iterable[str]) -> None:
    """Raises KgError where what `changed` in a store is what tells what is withheld on request: nothing mends that."""
    if others := [what for what in changed if what.startswith((LIST, KEY))]:
        raise KgError(
            f"{directory}: {others[0]}: put it back from a backup, for without it nobody knows what is withheld on "
            "request"
        )


def _check_files(directory: Path, *, mending: bool) -> None:
    """Raises KgError where a store is not as its last writer left it; when it is mended, only where nothing can be done
    about that."""
    changed = inventory.damage(directory, LIVE)
    check_requests(directory, changed)
    if mending:
        return
    if not changed and (directory / LIVE / "CURRENT").exists() and not tells(directory):
        changed = [f"{JOURNAL}, which tells what was stored, is missing or empty"]
    if changed:
        raise damaged(directory, RuntimeError(changed[0]))


def _cannot_open(directory: Path, error: Exception) -> KgError:
    if is_denied(error):  # of the lock too, which is then no writer's
        return KgError(f"{directory}: you may not write there ({error}): change its permissions, or give another --out")
    if is_locked(error):
        writer = writer_of(directory)
        who = f"another kg (process {writer})" if writer else "another kg"
        return KgError(f"{directory}: {who} is writing to this store: wait until it is done, or give another --out")
    if is_full(error):
        return KgError(f"{directory}: no room is left on the disk ({error}): make room and run again")
    if is_damage(error):
        return damaged(directory, error)
    return KgError(
        f"{directory}: the store cannot be opened ({error}): give another directory, or run kg build --repair"
    )
