"""States whose people were there, by their adjectives.

Where two or more stand before a word for people ('fifteen |Somali, Kenyan and Tanzanian| immigration officers took
part'), the states take part, as with 'officers from A'. One adjective alone may only tell whose people they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.event_facts.attendance import tells_who_came
from kg.extract.persons.title_heads import demonyms
from kg.extract.text.sentences import Sentence
from kg.records import Span
from kg.reference import reference

_PEOPLE = (
    "officials|officers|experts|delegates|delegations|representatives|prosecutors|judges|magistrates|investigators"
    "|guards|policemen|inspectors|agents|practitioners|diplomats|specialists|trainees|participants|authorities"
    "|counterparts|colleagues|ministers|parliamentarians|lawmakers|mayors|technicians|analysts"
)
_CAME = re.compile(
    r"(?: and [\w-]+| as well)?(?: (?:also|both|all|each|will|have|has|had|jointly|together))* ?"
    r"(?:together\b|side by side|face to face|"
    r"(?:learned|learnt|studied|completed|finished|trained|exchanged|compared)\b)",
    re.I,
)
"""What people do behind their name who are at an event, besides the words of attendance."""
_BESIDE = re.compile(
    r"\b(?:alongside|along with|together with|joined by|br(?:ought|ings?))(?: (?:their|its|the))? ?$", re.I
)


@lru_cache(maxsize=1)
def _people() -> re.Pattern[str]:
    one = "|".join(sorted(map(re.escape, demonyms()), key=len, reverse=True))
    among = rf"(?:{one})(?:, (?:{one}))*,? (?:and|as well as) (?:{one})"
    return re.compile(rf"\b({among})(?: [a-z][\w-]*(?:,| and)?){{0,4}}? (?:{_PEOPLE})\b")


def nationalities_there(analysis: Analysis, event_at: Callable[[int], str | None], read: Iterable[Sentence]) -> None:
    """Adds `participant` claims, rule `nationalities-there`. `read`: the sentences that are read."""
    for sentence in read:
        if sentence.kind != "body":
            continue
        for match in _people().finditer(analysis.text, sentence.start, sentence.end):
            if any(m.type == "GovernmentBody" for m in analysis.mentions.overlapping(*match.span())):
                continue  # 'Kenyan and Ugandan border guards', found as bodies
            event = event_at(match.start()) if _came(analysis.text, sentence, match) else None
            for word in re.findall(r"[A-Z][\w-]*(?: [A-Z][\w-]*)*", match.group(1)) if event else ():
                row = reference().rows[demonyms()[word]]
                state = analysis.entities.add("State", row.name, reference=row.id, country=row.id)
                span = Span(match.start(), match.end())
                analysis.claim("participant", event or "", state, "nationalities-there", span, confidence=0.85)


def _came(text: str, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the words around tell that the people came."""
    start, end = match.span()
    told = text[sentence.start : sentence.end]
    beside = _BESIDE.search(text[sentence.start : start]) or _CAME.match(text, end, sentence.end)
    return bool(beside) or tells_who_came(told, start - sentence.start, end - sentence.start)
