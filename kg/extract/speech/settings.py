"""Whether a statement is made at an event, and at which: 'told the conference', 'in her opening remarks', not 'ahead of
the workshop' nor 'told reporters after the ceremony'."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extract.analysis import Analysis
from kg.extract.focus import OTHER_CLAUSE, main_event
from kg.extract.speech.speech_line import Line, Statement
from kg.extract.speech.speech_rolls import ROLL
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import words
from kg.records import Mention

_TYING = {"during", "at", "told", "addressed", "addressing", "opened", "opening", "closed", "closing", "to", "of", "in"}
_AUDIENCE = {"participants", "delegates", "trainees", "attendees", "audience", "gathering", "graduates", "meeting",
             "conference", "summit", "forum", "workshop", "guests", "session", "delegations", "colleagues", "peers",
             "dignitaries", "counterparts", "panellists", "panelists", "organisers", "organizers", "facilitators",
             "trainers", "everybody", "everyone", "them"}  # fmt: skip
_ELSEWHERE = {"reporters", "journalists", "press", "newspaper", "tv", "television", "radio", "bbc", "cnn", "reuters",
              "afp", "interview", "twitter", "tweet", "tweeted", "statement", "correspondent", "daily"}  # fmt: skip
_AWAY = {"before", "after", "following", "ahead", "prior", "eve", "sidelines", "margins", "advance"}
_OPENING = re.compile(
    r"(?:the )?(?:\w+ )?(?:opening|closing|inaugural|inauguration)(?: (?:session|plenary|event))?$", re.I
)


def tied(read: Line, statement: Statement) -> bool:
    """Whether the sentence itself ties the statement to an event: 'during the training', 'told the conference', 'in her
    remarks', 'opened', 'presented', 'was represented by'."""
    spoken = {t.lower for t in read.tokens}
    if _read_out(read) or _floor(read, statement):
        return True
    if statement.rule == ROLL:
        return not {"reporters", "journalists", "press", "interview"} & spoken
    if statement.rule in ("according-to", "statement-of") or elsewhere(read) and not _event_named(read, statement):
        return False
    if away(read, statement):
        return False
    if {"declaring", "declared", "declare"} & spoken and "open" in spoken:
        return True
    if _there(read) or statement.rule == "agent":
        return True
    if statement.kind in ("present", "open") or statement.verb in ("speak", "brief") or _body_tells(read, statement):
        return True
    if statement.rule in ("remarks", "remarks-by") or _remarks(read) or _event_named(read, statement):
        return True
    return bool(_told_audience(read, statement) or _represented(read, statement) or _trains(read, statement))


_TELLS = frozenset("describe explain outline report tell".split())


def _body_tells(read: Line, statement: Statement) -> bool:
    """Whether a body 'described how', 'explained its law', 'reported on its work': told to others who are there."""
    if statement.verb not in _TELLS or read.analysis.entities[statement.speaker].type == "Person":
        return False
    index = next(n for n, t in enumerate(read.tokens) if t.start == statement.offset)
    return read.word(index + 1) in ("how", "its", "their", "on", "of")


