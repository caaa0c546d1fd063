"""Who holds which position, and where: `position`, `worksFor`, and `partOf` of the bodies that are named with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.analysis import Analysis, squeeze
from kg.extract.bodies.bodies_in_posts import body_in_post
from kg.extract.bodies.bodies_of_names import bodies_of_names
from kg.extract.bodies.groups import Group, groups
from kg.extract.persons.chairing import chaired_body, chairs, setting_of
from kg.extract.persons.deputies import all_of_body, deputies
from kg.extract.persons.offices_joined import joined_titles
from kg.extract.persons.posts_alone import addressed, envoys, posts_alone
from kg.extract.persons.posts_in_plural import persons_of_states, posts_in_plural, staff_of_body
from kg.extract.persons.posts_of_fields import heads_of_fields
from kg.extract.persons.posts_of_named import head_of_named, minister_of_named, of_antecedent, of_noun
from kg.extract.persons.title_bodies import Body, governed
from kg.extract.persons.title_heads import demonyms
from kg.extract.persons.title_shape import Title
from kg.extract.persons.told_later import told_later, told_of_pronouns
from kg.extract.relations.represents import represents
from kg.extract.relations.represents_lists import listed_delegations
from kg.extract.text.contacts import contacts
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import BODIES, LAND, Token, tokenise
from kg.records import Claim, Span
from kg.reference import reference


def affiliations(analysis: Analysis, docs: Mapping[int, Doc]) -> None:  # noqa: ARG001
    """Adds the claims about positions, employers and represented bodies of the persons that are found already."""
    for sentence in analysis.sentences:
        tokens = tokenise(analysis, sentence.start, sentence.end)
        its: Token | None = None
        listed = 0
        for group in groups(tokens):
            group.titles = joined_titles(tokens, group.titles)
            for title in group.titles:
                whose = _of_its(analysis, sentence, tokens, title)
                its = whose or its
                _of_the_same(tokens, title, its, listed)
                listed = group.after if whose or title.owner is its else 0
                _of_the_country(analysis, sentence, tokens, title)
                of_antecedent(tokens, title)
                of_noun(analysis, sentence, tokens, title)
                _titled(analysis, tokens, group, title)
            for body in group.bodies:
                _belongs(analysis, tokens, group, body)
        found = groups(tokens)  # anew: those above have been joined
        _counterpart(analysis, tokens, found)
        deputies(analysis, sentence, tokens, found)
        _led(analysis, tokens)
        _heads(analysis, tokens, found)
        _high_commissioners(analysis, tokens)
        told_of_pronouns(analysis, sentence, tokens)
        posts_in_plural(analysis, tokens, found)
        persons_of_states(analysis, tokens, found)
        all_of_body(analysis, tokens, found)
        bodies_of_names(analysis, tokens, found)
        staff_of_body(analysis, tokens, found)
        represents(analysis, tokens, groups(tokenise(analysis, sentence.start, sentence.end)))
        envoys(analysis, tokens, found)
    told_later(analysis)
    listed_delegations(analysis)
    contacts(analysis)
    _completed(analysis)


def _span(tokens: list[Token], group: Group) -> Span:
    return Span(tokens[group.first].start, tokens[group.after - 1].end)


_CHAIRING = frozenset({"chairs", "co-chairs", "chaired", "co-chaired", "presides"})


def _belongs(analysis: Analysis, tokens: list[Token], group: Group, body: Body) -> None:
    """'P of the Agency', 'P, who heads the Agency', and 'P, who chairs the Process', who works for others as a rule."""
    span = _span(tokens, group)
    first = tokens.index(body.tokens[0])
    verbs = {t.lower for t in tokens[max(group.first, first - 5) : first]}
    met = body.mention.mention if body.mention and verbs & _CHAIRING else None
    if met and met.type in ("Process", "InternationalOrganization"):
        analysis.claim("chair", met.entity, group.entity, "chair-by-verb", span, confidence=0.9)
    else:
        _works(analysis, group, body, span, "person-of-body")


def _of_its(analysis: Analysis, sentence: Sentence, tokens: list[Token], title: Title) -> Token | None:
    """'The academy hosted it, and its Director, P, …': whose 'its' is, where the sentence names one body before, or the
    one before it does where this one names none."""
    if title.owner or title.bodies or not title.first or tokens[title.first - 1].lower != "its":
        return None
    before = {t.mention.entity: t for t in tokens[: title.first - 1] if t.mention and t.type in BODIES}
    opening = tokens[0].lower == "the" and 1 or 0
    lands = [t for t in tokens[: title.first - 1] if t.type in LAND]
    if not before and not lands:
        before = _bodies_before(analysis, sentence)
    elif not before and lands == [tokens[opening]] and lands[0].mention and lands[0].type == "State":
        before = {lands[0].mention.entity: lands[0]}
    elif len(before) > 1 and not (tokens[opening].type in BODIES and tokens[title.first - 2].text == "and"):
        return None
    if before and (len(before) == 1 or tokens[opening].type in BODIES):
        title.owner = next(iter(before.values()))
    return title.owner


def _bodies_before(analysis: Analysis, sentence: Sentence) -> dict[str, Token]:
    """The body that the sentence before this one names, where it is the only one, else the body or state that is its
    subject: 'Norway paid for it. Its Ambassador, P'."""
    previous = analysis.sentences[max(0, sentence.index - 1)]
    if previous.index == sentence.index or previous.paragraph != sentence.paragraph:
        return {}
    tokens = tokenise(analysis, previous.start, previous.end)
    named = {t.mention.entity: t for t in tokens if t.mention and t.type in BODIES}
    subject = tokens[tokens[0].lower == "the"] if len(tokens) > 1 else None
    if len(named) == 1 or subject is None or subject.mention is None or subject.type not in (*BODIES, "State"):
        return named if len(named) == 1 else {}
    after = tokens[tokens.index(subject) + 1 :][:1]
    alone = bool(after) and after[0].text not in (",", "and") and not after[0].text.startswith(("'", "’"))
    return {subject.mention.entity: subject} if alone else {}


def _of_the_same(tokens: list[Token], title: Title, its: Token | None, listed: int) -> None:
    """'Its Director, P, Deputy Director Q and R, Assistant Director': those below the head are of the same body, and
    so are those of a list 'its Field Officer P, Case Worker Q and Analyst R' up to token `listed`."""
    if its is None or title.owner or title.bodies:
        return
    between = [t.text for t in tokens[listed : title.first]]
    row = listed > 0 and title.kind in ("officer", "executive") and between in ([","], ["and"], [",", "and"])
    if row or tokens[title.first].lower in _BELOW:
        title.owner = its


_BELOW = frozenset({"deputy", "assistant", "vice", "associate"})


def _of_the_country(analysis: Analysis, sentence: Sentence, tokens: list[Token], title: Title) -> None:
    """'P, the country's Minister of X': the state named last before, where the sentence or the one before names one."""
    if not title.of_country or title.owner or title.bodies:
        return
    previous = analysis.sentences[max(0, sentence.index - 1)]
    before = tokenise(analysis, previous.start, previous.end) if previous.index < sentence.index else []
    for stretch in (tokens[: title.first], before):
        lands = [t for t in stretch if _owner(analysis, t) and (t.type in LAND or t.text in demonyms())]
        if lands:
            title.owner = lands[-1] if len({_owner(analysis, t) for t in lands}) == 1 else None
            return


