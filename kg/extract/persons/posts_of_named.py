"""Posts of what the text has named before: 'B, whose T, P,', 'P, the Group's T', 'the Minister, P' of the ministry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.persons.title_shape import Title
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import BODIES, Token, tokenise, words

_BARE = frozenset({"Minister", "Deputy Minister", "Vice-Minister", "Vice Minister", "State Secretary"})
_LEADING = re.compile(
    r"(?:[Aa]cting |[Ii]nterim |[Dd]eputy |[Aa]ssistant )*"
    r"(?:[Dd]irector[ -][Gg]eneral|[Cc]omptroller(?:[ -][Gg]eneral)?|"
    r"[Cc]ommissioner[ -][Gg]eneral|[Vv]ice[ -]Chancellor|[Rr]ector|[Pp]ermanent [Ss]ecretary|[Uu]nder-?[Ss]ecretary)"
)
"""Posts at the head of a body, without a field, that no treaty and no branch office has."""
_MINISTRY = re.compile(r"(?:[\w’'-]+ )?(?:State )?(?:Vice-)?(?:Ministry|Secretariat of State)\b")


def of_antecedent(tokens: Sequence[Token], title: Title) -> None:
    """'B, |whose director|, P, …': the body or state before the comma."""
    at = title.first - 1
    if title.owner or title.bodies or at < 2 or tokens[at].lower != "whose":
        return
    before = at - 1 - (tokens[at - 1].text == ",")
    token = tokens[before]
    if token.mention and token.type in (*BODIES, "State") and token.type != "Process":
        title.owner = token


def of_noun(analysis: Analysis, sentence: Sentence, tokens: Sequence[Token], title: Title) -> None:
    """'P, |the Group's research director|': the body whose name holds the noun, where one alone does."""
    at = title.first - 2
    if title.owner or title.bodies or at < 1 or tokens[at + 1].kind != "poss" or tokens[at - 1].lower != "the":
        return
    noun = tokens[at].lower
    if tokens[at].mention or noun not in words("titles_bodies", "word"):
        return
    previous = analysis.sentences[max(0, sentence.index - 3) : sentence.index]
    before = [t for s in previous if s.kind == "body" for t in tokenise(analysis, s.start, s.end)]
    found = {}
    for token in (*before, *tokens[:at]):
        if token.mention and token.type in BODIES and noun in _name(analysis, token):
            found[token.mention.entity] = token
    if len(found) == 1:
        title.owner = next(iter(found.values()))


def _name(analysis: Analysis, token: Token) -> list[str]:
    assert token.mention is not None
    return analysis.entities[token.mention.entity].name.lower().split()


def minister_of_named(analysis: Analysis) -> None:
    """'The keynote was given by |the Minister|, P': of the one ministry that the paragraph names before."""
    employed = {c.subject for c in analysis.claims if c.relation == "worksFor"}
    for claim in [c for c in analysis.claims if c.relation == "position" and c.object in _BARE]:
        span = claim.evidence[0]
        here = analysis.sentence_at(span.start)
        if claim.subject in employed or here is None:
            continue
        ministries = _ministries(analysis, here, span.start)
        if len(ministries) == 1:
            analysis.claim(
                "worksFor", claim.subject, ministries.pop(), "minister-of-named", span, status="implied", confidence=0.8
            )


def head_of_named(analysis: Analysis) -> None:
    """'The Agency hosted it. Director General P said': of the one body that the paragraph names before."""
    employed = {c.subject for c in analysis.claims if c.relation == "worksFor"}
    for claim in [c for c in analysis.claims if c.relation == "position" and _LEADING.fullmatch(c.object)]:
        span = claim.evidence[0]
        here = analysis.sentence_at(span.start)
        before = any(m.end == span.end for m in analysis.mentions_of(claim.subject))  # the post stands before the name
        if claim.subject in employed or here is None or not before:
            continue
        start = min(s.start for s in analysis.sentences if s.paragraph == here.paragraph and s.kind == here.kind)
        named = {m.entity for m in analysis.mentions.within(start, span.start) if m.type in _HEADED}
        if len(named) == 1:
            analysis.claim(
                "worksFor", claim.subject, named.pop(), "head-of-named", span, status="implied", confidence=0.75
            )


_HEADED = frozenset(BODIES) - {"Process"}


def _ministries(analysis: Analysis, here: Sentence, offset: int) -> set[str]:
    """The ministries that the paragraph names before."""
    start = min(s.start for s in analysis.sentences if s.paragraph == here.paragraph and s.kind == here.kind)
    named = {m.entity for m in analysis.mentions.within(start, offset)}
    return {n for n in named if analysis.entities[n].type == "GovernmentBody" and _is_ministry(analysis, n)}


def _is_ministry(analysis: Analysis, entity: str) -> bool:
    return _MINISTRY.match(analysis.entities[entity].name) is not None
