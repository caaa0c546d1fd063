"""The bodies that stand after a title: 'Department of Social Affairs', 'Assembly of the Union', 'PNG ICA'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.persons.title_heads import demonyms, joins, nameable
from kg.extract.text.words import ACTORS, BODIES, LAND, Token, words

_FEWEST = {False: 3, True: 4}
"""Letters that unexplained capitals need to be a body: more behind 'of', where a field can stand."""

UNITS = frozenset("region province state county district governorate prefecture municipality oblast canton".split())

_BODY_WORDS = {",", "at", "of", "from", "(", "the", "with"}

_CALLED = frozenset("state country organisation organization union region county province district company".split())
"""Further nouns that may stand for what is named before: 'the governor of the state, P'."""

_OF = {"of", "for", "on", "against", "to", "in"}


@dataclass(slots=True)
class Body:
    """A body named after or before a title: tokens `first` to `last` (exclusive); a mention, or a capitalised name
    that is headed by a noun for bodies."""

    tokens: list[Token]
    parent: Token | None = None

    @property
    def mention(self) -> Token | None:
        """The token, where the body is one mention."""
        return self.tokens[0] if len(self.tokens) == 1 and self.tokens[0].mention else None


def body_at(tokens: Sequence[Token], index: int, minister: bool = False) -> tuple[Body | None, int]:
    """The body named here and the index after it: a mention, or capitalised words headed by a noun for bodies
    ('Department of Social Affairs', 'Migration and Asylum Department'). After `minister of`, words are a portfolio."""
    if index >= len(tokens):
        return None, index
    unit = None if minister else _unit_of(tokens, index)
    if unit:
        return Body(list(tokens[index:unit]), tokens[unit - 1]), unit
    named = index if minister else _named(tokens, index)
    if named > index:
        return Body(list(tokens[index:named])), named
    if (lands := _lands_unit(tokens, index)) > index:
        return Body(list(tokens[index:lands])), lands
    token = tokens[index]
    owned = _past_owner(tokens, index)
    if (token.text in demonyms() or owned > index + 1) and owned < len(tokens) and tokens[owned].type in BODIES:
        return Body([tokens[owned]], token), owned + 1
    if _called_by_noun(tokens, index):
        return Body([token]), index + 1
    if unknown_body(tokens, index):
        return Body([token]), index + 1
    if index and tokens[index - 1].lower == "the" and (end := _plain_ministry(tokens, index)) > index:
        return Body(list(tokens[index:end])), end
    if token.type in (*BODIES, *LAND):
        after = index + 1
        inner = _named(tokens, after + 1) if after < len(tokens) and tokens[after].kind == "poss" else after
        if inner > after + 1:
            return Body(list(tokens[after + 1 : inner]), token), inner
        if token.type in LAND and after < len(tokens) and _initials(tokens[after]):
            return Body(list(tokens[index : after + 1])), after + 1
        longer = _continued(tokens, after)
        if longer > after and token.type in BODIES:
            return Body(list(tokens[index:longer])), longer
        return Body([token]), after
    return None, index


def _called_by_noun(tokens: Sequence[Token], index: int) -> bool:
    """'the agency', 'the Centre', 'the state': what the text names before, called by its noun alone."""
    token, before = tokens[index], tokens[index - 1].lower if index else ""
    if before != "the" or token.kind != "word":
        return False
    if not token.capital:
        return token.lower in words("titles_bodies", "word") | _CALLED
    follows = tokens[index + 1] if index + 1 < len(tokens) else None
    alone = follows is None or not (follows.capital or follows.mention or follows.lower in _OF | {"and", "&"})
    if token.lower == "cabinet":
        return False  # of the minister, and what its head is called
    return alone and token.lower in words("titles_bodies", "word") | _CALLED


def _lands_unit(tokens: Sequence[Token], index: int) -> int:
    """The index after 'Asia and Pacific Department', 'Africa Division': regions and a noun for bodies; else `index`."""
    end = index
    while end < len(tokens) and (tokens[end].type in LAND or end > index and tokens[end].lower in (",", "and", "&")):
        end += 1
    if end > index + 1 and end < len(tokens) and tokens[end].type in BODIES and tokens[end - 1].lower in ("and", "&"):
        return end + 1 if _ends_body(tokens[end], words("titles_bodies", "word")) else index
    if end == index or tokens[end - 1].type not in LAND or all(t.type == "State" for t in tokens[index:end]):
        return index
    last = end
    while end < len(tokens) and tokens[end].capital and end - last < _LONGEST_UNIT:
        end += 1
        if tokens[end - 1].lower in words("titles_bodies", "word"):
            return end
    return index


_LONGEST_UNIT = 3
"""Words of a unit behind its region: 'Africa Regional Support Department'."""


def _initials(token: Token) -> bool:
    """The initials of an agency of the state before them ('PNG ICA'), not letters after a name."""
    return token.capital and token.text.isupper() and len(token.text) > 2 and token.text.isalpha()


def unknown_body(tokens: Sequence[Token], index: int) -> bool:
    """Whether capitals that the text does not explain stand for the body of a title ('Secretary, ABCDE,')."""
    text, before = tokens[index].text, tokens[index - 1].lower if index else ""
    follows = tokens[index + 1] if index + 1 < len(tokens) else None
    ends = (
        follows is None or follows.text in (",", ".", ";", ")", ":") or follows.kind == "word" and not follows.capital
    )
    written = (
        tokens[index].kind == "word" and text.isupper() and text.isalpha() and len(text) >= _FEWEST[before == "of"]
    )
    return written and ends and before in _BODY_WORDS and token_free(text)


def governed(place: Token) -> bool:
    """Whether the place is a part of a state with a government of its own: 'Lake Province', 'the Hills region'."""
    return place.type == "Place" and place.text.split()[-1].lower() in UNITS


def _plain_ministry(tokens: Sequence[Token], index: int) -> int:
    """The index after 'overseas employment ministry' in plain words, else `index`."""
    for end in range(index, min(index + 8, len(tokens))):
        token = tokens[end]
        if token.lower == "ministry" and end > index:
            return end + 1
        plain = token.kind in ("word", "poss") or token.text == "'"
        if not plain or token.lower in ("of", "for", "a", "an", "the"):
            break
    return index


def token_free(text: str) -> bool:
    """Whether the capitals are no letters after a name, rank or field ('PhD', 'ACP', 'COVID')."""
    known = words("honorifics", "form") | words("titles", "head") | words("titles_fields", "form")
    return text.lower() not in known


def _unit_of(tokens: Sequence[Token], index: int) -> int | None:
    """The index after 'Governing Board of B', 'Secretariat of the Council of B': an organ of a named body."""
    end = _organ(tokens, index)
    while end and end + 1 < len(tokens) and tokens[end].lower == "of":
        start = end + 1 + (tokens[end + 1].lower == "the")
        start += start + 1 < len(tokens) and _initials(tokens[start]) and tokens[start + 1].type in ACTORS
        last = start + 1 >= len(tokens) or tokens[start + 1].lower != "of"
        if start < len(tokens) and tokens[start].type in ACTORS and (last or not _generic(tokens[start])):
            return start + 1
        end = _organ(tokens, start)
    return None


def _organ(tokens: Sequence[Token], index: int) -> int | None:
    """The index after capitalised words of which the last is a noun for bodies, or after a mention of such words."""
    if index < len(tokens) and tokens[index].mention:
        return index + 1 if _generic(tokens[index]) else None
    for end in range(index + 1, min(index + 5, len(tokens))):
        if not tokens[end - 1].capital:
            return None
        if tokens[end - 1].lower in words("titles_bodies", "word") and tokens[end].lower == "of":
            return end
    return None


def _generic(token: Token) -> bool:
    """Whether a mention names no body by itself: 'Standing Commission', 'Assembly'."""
    parts = token.text.lower().split()
    known = words("titles_bodies", "word") | words("titles_modifiers", "word")
    return token.type in BODIES and parts[-1] in words("titles_bodies", "word") and set(parts) <= known


def _continued(tokens: Sequence[Token], index: int) -> int:
    """The index after capitalised words, the last a noun for bodies, that carry on a mention ('X Police School')."""
    last = index
    while index < len(tokens) and tokens[index].capital and index - last < 3:
        index += 1
        if tokens[index - 1].lower in words("titles_bodies", "word"):
            last = index
    return last


def _past_owner(tokens: Sequence[Token], index: int) -> int:
    """The index after a possessive and plain words before another mention ('the EU's maritime operation X')."""
    after = index + 1
    while after < min(index + _LONGEST_UNIT, len(tokens)) and _written(tokens[index]) and _written(tokens[after]):
        after += 1  # a name that nothing else knows
    if after < len(tokens) and tokens[after].kind == "poss":
        after += 1
        for ahead in range(after, min(after + 4, len(tokens))):
            if tokens[ahead].type in BODIES:
                return ahead
            if tokens[ahead].kind != "word" or tokens[ahead].capital:
                break
        return after
    return index + 1


def _written(token: Token) -> bool:
    """Whether the token is a capitalised word of no mention."""
    return token.kind == "word" and token.capital and not token.mention


def _named(tokens: Sequence[Token], index: int) -> int:
    """The index after a name of a body that is not (wholly) a mention, else `index`."""
    if index >= len(tokens) or not tokens[index].capital:
        return index
    nouns = words("titles_bodies", "word")
    if tokens[index].lower in nouns and index + 1 < len(tokens) and tokens[index + 1].lower in _OF:
        end = _run(tokens, index)
        return end if end > index + 2 else index
    whole = end = _run(tokens, index)
    while end > index and not _ends_body(tokens[end - 1], nouns):
        end -= 1
    if end < whole and tokens[end].capital and tokens[end].lower in words("titles_portfolios", "word") - nouns:
        return index  # 'Research and Programme |Development' is a field
    if index + 1 < end < whole and tokens[end].lower == "of" and "," not in {t.text for t in tokens[end:whole]}:
        return whole  # 'Superior School of the Judiciary'
    return end if end > index + 1 else index


def _in_the(tokens: Sequence[Token], index: int) -> bool:
    """'In the': what follows holds what stands before, and both are no one name."""
    return tokens[index].lower == "in" and index + 1 < len(tokens) and tokens[index + 1].lower == "the"


def _ends_body(token: Token, nouns: frozenset[str]) -> bool:
    if token.mention:
        unit = token.text.split(" of ")[0].split()[-1]  # 'Rights Division of the Department of X' ends a name as well
        return token.type in BODIES and (token.text.split()[-1].lower() in nouns or unit.lower() in nouns)
    return token.capital and token.lower in nouns


def _run(tokens: Sequence[Token], index: int) -> int:
    """The index after a run of capitalised words with their joints and enumerating commas."""
    first = last = index
    while index < len(tokens):
        token = tokens[index]
        joined = index > first and tokens[index - 1].lower in ("of", "the", "for", "on", "in", "to", "with")
        if nameable(token) or (not joined and _ends_body(token, words("titles_bodies", "word"))):
            index = last = index + 1
        elif joins(tokens, index) and not (index > first and _in_the(tokens, index)):
            index += 1
        else:
            break
    return last
