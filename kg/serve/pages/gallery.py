"""The questions of the package as pages, and as what the editor reads: their parameters become terms here, by the same
lookup as in `kg query`, so that no text of a user is ever pasted into a query."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.news import has_news
from kg.query import Parameter, Question, bind, fill, grouped, load_questions
from kg.records import KgError
from kg.serve.asking import Ask, FromThread
from kg.serve.errors import REPLIES
from kg.serve.negotiation import prefers_page
from kg.serve.pages.failing import answering
from kg.serve.pages.linked import ATOM
from kg.serve.pages.shell import SAFE, not_found, rendered
from kg.serve.pages.site import Site

_LONGEST_LINK = 6_000
"""The longest query that is put into an address; a longer one is shown on a page."""


def routes(site: Site) -> list[BaseRoute]:
    """The pages of the questions, and their queries as JSON."""
    questions = load_questions()

    async def listed(_: Request) -> Response:
        return _listed(questions)

    async def shown(request: Request) -> Response:
        question = questions.get(request.path_params["name"])
        return _shown(question, {}) if question else not_found(request.path_params["name"], at="/questions")

    async def filled(request: Request) -> Response:
        question = questions.get(request.path_params["name"])
        if question is None:
            return not_found(request.path_params["name"], at="/questions")
        return await _filled(site.ask, question, request)

    return [
        Route("/questions", answering(listed)),
        Route("/questions/{name:path}/query", answering(filled)),
        Route("/questions/{name:path}", answering(shown)),
    ]


def _listed(questions: Mapping[str, Question]) -> Response:
    values = {"number": len(questions), "groups": grouped(questions.values())}
    return rendered("questions.html", values, "Questions", at="/questions")


async def _filled(ask: Ask, question: Question, request: Request) -> Response:
    """The query with the values of the request in it: as JSON, or to a browser in the editor."""
    said: list[str] = []
    given = _given(question, request.query_params)
    for_people = prefers_page(request.headers.get("accept", ""))
    try:
        terms = await to_thread.run_sync(lambda: bind(question, given, FromThread(ask), said.append))
        text = _without_slots(fill(question, terms))
    except KgError as error:
        if type(error) in REPLIES:
            raise
        if for_people:
            return _shown(question, request.query_params, str(error))
        return JSONResponse({"error": str(error)}, 400, SAFE)
    if for_people:
        return _to_editor(question, request.query_params, text)
    return JSONResponse({"query": text, "notes": said}, headers=SAFE)


def _without_slots(text: str) -> str:
    """The query without what depends on parameters that have no value: those lines are comments."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("#? "))


def _given(question: Question, parameters: QueryParams) -> list[tuple[str, str]]:
    """The values as `bind` takes them; a parameter that takes several has one a line."""
    several = {parameter.name for parameter in question.parameters if parameter.many}
    return [
        (name, text.strip())
        for name, value in parameters.multi_items()
        for text in (value.splitlines() if name in several else [value])
        if text.strip()
    ]


def _to_editor(question: Question, given: Mapping[str, str], text: str) -> Response:
    if len(text) > _LONGEST_LINK:
        return _shown(question, given, text=text)
    return RedirectResponse(f"/sparql#query={quote(text, safe='')}", 303, SAFE)


def _shown(question: Question, given: Mapping[str, str], fault: str = "", text: str = "") -> Response:
    parameters = [(one, given.get(one.name, ""), _note(one)) for one in question.parameters]
    feed = f"/questions/{question.name}.atom" if has_news(question) else ""
    values = {"question": question, "parameters": parameters, "fault": fault, "text": text, "feed": feed}
    alternates = [(feed, ATOM)] if feed and not any(one.required for one in question.parameters) else []
    status = 400 if fault else 200
    return rendered("question.html", values, question.summary, "/questions", status, alternates=alternates)


def _note(parameter: Parameter) -> str:
    several = " Several: one a line." if parameter.many else ""
    default = f" {parameter.default} unless given." if parameter.default is not None else ""
    return parameter.description + several + default
