"""Mentions of events: noun phrases around an event noun.

Source of the nouns: the table `event_nouns`, collected from releases of the genre.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from kg.extract.analysis import Analysis, normalise
from kg.extract.event_facts.ties import site
from kg.extract.events.back import attended, back, only_back
from kg.extract.events.foreign import FOREIGN_NOUN, foreign_end, opens_foreign
from kg.extract.events.mention import EventMention
from kg.extract.events.particular import is_particular
from kg.extract.events.talks import TALKS, TALKS_HELD, in_talks
from kg.extract.events.wholes import up_to_whole
from kg.extract.events.words import (
    ASKED,
    COUNTED_ELSE,
    DETERMINERS,
    FILLER,
    FIRST,
    FRONTED,
    MARKERS,
    POS_STOP,
    PRAISED,
    RUN_BY,
    SPOKE,
    STOP,
    TITLE_ENDS,
    TOLD_IT,
    before_payer,
    counted_such,
    goes_on,
    inside_name,
    is_apposed,
    is_title_verb,
    markers,
    of_year,
    says_what,
    tells,
)
from kg.extract.tables import table
from kg.extract.text.masking import TOKEN, Item, Masked
from kg.extract.text.ordinals import counts_last, days, ordinal
from kg.extract.text.sentences import Sentence

# A date in brackets inside the phrase: 'a three-day (19-21 October) meeting'.
_DATED = re.compile(r"\(⟦T\d+⟧\)?$")
_WORD = re.compile(
    r"\((?:⟦[PJ]\d+⟧|[A-Z][A-Za-z]{1,7})\)(?= )|"
    r"[⟦⟨][A-Z]\d+[⟧⟩](?:['’]s?(?!\w))?|[\w’'./&-]*[\w](?:[’'](?=\s))?|[^\w\s]"
)
_RIGHT_STOP = re.compile(
    r"\s*(?:[,.;:?!()–—“”\"]|- |⟦T\d+⟧|(?:that|which|who|whose|where|when|while|as|was|were|is|are|has|have|had|will|"
    r"would|took|takes?|held|(?:co-)?(?:organi[sz]ed|hosted|chaired)|attended|to be|by|from|during|"
    r"after|before|this|last|next|under|"
    r"through|jointly|today|yesterday|tomorrow|here|at|within|since|until|wraps?|wound|winds|adjourn(?:s|ed)|"
    r"ended|ends|opens?|begins?|began|starts?|concludes?|"
    r"concluded|beginning|starting|commencing|kick(?:s|ed|ing) off|featured|features|comprised|comprises|"
    r"concluding(?= (?:on|in|at|today|⟦T))|called|titled|entitled|themed|said|says|adopted|endorsed|approved|"
    r"agreed|issued|"
    r"(?:finally|eventually|then|also|successfully|officially|formally|ultimately|now)(?= (?:took|takes|w(?:as|ere)|is|"
    r"opened|began|started|got|came|went|ended|kicked)\b)|"
    r"(?:co-)?\w+ed(?= (?:jointly )?by\b)|"
    r"(?:opened|closed|started|convened|resumed)(?= (?:in|on|at|today|yesterday|with|by|here|this|last|⟦T)|[.,]))\b)"
)
_LINK = re.compile(r"\s+(?:of|on|for|about|between|regarding|concerning|with|in|to|dedicated to|aimed at)\s+", re.I)
_WIDE = re.compile(
    r"\b(?:Asia|Africa|Americas?|Europe|Pacific|Balkans?|Horn|Sahel|Mediterranean|Gulf|Arab|Caribbean|Lakes|ASEAN|SADC|"
    r"ECOWAS|IGAD|OSCE|EAC|Danube|Mekong|Andean|Maghreb|Nordic|Baltic) [Rr]egion$"
)
_NAME_GOES_ON = re.compile(r" to (?:[a-z]{3,12} (?:and [a-z]{3,12} )?)?[A-Z][a-z]+\b")
_BRACKET = re.compile(r"\s*\((?:[A-Z][\w-]{1,12}\)|[^()]{1,40}\)(?= (?:on|for|of) ))")
_CALL = re.compile(r"\bcalls?$", re.I)
"""'A courtesy call on the Minister': on whom somebody calls is no part of its name."""
_OWNER = re.compile(r"⟦N\d+⟧['’]s?")
_ACTING = re.compile(
    r"(?:, (?:the )?⟦[A-Z]\d+⟧){0,4}(?:,? and (?:the )?⟦[A-Z]\d+⟧)?(?: jointly| today| together)* "
    r"(?:(?:co-)?(?:convened|organi[sz]ed|hosted)|held|trained|launched) (?:the |an? |its |their |\d)"
)
"""What follows a body whose name ends like an event: 'Child Policy Forum and ⟦I1⟧ convened a …'."""
_NAMING = re.compile(
    r"\b(?:called|titled|entitled|named|dubbed|known as|themed|under the (?:title|name|theme)(?: of)?)"
    r"(?: the)?:? (?:[\w’'⟦⟧&,-]+ ){0,5}$"
)
_AHEAD = re.compile(
    r",? (?:(?:which|that)\b(?:[^⟦⟧.;:]|⟦[A-Z]\d+⟧){0,60}? )?"
    r"(?:will|(?:is|are) (?:going to|to|due to|set to|scheduled to|expected to|planned|foreseen|set for|due in)|"
    r"to be (?:held|hosted|convened)|follows? (?:in|on|at) )"
)
_TO_HOLD = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to|due to|set to|going to|planning to)|(?:plan|preparation)s? to)"
    r"(?: also| again| jointly| soon)? (?:hold|(?:co-)?host|organi[sz]e|convene|conduct|run|stage|"
    r"launch|deliver|facilitate) (?:an? |its |their |the )?$"
)
"""'IOM will hold |a workshop|': one that is to come."""


@lru_cache
def heads() -> tuple[re.Pattern[str], Mapping[str, dict[str, str]]]:
    """The pattern of all nouns for events, and their rows by noun."""
    rows = {row["head"]: row for row in table("event_nouns")}
    plural = ("talks", "consultations", "proceedings", "bilateral discussions")
    forms = sorted(rows, key=len, reverse=True)
    pattern = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w⟦-])(?<!chief of )(?<!head of )(?:{pattern})(?![\w-]|['’]s\s+⟦)", re.I), {
        form: {**row, "plural": "yes" if form in plural else ""} for form, row in rows.items()
    }


@lru_cache
def _next_event() -> re.Pattern[str]:
    """What follows 'and' where a second event is named: 'Meeting of Experts and Regional Webinar on Data'."""
    forms = "|".join(re.escape(row["head"].title()) for row in table("event_nouns") if row["needs"] != "never")
    return re.compile(rf" (?:[A-Z][\w-]+ ){{1,4}}?(?:{forms})(?= (?:of|on|for|to)\b|[.,;:]|$)")


def _token_at(doc: Any, sentence: Sentence, offset: int) -> Any:
    """The spaCy token that covers a text offset, or None."""
    position = offset - sentence.start
    return next((token for token in doc if token.idx <= position < token.idx + len(token)), None)


def _stops_left(word: str, masked: Masked, at: int, sentence: Sentence, doc: Any) -> bool:
    low = word.casefold()
    if word in {"-", "–", "/"} and not re.search(r"\s", masked.text[at - 1 : at] + masked.text[at + 1 : at + 2]):
        return False
    if low == "such" and counted_such(masked.text[:at]):
        return False
    if low in STOP or (sentence.kind == "title" and is_title_verb(word)) or not re.match(r"\(?[\w⟦⟨]", word):
        return True
    if word.startswith("⟦"):
        return word[1] in "NTE" and word[1] != "T"
    if sentence.kind == "title" or ordinal(word) is not None or MARKERS.fullmatch(word):
        return False
    if re.fullmatch(r"[a-z]+(?:-[a-z]+)+", word):
        return False
    token = _token_at(doc, sentence, masked.original(at)) if doc is not None else None
    return token is not None and (token.pos_ in POS_STOP or (token.pos_ == "VERB" and tells(token)))


def _left(masked: Masked, head: int, sentence: Sentence, doc: Any) -> tuple[int, str]:
    """Where the phrase before the head begins, and its determiner."""
    start, determiner = head, "none"
    text = masked.text
    words = list(_WORD.finditer(text, 0, head))[-14:]
    for at in range(len(words) - 1, -1, -1):
        match, word = words[at], words[at].group()
        if word.casefold() in DETERMINERS:
            return start, DETERMINERS[word.casefold()]
        if text[match.end() : start].strip() or (
            _stops_left(word, masked, match.start(), sentence, doc)
            and not inside_name(words, at, text[start : start + 1])
            and not _joined(words, at)
            and not _in_dated(text, start)
        ):
            if _OWNER.fullmatch(word) and not text[match.end() : start].strip():
                determiner = "possessive"
            elif RUN_BY.match(text, match.start() - 1) and at > 1:  # 'an EU-funded |training|'
                determiner = before_payer([earlier.group() for earlier in words[: at - 1]])
            break
        start = match.start()
        if re.fullmatch(r"⟦[A-Z]\d+⟧['’]s?", word):
            determiner = "definite" if word[1] == "T" else "possessive"  # 'Monday's ceremony' is the one of that day
    return start, determiner


def _in_dated(text: str, start: int) -> bool:
    """Whether a day in brackets stands before the phrase, or opens it: 'the seminar (3 May) |series|'."""
    before = text[max(0, start - 12) : start].rstrip()
    return _DATED.search(before) is not None or (before.endswith("(") and text.startswith("⟦T", start))


def _finite_at(masked: Masked, at: int, sentence: Sentence, doc: Any) -> bool:
    if doc is None or sentence.kind == "title":
        return False
    token = _token_at(doc, sentence, masked.original(at))
    return token is not None and (token.pos_ == "AUX" or (token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}))


def is_region(item: Item, analysis: Analysis) -> bool:
    """Whether the item is a part of the world ('Horn of Africa'): it names an event's scope, not where it is held."""
    row = analysis.entities[item.entity]
    return item.type == "Place" and ((row.reference or "").startswith("region-") or bool(_WIDE.search(row.name)))


