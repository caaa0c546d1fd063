"""Who speaks besides the subject of a verb of speech: 'she was followed by P and Q', 'opened it together with P', 'P
spoke for A and Q for B', 'the keynote speaker was P'."""

from __future__ import annotations

from kg.extract.speech.speech_line import (
    Line,
    Statement,
    Verb,
    actors_from,
    back_to_subject,
    listed_back,
    people_from,
    statement,
    unit_end,
    verbs,
)
from kg.extract.text.words import ACTORS, words

_BE = frozenset("is are was were be been being".split())
_ONES = frozenset("he she they who".split())
_LEAD = frozenset("keynote main guest principal opening plenary chief lead featured first".split())
_OPENED = frozenset("opened inaugurated closed addressed launched".split())
_WITH = {"together": 2, "along": 2, "jointly": 2, "alongside": 1}
_FLOOR = frozenset("spoke speak speaking floor word microphone intervening presenting opening introduction".split())
_PANEL = frozenset("panellists panelists speakers presenters discussants".split())
_GIVEN = frozenset("given handed passed turned over went go goes fell belonged".split())
_PASSED = frozenset("floor word microphone".split())
_ORDER = frozenset("first second third next last final closing opening".split())
_SPOKE = Verb("speak", "present", "finite", frozenset())
_OPENS = Verb("open", "open", "finite", frozenset())


def beside(read: Line, index: int) -> list[Statement]:
    """The statements of those whom the words at token `index` add."""
    word = read.word(index)
    if word == "followed" and read.word(index + 1) == "by":
        return _followed(read, index)
    if word in ("heard", "hear", "hears") and read.word(index + 1) == "from":
        return _heard(read, index)
    if word in ("speaker", "speakers") and read.word(index - 1) in _LEAD:
        return _keynote(read, index)
    if word == "speak" and read.word(index - 1) == "to":
        return _in_order(read, index)
    if word in _FLOOR:
        return _on_the_floor(read, index)
    if word == "turn":
        return _turn(read, index)
    if word in _PANEL:
        return _one_of(read, index)
    if word in _WITH or (word == "with" and read.word(index - 1) not in _WITH):
        return _together(read, index)
    if word in _BEGUN and read.word(index + 1) == "with":
        return _began_with(read, index)
    if word == "did" and read.word(index - 1) in ("as", "so"):
        return _as_did(read, index)
    if word in _SHOWN and read.word(index + 1) == "by":
        return _shown(read, index)
    if word in _GUIDED and read.word(index - 1) == ",":
        return _guided(read, index)
    if word == "through":
        return _took_through(read, index)
    return _for_another(read, index) if word in ("for", "on", "about", "of") else []


def _spoke(read: Line, index: int, people: list[str]) -> list[Statement]:
    return [statement(read, person, index, _SPOKE, "speakers") for person in people]


def _followed(read: Line, index: int) -> list[Statement]:
    """'She was followed by P, T of B, and Q', 'his address was followed by that of P'."""
    before = {read.word(n) for n in range(max(0, index - 6), index)}
    spoken = before & (_ONES | words("speech_nouns", "noun", "remarks")) or any(g.after < index for g in read.groups)
    if not before & _BE or not spoken:
        return []
    start = index + 2 + 2 * (read.word(index + 2) in ("that", "those") and read.word(index + 3) == "of")
    return _spoke(read, index, people_from(read, start))


def _heard(read: Line, index: int) -> list[Statement]:
    """'Participants heard from P, T of B, and from Q'."""
    found = []
    for number in range(index + 1, len(read.tokens)):
        if read.word(number) == "from" and (number == index + 1 or read.word(number - 1) in ("and", ",", ";")):
            found += people_from(read, number + 1)
    return _spoke(read, index, list(dict.fromkeys(found)))


def _in_order(read: Line, index: int) -> list[Statement]:
    """'P, T of B, was the first to speak', 'the last to speak was P'."""
    if read.word(index - 2) not in ("first", "last", "next", "second", "third"):
        return []
    if read.word(index + 1) in ("was", "were"):
        return _spoke(read, index, people_from(read, index + 2))
    if read.word(index - 3) != "the" or read.word(index - 4) not in _BE:
        return []
    end = back_to_subject(read, index - 4)
    unit = unit_end(read, end) or (unit_end(read, end - 1) if read.word(end - 1) == "," else None)
    return _spoke(read, index, [unit[0]]) if unit else []


