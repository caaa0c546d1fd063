"""Tables and lists come in by a mapping, row by row; a row that cannot be read is told with its line and the reason."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.store import open_snapshot

Kg = Callable[..., tuple[int, str, str]]
Bring = Callable[..., tuple[int, str]]
EXAMPLES = Path(__file__).parents[2] / "examples"
MAPPING = """
type = "Event"
name = "Title"
[columns.Day]
relation = "startDate"
[columns.Who]
relation = "participant"
type = ["State", "CivilSociety"]
match = ["iso3", "name"]
separator = ";"
"""


@pytest.fixture
def bring(kg: Kg, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bring:
    """Brings a file in by a mapping; returns the exit code and what was said."""
    monkeypatch.setenv("COLUMNS", "400")

    def run(content: str | bytes, mapping: str = MAPPING, name: str = "rows.csv") -> tuple[int, str]:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "mapping.toml").write_text(mapping, "utf-8")
        options = ("--mapping", tmp_path / "mapping.toml", "--source", "A Register", "--store", folder)
        code, out, err = kg("import", tmp_path / name, *options)
        return code, " ".join((out + err).replace("│", " ").split())

    return run


def participants(kg: Kg, folder: Path) -> list[tuple[str, str]]:
    answer = kg("query", "event-actors", "--format", "csv", "--store", folder)[1]
    rows = list(csv.DictReader(answer.splitlines()))
    return sorted((row["eventLabel"], row["actorLabel"]) for row in rows if row["role"].endswith("#participant"))


def test_the_example_goes_in_and_is_asked(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "400")
    options = ("--mapping", EXAMPLES / "meetings.toml", "--source", "Example Ministry", "--date", "2026-07-20")
    code, out, err = kg("import", EXAMPLES / "meetings.csv", *options, "--store", folder)
    assert (code, out) == (0, "") and "13 claims of Example Ministry" in err
    assert "line 4" in err and "column Begins: '2026-06-30' is no date of the form %d.%m.%Y" in err
    assert "line 5" in err and "column Participants: 'Atlantis' is no state of the reference data" in err
    assert "column Minutes taken by" in err
    first, second = "First Round Table on Seasonal Work", "Second Round Table on Seasonal Work"
    assert participants(kg, folder) == sorted(
        [(first, name) for name in ("Ethiopia", "Kenya", "Uganda")]
        + [(second, name) for name in ("Kenya", "Tanzania", "Uganda")]
    )
    places = kg("query", "events-by-place", "--format", "csv", "--store", folder)[1]
    assert "place/nairobi-ken" in places and "place/kampala-uga" in places
    evidence = kg("query", "evidence", "--set", f"subject={first}", "--format", "csv", "--store", folder)[1]
    assert "line 2, Participants: Kenya; Uganda; Ethiopia" in evidence and "line 2, Begins: 12.05.2026" in evidence
    assert kg("validate", "--store", folder)[0] == kg("verify", "--store", folder)[0] == 0
    with open_snapshot(folder) as store:
        stands = set(store.store)
    assert kg("import", EXAMPLES / "meetings.csv", *options, "--store", folder)[0] == 0
    with open_snapshot(folder) as store:
        assert set(store.store) == stands
    told = (EXAMPLES / "integrators.md").read_text("utf-8")
    assert "line 2, Participants: Kenya; Uganda; Ethiopia" in told


def test_each_bad_row_is_told_and_the_others_go_in(bring: Bring, kg: Kg, folder: Path):
    code, said = bring(
        "Title,Day,Who\n"
        'Good,2026-05-12,"KEN; Friends of Ferries"\n'
        "Short,2026-05-12\n"
        ",2026-05-12,KEN\n"
        '"Two\nlines",12 May,KEN\n'
        "Call +41 22 555 01 11,2026-05-12,KEN\n"
        "\n"
        "Late,2026-06,UGA\n"
    )
    assert code == 0
    for line, why in (
        ("line 3", "it has 2 cells, and the first line has 3"),
        ("line 4", "column Title: empty, and each row needs a name"),
        ("line 5", "column Day: '12 May' is not a date like 2026, 2026-05 or 2026-05-24"),
        ("line 7", "is no name: a telephone number or e-mail address stands in it"),
    ):
        assert f"{line} " in said and why in said, line
    assert "555 01" not in said
    told = participants(kg, folder)
    assert {("Good", "Kenya"), ("Good", "Friends of Ferries"), ("Late", "Uganda")} <= set(told)
    assert not {"Short", "Two lines"} & {event for event, _ in told}


def test_a_list_of_objects_is_read_by_its_keys(bring: Bring, kg: Kg, folder: Path):
    items = [
        {"what": {"title": "Talks"}, "day": "2026-05-12", "who": ["KEN", "UGA"], "room": 7},
        {"what": {"title": "More Talks"}, "day": None, "who": ["XYZ"]},
        "a text",
    ]
    mapping = """
        type = "Event"
        name = "what.title"
        rows = "data.meetings"
        [columns.day]
        relation = "startDate"
        [columns.who]
        relation = "participant"
        type = "State"
        match = "iso3"
    """
    code, said = bring(json.dumps({"data": {"meetings": items}}), mapping, "rows.json")
    assert code == 0
    assert "item 2" in said and "column who: 'XYZ' is no iso3 of the reference data" in said
    assert "item 3" in said and "it is no object" in said and "column room" in said
    assert participants(kg, folder) == [("Talks", "Kenya"), ("Talks", "Uganda")]


def test_the_rows_may_be_what_is_known_and_the_relation_turned_round(bring: Bring, kg: Kg, folder: Path):
    mapping = """
        type = "State"
        name = "Code"
        match = "iso3"
        [columns."Member of"]
        relation = "^member"
        type = "InternationalOrganization"
        match = "name"
    """
    code, said = bring("Code,Member of\nKEN,League of Ferries\nZZZ,League of Ferries\n", mapping)
    assert code == 0 and "line 3" in said and "'ZZZ' is no iso3" in said
    answer = kg("query", "memberships", "--format", "csv", "--store", folder)[1]
    assert [line for line in answer.splitlines() if "League of Ferries" in line and "state/KEN" in line]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('relation = "startDate"', 'relation = "startDat"'), "did you mean startDate?"),
        (('type = "Event"', 'type = "Evnt"'), "did you mean Event?"),
        (('name = "Title"', 'name = "Titel"'), "has no column 'Titel'"),
        (('name = "Title"', ""), "name is missing"),
        (("separator", "seperator"), "did you mean separator?"),
        (('["iso3", "name"]', '"nom"'), "the match is 'nom', which is none"),
        (('relation = "participant"', 'relation = "member"'), "mg:member does not lead from Event"),
        (('type = ["State", "CivilSociety"]', ""), "leads to things"),
        (('name = "Title"', 'name = "Title"\ndelimiter = "ab"'), "it is one character"),
        (('name = "Title"', 'name = "Title"\naddress = "https://x.example/{Nr}"'), "has no column 'Nr'"),
        (("[columns.Day]", "[columns.Day"), "mend the TOML"),
        (('name = "Title"', f"name = {'9' * 5_000}"), "mend the TOML"),
        (('"startDate"', '"startDate"\nformat = "%d.%d.%Y"'), "the format %d.%d.%Y has a part twice"),
    ],
)
def test_a_wrong_mapping_is_one_line(bring: Bring, change: tuple[str, str], said: str):
    code, told = bring("Title,Day,Who\nTalks,2026,KEN\n", MAPPING.replace(*change, 1))
    assert code == 1 and said in told and "Traceback" not in told


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"Title,Day,Who\nTalks\xff,2026,KEN\n", "rows.csv", "line 2: no UTF-8"),
        (b"Title,Day,Who\n", "rows.csv", "there are no rows in it"),
        (b"{", "rows.json", "line 1"),
        (b"{}", "rows.json", "there is no list"),
        (b'[{"Title": %s}]' % (b"9" * 5_000), "rows.json", "a number in it has too many digits"),
        (b"x", "rows.ttl", "facts come in as .csv, .tsv, .json"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(bring: Bring, content: bytes, name: str, said: str):
    code, told = bring(content, MAPPING, name)
    assert code == 1 and said in told


def test_no_row_that_can_be_read_leaves_the_store_as_it_was(bring: Bring, folder: Path, tmp_path: Path):
    shutil.copytree(folder, tmp_path / "before")
    code, said = bring("Title,Day,Who\nTalks,soon,KEN\n")
    assert code == 1 and "nothing of it has a place in the graph" in said and "line 2" in said
    with open_snapshot(folder) as now, open_snapshot(tmp_path / "before") as then:
        assert set(now.store) == set(then.store)
