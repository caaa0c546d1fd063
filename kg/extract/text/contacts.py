"""Contact blocks: whom to ask, at which body, by which telephone number and address."""

from __future__ import annotations

import re

from kg.contacts import EMAIL, TELEPHONE, Contacts
from kg.extract.analysis import Analysis
from kg.extract.persons.titles import title_at
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import BODIES, tokenise
from kg.records import DOCUMENT, Mention, Span

_BELOW = re.compile(r"[ ,]*\n\s*([A-Z][^\n\d@:]{3,70}?),?\s*(?=\n|$)")
_LEADING = re.compile(r"[\s,–(-]*(?:(?:at|of|from|with)\s+)?(?:the\s+)?")
_LINES = re.compile(r"\s*,?\s*(?:\n\s*)?[A-Z][^\n\d@:]{3,60}(?:\n\s*|,\s*)")


def contacts(analysis: Analysis) -> None:
    """Adds `contactPoint`, `worksFor`, `telephone` and `email` claims from the contact blocks."""
    found = Contacts.of_article(analysis.article)
    for sentence in analysis.sentences:
        if sentence.kind == "contact-block":
            _block(analysis, sentence, found)


def _block(analysis: Analysis, sentence: Sentence, found: Contacts) -> None:
    inside = analysis.mentions.within(sentence.start, sentence.end)
    people = [m for m in inside if m.type == "Person"]
    for number, person in enumerate(people):
        end = people[number + 1].start if number + 1 < len(people) else _block_end(analysis, sentence)
        inside = analysis.mentions.within(sentence.start, end)
        analysis.claim("contactPoint", DOCUMENT, person.entity, "contact-block", Span(person.start, person.end))
        _post(analysis, person, end)
        _employer(analysis, person, [m for m in inside if person.end <= m.start < end])
        _reached(analysis, person, end, found)


def _block_end(analysis: Analysis, sentence: Sentence) -> int:
    """The end of the sentence, or of those that follow it in the same block without a person."""
    end, line = sentence.end, sentence.paragraph
    for later in analysis.sentences[sentence.index + 1 :]:
        if later.kind != "contact-block" or later.paragraph > line + 1:
            break
        line = later.paragraph
        if any(m.type == "Person" for m in analysis.mentions.within(later.start, later.end)):
            break
        end = later.end
    return end


def _post(analysis: Analysis, person: Mention, end: int) -> None:
    """Claims the post that is the whole line below the name."""
    line = _BELOW.match(analysis.text, person.end, end)
    if line is None or any(c.relation == "position" and c.subject == person.entity for c in analysis.claims):
        return
    tokens = tokenise(analysis, *line.span(1))
    title = title_at(tokens, 0)
    if title and not title.lower and title.after == len(tokens):
        span = Span(person.start, line.end(1))
        analysis.claim("position", person.entity, title.post(analysis.text), "contact-line", span, confidence=0.9)


def _employer(analysis: Analysis, person: Mention, behind: list[Mention]) -> None:
    known = any(c.relation == "worksFor" and c.subject == person.entity for c in analysis.claims)
    if known or not behind or behind[0].type not in BODIES:
        return
    between = analysis.text[person.end : behind[0].start]
    if re.match(r" [A-Z][a-z]", analysis.text[behind[0].end : behind[0].end + 3]):
        return  # 'UNHCR Erbil' is an office of its own, not the organisation
    if _LEADING.fullmatch(between) or _LINES.fullmatch(between):
        span = Span(person.start, behind[0].end)
        analysis.claim("worksFor", person.entity, behind[0].entity, "contact-at-body", span, confidence=0.92)


def _reached(analysis: Analysis, person: Mention, end: int, found: Contacts) -> None:
    for kind in (EMAIL, TELEPHONE):
        for contact in found.spans:
            if contact.kind == kind and person.end <= contact.start and contact.end <= end:
                value = " ".join(analysis.text[contact.start : contact.end].split())
                analysis.claim(kind, person.entity, value, "contact-block", Span(contact.start, contact.end))
