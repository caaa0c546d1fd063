"""`kg forget` on the terminal."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer
from pyoxigraph import Store
from rich.table import Table

from kg.citation.citation import now
from kg.cli.console import PlainConsole, say
from kg.cli.store import opened_for_writing
from kg.decisions import check_decisions
from kg.pipeline.erasure import forget, others_that_tell
from kg.records import KgError
from kg.store import ArticleStore, snapshots_of
from kg.withheld import PERSON, Withheld
from kg.withheld.plan import Plan, plan_article, plan_person

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ELSEWHERE = (
    "backups, releases, exports and tables of decisions in other folders, and servers keep it: run kg push --prune, "
    "and make releases anew"
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is put down about a request: on which day, by whom, why."""

    on: str
    by: str
    reason: str

    def day(self) -> str:
        """The day, else today. Raises KgError where it is none."""
        try:
            if not self.on:
                return now().date().isoformat()
            if _DAY.fullmatch(self.on):
                return date.fromisoformat(self.on).isoformat()
        except ValueError:
            pass
        raise KgError(f"--on {self.on}: is no day: write it like 2026-11-26")


def run(key: str, person: str, request: Request, directory: Path, *, asks: bool, dry_run: bool) -> int:
    """Tells what goes, asks, and takes it out. Returns the exit code: 1 where the answer is no."""
    day = request.day()
    with opened_for_writing(directory) as store:
        if store.lost:
            raise KgError(f"{directory}: lost {len(store.lost)} of its articles: run kg build again before this")
        check_decisions(store)
        withheld = Withheld.load(directory)
        try:
            plan = _plan(store, withheld, key, person)
        except KgError as error:
            if _is_before(directory, withheld, key, person):
                raise KgError(
                    f"'{key or person}' is not in the present state of {directory}, but in the one that kg undo leads "
                    "back to, and so on the disk: run kg undo, then this again"
                ) from error
            raise
        _check_record(request, withheld, plan)
        PlainConsole().print(as_table(plan))
        if dry_run:
            return 0
        if asks and not _agreed():
            say("nothing was changed")
            return 1
        answers = forget(store, withheld, plan, day, request.by, request.reason)
    kept = f", and {answers} kept answers of a language model" if answers else ""
    say(f"it is gone from {directory}, and the results beside it{kept}; {_ELSEWHERE}")
    say(f"whether other files in {directory.parent} have its words is looked up now")
    for other in others_that_tell(directory, plan):
        say(f"{other}: may still tell of it: delete it, or make it anew")
    for damaged in sorted(directory.parent.glob(f"{directory.name}.damaged*")):  # of kg build --repair
        say(f"{damaged}: a store that was moved away, and may keep it: delete it")
    return 0


def _plan(store: ArticleStore, withheld: Withheld, key: str, person: str) -> Plan:
    return plan_article(store, withheld, key) if key else plan_person(store, withheld, person)


def _is_before(directory: Path, withheld: Withheld, key: str, person: str) -> bool:
    """Whether an older state, which lies on the disk so that one can go back to it, has what is to be forgotten."""
    for snapshot in snapshots_of(directory)[:-1]:
        with suppress(KgError, OSError, RuntimeError):
            _plan(ArticleStore(Store.read_only(str(snapshot))), withheld, key, person)
            return True
    return False


def _agreed() -> bool:
    """The answer of whoever sits at the terminal. Raises BadParameter where nobody does."""
    if not sys.stdin.isatty():
        raise typer.BadParameter("nobody can be asked here: give --yes to go on, or --dry-run to look only.")
    return typer.confirm("Take this out for good?", err=True)


def _check_record(request: Request, withheld: Withheld, plan: Plan) -> None:
    """Raises KgError where the record would tell who is to be forgotten."""
    then = withheld.with_digests(plan.digests)
    for option, text in (("--by", request.by), ("--reason", request.reason)):
        if plan.kind == PERSON and then.names(text):
            raise KgError(f"{option}: names the person, and is kept: say it without the name")


def as_table(plan: Plan) -> Table:
    """What goes, no wider than 80 columns. Of the entities and decisions each is named: another one may be meant."""
    table = Table(title="To be withheld", title_justify="left", show_header=False, width=78)
    table.add_column("what", no_wrap=True)
    table.add_column("how many", overflow="fold", ratio=1)
    if plan.known:
        table.add_row("Asked before", "yes: only what is left is taken out")
    table.add_row("Articles and sources taken out", "\n".join(plan.gone) or "0")
    if plan.kind == PERSON:
        shortened = "\n".join(article.key for article in plan.shortened)
        table.add_row("Articles read again without", shortened or "0")
        table.add_row("  sentences of these", f"{plan.sentences:,}")
    table.add_row("Claims that rest on these words", f"{plan.claims:,}")
    if plan.kind == PERSON:
        table.add_row("Persons of the graph", "\n".join(node.value for node in plan.persons) or "0")
    table.add_row("Decisions", f"{len(plan.decisions):,}")
    if plan.untold:
        table.add_row("  who or why not told", f"{plan.untold:,}")
    if plan.alike:
        table.add_row("Last name alone, stays in", "\n".join(plan.alike))
    if plan.in_reference:
        table.add_row("Names of known bodies that stay", f"{plan.in_reference:,}")
    return table
