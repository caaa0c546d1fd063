"""The feeds: what later articles say of an actor, a topic or a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from anyio import to_thread
from pyoxigraph import NamedNode

from kg import settings
from kg.news import MOST_ROWS, News, TooManyRows, check_since, has_news, news_of_question, news_of_thing
from kg.query import Question
from kg.query.results import plain
from kg.query.values import Value
from kg.serve.api.atom import Feed
from kg.serve.api.entity import is_thing, now
from kg.serve.api.parameters import Kind, Parameter, Values, whole
from kg.serve.api.questions import own_parameters, query_of
from kg.serve.api.resources import ATOM, Resource
from kg.serve.api.schemas import TEXT
from kg.serve.asking import FromThread
from kg.serve.errors import Gone, Missing, Unsuitable
from kg.serve.pages import particulars
from kg.serve.pages.reading import things, words
from kg.serve.pages.site import Site

_MOST = 200
_ENTRIES = "a fact that an article published last says, with its words, its article and the address of its claim"


def of_thing(group: str, iri: Parameter) -> Resource:
    """The feed of an entity or a concept, which the parameter `iri` names."""
    return Resource(
        "/entity.atom",
        "entity-atom",
        group,
        "What is new on an entity or a topic, as a feed",
        f"An Atom feed (RFC 4287). Each entry is {_ENTRIES}. What is new goes by the day of publication.",
        (iri, *_narrowing()),
        TEXT,
        _thing,
        ATOM,
        errors=(Missing, Gone),
    )


def of_question(question: Question) -> Sequence[Resource]:
    """The feed of a question that has news."""
    if not has_news(question):
        return ()

    async def answer(site: Site, values: Values) -> Feed:
        return await _question(site, question, values)

    return (
        Resource(
            f"/questions/{question.name}.atom",
            f"{question.name.replace('/', '-')}-atom",
            question.group,
            f"{question.summary}: what is new, as a feed",
            f"An Atom feed (RFC 4287). Each entry is {_ENTRIES}, where the answer rests on it.",
            (*own_parameters(question), *_narrowing()),
            TEXT,
            answer,
            ATOM,
        ),
    )


def _narrowing() -> tuple[Parameter, ...]:
    return (
        Parameter("since", _day(), "Only articles published on this day or later.", example="2024-01-01"),
        Parameter("limit", whole(1, _MOST), "At most so many entries.", default=50),
    )


def _day() -> Kind:
    def day(text: str) -> str:
        check_since(text)
        return text

    schema = {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
    return Kind(schema, "a date like 2019, 2019-05 or 2019-05-24", day)


async def _thing(site: Site, values: Values) -> Feed:
    """Raises Missing or Gone where the graph does not hold it."""
    iri, _ = await now(site, values["iri"])
    known = await particulars.read(site.ask, iri, await site.terms()) if is_thing(iri) else None
    if known is None:
        raise Missing(f"the graph knows no entity or concept {iri}: /search.json finds them by name")
    found = await _news(lambda: news_of_thing(FromThread(site.ask), iri, values["limit"], _since(values)))
    page = f"/page/{iri.removeprefix(settings.BASE)}"
    return Feed(f"entity.atom?iri={iri}", known.label, page, found)


async def _question(site: Site, question: Question, values: Values) -> Feed:
    query, terms, _ = await query_of(site.ask, question, values)
    target = FromThread(site.ask)
    try:
        found = await _news(lambda: news_of_question(target, question, query, values["limit"], _since(values)))
    except TooManyRows as error:
        names = ", ".join(parameter.name for parameter in question.parameters)
        raise Unsuitable(names, f"more than {MOST_ROWS:,} rows answer to these", "narrower for one of them") from error
    given = sorted((name, plain(term)) for name, listed in terms.items() for term in listed)
    name = f"questions/{question.name}.atom?{urlencode(given)}"
    return Feed(name, await _about(site, question, terms), f"/questions/{question.name}", found)


async def _about(site: Site, question: Question, terms: dict[str, list[Value]]) -> str:
    """The question with what it was asked about."""
    listed = [term for values in terms.values() for term in values]
    known = await things(site.ask, (term.value for term in listed if isinstance(term, NamedNode)))
    return ": ".join(filter(None, (question.summary, ", ".join(words(term, known) for term in listed))))


async def _news(find: Callable[[], News]) -> News:
    return await to_thread.run_sync(find)


def _since(values: Values) -> Any:
    return values["since"] or ""
