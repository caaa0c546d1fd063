"""Puts a store that can be read in the place of one that cannot, and brings back what a store lost.

What holds the most of what the journal tells stands in the end: the store itself, else the newest of its snapshots;
then comes from the other snapshots what that lacks, also of what people decided, and what none of them has is read
again from articles that are found. What is damaged is moved away, never deleted, and only once what takes its place is
whole. A snapshot from before the last request to withhold something is not used."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.graph.imported_graph import IMPORTED
from kg.health.copies import lacking
from kg.pipeline.quarantine_file import NAME as QUARANTINE
from kg.records import KgError
from kg.store import ArticleStore, Marker, inventory, snapshots_of
from kg.store.articles import LIVE, NOTHING_DECIDED, check_requests, is_denied, is_gone, is_locked
from kg.store.journal import NAME as JOURNAL
from kg.store.journal import lacks_decisions, lost, tells
from kg.store.rewriting import REPAIRED, settle
from kg.store.states import FORGETTING, KEY, LIST, State, requests_of
from kg.validate.quarantine import from_lines

_NAMED = 5
_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy of the store that can be read from end to end; `snapshot` is None for the store itself."""

    snapshot: Path | None
    markers: tuple[Marker, ...]
    decisions: str

    @property
    def name(self) -> str:
        return f"snapshot {self.snapshot.name}" if self.snapshot else "the store itself"

    @property
    def keys(self) -> set[str]:
        return {marker.key for marker in self.markers}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a repair does: `fault` is why the store cannot stay, empty where it can; `base` stands in the end, None
    where nothing can be read; each of `lost` comes from the first of `copies` that has it, else is read again. Where
    the base lacks what people decided last, that comes from `decided`, and nobody has it where it is `undecided`.
    `untold`: no journal tells what was stored last. `changed` are files that are not as they were written."""

    fault: str
    base: _Copy | None
    copies: tuple[_Copy, ...]
    lost: frozenset[str]
    decided: _Copy | None = None
    undecided: bool = False
    untold: bool = False
    changed: tuple[str, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether the store is moved away."""
        return self.base is None or self.base.snapshot is not None

    @property
    def acts(self) -> bool:
        """Whether there is anything to do or to tell."""
        return bool(self.fault or self.lost or self.decided or self.undecided or self.untold)

    @property
    def kept(self) -> set[str]:
        """What of `lost` another copy has."""
        return {key for key in self.lost if any(key in copy.keys for copy in self.copies)}


def repair(directory: Path, say: Callable[[str], None]) -> None:
    """Reads the store at `directory` from end to end, tells through `say` what it will do about what it meets, and does
    so. Raises KgError where another process writes to it, or it cannot be written."""
    try:
        settle(directory, REPAIRED)
        if not directory.is_dir():
            return
        plan = plan_of(directory)
        gc.collect()  # frames of an error that was met keep the store open, and so its lock
        _set_aside(directory.parent / QUARANTINE, say)
        for what in plan.changed:
            say(f"{directory}: {what}")
        if not plan.acts:
            more = "nothing to repair" if not plan.changed else "it stays"
            say(f"{directory}: can be read from end to end, and lacks nothing: {more}")
            return
        target = _free(directory)
        for line in in_words(plan, directory, target):
            say(line)
        if plan.moves:
            _exchange(plan, directory, target)
        else:
            _bring(plan, directory)
    except OSError as error:
        raise KgError(f"{directory}: cannot be repaired ({error.strerror}): check its folder and the disk") from error


def plan_of(directory: Path) -> Plan:
    """What there is to do. The store is opened as a writer does, and changed no more than that does. Raises KgError
    where it may not be opened."""
    settle(directory / LIVE)
    journal, changed = tells(directory), inventory.damage(directory, LIVE)
    check_requests(directory, changed)
    snapshots = [copy for path in reversed(snapshots_of(directory)) if (copy := _readable(directory, path))]
    fault, live = _live(directory)
    copies = ([live] if live else []) + snapshots

    def lacks(copy: _Copy) -> set[str]:
        if journal:
            return lost(directory, copy.markers)
        return snapshots[0].keys - copy.keys if snapshots else set()

    def is_undecided(copy: _Copy | None) -> bool:
        return lacks_decisions(directory, copy.decisions if copy else NOTHING_DECIDED, NOTHING_DECIDED)

    base = min(copies, key=lambda copy: (len(lacks(copy)), is_undecided(copy)), default=None)
    missing = lacks(base) if base else lost(directory, ())
    if base and base.snapshot and not fault:
        fault = f"lacks {len(lacks(copies[0])):,} articles that it had, or what people decided"
    undecided = is_undecided(base)
    decided = next((copy for copy in snapshots if undecided and not is_undecided(copy)), None)
    return Plan(
        fault,
        base,
        tuple(copy for copy in snapshots if copy is not base),
        frozenset(missing),
        decided,
        undecided and not decided,
        not journal,
        tuple(changed),
    )


