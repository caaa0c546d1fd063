"""Heads of titles and the words before them: 'Deputy Director General', 'Migration and Asylum Minister'; and what joins
capitalised words to one name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.extract.dates.tokens import words as date_words
from kg.extract.tables import table
from kg.extract.text.words import LAND, Token, words
from kg.reference import reference

_RANKED = frozenset("joint additional assistant associate deputy principal senior chief first special acting".split())
"""Before a head and a hyphen: 'Joint-Secretary'."""
_POST = {
    "general",
    "elect",
    "designate",
    "emeritus",
    "emerita",
    "a.i.",
    "ai",
    "plenipotentiary",
    "delegate",
    "at-large",
}


_GRADES = frozenset({"I", "II", "III", "IV", "V", "VI"})
"""Numbers of a grade behind the head of a title: 'Director IV', 'Labour Attaché II'."""


LINKS = {"of", "for", "on", "to", "in", "at", "with", "within", "from", "against"}


JOINTS = {"of", "and", "&", "the", "for", "to", "on", "in", "with", "de", "et", "la", "des", "against"}


STOP = frozenset(
    "is was are were has have had will would said says who which that whose and or but while when as by after before"
    " since not also then he she they it we his her their its be been being did do does can could may might shall"
    " should must led leads spoke told added noted because where including during ahead despite under".split()
)


_WORDS = ("word", "abbr")


@lru_cache(maxsize=1)
def _heads() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By the first word of a head, its further words and its class, the longest head first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in table("titles"):
        first, *further = row["head"].split(" ")
        found.setdefault(first, []).append((tuple(further), row["class"]))
    return {first: sorted(heads, key=lambda head: -len(head[0])) for first, heads in found.items()}


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Adjectives of states ('French') to the id of the state; ambiguous ones left out."""
    found: dict[str, set[str]] = {}
    for row in reference().states:
        for form in row.list_of("adjective"):
            found.setdefault(form, set()).add(row.id)
    return {form: ids.pop() for form, ids in found.items() if len(ids) == 1}


_RULERS = frozenset({"sultan", "emir"})
"""Titles that are given names too."""
_SONS = (["bin"], ["ibn"], ["bint"], ["binti"])