def phrase_right(masked: Masked, head_end: int, sentence: Sentence, doc: Any, analysis: Analysis) -> int:
    """Where the phrase after the head ends: 'of …', 'on …', 'for …' up to a verb, a date, a place or punctuation."""
    text, end = masked.text, head_end
    if acronym := _BRACKET.match(text, end):
        end = acronym.end()
    while link := _LINK.match(text, end):
        if _closes(masked, link, analysis):
            break
        stop = _phrase_end(masked, link.end(), sentence, doc)
        if stop <= link.end():
            break
        end = stop
        if acronym := re.compile(r"\s*\([A-Z][\w-]{1,12}\)").match(text, end):
            end = acronym.end()
    return end


def _closes(masked: Masked, link: re.Match[str], analysis: Analysis) -> bool:
    """A link that belongs to the sentence and not to the name: 'in Nairobi', 'on 3 May', 'with IOM'."""
    word = link.group().strip().casefold()
    follows = TOKEN.match(masked.text, link.end()) or re.compile(r"the ⟦([A-Z])(\d+)⟧").match(masked.text, link.end())
    if word == "with" or (word in {"on", "about"} and masked.text.startswith(("how ", "ways "), link.end())):
        return True
    if word == "on" and masked.text.startswith("behalf ", link.end()):
        return True
    if word == "on" and _CALL.search(masked.text[: link.start()]):
        return True
    if word == "about" and any(said.search(masked.text[: link.start()]) for said in (TOLD_IT, SPOKE)):
        return True
    if word == "for" and any(verb.search(masked.text[: link.start()]) for verb in (PRAISED, ASKED)):
        return True
    if word == "to":
        if _NAME_GOES_ON.match(masked.text, link.start()) and _named(masked.text[: link.start()]):
            return False
        return not re.search(r"visit(?: of ⟦N\d+⟧)?$", masked.text[: link.start()], re.I) or follows is None
    if follows is None:
        named = re.match(r"the [A-Z]", masked.text[link.end() :]) and _named(masked.text[: link.start()])
        return word == "in" and not named and not masked.text[link.end() : link.end() + 1].isupper()
    if follows.group(1) == "T":
        return True
    item = masked.items[int(follows.group(2))]
    return word == "in" and not is_region(item, analysis)


