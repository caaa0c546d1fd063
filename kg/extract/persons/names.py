"""Names of persons as stretches of tokens: runs of capitalised words, initials and particles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.tables import table
from kg.extract.text.words import Token, words

_INITIAL = re.compile(r"(?:[A-Z]\.-?)+$")
_BRANCHES = frozenset("Police Army Navy Militia Air Border Customs Immigration Retired Guard".split())
"""Words before a rank that say of which force it is."""
_ACRONYM = re.compile(r"[A-Z0-9&/-]{2,}$")


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` (exclusive) that can be a name."""

    first: int
    last: int


@lru_cache(maxsize=1)
def _address() -> dict[str, str]:
    return {r["form"]: r["class"] for r in table("honorifics")}


def particle(token: Token) -> bool:
    """A word such as 'bin', 'van', 'al' that stands inside a name."""
    return token.kind == "word" and token.lower in words("given_names_particles", "particle")


def initial(token: Token) -> bool:
    """'F.' of 'John F. Smith', 'Md.' of 'Md. Karim'."""
    kind = _address().get(token.text, "")
    return token.kind == "abbr" and (kind == "short" or not kind and bool(_INITIAL.match(token.text)))


def stop(token: Token) -> bool:
    """A capitalised word that belongs to no name of a person."""
    word = token.lower
    single = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    plural_title = word.endswith("s") and single in words("titles", "head") | {"general"}
    return plural_title or word in words("given_names_stop", "word") or word in words("titles_portfolios", "word")


def name_word(token: Token) -> bool:
    """A capitalised word that can stand in a name."""
    if token.kind != "word" or not (token.capital or re.match(r"[a-z]['’]?[A-Z]|[a-z]+-[A-Z]", token.text)):
        return False
    if _ACRONYM.match(token.text) and (len(token.text) < 4 or not token.text.isalpha()):
        return False
    return not stop(token) or token.lower in words("given_names_particles", "particle")


_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")


