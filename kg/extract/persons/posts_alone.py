"""Employers that follow from a post whose body is not named with it: 'Commissioner for X', 'Chief of Mission P',
'Ambassador P, who represents S'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.text.words import Token
from kg.records import Claim, Span

_POSTS = (
    (re.compile(r"Commissioner(?: for .*)?"), re.compile(r".*Commission")),
    (re.compile(r"(?:European|EU) Commissioner(?: for .*)?"), re.compile(r"(?:European|EU) Commission")),
    (
        re.compile(r"(?:Deputy )?Chief of Mission(?: (?:in|for|to) .*)?"),
        re.compile(r"IOM|International Organi[sz]ation for Migration"),
    ),
    (
        re.compile(r"(?:(?:Deputy|Acting) )?Head of (?:the )?Mission"),
        re.compile(r".*\bMission\b.*|EU(?:BAM|CAP|TM|MM|LEX|AM)\b.*"),
    ),
    (
        re.compile(r"(?:(?:Deputy|Assistant) )?High Commissioner for (?:Refugees|Protection|Operations)"),
        re.compile(r"UNHCR|(?:Office of the )?(?:UN|United Nations) High Commissioner for Refugees"),
    ),
    (re.compile(r"(?:Deputy |Pro-)?(?:Vice[ -]Chancellor|Rector)"), re.compile(r".*\bUniversity\b.*")),
)
"""A post, and the name of the kind of body that alone has it."""


def posts_alone(analysis: Analysis) -> None:
    """Adds the employers of persons who have a post and none yet, where the text names one body that can have it."""
    employed = {c.subject for c in analysis.claims if c.relation == "worksFor"}
    for claim in [c for c in analysis.claims if c.relation == "position" and c.subject not in employed]:
        for name in (name for post, name in _POSTS if post.fullmatch(claim.object)):
            named = [e.id for e in analysis.entities if e.type in _KINDS and name.fullmatch(e.name)]
            _of_one(analysis, claim, named)


_KINDS = ("InternationalOrganization", "CivilSociety", "Office")


def _of_one(analysis: Analysis, claim: Claim, named: list[str]) -> None:
    if len(named) == 1:
        evidence = (*claim.evidence, *(Span(m.start, m.end) for m in analysis.mentions_of(named[0])[:1]))
        analysis.claim(
            "worksFor", claim.subject, named[0], "post-of-kind", *evidence, status="implied", confidence=0.75
        )


_ADDRESSED = re.compile(r"\b(?P<post>Ambassador|Judge|Magistrate) $")


def addressed(analysis: Analysis) -> None:
    """'Ambassador P', 'Judge P': the form of address is the post of one of whom no other is told."""
    held = {c.subject for c in analysis.claims if c.relation == "position"}
    for mention in [m for m in analysis.mentions if m.type == "Person" and m.entity not in held]:
        here = analysis.sentence_at(mention.start)
        called = _ADDRESSED.search(analysis.text[max(0, mention.start - 14) : mention.start])
        if called and here and here.kind == "body" and mention.entity not in held:
            held.add(mention.entity)
            start = mention.start - len(called[0])
            analysis.claim(
                "position", mention.entity, called["post"], "addressed", Span(start, mention.end), confidence=0.85
            )


def envoys(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group]) -> None:
    """'Ambassador P, who represents S': there the form of address is the post."""
    for group in found:
        called = [t for t in tokens[group.first : group.index] if t.lower == "ambassador"]
        own = [c for c in analysis.claims if c.subject == group.entity]
        states = {c.object for c in own if c.relation == "represents" and analysis.entities[c.object].type == "State"}
        if called and len(states) == 1 and not any(c.relation in ("position", "worksFor") for c in own):
            span = Span(called[0].start, group.person.end)
            analysis.claim("position", group.entity, called[0].text, "ambassador", span, confidence=0.88)
            analysis.claim("worksFor", group.entity, states.pop(), "ambassador", span, confidence=0.88)
