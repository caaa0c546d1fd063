"""The frozen records that travel through the flow, and the errors that carry facts.

Offsets are Unicode code points into `Article.text`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field

DOCUMENT = "document"
"""Subject of the claims that belong to the article itself (topic, speaker outside an event)."""

RULES_JOINED_BY = " + "
"""What stands between the names of the rules that agree on a claim."""

WITHHELD_MARK = "█"
"""Stands in a text for each character that is withheld on request, so that all offsets stay as they are."""


class KgError(Exception):
    """A fault that the user can mend: one line with what, where and how to mend it."""


class CannotGoOn(KgError):
    """A fault of the machine, which the next article would meet too: it ends a run."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the stored text, in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One document as read. `text` is the decoded text with LF line ends and nothing else changed; of a web page,
    its title and main text. `published` is an ISO date (`2019-05-24`), possibly partial (`2019-05`), or None."""

    key: str
    text: str
    path: str = ""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    encoding: str = "utf-8"
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the text by its function. `kind` is a concept of the scheme `segment-type`: title, dateline, body,
    quotation, contact-block, boilerplate; and, not read for facts: navigation, other-language, `metadata` (front
    matter)."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that means an entity. `form`: name, acronym, alias, composed, coreference."""

    start: int
    end: int
    entity: str
    type: str
    form: str = "name"


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that the article names. `id` is local to the article (`e1`); `reference` is the id of a row of the
    reference data (`KEN`, `iom`, `au-hoai`, `gcm`) or None; `parent` the id (local) of what its name says it belongs
    to; `country` an ISO 3166 alpha-3 code where the text tells it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    reference: str | None = None
    parent: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with its evidence. `subject` is an entity id or `document`; `object` an entity id or a literal,
    as the vocabulary says of the relation. `status`: explicit, implied, attributed, planned. `qualifiers` are
    further (property, value) pairs of the claim itself: listCompleteness, concerns, purpose, event, measure, value."""

    relation: str
    subject: str
    object: str
    status: str
    confidence: float
    rule: str
    evidence: tuple[Span, ...]
    attributed_to: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says: entities by first mention, claims in text order."""

    article: Article
    segments: tuple[Segment, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = field(default=())
