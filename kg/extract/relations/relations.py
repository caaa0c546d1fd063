"""From what the patterns find to claims: what is in focus filled in, lists marked, 'the host government' resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

from kg.extract.analysis import Analysis
from kg.extract.documents.document_focus import document_at
from kg.extract.documents.works_again import is_purse, made_at, work_without_event
from kg.extract.documents.works_told import work_at, work_beside
from kg.extract.focus import OF_DOCUMENTS, attended_at, before_it, is_aside, main_event, process_at, told_of
from kg.extract.relations.patterns import Found, find_relations
from kg.extract.text.masking import Item, Masked
from kg.extract.text.sentences import Sentence
from kg.records import Mention

EventAt = Callable[[int], str | None]

_EVENT_RELATIONS = frozenset({"host", "speaker", "organizer", "participant", "chair", "funder", "supporter", "partner",
                              "partOf", "discussed", "references", "adopted", "member"})  # fmt: skip
_BOTH = re.compile(
    r"(?:(?:Both|The two)(?: of them)?(?: [\w-]+)? ?(?:meetings|events|workshops|sessions|trainings|conferences|"
    r"courses|gatherings|talks|consultations|visits|seminars)?|"
    r"The (?:meetings|events|workshops|conferences|gatherings)) "
    r"(?:were|are|was|will be|took|brought|drew|saw|had|gathered|have been)\b|"
    r"[^.;]{3,90}\b(?:host|organi[sz]|conven|arrang|financ|fund|support|chair|prepar)(?:es?|s|ed|ing)?(?: for)? "
    r"(?:both|them)(?: meetings| events| workshops| sessions| conferences)?\b(?! (?:countries|sides|men|days|parties))"
)
_HOST = re.compile(r"\bhost (?:government|country|nation|state)\b", re.I)
_STANDING = re.compile(r"\b(?:brings together|unites|groups|comprises|is made up of|is composed of|has \w+ members)\b")
_BELONGS = re.compile(
    r"\bparticipat(?:es?|ing) in (?:the )?(?:[⟦⟨]P\d+[⟧⟩](?!['’])|"
    r"(?:[A-Z][\w-]+ ){1,4}(?:[Pp]rocess|[Ii]nitiative|[Ff]orum|[Pp]latform|[Nn]etwork|[Dd]ialogue)\b)|"
    r"⟦S\d+⟧[ ,–—-]*(?:(?:have|has|had|now|since|all|already|both) )*(?:signed|ratified|acceded|withdr[ae]w)\b"
)
"""Who takes part in a process, or is party to a treaty, is not said to be at an event."""
_LEADS = re.compile(r"\W*(?:(?:and|while|the)\W+)*", re.I)
"""Before who acts, at the start of a clause."""
_MEETS = re.compile(r"\b(?:met|meets?|gather(?:s|ed)?|came together|convened)$")
_MEMBERED = frozenset({"InternationalOrganization", "Process"})
_MEMBERS = re.compile(r"(?:['’]s)?\s+(?:Member|Partner|Participating)\s+(?:States|Countries)\b", re.I)
_MEMBERS_OF = re.compile(r"\b(?:member|partner|participating)\s+(?:states|countries)\s+of\s+(?:the\s+)?$", re.I)
_BODIES = frozenset({"State", "GovernmentBody", "InternationalOrganization", "CivilSociety", "Office"})
_TOLD_OF_PROCESS = frozenset({"funder", "supporter", "chair"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "both": 2}
_LANDS = re.compile(r"\b(?:states|countries|nations)\b", re.I)


def relate(analysis: Analysis, sentence: Sentence, masked: Masked, event_at: EventAt) -> None:
    """Adds the claims that the pattern table finds in one sentence."""
    for found in find_relations(masked, analysis.text[sentence.start : sentence.end]):
        if found.subject is None and (sentence.kind == "boilerplate" or _of_standing_body(masked, analysis, found)):
            continue
        if _own_meeting(analysis, found) or _went_through(analysis, found) or _for_members(analysis, sentence, found):
            continue
        if _is_later(masked, found) or _of_another(analysis, sentence, found):
            continue
        if found.rule.name == "funder-through-project" and found.subject and is_purse(analysis, found.subject):
            continue
        if found.rule.focus == "its-document":
            _of_document(analysis, found)
            continue
        for subject in _subjects(analysis, found, event_at):
            _record(analysis, found, subject)


def _of_document(analysis: Analysis, found: Found) -> None:
    """'It was signed by A and B': what A and B do with the only document of the sentence so far, or the one before."""
    sentence = analysis.sentence_at(found.span.start)
    named = analysis.mentions.within(sentence.start, found.object.start) if sentence else []
    here = {m.entity for m in named if m.type == "Document"}
    document = here.pop() if len(here) == 1 else _last_of(analysis, found.span.start, "Document")
    if document:
        confidence = round(found.rule.confidence * 0.95, 3)
        rule = f"pattern:{found.rule.name}"
        analysis.claim(found.rule.relation, found.object.entity, document, rule, found.span, confidence=confidence)


def _of_standing_body(masked: Masked, analysis: Analysis, found: Found) -> bool:
    """'IGAD brings together eight states' tells of members, and of no event."""
    if found.rule.relation != "participant" or "⟦E" in masked.text:
        return False
    words = analysis.text[masked.start : found.span.end]
    return _STANDING.search(words) is not None or _BELONGS.search(masked.text) is not None


def _own_meeting(analysis: Analysis, found: Found) -> bool:
    """'The Process met in Cairo' tells of its own meeting: it takes no part in one of others; and no system of data
    takes part anywhere."""
    if found.rule.relation == "participant" and found.object.type == "Project":
        return analysis.entities[found.object.entity].name.endswith(" System")
    own = found.rule.relation == "participant" and found.object.type == "Process"
    return own and _MEETS.search(analysis.text[found.span.start : found.span.end]) is not None


_WHO_ACTS = re.compile(r"⟦[SGIOPCV]\d+⟧")


def _is_later(masked: Masked, found: Found) -> bool:
    """'In line with the D, A and B will draw up lists' tells of what bodies do by a document, and of no event."""
    of_event = found.subject is None and found.rule.name == "references-under" and "⟦E" not in masked.text
    return of_event and found.planned and _WHO_ACTS.search(masked.text) is not None


_DONE_BY = re.compile(r"(?:co-?)?(?:chaired|funded|financed|bankrolled|sponsored|paid for)\b", re.I)
_OPENS = re.compile(r"\W*(?:(?:[\w-]+ed|jointly|also) and )?(?:co-?)?", re.I)
_MEANT = re.compile(
    r"\b(?:it|they|all|both|which|each|this|these|those|that|who|(?:meeting|event|activit|undertaking|exercise|workshop|"
    r"training|course|session|conference|gathering|visit|mission|seminar|talk|consultation|summit|forum|tour|round|"
    r"dialogue|proceeding|discussion|ceremon)[a-z]*)\b",
    re.I,
)
_CLAUSE = re.compile(r"[;:]\s|[.,]\s(?=(?:and|but|while|whose|which)\b)|\b(?:while|but)\s")


_BESIDE = frozenset({"funder-with", "funder-and-money", "funder-genitive", "supporter-with", "supporter-genitive",
                     "partner-with"})  # fmt: skip
"""Rules of phrases that tell with whose money, help or company something is done."""
_THIS = re.compile(
    r"\b(?:it|both|all|this|these|(?:meeting|event|activit|undertaking|exercise|workshop|training|course|session|"
    r"conference|gathering|visit|mission|seminar|talk|consultation|summit|forum|tour|round|dialogue|proceeding|"
    r"discussion|ceremon|project|programme|initiative|work|organi[sz]|conven|arrang|held|host|took place|"
    r"facilitat|conduct|prepar)[a-z]*)\b",
    re.I,
)
"""Words by which a sentence tells of the event in focus: what it is, or what is done with events."""


def _done_elsewhere(analysis: Analysis, sentence: Sentence, found: Found) -> bool:
    """'The post was built with money from A', 'B came home with the help of A': what is told of no event."""
    if found.subject is not None or found.rule.name not in _BESIDE:
        return False
    named = any(True for _ in analysis.events.within(sentence.start, sentence.end))
    around = analysis.text[sentence.start : found.span.start], analysis.text[found.span.end : sentence.end]
    return not named and not any(_THIS.search(words) for words in around)


def _of_another(analysis: Analysis, sentence: Sentence, found: Found) -> bool:
    """'|A committee| chaired by A will revise it', 'Her travel was paid for by B': of something else than the event in
    focus, which a clause means that opens with the participle, or has a pronoun or a word for events before it."""
    at = found.span.start
    if _done_elsewhere(analysis, sentence, found):
        return True
    if found.subject is not None or not _DONE_BY.match(analysis.text, at):
        return False
    before = _CLAUSE.split(analysis.text[sentence.start : at])[-1]
    return not _OPENS.fullmatch(before) and not _MEANT.search(before)


_WENT_THROUGH = re.compile(
    r"(?:the )?(?:[\w-]+ ){0,4}(?:officers?|officials|police|participants|trainees|students|judges|prosecutors|members|"
    r"staff|delegations?|delegates|teams?|graduates|agents|guards|magistrates|investigators|journalists|experts)"
    r" (?:of|from|at) "
    r".*\b(?:complet(?:e|es|ed)|conclud(?:e|es|ed)|undertook|undertakes)\b",
    re.I,
)


def _went_through(analysis: Analysis, found: Found) -> bool:
    """'Officers of X completed the course', 'A delegation of X undertook a mission': they were there, and did not
    organise it."""
    return found.rule.relation == "organizer" and _WENT_THROUGH.match(analysis.surface(found.span)) is not None


_NAMED = re.compile(r"[^.;]{0,60}?\b(?:among (?:them|which|whom|others)|including|namely|such as)\b")


def _for_members(analysis: Analysis, sentence: Sentence, found: Found) -> bool:
    """'Ten member states of B sent officials, among them A': the states that are named took part, and not B."""
    body, text = found.object, analysis.text
    if found.rule.relation != "participant" or body.type not in _MEMBERED:
        return False
    of_it = _MEMBERS_OF.search(text, max(sentence.start, body.start - 40), body.start)
    return of_it is not None and _NAMED.match(text, body.end, sentence.end) is not None


_SERVING = ("secretariat-named", "secretariat-entrusted-named")
"""Rules whose subject is a secretariat by its own name."""


def _subjects(analysis: Analysis, found: Found, event_at: EventAt) -> list[str]:
    """The entities that a relation is about: its subject in the sentence, or what its rule says is in focus."""
    at = found.span.start
    if found.subject and found.rule.name.startswith(_SERVING):
        return _served(analysis, found.subject)
    if found.subject and found.rule.focus == "employer":
        return _employer(analysis, found.subject.entity)
    if found.subject and _only_dates(analysis, found, found.subject):
        event = told_of(analysis, event_at, found.object.start)
        return [event] if event and event != found.subject.entity else []
    if found.subject and _is_pledged(analysis, found, found.subject):
        project = _last_of(analysis, at, "Project")
        return [project] if project else []
    if found.subject:
        return [_beside(analysis, found, found.subject)]
    if found.rule.focus == "event" and found.rule.relation in _EVENT_RELATIONS and (pair := _both(analysis, at)):
        return pair
    if found.rule.focus == "parties":
        return _parties(analysis, event_at(at), analysis.surface(found.span), at)
    subject = _in_focus(analysis, found, at, event_at)
    return [subject] if subject else []


_PLEDGES = re.compile(r"\b(?:donors?['’]?|pledging|fundraising) (?:\w+ )?(?:conference|meeting|summit|event)", re.I)
"""Meetings at which money is promised for something else."""


def _is_pledged(analysis: Analysis, found: Found, subject: Item) -> bool:
    """Whether money is told of at a meeting that raises it: for the project that the text speaks of."""
    told = subject.type == "Event" and found.rule.relation == "funder"
    return told and _PLEDGES.search(analysis.text[subject.start : subject.end]) is not None


def _beside(analysis: Analysis, found: Found, subject: Item) -> str:
    """The subject in the sentence, or the process under which it is held and of which the participle tells."""
    told = found.rule.relation in _TOLD_OF_PROCESS and subject.type == "Event"
    beside = work_beside(analysis, subject, found.object.start) if told else None
    return beside or subject.entity


def _only_dates(analysis: Analysis, found: Found, subject: Item) -> bool:
    """Whether an event is named only to tell since when or after what something is done to a document."""
    sentence = analysis.sentence_at(subject.start)
    if sentence is None or subject.type != "Event" or found.rule.relation not in OF_DOCUMENTS:
        return False
    dated = is_aside(analysis, sentence, subject.start, subject.start)
    return dated and subject.end <= found.object.start


def _employer(analysis: Analysis, person: str) -> list[str]:
    """For whom a person signs: the only body that he or she is so far said to work for or to represent."""
    bodies = {c.object for c in analysis.claims if c.subject == person and c.relation in ("worksFor", "represents")}
    return [bodies.pop()] if len(bodies) == 1 else []


def _both(analysis: Analysis, at: int) -> list[str]:
    """The two events that a sentence about 'both' or 'the two meetings' means: those of the sentence before, else the
    only two of the text so far."""
    sentence = analysis.sentence_at(at)
    if sentence is None or sentence.index == 0 or not _BOTH.match(analysis.text, sentence.start, sentence.end):
        return []
    before = analysis.sentences[sentence.index - 1]
    for start in (before.start, 0):
        events = list(dict.fromkeys(m.entity for m in analysis.events.within(start, sentence.start)))
        if len(events) == 2:
            return events
    return []


def _in_focus(analysis: Analysis, found: Found, at: int, event_at: EventAt) -> str | None:
    if found.rule.focus == "process":
        return process_at(analysis, at)
    if found.rule.focus == "main":
        return main_event(analysis)
    if found.rule.focus == "before":
        return before_it(analysis, at)
    if found.rule.relation == "references" and (document := document_at(analysis, at)) not in (
        None,
        found.object.entity,
    ):
        return document
    if found.rule.focus == "document-only" or _by_nobody(analysis, found):
        return None
    if found.rule.focus == "document":
        return _last_of(analysis, at, "Document") or event_at(at)
    if found.rule.focus == "project":
        return _last_of(analysis, at, "Project")
    if found.rule.focus == "organisation":
        return _last_of(analysis, at, "InternationalOrganization")
    if found.rule.focus in ("members-of", "members-before"):
        return _of_members(analysis, at, before=found.rule.focus == "members-before")
    if found.rule.focus == "subject":
        return _last_subject(analysis, found, at)
    if found.rule.relation in OF_DOCUMENTS:
        return told_of(analysis, event_at, at)
    active = _LEADS.fullmatch(analysis.text, at, found.object.start) is not None
    work = work_at(analysis, at, analysis.surface(found.span), found.rule.relation, opens=not active)
    if work and work != found.object.entity:
        return work
    if found.rule.relation not in _EVENT_RELATIONS:
        return None
    event = _settled(analysis, found, at, event_at(at))
    if found.rule.relation in _OF_GUESTS:
        event = attended_at(analysis, event, found.span.end)
    if event is None:
        return work_without_event(analysis, at, found.rule.relation, found.object.entity)
    return made_at(analysis, event, found.rule.relation) or event


_THERE = re.compile(
    r"(?:^|[;:–—] )(?:it|they|there|here|both|all)\b|"
    r"\b(?:meeting|event|activit|exercise|workshop|training|course|session|conference|gathering|visit|mission|seminar|talk|consultation|summit|forum|round|dialogue|discussion|participant|"
    r"delegat|minister|official|expert|group|countries|states|parties|sides|governments|leaders|members)\w*",
    re.I,
)
"""Words by which a sentence tells of an event or of those at it."""


def _by_nobody(analysis: Analysis, found: Found) -> bool:
    """'He praised them for acting in line with the D', 'Bodies of the kind are foreseen in the D': what is done by a
    document, of no event and of nobody at one."""
    sentence = analysis.sentence_at(found.span.start)
    if found.rule.name != "references-under" or sentence is None:
        return False
    named = any(True for _ in analysis.events.within(sentence.start, sentence.end))
    return not named and _THERE.search(analysis.text[sentence.start : found.span.start]) is None


_OF_GUESTS = frozenset({"participant", "speaker", "chair"})
_OF_MONEY = frozenset({"funder", "supporter"})


def _settled(analysis: Analysis, found: Found, at: int, event: str | None) -> str | None:
    """The event in focus; the main one where that is still to come, and only the sentence before names it: 'The results
    go to the summit in May. The money comes from A'."""
    sentence, main = analysis.sentence_at(at), main_event(analysis)
    if found.rule.relation not in _OF_MONEY or sentence is None or event in (None, main):
        return event
    named = any(True for _ in analysis.events.within(sentence.start, sentence.end))
    planned = {c.subject for c in analysis.claims if (c.relation, c.object) == ("eventStatus", "planned")}
    return main if not named and event in planned and main not in planned else event


