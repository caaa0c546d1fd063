"""The question to the model: guidelines, types and relations of the vocabulary, the article, the form of the answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.contacts import Contacts
from kg.records import Article
from kg.vocabulary import Relation, main_concepts, types_within, vocabulary

ENTITIES, STATEMENTS = "entities", "statements"
STATUSES = ("stated", "planned", "attributed", "called_off", "denied")
ARTICLE = "Article"
_BODY = "Body"


@lru_cache(maxsize=1)
def relations() -> dict[str, Relation]:
    """The relations that are asked for: those of the annotation guidelines."""
    return {name: relation for name, relation in vocabulary().relations.items() if relation.guideline}


@lru_cache(maxsize=1)
def types() -> tuple[str, ...]:
    """The types that an entity of a text can have."""
    return tuple(name for name, row in vocabulary().classes.items() if row.entity)


def question(model: str, article: Article, words: str, part: int = 1, of: int = 1) -> dict[str, Any]:
    """The question about the words of an article, which are part `part` of `of`, as the server takes it. The same
    article gives the same question."""
    told = [("Title", article.title), ("Publisher", article.publisher), ("Published", article.published)]
    contacts = Contacts.of_article(article)
    head = "".join(f"{name}: {contacts.redact(' '.join(value.split()))}\n" for name, value in told if value)
    if of > 1:
        head += f"Part {part} of {of} of the text; the parts overlap.\n"
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": instructions()},
            {"role": "user", "content": f"{head}\n{words}" if head else words},
        ],
        "temperature": 0,
        "seed": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reading", "strict": True, "schema": schema()},
        },
    }


@lru_cache(maxsize=1)
def instructions() -> str:
    """The task, with types, relations and values of the vocabulary and what the guidelines say of each."""
    schemes = [relation for relation in relations().values() if relation.scheme]
    filled = {
        "types": _listed((name, name, vocabulary().classes[name].definition) for name in types()),
        "bodies": ", ".join(sorted(_bodies())),
        "relations": _listed((name, _signature(row), row.definition) for name, row in relations().items()),
        "values": "\n".join(
            f"Values of {row.name}:\n"
            + _listed((code, code, said) for code, said in main_concepts(row.scheme or "").items())
            for row in schemes
        ),
    }
    text = _file("instructions.md")
    for name, value in filled.items():
        text = text.replace(f"{{{name}}}", value.rstrip("\n") if name == "values" else value)
    return text


@lru_cache(maxsize=1)
def guidance() -> dict[str, str]:
    """What the guidelines say of types and relations beside their definitions, with counter-examples."""
    return dict(line.split("\t") for line in _file("guidance.tsv").splitlines()[1:])


def _file(name: str) -> str:
    return (files("kg.language_model") / name).read_text("utf-8")


def _listed(rows: Iterable[tuple[str, str, str]]) -> str:
    """One line for each (term, how it is shown, definition)."""
    return "".join(f"- {shown}: {' '.join([said, guidance().get(term, '')]).strip()}\n" for term, shown, said in rows)


def _signature(relation: Relation) -> str:
    """`chair (Event | Process -> Person | Body)`, where `Body` stands for the types of actors that are no persons."""
    subjects = [ARTICLE] * (ARTICLE in relation.subject_types) + _named(relation.subject_types)
    value = "one of the values below" if relation.scheme else _VALUES[relation.value]
    objects = _named(relation.object_types) or [value]
    return f"{relation.name} ({' | '.join(subjects)} -> {' | '.join(objects)})"


_VALUES = {"date": "a date", "string": "words of the text", "integer": "a number", "entity": "any entity"}


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
    text: dict[str, Any] = {"type": "string"}
    entity = {"id": text, "type": _one_of(types()), "names": {"type": "array", "items": text}}
    statement = {
        "relation": _one_of(relations()),
        "subject": text,
        "object": text,
        "quotation": text,
        "status": _one_of(STATUSES),
    }
    return _object({ENTITIES: _list_of(entity), STATEMENTS: _list_of(statement)})


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": [*values]}


def _list_of(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
