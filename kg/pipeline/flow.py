"""The flow as one job: read, extract, make the graph, pass the gate, store, export. One bad article stops nothing."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.contacts import public_name, redact
from kg.decisions import (
    Decision,
    Rulings,
    check_decisions,
    read_decisions,
    record_decisions,
    redirect_quads,
    reference_redirects,
    stale,
    stored_decisions,
    unmatched,
)
from kg.decisions.lines import in_words
from kg.decisions.record import REFERENCE_DATA
from kg.export import export
from kg.export.files import whole_file
from kg.graph.article_graph import OUTSIDE_TEXT, TITLE, article_triples
from kg.graph.imported_graph import IMPORTED
from kg.graph.reference_graph import ontology_quads, reference_quads
from kg.graph.terms import article_iri, digest
from kg.language_model.reader import LanguageModel
from kg.language_model.readings import forget as forget_readings
from kg.language_model.settings import environment, readings_folder
from kg.pipeline.pruning import Agree, never, objection
from kg.pipeline.quarantine_file import NAME, QuarantineFile
from kg.pipeline.work import ArticleWork, Outcome, Ready, Refused, outcomes
from kg.pipeline.work.limits import USUAL, Limits
from kg.read import (
    ENDINGS,
    OtherLanguage,
    ReadError,
    Source,
    TooLarge,
    check_paths,
    find_articles,
    mark_of,
    read_article,
)
from kg.records import Article, CannotGoOn, KgError
from kg.store import KEPT, ArticleStore, is_damage, kept_out, publish, record_candidates, record_reports
from kg.store.states import end_forgetting, is_forgetting
from kg.validate import Quarantined, ReferenceFacts, as_lines
from kg.validate.quarantine import from_lines
from kg.version import code_version
from kg.view import graph_page, report
from kg.withheld import Withheld, without_names
from kg.withheld.plan import plan_rest

Progress = Callable[[int, int, str], None]
"""Told before each article, and once at the end: how many are done, of how many, and the name of the next."""

Say = Callable[[str], None]
STAGES = ("read", "extract", "validate", "store", "export")
STORE = "store"
RESULTS = ("graph.ttl", "graph.trig", "report.html", "graph.html")
"""The files that tell of all that the store holds."""
_LEAST = "+least"
_QUOTED = 20
"""Characters of a quotation that tells an article from others."""
_COUNTED = ("found", "added", "replaced", "skipped", "removed", "failed", "withheld", "nowhere")


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a run did, what the store holds now, where the results are, and the seconds that each stage took."""

    found: int
    added: int
    replaced: int
    skipped: int
    removed: int
    failed: int
    articles: int
    actors: int
    events: int
    claims: int
    quarantined: int
    files: tuple[Path, ...]
    seconds: dict[str, float]
    strict: bool = False
    withheld: int = 0
    nowhere: int = 0
    """How many arguments lead to no file or folder."""

    @property
    def exit_code(self) -> int:
        """0, or 1 where no article at all could be used or an argument leads nowhere, or, if `strict`, where anything
        was kept out."""
        used = self.added + self.replaced + self.skipped + self.withheld
        return int(not used or self.nowhere > 0 or (self.strict and self.failed + self.quarantined > 0))


