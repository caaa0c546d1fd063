"""What names are taken for: the figures on a list of names that is annotated, and each way in which names are alike."""

from __future__ import annotations

import csv
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import settings
from kg.match import (
    Candidate,
    Matcher,
    Names,
    names_of,
    read_names,
    reference_names,
    settled,
    wanted_types,
    write_names,
)
from kg.match.names import Kind
from kg.records import KgError

LIST = Path(__file__).parent / "names.tsv"
TYPES = wanted_types()


@dataclass(frozen=True)
class Case:
    """A name, the entities that it means (none, one, or several where it is ambiguous), and what is odd about it."""

    name: str
    means: frozenset[str]
    sort: str


def cases() -> list[Case]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(row["name"], frozenset(settings.ENTITY + one for one in row["means"].split("|") if one), row["sort"])
        for row in rows
    ]


def best(matcher: Matcher, name: str) -> Candidate:
    return matcher.candidates(name, TYPES, 1)[0]


def test_the_list_has_names_of_every_sort_that_lists_have():
    sorts = Counter(case.sort for case in cases())
    assert sum(sorts.values()) >= 200
    assert set(sorts) >= {"exact", "acronym", "official", "foreign", "accents", "order", "typos", "short", "plural"}
    assert sorts["none"] + sorts["trap"] >= 50 and sorts["ambiguous"] >= 6


def test_every_entity_of_the_list_is_in_the_graph(articles):
    known = {one.iri for one in names_of(articles.store).entities}
    assert {iri for case in cases() for iri in case.means} <= known


def test_what_is_sure_is_right_and_what_is_meant_is_found(matcher):
    sure: list[tuple[Case, Candidate]] = []
    found, meant = [], []
    for case in cases():
        candidates = matcher.candidates(case.name, TYPES, 5)
        if candidates and candidates[0].sure:
            sure.append((case, candidates[0]))
        if len(case.means) == 1:
            meant.append(case)
            found += [case] * bool(candidates and candidates[0].entity.iri in case.means)
    wrong = [(case.name, one.entity.label) for case, one in sure if case.means != {one.entity.iri}]
    assert 1 - len(wrong) / len(sure) >= 0.98, wrong
    assert len(found) / len(meant) >= 0.9, [case.name for case in meant if case not in found]
    # a program that is sure of nothing would pass the first
    assert sum(case.means == {one.entity.iri} for case, one in sure) / len(meant) >= 0.9


@pytest.mark.parametrize("case", [case for case in cases() if len(case.means) > 1], ids=lambda case: case.name)
def test_of_an_ambiguous_name_all_bearers_are_told_and_none_is_sure(matcher, case):
    candidates = matcher.candidates(case.name, TYPES, 5)
    assert case.means <= {one.entity.iri for one in candidates}
    assert not any(one.sure for one in candidates)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Kenya", 'exact form "Kenya"'),
        ("UNHCR", 'acronym "UNHCR"'),
        ("KEN", 'ISO code "KEN"'),
        ("Cote dIvoire", "the same letters, parted otherwise,"),
        ("Norwegian Refugees Council", "the same words, in another order or number,"),
        ("medecins sans frontieres", "the same but for signs, accents or spelling"),
        ("International Labour Organization (ILO)", 'each part is a name of it: "International Labour Organization"'),
        ("Danish Refugee Concil", "'concil' for 'council': edit distance 1"),
        ("Kenya Red Cross Youth", "3 of 4 words are in"),
        ("DRC", "which means something else too"),
        ("Dr. Abu Bello", 'the same without the title "Abu Bello"'),
    ],
)
def test_a_match_tells_what_it_rests_on(matcher, name, why):
    assert why in best(matcher, name).why


def test_an_acronym_in_small_letters_is_found_and_a_short_one_is_not_sure(matcher):
    assert best(matcher, "who").entity.label == "World Health Organization" and not best(matcher, "who").sure
    assert best(matcher, "unhcr").sure


def test_places_are_matched_only_where_they_are_asked_for(matcher):
    assert all(one.entity.type != "Place" for one in matcher.candidates("Accra", TYPES))
    assert matcher.candidates("Accra", wanted_types(["Place"]))[0].sure
    assert [one.entity.type for one in matcher.candidates("Djibouti", TYPES, 1)] == ["State"]