_ALIKE = frozenset({"counterpart", "colleague", "homologue"})


def _counterpart(analysis: Analysis, tokens: list[Token], found: Sequence[Group]) -> None:
    """'The Kenyan Minister P and his Moroccan counterpart, Q': the state of the second, and the post of the first."""
    for index, token in enumerate(tokens):
        second = next((g for g in found if index < g.first <= index + 2), None)
        if token.lower not in _ALIKE or second is None or not index or _employed(second):
            continue
        country, first = (
            _owner(analysis, tokens[index - 1]),
            next((g for g in found if g.after < index and g.titles), None),
        )
        span = Span(tokens[index - 1].start, second.person.end)
        if country and analysis.entities[country].type in ("State", *BODIES):
            analysis.claim("worksFor", second.entity, country, "counterpart", span, confidence=0.85)
        if first and first.titles[0].kind in ("minister", "diplomat") and not second.titles:
            post = first.titles[0].post(analysis.text)
            analysis.claim("position", second.entity, post, "counterpart", span, status="implied", confidence=0.8)


def _employed(group: Group) -> bool:
    """Whether a title of the person names whose it is."""
    return any(title.owner or title.bodies for title in group.titles)


_COMMISSIONER = re.compile(
    r"(?:the )?((?:UN|United Nations) High Commissioner for [A-Z]\w+(?: [A-Z]\w+)?)(?: \(\w+\))?$"
)
"""The name of an office of the United Nations that is the title of its head as well."""


