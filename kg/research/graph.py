"""A graph to work with in Python: on disk, or on a server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg.citation import Source, address_of, endpoint_source, store_source
from kg.query import Asked, Endpoint, LocalStore, Question, about, asked, load_questions, run
from kg.query.questions import find_question
from kg.query.web import DEADLINE
from kg.records import KgError
from kg.remote import CONTACTS, FACTS, KEYS, PUBLIC, read_store
from kg.research.evidence import Evidence, TextOf, evidence
from kg.research.files import FORMATS, store_of_file
from kg.research.rows import Rows
from kg.store import ArticleStore, as_of, check_day, confident, open_snapshot

if TYPE_CHECKING:
    import rdflib

_NAME = re.compile(r"[\w/-]+")


class Questions(Mapping[str, Question]):
    """The questions of the package by their names; printed, a list of them."""

    def __init__(self) -> None:
        self._questions = load_questions()

    def __getitem__(self, name: str) -> Question:
        return self._questions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def __repr__(self) -> str:
        width = max(map(len, self))
        return "\n".join(f"{name:<{width}}  {question.summary}" for name, question in self.items())


@dataclass(slots=True, repr=False)
class Graph:
    """A graph that answers questions; `kg.open` makes it. It only reads. Use it in a `with` block, or `close` it."""

    source: Source
    _text_of: TextOf
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the store back."""
        self._open.close()

    def __repr__(self) -> str:
        return f"kg.open({self.source.name!r})"

    @property
    def questions(self) -> Questions:
        """The questions of the package by their names."""
        return Questions()

    @property
    def version(self) -> str:
        """The version of the graph: a digest of all that it shows, or what a server tells; 'unknown' where it tells
        nothing."""
        return self.source.version()

    def about(self, question: str) -> str:
        """What a question asks, its parameters and columns, for people to read. Raises KgError where there is none of
        this name."""
        return about(question)

    def query(self, query: str | Path, /, **parameters: object) -> Rows:
        """The answer to `query`: the name of a question of the package, SPARQL, or the path of a file of it.

        `parameters` are those of the question: texts, numbers, dates, IRIs, or lists of them where it takes several.
        Entities and articles are known by their names too, as in `query("event-hosts", host="Kenya")`; what they were
        taken for is in `.asked.settings` of the answer. Raises KgError, in one line, where the query is malformed or
        does more than read, the question is unknown, a value is not understood, or no answer comes in time."""
        put = self._asked(query, parameters)
        return Rows(run(put.text, self.source.target), put, self.source)

    def evidence(self, subject: object = None, relation: object = None, object: object = None) -> list[Evidence]:
        """The words that facts rest on, as in `evidence("Khartoum Process", "member", "Egypt")`.

        `subject` and `object` are names or IRIs of entities, `relation` is one of the ontology's (`host`, `mg:host` or
        the IRI), `object` also a value (`2021-05-12`). What is not given may be anything. A list of Evidence,
        which `pandas.DataFrame` takes too; the sentence around the words comes from a store only, since servers hold no
        texts. Raises KgError where a name is unknown or means several things, or where nothing is given."""
        if subject is relation is object is None:
            raise KgError("evidence: give a subject, a relation or an object")
        return evidence(self.source.target, self._text_of, subject, relation, object)

    def graph(self) -> rdflib.Graph:
        """The plain facts of a store as an rdflib graph: a copy in memory, in Oxigraph, which answers its queries. For
        a part of them, or of a server, ask with CONSTRUCT and take `.graph()` of the answer. Raises KgError where this
        graph is on a server."""
        from kg.research.rdf import facts

        return facts(self._local())

    def dataset(self) -> rdflib.Dataset:
        """The plain facts and the named graphs, one an article, as an rdflib dataset: a copy in memory. Raises KgError
        where this graph is on a server."""
        from kg.research.rdf import dataset

        return dataset(self._local())

    def _asked(self, query: str | Path, parameters: Mapping[str, object]) -> Asked:
        if isinstance(query, str) and _NAME.fullmatch(query):
            return asked(find_question(query), list(_settings(parameters)), self.source.target)
        if parameters:
            raise KgError("parameters are for the questions of the package: write the values into your own query")
        return Asked(_read(query) if isinstance(query, Path) else query)

    def _local(self) -> LocalStore:
        if not isinstance(self.source.target, LocalStore):
            raise KgError(f"{self.source.name}: a server's graph is not copied as a whole: ask with CONSTRUCT")
        return self.source.target


def open_graph(
    place: str | Path,
    *,
    contacts: bool = False,
    min_confidence: float = 0.0,
    day: str = "",
    timeout: float = DEADLINE,
) -> Graph:
    """The graph at `place`, as `kg.open` tells."""
    if not 0 <= min_confidence <= 1:
        raise KgError(f"min_confidence={min_confidence}: give a number from 0 to 1")
    if day:
        check_day(day)
    server = None
    if isinstance(place, str) and place.startswith(("http://", "https://")):
        server = Endpoint(place, timeout)
        if not min_confidence and not day:
            return Graph(endpoint_source(server, contacts=contacts), lambda _: None)
    with ExitStack() as stack:
        store = whole = _copy(server, contacts) if server else _opened(Path(place), stack)
        if day:
            store, _ = as_of(whole, day)
        if min_confidence:
            store = ArticleStore(confident(store.store, min_confidence))
        name = address_of(server) if server else str(place)
        source = store_source(store, name, contacts=contacts, least=min_confidence, day=day)
        assert isinstance(source.target, LocalStore)
        source.target.deadline = timeout
        return Graph(source, whole.text_of, stack.pop_all())


def _opened(place: Path, stack: ExitStack) -> ArticleStore:
    """What stands at a path: a store, the results of a build, of which that is a part, or a file of RDF."""
    if place.suffix.lower() in FORMATS and not place.is_dir():
        return store_of_file(place)
    below = place / "store"
    return stack.enter_context(open_snapshot(below if below.is_dir() else place))


def _copy(server: Endpoint, contacts: bool) -> ArticleStore:
    """What a server holds, in memory, for some of it to be left out."""
    return read_store(server, (FACTS, PUBLIC, KEYS, CONTACTS) if contacts else (FACTS, PUBLIC, KEYS))


def _settings(parameters: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Names with values as users write them on the command line; None is no value."""
    for name, given in parameters.items():
        several = given if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
        yield from ((name, str(one)) for one in several if one is not None)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{file}: the query cannot be read ({error}): give a file of SPARQL in UTF-8") from error
