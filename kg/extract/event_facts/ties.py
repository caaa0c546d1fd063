"""To which event of a sentence a date or a place belongs."""

from __future__ import annotations

import re
from typing import Any

from kg.extract.events.words import MARGINS
from kg.extract.text.language import lemma
from kg.extract.text.masking import Item, Masked

_EVENT_VERBS = frozenset(
    "hold take open meet convene organize organise host start begin end conclude close run attend gather "
    "bring launch wrap kick be have will sign conduct place inaugurate schedule plan expect train deliver "
    "last go celebrate mark get continue due span follow precede come join participate facilitate "
    "complete adopt discuss ask co-host return chair finish arrange stage travel "
    "talk put devote dedicate call title welcome receive spend address assemble come entitle cover visit "
    "pay undertake embark tour meet carry gather commence unfold occur set fix wind wound adjourn resume round draw "
    "culminate finalize finalise reconvene foresee envisage pencil slate slat promise propose "
    "make fund finance sponsor support intend roll co present see witness append affix "
    "force postpone".split()
)
_DONE_WITH_IT = frozenset("give offer know bill announce".split())
"""Verbs whose participles tell of an event or in passing of another name: 'a course |given| in May', 'the R Process,
better |known| as R, in Asmara', 'has been |announced| for June'."""
_HELD = frozenset(
    "hold take organize organise convene host conduct carry stage deliver inaugurate open launch run arrange schedule "
    "begin start commence end conclude close kick wrap last occur continue gather bring come plan meet give teach "
    "get offer repeat mount wind wound adjourn resume culminate finish reconvene foresee envisage expect set fix slate "
    "postpone reschedule move force await pencil".split()
)
"""Verbs that tell of their subject, an event, when and where it is held."""
_SUBJECT = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})
_OF_IT = re.compile(r"\b(?:module|part|component|version|edition|materials) of (?:the )?$")
_BESIDE = re.compile(rf"{MARGINS} of (?:the |this |its )?$", re.I)
"""'P met Q |on the sidelines of| the summit in L on T': the day is that of what was done there."""
_ELSEWHEN = re.compile(
    r"\bfirst (?:convened|held|launched|organi[sz]ed|took place)|\b(?:established|founded|created)\b"
)
"""What stands between an event and a date or place that is not its own."""
_FRONTED = re.compile(
    r"(?:(?:for|over) \w+ days,? )?"
    r"(?:(?:on|in|from|between|during|at|over|late|early|earlier)? ?(?:the )?(?:⟦[TLSF]\d+⟧)?,? ?){1,3}$",
    re.I,
)
"""What may stand before a date or place that opens its sentence."""
_AWAY = re.compile(
    r"\b(?:after|following|before|ahead of|since|which|that|who|because|until|said|announced|told|recalled|where|"
    r"prior to|in preparation|during an? earlier|upcoming|next|previous|last|will|followed)\b|[;:]",
    re.I,
)
"""What shows that a sentence's opening date is not that of the event named later."""
_PARTED = re.compile(r": |\b(?:when|while|whereas|until)\b")
"""Between an event and a date that belongs to the one behind it: 'at the conference|: on 3 May they signed'."""
_HELD_THEN = re.compile(
    r"[,)] (?:(?:which|that) (?:was|is|will be) |to be |being )?"
    r"(?:held|taking place|convened|organi[sz]ed|hosted|conducted|scheduled)\b[^⟦⟧.;:,]{0,25}"
    r"(?:⟦[LF]\d+⟧(?:, ⟦[LS]\d+⟧)?,? )?(?:(?:on|from|between|in|at|for) )?(?:the )?\Z"
)
"""'A conference to discuss how to strengthen data, |held in L from| 3 to 5 May', whatever it was to do."""
_GOES_ON = re.compile(
    r",? (?:and|but|while|whereas) (?:also |then )?(?:will|is|are|was|were|has|have|had|would|shall)\b"
    r"|, (?:and|but|while|whereas) (?:the|an?|its|their|another) (?:[\w-]+ ){0,3}\Z"
)
"""Behind a date or place, what begins a clause of its own: 'sends a draft in June|, and a| signing is foreseen'."""
_NEXT_CLAUSE = re.compile(r"(?:;|,)(?: (?:and|but|while|then|and then))? (?:on|in|for|from|at) (?:the )?\Z")
_ITS_EVENT = re.compile(r",? (?:the|an?|its|their) (?:[\w-]+ ){0,4}")
_PRECEDED = re.compile(r"\b(?:preceded|followed)\b[^⟦⟧.;]{0,20}\Z")
_BY_EVENT = re.compile(r",?(?: (?:in|at) ⟦[LF]\d+⟧,?)? by (?:the |an? |its )?(?:[\w-]+ ){0,3}")
"""'The forum was |preceded| on 3 May |by a| meeting of experts': the day is that of the second."""
_MEANWHILE = re.compile(r"\b(?:before|after|while) \w+ing\b[^⟦⟧.;:,]{0,40},")
"""'On 3 May, |before flying home,| P visited the camp': an aside that takes no date from what follows."""

