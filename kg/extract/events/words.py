"""Words around nouns for events: determiners, words that no phrase contains, words that tell one event from another
of its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from kg.extract.tables import table
from kg.extract.text.ordinals import counts_last, ordinal

DETERMINERS = {
    "the": "definite", "this": "definite", "that": "definite", "these": "definite", "those": "plural",
    "a": "indefinite", "an": "indefinite", "another": "indefinite", "one": "single", "single": "generic",
    "any": "generic", "every": "generic", "each": "generic", "no": "generic", "some": "plural",
    "several": "plural", "many": "plural",
    "its": "possessive", "their": "possessive", "his": "possessive", "her": "possessive", "our": "possessive",
    "whose": "possessive",
}  # fmt: skip
STOP = frozenset(
    "of in on at to for from by with and or but nor as into during after before since until while when where which who "
    "that whose whom is are was were be been being has have had will would can could should may might must do does did "
    "not than then there here also only both all such so if because about against between among under over through via "
    "within without including follows following ahead prior it they he she we you i them him us "
    "hosts hosted holds mr mrs ms dr prof hon "
    "today tomorrow yesterday".split()
)
FILLER = frozenset(
    "new recent latest special same annual regular main whole entire ongoing current joint two-day three-day day "
    "online virtual hybrid remote web-based in-person face-to-face day-long week-long month-long "
    "historic landmark important crucial significant fruitful productive intensive lively timely momentous "
    "much-awaited long-awaited eagerly-awaited well-attended high-profile packed above-mentioned said".split()
)
"""Words that praise an event or say how it was held, and tell it from no other."""
FIRST = frozenset({"inaugural", "maiden"})
COUNTED_ELSE = frozenset("anniversary birthday jubilee year century quarter generation party country".split())
"""What an ordinal counts that is not the event: 'the 10th Anniversary Event'."""
FRONTED = re.compile(
    r"(?:Following|After|Before|Ahead of|Prior to|During|Since|Further to|Building on|"
    r"On the (?:margins|sidelines|eve|day) of)"
    r"(?: (?:the|this|its|their|an?|that))?(?: [\w-]+){0,2} "
)
POS_STOP = frozenset({"AUX", "ADP", "PRON", "CCONJ", "SCONJ", "PART", "ADV"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD"})
_BE = frozenset({"is", "are", "was", "were"})


def tells(verb: Any) -> bool:
    """Whether a verb tells what is done: finite, or behind 'is', 'was': 'is organising |training|'."""
    going_on = verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).lower_ in _BE
    return verb.tag_ in FINITE or bool(going_on)


_TITLE_VERBS = frozenset(
    "hosts host holds hold opens open convenes convene attends attend launches concludes conclude organizes organises "
    "organize organise joins join begins begin starts ends end meet meets kicks wraps calls to as adopt adopts gather "
    "gathers discuss discusses welcomes welcome strengthens strengthen supports support train trains conducts conduct "
    "marks mark addresses address boosts boost delivers deliver completes complete chairs co-hosts facilitates "
    "participate participates takes hosted held launched concluded successfully comes come gets get sees see draws "
    "draw brings bring gives give call urges urge seeks seek sets set focuses focus kick ended opened "
    "began examines examine reviews review explores explore unites unite tackles tackle highlights puts put".split()
)
_PLAIN_VERBS = frozenset(
    "develop develops design designs provide provides offer offers prepare prepares plan plans back backs fund funds "
    "finance finances undergo undergoes receive receives co-organise co-organize co-organises co-organizes roll rolls "
    "stage stages run runs lead leads sponsor sponsors announce announces propose proposes resume resumes follow "
    "follows finish finishes unveil unveils inaugurate inaugurates chair co-host co-chair co-chairs benefit benefits "
    "enter enters skip skips return returns prepare prepares request requests want wants need needs welcomed backed "
    "funded trained organised organized convened hosted launches lauds praises hail hails praise mull mulls out up "
    "off".split()
)
"""Verbs before an event in a headline where they have no capital; with one they may be nouns of a name."""
TITLE_ENDS = frozenset(
    "opens concludes comes ends begins starts kicks wraps gets takes calls draws held opened concluded ended "
    "underway convenes".split()
)
"""Verbs that follow an event in a headline: 'Meeting of Chiefs of Immigration comes to a close'."""
MARKERS = re.compile(
    r"\b(previous|earlier|last|past|next|upcoming|forthcoming|follow-up|preparatory|subsequent|future|planned|coming|"
    r"similar|final|closing|opening|concluding)\b",
    re.I,
)
PRAISED = re.compile(
    r"\b(?:commend|prais|thank|congratulat|laud|critici[sz]|applaud|blam|credit)(?:s|ed|es|e|ing)?\b[^⟦⟧.;,]{0,40}$"
)
"""'She commended the Conference for bringing …': what follows is no part of its name."""
ASKED = re.compile(
    r"\b(?:ask|call|appeal|press|argu|plead|beg|campaign|push|urg|petition|request|look|hop|vot|apolog|account)\w*\b"
    r"[^.;]{0,80} (?:at|in|during) (?:the|this) [\w-]+$"
)
"""'He asked members at the launch for figures': what somebody asks for is no part of its name either."""
TOLD_IT = re.compile(
    r"\b(?:told|tells|telling|inform|brief|remind|warn|assur|acquaint|updat|reassur|enlighten)(?:s|ed|es|ing)?\b "
    r"(?:the |this |that )(?:[\w’'-]+ ){0,2}[\w’'-]+$"
)
"""'She informed the Forum about her officers': nor is what it is told about."""
MARGINS = r"\b(?:on|in|at) (?:the|its|their) (?:margins?|sidelines?|fringes?|edges?)\b"
"""What is done beside an event: 'on the sidelines (of the summit)'."""
RUN_BY = re.compile(r"[⟧⟩]-(?:[a-z]+ed|led|run) ")
"""What stands between an article and an event where a body leads or pays it: it is no part of the phrase."""


def before_payer(words: Sequence[str]) -> str:
    """The determiner before a body that leads or pays an event, of which `words` stand before that body: 'an |EU|-
    funded training', 'another three-day |EU|-funded training'."""
    near = (DETERMINERS.get(word.casefold(), "none") for word in reversed(words[-_MODIFIERS:]))
    return next((found for found in near if found != "none"), "none")


