"""Seconds of processor time that a text or a table takes by its length, and how that grows.

    python -m tests.benchmarks.lengths [--sizes KB...] [KIND...]

Each kind is taken at every size. `us a byte` stays where time grows as length does, and doubles with the length where
it grows with its square; the last column sets it against that of the first size. Texts are read to claims, tables to
articles.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg.extract import extract
from kg.read import ReadError, find_articles, read_article
from kg.records import Article
from tests.benchmarks.build import machine

_PARAGRAPH = (
    "The International Organization for Migration (IOM) and the Ministry of Labour of Kenya held a workshop on border "
    "management in Nairobi on 12 May 2021. The Minister of Labour, Jane Doe, opened the meeting and said that Kenya "
    "would adopt the Nairobi Declaration. The workshop was attended by Uganda, Ethiopia and Somalia, and discussed the "
    "Global Compact for Migration.\n\n"
)
_WORDS = (
    "the of and in to on for with by at Kenya Uganda IOM UNHCR Nairobi Geneva meeting workshop ministers migration "
    "signed attended held said agreement memorandum Ministry Labour Minister Jane Doe 12 May 2021 first second "
    "conference Process officials opened discussed border management training , . ; :"
).split()
_SENTENCE = 18
"""Words of a sentence at random."""


def _cut(pieces: Iterator[str], size: int) -> str:
    """So many characters of the pieces."""
    text: list[str] = []
    length = 0
    for piece in pieces:
        text.append(piece)
        length += len(piece)
        if length >= size:
            break
    return "".join(text)[:size]


def _sentences() -> Iterator[str]:
    chance = random.Random(1)
    while True:
        yield " ".join(chance.choices(_WORDS, k=_SENTENCE)).capitalize() + (".\n\n" if chance.random() < 0.2 else ". ")


def _claims(pieces: Callable[[], Iterator[str]]) -> Callable[[int, Path], Callable[[], object]]:
    def prepare(size: int, _folder: Path) -> Callable[[], object]:
        article = Article("key", _cut(pieces(), size))
        return lambda: extract(article)

    return prepare


def _articles(pieces: Callable[[], Iterator[str]]) -> Callable[[int, Path], Callable[[], object]]:
    def prepare(size: int, folder: Path) -> Callable[[], object]:
        path = folder / "table.csv"
        path.write_text(_cut(chain(["text,title\n"], pieces()), size), "utf-8")
        return lambda: _read(path)

    return prepare


def _read(path: Path) -> int:
    """How many articles of a collection can be read."""
    read = 0
    for source in find_articles([path]):
        try:
            read_article(source)
            read += 1
        except ReadError:
            continue
    return read


KINDS = {
    "paragraph": _claims(lambda: repeat(_PARAGRAPH)),
    "random": _claims(_sentences),
    "quote": _articles(lambda: chain(['"A quotation that nothing closes\n'], repeat("Kenya and IOM met.,Title\n"))),
    "quotes": _articles(lambda: repeat('Kenya and IOM met","in Nairobi\n')),
    "field": _articles(lambda: chain(['"'], repeat(_PARAGRAPH))),
}
"""What is read: one paragraph again and again, words at random, a table with a quotation that does not close, one with
as many as it has lines, and one of a single field."""


def seconds(work: Callable[[], object]) -> float:
    """The processor time of a piece of work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Prints a line for each kind and size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kinds", nargs="*", default=list(KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--sizes", nargs="+", type=int, default=[20, 40, 80, 160], metavar="KB")
    given = parser.parse_args()
    table = Table("what", "KB", "s", "us a byte", "of the first", title=machine(), title_justify="left")
    with tempfile.TemporaryDirectory() as folder:
        for kind in given.kinds:
            KINDS[kind](10_000, Path(folder))()  # what is worked out once is worked out now
            first = 0.0
            for size in given.sizes:
                took = seconds(KINDS[kind](size * 1000, Path(folder)))
                a_byte = took / size * 1000
                first = first or a_byte
                table.add_row(kind, f"{size:,}", f"{took:.2f}", f"{a_byte:.1f}", f"{a_byte / first:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
