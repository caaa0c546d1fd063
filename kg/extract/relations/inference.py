"""What follows from the claims read so far without outside knowledge: steps that the annotation guidelines name.

A person who represents a body at an event takes part in it; whoever signs takes part in the signing; a session belongs
to the event around it; the one process that an article is about is the body of its main meeting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kg.extract.analysis import Analysis, squeeze
from kg.extract.documents.adopted_texts import adopted_texts
from kg.extract.documents.signed_at_meetings import signing_meetings
from kg.extract.documents.signers import signers_for_sides
from kg.extract.event_facts.occasions import no_guests, of_what_is_made
from kg.extract.event_facts.parts import parts_of_main
from kg.extract.focus import OF_DOCUMENTS, main_event
from kg.extract.places.opened_places import opened_where_they_stand
from kg.records import DOCUMENT, Claim, Entity, Mention, Span

_BODIES = {"Process", "InternationalOrganization", "GovernmentBody", "Office"}
_OF = re.compile(r" of (?:the )?([A-Z].*)$")
_MEETING_BODY = re.compile(
    r"Process|Dialogue|Initiative|Forum|Consultati|Conference|Network|Committee|Council|Commission|Group|Community|"
    r"Board|Task ?[Ff]orce|Platform|Alliance|Compact|Proceso|Conferencia"
)
_SPOKEN = ("speech", "pattern:participant-presented")
_MEETINGS = {"Meeting", "Conference", "Summit", "Consultation", "Dialogue"}


def infer(analysis: Analysis, event_at: Callable[[int], str | None]) -> None:
    """Adds the claims that follow; each carries the evidence of the claim that it follows from."""
    _signing_persons(analysis)
    _signing_sides(analysis)
    _signed_by_persons(analysis)
    types, documents, meetings = _types(analysis), _signed_at(analysis), signing_meetings(analysis)
    signings: dict[str, list[str]] = {}
    for event in types:
        if event in documents:
            signings.setdefault(documents[event], []).append(event)
    for claim in list(analysis.claims):
        if claim.relation == "represents":
            _representative(analysis, claim, event_at, types, documents)
        elif claim.relation == "signed":
            for event in signings.get(claim.object, ()):
                analysis.claim(
                    "participant", event, claim.subject, f"inferred:{claim.rule}", *claim.evidence, confidence=0.85
                )
            if meeting := meetings.get(claim.object):
                analysis.claim("participant", meeting, claim.subject, "inferred:signed-at", *claim.evidence,
                               status="implied", confidence=0.78)  # fmt: skip
        elif claim.relation in ("chair", "speaker"):
            _acting(analysis, claim)
    _offices(analysis)
    opened_where_they_stand(analysis)
    _own_process(analysis)
    _own_partners(analysis)
    adopted_texts(analysis)
    _adopted_before(analysis)
    of_what_is_made(analysis)
    no_guests(analysis)
    _own_documents(analysis)
    _agreed_documents(analysis)
    _owned_documents(analysis)
    parts_of_main(analysis)
    _process_of_main(analysis)
    signers_for_sides(analysis)


def _acting(analysis: Analysis, claim: Claim) -> None:
    """A person who chairs an event, and whoever speaks at one, takes part in it."""
    event = claim.subject != DOCUMENT and analysis.entities[claim.subject].type == "Event"
    told = claim.rule.startswith("pattern:") or claim.relation == "chair"
    if event and told and (claim.relation == "speaker" or analysis.entities[claim.object].type == "Person"):
        analysis.claim("participant", claim.subject, claim.object, f"inferred:{claim.rule}", *claim.evidence)


def _offices(analysis: Analysis) -> None:
    """An office that speaks for an organisation which takes part is no further participant."""
    taking_part = {(c.subject, c.object) for c in analysis.claims if c.relation == "participant"}
    parents = {c.subject: c.object for c in analysis.claims if c.relation == "partOf"}

    def extra(claim: Claim) -> bool:
        office = claim.relation == "participant" and analysis.entities[claim.object].type == "Office"
        return office and claim.rule.startswith(_SPOKEN) and (claim.subject, parents.get(claim.object)) in taking_part

    analysis.claims = [claim for claim in analysis.claims if not extra(claim)]


def _own_process(analysis: Analysis) -> None:
    """A body does not take part in its own meeting, and a process is not the organizer of it: what it holds is its
    part, unless the text tells of another whole. 'Members of the process' came, and not the process."""
    _held_by_processes(analysis)
    whole = {(c.subject, c.object) for c in analysis.claims if c.relation == "partOf"}

    def own(claim: Claim) -> bool:
        if claim.relation not in ("participant", "organizer"):
            return False
        process = analysis.entities[claim.object].type == "Process"
        if process and claim.relation == "participant" and claim.rule == "pattern:participant-from":
            return True
        if (claim.subject, claim.object) not in whole:
            return False
        return claim.relation == "participant" or process

    analysis.claims = [c for c in analysis.claims if not own(c)]


def _held_by_processes(analysis: Analysis) -> None:
    """Adds `partOf` for events that a process of the kind that meets is said to hold: 'The P held a seminar'."""
    parts = {c.subject for c in analysis.claims if c.relation == "partOf"}
    for claim in [c for c in analysis.claims if c.relation == "organizer" and c.subject not in parts]:
        if analysis.entities[claim.object].type == "Process" and _meets(analysis, claim.object):
            analysis.claim(
                "partOf", claim.subject, claim.object, "inferred:held-by-process", *claim.evidence, status=claim.status,
                confidence=round(claim.confidence * 0.95, 3),
            )  # fmt: skip


def _own_partners(analysis: Analysis) -> None:
    """Whom a sentence tells to organise an event, it does not tell to be a partner of it besides; nor one that tells
    with whom a paper was written."""
    organised = {(c.subject, c.object, _line(analysis, c)) for c in analysis.claims if c.relation == "organizer"}
    analysis.claims = [
        c
        for c in analysis.claims
        if c.relation != "partner"
        or ((c.subject, c.object, _line(analysis, c)) not in organised and not _of_writing(analysis, c))
    ]


_WRITTEN = re.compile(
    r"\b(?:prepared|drafted|written|compiled|authored|researched|elaborated|did the (?:fieldwork|research|analysis)|"
    r"carried out the (?:fieldwork|research|survey))\b"
)


def _of_writing(analysis: Analysis, claim: Claim) -> bool:
    """Whether a claim on an event rests on words about how a paper came about: 'It was prepared together with X'."""
    sentence = analysis.sentence_at(claim.evidence[0].start)
    if sentence is None or analysis.entities[claim.subject].type != "Event":
        return False
    told = any(analysis.events.within(sentence.start, sentence.end))
    return not told and _WRITTEN.search(analysis.text, sentence.start, sentence.end) is not None


def _line(analysis: Analysis, claim: Claim) -> int:
    sentence = analysis.sentence_at(claim.evidence[0].start)
    return sentence.index if sentence else -1


def _own_documents(analysis: Analysis) -> None:
    """A signing does not refer to the document that is signed there, nor an event to one that it adopts; what is
    adopted or discussed where something else was signed is so at the event that the article is about."""
    adopted = {(c.subject, c.object) for c in analysis.claims if c.relation == "adopted"}
    documents = _signed_at(analysis)
    analysis.claims = [
        _at_main(analysis, claim, documents)
        for claim in analysis.claims
        if claim.relation != "references"
        or (documents.get(claim.subject) != claim.object and (claim.subject, claim.object) not in adopted)
    ]


_ADOPTED_IN = re.compile(
    r"\b(?:adopted|approved|endorsed|launched|passed|validated|issued|published)\b[^.;]{0,80}?"
    r"\b(?:in|on)\s+(?:[\w,]+\s+){0,3}?((?:19|20)\d\d)\b"
)


def _adopted_before(analysis: Analysis) -> None:
    """What a sentence says to have been adopted in an earlier year is not adopted at the event."""
    years = {
        c.subject: c.object[:4]
        for c in analysis.claims
        if c.relation in ("startDate", "endDate") and c.object[:1] != "-"
    }

    def earlier(claim: Claim) -> bool:
        sentence = analysis.sentence_at(claim.evidence[0].start)
        if claim.relation != "adopted" or claim.subject not in years or sentence is None:
            return False
        found = _ADOPTED_IN.search(analysis.text, sentence.start, sentence.end)
        return found is not None and found.group(1) < years[claim.subject]

    analysis.claims = [claim for claim in analysis.claims if not earlier(claim)]


def _at_main(analysis: Analysis, claim: Claim, documents: Mapping[str, str]) -> Claim:
    """The claim, told of the main event where its own is the signing of another document."""
    if claim.relation not in OF_DOCUMENTS or documents.get(claim.subject) in (None, claim.object):
        return claim
    main = main_event(analysis)
    return claim if main in (None, claim.subject) else replace(claim, subject=main)


def _agreed_documents(analysis: Analysis) -> None:
    """'The agreed recommendations of the Working Group': whose document it is adopted it."""
    names = {form: e.id for e in analysis.entities if e.type in _BODIES for form in (e.name, *e.aliases)}
    for mention in [m for m in analysis.mentions if m.type == "Document"]:
        before = analysis.text[max(0, mention.start - 10) : mention.start]
        owner = _OF.search(squeeze(analysis.surface(mention)))
        if owner and owner.group(1) in names and re.search(r"\b(?:agreed|adopted|approved) $", before):
            span = Span(mention.start, mention.end)
            body = names[owner.group(1)]
            analysis.claim("adopted", body, mention.entity, "inferred:agreed-document", span, confidence=0.8)


def _owned_documents(analysis: Analysis) -> None:
    """'The working group's Plan of Action' is part of what the group has."""
    documents = [m for m in analysis.mentions if m.type == "Document"]
    for document in documents:
        owners = [
            m for m in analysis.mentions.within(max(0, document.start - 80), document.start) if m.type == "Process"
        ]
        between = analysis.text[owners[-1].end : document.start] if owners else ""
        if re.fullmatch(r"['’]s?\s+(?:[\w-]+\s+){0,2}", between):
            span = Span(owners[-1].start, document.end)
            analysis.claim(
                "partOf", document.entity, owners[-1].entity, "inferred:owned-document", span, confidence=0.8
            )


