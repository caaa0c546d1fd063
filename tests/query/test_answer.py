"""`kg query` without the command line around it."""

import io

import pytest

from kg.cli.answer import query_command
from kg.query import LocalStore
from kg.records import KgError


def test_a_question_is_answered_on_standard_output(local, capsys):
    query_command("event-hosts", ["host=Ghana"], "csv", local)
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "event,eventLabel,host,hostLabel"
    assert [line.split(",")[1::2] for line in out.splitlines()[1:]] == [["Workshop on Border Data", "Ghana"]]
    assert err == "kg: host: 'Ghana' is taken as Ghana <https://w3id.org/mgkg/id/state/GHA>\n"


def test_contact_data_are_shown_only_where_asked_for(articles, capsys):
    query_command("contact-persons", [], "csv", LocalStore(articles.store))
    out, err = capsys.readouterr()
    assert "Ama Mensah" in out and "@" not in out
    assert err == "kg: telephone numbers and e-mail addresses are left out: --with-contacts shows them\n"
    query_command("contact-persons", [], "csv", LocalStore(articles.store, contacts=True), contacts=True)
    out, err = capsys.readouterr()
    assert "ama@example.org" in out and err == ""


def test_what_a_speaker_says_is_a_claim_and_no_fact(local, capsys):
    query_command("cooperation-claims", [], "csv", local)
    assert "Togo,data,,https" in capsys.readouterr().out
    query_command("partners", ["body=Ghana Immigration Service"], "csv", local)
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_ones_own_query_comes_from_a_file_or_standard_input(local, tmp_path, capsys, monkeypatch):
    own = tmp_path / "own.rq"
    own.write_text("PREFIX mg: <https://w3id.org/mgkg/ontology#>\nASK { ?e mg:host ?h }", "utf-8")
    query_command(str(own), [], "csv", local)
    monkeypatch.setattr("sys.stdin", io.StringIO("CONSTRUCT { ?h a <http://x/Host> } { ?e <http://x/no> ?h }"))
    query_command("-", [], "turtle", local)
    assert capsys.readouterr().out == "answer\ntrue\n"


@pytest.mark.parametrize(
    ("name", "given", "format", "said"),
    [
        (
            "event-host",
            [],
            "csv",
            r"there is no question of this name, and no file .*: did you mean event-",
        ),
        ("xyz", [], "csv", "kg query --list lists the questions"),
        ("none.rq", [], "csv", r"none\.rq: the query cannot be read"),
        ("-", ["event=x"], "csv", "--set is for the questions of the package"),
        ("events", [], "xml", "--format xml: choose one of table, csv, tsv, json, turtle"),
    ],
)
def test_errors_say_how_to_mend_them(local, name, given, format, said):
    with pytest.raises(KgError, match=said):
        query_command(name, given, format, local)
