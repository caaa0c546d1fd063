"""Bodies of which a sentence tells whose they are by the state before their list: 'Chad was represented by the Ministry
of X and the Y Service', 'from Chad came officers of the Y Service', 'two Chadian authorities – the X and the Y –'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.text.lists import listing
from kg.extract.text.masking import Masked
from kg.extract.text.sentences import Sentence

_STATE = r"[⟦⟨]S(?P<{}>\d+)[⟧⟩]"
_ASIDE = r"(?:,? (?:besides|beside|apart from|in addition to|along with|together with) [^;.:]{1,60}?)?"
_BODIES = r"(?:authorities|institutions|agencies|bodies|ministries|services|departments|partners|side)"
_BEFORE = re.compile(
    rf"{_STATE.format('sent')}(?:['’]s? (?:government|side|team|party|delegation))?"
    r" (?:was|were|is|has been|had been|will be) represented(?: (?:there|at (?:the|this) ⟦E\d+⟧))?,? by (?:the )?"
    rf"|(?:^|; |, )(?:and |while )?[Ff]rom (?:the )?{_STATE.format('home')}{_ASIDE},?"
    r"(?: (?:there )?(?:came|were|was|sat|spoke|attended|took part))?,? "
    rf"|(?:[⟦⟨]S(?P<land>\d+)[⟧⟩]|{_STATE.format('whose')}(?:['’]s?)? {_BODIES})"
    r"(?: –|:| \(|,? (?:namely|such as|including|among them)) ?(?:the )?",
)
_FEWEST = 2
"""Bodies of a list; behind one alone the words may mean something else."""


@lru_cache(maxsize=1)
def _list() -> re.Pattern[str]:
    return re.compile(listing("G"), re.I)


def bodies_of_states(analysis: Analysis, masks: Callable[[int], Masked], read: Iterable[Sentence]) -> None:
    """Adds `partOf` claims, rule `listed-body`, for bodies that have no owner yet. `read`: the sentences read."""
    for sentence in read:
        masked = masks(sentence.index)
        if sentence.kind != "body" or masked.text.count("⟦G") < _FEWEST or "S" not in masked.text:
            continue
        for match in _BEFORE.finditer(masked.text):
            if listed := _list().match(masked.text, match.end()):
                number = next(value for value in match.groupdict().values() if value)
                _record(analysis, masked, masked.items[int(number)].entity, *listed.span())


def _record(analysis: Analysis, masked: Masked, state: str, start: int, end: int) -> None:
    """The bodies of a list are the state's, but for those that something else tells the owner of."""
    bodies = [item for item in masked.items_in(start, end, acting=True) if item.type == "GovernmentBody"]
    owned = {claim.subject for claim in analysis.claims if claim.relation == "partOf"}
    for item in bodies if len(bodies) >= _FEWEST else ():
        row = analysis.entities[item.entity]
        foreign = row.reference is not None and row.country != analysis.entities[state].country
        if row.parent is None and not foreign and item.entity not in owned:
            span = masked.span(start, end)
            analysis.claim("partOf", item.entity, state, "listed-body", span, confidence=0.85)