def _types(analysis: Analysis) -> dict[str, str]:
    return {c.subject: c.object for c in analysis.claims if c.relation == "eventType"}


def _by_post(analysis: Analysis, claim: Claim) -> bool:
    """Whether somebody stands for a body in a country, and not at the event: 'P, who represents Norway in Kenya'."""
    words = analysis.surface(claim.evidence[0])
    return " who represents " in words and analysis.text.startswith(" in ", claim.evidence[0].end)


def _representative(
    analysis: Analysis,
    claim: Claim,
    event_at: Callable[[int], str | None],
    types: Mapping[str, str],
    documents: Mapping[str, str],
) -> None:
    event = event_at(claim.evidence[0].start)
    if event is None or claim.status == "attributed" or _by_post(analysis, claim):
        return
    if claim.rule == "signed-by" and types.get(event) != "Signing":
        return
    stands_in = claim.rule == "for-office-holder"
    for who in (claim.subject,) if stands_in else (claim.subject, claim.object):
        analysis.claim("participant", event, who, f"inferred:{claim.rule}", *claim.evidence, confidence=0.85)
    _signs(analysis, claim, documents.get(event))


def _signs(analysis: Analysis, claim: Claim, document: str | None) -> None:
    """A body whose representative signs has signed the document of the signing, or the one that the sentence names."""
    sentence = analysis.sentence_at(claim.evidence[0].start)
    if sentence is None or "sign" not in analysis.text[sentence.start : sentence.end]:
        return
    if document is None and claim.rule == "signed-by":
        named = {m.entity for m in analysis.mentions.within(sentence.start, sentence.end) if m.type == "Document"}
        document = named.pop() if len(named) == 1 else None
    if document:
        analysis.claim("signed", claim.object, document, f"inferred:{claim.rule}", *claim.evidence, confidence=0.85)


