"""The field of a title, and whether what stands behind a link is its field or the body whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.persons.names import address_before, initial, name_word, particle
from kg.extract.persons.title_bodies import Body, body_at
from kg.extract.persons.title_fields import listed_field, of_portfolio, past_articles, plain_field
from kg.extract.persons.title_heads import joins, lands_after, nameable, of_father
from kg.extract.persons.title_shape import Title
from kg.extract.text.words import ACTORS, BODIES, LAND, Token, words

_WHOLES = {"Confederation", "Republic", "Federation", "Government", "Nation", "Senate"}
"""What a president or head of state presides over, named without its name."""


def title_field(tokens: Sequence[Token], start: int, title: Title, link: str) -> int:
    """The index after the field of a title that starts here: a list of countries, or a portfolio."""
    lands = lands_after(tokens, past_articles(tokens, start)) if link == "for" else 0
    return lands or portfolio(tokens, start, title, link)


def portfolio(tokens: Sequence[Token], start: int, title: Title, link: str) -> int:
    """The index after the field of a title that starts here: capitalised words and places, or plain words."""
    if title.lower and link == "of" and start < len(tokens) and tokens[start].text in _WHOLES:
        return start + 1
    if link == "on" and not title.lower and start < len(tokens) and not tokens[start].capital:
        after = plain_field(tokens, start, link)
        return after if of_portfolio(tokens, start, after) else start
    capitals = link in ("of", "for") and start < len(tokens) and tokens[start].capital
    known = (
        title.kind == "minister" or start < len(tokens) and tokens[start].lower in words("titles_portfolios", "word")
    )
    if title.lower and not (capitals and known):
        after = plain_field(tokens, start, link)
        return listed_field(tokens, start, after) if title.kind == "minister" else after
    if link in ("at", "with", "within") and not (start < len(tokens) and tokens[start].mention):
        return start
    index = last = start
    while index < len(tokens) and not named_next(tokens, index) and not (index > start and _name_at(tokens, index)):
        token = tokens[index]
        if token.type in LAND and index > start and "of" in [t.lower for t in tokens[index - 2 : index]]:
            break
        part = token.type in ("Place", "State", "Document", "Project") or _portfolio_body(token, title)
        part = part or (title.kind == "diplomat" and link == "to" and token.type in ACTORS)
        part = part or (index == start and _sent_to(title, token, link))
        if nameable(token) or part:
            index = last = index + 1
            continue
        if joins(tokens, index) and not (
            index > start and (_unit_next(tokens, index) or _in_state(tokens, index, title))
        ):
            index += 1
        else:
            break
    return last


def _name_at(tokens: Sequence[Token], index: int) -> bool:
    """Whether a person's name follows a word of portfolios directly: 'Minister of Labour |P Q| in the capital'."""
    if of_father(tokens, index):
        return True
    if not tokens[index - 1].capital or tokens[index - 1].lower not in words("titles_portfolios", "word"):
        return False
    end = index
    while end < len(tokens) and (name_word(tokens[end]) or initial(tokens[end]) or particle(tokens[end])):
        end += 1
    return _FEWEST <= end - index <= _MOST and not (end < len(tokens) and (tokens[end].capital or tokens[end].mention))


_FEWEST, _MOST = 2, 5
"""Words of the name of a person."""


def _unit_next(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'in the X Department' follows: the place of work, not a part of the field."""
    if tokens[index].lower not in ("in", "at", "within"):
        return False
    body, _ = body_at(tokens, past_articles(tokens, index + 1))
    return body is not None and (body.mention is None or _is_government(body.mention))


def _in_state(tokens: Sequence[Token], index: int, title: Title) -> bool:
    """Whether 'in S' follows behind the field of a minister who is nobody's yet: the state whose minister it is."""
    state = tokens[index + 1] if index + 1 < len(tokens) else None
    own = title.minister and title.owner is None and not title.bodies
    return own and tokens[index].lower == "in" and state is not None and state.type == "State"


def named_next(tokens: Sequence[Token], index: int) -> bool:
    """Whether only ranks and forms of address stand between here and the name of a person."""
    ahead = next((n for n in range(index, min(index + 9, len(tokens))) if tokens[n].type == "Person"), None)
    if ahead is None:
        return False
    portfolio = tokens[index].lower in words("titles_portfolios", "word") and tokens[index - 1].lower in ("of", "for")
    return address_before(tokens, ahead)[0] <= index and not portfolio


def is_body(title: Title, body: Body, link: str) -> bool:
    """Whether the thing after the link is whose the title is, and not a field of it ('for Jordan', 'in Burundi')."""
    mention = body.mention
    if mention is None and link == "to" and (title.owner or title.representative):
        return False  # 'S's Representative to the ABC'
    if mention is None or _is_government(mention) and link in ("in", "within"):
        return True
    if title.bodies:
        return mention.type in (*ACTORS, "Place") and link in ("of", "at", "within", ",", "in", "from")
    if _portfolio_body(mention, title) and link in ("of", "for") or _sent_to(title, mention, link):
        return False
    if mention.type in BODIES:
        return link != "to" or not (title.owner or title.kind == "diplomat")
    return mention.type in LAND and link in ("of", ",") and title.owner is None and not _local(title, mention)


def _is_government(mention: Token) -> bool:
    """'the Tajik Government', 'the Government of Tuvalu': a state that employs."""
    return mention.type == "State" and "government" in mention.lower.split()


def _sent_to(title: Title, mention: Token, link: str) -> bool:
    """'UNODC Representative for the GCC': the field of one whose employer is named before."""
    owned = title.owner is not None and title.owner.type in BODIES
    return owned and title.representative and link == "for" and mention.type in ACTORS


def _portfolio_body(token: Token, title: Title) -> bool:
    """Words of a minister's portfolio that look like a body ('Minister for Social Services and …')."""
    if title.kind == "minister" and token.type in ("InternationalOrganization", "Process"):
        return title.start < token.start and title.minister
    if title.kind != "minister" or token.type != "GovernmentBody" or "Minister" in token.text:
        return False
    return not set(token.text.lower().split()) & (words("titles_bodies", "word") | {"ministry"}) or token.text.endswith(
        ("Services", "Public Administration", " and Administration")
    )


def _local(title: Title, mention: Token) -> bool:
    return mention.type == "Place" and title.kind != "minister" and title.kind != "diplomat"