_TOLD = {"tell", "assure", "reassure", "remind", "brief", "inform"}
_READ = re.compile(
    r"\b(?:speech|statement|message|remarks|address|letter) (?:that|which|was|were|of|by|from)\b[^;]{0,120}?\bread\b"
    r"|\bread(?: out)? (?:a|an|the|his|her) (?:\w+ )?(?:speech|statement|message|remarks|address)\b",
    re.I,
)
_FLOOR = re.compile(
    r"\b(?:took|had|given|got|gave) the floor\b|\bfrom the (?:chair|podium|rostrum|stage|floor)\b"
    r"|\bspoke (?:first|next|last|second|in turn)\b|\b(?:first|next|last) to speak\b"
    r"|\bwas the (?:first|next|last) speaker\b|\b(?:for|on) (?:his|her|(?:its|their)(?= part,)) part\b"
    r"|\balso (?:spoke|took the floor)\b|\bin turn\b"
    r"|\b(?:closed|opened|rounded off) the (?:round|day|evening|series|discussion|debate)\b"
    r"|\b(?:by|over|via|through|in a) (?:video|videoconference|video[- ]link|video message|recorded message)\b"
    r"|\bin (?:a|his|her) (?:presentation|lecture|talk|keynote|intervention|speech|address)\b"
    r"|\b(?:put|answered|took) (?:a |the |some |their |many |his |her )?questions?\b"
    r"|\b(?:said|told|spoke|explained|noted|added|warned|stressed|remarked) (?:there|on (?:the|this) occasion)"
    r"(?=[.,;:]| that\b)"
    r"|\bwhen (?:it|the [\w-]+) (?:was|were) (?:opened|launched|presented|signed|inaugurated|closed|shown)\b"
    r"|\bgave (?:his|her) (?:views?|assessment|account|opinion)\b"
    r"|\bvote of thanks\b|\bin plenary\b|\bspeaking (?:for|on behalf of|in the name of) (?:the |his |her )?[A-Z]"
    r"|\bsaid (?:a few|some) words\b|\bwords of (?:welcome|thanks)\b|\b(?:the|a) (?:first|last|final|closing) word\b"
    r"|\bthe turn of\b|\bin the name of the (?:hosts?|organi[sz]ers?)\b"
    r"|\bon the (?:first|second|third|last|final|opening|closing) (?:day|morning|afternoon|evening)\b"
    r"|\bin the (?:morning|afternoon|course of the (?:day|two days|three days))\b"
    r"|\b(?:after|before|over) (?:lunch|the break)\b"
    r"|\bat the (?:start|outset|beginning|end|close)(?! of)|\bto (?:begin|start|end|close) with\b"
    r"|\b(?:told|spoke|talked) (?:of|about) (?:its|their|his|her) (?:[\w-]+ ){0,2}experiences?\b"
    r"|\bin (?:closing|opening|concluding)(?=[.,;:])|\bin the chair\b|\b(?:on|over) days? (?:one|two|three|four)\b"
    r"|\bat (?:the|today['’]s|yesterday['’]s|this (?:morning|afternoon)['’]s) (?:official |formal )?(?:opening|closing)"
    r"(?! (?:of|ceremon|session))"
    r"|\bin the (?:opening|closing|final|plenary|first|second|third|last) (?:session|panel)\b"
    r"|\b(?:opening|closing|concluding|winding up|summing up) the (?:debates?|proceedings|deliberations|discussions?|"
    r"sitting|day)\b|\bas (?:the )?(?:proceedings|deliberations|debates?|discussions) (?:opened|began|closed|ended)\b"
    r"|\b(?:those|everyone|all) present\b|\b(?:the|his|her) (?:audience|listeners)\b"
    r"|\bin reply to the (?:debate|questions?)\b"
    r"|\b(?:as|when|while) (?:he|she) (?:chaired|opened|closed|launched|inaugurated|"
    r"addressed|received|handed (?:over|out)|gave|presented|installed|unveiled|"
    r"signed|concluded)\b|\breceiving the (?:equipment|keys?|donation|vehicles?|items|gifts?)\b",
    re.I,
)


def _read_out(read: Line) -> bool:
    """Whether words are read for the speaker by another: 'in a statement that P read for him'."""
    return bool(_READ.search(read.analysis.text, read.sentence.start, read.sentence.end))


def _floor(read: Line, statement: Statement) -> bool:
    """Whether the words around the verb are those of a meeting: 'took the floor', 'from the chair', 'spoke first'."""
    reach = 200 if statement.rule == "inverted" else 90  # 'said P, T of B, at the opening'
    start, end = max(read.sentence.start, statement.offset - 120), min(read.sentence.end, statement.offset + reach)
    return not elsewhere(read) and bool(_FLOOR.search(read.analysis.text, start, end))


_OF_EVENT = frozenset("opening closing welcome welcoming introductory concluding inaugural keynote".split())
"""What remarks are those of an event by: 'in opening remarks', without whose."""
_THEIRS = frozenset({"his", "her", "their"})


