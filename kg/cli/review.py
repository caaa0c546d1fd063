"""`kg review` on the terminal: what is open, and decisions into their file."""

from __future__ import annotations

import asyncio
import json
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from kg import settings
from kg.cli.console import say
from kg.cli.store import opened
from kg.contacts import redact
from kg.decisions import Decision, stored_decisions
from kg.decisions.cells import written
from kg.decisions.lines import in_words
from kg.query import LocalStore, Result
from kg.review import DecisionFile, Doubt, Pair, Party, Queue, Words, entity_named, statement_of_claim
from kg.review.deciding import Find, Who, about_claim, about_entities, about_entity
from kg.review.file import ending
from kg.review.gold import GOLD, TEXT, write_gold

_WIDTH = 78
_MARGIN = "    "


@dataclass(frozen=True, slots=True)
class _Local:
    """A store of this process as something to ask."""

    store: LocalStore

    async def rows(self, query: str) -> Result:
        return self.store.query(query)


def list_open(store: Path, decisions: Path, kinds: Sequence[str], below: float, limit: int, format: str) -> int:
    """Prints what is open of these kinds (`doubtful`, `candidates`). Returns the exit code."""
    with opened(store) as graph:
        queue = Queue(_Local(LocalStore.of(graph)), DecisionFile(decisions).decisions())
        doubts = asyncio.run(queue.doubts(below, limit)) if "doubtful" in kinds else []
        pairs = asyncio.run(queue.pairs(limit)) if "candidates" in kinds else []
    if format == "json":
        print(json.dumps([*map(_doubt_json, doubts), *map(_pair_json, pairs)], ensure_ascii=False, indent=2))
    else:
        lines = [line for block in (*map(_doubt, doubts), *map(_pair, pairs)) for line in (*block, "")]
        print("\n".join(map(redact, lines)) if lines else "Nothing is open.")
    return 0


def list_decisions(decisions: Path, format: str) -> int:
    """Prints what the file says, each decision with the name by which it is undone. Returns the exit code."""
    held = DecisionFile(decisions).decisions()
    if format == "json":
        print(json.dumps([_decision_json(one) for one in held], ensure_ascii=False, indent=2))
        return 0
    for one in held:
        print(f"{ending(one)}  {in_words(one)}\n{_wrapped(one.reason)}")
    if not held:
        print("Nothing is decided.")
    return 0


def on_claim(
    action: str,
    claim: str,
    who: Who,
    decisions: Path,
    store: Path,
    *,
    everywhere: bool,
    new: Mapping[str, str] | None = None,
) -> int:
    """Puts a decision on a claim into the file. Returns the exit code."""

    def decide(graph: LocalStore, find: Find) -> Decision:
        article, said = statement_of_claim(graph, claim)
        return about_claim(action, said, None if everywhere else article, who, new or {}, find)

    return _decide(decide, decisions, store)


def on_entities(
    action: str, entity: str, other: str, who: Who, decisions: Path, store: Path, *, article: str = ""
) -> int:
    """Puts a decision on two entities into the file. Returns the exit code."""

    def decide(_: LocalStore, find: Find) -> Decision:
        return about_entities(action, find("ENTITY", entity), find("OTHER", other), article, who)

    return _decide(decide, decisions, store)


def on_entity(entity: str, who: Who, decisions: Path, store: Path) -> int:
    """Puts the decision that an entity is no more into the file. Returns the exit code."""
    return _decide(lambda _, find: about_entity(find("ENTITY", entity), who), decisions, store)


def take_back(decision: str, who: Who, decisions: Path) -> int:
    """Takes a decision back. Returns the exit code."""
    undone = DecisionFile(decisions).undo(decision, who.by, who.date, who.reason)
    say(f"undone in {decisions}: {in_words(undone)}")
    return 0


def write_annotations(store: Path, out: Path, *, contacts: bool) -> int:
    """Writes what was decided as gold, and says how much it is. Returns the exit code."""
    with opened(store) as graph:
        made = write_gold(graph, out, contacts=contacts)
    print(f"Articles: {made.articles:,}; facts accepted or edited: {made.gold:,}, rejected: {made.rejected:,},")
    print(f"undecided, which count neither way: {made.undecided:,}")
    say(f"kg evaluate {out / GOLD} --text {out / TEXT} measures with it")
    return 0


def who_says(by: str, why: str, day: str) -> Who:
    """Who decides and why; today where no day is given. Raises KgError where that cannot be published."""
    return Who(by, day or date.today().isoformat(), why).checked()


def _decide(decide: Callable[[LocalStore, Find], Decision], decisions: Path, store: Path) -> int:
    with opened(store) as graph:
        target = LocalStore.of(graph)
        decision = decide(target, partial(entity_named, target, say=say))
        DecisionFile(decisions).add(decision, stored_decisions(graph.store))
    say(f"{ending(decision)} in {decisions}: {in_words(decision)}")
    say(f"kg build PATH --decisions {decisions} applies it")
    return 0


def _doubt(doubt: Doubt) -> Iterator[str]:
    name = doubt.claim.value.removeprefix(settings.ARTICLE).replace("/claim", "")
    yield f"{name}  {doubt.confidence:.2f}  {doubt.status}"
    yield _wrapped(f"{doubt.subject_name} – {written(doubt.statement.relation)} – {doubt.object_name}", "  ")
    for words in doubt.words:
        yield from _words(words)


def _pair(pair: Pair) -> Iterator[str]:
    yield f"the same {pair.one.kind}?"
    for party in (pair.one, pair.other):
        yield _wrapped(f"{party.name}  {written(party.node)}", "  ")
        for words in party.words:
            yield from _words(words)


def _words(words: Words) -> Iterator[str]:
    yield _wrapped(f"“{words.quote}”")
    yield _wrapped(", ".join(filter(None, (words.title, words.publisher, words.issued))))


def _wrapped(text: str, margin: str = _MARGIN) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH, initial_indent=margin, subsequent_indent=margin)


def _doubt_json(doubt: Doubt) -> dict[str, object]:
    return {
        "claim": doubt.claim.value,
        "subject": doubt.statement.subject.value,
        "subjectName": doubt.subject_name,
        "relation": written(doubt.statement.relation),
        "object": doubt.statement.object.value,
        "objectName": doubt.object_name,
        "status": doubt.status,
        "confidence": doubt.confidence,
        "rule": doubt.rule,
        "evidence": [*map(_words_json, doubt.words)],
    }


def _pair_json(pair: Pair) -> dict[str, object]:
    return {"entity": _party_json(pair.one), "candidate": _party_json(pair.other)}


def _party_json(party: Party) -> dict[str, object]:
    named = {"id": party.node.value, "name": party.name, "type": party.kind}
    return {**named, "evidence": [*map(_words_json, party.words)]}


def _words_json(words: Words) -> dict[str, str]:
    told = {"article": words.article.value, "title": words.title, "publisher": words.publisher}
    return {"quote": redact(words.quote), **told, "issued": words.issued, "source": words.source}


def _decision_json(decision: Decision) -> dict[str, str]:
    about = {"by": decision.by, "date": decision.date, "reason": decision.reason}
    return {"decision": ending(decision), "says": in_words(decision), **about}