def _named(before: str) -> bool:
    """Whether the words before 'to' are a name: the last two of note in capitals."""
    words = [word for word in re.findall(r"[A-Za-z][\w-]+", before)[-4:] if word not in STOP]
    return len(words) > 1 and all(word[0].isupper() for word in words[-2:])


def _phrase_end(masked: Masked, start: int, sentence: Sentence, doc: Any) -> int:
    end = start
    for match in _WORD.finditer(masked.text, start):
        if masked.text[end : match.start()].strip():
            break
        before = masked.text[max(start - 1, 0) : match.start()]
        if _RIGHT_STOP.match(masked.text, match.start()) or _LINK.match(masked.text, end) and end > start:
            break
        if _finite_at(masked, match.start(), sentence, doc) or (before and match.group() in {"⟦", "⟧"}):
            break
        if sentence.kind == "title" and match.group().casefold() in TITLE_ENDS and match.start() > start:
            break
        if match.group().casefold() in {"and", "or", "&"} and not _continues(masked, match.end(), sentence, doc):
            break
        end = match.end()
    return end


def _continues(masked: Masked, after: int, sentence: Sentence, doc: Any) -> bool:
    """Whether 'and' goes on with a noun phrase and not with a verb or another clause."""
    following = _WORD.search(masked.text, after)
    if following is None or following.group().casefold() in STOP | set(DETERMINERS):
        return False
    if _next_event().match(masked.text, after):
        return False
    return not _finite_at(masked, following.start(), sentence, doc)