def _served(analysis: Analysis, secretariat: Item) -> list[str]:
    """The process that a secretariat serves by its own name: 'the Secretariat of the P', 'the P Secretariat'."""
    parent = analysis.entities[secretariat.entity].parent
    named = "ecretariat" in analysis.text[secretariat.start : secretariat.end]
    return [parent] if named and parent and analysis.entities[parent].type == "Process" else []


def _of_members(analysis: Analysis, at: int, *, before: bool) -> str | None:
    """The body whose 'Member States' are told of last, in the sentence itself or earlier; `before`: in the one before.
    Where none is, the only body that the headlines name."""
    sentence = analysis.sentence_at(at)
    if sentence is None or (before and sentence.index == 0):
        return None
    start = analysis.sentences[sentence.index - 1].start if before else 0
    named = [m for m in analysis.mentions.within(start, at) if m.type in _MEMBERED and _has_members(analysis, m)]
    if named or before:
        return named[-1].entity if named else None
    titles = [s for s in analysis.sentences if s.kind == "title"]
    heads = {m.entity for s in titles for m in analysis.mentions.within(s.start, s.end) if m.type in _MEMBERED}
    return heads.pop() if len(heads) == 1 else None


def _has_members(analysis: Analysis, body: Mention) -> bool:
    text = analysis.text
    return bool(_MEMBERS.match(text, body.end) or _MEMBERS_OF.search(text[max(0, body.start - 30) : body.start]))


