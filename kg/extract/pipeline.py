"""One article through the stages: segments, mentions, sentences, persons, events, relations, claims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.bodies.bilateral_bodies import bilateral_members
from kg.extract.bodies.bodies_of_states import bodies_of_states
from kg.extract.bodies.lawmakers import lawmakers
from kg.extract.bodies.listed import Masks, list_mask
from kg.extract.bodies.members_named import members_named
from kg.extract.bodies.standing_descriptions import described_bodies
from kg.extract.dates.dates import DateMention, day_of_release, find_dates
from kg.extract.documents.agreement_sides import agreement_sides
from kg.extract.documents.agreements import merge_agreements
from kg.extract.documents.owned_works import owned_works
from kg.extract.documents.project_events import project_events
from kg.extract.documents.pronouns import pronoun_mentions
from kg.extract.documents.signed_at_meetings import without_signings
from kg.extract.documents.signed_names import texts_signed
from kg.extract.documents.works_again import take_up_works
from kg.extract.event_facts.agendas import agendas
from kg.extract.event_facts.anniversaries import anniversaries
from kg.extract.event_facts.attendance import attendance
from kg.extract.event_facts.audiences import event_audiences
from kg.extract.event_facts.beside import beside_main
from kg.extract.event_facts.day_told import days_told
from kg.extract.event_facts.days import with_days
from kg.extract.event_facts.facts import carried, date_and_place, ends_after, enter_events, main_dates, years_within
from kg.extract.event_facts.labels import labelled
from kg.extract.event_facts.nationalities_there import nationalities_there
from kg.extract.event_facts.order import order_events
from kg.extract.event_facts.places import main_place
from kg.extract.event_facts.rounds import round_days, rounds, share_rounds
from kg.extract.event_facts.series import coordinate, name_events, tie_series
from kg.extract.event_facts.settings import with_settings
from kg.extract.event_facts.subjects import event_subjects
from kg.extract.event_facts.venues import venue
from kg.extract.events.acronyms import acronym_mentions
from kg.extract.events.bilateral import bilateral
from kg.extract.events.by_name import told_by_name
from kg.extract.events.clauses import clause_events, without_weaker
from kg.extract.events.clusters import EventCluster, cluster_events
from kg.extract.events.elliptic import elliptic_events
from kg.extract.events.headlines import without_verbs
from kg.extract.events.levels import order_by_level
from kg.extract.events.mention import EventMention
from kg.extract.events.mentions import event_mentions
from kg.extract.events.names import with_names
from kg.extract.events.numbered import numbered_mentions
from kg.extract.events.own_meetings import own_meetings, sits_in_session, sittings_of_one_process
from kg.extract.events.passing import drop_passing
from kg.extract.events.planned import planned_events
from kg.extract.events.plurals import plural_events
from kg.extract.events.processes import named_again, process_events
from kg.extract.events.resumed import resumed
from kg.extract.events.signings import recalled_signings
from kg.extract.events.sittings import told_apart, told_with_when
from kg.extract.events.together import events_together, share_together
from kg.extract.events.verbal import verb_events
from kg.extract.events.wholes import parts_of_wholes
from kg.extract.events.within import events_within, side_events
from kg.extract.finish import finish, settle
from kg.extract.focus import focus, main_event
from kg.extract.names.mentions import find_mentions, name_claims
from kg.extract.names.modifiers import modifiers, modifiers_of_projects
from kg.extract.names.names_as_written import known_as_written
from kg.extract.names.names_with_states import known_with_states
from kg.extract.persons.affiliation import affiliations
from kg.extract.persons.offices_at_events import offices_at_events
from kg.extract.persons.persons import find_persons
from kg.extract.persons.persons_there import persons_there
from kg.extract.persons.phrases import person_phrases
from kg.extract.places.places_again import places_again
from kg.extract.relations.carried_lists import carried_lists
from kg.extract.relations.dependency import dependency_claims
from kg.extract.relations.inference import infer
from kg.extract.relations.membership import memberships
from kg.extract.relations.particulars import audiences, cooperations, figures, literal_claims
from kg.extract.relations.relations import relate, resolve_host
from kg.extract.speech.statements import statements
from kg.extract.text.language import parse, parse_one
from kg.extract.text.masking import Item, Masked, items, mask
from kg.extract.text.overlaps import within
from kg.extract.text.reading_text import reading_text, restored
from kg.extract.text.segments import split, title_of, unwrapped
from kg.extract.text.sentences import Sentence, split_sentences
from kg.extract.weighing.calibration import calibrated
from kg.extract.weighing.topics import topics
from kg.extract.weighing.weighing import Weighable, weigh, weighed_relations, with_signs
from kg.records import Article, Extraction, Mention


def extract(article: Article, *, estimates: bool = False) -> Extraction:
    """All that the article says, with evidence. Deterministic, offline; the same text gives the same claims, also with
    lines broken elsewhere, as far as its paragraphs can be told. With `estimates`, claims keep the estimates of the
    rules' authors in place of weighed or calibrated confidence."""
    reading = reading_text(article.text, article.media_type)
    seen = replace(article, text=reading.text) if reading else article
    extraction = _read_article(replace(seen, text=unwrapped(seen)), weighed=not estimates)
    stored = replace(extraction.article, text=article.text)
    extraction = restored(extraction, reading, stored) if reading else replace(extraction, article=stored)
    return extraction if estimates else calibrated(extraction, weighed_relations())