def _high_commissioners(analysis: Analysis, tokens: list[Token]) -> None:
    """'P, the United Nations High Commissioner for Refugees', 'the UN High Commissioner for Refugees, P,': the office,
    and the post of its head."""
    for index, token in enumerate(tokens):
        post = _COMMISSIONER.match(squeeze(token.text)) if token.type == "InternationalOrganization" else None
        if post is None or token.mention is None:
            continue
        first = index - (index > 0 and tokens[index - 1].lower == "the")
        before = tokens[first - 2] if first > 1 and tokens[first - 1].text == "," else None
        after = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].text == ",")
        behind = next((g.person for g in groups(tokens) if g.first == after), None)
        person = before if before and before.type == "Person" else behind
        if person and person.mention:
            span = Span(min(person.start, token.start), max(person.end, token.end))
            analysis.claim("position", person.mention.entity, post[1], "high-commissioner", span, confidence=0.9)
            analysis.claim(
                "worksFor", person.mention.entity, token.mention.entity, "high-commissioner", span, confidence=0.9
            )


def _led(analysis: Analysis, tokens: list[Token]) -> None:
    """'The X Commission, led by P': who leads a body works for it."""
    for index in (n for n, t in enumerate(tokens) if t.lower == "by" and tokens[n - 1].lower in ("led", "headed")):
        at = index - 2
        while at > 1 and tokens[at].lower in _BEFORE_LED:
            at -= 1
        body = tokens[at].mention if at >= 0 and tokens[at].type in BODIES and tokens[at].type != "Process" else None
        sent = {t.lower for t in tokens[max(0, at - 5) : at]} & _SENT
        person = next((g for g in groups(tokens) if g.first == index + 1), None)
        if body and person and not sent and not person.titles and not person.bodies:
            span = Span(body.start, person.person.end)
            analysis.claim("worksFor", person.entity, body.entity, "led-by", span, confidence=0.85)


_BEFORE_LED = frozenset({",", "is", "was", "which", "currently", "now"})
_HEADING = frozenset("heads headed leads led directs directed runs run manages managed".split())


def _heads(analysis: Analysis, tokens: list[Token], found: Sequence[Group]) -> None:
    """'P heads the X Commission', 'P has led it since 2019': the verb of the sentence says it too."""
    for group in found:
        verb = group.after + (tokens[group.after : group.after + 1] != [] and tokens[group.after].lower == "has")
        at = verb + 1
        if at >= len(tokens) or tokens[verb].lower not in _HEADING or group.titles or group.bodies:
            continue
        at += tokens[at].lower == "the"
        body = tokens[at].mention if at < len(tokens) and tokens[at].type in BODIES else None
        owns = at + 1 < len(tokens) and tokens[at + 1].text.startswith(("'", "’"))
        if body and body.type != "Process" and not owns:
            span = Span(group.person.start, body.end)
            analysis.claim("worksFor", group.entity, body.entity, "heads-body", span, confidence=0.85)


_SENT = frozenset({"delegation", "delegations", "team", "mission", "panel", "session", "visit", "group"})
"""What a person may lead for a body that is not the person's own."""

