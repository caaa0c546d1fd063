"""Articles worked on by several at a time, and their outcomes in the order of the articles all the same.

A thread stands for each worker: it hands over one article, waits for the outcome, and takes the next. No more than a
few articles a worker are under way or wait for their turn, so that memory does not grow with the collection.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import Protocol, TypeVar

from kg.pipeline.work.article import Outcome
from kg.pipeline.work.limits import USUAL, Limits, watched
from kg.records import Article
from kg.settings import RAY

_AHEAD = 8
"""Articles for each worker that may be under way or done before their turn: one long article holds up no worker."""

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[Article], Outcome]
Outcomes = Generator[tuple[Article, Outcome], None, None]


class Crew(Protocol):
    """Some workers. `do` may be called by `count` threads at a time."""

    count: int

    def do(self, article: Article) -> Outcome:
        """The outcome of an article, once a worker has it."""

    def close(self) -> None:
        """Ends all workers at once, whatever they do."""


def outcomes(work: Work, articles: Iterable[Article], workers: int | str = 0, limits: Limits = USUAL) -> Outcomes:
    """Each article with its outcome, in order: worked on here where there are no workers, else by so many processes, or
    by Ray; one that meets its limits is refused. Articles are asked for as they are needed. Raises KgError where
    workers cannot be started."""
    if workers == 0:
        yield from ((article, watched(work, article, limits)) for article in articles)
        return
    with closing(_crew(work, workers, limits)) as crew:
        yield from in_order(articles, crew.do, at_once=crew.count)


def in_order(tasks: Iterable[Task], do: Callable[[Task], Result], *, at_once: int) -> Iterator[tuple[Task, Result]]:
    """Each task with what `do` makes of it, in the order of the tasks, `at_once` of them at the same time."""
    threads = ThreadPoolExecutor(at_once)
    begun: deque[tuple[Task, Future[Result]]] = deque()
    try:
        for task in tasks:
            begun.append((task, threads.submit(do, task)))
            while begun and (begun[0][1].done() or len(begun) >= _AHEAD * at_once):
                first, future = begun.popleft()
                yield first, future.result()
        for last, future in begun:
            yield last, future.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _crew(work: Work, workers: int | str, limits: Limits) -> Crew:
    if workers == RAY:
        from kg.pipeline.work.ray_crew import RayCrew

        return RayCrew(work, limits)
    from kg.pipeline.work.processes import ProcessCrew

    return ProcessCrew(work, int(workers), limits)
