"""Events that no noun names: made by a verb ('the agreement was signed', 'ministers met in Rome')."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.analysis import Analysis, squeeze
from kg.extract.documents.document_focus import document_meant
from kg.extract.events.mention import EventMention
from kg.extract.persons.speakers import person_before, person_opening, two_before
from kg.extract.relations.patterns import expand, parts_of, token
from kg.extract.tables import table
from kg.extract.text.masking import Item, Masked
from kg.extract.text.ordinals import ordinal
from kg.extract.text.pattern_parts import holds
from kg.extract.text.prefilter import Prefilter, clauses
from kg.extract.text.sentences import Sentence

_STANDING = re.compile(r"\b(?:convention|protocol|compact|treaty on|agenda)\b", re.I)
"""What states sign one by one and over the years: no signing of its own, unless place and day are told."""
_ON_A_DAY = re.compile(r" (?:in|at) (?:the )?⟦[LF]\d+⟧,? (?:on )?⟦T| on ⟦T\d+⟧,? (?:in|at) (?:the )?⟦[LF]")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.I)
_TO_COME = re.compile(
    r"\b(?:will|shall|is to|are to|is due to|are due to|is set to|are set to|is expected to|are expected to|plans? to|"
    r"is going to|are going to)(?: \w+){0,2} \w+$"
)
_FOR_THE_TIME = re.compile(
    r"\bfor (?:the|its|their|an?) ([\w-]+) time\b(?! in (?:\w+ )?(?:years?|decades?|months|history|memory|its|their)\b)"
)
_NEAR_TIME = 40
"""Characters behind a verb in which 'for the fourth time' may stand."""
_MARKS = {"B4": "previous", "NEXT": "next", "LATER": "subsequent"}
"""What a named group of a row tells of the event's order: 'last met', 'will meet again', 'met again'."""
_PLACED = re.compile(r"[⟦⟨][LFT]\d")
_DAY = re.compile(r"⟦T\d")
_WHEN_OR_WHERE = re.compile(r",? (?:(?:on|in|at|last|this) )*⟦[TL]\d")
"""A day or place between a verb and what is done: 'put their names |on Tuesday| to the agreement'."""
_MOMENT = re.compile(r"[^⟦⟧.;:]{0,28}(?:⟦[A-SU-Z]\d+⟧[^⟦⟧.;:]{0,14}){0,4}⟦T(\d+)⟧")
"""A date that stands behind a verb, with bodies and places at most between them."""
MORE_THAN_YEAR = re.compile(
    r"(?:[A-Z][a-z]{2,8}day|(?:Jan|Febr?|Mar|Apr|Ma[yi]|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*)\b|"
    r"\b(?:today|yesterday|tomorrow|morning|afternoon|evening|night|months?|weeks?|weekend)\b|"
    r"\d[./-]\d"
)
"""What in a date tells more than the year or season."""
_SINCE = re.compile(r"\b(?:since|for|until|by|before) (?:the )?⟦T\d")
"""A stretch of time that is no day of an event: 'they have worked on it in Aflao |since 2019|'."""
_ASIDE = re.compile(
    r"\b(?:while|ahead of|before|in preparation (?:for|of)|following|after|prior to|in advance of|on the eve of|"
    r"to prepare(?: for)?|preparatory to|(?:ready|in time) for|(?:as a |in )?follow-up (?:to|of)|"
    r"since|(?:endorsed|adopted|agreed|launched|approved|announced|established|decided|mandated|recommended|requested)"
    r" (?:at|by|during)|"
    r"(?:a )?(?:sequel|successor) (?:to|of)|building on|in continuation of|in the run-up to|in the wake of|"
    r"(?:on|in|at) the (?:margins?|sidelines?|fringes?|edges?) of)"
    r" (?:the|an?|its|their|last|next) (?:[\w-]+ ){0,2}$",
    re.I,
)
"""What sets a noun's event apart from that of the verb: 'ministers met in Kampala ahead of the summit'."""
_FRONT = re.compile(
    r"(?:during|on|in|at|after|before|following|ahead of|as part of|within|while|for|from)\b"
    r"(?:[^⟦⟧.;,]|⟦[ET]\d+⟧){0,60} (?:to|in|of|from|at|around) (?:the )?",
    re.I,
)
"""What stands before the land of a phrase that opens a sentence."""
_OFFICE = re.compile(
    r"\b(?:ministers?|presidents?|secretar(?:y|ies)|ambassadors?|directors?|head|chief|king|queen)\b"
    r"[^⟦⟧.;,]{0,60} of (?:the )?$",
    re.I,
)
_PRONOUNS = frozenset({"he", "she"})
_SUBJECT = {word: re.compile(rf"(?:[A-Z][^,.;]{{1,40}},? )?{word}\b", re.I) for word in _PRONOUNS}
_POST = re.compile(
    r"\bthe (?:[\w-]+ ){0,2}(minister|commissioner|ambassador|president|secretary|director|envoy|governor)\b", re.I
)
_PAIR = re.compile(
    r"\b(?P<B>the two(?: [\w-]+)?|both(?: [\w-]+)?|they)(?: (?:have|had|has|then|also|later|today|\w+ly))* $", re.I
)
"""Two persons told of before who do something together: 'the two ministers then signed …'."""
_ORGAN = re.compile(r"^(?:[\w-]+ ){0,4}(?:Committee|Council|Board|Assembly|Parliament|Task Force|Working Group)\b")
_DONE = frozenset({"launch", "signing"})
"""Families of events that somebody makes happen: whoever launches, opens or signs is there."""
_GATHERINGS = frozenset({"meeting", "training", "event", "session"})
"""What people who 'met' may have met for."""


