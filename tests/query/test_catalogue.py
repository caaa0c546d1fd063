"""The questions as people find them: the list, all about one, and the page of `queries/`, which `KG_WRITE_GOLDEN=1`
writes anew."""

import os

import pytest

from kg.query import about, listing, load_questions
from kg.query.catalogue import example, grouped, page
from kg.query.questions import GROUPS
from kg.records import KgError
from kg.resources import folder


def test_questions_are_listed_in_groups_in_80_columns():
    lines = listing().splitlines()
    assert [line for line in lines if line and line[0].isupper()] == [*map(str.capitalize, GROUPS), "Views", "Checks"]
    assert [line for line in lines if line.startswith("  event-hosts ")] == [
        "  event-hosts                     Who hosted which event"
    ]
    assert {line.split()[0] for line in lines if line.startswith("  ")} >= set(load_questions())
    assert [line for line in lines if len(line) > 80] == []


def test_each_group_has_its_share_of_questions():
    sizes = {group: len(questions) for group, questions in grouped(load_questions().values())}
    assert [group for group in GROUPS if sizes[group] < 6] == []
    assert sum(sizes[group] for group in GROUPS) >= 40


def test_about_tells_parameters_columns_and_an_example():
    text = " ".join(about("participant-counts").split())
    for part in ("minimum", "integer, 0 unless given; for example 5", "iri (Event), may be given several times"):
        assert part in text
    assert "actors States and bodies together." in text
    assert text.endswith('kg query participant-counts --set event="Senior Officials Meeting"')
    assert example(load_questions()["contact-persons"]).endswith("--with-contacts")
    assert "must be given" in about("checks/must-not-hold")
    with pytest.raises(KgError, match=r"own\.rq: --help and --about are for the questions of the package"):
        about("own.rq")


@pytest.mark.parametrize("name", load_questions())
def test_all_about_a_question_fits_80_columns(name):
    assert [line for line in about(name).partition("\nExample\n")[0].splitlines() if len(line) > 80] == []


def test_every_text_of_a_header_is_a_sentence_for_people():
    for question in load_questions().values():
        assert question.summary[0].isupper() and not question.summary.endswith("."), question.name
        for text in (question.description, *(part.description for part in (*question.parameters, *question.columns))):
            assert text.endswith("."), (question.name, text)


def test_the_page_of_the_questions_is_true():
    file = folder("queries") / "README.md"
    if os.environ.get("KG_WRITE_GOLDEN"):
        file.write_text(page(), "utf-8")
    assert file.read_text("utf-8") == page()


@pytest.mark.parametrize("arguments", [["query"], ["query", "--list"], ["query", "events", "--list"]])
def test_the_command_lists_them(kg, arguments):
    code, out, err = kg(*arguments)
    assert (code, out, err) == (0, listing() + "\n", "")


@pytest.mark.parametrize("flag", ["--help", "-h", "--about"])
def test_help_after_a_name_is_about_the_question(kg, flag):
    assert kg("query", "co-participation", flag) == (0, about("co-participation") + "\n", "")


def test_help_alone_is_about_the_command_and_help_on_nothing_is_an_error(kg):
    code, out, _ = kg("query", "--help")
    assert code == 0 and out.startswith("Usage: kg query [OPTIONS]")
    code, out, err = kg("query", "co-participations", "--help")
    assert (code, out) == (1, "") and "which kg query --list lists" in err