def build(
    paths: Sequence[Path | str],
    out: Path | str,
    *,
    prune: bool = False,
    agree: Agree = never,
    strict: bool = False,
    least: float = 0.0,
    decisions: Path | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int | str = 0,
    seconds_per_article: float = USUAL.seconds,
    store_only: bool = False,
    readings: Path | None = None,
    progress: Progress | None = None,
    say: Say | None = None,
) -> BuildSummary:
    """Reads the articles under `paths` into the store below `out` and writes the results there.

    An article that the store has with the same text, read by the same version, is not read again; one with another
    text replaces. `prune` removes articles that are no longer found, where nothing speaks against it: an argument that
    leads to nothing, an input that cannot be listed or read, or that more than a fifth of the articles would go; then
    `agree` is told so, and answers whether they go all the same. `store_only` leaves the files that tell of all of
    the store as they are: writing them takes the longer the more it holds, all else the longer the more is new. Claims
    of a confidence below `least` stand in the graph of their article without a plain fact; an article read with another
    `least` is read again. The table `decisions` takes the place of the decisions in the store; without one, those
    hold. `columns` names the columns of collections, by what they hold: text, title, url, published, publisher, id,
    language. `readings` is the folder of what a language model read, in place of that of the environment. So many
    `workers` extract and validate: this process where there are none, else processes that it spawns (a script that
    calls this keeps it below `if __name__ == "__main__"`), or where it is `ray` those of Ray; the results are the same.
    An article on which `seconds_per_article` of processor time were spent is refused. Spawned processes alone end at
    once over one that takes too long or too much memory (see `kg.pipeline.work.limits`). What cannot be used becomes a
    line of `quarantine.jsonl` and, through `say`, a message. Raises KgError where no argument leads anywhere, the store
    or a result cannot be written, workers do not start, or the decisions or the settings of a language model cannot
    be used."""
    check_paths(paths)
    model = LanguageModel.configured(environment(readings))
    target = Path(out)
    target.mkdir(parents=True, exist_ok=True)
    with ArticleStore.open(target / STORE) as store:
        withheld = Withheld.load(target / STORE)
        if decisions is None:
            check_decisions(store)
        if is_forgetting(target / STORE):
            build_again(store, withheld, *plan_rest(store, withheld))
            if say:
                say(f"{target / STORE}: a request to forget that was broken off is carried out")
        people = stored_decisions(store.store) if decisions is None else read_decisions(decisions)
        rulings = Rulings((*reference_redirects(), *without_names(people, withheld)))
        run = _Run(store, target, say or (lambda _: None), least, model, rulings, columns or {}, withheld)
        run.prepare()
        sources = run.find(paths)
        told = progress or (lambda *_: None)
        run.take(sources, workers, told, Limits(seconds=seconds_per_article))
        told(len(sources), len(sources), "writing the results")
        if prune:
            run.prune(agree)
        return run.finish(strict=strict, store_only=store_only)


def build_again(
    store: ArticleStore,
    withheld: Withheld,
    gone: Sequence[str],
    articles: Sequence[Article],
    undecided: Collection[Decision],
) -> int:
    """Takes articles out of a store on disk by their keys, and the others again without what is withheld, each as
    surely as it was read; the decisions `undecided` go too. Then writes store and results anew, so that no file keeps
    anything of what is gone. Answers of a language model go before, while the store still has the texts that tell
    which; returns how many. Raises KgError as `build`."""
    assert store.directory is not None
    before = [(_text_at(store, key), "") for key in gone]
    before += [(_text_at(store, article.key), article.text) for article in articles]

    def tells(text: str) -> bool:
        quotes = len(text) >= _QUOTED and any(text in whole and text not in left for whole, left in before)
        return quotes or withheld.names(text)

    answers = forget_readings(readings_folder(os.environ), tells)
    people = [one for one in stored_decisions(store.store) if one not in undecided]
    model = LanguageModel.configured()
    rulings = Rulings((*reference_redirects(), *without_names(people, withheld)))
    run = _Run(store, store.directory.parent, lambda _: None, 0.0, model, rulings, withheld=withheld)
    run.prepare()
    for key in gone:
        run.take_out(key)
    for article in articles:
        marker = store.marker(article.key)
        run.least = least_of(marker.version) if marker else 0.0
        run.again(article)
    run.quarantine.drop_paths(lambda path: withheld.calls(path, any_case=True))
    run.finish(anew=True)
    end_forgetting(store.directory)
    return answers


def _text_at(store: ArticleStore, key: str) -> str:
    """The text of an article of the store, empty where it has none."""
    marker = store.marker(key)
    return (store.text_of(marker.article) if marker else None) or ""


def least_of(version: str) -> float:
    """The confidence below which claims gave no fact where an article counts as read by this version."""
    return float(version.partition(_LEAST)[2] or 0)