_ADDRESS = re.compile(r"(?<=[a-z])(?<!Associate)(?<!Assistant)(?<!Visiting)(?<!Full) (?:Professor|Prof|Dr|Sir)$")
"""A form of address between a post and the name."""
_OF_GOVERNMENT = re.compile(r" of the (?:[A-Z]\w+ )?Government of .*$")


def _titled(analysis: Analysis, tokens: list[Token], group: Group, title: Title) -> None:
    span = _span(tokens, group)
    position = title.post(analysis.text)
    if chairs(title) and (cut := setting_of(tokens, title)):
        position = squeeze(analysis.text[title.start : cut])
        if position.islower():
            return
    position = _OF_GOVERNMENT.sub("", _ADDRESS.sub("", position))
    short = body_in_post(analysis, position) if not title.owner and not title.bodies and not title.lower else None
    if short is not None:
        position, employer = short
        analysis.claim("worksFor", group.entity, employer, "body-in-post", span, confidence=0.85)
    if (of := _OF_ACRONYM.search(position)) and not title.bodies and (known := _by_acronym(analysis, of[1])):
        position = position[: of.start()]
        analysis.claim("worksFor", group.entity, known, "title-of-body", span, confidence=0.9)
    if position in ("leader", "head", "chief") and not title.owner and not title.bodies:
        return  # 'had as its leader P': of what it was said before
    body = body_entity(analysis, title.bodies[0], None) if title.bodies and chairs(title) else None
    chaired = chaired_body(analysis, group.entity, body, span)
    if not (chaired and " " not in position and len(group.titles) > 1):
        analysis.claim("position", group.entity, position, "title", span, confidence=0.92)
    if title.bodies and not chaired:
        parent = title.owner
        if len(title.bodies) > 1 and title.bodies[1].tokens[0].mention:
            parent = title.bodies[1].tokens[0]
        _works(analysis, group, title.bodies[0], span, "title-of-body", parent)
    elif title.owner is None and not chaired and (land := _adjective_within(tokens, title)):
        analysis.claim("worksFor", group.entity, state(analysis, land), "adjective-in-title", span, confidence=0.88)
    elif title.owner is not None and not chaired:
        body = _owner(analysis, title.owner)
        if body and not (chairs(title) and chaired_body(analysis, group.entity, body, span)):
            analysis.claim("worksFor", group.entity, body, "owner-of-title", span, confidence=0.92)


_OF_ACRONYM = re.compile(r" of ([A-Z][A-Z-]{2,})$")


def _by_acronym(analysis: Analysis, acronym: str) -> str | None:
    """The one body that the article calls by an acronym: 'the Minister of |MOWX|'."""
    fits = [e.id for e in analysis.entities if e.type in BODIES and acronym in (e.name, *e.aliases)]
    return fits[0] if len(fits) == 1 else None


def _adjective_within(tokens: list[Token], title: Title) -> str | None:
    """The state of the adjective inside 'Deputy |Xish| Ambassador', before any field."""
    for token in tokens[title.first + 1 : title.after]:
        if token.start >= title.end or token.lower in ("of", "for", "and"):
            return None
        if token.text in demonyms():
            return demonyms()[token.text]
    return None


def _works(analysis: Analysis, group: Group, body: Body, span: Span, rule: str, parent: Token | None = None) -> None:
    over = _owner(analysis, body.parent or parent)
    entity = body_entity(analysis, body, over)
    if entity is None:
        return
    analysis.claim("worksFor", group.entity, entity, rule, span, confidence=0.92)
    if over and over != entity and _below(analysis, entity, over):
        analysis.claim("partOf", entity, over, "body-of", span, confidence=0.88)


def _below(analysis: Analysis, entity: str, over: str) -> bool:
    """Whether the one can belong to the other: bodies of states to states and bodies, organs to organisations."""
    one, other = analysis.entities[entity].type, analysis.entities[over].type
    if one == "GovernmentBody":
        return other in ("State", "GovernmentBody")
    return one in BODIES and other in (
        "InternationalOrganization",
        "CivilSociety",
        "PrivateSector",
        "Process",
        "Office",
    )


