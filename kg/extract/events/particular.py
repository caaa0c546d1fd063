"""Whether a noun for events means one particular event where it stands: by its determiner, what modifies it, and what
its row of `event_nouns` needs (column `needs`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.extract.text.masking import Masked
from kg.extract.text.ordinals import days, ordinal

_RUN = re.compile(r"\b(?:r[ua]ns?|running|t(?:ake|akes|ook|aken|aking)) (?:its|their|this|a different) (?:\w+ )?$")
"""'A project that has run its course': no course that one attends."""
_COURSE_OF = re.compile(r" of (?:the|this|that|its|their|his|her|⟦T|[\w-]+ing\b|events|time|action|history|justice)\b")
"""'The course of the last months': how something goes."""
_PREDICATE = re.compile(
    r"\b(?:will be|it was|this was|it is|this is|be) (?:the |an? )?$|"
    r"\b(?:is|was|are|were) (?:not (?:only|just|merely)|rather|therefore|thus|above all) (?:the |an? )?$|"
    r"\b(?:call|consider|term|deem|judg|think|thought|find|found|label|hail|describ|regard|prais)(?:s|e[sd]?|ing)? "
    r"(?:it|this|(?:the|this) (?:[\w-]+ )?[\w-]+)(?: as| to be)? (?:an? )?$",
    re.I,
)
_COUNTED_AS = re.compile(r"(?:first|second|third|last|largest|biggest|only|main|highest)\b")
"""'This meeting, as the |first gathering| since then'."""
_OWN_PREDICATE = re.compile(r"\b(?:was|is|were|marks|marked|be|been|became)\s+(?:\w+\s+)?$")
_IN_THE = re.compile(r"(?<!part )(?<!participate )(?<!participated )(?<!participating )\bin the $")
_VAGUE_DIALOGUE = re.compile(
    r"\b(?:political|social|constructive|open|sustained|continuous|ongoing|close|closer|inter\w+|genuine|broad|public|"
    r"fruitful|productive|lively|regular|trustful|honest|mutual|meaningful|inclusive|trusted|frank|permanent|effective|active)\b",
    re.I,
)
_NO_EVENT = re.compile(
    r"['’]?s?[ -](?:programmes|programs|"
    r"process|group|mechanism|platform|framework|paper|needs|manuals?|curricul(?:um|a)|modules?|"
    r"packages?|institut\w+|cent(?:re|er)s?|academy|school|rooms?|halls?|facilit(?:y|ies)|capacity|providers?|tools?|"
    r"rights|kits?|opportunities|equipment|ground|grounds|fatigue|services?|network|body|committee|commission|"
    r"secretariat|unit|departments?|officers?|organi[sz]ations?|calendar|strategy|plans?(?! to\b))\b",
    re.I,
)
"""What makes a noun before it no event: 'a consultation process', 'the training manual'."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in a mask: the words before its phrase, those that modify it, itself, and what follows it."""

    before: str
    modifiers: str
    word: str
    after: str
    determiner: str

    @property
    def modified(self) -> bool:
        return self.modifiers != ""

    @property
    def numbered(self) -> bool:
        """An ordinal or a length in days modifies it."""
        return any(ordinal(word) is not None or days(word) for word in self.modifiers.split())

    @property
    def determined(self) -> bool:
        return self.determiner != "none"


_OF_PAPER = re.compile(
    r" of (?:the |an? |its |their )?(?:[⟦⟨]D|(?:[\w-]+ ){0,5}?(?:report|study|guide|handbook|manual|profile|survey|"
    r"newsletter|bulletin|magazine|book|curriculum|yearbook|outlook|journal)s?\b)",
    re.I,
)
"""What makes an edition that of a paper, which nobody attends."""


_WHICH = re.compile(r"\b\d{4}$|⟦T\d+⟧(?:['’]s?)?$|\binaugural$")
_ORDERED = re.compile(r"\b(?:last|latest|previous|preceding|next|upcoming|forthcoming|coming)$")
_SOME_DAY = re.compile(r"[^.;,]{0,60}⟦[TL]\d")
"""What tells one edition from the others: 'the 2020 |edition|', 'its next |edition|'."""