_MODIFIERS = 3
_APPOSED = re.compile(
    r"[,;:(–—-] ?(?:an? )?$|"
    r"\((?:here(?:in)?after|henceforth|known as)?,? ?(?:referred to as |called )?[\"“‘']?(?:the )?[\"“‘']?$"
)
SPOKE = re.compile(
    r"\b(?:spoke|spoken|speaking|speaks|talk(?:s|ed|ing)) at (?:the|an?|its|their) (?:[\w’'-]+ ){0,2}[\w’'-]+$"
)
"""'She spoke at the handover about the girls': nor is what somebody speaks about."""
_ANOTHER = re.compile(r"\b(?:another|a further) $", re.I)
_SUCH = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|latest|previous|next|final|\w+th|\d+(?:st|nd|rd|th)) $", re.I
)
_YEARS = re.compile(r"(last|next) (?:year|month|week)['’]?s?", re.I)
_OF_YEAR = {"last": "previous", "next": "next"}


_JOINTS = frozenset({"in", "on", "of", "for", "and", "against", "to"})


def inside_name(words: list[re.Match[str]], at: int, following: str) -> bool:
    """Whether a small word joins capitalised words of one name: 'the Global Trafficking in Human Beings Conference'."""
    if words[at].group() == ",":
        return _in_listed_name(words, at, following)
    before = words[at - 1].group()[:1] if at else ""
    second = at + 1 < len(words) and ordinal(words[at + 1].group()) is not None  # '… Conference and |Third| Forum'
    return words[at].group().casefold() in _JOINTS and following.isupper() and before.isupper() and not second


def _in_listed_name(words: list[re.Match[str]], at: int, following: str) -> bool:
    """Whether a comma stands in a list of capitalised words behind an article: 'the |Referral, Care and| Training'."""
    if not following.isupper() or not any(word.group() == "and" for word in words[at:]):
        return False
    names = [word.group() for word in words[:at]]
    while names and (names[-1][0].isupper() or names[-1] == ","):
        names.pop()
    return bool(names) and names[-1] in {"the", "The", "a", "an"} and len(names) < at


