"""Members told by a list whose body stands elsewhere: 'A, B and C are its first members', 'the committee – A, B and C –
met', 'the members, among them A and B', 'the states in the framework: A, B'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.bodies.bodies_meant import is_aside
from kg.extract.relations.membership import UNIONS
from kg.extract.text.lists import listing
from kg.extract.text.masking import Item, Masked
from kg.extract.text.sentences import Sentence
from kg.records import Mention

_TELLING = re.compile(
    r"\b(?:members?|founders|sits?|sat|states parties|core (?:countries|states))\b"
    r"|[\w⟧] (?:–|\() ?(?:the )?⟦|(?:, namely |: )(?:the )?⟦",
    re.I,
)
"""What a sentence needs that may tell members, which is cheap to look for."""
_NOUN = (
    r"(?P<noun>committee|commission|group|forum|network|board|council|task force|body|bloc|framework|process|dialogue|"
    r"initiative|platform|mechanism|organi[sz]ation|community|alliance|partnership|panel|grouping)"
)
_BODY = r"[⟦⟨][PIG](?P<body>\d+)[⟧⟩](?:['’]s?)?"
_ONE = rf"(?:(?:the |this )?{_BODY}|(?:the|this) (?:[\w-]+ )?{_NOUN})"
_LED_BY = r"(?:,? namely,?|,? i\.e\.,?|:| ?–| ?\() ?(?:the )?"
_STATES = (
    r"(?:members|(?:member |participating )?(?:states|countries|governments|economies)|participants|parties|core group|"
    r"friends)"
)
_HEADS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:on|in) (?:it|{_ONE})(?: (?:now|also|today|there|will))? (?:sits?|sat|are represented) (?:the )?",
        rf"(?:\bthe {_NOUN}|[⟦⟨][PG](?P<body>\d+)[⟧⟩])(?: ?–| \() ?(?:the )?(?=[^–)]+(?:⟧ ?–|⟧\)))",
        r"\b(?:the|its) (?:(?!of\b)[\w-]+ ){0,2}members(?: ?–| ?\(|,) ?(?:among them|among whom are|including|namely)"
        r"(?: are)?,? (?:the )?",
        rf"\b{_STATES} (?:of|in) {_ONE}{_LED_BY}",
        rf"\ball (?:(?:of )?the )?(?:[\w-]+ )?{_BODY} {_STATES}(?:[^⟦⟧.;:]|⟦[ELTP]\d+⟧){{0,60}}: (?:the )?",
        r"\b(?:by|from|through|to|with|between|among) its (?:[\w-]+ )?members,? (?:the )?(?=⟦)",
        r"\bmembers (?:(?:are|were|come|came|will be) )?(?:drawn |chosen |taken |appointed |recruited )from (?:the )?",
    )
)
_TAIL = re.compile(
    r"(?:,? (?:which|who))? (?:are|were|bec[ao]me|have been|had been|will be|remain)(?: (?:all|both|now|also|\w+ly))*"
    r"(?: (?:named|appointed|designated|made|elected|chosen|confirmed|accepted|nominated)(?: as)?)?"
    r"(?: (?!no\b|not\b|of\b)[\w-]+){0,3}? "
    r"(?:members|founders|states parties|(?:core|founding|participating|signatory) (?:states|countries))"
    rf"(?: of (?:{_ONE}|(?:the )?(?P<short>(?-i:[A-Z]{{2,8}}))))?(?=[.,;:]| and\b|$)",
    re.I,
)
_ALL = re.compile(
    r"(?<!\w), (?:(?:all|both|each)(?: of them)?(?: its| full| founding)?(?: [⟦⟨][PI](?P<body>\d+)[⟧⟩](?:['’]s?)?)? "
    r"(?:members?|participating)(?: states| countries)?"
    rf"|the (?:\d+|[a-z]+) (?:members|(?:member|participating) (?:states|countries)) of the {_NOUN})(?=[,.;]|$)",
    re.I,
)
_LATER = re.compile(
    r" (?:came in|came|joined|followed|were added|acceded|entered)(?: it)?(?: later| afterwards| since| in ⟦T\d+⟧)?"
    r"(?=[.;])"
)
_COMMITTEE = re.compile(r"\b(?:Committee|Commission|Council|Board|Task Force|Group|Panel|Team)\b")
_ITS_MEMBERS = "dependency:member-told"
_TAILED = re.compile(
    r"ember|founders|participating|(?:states|States) (?:parties|Parties)|(?:core|signatory) (?:stat|countr)"
)
_MANY = 2
_NEAR = 60
"""Characters behind a list within which words tell that all of it are members."""
_BACK = 4
"""Sentences before in which a body may be told whose members are named."""


@lru_cache(maxsize=1)
def _actors() -> re.Pattern[str]:
    return re.compile(listing("SGIOPCV"), re.I)


def members_named(analysis: Analysis, masks: Callable[[int], Masked], read: Iterable[Sentence]) -> None:
    """Adds `member` claims, rule `member-named`, for the sentences of the body. `read`: the sentences that are read."""
    for sentence in read:
        masked = masks(sentence.index)
        if sentence.kind != "body" or masked.text.count("⟦") < _MANY or not _TELLING.search(masked.text):
            continue
        for match, start, end in (*_headed(masked), *_tailed(masked)):
            members = [i for i in masked.items_in(start, end, acting=True) if i.type not in ("Person", "Place")]
            whose = _whose(analysis, masked, sentence, match, start)
            if whose is not None and (len(members) >= _MANY or _LATER.match(masked.text, end)):
                _record(analysis, masked, whose, members)


def _headed(masked: Masked) -> Iterator[tuple[re.Match[str], int, int]]:
    """The lists behind words that tell that they are of members."""
    for head in _HEADS:
        for match in head.finditer(masked.text):
            if listed := _actors().match(masked.text, match.end()):
                yield match, *listed.span()


def _tailed(masked: Masked) -> Iterator[tuple[re.Match[str], int, int]]:
    """The lists before words that tell that they are of members, and of those who joined later."""
    if not _TAILED.search(masked.text):
        return
    told: re.Match[str] | None = None
    for listed in _actors().finditer(masked.text):
        tail = _TAIL.match(masked.text, listed.end()) or _ALL.search(masked.text, listed.start(), listed.end() + _NEAR)
        later = told if told and _LATER.match(masked.text, listed.end()) else None
        told = tail or told
        if found := tail or later:
            yield found, *listed.span()


def _whose(analysis: Analysis, masked: Masked, sentence: Sentence, match: re.Match[str], start: int) -> str | None:
    """The body that the words name, by its name, its noun or initials, or that was told of last."""
    said = match.groupdict()
    if number := said.get("body"):
        item = masked.items[int(number)]
        return item.entity if item.type != "GovernmentBody" or _is_group(analysis, item.entity) else None
    first = 0 if said.get("short") else analysis.sentences[max(0, sentence.index - _BACK)].start
    before = _told_before(analysis, first, masked.original(min(match.start(), start)))
    if short := said.get("short"):
        return next((m.entity for m in reversed(before) if _initials(analysis, m.entity) == short), None)
    noun = (said.get("noun") or "body").casefold()
    if noun == "bloc":
        before = [m for m in before if m.type == "InternationalOrganization"]
    elif noun != "body":
        named = [m for m in before if noun in analysis.entities[m.entity].name.casefold()]
        before = named or ([] if len({m.entity for m in before}) > 1 else before)
    groups = [m for m in before if m.type != "InternationalOrganization"]
    told = [m for m in groups if not is_aside(analysis, m)] or groups
    unions = {m.entity for m in before}
    return told[-1].entity if told else unions.pop() if len(unions) == 1 else None


def _told_before(analysis: Analysis, first: int, until: int) -> list[Mention]:
    """The bodies with members that the text from one offset to another names."""
    named = analysis.mentions.within(first, until)
    return [m for m in named if m.type in UNIONS or (m.type == "GovernmentBody" and _is_group(analysis, m.entity))]


def _is_group(analysis: Analysis, body: str) -> bool:
    return _COMMITTEE.search(analysis.entities[body].name) is not None


def _initials(analysis: Analysis, body: str) -> str:
    return "".join(word[0] for word in analysis.entities[body].name.split() if word[0].isupper())


def _record(analysis: Analysis, masked: Masked, body: str, members: Sequence[Item]) -> None:
    """The members of a body, and of no other that 'its' in the sentence was taken for; a committee of which bodies are
    members is no body of one state."""
    known, here = {item.entity for item in members}, masked.span(0, len(masked.text))
    analysis.claims = [
        c for c in analysis.claims
        if c.rule != _ITS_MEMBERS or c.subject == body or c.object not in known
        or not here.start <= c.evidence[0].start < here.end
    ]  # fmt: skip
    if analysis.entities[body].type == "GovernmentBody":
        analysis.retype(body, "Process")
    for item in members:
        if item.entity != body:
            span = masked.span(*masked.position(item))
            analysis.claim("member", body, item.entity, "member-named", span, confidence=0.85)
