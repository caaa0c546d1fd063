"""What may be one is asked, not merged, and not asked again once it is decided."""

from __future__ import annotations

import itertools
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Triple

from kg.graph import ArticleGraph, article_graph
from kg.graph.terms import LABEL, SKOS, english, entity, mg
from kg.records import Article, Claim, Entity, Extraction, Span
from kg.settings import DECISIONS_GRAPH, REFERENCE_GRAPH
from kg.store import ArticleStore, candidates, publish, record_candidates

DECISIONS = NamedNode(DECISIONS_GRAPH)
IOM = Entity("iom", "InternationalOrganization", "IOM", reference="iom")


def said(key: str, *entities: Entity, facts: tuple[tuple[str, str, str], ...] = ()) -> ArticleGraph:
    claims = tuple(
        Claim(relation, one, other, "explicit", 0.9, "rule", (Span(0, 4),)) for relation, one, other in facts
    )
    return article_graph(Extraction(Article(key, "text"), (), entities, (), claims), rows={})


def stored(*graphs: ArticleGraph) -> ArticleStore:
    store = ArticleStore.in_memory()
    for graph in graphs:
        store.commit_article(graph)
    return store


def tails(store: ArticleStore) -> set[tuple[str, str]]:
    """The ends of the IRIs in question, without the pieces of article digests."""
    pairs = {(q.subject.value, q.object.value) for q in store.store.quads_for_pattern(None, None, None, DECISIONS)}
    return {(one.rpartition("/")[2].split("--")[0], other.rpartition("/")[2].split("--")[0]) for one, other in pairs}


JANE, DR_JANE = Entity("p", "Person", "Jane Doe"), Entity("p", "Person", "Dr Jane Doe")
EMPLOYED = (("worksFor", "p", "iom"),)


def test_persons_of_one_name_are_a_question() -> None:
    store = stored(said("a", JANE, IOM, facts=EMPLOYED), said("b", DR_JANE), said("c", Entity("p", "Person", "Doe")))
    assert record_candidates(store) == 1
    assert tails(store) == {("jane-doe", "jane-doe")}


def test_bodies_of_different_states_that_share_a_short_name_are_no_question() -> None:
    def office(key: str, state: str) -> ArticleGraph:
        short = "Prosecutor General's Office"
        body = Entity("b", "GovernmentBody", f"{short} of {state}", (short,), parent="s")
        return said(key, Entity("s", "State", state, reference=state), body, facts=(("partOf", "b", "s"),))

    assert record_candidates(stored(office("a", "GEO"), office("b", "AZE"))) == 0


def test_events_of_one_day_with_something_in_common_are_a_question() -> None:
    meeting, training = Entity("e", "Event", "meeting in Cairo"), Entity("e", "Event", "the talks")
    facts = (("eventType", "e", "Meeting"), ("startDate", "e", "2019-05-20"), ("host", "e", "iom"))
    undated = (facts[0], ("startDate", "e", "2019-05"), facts[2])
    store = stored(
        *(
            said(key, event, IOM, facts=stated)
            for key, event, stated in [("a", meeting, facts), ("b", training, facts), ("c", meeting, undated)]
        )
    )
    record_candidates(store)
    assert len(candidates(store)) == 1


def test_a_name_of_the_reference_data_is_a_question() -> None:
    known = entity("CivilSociety", "kcs")
    store = stored(said("a", Entity("o", "CivilSociety", "Kituo Cha Sheria")))
    store.load_reference([Quad(known, LABEL, english("Kituo cha Sheria"), NamedNode(REFERENCE_GRAPH))])
    record_candidates(store)
    assert tails(store) == {("kituo-cha-sheria", "kcs")}


def test_generic_names_are_no_question() -> None:
    store = stored(*(said(key, Entity("e", "Event", "the meeting"), Entity("d", "Document", "the declaration"),
                          Entity("w", "Process", "Working Group")) for key in "ab"))  # fmt: skip
    assert record_candidates(store) == 0


def test_the_order_does_not_show_and_old_questions_go() -> None:
    articles = [said("a", JANE, IOM, facts=EMPLOYED), said("b", DR_JANE), said("c", JANE)]
    found = set()
    for order in itertools.permutations(articles):
        store = stored(*order)
        assert record_candidates(store) == 2
        found.add(frozenset(candidates(store)))
    assert len(found) == 1
    store.remove("b")
    assert record_candidates(store) == 1
    assert len(list(store.store.quads_for_pattern(None, mg("identityCandidate"), None, DECISIONS))) == 1


NAMES = ("Jane Doe", "Dr Jane Doe", "John Roe", "Jane  DOE")
TYPES = ("Meeting", "Training")
articles_told = st.builds(
    lambda name, body, kind, day: (name, body, kind, f"2019-05-2{day}"),
    st.sampled_from(NAMES),
    st.sampled_from(("Kituo Cha Sheria", "Kituo cha sheria", "Ajwad Initiative")),
    st.sampled_from(TYPES),
    st.integers(0, 1),
)
steps = st.lists(st.tuples(st.sampled_from("abcde"), st.none() | articles_told), min_size=1, max_size=4)


def told(key: str, name: str, body: str, kind: str, day: str) -> ArticleGraph:
    named = (Entity("p", "Person", name), Entity("o", "CivilSociety", body), Entity("e", "Event", f"talks {key}"), IOM)
    facts = (("eventType", "e", kind), ("startDate", "e", day), ("host", "e", "iom"), ("participant", "e", "o"))
    return said(key, *named, facts=facts + EMPLOYED if kind == "Meeting" else facts)


@settings(max_examples=15, deadline=None)
@given(st.lists(steps, min_size=2, max_size=4))
def test_asking_only_what_changed_gives_the_same_questions(runs) -> None:
    with TemporaryDirectory() as folder:
        for run in runs:
            with ArticleStore.open(folder) as store:
                for key, article in run:
                    if article is None:
                        store.remove(key)
                    else:
                        store.commit_article(told(key, *article))
                record_candidates(store)
                stand = {
                    q.triple for q in store.store.quads_for_pattern(None, mg("identityCandidate"), None, DECISIONS)
                }
                assert stand == candidates(store)
                publish(store)
                assert store.unpublished.base


def test_what_is_decided_is_not_asked_again() -> None:
    store = stored(said("a", JANE, IOM, facts=EMPLOYED), said("b", JANE))
    pair = next(iter(candidates(store)))
    store.replace_triples(DECISIONS, (), [Triple(pair.object, NamedNode(SKOS + "exactMatch"), pair.subject)])
    assert record_candidates(store) == 0
    assert not list(store.check(default_graph=True))
