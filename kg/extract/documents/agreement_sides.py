"""Who signed an agreement that a sentence names only as what somebody's work rests on: 'A and B train nurses under |a
memorandum|', 'Their cooperation rests on |an agreement| signed in 2013', '|the memorandum| it signed with B', 'A runs
it on the strength of |a memorandum| with B'."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.analysis import Analysis
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import ACTORS
from kg.records import Mention, Span

_KIND = re.compile(
    r"\b(?:agreement|memorandum|arrangement|protocol|treaty|pact|deal|accord|mou|procedures|contract)s?\b",
    re.I,
)
_SIGNED = r"(?:signed|concluded|reached|sealed|inked|struck|initialled|entered into|negotiated and signed)"
_CLAUSE = re.compile(
    r"(?:\s\([^()]{1,30}\))?(?:\s(?:on|for|of)\s[^.;,]{3,70}?)?,?\s(?:(?:that|which)\s)?"
    r"(?P<who>it|they|both|the two(?:\s[a-z]+)?|(?:the|its|their)\s(?P<noun>[a-z]+))\s(?:had\s|have\s|has\s|both\s)?"
    rf"{_SIGNED}\b(?P<with>[^.;]{{0,60}}?\swith\s(?:the\s)?)?"
)
"""Behind an agreement, a clause on who signed it that has no name for them."""
_NAMED = re.compile(rf"\s(?:had\s|have\s|has\s)?{_SIGNED}\b[^.;]{{0,60}}?\swith\s(?:the\s)?")
"""Behind the name of who signed: with whom."""
_CLAUSE_OPENS = re.compile(r"(?:\s\([^()]{1,30}\))?,?\s(?:(?:that|which)\s)?(?:the\s)?")
_AND_ANOTHER = re.compile(
    r"(?:\s\([^()]{1,30}\))?(?:\s(?:on|for)\s[^.;,]{3,60}?)?,?\s(?:and|as well as)\s(?:also\s)?(?:to\s|on\s)?"
    r"(?:(?:an?|the|its|their|one|another)\s)?(?:(?:second|further|separate|related|draft|new)\s)?"
)
"""Between two agreements that are signed by the same."""
_UNDER = re.compile(
    r"\b(?:(?:under|through|by virtue of|within the framework of|in the framework of|on the (?:basis|strength|footing)"
    r" of|based on|thanks to|bound (?:together )?by|linked by|tied by) (?:an?|their)|"
    r"since (?:an?|the|their))"
    r"(?: (?!draft|planned|proposed|future|possible)[\w-]+){0,3}? \Z",
    re.I,
)
_DONE = re.compile(
    rf"(?:\s\([^()]{{1,30}}\))?(?:\s(?:on|for)\s[^.;,]{{3,60}}?)?,?\s(?:(?:was|had been|which was)\s)?(?:{_SIGNED}|"
    r"dating|since|of|from)\b|[.,;]|\s(?:with|between|and)\b"
)
"""What stands behind an agreement that is in force: when it was signed, with whom, or nothing more."""
_RELATION = re.compile(
    r"(?:Their|The two \w+['’]|Both \w+['’])\s(?:[\w-]+\s){0,2}?(?:cooperation|co-operation|partnership|collaboration|"
    r"relationship|relations|ties|work|alliance)\b[^.;]{0,40}?\b(?:rests?|rested|based|founded|grounded|bound|governed|"
    r"go(?:es)? back|dates? back|began|started|built|builds?|formali[sz]ed|anchored)\b[^.;]{0,40}\Z"
    r"|(?:The two|Both|The three|The pair|They)\b(?:\s[a-z]+)?\s(?:have|had|are|were)\s(?:[a-z]+\s){0,3}?"
    r"(?:bound|linked|tied|worked|cooperated|partners)\b[^.;]{0,60}\Z"
)
"""What tells, before an agreement, that the two of the sentence before have it."""
_JOINT = re.compile(r"(?:\s\([^()]{1,30}\))?(?:,|,?\sand|\sas well as)\s(?:the\s)?")
_WITH = re.compile(r"(?:\s(?:on|for)\s[^.;,]{3,60}?)?\s(?:with|between)\s(?:the\s)?\Z")
_FRONTED = re.compile(r"(?:Under|Through|Within|By virtue of|Based on)\b[^.;,]*\Z")
_NEXT = re.compile(r"(?:\s\([^()]{1,30}\))?,\s(?:the\s)?\Z")
_SUBJECT = re.compile(r"(?:\A|\bthat )(?:(?:[Tt]he|[Bb]oth) ){0,2}\Z")
_FEW = 2
_CALLED = re.compile(
    r"([A-Z][\w ]*?)\s?[-–]\s?([A-Z][\w ]*?)\s(?=[A-Z][\w ]*(?:Agreement|Partnership|Treaty|Protocol|Accord)\b)"
)
_IS_SIGNED = re.compile(
    rf"(?:\s\([^()]{{1,30}}\))?(?:\s\S+){{0,2}}?,?\s(?:(?:which|that)\s)?(?:(?:was|were|has been|is)\s)?"
    rf"(?:{_SIGNED}\b|(?:has |had )?(?:entered into|been in|in) force)"
)
"""Behind an agreement: that it is signed or in force."""


def agreement_sides(analysis: Analysis) -> None:
    """Adds `signed` for the sides of agreements of which nothing, or one side only, is told to have signed."""
    signed: dict[str, set[str]] = {}
    read = 0
    for mention in [m for m in analysis.mentions if m.type == "Document"]:
        _named_by_sides(analysis, mention)
        for claim in analysis.claims[read:]:
            if claim.relation == "signed":
                signed.setdefault(claim.object, set()).add(claim.subject)
        read = len(analysis.claims)
        signers = frozenset(signed.get(mention.entity, ()))
        sentence = analysis.sentence_at(mention.start)
        if len(signers) >= _FEW or sentence is None or sentence.kind != "body":
            continue
        if not _KIND.search(analysis.surface(mention)):
            continue
        for side in dict.fromkeys(_sides(analysis, sentence, mention)):
            if side not in signers:
                span = Span(sentence.start, sentence.end)
                analysis.claim(
                    "signed", side, mention.entity, "agreement-sides", span, status="implied", confidence=0.8
                )


def _named_by_sides(analysis: Analysis, agreement: Mention) -> None:
    """'The |EU-Armenia Mobility Partnership|, signed in 2011': those by whom an agreement is called sign it, where the
    text names them elsewhere too."""
    called = _CALLED.match(analysis.surface(agreement))
    sentence = analysis.sentence_at(agreement.start)
    if called is None or sentence is None or not _IS_SIGNED.match(analysis.text, agreement.end, sentence.end):
        return
    known = {analysis.surface(m): m.entity for m in analysis.mentions if m.type in ACTORS}
    sides = [known[side] for side in called.groups() if side in known]
    for side in sides if len(set(sides)) == _FEW else ():
        span = Span(agreement.start, agreement.end)
        analysis.claim("signed", side, agreement.entity, "agreement-named", span, status="implied", confidence=0.8)


def _sides(analysis: Analysis, sentence: Sentence, agreement: Mention) -> list[str]:
    """Those who signed, as far as the sentence, or the one before, tells: none or all of them."""
    text = analysis.text
    actors = [m for m in analysis.mentions.within(sentence.start, sentence.end) if m.type in ACTORS]
    before = [m for m in actors if m.end <= agreement.start]
    behind = [m for m in actors if m.start >= agreement.end]
    if clause := _CLAUSE.match(text, agreement.end, sentence.end):
        return _of_clause(analysis, sentence, before, actors, clause)
    if named := _of_named(analysis, agreement, behind) or _with_another(analysis, sentence, agreement):
        return named
    ahead = text[sentence.start : agreement.start]
    if _RELATION.match(ahead):
        return _pair_before(analysis, sentence)
    if not _UNDER.search(ahead) or not _DONE.match(text, agreement.end, sentence.end):
        return []
    other = next((m for m in behind[:1] if _WITH.fullmatch(text, agreement.end, m.start)), None)
    if other is None:
        return _listed(analysis, sentence, before) if len(before) >= _FEW else []
    if " between " in text[agreement.end : other.start]:
        run = next(run for run in _runs(analysis, behind) if run[0] is other)
        return [m.entity for m in run] if len(run) >= _FEW else []
    return _with_other(analysis, sentence, agreement, before, behind, other)


def _of_named(analysis: Analysis, agreement: Mention, behind: list[Mention]) -> list[str]:
    """'|an agreement| A concluded with B': A and B."""
    if len(behind) < _FEW or not _CLAUSE_OPENS.fullmatch(analysis.text, agreement.end, behind[0].start):
        return []
    signed = _NAMED.fullmatch(analysis.text, behind[0].end, behind[1].start)
    return [m.entity for m in behind[:_FEW]] if signed else []


def _with_another(analysis: Analysis, sentence: Sentence, agreement: Mention) -> list[str]:
    """Those who, as the sentence tells, signed the agreement named right before this one: 'signed A and |B|'."""
    named = [m for m in analysis.mentions.within(sentence.start, agreement.start) if m.type == "Document"]
    if not named or not _AND_ANOTHER.fullmatch(analysis.text, named[-1].end, agreement.start):
        return []
    told = [c for c in analysis.claims if c.relation == "signed" and c.object == named[-1].entity]
    return [c.subject for c in told if any(sentence.start <= e.start < named[-1].start for e in c.evidence)]


def _with_other(
    analysis: Analysis,
    sentence: Sentence,
    agreement: Mention,
    before: list[Mention],
    behind: list[Mention],
    other: Mention,
) -> list[str]:
    """'A runs it under |a memorandum| with B', 'Under |a memorandum| with B, A trains nurses': A and B."""
    text = analysis.text
    fronted = _FRONTED.match(text[sentence.start : agreement.start]) is not None
    subjects = (
        [m for m in behind[1:2] if fronted and _NEXT.fullmatch(text, other.end, m.start)] if fronted else before[:1]
    )
    opens = subjects and (fronted or text[sentence.start : subjects[0].start].strip() in ("", "The"))
    return [subjects[0].entity, other.entity] if opens else []


def _of_clause(
    analysis: Analysis, sentence: Sentence, before: list[Mention], actors: list[Mention], clause: re.Match[str]
) -> list[str]:
    """Those whom 'it', 'they', 'the two' or 'the ministry' mean, and with whom they signed."""
    others = [m for m in actors if clause["with"] and m.start == clause.end()][:1]
    who = clause["who"]
    if who == "it":
        subjects = [before[-1].entity] if before and others else []
    elif clause["noun"] and not who.startswith("the two"):
        subjects = _called(analysis, clause["noun"], clause.start())
    else:
        subjects = _listed(analysis, sentence, before) or _pair_before(analysis, sentence)
    both = [*subjects, *(m.entity for m in others)]
    return both if len(set(both)) >= _FEW else []


def _called(analysis: Analysis, noun: str, at: int) -> list[str]:
    """The only body before an offset whose name has this noun, 'the |ministry|'; two states as 'neighbours'."""
    named = [m for m in analysis.mentions if m.type in ACTORS and m.end <= at]
    found = [m for m in named if noun in analysis.entities[m.entity].name.casefold().split()]
    if found:
        return [found[-1].entity] if len({m.entity for m in found}) == 1 else []
    states = list(dict.fromkeys(m.entity for m in named if m.type == "State"))
    return states if noun in ("neighbours", "countries", "governments") and len(states) == _FEW else []


def _pair_before(analysis: Analysis, sentence: Sentence) -> list[str]:
    """The two bodies or states of the sentence before; where that has none, of the one before it in the paragraph."""
    for other in reversed(analysis.sentences[max(0, sentence.index - 2) : sentence.index]):
        actors = [m for m in analysis.mentions.within(other.start, other.end) if m.type in ACTORS]
        unique = list(dict.fromkeys(m.entity for m in actors))
        if unique:
            pairs = [run for run in _runs(analysis, actors) if len(run) == _FEW]
            return unique if len(unique) == _FEW else [m.entity for m in (pairs[-1] if pairs else ())]
    return []


def _listed(analysis: Analysis, sentence: Sentence, actors: list[Mention]) -> list[str]:
    """Those who are the subject of a sentence, or of its clause with 'that', two or more: 'A and B train nurses'."""
    for run in reversed(_runs(analysis, actors)):
        before = analysis.text[sentence.start : run[0].start]
        if len(run) >= _FEW and _SUBJECT.search(before):
            return [m.entity for m in run]
    return []


def _runs(analysis: Analysis, actors: Iterable[Mention]) -> list[list[Mention]]:
    """The mentions, those of one list together."""
    runs: list[list[Mention]] = []
    for mention in actors:
        if runs and _JOINT.fullmatch(analysis.text, runs[-1][-1].end, mention.start):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs
