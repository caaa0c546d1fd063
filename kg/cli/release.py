"""`kg release` on the terminal."""

from __future__ import annotations

from pathlib import Path

import typer

from kg.cli.console import say
from kg.cli.store import opened
from kg.pipeline.quarantine_file import QuarantineFile
from kg.read.errors import printable
from kg.release.imprint import Imprint, NotStated, imprint
from kg.release.making import Made, NotConforming, Wish, make_release
from kg.release.version import NoVersion, precedence

_VIOLATIONS = 3


def stated(publishers: list[str], creators: list[str], contact: str, doi: str) -> Imprint:
    """Who answers for a release. Raises BadParameter where it is not in the form that catalogues take."""
    try:
        return imprint(publishers, creators, contact, doi)
    except NotStated as error:
        raise typer.BadParameter(f"{error}.") from error


def run(wish: Wish, out: Path, store: Path) -> int:
    """Makes a release and says where it is. Returns the exit code: 3 where the store breaks the shapes. Raises
    BadParameter where the version is none, and KgError where the store may have what is withheld on request."""
    try:
        precedence(wish.version)
    except NoVersion as error:
        raise typer.BadParameter(f"{error}.") from error
    try:
        with opened(store, to_keep=True) as graph:
            made = make_release(graph, wish, out, QuarantineFile(store.parent).written())
    except NotConforming as error:
        say(f"{error}")
        return _VIOLATIONS
    print(_said(made))
    return 0


def _said(made: Made) -> str:
    release = made.release
    size = sum(one.size for one in release.files) / 1e6
    head = f"{printable(made.folder)}: release {release.version} of {release.issued}"
    if not made.new:
        return f"{head} stands there already, the same to the byte."
    counts = release.data.counts
    return f"{head}: {counts.plain:,} facts, {counts.quads:,} triples, {len(release.files)} files, {size:,.1f} MB."