def _remarks(read: Line) -> bool:
    """'In his opening remarks', 'at the opening', 'speaking at the event', 'in his welcome'."""
    for index, token in enumerate(read.tokens):
        if token.lower in ("welcoming", "greeting", "addressing", "thanking") and _AUDIENCE & {
            read.word(n) for n in range(index + 1, index + 5)
        }:
            return True
        if token.lower in words("speech_nouns", "noun", "remarks"):
            before = {read.word(n) for n in range(max(0, index - 4), index)}
            of_event = read.word(index - 1) in _OF_EVENT and read.word(index - 2) in ("in", "during")
            if of_event or before & _THEIRS and before & {"in", "during", "with", "delivering", "giving", "at"}:
                return True
        if (
            token.lower in ("opening", "closing", "close", "event", "ceremony", "launch")
            and read.word(index - 1) == "the"
        ) and read.word(index - 2) in ("at", "during", "addressing", "on"):
            return True
        if token.lower in ("ribbon", "tape") and {read.word(index - 2), read.word(0)} & {"cutting", "cut"}:
            return True
        that = read.word(index - 1) in ("that", "this") and read.word(index - 2) in ("at", "during")
        if that and token.lower in words("speech_settings", "noun"):
            return True
    return False


def _event_named(read: Line, statement: Statement) -> bool:
    """Whether an event stands in the sentence behind 'during', 'at', 'told' or the like, or an audience is told."""
    inside = read.analysis.events.within(read.sentence.start, read.sentence.end)
    return any(_ties(read, statement, mention) for mention in inside)


def _other(read: Line, statement: Statement, mention: Mention) -> bool:
    """Whether an event that is told of behind the verb is a later or an earlier one, or that of another clause."""
    if OTHER_CLAUSE.fullmatch(read.analysis.text, statement.offset, mention.start):
        return True
    if _spoken_of(read, statement, mention):
        return True
    words_before = read.analysis.text[max(0, mention.start - 14) : mention.end].lower()
    told_of = re.search(r"\b(?:next|previous|last|upcoming|future|forthcoming|earlier)\b", words_before)
    return bool(told_of) and mention.start > statement.offset


_SPOKEN_OF = re.compile(
    r"\b(?:that|how|why|whether)\b [^“”\"]{6,}\b(?:at|during|in|for) (?:\S+ ){0,3}\Z"
    r"|\b(?:made|taken|given|reached|adopted|agreed|endorsed|approved|announced|launched|decided|signed|presented|tabled"
    r"|discussed|examined|reviewed|raised|debated|considered|concluded|formulated|set out|put forward)(?: (?:up)?on)?"
    r" (?:at|during) (?:\S+ ){0,3}\Z"
)
"""Between a verb of speech and an event that only what is said tells of: 'reminded them of the pledges made at |E|'."""


def _spoken_of(read: Line, statement: Statement, mention: Mention) -> bool:
    """Whether an event that the article is not about is named in what is said, and so hardly where it is said."""
    if mention.start < statement.offset or statement.kind == "open":
        return False
    inside = _SPOKEN_OF.search(read.analysis.text, statement.offset, mention.start)
    return inside is not None and mention.entity != main_event(read.analysis)


def _ties(read: Line, statement: Statement, mention: Mention) -> bool:
    text = read.analysis.text
    before = text[max(read.sentence.start, mention.start - 30) : mention.start].lower().split()
    while before and (before[-1] in ("the", "a", "an", "this", "its", "their") or before[-1].endswith(("-day",))):
        before.pop()
    if re.search("press|news", text[mention.start : mention.end], re.I) or _other(read, statement, mention):
        return False
    closing = before[-2:] and " ".join(before[-2:]) in _WINDING_UP
    met = before[-1:] == ["for"] and _MET.search(text, read.sentence.start, mention.start) is not None
    tying = bool(before) and before[-1] in _TYING - {"of", "in", "to"}
    return (tying or closing or met) and abs(mention.end - statement.offset) < 240


_WINDING_UP = frozenset({"wound up", "wrapped up", "winding up", "wrapping up", "kicked off", "kicking off"})
_MET = re.compile(r"\b(?:when|as|while|where) [^.;]{2,80}\b(?:gathered|met|came together|assembled|convened)\b", re.I)
"""'… when officials gathered in P for |the consultation|'."""


