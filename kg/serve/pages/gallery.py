"""The questions of the package as pages, and as what the editor reads: their parameters become terms here, by the same
lookup as in `kg query`, so that no text of a user is ever pasted into a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.query import Parameter, Question, bind, fill, grouped, load_questions
from kg.records import KgError
from kg.serve.asking import Ask, FromThread
from kg.serve.errors import REPLIES
from kg.serve.negotiation import prefers_page
from kg.serve.pages.failing import answering
from kg.serve.pages.shell import SAFE, not_found, page, path
from kg.serve.pages.site import Site
from kg.view.markup import bdi, esc

_LONGEST_LINK = 6_000
"""The longest query that is put into an address; a longer one is shown on a page."""


def routes(site: Site) -> list[BaseRoute]:
    """The pages of the questions, and the questions and their queries as JSON."""
    questions = load_questions()

    async def listed(_: Request) -> Response:
        return _listed(questions)

    async def as_json(_: Request) -> Response:
        return JSONResponse([_described(question) for question in questions.values()], headers=SAFE)

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
        Route("/questions.json", answering(as_json)),
        Route("/questions/{name:path}/query", answering(filled)),
        Route("/questions/{name:path}", answering(shown)),
    ]


def question_list(questions: Mapping[str, Question]) -> str:
    """All questions by group, as links."""
    return "".join(
        f'<section class="group"><h2>{esc(group.capitalize())}</h2><ul>{"".join(map(_entry, members))}</ul></section>'
        for group, members in grouped(questions.values())
    )


def _entry(question: Question) -> str:
    address = path(f"/questions/{question.name}")
    return f'<li><a href="{address}" data-question="{esc(question.name)}">{esc(question.summary)}</a></li>'


def _listed(questions: Mapping[str, Question]) -> Response:
    body = [
        '<main id="main" class="wide">',
        "<h1>Questions</h1>",
        f'<p class="lead">{len(questions)} questions that the graph answers. Choose one to narrow it to an actor, an '
        "event or an article, and to see its SPARQL.</p>",
        f'<div class="gallery">{question_list(questions)}</div>',
        "</main>",
    ]
    return page("Questions", body, at="/questions")


def _described(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "group": question.group,
        "summary": question.summary,
        "description": question.description,
        "parameters": [_parameter(parameter) for parameter in question.parameters],
        "columns": {column.name: column.description for column in question.columns},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "of": parameter.of,
        "description": parameter.description,
        "example": parameter.example,
        "default": parameter.default,
        "many": parameter.many,
        "required": parameter.required,
    }


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
    columns = "".join(f"<dt>{esc(c.name)}</dt><dd>{esc(c.description)}</dd>" for c in question.columns)
    fields = "".join(_field(parameter, given.get(parameter.name, "")) for parameter in question.parameters)
    address = path(f"/questions/{question.name}/query")
    body = [
        '<main id="main" class="wide">',
        f'<p class="kicker"><a href="/questions">Questions</a> · {esc(question.group)}</p>',
        f"<h1>{esc(question.summary)}</h1>",
        f'<p class="lead">{esc(question.description)}</p>',
        f'<p role="alert" class="fault">{bdi(fault)}</p>' if fault else "",
        f'<form class="card parameters" action="{address}"><h2>Narrow it</h2>{fields}'
        '<button class="first">Ask in the editor</button></form>',
        f'<section class="card"><h2>What the answer tells</h2><dl class="things">{columns}</dl></section>',
        f'<details class="card" {"open" if text else ""}><summary>The query</summary>'
        f"<pre>{esc(text or question.text)}</pre></details>",
        "</main>",
    ]
    return page(question.summary, body, at="/questions", status=400 if fault else 200)


def _field(parameter: Parameter, value: str) -> str:
    name = esc(parameter.name)
    common = (
        f'id="p-{name}" name="{name}" placeholder="for example {esc(parameter.example)}" aria-describedby="d-{name}"'
    )
    needed = " required" if parameter.required else ""
    control = (
        f'<textarea {common} rows="2"{needed}>{esc(value)}</textarea>'
        if parameter.many
        else f'<input {common} value="{esc(value)}"{needed}>'
    )
    several = " Several: one a line." if parameter.many else ""
    default = f" {parameter.default} unless given." if parameter.default is not None else ""
    note = f'<span class="soft" id="d-{name}">{esc(parameter.description + several + default)}</span>'
    return f'<p class="field"><label for="p-{name}">{name}</label>{control}{note}</p>'
