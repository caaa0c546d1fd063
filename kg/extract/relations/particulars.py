"""What the text says of events, documents and bodies in words that are no entity: focus, audience, commitments,
figures, what a cooperation covers and is for. Patterns stand in the tables `literal_patterns` and `figures`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.extract.analysis import Analysis, squeeze
from kg.extract.tables import table
from kg.extract.text.masking import Masked
from kg.extract.text.sentences import Sentence
from kg.records import Claim, Mention, Span

_AUDIENCE = re.compile(
    r"\b(?:for|of) (?P<who>(?:[\w’'-]+ ){0,4}?(?:officers|officials|agencies|servants|practitioners|prosecutors|judges|"
    r"police|journalists|staff|authorities|trainers|inspectors|investigators|guards|experts|managers|workers|"
    r"representatives|personnel|professionals|providers|migrants|youth|women|leaders|stakeholders|attach[ée]s))\b"
)
_CONCERNS = re.compile(
    r"^\s*(?:for|on|in the (?:area|field|areas|fields) of|concerning|regarding|"
    r"(?:who|which|that) (?:provide|offer|supply)s?)\s+"
    r"(?:the )?(?P<items>[^.;:“”\"]{6,220})"
)
_PURPOSE = re.compile(r"(?:^|[:“\"‘])[\s“\"‘']*(?:In order to|To)\s+(?P<purpose>[a-z][^,.;]{4,120}),", re.S)
_TAIL = re.compile(r"\s+(?:and|which|that)\s+(?:this|it|these|they|helps?|we)\b.*$", re.S)


@lru_cache
def _patterns(name: str) -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    return tuple((row, re.compile(row["pattern"], re.I)) for row in table(name))


def split_items(start: int, words: str) -> Iterator[tuple[int, int]]:
    """The stretches of a list in plain words: cut at commas and semicolons, and at 'and' before the last item where
    commas or two nouns heads show a list."""
    pieces: list[tuple[int, int]] = []
    last = 0
    for cut in re.finditer(r"\s*[,;]\s*(?:and |as well as )?|\s+as well as\s+", words):
        pieces.append((last, cut.start()))
        last = cut.end()
    final = words[last:]
    both = re.search(r"\s+and\s+", final)
    if both and (pieces or _parallel(final[: both.start()], final[both.end() :])):
        pieces += [(last, last + both.start()), (last + both.end(), len(words))]
    else:
        pieces.append((last, len(words)))
    for a, b in pieces:
        if b - a > 2:
            yield start + a, start + b


def _parallel(left: str, right: str) -> bool:
    """Whether 'A and B' are two items: each has a head of its own with a preposition, or the left one has one."""
    marks = re.compile(r"\b(?:of|on|for|in|with|to)\b")
    return bool(marks.search(left)) and len(right.split()) > 1


def literal_claims(analysis: Analysis, masked: Masked, event_at: Callable[[int], str | None]) -> None:
    """Claims with plain words as object, found in one sentence."""
    for row, pattern in _patterns("literal_patterns"):
        for match in pattern.finditer(masked.text):
            whole = masked.span(*match.span())
            subject = event_at(whole.start) if row["subject"] == "event" else masked.items_in(*match.span())[0].entity
            words = masked.span(*match.span("items"))
            if subject is None or (row["subject"] == "event" and "⟦T" in match.group("items")):
                continue
            single = row["relation"] == "commitment"
            stretches = [(words.start, words.end)] if single else split_items(words.start, analysis.surface(words))
            for a, b in stretches:
                evidence = Span(min(whole.start, a), b)
                analysis.claim(
                    row["relation"], subject, squeeze(analysis.text[a:b]), f"words:{row['rule']}", evidence,
                    confidence=0.8, attributed_to=_noted_by(masked, match.start()) if single else None,
                )  # fmt: skip


def _noted_by(masked: Masked, at: int) -> str | None:
    """The person who is said to note or recall what follows: the last one named before it in the sentence."""
    persons = [item for item in masked.items_in(0, at) if item.type == "Person"]
    noted = re.search(r"\b(?:not(?:ed|es)|took note|recall(?:ed|s)|referred|cited|highlighted)\b", masked.text[:at])
    return persons[-1].entity if persons and noted else None


def figures(analysis: Analysis, sentence: Sentence) -> None:
    """Counted figures of an organisation: claims that are observations, with the measure and the number."""
    inside = analysis.mentions.within(sentence.start, sentence.end)
    bodies = [m for m in inside if m.type in {"InternationalOrganization", "CivilSociety", "Process"}]
    for row, pattern in _patterns("figures"):
        for match in pattern.finditer(analysis.text, sentence.start, sentence.end):
            span = Span(*match.span())
            subject = next((b for b in bodies if b.end <= span.start), None)
            if subject is not None:
                number = re.sub(r"\D", "", match.group("value"))
                analysis.claim(
                    "figure", subject.entity, squeeze(analysis.surface(span)), f"figure:{row['rule']}", span,
                    confidence=0.8, qualifiers=(("measure", row["measure"]), ("value", number)),
                )  # fmt: skip


def audiences(analysis: Analysis) -> None:
    """For whom an event is, where its own phrase says so: 'a training for border police'."""
    for mention in analysis.events:
        match = _AUDIENCE.search(analysis.surface(mention))
        if match:
            start = mention.start + match.start("who")
            words = squeeze(match.group("who"))
            analysis.claim("audience", mention.entity, words, "audience", _span(mention, start), confidence=0.8)


def _span(mention: Mention, start: int) -> Span:
    return Span(min(mention.start, start), mention.end)


def cooperations(analysis: Analysis) -> None:
    """Adds to each partner claim what the cooperation covers ('for the use of …') and its purpose ('To curb …, …')."""
    analysis.claims = [_covered(analysis, claim) if claim.relation == "partner" else claim for claim in analysis.claims]


def _covered(analysis: Analysis, claim: Claim) -> Claim:
    end = claim.evidence[0].end
    sentence = analysis.sentence_at(claim.evidence[0].start)
    if sentence is None:
        return claim
    found: list[tuple[str, str]] = []
    if match := _CONCERNS.match(analysis.text[end : sentence.end]):
        items = _TAIL.sub("", match.group("items"))
        for a, b in split_items(end + match.start("items"), items):
            found.append(("concerns", squeeze(analysis.text[a:b])))
    if match := _PURPOSE.search(analysis.text[sentence.start : claim.evidence[0].start]):
        found.append(("purpose", squeeze(match.group("purpose"))))
    return replace(claim, qualifiers=(*claim.qualifiers, *found))