def _owner(analysis: Analysis, token: Token | None) -> str | None:
    """The entity that an owner of a title means: an actor, or the state of an adjective or of a country's name."""
    if token is None:
        return None
    if token.mention is None:
        return state(analysis, demonyms()[token.text]) if token.text in demonyms() else _initialled(analysis, token)
    row = analysis.entities[token.mention.entity]
    if row.type != "Place":
        return row.id
    known = reference().rows.get(row.reference or "")
    return state(analysis, known.id) if known is not None and known.table == "states.csv" else None


def state(analysis: Analysis, iso3: str) -> str:
    """The entity of a state by its code, new or known."""
    row = reference().rows[iso3]
    return analysis.entities.add("State", row.name, reference=iso3, country=iso3)


def body_entity(analysis: Analysis, body: Body, parent: str | None) -> str | None:
    """The entity of a named body; a name that is no mention yet becomes one, below `parent`. None for a place that is
    no state."""
    if body.mention and governed(body.mention):
        entity = analysis.entities.add("GovernmentBody", squeeze(body.mention.text))
        analysis.mention(body.mention.start, body.mention.end, entity, over=True)
        return entity
    if body.mention:
        return _owner(analysis, body.mention)
    start, end = body.tokens[0].start, body.tokens[-1].end
    name = squeeze(analysis.text[start:end])
    last, first = body.tokens[-1].mention, body.tokens[0].mention
    if last and body.parent is body.tokens[-1]:
        kind, name = _kind(analysis, last.entity), re.sub(r" \([A-Z]+\)$", "", name)
        known = analysis.entities.find(kind, name, last.entity)
        entity = known or analysis.entities.add(kind, name, parent=last.entity)
    elif last and analysis.entities[last.entity].reference is None:
        entity = last.entity
        analysis.entities.update(entity, name=name)
    elif first and first.type in BODIES:
        entity = analysis.entities.add(first.type, name, parent=first.entity)
    else:
        if len(body.tokens) == 1:
            return _initialled(analysis, body.tokens[0]) or _definite(analysis, body.tokens[0])
        kind = _kind(analysis, parent)
        entity = analysis.entities.find(kind, name, parent) or analysis.entities.add(kind, name, parent=parent)
    analysis.mention(start, end, entity, over=True)
    return entity


def _initialled(analysis: Analysis, token: Token) -> str | None:
    """The body that capitals without an explanation stand for, new or known; None for other words."""
    if not (token.text.isupper() and token.text.isalpha() and len(token.text) > 2):
        return None
    known = [e.id for e in analysis.entities if e.type in BODIES and token.text in (e.name, *e.aliases)]
    entity = known[0] if known else analysis.entities.add("GovernmentBody", token.text)
    analysis.mention(token.start, token.end, entity)
    return entity


def _definite(analysis: Analysis, noun: Token) -> str | None:
    """The one body before whose name ends in the noun ('the coastguard'), or None."""
    named = {m.entity for m in analysis.mentions if m.start < noun.start and m.type in BODIES}
    fits = [b for b in named if analysis.entities[b].name.lower().split()[-1] == noun.lower]
    return fits[0] if len(fits) == 1 else None


_KINDS = {"State": "GovernmentBody", "GovernmentBody": "GovernmentBody", "CivilSociety": "CivilSociety"}


def _kind(analysis: Analysis, parent: str | None) -> str:
    """The type of a new body: of its parent's kind, else a body of a state."""
    if parent is None:
        return "GovernmentBody"
    kind = analysis.entities[parent].type
    return _KINDS.get(kind, "PrivateSector" if kind == "PrivateSector" else "InternationalOrganization")


def _claims(analysis: Analysis, relation: str, subject: str) -> list[Claim]:
    return [c for c in analysis.claims if c.relation == relation and c.subject == subject]


