"""The grammar of position titles: 'Malawi's Minister of Home Affairs', 'Deputy Director for the Department of X',
'IOM Regional Representative for East Africa', 'head of the coastguard'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.persons.title_besides import (
    body_follows,
    bracketed,
    direct_body,
    direct_field,
    small_unit,
    union_field,
    unit_field,
)
from kg.extract.persons.title_bodies import UNITS, Body, body_at, governed, token_free
from kg.extract.persons.title_fields import in_field, past_articles, plain_field
from kg.extract.persons.title_heads import (
    LINKS,
    core,
    demonyms,
    head_at,
    opens_title,
    past_time,
    under_secretary,
)
from kg.extract.persons.title_portfolios import is_body, named_next, portfolio, title_field
from kg.extract.persons.title_shape import Title
from kg.extract.text.words import ACTORS, BODIES, LAND, Token, words

_BODY_LINKS = {"of", "for", "at", "with", "within", "from", "in", "to", "under", ","}

_CHAIRS = {
    *("chair", "chairman", "chairwoman", "chairperson", "co-chair", "cochair", "co-chairperson", "co-chairman"),
    *("co-chairwoman", "chair-in-office", "chairperson-in-office", "chairman-in-office"),
}

_HONOURED = {"hon.", "hon", "hon'ble", "honourable", "honorable", "h.e.", "h.e"}
_VERY = frozenset({"right", "rt", "rt.", "most"})
"""What heightens a form of address: 'the Right Honourable Prime Minister'."""
_REACH = 24
"""Tokens between the start of a title and its head, at most: articles, an owner or two regions, words before it."""

_PREPOSITIONS = frozenset("between besides alongside unlike like with for to by from after through joining".split())
"""With which a sentence may open before a post without an article: 'Between Minister P and Q'."""
_OTHER_LEVEL = {"national", "regional", "federal"}


def _skip_address(tokens: Sequence[Token], index: int) -> int:
    """The index after the form of address of 'the Honourable Minister', 'Hon. Secretary'."""
    form = [t.lower for t in tokens[index : index + 2]]
    after = index + 1 + (len(form) > 1 and form[0] in _VERY and form[1] in _HONOURED)
    addressed = after < len(tokens) and tokens[after - 1].lower in _HONOURED
    return after if addressed and head_at(tokens, after) and tokens[after].capital else index


def _owner(tokens: Sequence[Token], index: int) -> tuple[Token | None, int]:
    """The token that names whose title it is, and the index after it."""
    if index >= len(tokens):
        return None, index
    token = tokens[index]
    if token.mention and token.type in (*ACTORS, *LAND, "Facility", "Project"):
        after = index + 1
        if after < len(tokens) and tokens[after].kind == "poss":
            after += 1 + 3 * ([t.text for t in tokens[after + 1 : after + 4 : 2]] == ["(", ")"])  # 'B's |(ABC)| head'
        return token, after
    if token.text in demonyms():
        return token, index + 1
    return None, index


_ADJECTIVES = frozenset(
    "new newly newly-appointed newly-elected newly-arrived current then brand-new outgoing incoming".split()
)
_MADE = frozenset("appointed elected re-elected nominated named designated installed arrived".split())


def _past_adjectives(tokens: Sequence[Token], first: int, head: int) -> int:
    """The index after 'new', 'newly appointed', 'outgoing', which are no part of a position."""
    while first < head and (tokens[first].lower in _ADJECTIVES or _just_made(tokens, first)):
        first += 1
    return first


def _just_made(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].lower in _MADE and index > 0 and tokens[index - 1].lower in ("newly", "recently", "just", "re")


def _regions(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'Middle East and Africa Regional' starts here: two regions that are the field of a regional office."""
    part = tokens[index : index + 4]
    joined = len(part) == 4 and part[0].type in LAND and part[1].lower in ("and", "&") and part[2].type in LAND
    return joined and part[3].text in ("Regional", "Region")


