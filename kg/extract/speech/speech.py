"""Who says something in a sentence: 'P said', 'said P', 'according to B', 'in her remarks', 'opened by P'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.extract.persons.speakers import definite, opening_before, person_before, two_before
from kg.extract.persons.titles import titles
from kg.extract.speech.speech_beside import beside
from kg.extract.speech.speech_line import (
    BULLETS,
    Line,
    Statement,
    Verb,
    back_to_subject,
    in_reported,
    listed_back,
    people_from,
    statement,
    unit_end,
    verbs,
)
from kg.extract.speech.speech_nominal import captions, nominal
from kg.extract.speech.speech_opinion import inserted, lets_know, opinions
from kg.extract.speech.speech_rolls import rolls
from kg.extract.text.words import ACTORS, BODIES, words

_BE = {"is", "are", "was", "were", "be", "been", "being", "to be"}

_NOT = {"not", "declined", "refused", "never", "failed", "n't", "neither", "without"}

_LINKS = {"of", "from", "in", "at", "by", "with", "for", "to", "on", "between", "against", "into", "like", "within"}

_HANDED = {
    "credentials",
    "letter",
    "letters",
    "certificates",
    "certificate",
    "award",
    "awards",
    "cheque",
    "gift",
    "keys",
}

_DEGREES = {"very", "also", "most", "deeply", "especially", "particularly", "equally", "quite", "firmly"}

_TALKS = {
    "session",
    "sessions",
    "presentation",
    "presentations",
    "remarks",
    "lecture",
    "lectures",
    "speech",
    "speeches",
}

_PUT_TO_OTHERS = frozenset(
    "explain lay outline set sketch describe trace detail underline underscore stress emphasise emphasize highlight "
    "reiterate raise voice summarise summarize express".split()
)
"""What one does in words before others, whose agent is a speaker: 'the aims were laid out by P'."""

_QUIET = words("speech_quiet", "verb")


def statements_in(read: Line, quoted: Sequence[tuple[int, int]]) -> list[Statement]:
    """The acts of speech that a sentence reports; words inside `quoted` stretches are not read."""
    found: list[Statement] = []
    for index, token in enumerate(read.tokens):
        if any(start < token.start < end for start, end in quoted):
            continue
        verb = verbs().get(token.lower) if token.kind == "word" else None
        if verb and _is_verb(read, index, verb) and _needs(read, index, verb):
            found += _said(read, index, verb)
        found += nominal(read, index) + beside(read, index) + _mood(read, index) + opinions(read, index)
    return found + captions(read) + rolls(read)


def _mood(read: Line, index: int) -> list[Statement]:
    """'P was grateful for the support', 'P, who was convinced that it would work'."""
    start = index - (read.word(index - 1) in _DEGREES)
    if read.word(index) not in words("speech_moods", "word") or read.word(start - 1) not in ("was", "is", "felt"):
        return []
    if read.word(index + 1) not in ("that", "for", "to", "about", "of", "with"):
        return []
    verb = Verb("be", "stance", "finite", frozenset())
    speakers = [s for s, _ in _before(read, start - 1) if read.analysis.entities[s].type == "Person"]
    return [statement(read, s, index, verb, "mood") for s in speakers]


def _parsed(read: Line, index: int) -> Any:
    """The parser's token at the start of one of ours, or None."""
    if read.doc is None:
        return None
    offset = read.tokens[index].start - read.sentence.start
    span = read.doc.char_span(offset, offset + len(read.tokens[index].text), alignment_mode="expand")
    return span.root if span is not None else None


def _is_verb(read: Line, index: int, verb: Verb) -> bool:
    parsed = _parsed(read, index)
    if {read.word(n) for n in range(max(0, index - 4), index)} & _NOT:
        return False
    if read.word(index - 1) in ("the", "a", "an", "his", "her", "its", "their", "of"):
        return False
    if parsed is None or parsed.pos_ in ("VERB", "AUX"):
        return True
    return verb.tense == "finite" and parsed.pos_ not in ("NOUN", "ADJ") or _after_subject(read, index)


def _after_subject(read: Line, index: int) -> bool:
    body = read.tokens[index - 1].mention if index and read.tokens[index - 1].type in BODIES else None
    if body and inserted(read, body.entity, index):
        return True
    return index > 0 and (
        read.tokens[index - 1].type == "Person"
        or read.word(index - 1) in ("he", "she", "who")
        or (read.word(index - 1) == "also" and read.word(index - 2) not in _BE)  # not 'was also present'
    )