def _edition(noun: Noun) -> bool:
    if _OF_PAPER.match(noun.after):
        return False
    before = (noun.before + noun.modifiers).rstrip()
    ordered = _ORDERED.search(before) is not None and _SOME_DAY.match(noun.after) is not None
    return noun.numbered or ordered or _WHICH.search(before) is not None


_HELD_THERE = re.compile(
    r",? (?:(?:which|that) )?(?:(?:was|were|is|being|will be|is to be) )?held (?:in|on|at|from) (?:the )?⟦[TLFS]"
)
"""'The fire |exercise| that was held in L': one that many took part in, and no work that somebody did."""


def _exercise(noun: Noun) -> bool:
    counted = noun.numbered or "day" in noun.modifiers or _HELD_THERE.match(noun.after) is not None
    return noun.modified and noun.determined and counted


def _meant_again(noun: Noun) -> bool:
    return noun.determiner == "definite" and not noun.modified


_POLICED = re.compile(
    r"\b(?:arrest|fre|rescu|seiz|raid|search|detain|dismantl|intercept|swoop|caught|took part|taken part|br[oa]ke up|"
    r"carr(?:ied|y)|launch|conduct|mount)\w*\b[^.;]{0,90}\b(?:in|during|after|out|part|following)? (?:an? |their )$"
)
_AGAINST = re.compile(
    r"[^⟦⟧.;,]{0,40} (?:against|targeting|to (?:dismantle|break up|free|rescue)) |(?: in| on) ⟦[LT]\d"
)
_RAN = re.compile(
    r"(?:,? (?:code-?named |dubbed |called |named )?[\"“]?[A-Z][\w-]+[\"”]?,?)? "
    r"(?:was (?:carried out|conducted|run|mounted|held)|(?:had )?r[au]n|took place|lasted)\b[^⟦⟧.;]{0,40}⟦T"
)
"""'An earlier |operation|, Falcon, was carried out on T': one that was run on some days."""
_JOINT = re.compile(r"\b(?:joint|co-?ordinated|cross-border|international|regional|simultaneous|nationwide)\b", re.I)


def _operation(noun: Noun) -> bool:
    """'They freed 80 people in a joint |operation|': one of police forces, which are told what they did in it."""
    joint = _JOINT.search(noun.modifiers) is not None
    ran = _RAN.match(noun.after) is not None
    told = joint or ran or _POLICED.search(noun.before) is not None
    set_apart = joint or ran or noun.numbered or _AGAINST.match(noun.after) is not None
    new = noun.word.casefold() == "operation" and noun.determiner == "indefinite"
    return _meant_again(noun) or (new and told and set_apart)


def _course(noun: Noun) -> bool:
    whole = not re.search(r"\bof\s*$", noun.before) and not (_COURSE_OF.match(noun.after) and not noun.modified)
    return whole and not _RUN.search(noun.before) and (noun.modified or noun.determined)


def _opening(noun: Noun) -> bool:
    return noun.after.startswith(" of") and re.search(r"⟦[FGOP]", noun.after[:60]) is not None


_APPOSED = re.compile(r"⟦P\d+⟧(?: \([^()]*\))?, (?:an? )?$")
"""'The P, a dialogue on migration,': what the process is."""


_STANDING = re.compile(r"⟦[PIGO]\d+⟧(?: \([^()]*\))?,? ?[,–—-] (?:(?P<one>an? )|the )$")
_WHAT_FOR = re.compile(r" (?:(?:in|at|on|through|by) which|where|that|which|for|of|to|between|among|of and for)\b")
"""'The P, the |forum| in which states talk,', 'P – a |forum| –': what a body is, and no event."""


_TAKES_PLACE = re.compile(
    r" between [^.;]{3,90}? "
    r"(?:took place|was (?:held|convened|organi[sz]ed)|will (?:take place|be held)|opened|concluded)\b"
)
"""'A dialogue between refugees and hosts |took place|': one that is held, and no relation."""