def title_at(tokens: Sequence[Token], index: int, *, bare: bool = False) -> Title | None:
    """The title that starts at a token (an article or an owner may open it), or None. `bare`: one in small letters may
    stand there without an article, as behind 'is'."""
    begin = _skip_address(tokens, past_articles(tokens, index))
    if (owned := _past_adjectives(tokens, begin, len(tokens))) > begin and _owner(tokens, owned)[0] is not None:
        begin = owned  # 'the outgoing B Representative'
    of_country = _of_country(tokens, begin)
    begin += 2 * (of_country or _of_noun(tokens, begin))
    if unit := _of_unit(tokens, begin):
        return unit
    owner, first = (None, begin) if _regions(tokens, begin) else _owner(tokens, begin)
    found = core(tokens, first + 3 * (first == begin and _regions(tokens, begin)))
    if found is None:
        return None
    head, after, kind = found
    acronym = _acronym(tokens, first, head)
    if acronym and owner is not None and owner.type in LAND and tokens[first - 1] is owner:
        return _of_agency(tokens, owner, first, found)
    if acronym and owner is None:
        first += 1
    lower = not tokens[head].capital
    led = index > 0 and tokens[index - 1].kind == "word" and tokens[index - 1].text != "as"
    if lower and first == index and led and not bare and not _joined_to_name(tokens, index, after):
        return None
    under = next((n for n in range(first, head) if tokens[n].text == "under"), None)
    if under is not None and not under_secretary(tokens, under + 1):
        owner = None if under > first else owner
        first = under + 1  # 'a delegation under Judge P', 'its staff under Minister P'
    if first == 0 and first < head and tokens[first].lower in _PREPOSITIONS:
        first += 1
    first = _past_adjectives(tokens, first, head)
    first = past_time(tokens, first, head)
    title = Title(tokens[first].start, tokens[after - 1].end, kind, after, owner, [], first, lower)
    title.chair = tokens[head].lower in _CHAIRS and not {t.lower for t in tokens[first:after]} & {"deputy", "vice"}
    title.of_country = of_country
    if acronym and owner is None and kind != "minister" and token_free(tokens[first - 1].text):
        title.owner = tokens[first - 1]
    title.minister = kind == "minister" and bool({t.lower for t in tokens[head:after]} & {"minister", "secretary"})
    title.representative = tokens[head].lower in ("representative", "envoy", "coordinator", "co-ordinator")
    _complements(tokens, title)
    return title


def _joined_to_name(tokens: Sequence[Token], index: int, after: int) -> bool:
    """Whether a post in small letters stands between 'and' and a name: 'P and |police chief| Q'."""
    named = after < len(tokens) and tokens[after].type == "Person"
    return named and tokens[index - 1].lower in ("and", "while", "but", "&")


def _of_unit(tokens: Sequence[Token], index: int) -> Title | None:
    """'Kano State Attorney-General', 'the Lake County governor': a part of a state with a government of its own."""
    unit = tokens[index + 1] if index + 1 < len(tokens) and tokens[index].type == "Place" else None
    found = core(tokens, index + 2) if unit and unit.capital and unit.lower in UNITS else None
    if found is None or found[0] > index + 4:
        return None
    head, after, kind = found
    lower = not tokens[head].capital
    title = Title(tokens[index + 2].start, tokens[after - 1].end, kind, after, None, [], index + 2, lower)
    title.bodies = [Body(list(tokens[index : index + 2]))]
    _complements(tokens, title)
    return title