def _needs(read: Line, index: int, verb: Verb) -> bool:
    """Whether what makes the verb one of speech follows: one of its words; for opening and the like an event."""
    if _passive(read, index):
        before = {read.word(n) for n in range(max(0, index - 9), index)}
        named = read.analysis.events.within(read.sentence.start, read.tokens[index].start)
        heard = "they" in before or bool(before & words("speech_listeners", "word"))
        if verb.verb == "address" and heard or verb.kind == "open" and named:
            return True
        if verb.verb in _PUT_TO_OTHERS:
            return not verb.needs or bool(verb.needs & {read.word(n) for n in range(index + 1, index + 4)})
        return verb.kind == "present" or bool(before & words("speech_settings", "noun"))  # 'delegates were welcomed'
    if verb.kind == "open":
        return _event_follows(read, index, verb)
    following = {read.word(n) for n in range(index + 1, index + 8)}
    if verb.verb in ("speak", "talk") and _by_phone(read, index):
        return False
    if verb.verb == "call" and _visits(read, index) or _promises_to_come(read, index):
        return False
    if [read.word(index + 1), read.word(index + 2)] == ["out", "to"] or verb.verb == "call" and _summons(read, index):
        return False  # 'set out to curb it'
    if verb.verb == "present" and _HANDED & following:
        return False
    return not verb.needs or bool(verb.needs & following)


def _by_phone(read: Line, index: int) -> bool:
    """'Spoke to the President on the telephone': a call."""
    after = [read.word(n) for n in range(index + 1, min(index + 16, len(read.tokens)))]
    rings = any(word in ("phone", "telephone") for word in after)
    linked = read.word(index) == "talked" and after[:2] == ["by", "video"]
    return linked or (rings and after[0] in ("to", "with", "by", "on", "over"))


def _promises_to_come(read: Line, index: int) -> bool:
    """'B has confirmed that it will attend': no statement, but who is to be there."""
    start = index + 1 + (read.word(index + 1) == "that")
    will = read.word(start) in ("it", "they", "he", "she") and read.word(start + 1) in ("will", "would")
    return will and read.word(start + 2) in ("attend", "come", "join", "participate", "take", "be", "send")


def _summons(read: Line, index: int) -> bool:
    """'Had called them to a seminar'."""
    return read.word(index + 1) in ("them", "him", "her", "us") and read.word(index + 2) in ("to", "together", "in")


def _visits(read: Line, index: int) -> bool:
    """'Called on the President': a visit."""
    start = index + 2 + (read.word(index + 2) == "the")
    return read.word(index + 1) == "on" and any(g.first <= start <= g.index for g in read.groups)


def _event_follows(read: Line, index: int, verb: Verb) -> bool:
    end = min(index + 9, len(read.tokens))
    if any(read.tokens[n].type in ("Facility", "Project") for n in range(index + 1, min(index + 5, end))):
        return False
    stretch = (read.tokens[index].end, read.tokens[end - 1].end)
    if any(m.start - stretch[0] < 25 for m in read.analysis.events.overlapping(*stretch)):
        return verb.verb != "lead"
    if read.word(index + 1) == "the" and read.word(index + 2) in ("day", "morning", "afternoon", "evening", "week"):
        return True
    following = {read.word(n) for n in range(index + 1, min(index + 6, end))}
    taught = verb.verb in ("lead", "guide", "steer", "conduct") and bool(following & _TAUGHT)
    return taught or bool(following & words("speech_settings", "noun"))


_TAUGHT = frozenset("exercise exercises part module modules drills drill lesson lessons classes".split())
"""What somebody leads who speaks to others, besides a meeting."""


def _said(read: Line, index: int, verb: Verb) -> list[Statement]:
    """The statements that one speech verb makes."""
    if _passive(read, index):
        return _by_agent(read, index, verb) if verb.tense == "finite" else []
    speakers = _before(read, index) or _unnamed(read, index) or _inverted(read, index, verb)
    speakers = speakers or _parsed_subject(read, index, verb)
    planned = bool({read.word(n) for n in range(index - 3, index)} & {"will", "shall"}) or (
        read.word(index - 1) == "to"
        and bool({read.word(n) for n in range(index - 4, index)} & {"expected", "due", "scheduled", "set", "is", "are"})
    )
    if verb.verb == "welcome" and _received(read, index):
        return []
    allowed = [(s, rule) for s, rule in speakers if _allowed(read, s, verb, index, rule)]
    return [statement(read, s, index, verb, rule, planned) for s, rule in allowed]


