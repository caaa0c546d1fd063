"""Posts that the text tells later: 'P saw many obstacles. The former director of B complained that …', 'P leads the
delegation; she is B's Permanent Representative'."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import groups, told_post
from kg.extract.persons.speakers import person_before
from kg.extract.persons.title_shape import Title
from kg.extract.persons.titles import title_at
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import BODIES, Token, tokenise, words
from kg.records import Span


def told_later(analysis: Analysis) -> None:
    """Adds the position, and the employer, of a person whom the sentence before names without a title."""
    body = [s for s in analysis.sentences if s.kind == "body"]
    for before, sentence in pairwise(body):
        if before.paragraph != sentence.paragraph or not analysis.text.startswith("The ", sentence.start):
            continue
        tokens = tokenise(analysis, sentence.start, sentence.end)
        title = title_at(tokens, 0)
        owned = title and (title.bodies or title.owner and title.owner.type in BODIES)
        if title and owned and _speaks(tokens, title.after):
            _claim(analysis, before, title)


def told_of_pronouns(analysis: Analysis, sentence: Sentence, tokens: list[Token]) -> None:
    """Adds the position, and the employer, of the person whom 'he' and 'she' mean before 'is': 'she is head of B'."""
    for index, token in enumerate(tokens[:-1]):
        title = told_post(tokens, index + 1) if token.lower in ("he", "she") else None
        person = person_before(analysis, sentence.start, token.start) if title else None
        if title is None or person is None or not _just_named(analysis, person, sentence):
            continue
        span = Span(token.start, title.end)
        post = title.post(analysis.text)
        analysis.claim("position", person, post, "told-of-pronoun", span, confidence=0.85)
        body = title.bodies[0].mention if title.bodies else title.owner
        if body and body.mention and body.type in BODIES:
            analysis.claim("worksFor", person, body.mention.entity, "told-of-pronoun", span, confidence=0.85)


def _just_named(analysis: Analysis, person: str, sentence: Sentence) -> bool:
    """Whether the sentence or the one before it names the person."""
    before = analysis.sentences[max(0, sentence.index - 1)]
    start = before.start if before.paragraph == sentence.paragraph else sentence.start
    return any(m.entity == person for m in analysis.mentions.within(start, sentence.end))


def _speaks(tokens: list[Token], index: int) -> bool:
    """Whether the verb of the sentence stands here, and it is one of speech."""
    index += index < len(tokens) and tokens[index].lower in ("also", "then", "has", "had")
    return index < len(tokens) and tokens[index].lower in words("speech", "form", "say|tell|stance")


def _claim(analysis: Analysis, before: Sentence, title: Title) -> None:
    tokens = tokenise(analysis, before.start, before.end)
    found = groups(tokens)
    held = {c.subject for c in analysis.claims if c.relation in ("position", "worksFor")}
    if len(found) != 1 or found[0].first > 1 or found[0].entity in held:
        return
    person, span = found[0].entity, Span(found[0].person.start, title.end)
    post = title.post(analysis.text)
    analysis.claim("position", person, post, "told-later", span, status="implied", confidence=0.8)
    body = title.bodies[0].mention if title.bodies else title.owner
    if body and body.mention:
        analysis.claim("worksFor", person, body.mention.entity, "told-later", span, status="implied", confidence=0.75)