_AT_ONE = re.compile(
    r"\b(?:at|during|for|attended|hosted|held|organi[sz]ed|convened|opened|joined|addressed) (?:an? |the )$", re.I
)
_SOMEWHERE = re.compile(r" (?:in ⟦L|on (?:⟦T|[a-z])|at ⟦[LF]|held\b|organi[sz]ed\b|arranged\b|hosted\b|convened\b)")
"""'At a |dialogue| in L': one that is held."""
_SOMEWHERE_OR_WITH = re.compile(rf"{_SOMEWHERE.pattern}| (?:with|between) ")


_IS_HELD = re.compile(
    r",? (?:which |that )?(?:(?:was|is|will be|is being|is to be) (?:held|convened|organi[sz]ed|hosted)|"
    r"(?:took|takes|will take) place)\b"
)
"""'The |dialogue| will be held in L'."""
_PRESIDED = re.compile(r"\b(?:(?:chair|head|lead|steer)(?:s|ed|ing)?|presid\w+ over|tak\w+ over|took over) the $")
"""'Portugal will chair the migration |dialogue| for a year': the process that has that name."""


def _dialogue(noun: Noun) -> bool:
    if noun.determiner == "indefinite" and _APPOSED.search(noun.before):
        return False
    vague = _VAGUE_DIALOGUE.search(noun.modifiers) is not None and not noun.numbered
    between = noun.after.startswith(" between") and _TAKES_PLACE.match(noun.after) is None
    if not noun.modified and _AT_ONE.search(noun.before) and _SOMEWHERE.match(noun.after):
        return True
    if noun.determined and _IS_HELD.match(noun.after):
        return True
    plain = noun.word.islower() and not noun.numbered and _SOMEWHERE.match(noun.after) is None
    presided = plain and _PRESIDED.search(noun.before) is not None
    return noun.modified and noun.determined and not between and not vague and not presided


_DAYS = re.compile(r"\b\w+-day\b")


def _talks(noun: Noun) -> bool:
    long = _DAYS.search(noun.modifiers) is not None
    return noun.determined or long or re.match(r"(?: ⟦T\d+⟧)? (?:with|between|among|in|on)\b", noun.after) is not None


_UNDERGONE = re.compile(
    r"\b(?:began|started|underwent|undergoing|completed|finished|attended|received|took part in|participated in|"
    r"conducted|organi[sz]ed|delivered|held|gave|ran|"
    r"(?:is|are|was|were) (?:also )?(?:conducting|organi[sz]ing|delivering|holding|running|giving|hosting|attending)|"
    r"will(?: also| jointly)? (?:conduct|organi[sz]e|deliver|hold|run|give|offer|host|attend))(?: \w+ly)? $"
)
_WHEN_OR_WHERE = re.compile(r"⟦[TLF]\d")


def _undergone(noun: Noun) -> bool:
    """'They completed |training| on profiling in L': a course that they gave or went through somewhere, some day."""
    told = _UNDERGONE.search(noun.before) is not None and re.match(r" (?:on|in|for|about)\b", noun.after) is not None
    return told and _WHEN_OR_WHERE.search(noun.before + noun.after) is not None


_HELD_BEFORE = re.compile(
    r"\b(?:held|holds?|holding|host(?:s|ed|ing)?|(?:co-)?organi[sz](?:e[sd]?|ing)|convene[sd]?|stage[sd]?|arranged?|"
    r"attend(?:s|ed|ing)?|chair(?:s|ed|ing)?|moderated?|moderating|address(?:ed|ing)|open(?:ed|ing)|clos(?:ed|ing)|joined|"
    r"tak(?:e|ing) part in|took part in|participat(?:ed|ing) in|spoke at|speaking at|invited to|gathered for|met for|"
    r"came to|gave|present at|finish(?:ed|ing)|complet(?:ed|ing)|concluded|wrapped up|began|started|launched|ran|"
    r"followed(?: (?:in|on) ⟦T\d+⟧)? by|ended with|closed with|began with|opened with|hosted by|during|told|informed) "
    r"(?:an? |the |this |its |their |his |her )?$"
)
_HELD_BEHIND = re.compile(
    r"(?: (?:on|for|about|with|of|between|among|in|at)\b[^.;]{0,100}?)?,? (?:which |that )?"
    r"(?:was|were|is|are|will be|has been)(?: \w+ly| also| then)? (?:being )?"
    r"(?:held|hosted|(?:co-)?organi[sz]ed|convened|staged|arranged|chaired|opened|closed|moderated|attended|addressed|led|presided|graced|"
    r"facilitated)\b"
    r"|(?: (?:on|for|about|with)\b[^.;,]{0,60}?)?,? (?:held|hosted|given|offered|staged|organi[sz]ed) (?:by|in|at|on)\b"
    r"|(?: (?:on|for|about|with|of|between|among|in|at|by)\b[^.;]{0,100}?)?,? (?:took place|takes place|"
    r"will take place|"
    r"br(?:ought|ings) together|gathered|drew (?:\w+ ){0,2}(?:participants|people|guests|officials))\b"
    r"|,? (?:which |that )?(?:opene?d?s?|began|begins|started|starts|ended|ends|closed|closes|concluded|concludes)"
    r"(?: \w+ly)?,? (?:here |today |yesterday )?(?:in|on|at) (?:the )?⟦[TLFS]"
)