def _passive(read: Line, index: int) -> bool:
    if read.word(index) in ("opened", "closed", "inaugurated", "addressed") and read.word(index + 1) == "by":
        return True  # 'was hosted by B and opened by P'
    between = read.word(index - 1)
    if read.word(index).endswith("ing"):
        return False  # 'she was speaking at'
    return between in _BE or read.word(index - 2) in _BE and (between.endswith("ly") or between in ("also", "then"))


def _received(read: Line, index: int) -> bool:
    """Whether it is a person who is welcomed ('welcomed his successor', 'welcomed Minister P')."""
    start = index + 1 + (read.word(index + 1) in ("the", "his", "her", "their", "its", "a"))
    if read.word(index + 1) in ("him", "her") and read.word(index + 2) in ("with", "at", "in", "on", "to"):
        return True
    if read.word(start) in ("successor", "counterpart", "predecessor", "guest", "visitor", "visitors"):
        return True
    return any(g.first <= start <= g.index for g in read.groups)


def _allowed(read: Line, speaker: str, verb: Verb, index: int, rule: str) -> bool:
    """Bodies promise, agree, open and announce things without speaking; persons speak whatever the verb."""
    if read.analysis.entities[speaker].type == "Person" or rule in ("spokesperson", STAFF):
        return True
    if in_reported(read, speaker, index) or rule == "parsed" and read.word(index - 1) == "who":
        return False
    if verb.verb == "take" and read.word(index + 1) in ("note", "stock"):
        return False  # what a body does at a meeting, and says in no speech
    if verb.verb == "present" and read.word(index + 1) in ("them", "it") and read.word(index + 2) == "to":
        return False  # what is handed over
    if verb.verb == "task" or "News Agency" in read.analysis.entities[speaker].name:
        return False
    if verb.verb == "report" and read.word(index + 1) == "on" and read.word(index + 2) in ("its", "their", "the"):
        return True
    if verb.verb in ("announce", "report"):
        return "that" in {read.word(n) for n in range(index + 1, index + 5)}
    if verb.verb == "share" and {read.word(n) for n in range(index + 1, index + 5)} & _SHARED:
        return True
    if verb.verb in ("welcome", "show") and read.word(index - 1) in ("will", "shall"):
        return False  # whom a state is to receive, and what a body exhibits
    if verb.verb == "speak" and read.word(index + 1) == "up":
        return False  # 'civil society, members of networks and others who speak up for refugees'
    if verb.verb == "put":
        return read.word(index + 1) == "forward"
    if verb.verb in ("deliver", "give", "make") and verb.kind == "present":
        return bool({read.word(n) for n in range(index + 1, index + 5)} & _TALKS)
    if verb.verb == "set" and read.analysis.entities[speaker].type == "Process":
        return False  # a mechanism that sets out who does what says nothing
    told = verb.verb not in _QUIET or lets_know(read, speaker, index, verb.verb)
    return told and verb.kind != "open"


_SHARED = frozenset("experience experiences views perspectives insights lessons findings practices reflections".split())
"""What a body shares by telling of it."""


def _before(read: Line, index: int) -> list[tuple[str, str]]:
    """The speakers that stand directly before the verb, with those joined to them."""
    end = back_to_subject(read, index)
    relative = read.word(end - 1) == "who" or (read.word(end - 1) == "which" and read.word(end - 2) == ",")
    if relative:
        end -= 1
    if end and read.word(end - 1) == "," and unit_end(read, end) is None:
        end -= 1
    if read.word(end - 1) in ("he", "she"):
        inserted = read.word(end - 2) == "," and read.word(index + 1) == ","  # '…, he added, …'
        offset = None if inserted else read.tokens[end - 1].start
        person = person_before(read.analysis, read.sentence.start, offset)
        return [(person, "pronoun")] if person else []
    if read.word(end - 1) == "it" and end == 1:
        return [(body, "pronoun") for body in opening_before(read.analysis, read.sentence)]
    if read.word(0) == "both" and end < 2:
        return [(person, "pronoun") for person in two_before(read.analysis, read.sentence)]
    found, first = listed_back(read, end, relative)
    verb = verbs().get(read.word(index))
    if found and verb and _sent_by(read, first):
        rule = "subject" if verb.kind == "present" else STAFF if _by_staff(verb) else ""
        return [(f, rule) for f in dict.fromkeys(found) if rule]
    if len(found) > 1 and not _is_subject(read, first, found) and read.analysis.entities[found[0]].type == "Person":
        found = found[:1]
    elif not found or not _is_subject(read, first, found):
        return []
    return [(f, "subject") for f in dict.fromkeys(found)]


