"""Who is who across articles: merged on a key that says enough, kept apart in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.identity import Identity, identities
from kg.records import Article, Claim, Entity, Extraction
from kg.reference import ReferenceRow
from kg.settings import ENTITY

KEN = Entity("ken", "State", "Kenya", reference="KEN")
IOM = Entity("iom", "InternationalOrganization", "IOM", reference="iom")
HOAI = Entity("hoai", "Process", "AU-HoAI", reference="au-hoai")
CAIRO = Entity("cairo", "Place", "Cairo", country="EGY")


def row(row_id: str, kind: str) -> ReferenceRow:
    return ReferenceRow(row_id, kind, row_id, "", (), (), "", "states.csv", {})


def resolve(
    entities: Iterable[Entity],
    facts: Iterable[tuple[str, ...]] = (),
    *,
    key: str = "a.txt",
    rows: Mapping[str, ReferenceRow] | None = None,
) -> dict[str, Identity]:
    claims = tuple(
        Claim(relation, subject, target, status[0] if status else "explicit", 0.9, "rule", ())
        for relation, subject, target, *status in facts
    )
    return identities(Extraction(Article(key, ""), (), tuple(entities), (), claims), rows or {})


def shared(entities: Iterable[Entity], facts: Iterable[tuple[str, ...]] = (), name: str = "e") -> str | None:
    """The end of the IRI of the entity `e`, where two articles that say the same share it, else None."""
    entities, facts = tuple(entities), tuple(facts)
    one, other = (resolve(entities, facts, key=key)[name] for key in ("a.txt", "b.txt"))
    assert (one.iri == other.iri) is not (one.local or other.local)
    assert one.key
    return None if one.local else one.iri.value.removeprefix(ENTITY)


def test_a_reference_row_gives_its_id_and_its_type() -> None:
    found = resolve(
        [Entity("e", "CivilSociety", "Interpol", reference="interpol")],
        rows={"interpol": row("interpol", "InternationalOrganization")},
    )
    assert found["e"].iri.value == ENTITY + "international-organization/interpol"
    assert (found["e"].type, found["e"].key) == ("InternationalOrganization", "")


def test_a_chain_of_thousands_of_wholes_ends() -> None:
    units = [Entity(f"u{number}", "GovernmentBody", f"Unit {number}") for number in range(3_000)]
    wholes = [("partOf", f"u{number}", f"u{number + 1}") for number in range(2_999)]
    assert len({found.iri for found in resolve(units, wholes).values()}) == 3_000


def test_a_state_and_its_land_never_share_a_node() -> None:
    land = Entity("land", "Place", "Kenya", reference="KEN")
    found = resolve([KEN, land], rows={"KEN": row("KEN", "State")})
    assert [found[name].iri.value.removeprefix(ENTITY) for name in ("ken", "land")] == ["state/KEN", "place/KEN"]


@pytest.mark.parametrize(
    ("entity", "iri"),
    [
        (Entity("e", "GovernmentBody", "Border Police of Kenya", parent="ken"), "government-body/border-police--KEN"),
        (Entity("e", "GovernmentBody", "Border Police", country="KEN"), "government-body/border-police--KEN"),
        (Entity("e", "GovernmentBody", "Ministry of Interior"), None),
        (Entity("e", "GovernmentBody", "Bank of the Sea", parent="ken"), "government-body/bank-of-sea--KEN"),
        (Entity("e", "GovernmentBody", "Embassy of Kenya", parent="ken"), None),
        (Entity("e", "Office", "IOM Country Office", parent="iom"), None),
        (Entity("e", "Office", "IOM Kenya", parent="iom"), "office/iom-kenya--iom"),
        (Entity("e", "Office", "Regional Office"), None),
        (Entity("e", "CivilSociety", "Kituo Cha Sheria"), "civil-society/kituo-cha-sheria"),
        (Entity("e", "PrivateSector", "airlines"), None),
        (Entity("e", "Process", "Technical Working Group"), None),
        (Entity("e", "Process", "Technical Working Group", parent="hoai"), "process/technical-working-group--au-hoai"),
        (Entity("e", "Document", "Khartoum Declaration"), "document/khartoum-declaration"),
        (Entity("e", "Document", "the declaration"), None),
        (Entity("e", "Project", "Better Migration Management"), "project/better-migration-management"),
        (Entity("e", "Place", "Naivasha", country="KEN"), "place/naivasha-ken"),
        (Entity("e", "Place", "Naivasha", country="somewhere"), "place/naivasha"),
        (Entity("e", "Facility", "Busia Border Post", parent="ken"), "facility/busia-border-post--KEN"),
        (Entity("e", "Unheard", "Of Kind"), "unheard/of-kind"),
    ],
)  # fmt: skip
def test_minted_names(entity: Entity, iri: str | None) -> None:
    assert shared([entity, KEN, IOM, HOAI]) == iri


def test_the_parent_may_be_stated_instead_of_named() -> None:
    unit = Entity("e", "GovernmentBody", "Border Unit")
    assert shared([unit, KEN], [("partOf", "e", "ken")]) == "government-body/border-unit--KEN"


def test_what_belongs_to_something_of_one_article_is_of_one_article() -> None:
    ministry = Entity("m", "GovernmentBody", "Ministry of Interior")
    assert shared([Entity("e", "GovernmentBody", "Border Unit", parent="m"), ministry]) is None


def test_a_circle_of_parents_ends() -> None:
    circle = [Entity("e", "Office", "Alpha", parent="f"), Entity("f", "Office", "Beta", parent="e")]
    assert len({found.iri for found in resolve(circle).values()}) == 2


PERSON = Entity("e", "Person", "H.E. Jane Doe")


@pytest.mark.parametrize(
    ("facts", "iri"),
    [
        ([("worksFor", "e", "iom")], "person/jane-doe--iom"),
        ([("represents", "e", "ken")], "person/jane-doe--KEN"),
        ([("represents", "e", "ken"), ("worksFor", "e", "iom")], "person/jane-doe--iom"),
        ([("represents", "e", "iom")], None),
        ([("worksFor", "e", "iom", "attributed")], None),
        ([], None),
    ],
)
def test_persons_need_a_name_and_an_employer_or_state(facts: list[tuple[str, ...]], iri: str | None) -> None:
    assert shared([PERSON, KEN, IOM], facts) == iri


def test_a_family_name_is_not_enough() -> None:
    assert shared([Entity("e", "Person", "Ms Doe"), IOM], [("worksFor", "e", "iom")]) is None


MEETING = Entity("e", "Event", "the meeting")
FOURTH = [("partOf", "e", "hoai"), ("ordinal", "e", "4"), ("eventType", "e", "Meeting")]
DATED = [("eventType", "e", "Meeting"), ("startDate", "e", "2019-05-20"), ("place", "e", "cairo"), ("host", "e", "ken")]


def test_an_event_by_its_body_and_ordinal() -> None:
    assert shared([MEETING, HOAI], FOURTH) == "event/au-hoai--4--meeting"
    assert resolve([MEETING, HOAI], FOURTH)["e"].key == "event: process au-hoai, ordinal 4, Meeting"


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Fourth Meeting of the Technical Working Group", "event/au-hoai--technical-working-group--4--meeting"),
        ("the Working Group on Data's fourth meeting", "event/au-hoai--working-group-on-data--4--meeting"),
        ("4th Steering Committee Meeting", "event/au-hoai--steering-committee--4--meeting"),
        ("fourth meeting of the AU-Horn of Africa Initiative", "event/au-hoai--4--meeting"),
    ],
)
def test_the_meeting_of_a_group_is_not_that_of_the_body_that_it_is_of(name: str, iri: str) -> None:
    assert shared([Entity("e", "Event", name), HOAI], FOURTH) == iri


def test_an_event_is_that_of_the_closest_body() -> None:
    group = Entity("g", "Process", "Law Enforcement Working Group", reference="au-hoai-twg-le")
    facts = [*FOURTH, ("partOf", "e", "g")]
    rows = {
        row_id: replace(row(row_id, "Process"), parent=of)
        for row_id, of in (("au-hoai", ""), (group.reference, "au-hoai"))
    }
    found = resolve([MEETING, HOAI, group], facts, rows=rows)
    assert found["e"].iri.value == ENTITY + "event/au-hoai-twg-le--4--meeting"


def test_an_event_by_type_day_place_and_caller() -> None:
    iri = "event/meeting--2019-05-20--cairo-egy--KEN"
    assert shared([MEETING, CAIRO, KEN], DATED) == iri
    assert shared([MEETING, CAIRO, KEN], [*DATED[:3], ("organizer", "e", "ken")]) == iri


@pytest.mark.parametrize("missing", range(4))
def test_an_event_with_less_is_of_one_article(missing: int) -> None:
    assert shared([MEETING, CAIRO, KEN], [fact for index, fact in enumerate(DATED) if index != missing]) is None


@pytest.mark.parametrize("date", ["2019-05", "2019", "--05-20"])
def test_an_event_without_a_full_date_is_of_one_article(date: str) -> None:
    assert shared([MEETING, CAIRO, KEN], [("startDate", "e", date), *DATED[:1], *DATED[2:]]) is None


def test_two_events_of_one_article_with_the_same_day_key_stay_two() -> None:
    twin = Entity("f", "Event", "the meeting")
    found = resolve([MEETING, twin, CAIRO, KEN], [*DATED, *((r, "f", o) for r, _, o in DATED)])
    assert found["e"].iri != found["f"].iri
    assert found["e"].local
    assert found["f"].local


def test_two_mentions_of_one_ordinal_are_one_event_unless_their_dates_differ() -> None:
    twin = Entity("f", "Event", "that meeting")
    facts = [*FOURTH, *((r, "f", o) for r, _, o in FOURTH), ("startDate", "e", "2018-10-24")]
    assert len({found.iri for found in resolve([MEETING, twin, HOAI], facts).values()}) == 2
    facts.append(("startDate", "f", "2019-10-24"))
    assert len({found.iri for found in resolve([MEETING, twin, HOAI], facts).values()}) == 3


def test_contact_data_in_a_name_does_not_reach_the_iri() -> None:
    found = resolve([Entity("e", "Person", "Jane Doe +41 22 555 0111 jane@example.org")])["e"]
    assert "717" not in found.iri.value + found.key
    assert "example" not in found.iri.value + found.key


names = st.text("ab éÉم.-'", max_size=12)
kinds = st.sampled_from(["Person", "Event", "Office", "Document", "Place", "Process", "State"])


@given(st.lists(st.tuples(kinds, names, st.sampled_from([None, "0", "1", "2"])), max_size=5), st.data())
def test_no_input_breaks_it_and_the_same_gives_the_same(
    made: list[tuple[str, str, str | None]], data: st.DataObject
) -> None:
    entities = [Entity(str(index), kind, name, parent=parent) for index, (kind, name, parent) in enumerate(made)]
    ids = [entity.id for entity in entities] or [""]
    relation = st.sampled_from(["partOf", "worksFor", "place", "host", "represents"])
    facts = data.draw(st.lists(st.tuples(relation, st.sampled_from(ids), st.sampled_from(ids)), max_size=6))
    found = resolve(entities, facts)
    assert found == resolve(entities, facts)
    apart = [identity.iri for identity in found.values() if "only in article" in identity.key]
    assert all(identity.iri.value.startswith(ENTITY) for identity in found.values())
    assert len(apart) == len(set(apart))
