"""A store to draw: a process with twenty meetings' worth of states, two dated events, one planned, one only told."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph import article_graph
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore, publish

STATES = (
    ("EGY", "Egypt"), ("KEN", "Kenya"), ("SDN", "Sudan"), ("ETH", "Ethiopia"), ("DJI", "Djibouti"), ("ERI", "Eritrea"),
    ("SOM", "Somalia"), ("SSD", "South Sudan"), ("LBY", "Libya"), ("TUN", "Tunisia"), ("ITA", "Italy"),
    ("MLT", "Malta"), ("FRA", "France"), ("DEU", "Germany"), ("NOR", "Norway"), ("CHE", "Switzerland"),
)  # fmt: skip
OLD = "The Malta round was attended by " + ", ".join(name for _, name in STATES) + "."
NEW = (
    "Kenya hosted the Nairobi round. Togo attended the Nairobi round. "
    "Egypt will fund the Lomé plan, and Togo, said its minister, signed the Lomé plan."
)


def network_store() -> ox.Store:
    """One article of 2015 with a meeting of sixteen states, and one of 2021 with Kenya, Togo and Egypt."""
    with ArticleStore.in_memory() as articles:
        _fill(articles)
        return articles.store


def write_network(directory: Path) -> None:
    """The same as a store on disk, published."""
    with ArticleStore.open(directory) as articles:
        _fill(articles)
        publish(articles)


def _fill(articles: ArticleStore) -> None:
    for extraction in (_old(), _new()):
        articles.commit_article(article_graph(extraction))


def _spans(text: str, words: str) -> tuple[Span, ...]:
    return (Span(text.index(words), text.index(words) + len(words)),)


def _old() -> Extraction:
    article = Article("old", OLD, "old.txt", "https://example.org/old", "Sixteen at one table", "Gazette", "2015-11-13")
    states = tuple(Entity(f"s{code}", "State", name, reference=code) for code, name in STATES)
    there = tuple(
        Claim("participant", "e1", f"s{code}", "explicit", 0.9, "attended", _spans(OLD, name)) for code, name in STATES
    )
    date = Claim("startDate", "e1", "2015-11-12", "explicit", 0.9, "date", _spans(OLD, "The Malta round"))
    event = Entity("e1", "Event", "Malta round")
    return Extraction(article, (Segment("body", 0, len(OLD)),), (event, *states), (), (*there, date))


def _new() -> Extraction:
    article = Article("new", NEW, "new.txt", "https://example.org/new", "=Three in Nairobi", "Herald", "2021-05-12")
    entities = (
        Entity("e1", "Event", "Nairobi round"),
        Entity("s1", "State", "Kenya", reference="KEN"),
        Entity("s2", "State", "Togo", reference="TGO"),
        Entity("s3", "State", "Egypt", ("République d’Égypte",), reference="EGY"),
        Entity("d1", "Project", "Lomé plan"),
    )
    claims = (
        Claim("host", "e1", "s1", "explicit", 0.95, "hosted", _spans(NEW, "Kenya hosted the Nairobi round")),
        Claim("participant", "e1", "s2", "explicit", 0.5, "attended", _spans(NEW, "Togo attended the Nairobi round")),
        Claim("startDate", "e1", "2021-05-10", "explicit", 0.9, "date", _spans(NEW, "Nairobi round")),
        Claim("funder", "d1", "s3", "planned", 0.8, "fund", _spans(NEW, "Egypt will fund the Lomé plan")),
        Claim("partner", "d1", "s2", "attributed", 0.8, "told", _spans(NEW, "signed the Lomé plan"), "s2"),
    )
    return Extraction(article, (Segment("body", 0, len(NEW)),), entities, (), claims)


HOSTILE = (
    "<script>window.ran = 1</script>",
    "<img src=x onerror=alert(1)>",
    "'\"><svg onload=alert(1)>",
    "\u202eevil\u202c",
    "long " * 60,
)


def hostile_store() -> ox.Store:
    """One event with five hundred participants, each called something that no page may run."""
    names = [f"{HOSTILE[number % len(HOSTILE)]} {number}" for number in range(500)]
    text = "They \u2069\u202egathered."
    bodies = tuple(Entity(f"b{i}", "CivilSociety", name) for i, name in enumerate(names))
    spans = _spans(text, text)
    claims = tuple(Claim("participant", "e1", body.id, "explicit", 0.9, "r", spans) for body in bodies)
    article = Article("hostile", text, "hostile.txt", "javascript:alert(1)", names[1], names[0], "2020-01-01")
    entities = (Entity("e1", "Event", "gathering"), *bodies)
    with ArticleStore.in_memory() as articles:
        articles.commit_article(
            article_graph(Extraction(article, (Segment("body", 0, len(text)),), entities, (), claims))
        )
        return articles.store