def _unnamed(read: Line, index: int) -> list[tuple[str, str]]:
    """'The B Representative said', 'a spokesperson for B said': who speaks for a body without being named."""
    end = back_to_subject(read, index)
    for _, title in titles(read.tokens):
        body = title.bodies[0].mention if title.bodies else title.owner
        if title.after != end or body is None or body.mention is None or body.type not in BODIES:
            continue
        head = read.analysis.text[title.start : title.end].lower()
        if head.split(" in ")[0].endswith(("representative", "spokesperson", "spokesman", "spokeswoman")):
            return [(body.mention.entity, "spokesperson")]
    return []


def _sent_by(read: Line, first: int) -> bool:
    """'Experts of A, B and C gave presentations': the bodies present by their staff."""
    first -= read.word(first - 1) == "the"
    named = read.word(first - 1) in ("of", "from")
    return named and (read.word(first - 2) in _STAFF or read.word(first - 2) in _ONE and read.word(0) in _ANY)


_STAFF = frozenset(
    "experts representatives officials specialists officers speakers delegates staff trainers lawyers presenters"
    " facilitators colleagues delegations".split()
)
_ONE = frozenset("expert official specialist officer delegate trainer lawyer facilitator colleague instructor".split())
_ANY = frozenset({"a", "an", "another", "one"})
"""How a sentence opens of which somebody without a name is the subject."""

STAFF = "staff"
"""The rule of those whose unnamed staff says something: at an event that they attend."""


def _by_staff(verb: Verb) -> bool:
    """Whether what unnamed staff does is a speech of those who sent it."""
    return verb.verb == "report" or verb.kind in ("say", "tell") and verb.verb not in _UNDERTAKEN


_UNDERTAKEN = frozenset({"agree", "commit", "undertake", "promise", "pledge", "put"})


def _is_subject(read: Line, first: int, found: Sequence[str]) -> bool:
    """Whether the list that begins at `first` is the subject, and not part of 'the head of B' or 'officials from S'."""
    while read.word(first - 1) in ("the", "both"):
        first -= 1
    if all(read.analysis.entities[f].type == "Person" for f in found):
        if _accompanies(read, first):
            return False
        stands_in = read.word(first - 1) == "by" and read.word(first - 2) == "represented"
        return stands_in or read.word(first - 1) not in ("of", "from", "with", "by", "to", "for") or first < 3
    return read.word(first - 1) not in _LINKS and read.word(first - 1) != "'s" and not _governed(read, first)


def _accompanies(read: Line, first: int) -> bool:
    """Whether the person whose words begin at `first` is the agent of an opening participle: 'Accompanied by P, the
    Minister opened …'."""
    return first < 4 and read.word(first - 1) == "by" and read.word(0).endswith(("ed", "led"))


def _governed(read: Line, first: int) -> bool:
    """Whether the words before make the name part of something else ('officials from Kenya and Uganda')."""
    return any(read.word(n) in _LINKS for n in range(max(0, first - 2), first)) and read.word(first - 1) == "and"


def _inverted(read: Line, index: int, verb: Verb) -> list[tuple[str, str]]:
    """'…,' said P."""
    if verb.kind not in ("say", "tell", "stance") or read.word(index - 1) not in (
        ",",
        "”",
        '"',
        "’",
        "'",
        "»",
        "-",
        "–",
        "",
    ):
        return []
    for group in read.groups:
        if group.first in (index + 1, index + 2) and (
            group.first == index + 1 or read.word(index + 1) in ("the", "a", "an")
        ):
            return [(group.entity, "inverted")]
    start = index + 1 + (read.word(index + 1) == "the")
    token = read.tokens[start] if start < len(read.tokens) else None
    if (
        token
        and token.mention
        and token.type in ACTORS
        and verb.verb in ("say", "add", "note", "warn")
        and read.word(start + 1) != "'s"
    ):
        return [(token.mention.entity, "inverted")]
    return []