def _content(masked: Masked, start: int, end: int, head: str) -> frozenset[str]:
    words: set[str] = set()
    for match in _WORD.finditer(masked.text, start, end):
        if token := TOKEN.match(match.group()):
            if token.group(1) == "T" and match.group()[-1] != "⟧":  # a day or year that owns it: 'Tuesday's meeting'
                continue
            words.add(f"@{masked.items[int(token.group(2))].entity}")
        elif match.group()[0].isalnum():
            words.add(normalise(match.group()).removesuffix("s"))
    noise = {w.removesuffix("s") for w in STOP | set(DETERMINERS)} | {
        normalise(w).removesuffix("s") for w in head.split()
    }
    return frozenset(w for w in words - noise if w and not _is_filler(w))


def _is_filler(word: str) -> bool:
    if re.fullmatch(r"(?:week|year|month|today|yesterday)['’]?s?", word):
        return True
    return word in FILLER or bool(re.fullmatch(r"\w+-(?:day|week)", word)) or ordinal(word) is not None


def _phrases(masked: Masked, sentence: Sentence, doc: Any, analysis: Analysis) -> Iterator[EventMention]:
    pattern, rows = heads()
    last = 0
    for match in pattern.finditer(masked.text):
        row = rows[re.sub(r"\s+", " ", match.group().casefold())]
        if match.start() < last or _is_verb(masked, match, sentence, doc):
            continue
        start, determiner = _left(masked, match.start(), sentence, doc)
        start = max(start, last + 3 * masked.text.startswith(("'s ", "’s "), last))
        if row["needs"] == "talks" and TALKS_HELD.search(masked.text, start, match.start()):
            start = match.start()
        if goes_on().match(masked.text, match.end()) or says_what(masked.text, start, match):
            continue
        foreign = row["needs"] == FOREIGN_NOUN
        if foreign or (match.group()[0].isupper() and opens_foreign(masked.text, match.end())):
            end = foreign_end(masked.text, match.end())
        else:
            end = phrase_right(masked, match.end(), sentence, doc, analysis)
        if match.group().casefold() == "proceedings":  # 'opened the proceedings for the Ministry': of what was told
            start, end = match.span()
        if foreign and (end == match.end() or match.group()[0].islower() or _renames(masked, start, end, analysis)):
            continue
        alone = determiner == "none" and start == match.start() and end == match.end()
        if determiner == "none" and _ACTING.match(masked.text, match.end()) and match.group()[0].isupper():
            continue
        held = row["needs"] == "talks" and bool(site(masked, end)) or in_talks(masked.text, start, end)
        talks = row["needs"] == "talks" or row["head"] in TALKS
        bare = alone and not (talks and held)
        if sentence.kind == "title" and determiner == "none" and not bare:
            determiner = "headline"
        if bare:
            continue
        particular = (alone and held) or is_particular(row, masked, start, match, determiner)
        if not particular and not back(match, start, end, determiner, row, sentence):
            continue
        last, determiner = end, "indefinite" if determiner == "single" else determiner
        if match.group().casefold() == "edition":
            row = _edited(masked, match.end(), end, analysis) or row
        told = _content(masked, start, end, match.group())
        end = last = up_to_whole(masked, match, end, pattern, rows)
        mention = replace(build(masked, start, end, match, row, determiner, sentence), content=told)
        mention = _of_year(mention, analysis)
        there = row["needs"] == "opening" and attended(masked.text, start, match.end())
        yield mention if particular or there else replace(mention, weak=True)


