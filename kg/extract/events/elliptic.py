"""Events that no noun of their own names: an ordinal or another word that stands for one more event of the kind told
before ('the first one, held in Geneva', 'a second followed in May', 'its predecessor', 'the Tunis edition')."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.events.mention import EventMention
from kg.extract.events.mentions import heads
from kg.extract.text.masking import Item, Masked
from kg.extract.text.ordinals import ordinal
from kg.extract.text.sentences import Sentence

_APART = {
    "last": "previous", "latest": "previous", "previous": "previous", "earlier": "previous", "preceding": "previous",
    "predecessor": "previous", "forerunner": "previous", "precursor": "previous", "next": "next", "following": "next",
    "subsequent": "next", "later": "next", "coming": "next", "sequel": "next", "successor": "next",
    "continuation": "next", "follow-up": "next", "repeat": "next", "repetition": "next", "rerun": "next",
    "similar": "similar", "comparable": "similar", "parallel": "similar",
}  # fmt: skip
"""What each word tells of the order of the event and the one told before."""
_HELD = r"(?:held|organi[sz]ed|hosted|convened|staged|given|offered|conducted|delivered)"
_AT = r"(?:on|in|at|from) (?:the )?⟦[TLSF]"
_DUE = r"(?:planned|held|due|scheduled|set|foreseen|slated)"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|several|a few)"
_GAP = (
    rf"(?:(?:just|only|barely|exactly|about|almost|nearly|not) )?{_COUNT} (?:day|week|fortnight|month|year)s? "
    r"(?P<gap>later|after(?:wards)?|on|earlier|before|previously)\b"
)
_WHAT_FOR = r"(?:,? (?:for|with|on|devoted to|dedicated to|aimed at|about) (?:[^⟦⟧.;,]|⟦[A-KM-SU-Z]\d+⟧){3,60})?"
"""'A second, |for prosecutors|, in May': for whom it was, or about what."""
_BEHIND = (
    rf"{_WHAT_FOR},? (?:(?:to be |which was |that was )?{_HELD} )?{_AT}"
    rf"|,? {_GAP}"
    rf"|{_WHAT_FOR},? (?:which |that )?(?:was|were|had been|took|had taken|will take|takes|will be|would be|is to be|"
    rf"was to be|is being|would take|is to take|has been|is) (?:{_HELD}|place)"
    rf"|{_WHAT_FOR},? (?:which )?(?:is|are|was|were|has been|had been) (?:already |now |then )?(?:planned|"
    r"scheduled|due|foreseen|set|slated|expected|announced|pencilled in|pencilled|envisaged|proposed|promised) "
    r"(?:by (?:the )?⟦[A-Z]\d+⟧ )?(?:for|in|to|on|at) "
    r"|,? (?:expected|planned|scheduled|due|foreseen|set|slated) (?:for|in|on|at) (?:the )?⟦[TLF]"
    rf"|{_WHAT_FOR},? (?:is to |will |was to )(?:then )?"
    r"(?:follow|come|be held|take place|be given|be organi[sz]ed|be hosted|be convened)\b"
    rf"|,? (?:dates|dated|goes|went) back (?:to (?:the )?⟦T|{_COUNT} (?:years?|months?|weeks?)\b)"
    r"|(?: (?!⟦)[^⟦⟧.;,]{3,50})? and (?:was|had been) (?:held|hosted|organi[sz]ed) (?:in|at|on) (?:the )?⟦"
    r"|,? (?:is to |will |would )?(?:brings?|takes?|brought) [^⟦⟧.;,]{3,40} to (?:the )?⟦[LF]"
    rf"|{_WHAT_FOR},? (?:(?:is|was|will be|would be|had been)(?: to be| likely| possible)?|(?:had )?opened|opens|"
    r"(?:had )?ended|starts|started|follows|(?:will |is to |was to |would |had )?follow(?:ed)?|met|meets) "
    r"(?:in|at|on) (?:the )?⟦[TLF]"
    rf"|{_WHAT_FOR},? (?:comes? up|is coming up|begins?|starts?|opens?) (?:in|at|on) (?:the )?⟦[TLF]"
    r"|,? (?:had )?(?:taken|took) (?:them|it|the [\w-]+|participants) to (?:the )?⟦[LF]"
)
"""What follows such a word and shows that it means an event: where or when it was, or that it was held."""
_TITLE = r"[^⟦⟧.;,]{0,60}"
_NUMBERED = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|twentieth"
_ELLIPSIS = re.compile(
    r"(?:(?<=; )|(?<=, )|(?<=and )|^)(?P<turn>⟦L\d+⟧)(?= (?:is next|follows|comes next|will follow|is to follow|"
    r"(?:will have|has|takes|will take) (?:its|their) turn|"
    r"is (?:already |also |now )?(?:scheduled|planned|set|due|foreseen|slated) for)\b[^⟦⟧.;]{0,20}⟦T)"
    r"|\b(?:(?:(?P<more>(?:another|a (?:further|new)) (?:one|round|instal+ment|edition|batch|module))"
    r"|(?P<det>the|a|an|another|its|their) "
    rf"(?:(?P<word>{_NUMBERED}|last|latest|previous|preceding|earlier|next|following|"
    r"subsequent|later|coming|final|similar|comparable|parallel)(?: and (?:last|final))?"
    r"(?P<noun> (?:one|round|phase|instal+ment|edition|leg|module|batch|part|such (?:meeting|event)|"
    r"(?:group|batch|cohort|class|intake) of [^⟦⟧.;,]{3,30}?|group|cohort|intake"
    r"|of (?:them|these|the(?:se)? (?:two|three|four|five|six|seven))|in (?:the|this|that) (?:series|row|cycle)))?"
    r"|(?P<again>predecessor|forerunner|precursor|sequel|successor|continuation|follow-up|repeat|repetition|rerun)))"
    rf"(?={_BEHIND})"
    r"|(?P<of>(?:the|its) (?P<P>⟦L\d+⟧) (?:edition|leg|round|instal+ment|stop))\b(?! of\b)"
    r"|(?<=\bhave )theirs(?= (?:in|at|on) (?:the )?⟦[TLF])"
    rf"|(?:^|(?<=; )|(?<=and ))⟦[SL]\d+⟧['’]s(?= (?:is|was|will be|is to be) {_DUE}\b[^⟦⟧.;]{{0,20}}⟦[TLF])"
    r"|(?<=and )another(?=,? (?:held |organi[sz]ed )?(?:at|in|on) (?:the )?⟦[TLSF])"
    rf"|(?<=and )another(?: one)? with (?:{_TITLE}⟦[GSIO]\d+⟧(?:['’]s?)?)?{_TITLE}(?:⟦[GSIO]\d+⟧{_TITLE})?,? ?"
    r"(?P<with>⟦N\d+⟧)"
    rf"|(?:(?<=; )|^)another(?= (?:(?:is|was) (?:already |now )?{_DUE} (?:for|in)|"
    r"(?:will|is to|was to) (?:be held|take place|follow|be organi[sz]ed) (?:in|at|on)|"
    r"(?:took place|was held|followed|had taken place|had been held) (?:in|at|on)) (?:the )?⟦[TLF])"
    rf"|one(?: that was)?(?= {_HELD}\b)"
    r"|(?:(?<=at )|(?<=for )|(?<=after )|(?<=from )|(?<=since ))the one (?:that|which) "
    r"(?:met|sat|gathered|was held|took place)(?= (?:in|on|at|from) (?:the )?⟦[TLF])"
    rf"|(?<=[Aa]t )the one(?= {_AT})"
    rf"|(?:(?<=[:;,] )|(?<=and )|(?<=followed by ))one(?= for (?:the )?[^.;:]{{3,60}}? {_AT})"
    r"|(?:(?<=\bfollows )|(?<=\bfollowed )|(?<=\bbuilds on )|(?<=\bcomes after )|(?<=\bsimilar to ))one"
    r"(?= (?:that|which) )"
    r"|(?:(?<=later than )|(?<=after )|(?<=earlier than )|(?<=before )|(?<=follows ))one"
    r"(?= (?:in|at) (?:the )?⟦[LF]\d+⟧))",
    re.I,
)
_GIVEN = re.compile(
    r"(?:(?<=\bhost )|(?<=\bhosts )|(?<=\bhosting )|(?<=\bwelcome )|(?<=\breceive )|(?<=\borganise )|"
    r"(?<=\borganize )|(?<=\bchair )|(?<=\bconvene ))"
    rf"(?P<det>the) (?P<word>{_NUMBERED}|next)(?P<noun> one| round| edition)?"
    r"(?=[.;,]|$| (?:next|this|later|early|in (?:the|early|late|mid|about)|before)\b)",
    re.I,
)
"""'A has offered to host |the fifth|': one more, of which nothing is said but who gives it."""
_TO_BE = re.compile(
    rf"(?: of (?:them|these|all))?,? (?:which )?(?:will|is to|is (?:already |now )?(?:{_DUE}|expected)|follows)\b", re.I
)
"""'The last |will be| in L': what is told comes after the others."""
_ONE_TO = re.compile(r"\bone (?:[\w-]+ ){1,3}to $")
"""'They went from one school to |the next|.'"""
_COUNTED = frozenset({"", "determiner", "article", "course", "dialogue"})
"""What the rows of nouns need that are told in the plural."""
_NO_NOUN = frozenset(
    {"", " one", *(f" of {those}" for those in ("them", "these")), *(f" of the {n}" for n in ("two", "three", "four"))}
)
"""What may stand behind a word that names no kind of event."""
_PEOPLE = re.compile(r" (?:group|batch|cohort|class|intake)\b.*", re.I)
_LED_TO = re.compile(r"\b(?:for|with|to|of|by) $")
"""'Then, |for| a second group, on 3 May': the people of an event, and no event."""
_FOLLOWS = re.compile(
    r",? (?:(?:will |is to |would |had )?(?:follow|start|open|beg[ai]n|bring|take)|expected|planned|due|and)", re.I
)
"""'A second phase |follows in 2030|': of a project, and no event."""
_LIKE = frozenset({"similar", "comparable", "parallel"})
_ONES = frozenset({" one", " round", " edition"})
"""Nouns with which 'a similar |one|' means an event, and no group or phase."""
_EARLIER = frozenset({"earlier", "before", "previously"})
_TIMES = frozenset({"earlier", "later", "latest", "preceding", "following", "subsequent", "coming", "final",
                    "similar", "comparable", "parallel"})  # fmt: skip
"""Words that mean an event only before 'one' or another such noun, or where it is held: 'the following in May'."""


@lru_cache
def _plural() -> re.Pattern[str]:
    nouns = "|".join(re.escape(head) for head, row in heads()[1].items() if row["needs"] in _COUNTED)
    return re.compile(rf"\b(?:rounds? of (?P<of>talks|negotiations|consultations)|(?P<head>{nouns})s)\b", re.I)


def _noun_before(text: str) -> tuple[str, str, str]:
    """Noun, type and family of the last events told in the plural before the word: 'two |workshops| were held, the
    first in L'; else 'one', for a noun that the events before it give."""
    told = list(_plural().finditer(text))
    if not told:
        return "one", "", ""
    row = heads()[1].get((told[-1]["head"] or told[-1]["of"]).casefold(), {"type": "Meeting", "family": "meeting"})
    return (told[-1]["head"] or told[-1]["of"]).casefold(), row["type"], row["family"]


