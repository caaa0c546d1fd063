"""The pattern extractor: relations read from masked sentences by the tables `relations/*.tsv`.

A row is a rule: its relation, and a pattern in which `{S:event}` and `{O:actors}` are the subject and object (a role of
`lists.ROLES`, in the plural a list), `<name>` a macro of the table `pattern_macros`, `~` a short gap without a name,
`~~` a gap that may hold dates, places and bodies. A rule without a subject speaks of the event in focus.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.relations.constructions import rule_rows
from kg.extract.tables import table
from kg.extract.text.lists import ROLES, letters_of, placeholder
from kg.extract.text.masking import LETTERS, Item, Masked
from kg.extract.text.pattern_parts import CUT, holds, parts
from kg.extract.text.prefilter import Clause, Prefilter, clauses
from kg.records import Span

_PLACEHOLDER = re.compile(r"\{([SO]):(\w+)\}|\{(\w+)\}")
_NEGATED = re.compile(
    r"\b(?:not|cannot|can't|never|without|declined|refused|unable|absent|neither|nor|failed to|excluding|except|"
    r"did not|didn't|no longer|absence of|apart from|missed|boycotted|stayed away)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|is to|are to|plans? to|planned|scheduled|expected to|is due|are due|would|intends? to|upcoming|"
    r"forthcoming|to be)\b"
)
_OPEN = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|such as|among them|among others|notably|inter alia|e\.g\.)\W*(?:the )?$", re.I
)
_AFTER_ALL = re.compile(r"\b(?:with|by|under|via|through|between|against|to|for)(?: the| its| their)? $", re.I)
_AFTER = re.compile(
    r"\b(?:with|by|under|via|through|between|against|to|for|of|from|in|at)(?: the| its| their)? $", re.I
)
_MOVED = re.compile(
    r"\b(?:migrants?|refugees?|returnees?|victims?|survivors?|nationals?|citizens?|workers|asylum.seekers?|arrivals|"
    r"families|children|people|persons|youths?|women|men|communities|goods|products|flows?|routes?)(?: [a-z]+){0,3} "
    r"(?:from|of|in)(?: the| both)? $",
    re.I,
)
"""Before a name: those who come from there and do not stand for it."""
_IN_NAME = re.compile(r"⟦[GO]\d+⟧(?: \([^()]{1,20}\))? of (?:the )?$")
"""Before a state whose bodies a list names: 'the Ministries of Labour and Health of Kenya'."""
_TAUGHT = re.compile(
    r"\b(?:organi[sz]ed|facilitated|delivered|given|taught|run|conducted|led|trained|provided|supported|moderated|"
    r"prepared|guided)(?: jointly)? by (?:[\w-]+ ){0,3}$"
)
"""Before people of a body: they give the event, and are not said to attend."""
_INSERTED = re.compile(
    r", (?:in|with|which|who|whose|where|together|along|alongside|under|through|as|following|after|based|on behalf|"
    r"on the|supported|funded|organi[sz]ed|represented|led|headed|acting|a|an|the|one of|now|currently|formerly|also|"
    r"part of)\b"
    r"[^;.]{3,160}?,(?= (?:will|has|have|had|is|are|was|were|would|also|jointly|then|\w+ed|\w+es|held|took|met|spoke|"
    r"told|said|ran|gave|led|brought|\w+[^s\W]s the|foots|pays|runs|bears)\b)"
    r"| (?:under|within) the (?:framework|auspices|umbrella) of (?:the )?(?:[\w-]+ )?⟦[JPIO]\d+⟧"
    r"(?= (?:(?:has|have|will|also|jointly) )?"
    r"(?:organi[sz]|h[eo]ld|conven|conduct|deliver|train|host|launch|facilitat)\w*)"
)
_ADJUNCT = re.compile(
    r"^(?:(?:In|At|On) (?:the )?⟦[TLS]\d+⟧(?:,? ⟦[TLS]\d+⟧)?|Today|Yesterday|Earlier|Later|Meanwhile|Since then|"
    r"However|Moreover|Furthermore|In addition|Finally|Afterwards|Subsequently|Then), |"
    r"^[^,;]{0,60}\b(?:said|added|noted|announced|explained|reported) that |"
    r", (?:(?:he|she|they|the (?:[\w-]+ ){0,2}[\w-]+|⟦[NGI]\d+⟧) (?:says?|said|add(?:s|ed)|note[sd]|explain(?:s|ed)|"
    r"pointed out|stressed|emphasi[sz]ed|underlined|recalled|told (?:them|the [\w-]+)|believe[sd]|thinks?|finds?|"
    r"found)|says the text),(?= )|"
    r" \([^()⟦⟧]{1,40}\)|"
    r",? (?:(?:late |early )?(?:in|on|at|since|until) |(?:later|earlier|late|early) )?⟦T\d+⟧,?"
    r"(?= (?:by|at|in|with|between|and|to|for)\b|[.;]|$)|"
    r"(?<=ed) (?:today|yesterday|recently|jointly|together|officially|formally|last (?:week|month|year)|"
    r"(?:earlier )?this (?:week|month|year)|later|afterwards|separately|publicly|personally|remotely|online)"
    r"(?= (?:by|at|in|with|between)\b)"
)
"""What a sentence says about when and how, and words of reporting before it: a fact that stands without it stands."""
_PARTICIPLE = re.compile(
    r"(?:co-?)?(?:funded|financed|supported|hosted|organi[sz]ed|convened|chaired|assisted|backed)\b", re.I
)
_OPENS = re.compile(r"(?:[,;:–—-]|⟧|⟩|\band|\bboth|\b(?:was|were|is|are|been|be|being)(?: \w+ly| also)*)$")
_RELATIVE = re.compile(r"\b(?:which|that|who)(?: \w+){1,3}$")
_MODIFIED = re.compile(
    r"-|,? (?:which|who|that|whose)\b| and (?:its|their) (?:\w+ )?(?:programme|program|project|initiative) ⟦J|"
    r",? (?:\w+ly |co-|since )?\w+(?:ed|un|en|ld|ck) (?:\w+ly )?(?:by|between|at)\b"
)
"""What follows a name that belongs to a preposition and is nonetheless what the match is about."""
_APPOSED = re.compile(r"(?:the )?⟦[JDF]\d+⟧(?: \([^()]{1,40}\))?, (?:an?|the|its) ")
"""A work and what it is: told of it whatever preposition stands before, 'under the project P, a scheme of Norway'."""
_BODY_APPOSED = re.compile(
    r"(?:the )?⟦[GIOPCVFJ]\d+⟧(?: \([^()]{1,40}\))?,? (?:which is |is )?"
    r"(?:an?|the|itself|part of|one of|under|attached to|[⟦⟨][GIOPCV]\d+[⟧⟩]['’]s) "
)
"""A body and what it is a part of: told of it whatever preposition stands before, 'staff of |B, an agency of| C'."""
_FRONTED = re.compile(
    r",? (?:and \w+ed by [^,]{2,80}, )?(?:the |this |its )?(?:⟦[EJFD]\d+⟧|it\b|"
    r"(?:\w+-day )?(?:event|activity|initiative)\b|"
    r"(?:⟨[SGIOCV]\d+⟩[’']s? )?(?:the )?⟦[SGIOCV]\d+⟧(?:[^⟦⟧.;]|⟦[SGIOCVLT]\d+⟧){0,60}?\b"
    r"(?:held|organi[sz]ed|conducted|ran|hosted|convened|launched|opened|concluded|completed|delivered|staged|arranged|"
    r"facilitated|(?:is|are|was) \w+ing)\b[^⟦⟧.;]{0,40}⟦[EJ]\d+⟧)"
)
"""After 'Funded by X,' the event in focus goes on as 'it', by its own token or as what an actor held; no other noun."""
_GAP = (
    r"(?:[^⟦⟧.;]|⟦[TLFPSGIO]\d+⟧|"
    r"(?:(?<=\bon )|(?<=\bof )|(?<=\bfor )|(?<=\bon the )|(?<=\bof the )|(?<=\bfor the ))⟦[DJ]\d+⟧"
    r"(?!(?: [Pp]roject| [Pp]rogramme)?(?: and [A-Z][\w’' -]{3,40})?,? (?:(?:which|that) (?:is|was|are) )?"
    r"(?:co-?)?(?:funded|financed|implemented|supported|paid for|sponsored|bankrolled)\b)){0,90}?"
)
"""A gap: no event and no person stands in it, and a document or project only behind 'on', 'of' or 'for', unless what
follows tells of that: 'part of the project P, funded by X'."""
_CARRIED = "EJFD"
_OPENING = re.compile(
    r"(?:in|with|under|at|on|besides|together|along|alongside|through|thanks|among|after|by|"
    r"[\w-]+ed(?: \w+ly)?(?=.* by))\b",
    re.I,
)
_FRONT_PHRASE = re.compile(
    r"(?:within|under|as part of|in the (?:framework|frame|context) of|through|by way of|thanks to|building on)\b"
    r"[^;.:]{0,120}?,? (?:[\w-]+ed|and) (?:\w+ly )?(?:by|from|through) (?:the )?",
    re.I,
)
"""The start of a sentence with a phrase before its subject: 'Within the P, funded by |A, B held …'."""
_FINITE = re.compile(
    r" (?:\w+ly )?(?:has|have|had|will|is|are|was|were|\w{2,}ed|held|ran|gave|led|took|met|hosts?|holds?|runs?)\b"
)
"""The verb of a clause, right after its subject."""
_BARE_COMMA = re.compile(r", (?!and\b|or\b|as well\b)")
_OF_WORKS = frozenset({"funder", "supporter", "implementer"})
_ANYWHERE = frozenset({"locatedIn"})
"""Relations that a name has after a preposition too: 'at the centre, Nairobi'."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table, compiled."""

    name: str
    relation: str
    source: str
    subject: str | None
    object: str
    focus: str
    confidence: float
    needs: frozenset[Clause] = frozenset()

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when first asked for: most sentences need few of the rules."""
        return _compiled(self.source)


@dataclass(frozen=True, slots=True)
class Found:
    """A relation between two items of a sentence; `subject` None means what is in focus at `span.start`: the rule's
    `focus`, an event or a process."""

    rule: Rule
    subject: Item | None
    object: Item
    span: Span
    planned: bool
    open_list: bool


@lru_cache
def _macros() -> dict[str, str]:
    return {row["name"]: row["pattern"] for row in table("pattern_macros")}


def expand(source: str, written: Callable[[str], str] = placeholder) -> str:
    """The pattern with macros, gaps and placeholders written out; `written`: the pattern of a role."""
    while found := re.search(r"<(\w+)>", source.replace("(?P<", "(?P‹").replace("(?<", "(?‹")):
        source = source.replace(f"<{found.group(1)}>", f"(?:{_macros()[found.group(1)]})")
    source = source.replace("~~", _GAP).replace("~", r"[^⟦⟧.;:]{0,40}?")
    parts, last = [], 0
    for match in _PLACEHOLDER.finditer(source):
        role = match.group(2) or match.group(3)
        body = written(role)
        parts += [source[last : match.start()], f"(?P<{match.group(1)}>{body})" if match.group(1) else body]
        last = match.end()
    return "".join([*parts, source[last:]])


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(expand(source), re.I)


@cache
def parts_of(source: str) -> tuple[re.Pattern[str], ...]:
    """What a text must hold, part for part, for the pattern of this source to match it."""
    return parts(expand(source, _named))


def _named(role: str) -> str:
    """The token of a placeholder, without what may lead it; of a list nothing."""
    if role.endswith("_of"):
        return rf"{CUT}[⟦⟨][{letters_of(role)}]\d+[⟧⟩](?:['’]s?)?"
    return rf"{CUT}⟦[{ROLES[role]}]\d+⟧" if role in ROLES else CUT


def token(role: str) -> str:
    """What a placeholder matches at least, with anything around it."""
    return rf".{'[⟦⟨]' if role.endswith('_of') else '⟦'}[{letters_of(role)}]."


def compile_rule(row: dict[str, str]) -> Rule:
    """A row of the table as a rule; its pattern is compiled later, and raises re.error or KeyError if it is none."""
    roles = {m.group(1): m.group(2) for m in _PLACEHOLDER.finditer(row["pattern"]) if m.group(1)}
    return Rule(
        row["rule"], row["relation"], row["pattern"], roles.get("S"), roles["O"],
        row["focus"] or "event", float(row.get("confidence") or 0.9), clauses(expand(row["pattern"], token)),
    )  # fmt: skip


@lru_cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the table."""
    return tuple(compile_rule(row) for row in rule_rows())


