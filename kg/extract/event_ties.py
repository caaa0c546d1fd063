"""To which event of a sentence a date or a place belongs."""

from __future__ import annotations

import re
from typing import Any

from kg.extract.language import lemma
from kg.extract.masking import Item, Masked

_EVENT_VERBS = frozenset(
    "hold take open meet convene organize organise host start begin end conclude close run attend gather "
    "bring launch wrap kick be have will sign conduct place inaugurate schedule plan expect train deliver "
    "last go celebrate mark get continue due span follow precede come join participate facilitate "
    "complete adopt discuss ask co-host return chair finish arrange stage travel "
    "talk put devote dedicate call title welcome receive spend address assemble come entitle cover visit "
    "pay undertake embark tour meet carry gather commence unfold occur set fix wind wound adjourn resume round draw "
    "culminate finalize finalise reconvene foresee envisage pencil slate promise propose".split()
)
_HELD = frozenset(
    "hold take organize organise convene host conduct carry stage deliver inaugurate open launch run arrange schedule "
    "begin start commence end conclude close kick wrap last occur continue gather bring come plan meet give teach "
    "offer repeat mount wind wound adjourn resume culminate finish reconvene".split()
)
"""Verbs that tell of their subject, an event, when and where it is held."""
_SUBJECT = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})
_OF_IT = re.compile(r"\b(?:module|part|component|version|edition|materials) of (?:the )?$")
_ELSEWHEN = re.compile(
    r"\bfirst (?:convened|held|launched|organi[sz]ed|took place)|\b(?:established|founded|created)\b"
)
"""What stands between an event and a date or place that is not its own."""
_FRONTED = re.compile(
    r"(?:(?:on|in|from|between|during|at|over|late|early|earlier)? ?(?:the )?(?:⟦[TLSF]\d+⟧)?,? ?){1,3}$", re.I
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
_MEANWHILE = re.compile(r"\b(?:before|after|while) \w+ing\b[^⟦⟧.;:,]{0,40},")
"""'On 3 May, |before flying home,| P visited the camp': an aside that takes no date from what follows."""

_SITE = re.compile(r",?(?: (?:held|organi[sz]ed|hosted|convened))? in (?:the )?(?:city of )?⟦L(\d+)⟧")


def quiet(masked: Masked, start: int, end: int, doc: Any) -> bool:
    """Whether between two items no verb stands but those that events take."""
    if doc is None:
        return end - start < 90
    a, b = masked.original(start) - masked.start, masked.original(end) - masked.start
    between = [t for t in doc if a <= t.idx < b]
    hidden = [(i.start - masked.start, i.end - masked.start) for i in masked.items]
    words = [t for t in between if not any(s <= t.idx < e for s, e in hidden)]
    if any(t.text == ";" for t in words) or _ELSEWHEN.search(masked.text[start:end]):
        return False
    return all(t.pos_ != "VERB" or lemma(t) in _EVENT_VERBS or _nominal(t) for t in words)


def _nominal(token: Any) -> bool:
    """A participle in capitals is a word of a name: 'Smuggling of Migrants'."""
    return bool(token.tag_ == "VBG" and token.text[0].isupper() and token.i > 0)


def nearest(masked: Masked, item: Item, doc: Any) -> tuple[Item, int, int] | None:
    """The event that a date or place belongs to: the nearest before it, else after it, with nothing foreign between."""
    at = masked.position(item)
    events = [(e, masked.position(e)) for e in masked.items if e.type == "Event"]
    before = [(e, p) for e, p in events if p[1] <= at[0]]
    after = [(e, p) for e, p in events if p[0] >= at[1]]
    before = [(e, p) for e, p in before if not _OF_IT.search(masked.text[: p[0]])]
    if told := _told_of(masked, before, at[0], doc):
        return told[0], told[1], at[0]
    follows = (
        bool(after)
        and quiet(masked, at[1], after[0][1][0], doc)
        and not re.search(r"[;:]", masked.text[at[1] : after[0][1][0]])
    )
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
    return None


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
