"""Speech without a verb of speech: 'according to B', 'a statement issued by B', 'in his remarks, P …', 'P: “…”'."""

from __future__ import annotations

from kg.extract.persons.speakers import person_before
from kg.extract.speech.speech_line import (
    BULLETS,
    Line,
    Statement,
    Verb,
    actors_from,
    back_to_subject,
    people_from,
    statement,
    unit_end,
)
from kg.extract.text.words import ACTORS, words


def captions(read: Line) -> list[Statement]:
    """'P, T of B: “…”'."""
    verb = Verb("say", "say", "finite", frozenset())
    return [
        statement(read, group.entity, group.after, verb, "caption")
        for group in read.groups
        if read.word(group.after) == ":" and read.word(group.after + 1) in ("“", '"', "«", "'", "‘")
    ]


def nominal(read: Line, index: int) -> list[Statement]:
    """'according to B', 'a statement issued by B', 'in his remarks, P', 'remarks by P'."""
    word = read.word(index)
    if word == "according" and read.word(index + 1) == "to":
        return _according(read, index)
    if word in ("statement", "communiqué", "communique", "release"):
        return _released(read, index)
    if word in words("speech_nouns", "noun", "remarks"):
        return _remarks(read, index)
    if word in _SPEAKERS:
        return _speakers(read, index)
    if word in ("came", "come") and read.word(index + 1) == "from":
        return _came_from(read, index)
    if word == ":" and _SPOKEN & {read.word(n) for n in range(index)}:
        verb = Verb("speak", "present", "finite", frozenset())
        listed = people_from(read, index + 1 + (read.word(index + 1) in BULLETS))
        will = bool({"will", "shall"} & {read.word(n) for n in range(index)})
        return [statement(read, person, index, verb, "speakers", will) for person in listed if len(listed) > 1]
    if word == ":" and not read.groups:
        return _in_turn(read, index)
    if word == "for" and index == 0:
        return _for_one(read)
    return _gapped(read, index) if word in _GAPS and (word != "that" or read.word(index + 1) == "of") else []


_SPOKEN = frozenset(
    "remarks speeches addresses statements interventions presentations floor spoke speak speakers".split()
)
"""Words before a colon that say that those listed behind it speak."""
_SPEAKERS = {"speakers", "panellists", "panelists", "presenters", "discussants", "panel"}


def _speakers(read: Line, index: int) -> list[Statement]:
    """'Speakers included P and Q', 'among the speakers were P and Q'."""
    verb, start = Verb("speak", "present", "finite", frozenset()), index + 1
    while start < index + _FAR and read.word(start) not in _LISTING and _goes_on(read, start):
        start += 1
    if read.word(start) not in _LISTING:
        return []
    while read.word(start + 1) in _AMONG_OTHERS:
        start += 1
    return [statement(read, person, index, verb, "speakers") for person in people_from(read, start + 1)]


_LISTING = frozenset({"included", "include", "were", "are", "be", "including", ":", "featured", "features"})
_AMONG_OTHERS = frozenset({":", ",", "among", "others", "also", *BULLETS})
_FAR = 14
"""Words between 'speakers' and the verb behind which they are listed: 'at the conference in P on 5 May'."""


def _goes_on(read: Line, index: int) -> bool:
    """Whether the token belongs to where and when they speak: neither a person nor the end of the clause."""
    if index >= len(read.tokens) or read.word(index) in ("who", "from", "of", "had", "have", "said", "and"):
        return False
    token = read.tokens[index]
    return token.type != "Person" and (token.kind != "punct" or token.text in (",", "(", ")"))


def _came_from(read: Line, index: int) -> list[Statement]:
    """'Words of welcome came from A, from B as chair, and from P, T of C'."""
    if not {read.word(n) for n in range(index)} & _GIVEN:
        return []
    verb, found = Verb("speak", "present", "finite", frozenset()), []
    for number in range(index + 1, len(read.tokens)):
        if read.word(number) == "from":
            found += people_from(read, number + 1) or actors_from(read, number + 1)
    return [statement(read, speaker, index, verb, "came-from") for speaker in dict.fromkeys(found)]


_GIVEN = {"welcome", "remarks", "speeches", "statements", "presentations", "greetings", "contributions", "addresses"}

_TOLD = {"told", "spoke", "talked", "reported", "presented", "shared", "described", "explained", "outlined", "gave"}

_TELLERS = frozenset(
    "countries states delegations speakers organisations organizations agencies bodies members".split()
)


def _in_turn(read: Line, index: int) -> list[Statement]:
    """'Six countries told how they had done it: A, B and C'."""
    listed = actors_from(read, index + 1)
    before = {read.word(n) for n in range(index)} if len(listed) > 1 else set()
    verb = Verb("present", "present", "finite", frozenset())
    told = before & _TOLD and before & _TELLERS
    return [statement(read, actor, index, verb, "in-turn") for actor in listed] if told else []


def _for_one(read: Line) -> list[Statement]:
    """'For P, T of B, the operation was a chance': what P thinks of it."""
    group = next((g for g in read.groups if g.first in (1, 2)), None)
    if group is None or read.word(group.after) != ",":
        return []
    following = {read.word(n) for n in range(group.after, group.after + 12)}
    verb = Verb("think", "stance", "finite", frozenset())
    return [statement(read, group.entity, 0, verb, "for-one")] if following & {"is", "was", "means", "meant"} else []