def _parsed_subject(read: Line, index: int, verb: Verb) -> list[tuple[str, str]]:
    """The subject that the parser gives the verb, or the verb that it is joined to."""
    parsed = _parsed(read, index)
    if parsed is not None and parsed.dep_ == "pcomp" and parsed.head.lower_ in ("by", "in", "with", "before", "after"):
        parsed = parsed.head.head if parsed.head.head.pos_ == "VERB" else parsed
    elif parsed is not None and verb.tense == "ing" and parsed.dep_ not in ("advcl", "ROOT", "conj"):
        return []
    if parsed is None:
        return []
    subject = _subject_of(parsed)
    if subject is None:
        return []
    offset = read.sentence.start + subject.idx
    if subject.lower_ in ("he", "she"):
        person = person_before(read.analysis, read.sentence.start, offset)
        return [(person, "pronoun")] if person else []
    person = definite(read.analysis, read.sentence, subject)
    if person:
        return [(person, "definite")]
    heads = [subject, *subject.conjuncts] if verb.tense != "ing" else [subject]
    found = [_unit_at(read, read.sentence.start + h.idx) for h in heads]
    return [(f, "parsed") for f in dict.fromkeys(found) if f]


def _subject_of(verb: Any) -> Any:
    """The nominal subject of a verb, of the verb it is joined to, or the noun that a relative clause modifies."""
    for climbed in range(4):
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects:
            if subjects[0].dep_ == "nsubjpass":
                return None
            if subjects[0].lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
                return verb.head if subjects[0].lower_ == "who" else None
            inside = climbed and verb.dep_ == "relcl"  # 'the plans which B adopted, and told …': hardly B's words
            return None if inside else subjects[0]
        if verb.dep_ not in ("conj", "advcl", "xcomp") or verb.head is verb:
            return None
        if verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return None


def _unit_at(read: Line, offset: int) -> str | None:
    """The person whose words (title, name, apposition) cover the offset, or the actor named there as a subject."""
    for group in read.groups:
        if read.tokens[group.first].start <= offset < read.tokens[group.after - 1].end:
            return None if _accompanies(read, group.first) else group.entity
    for number, token in enumerate(read.tokens):
        if token.mention and token.start <= offset < token.end and token.type in ACTORS:
            seat = token.type == "State" and read.word(number - 1) == "in"  # 'while in S, P took the floor'
            return None if seat or read.word(number + 1) == "'s" else token.mention.entity
    return None


def _by_agent(read: Line, index: int, verb: Verb) -> list[Statement]:
    """'was opened by P', 'remarks were delivered by P and Q'."""
    if verb.kind not in ("open", "present") and verb.verb not in _PUT_TO_OTHERS | {"welcome"}:
        return []
    planned = bool({read.word(n) for n in range(index - 4, index)} & {"will", "shall"})
    by = next((n for n in range(index + 1, min(index + 6, len(read.tokens))) if read.word(n) == "by"), None)
    if verb.verb in ("welcome", "lead") and {read.word(n) for n in range(index)} & _VISITORS:
        return []
    while by and read.word(by + 1) in {":", *BULLETS}:
        by += 1
    people = people_from(read, by + 1) if by else []
    if verb.verb in ("present", "deliver", "introduce") and by and not people:
        held = {read.word(n) for n in range(index)} & (_TALKS - {"session", "sessions"})
        people = [body] if (held or verb.verb != "deliver") and (body := _body_at(read, by + 1)) else []
    if verb.verb == "address" and by:
        people = people or [p for n in _agents(read, by) for p in people_from(read, n)]
    return [statement(read, s, index, verb, "agent", planned) for s in people]


_VISITORS = frozenset("guest guests visitor visitors delegation mission he she they envoy envoys".split())
"""Who is welcomed on arrival, or led by somebody, which is no speech."""


def _body_at(read: Line, index: int) -> str | None:
    """The actor named at token `index`, unless it only owns what follows."""
    index += read.word(index) == "the"
    token = read.tokens[index] if index < len(read.tokens) else None
    owns = read.word(index + 1) == "'s" or index + 1 < len(read.tokens) and read.tokens[index + 1].capital
    return token.mention.entity if token and token.mention and token.type in ACTORS and not owns else None


def _agents(read: Line, by: int) -> list[int]:
    """Where the persons begin that follow the first agent: ', by P', 'and by the two tutors: P …'."""
    found = []
    for index in range(by + 1, len(read.tokens)):
        if read.word(index) == "by" and read.word(index - 1) in (",", "and", ";"):
            colon = next((n for n in range(index + 1, index + 7) if read.word(n) == ":"), index)
            found.append(colon + 1)
    return found