def _held(noun: Noun) -> bool:
    """'They held a |debate| on visas', 'the |debate| was opened by P': what else may be no event was held."""
    told = _HELD_BEFORE.search(noun.before) or _HELD_BEHIND.match(noun.after)
    there = _AT_ONE.search(noun.before) and _SOMEWHERE_OR_WITH.match(noun.after)
    return noun.determined and bool(told or there)


_SHOWN_AT = re.compile(
    r"\b(?:at|during|for|attended|opened|chaired|joined|addressed|graced|witnessed|declared) (?:the |an? )$", re.I
)
_SHOWN = re.compile(r" (?:of|in|at|on|to)\b| open\b")


def _shown(noun: Noun) -> bool:
    """'At the |presentation| of the study in L': an event, where 'P made a presentation' is none."""
    there = _SHOWN_AT.search(noun.before) is not None and _SHOWN.match(noun.after) is not None
    return noun.determiner == "definite" and there


_TRIP_TO = re.compile(r" (?:abroad\b|of ⟦N|to (?:the )?⟦[LS])")


def _goes_there(noun: Noun) -> bool:
    """'During her |tour| to L': a journey of somebody."""
    return noun.determiner == "possessive" and _TRIP_TO.match(noun.after) is not None


_REVIEWED = re.compile(
    r"(?: (?:of|on|by) (?:[^⟦⟧.;,]|⟦[A-KM-SU-Z]\d+⟧){3,80}?)?,? (?:(?:which |that )?(?:took place|takes place|"
    r"(?:is to|will) take place|(?:(?:was|is|is to be|will be) )?held) (?:in|on|at|from) (?:the )?⟦[TLFS]|"
    r"(?:in|at) (?:the )?⟦[LF]\d+⟧(?:, ⟦[LS]\d+⟧)?,? (?:(?:on|from|in) )?⟦T)"
)
"""What tells where and when people sat for a review: 'the second |review| of the Code, held in L'."""


def _review(noun: Noun) -> bool:
    return noun.determined and noun.modified and _REVIEWED.match(noun.after) is not None


_SAT = re.compile(r" (?:on\b|(?:brought|brings) together\b|(?:was )?(?:moderated|chaired) by\b|featur(?:ed|ing)\b)")
"""What shows that a panel is one of an event, and none that decides: 'a |panel| moderated by P'."""


_AWARDS = re.compile(r" of (?:the )?(?:[\w-]+ )?(?:certificates|diplomas|awards|prizes|medals|trophies)\b")
"""What is handed over at the end of a course, and makes no event of its own."""
_WHEREVER: dict[str, Callable[[Noun], bool]] = {
    "modified": lambda noun: noun.modified,
    "edition": _edition,
    "back": _meant_again,
    "operation": _operation,
    "visit": lambda noun: noun.determined and (noun.after.startswith(" of") or _goes_there(noun)),
    "review": _review,
    "exercise": _exercise,
    "trip": lambda noun: noun.determined and _TRIP_TO.match(noun.after) is not None,
    "held": _held,
    "handed": lambda noun: noun.after.startswith(" of") and _AWARDS.match(noun.after) is None,
    "shown": _shown,
}
"""Needs that hold after 'in the' as elsewhere."""
_NOT_IN_THE: dict[str, Callable[[Noun], bool]] = {
    "course": _course,
    "opening": _opening,
    "of": lambda noun: noun.after.startswith(" of") or noun.modified or _meant_again(noun),
    "dialogue": _dialogue,
    "talks": _talks,
    "panel": lambda noun: noun.determined and (noun.modified or _SAT.match(noun.after) is not None),
    "exchange": lambda noun: noun.determined and noun.modified,
    "job": lambda noun: noun.determined and noun.modified,
    "determiner": lambda noun: noun.determined or noun.numbered or _undergone(noun),
}
"""Needs that are not met in phrases such as 'in the course of'."""