def _jobs(analysis: Analysis) -> dict[str, set[str]]:
    """The states and bodies that each person is said to work for."""
    jobs: dict[str, set[str]] = {}
    for claim in analysis.claims:
        if claim.relation == "worksFor":
            jobs.setdefault(claim.subject, set()).add(claim.object)
    return jobs


def _signing_persons(analysis: Analysis) -> None:
    """Who signs by name signs for the state or body that he or she works for, if there is but one."""
    jobs, documents = _jobs(analysis), _signed_at(analysis)
    for claim in [c for c in analysis.claims if c.relation == "participant" and c.rule == "event-verb:signing"]:
        document = documents.get(claim.subject)
        bodies = jobs.get(claim.object, set())
        if len(bodies) == 1 and document and analysis.entities[claim.object].type == "Person":
            body = next(iter(bodies))
            rule = "inferred:signing-person"
            analysis.claim("represents", claim.object, body, rule, *claim.evidence, status="implied", confidence=0.8)
            analysis.claim("signed", body, document, rule, *claim.evidence, status="implied", confidence=0.8)
            analysis.claim("participant", claim.subject, body, rule, *claim.evidence, status="implied", confidence=0.8)


def _signed_by_persons(analysis: Analysis) -> None:
    """What a person is said to have signed is signed by the state or body that he or she works for, if there is one."""
    jobs = _jobs(analysis)
    others: list[Claim] = []
    by_persons: list[Claim] = []
    for claim in analysis.claims:
        by_person = claim.relation == "signed" and analysis.entities[claim.subject].type == "Person"
        (by_persons if by_person else others).append(claim)
    for claim in by_persons:
        bodies = jobs.get(claim.subject, set())
        if len(bodies) == 1:
            others.append(replace(claim, subject=next(iter(bodies)), status="implied"))
    analysis.claims = others


