"""Names in a list behind a word in the plural that says that they are persons: 'the Ministers P of A and Q of B'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.persons.names import Run, address_before, initial, name_word
from kg.extract.persons.plural_titles import PluralTitle
from kg.extract.text.words import ACTORS, LAND, Token, words

_BETWEEN = frozenset({",", "and", "&", "(", ")", "of", "the", "from", "for", ";", ":", "by", "video", "online"})
_PERSONS = frozenset("counterparts colleagues speakers panellists panelists signatories presenters laureates".split())
_SEVERAL = 2


def between(token: Token) -> bool:
    """Whether the token can stand between two persons of such a list: small words, states, fields in brackets."""
    field = token.lower in words("titles_portfolios", "word")
    return token.text.lower() in _BETWEEN or token.type in (*ACTORS, *LAND) or token.kind == "poss" or field


def listed_behind(tokens: Sequence[Token], runs: Sequence[Run], posts: Sequence[PluralTitle]) -> frozenset[int]:
    """The indices at which the names of such lists begin; two names or more make one."""
    opened = [post.after for post in posts]
    opened += [index + 1 for index, token in enumerate(tokens) if token.lower in _PERSONS or _verb(tokens, index)]
    found: set[int] = set()
    for index in opened:
        listed = _listed(tokens, runs, index)
        found |= set(listed) if len(listed) >= _SEVERAL else set()
    return frozenset(found)


def _verb(tokens: Sequence[Token], index: int) -> bool:
    """Whether the verb of 'The speakers at the conference in P |were| Q, R and S' stands here."""
    if tokens[index].lower not in ("included", "include", "were", "are"):
        return False
    return any(token.lower in _PERSONS for token in tokens[:3])


def _listed(tokens: Sequence[Token], runs: Sequence[Run], index: int) -> list[int]:
    """The indices at which names begin that follow one another from a token on."""
    chosen: list[int] = []
    for run in runs:
        if run.first < index:
            continue
        first, address = address_before(tokens, run.first)
        named = sum(name_word(t) or initial(t) for t in tokens[run.first : run.last])
        if not all(between(token) for token in tokens[index:first]) or not (named > 1 or address):
            break
        chosen.append(run.first)
        index = run.last
    return chosen