@lru_cache
def _prefilter() -> Prefilter:
    return Prefilter([rule.needs for rule in rules()])


def _members(masked: Masked, match: re.Match[str], group: str, role: str) -> list[Item]:
    letters = letters_of(role)
    begin, end = match.start(group), _clause_end(masked, match, group)
    found = masked.items_in(begin, end, acting=not role.endswith("_of"))
    aside = masked.items_in_places(begin, end)
    return [item for item in found if LETTERS[item.type] in letters and item not in aside]


def _clause_end(masked: Masked, match: re.Match[str], group: str) -> int:
    """Where a list ends: at its last comma if the sentence opens with it and what follows the comma has the verb
    ('In cooperation with A, B held …')."""
    begin, end = match.span(group)
    if (cut := _next_clause(masked, begin, end)) is not None:
        return cut
    opens = (
        begin
        and match.end() == end
        and (
            _OPENING.match(masked.text)
            if match.start() == 0
            else _FRONT_PHRASE.fullmatch(masked.text, 0, match.start("O"))
        )
    )
    if not opens or not _FINITE.match(masked.text, end):
        return end
    return max((m.start() for m in _BARE_COMMA.finditer(masked.text, begin, end)), default=end)


_TOLD_ALREADY = re.compile(
    r"(?:^|[^⟧,] |⟧ )(?<!which )(?<!that )(?<!who )(?:is|are|was|were|has been|have been|will be) [^;:]*$"
)
"""The text before a list whose clause has its verb: 'It was run by |IOM and UNHCR|'."""
_BY = re.compile(r" (?:by|with)(?: the)? $")
_FROM = re.compile(r" (?:from|of)(?: the)? $")
_DONE_ALREADY = re.compile(
    r"(?:^|; )(?:It|They|He|She|(?:The [\w-]+|(?:The )?⟦[A-Z]\d+⟧),?) (?:has |have |had )?"
    r"(?:\w{3,}ed|held|ran|wrote|gave|took|made|drew|set|put|led)\b [^;:]*$"
)
"""The same where that clause is in the active: 'It wrote the text with help from |IOM|, and Norway agreed'."""
_WHICH_IS = re.compile(r", (?:which|who) (?:is|are|was|were|has been|have been|will be) [^;:,]{0,60}\Z")
"""'At the opening|, which was hosted by| A, P thanked B': the comma behind A closes what is said of the opening."""
_AND = re.compile(r",? and (?=(?:the )?⟦)")
_ACTS = re.compile(
    r" (?:(?:\w+ly|also|then) )?(?:has|have|had|will|is|are|was|were|"
    r"(?!based|called|named|located|headquartered|led|held)\w{2,}ed(?! by\b)|"
    r"ran|gave|took|met|paid|lent|sent|hosts?|pays|funds?|finances?|bears|bore|provides|supports)\b"
)
"""What follows the last of a list where that is the subject of another clause: 'by IOM, and |Norway| met the costs'."""


