"""The working state of one extraction: text, segments, sentences, entities and mentions, as the stages fill them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from kg.extract.text.sentences import Sentence
from kg.records import Article, Claim, Entity, Mention, Segment, Span

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACES = re.compile(r"\s+")
_EDGES = " \t\n\"'“”‘’«».,;:()-"


def squeeze(surface: str) -> str:
    """A surface form as a name: one line, single spaces."""
    return _SPACES.sub(" ", surface).strip()


@lru_cache(maxsize=1 << 14)
def normalise(surface: str) -> str:
    """The key under which names are compared: case, accents, dashes, quotes, leading article folded."""
    folded = unicodedata.normalize("NFKD", _DASHES.sub("-", surface.replace("’", "'")))
    plain = "".join(c for c in folded if not unicodedata.combining(c)).casefold()
    return re.sub(r"^(the|a|an) ", "", _SPACES.sub(" ", plain).strip(_EDGES))


def _key_name(type: str, name: str) -> str:
    """The name as a key; of documents without plural endings ('communication(s) strategy' is one document)."""
    key = normalise(name)
    return re.sub(r"(?<=[a-z]{3})s\b", "", key) if type == "Document" else key


@dataclass(slots=True)
class EntityTable:
    """Entities of one article, merged by reference row, or by type and normalised name and parent."""

    rows: dict[str, Entity] = field(default_factory=dict)
    _keys: dict[tuple[str, str], str] = field(default_factory=dict)
    _count: int = 0

    def __getitem__(self, entity: str) -> Entity:
        return self.rows[entity]

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.rows.values())

    def add(
        self,
        type: str,
        name: str,
        *,
        reference: str | None = None,
        parent: str | None = None,
        country: str | None = None,
    ) -> str:
        """The id of this entity, new or known. A Place and a State of one reference row stay two entities."""
        key = (type, f"ref:{reference}" if reference else f"{_key_name(type, name)}|{parent or ''}")
        if key not in self._keys:
            self._count += 1
            self._keys[key] = f"x{self._count}"
            self.rows[self._keys[key]] = Entity(self._keys[key], type, squeeze(name), (), reference, parent, country)
        return self._keys[key]

    def find(self, type: str, name: str, parent: str | None = None) -> str | None:
        """The id under a type and name, or None."""
        return self._keys.get((type, f"{_key_name(type, name)}|{parent or ''}"))

    def alias(self, entity: str, surface: str) -> None:
        """Adds a surface form, once, unless it is the name."""
        row, form = self.rows[entity], squeeze(surface)
        if form and form != row.name and form not in row.aliases:
            self.rows[entity] = replace(row, aliases=(*row.aliases, form))

    def update(self, entity: str, **changes: str | None) -> None:
        """Changes fields (name, type, parent, country, reference); an old name stays as an alias."""
        old = self.rows[entity]
        self.rows[entity] = replace(old, **changes)  # type: ignore[arg-type]
        if "name" in changes:
            self.alias(entity, old.name)

    def merge(self, kept: str, gone: str) -> None:
        """Makes two entities one: names and aliases of `gone` become aliases of `kept`; mentions follow in
        `Analysis.merge`."""
        row = self.rows.pop(gone)
        for surface in (row.name, *row.aliases):
            self.alias(kept, surface)
        mine = self.rows[kept]
        self.rows[kept] = replace(
            mine,
            parent=mine.parent or row.parent,
            country=mine.country or row.country,
            reference=mine.reference or row.reference,
        )
        self._reparent(gone, kept)
        for key, value in list(self._keys.items()):
            if value == gone:
                self._keys[key] = kept

    def remove(self, entity: str) -> None:
        """Takes out an entity that turned out to be none; what it was the parent of has none. Unknown ids are passed
        over."""
        self.rows.pop(entity, None)
        self._reparent(entity, None)
        for key in [key for key, value in self._keys.items() if value == entity]:
            del self._keys[key]

    def _reparent(self, gone: str, parent: str | None) -> None:
        """Gives the children of an entity that is gone another parent, or none."""
        for row in [row for row in self.rows.values() if row.parent == gone]:
            self.rows[row.id] = replace(row, parent=None if parent == row.id else parent)


@dataclass(slots=True)
class MentionTable:
    """Mentions in text order, never overlapping. `changes` grows with every change, so that what was worked out from
    the mentions can be kept until then."""

    rows: list[Mention] = field(default_factory=list)
    changes: int = 0
    _by_entity: dict[str, list[Mention]] = field(default_factory=dict, repr=False)
    _indexed: int = -1

    def __iter__(self) -> Iterator[Mention]:
        return iter(self.rows)

    def _at(self, start: int) -> int:
        return bisect_left(self.rows, start, key=lambda mention: mention.start)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie inside the stretch."""
        return [mention for mention in self.rows[self._at(start) : self._at(end)] if mention.end <= end]

    def back_from(self, offset: int) -> Iterator[Mention]:
        """The mentions that start at an offset or before it, the last one first."""
        return (self.rows[at] for at in range(self._at(offset + 1) - 1, -1, -1))

    def overlapping(self, start: int, end: int) -> list[Mention]:
        """The mentions that share a character with the stretch."""
        first = max(0, self._at(start) - 1)
        return [mention for mention in self.rows[first : self._at(end)] if mention.end > start]

    def of(self, entity: str) -> list[Mention]:
        """The mentions of one entity, in text order."""
        if self._indexed != self.changes:
            self._by_entity = {}
            for mention in self.rows:
                self._by_entity.setdefault(mention.entity, []).append(mention)
            self._indexed = self.changes
        return list(self._by_entity.get(entity, ()))

    def replace(self, mentions: Iterable[Mention]) -> None:
        """Puts these mentions, in text order, in the place of all."""
        self.rows = list(mentions)
        self.changes += 1

    def add(self, mention: Mention, *, over: bool = False) -> bool:
        """Puts a mention in. Where it overlaps others: refused, or with `over` it replaces those lying inside it."""
        others = self.overlapping(mention.start, mention.end)
        if others and not (over and all(mention.start <= o.start and o.end <= mention.end for o in others)):
            return False
        for other in others:
            self.remove(other)
        self.rows.insert(self._at(mention.start), mention)
        self.changes += 1
        return True

    def remove(self, mention: Mention) -> None:
        """Takes a mention out."""
        at = self._at(mention.start)
        del self.rows[self.rows.index(mention, at)]
        self.changes += 1


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is asked of the sentences of an article again and again."""

    sentences: tuple[Sentence, ...]
    lead: list[Sentence]
    headings: list[Sentence]


@dataclass(slots=True)
class Analysis:
    """Everything the stages share about one article. `sentences` cover the segments that are read for facts (title,
    body, dateline excluded; contact-block and boilerplate included, with their kind). `events` holds the mentions of
    events apart, because names stand inside them ('the IGAD meeting'). `together`: the entities that stand for several
    events at once ('both workshops'), with those events; `passing`: events that a sentence about something else dates
    in passing ('the plan, launched in May')."""

    article: Article
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...] = ()
    entities: EntityTable = field(default_factory=EntityTable)
    mentions: MentionTable = field(default_factory=MentionTable)
    events: MentionTable = field(default_factory=MentionTable)
    claims: list[Claim] = field(default_factory=list)
    together: dict[str, tuple[str, ...]] = field(default_factory=dict)
    passing: frozenset[str] = frozenset()
    contenders: tuple[Hashable, tuple[Mention | None, Mention | None]] | None = None
    """What `kg.extract.focus` last found to be the main event, and the state of what that rests on."""
    _seen: _Outline | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        return self.article.text

    def surface(self, item: Mention | Span) -> str:
        """The words of a mention or span as they stand."""
        return self.article.text[item.start : item.end]

    def mention(self, start: int, end: int, entity: str, form: str = "name", *, over: bool = False) -> bool:
        """Records that the stretch means the entity, and its words as an alias. False where it overlaps another."""
        added = self.mentions.add(Mention(start, end, entity, self.entities[entity].type, form), over=over)
        if added and form != "coreference":
            self.entities.alias(entity, self.text[start:end])
        return added

    def merge(self, kept: str, gone: str) -> None:
        """Makes two entities one, everywhere."""
        if kept == gone:
            return
        self.entities.merge(kept, gone)
        type = self.entities[kept].type
        for table in (self.mentions, self.events):
            if table.of(gone):
                table.replace(replace(m, entity=kept, type=type) if m.entity == gone else m for m in table)
        swap = {gone: kept}
        self.claims = [
            replace(c, subject=swap.get(c.subject, c.subject), object=swap.get(c.object, c.object)) for c in self.claims
        ]

    def retype(self, entity: str, type: str) -> None:
        """Gives an entity another type, and its mentions with it."""
        self.entities.update(entity, type=type)
        for table in (self.mentions, self.events):
            if table.of(entity):
                table.replace(replace(m, type=type) if m.entity == entity else m for m in table)

    def mentions_of(self, entity: str) -> list[Mention]:
        """The mentions of one entity, in text order."""
        return self.mentions.of(entity) + self.events.of(entity)

    @property
    def lead(self) -> list[Sentence]:
        """The first two sentences of the body."""
        return self._outline().lead

    def heading_before(self, sentence: Sentence) -> Sentence | None:
        """The last title or heading above a sentence, or None."""
        above = self._outline().headings
        at = bisect_left(above, sentence.index, key=lambda heading: heading.index)
        return above[at - 1] if at else None

    def _outline(self) -> _Outline:
        if self._seen is None or self._seen.sentences is not self.sentences:
            lead = list(islice((sentence for sentence in self.sentences if sentence.kind == "body"), 2))
            headings = [sentence for sentence in self.sentences if sentence.kind == "title"]
            self._seen = _Outline(self.sentences, lead, headings)
        return self._seen

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the offset, or None."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    def claim(
        self,
        relation: str,
        subject: str,
        object: str,
        rule: str,
        *evidence: Span,
        status: str = "explicit",
        confidence: float = 0.9,
        attributed_to: str | None = None,
        qualifiers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Records a claim; what says the same in several places is joined when the extraction is finished."""
        if subject != object:
            self.claims.append(
                Claim(relation, subject, object, status, confidence, rule, evidence, attributed_to, qualifiers)
            )