def markers(words: Sequence[str], before: str, head: str) -> frozenset[str]:
    """What tells an event from others of its kind: of the words of its phrase those like 'previous', 'next', 'return'
    before a visit; 'similar' after 'another', or where a word says 'such' ('the first such course')."""
    found = {word.casefold() for word in words if MARKERS.fullmatch(word)}
    if any(counts_last(one, other) for one, other in zip(words, words[2:], strict=False)):
        found.discard("last")
    if head == "visit" and "return" in (word.casefold() for word in words):
        found.add("return")
    if _ANOTHER.search(before) or any(word.casefold() == "such" for word in words):
        found.add("similar")
    return frozenset(found)


def of_year(date: str) -> frozenset[str]:
    """What a year that owns an event tells of it: 'next year' that it is the next."""
    year = _YEARS.fullmatch(date)
    return frozenset({_OF_YEAR[year.group(1).casefold()]}) if year else frozenset()


def is_title_verb(word: str) -> bool:
    """Whether a word of a headline before an event is a verb, and no part of its name."""
    return word.casefold() in _TITLE_VERBS or word in _PLAIN_VERBS


def counted_such(before: str) -> bool:
    """Whether 'such' behind these words counts events: 'the first |such| course'."""
    return _SUCH.search(before) is not None


def is_apposed(before: str) -> bool:
    """Whether a phrase behind these words may say again what stands before it: after a comma, dash or bracket."""
    return _APPOSED.search(before) is not None


_STANDING = frozenset({"forum", "dialogue", "platform"})
_BODY_BEFORE = re.compile(
    r"⟦[PIOC]\d+⟧(?: \([^()]{1,30}\))?(?:,| –| —|,? which is|,? (?:is|remains|was set up as|serves as)|:)"
    r"(?: the| an?| one of the| its)(?: [\w-]+)? $"
)
"""A body, and what leads on to the noun that says what it is."""


_HEADED = re.compile(
    r"\b(?:[Pp]resident|[Cc]hair\w*|[Ss]ecretary(?:[- ][Gg]eneral)?|[Dd]irector|[Mm]embers?|[Dd]elegate) of the $"
)
_ORDER = re.compile(r" of (?:[A-Z][\w’'-]+ ){0,3}(?:Bishops|Provincials|Superiors|Rectors|Churches|Religious)\b")


def _is_body(text: str, start: int, end: int) -> bool:
    """Whether a conference is a standing body of churchmen or rectors whose officer is named: 'president of the
    Conference of Bishops'."""
    return _HEADED.search(text, max(0, start - 40), start) is not None and _ORDER.match(text, end) is not None


_POST = re.compile(
    r"(?:(?:[Dd]eputy|[Aa]ssistant|[Vv]ice) )?(?:Minist(?:er|ry)|(?:Under-?)?Secretary|Department|Director(?:ate)?)"
    r"(?:[- ]General| of State)? (?:of|for) (?:the )?[A-Z]"
)
"""How the name of a post or an office begins, which may end like an event: 'Minister of Education and |Training|'."""


def says_what(text: str, start: int, noun: re.Match[str]) -> bool:
    """Whether a phrase around a noun says what a body is ('the Rabat Process, |a forum| of states') or names one, or a
    post."""
    if _is_body(text, start, noun.end()):
        return True
    if noun.group()[0].isupper() and _POST.match(text, start, noun.start()):
        return True
    return noun.group().casefold() in _STANDING and _BODY_BEFORE.search(text, max(0, start - 60), start) is not None


@lru_cache
def goes_on() -> re.Pattern[str]:
    """What follows a noun that is only the first part of a longer phrase: another noun of events, after an acronym in
    brackets or 'and'."""
    forms = "|".join(re.escape(row["head"]) for row in table("event_nouns") if row["needs"] not in {"never", "review"})
    no = (
        r"(?:the|an?|its|their|of|in|on|for|to|with|was|were|is|are|then|also|other|another|first|second|third|"
        r"\w+th|\d+(?:st|nd|rd|th))\b"
    )
    return re.compile(
        rf"(?: (?:\((?:⟦[PJ]\d+⟧|[A-Z][A-Za-z]{{1,7}})\) (?:[A-Z][\w-]+ )?)?|"
        rf"(?: and|/)(?: (?!{no})[\w-]+){{0,2}} )(?:{forms})(?![\w-])",
        re.I,
    )