_PROCESS_BEFORE = re.compile(r"⟦P(\d+)⟧ \($")


def _renames(masked: Masked, start: int, end: int, analysis: Analysis) -> bool:
    """Whether the phrase stands in brackets behind a process as its name in another language, which then becomes an
    alias: 'the Lima Process (Foro de Lima)'."""
    before = _PROCESS_BEFORE.search(masked.text, max(0, start - 12), start)
    if before is None:
        return False
    name = analysis.text[masked.original(start) : masked.original(end - 1) + 1]
    analysis.entities.alias(masked.items[int(before[1])].entity, name)
    return True


def _of_year(mention: EventMention, analysis: Analysis) -> EventMention:
    """The mention with what a date that owns it tells: 'next year's course'; 'Tuesday's meeting' is 'the meeting'."""
    first = mention.inner[0] if mention.inner else None
    if first is None or first.type != "Date" or first.start != mention.start:
        return mention
    plain = not mention.content and mention.ordinal is None
    found = mention.markers | of_year(analysis.text[first.start : first.end])
    return replace(mention, markers=found, determiner="definite" if plain else mention.determiner)


def _edited(masked: Masked, start: int, end: int, analysis: Analysis) -> dict[str, str] | None:
    """The noun of that which an edition is of: 'the sixth edition of the Forum on Data'."""
    pattern, rows = heads()
    of = pattern.search(masked.text, start, end)
    if of:
        return rows[re.sub(r"\s+", " ", of.group().casefold())]
    bodies = [item for item in masked.items_in(start, end) if item.type == "Process"]
    return rows.get(named_noun(bodies[0], analysis)) if bodies else None


_FIELD = re.compile(r" (?:on|for|of|in|to|against|between)\b| \(")
"""Where the field or the members of a body begin in its name."""


@lru_cache
def _last_nouns() -> frozenset[str]:
    """The nouns of events that the name of a body may end in."""
    return frozenset(
        head for head, row in heads()[1].items() if row["needs"] not in {"never", FOREIGN_NOUN, "back", "shown"}
    )


def named_noun(item: Item, analysis: Analysis) -> str:
    """The noun of events that a body's name ends in, before 'on …' or 'for …'; or nothing."""
    entity = analysis.entities[item.entity]
    for form in (entity.name, *entity.aliases):
        last = _FIELD.split(form)[0].split()[-1:]
        if last == ["Assembly"]:
            return "general assembly"
        if last and last[0][0].isupper() and last[0].casefold() in _last_nouns():
            return last[0].casefold()
    return ""


