"""The facts of a store, and what narrows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph.terms import mg
from kg.network import PROJECTIONS, Part, Selection, parts, project, read_facts, select, undated, years
from kg.records import KgError
from kg.settings import ENTITY
from tests.network.conftest import NEW, OLD, facts_of, tie
from tests.queries.small_graph import small_graph


def kept(facts, **options):
    return {(t.subject, t.relation, t.object) for t in select(facts, Selection(**options)).ties}


def test_facts_come_with_their_evidence_and_without_what_only_a_speaker_says(store):
    facts = read_facts(store)
    told = {t.relation: t for t in facts.ties if t.evidence}
    assert set(told) == {"host", "participant"}
    (evidence,) = told["participant"].evidence
    assert (evidence.quotation, evidence.status, evidence.confidence) == ("Egypt attended", "explicit", 0.7)
    assert (evidence.source.publisher, evidence.source.issued) == ("Gazette", "2019-05-25")
    event = facts.nodes[told["host"].subject]
    assert (event.type, event.start) == ("Event", "2019-05-24")
    assert {facts.label(t.object) for t in told.values()} == {"Kenya", "Egypt"}


def test_parts_are_read_without_evidence(store):
    assert [(p.actor_label, p.relation) for p in parts(store)] == [("Egypt", "participant"), ("Kenya", "host")]
    assert all(isinstance(part, Part) for part in parts(store, persons=True))


def test_whom_an_article_quotes_is_no_tie_between_actors():
    facts = read_facts(small_graph().store)
    quoted = [quad for quad in small_graph().store if quad.predicate == mg("contactPoint")]
    assert quoted and {tie.relation for tie in facts.ties} >= {"speaker", "member"}
    ends = {end for tie in facts.ties for end in (tie.subject, tie.object)}
    assert all(end.startswith(ENTITY) for end in ends)
    assert not {quad.subject.value for quad in quoted} & {*ends, *facts.nodes}
    for name in PROJECTIONS:
        assert "Article" not in {data["type"] for _, data in project(facts, name).nodes(data=True)}


@pytest.mark.parametrize(
    ("options", "gone", "left"),
    [
        ({"types": frozenset({"State"})}, ("3", "participant", "c"), ("3", "participant", "b")),
        ({"publishers": frozenset({"Gazette"})}, ("3", "participant", "b"), ("2", "host", "a")),
        ({"topics": frozenset({"trafficking"})}, ("3", "participant", "b"), ("2", "host", "a")),
        ({"topics": frozenset({"trafficking"})}, ("c", "member", "a"), ("d", "member", "a")),
        ({"confidence": 0.5}, ("4", "organizer", "d"), ("4", "participant", "c")),
        ({"until": "2014"}, ("3", "participant", "b"), ("1", "participant", "b")),
        ({"relations": frozenset({"host"})}, ("2", "participant", "b"), ("2", "host", "a")),
        ({"persons": False}, ("5", "speaker", "p"), ("5", "participant", "e")),
    ],
)
def test_what_does_not_fit_goes(facts, options, gone, left):
    found = kept(facts, **options)
    assert gone in kept(facts) and gone not in found and left in found


def test_who_is_only_expected_is_left_out_unless_wished_for():
    there, expected = tie("1", "participant", "a", OLD), tie("1", "participant", "b", NEW)
    expected = replace(expected, evidence=tuple(replace(one, status="planned") for one in expected.evidence))
    told = facts_of(there, expected)
    assert kept(told) == {("1", "participant", "a")}
    presides = replace(tie("c", "chair", "a", NEW), evidence=expected.evidence)
    assert kept(facts_of(presides)) == {("c", "chair", "a")}, "of a body that is no attendance"
    assert kept(told, planned=True) == {("1", "participant", "a"), ("1", "participant", "b")}


def test_evidence_that_does_not_fit_leaves_a_fact_that_others_support():
    told = facts_of(tie("1", "host", "a", OLD, NEW))
    (narrowed,) = select(told, Selection(publishers=frozenset({"Herald"}))).ties
    assert [evidence.source for evidence in narrowed.evidence] == [NEW]


@pytest.mark.parametrize(
    ("since", "until", "events"),
    [
        ("2014", "2014", {"1", "2"}),
        ("2014-03", "", {"2", "3", "4"}),
        ("2014-02-15", "2014-02-20", {"1"}),  # 'in February 2014' may be then
        ("", "2013", set()),
        ("2020-05-06", "2020-05-06", {"3", "4"}),  # the fourth is as old as its article
    ],
)
def test_time_is_that_of_events_and_else_of_articles(facts, since, until, events):
    assert {s for s, _, _ in kept(facts, since=since, until=until)} & set("12345") == events


def test_what_has_no_year_is_counted(facts):
    assert undated(facts_of(tie("4", "host", "a", OLD), tie("5", "host", "a", tie_source()))) == 1
    assert years(facts) == ["2014", "2020"]


def tie_source():
    return type(OLD)("article/3", "Undated", "Gazette")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"types": frozenset({"Country"})}, "'Country' is no type: use one of"),
        ({"relations": frozenset({"met"})}, "'met' is no relation"),
        ({"since": "last year"}, "'last year' is no date"),
    ],
)
def test_what_is_not_known_is_an_error(options, message):
    with pytest.raises(KgError, match=message):
        Selection(**options)
