"""What the pages look like on which people decide: plain forms, one an item, each signed with what it is about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pyoxigraph import NamedNode
from starlette.responses import Response

from kg.decisions import Decision
from kg.decisions.cells import STATUSES, written
from kg.decisions.lines import in_words
from kg.decisions.record import ACCEPT, EDIT, MERGE, REJECT, SPLIT, WITHDRAW
from kg.review import Doubt, Pair, Party
from kg.review.file import ending
from kg.review.queue import BELOW
from kg.serve.pages.shell import REVIEW, rendered
from kg.serve.reviewers import Review
from kg.vocabulary import vocabulary

PER_PAGE = 20
_MOST_DECIDED = 50
_NEW = ("subject", "relation", "object", "status")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of form: the fields that say what it is about, which whoever sends it does not choose, and what it can
    decide. The field `shown` says how that looked on the page."""

    about: tuple[str, ...]
    actions: tuple[str, ...]


ENTER, CLAIM, PAIR, ENTITIES, DECIDED, UNDO = "enter", "claim", "pair", "entities", "decided", "undo"
SHOWN = "shown"
FORMS = {
    ENTER: Form((), ()),
    CLAIM: Form(("subject", "relation", "object", "article", SHOWN), (ACCEPT, REJECT, EDIT)),
    PAIR: Form(("subject", "object", SHOWN), (MERGE, SPLIT)),
    ENTITIES: Form((), (MERGE, SPLIT, WITHDRAW)),
    DECIDED: Form(("decision", SHOWN), (UNDO,)),
}
"""The kinds of forms by what their field `form` says."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the list is asked for: statements less sure than `below`, from the item `start` on; `done` is the
    decision that was just taken; `given` what was sent and could not be taken."""

    below: float
    start: int
    done: str
    given: Mapping[str, str]

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """The same from what was sent; what is none is left out."""
        below, start = given.get("below", ""), given.get("from", "")
        number = float(below) if below.replace(".", "", 1).isdecimal() and below.isascii() else BELOW
        first = int(start) if start.isdecimal() and start.isascii() and len(start) < 8 else 0
        return cls(min(number, 1.0), first, given.get("done", ""), given if "action" in given else {})


def entrance(
    sign: str, headers: Mapping[str, str], *, with_token: bool, fault: str = "", status: int = 200
) -> Response:
    """The page that asks for the token, and for the name of who decides."""
    values = {"sign": sign, "with_token": with_token, "fault": fault}
    return rendered("entrance.html", values, "Review", status=status, headers=headers)


def broken(fault: str, headers: Mapping[str, str]) -> Response:
    """The page that says why nothing can be decided: somebody has written something into the file that is wrong."""
    return rendered("broken.html", {"fault": fault}, "Review", status=500, headers=headers)


def listing(
    asked: Asked,
    doubts: Sequence[Doubt],
    pairs: Sequence[Pair],
    decisions: Sequence[Decision],
    by: str,
    review: Review,
    headers: Mapping[str, str],
    *,
    fault: str = "",
    status: int = 200,
) -> Response:
    """The page with what is open and what was decided."""
    more = len(doubts) > PER_PAGE or len(pairs) == PER_PAGE
    done = next((in_words(one) for one in decisions if ending(one) == asked.done), "")
    values = {
        "signed": review.signed,
        "below": f"{asked.below:g}",
        "start": str(asked.start),
        "fault": fault,
        "done": done,
        "undone": asked.done == "undone",
        "by": by,
        "file": review.file.name,
        "claims": [_claim(doubt, asked.given) for doubt in doubts[:PER_PAGE]],
        "relations": [name for name, row in vocabulary().relations.items() if not row.private],
        "statuses": STATUSES,
        "pairs": list(map(_pair, pairs)),
        "ways": _ways(asked.start, more=more),
        "decided": [{**_decided(one), SHOWN: look_of_decision(one)} for one in reversed(decisions[-_MOST_DECIDED:])],
        **_entities(asked.given),
    }
    return rendered("review.html", values, "Review", at=REVIEW, status=status, headers=headers)


def look_of_claim(doubt: Doubt) -> str:
    """How a claim looks on the page, as a digest: another one where the page would show anything else of it."""
    return _digest(_claim_shown(doubt))


def look_of_pair(pair: Pair) -> str:
    """The same of two entities."""
    return _digest([_party(pair.one), _party(pair.other)])


def look_of_decision(decision: Decision) -> str:
    """The same of a decision."""
    return _digest(_decided(decision))


def _digest(shown: object) -> str:
    return sha256(json.dumps(shown, default=repr, sort_keys=True).encode()).hexdigest()


def _claim_shown(doubt: Doubt) -> dict[str, Any]:
    said, name = doubt.statement, written(doubt.statement.relation)
    relation = vocabulary().relations.get(name)
    return {
        "subject": said.subject.value,
        "subject_name": doubt.subject_name,
        "relation": relation.label if relation else name,
        "object": said.object.value if isinstance(said.object, NamedNode) else "",
        "object_name": doubt.object_name,
        "confidence": f"confidence {doubt.confidence:.2f}",
        "status": doubt.status,
        "rule": doubt.rule,
        "words": doubt.words,
    }


def _claim(doubt: Doubt, given: Mapping[str, str]) -> dict[str, Any]:
    """A claim in doubt, with what was written about it where that could not be taken."""
    said = doubt.statement
    ends = {"subject": said.subject, "relation": said.relation, "object": said.object, "article": doubt.article}
    fields = {name: written(node) for name, node in ends.items()}
    mine = given if all(given.get(name) == text for name, text in fields.items()) else {}
    new = {name: mine.get(f"new-{name}", "") for name in _NEW}
    return {
        **_claim_shown(doubt),
        "fields": {**fields, SHOWN: look_of_claim(doubt)},
        "why": mine.get("why", ""),
        "everywhere": bool(mine.get("everywhere")),
        "new": new,
        "edited": any(new.values()),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    fields = {"subject": written(pair.one.node), "object": written(pair.other.node), SHOWN: look_of_pair(pair)}
    return {"one": _party(pair.one), "other": _party(pair.other), "fields": fields}


def _party(party: Party) -> dict[str, Any]:
    return {
        "node": party.node,
        "name": party.name,
        "kind": party.kind,
        "written": written(party.node),
        "words": party.words,
    }


def _entities(given: Mapping[str, str]) -> dict[str, Any]:
    """The form for entities that nobody asks about: they are one, are not, or are none."""
    mine = given if given.get("form") == ENTITIES else {}
    named = (("subject", "Entity"), ("object", "Other one"), ("article", "Article"))
    hints = ("a name, or like office:a--KEN", "not where an entity is withdrawn", "where it means the other one")
    listed = [(*field, hint, mine.get(field[0], "")) for field, hint in zip(named, hints, strict=True)]
    return {"named_entities": listed, "entities_why": mine.get("why", "")}


def _decided(decision: Decision) -> dict[str, str]:
    return {"said": in_words(decision), "reason": decision.reason, "decision": ending(decision)}


def _ways(start: int, *, more: bool) -> list[tuple[str, int]]:
    earlier = [("Earlier", max(start - PER_PAGE, 0))] if start else []
    return earlier + ([("More", start + PER_PAGE)] if more else [])
