"""One document under two names: the headline says 'labour pact' or 'border strategy', the text 'Memorandum of
Understanding on the Recruitment of Workers' or 'Integrated Border Management Strategy for 2022–2027'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis, normalise
from kg.records import Entity, Mention

_AGREEMENT = (
    r"agreement|pact|accord|deal|treaty|arrangement|protocol|"
    r"memorand(?:um|a) of (?:understanding|cooperation|agreement)"
)
_KIND = re.compile(rf"\b({_AGREEMENT}|mou)s?\b", re.I)
_HEAD = re.compile(
    rf"\b({_AGREEMENT}|declaration|strategy|policy|action plan|plan|roadmap|statement|guidelines|handbook|manual|"
    r"report|study|law|framework|charter|agenda)s?\b",
    re.I,
)
_SIGNS = re.compile(
    r"\b(?:sign(?:s|ed|ing|ature|atures)?|ink(?:s|ed)|seal(?:s|ed)?|conclud(?:e|es|ed)|reach(?:ed)?|"
    r"put(?:ting)? (?:his|her|its|their) names?|initial(?:s|led|ed)|renew(?:s|ed)?)\b",
    re.I,
)
_CITED = re.compile(
    r"\b(?:under|in line with|in accordance with|in keeping with|pursuant to|within|following|follows|replaces|updates|"
    r"builds on|based on|on the basis of|by)\s+(?:(?:the|an?|its|their)\s+)?(?:[\w-]+\s+){0,2}$",
    re.I,
)
"""Before a document that another one rests on: not the one of which the news is."""
_OPENING = 2
"""Sentences of the body in which news is told in short, after the headline."""
_WORDS = 3
"""Words of a short name at most."""
_NEAR = 450
"""Characters back in which a document must be the only one of its kind where several are named."""
_DEFINITE = re.compile(r"\b(?:the|this|that)\s+$", re.I)
_STEM = 5
"""Letters by which words of two names are compared: 'migration', 'migratory'."""


def merge_agreements(analysis: Analysis) -> None:
    """What headline or lead call in short 'a labour pact' is the one agreement that the text goes on to name as signed:
    'the Memorandum of Understanding on the Recruitment of Workers'; what the headline alone names is the one document
    of its kind that the lead goes on to name."""
    kinds = [e for e in analysis.entities if e.type == "Document" and not e.reference and _KIND.search(e.name)]
    short = [e for e in kinds if _is_short(e.name) and _signed_first(analysis, e.id)]
    named = [e for e in kinds if not _is_short(e.name)]
    if len(short) == len(named) == 1 and _signed(analysis, named[0].id):
        analysis.merge(named[0].id, short[0].id)
    for bare in list(_bare(analysis)):
        if (meant := _named_before(analysis, bare)) is not None:
            analysis.merge(meant, bare.id)
    for headline in list(_in_headline(analysis)):
        found = [e for e in _in_lead(analysis) if _is_same(analysis, headline, e)]
        if len(found) == 1:
            analysis.merge(found[0].id, headline.id)


def _is_short(name: str) -> bool:
    """Whether the kind ends the name, in lower case, and few words stand before it."""
    found = _KIND.search(name)
    return name.islower() and found is not None and found.end() == len(name) and len(name.split()) <= _WORDS


def _signed_first(analysis: Analysis, document: str) -> bool:
    """Whether headline or lead name it as signed, and no other sentence does."""
    body = [s.index for s in analysis.sentences if s.kind == "body"][:_OPENING]
    sentences = [analysis.sentence_at(m.start) for m in analysis.mentions_of(document)]
    early = all(s is not None and (s.kind == "title" or s.index in body) for s in sentences)
    return early and _signed(analysis, document)


def _signed(analysis: Analysis, document: str) -> bool:
    """Whether a sentence names the document as signed, and not as what another one rests on."""
    return any(_in_signing(analysis, mention) for mention in analysis.mentions_of(document))


def _in_signing(analysis: Analysis, mention: Mention) -> bool:
    sentence = analysis.sentence_at(mention.start)
    if sentence is None or _CITED.search(analysis.text[sentence.start : mention.start]):
        return False
    return _SIGNS.search(analysis.text, sentence.start, sentence.end) is not None


def _documents(analysis: Analysis) -> list[Entity]:
    return [e for e in analysis.entities if e.type == "Document" and not e.reference]


def _bare(analysis: Analysis) -> Iterator[Entity]:
    """The documents that are never called more than 'the agreement', 'this protocol'."""
    for entity in _documents(analysis):
        mentions = analysis.mentions_of(entity.id)
        bare = _HEAD.fullmatch(entity.name) and entity.name.islower() and not entity.aliases
        if bare and all(_DEFINITE.search(analysis.text[max(0, m.start - 8) : m.start]) for m in mentions):
            yield entity


def _named_before(analysis: Analysis, bare: Entity) -> str | None:
    """The document of the kind that the text names last before, where near or alone: 'the Cooperation Agreement … Togo
    ratified the agreement'."""
    first = analysis.mentions_of(bare.id)[0].start
    head = normalise(bare.name)
    kin = {e.id for e in analysis.entities if e.type == "Document" and e.id != bare.id and _headed(e.name) == head}
    before = [m for m in analysis.mentions if m.entity in kin and m.end <= first]
    for reach in (_NEAR, len(analysis.text)):
        found = {m.entity for m in before if m.end > first - reach}
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _headed(name: str) -> str:
    """The kind of document that a name tells: the last one, or the one before what it is about."""
    found = list(_HEAD.finditer(re.split(r"\s(?:on|for|of|against|between|to|in|concerning)\s", name)[0]))
    return normalise(found[-1].group()) if found else ""