def _gapped(read: Line, index: int) -> list[Statement]:
    """'A shared its experience of x, B |that of| y', 'A spoke of x and B |of| y', 'A explained its x and B |its| y': B
    speaks too."""
    token = read.tokens[index - 1] if index else None
    before = [n for n in range(index - 1) if read.word(n) in _TOLD]
    if not before or token is None or token.mention is None or token.type not in ACTORS:
        return []
    opens = index - 2 - (read.word(index - 2) == "the")
    if read.word(opens) not in (",", ";", "and", "while") or not _said_again(read, before[0], opens, index):
        return []
    verb = Verb("share", "present", "finite", frozenset())
    return [statement(read, token.mention.entity, index, verb, "gapped")]


def _said_again(read: Line, verb: int, end: int, index: int) -> bool:
    """Whether the words behind the verb take up what stands at `index`: 'its' its, 'of' of, 'that of' an owner."""
    behind = {read.word(n) for n in range(verb + 1, min(verb + 5, end))}
    word = read.word(index)
    if read.word(verb) == "told" and word != "how":
        return False  # 'told A about x and B about y'
    return bool(behind & _OWNERS) if word == "that" or word in _OWNERS else word in behind


_OWNERS = frozenset("its their his her".split())
_GAPS = _OWNERS | {"of", "about", "on", "how", "that"}


def _according(read: Line, index: int) -> list[Statement]:
    start = index + 2 + (read.word(index + 2) == "the")
    people = people_from(read, index + 2)
    token = read.tokens[start] if start < len(read.tokens) else None
    owns = read.word(start + 1) == "'s"
    speaker = (
        people[0]
        if people
        else token.mention.entity
        if token and token.mention and token.type in ACTORS and not owns
        else None
    )
    verb = Verb("according", "stance", "finite", frozenset())
    return [statement(read, speaker, index, verb, "according-to")] if speaker else []


def _released(read: Line, index: int) -> list[Statement]:
    """'a statement (issued) by B', 'a statement that B issued', 'B issued a statement'."""
    tokens, verb = read.tokens, Verb("issue", "stance", "finite", frozenset())
    after = index + 1
    while read.word(after) in (
        "issued",
        "released",
        "published",
        "by",
        "from",
        "that",
        "which",
        "of",
        "the",
        "today",
        "yesterday",
    ):
        after += 1
    told = "according" in {read.word(n) for n in range(index)} or _goes_on_saying(read, after)
    links = {"by", "from", "that", "which", *(["of"] if told else [])}
    linked = any(read.word(n) in links for n in range(index + 1, after))
    if linked and after < len(tokens) and tokens[after].type in ACTORS:
        mention = tokens[after].mention
        that = any(read.word(n) in ("that", "which") for n in range(index + 1, after))
        if mention and (not that or read.word(after + 1) in ("issued", "released", "published", "made")):
            return [statement(read, mention.entity, index, verb, "statement-of")]
    for number in range(index - 1, max(0, index - 6), -1):
        if read.word(number) in ("issued", "released", "published", "issues", "releases"):
            unit = unit_end(read, back_to_subject(read, number))
            return [statement(read, unit[0], index, verb, "statement-of")] if unit else []
    return []


def _goes_on_saying(read: Line, index: int) -> bool:
    """Whether a verb of saying stands behind the body at token `index`: '…, a statement of B said'."""
    return read.word(index + 1) in ("said", "says", "added", "noted", "read", "reads")


def _remarks(read: Line, index: int) -> list[Statement]:
    """'In his remarks, P …', 'opening remarks by P', 'P's remarks'."""
    verb = Verb("remarks", "present", "finite", frozenset())
    if read.word(index + 1) in ("by", "from", "of") and (people := people_from(read, index + 2)):
        return [statement(read, person, index, verb, "remarks-by") for person in people]
    first = next((n for n in range(index - 1, max(-1, index - 5), -1) if read.word(n) in ("his", "her")), None)
    if first is None and read.word(0) in ("in", "delivering") and read.word(1) in ("a", "the", "an") and index < 5:
        first = 1  # 'In a keynote, P …'
    if first is None or read.word(first - 1) not in ("in", "during", "with"):
        return []
    comma = read.word(index + 1) == ","
    if comma and read.word(index + 2) in ("he", "she", "the"):
        person = person_before(read.analysis, read.sentence.start)
        return [statement(read, person, index, verb, "remarks")] if person else []
    ahead = next((g for g in read.groups if comma and g.first - index in (2, 3)), None)
    person = ahead.entity if ahead else None
    if person is None:
        behind = [g for g in read.groups if g.index < first]
        pronoun = not behind and {"he", "she"} & {read.word(n) for n in range(index, index + 4)}
        person = behind[-1].entity if behind else None
        if pronoun or (person is None and not comma):
            person = person_before(read.analysis, read.sentence.start, read.sentence.start)
    return [statement(read, person, index, verb, "remarks")] if person else []