def _signing_sides(analysis: Analysis) -> None:
    """The states and bodies between which a verb of signing stands sign the document of the signing."""
    documents = _signed_at(analysis)
    for claim in [c for c in analysis.claims if c.relation == "participant" and c.rule == "event-verb:signing"]:
        document = documents.get(claim.subject)
        if document and analysis.entities[claim.object].type in {"State", *_BODIES}:
            analysis.claim("signed", claim.object, document, "inferred:signing-side", *claim.evidence, confidence=0.85)


def _signed_at(analysis: Analysis) -> dict[str, str]:
    """The document of each signing: the one named in its own phrase."""
    types, found = _types(analysis), dict[str, str]()
    for mention in analysis.events:
        if mention.entity not in found and types.get(mention.entity) == "Signing":
            inside = [m for m in analysis.mentions.within(mention.start, mention.end) if m.type == "Document"]
            if inside:
                found[mention.entity] = inside[0].entity
    return found


def _first(analysis: Analysis, event: str) -> Span:
    mention = analysis.events.of(event)[0]
    return Span(mention.start, mention.end)


_FOUNDED = re.compile(
    r"\b(?:launch(?:ed|es|ing)?|establish(?:ed|es|ing)?|creat(?:ed|es|ing)|set(?:ting)? up|found(?:ed|ing)|"
    r"join(?:ed|ing)?|adopt(?:ed|s|ing)?)(?: of)? (?:the |a |an |its )?(?:new )?(?:[a-z-]+ )?$",
    re.I,
)
"""Before a process: the event made it, or somebody joins it, so that the event is none of its meetings."""


def _process_of_main(analysis: Analysis) -> None:
    main = main_event(analysis)
    if main is None or _types(analysis).get(main) not in _MEETINGS:
        return
    if any(c.relation == "partOf" and c.subject == main for c in analysis.claims):
        return
    lead = _lead(analysis)
    own = {m.start for m in analysis.events if m.entity == main}
    itself = {m.entity for m in analysis.mentions if m.start in own}
    processes = {m.entity for m in lead if m.type == "Process" and _meets(analysis, m.entity)} - itself
    processes -= {m.entity for m in lead if _FOUNDED.search(analysis.text[max(0, m.start - 40) : m.start])}
    processes -= {c.object for c in analysis.claims if c.rule == "event-verb:process"}  # those of another sitting
    if re.search(r"\bProcess\b", analysis.entities[main].name):  # its own name tells whose it is
        processes = {p for p in processes if _among(analysis.entities[p], analysis.entities[main].name)}
    if len(processes) == 1:
        mention = next(m for m in lead if m.entity in processes)
        evidence = (_first(analysis, main), Span(mention.start, mention.end))
        analysis.claim("partOf", main, processes.pop(), "inferred:process-of-article", *evidence, status="implied",
                       confidence=0.78)  # fmt: skip


def _among(process: Entity, name: str) -> bool:
    return any(form in name for form in (process.name, *process.aliases))


def _meets(analysis: Analysis, process: str) -> bool:
    """Whether the process is of a kind that meets: a dialogue or a committee, no referral mechanism."""
    row = analysis.entities[process]
    return any(_MEETING_BODY.search(form) for form in (row.name, *row.aliases))


def _lead(analysis: Analysis) -> list[Mention]:
    body = analysis.lead
    parts: Iterable[tuple[int, int]] = [(s.start, s.end) for s in analysis.sentences if s.kind == "title"]
    parts = [*parts, *((s.start, s.end) for s in body)]
    return [mention for start, end in parts for mention in analysis.mentions.within(start, end)]