@dataclass(frozen=True, slots=True)
class VerbRule:
    """One row of the table."""

    row: dict[str, str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its pattern, compiled when a sentence first may match it: most texts need few."""
        return _compiled(self.row["pattern"])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(expand(pattern), re.I)


@lru_cache
def _verbs() -> tuple[VerbRule, ...]:
    return tuple(map(VerbRule, table("event_verbs")))


_BESIDE = re.compile(r"\b(?:to|in|near|with) (?:the )?$", re.I)
"""Before a name right before the verb that is not who does it: 'the Mission |to| The Gambia signed it'."""


@lru_cache(maxsize=2)
def _doers(*, passive: bool) -> re.Pattern[str]:
    """Who does it: before the verb, or after 'by' behind it."""
    if passive:
        return re.compile(
            expand(
                r"(?:<where>| here| today|,? (?:on )?⟦T\d+⟧| jointly| formally)*,? (?:by|between) (?:both )?{O:agents}"
            ),
            re.I,
        )
    apposition = r"(?: ⟦[LSGIO]\d+⟧)?(?:,? (?!which|who|that|and)[^⟦⟧.;,]{2,60}(?:⟦[A-Z]\d+⟧)?,|,)?"
    return re.compile(expand(rf"{{S:agents}}{apposition}<aux> $"), re.I)


def _sits(item: Item, analysis: Analysis) -> bool:
    """Whether what meets is a process, or an organ that has sittings: a council, a board, no agency."""
    return item.type == "Process" or _ORGAN.search(analysis.entities[item.entity].name) is not None


@lru_cache(maxsize=1)
def _other_side() -> re.Pattern[str]:
    """With whom somebody signs, behind what is signed: 'an agreement on data with his counterpart, Q'."""
    own = r"(?:his|her|its|their|the) (?:[\w-]+ ){0,3}(?:counterparts?|colleagues?|opposite number),? "
    return re.compile(expand(rf"(?: (?:on|for|about) [^⟦⟧.;,]{{2,50}}?)?<where> with (?:{own})?{{O:agents}}"), re.I)


def _of_office(masked: Masked, item: Item) -> bool:
    """'The Minister of Security of S visited the post': the state is not who went."""
    return item.type == "State" and _OFFICE.search(masked.text[: masked.position(item)[0]]) is not None


def _fronted(masked: Masked, item: Item) -> bool:
    """'During her visit to S, P met Q': the land of what opens the sentence is not who met."""
    return item.type in {"State", "Place"} and _FRONT.fullmatch(masked.text[: masked.position(item)[0]]) is not None


def _by_whom(masked: Masked, match: re.Match[str], family: str) -> tuple[tuple[Item, ...], bool]:
    """Those who launch or sign, of the clause of the verb, and whether a 'by' leads to them."""
    if family not in _DONE:
        return (), False
    verb, at = match.span("V")
    after = _doers(passive=True).match(masked.text, match.end()) or _doers(passive=True).match(masked.text, at)
    if after:
        return tuple(masked.items_in(*after.span("O"), acting=True)), True
    before = _doers(passive=False).search(masked.text[: min(verb, match.start())])
    if before and _BESIDE.search(masked.text[: before.start("S")]):
        before = None
    doers = tuple(masked.items_in(*before.span("S"), acting=True)) if before else ()
    other = _other_side().match(masked.text, match.end()) if family == "signing" else None
    return ((*doers, *masked.items_in(*other.span("O"), acting=True)) if other else doers), False


_JOINED = re.compile(
    r"[^;:]*?(?: and|,? where (?:he|she))(?: (?:then|also|later|there|afterwards))* $|(?:[^⟦⟧.;:,]|⟦[TLSF]\d+⟧)*? to $"
)
"""What stands before a second verb of the same subject: 'visited Chad on Monday |and then| met P'."""
_WENT = re.compile(r"(?:travell?ed|flew|went|came|was|is|are|were) $")
"""What somebody does to do something else: 'P |travelled| to L to sign the agreement'."""


@lru_cache(maxsize=1)
def _opening_person() -> re.Pattern[str]:
    verb = r"(?:\w+ed|met|went|flew|held|came|took|gave|paid|spoke|began|sat|saw|left|made|had|in) "
    front = r"(?:(?:during|on|at|in|after|following|ahead of|before) (?:[^⟦⟧.;,]|⟦[TLSFE]\d+⟧){3,70}, )?"
    return re.compile(expand(rf"(?:{front}{{S:persons}}|(?:[^⟦⟧.;]|⟦[TL]\d+⟧){{0,40}}?<he>)<aux> {verb}"), re.I)


def _carried(masked: Masked, verb: int, sentence: Sentence, analysis: Analysis) -> tuple[Item, ...]:
    """The person that opens the sentence, where a second verb of hers stands here: 'P visited Chad and |met| Q'."""
    opening = _opening_person().match(masked.text)
    if opening is None or _JOINED.fullmatch(masked.text, opening.end(), verb) is None:
        return ()
    if masked.text[:verb].endswith(" to ") and not _WENT.search(opening.group()):
        return ()
    if opening.group("H"):
        return person_meant(masked, opening, sentence, analysis)
    return tuple(masked.items_in(*opening.span("S"), acting=True))


@lru_cache(maxsize=1)
def _prefilter() -> Prefilter:
    return Prefilter([clauses(expand(rule.row["pattern"], token)) for rule in _verbs()])


def in_the_lead(sentence: Sentence, analysis: Analysis) -> bool:
    """Whether the sentence is a headline or one of the first two of the text."""
    return sentence.kind == "title" or sentence in analysis.lead


def _news(masked: Masked, sentence: Sentence, analysis: Analysis, needs: str) -> bool:
    """Whether the sentence tells news of its own: a headline, the lead, or one with both a day and a place; `dated`
    asks even these for one of both, `either` only for one of both wherever it stands, `both` for both everywhere, `any`
    and `moment` (which asks for a date behind the verb) nothing."""
    lead = in_the_lead(sentence, analysis)
    found = {token[1] for token in _PLACED.findall(masked.text)}
    both = "T" in found and bool(found & {"L", "F"})
    if needs == "both":
        return both and _SINCE.search(masked.text) is None
    if needs in {"any", "title", "moment"} or (needs == "either" and found):
        return True
    return bool(found) and (lead or both) if needs == "dated" else lead or both


def verb_events(
    masked: Masked, sentence: Sentence, analysis: Analysis, nouns: Sequence[EventMention] = ()
) -> list[EventMention]:
    """The events that a verb of the table `event_verbs` makes in a prominent sentence, where no noun of it (`nouns`)
    names an event of the same family. In other sentences that have a day or a place, a verb may add to an event."""
    found: list[EventMention] = []
    nouns = but_asides(nouns, sentence, analysis)
    for number in _prefilter().passing(masked.text):
        rule = _verbs()[number]
        if rule.row["needs"] == "title" and sentence.kind != "title":
            continue
        weak = not _news(masked, sentence, analysis, rule.row["needs"])
        if weak and (rule.row["needs"] == "both" or not _PLACED.search(masked.text)):
            continue
        if not holds(masked.text, parts_of(rule.row["pattern"])):
            continue
        for match in rule.pattern.finditer(masked.text):
            if rule.row["needs"] == "moment" and not _at_a_moment(masked, match, analysis):
                continue
            mention = _mention(masked, match, rule.row, sentence, analysis, weak=weak and not _gone(masked, match))
            if mention is None or _named(mention, nouns):
                continue
            found = [other for other in found if not _fuller(mention, other)]
            if not _named(mention, _not_others(mention, found)):
                found.append(mention)
    return found


def but_asides(nouns: Sequence[EventMention], sentence: Sentence, analysis: Analysis) -> list[EventMention]:
    """The mentions of a sentence but those that it sets apart from what its verbs tell: 'ahead of the |summit|'."""
    return [n for n in nouns if not _ASIDE.search(analysis.text[sentence.start : n.start])]


def _fuller(mention: EventMention, other: EventMention) -> bool:
    """Whether a row tells of more people at the event that another row found at the same words, or tells it to be one
    where the other only may add to it."""
    same = mention.start < other.end and other.start < mention.end and mention.family == other.family
    sure = other.weak and not mention.weak
    return same and (sure or {i.entity for i in other.sides} < {i.entity for i in mention.sides})


def _not_others(mention: EventMention, found: Sequence[EventMention]) -> list[EventMention]:
    """Those found in the sentence but the meetings of others: 'she sat down with P, and |called on| Q'."""
    mine = _people(mention)
    return [f for f in found if not (len(mine) > 1 and len(_people(f)) > 1 and mine != _people(f))]


def _people(mention: EventMention) -> set[str]:
    return {side.entity for side in mention.sides if side.type == "Person"}


def _at_a_moment(masked: Masked, match: re.Match[str], analysis: Analysis) -> bool:
    """Whether a day, week or month stands right behind the verb: 'launched in |May 2020|'; a year alone dates what has
    been there ever since, and no event."""
    told = _MOMENT.match(masked.text, match.end())
    if told is None:
        return False
    date = masked.items[int(told[1])]
    return MORE_THAN_YEAR.search(analysis.text, date.start, date.end) is not None


def _gone(masked: Masked, match: re.Match[str]) -> bool:
    """Whether a person is said to go somewhere on a day: 'On 3 May Ms Wanjiku flew to Georgia'."""
    groups = match.groupdict()
    person = any(item.type == "Person" for item in masked.items_in(*match.span("S"))) if groups.get("S") else False
    person = person or bool(groups.get("H"))
    return person and bool(groups.get("P")) and _DAY.search(masked.text) is not None


def person_meant(masked: Masked, match: re.Match[str], sentence: Sentence, analysis: Analysis) -> tuple[Item, ...]:
    """The person whom the pronoun or title before the verb means: 'she also met P', 'the minister then received P'."""
    start, end = match.span("H")
    if start < 0:
        return ()
    span = masked.span(start, end)
    word = analysis.text[span.start : span.end].split()[-1].casefold()
    person = person_of_pronoun(analysis, sentence, word, span.start)
    return (Item(span.start, span.end, person, "Person"),) if person else ()


def person_of_pronoun(analysis: Analysis, sentence: Sentence, word: str, at: int) -> str | None:
    """The person whom a pronoun or the noun of a post at an offset of the text means, or None."""
    said = word if word not in _PRONOUNS else _last_title(analysis.text[sentence.start : at])
    if said and (holders := _holders(analysis, said, at)):
        return holders.pop() if len(holders) == 1 else None
    since = _since(analysis, sentence, word)
    found = person_before(analysis, since, at if since == sentence.start else None)
    alone = (
        found is None and word in _PRONOUNS and not any(m.type == "Person" for m in analysis.mentions.within(since, at))
    )
    return person_opening(analysis, since) if alone else found


def holder_of_post(analysis: Analysis, word: str, at: int) -> str | None:
    """The only person told of before an offset of the text whose post has the word, or None."""
    holders = _holders(analysis, word, at)
    return holders.pop() if len(holders) == 1 else None


def _since(analysis: Analysis, sentence: Sentence, word: str) -> int:
    """Where the first of the sentences starts that have one pronoun as their subject, and so mean one person."""
    first = sentence
    while word in _PRONOUNS and first.index:
        before = analysis.sentences[first.index - 1]
        if before.kind != "body" or not _SUBJECT[word].match(analysis.text, before.start, before.end):
            break
        first = before
    return first.start


def _last_title(before: str) -> str | None:
    """The post that the sentence names before a pronoun: 'the Commissioner is expected in Rome, where she …'."""
    found = _POST.findall(before)
    return found[-1].casefold() if found else None


def _holders(analysis: Analysis, word: str, before: int) -> set[str]:
    """The persons told of before whose post has the word."""
    return {
        c.subject
        for c in analysis.claims
        if c.relation == "position" and word in c.object.casefold() and c.evidence[0].start < before
    }


def _both(masked: Masked, match: re.Match[str], sentence: Sentence, analysis: Analysis) -> tuple[Item, ...]:
    """The two persons of the sentence before whom 'the two ministers', 'both' and 'they' mean."""
    span = masked.span(*match.span("B" if "B" in match.re.groupindex and match["B"] else "M"))
    return tuple(Item(span.start, span.end, person, "Person") for person in two_before(analysis, sentence))


def _named(mention: EventMention, others: Sequence[EventMention]) -> bool:
    """Whether another mention of the sentence says the event already."""
    families = _GATHERINGS if mention.loose else {mention.family}
    return any(
        other.family in families or (mention.start < other.end and other.start < mention.end) for other in others
    )


def _sides(
    masked: Masked,
    match: re.Match[str],
    groups: dict[str, str],
    doers: tuple[Item, ...],
    family: str,
    sentence: Sentence,
    analysis: Analysis,
) -> tuple[Item, ...] | None:
    """Those whom the words of the verb name or mean, `doers` among them; None where 'the two' means nobody."""
    found = (i for key in "SO" if key in groups for i in masked.items_in(*match.span(key), acting=True))
    named = (*(i for i in found if not _of_office(masked, i) and not _fronted(masked, i)), *doers)
    sides = tuple(item for item in named if item.type not in {"Place", "Date"})
    if "B" in groups:
        if not (both := _both(masked, match, sentence, analysis)):
            return None
        sides += both
    if family == "signing" and not sides and (two := _PAIR.search(masked.text[: match.start("V")])):
        sides += _both(masked, two, sentence, analysis)
    if "H" in groups:
        return sides + person_meant(masked, match, sentence, analysis)
    if "M" in groups:
        sides += _both(masked, match, sentence, analysis)
    signs = family == "signing" and not doers
    if "S" not in groups and (signs or any(side.type == "Person" for side in sides)):
        return (*_carried(masked, match.start("V" if "V" in groups else "V2"), sentence, analysis), *sides)
    return sides


def _mention(
    masked: Masked,
    match: re.Match[str],
    row: dict[str, str],
    sentence: Sentence,
    analysis: Analysis,
    *,
    weak: bool,
) -> EventMention | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    start, end = match.span("V" if "V" in groups else "V2")
    said = match.start("X") if "X" in groups else end
    inside = _WHEN_OR_WHERE.search(masked.text, start + 1, max(start + 1, said))
    if "X" in groups:
        start, end = min(start, match.start("X")), max(end, match.end("X"))
    end = inside.start() if inside else end
    span, whole = masked.span(start, end), masked.items_in(*match.span())
    about = masked.span(*match.span("X")) if "X" in groups else None
    if about is not None and groups["X"].casefold() == "it":
        about = document_meant(analysis, about.start)
        if about is None:
            return None
    standing = about is not None and len(groups["X"].split()) == 1 and _STANDING.search(analysis.surface(about))
    if standing and not _ON_A_DAY.match(masked.text, max(match.end("V"), match.end("X"))):
        return None
    content = frozenset(f"@{item.entity}" for item in whole if item.type not in {"Place", "Date", "Person"})
    doers, done_by = _by_whom(masked, match, row["family"])
    sides = _sides(masked, match, groups, doers, row["family"], sentence, analysis)
    if sides is None:
        return None
    sites = tuple(masked.items_in(*match.span("P"))) if "P" in groups else ()
    whose = tuple(i for i in masked.items_in(*match.span("W")) if _sits(i, analysis)) if "W" in groups else ()
    family = "meeting" if row["family"] == "gathering" else row["family"]
    return EventMention(
        span.start, span.end, row["noun"], row["type"], family, "none", _times(masked, match), None, content,
        tuple(whole),
        _markers(groups), sentence, verbal=True, sides=sides, sites=sites, whose=whose,
        told=_told(row, squeeze(analysis.surface(about))) if about else "",
        loose=family != row["family"], weak=weak, done_by=done_by,
        ahead=_TO_COME.search(masked.text[: match.end("V")]) is not None,
        passing=row["needs"] == "moment" and not in_the_lead(sentence, analysis),
    )  # fmt: skip


def _told(row: dict[str, str], what: str) -> str:
    """The name of what is done to something: 'signing of the deal'; a campaign that is launched is itself the event."""
    plain = _ARTICLE.sub("", what)
    return plain if row["type"] == "Campaign" else f"{row['noun']} of {plain}"


def _times(masked: Masked, match: re.Match[str]) -> int | None:
    """Which of their meetings it is: 'met |for the fourth time|'."""
    found = _FOR_THE_TIME.search(masked.text, match.start(), min(len(masked.text), match.end() + _NEAR_TIME))
    return ordinal(found[1]) if found else None


def _markers(groups: dict[str, str]) -> frozenset[str]:
    """What sets the verb's event before or after the others: 'which last met in May', 'will meet again'."""
    return frozenset(marker for group, marker in _MARKS.items() if group in groups)