_LED = re.compile(
    r"\b(?:led|leads|leading|moderated|moderates|moderating|facilitated|opened|ran|guided|steered)(?: \w+ly)?"
    r"(?: (?:the|an?|its|one))? $"
)
_ABOUT = re.compile(r" (?:on|about|dedicated to|devoted to|covering|dealing with)\b")


def _led_by_one(noun: Noun) -> bool:
    """'P led the |panel| on savings, and Q presented the study': what one person did at the event that is told of."""
    led = _LED.search(noun.before) is not None and _ABOUT.match(noun.after) is not None
    return led and not noun.numbered


_SET_APART = re.compile(
    r"(?: (?:on|for) [^⟦⟧.;,]{3,60})?,? "
    r"(?:(?:was |were )?(?:held|organi[sz]ed|convened|staged) |(?:took|takes) place )?"
    r"(?:at|in|on) (?:the )?⟦[TLF]\d"
)
"""What tells of 'one |ceremony|' where or when it was."""


_OPENS_WITH = re.compile(
    r"[^.;:]{0,90}? (?:starts?|started|begins?|began|opens?|opened|took place|takes place|ended|concluded|"
    r"(?:will|is to|are to) (?:start|begin|open|follow|take place|be held)|(?:was|were|is being|will be) held|"
    r"(?:is|are|was|were) (?:planned|scheduled|foreseen|due|set))\b[^.;:]{0,40}⟦[TLF]"
)
"""What tells of a phrase without an article that opens a sentence: '|Training| of officials in L starts on T'."""
_FRONTED_DAY = re.compile(
    r"(?:(?:On|In|From|Between|At) )?(?:the )?[^⟦⟧.;,]{0,20}⟦[TL]\d+⟧(?:,? (?:in |at )?⟦[LT]\d+⟧)?,? "
)
"""A day or place that stands before such a phrase: 'On T, |training| of officials was held in L'."""
_BARE = frozenset({"determiner", "modified", "article", "talks"})
"""Needs of nouns that may open a sentence so."""


def _opens_sentence(noun: Noun, needs: str) -> bool:
    opens = not noun.before or _FRONTED_DAY.fullmatch(noun.before) is not None
    bare = noun.determiner == "none" and opens and not noun.modifiers and needs in _BARE
    return (
        bare
        and re.match(r" (?:of|for|with|between|on)\b", noun.after) is not None
        and _OPENS_WITH.match(noun.after) is not None
    )


_MEANS = re.compile(
    r"\b(?:held|place|conducted|convened|organi[sz]ed|met|meets|meetings?|session|delivered|spoke|joined|attended|done)"
    r"\b[^.;,]{0,24} (?:through|via|by|over|in|as|on) (?:an? )?$"
)
_WIRED = re.compile(r"(?:video|web|tele)[- ]?\w+", re.I)
"""'The session was held through a |video conference|': how those met who met, and no event beside it."""


_NEAR = 60
"""Characters behind 'whose visit' in which a place or day makes it one that is told of, and not any of them."""


