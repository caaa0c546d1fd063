"""The resources of the API: one table, which requests, the description and the tools of `kg mcp` are made from."""

from __future__ import annotations

from functools import cache

from kg.query import load_questions
from kg.query.questions import CHECKS, GROUPS, VIEWS
from kg.serve.api import article, entity, feeds, network, questions, search
from kg.serve.api.parameters import Parameter, Values, flag, iri, one_of, paging, text, whole
from kg.serve.api.resources import Json, Resource
from kg.serve.api.schemas import record
from kg.serve.api.things import paging as part
from kg.serve.errors import Gone, Missing
from kg.serve.pages.names import LONGEST, SHORTEST
from kg.serve.pages.site import Site
from kg.vocabulary import vocabulary

GRAPH = "graph"
"""The group of resources that are no questions."""
_GROUPS = (*GROUPS, VIEWS, CHECKS)


@cache
def resources() -> dict[str, Resource]:
    """All resources by their addresses, those of the graph first."""
    of_questions = (
        one
        for question in load_questions().values()
        for one in (*questions.resources(question), *feeds.of_question(question))
    )
    listed = (*_of_graph(), *of_questions)
    return {resource.path: resource for resource in listed}


def _of_graph() -> tuple[Resource, ...]:
    types = one_of(
        [name for name, known in vocabulary().classes.items() if known.entity or name in ("Actor", "Article")]
    )
    relations = one_of([name for name, known in vocabulary().relations.items() if not known.private])
    between = one_of([name for name, known in vocabulary().relations.items() if known.value == "entity"])
    of_entity = Parameter("iri", iri(), "An entity or a concept.", required=True, example="state:KEN")
    return (
        Resource(
            "/search.json",
            "search",
            GRAPH,
            "Find entities and articles by name",
            "Names, aliases, acronyms and titles: whole names come before beginnings of names, these before parts.",
            (
                Parameter("q", text(SHORTEST, LONGEST), "A name or a part of one.", required=True, example="IOM"),
                Parameter("type", types, "Only what is of this class."),
                *paging(50, 500, "names"),
            ),
            record(search.FOUND),
            search.search,
        ),
        Resource(
            "/articles.json",
            "articles",
            GRAPH,
            "List the articles",
            "The articles that the graph was read from, the latest first.",
            paging(100, 1000, "articles"),
            record(search.ARTICLES),
            search.articles,
        ),
        Resource(
            "/article.json",
            "article",
            GRAPH,
            "What an article says",
            "Its claims in the order of its text, each with the words that it rests on. The text itself is not served.",
            (
                Parameter("iri", iri("Article"), "The article, by the IRI that the other answers give.", required=True),
                *paging(100, 500, "claims"),
            ),
            record(article.FIELDS),
            article.article,
            errors=(Missing,),
        ),
        Resource(
            "/entity.json",
            "entity",
            GRAPH,
            "All about an entity",
            "Labels, classes, identifiers, and its facts with the sentences and articles behind them. What only a "
            "speaker says is no fact: the question 'attributed-claims' tells it.",
            (
                of_entity,
                Parameter("relation", relations, "Only facts of this relation."),
                *paging(50, 200, "facts"),
            ),
            record(entity.FIELDS),
            entity.entity,
            errors=(Missing, Gone),
        ),
        feeds.of_thing(GRAPH, of_entity),
        Resource(
            "/network.json",
            "network",
            GRAPH,
            "The network around an entity",
            "The entities within some steps of one, and the ties between all of them, with their evidence. Where there "
            "are more entities than wanted, those with the most ties to the step before are kept.",
            (
                Parameter("iri", iri(), "The entity in the centre.", required=True, example="state:KEN"),
                Parameter("depth", whole(1, network.DEEPEST), "How many steps to go.", default=1),
                Parameter("relation", between, "Only ties by these relations.", many=True),
                Parameter(
                    "reference", flag(), "Also ties that no article tells, of the reference data.", default=False
                ),
                Parameter("nodes", whole(1, network.MOST_NODES), "At most so many entities.", default=100),
                *paging(200, 1000, "edges"),
            ),
            record(network.FIELDS),
            network.network,
            errors=(Missing,),
        ),
        Resource(
            "/questions.json",
            "questions",
            GRAPH,
            "List the questions",
            "Each is a resource of its own, /questions/NAME.json or .csv, with these parameters and columns.",
            (Parameter("group", one_of(_GROUPS), "Only questions of this group."), *paging(1000, 1000, "questions")),
            record(questions.LISTED),
            _questions,
        ),
    )


async def _questions(_: Site, values: Values) -> Json:
    limit, offset = values["limit"], values["offset"]
    known = [one for one in load_questions().values() if values["group"] in (None, one.group)]
    return {
        "paging": part(len(known), limit, offset),
        "questions": [questions.in_list(question) for question in known[offset : offset + limit]],
    }
