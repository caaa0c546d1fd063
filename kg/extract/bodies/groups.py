"""A person with all that is said of him or her in place: 'IOM Director General P', 'P, Minister of X of Y,'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.persons.names import address_before, joined
from kg.extract.persons.relative_posts import charged_at, held_as, led_body, post_first
from kg.extract.persons.title_bodies import Body, body_at
from kg.extract.persons.title_fields import bare_field
from kg.extract.persons.title_shape import Title
from kg.extract.persons.titles import past_kind, title_at, titles
from kg.extract.text.words import ACTORS, BODIES, LAND, Token, words

_LEADS = words("titles_leads", "verb")
_ENDS = {",", ";", ".", "and", ")", ":", "–", "-"}
_MADE = {"appointed", "named", "elected", "re-elected", "confirmed", "nominated", "designated"}
_AS = {
    "signed",
    "spoke",
    "speaking",
    "attended",
    "served",
    "serving",
    "serves",
    "acted",
    "acting",
    "acts",
    "participated",
    "capacity",
    "duties",
    "over",
    "installed",
    "sworn",
    "office",
    "post",
    "functions",
    "work",
    *_MADE,
}
_FRONT, _FRONT_WITH_VERB = 5, 20
"""Tokens with which a sentence may open before the post of one who is spoken for; behind a participle more."""
_OPEN = {"excellency", "excellencies", "h.e.", "majesty", "highness", "honourable"}
_BE = {"is", "was", "serves", "served", "acts", "acted", "works", "worked"}


@dataclass(slots=True)
class Group:
    """The person token at `index` of a sentence's tokens, the stretch `first` to `after` (exclusive) that names it with
    its titles and bodies, and the bodies that are named without a title; `inside`: 'who heads its office'."""

    index: int
    person: Token
    first: int
    after: int
    titles: list[Title] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    inside: bool = False

    @property
    def entity(self) -> str:
        """The id of the person."""
        assert self.person.mention is not None
        return self.person.mention.entity


def groups(tokens: Sequence[Token]) -> list[Group]:
    """The persons of a sentence, in order, each with what belongs to it."""
    found: list[Group] = []
    if not any(token.type == "Person" for token in tokens):
        return found
    ends = titles(tokens)
    for index, token in enumerate(tokens):
        if token.type == "Person":
            group = Group(index, token, _opening(tokens, index), index + 1)
            _titles_before(tokens, group, ends, found[-1] if found else None)
            _behind(tokens, group)
            _possessor(tokens, group)
            _shared_owner(tokens, group, found[-1] if found else None)
            found.append(group)
    return found


def _opening(tokens: Sequence[Token], index: int) -> int:
    """The index of the first token of the name with its forms of address ('the Hon. P', 'His Excellency, P')."""
    first, kind = address_before(tokens, index)
    if not kind and index and tokens[index - 1].text == ",":
        before, kind = address_before(tokens, index - 1)
        first = before if kind == "honorific" and tokens[index - 2].lower in _OPEN else first
    return first - 1 if kind and first and tokens[first - 1].lower == "the" else first


def _titles_before(
    tokens: Sequence[Token], group: Group, known: Sequence[tuple[int, Title]], previous: Group | None
) -> None:
    taken = previous.after if previous else 0
    for start, title in known:
        comma = title.after == group.first - 1 and tokens[title.after].text == ","
        direct = group.first <= title.after <= group.index or _is_who(tokens, title, group.first)
        if start < taken or not (comma or direct):
            continue
        if title.first >= group.first and title.owner is None:
            continue
        if comma and not _closes(tokens, after_letters(tokens, group.index + 1)):
            continue
        if comma and _stood_for(tokens, start) and not _closed_off(tokens, group.index + 1):
            continue
        group.titles.append(title)
        group.first = start
        _second_before(tokens, group, known, start, taken, comma)


def _is_who(tokens: Sequence[Token], title: Title, first: int) -> bool:
    """Whether the post of a body is told to be the person's: 'The Director of B is P', 'Its head is currently P'."""
    between = [t.lower for t in tokens[title.after : first]]
    owned = bool(title.owner or title.bodies) or (title.first > 0 and tokens[title.first - 1].lower == "its")
    leads_in = title.first > 1 and tokens[title.first - 2].lower in _LEADING_IN
    return owned and not leads_in and " ".join(between) in _IS