def of_father(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name begins here that tells whose son or daughter it is: 'Minister of Labour |Omar bin Ali|'."""
    return tokens[index].capital and [t.lower for t in tokens[index + 1 : index + 2]] in _SONS


def head_at(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """How many tokens a head of a title takes here, and its class; the longest one."""
    if index >= len(tokens) or tokens[index].kind not in _WORDS:
        return None
    if tokens[index].lower in _RULERS and of_father(tokens, index):
        return None
    for further, kind in _heads().get(_bare(tokens[index]), ()):
        part = tokens[index + 1 : index + 1 + len(further)]
        if all(t.kind in _WORDS for t in part) and tuple(map(_bare, part)) == further:
            return 1 + len(further), kind
    return None


def _bare(token: Token) -> str:
    """The word in lower case without '-elect' and the like, or 'Joint-' and the like before it; of 'Chair/CEO' the
    first."""
    if "/" in token.text:
        return token.lower.partition("/")[0]
    word, _, suffix = token.lower.rpartition("-")
    if word in _RANKED:
        return suffix
    return word if word and suffix in _POST else token.lower


def core(tokens: Sequence[Token], start: int) -> tuple[int, int, str] | None:
    """Index of the head, index after it and its post-modifiers, and its class, of a title that starts here."""
    found: tuple[int, int, str] | None = None
    if [t.text for t in tokens[start : start + 1]] == ["under"] and not under_secretary(tokens, start + 1):
        return None
    index, lower = start, 0
    while index < len(tokens) and index - start < 9:
        token, head = tokens[index], head_at(tokens, index)
        if head:
            found = (index, _post(tokens, index + head[0]), head[1])
            index = found[1]
            continue
        if found and not (token.capital or token.kind == "word"):
            break
        if (
            index > start
            and not (found and tokens[found[0]].text != "Chief")
            and (
                _in_term(tokens, index)
                or tokens[start].capital
                and _links_words(tokens, index)
                or _links_fields(tokens, index)
            )
        ):
            index += 1
            continue
        if not (token.capital or token.lower in words("titles_modifiers", "word")):
            lower += 1
            if not found and index > start and token.lower in ("the", "a", "an", "his", "her", "its", "their"):
                return None
            if token.kind != "word" or token.lower in STOP or token.lower in LINKS or lower > 3:
                break
        index += 1
    return None if found and lower and tokens[found[0]].capital and _plain_before(tokens, start, found[0]) else found


def _links_fields(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'and' joins two portfolios in small letters: 'public health |and| sanitation minister'."""
    known = words("titles_portfolios", "word")
    part = tokens[index - 1 : index + 4]
    fields = len(part) > 3 and part[0].lower in known and part[2].lower in known
    small = fields and not any(t.capital for t in part)
    return small and part[1].lower in ("and", "&") and "minister" in {t.lower for t in part[3:]}


_TERMS = frozenset(
    "rule of law|freedom of movement|freedom of expression|trafficking in persons|trafficking in human|"
    "smuggling of migrants|violence against women|protection of civilians|country of origin|code of conduct|"
    "return and reintegration".split("|")
)
"""Terms of the field, with a small word inside, that stand before the head of a title: 'Rule of Law Officer'."""


def _in_term(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word at `index` is the small one inside a term in capitals."""
    part = tokens[index - 1 : index + 2]
    return len(part) > 2 and part[0].capital and part[2].capital and " ".join(t.lower for t in part) in _TERMS


def under_secretary(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'secretary' or 'general' follows 'under', which then is a part of the title."""
    return index < len(tokens) and tokens[index].lower.startswith(("secretar", "general"))


def _plain_before(tokens: Sequence[Token], start: int, head: int) -> bool:
    """Whether a plain word that opens no title stands before a capitalised head ('counterparts Senator')."""
    known = words("titles_modifiers", "word")
    return any(not (t.capital or t.lower in known or t.text in ("and", "&", ",")) for t in tokens[start:head])


def _links_words(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'and', or a comma of 'A, B and C', joins capitalised words before a head."""
    ahead = tokens[index + 1 : index + 2]
    if not ahead or not ahead[0].capital or head_at(tokens, index + 1) is not None:
        return False  # 'the Summit for Refugees |and| President P'
    return tokens[index].text in ("and", "&") or tokens[index].text == "," and _enumerates(tokens, index)


_FULL_POWERS = (["extraordinary", "and", "plenipotentiary"], ["plenipotentiary", "and", "extraordinary"])


def _post(tokens: Sequence[Token], index: int) -> int:
    if [t.lower for t in tokens[index : index + 3]] in _FULL_POWERS:
        index += 3  # 'Ambassador Extraordinary and Plenipotentiary'
    while index < len(tokens) and (tokens[index].lower.strip("()") in _POST or tokens[index].text in _GRADES):
        index += 1
    if [t.lower for t in tokens[index : index + 2]] in ([",", "a.i."], [",", "ai"]):
        return index + 2
    if [t.text for t in tokens[index : index + 3]] in (["(", "a.i.", ")"], ["(", "ai", ")"]):
        return index + 3
    return index


def joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether a comma or a small word joins the capitalised words on both sides to one name."""
    if tokens[index].text == ",":
        return _enumerates(tokens, index) or _last_of_list(tokens, index)
    follows = index + 1 + (tokens[index].lower == "of" and [t.lower for t in tokens[index + 1 : index + 2]] == ["the"])
    return tokens[index].lower in JOINTS and not opens_title(tokens, follows)


def nameable(token: Token) -> bool:
    return (
        token.capital or token.kind == "abbr" or token.kind == "word" and "-" in token.text and token.text[0].isupper()
    )


def opens_title(tokens: Sequence[Token], index: int) -> bool:
    """Whether a second title starts ('Minister of Justice and Attorney General')."""
    found = core(tokens, index)
    return found is not None and found[0] <= index + 1


def _last_of_list(tokens: Sequence[Token], index: int) -> bool:
    """Whether ', and C' ends a list 'A, B, and C' of portfolios of one or two words: 'A, B X, and C X'."""
    comma = next((n for n in (index - 2, index - 3) if n >= 0 and tokens[n].text == ","), None)
    if comma is None or not all(t.capital for t in tokens[comma + 1 : index]):
        return False
    last = index + 2
    while last < min(index + 4, len(tokens)) and tokens[last].capital and tokens[last].kind == "word":
        last += 1
    fields = tokens[index + 2 : last]
    joined = tokens[index + 1 : index + 2] and tokens[index + 1].lower == "and"
    known = bool(joined and fields) and all(t.lower in words("titles_portfolios", "word") for t in fields)
    return known and last < len(tokens) and tokens[last].lower in ("of", "in", "at", "for", ",", ".")


def _enumerates(tokens: Sequence[Token], index: int) -> bool:
    """Whether the comma stands in a list 'A, B and C' of capitalised words, none of which opens a title."""
    capital = False
    for number in range(index + 1, min(len(tokens), index + 14)):
        token = tokens[number]
        if token.text in ("and", "&"):
            follows = tokens[number + 1] if number + 1 < len(tokens) else None
            titled = opens_title(tokens, index + 1) or head_at(tokens, number + 1) is not None
            return capital and follows is not None and follows.capital and not titled
        if token.capital:
            capital = True
        elif token.text != "," and token.lower not in JOINTS:
            return False
    return False


_DIRECTIONS = frozenset("Central North South East West Eastern Western Northern Southern Southeast Latin".split())


def lands_after(tokens: Sequence[Token], start: int) -> int:
    """The index after a list of countries and regions that is the field of a title ('for A, B and the C'), else 0."""
    index, ended = start, False
    if index + 2 < len(tokens) and tokens[index].text in _DIRECTIONS and tokens[index + 1].text in (",", "and", "&"):
        index += 2  # 'for Central, North America and the Caribbean'
    while index < len(tokens) and tokens[index].type in LAND and not ended:
        last = index = index + 1
        index += index < len(tokens) and tokens[index].text == ","
        ended = index < len(tokens) and tokens[index].lower in ("and", "&")
        index += ended
        index += index < len(tokens) and tokens[index].lower == "the"
        if ended:
            return index + 1 if index < len(tokens) and tokens[index].type in LAND else 0
        if index == last:
            return 0
    return 0


@lru_cache(maxsize=1)
def _times() -> frozenset[str]:
    """Days, months and seasons, in lower case."""
    named = (form for kind in ("weekday", "month", "season") for form in date_words(kind))
    return frozenset({*named, "yesterday", "today", "tomorrow", "tonight"})


def past_time(tokens: Sequence[Token], first: int, head: int) -> int:
    """The index after a day or month that stands before a title: 'On Monday Foreign Minister P', 'Last May, A and B
    Minister P'."""
    timed = [n for n in range(first, min(head, first + 3)) if tokens[n].lower in _times() and tokens[n].capital]
    after = timed[-1] + 1 if timed else first
    return after + (bool(timed) and after < head and tokens[after].text == ",")