def _told_audience(read: Line, statement: Statement) -> bool:
    index = next(n for n, t in enumerate(read.tokens) if t.start == statement.offset)
    following = [read.word(n) for n in range(index + 1, index + 5)]
    if statement.verb in _TOLD and set(following) & words("speech_listeners", "word"):
        return True
    if statement.verb == "tell" and following[0] in ("some", "about", "around", "over") and "people" in following:
        return True
    if statement.verb == "take" and set(following) & _AUDIENCE and "through" in following:
        return True
    if statement.kind in ("tell", "say") and following[0] == "the" and _those_there(following):
        return True
    asked = statement.kind == "tell" or statement.verb in (
        "welcome",
        "thank",
        "encourage",
        "congratulate",
        "greet",
        "wish",
        "bid",
    )
    return asked and bool(set(following) & _AUDIENCE)


_THERE = frozenset(
    "ministers officials officers experts judges prosecutors magistrates members representatives ambassadors directors"
    " chiefs leaders envoys parliamentarians lawmakers mayors students trainers investigators visitors recruits".split()
)


def _those_there(following: list[str]) -> bool:
    """Whether 'the ministers', 'the assembled judges' are told something: those who meet, where nothing says whose."""
    place = next((n for n, word in enumerate(following[1:3], 1) if word in _THERE), None)
    return place is not None and (following[place + 1 : place + 2] or ["to"])[0] not in ("of", "from", "in", "and")


def _represented(read: Line, statement: Statement) -> bool:
    spans = [
        c.evidence[0]
        for c in read.analysis.claims
        if c.relation == "represents" and c.subject == statement.speaker and c.rule != "on-behalf-of"
    ]
    return any(read.sentence.start <= s.start < read.sentence.end for s in spans)


_TRAINER = re.compile(
    r"(?:trainer|instructor|facilitator|lecturer|moderator|panell?ist|resource person|keynote speaker)$", re.I
)


def _trains(read: Line, statement: Statement) -> bool:
    """Whether the speaker is there as a trainer, a panellist or the like: 'P, a UNODC trainer, explained how'."""
    posts = [c for c in read.analysis.claims if c.relation == "position" and c.subject == statement.speaker]
    here = [c for c in posts if read.sentence.start <= c.evidence[0].start < read.sentence.end]
    return any(_TRAINER.search(c.object) for c in here)


def _there(read: Line) -> bool:
    """'There, she said …', 'she said on that occasion': at the event that the sentence before tells of."""
    opening = [read.word(n) for n in range(len(read.tokens))]
    if any(opening[n : n + 3] == ["on", "that", "occasion"] for n in range(len(opening))):
        return True
    return read.word(0) == "there" and read.word(1) not in ("is", "are", "was", "were", "will", "has", "have", "had")


def _unknown(read: Line) -> bool:
    """'Inaugurating that meeting, P …' where the sentence before names no event, but tells of it in a verb."""
    here = read.sentence.index
    pointed = any(read.word(n) == "that" and read.word(n + 1) in words("speech_settings", "noun") for n in range(1, 4))
    if not pointed or here == 0 or not read.word(0).endswith("ing"):
        return False
    last = read.analysis.sentences[here - 1]
    return not read.analysis.events.within(last.start, last.end)


_VOICES = re.compile(
    r"\b(?:speakers|participants|stakeholders|delegates|delegations|experts|officials|panell?ists|discussants|attendees"
    r"|activists|campaigners|ministers|countries)\b",
    re.I,
)


def voiced_before(analysis: Analysis, sentence: Sentence) -> str | None:
    """The event at which speakers without a name spoke in a sentence before: 'so said officials at a workshop'."""
    for before in reversed([s for s in analysis.sentences if s.index < sentence.index and s.kind == "body"]):
        said = any(w.lower() in _SAID for w in re.findall(r"\w+", analysis.text[before.start : before.end]))
        if not said or not _VOICES.search(analysis.text, before.start, before.end):
            continue
        for mention in analysis.events.within(before.start, before.end):
            if re.search(r"\b(?:at|during|told) (?:\S+ ){0,3}$", analysis.text[before.start : mention.start]):
                return mention.entity
    return None


