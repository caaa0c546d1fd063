"""One article from its text to the graph that goes to the store. It touches no store, so that any process can do it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg.decisions import Rulings
from kg.graph import ArticleGraph, article_graph
from kg.graph.terms import mg
from kg.language_model.reader import Beside, LanguageModel
from kg.records import Article, CannotGoOn, Extraction, KgError
from kg.validate import PRIVATE, ArticleRefused, Quarantined, ReferenceFacts, gate

_EXTRACTOR = mg("extractor")


@dataclass(frozen=True, slots=True)
class Ready:
    """An article as it goes to the store: its graph, lines for what was kept out of it, the version that read it, the
    seconds that each stage took, and what is to be said of the language model's part (see `Beside`)."""

    graph: ArticleGraph
    lines: tuple[Quarantined, ...]
    read_by: str
    seconds: dict[str, float]
    left_out: str
    failure: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an article cannot be stored: the kind of the line in the quarantine, what is said, lines where there are, and
    whether the next article would meet the same, so that the run ends."""

    kind: str
    said: str
    lines: tuple[Quarantined, ...] = ()
    ends_run: bool = False


Outcome = Ready | Refused


@dataclass(slots=True)
class ArticleWork:
    """What a run does to each article. It can be sent to another process, which loads the model of spaCy once.

    `version` is what an article counts as read by, `by_rules` where the language model had no part."""

    facts: ReferenceFacts
    rulings: Rulings
    version: str
    by_rules: str
    least: float = 0.0
    model: LanguageModel | None = None
    _seconds: dict[str, float] = field(default_factory=dict)

    def __call__(self, article: Article) -> Outcome:
        """The article as it goes to the store, or why it cannot. Whatever is wrong with it is an answer; where memory
        does not suffice, MemoryError is raised."""
        try:
            return self._ready(article)
        except ArticleRefused as refused:
            return Refused("article", f"{article.path}: {refused}", tuple(refused.lines))
        except CannotGoOn as error:
            return Refused("file", str(error), ends_run=True)
        except KgError as error:
            return Refused("file", str(error))
        except MemoryError:
            raise
        except Exception as error:
            said = f"{article.path}: {type(error).__name__}: {error}; report this, with the file"
            return Refused("article", said)

    def load(self) -> None:
        """Loads the model of spaCy, which the first article needs otherwise."""
        from kg.extract.text.language import model

        with suppress(KgError):  # as each article tells, where it cannot be
            model()

    def _ready(self, article: Article) -> Ready:
        self._seconds = {}
        with self._timed("extract"):
            read = self._read(article)
            read_by = self.version if read.read else self.by_rules
            graph = self._graph(read.extraction, read_by)
        with self._timed("validate"):
            graph, lines = gated(graph, self.facts, path=article.path)
        if read.left_out:
            lines.append(Quarantined(article.key, article.path, "statements", "", "", "", read.left_out, ""))
        return Ready(graph, tuple(lines), read_by, self._seconds, read.left_out, read.failure)

    def _read(self, article: Article) -> Beside:
        """What the article says by the rules, and by the language model where there is one. An article that the model
        failed for counts as read by the rules alone, so that the next run asks again."""
        from kg.extract import extract  # loads spaCy: only where there is something to read

        extraction = extract(article)
        return self.model.beside(extraction) if self.model else Beside(extraction, read=True)

    def _graph(self, extraction: Extraction, read_by: str) -> ArticleGraph:
        graph = self.rulings.apply(article_graph(extraction, least=self.least))
        return replace(graph, public=(*graph.public, ox.Triple(graph.article, _EXTRACTOR, ox.Literal(read_by))))

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._seconds[stage] = time.perf_counter() - start


def gated(graph: ArticleGraph, facts: ReferenceFacts, *, path: str = "") -> tuple[ArticleGraph, list[Quarantined]]:
    """What of an article's graph conforms to the shapes, contacts included, and lines for the rest. Raises
    ArticleRefused where the article itself does not conform."""
    parts: dict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)
    for quad in graph.quads():
        if isinstance(quad.graph_name, ox.NamedNode):
            parts[quad.graph_name].append(quad)
    public, contacts = parts[graph.graph], parts[graph.contacts_graph]
    kept, lines = gate(public, facts.of(public), article=graph.key, path=path)
    if contacts:
        known = [*kept, *facts.of(contacts)]
        private, more = gate(contacts, known, article=graph.key, path=path, shapes=PRIVATE)
        kept, lines = [*kept, *private], [*lines, *more]
    return graph.keeping(kept), lines