def _last_subject(analysis: Analysis, found: Found, at: int) -> str | None:
    """Of whom the paragraph last said the same relation."""
    sentence = analysis.sentence_at(at)
    for claim in reversed(analysis.claims):
        other = analysis.sentence_at(claim.evidence[0].start)
        if claim.relation == found.rule.relation and sentence and other and other.paragraph == sentence.paragraph:
            return claim.subject
    return None


_PAID_THROUGH = re.compile(
    r"\b(?:it|them|th(?:e|is) (?:project|programme|program|scheme)) (?:through|via|from|out of) (?:its|the) $"
)
"""'Norway finances it through |the fund P|; X runs it': what pays for it, and not what is meant."""


def _last_of(analysis: Analysis, at: int, type: str) -> str | None:
    """What 'it' means: the only project of the sentence so far, else the only document (project) of the one before."""
    sentence = analysis.sentence_at(at)
    if sentence is None:
        return None
    near = (m for m in analysis.mentions.within(sentence.start, at) if m.type == type)
    here = {m.entity for m in near if not _PAID_THROUGH.search(analysis.text, sentence.start, m.start)}
    if type == "Project" and len(here) == 1:
        return here.pop()
    if sentence.index == 0:
        return None
    before = analysis.sentences[sentence.index - 1]
    named = {m.entity for m in analysis.mentions.within(before.start, before.end) if m.type == type}
    return named.pop() if len(named) == 1 else None