_DOES = re.compile(
    r" (?:pays?|funds?|financ\w+|supports?|hosts?|chairs?|helps?|provides?|is|are|was|were|has|have|will|paid|took|"
    r"came|sent|gave|met|held|ran|wrote|led|lent|made|put|spoke|brought|drew|sat|bore|\w{3,}ed(?! by))\b"
)
"""The verb of a clause after a semicolon: 'IOM ran it with |UNHCR; Norway| pays'."""


def _next_clause(masked: Masked, begin: int, end: int) -> int | None:
    """Where the last of a list is the subject of the clause that follows, the offset at which that clause begins: 'It
    was run by IOM, and Norway met the costs'."""
    text = masked.text
    cut = text.rfind("; ", begin, end)
    if cut >= 0 and text.count("; ") == 1 and not text.startswith("and ", cut + 2) and _DOES.search(text, end):
        return cut
    if not _ACTS.match(text, end):
        return None
    before = max(0, begin - 10)
    if _FROM.search(text, before, begin) or (_BY.search(text, before, begin) and _DONE_ALREADY.search(text[:begin])):
        return _behind_comma(text, begin, end)
    if not _BY.search(text, before, begin):
        return None
    if _WHICH_IS.search(text, 0, begin):
        return max((m.start() for m in _BARE_COMMA.finditer(text, begin, end)), default=None)
    found = list(_AND.finditer(text, begin, end))
    found = [m for m in found if m.group().startswith(",")] or found
    return found[-1].start() if found and _TOLD_ALREADY.search(text[:begin]) else None


