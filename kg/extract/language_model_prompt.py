"""The question to the model: the relations and types of the vocabulary, the article, and the form of the answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from kg.contacts import Contacts
from kg.extract.language_model_answer import FIELDS, STATEMENTS
from kg.records import DOCUMENT, Article, Segment, Span
from kg.vocabulary import Relation, main_concepts, types_within, vocabulary

VERSION = "1"
"""Goes up with every change of the wording below: answers to another question are not used again."""

ARTICLE, LITERAL = "Article", "Literal"
"""The types of the ends that are no entity of the text: the article itself, and a value."""
_BODY = "Body"
_READ = frozenset({"title", "body", "boilerplate"})

_TASK = f"""You read press releases and news items about migration governance and list the facts that the text states.

Answer with one JSON object and nothing else: {{"{STATEMENTS}": [...]}}. Each statement is an object with the fields
{", ".join(FIELDS)}, all of them text.

- quotation: the words of the text that state the fact, copied letter by letter, without gaps, at most two sentences.
  It holds the words for the subject or for the object.
- subject and object: a name copied from the text, as fully as the text gives it. Of an entity that the text gives
  several names, always use the same one. Of an event without a name, use the words that describe it, such as the noun
  with what stands around it.
- subject_type and object_type: one of the types below; {ARTICLE} with the name "{DOCUMENT}" for the article itself;
  {LITERAL} for a value.
- State only what the text says, or what follows from it without other knowledge. Leave out what is ambiguous. Groups
  of people without an institution and generic plurals are no entities.
- Co-ordination distributes: with two organisers make two statements.
- A planned event is an event like any other. A meeting of a process is partOf the process.
- Who speaks at an event, opens, chairs or presents is its participant too. Hosts and organisers are participants only
  where the text says that they attended.
- Bodies sign documents; a person who signs for one represents it.
- worksFor goes to the innermost body named. Honorifics and ranks are no position.
- A state or organisation within the name of a body is what the body is partOf.
- Dates are ISO, as precise as the text: 2019-05-20, 2019-05, 2019, or --05-20 where no year is known. A one-day event
  has a startDate alone. A bare dateline gives neither date nor place.
"""


@lru_cache(maxsize=1)
def relations() -> dict[str, Relation]:
    """The relations that are asked for: those of the annotation guidelines."""
    return {name: relation for name, relation in vocabulary().relations.items() if relation.guideline}


@lru_cache(maxsize=1)
def types() -> tuple[str, ...]:
    """The types that an entity of a text can have."""
    return tuple(name for name, row in vocabulary().classes.items() if row.entity)


def body(model: str, article: Article, text: str) -> dict[str, Any]:
    """The whole question about a text, as the server takes it. The same article gives the same question."""
    told = [("Title", article.title), ("Publisher", article.publisher), ("Published", article.published)]
    contacts = Contacts.of_article(article)
    head = "".join(f"{name}: {contacts.redact(' '.join(value.split()))}\n" for name, value in told if value)
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": instructions()},
            {"role": "user", "content": f"{head}\n{text}" if head else text},
        ],
        "temperature": 0,
        "seed": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": STATEMENTS, "strict": True, "schema": schema()},
        },
    }


@lru_cache(maxsize=1)
def instructions() -> str:
    """The task, with the relations, types and values of the vocabulary."""
    parts = [
        _TASK,
        "Types:\n" + _listed((name, vocabulary().classes[name].definition) for name in types()),
        f"Relations (subject type -> object type), in which {_BODY} is any of {', '.join(sorted(_bodies()))}:\n"
        + _listed((_signature(relation), relation.definition) for relation in relations().values()),
        *(
            f"Values of {relation.name}:\n" + _listed(main_concepts(relation.scheme).items())
            for relation in relations().values()
            if relation.scheme
        ),
    ]
    return "\n".join(parts)


def _listed(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"- {name}: {said}\n" for name, said in rows)


def _signature(relation: Relation) -> str:
    """`chair (Event | Process -> Person | Body)`, where `Body` stands for the types of actors that are no persons."""
    subjects = [ARTICLE] * (ARTICLE in relation.subject_types) + _named(relation.subject_types)
    value = "one of the values below" if relation.scheme else f"a {relation.value}"
    objects = _named(relation.object_types) or [f"{LITERAL}, {value}"]
    return f"{relation.name} ({' | '.join(subjects)} -> {' | '.join(objects)})"


def _named(names: Iterable[str]) -> list[str]:
    """The types that a relation takes, all bodies under one name."""
    allowed = types_within(names)
    bodies = _bodies() if _bodies() <= allowed else frozenset()
    return [name for name in types() if name in allowed - bodies] + [_BODY] * bool(bodies)


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    return types_within(["Actor"]) & frozenset(types()) - {"Person"}


def schema() -> dict[str, Any]:
    """The JSON schema of the answer, for servers that hold the model to one."""
    enumerated = {
        "relation": [*relations()],
        "subject_type": [*types(), ARTICLE],
        "object_type": [*types(), LITERAL],
    }
    properties = {name: {"type": "string"} | _enum(enumerated.get(name)) for name in FIELDS}
    row = {"type": "object", "properties": properties, "required": [*FIELDS], "additionalProperties": False}
    listed = {"type": "array", "items": row}
    return {
        "type": "object",
        "properties": {STATEMENTS: listed},
        "required": [STATEMENTS],
        "additionalProperties": False,
    }


def _enum(values: list[str] | None) -> dict[str, Any]:
    return {"enum": values} if values else {}


def stretches(segments: Iterable[Segment]) -> list[Span]:
    """The parts of a text that are read for facts, neighbours as one."""
    found: list[Span] = []
    for segment in segments:
        if segment.kind not in _READ:
            continue
        if found and found[-1].end == segment.start:
            found[-1] = Span(found[-1].start, segment.end)
        else:
            found.append(Span(segment.start, segment.end))
    return found


def shown(article: Article, parts: Iterable[Span]) -> str:
    """What the model is given of an article: those parts, without telephone numbers and e-mail addresses."""
    contacts = Contacts.of_article(article)
    return "\n\n".join(words for part in parts if (words := contacts.stretch(part.start, part.end).strip()))