_LEADING_IN = frozenset({"at", "with", "by", "under", "of", "from", "in"})
_IS = frozenset({"is", "was", "remains", "is currently", "is now", "is still"})


def _closed_off(tokens: Sequence[Token], index: int) -> bool:
    """Whether a comma stands here and no title of the person's own behind it."""
    return _at(tokens, index).text == "," and title_at(tokens, index + 1) is None


def _stood_for(tokens: Sequence[Token], index: int) -> bool:
    """Whether the title at a token is that of one who is spoken for: 'On behalf of the Minister of X, P said',
    'Welcoming the guests on behalf of the Minister, P said'."""
    if index > (_FRONT_WITH_VERB if tokens[0].lower.endswith("ing") else _FRONT):
        return False
    before = [t.lower for t in tokens[max(0, index - 3) : index + 1] if t.lower != "the"]
    before = before[:-1] if tokens[index].lower != "the" else before
    return before[-2:] in _FOR_OTHERS or before[-1:] == ["representing"]


_FOR_OTHERS = (["behalf", "of"], ["speaking", "for"], ["absence", "of"], ["stead", "of"], ["name", "of"], ["in", "for"])


def _second_before(
    tokens: Sequence[Token], group: Group, known: Sequence[tuple[int, Title]], start: int, taken: int, apart: bool
) -> None:
    """'Minister of Justice and Chairman of the Committee P', 'Chair of the Council, First Deputy Minister P',
    'Secretary General – Head of the Secretariat P': the first of two titles."""
    second = group.titles[-1]
    for first, title in known:
        if title.after != start - 1 or first < taken:
            continue
        link = tokens[title.after].lower
        plain = not title.bodies and not title.lower and not second.lower
        one = link in ("and", "&") and (title.owner is not None or (apart and bool(title.bodies)) or plain)
        other = link == "," and _at(tokens, first - 1).lower in ("of", "for", "with", "to", "from")
        apposed = (one or link in (",", "–", "-")) and not other
        if apposed and tokens[start].lower not in ("the", "a", "an") and second.owner is None:
            group.titles.insert(0, title)
            group.first = first