def _in_headline(analysis: Analysis) -> Iterator[Entity]:
    """The documents that headlines alone name, described in lower case."""
    for entity in _documents(analysis):
        found = _HEAD.search(entity.name)
        mentions = list(analysis.mentions_of(entity.id))
        sentences = [analysis.sentence_at(m.start) for m in mentions]
        if found and found.group().islower() and mentions and all(s and s.kind == "title" for s in sentences):
            yield entity


def _in_lead(analysis: Analysis) -> Iterator[Entity]:
    """The documents of which the first sentences of the body tell news."""
    body = [s for s in analysis.sentences if s.kind == "body"][:_OPENING]
    for entity in _documents(analysis):
        mentions = [m for s in body for m in analysis.mentions.within(s.start, s.end) if m.entity == entity.id]
        cited = [_CITED.search(analysis.text[max(0, m.start - 60) : m.start]) for m in mentions]
        if mentions and not all(cited):
            yield entity


_TELLING = 2
"""Words that tell enough which document a headline means: 'AU |free movement| protocol'."""


def _is_same(analysis: Analysis, headline: Entity, other: Entity) -> bool:
    """Whether the headline may mean the other document in short: both are signed agreements, or of one kind, and then
    with no word that the other's name does not have."""
    one, two = _HEAD.search(headline.name), _HEAD.search(other.name)
    if one is None or two is None or headline.id == other.id:
        return False
    same = normalise(one.group()).rstrip("s") == normalise(two.group()).rstrip("s")
    stems = _stems(headline.name.replace(one.group(), ""))
    shorter = same and stems <= _stems(other.name)
    if shorter and len(stems) >= _TELLING:
        return True
    if _KIND.fullmatch(one.group()) and _KIND.fullmatch(two.group()) and _signed(analysis, headline.id):
        return _signed(analysis, other.id) and len(_signed_others(analysis, headline)) == 1
    return shorter


def _signed_others(analysis: Analysis, headline: Entity) -> list[Entity]:
    """The other agreements that the text names as signed at the time, and not at an earlier one."""
    others = (e for e in _documents(analysis) if e.id != headline.id and _KIND.search(e.name))
    return [e for e in others if _signed(analysis, e.id)]


def _stems(name: str) -> set[str]:
    """The words of a name in lower case, cut: without small words and without names in capitals."""
    return {w[:_STEM].casefold() for w in re.findall(r"[\w-]{4,}", name) if w[0].islower() or w.istitle()}
