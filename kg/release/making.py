"""Making a release: a folder with the graph in every format, its vocabulary, its quality, and a manifest.

A release is for good. Nothing that breaks a shape goes into one, nor a graph that is not what its articles support; and
the same store and version give the same bytes, so that anybody can make it again and compare (with the same packages:
`software/` lists them). The date is therefore not that of the clock: it is the one given, else that of
SOURCE_DATE_EPOCH, which whoever sets it means to be used, else the day on which the newest article came out, the
earliest day that the release can be of."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.citation import graph_version
from kg.citation.citation import now
from kg.export.files import umask
from kg.records import KgError
from kg.release.contents import write_data, write_quality, write_readings, write_software, write_vocabulary
from kg.release.counting import counted, example, states_of_events
from kg.release.dataset import RIGHTS, RIGHTS_STATED, Data
from kg.release.files import (
    CHECKSUMS,
    CITATION,
    DATACITE,
    MANIFEST,
    README,
    ZENODO,
    checksums,
    file,
    paths_below,
)
from kg.release.imprint import NOTHING_STATED, Imprint
from kg.release.manifest import Release, manifest_triples, release_address
from kg.release.people import citation, readme
from kg.release.previous import previous_address
from kg.release.quality import Quality, quality
from kg.release.quotations import RIGHTS_WITHOUT, without_quotations
from kg.release.redirects import site_address, write_redirects
from kg.release.repositories import datacite, zenodo
from kg.release.shacl_report import Found
from kg.release.sources import reference_sources, stated_sources
from kg.release.turtle import turtle
from kg.release.version import precedence
from kg.store import ArticleStore, verify
from kg.validate import Quarantined, validate_store


@dataclass(frozen=True, slots=True)
class Wish:
    """What release is wanted. `issued` is its day, None to take it from the environment or the articles; `previous` the
    folder or the address of the release before; without `quotations` no words of articles are in it; `readings` is the
    folder with what a language model read in them, to be carried along; `imprint` says who answers for it; `site` is
    the address to which the redirects from the IRIs lead, where there is one."""

    version: str
    issued: date | None = None
    previous: str = ""
    quotations: bool = True
    readings: Path | None = None
    imprint: Imprint = NOTHING_STATED
    site: str = ""


class NotConforming(KgError):
    """A store that breaks the shapes, which is therefore not released."""


@dataclass(frozen=True, slots=True)
class Made:
    """A release that was made; `new` is false where it stood there already, the same."""

    folder: Path
    release: Release
    new: bool


def make_release(store: ArticleStore, wish: Wish, out: Path, kept_out: list[Quarantined] | None = None) -> Made:
    """Makes the release of a store in the folder `out`; `kept_out` are the lines of its quarantine.

    Raises NotConforming where the store breaks the shapes, and KgError where the version is none or not later than the
    previous one, there is no date, quotations or the default graph are not as they must be, or another release stands
    in the folder."""
    precedence(wish.version)  # raises where it is none
    if wish.readings and not wish.quotations:
        raise KgError("readings hold words of the articles: give --readings or --without-quotations, not both")
    if wish.site:
        site_address(wish.site)  # raises where it is none
    previous = previous_address(wish.previous, wish.version) if wish.previous else ""
    results = _results(store)
    _check(store)
    found = quality(store, kept_out)
    issued = wish.issued or _day(found)
    stated = stated_sources(store)
    public = store if wish.quotations else without_quotations(store)
    with _beside(out) as root:
        address = release_address(wish.version)
        titles = [
            *write_data(public, root),
            *write_vocabulary(root),
            *write_quality(root, address, found, results),
            *write_software(root, address, issued),
            *(write_readings(store, wish.readings, root) if wish.readings else ()),
            *write_redirects(root, wish.site),
        ]
        release = Release(
            version=wish.version,
            issued=issued,
            data=Data(address, graph_version(public), counted(public.store), example(public.store)),
            rights=(RIGHTS if wish.quotations else RIGHTS_WITHOUT) + (RIGHTS_STATED if stated else ""),
            files=tuple(file(root, path, title) for path, title in titles),
            sources=(*reference_sources(), *stated),
            published=tuple(sorted(found.published)),
            read_by=tuple(sorted({marker.version for marker in store.markers()})),
            previous=previous,
            imprint=wish.imprint,
            states=states_of_events(public.store),
        )
        (root / MANIFEST).write_bytes(turtle(manifest_triples(release)))
        (root / README).write_text(readme(release, found, quotations=wish.quotations), "utf-8")
        (root / CITATION).write_text(citation(release), "utf-8")
        (root / DATACITE).write_text(datacite(release), "utf-8")
        (root / ZENODO).write_text(zenodo(release), "utf-8")
        (root / CHECKSUMS).write_text(checksums(root, paths_below(root)), "utf-8")
        return Made(out, release, _put(root, out))


def _results(store: ArticleStore) -> Found:
    """What the shapes say. Raises NotConforming where they are broken."""
    results = validate_store(store.store)
    broken = sum(violation.severity == "Violation" for _, violation in results)
    if broken:
        many = "violation" if broken == 1 else "violations"
        raise NotConforming(f"the store has {broken:,} {many} of the shapes: see 'kg validate', and build it again")
    return results


def _check(store: ArticleStore) -> None:
    """Raises KgError where quotations are not in the texts, or the store not as its markers say."""
    wrong = sum(1 for _ in verify(store)) + sum(1 for _ in store.check(default_graph=True))
    if wrong:
        many = "fault" if wrong == 1 else "faults"
        raise KgError(f"the store has {wrong:,} {many}: see 'kg verify', and build it again")


def _day(found: Quality) -> date:
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return now().date()
    if not found.published:
        raise KgError("no article says on which day it came out: give the day of the release with --date 2026-01-31")
    return max(found.published)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder to work in beside the one that the release goes to. Raises KgError where there can be none."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        root = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    except OSError as error:
        raise KgError(f"{out}: cannot be written ({error.strerror}): give another place with --out") from error
    try:
        root.chmod(0o777 & ~umask())
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _put(root: Path, out: Path) -> bool:
    """Moves a release to its place; false where it stands there already. Raises KgError where anything else does."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        root.replace(out)
        return True
    here, there = paths_below(root), paths_below(out)
    _, other, unread = filecmp.cmpfiles(root, out, here, shallow=False)
    differing = sorted({*other, *unread, *(set(here) ^ set(there))})
    if differing:
        raise KgError(
            f"{out}: another release stands there ({len(differing)} files differ, first {differing[0]}), and a release "
            "never changes: give another version and --out"
        )
    return False