def _found(text: str) -> Iterator[re.Match[str]]:
    """Where such words stand, in no order."""
    found = list(_ELLIPSIS.finditer(text))
    yield from found
    yield from (m for m in _GIVEN.finditer(text) if all(m.end() <= f.start() or f.end() <= m.start() for f in found))


def elliptic_events(masked: Masked, sentence: Sentence) -> Iterator[EventMention]:
    """Ordinals and words like them that stand for an event; their noun is that of the event before ('one' until
    then)."""
    for match in _found(masked.text):
        groups = defaultdict(str, {name: said for name, said in match.groupdict().items() if said})
        word = (groups["word"] or groups["again"] or (groups["more"] and "following")).casefold()
        noun = groups["noun"].casefold()
        if word in _TIMES and not (noun or groups["more"]):
            continue
        if word == "next" and not noun and _ONE_TO.search(masked.text[: match.start()]):
            continue
        if noun == " phase" and _FOLLOWS.match(masked.text, match.end()):
            continue
        if word in _LIKE and noun not in _ONES:
            continue
        if _PEOPLE.fullmatch(groups["noun"]) and _LED_TO.search(masked.text[: match.start()]):
            continue
        span = masked.span(*match.span())
        determiner = "indefinite" if (groups["det"] or "a").startswith("a") else "definite"
        where = "turn" if groups["turn"] else "P"
        sites = tuple(masked.items_in(*match.span(where))) if groups[where] else ()
        sides = _with_whom(masked, match) if groups["with"] else ()
        named = _noun_before(masked.text[: match.start()]) if noun in _NO_NOUN else ("one", "", "")
        word = "coming" if word == "last" and _TO_BE.match(masked.text, match.end()) else word
        yield EventMention(
            span.start, span.end, *named, determiner, ordinal(word), None, frozenset(), (),
            _markers(word, groups["gap"], groups["noun"]), sentence, verbal=True, sites=sites, sides=sides,
            site=sites[0].entity if sites else "", elliptic=True, passing=where == "turn",
        )  # fmt: skip


def _with_whom(masked: Masked, match: re.Match[str]) -> tuple[Item, ...]:
    """Who met whom: 'P had a meeting with Q and |another with R|' tells of P and R."""
    before = [item for item in masked.items_in(0, match.start()) if item.type == "Person"]
    return (*before[: len(before) - 1], *masked.items_in(*match.span("with"))) if len(before) <= len("PQ") else ()


def _markers(word: str, gap: str, noun: str) -> frozenset[str]:
    """Whether the event comes before or after the one told, as its word or the time between them tells; 'similar' where
    neither does and no ordinal counts it. 'The last of the three' came before none of them."""
    if noun.startswith(" of ") and word in _APART:
        return frozenset({"one of them"})
    found = {_APART[word]} if word in _APART else set()
    if gap:
        found.add("previous" if gap.casefold() in _EARLIER else "subsequent")
    return frozenset(found or ({"similar"} if not word else set()))
