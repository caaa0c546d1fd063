"""The file of decisions: whole lines, one writer at a time, nothing that could not hold, and every step in the file."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg import settings
from kg.decisions import Decision, read_decisions
from kg.decisions.record import Statement
from kg.graph.terms import clean, mg
from kg.records import KgError
from kg.review import DecisionFile
from kg.review.file import ending

ONE, OTHER = (NamedNode(f"{settings.ENTITY}office/{name}--KEN") for name in ("a", "b"))
KENYA = NamedNode(f"{settings.ENTITY}state/KEN")
MERGE = Decision("merge", ONE, "A. Curator", "2026-11-26", "One office.", object=OTHER)
REJECT = Decision("reject", ONE, "A. Curator", "2026-11-26", "No.", relation=mg("partner"), object=KENYA)
EDIT = Decision(
    "edit",
    OTHER,
    "B. Curator",
    "2026-11-27",
    "Of another.",
    relation=mg("partner"),
    object=KENYA,
    correction=Statement(OTHER, mg("host"), NamedNode(f"{settings.ENTITY}office/new"), "planned"),
    names=((NamedNode(f"{settings.ENTITY}office/new"), "New Office"),),
)


def test_decisions_are_lines_that_are_read_as_they_were_given(tmp_path):
    path = tmp_path / "deep" / "decisions.tsv"
    for decision in (MERGE, REJECT, EDIT):
        DecisionFile(path).add(decision)
    assert read_decisions(path) == [MERGE, REJECT, EDIT]
    assert len(path.read_text("utf-8").splitlines()) == 4


def test_a_new_file_begins_with_what_holds_already(tmp_path):
    path = tmp_path / "decisions.tsv"
    DecisionFile(path).add(REJECT, held=[MERGE])
    DecisionFile(path).add(EDIT, held=[MERGE])
    assert read_decisions(path) == [MERGE, REJECT, EDIT]


def test_comments_and_a_header_without_new_columns_stay_as_they_are(tmp_path):
    path = tmp_path / "decisions.tsv"
    header = "action\tsubject\trelation\tobject\tarticle\tby\tdate\treason"
    path.write_text(f"# Of Kenya.\n{header}\n\n# An office.\n", "utf-8")
    DecisionFile(path).add(MERGE)
    assert path.read_text("utf-8").splitlines()[:4] == ["# Of Kenya.", header, "", "# An office."]
    DecisionFile(path).add(EDIT)
    assert path.read_text("utf-8").startswith(f"# Of Kenya.\n{header}\tnew subject\tnew relation\t")
    assert read_decisions(path) == [MERGE, EDIT]


def test_an_undone_decision_stays_as_a_comment_and_may_be_taken_again(tmp_path):
    file = DecisionFile(tmp_path / "decisions.tsv")
    file.add(MERGE)
    file.add(REJECT)
    assert file.undo(ending(MERGE)[:6], "C. Curator", "2026-11-28", "Two\toffices.").iri == MERGE.iri
    assert file.decisions() == [REJECT]
    _, why, line, _ = file.path.read_text("utf-8").splitlines()
    assert why == "# undone by C. Curator, 2026-11-28: Two offices." and line.startswith("# merge\toffice:a--KEN")
    file.add(MERGE)
    assert file.decisions() == [REJECT, MERGE]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (MERGE, "decided already"),
        (Decision("accept", ONE, "B", "2026-11-26", "Yes.", relation=mg("partner"), object=KENYA), "decided already"),
        (Decision("merge", OTHER, "B", "2026-11-26", "One.", object=ONE), "becomes itself"),
        (Decision("split", OTHER, "B", "2026-11-26", "Two.", object=ONE), "split from itself"),
        (Decision("merge", KENYA, "B", "2026-11-26", "One.", object=OTHER), "cannot become"),
        (Decision("accept", ONE, "", "2026-11-26", "Yes.", relation=mg("host"), object=KENYA), "'by' is empty"),
        (Decision("accept", ONE, "B", "2026-11-26", "a@example.org", relation=mg("host"), object=KENYA), "published"),
    ],
)
def test_what_cannot_hold_leaves_the_file_as_it_was(tmp_path, decision, said):
    file = DecisionFile(tmp_path / "decisions.tsv")
    for given_before in (MERGE, REJECT):
        file.add(given_before)
    before = file.path.read_bytes()
    with pytest.raises(KgError, match=said) as raised:
        file.add(decision)
    assert file.path.read_bytes() == before and "\n" not in str(raised.value)
    assert [path.name for path in tmp_path.iterdir()] == ["decisions.tsv"]


def test_a_first_decision_that_cannot_hold_leaves_no_file(tmp_path):
    file = DecisionFile(tmp_path / "decisions.tsv")
    with pytest.raises(KgError):
        file.add(Decision("merge", ONE, "B", "2026-11-26", "One.", object=ONE))
    with pytest.raises(KgError, match="0 decisions are called 'a'"):
        file.undo("a", "B", "2026-11-26", "No.")
    assert list(tmp_path.iterdir()) == [] and file.decisions() == []


def test_an_empty_file_that_was_there_stays_though_nothing_can_be_written(tmp_path, monkeypatch):
    file = DecisionFile(tmp_path / "decisions.tsv")
    file.path.touch()
    monkeypatch.setattr("kg.export.files.os.fsync", full)
    with pytest.raises(KgError, match="No space left"):
        file.add(REJECT)
    assert list(tmp_path.iterdir()) == [file.path]


def full(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@given(st.text(min_size=1))
def test_whatever_the_reason_it_comes_back_or_is_refused(tmp_path_factory, reason):
    file = DecisionFile(tmp_path_factory.mktemp("reasons") / "decisions.tsv")
    try:
        file.add(Decision("merge", ONE, "B", "2026-11-26", reason, object=OTHER))
    except KgError:
        assert file.decisions() == []
    else:
        assert [one.reason for one in file.decisions()] == [clean(reason)]


ADD = """
import sys
from pathlib import Path
from pyoxigraph import NamedNode
from kg.decisions import Decision
from kg.review import DecisionFile
name, path = sys.argv[1], Path(sys.argv[2])
for number in range(15):
    one, other = (NamedNode(f"https://w3id.org/mgkg/id/office/{name}-{number}-{end}") for end in ("x", "y"))
    DecisionFile(path).add(Decision("merge", one, name, "2026-11-26", "One.", object=other))
"""


def test_writers_at_the_same_time_lose_nothing(tmp_path):
    path = tmp_path / "decisions.tsv"
    writers = [
        subprocess.Popen([sys.executable, "-c", ADD, name, path], cwd=Path(__file__).parents[2]) for name in "abc"
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    found = read_decisions(path)
    assert len(found) == len({one.iri for one in found}) == 45
    for name in "abc":
        assert [one.subject.value.split("-")[1] for one in found if one.by == name] == [str(n) for n in range(15)]