@dataclass(slots=True)
class _Run:
    """One run of `build`."""

    store: ArticleStore
    out: Path
    say: Say
    least: float
    model: LanguageModel | None = None
    rulings: Rulings = field(default_factory=Rulings)
    columns: Mapping[str, str] = field(default_factory=dict)
    withheld: Withheld = field(default_factory=lambda: Withheld.load(None))
    stale: set[ox.NamedNode] = field(default_factory=set)
    read_by: str = field(init=False)
    quarantine: QuarantineFile = field(init=False)
    facts: ReferenceFacts = field(default_factory=ReferenceFacts)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    paths: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    lines: list[Quarantined] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)
    done: int = 0

    def __post_init__(self) -> None:
        self.read_by = self._version(fingerprint(self.model))

    def prepare(self) -> None:
        """Loads reference data and ontology, and what earlier runs kept out."""
        written = kept_out(self.store)
        with self._timed("store"):
            reference = list(reference_quads())
            self.facts.add(reference)
            self.store.load_reference(chain(reference, ontology_quads(), redirect_quads(self.rulings)))
            self.stale = stale(self.store.store, self.rulings)
        if lost := len(self.store.lost):
            self.say(f"{self.out / STORE}: lost {lost} of its articles, as in a power cut: those found are read again")
        self.quarantine = QuarantineFile(self.out).load(self._stored_hash)
        if written is not None and self.quarantine.is_alone and as_lines(self.quarantine.lines()) != written:
            self.say(f"{self.out / NAME}: is not as it was written: put back from what the store has of it")
            self.quarantine = QuarantineFile(self.out).of(from_lines(written))

    def find(self, paths: Sequence[Path | str]) -> list[Source]:
        """What there is to read; a path that leads to nothing becomes a line, and the others go on."""
        refused = set()

        def refuse(path: Path | str, error: ReadError) -> None:
            refused.add(path)
            name = public_name(str(path))
            self._failed("file", name, str(error).replace(str(path), name))

        sources = find_articles(
            paths,
            lambda line: self._left_out(line, paths),
            refuse=refuse,
            doubt=self.doubts.append,
            columns=self.columns,
            without=[self.out / name for name in (STORE, NAME, *RESULTS)],
        )
        if not sources and (good := [path for path in paths if path not in refused]):
            listed = ", ".join(str(path) for path in good)
            self._failed("file", listed, f"{listed}: no articles there; give {ENDINGS} files")
        self.counts["found"] = len(sources)
        self.counts["nowhere"] = sum(not os.path.exists(path) for path in refused)  # noqa: PTH110 - names may be too long
        return sources

    def take(self, sources: Sequence[Source], workers: int | str, progress: Progress, limits: Limits) -> None:
        """All articles, from file to store, in their order. Whatever is wrong with one stays its own affair."""
        with closing(outcomes(self._work(), self._wanted(sources, progress), workers, limits)) as worked:
            for article, outcome in worked:
                with self._alone(article.path):
                    self._take(article, outcome)
                self.done += 1

    def prune(self, agree: Agree) -> None:
        """Removes the articles that this run did not find, where nothing speaks against it or somebody agrees."""
        stored = sorted({*self.store.keys(), *self.store.lost})
        found = self.paths.keys() | self.seen
        gone = [
            key
            for key in stored
            if key not in found and not key.startswith(IMPORTED) and key.rpartition("#")[0] not in self.seen
        ]
        held = sum(not key.startswith(IMPORTED) for key in stored)
        if (why := objection(gone, held, self.doubts)) and not agree(f"{why}: {len(gone):,} to remove"):
            self.say(f"nothing was removed: {why}; mend that, or give --prune=all to remove {len(gone):,} all the same")
            return
        with self._timed("store"):
            self.counts["removed"] = sum(self.store.remove(key) for key in gone)
        self.quarantine.keep_only(set(stored) - set(gone), self.seen)

    def again(self, article: Article) -> None:
        """Takes an article of the store again. One that fails now is taken out: what it was is not to stay."""
        known = self.quarantine.by_article.get(article.key)
        at = replace(article, path=known[0].path if known else article.key)
        with self._alone(at.path):
            self._take(at, self._work()(at))
        if self._stored_hash(article.key) != digest(article.text):
            self.take_out(article.key)

    def take_out(self, key: str) -> None:
        """Takes an article out, with what was kept out of it."""
        self.store.remove(key)
        self.quarantine.by_article.pop(key, None)

    def finish(self, *, strict: bool = False, store_only: bool = False, anew: bool = False) -> BuildSummary:
        """Publishes the store for readers, writes the results and sums up. With `anew` no file keeps anything of what
        was taken out."""
        self._decide()
        self._say_what_is_withheld()
        for key in sorted(self.store.lost):
            self.say(f"{key}: the store lost it, and this run did not read it: build or import it again")
        with self._timed("store"):
            record_candidates(self.store)
            record_reports(self.store)
        with self._timed("export"):
            if anew:
                self.store.rewrite()
            self.quarantine.note_paths(self.seen, self.lines)
            lines = [line for line in self.quarantine.lines() if not self._tells_of_withheld(line)]
            publish(self.store, 1 if anew else KEPT, as_lines(lines))
            older = ", ".join(name for name in RESULTS if store_only and (self.out / name).exists())
            if older:
                self.say(f"{self.out}: {older}: as they were, maybe older than the store: run without --store-only")
            files = write_results(self.store, self.out, lines, store_only=store_only)
            self.quarantine.forget_journal()
        held = self.store.summary()
        counts = {name: self.counts[name] for name in _COUNTED}
        kept_out = sum(line.kind in ("claim", "entity", "fact") for line in lines)
        return BuildSummary(**counts, **held, quarantined=kept_out, files=files, seconds=self.seconds, strict=strict)

    def _say_what_is_withheld(self) -> None:
        whole, shortened = self.counts["withheld"], self.counts["shortened"]
        if whole or shortened:
            self.say(f"withheld on request: {whole:,} articles, and sentences of {shortened:,} others")

    def _tells_of_withheld(self, line: Quarantined) -> bool:
        return any(map(self.withheld.names, line.as_dict().values()))

    def _work(self) -> ArticleWork:
        by_rules = self._version(code_version())
        return ArticleWork(self.facts, self.rulings, self.read_by, by_rules, self.least, self.model)

    def _wanted(self, sources: Sequence[Source], progress: Progress) -> Iterator[Article]:
        """The articles that have to be worked on, each read when it is asked for."""
        for source in sources:
            progress(self.done, len(sources), source.name)
            self.seen.add(source.name)
            wanted = None
            if self.withheld.names(source.name):
                self.counts["withheld"] += 1
            else:
                with self._alone(source.name, source.where):
                    wanted = self._read(source)
            if wanted:
                yield wanted
            else:
                self.done += 1

    def _read(self, source: Source) -> Article | None:
        """The article in a file, or None where nothing is to be done about it."""
        with self._timed("read"):
            mark = mark_of(source)
            if mark and self._is_as_read(source, mark):
                return None
            reading = read_article(source)
        article = self.withheld.article(reading.article)
        if article is None:
            self.counts["withheld"] += 1
            self.take_out(reading.article.key)
            return None
        for note in reading.notes:
            self._note(source.name, note.replace(source.where, source.name))
        if reading.notes or article.text != reading.article.text:
            mark = ""  # it is read each time, to tell so
        self.counts["shortened"] += article.text != reading.article.text
        if self._double(article):
            return None
        if self._current(article):
            self.store.note_source(article.key, mark)
            self._skip(article.key, article.path)
            return None
        self.marks[article.key] = mark
        return article

    def _is_as_read(self, source: Source, mark: str) -> bool:
        """Whether the store has what was read from these very bytes, as this version reads it: then it is skipped."""
        marker = self.store.of_source(mark)
        if marker is None or marker.version not in self._versions() or marker.article in self.stale:
            return False
        if self.paths.setdefault(marker.key, source.name) != source.name:
            return False
        self._skip(marker.key, source.name)
        return True

    def _skip(self, key: str, path: str) -> None:
        self.counts["skipped"] += 1
        self.quarantine.note_path(key, path)

    def _current(self, article: Article) -> bool:
        """Whether the store has it with this text, described like this, read by this version and as the decisions will
        have it."""
        text_hash = digest(article.text)
        held = any(self.store.is_current(article.key, text_hash, version) for version in self._versions())
        return held and article_iri(article.key) not in self.stale and self._described(article)

    def _described(self, article: Article) -> bool:
        """Whether the store says of an article what it says of itself, as far as that stands outside its text."""
        iri = article_iri(article.key)
        said = set(article_triples(article, iri))
        return all(
            {quad.triple for quad in self.store.store.quads_for_pattern(iri, predicate, None, iri)}
            == {triple for triple in said if triple.predicate == predicate}
            for predicate in (*OUTSIDE_TEXT, *([TITLE] if article.title else ()))
        )

    def _take(self, article: Article, outcome: Outcome) -> None:
        """Stores what the work on an article gave, or puts down why it gave nothing. Raises CannotGoOn where no other
        would give anything either."""
        if isinstance(outcome, Refused):
            if outcome.ends_run:
                raise CannotGoOn(outcome.said)
            self._failed(outcome.kind, article.path, outcome.said, outcome.lines)
            return
        self._say_of_model(article, outcome)
        for stage, seconds in outcome.seconds.items():
            self.seconds[stage] += seconds
        known = self.store.marker(article.key) is not None
        with self._timed("store"):
            self.quarantine.note_article(article.key, outcome.graph.text_hash, outcome.lines)
            self.store.commit_article(outcome.graph, outcome.read_by, source=self.marks.pop(article.key, ""))
        self.stale.discard(outcome.graph.article)
        self.counts["replaced" if known else "added"] += 1

    def _say_of_model(self, article: Article, outcome: Ready) -> None:
        if outcome.left_out:
            self.say(f"{article.path}: {outcome.left_out}")
        if outcome.failure:
            self._note(article.path, f"{article.path}: {outcome.failure}")

    def _double(self, article: Article) -> bool:
        """Whether this run had another file with the same key: the first one stands."""
        first = self.paths.setdefault(article.key, article.path)
        if first == article.path:
            return False
        what = "address" if article.url else "name or words"
        message = f"{article.path}: has the same {what} as {first}, which was read; remove one of the two"
        self._failed("file", article.path, message)
        return True

    def _versions(self) -> tuple[str, ...]:
        """The version that reads now; and that of the rules, where they have to do because the language model was
        given up."""
        by_rules = (self._version(code_version()),) if self.model and self.model.given_up else ()
        return self.read_by, *by_rules

    def _version(self, read_by: str) -> str:
        return read_by + (f"{_LEAST}{self.least:g}" if self.least else "")

    def _decide(self) -> None:
        """Puts down the decisions that hold now, and says which articles do not follow them and which are of no use."""
        record_decisions(self.store, self.rulings)
        for article in sorted(self.stale, key=str):
            marker = self.store.article(article)
            if marker is not None:
                self.say(f"{marker.key}: it does not follow the decisions: build or import it again")
        for decision in () if self.stale else unmatched(self.store.store, self.rulings):
            if decision.by != REFERENCE_DATA:
                self.say(f"the decision to {in_words(decision)} matches nothing any more: mend it, or take it out")

    def _failed(self, kind: str, path: str, said: str, lines: Iterable[Quarantined] = ()) -> None:
        self.counts["failed"] += 1
        self.seen.add(path)
        self.say(said)
        self.lines += lines or [Quarantined(path, path, kind, "", "", "", redact(said), "")]

    def _note(self, path: str, line: str, *, said: bool = False) -> None:
        self.seen.add(path)
        if not said:
            self.say(line)
        self.lines.append(Quarantined(path, path, "note", "", "", "", redact(line), ""))

    def _left_out(self, line: str, paths: Sequence[Path | str]) -> None:
        """A note on a file in a folder, which the results name by its path below the folder."""
        self.say(line)
        for path in paths:
            line = line.replace(f"{os.path.realpath(path)}{os.sep}", "", 1)
        name = public_name(line.partition(": ")[0])
        self._note(name, f"{name}: {line.partition(': ')[2]}", said=True)

    def _holds(self, name: str) -> bool:
        """Whether the store has an article that is known by the name of its file, so that it counts as found."""
        return name in self.store.lost or self.store.marker(name) is not None

    def _stored_hash(self, key: str) -> str | None:
        marker = self.store.marker(key)
        return None if marker is None else marker.text_hash

    @contextmanager
    def _alone(self, name: str, where: str = "") -> Iterator[None]:
        """What is wrong with an article becomes a line, and the run goes on. Results name the file as the store does,
        and do not tell `where` on a machine they were made."""
        try:
            yield
        except CannotGoOn:
            raise
        except KgError as error:
            if not isinstance(error, OtherLanguage) and not (isinstance(error, TooLarge) and self._holds(name)):
                self.doubts.append(f"{name} could not be read")
            self._failed("file", name, str(error).replace(where or name, name))
        except (Exception, RecursionError) as error:
            if is_damage(error):
                raise
            self._failed("article", name, f"{name}: {type(error).__name__}: {error}; report this, with the file")

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - start