def _closes(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name after 'TITLE,' is followed by what ends an apposition, or by a verb."""
    if index >= len(tokens):
        return True
    token = tokens[index]
    return (
        token.text in (",", ".", ";", ":", ")", "”", '"', "(", "and", "–") or token.kind == "word" and not token.capital
    )


def _behind(tokens: Sequence[Token], group: Group) -> None:
    """Reads letters, brackets, appositions and 'of B' after the name."""
    group.after = after_letters(tokens, group.after)
    _bracket(tokens, group)
    _origin(tokens, group)
    _direct(tokens, group)
    while _apposition(tokens, group):
        pass
    if not group.titles:
        _listed(tokens, group)
    _relative(tokens, group)
    _copula(tokens, group)
    _acting_as(tokens, group)


def _acting_as(tokens: Sequence[Token], group: Group) -> None:
    """'P signed as head of B', 'P spoke in her capacity as Chair of B', 'P was appointed Director of B'."""
    for index in range(group.after, min(group.after + 7, len(tokens) - 1)):
        token, before = tokens[index], tokens[index - 1].lower
        if token.lower == "as" and before in _AS or token.lower in _MADE and _at(tokens, index + 1).lower != "as":
            title = title_at(tokens, index + 1)
            if title and (title.kind != "member" or title.bodies):
                group.titles.append(title)
        if token.mention or token.text in (",", ";"):
            return


def _possessor(tokens: Sequence[Token], group: Group) -> None:
    """'Nepal's P, Minister of X': whose P is, where the titles do not tell; 'Amnesty's P' without a title."""
    if group.first < 2 or tokens[group.first - 1].kind != "poss":
        return
    owner = tokens[group.first - 2]
    if owner.type in (*ACTORS, *LAND):
        for title in group.titles:
            if title.owner is None and not title.bodies:
                title.owner = owner
        if not group.titles and not group.bodies and owner.type in BODIES:
            group.bodies.append(Body([owner]))


def _shared_owner(tokens: Sequence[Token], group: Group, previous: Group | None) -> None:
    """'Syria's Prime Minister P and Minister of the Interior Q': two ministers of one state."""
    if previous is None or [t.lower for t in tokens[previous.after : group.first]] not in (["and"], [",", "and"]):
        return
    if any(title.owner or title.bodies for title in group.titles):
        return
    _shared_body(group, previous)
    before = [t for t in previous.titles if t.kind == "minister" and t.owner is not None and t.owner.type in LAND]
    for title in group.titles:
        if before and title.kind == "minister":
            title.owner = before[0].owner


def _shared_body(group: Group, previous: Group) -> None:
    """'P, Director of B, and Q, Head of Unit, came': two of one body, where both posts stand behind the names."""
    whose = [t for t in previous.titles if t.first > previous.index and t.kind == "executive" and t.bodies]
    own = [t for t in group.titles if t.first > group.index and t.kind == "executive" and not t.lower]
    one = len(whose) == len(previous.titles) == len(own) == len(group.titles) == 1
    if one and whose[0].bodies[0].mention and whose[0].bodies[0].tokens[0].type in BODIES:
        own[0].bodies = whose[0].bodies[:1]


def _listed(tokens: Sequence[Token], group: Group) -> None:
    """'P, B; Q, C' in a list with semicolons."""
    if group.bodies or _at(tokens, group.after).text != "," or ";" not in {t.text for t in tokens}:
        return
    body, after = body_at(tokens, group.after + 1 + (_at(tokens, group.after + 1).lower == "the"))
    if body is None or body.tokens[-1].type in LAND:
        return
    state = after + 1 if _at(tokens, after).text == "," and _at(tokens, after + 1).type in LAND else None
    end = after if state is None else state + 1
    if _at(tokens, end).text in (";", ".", ""):
        group.bodies.append(Body(body.tokens, tokens[state] if state is not None else body.parent))
        group.after = end


def _at(tokens: Sequence[Token], index: int) -> Token:
    return tokens[index] if index < len(tokens) else Token(0, 0, "", "end")


def after_letters(tokens: Sequence[Token], index: int) -> int:
    """The index after letters that follow a name ('MP', 'PhD')."""
    while joined(tokens, index, index + 1).lower() in words("honorifics", "form", "after"):
        index += 1
    return index


def _bracket(tokens: Sequence[Token], group: Group) -> None:
    """'P (B)'."""
    if _at(tokens, group.after).text == "(":
        body, after = body_at(tokens, group.after + 1)
        if body and _at(tokens, after).text == ")" and body.tokens[-1].type in BODIES:
            group.bodies.append(body)
            group.after = after + 1
        elif body and _at(tokens, after).text == ")":
            _state_of(group, body)
            if _titled_after(tokens, after + 1):
                group.after = after + 1  # 'P (India), Chair of B'


def _state_of(group: Group, body: Body) -> None:
    """'Secretary of State P (S)': the state of an office that only states have."""
    for title in group.titles:
        if title.kind in ("minister", "diplomat") and not title.owner and not title.bodies:
            title.bodies.append(body)


def _titled_after(tokens: Sequence[Token], index: int) -> bool:
    return _at(tokens, index).text == "," and title_at(tokens, index + 1) is not None


def _origin(tokens: Sequence[Token], group: Group) -> None:
    """'P of B', 'P from the B', 'P at B', 'P, of B,'; of a state where a title stands before the name."""
    if _at(tokens, group.after).text == "," and not group.titles and not group.bodies:
        _apart_by_comma(tokens, group)
        return
    if _at(tokens, group.after).lower not in ("of", "from", "at"):
        return
    start = past_kind(tokens, group.after + 1 + (_at(tokens, group.after + 1).lower == "the"))
    body, after = body_at(tokens, start)
    if body is None:
        return
    last = body.tokens[-1]
    if last.type in LAND and body.parent is None:
        _ambassador(tokens, group)
        title = next((t for t in group.titles if not t.owner and not t.bodies), None)
        if title and tokens[group.after].lower != "at":
            title.bodies.append(body)
        group.after = after
        return
    open_titles = [t for t in group.titles if not t.owner and not t.bodies]
    for title in open_titles:
        title.bodies.append(body)
    if not group.titles:
        group.bodies.append(body)
    group.after = after


def _apart_by_comma(tokens: Sequence[Token], group: Group) -> None:
    """'P, of the B, said', 'P, with B in the capital, spoke'."""
    if _at(tokens, group.after + 1).lower not in ("of", "from", "with"):
        return
    start = group.after + 2 + (_at(tokens, group.after + 2).lower == "the")
    body, after = body_at(tokens, start)
    if body is None or body.tokens[-1].type in LAND:
        return
    end = after + 2 if _at(tokens, after).lower in ("in", "for") and _at(tokens, after + 1).type in LAND else after
    if _at(tokens, end).text in (",", ";", ".", "and"):
        group.bodies.append(body)
        group.after = after


def _ambassador(tokens: Sequence[Token], group: Group) -> None:
    """'Ambassador P of S': there the form of address is the post."""
    called = next((n for n in range(group.first, group.index) if tokens[n].lower == "ambassador"), None)
    if called is not None and not group.titles:
        token = tokens[called]
        group.titles.append(Title(token.start, token.end, "diplomat", called + 1, None, [], called))


def _apposition(tokens: Sequence[Token], group: Group) -> bool:
    """'P, T of B' and further titles behind 'and' or a comma; False where nothing is read."""
    link, second = _at(tokens, group.after), bool(group.titles)
    if link.text not in ((",", "and", "&") if second else (",", "(", "–", "-")):
        return False
    start = group.after + 1
    start += (
        link.text == ","
        and _at(tokens, start).lower in ("also", "currently")
        or (second and link.text == "," and _at(tokens, start).text in ("and", "&"))
    )
    title = title_at(tokens, start, bare=second and link.text in ("and", "&") and not _former(tokens, start))
    if title and _at(tokens, start).lower in _ONCE:
        group.after = title.after + (_at(tokens, title.after).text == ",")
        return False  # 'P, once head of B, is'
    title = title or (None if second else bare_field(tokens, start))
    if (
        title is None
        or (_of_another(tokens, title) and not _next_line(tokens, group, title))
        or (second and link.text != "," and title.owner is not None and not _two_owned(group.titles[-1], title))
    ):
        return False
    apart = second and (link.text == "," or group.first < group.index) and _at(tokens, start).lower == "the"
    if second and post_first(tokens, group.titles, group.index):
        if link.text == "," and _at(tokens, start).lower == "the" and start > group.after + 1:
            return False  # 'the Head of A, P, and |the representative of B|'
        apart = apart or link.text == ","
    if apart and _names_next(tokens, title.after):
        return False
    if (
        (link.text != "," or start > group.after + 1)
        and _at(tokens, title.after).text == ","
        and _at(tokens, title.after + 1).type == "Person"
    ):
        return False
    joined = second and title.lower and tokens[group.after + 1].lower not in ("a", "the") and link.text != ","
    if joined and not (title.bodies and group.titles[-1].lower):
        return False
    if title.kind == "member" and not title.bodies:
        return False
    if not second or tokens[title.after - 1].text not in ("MP", "MEP"):
        group.titles.append(title)
    group.after = title.after + (link.text == "(" and _at(tokens, title.after).text == ")")
    return True


def _two_owned(one: Title, other: Title) -> bool:
    """'P, B's T1 and C's T2': two posts, each with its body before it."""
    owners = (one.owner, other.owner)
    return all(owner is not None and owner.type in BODIES for owner in owners) and not one.bodies


_ONCE = frozenset({"once", "formerly", "previously"})


def _direct(tokens: Sequence[Token], group: Group) -> None:
    """'Hon. P the Attorney General of S', 'Dr. P Assistant Minister of X': a title without a comma before it."""
    start = group.after + (_at(tokens, group.after).lower == "the")
    if group.titles or group.first == group.index or not _at(tokens, start).capital:
        return
    title = title_at(tokens, group.after)
    if title and not title.lower and not _of_another(tokens, title) and (title.bodies or title.after > start + 1):
        group.titles.append(title)
        group.after = title.after


def _names_next(tokens: Sequence[Token], index: int) -> bool:
    """Whether a comma and then the name of a person follow."""
    ahead = next((n for n in range(index, min(index + 5, len(tokens))) if tokens[n].type == "Person"), None)
    return ahead is not None and _at(tokens, index).text == "," and _opening(tokens, ahead) == index + 1


def _next_line(tokens: Sequence[Token], group: Group, title: Title) -> bool:
    """Whether both persons of a list without stops have a form of address: 'Mr. P, Head of X' above 'Mr. Q, T'."""
    following = next((n for n in range(title.after, len(tokens)) if tokens[n].type == "Person"), None)
    addressed = following is not None and address_before(tokens, following) == (title.after, "honorific")
    return addressed and group.first < group.index and title.owner is None and _at(tokens, group.after).text == ","


def _of_another(tokens: Sequence[Token], title: Title) -> bool:
    """Whether the title stands directly before the name of another person."""
    index = title.after
    while index < len(tokens) and tokens[index].type != "Person":
        first, kind = address_before(tokens, index + 1)
        if not kind or first > index:
            break
        index += 1
    for number in range(title.after, min(len(tokens), title.after + 5)):
        if tokens[number].type == "Person" and address_before(tokens, number)[0] <= title.after:
            return True
    return False


def _relative(tokens: Sequence[Token], group: Group) -> None:
    """', who heads B', ', who is the T of B', ', head of B' without a title of its own."""
    index = group.after
    if _at(tokens, index).text != "," or _at(tokens, index + 1).lower != "who":
        charged = charged_at(tokens, index + 1) if _at(tokens, index).text == "," and not group.titles else None
        group.bodies = [charged] if charged and not group.bodies else group.bodies
        return
    verb = index + 2 + (_at(tokens, index + 2).lower in ("also", "currently", "now", "then"))
    lower = _at(tokens, verb).lower
    if lower in _LEADS:
        start = verb + 1 + (_at(tokens, verb + 1).lower in ("the", "at", "for"))
        start += _at(tokens, start).lower == "the"
        group.inside = _at(tokens, start).lower == "its"
        body, after = body_at(tokens, start)
        owner = body and _at(tokens, after).kind == "poss"
        if body and not owner and body.tokens[-1].type not in LAND:
            group.bodies.append(body)
            group.after = after
    elif lower in _BE:
        start = verb + 1 + (_at(tokens, verb + 1).lower == "as")
        start += _at(tokens, start).lower == "then"
        title = title_at(tokens, start, bare=not _former(tokens, start))
        if title and (title.kind != "member" or title.bodies):
            group.titles.append(title)
            group.after = title.after
            while _apposition(tokens, group):
                pass
    _told_behind(tokens, group, index + 2)


def _told_behind(tokens: Sequence[Token], group: Group, index: int) -> None:
    """', who leads X at B', ', who as T of B did it': what the clause tells beyond a verb and its body."""
    if group.titles:
        return
    if title := held_as(tokens, index):
        if title.owner is None and not title.bodies:
            title.bodies = group.bodies or ([led] if (led := led_body(tokens, title.after)) else [])
        group.titles.append(title)
        group.bodies = []
    elif (found := led_body(tokens, index)) and (not group.bodies or _is_task(group.bodies[0])):
        group.bodies = [found]


def _is_task(body: Body) -> bool:
    """Whether somebody may lead it for another body: a project, 'the programme'."""
    return body.tokens[0].type == "Project" or not (body.mention or body.tokens[0].capital)


def _former(tokens: Sequence[Token], index: int) -> bool:
    """Whether a post in small letters is told of that is held no more: 'and former head of B'."""
    return _at(tokens, index).lower in ("former", "formerly", "once", "previously", "retired", "outgoing")


def _copula(tokens: Sequence[Token], group: Group) -> None:
    """'P is Senior Coordinator for X at B.': the sentence itself tells the post."""
    verb = group.after
    opens = group.first < 2 or tokens[group.first - 1].text in (";", ":")
    if group.titles or group.bodies or not opens:
        return
    if title := told_post(tokens, verb):
        group.titles.append(title)


def told_post(tokens: Sequence[Token], verb: int) -> Title | None:
    """The title that 'is', 'serves as' at a token tells of its subject: 'is also head of B'."""
    if _at(tokens, verb).lower not in ("is", "serves", "works"):
        return None
    start = verb + 1
    while _at(tokens, start).lower in ("as", "currently", "now", "also", "both"):
        start += 1
    title = title_at(tokens, start, bare=not _former(tokens, start))
    return title if title and title.kind != "member" and (title.bodies or title.owner or not title.lower) else None