def outline(article: Article) -> Extraction:
    """The article as `extract` gives it, with its segments and nothing else: enough to ask others about it, at once."""
    reading = reading_text(article.text, article.media_type)
    seen = replace(article, text=reading.text) if reading else article
    whole = replace(seen, text=unwrapped(seen))
    segments = split(whole)
    stored = replace(article, title=article.title or title_of(whole, segments))
    extraction = Extraction(stored, segments)
    return restored(extraction, reading, stored) if reading else extraction


def weighable(article: Article) -> tuple[Extraction, list[Weighable]]:
    """What `extract` with `estimates` gives, and each claim with the signs by which it is weighed: on these the pair
    model is fitted. The text must be as it is read."""
    analysis, docs, dates = _analysed(replace(article, text=unwrapped(article)))
    claims = settle(analysis)
    return finish(analysis, claims), with_signs(analysis, docs, dates, claims)


def _read_article(article: Article, *, weighed: bool) -> Extraction:
    """What an article says whose text is ready to be read; not weighed, with the estimates of the rules' authors."""
    analysis, docs, dates = _analysed(article)
    claims = settle(analysis)
    if weighed:
        claims = [*weigh(with_signs(analysis, docs, dates, claims))]
    return replace(finish(analysis, claims), article=replace(analysis.article, published=article.published))


def _analysed(article: Article) -> tuple[Analysis, dict[int, Any], list[DateMention]]:
    """The working state when all rules have read the article, its parsed sentences and its dates."""
    segments = split(article)
    lines = [segment for segment in segments if segment.kind == "dateline"]
    published = day_of_release(article.text, lines, article.published)
    title = article.title or title_of(article, segments)
    analysis = Analysis(replace(article, title=title, published=published), segments)
    find_mentions(analysis)
    protected = [(mention.start, mention.end) for mention in analysis.mentions]
    analysis.sentences = split_sentences(article.text, analysis.segments, protected)
    merge_agreements(analysis)
    pronoun_mentions(analysis)
    places_again(analysis)
    described_bodies(analysis)
    lawmakers(analysis)
    docs = parse(analysis)
    find_persons(analysis, docs)
    dates = find_dates(article.text, 0, len(article.text), published)
    affiliations(analysis, docs)
    clusters = _events(analysis, docs, dates)
    _relations(analysis, docs, dates, clusters)
    drop_passing(analysis, clusters)
    name_events(analysis)
    known_with_states(analysis)
    known_as_written(analysis)
    analysis.claims += topics(article, analysis.segments)
    return analysis, docs, dates


