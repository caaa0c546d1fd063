"""Why a fact changed: what the two versions of its article say, and 'unknown' where they do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg import settings
from kg.changes import Change, Difference, difference, lines_of_store
from kg.changes.streams import Side
from kg.changes.words import sentence
from kg.decisions import Decision, Rulings, redirect_quads
from kg.graph import ArticleGraph, article_graph, ontology_quads, reference_quads
from kg.graph.terms import entity, mg
from kg.records import Article, Claim, Entity, Extraction, Span
from kg.store import ArticleStore

READ_BY = "0.1.0+rules.{}+reference.{}".format("1" * 16, "2" * 16)
STATES = ("KEN", "EGY", "SDN")
WORKSHOP = Entity("e", "Event", "Border Workshop")


def article(
    *facts: tuple[str, str],
    key: str = "a.txt",
    text: str = "The text.",
    read_by: str = READ_BY,
    confidence: float = 0.9,
    status: str = "explicit",
    event: Entity = WORKSHOP,
) -> ArticleGraph:
    """An article that tells of an event; each fact is a relation and the code of a state or a literal."""
    states = tuple(Entity(code, "State", f"State {code}", reference=code) for code in STATES)
    claims = tuple(
        Claim(relation, "e", target, status, confidence, "rule", (Span(0, len(text)),)) for relation, target in facts
    )
    made = article_graph(Extraction(Article(key, text, title="Title"), (), (event, *states), (), claims))
    return replace(made, public=(*made.public, Triple(made.article, mg("extractor"), Literal(read_by))))


def store(*articles: ArticleGraph, more: Sequence[Quad] = ()) -> ArticleStore:
    made = ArticleStore.in_memory()
    rows = [q for q in reference_quads() if q.subject.value.rpartition("/")[2] in STATES]
    made.load_reference([*rows, *more])
    for graph in articles:
        made.commit_article(graph)
    return made


def told(old: ArticleStore, new: ArticleStore) -> tuple[list[tuple[str, str, str]], Difference]:
    """(kind, reason, sentence) of the changes, and the rest."""
    changes: list[Change] = []
    found = difference(lines_of_store(old), lines_of_store(new), changes.append)
    return [(change.kind.value, change.reason, sentence(change)) for change in changes], found


HOSTED = ("host", "KEN")


@pytest.mark.parametrize(
    ("read_by", "reason"),
    [
        (READ_BY.replace("1", "3"), "changed rules"),
        (READ_BY + "+least0.5", "changed rules"),
        (READ_BY + "+language-model small", "changed rules"),
        (READ_BY.replace("2222", "4444"), "changed reference data"),
        (READ_BY.replace("1111", "3333").replace("2222", "4444"), "changed rules or changed reference data"),
        (READ_BY, "unknown"),
    ],
)
def test_what_read_the_same_text_is_the_reason(read_by, reason):
    changes, _ = told(store(article(HOSTED)), store(article(HOSTED, ("participant", "EGY"), read_by=read_by)))
    assert changes == [("added", reason, "State EGY took part in Border Workshop")]


def test_an_article_of_before_versions_were_recorded_tells_no_reason():
    old = article(HOSTED)
    bare = replace(old, public=tuple(t for t in old.public if t.predicate != mg("extractor")))
    changes, _ = told(store(bare), store(article(("host", "EGY"))))
    assert changes == [("changed", "unknown", "State EGY hosted Border Workshop (before: State KEN)")]


def test_new_removed_and_changed_articles():
    one, other = article(HOSTED, key="a.txt"), article(HOSTED, ("place", "SDN"), key="b.txt")
    changes, found = told(store(one), store(one, other))
    event = [said for kind, reason, said in changes if (kind, reason) == ("added", "new article")]
    assert event == ["State KEN hosted Border Workshop", "Border Workshop took place in State SDN"]
    assert {kind for kind, *_ in told(store(one, other), store(one))[0]} == {"gone"}
    changed, _ = told(store(one), store(article(HOSTED, key="a.txt", text="Another text.")))
    assert changed == [("changed", "changed article", "State KEN hosted Border Workshop (other words)")]
    assert not found.empty and not told(store(one), store(one))[0] and told(store(one), store(one))[1].empty


def test_a_fact_that_another_article_says_already_is_told_as_known():
    named = Entity("e", "Event", "Border Workshop", reference="known-event")
    one, other = (article(HOSTED, key=key, event=named) for key in ("a.txt", "b.txt"))
    changes, found = told(store(one), store(one, other))
    assert changes == [("added", "new article", "State KEN hosted Border Workshop (the graph said so before)")]
    assert set(found.totals.facts.values()) == {0}
    gone, _ = told(store(one, other), store(one))
    assert gone[0][2].endswith("(other articles say so still)")
    quoted = article(HOSTED, key="b.txt", event=named, status="attributed")
    assert not told(store(one), store(one, quoted))[0][0][2].endswith("before)"), "what is quoted is no plain fact"


def test_a_replaced_object_a_status_and_a_confidence_are_changes():
    other = READ_BY.replace("1", "3")
    old = store(article(HOSTED, ("startDate", "2021-05-10")))
    new = store(article(HOSTED, ("startDate", "2021-05-11"), read_by=other, status="planned", confidence=0.8))
    said = [sentence for kind, _, sentence in told(old, new)[0] if kind == "changed"]
    assert said == [
        "State KEN hosted Border Workshop (status: explicit → planned; confidence: 0.9 → 0.8)",
        "Border Workshop began on 2021-05-11 (before: 2021-05-10; status: explicit → planned; confidence: 0.9 → 0.8)",
    ]


def test_an_event_whose_key_changed_is_the_same_event():
    def dated(day: str, text: str) -> ArticleStore:
        facts = (("eventType", "Workshop"), ("startDate", day), ("place", "KEN"), ("host", "EGY"))
        return store(article(*facts, text=text))

    changes, found = told(dated("2021-05-10", "One."), dated("2021-05-11", "Two."))
    assert (
        "changed",
        "changed article",
        "Border Workshop began on 2021-05-11 (before: 2021-05-10; other words)",
    ) in changes
    assert {kind for kind, *_ in changes} == {"changed"}
    (rename,) = found.renames
    assert "2021-05-10" in rename.old and "2021-05-11" in rename.new and "key" in rename.because


def test_facts_without_an_article_have_no_known_reason():
    fact = Quad(entity("event", "x"), mg("host"), entity("State", "KEN"), DefaultGraph())
    old, new = store(), store()
    new.store.add(fact)
    assert told(old, new)[0] == [("added", "unknown", "Kenya hosted event:x")]
    assert told(new, old)[0] == [("gone", "unknown", "Kenya hosted event:x")]


def test_reference_data_and_vocabulary_are_their_own_reasons():
    member = Quad(entity("State", "KEN"), mg("member"), entity("State", "EGY"), NamedNode(settings.REFERENCE_GRAPH))
    assert told(store(), store(more=[member]))[0] == [
        ("added", "changed reference data", "Egypt is a member of Kenya"),
    ]
    term = next(iter(ontology_quads()))
    ((kind, reason, said),), _ = told(store(), store(more=[term]))
    assert (kind, reason, said.startswith("the term ")) == ("added", "changed vocabulary", True)


def test_a_merge_moves_facts_and_tells_nothing_of_them():
    one = article(HOSTED, ("participant", "EGY"), key="a.txt")
    event = next(t.subject for t in one.public if t.predicate == mg("host"))
    ruling = Rulings(
        (Decision("merge", event, "A. Curator", "2026-11-26", "One event.", object=entity("Event", "one")),)
    )
    merged = store(ruling.apply(one), more=list(redirect_quads(ruling)))
    changes, found = told(store(one), merged)
    assert changes == []
    assert [(rename.old, rename.new, rename.undone) for rename in found.renames] == [
        (event.value, f"{settings.ENTITY}event/one", False)
    ]
    back, undone = told(merged, store(one))
    assert back == [] and [rename.undone for rename in undone.renames] == [True]
    assert set(found.totals.facts.values()) == {0} and found.totals.entities[Side.OLD] == 0
