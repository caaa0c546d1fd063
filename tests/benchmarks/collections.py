"""Collections of any number of entities to draw: events with those who were there, few often and most seldom."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from kg.graph import article_graph
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore

_KINDS = ("InternationalOrganization", "CivilSociety", "Process", "PrivateSector")
_THERE = 5
_FAR = 0.1
"""The share of those at an event that come from anywhere and not from the event's region."""


def fill(store: ArticleStore, entities: int, seed: int = 1) -> None:
    """Adds articles with one event each, until that many entities have a fact."""
    chance = random.Random(seed)
    for extraction in extractions(entities, chance):
        store.commit_article(article_graph(extraction))


def extractions(entities: int, chance: random.Random) -> Iterator[Extraction]:
    """Articles that name so many entities together: a third of them events, the rest bodies of some regions. Within a
    region the n-th body is drawn with a weight of 1/n, as in the graphs that `kg build` makes of news."""
    events = entities // 3
    bodies = list(range(entities - events))
    regions = [bodies[start :: max(1, entities // 120)] for start in range(max(1, entities // 120))]
    weights = [list(accumulate(1 / rank for rank in range(1, len(region) + 1))) for region in regions]
    left = list(reversed(bodies))  # each is at one event at least
    for number in range(events):
        home = chance.randrange(len(regions))
        there = {left.pop() for _ in range(min(len(left), 1 + len(left) // (events - number)))}
        while len(there) < _THERE and len(there) < len(bodies):
            region = chance.randrange(len(regions)) if chance.random() < _FAR else home
            there.add(chance.choices(regions[region], cum_weights=weights[region])[0])
        yield _article(number, sorted(there))


def _article(number: int, there: list[int]) -> Extraction:
    event = f"Round {number:05} on data of migration"
    names = [f"Body {body:05} of the region" for body in there]
    text = f"{event} was hosted by {names[0]} and attended by {', '.join(names[1:])}."
    entities = [Entity("e", "Event", event)]
    claims = []
    for place, (body, name) in enumerate(zip(there, names, strict=True)):
        entities.append(Entity(f"b{place}", _KINDS[body % len(_KINDS)], name))
        span = Span(text.index(name), text.index(name) + len(name))
        claims.append(Claim("participant" if place else "host", "e", f"b{place}", "explicit", 0.9, "told", (span,)))
    key = f"https://example.org/rounds/{number}"
    article = Article(key, text, key, key, event, "Gazette", f"20{number % 20 + 5:02}-05-12")
    return Extraction(article, (Segment("body", 0, len(text)),), tuple(entities), (), tuple(claims))
