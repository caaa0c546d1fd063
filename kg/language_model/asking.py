"""Asking a server about many articles at once, so that a build finds the readings. What was answered is not asked
again: a run that was stopped goes on where it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from kg.language_model.answer import answer_in
from kg.language_model.failure import ModelError
from kg.language_model.readings import Question, keep, kept
from kg.language_model.request import answer
from kg.language_model.settings import Settings

PATIENCE = 10
"""Questions in a row for which the server failed, each after several tries, after which the run ends."""


@dataclass(slots=True)
class Asked:
    """How many questions were answered before, are now, and are not, by reason; `ended`: the server was given up."""

    before: int = 0
    now: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    ended: bool = False


def ask(settings: Settings, questions: Iterable[Question], jobs: int, done: Callable[[], None]) -> Asked:
    """Asks what has no reading yet, `jobs` questions at a time, and keeps each answer when it comes; `done` is called
    for each question. Raises OSError where readings cannot be written."""
    asked = Asked()
    in_a_row = 0
    with ThreadPoolExecutor(jobs) as pool:
        for future in _each(pool, settings, questions, 2 * jobs, asked):
            if future is not None:
                error = future.exception()
                if error is None:
                    asked.now, in_a_row = asked.now + 1, 0
                elif isinstance(error, ModelError):
                    asked.failed[str(error)] += 1
                    in_a_row = in_a_row + 1 if error.server else 0
                else:
                    raise error
            done()
            if in_a_row >= PATIENCE:
                asked.ended = True
                pool.shutdown(cancel_futures=True)
                break
    return asked


def _each(
    pool: ThreadPoolExecutor, settings: Settings, questions: Iterable[Question], most: int, asked: Asked
) -> Iterator[Future[None] | None]:
    """The answers as they come, `most` under way at a time; None for a question that is answered already."""
    waiting: set[Future[None]] = set()
    for question in questions:
        if kept(settings.readings, question) is not None:
            asked.before += 1
            yield None
            continue
        while len(waiting) >= most:
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from ready
        waiting.add(pool.submit(_one, settings, question))
    while waiting:
        ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        yield from ready


def _one(settings: Settings, question: Question) -> None:
    keep(settings.readings, question, answer_in(answer(settings, question.body)))