def _behind_comma(text: str, begin: int, end: int) -> int | None:
    """The last ', and' of a list whose clause has its verb before it."""
    found = [m.start() for m in _AND.finditer(text, begin, end) if m.group().startswith(",")]
    return found[-1] if found and _DONE_ALREADY.search(text[:begin]) else None


def _subjects(masked: Masked, match: re.Match[str], rule: Rule) -> Sequence[Item | None]:
    if rule.subject is None or match.group("S") is None:
        return [_antecedent(masked, match)] if rule.relation in _OF_WORKS and rule.focus == "event" else [None]
    return _members(masked, match, "S", rule.subject)


def _matches(masked: Masked, rule: Rule) -> Iterator[re.Match[str]]:
    if not holds(masked.text, parts_of(rule.source)):
        return
    position = 0
    while match := rule.pattern.search(masked.text, position):
        yield match
        cut = _next_clause(masked, *match.span("O"))
        position = cut if cut is not None and cut > match.start() else match.end()


def _negated(masked: Masked, match: re.Match[str]) -> bool:
    outside = masked.text[max(0, match.start() - 14) : match.end()]
    for group in {"S", "O"} & set(match.re.groupindex):
        outside = outside.replace(match.group(group) or "⟦⟧", " ")
    return bool(_NEGATED.search(outside))


