"""The reference data: complete, free of dangling ids, read as written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg import reference as module
from kg.reference import (
    CITIES,
    PROCESSES,
    REGIONS,
    STATES,
    TABLES,
    Guard,
    MembershipDates,
    Reference,
    ReferenceDataError,
    load,
    reference,
)
from kg.resources import folder


@pytest.fixture(scope="module")
def data() -> Reference:
    return reference()


def test_namibia_keeps_its_code(data: Reference) -> None:
    assert data.rows["NAM"].fields["iso2"] == "NA"
    assert data.rows["NAM"].name == "Namibia"


def test_types_come_from_the_tables(data: Reference) -> None:
    types = {"KEN": "State", "XKX": "Place", "unhcr": "InternationalOrganization", "iom-kenya": "Office"}
    types |= {
        "au-hoai": "Process",
        "gcm": "Document",
        "jlmp": "Project",
        "rock": "Facility",
        "ken-dis": "GovernmentBody",
    }
    types |= {"nairobi-ken": "Place", "region-sahel": "Place", "civipol": "PrivateSector", "nrc": "CivilSociety"}
    assert {row_id: data.rows[row_id].type for row_id in types} == types


def test_every_table_has_rows(data: Reference) -> None:
    assert all(data.table(name) for name in TABLES)
    assert len(data.states) == 196
    assert len(data.cities) >= 450


def test_the_country_of_a_row_is_found_through_its_parents(data: Reference) -> None:
    assert data.country("KEN") == "KEN"
    assert data.country("us-prm") == "USA"
    assert data.country("nairobi-ken") == "KEN"
    assert data.country("iom") == ""
    assert data.country("no such row") == ""


def test_ids_in_cells_are_rows(data: Reference) -> None:
    columns = ("association", "secretariat", "supporting_org", "observers_partners", "member_states")
    named = {
        (row.id, other)
        for row in data.rows.values()
        for other in ((row.parent,) if row.parent else ())
        + tuple(o for column in columns if row.table == PROCESSES for o in row.list_of(column))
    }
    named |= {(m.column, m.organisation) for m in data.memberships}
    assert {pair for pair in named if pair[1] not in data.rows} == set()


def test_every_value_of_a_membership_column_is_explained(data: Reference) -> None:
    explained = {(m.column, m.value) for m in data.memberships}
    columns = {m.column for m in data.memberships}
    found = {(c, state.fields[c]) for state in data.states for c in columns if state.fields[c]}
    assert found <= explained


def test_memberships_without_an_end_are_those_of_today(data: Reference) -> None:
    """The table of dates and the columns of states cannot drift apart."""
    columns = {m.organisation: m.column for m in data.memberships if not m.note}
    for organisation in {row.organisation for row in data.membership_dates}:
        today = {state.id for state in data.states if state.fields[columns[organisation]] == "Y"}
        lasting = [row.state for row in data.membership_dates if row.organisation == organisation and not row.end]
        assert sorted(lasting) == sorted(today), organisation


def test_who_came_back_had_left_before(data: Reference) -> None:
    rows = data.membership_dates
    assert [(a.start, b.start) for a, b in pairwise(rows) if _pair(a) == _pair(b)] == [("1997-09", "2008-08-16")]
    assert all(a.end < b.start for a, b in pairwise(rows) if _pair(a) == _pair(b))
    assert {row.verification for row in rows} == {"V1", "V2", "U"} and all(row.source for row in rows)


def _pair(row: MembershipDates) -> tuple[str, str]:
    return row.organisation, row.state


def test_every_capital_is_a_city_of_its_state(data: Reference) -> None:
    cities = {(row.name, row.parent) for row in data.cities if row.fields["kind"] == "capital"}
    missing = {(s.id, name) for s in data.states for name in s.list_of("capital") if (name, s.id) not in cities}
    assert missing == set()


def test_guards_name_rows_and_known_classes(data: Reference) -> None:
    def known(guard: Guard) -> bool:
        return guard.row_id == "*" or (guard.row_id in data.rows and data.rows[guard.row_id].table == guard.table)

    assert [guard for guard in data.guards if not known(guard)] == []
    rows = {row for guard in data.guards for row in guard.conditions.get("absent_row", ())}
    assert rows <= set(data.rows)


def test_every_ambiguous_form_has_a_guard(data: Reference) -> None:
    guarded = {(guard.row_id, guard.form) for guard in data.guards}
    ambiguous = {(row.id, form) for row in data.rows.values() for form in row.aliases_ambiguous}
    assert ambiguous - guarded == set()


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the tables to break."""
    for path in (folder("ontology") / "reference").glob("*.?sv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_a_missing_table_is_named(broken: Path) -> None:
    (broken / CITIES).unlink()
    with pytest.raises(ReferenceDataError, match=r"cities\.csv.*missing"):
        load(broken)


def test_a_row_with_too_few_cells_is_named_by_its_line(broken: Path) -> None:
    with (broken / CITIES).open("a", encoding="utf-8") as file:
        file.write("short-row,Short\n")
    with pytest.raises(ReferenceDataError, match=r"cities\.csv, line \d+"):
        load(broken)


def test_an_id_taken_twice_is_reported(broken: Path) -> None:
    text = (broken / STATES).read_text(encoding="utf-8")
    (broken / STATES).write_text(text + text.splitlines()[1] + "\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"states\.csv, line 198: the id AFG"):
        load(broken)


def test_an_unknown_type_is_reported(broken: Path) -> None:
    text = (broken / PROCESSES).read_text(encoding="utf-8")
    (broken / PROCESSES).write_text(text.replace("regional-consultative-process", "club", 1), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="'club' is no concept"):
        load(broken)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("eu\tABC\t1973\t\tV1\tx", "eu or ABC is no row of the tables"),
        ("eu\taarhus-dnk\t1973\t\tV1\tx", "eu or aarhus-dnk is no row of the tables"),
        ("nobody\tGBR\t1973\t\tV1\tx", "nobody or GBR is no row of the tables"),
        ("eu\tGBR\t\t2020\tV1\tx", "give dates in order, like 2019"),
        ("eu\tGBR\t1973-13\t\tV1\tx", "1973-13 to : give dates in order"),
        ("eu\tGBR\t2021\t2020-01-31\tV1\tx", "2021 to 2020-01-31: give dates in order"),
    ],
)
def test_a_membership_of_nobody_or_of_no_time_is_reported(broken: Path, row: str, said: str) -> None:
    with (broken / "membership_dates.tsv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(ReferenceDataError, match=f"membership_dates.tsv, line 230: .*{said}"):
        load(broken)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("nowhere\t1\t2", "nowhere is no row of the tables"),
        ("aarhus-dnk\t91\t2", "91 and 2 are no degrees: give latitude"),
        ("aarhus-dnk\t1\t-181", "1 and -181 are no degrees"),
        ("aarhus-dnk\tnorth\t2", "north and 2 are no degrees"),
    ],
)
def test_a_point_of_nothing_or_nowhere_is_reported(broken: Path, row: str, said: str) -> None:
    with (broken / "coordinates.tsv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(ReferenceDataError, match=rf"coordinates\.tsv, line 1408: .*{said}"):
        load(broken)


def test_places_with_an_id_of_geonames_have_coordinates(data: Reference) -> None:
    places = {row.id for row in data.rows.values() if row.type == "Place" and row.table in (CITIES, REGIONS)}
    named = {row_id for row_id in places if data.rows[row_id].fields["geonames_id"]}
    assert set(data.coordinates) == named
    assert data.coordinates["nairobi-ken"] == (-1.2833, 36.8167)


def test_it_is_read_once() -> None:
    assert module.reference() is reference()
