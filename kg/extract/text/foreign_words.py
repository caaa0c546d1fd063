"""Words of other languages inside a name in an English text: particles, and what looks foreign.

`Direction |générale de la| Migration`, `Wizara |ya| Mambo |ya| Ndani`, `Ministria |e| Brendshme`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.names.units import Unit, is_name_word, word_class

_OF = frozenset(
    "de del della delle dello dei degli des du di do da dos das para pour per für der contre contra à au aux"
    " van voor het zur zum von pentru ya cha wa kwa iyo untuk och og dla spraw za ng të ee"
    " por per pela pelo pelas pelos sobre avec dans com con entre tegen privind dan untuk tentang ka ku".split()
)
"""Particles that no English sentence has in lower case outside a name."""
CONJUNCTIONS = frozenset("y e et und en och og iyo dan dhe și ve i".split())
_SMALL = frozenset("la le les los las el il lo a al ai agli alle dal dalla sur sobre em na ao aos alla z do".split())
PARTICLES = _OF | CONJUNCTIONS | _SMALL
"""All small words of other languages that names have."""
_LOOSE = frozenset({"a", "e", "en", "i", "do", "na", "z", "la", "le", "el", "il", "lo", "ve"})
"""Particles behind which a word is not foreign for that alone."""
_ELIDED = re.compile(r"(?:[ldLD]|[Dd]ell|[Aa]ll|[Nn]ell|[Qq]u)[’']\w")
FOREIGN = re.compile(
    r"\w*[à-ÿăąćčęğłńőřśşšżžț]\w*"
    r"|\w*[à-ÿ][\w-]*|\w{3,}(?:iennes?|oises?)"
    r"|\w{2,}(?:ales?|elles?|iques?|ic[oa]s?|aires?|ari[oa]s?|an[oa]s?|iv[oa]s?|ad[oa]s?|iones|aux|eux"
    r"|ili|ali|ari|ori|enti|anti|ioni|ivi|ati|iti|uti|esi|"
    r"ières?|oires?|ori[oa]s?|euses?|ienn?es?|iens|eurs?|i?mentos?|idad|idade?s?|istas?|mixtes?|mixt[oa]s?|zion[ei])"
    r"|portant|fixant|relati(?:fs?|ves?|v[oa]s?)|mains?-d[’']œuvre"
)
_SHARED = frozenset(
    "national social central local civil public regional international rural nacional humains humanos mineurs".split()
)
"""Adjectives that an English text has too, but never behind a foreign noun."""


def is_particle(unit: Unit) -> bool:
    """A small word of another language."""
    return unit.kind == "word" and unit.text in PARTICLES


def is_foreign(units: Sequence[Unit], at: int) -> bool:
    """A particle, a word in lower case that looks foreign, or one with such a particle behind it."""
    if at >= len(units) or units[at].kind != "word":
        return False
    plain = units[at].text
    if plain in _OF or _ELIDED.match(plain) or _is_elided(units, at):
        return True
    return plain[0].islower() and (bool(FOREIGN.fullmatch(plain)) or _leads_to_particle(units, at))


def _is_elided(units: Sequence[Unit], at: int) -> bool:
    """Whether an elided article stands here before a known name: '|d'|Abidjan'."""
    glued = at + 2 < len(units) and units[at].end == units[at + 1].start and units[at + 1].end == units[at + 2].start
    return glued and units[at].text in ("d", "l", "D", "L") and units[at + 1].text in "'’"


def _leads_to_particle(units: Sequence[Unit], at: int) -> bool:
    """Whether a word in lower case that is no English function word stands before a foreign particle."""
    if at + 1 >= len(units) or units[at].text in word_class("phrase-end") | word_class("function-lower"):
        return False
    behind = units[at + 1]
    plain = behind.kind == "word" and not units[at].text.endswith(("ed", "ing"))
    return plain and (behind.text in _OF or bool(_ELIDED.match(behind.text)) or _is_elided(units, at + 1))


def goes_on(units: Sequence[Unit], at: int) -> int:
    """How many units here belong to the name that the units before begin, by themselves or by the particle before."""
    unit, before = units[at], units[at - 1]
    if unit.known:
        paired = at + 2 < len(units) and units[at + 1].text in "-–" and units[at + 2].known
        if paired and unit.end == units[at + 1].start == units[at + 2].start - 1:
            return 3
        capital = before.kind == "word" and before.text[0].isupper() and unit.kind == "name"
        located = before.text in ("en", "em", "na", "no", "au", "aux", "à") and unit.type in ("Place", "State")
        return int(before.text in _OF or before.text in _LOOSE - {"a"} or located or capital)
    if _is_elided(units, at):
        return 3
    if unit.kind != "word":
        joined = unit.text in "-/–" and at + 1 < len(units) and before.end == unit.start == units[at + 1].start - 1
        return 1 + (joined and units[at + 1].text[0].isupper()) if joined else 0
    if is_particle(unit):
        return int(at + 1 < len(units) and units[at + 1].kind in ("word", "name", "adjective"))
    return int(_word_goes_on(units, at))


def _word_goes_on(units: Sequence[Unit], at: int) -> bool:
    unit, before = units[at], units[at - 1]
    titled = unit.capital and not is_name_word(unit) and is_foreign(units, at + 1)
    if titled or is_name_word(unit) or is_foreign(units, at):
        return True
    if unit.text in word_class("phrase-end") | word_class("function-lower"):
        return False
    return unit.text in _SHARED or (is_particle(before) and before.text not in _LOOSE)
