"""What is fuzzed: the readers of files, the grammar of dates and that of lists. By coverage, with atheris:

    python -m tests.fuzz.targets {text,page,pdf,word,collection,dates,lists} [-max_total_time=20] [-timeout=10]

Further options are those of libFuzzer. It ends with an error, and leaves the input in a file, where one is met that
raises anything but ReadError, breaks what a target asserts, or takes more than `-timeout` seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["kg.read", "kg.extract", "pypdf"]):
    from kg.extract.dates.dates import find_dates
    from kg.extract.relations.patterns import find_relations
    from kg.extract.text.masking import LETTERS, Item, Masked
    from kg.read import ReadError, Source, read_article
    from kg.read.corpora import CORPUS_TYPES, records
    from kg.read.front_matter import find_front_matter
    from kg.read.pdf import read_pdf
    from kg.read.web import read_page
    from kg.read.word import read_word

_DATES = (
    *"1 2 3 12 31 1st 2nd 2019 '19 May Sept. january Monday Q1 XII spring today".split(),
    *("–", "-", "/", ".", ",", "(", ")", " to ", " and ", " of ", " the ", " from ", " between ", " last week", "\n"),
)
_LISTS = (
    *(", ", "; ", " and ", " as well as ", " / ", " • ", " – ", " (ABC)", ", which ", " in ", " of ", " the ", "the "),
    *("representatives of ", "officials from ", "experts", "ministers", " led ", " was attended by ", " met ", "."),
)


def text(data: bytes) -> None:
    """A text file, with front matter or without."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.md"
        path.write_bytes(data)
        article = read_article(Source(path, "a.md", "text/markdown")).article
    assert article.text.strip() and "\0" not in article.text and "\r" not in article.text
    block = find_front_matter(article.text)
    assert 0 <= block.end <= len(article.text)


def collection(data: bytes) -> None:
    """A collection: lines of JSON where the first byte is even, else a table."""
    ending = (".jsonl", ".csv")[data[:1] > b"" and data[0] % 2]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(data[1:] if ending == ".jsonl" else b"text,id\n" + data[1:])
        found = list(records(path, CORPUS_TYPES[ending], "a", {}))
        assert all(one.end <= other.start and one.line < other.line for one, other in pairwise(found))
        for record in found:
            read_article(Source(path, "a:1", CORPUS_TYPES[ending], record))


def file(read: Callable[[bytes, str], object], data: bytes) -> None:
    """A file that is no text."""
    read(data, "a")


def page(data: bytes) -> None:
    """A web page."""
    read_page(data.decode("utf-8", "replace"), "a")


def _spelled(data: bytes, pieces: tuple[str, ...]) -> str:
    """A text of the pieces, one for each byte."""
    return "".join(pieces[byte % len(pieces)] for byte in data[:200])


def dates(data: bytes) -> None:
    """The grammar of dates, on the words that it knows."""
    words = _spelled(data, _DATES)
    found = find_dates(words, 0, len(words))
    assert all(words[date.start : date.end] == date.text for date in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def lists(data: bytes) -> None:
    """The grammar of lists, in all patterns that take one, on masked names and the words between them."""
    types = {letter: type for type, letter in LETTERS.items()}
    names = tuple(f"⟦{letter}{number}⟧" for number, letter in enumerate("ESIGOCPN"))
    items = tuple(Item(n, n + 1, f"x{n}", types[letter]) for n, letter in enumerate("ESIGOCPN"))
    find_relations(Masked(_spelled(data, _LISTS + names), items, ((0, 0),), 0))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "page": page,
    "pdf": partial(file, read_pdf),
    "word": partial(file, read_word),
    "collection": collection,
    "dates": dates,
    "lists": lists,
}


def main(arguments: list[str]) -> None:
    """Fuzzes the target that the first argument names; the others go to libFuzzer."""
    target = TARGETS[arguments[1]]

    def one(data: bytes) -> None:
        try:
            target(data)
        except ReadError as error:
            assert "\n" not in str(error)

    one(b"\n")  # loads what is loaded once
    atheris.Setup([arguments[0], *arguments[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