def test_two_letters_are_a_code_where_states_are_asked_for(matcher):
    assert not matcher.candidates("KE", TYPES)[0].sure
    found = matcher.candidates("ke", wanted_types(["State"]))[0]
    assert (found.entity.label, found.sure) == ("Kenya", True)


def test_a_type_that_is_none_is_told_with_those_there_are():
    with pytest.raises(KgError, match="'Country' is no type of entities: give one of Actor, "):
        wanted_types(["Country"])


def test_a_country_settles_which_of_several_is_meant(matcher):
    candidates = matcher.candidates("Department of Home Affairs", TYPES)
    assert not any(one.sure for one in candidates)
    country = f"{settings.ENTITY}state/ZAF"
    agreements = [one.entity.country == country if one.entity.country else None for one in candidates]
    chosen = settled(candidates, agreements, "country")[0]
    assert (chosen.entity.country, chosen.sure) == (country, True) and chosen.why.endswith("; the same country")


def test_another_country_makes_the_only_bearer_of_a_name_unsure(matcher):
    candidates = matcher.candidates("Ghana Immigration Service", TYPES)
    assert candidates[0].sure
    weighed = settled(candidates, [False, *[None] * (len(candidates) - 1)], "country")
    assert not any(one.sure for one in weighed) and "another country" in weighed[0].why


@pytest.mark.parametrize("name", ["", "   ", "…", "?!", "of the", "x" * 301, "\x00\u202e", "مرحبا", "a " * 149])
def test_what_names_nothing_has_no_sure_match(matcher, name):
    assert not any(one.sure for one in matcher.candidates(name, TYPES))


def test_a_beginning_finds_whole_names_before_words_in_names(matcher):
    found = [named.label for named, _ in matcher.beginning("ghana", TYPES, 5)]
    assert found[0] == "Ghana" and "Ghana Immigration Service" in found
    assert [named.label for named, _ in matcher.beginning("border dat", TYPES)] == ["Workshop on Border Data"]
    assert [form for _, form in matcher.beginning("OIM", TYPES)] == ["OIM"]
    assert matcher.beginning("", TYPES) == matcher.beginning("zzzz", TYPES) == []


def test_names_in_a_file_are_the_same_names(tmp_path):
    names = reference_names()
    write_names(names, tmp_path / "names.json")
    assert read_names(tmp_path / "names.json") == names
    (tmp_path / "names.json").write_text("[]")
    with pytest.raises(KgError, match="the names cannot be read"):
        read_names(tmp_path / "names.json")


def slips(label: str, chance: random.Random) -> str:
    """The label with one letter left out, put in, changed, or changed with the next."""
    place, letter = chance.randrange(len(label)), chance.choice("abcdefghijklmnopqrstuvwxyz")
    head, sign, tail = label[:place], label[place], label[place + 1 :]
    return chance.choice(
        [head + tail, head + letter + sign + tail, head + letter + tail, head + tail[:1] + sign + tail[1:]]
    )


def test_of_all_names_with_a_slip_nearly_all_are_found_and_none_is_surely_another():
    names, chance = reference_names(), random.Random(20)
    matcher = Matcher(names)
    known = [one for one in names.entities if one.type in TYPES][::2]
    best = [(one, matcher.candidates(slips(one.label, chance), TYPES, 1)) for one in known]
    found = [one for one, candidates in best if candidates and candidates[0].entity == one]
    sure = [(one, candidates[0].entity) for one, candidates in best if candidates and candidates[0].sure]
    assert len(found) / len(known) >= 0.95
    assert [(one.label, other.label) for one, other in sure if one != other] == [] and len(sure) / len(known) > 0.5


def test_names_of_what_the_graph_lacks_are_surely_nothing_else():
    names, chance = reference_names(), random.Random(20)
    known = [place for place, one in enumerate(names.entities) if one.type in TYPES]
    gone = set(chance.sample(known, len(known) // 8))
    matcher = Matcher(Names(names.entities, tuple(form for form in names.forms if form.of not in gone)))
    asked = [form.text for form in names.forms if form.of in gone and form.kind in (Kind.name, Kind.acronym)]
    sure = [
        (name, found[0].entity.label)
        for name in asked
        if (found := matcher.candidates(name, TYPES, 1)) and found[0].sure
    ]
    assert len(asked) > 250 and len(sure) / len(asked) <= 0.005, sure
