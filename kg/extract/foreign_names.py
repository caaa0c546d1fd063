"""Names in French, Spanish, Portuguese, Italian or German in an English text, told by their first word.

`Instituto Nacional de Migración`, `Direction générale de la sûreté nationale (DGSN)`, `Fundación Casa Abierta`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.composition import Candidate
from kg.extract.name_grammar import acronym_at
from kg.extract.tables import table
from kg.extract.units import Unit, is_name_word

_PARTICLES = frozenset(
    "de del della delle dello dei degli des du di do da dos das la le les los las el il lo y et e a à au aux en para"
    " pour per por für und der von zur zum sur sobre contre contra".split()
)
_OPENERS = frozenset(
    "de del della delle dei degli des du di do da dos das para pour per für der von contre contra".split()
)
_ELIDED = re.compile(r"[ldLD][’']\w")
_FOREIGN = re.compile(
    r"\w*[à-ÿ]\w*|\w{2,}(?:ales?|elles?|iques?|ic[oa]s?|aires?|ari[oa]s?|an[oa]s?|iv[oa]s?|ad[oa]s?|iones|ives|ives|aux|eux)"
)
_LONGEST = 16


@lru_cache
def _heads() -> dict[str, tuple[str, bool]]:
    return {row["head"].casefold(): (row["type"], bool(row["english"])) for row in table("foreign_heads")}


def foreign_candidates(text: str, units: Sequence[Unit]) -> Iterator[Candidate]:
    """A name from its first word on, as far as the words are of another language."""
    for at, unit in enumerate(units):
        if not unit.capital or unit.text.casefold() not in _heads():
            continue
        kind, english = _heads()[unit.text.casefold()]
        end = _end(units, at)
        if end - at < 2 or (english and not _is_foreign(units[at + 1])):
            continue
        last, acronym = acronym_at(text, units, end)
        name = text[unit.start : units[end - 1].end]
        owner = units[end - 1] if units[end - 1].type == "State" and units[end - 1].kind == "name" else None
        short = (name, acronym) if acronym else (name,)
        land = owner.reference if owner and kind == "GovernmentBody" else None
        parent = owner if kind == "GovernmentBody" else None
        yield Candidate(unit.start, units[last - 1].end, kind, name, 2, "name", None, land, parent, shorter=short)


def _is_foreign(unit: Unit) -> bool:
    """A particle, or a word in lower case that looks foreign."""
    plain = unit.text
    return plain in _OPENERS or bool(_ELIDED.match(plain)) or (plain[0].islower() and bool(_FOREIGN.fullmatch(plain)))


def _end(units: Sequence[Unit], at: int) -> int:
    end = at + 1
    while end < len(units) and end - at < _LONGEST and _goes_on(units, end):
        end += 1
    while units[end - 1].text in _PARTICLES:
        end -= 1
    return end


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether the unit belongs to the name, by itself or by the particle before it."""
    unit, before = units[at], units[at - 1].text
    if unit.known:
        return before in _OPENERS or units[at - 1].kind == "word" and before[0].isupper() and unit.kind == "name"
    if unit.kind != "word":
        return unit.text == "-" and units[at - 1].end == unit.start
    if unit.text in _PARTICLES:
        return at + 1 < len(units) and units[at + 1].kind in ("word", "name", "adjective")
    return is_name_word(unit) or _is_foreign(unit) or before in _PARTICLES - {"a", "e", "en"}
