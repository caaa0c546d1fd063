"""Posts that the text tells a sentence later: 'P saw many obstacles. The former director of B complained that …'."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.analysis import Analysis, squeeze
from kg.extract.groups import groups
from kg.extract.sentences import Sentence
from kg.extract.titles import Title, title_at
from kg.extract.words import Token, tokenise, words
from kg.records import Span


def told_later(analysis: Analysis) -> None:
    """Adds the position, and the employer, of a person whom the sentence before names without a title."""
    body = [s for s in analysis.sentences if s.kind == "body"]
    for before, sentence in pairwise(body):
        if before.paragraph != sentence.paragraph or not analysis.text.startswith("The ", sentence.start):
            continue
        tokens = tokenise(analysis, sentence.start, sentence.end)
        title = title_at(tokens, 0)
        if title and title.bodies and _speaks(tokens, title.after):
            _claim(analysis, before, title)


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
    post = squeeze(analysis.text[title.start : title.end])
    analysis.claim("position", person, post, "told-later", span, status="implied", confidence=0.8)
    body = title.bodies[0].mention
    if body and body.mention:
        analysis.claim("worksFor", person, body.mention.entity, "told-later", span, status="implied", confidence=0.75)