def _masks(
    analysis: Analysis,
    docs: dict[int, Any],
    dates: list[DateMention],
    *,
    events: bool,
    verbal: bool = False,
    people: bool = False,
) -> Masks:
    """A function from a sentence's index to its mask."""
    dated = [Item(date.start, date.end, str(number), "Date") for number, date in enumerate(dates)]
    named = [m for m in analysis.events if events and (verbal or m.form != "verbal")]
    told = person_phrases(analysis, dated) if events or people else ()
    phrases = [p for p in told if not _crosses(p, named)]
    found = items((*named, *analysis.mentions), [*dated, *phrases])
    of_projects = modifiers_of_projects(analysis.text, found) if events else set()
    cache: dict[tuple[int, int], Masked] = {}

    def at(index: int, last: int | None = None) -> Masked:
        lines = (index, index if last is None else last)
        if lines not in cache:
            cache[lines] = _mask(analysis, docs, found, lines, of_projects if events else None)
        return cache[lines]

    return at


def _crosses(phrase: Item, events: Sequence[Mention]) -> bool:
    """Whether a phrase for a person begins within one of the events, which stand in text order, or ends within one:
    'President P at the |APEC| summit'."""
    before = bisect_left(events, phrase.start, key=lambda event: event.start)
    behind = bisect_left(events, phrase.end, lo=before, key=lambda event: event.start)
    begins = before > 0 and phrase.start < events[before - 1].end
    return begins or any(phrase.start < event.start and phrase.end < event.end for event in events[before:behind])


def _mask(
    analysis: Analysis,
    docs: dict[int, Any],
    found: Sequence[Item],
    lines: tuple[int, int],
    of_projects: Collection[Item] | None,
) -> Masked:
    """The mask of the sentences from the first to the last of `lines`, which are as a rule the same. `of_projects`:
    items that modify projects; None where nothing is to modify."""
    stretch = analysis.sentences[lines[0] : lines[1] + 1]
    bound: set[Item] = set()
    for sentence in stretch if of_projects is not None else ():
        inside = within(found, sentence.start, sentence.end)
        bound |= modifiers(analysis.text, sentence, inside, docs.get(sentence.index))
        bound.update(item for item in inside if item in (of_projects or ()))
    begins = [sentence.start for sentence in stretch[1:]]
    return mask(analysis.text, stretch[0].start, stretch[-1].end, found, bound, begins)


def _read(analysis: Analysis) -> list[Sentence]:
    return [s for s in analysis.sentences if s.kind in {"title", "body"}]


def _events(analysis: Analysis, docs: dict[int, Any], dates: list[DateMention]) -> list[tuple[str, EventCluster]]:
    """Enters the events with what is told of each; the pairs of entity and mentions."""
    masks = _masks(analysis, docs, dates, events=False)
    told = _masks(analysis, docs, dates, events=False, people=True)
    found: list[EventMention] = []
    for sentence in _read(analysis):
        at = sentence.index
        here = _mentions_of_events(masks(at), told(at), sentence, docs.get(at), analysis)
        found += with_settings(here, masks(at), dates)
    found += acronym_mentions(found, _read(analysis), masks, analysis)
    found += numbered_mentions(found, _read(analysis), masks, analysis)
    found += named_again(found, _read(analysis), masks, analysis)
    found = told_apart(without_signings(found, analysis), dates, analysis)
    found = without_verbs(sorted(found, key=_place_in_text), analysis.text)
    found = with_days(found, dates, analysis.text)
    clusters = enter_events(analysis, cluster_events(with_names(found, analysis.text)))
    analysis.together = events_together(analysis, clusters)
    analysis.passing = frozenset(event for event, cluster in clusters if cluster.passing)
    masks = _masks(analysis, docs, dates, events=True, verbal=True)
    for sentence in _read(analysis):
        masked = masks(sentence.index)
        doc = _title_doc(analysis, sentence, masked) if sentence.kind == "title" else docs.get(sentence.index)
        date_and_place(analysis, masked, dates, doc)
    round_days(analysis, clusters, dates)
    event_at = focus(analysis)
    for sentence in _read(analysis):
        carried(analysis, masks(sentence.index), dates, event_at(sentence.start))
        venue(analysis, masks(sentence.index), event_at(sentence.start))
    told_by_name(analysis, clusters, dates)
    told_with_when(analysis, clusters, dates)
    labelled(analysis, dates, main_event(analysis))
    main_dates(analysis, dates, main_event(analysis))
    main_place(analysis, main_event(analysis))
    analysis.claims = ends_after(years_within(analysis.claims))
    beside_main(analysis)
    days_told(analysis, masks, dates)
    tie_series(analysis, clusters)
    order_by_level(analysis, clusters)
    events_within(analysis)
    side_events(analysis)
    parts_of_wholes(analysis)
    return clusters