def _readings(masked: Masked) -> Iterator[Masked]:
    """The sentence, the sentence without what is inserted between commas before its verb, and without adjuncts."""
    yield masked
    for _ in range(3):
        inserted = _INSERTED.search(masked.text)
        if inserted is None:
            break
        masked = masked.without(*inserted.span())
        yield masked
    bare = _bare(masked)
    if bare.text != masked.text:
        yield bare


def _bare(masked: Masked) -> Masked:
    """The sentence without its adjuncts of time and manner, brackets and what opens it before a comma."""
    adjuncts = [match.span() for match in _ADJUNCT.finditer(masked.text)]
    for start, end in reversed(adjuncts):
        masked = masked.without(start, end)
    return masked


def _object_of_preposition(masked: Masked, match: re.Match[str], relation: str) -> bool:
    """Whether the match opens with a name that belongs to a preposition before it ('funded by X will be …')."""
    opening = masked.text[match.start() : match.start() + 5].lstrip("the ")
    if not opening.startswith("⟦") or _APPOSED.match(masked.text, match.start()):
        return False
    if relation == "partOf" and _BODY_APPOSED.match(masked.text, match.start()):
        return False
    opener = min((g for g in match.re.groupindex if match.group(g)), key=match.start)
    if _MODIFIED.match(masked.text, match.end(opener)):
        return False
    before = masked.text[: match.start()]
    if relation == "participant" and (_MOVED.search(before) or _IN_NAME.search(before)):
        return True
    return (_AFTER_ALL if relation == "participant" else _AFTER).search(before) is not None


def _hanging(masked: Masked, match: re.Match[str], rule: Rule) -> bool:
    """Whether a participle without a subject of its own speaks of some other noun: 'a scheme funded by …'."""
    if rule.subject is not None or not _PARTICIPLE.match(match.group()):
        return False
    before = masked.text[: match.start()].rstrip()
    if before == "":
        return _FRONTED.match(masked.text, _clause_end(masked, match, "O")) is None
    if _RELATIVE.search(before):
        return _antecedent(masked, match) is None
    return _OPENS.search(before) is None


def _antecedent(masked: Masked, match: re.Match[str]) -> Item | None:
    """What 'funded by' and 'supported by' speak of: the last event, project or document named before."""
    fronted = _FRONTED.match(masked.text, _clause_end(masked, match, "O")) if match.start() == 0 else None
    if fronted and "⟦" in fronted.group():
        return masked.items_in(*fronted.span())[-1]
    before = [
        item
        for item in masked.items_in(0, match.start())
        if LETTERS[item.type] in _CARRIED and not (item.type == "Facility" and _is_where(masked, item))
    ]
    return before[-1] if before else None


def _is_where(masked: Masked, item: Item) -> bool:
    """Whether an item only says where something is done: 'the course at the centre was funded by …'."""
    return masked.text[: masked.position(item)[0]].endswith((" at the ", " at ", " in the ", " in "))


_TOLD_BY = {"secretariat": "ecretariat"}
"""Letters without which no sentence tells of a relation, though names that hold them are masked."""


def find_relations(masked: Masked, words: str = "") -> list[Found]:
    """The relations that the rules find in one masked sentence. `words`: the sentence as it stands, which spares
    searches where it is given."""
    untold = {relation for relation, letters in _TOLD_BY.items() if words and letters not in words}
    found: dict[tuple[str, Item | None, Item], Found] = {}
    for reading in _readings(masked):
        for number in _prefilter().passing(reading.text):
            rule = rules()[number]
            for one in () if rule.relation in untold else _by_rule(reading, rule):
                found.setdefault((rule.name, one.subject, one.object), one)
    return list(found.values())


def _by_rule(masked: Masked, rule: Rule) -> Iterator[Found]:
    for match in _matches(masked, rule):
        if (
            _negated(masked, match)
            or (rule.name == "participant-from" and _TAUGHT.search(masked.text[: match.start()]))
            or _hanging(masked, match, rule)
            or (rule.relation not in _ANYWHERE and _object_of_preposition(masked, match, rule.relation))
        ):
            continue
        planned = bool(_PLANNED.search(match.group()))
        open_list = bool(_OPEN.search(masked.text[: match.start("O")]))
        span = masked.span(match.start(), match.end())
        for subject in _subjects(masked, match, rule):
            for object in _members(masked, match, "O", rule.object):
                if subject != object:
                    yield Found(rule, subject, object, span, planned, open_list)
