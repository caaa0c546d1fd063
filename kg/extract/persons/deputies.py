"""Who is named beside another as of the same body: 'P of B and his deputy, Q', 'her colleague Q', 'P, with his Deputy
Director for X, Q', 'P and Q, both of B'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.persons.speakers import person_before
from kg.extract.persons.title_bodies import body_at
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import BODIES, Token
from kg.records import Span

_OWNERS = frozenset({"his", "her"})
_SAME_POST = frozenset({"predecessor", "successor"})
_SAME_BODY = frozenset({"deputy", "colleague", *_SAME_POST})


def deputies(analysis: Analysis, sentence: Sentence, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """Adds the employer, and the post, of persons who are told to be somebody's deputy, colleague or successor."""
    if not any(token.lower in _OWNERS for token in tokens):
        return
    for group in found:
        owner, noun = _owner(tokens, group)
        holder = person_before(analysis, sentence.start, tokens[owner].start) if owner is not None else None
        if owner is None or holder is None or holder == group.entity:
            continue
        span = Span(tokens[owner].start, group.person.end)
        _claim_post(analysis, group, noun, holder, span)
        jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == holder}
        if group.titles and {analysis.entities[job].type for job in jobs} == {"State"}:
            continue  # 'the Minister of S and his secretary, Q': of the ministry
        if len(jobs) == 1 and not any(c.relation == "worksFor" and c.subject == group.entity for c in analysis.claims):
            analysis.claim("worksFor", group.entity, jobs.pop(), "beside-head", span, status="implied", confidence=0.8)


def _owner(tokens: Sequence[Token], group: Group) -> tuple[int | None, str]:
    """The index of 'his' before the person, and the noun that tells who it is; an empty one where a post does."""
    if any(title.owner or title.bodies for title in group.titles) or group.bodies:
        return None, ""
    if group.titles and tokens[group.first].lower in _OWNERS:
        return group.first, ""
    noun = group.first - 1 - (group.first > 0 and tokens[group.first - 1].text == ",")
    if group.titles or noun < 1 or tokens[noun].lower not in _SAME_BODY or tokens[noun - 1].lower not in _OWNERS:
        return None, ""
    return noun - 1, tokens[noun].lower


def _claim_post(analysis: Analysis, group: Group, noun: str, holder: str, span: Span) -> None:
    """The post of a deputy, and of who held that of another before or after."""
    held = [c.object for c in analysis.claims if c.relation == "position" and c.subject == holder]
    if noun in _SAME_POST and len(held) == 1:
        analysis.claim("position", group.entity, held[0], "beside-head", span, status="implied", confidence=0.8)
    if noun == "deputy":
        analysis.claim("position", group.entity, noun, "beside-head", span, confidence=0.85)


def all_of_body(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """'P, T1, and Q, T2, all of B': B for each of the persons listed without a body of their own."""
    for index, token in enumerate(tokens[:-2]):
        if token.lower not in ("all", "both") or tokens[index + 1].lower not in ("of", "from", "with", "at"):
            continue
        body, _ = body_at(tokens, index + 2 + (tokens[index + 2].lower == "the"))
        named = body.mention if body else None
        if named and named.mention and named.type in BODIES and tokens[index - 1].text in (",", "("):
            for group in _listed_before(tokens, found, index):
                span = Span(group.person.start, named.end)
                analysis.claim("worksFor", group.entity, named.mention.entity, "all-of-body", span, confidence=0.88)


def _listed_before(tokens: Sequence[Token], found: Sequence[Group], index: int) -> list[Group]:
    """The persons without a body of their own that are listed before a token, nothing but joints between them."""
    chosen: list[Group] = []
    end = index
    for group in reversed([g for g in found if g.after <= index]):
        joined = all(token.lower in _JOINTS for token in tokens[group.after : end])
        if not joined or group.bodies or any(title.owner or title.bodies for title in group.titles):
            break
        chosen.append(group)
        end = group.first
    return chosen


_JOINTS = frozenset({",", "and", "&", "("})