def in_words(plan: Plan, directory: Path, target: Path) -> list[str]:
    """The plan, a line a step."""
    lines = []
    if plan.moves:
        place = f"{plan.base.name} is in its place" if plan.base else "none of its snapshots can be read"
        rest = "" if plan.base else "; import again what was imported, and give again what was decided"
        lines.append(f"{directory}: damaged ({plan.fault}): moved to {target.name}; {place}{rest}")
    elif plan.lost:
        lines.append(f"{directory}: stays, and lacks {len(plan.lost):,} articles that it had")
    if plan.kept:
        lines.append(f"{directory}: taken from other snapshots: {_listed(plan.kept)}")
    rest_of = plan.lost - plan.kept
    if found := {key for key in rest_of if not key.startswith(IMPORTED)}:
        lines.append(f"{directory}: read again where it is found: {_listed(found)}")
    if imported := {key.removeprefix(IMPORTED) for key in rest_of if key.startswith(IMPORTED)}:
        lines.append(f"{directory}: lost, to be imported again: {_listed(imported)}")
    if plan.decided:
        lines.append(f"{directory}: what people decided is taken from {plan.decided.name}")
    if plan.undecided:
        lines.append(f"{directory}: what people decided last is lost: give it again with kg build --decisions FILE")
    if plan.untold:
        known = plan.base.name if plan.base else "nothing"
        lines.append(
            f"{directory}: {JOURNAL} tells nothing: what was stored beyond {known}, nobody knows: give all articles, "
            "and import and decide again what is not there"
        )
    return lines


def _listed(keys: set[str] | frozenset[str]) -> str:
    named = sorted(keys)
    more = f" and {len(named) - _NAMED:,} more" if named[_NAMED:] else ""
    return f"{', '.join(named[:_NAMED])}{more}"


def _live(directory: Path) -> tuple[str, _Copy | None]:
    """Why the live store cannot be read or written, empty where it can; and what it holds then."""
    if not (directory / LIVE).is_dir():
        return "there is no live store", None
    if is_gone(directory):
        return "what tells its files apart is missing", None
    try:
        with ArticleStore.open(directory, mending=True) as store:
            faults = (*lacking(store.store), *(fault.message for fault in store.check()))
            return (faults[0], None) if faults else ("", _Copy(None, tuple(store.markers()), store.decisions()))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the engine is no Exception
        if isinstance(error, KgError) and (is_locked(error.__cause__) or is_denied(error.__cause__)):
            raise
        cause = error.__cause__ or error
        return " ".join(str(cause).split()), None


def _readable(directory: Path, snapshot: Path) -> _Copy | None:
    """A snapshot as far as it can be used: whole, and following all requests to withhold something."""
    requests, state = requests_of(directory), State.read(directory, snapshot.name)
    if requests and requests != (state.requests if state else ""):
        return None
    try:
        store = ArticleStore(Store.read_only(str(snapshot)))
        if any(lacking(store.store)) or any(store.check()):
            return None
        return _Copy(snapshot, tuple(store.markers()), store.decisions())
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return None


def _exchange(plan: Plan, directory: Path, target: Path) -> None:
    """Moves the store away once another one, which has all that can be had, is whole beside it."""
    repaired = directory.with_name(f"{directory.name}{REPAIRED}")
    unfinished = repaired.with_suffix(_UNFINISHED)
    for leftover in (repaired, unfinished):  # of a repair that was broken off
        shutil.rmtree(leftover, ignore_errors=True)
    _put(plan, directory, unfinished)
    _bring(plan, unfinished)
    unfinished.rename(repaired)
    directory.rename(target)
    settle(directory, REPAIRED)


def _put(plan: Plan, damaged: Path, directory: Path) -> None:
    """Makes the base the live store of a directory, with what is to hold for it."""
    directory.mkdir()
    for name in filter(
        lambda name: (damaged / name).exists(), (LIST, KEY, FORGETTING, JOURNAL)
    ):  # what is withheld stays so
        shutil.copy2(damaged / name, directory / name)
    if plan.base and plan.base.snapshot:
        Store.read_only(str(plan.base.snapshot)).backup(str(directory / LIVE))


def _bring(plan: Plan, directory: Path) -> None:
    """Takes what the base lacks from the other copies."""
    with ArticleStore.open(directory, mending=True) as store:
        for copy in plan.copies:
            if wanted := sorted(plan.lost & copy.keys - {*store.keys()} | (store.lost & copy.keys)):
                other = ArticleStore(Store.read_only(str(copy.snapshot)))
                for key in wanted:
                    store.take_from(other, key)
        if plan.decided:
            other = ArticleStore(Store.read_only(str(plan.decided.snapshot)))
            stand, wanted_now = ({*one.decided()} for one in (store, other))
            store.decide(stand - wanted_now, wanted_now - stand)


def _set_aside(quarantine: Path, say: Callable[[str], None]) -> None:
    """Moves a file of what was kept out away that is none."""
    try:
        from_lines(quarantine.read_text("utf-8") if quarantine.exists() else "")
    except ValueError as error:
        target = _free(quarantine)
        quarantine.rename(target)
        say(f"{quarantine}: damaged ({error}): moved to {target.name}")


def _free(directory: Path) -> Path:
    number = 1
    while (target := directory.with_name(f"{directory.name}.damaged{number}")).exists():
        number += 1
    return target