def _keynote(read: Line, index: int) -> list[Statement]:
    """'The keynote speaker was P', 'the keynote speaker, P,', 'P was the keynote speaker'."""
    after = index + 1 + (read.word(index + 1) in _BE or read.word(index + 1) in (",", "included"))
    people = people_from(read, after)
    if people:
        listed = read.word(index + 1) in _BE or read.word(index).endswith("s")
        return _spoke(read, index, people if listed else people[:1])
    first = index - 1
    while read.word(first - 1) in ("the", "a", "its", "and", *_LEAD) or read.tokens[first - 1].text == "'s":
        first -= 1
    if read.word(first - 1) not in (*_BE, "as", ","):
        return []
    unit = unit_end(read, back_to_subject(read, first - 1))
    return _spoke(read, index, [unit[0]]) if unit and read.analysis.entities[unit[0]].type == "Person" else []


def _on_the_floor(read: Line, index: int) -> list[Statement]:
    """'Among those who spoke was P', 'also taking the floor were P and Q', 'the floor was given to P', 'the opening by
    P'."""
    if read.word(index + 1) == "by" and read.word(index) in ("opening", "introduction"):
        return [statement(read, p, index, _OPENS, "beside") for p in people_from(read, index + 2)]
    if read.word(index - 1) == "the" and read.word(index - 2) in ("given", "granted", "offered"):
        end = back_to_subject(read, index - 2)
        return _spoke(read, index, listed_back(read, end, single=False)[0]) if read.word(index - 3) in _BE else []
    for number in range(index + 1, min(index + 9, len(read.tokens))):
        token = read.tokens[number]
        if token.type == "Person" or token.text in (".", ";"):
            break
        handed = token.lower == "to" and read.word(index) in _PASSED and read.word(number - 1) in _GIVEN
        listed = token.lower in ("was", "were", "are") and read.word(0) in _AMONG
        people = people_from(read, number + 1) if handed or listed else []
        people = people or (actors_from(read, number + 1) if handed else [])
        people += _last_to(read, number) if handed else []
        if people:
            return _spoke(read, index, people)
    return []


def _last_to(read: Line, index: int) -> list[str]:
    """'The first word went to P, and the last |to Q|'."""
    to = [n for n in range(index + 1, len(read.tokens)) if read.word(n) == "to" and read.word(n - 1) in _ORDER]
    return [person for number in to for person in people_from(read, number + 1)]


def _turn(read: Line, index: int) -> list[Statement]:
    """'Then it was the turn of P, and then of Q', 'next came P's turn'."""
    if read.word(index + 1) == "of" and read.word(index - 1) == "the":
        starts = [n + 1 for n in range(index + 1, len(read.tokens)) if read.word(n) == "of"]
        starts = [n for n in starts if n == index + 2 or read.word(n - 2) in ("then", "and", "lastly")]
        return _spoke(read, index, [person for n in starts for person in people_from(read, n)])
    owner = next((g.entity for g in read.groups if g.after == index - 1), None)
    return _spoke(read, index, [owner]) if owner and read.tokens[index - 1].text in ("'s", "’s") else []


_AMONG = frozenset("among also amongst those others speaking taking".split())
"""How a sentence opens that tells who spoke behind its verb."""


def _one_of(read: Line, index: int) -> list[Statement]:
    """'P, T of B, was one of the panellists', 'P was among the speakers'."""
    first = index - (read.word(index - 1) == "the")
    first -= 2 if read.word(first - 1) == "of" and read.word(first - 2) == "one" else read.word(first - 1) == "among"
    if first >= index - 1 or read.word(first - 1) not in _BE:
        return []
    return _spoke(read, index, _people_before(read, first - 1))


def _people_before(read: Line, verb: int) -> list[str]:
    """The persons of the list that is the subject of the verb at a token: 'P, T of A, and Q, T of B, |were|'."""
    end = back_to_subject(read, verb)
    end -= read.word(end - 1) == "," and unit_end(read, end) is None
    found, _ = listed_back(read, end, single=False)
    persons = [f for f in found if read.analysis.entities[f].type == "Person"]
    return list(dict.fromkeys(persons)) if len(persons) == len(found) else persons[:1]


def _together(read: Line, index: int) -> list[Statement]:
    """'P opened the course together with Q', 'P opened the course with Q'."""
    opened = [n for n in range(max(0, index - 14), index) if read.word(n) in _OPENED]
    if read.word(index) == "with" and any(t.text in (",", ";") for t in read.tokens[max(opened, default=0) : index]):
        return []  # 'opened it, with P at her side'
    people = people_from(read, index + _WITH.get(read.word(index), 1)) if opened else []
    return [statement(read, person, index, _OPENS, "beside") for person in people]