def _parties(analysis: Analysis, event: str | None, words: str, at: int) -> list[str]:
    """Whom 'the three' or 'both sides' means: the states and bodies of the event, where their number fits."""
    signers = [c.subject for c in analysis.claims if c.relation == "signed"]
    number = next((n for word, n in _NUMBERS.items() if re.search(rf"\b{word}\b", words, re.I)), None)
    about = (event, main_event(analysis))
    for one, relation in product(dict.fromkeys(about), ("signed", "organizer", "participant")):
        told = [c.object for c in analysis.claims if c.relation == relation and c.subject == one]
        bodies = signers if relation == "signed" else told
        unique = [b for b in dict.fromkeys(bodies) if _meant(analysis.entities[b].type, words)]
        if len(unique) == number or (number is None and 2 <= len(unique) <= 4):
            return unique
    return _named_before(analysis, at, number, words)


def _meant(kind: str, words: str) -> bool:
    """Whether one of a type may be among those whom the words name: 'all four states' are no bodies."""
    return kind == "State" if _LANDS.search(words) else kind != "Person"


def _named_before(analysis: Analysis, at: int, number: int | None, words: str) -> list[str]:
    """The states and bodies of the sentence so far, else of the one before, where they are as many as the words say."""
    sentence = analysis.sentence_at(at)
    if number is None or sentence is None:
        return []
    before = analysis.sentences[sentence.index - 1] if sentence.index else sentence
    for start, end in ((sentence.start, at), (before.start, before.end)):
        named = [m for m in analysis.mentions.within(start, end) if m.type in _BODIES]
        unique = list(dict.fromkeys(m.entity for m in named if _meant(m.type, words)))
        if len(unique) == number:
            return unique
    return []


def _record(analysis: Analysis, found: Found, subject: str) -> None:
    qualifiers = (("listCompleteness", "open"),) if found.open_list and found.rule.relation == "participant" else ()
    confidence = found.rule.confidence * (1.0 if found.subject else 0.95)
    analysis.claim(
        found.rule.relation, subject, found.object.entity, f"pattern:{found.rule.name}", found.span,
        status="planned" if found.planned else "explicit", confidence=round(confidence, 3), qualifiers=qualifiers,
    )  # fmt: skip


def resolve_host(analysis: Analysis, sentence: Sentence) -> bool:
    """Makes 'the host government' a mention of the only host named so far; True where one was added."""
    match = _HOST.search(analysis.text, sentence.start, sentence.end)
    if match is None:
        return False
    hosts = {c.object for c in analysis.claims if c.relation == "host"}
    if len(hosts) != 1:
        return False
    return analysis.mention(match.start(), match.end(), hosts.pop(), "coreference")
