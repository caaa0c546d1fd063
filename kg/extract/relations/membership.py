"""Members told by lists of states: 'thirteen member states attended: A, B and C', 'from the Conference there were A, B
and C', 'it counts three members: A, B and C'. Whose members they are stands beside the words, is the body whose meeting
it is, or the one that the text spoke of last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.text.lists import listing
from kg.extract.text.masking import Masked
from kg.extract.text.sentences import Sentence

UNIONS = frozenset({"InternationalOrganization", "Process"})
"""Types of the bodies that have states as members."""
_MANY = 2
_BODY = r"[⟦⟨][IP](?P<{}>\d+)[⟧⟩](?:['’]s?)?"
_VERB = (
    r"(?:(?:also |all )?(?:attended|present|participated|took part|were \w+|joined|sent \w+|at the \w+|include[ds]?))"
)
_SUCH_AS = r"(?:namely|including|i\.e\.|such as)"
_OPENING = re.compile(
    rf"(?:{_BODY.format('of')},? (?P<owned>participating )?)?\(?(?(owned)|member )(?:states|countries|governments)\)?"
    rf"(?:,? (?:and|or) (?:territories|areas|economies|observers))?"
    rf"(?: {_VERB}[\w ]{{0,40}}?(?:,? {_SUCH_AS})?(?:[:,–(]+| were) ?(?:the )?|,? {_SUCH_AS}[:,]? | ?[:–(] ?)"
    rf"|\b(?:[\w-]+ )?(?-i:Members|Parties) {_VERB}[\w ]{{0,20}}?: ?"
    rf"|\bfrom (?:the )?{_BODY.format('from')},? ?"
    r"(?:there were|c[ao]me|they were|these were|among others|were|:)[:,]* ?"
    r"|\bits (?:[\w-]+ ){0,2}(?:members?(?: (?:states|countries))?"
    r"|p(?:artner|articipating) (?:states|countries))(?:,? (?:namely|i\.e\.|that is),?)?"
    r"(?: ?[:(]| ?,| –| -|,) ?(?:the )?(?=⟦S)",
    re.I,
)
_GROUP = (
    r"(?:it|they|the (?:[\w-]+ )?(?:process|group|grouping|bloc|block|forum|community|organi[sz]ation|conference|"
    r"dialogue|network|alliance|initiative|union|league|association|body|platform|mechanism|partnership|club))"
)
_COUNTRIES = r"(?:members|(?:member |participating )?(?:states|countries|nations|governments|economies))"
_BEHIND = r"(?:,? (?:today|now|in all|altogether|namely|these are|they are)|(?: and)? ⟦T\d+⟧)*"
_STANDING = re.compile(
    rf"\b{_GROUP}(?: \([^()]{{1,30}}\))?(?:,? (?:which|that))?"
    rf"(?: now| today| currently| also| at present| still| has grown and)* "
    rf"(?:(?:counts?|ha[sv]e?|numbers?|boasts?|compris(?:es?|ing)|includes?|unites?|groups?|brings? together|embraces?|"
    rf"encompass(?:es)?|consists? of|(?:is|are) (?:made up|composed|formed|constituted) (?:of|by)) (?:as )?"
    rf"(?:(?!(?:in|of|for|from|with|to|on|at|by) )[\w-]+ ){{0,3}}?{_COUNTRIES}|"
    rf"(?:counts|unites|groups|brings? together|embraces?|comprises?|"
    rf"consists? of|(?:is|are) (?:made up|composed|formed|constituted) (?:of|by)))"
    rf"{_BEHIND}(?:[:,–—(-]| [–—-]| \()* ?(?:the )?"
    rf"|\b{_COUNTRIES} (?:(?:that|which|now|today|currently) )*"
    rf"(?:belong to|make up|form|are (?:its )?members of|sit (?:in|on|around)|have joined|participate in|take part in) "
    rf"(?:{_GROUP}|{_BODY.format('to')}){_BEHIND}(?:[:–—(]| [–—-]| \()+ ?(?:the )?",
    re.I,
)
"""A list of those who belong to a body for good, and not of those who came to a meeting."""
_DENIED = re.compile(r"\b(?:not|non|never|except|unlike|former|signed|ratified)\b", re.I)


@lru_cache(maxsize=1)
def _states() -> re.Pattern[str]:
    return re.compile(listing("S"), re.I)


def memberships(
    analysis: Analysis, masks: Callable[[int], Masked], event_at: Callable[[int], str | None], read: Iterable[Sentence]
) -> None:
    """Adds `member` claims, rule `member-list`, for the sentences of the body. `read`: the sentences that are read."""
    for sentence in read:
        masked = masks(sentence.index)
        if sentence.kind != "body" or masked.text.count("⟦S") < _MANY:
            continue
        for match in _STANDING.finditer(masked.text):
            _standing(analysis, masked, sentence, match)
        for body, start, end in _openings(masked):
            at = masked.span(start, end).start
            own = _one_here(analysis, sentence, at) if masked.text[start:end].startswith("its ") else None
            whose = body or own or _body_of(analysis, event_at(at)) or one_union(analysis, sentence, at)
            _record(analysis, masked, whose, start, end)


def _standing(analysis: Analysis, masked: Masked, sentence: Sentence, match: re.Match[str]) -> None:
    """The members of the body that 'it' or 'the group' means. Who belongs to it is by this not at an event."""
    listed = _states().match(masked.text, match.end())
    if listed is None or _DENIED.search(match.group()):
        return
    start = masked.span(match.start(), match.end()).start
    body = masked.items[int(match["to"])].entity if match["to"] else _spoken_of(analysis, sentence, start)
    if body is not None and _record(analysis, masked, body, match.start(), match.end()):
        span = masked.span(*listed.span())
        analysis.claims = [
            c
            for c in analysis.claims
            if c.relation != "participant" or not any(e.start < span.end and span.start < e.end for e in c.evidence)
        ]


def _spoken_of(analysis: Analysis, sentence: Sentence, until: int) -> str | None:
    """The body with members that the sentence up to an offset or the one before names, else the paragraph so far, else
    the sentence that the paragraph before begins with."""
    if near := one_union(analysis, sentence, until):
        return near
    before = [s for s in analysis.sentences[: sentence.index] if s.kind == "body"]
    here = [s for s in before if s.paragraph == sentence.paragraph]
    for start in (here[0].start if here else until, before[-1].start if before else until):
        found = {m.entity for m in analysis.mentions.within(start, until) if m.type in UNIONS}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def one_union(analysis: Analysis, sentence: Sentence, until: int) -> str | None:
    """The one body with members that is named in the sentence up to an offset, or in the one before it."""
    before = analysis.sentences[sentence.index - 1] if sentence.index else sentence
    start = before.start if before.kind == "body" else sentence.start
    found = {m.entity for m in analysis.mentions.within(start, until) if m.type in UNIONS}
    return found.pop() if len(found) == 1 else None


def _one_here(analysis: Analysis, sentence: Sentence, until: int) -> str | None:
    """The one body with members that the sentence names up to an offset."""
    found = {m.entity for m in analysis.mentions.within(sentence.start, until) if m.type in UNIONS}
    return found.pop() if len(found) == 1 else None


def _openings(masked: Masked) -> Iterator[tuple[str | None, int, int]]:
    """The body that words before a list name, if any; where the words start, and where the list does."""
    for match in _OPENING.finditer(masked.text):
        if not _DENIED.search(masked.text[max(0, match.start() - 30) : match.end()]):
            yield _named(masked, match), match.start(), match.end()


_OTHER_SIDE = re.compile(r",? (?:on|from|for) the [\w-]+ side,? and (?:the )?", re.I)
"""Between two lists of one kind: 'A and B |on the sending side, and| C and D on the receiving'."""


def _record(analysis: Analysis, masked: Masked, body: str | None, start: int, at: int) -> bool:
    """The states of the list that starts at `at`, if there are enough, are members of the body; whether there are."""
    listed = _states().match(masked.text, at)
    if listed and (side := _OTHER_SIDE.match(masked.text, listed.end())):
        _record(analysis, masked, body, start, side.end())
    states = [i for i in masked.items_in(*listed.span(), acting=True) if i.type == "State"] if listed else []
    if body is None or listed is None or len(states) < _MANY:
        return False
    for item in states:
        span = masked.span(start, listed.end())
        analysis.claim("member", body, item.entity, "member-list", span, confidence=0.85)
    return True


def _named(masked: Masked, match: re.Match[str]) -> str | None:
    number = match["of"] or match["from"]
    return masked.items[int(number)].entity if number else None


def _body_of(analysis: Analysis, event: str | None) -> str | None:
    """Whose meeting an event is: the one body with members that it is part of, or that its words name."""
    whole = [c.object for c in analysis.claims if c.relation == "partOf" and c.subject == event]
    inside = [m.entity for e in analysis.events if e.entity == event for m in analysis.mentions.within(e.start, e.end)]
    for bodies in (whole, inside):
        found = {b for b in bodies if analysis.entities[b].type in UNIONS}
        if len(found) == 1:
            return found.pop()
    return None