_SAID = frozenset("said say stressed observed noted heard agreed warned told called urged demanded".split())


def elsewhere(read: Line) -> bool:
    """Whether the sentence speaks of the press, a statement or the like."""
    return any(
        (token.lower in _ELSEWHERE and not _spoken(read, index))
        or (token.type == "Document" and token.lower.startswith("press "))
        or _told_paper(read, index)
        for index, token in enumerate(read.tokens)
    )


def _told_paper(read: Line, index: int) -> bool:
    """'P told Daily Star', 'P said to N', 'speaking to N': a name that is none of a body, a person or an event."""
    to = read.word(index) in ("said", "speaking") and read.word(index + 1) == "to"
    index += to
    if not to and read.word(index) not in ("told", "tells") or index + 1 >= len(read.tokens):
        return False
    heard = read.tokens[index + 1]
    place = heard.type == "Place" and read.word(index + 2) == "-"  # a paper with a land in its name
    named = heard.mention is not None and not place and not (to and read.word(index + 2) in (",", "that"))
    named = named or any(g.first <= index + 1 < g.after for g in read.groups)
    events = read.analysis.events.overlapping(heard.start, heard.end)
    return (heard.capital or place) and not named and not events


def _spoken(read: Line, index: int) -> bool:
    """Whether the word is no press: a statement that is delivered, 'how to |interview| workers'."""
    before = {read.word(n) for n in range(max(0, index - 5), index)}
    if read.word(index) == "statement":
        return bool(before & _DELIVERED)
    if "invited" in (read.word(index + 1), read.word(index + 2)):
        return True  # 'journalists are invited to the opening'
    return read.word(index) in ("interview", "press") and read.word(index - 1) in _BEFORE_VERB


_BEFORE_VERB = frozenset("to will would can could must should may might".split())
_DELIVERED = frozenset("deliver delivers delivered delivering make makes made gave gives give giving".split())


def away(read: Line, statement: Statement) -> bool:
    """'Before the meeting', 'in remarks after the ceremony', 'on the sidelines of the summit': not at the event."""
    for index, token in enumerate(read.tokens):
        if token.lower not in _AWAY or token.start - statement.offset > 90:
            continue
        settings = words("speech_settings", "noun") - {"it"}  # 'half is lost before it reaches paper'
        following = [n for n in range(index + 1, index + 6) if read.word(n) in settings]
        between = {read.word(n) for n in range(index + 1, following[0])} if following else {","}
        if not between & {",", ";", "that", "his", "her", "and"} and not read.word(index + 1).endswith("ing"):
            return True
    return False


def setting(read: Line, statement: Statement, event_at: Callable[[int], str | None], main: str | None) -> str | None:
    """The event at which the statement is made, where something ties it to one: the event that is told or addressed,
    that stands behind 'at' or 'during', else the one in focus. An opening is part of the main event."""
    if _there(read) and read.sentence.index:
        return event_at(read.analysis.sentences[read.sentence.index - 1].end - 1)
    inside = read.analysis.events.within(read.sentence.start, read.sentence.end)
    behind = [m for m in inside if 0 < m.start - statement.offset < 60]
    if _unknown(read):
        return None
    if statement.kind == "open" and behind:
        return _whole(read, behind[0], main)
    named = [m for m in inside if _ties(read, statement, m)]
    if named:
        return _whole(read, min(named, key=lambda m: abs(m.start - statement.offset)), main)
    before = [m for m in inside if m.start <= statement.offset]
    if before or not inside:
        event = event_at(statement.offset)
        return _whole(read, before[-1], main) if before and event == before[-1].entity else event
    return main or event_at(statement.offset)


def _whole(read: Line, mention: Mention, main: str | None) -> str:
    """The event itself; for its 'opening session' the main event of the article."""
    return main if main and _OPENING.match(read.analysis.surface(mention)) else mention.entity