def _of_country(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'the country's' stands before a title."""
    ahead = tokens[index + 1] if index + 1 < len(tokens) else None
    return ahead is not None and ahead.kind == "poss" and tokens[index].lower in ("country", "nation", "island")


def _of_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether the noun of a body stands before a title: 'the |Group's| director'."""
    ahead = tokens[index + 1] if 0 < index < len(tokens) - 1 and not tokens[index].mention else None
    if ahead is None or ahead.kind != "poss" or tokens[index - 1].lower != "the":
        return False
    return tokens[index].lower in words("titles_bodies", "word")


def _acronym(tokens: Sequence[Token], first: int, head: int) -> bool:
    """Whether one word in capitals stands between here and the head of a title ('KRG Minister', 'PNG ICA Director')."""
    text = tokens[first].text
    return head == first + 1 and tokens[first].kind == "word" and text.isupper() and len(text) > 2


def _of_agency(tokens: Sequence[Token], owner: Token, first: int, found: tuple[int, int, str]) -> Title:
    """'PNG ICA Director': the agency of a state, by its initials."""
    head, after, kind = found
    body = Body([owner, tokens[first]])
    title = Title(tokens[head].start, tokens[after - 1].end, kind, after, None, [body], first - 1)
    _complements(tokens, title)
    return title


def _complements(tokens: Sequence[Token], title: Title) -> None:
    """Reads what follows the head: portfolios become part of the position, bodies are collected."""
    direct_field(tokens, title)
    direct_body(tokens, title)
    while title.after < len(tokens) and (_charge(tokens, title) or _complement(tokens, title)):
        pass


def _complement(tokens: Sequence[Token], title: Title) -> bool:
    """Reads one link and what it leads to. Whether more may follow."""
    link = tokens[title.after].lower
    if link not in _BODY_LINKS and link not in LINKS and link not in ("(", "responsible"):
        return False
    if link == "," and title.owner is not None and title.owner.type in BODIES:
        return False
    if link == "," and not title.bodies and not body_follows(tokens, title.after + 1):
        return _comma_field(tokens, title) or _comma_at(tokens, title)
    if link == "(" and bracketed(tokens, title):
        return True
    start = past_articles(tokens, title.after + 1)
    if link == "of" and _stands_in(tokens, title, start):
        return False
    if link == "of" and (_treaty(tokens, start) or _superior(tokens, title)):
        title.after += (start + 1 - title.after) * _treaty(tokens, start)
        return False
    if link == "," and (named_next(tokens, start) or _of_next_post(tokens, start)):
        return False
    if link == "of" and not title.bodies and (unit := small_unit(tokens, start, title)) > start:
        title.end, title.after = tokens[unit - 1].end, unit
        return True
    if _other_level(tokens, start):
        title.after = start + 2  # 'the national B' need not be the B that the text names
        return False
    return _take(tokens, title, past_kind(tokens, start), link)


def _of_next_post(tokens: Sequence[Token], index: int) -> bool:
    """Whether the body here is that of the next post in a list: 'P, Director at A, the |B| Ambassador, Q'."""
    owned = index + 1 < len(tokens) and tokens[index].type in BODIES and tokens[index - 1].lower == "the"
    head = core(tokens, index + 1) if owned and tokens[index + 1].capital else None
    return head is not None and any(token.type == "Person" for token in tokens[head[1] : head[1] + 8])


def _take(tokens: Sequence[Token], title: Title, start: int, link: str) -> bool:
    """Adds the body or the portfolio that starts behind a link to the title. Whether there was one."""
    body, after = body_at(tokens, start, minister=title.kind == "minister" and link in ("of", "for"))
    if body and after < len(tokens) and tokens[after].text in ("delegation", "team"):
        return False  # 'the leader of the IGAD delegation'
    if link == "of" and title.kind == "diplomat" and not title.owner and start < len(tokens) and _high(tokens[start]):
        title.end, title.after = tokens[start].end, start + 1
    elif body and link == "of" and (past := _accredited(tokens, title, body, after)):
        title.bodies.append(body)
        title.end, title.after = tokens[past - 1].end, past
    elif body and link == "in" and title.minister and body.tokens[0].type == "State" and _unowned(title):
        title.bodies.append(body)  # 'who is Minister of Justice in S'
        title.after = after
    elif body and link == "of" and _unit_of_post(tokens, start, title):
        title.end, title.after = tokens[after - 1].end, after
    elif body and link == "at" and title.bodies and title.bodies[-1].tokens[0].type == "Project":
        title.bodies, title.after = [body], after  # 'Coordinator for the X Project at B'
    elif body and link == "of" and (end := union_field(tokens, start)) > start:
        title.end, title.after = tokens[end - 1].end, end
    elif body and is_body(title, body, link):
        title.bodies.append(body)
        title.after = _past_translation(tokens, after)
    elif body and body.mention and link == "of" and body.mention.type == "Place" and title.kind == "elected":
        title.bodies += [body] if governed(body.mention) else []
        title.after = after  # a governor's or mayor's city is no part of the position, nor a body
    elif link == "of" and (after := _seat(tokens, start, title)) > start:
        title.after = after
    elif link not in (",", "(") and (after := title_field(tokens, start, title, link)) > start:
        title.end = title.end if title.bodies else tokens[after - 1].end
        title.after = after
        unit_field(tokens, title)
    else:
        return False
    return True


def _unowned(title: Title) -> bool:
    return title.owner is None and not title.bodies


_UNITS = ("unit", "section", "sector")


def _unit_of_post(tokens: Sequence[Token], start: int, title: Title) -> bool:
    """Whether 'Head of |Unit for X|' is all a post: no article stands before its unit."""
    headed = [t.lower for t in tokens[start - 2 : start]] == ["head", "of"] and not title.bodies
    return headed and tokens[start].lower.split()[0] in _UNITS


_OF_PLACES = frozenset("governor mayor prefect wali emir sultan oba olu ooni alake alaafin".split())


def _seat(tokens: Sequence[Token], start: int, title: Title) -> int:
    """The index after the name of the place, unknown by itself, that a governor, mayor or traditional ruler is of."""
    if not any(t.lower in _OF_PLACES for t in tokens[title.first : title.after]) or title.bodies:
        return start
    end = start
    while end < len(tokens) and end - start < 3 and tokens[end].kind == "word" and tokens[end].capital:
        end += 1
    portfolio = any(t.lower in words("titles_portfolios", "word") for t in tokens[start:end])
    if portfolio or end == start or named_next(tokens, start):
        return start
    return end + (end < len(tokens) and tokens[end].lower in UNITS)


def _high(token: Token) -> bool:
    """'UN Secretary-General' in 'Special Representative of the UN Secretary-General': no body, but the post."""
    return token.type in BODIES and token.text.endswith(("Secretary-General", "Secretary General", "President"))


def _accredited(tokens: Sequence[Token], title: Title, body: Body, after: int) -> int:
    """The index after 'to S' of 'Ambassador of S to S', which is all of the position; 0 if there is none."""
    sent = title.kind == "diplomat" and not title.owner and not title.bodies and body.mention is not None
    if not sent or body.tokens[0].type not in LAND or after >= len(tokens) or tokens[after].lower != "to":
        return 0
    start = past_articles(tokens, after + 1)
    end = portfolio(tokens, start, title, "to")
    ahead = tokens[start + 1] if end > start + 1 and tokens[start].type in LAND else None
    if ahead is not None and ahead.capital and ahead.kind == "word":
        end = start + 1  # 'to S |P|'
    if end + 1 < len(tokens) and tokens[end].lower == "of" and tokens[end + 1].type in LAND:
        end += 2  # 'to the Republic of S'
    return end if end > start else 0


_CHARGE = (("in", "charge", "of"), ("responsible", "for"), ("with", "responsibility", "for"), ("tasked", "with"))


def _charge(tokens: Sequence[Token], title: Title) -> bool:
    """Reads 'in charge of the Social Sectors', 'responsible for returns' as a part of the position; False if none."""
    for words_of in _CHARGE:
        start = title.after + len(words_of)
        if tuple(t.lower for t in tokens[title.after : start]) != words_of or title.bodies:
            continue
        start = past_articles(tokens, start)
        plain = start < len(tokens) and not tokens[start].capital
        after = plain_field(tokens, start, "of") if plain else portfolio(tokens, start, title, "of")
        if after > start:
            title.end, title.after = tokens[after - 1].end, after
            return True
    return False


def _other_level(tokens: Sequence[Token], index: int) -> bool:
    """'National' or the like before a body."""
    ahead = tokens[index + 1] if index + 1 < len(tokens) else None
    return ahead is not None and ahead.type in BODIES and tokens[index].lower in _OTHER_LEVEL


def past_kind(tokens: Sequence[Token], index: int) -> int:
    """The index of the body in 'the NGO B', 'the Dutch aid charity B': a word for its kind passed over."""
    ahead = range(index, min(index + 3, len(tokens) - 1))
    last = next((n for n in ahead if tokens[n].lower in words("titles_kinds", "word")), None)
    if last is None or tokens[last + 1].type not in BODIES:
        return index
    told = all(t.text in demonyms() or not t.capital and not t.mention for t in tokens[index:last])
    return last + 1 if told else index


def _past_translation(tokens: Sequence[Token], index: int) -> int:
    """The index after '(Scuola Superiore)' behind a body where a comma follows, else `index`."""
    if index >= len(tokens) or tokens[index].text != "(":
        return index
    close = next((n for n in range(index + 1, min(index + 7, len(tokens))) if tokens[n].text == ")"), len(tokens))
    inside = tokens[index + 1 : close]
    named = all(t.capital or t.mention or t.kind == "word" and len(t.text) < 6 for t in inside)
    follows = close + 1 < len(tokens) and tokens[close + 1].text == ","
    return close + 1 if named and follows else index


def _treaty(tokens: Sequence[Token], index: int) -> bool:
    """Whether a treaty follows: its officers serve it, and it is neither their field nor their employer."""
    known = index < len(tokens) and tokens[index].type == "Document"
    return known and bool({"convention", "treaty"} & set(tokens[index].lower.split()))


def _superior(tokens: Sequence[Token], title: Title) -> bool:
    """Whether 'of the Minister …' follows the field of a title ('Head of Cabinet of the Minister')."""
    fielded = any(t.lower == "of" for t in tokens[title.first : title.after])
    return fielded and opens_title(tokens, past_articles(tokens, title.after + 1))


def _stands_in(tokens: Sequence[Token], title: Title, start: int) -> bool:
    """Reads the office-holder whom 'the representative of the Minister of X' stands in for; False if none follows."""
    plain = title.after == title.first + 1 and tokens[title.first].lower in ("representative", "delegate")
    if not plain or title.bodies or title.owner:
        return False
    superior = title_at(tokens, start, bare=True) if opens_title(tokens, _owner(tokens, start)[1]) else None
    if superior is None or named_next(tokens, superior.after):
        return False
    title.end, title.after = superior.end, superior.after
    title.bodies = [*superior.bodies, *([Body([superior.owner])] if superior.owner else [])]
    return True


def _comma_field(tokens: Sequence[Token], title: Title) -> bool:
    """Reads 'Assistant Secretary-General, Human and Social Development': the field after a comma; False if none."""
    known = words("titles_portfolios", "word") | words("titles_modifiers", "word")
    index = last = title.after + 1
    while index < len(tokens) and index < title.after + 8:
        if tokens[index].capital and tokens[index].lower in known:
            last = index + 1
        elif index == title.after + 1 or not in_field(tokens[index]):
            break
        index += 1
    after = tokens[last].lower if last < len(tokens) else "."
    if title.lower or last == title.after + 1 or after not in (",", ";", ".", ")", ":", "at", "of", "–"):
        return False
    if core(tokens, title.after + 1) is not None or named_next(tokens, last):
        return False
    title.end, title.after = tokens[last - 1].end, last
    return True


def _comma_at(tokens: Sequence[Token], title: Title) -> bool:
    """Passes over the comma of 'Director, at the B'; False if no body follows so."""
    link = tokens[title.after + 1].lower if title.after + 1 < len(tokens) else ""
    if link not in ("at", "of") or not body_follows(tokens, title.after + 2):
        return False
    title.after += 1
    return True


def titles(tokens: Sequence[Token]) -> list[tuple[int, Title]]:
    """All titles of a sentence with the index at which each starts, none within another."""
    found, index = [], 0
    heads = [place for place in range(len(tokens)) if head_at(tokens, place)]
    while heads and index <= heads[-1]:
        while heads[0] < index:
            heads.pop(0)
        title = title_at(tokens, index) if heads[0] - index <= _REACH else None
        if title:
            found.append((index, title))
            index = max(index + 1, title.after)
        else:
            index += 1
    return found
