"""What is not adopted though a verb for adopting stands beside it: a document on which another one is ('the
Declaration, a text on |the Compact| which the conference approved'), and one that is only hoped for."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.analysis import Analysis
from kg.records import Claim, Mention

_APPOSED = re.compile(
    r"(?:\s\([^()]{1,30}\))?,?\s(?:[–—]\s)?(?:an?|the|its)\s(?:[\w-]+\s){0,2}?"
    r"(?:text|paper|document|declaration|statement|agreement|plan|protocol|resolution|report|roadmap|guide|study)\s"
    r"(?:on|about|for|under|to\simplement|in\ssupport\sof)\s(?:the\s)?"
)
"""Between a document and the one that it is about: 'the Accra Declaration|, a text on the |Compact'."""
_HOPED = re.compile(
    r"\b(?:hop(?:es?|ed|ing)|wish(?:es|ed)?|want(?:s|ed)|urg(?:es|ed|ing)|appeal(?:s|ed|ing)?|"
    r"call(?:s|ed|ing)? (?:up)?on|ask(?:s|ed|ing)?|plead(?:s|ed)?|invit(?:es|ed)|encourag(?:es|ed|ing)|"
    r"should|ought to|recommend(?:s|ed|ing)?|"
    r"propos(?:es|ed|ing)|in favou?r of|need(?:s|ed)? to)\b[^.;:]{0,90}$",
    re.I,
)
_NEARLY = re.compile(r"\b(?:largely|almost|nearly|partly|mostly|not yet|virtually|all but)\s$", re.I)
"""Before the verb for what is not adopted in full."""
_VERB = re.compile(r"\b(?:adopt|approv|endors|pass|validat|enact|promulgat|launch|agree|issu|publish|releas)\w*")


def adopted_texts(analysis: Analysis) -> None:
    """Moves claims `adopted` to the document that is meant, and leaves out those of what is only hoped for and of what
    states and bodies have yet to adopt: 'A, B and C |are to validate| a roadmap tomorrow'."""
    told = (c if c.relation != "adopted" else _of_apposed(analysis, c) for c in analysis.claims)
    analysis.claims = [c for c in told if c.relation != "adopted" or not (_hoped(analysis, c) or _to_come(analysis, c))]


def _to_come(analysis: Analysis, claim: Claim) -> bool:
    """Whether somebody, and no event, is still to adopt the document."""
    return claim.status == "planned" and analysis.entities[claim.subject].type != "Event"


def _of_apposed(analysis: Analysis, claim: Claim) -> Claim:
    """The claim, told of the document to which a noun before its own is apposed."""
    span = claim.evidence[0]
    sentence = analysis.sentence_at(span.start)
    if sentence is None:
        return claim
    named = [m for m in analysis.mentions.within(sentence.start, sentence.end) if m.type == "Document"]
    mine = next((m for m in named if m.entity == claim.object), None)
    fuller = [m for m in named if mine and m.end < mine.start and _is_about(analysis, m, mine)]
    return replace(claim, object=fuller[-1].entity) if fuller else claim


def _is_about(analysis: Analysis, document: Mention, other: Mention) -> bool:
    return _APPOSED.fullmatch(analysis.text, document.end, other.start) is not None


def _hoped(analysis: Analysis, claim: Claim) -> bool:
    """Whether the verb of a claim stands behind one of hoping or asking, in one clause, or behind 'largely'."""
    span = claim.evidence[0]
    sentence = analysis.sentence_at(span.start)
    verb = _VERB.search(analysis.text, span.start, span.end)
    if sentence is None or verb is None:
        return False
    before = analysis.text[sentence.start : verb.start()]
    hoped = not verb.group().endswith("ed") and _HOPED.search(before) is not None
    return hoped or _NEARLY.search(before) is not None