def _joined(words: list[re.Match[str]], at: int) -> bool:
    """Whether 'and' joins two nouns or numbers of one event: 'a training and awareness-raising workshop'."""
    before, after = (words[i].group() if 0 <= i < len(words) else "" for i in (at - 1, at + 1))
    joined = ordinal(after) is None and heads()[0].fullmatch(before) is not None
    return words[at].group().casefold() == "and" and (joined or counts_last(before, after))


def _is_verb(masked: Masked, match: re.Match[str], sentence: Sentence, doc: Any) -> bool:
    if doc is None or sentence.kind == "title" or (match.group()[0].isupper() and match.start()):
        return False
    token = _token_at(doc, sentence, masked.original(match.end() - 1))
    return token is not None and token.pos_ == "VERB" and token.tag_ != "VBG" and token.dep_ not in {"compound", "amod"}


def build(
    masked: Masked, start: int, end: int, match: re.Match[str], row: Mapping[str, str], determiner: str,
    sentence: Sentence,
) -> EventMention:  # fmt: skip
    """The mention of a phrase between two offsets of the mask, around the noun that `match` found."""
    span, edited = masked.span(start, end), match.group().casefold() == "edition"
    before = [m.group() for m in _WORD.finditer(masked.text, start, match.start())]
    counted = [
        word for word, after in zip(before, [*before[1:], ""], strict=False) if after.casefold() not in COUNTED_ELSE
    ]
    numbers = [n for word in counted if (n := _number(word)) is not None]
    return EventMention(
        span.start, span.end, row["head"] if edited else re.sub(r"\s+", " ", match.group().casefold()),
        _kind(row, masked.text[match.end() :]), row["family"], determiner,
        numbers[0] if numbers else None, days(" ".join(before)),
        _content(masked, start, end, match.group()), tuple(masked.items_in(start, end)),
        markers(before, masked.text[:start], match.group().casefold()), sentence,
        apposed=is_apposed(masked.text[:start]), named=_NAMING.search(masked.text[:start]) is not None,
        weak=only_back(row, determiner, masked, start, match),
        site=site(masked, end), ahead=bool(_AHEAD.match(masked.text, end) or _TO_HOLD.search(masked.text[:start])),
        fronted=FRONTED.fullmatch(masked.text, 0, start) is not None, whose=_of_which(masked, start),
    )  # fmt: skip


def _kind(row: Mapping[str, str], after: str) -> str:
    """The type of an event with this noun: a seminar for somebody ('for judges', 'for ten officers') teaches them."""
    taught = row["head"] == "seminar" and re.match(r" for (?!\w+ing\b)", after)
    return "Training" if taught else row["type"]


_WHOSE = re.compile(r"(?P<whose>⟦P\d+⟧)(?: \([^()]{1,20}\))?,? whose $")


def _of_which(masked: Masked, start: int) -> tuple[Item, ...]:
    """The process whose event a relative clause tells: 'the P, whose |third meeting|'."""
    found = _WHOSE.search(masked.text, max(0, start - 40), start)
    return tuple(masked.items_in(*found.span("whose"))) if found else ()


def _number(word: str) -> int | None:
    """The number of an ordinal among the words before an event; an inaugural one is the first."""
    return 1 if word.casefold() in FIRST else ordinal(word)


def event_mentions(masked: Masked, sentence: Sentence, doc: Any, analysis: Analysis) -> list[EventMention]:
    """The noun phrases that mean events in one masked sentence, in order. `doc`: the sentence parsed, or None."""
    return [
        *_phrases(masked, sentence, doc, analysis),
        *_operations(masked, sentence, analysis),
    ]


def _operations(masked: Masked, sentence: Sentence, analysis: Analysis) -> Iterator[EventMention]:
    """'Operation X' of police forces: an event under a name of its own."""
    for item in masked.items:
        if item.type == "Project" and (name := analysis.entities[item.entity].name).startswith("Operation "):
            before = masked.text[: masked.position(item)[0]].split()[-1:]
            number = ordinal(name.split()[-1]) or (ordinal(before[0]) if before else None)
            yield EventMention(
                item.start, item.end, "operation", "Other", "operation", "definite", number, None,
                frozenset({f"@{item.entity}"}), (), frozenset(), sentence,
            )  # fmt: skip