_SHOWN = frozenset("presented introduced outlined summarised summarized".split())
_PAPERS = frozenset(
    "report reports paper papers study studies findings figures results data survey overview update updates review"
    " draft plan analysis mapping assessment roadmap recommendations module experience experiences".split()
)
_PRESENTS = Verb("present", "present", "finite", frozenset())


def _shown(read: Line, index: int) -> list[Statement]:
    """'It had before it the annual report, presented by P, T of B'."""
    before = index - 1 - (read.word(index - 1) == ",")
    if read.word(before).rpartition(" ")[2] not in _PAPERS:
        return []
    return [statement(read, person, index, _PRESENTS, "beside") for person in people_from(read, index + 2)]


_GUIDED = frozenset("guided coached tutored instructed opened closed inaugurated moderated".split())


def _guided(read: Line, index: int) -> list[Statement]:
    """'They went through the files, guided by P', 'a course for judges, opened on 6 May by P'."""
    by = next((n for n in range(index + 1, min(index + 7, len(read.tokens))) if read.word(n) == "by"), None)
    if by is None or any(read.tokens[n].text in (",", ";") for n in range(index, by)):
        return []
    if read.word(index) in _OPENED:
        near = read.tokens[max(0, index - 9)].start
        nouns = {read.word(n) for n in range(max(0, index - 9), index)} & words("speech_settings", "noun")
        if not nouns and not read.analysis.events.overlapping(near, read.tokens[index].start):
            return []
    return [statement(read, person, index, _OPENS, "beside") for person in people_from(read, by + 1)]


_BEGUN = frozenset("followed began begins opened closed started ended finished concluded continued".split())


def _began_with(read: Line, index: int) -> list[Statement]:
    """'P of B closed with the ways to complain', 'P followed with a talk on wages'."""
    return _spoke(read, index, _people_before(read, index))


def _as_did(read: Line, index: int) -> list[Statement]:
    """'A briefed the delegates, as did B and P'."""
    spoken = [n for n in range(index - 1) if (verb := verbs().get(read.word(n))) and verb.kind in ("tell", "present")]
    listed = people_from(read, index + 1) or actors_from(read, index + 1) if spoken else []
    return _spoke(read, index, listed)


_TAKING = frozenset(
    "walk walks walked walking guide guides guided guiding talk talks talked talking steer steers steered take takes"
    " took taking lead leads led leading".split()
)
_ROOM = frozenset("room house floor hall trainees recruits cadets learners them everybody everyone".split())
"""Whom somebody takes through a paper, besides those who are told something at an event."""


def _took_through(read: Line, index: int) -> list[Statement]:
    """'P, T of B, walked the participants |through| the findings'."""
    verb = next((n for n in range(index - 2, max(-1, index - 6), -1) if read.word(n) in _TAKING), None)
    heard = _ROOM | words("speech_listeners", "word")
    if verb is None or read.word(index - 1) not in heard or read.word(verb - 1) in _BE:
        return []
    if people := _people_before(read, verb):
        return _spoke(read, index, people)
    unit = unit_end(read, back_to_subject(read, verb))
    return _spoke(read, index, [unit[0]]) if unit else []


_TALKS_ON = frozenset({"speak", "talk", "lecture"})


def _for_another(read: Line, index: int) -> list[Statement]:
    """'P spoke on behalf of A and |Q| on behalf of B', 'P spoke for A, |Q| for B', 'P spoke about x, |Q| about y'."""
    group = next((g for g in read.groups if g.after == index), None)
    if group is None or read.word(group.first - 1) not in ("and", ",", ";", "while"):
        return []
    spoken = [n for n in range(group.first) if (verb := verbs().get(read.word(n))) and verb.verb in _TALKS_ON]
    if not spoken:
        return []
    if read.word(index) in ("about", "of") or (read.word(index) == "on" and read.word(index + 1) != "behalf"):
        again = read.word(index) in {read.word(n) for n in range(spoken[0], group.first)}
    else:
        start = index + 1 + 2 * (read.word(index) == "on")
        start += read.word(start) == "the"
        again = start < len(read.tokens) and read.tokens[start].type in ACTORS
    return [statement(read, group.entity, index, _SPOKE, "gapped")] if again else []
