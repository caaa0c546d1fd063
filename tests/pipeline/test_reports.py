"""Articles that carry one text are one source, whoever prints it and whenever it is read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.command import kg

RELEASE = """Ghana hosted a workshop on border management in Accra from 12 to 14 May 2021. The workshop was organised by
IOM with funding from the European Union. Officials of Togo and Benin took part in it, and spoke of the posts along the
coast where their officers work side by side.

On the last day the officers went to the post at Aflao and saw how travellers are received there. They tried out two
forms for the register of the post, and chose the shorter one. Trainers of IOM stay in the region until August to help
with the register.
"""
PRINTED = (
    RELEASE.replace("saw how travellers", "learned how travellers") + "Traders at the post say that queues are short.\n"
)
OWN = """Border officials came together in the capital of Ghana this week. Ghana hosted a workshop on border management
in Accra from 12 to 14 May 2021, and delegates from Togo were there.

Our reporter met some of them over lunch. Long queues have been the talk of the coast for years, they said, and a form
that fits on one page would be a start. Whether it comes before the harvest is another question. The lorry drivers whom
we asked had not heard of any of it.
"""


def article(folder: Path, name: str, publisher: str, day: str, text: str, title: str = "Workshop in Accra") -> None:
    head = f'---\ntitle: "{title}"\nurl: https://{name}.example/1\npublisher: "{publisher}"\npublished: {day}\n---\n'
    (folder / "articles" / f"{name}.md").write_text(head + text, "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A press office's release, a newspaper that prints it, and another one that was there itself; and what `kg build`
    makes of them."""
    folder: Path = tmp_path_factory.mktemp("reports")
    (folder / "articles").mkdir()
    article(folder, "press", "Press Office", "2021-05-15", RELEASE)
    article(folder, "gazette", "Gazette", "2021-05-17", PRINTED, "Neighbours talk borders")
    article(folder, "herald", "Herald", "2021-05-14", OWN, "Lunch with the officers")
    build(folder)
    return folder


def build(folder: Path) -> None:
    code, _, err = kg("build", folder / "articles", "--out", folder / "out", "--prune=all", "--store-only")
    assert code == 0, err


def answers(folder: Path, name: str, *more: str) -> list[dict[str, str]]:
    code, out, err = kg("query", name, "--store", folder / "out" / "store", "--format", "csv", *more)
    assert code == 0, err
    return list(csv.DictReader(io.StringIO(out)))


def facts(rows: list[dict[str, str]]) -> set[tuple[str, str]]:
    """Facts about an event by relation and object."""
    return {
        (row["relation"].rpartition("#")[2], row["objectLabel"]) for row in rows if "/event/workshop" in row["subject"]
    }


def copies(folder: Path, *more: str) -> list[tuple[str, str, str, str]]:
    columns = ("publisher", "published", "copyPublisher", "copyPublished")
    return [tuple(row[name] for name in columns) for row in answers(folder, "copies", *more)]  # type: ignore[misc]


IOM = "International Organization for Migration"


def test_a_release_that_two_print_is_one_source_and_an_article_of_its_own_another(folder: Path) -> None:
    assert copies(folder) == [("Press Office", "2021-05-15", "Gazette", "2021-05-17")]

    several = answers(folder, "corroborated-facts")
    assert {("host", "Ghana"), ("participant", "Togo")} <= facts(several)
    assert {row["sources"] for row in several} == {"2"}

    alone = answers(folder, "one-source-facts")
    assert {("organizer", IOM), ("participant", "Benin")} <= facts(alone)
    assert ("host", "Ghana") not in facts(alone) and ("organizer", IOM) not in facts(several)
    press = answers(folder, "readings", "--set", "article=https://press.example/1")[0]["article"]
    assert {row["article"] for row in alone if row["relation"].endswith("organizer")} == {press}
    of_gazette = answers(folder, "one-source-facts", "--set", "article=https://gazette.example/1")
    assert ("organizer", IOM) in facts(of_gazette)


def test_as_of_a_day_before_the_second_publication_there_is_one(folder: Path) -> None:
    assert copies(folder, "--as-of", "2021-05-16") == []
    assert ("organizer", IOM) in facts(answers(folder, "one-source-facts", "--as-of", "2021-05-16"))


def test_reports_follow_what_comes_changes_and_goes(folder: Path) -> None:
    article(folder, "agency", "Agency", "2021-05-13", PRINTED)
    article(folder, "herald", "Herald", "2021-05-14", OWN, "Lunch, and no more")
    build(folder)
    first = ("Agency", "2021-05-13")
    assert copies(folder) == [(*first, "Press Office", "2021-05-15"), (*first, "Gazette", "2021-05-17")]

    article(folder, "press", "Press Office", "2021-05-12", OWN)
    (folder / "articles" / "agency.md").unlink()
    build(folder)
    assert copies(folder) == [("Press Office", "2021-05-12", "Herald", "2021-05-14")]

    assert kg("forget", "https://press.example/1", "--store", folder / "out" / "store", "--yes")[0] == 0
    assert copies(folder) == []