_TITLE = re.compile(r"[“„«\"](?=[A-ZÀ-Þ])[^“”»\"]{3,140}[”»\"]")
"""A title in quotation marks, whose verbs are not those of the sentence: 'the conference |“Facing It Together”|'."""
_HOW_TO = re.compile(
    r"\b(?:how|what|when|where|ways) (?:best )?to [^.;:,()]{3,120}?"
    r"(?= (?:kick(?:s|ed) off|opens|opened|starts|started|begins|began|ends|ended|concludes|concluded|is|was|were|will|"
    r"t(?:akes|ook) place|got|gets)\b)"
)
"""What an event is about, whose verbs tell nothing of it: 'a course |on how to identify victims| kicks off'."""
_AT_WORK = re.compile(
    r"\b(?:works?|projects?|programmes?|activit(?:y|ies)|situation|operations?|efforts?|support|presence|migrants|refugees|"
    r"people|communities|workers|women|children|nationals) (?:in|at|near) (?:the )?\Z"
)
_DURING = re.compile(r" (?:during|at) (?:the|this|their|that) ")
"""'Praised IOM's |work in| Pakistan |during the| meeting': where something else is, and not the meeting."""
_SITE = re.compile(r",?(?: (?:held|organi[sz]ed|hosted|convened))? in (?:the )?(?:city of )?⟦L(\d+)⟧")


def quiet(masked: Masked, start: int, end: int, doc: Any) -> bool:
    """Whether between two items no verb stands but those that events take."""
    if doc is None:
        return end - start < 90
    a, b = masked.original(start) - masked.start, masked.original(end) - masked.start
    between = [t for t in doc if a <= t.idx < b]
    hidden = [(i.start - masked.start, i.end - masked.start) for i in masked.items]
    hidden += [m.span() for m in (*_TITLE.finditer(doc.text), *_HOW_TO.finditer(doc.text))]
    words = [t for t in between if not any(s <= t.idx < e for s, e in hidden)]
    if any(t.text == ";" for t in words) or _ELSEWHEN.search(masked.text[start:end]):
        return False
    return all(t.pos_ != "VERB" or lemma(t) in _EVENT_VERBS or _nominal(t) or _done_with_it(t) for t in words)


def _done_with_it(token: Any) -> bool:
    """Whether a verb is a participle of those that tell of an event, or a hyphen taken for a verb ('co-hosted')."""
    if not token.text.isalpha():
        return True
    fixed = token.lower_ != "announced" or (token.i + 1 < len(token.doc) and token.nbor().lower_ == "for")
    return bool(token.tag_ == "VBN" and lemma(token) in _DONE_WITH_IT and fixed)


def _nominal(token: Any) -> bool:
    """A participle in capitals is a word of a name: 'Smuggling of Migrants'."""
    return bool(token.tag_ == "VBG" and token.text[0].isupper() and token.i > 0)


def nearest(masked: Masked, item: Item, doc: Any) -> tuple[Item, int, int] | None:
    """The event that a date or place belongs to: the nearest before it, else after it, with nothing foreign between."""
    at = masked.position(item)
    events = [(e, masked.position(e)) for e in masked.items if e.type == "Event"]
    before = [(e, p) for e, p in events if p[1] <= at[0]]
    after = [(e, p) for e, p in events if p[0] >= at[1]]
    before = [(e, p) for e, p in before if not _of_a_part(masked, p, at[0])]
    after = [(e, p) for e, p in after if not (before and _BESIDE.search(masked.text[: p[0]]))]
    if item.type == "Date" and len(before) > 1 and _BESIDE.search(masked.text[: before[-1][1][0]]):
        before = before[:-1]
    if after and _PRECEDED.search(masked.text[: at[0]]) and _BY_EVENT.fullmatch(masked.text[at[1] : after[0][1][0]]):
        return after[0][0], at[1], after[0][1][0]
    if len({e.entity for e, _ in before}) == 1 and _HELD_THEN.search(masked.text[before[-1][1][1] : at[0]]):
        return before[-1][0], before[-1][1][1], at[0]
    if after and before and _begins(masked, at, after[0][1][0]):
        return after[0][0], at[1], after[0][1][0]
    if told := _told_of(masked, before, at[0], doc):
        return told[0], told[1], at[0]
    follows = (
        bool(after)
        and quiet(masked, at[1], after[0][1][0], doc)
        and not re.search(r"[;:]", masked.text[at[1] : after[0][1][0]])
        and not _GOES_ON.match(masked.text[at[1] : after[0][1][0]])
    )
    if item.type != "Date" and _AT_WORK.search(masked.text[: at[0]]) and _DURING.match(masked.text, at[1]):
        return None
    parted = follows and bool(before) and _PARTED.search(masked.text[before[-1][1][1] : at[0]]) is not None
    if before and not parted and quiet(masked, before[-1][1][1], at[0], doc):
        return before[-1][0], before[-1][1][1], at[0]
    if follows:
        return after[0][0], at[1], after[0][1][0]
    if after and opens(masked, item) and len({e.entity for e, _ in events}) == 1:
        first = after[0][1][0]
        between = _MEANWHILE.sub(",", masked.text[at[1] : first])
        if not _AWAY.search(between) and not _ELSEWHEN.search(between):
            return after[0][0], at[1], first
    return _of_same_verb(masked, item, [*reversed(before), *after], doc)