def write_results(
    store: ArticleStore, out: Path, lines: Sequence[Quarantined], *, store_only: bool = False
) -> tuple[Path, ...]:
    """Writes the files beside a store, and returns their paths; with `store_only` those that tell of all of it stay as
    they are. Raises KgError where one cannot be written."""
    quarantine = out / NAME
    write_text(quarantine, as_lines(lines))
    if store_only:
        return quarantine, out / STORE
    turtle, trig, report_file, graph_file = results = tuple(out / name for name in RESULTS)
    export(store, "turtle", turtle)
    export(store, "trig", trig)
    write_text(report_file, report(store.store, lines))
    write_text(graph_file, graph_page(store.store))
    return *results, quarantine, out / STORE


def fingerprint(model: LanguageModel | None = None) -> str:
    """The version that an article is read by: that of the code, and the language model that reads with the rules where
    one is set, by the environment where none is given. Another one reads every article again. Raises KgError where the
    settings of the model cannot be used."""
    model = model or LanguageModel.configured()
    return code_version() + (f"+language-model {model.settings.model}" if model else "")


def write_text(path: Path | str, text: str) -> None:
    """Writes a file whole or not at all; `-` is standard output. Raises KgError where it cannot be written."""
    with whole_file(path) as file:
        file.write(text.encode("utf-8", "replace"))