def is_particular(row: Mapping[str, str], masked: Masked, start: int, match: re.Match[str], determiner: str) -> bool:
    """Whether the noun that `match` found, of a phrase from `start`, means one event."""
    head, end = match.span()
    text, needs = masked.text, row["needs"]
    noun = Noun(text[:start], text[start:head], match.group(), text[end:], determiner)
    if needs == "never" or determiner in {"generic", "plural"} or _is_predicate(noun):
        return False
    if _NO_EVENT.match(noun.after) and not _quoted(masked, end):
        return False
    if _is_no_other(noun):
        return False
    if determiner == "single" and not _SET_APART.match(noun.after):
        return False
    if _WIRED.match(noun.word) and _MEANS.search(noun.before):
        return False
    if row["type"] == "Session" and _led_by_one(noun):
        return False
    if noun.before.endswith("whose ") and not (noun.modified or _WHEN_OR_WHERE.search(noun.after[:_NEAR])):
        return False
    if _opens_sentence(noun, needs):
        return True
    if needs in _WHEREVER:
        return _WHEREVER[needs](noun)
    if _IN_THE.search(noun.before) and noun.after.startswith(" of"):
        return False
    if needs in _NOT_IN_THE:
        return _NOT_IN_THE[needs](noun)
    return not _is_adjective(noun) and (needs != "article" or _has_article(noun) and not _is_body(noun))


def _quoted(masked: Masked, end: int) -> bool:
    """Whether a quotation mark, which the mask leaves out, opens behind a noun: 'the event |“Tools for States”|'."""
    return end + 1 < len(masked.text) and masked.original(end + 1) - masked.original(end) > 1


_TO_BE = re.compile(r"\b(?:will|would|is to|was to) (?:also |then |again )?be (?:the |an? )?$")
_PLANNED_FOR = re.compile(
    r"[^⟦⟧.;]{0,70}?(?:⟦[A-KM-SU-Z]\d+⟧[^⟦⟧.;]{0,30}?)?,? "
    r"(?:(?:to be )?(?:planned|scheduled|set|due|held|foreseen|organi[sz]ed|convened|hosted)\b[^⟦⟧.;]{0,20} )?"
    r"(?:for|in|on|at|from) (?:the )?⟦[TLF]\d"
)
"""What sets apart what is to come: 'the next step will be a |workshop| on data, planned for L'."""


_TALKED_OF = re.compile(
    r"\b(?:discuss(?:es|ed|ing)?|negotiat\w+|consider(?:s|ed|ing)?|explor\w+|speed(?:ing)? up|"
    r"(?:prospects?|possibility|draft|way|plans?|preparations?) (?:of|for)) (?:the |a )?(?:possible |future |early )?$"
)
"""'They discussed the |signing| of an agreement', which is not signed yet."""
_FIRST_TIME = re.compile(r"\b(?:first|last|second|third) time (?:ever )?(?:that )?(?:such )?an? (?:[\w-]+ ){0,4}$")
"""'It was the first time that a border |course| was held': what was told is of that kind, and no event beside it."""


def _is_no_other(noun: Noun) -> bool:
    """A signing that is only talked of, or what a sentence tells that it was the first of its kind."""
    if noun.word.casefold() == "signing" and _TALKED_OF.search(noun.before):
        return True
    return noun.determiner == "indefinite" and _FIRST_TIME.search(noun.before) is not None


def _is_predicate(noun: Noun) -> bool:
    """'It was a meeting', 'marked their meeting': what something is said to be."""
    owned = noun.determiner == "possessive" and _OWN_PREDICATE.search(noun.before) is not None
    if _TO_BE.search(noun.before) and _PLANNED_FOR.match(noun.after):
        return False
    as_first = noun.before.endswith("as the ") and _COUNTED_AS.match(noun.modifiers) is not None
    return owned or as_first or _PREDICATE.search(noun.before) is not None


def _is_adjective(noun: Noun) -> bool:
    """'Ministerial' before a noun of its own."""
    if noun.word.casefold() != "ministerial" or not re.match(r"[- ](?:⟦|[A-Z]|[a-z]+)", noun.after):
        return False
    return re.match(r" (?:of|on|in|held|was|is|took|will|for|to|at)\b", noun.after) is None


def _is_body(noun: Noun) -> bool:
    """'The P, a yearly |forum| of its members,': what the body before it is."""
    apposed = _STANDING.search(noun.before) if noun.word.casefold() == "forum" else None
    return apposed is not None and (apposed["one"] is not None or _WHAT_FOR.match(noun.after) is not None)


def _has_article(noun: Noun) -> bool:
    return noun.determined or (noun.modified and noun.word[0].isupper())
