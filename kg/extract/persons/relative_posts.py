"""Employers and posts that a clause tells behind a name: 'P, who coordinates X at B', 'P, who leads B's work in X', 'P,
who as T of B came', 'P, who visited X as T of B'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.persons.title_bodies import Body, body_at
from kg.extract.persons.title_shape import Title
from kg.extract.persons.titles import title_at
from kg.extract.text.words import BODIES, Token, words

_LINKS = frozenset({"at", "for", "in", "with", "within"})
_HELD = frozenset({"at", "for", "within"})
"""Links behind what somebody leads or teaches; 'in' and 'with' only right behind 'works'."""
_WORKS = frozenset({"works", "worked", "serves", "work"})
_TEACHES = frozenset({"teaches", "taught", "lectures", "lectured", "researches", "studies"})
_RUNS = frozenset(
    "lead head direct manage coordinate run oversee chair command co-ordinate co-ordinates coordinated co-ordinated"
    " managed oversaw ran supervises supervised handles handled covers covered convenes convened founded co-founded"
    " deals dealt looks".split()
)
_TASKS = frozenset("work activities operations efforts programme programmes program response".split())
_CHARGED = (
    ("is", "in", "charge", "of"),
    ("is", "responsible", "for"),
    ("looks", "after"),
    ("in", "charge", "of"),
    ("responsible", "for"),
)
"""What of a body's own somebody leads who works for it: 'IOM's |work| in X'."""
_GUESTS = frozenset(
    "delegation delegations team mission talks negotiations session meeting panel visit group course workshop"
    " conference event discussion discussions sessions delegates".split()
)
"""What somebody may lead at or for a body that is not the own one."""
_CHAIRED = frozenset("committee council commission board group process forum summit conference network".split())
"""What somebody presides over who works for others as a rule."""
_AUXILIARIES = frozenset("will now also currently has still then".split())
_REACH = 9
"""Words between the verb and the link to the body, at most."""


def led_body(tokens: Sequence[Token], index: int) -> Body | None:
    """The body behind 'who' at the token before `index`, where the clause tells that somebody leads, teaches or does
    something there."""
    verb = index
    while verb < len(tokens) and tokens[verb].lower in _AUXILIARIES:
        verb += 1
    if verb >= len(tokens):
        return None
    if charged := charged_at(tokens, verb):
        return charged
    verb += tokens[verb].lower in ("has", "had") and verb + 1 < len(tokens)
    said = tokens[verb].lower
    known = words("titles_leads", "verb") | _WORKS | _TEACHES | _RUNS
    if said == "presides" and tokens[verb + 1 : verb + 2] and tokens[verb + 1].lower == "over":
        body = _body(tokens, verb + 2)
        return body if body and body.tokens[-1].text.split()[-1].lower() not in _CHAIRED else None
    if said not in known or said in ("represents", "presides"):
        return None
    direct = None if said in _WORKS | _TEACHES else _body(tokens, verb + 1)
    if direct is not None and (direct.tokens[0].type == "Project" or not direct.tokens[0].capital):
        direct = _behind_link(tokens, verb + 1, said) or direct  # 'who runs the project X at B'
    return _task_of(tokens, verb + 1) or direct or _behind_link(tokens, verb + 1, said)


def charged_at(tokens: Sequence[Token], index: int) -> Body | None:
    """The body of 'is in charge of X, Y and Z at B', 'responsible for X at B' at a token."""
    for charge in _CHARGED:
        start = index + len(charge)
        if tuple(t.lower for t in tokens[index:start]) == charge:
            return _body(tokens, start) or _behind_link(tokens, start, charge[-1], listed=True)
    return None


def _body(tokens: Sequence[Token], start: int) -> Body | None:
    """The body that starts here and owns nothing that follows."""
    start += start < len(tokens) and tokens[start].lower == "the"
    body, after = body_at(tokens, start)
    last = body.tokens[-1] if body else None
    fits = last is not None and (last.type in (*BODIES, "Facility", "Project") or not last.mention)
    seat = last is not None and last.text.lower().find("headquarters") >= 0
    owning = seat or after < len(tokens) and tokens[after].kind == "poss"
    return body if body and fits and not owning and last and last.type != "Process" else None


def _task_of(tokens: Sequence[Token], start: int) -> Body | None:
    """'B's work', 'the B's migration programme', 'the work of B': B."""
    start += start < len(tokens) and tokens[start].lower == "the"
    if [t.lower for t in tokens[start : start + 2]] in (["work", "of"], ["activities", "of"], ["operations", "of"]):
        return _body(tokens, start + 2)
    owner = tokens[start] if start + 2 < len(tokens) else None
    if owner is None or owner.type not in BODIES or tokens[start + 1].kind != "poss":
        return None
    ahead = [t.text.split()[-1].lower() for t in tokens[start + 2 : start + 5]]
    return Body([owner]) if _TASKS & set(ahead) else None


def _behind_link(tokens: Sequence[Token], start: int, said: str, *, listed: bool = False) -> Body | None:
    """The body of 'X at B', 'migration at the B' behind a verb; where `listed`, of 'labour, health and migration at B'
    too."""
    links = _LINKS if said in _WORKS | {"deals", "dealt"} else _HELD
    for index in range(start, min(start + _REACH, len(tokens) - 1)):
        token = tokens[index]
        stops = (";", ":", "–") if listed else (",", ";", ":", "–")
        if token.text in stops or token.lower in _GUESTS or token.lower in ("who", "which", "that"):
            return None
        if (
            token.lower in links
            and (index > start or said in _WORKS | _TEACHES)
            and (found := _body(tokens, index + 1))
        ):
            return found
    return None


def held_as(tokens: Sequence[Token], index: int) -> Title | None:
    """The title of 'who |as T of B| did it', 'who leads B |as its T|', where `index` is behind 'who'."""
    for at in range(index, min(index + _REACH, len(tokens) - 1)):
        if tokens[at].text in (",", ";", ":"):
            return None
        if tokens[at].lower == "as":
            title = title_at(tokens, at + 1)
            return title if title and (title.kind != "member" or title.bodies) else None
    return None


def post_first(tokens: Sequence[Token], posts: Sequence[Title], name: int) -> bool:
    """Whether a list has the posts before the names, of which one stands at `name`: 'the Head of A, |P|, Director of
    B, Q'."""
    after = posts[0].after if posts else len(tokens)
    return after < name and tokens[after].text == ","