def family_first(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that is else no name is one before a given name with a hyphen: 'Park Jong-kyu'."""
    follows = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return tokens[index].capital and len(tokens[index].text) < 6 and bool(_HYPHENED.fullmatch(follows))


def address_before(tokens: Sequence[Token], index: int) -> tuple[int, str]:
    """The index of the first token of the honorifics and ranks that stand directly before `index`, and the strongest
    class among them (honorific, rank, title, chief, or empty)."""
    kinds: list[str] = []
    while True:
        for length in (4, 3, 2, 1):
            first = index - length
            form = joined(tokens, first, index)
            kind = _address().get(form, "") if first >= 0 and not lone_initial(tokens, first) else ""
            if kind and kind not in ("after", "kept", "short") and not _closes_post(tokens, first, form):
                index, kinds = first, [*kinds, kind]
                if kind == "rank" and index and tokens[index - 1].text in _BRANCHES:
                    index -= 1
                break
        else:
            ranked = min(_bracketed_rank(tokens, index), _rank_of_force(tokens, index))
            if ranked == index:
                return index, _strongest(kinds)
            index, kinds = ranked, [*kinds, "rank"]


def _rank_of_force(tokens: Sequence[Token], index: int) -> int:
    """The index of the first word of 'Colonel of Police', 'Major of the B', else `index`."""
    force = tokens[index - 1] if index > 2 else None
    if force is None or not (force.text in _BRANCHES or force.type == "GovernmentBody"):
        return index
    link = index - 2 - (tokens[index - 2].lower == "the")
    for first in range(max(0, link - 3), link) if tokens[link].lower == "of" else ():
        if _address().get(joined(tokens, first, link)) == "rank":
            return first
    return index


def _closes_post(tokens: Sequence[Token], first: int, form: str) -> bool:
    """Whether 'General' closes a post, and is no rank: 'Comptroller |General| P'."""
    return form == "General" and first > 0 and tokens[first - 1].text in ("Controller", "Comptroller")


_DEPUTIES = frozenset(
    "deputy assistant representative adviser advisor spokesperson aide delegate counterpart colleague".split()
)


def deputy_before(tokens: Sequence[Token], first: int) -> bool:
    """Whether 'his deputy,', 'its representative,' stands directly before."""
    post = tokens[first - 2].lower if first > 2 and tokens[first - 1].text == "," else ""
    return post in _DEPUTIES and tokens[first - 3].lower in ("his", "her", "its", "their")


_GUESTS = frozenset(
    "guest visitor speaker panellist moderator lecturer trainer survivor returnee graduate trainee student".split()
)


def guest_before(tokens: Sequence[Token], first: int) -> bool:
    """Whether 'a second guest,', 'another speaker,' stands directly before."""
    return first > 2 and tokens[first - 1].text == "," and tokens[first - 2].lower in _GUESTS


def _bracketed_rank(tokens: Sequence[Token], index: int) -> int:
    """The index of the first word of 'Assistant Commissioner of Police (ACP)' before `index`, else `index`."""
    stopped = index > 2 and tokens[index - 2].text == "."
    first = index - 3 - stopped
    if first < 1 or [tokens[first].text, tokens[index - 1].text] != ["(", ")"]:
        return index
    told = tokens[first + 1].text
    if told.lower().rstrip(".") in _SERVICE or _address().get(told) == "honorific" and _addressed(tokens, first):
        return first  # 'Amb. (Eng.) P', 'Gen. (Rtd.) P'
    if _address().get(tokens[index - 2].text) != "rank" or not tokens[first - 1].capital:
        return index
    while first and (tokens[first - 1].capital or tokens[first - 1].lower == "of" and first < index - 3):
        first -= 1
    return first + (tokens[first].lower == "of")


_SERVICE = frozenset("rtd retd ret r ag acting a.i pol".split())
"""What stands in brackets behind a rank or post: 'Rtd.', 'Ag.'."""


def _addressed(tokens: Sequence[Token], last: int) -> bool:
    return bool(_address().get(tokens[last - 1].text))


def _strongest(kinds: list[str]) -> str:
    return next((k for k in ("honorific", "rank", "title", "also-name", "chief") if k in kinds), "")


def joined(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words of a stretch of tokens with the spaces that stand between them."""
    if first < 0:
        return ""
    return "".join(
        t.text + (" " if n + 1 < last and tokens[n + 1].start > t.end else "")
        for n, t in enumerate(tokens[first:last], first)
    )


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """What forms of address begin with: all their beginnings."""
    return frozenset(form[:end] for form in _address() for end in range(1, len(form) + 1))


def _address_at(tokens: Sequence[Token], index: int) -> int:
    """The number of tokens of an honorific or rank that starts here, 0 if none."""
    if tokens[index].text not in _openings() or lone_initial(tokens, index):
        return 0
    for length in (4, 3, 2, 1):
        if index + length <= len(tokens):
            kind = _address().get(joined(tokens, index, index + length), "")
            if kind == "also-name" and not _named_behind(tokens, index):
                kind = ""
            if kind and kind not in ("after", "kept", "short"):
                return length
    return 0


def _named_behind(tokens: Sequence[Token], index: int) -> bool:
    """Whether a form of address that is a name, too, opens what is a whole name without it: '|Adi| Mere Tuivaga'."""
    last = index + 1
    while last < len(tokens) and (name_word(tokens[last]) or initial(tokens[last]) or particle(tokens[last])):
        last += 1
    return sum(not particle(token) for token in tokens[index + 1 : last]) > 1 and not (
        index and name_word(tokens[index - 1])
    )


def lone_initial(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'M.' is the initial of 'M. Kumaran', and no form of address before a whole name."""
    if tokens[index].text != "M.":
        return False
    return [name_word(token) for token in tokens[index + 1 : index + 3]] in ([True], [True, False])


def runs(tokens: Sequence[Token]) -> list[Run]:
    """The longest runs of tokens that can be names, honorifics, ranks and letters after the name left out."""
    found, index = [], 0
    while index < len(tokens):
        skip = _address_at(tokens, index) or month_of_day(tokens, index)
        if skip:
            index += skip
            continue
        last = _run_end(tokens, index)
        if last > index:
            found.append(Run(index, last))
        index = max(last, index + 1)
    return found


def month_of_day(tokens: Sequence[Token], index: int) -> int:
    """1 where a month that is a given name too stands behind its day: 'on 3 May Mary Moss'."""
    month = tokens[index].text in _MONTHS_AND_NAMES and index > 0
    return int(month and _DAY_OF_MONTH.fullmatch(tokens[index - 1].text) is not None)


def dated_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether a month of a date ends here, behind which a name may begin: 'on 15 |October| P Q', 'in |March| P Q'."""
    led = tokens[index - 1] if index else None
    of_date = led is not None and (_DAY_OF_MONTH.fullmatch(led.text) is not None or led.lower in ("in", "of", "last"))
    return of_date and tokens[index].text in _TIMES | _MONTHS_AND_NAMES


_MONTHS_AND_NAMES = frozenset({"April", "May", "June", "July", "August"})
_DAY_OF_MONTH = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?")
LONGEST = 60
"""Tokens of the longest run: headlines all in capitals are shorter, and 'A. A. A. …' would be read from each of its
tokens to the end."""


def _run_end(tokens: Sequence[Token], first: int) -> int:
    opened = open_initials(tokens, first) or family_first(tokens, first) or lone_initial(tokens, first)
    opened = opened or day_or_month(tokens, first)
    if not (name_word(tokens[first]) or initial(tokens[first]) or _opens(tokens, first) or opened):
        return first
    index = last = first + opened
    while index < min(len(tokens), first + LONGEST):
        token = tokens[index]
        if index > first and token.start - tokens[index - 1].end > 2:
            break
        if index > first and _address_at(tokens, index) and not _within(tokens, index):
            if _surname(tokens, index) or _elder(tokens, index):
                last = index + 1
            break
        if _after(token) and index > first:
            break
        if (
            name_word(token)
            or initial(token)
            or _within(tokens, index)
            or (index > first and token.text == "M." and lone_initial(tokens, index))
            or (index > first and _address().get(token.text) == "kept")
        ):
            index = last = index + 1
        elif index > first and (after := _nickname(tokens, index)) > index:
            index = after
        elif index > first and token.lower in words("given_names_particles", "particle", "ends"):
            index = last = index + 1
        elif particle(token) and index + 1 < len(tokens):
            index += 1
        else:
            break
    while last > first and initial(tokens[last - 1]):
        last -= 1
    return last


def _elder(tokens: Sequence[Token], index: int) -> bool:
    """Whether 'Sr.' closes a name of two words or more: 'John K. Smith |Sr.|'."""
    closes = index + 1 == len(tokens) or not name_word(tokens[index + 1])
    return tokens[index].text == "Sr." and name_word(tokens[index - 1]) and closes


_QUOTES = {'"': '"', "“": "”", "‘": "’", "'": "'", "«": "»", "(": ")"}


def _nickname(tokens: Sequence[Token], index: int) -> int:
    """The index after what one is called beside one's names: 'Rosa |“Chela”| Quiroga'; `index` where there is none."""
    part = tokens[index : index + 4]
    if len(part) < 4 or _QUOTES.get(part[0].text) != part[2].text or not all(name_word(t) for t in (part[1], part[3])):
        return index
    apart = tokens[index - 1].end < part[0].start and part[2].end < part[3].start
    return index + 3 if apart and part[0].end == part[1].start and part[1].end == part[2].start else index


_TIMES = {r["form"] for r in table("date_words") if r["kind"] in ("weekday", "month") and len(r["form"]) > 3}
_TIMED = frozenset("in on of since until till last next this early late mid from during every to".split())


def day_or_month(tokens: Sequence[Token], index: int) -> bool:
    """A day or month that is a given name: one surname alone follows it, and no word for time stands before ('by |July
    Moyo|, the minister')."""
    if tokens[index].text not in _TIMES or index + 1 == len(tokens):
        return False
    surname, behind = tokens[index + 1], tokens[index + 2] if index + 2 < len(tokens) else None
    single = name_word(surname) and surname.start - tokens[index].end == 1 and not (behind and name_word(behind))
    before = tokens[index - 1] if index else None
    return single and not (before and (before.lower in _TIMED or before.kind in ("number", "mention")))


_INNER = frozenset("haji hajj cheikh sheikh sheik shaikh sayed syed sayyid mullah don".split())


def _within(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word of address stands inside a name ('Ali Haji Omar'), or a further initial ('A. M. Karim')."""
    before = tokens[index - 1] if index else None
    follows = index + 1 < len(tokens) and name_word(tokens[index + 1])
    if before is None or not follows:
        return False
    if before.text in _ONE and tokens[index].text == "M.":
        return True
    return tokens[index].lower in _INNER and tokens[index].capital and name_word(before) and not _named_post(before)


def _named_post(token: Token) -> bool:
    return token.lower in words("titles", "head") or token.text in _address()


_ONE = frozenset("A. B. C. D. E. F. G. H. I. J. K. L. N. O. P. Q. R. S. T. U. V. W. X. Y. Z.".split())


def open_initials(tokens: Sequence[Token], index: int) -> bool:
    """Two initials without stops that open a name after a title in full ('Prime Minister KP Oli')."""
    text, before = tokens[index].text, tokens[index - 1] if index else None
    titled = before is not None and before.capital and before.lower in words("titles", "head")
    titled = titled or (before is not None and before.text in _address())
    named = index + 2 < len(tokens) and name_word(tokens[index + 1]) and name_word(tokens[index + 2])
    lettered = tokens[index].kind == "word" and text.isupper() and text.isalpha()
    return lettered and (titled and named and len(text) == 2 or _initials_apposed(tokens, index))


def _initials_apposed(tokens: Sequence[Token], index: int) -> bool:
    """Two or three initials without stops that open a name between a stop and a comma ('; |KP| Oli, the Director')."""
    before = tokens[index - 1].text if index else "."
    led = before in (",", ";", ":", ".", "and", "Ms", "Ms.", "Mr", "Mr.", "Mrs.", "Dr", "Dr.", "by", "from")
    behind = tokens[index + 1 : index + 3]
    named = len(behind) == 2 and name_word(behind[0]) and not behind[0].text.isupper() and behind[1].text == ","
    return led and named and 2 <= len(tokens[index].text) <= 3


def _surname(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word of address closes a name and is its surname ('Amy Pope'): no further name follows."""
    follows = index + 1 < len(tokens) and (name_word(tokens[index + 1]) or _address_at(tokens, index + 1))
    plain = tokens[index].kind == "word" and tokens[index].capital and not tokens[index].text.isupper()
    return plain and _address_at(tokens, index) == 1 and len(tokens[index].text) > 2 and not follows


def _opens(tokens: Sequence[Token], index: int) -> bool:
    """A particle in lower case that opens a name ('van der Berg', 'al-Sisi')."""
    follows = index + 1 < len(tokens) and (name_word(tokens[index + 1]) or particle(tokens[index + 1]))
    return (
        particle(tokens[index])
        and tokens[index].lower not in ("y", "e", "i", "do", "la", "le", "los", "las")
        and follows
    )


def _after(token: Token) -> bool:
    return _address().get(token.text) == "after"


def surname_forms(name: str) -> list[str]:
    """The forms under which a person can be named again: the last word, with its particles."""
    parts = name.split()
    if len(parts) < 2:
        return []
    particles = words("given_names_particles", "particle")
    first = len(parts) - 1
    if parts[-1] in ("Jr", "Jr.", "Sr", "II", "III", "IV") and first > 1:
        first -= 1
    forms = [parts[first], *([" ".join(parts[first - 1 :])] if first > 1 else [])]
    while first > 1 and parts[first - 1].lower() in particles:
        first -= 1
        forms.append(" ".join(parts[first:]))
    forms = sorted(dict.fromkeys(forms), key=len, reverse=True)
    if "-" not in parts[-1]:
        return forms
    return [*forms, parts[-1].split("-", 1)[1]] if parts[-1].split("-", 1)[0].lower() in particles else forms
