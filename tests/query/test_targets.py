"""What a query of the local store sees, and what it may not do."""

import pytest

from kg import settings
from kg.query import LocalStore, load_questions, run
from kg.query.reading import DEEPEST, LONGEST, Dataset, dataset, tokens
from kg.records import KgError
from kg.store import ArticleStore, open_snapshot, publish

WITHOUT_PARAMETERS = [
    name for name, question in load_questions().items() if not any(p.required for p in question.parameters)
]
ALL = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


def graphs(result) -> set[str]:
    return {row[0].value for row in result.rows}


def test_private_graphs_are_not_seen(articles):
    found = graphs(run(ALL, LocalStore(articles.store)))
    assert {name.startswith(settings.ARTICLE) for name in found} == {True, False}
    assert not {name for name in found if name.startswith((settings.CONTACTS_GRAPHS, settings.TEXT_GRAPHS))}
    assert settings.RUNS_GRAPH not in found
    with_contacts = graphs(run(ALL, LocalStore(articles.store, contacts=True)))
    assert [name for name in with_contacts - found if not name.startswith(settings.CONTACTS_GRAPHS)] == []
    assert with_contacts > found


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED", "from  named # comment\n"])
@pytest.mark.parametrize("graph", [settings.CONTACTS_GRAPHS, settings.TEXT_GRAPHS, settings.RUNS_GRAPH])
def test_private_graphs_cannot_be_named(local, first_iri, clause, graph):
    name = graph + first_iri.rpartition("/")[2] if graph.endswith("/") else graph
    with pytest.raises(KgError, match="no public graph has this name"):
        run(f"SELECT * {clause} <{name}> WHERE {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}", local)


@pytest.fixture
def published(articles, tmp_path):
    """The store of the articles as readers find it, with a copy of what is public."""
    with ArticleStore.open(tmp_path) as store:
        store.store.bulk_extend(articles.store)
        publish(store)
    with open_snapshot(tmp_path) as found:
        yield found


@pytest.mark.parametrize("name", WITHOUT_PARAMETERS)
def test_the_copy_of_what_is_public_answers_as_the_store(articles, published, name):
    text = load_questions()[name].text
    assert run(text, LocalStore.of(published)) == run(text, LocalStore(articles.store))


def test_private_graphs_are_asked_with_a_flag_where_there_is_a_public_copy_too(articles, published, first_iri):
    assert graphs(run(ALL, LocalStore.of(published))) == graphs(run(ALL, LocalStore(articles.store)))
    with_contacts = graphs(run(ALL, LocalStore.of(published, contacts=True)))
    assert with_contacts == graphs(run(ALL, LocalStore(articles.store, contacts=True)))
    contacts = f"{settings.CONTACTS_GRAPHS}{first_iri.rpartition('/')[2]}"
    question = f"ASK FROM <{contacts}> {{ ?s ?p ?o }}"
    assert run(question, LocalStore.of(published, contacts=True)).answer is True
    with pytest.raises(KgError, match="no public graph has this name"):
        run(question, LocalStore.of(published))


def test_a_graph_that_is_named_is_the_only_one(local, first_iri):
    prefix, name = f"PREFIX a: <{settings.ARTICLE}>", first_iri.rpartition("/")[2]
    assert run(f"{prefix} SELECT ?g FROM a:{name} {{ GRAPH ?g {{ ?s ?p ?o }} }}", local).rows == ()
    assert run(f"ASK FROM <{first_iri}> {{ ?s a <{settings.ONTOLOGY}Article> }}", local).answer is True


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "select * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { \\U00000053\\u0045RVICE ?x { ?s ?p ?o } }",
        "SELECT * { # '\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * {?s ?p ?o}#\\u000ASERVICE<http://127.0.0.1:9/> {}",
    ],
)
def test_no_other_server_is_asked(local, text):
    with pytest.raises(KgError, match="SERVICE, which asks another server"):
        run(text, local)


def test_what_a_parser_may_read_in_two_ways_is_refused_beside_the_word(local):
    """`<b:c#>` is an IRI, or 'less than b:c' and a comment: then what follows is no string."""
    text = (
        "PREFIX b: <http://x/> SELECT * {?a ?x ?y FILTER(?a<b:c#>'''\n) SERVICE <http://127.0.0.1:9/>{?s ?p ?o} #'''\n}"
    )
    with pytest.raises(KgError, match="the word 'service' in a text and IRIs that are no web addresses"):
        run(text, local)


def test_the_word_in_a_string_is_no_request(local):
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    text = f'SELECT ?s {{ ?s {label} "Ghana Immigration Service"@en }}'
    assert len(run(text, local).rows) == 1
    assert run("SELECT ?service { ?service <http://x/service> 1 } # SERVICE", local).rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://x/a> <http://x/b> 1 }",
        "# SELECT\nDROP ALL",
        "PREFIX a: <http://x/> DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_nothing_is_changed(local, text):
    with pytest.raises(KgError, match=r"(INSERT|DROP|DELETE) changes a graph: kg query only reads"):
        run(text, local)


def test_what_is_no_query_is_told_in_one_line(local):
    for text, said in (
        ("", "the query has no SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT * { ?s ?p }", "the query is no SPARQL 1.1: error at 1:"),
        ("SELECT * FROM b:c { ?s ?p ?o }", "FROM b:c: name the graph by its whole IRI"),
        ("SELECT * {" + "{" * DEEPEST + "}" * DEEPEST + "}", f"nest {DEEPEST + 1} deep: the most is {DEEPEST}"),
        ("SELECT * {FILTER(1<" + "(" * 200 + "1" + ")" * 200 + "&&1>0)}", f"nest 202 deep: the most is {DEEPEST}"),
        ("SELECT * {} #" + "x" * LONGEST, "the query has 200,013 characters: the most is 200,000"),
    ):
        with pytest.raises(KgError, match=said):
            run(text, local)


def test_a_query_that_takes_too_long_is_given_up(articles):
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) > STR(?g)) }"
    with pytest.raises(KgError, match=r"no answer within 0\.2 seconds: narrow the query"):
        run(slow, LocalStore(articles.store, deadline=0.2))


def test_graphs_of_a_query_are_read_from_its_tokens():
    text = "PREFIX a: <http://x/> SELECT ('FROM <http://x/no>' AS ?s) FROM <http://x/1> FROM NAMED a:2 { ?FROM ?p ?o }"
    assert dataset(tokens(text)) == Dataset(("http://x/1",), ("http://x/2",))
    assert dataset(tokens("SELECT * { ?s ?p ?o }")) == Dataset()


def test_ask_and_construct_are_answered_too(local):
    assert run("ASK { ?s ?p ?o }", local).answer is True
    text = "CONSTRUCT { ?s <http://x/p> ?o } WHERE { VALUES (?s ?o) { (<http://x/b> 1) (<http://x/a> 2) } }"
    triples = run(text, local).triples
    assert triples is not None and [triple.subject.value for triple in triples] == ["http://x/a", "http://x/b"]