def _begins(masked: Masked, at: tuple[int, int], event: int) -> bool:
    """Whether a date or place opens the clause of the event behind it: '…, and |on 9 July| a side event is due'."""
    led = _NEXT_CLAUSE.search(masked.text[: at[0]])
    return led is not None and _ITS_EVENT.fullmatch(masked.text[at[1] : event]) is not None


def _of_a_part(masked: Masked, event: tuple[int, int], at: int) -> bool:
    """Whether a part of an event is told of before an offset, and not the event: 'a module of E was taught on 3 May',
    but not 'it is part of E, taking place on 3 May'."""
    then = _HELD_THEN.search(masked.text[event[1] : at])
    return then is None and _OF_IT.search(masked.text[: event[0]]) is not None


_MOST_ABOVE = 4
"""Words at most from a name up to its verb."""
_THERE = frozenset({"at", "during"})


def _of_same_verb(
    masked: Masked, item: Item, events: list[tuple[Item, tuple[int, int]]], doc: Any
) -> tuple[Item, int, int] | None:
    """The event at which the verb happens that a date or place stands with, or that is its subject: '|On 3 May| she
    will report |at the session|', 'the E, for which |the F| had paved the way |on 3 May|'."""
    named = _head_token(masked, item, doc) if doc is not None else None
    verb = _verb_above(named)[0] if named is not None else None
    for event, (start, end) in events if verb is not None else ():
        token = _head_token(masked, event, doc)
        above, path = _verb_above(token) if token is not None else (None, ())
        if above is not None and verb is not None and above.i == verb.i and _takes_part_in(path):
            at = masked.position(item)
            return (event, end, at[0]) if end <= at[0] else (event, at[1], start)
    return None


def _takes_part_in(path: tuple[Any, ...]) -> bool:
    """Whether the words from an event up to a verb say that it happens at the event, or that the event is its
    subject."""
    subject = len(path) == 1 and path[0].dep_ == "nsubj"  # what is done to it is told of it on another day
    led = next((word for word in path if word.dep_ == "prep"), None)
    return subject or (led is not None and led.lower_ in _THERE)


def _head_token(masked: Masked, item: Item, doc: Any) -> Any:
    """The token of a name that the rest of it hangs on, or None."""
    first, last = item.start - masked.start, item.end - masked.start
    inside = [token for token in doc if first <= token.idx < last]
    return next((t for t in reversed(inside) if t.head not in inside or t.head is t), None)


def _verb_above(token: Any) -> tuple[Any, tuple[Any, ...]]:
    """The verb that a token hangs on, and the tokens from it up to the verb; (None, ()) where it hangs on none."""
    path = []
    while token.pos_ not in {"VERB", "AUX"}:
        path.append(token)
        if token.head is token or len(path) > _MOST_ABOVE:
            return None, ()
        token = token.head
    return token, tuple(path)


def _told_of(masked: Masked, events: list[tuple[Item, tuple[int, int]]], at: int, doc: Any) -> tuple[Item, int] | None:
    """The event that is the subject of the last verb of being held before an offset, whatever describes the event ('the
    workshop to validate the study |was held|'), and the offset behind the verb; None where another event, or a verb of
    another kind, stands between."""
    if doc is None or not events:
        return None
    base, limit = masked.start, masked.original(at)
    verbs = [t for t in doc if t.pos_ in {"VERB", "AUX"} and base + t.idx < limit and lemma(t) in _HELD]
    for verb in reversed(verbs):
        end = next((i for i in range(at) if masked.original(i) >= base + verb.idx + len(verb)), at)
        if any(span[1] > end for _, span in events) or not quiet(masked, end, at, doc):
            return None
        subjects = [base + c.idx for c in verb.children if c.dep_ in _SUBJECT]
        for event, _ in reversed(events):
            if any(event.start <= subject < event.end for subject in subjects):
                return event, end
    return None


def opens(masked: Masked, item: Item) -> bool:
    """Whether a date or place opens its sentence: 'On 3 May in Accra IOM put it to a workshop'."""
    return _FRONTED.match(masked.text[: masked.position(item)[0]]) is not None


def site(masked: Masked, end: int) -> str:
    """The city right behind an offset ('a meeting in Brussels'), or an empty string."""
    found = _SITE.match(masked.text, end)
    return masked.items[int(found.group(1))].entity if found else ""
