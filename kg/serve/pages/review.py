"""The pages on which people decide. They are there only where the server was started for it, and only for those who
have its token; all of it works without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.decisions import Decision
from kg.decisions.cells import node_of
from kg.decisions.record import EDIT, MERGE, SPLIT, WITHDRAW
from kg.records import KgError
from kg.review import DecisionFile, Queue, entity_named
from kg.review.deciding import Who, about_entities, about_entity, about_written, statement_of
from kg.review.file import ending
from kg.serve.asking import FromThread
from kg.serve.endpoint import body_of
from kg.serve.errors import REPLIES, Malformed
from kg.serve.pages.failing import answering
from kg.serve.pages.review_page import (
    CLAIM,
    DECIDED,
    ENTER,
    FORMS,
    PAIR,
    PER_PAGE,
    SHOWN,
    UNDO,
    Asked,
    broken,
    entrance,
    listing,
    look_of_claim,
    look_of_decision,
    look_of_pair,
)
from kg.serve.pages.shell import REVIEW, SAFE
from kg.serve.pages.site import Site
from kg.serve.reviewers import KNOWN, NAME, TOKEN, NoToken, Review, WrongToken, name_of

_PRIVATE = {**SAFE, "Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
_MOST_FIELDS = 30
_ABOUT = {
    CLAIM: "the claim has changed",
    PAIR: "what is known of the two entities has changed",
    DECIDED: "the decision has changed or is undone",
}
Held = Callable[[], Sequence[Decision]]
"""Gives the decisions that the store holds: a new file begins with them."""


def routes(site: Site, review: Review, held: Held) -> list[BaseRoute]:
    """The page with what is open, and what its forms are sent to."""
    desk = _Desk(site, review, held)
    return [
        Route(REVIEW, answering(desk.show), methods=["GET"]),
        Route(f"{REVIEW}/enter", answering(desk.enter), methods=["POST"]),
        Route(f"{REVIEW}/decide", answering(desk.decide), methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class _Desk:
    site: Site
    review: Review
    held: Held

    async def show(self, request: Request) -> Response:
        """The list of what is open; a token in the address becomes a cookie at once."""
        if token := request.query_params.get("token", ""):
            return await self._let_in(request, token, "")
        try:
            await self.review.admit(request)
        except (NoToken, WrongToken) as error:
            return _refused(error)
        if not name_of(request):
            return entrance(self.review.signed(ENTER, {}), _PRIVATE, with_token=False)
        return await self._listed(request, dict(request.query_params))

    async def enter(self, request: Request) -> Response:
        """Remembers who decides."""
        given = await _form(request)
        name = " ".join(given.get("by", "").split())
        try:
            token = given.get("token", "")
            if not token:
                await self.review.admit(request)
                self.review.check_form(request, ENTER, {}, given.get("sign", ""))
            Who(name, date.today().isoformat(), "checked").checked()
            return await self._let_in(request, token, name)
        except (NoToken, WrongToken) as error:
            return _refused(error)
        except KgError as error:
            if type(error) in REPLIES:
                raise
            return entrance(self.review.signed(ENTER, {}), _PRIVATE, with_token=not token, fault=str(error), status=400)

    async def decide(self, request: Request) -> Response:
        """Puts a decision into the file, or takes one back."""
        given = await _form(request)
        try:
            await self.review.admit(request)
            kind = given.get("form", "")
            self.review.check_form(request, kind, _about(kind, given), given.get("sign", ""))
        except (NoToken, WrongToken) as error:
            return _refused(error)
        try:
            if kind in FORMS and given.get("action", "") not in FORMS[kind].actions:
                raise KgError(
                    f"this form decides {' or '.join(FORMS[kind].actions) or 'nothing'}: choose one of its buttons"
                )
            if kind in _ABOUT and SHOWN in given and await self._look(kind, _about(kind, given)) != given[SHOWN]:
                said = f"{_ABOUT[kind]} since the page showed it: look at it again, then decide"
                return await self._listed(request, given, fault=said, status=409)
            done = await to_thread.run_sync(partial(self._done, given, given.get("by") or name_of(request)))
        except KgError as error:
            if type(error) in REPLIES:
                raise
            return await self._listed(request, given, fault=self._told(error))
        below, start = (given.get(field, "") for field in ("below", "from"))
        return RedirectResponse(f"{REVIEW}?done={done}&below={_number(below)}&from={_number(start)}", 303, _PRIVATE)

    async def _look(self, kind: str, about: Mapping[str, str]) -> str:
        """How what a form is about looks now; an empty text where it is no more."""
        queue = Queue(self.site.ask, ())
        if kind == CLAIM:
            said, article = statement_of(about)
            doubt = await queue.doubt(article, said) if article else None
            return look_of_claim(doubt) if doubt else ""
        if kind == PAIR:
            one, other = (node_of(about[end]) for end in ("subject", "object"))
            return look_of_pair(await queue.pair(one, other)) if one and other else ""
        decisions = await to_thread.run_sync(DecisionFile(self.review.file).decisions)
        return next((look_of_decision(one) for one in decisions if ending(one) == about["decision"]), "")

    def _done(self, given: Mapping[str, str], by: str) -> str:
        """What was decided, by its name; runs in a thread, for the file may be locked by somebody else."""
        who = Who(by, date.today().isoformat(), given.get("why", "")).checked()
        file, action = DecisionFile(self.review.file), given.get("action", "")
        if action == UNDO:
            file.undo(given.get("decision", ""), who.by, who.date, who.reason)
            return "undone"
        decision = self._decision(action, given, who)
        file.add(decision, [] if file.path.exists() else self.held())
        return ending(decision)

    def _decision(self, action: str, given: Mapping[str, str], who: Who) -> Decision:
        find = partial(entity_named, FromThread(self.site.ask), say=lambda _: None)
        if action == WITHDRAW:
            return about_entity(find("subject", given.get("subject", "")), who)
        if action in (MERGE, SPLIT):
            one, other = (find(end, given.get(end, "")) for end in ("subject", "object"))
            return about_entities(action, one, other, given.get("article", ""), who)
        new = {name: given.get(f"new-{name}", "") for name in ("subject", "relation", "object", "status")}
        said = {**given, "article": ""} if given.get("everywhere") else given
        return about_written(action, said, who, new if action == EDIT else {}, find)

    async def _listed(self, request: Request, given: Mapping[str, str], fault: str = "", status: int = 400) -> Response:
        try:
            decisions = await to_thread.run_sync(DecisionFile(self.review.file).decisions)
        except KgError as error:
            return broken(self._told(error), _PRIVATE)
        asked = Asked.of(given)
        queue = Queue(self.site.ask, decisions)
        doubts = await queue.doubts(asked.below, PER_PAGE + 1, asked.start)
        pairs = await queue.pairs(PER_PAGE, asked.start)
        by, status = name_of(request), status if fault else 200
        return listing(asked, doubts, pairs, decisions, by, self.review, _PRIVATE, fault=fault, status=status)

    def _told(self, error: KgError) -> str:
        """An error without the place of the file on this machine."""
        return str(error).replace(str(self.review.file), self.review.file.name)

    async def _let_in(self, request: Request, token: str, name: str) -> Response:
        """Leads to the page, with a cookie in place of a token in the address. A wrong one is refused."""
        response = RedirectResponse(REVIEW, 303, _PRIVATE)
        try:
            if token:
                await self.review.check(request, token)
                for cookie, value in ((TOKEN, token), (KNOWN, self.review.known)):
                    self.review.keep(request, response, cookie, value)
        except WrongToken as error:
            return _refused(error)
        if name:
            self.review.keep(request, response, NAME, name)
        return response


def _refused(error: NoToken | WrongToken) -> Response:
    status = 401 if isinstance(error, NoToken) else 403
    headers = {**_PRIVATE, **({"WWW-Authenticate": "Bearer"} if status == 401 else {})}
    return entrance("", headers, with_token=True, fault=str(error), status=status)


def _about(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    """What a form that was sent is about, as the page has shown it."""
    return {name: given.get(name, "") for name in FORMS[kind].about} if kind in FORMS else {}


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form. Raises Malformed where one has two values, or what was sent is no form."""
    body = await body_of(request.receive)
    try:
        fields = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Malformed(f"the form is not encoded in UTF-8, or has too many fields ({error})") from error
    given = dict(fields)
    if len(given) < len(fields):
        names = [name for name, _ in fields]
        twice = next(name for name in names if names.count(name) > 1)
        raise Malformed(f"the field '{twice[:50]}' has more than one value: load the page again")
    return given


def _number(text: str) -> str:
    return text if text.replace(".", "", 1).isdecimal() and text.isascii() else ""