def _title_doc(analysis: Analysis, sentence: Sentence, masked: Masked) -> Any:
    """A title parsed, where it names an event and what may be its date or place; else None, for nothing else asks."""
    named = {item.type for item in masked.items}
    return parse_one(analysis, sentence) if "Event" in named and len(named) > 1 else None


def _place_in_text(mention: EventMention) -> tuple[int, int]:
    return mention.start, mention.end


def _mentions_of_events(
    masked: Masked, told: Masked, sentence: Sentence, doc: Any, analysis: Analysis
) -> list[EventMention]:
    """The mentions of one sentence; `told`: masked with persons and their titles as one, for verbs."""
    nouns = [*event_mentions(masked, sentence, doc, analysis), *plural_events(masked, sentence, doc, analysis)]
    nouns += process_events(masked, sentence, doc, analysis, nouns)
    nouns += planned_events(masked, sentence, nouns)
    nouns = list(resumed(nouns, masked, analysis))
    verbal = recalled_signings(verb_events(told, sentence, analysis, nouns), told, analysis)
    others = [*verbal, *elliptic_events(masked, sentence)]
    clauses = clause_events(told, sentence, doc, analysis, [*nouns, *others])
    others = [*without_weaker(others, clauses), *clauses]
    apart = [m for m in others if not m.elliptic or all(m.end <= n.start or n.end <= m.start for n in nouns)]
    met = [m for m in others if (m.head == "meeting" and not m.sides) or (m.family == "visit" and m.verbal)]
    listed = rounds(masked, sentence, sorted([*nouns, *met], key=_place_in_text), analysis.text)
    return sorted([*nouns, *apart, *listed], key=_place_in_text)


def _relations(
    analysis: Analysis,
    docs: dict[int, Any],
    dates: list[DateMention],
    clusters: Sequence[tuple[str, EventCluster]],
) -> None:
    event_at = focus(analysis)
    take_up_works(analysis)
    masks = _masks(analysis, docs, dates, events=True)
    for sentence in analysis.sentences:
        if sentence.kind in {"title", "body", "boilerplate"}:
            if resolve_host(analysis, sentence):
                masks = _masks(analysis, docs, dates, events=True)
            relate(analysis, sentence, list_mask(analysis.sentences, sentence.index, masks), event_at)
            figures(analysis, sentence)
        if sentence.kind == "body":
            literal_claims(analysis, masks(sentence.index), event_at)
    carried_lists(analysis, masks, event_at)
    agendas(analysis, event_at)
    dependency_claims(analysis, masks, event_at)
    order_events(analysis)
    attendance(analysis, masks, event_at, _read(analysis))
    nationalities_there(analysis, event_at, _read(analysis))
    memberships(analysis, masks, event_at, _read(analysis))
    members_named(analysis, masks, _read(analysis))
    bilateral(analysis, _masks(analysis, docs, dates, events=False, people=True), _read(analysis))
    bodies_of_states(analysis, masks, _read(analysis))
    own_meetings(analysis)
    sits_in_session(analysis)
    project_events(analysis, masks, event_at, _read(analysis))
    owned_works(analysis)
    audiences(analysis)
    event_audiences(analysis)
    cooperations(analysis)
    event_subjects(analysis)
    statements(analysis, docs, event_at)
    persons_there(analysis, docs, event_at)
    offices_at_events(analysis, event_at)
    name_claims(analysis)
    bilateral_members(analysis)
    texts_signed(analysis)
    agreement_sides(analysis)
    anniversaries(analysis)
    infer(analysis, event_at)
    sittings_of_one_process(analysis)
    _share(analysis, clusters)


def _share(analysis: Analysis, clusters: Sequence[tuple[str, EventCluster]]) -> None:
    """What is said of one of several events and holds of the others."""
    share_rounds(analysis, clusters)
    share_together(analysis, analysis.together)
    coordinate(analysis)