def _completed(analysis: Analysis) -> None:
    """What follows from other claims: the employer of a minister, the state of a department, a commissioner's body."""
    _fuller(analysis)
    _agency_heads(analysis)
    posts_alone(analysis)
    addressed(analysis)
    _spoken_for(analysis)
    minister_of_named(analysis)
    heads_of_fields(analysis)
    head_of_named(analysis)
    for claim in [c for c in analysis.claims if c.relation == "represents"]:
        if analysis.entities[claim.object].type == "GovernmentBody":
            _its_minister(analysis, claim)
        if analysis.entities[claim.object].type != "State":
            continue
        jobs: dict[str, Claim] = {}
        for job in _claims(analysis, "worksFor", claim.subject):
            jobs.setdefault(job.object, job)
        if not jobs and _ministerial(analysis, claim.subject):
            analysis.claim(
                "worksFor", claim.subject, claim.object, "minister-of-represented", *claim.evidence, confidence=0.85
            )
        for job in jobs.values():
            _ministry_of_represented(analysis, claim, job)


def _ministry_of_represented(analysis: Analysis, claim: Claim, job: Claim) -> None:
    """'France, represented by P, Minister at the Ministry of the Interior': the ministry is that state's."""
    body = analysis.entities[job.object]
    ministry = body.type == "GovernmentBody" and "Ministry" in body.name and not body.parent
    if ministry and not _claims(analysis, "partOf", body.id):
        evidence = (*claim.evidence, *job.evidence)
        analysis.claim(
            "partOf", body.id, claim.object, "body-of-represented", *evidence, status="implied", confidence=0.8
        )


_AGENCY_OF = {"High Commissioner for Refugees": "unhcr", "High Commissioner for Human Rights": "ohchr"}


def _agency_heads(analysis: Analysis) -> None:
    """'UN High Commissioner for Refugees P' works for the agency that is the office, where the text has it."""
    agencies = {e.reference: e.id for e in analysis.entities if e.reference in _AGENCY_OF.values()}
    for claim in [c for c in analysis.claims if c.relation == "worksFor"]:
        owner = analysis.entities.rows.get(claim.object)
        posts = _claims(analysis, "position", claim.subject) if owner and owner.reference == "un" else ()
        agency = next((key for post, key in _AGENCY_OF.items() if any(post in c.object for c in posts)), None)
        if agency in agencies:
            analysis.claims.remove(claim)
            analysis.claims.append(replace(claim, object=agencies[agency]))


def _its_minister(analysis: Analysis, claim: Claim) -> None:
    """'The Ministry, represented by Minister P': the minister of that ministry."""
    held = [c.object for c in _claims(analysis, "position", claim.subject)]
    if claim.rule == "represented-by" and "Minister" in held and not _claims(analysis, "worksFor", claim.subject):
        span = claim.evidence
        analysis.claim("worksFor", claim.subject, claim.object, "minister-of-represented", *span, confidence=0.85)


def _spoken_for(analysis: Analysis) -> None:
    """'P spoke for B', 'B was represented by P': one who stands for a body, and has no employer, is its own."""
    for claim in [c for c in analysis.claims if c.relation == "represents"]:
        body, person = analysis.entities[claim.object], claim.subject
        if body.type in BODIES and body.type != "Process" and not _claims(analysis, "worksFor", person):
            analysis.claim("worksFor", person, body.id, "speaks-for", *claim.evidence, status="implied", confidence=0.8)


def _fuller(analysis: Analysis) -> None:
    """Drops the bare 'Minister' of one who is said to be 'Deputy Minister of Foreign Affairs' as well."""
    held = [c for c in analysis.claims if c.relation == "position"]
    for bare in (c for c in held if " " not in c.object):
        longer = (c.object for c in held if c.subject == bare.subject and c.object != bare.object)
        if any(bare.object.lower() in title.lower().split() for title in longer):
            analysis.claims.remove(bare)


def _ministerial(analysis: Analysis, person: str) -> bool:
    titles = (c.object.lower() for c in _claims(analysis, "position", person))
    return any("minister" in t or "secretary" in t or "president" in t or "ambassador" in t for t in titles)
