"""Articles of which it is known what they say: any number of them, in plain sentences of the genre.

    python -m tests.benchmarks.told DIR [--articles N] [--seed S]

writes DIR/text and DIR/gold, which `kg evaluate DIR/gold --text DIR/text --by relation` reads. The sentences are easier
than those of real releases: what is found in them says whether extraction holds over many articles, not how good it is.
Topics, and what bodies of the reference data are part of, are not told: what is found of them counts as wrong.
Who is written of is drawn as in `redrawing`: few often, most seldom.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.reference import CITIES, ORGANISATIONS, STATES, ReferenceRow, reference
from tests.benchmarks.redrawing import Pools

_TYPES = ("Workshop", "Training", "Conference", "Meeting")
_SUBJECTS = ("labour migration", "border management", "remittances", "migration data", "counter trafficking")
_FIELDS = ("Labour", "the Interior", "Foreign Affairs", "Gender", "Health")
_CAUSES = ("Migrant Workers", "Returnees", "Diaspora Women", "Rural Youth", "Domestic Workers")
_MONTHS = "January February March April May June July August September October November December".split()
_OFTEN = 0.5
_ASSERTED = ("explicit", 0.9, "told")


@dataclass(slots=True)
class Writing:
    """An article as it grows: its text, whom it names, and what each sentence says."""

    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def names(self, identifier: str, kind: str, name: str, **more: str | None) -> str:
        """Puts an entity down, and gives its name for the sentence."""
        self.entities[identifier] = Entity(identifier, kind, name, **more)  # type: ignore[arg-type]
        return name

    def says(self, sentence: str, *facts: tuple[str, str, str]) -> None:
        """Adds a sentence, which is the evidence of the facts."""
        start = len(self.text)
        self.text += sentence
        span = Span(start, len(self.text))
        self.claims += [Claim(relation, one, other, *_ASSERTED, (span,)) for relation, one, other in facts]
        self.text += " "


@dataclass(frozen=True)
class Told:
    """An article, whom it names and what it says."""

    key: str
    title: str
    published: str
    writing: Writing

    @property
    def text(self) -> str:
        """The whole file, with its front matter."""
        return f"---\ntitle: {self.title}\npublished: {self.published}\n---\n{self.writing.text.strip()}\n"

    @property
    def gold(self) -> str:
        """The annotation of the article, as `kg evaluate` reads it."""
        entities = {e.id: {"type": e.type, "name": e.name, "aliases": []} for e in self.writing.entities.values()}
        facts = [[claim.relation, claim.subject, claim.object] for claim in self.writing.claims]
        return json.dumps({"id": self.key, "source": {}, "entities": entities, "facts": facts}) + "\n"

    def extraction(self, article: Article) -> Extraction:
        """What the best extractor would give for the article as it was read."""
        body = article.text.index(self.writing.text.strip())
        claims = tuple(
            replace(claim, evidence=tuple(Span(span.start + body, span.end + body) for span in claim.evidence))
            for claim in self.writing.claims
        )
        segments = (Segment("metadata", 0, body), Segment("body", body, len(article.text)))
        return Extraction(article, segments, tuple(self.writing.entities.values()), (), claims)


def told(number: int, seed: int = 1) -> Told:
    """The article with this number. It depends on number and seed alone."""
    chance = random.Random(f"{seed} {number}")
    cast = _Cast(_pools(seed), chance)
    writing = Writing()
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2005, 2025)
    date = f"{year}-{month:02}-{day:02}"
    subject, kind = chance.choice(_SUBJECTS), chance.choice(_TYPES)
    city, state = cast.place()
    event = writing.names("event", "Event", f"{kind.lower()} on {subject} for {state.name}")
    place = writing.names("city", "Place", city.name, reference=city.id, country=state.id)
    writing.names("state", "State", state.name, reference=state.id, country=state.id)
    for sentence in cast.sentences(writing, event, state):
        sentence(f"{place}, {state.name}", f"{day} {_MONTHS[month - 1]} {year}")
    about = [("eventType", "event", kind), ("place", "event", "city"), ("startDate", "event", date)]
    writing.claims += [Claim(r, s, o, *_ASSERTED, writing.claims[0].evidence) for r, s, o in about]
    return Told(f"{number:06}", f"{kind} on {subject} in {place}", date, writing)


@cache
def _pools(seed: int) -> Pools:
    return Pools.of_reference_data(random.Random(seed))


@dataclass(frozen=True)
class _Cast:
    """Who comes in one article."""

    pools: Pools
    chance: random.Random

    def place(self) -> tuple[ReferenceRow, ReferenceRow]:
        """A city and its state."""
        while True:
            city = self.pools.rows[CITIES, "Place"].draw(self.chance)
            state = reference().rows[city.parent]
            if state.table == STATES:
                return city, state

    def sentences(self, writing: Writing, event: str, state: ReferenceRow) -> Iterator[Callable[[str, str], None]]:
        """The sentences of the article, the first of which tells what happened."""
        ministry = f"Ministry of {self.chance.choice(_FIELDS)} of {state.name}"
        host = writing.names("ministry", "GovernmentBody", ministry, country=state.id)
        yield lambda where, when: writing.says(
            f"The {host} hosted a {event} in {where}, on {when}.",
            ("host", "event", "ministry"),
            ("partOf", "ministry", "state"),
        )
        states = self._some(STATES, "State", self.chance.randint(2, 4), without=state.id)
        names = [writing.names(f"s{n}", "State", row.name, reference=row.id) for n, row in enumerate(states)]
        came = [("participant", "event", f"s{n}") for n in range(len(states))]
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        yield lambda *_: writing.says(f"Representatives of {listed} attended the {event}.", *came)
        for number, (words, relation) in enumerate((("was funded by", "funder"), ("was organized by", "organizer"))):
            if self.chance.random() < _OFTEN:
                (row,) = self._some(ORGANISATIONS, "InternationalOrganization", 1)
                body = writing.names(f"o{number}", row.type, row.name, reference=row.id)
                fact = (relation, "event", f"o{number}")
                yield lambda *_, told=f"The {event} {words} the {body}.", fact=fact: writing.says(told, fact)
        if self.chance.random() < _OFTEN:
            person = writing.names("person", "Person", self.pools.persons.draw(self.chance))
            yield lambda *_: writing.says(
                f"{person}, Director at the {host}, chaired the {event}.",
                ("chair", "event", "person"),
                ("participant", "event", "person"),
                ("position", "person", "Director"),
                ("worksFor", "person", "ministry"),
            )
        if self.chance.random() < _OFTEN:
            cause = f"Association of {self.chance.choice(_CAUSES)} of {state.name}"
            guest = writing.names("association", "CivilSociety", cause)
            fact = ("participant", "event", "association")
            yield lambda *_: writing.says(f"The {guest} took part in the {event}.", fact)

    def _some(self, table: str, kind: str, number: int, without: str = "") -> list[ReferenceRow]:
        """So many different rows of a table."""
        found: dict[str, ReferenceRow] = {}
        while len(found) < number:
            row = self.pools.rows[table, kind].draw(self.chance)
            if row.id != without:
                found[row.id] = row
        return list(found.values())


def write(folder: Path, articles: int, seed: int = 1) -> None:
    """Writes the articles and what they say into two folders."""
    for name in ("text", "gold"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number in range(articles):
        made = told(number, seed)
        (folder / "text" / f"{made.key}.txt").write_text(made.text, "utf-8")
        (folder / "gold" / f"{made.key}.json").write_text(made.gold, "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the folders."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.told", description="Writes articles and gold.")
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--articles", metavar="N", type=int, default=2000)
    parser.add_argument("--seed", metavar="S", type=int, default=1)
    given = parser.parse_args(arguments)
    write(given.directory, given.articles, given.seed)


if __name__ == "__main__":
    main()
