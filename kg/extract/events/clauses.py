"""Events told in passing, read from the parsed clause of a verb: 'P, who visited L last month', 'a team of B is to
travel to L in May', 'P has called on Q', 'the accord that A and B signed in May'. What the patterns of `event_verbs`
read is left to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.events.clause import BODIES, PERSON, Clause
from kg.extract.events.clause_nouns import is_of
from kg.extract.events.encounters import meets_others
from kg.extract.events.handovers import hands_over
from kg.extract.events.mention import RECALLED, EventMention
from kg.extract.events.sittings import gathers_to_discuss, is_beside, is_recalled
from kg.extract.events.verbal import MORE_THAN_YEAR, but_asides, in_the_lead
from kg.extract.events.words import MARGINS
from kg.extract.relations.dependency_clauses import (
    acted_on,
    after,
    children,
    is_passive,
    standing,
)
from kg.extract.tables import table
from kg.extract.text.language import with_lemmas
from kg.extract.text.masking import Item, Masked
from kg.extract.text.sentences import Sentence

_ORGANS = frozenset({"Process"})
_GOALS = frozenset({"Place", "State", "Facility"})
_LAUNCHED = frozenset(
    {"Project", "Process", "Document", "Facility", "Office", "GovernmentBody", "InternationalOrganization"}
)
_MONTH = re.compile(rf"{MORE_THAN_YEAR.pattern}|\b(?:spring|summer|autumn|winter)\b")
"""What in a date tells more than the year: a season too."""
_DAY = re.compile(r"[A-Z][a-z]{2,8}day\b|\b\d{1,2}\b")
"""What in a date tells the day."""
_BESIDE = re.compile(MARGINS, re.I)


def _visit(clause: Clause) -> EventMention | None:
    """'P visited L in May', 'P inspected a shelter': somebody who goes somewhere on a day, or to a house."""
    subjects, goal = clause.subjects(), clause.objects()
    if is_passive(clause.verb) and clause.row["through"]:
        return None
    persons, sites = clause.people(subjects), clause.items_of(goal, _GOALS)
    group = clause.are_travellers(subjects)
    house = any(is_of(t, "site") for t in goal) or any(s.type == "Facility" for s in sites)
    bodies = clause.bodies(subjects)
    called_at = house or (clause.row["lemma"] in {"visit", "tour"} and clause.items_of(goal, BODIES - _ORGANS))
    if not (persons or group) or not (sites or called_at):
        return None
    inside = house and bool(persons) and not clause.row["through"] and clause.verb.tag_ == "VBD"
    if not (clause.dated() or inside):
        return None
    return _mention(clause, (*persons, *bodies), sites=tuple(sites))


def _arrival(clause: Clause) -> EventMention | None:
    """'P comes to L in May', 'a team of B is expected in L in May'."""
    subjects = acted_on(clause.verb) if is_passive(clause.verb) else clause.subjects()
    if (clause.row["lemma"] == "expect") != is_passive(clause.verb):
        return None
    persons = clause.people(subjects)
    goal = [t for word in clause.row["through"].split() for t in after(clause.verb, word)]
    sites = clause.items_of(goal, _GOALS)
    awaited = clause.row["lemma"] == "expect" and clause.are_travellers(subjects)
    if not (persons or awaited) or not sites or not clause.dated():
        return None
    return _mention(clause, (*persons, *clause.bodies(subjects)), sites=tuple(sites))


def _awaited(clause: Clause) -> EventMention | None:
    """'P is due in L on Thursday', 'a team of B is due in L in May'."""
    due = [c for c in clause.verb.children if c.dep_ == "acomp" and c.lower_ == "due"]
    subjects = clause.subjects()
    persons = [*clause.people(subjects), *clause.bodies(subjects)]
    sites = clause.items_of([t for adjective in due for t in after(adjective, "in")], _GOALS)
    if not persons or not sites or not clause.dated():
        return None
    end = clause.sentence.start + due[0].idx + len(due[0])
    return replace(_mention(clause, tuple(persons), sites=tuple(sites)), ahead=True, end=end)


def _stay(clause: Clause) -> EventMention | None:
    """'P was in L on Saturday', 'P spent Monday at the camp', 'a team of B has been in L since Monday'."""
    verb, persons = clause.verb, clause.people(clause.subjects())
    persons = persons or clause.bodies(clause.subjects())
    away = any(c.dep_ in {"attr", "acomp", "auxpass"} for c in verb.children)
    days = [c for c in verb.children if c.dep_ in {"dobj", "npadvmod", "tmod"}]
    spent = clause.row["lemma"] == "be" or clause.items_of(days, frozenset({"Date"}))
    goal = [t for word in clause.row["through"].split() for t in after(verb, word)]
    sites = clause.items_of(goal, _GOALS - {"State"})
    if not persons or away or not spent or not sites or not clause.dated(within=_DAY):
        return None
    return _mention(clause, tuple(persons), sites=tuple(sites))


def _meeting(clause: Clause) -> EventMention | None:
    """'P received Q', 'P has called on Q', 'P met the owners of firms in L': a person who meets somebody."""
    subjects, objects = clause.subjects(), clause.objects()
    mine, theirs = clause.people(subjects), clause.people(objects)
    if set(mine) & set(theirs) or (clause.row["lemma"] == "call" and _appeals(clause.verb)):
        return None
    if clause.row["lemma"] == "have":
        return _chat(clause, mine)
    told = clause.dated() or clause.placed()
    if mine and theirs and (told or clause.row["lemma"] != "see"):
        return _mention(clause, (*mine, *theirs))
    if sides := _bodies_met(clause, subjects, objects, mine, theirs):
        return _mention(clause, sides)
    if clause.are_travellers(subjects) and clause.row["lemma"] in {"call", "meet"}:
        guests = tuple(clause.bodies(subjects))
        if theirs or (guests and clause.dated() and any(is_of(t, "post") for t in objects)):
            return _mention(clause, (*guests, *theirs))
    if clause.row["lemma"] == "meet" and told and len(mine) > 1 and not objects:
        return _mention(clause, tuple(mine))
    others = "met" if clause.row["lemma"] in _BOTH_SIDES else "received"
    if not mine or clause.row["lemma"] == "see" or not any(is_of(t, others) for t in objects):
        return None
    first = clause.item_at(subjects[0])
    whole = first is None or first.type == "Person"
    return _mention(clause, tuple(mine)) if whole and (clause.dated() or _stands_beside(clause)) else None


def _stands_beside(clause: Clause) -> bool:
    """Whether what is told happened beside another event: 'met her counterparts |on the sidelines|'."""
    return _BESIDE.search(clause.analysis.text, clause.sentence.start, clause.sentence.end) is not None


def _chat(clause: Clause, mine: Sequence[Item]) -> EventMention | None:
    """'P had a word with Q.'"""
    chats = [t for t in children(clause.verb, "dobj") if is_of(t, "chat")]
    theirs = clause.people([*clause.objects(), *(t for chat in chats for t in after(chat, "with"))]) if chats else []
    return _mention(clause, (*mine, *theirs)) if mine and theirs and not set(mine) & set(theirs) else None


_BOTH_SIDES = frozenset({"meet", "sit", "discuss"})
"""Verbs of which either side may be a body: 'B |met| C', 'B |discussed| the plan with C'."""


def _bodies_met(
    clause: Clause, subjects: Sequence[Any], objects: Sequence[Any], mine: Sequence[Item], theirs: Sequence[Item]
) -> tuple[Item, ...]:
    """Who met where one of the sides is a body: 'B met C in L on Monday', 'B received P, or visitors, on Monday'."""
    ours, others = clause.items_of(subjects, BODIES), clause.items_of(objects, BODIES)
    if clause.row["lemma"] in _BOTH_SIDES:
        sides = (*mine, *theirs, *ours, *others) if (mine or ours) and (theirs or others) else ()
    else:
        group = clause.row["lemma"] in {"receive", "host"} and any(is_of(t, "received") for t in objects)
        guests = (*theirs, *clause.bodies(objects)) if group else theirs
        sides = (*ours, *guests) if ours and (theirs or group) else ()
    return tuple(dict.fromkeys(sides)) if clause.dated() else ()


_CALLING = frozenset({"take", "discuss", "present", "introduce", "bid", "pay", "brief", "thank", "hand"})
"""What somebody calls on another to do without asking for it: 'called on Q to |take| her leave'."""


def _appeals(verb: Any) -> bool:
    """Whether 'called on Q' asks Q to do something: 'called on Q to help'."""
    wanted = [t for t in verb.subtree if t.i > verb.i and t.tag_ == "VB" and any(c.tag_ == "TO" for c in t.children)]
    return bool(wanted) and wanted[0].lemma_ not in _CALLING


def _sitting(clause: Clause) -> EventMention | None:
    """'The P convenes in L in May', 'the new group is to meet in May': a body that sits."""
    subjects = clause.subjects()
    whose = clause.items_of(subjects, _ORGANS)
    if is_passive(clause.verb) or not (whose or any(is_of(t, "sitter") for t in subjects)):
        return None
    planned = standing(clause.verb) == "planned"
    if children(clause.verb, "dobj") or after(clause.verb, "with"):
        return None
    if not (clause.dated() or (planned and clause.placed())):
        return None
    recalled = is_recalled(clause.verb, subjects)
    to_come = planned or clause.verb.tag_ in {"VBZ", "VBP"}
    if not (to_come or recalled) or in_the_lead(clause.sentence, clause.analysis):
        return None
    told = _mention(clause, (), whose=tuple(whose))
    return told if to_come else replace(told, markers=frozenset({RECALLED}))


def _deliberation(clause: Clause) -> EventMention | None:
    """'Experts are to discuss it in L in May', 'the ministers had reviewed the text in L in May'."""
    if not gathers_to_discuss(clause.verb, clause.subjects(), clause.items_of(clause.subjects(), _ORGANS | {"State"})):
        return None
    planned = standing(clause.verb) == "planned"
    told = clause.dated() and clause.placed() and (planned or clause.dated(within=_MONTH))
    if not told or in_the_lead(clause.sentence, clause.analysis):
        return None
    meeting = _mention(clause, ())
    return meeting if planned else replace(meeting, markers=frozenset({RECALLED}))


def _signing(clause: Clause) -> EventMention | None:
    """'The accord that A and B signed in May': a paper signed on a day, or beside a meeting."""
    objects = clause.objects()
    papers = clause.items_of(objects, frozenset({"Document"}))
    if not (papers or any(is_of(t, "pact") for t in objects)):
        return None
    beside = _stands_beside(clause)
    others = [t for above in (clause.verb, *objects) for t in after(above, "with")]
    persons = list(dict.fromkeys([*clause.people(clause.subjects()), *clause.people(others)]))
    parties = clause.dated(within=_DAY) and clause.items_of([*clause.subjects(), *others], BODIES | {"State"})
    told = clause.dated(within=_MONTH) and (persons or clause.placed())
    if not (told or parties or beside or len(persons) > 1):
        return None
    named_by = [t for t in objects if t.lemma_ != "one"]
    return _mention(clause, tuple(persons), about=_first(named_by), named=papers)


def _launch(clause: Clause) -> EventMention | None:
    """'The C was launched in May 2016': what begins on a day."""
    objects = clause.objects()
    things = clause.items_of(objects, _LAUNCHED)
    house = any(t.type == "Facility" for t in things) or any(is_of(t, "premises") for t in objects)
    makers = clause.people(clause.subjects(), PERSON | BODIES | {"State"})
    if not house and (clause.row["lemma"] == "open" or not (things or any(is_of(t, "novelty") for t in objects))):
        return None
    cut = house and clause.verb.tag_ == "VBD" and any(m.type == "Person" for m in makers)
    beside = len(makers) > 1 and _stands_beside(clause)
    if not (clause.dated(within=_MONTH) or cut or beside):
        return None
    return _mention(clause, tuple(makers), about=_first(objects), named=things, house=house)


def _handover(clause: Clause) -> EventMention | None:
    """'B handed over three boats to C in May', 'C took over patrol gear in L on Monday': things that change hands."""
    hands = hands_over(clause, PERSON | BODIES)
    if hands is None or not (clause.dated(within=_MONTH) or (hands.keys and clause.placed())):
        return None
    return _mention(clause, hands.sides, about=_first(hands.things), named=hands.houses)


def _training(clause: Clause) -> EventMention | None:
    """'Twelve of them were trained in July by B': people who are taught on a day."""
    counted = any(t.like_num or children(t, "nummod") for t in clause.objects())
    if not (counted or any(is_of(t, "trained") for t in clause.objects())):
        return None
    trainers = clause.items_of(clause.subjects(), BODIES)
    ahead = counted and bool(trainers) and standing(clause.verb) == "planned"
    if not (clause.dated(within=_MONTH) or (clause.dated() and clause.placed()) or ahead):
        return None
    return _mention(clause, tuple(trainers))


def _lessons(clause: Clause) -> EventMention | None:
    """'B gave training to thirty officers in L in May', 'training was delivered to ten of them in L on Monday'."""
    lessons = [t for t in acted_on(clause.verb) if t.lower_ == "training"]
    taught = [t for above in (clause.verb, *lessons) for word in ("to", "for") for t in after(above, word)]
    counted = any(t.like_num or children(t, "nummod") for t in taught)
    told = clause.dated(within=_MONTH) or (clause.dated() and clause.placed())
    if not lessons or not told or not (counted or any(is_of(t, "trained") for t in taught)):
        return None
    return _mention(clause, tuple(clause.items_of(clause.subjects(), BODIES)))


def _first(tokens: Sequence[Any]) -> Any:
    return tokens[0] if tokens else None


_KINDS: Mapping[str, tuple[str, str, str, Callable[[Clause], EventMention | None]]] = {
    "visit": ("Visit", "visit", "visit", _visit),
    "arrival": ("Visit", "visit", "visit", _arrival),
    "stay": ("Visit", "visit", "visit", _stay),
    "awaited": ("Visit", "visit", "visit", _awaited),
    "meeting": ("Meeting", "meeting", "meeting", _meeting),
    "sitting": ("Meeting", "meeting", "meeting", _sitting),
    "deliberation": ("Meeting", "meeting", "meeting", _deliberation),
    "signing": ("Signing", "signing", "signing", _signing),
    "launch": ("Launch", "launch", "launch", _launch),
    "inauguration": ("Ceremony", "launch", "inauguration", _launch),
    "handover": ("Ceremony", "ceremony", "handover", _handover),
    "training": ("Training", "training", "training", _training),
    "lessons": ("Training", "training", "training", _lessons),
}
"""Type, family and noun of the events of each kind, and how they are read."""


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in table("event_clauses"):
        found.setdefault(row["lemma"], []).append(row)
    return found


_MEETING = re.compile(
    r"\b(?:visit|tour|inspect|met\b|meet|receiv|host(?:s|ed)\b|discuss|call|saw\b|see(?:s|n)?\b|sits?\b|sat\b|inaugurat|sign(?:s|ed)\b|"
    r"brief(?:s|ed)\b|conferred|ha[ds] (?:an? )?(?:\w+ )?(?:word|chat|breakfast|lunch|dinner|tea|coffee|talk|"
    r"conversation|exchange|audience|meeting))",
    re.I,
)
"""Verbs of which a person, or a house, is told enough."""
_ON_A_DAY = re.compile(
    r"\b(?:(?:was|is|were|been|be) (?:back |again )?in\b|spen[dt]|travel|go(?:es|ing)?\b|went|gone|fl[iy]|flew|flown|"
    r"provid|return|(?:re)?conven|gather|sign|conclud|initial|launch|unveil|train|head(?:s|ed)\b|open(?:s|ed)\b|hand(?:s|ed)?\b|"
    r"donat|deliver|transfer|present|receiv|accept|took\b|takes?\b|changed hands|discuss|debat|review|examin|"
    r"g(?:a|i)ven?\b|com(?:es?|ing) to\b|came to\b|arriv|land(?:s|ed)\b|(?:expected|due) (?:in|at)\b)",
    re.I,
)
"""Verbs that tell of an event where a day is told, or another event beside it."""


def _may_tell(told: Masked) -> bool:
    """Whether a sentence may hold such a clause: seen from its words, before its parse is looked at."""
    if _MEETING.search(told.text):
        return True
    dated = any(item.type == "Date" for item in told.items) or "day" in told.text or "tomorrow" in told.text
    return (dated or _BESIDE.search(told.text) is not None) and _ON_A_DAY.search(told.text) is not None


def clause_events(
    told: Masked, sentence: Sentence, doc: Any, analysis: Analysis, known: Sequence[EventMention]
) -> list[EventMention]:
    """The events of one sentence that `known` has none of. `told`: masked with persons and their titles as one; `doc`:
    the sentence parsed, or None. Raises KgError where the model is missing."""
    if doc is None or sentence.kind != "body" or not _may_tell(told):
        return []
    with_lemmas(doc)
    found: list[EventMention] = []
    for token in doc:
        rows = _rows().get(token.lemma_.lower(), ()) if token.pos_ in {"VERB", "AUX"} else ()
        if not rows or not _happens(token) or _at_an_event(token, known, sentence, analysis):
            continue
        for row in rows:
            if row["kind"] in {"stay", "arrival"} and known:  # 'P was in L on Saturday, where she held a meeting'
                continue
            if row["kind"] == "awaited" and any(m.start > sentence.start + token.idx for m in known):
                continue  # 'P is due in L for a conference'
            mention = _KINDS[row["kind"]][3](Clause(token, row, sentence, told.items, analysis))
            others = (*but_asides(known, sentence, analysis), *found)
            if mention is not None and not _known(mention, others, told, token, analysis):
                found.append(mention)
    return found


def _happens(verb: Any) -> bool:
    """Whether what the verb says was done, is done or will be done, once."""
    often = any(is_of(child, "often") for child in verb.children)
    return not often and standing(verb, purpose=True) is not None


_AT = re.compile(r"\b(?:at|during) (?:the|an?|its|their|that|this|⟦\w+⟧['’]s) $", re.I)


def _at_an_event(verb: Any, known: Sequence[EventMention], sentence: Sentence, analysis: Analysis) -> bool:
    """Whether what was done was done at an event that the clause names: 'signed at the |summit|'."""
    text, below = analysis.text, {t.idx + sentence.start for t in verb.subtree}
    named = [m for m in known if not m.verbal and m.start in below]
    return any(_AT.search(text, max(sentence.start, m.start - 20), m.start) for m in named)


def _known(mention: EventMention, others: Iterable[EventMention], told: Masked, verb: Any, analysis: Analysis) -> bool:
    """Whether another mention of the sentence says the event already."""
    sure = [o for o in others if not (o.weak or meets_others(mention, o, told.items, analysis.text))]
    if is_beside(mention, verb):
        return any(o.verbal for o in sure)
    if mention.ahead and mention.family == "visit":
        sure = [o for o in sure if not _is_leg_before(o, mention)]
    return any(o.family == mention.family or (o.start < mention.end and mention.start < o.end) for o in sure)


def _is_leg_before(other: EventMention, mention: EventMention) -> bool:
    """Whether a visit was paid before another that is to come: 'P |was| in L on Monday and is due in M on Friday'."""
    mine, theirs = ({site.entity for site in m.sites} for m in (mention, other))
    return other.family == "visit" and not other.ahead and bool(theirs) and mine.isdisjoint(theirs)


def without_weaker(others: Iterable[EventMention], told: Sequence[EventMention]) -> list[EventMention]:
    """The mentions of `others` but those that are no event of their own, where a clause tells of one in their words."""
    return [o for o in others if not (o.weak and any(o.start < t.end and t.start < o.end for t in told))]


def _mention(
    clause: Clause,
    sides: tuple[Item, ...],
    *,
    sites: tuple[Item, ...] = (),
    whose: tuple[Item, ...] = (),
    about: Any = None,
    named: Sequence[Item] = (),
    house: bool = False,
) -> EventMention:
    """The event of the clause. `about`: the token of what is signed or launched, `named` where it has a name."""
    kind = "inauguration" if house and clause.row["lemma"] == "inaugurate" else clause.row["kind"]
    type, family, noun, _ = _KINDS[kind]
    start = clause.sentence.start + clause.verb.idx
    passing = type != "Meeting" and clause.dated() and not in_the_lead(clause.sentence, clause.analysis)
    what = clause.analysis.entities[named[0].entity].name if named else about.lower_ if about is not None else ""
    return EventMention(
        start, start + len(clause.verb), noun, type, family, "none", None, None,
        frozenset(f"@{item.entity}" for item in named), tuple(named), frozenset(), clause.sentence, verbal=True,
        sides=sides, sites=sites, whose=whose, told=f"{noun} of {what}" if what else "", passing=passing,
        ahead=standing(clause.verb) == "planned", done_by=is_passive(clause.verb),
        apart=clause.row["kind"] in {"visit", "stay", "meeting"},
    )  # fmt: skip
