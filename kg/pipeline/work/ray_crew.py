"""Workers that Ray runs: on this machine, or on the cluster that it is connected to (`RAY_ADDRESS`).

Each has a process of its own beside it, which keeps an article within its limits: Ray ends no task in code of C, and
watches the memory of the whole machine only.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any

from kg.pipeline.work.article import Outcome, Refused
from kg.pipeline.work.limits import USUAL, Limits
from kg.pipeline.work.processes import ProcessCrew
from kg.records import Article, KgError

_TELLS_NOBODY = {"RAY_USAGE_STATS_ENABLED": "0"}
_PATIENCE = 30.0
"""Seconds for those who wait for a worker to hear that it has ended."""


class Hand:
    """What Ray keeps in a process: another process that has the work, so that the model of spaCy is loaded once."""

    def __init__(self, work: Callable[[Article], Outcome], limits: Limits) -> None:
        self._process = ProcessCrew(work, 1, limits)

    def do(self, article: Article) -> Outcome:
        """The outcome of an article; where the process ended over it, a refusal that says how."""
        return self._process.do(article)


class RayCrew:
    """A worker for each processor that Ray has, and another in the place of one that ended with an article in hand."""

    def __init__(self, work: Callable[[Article], Outcome], limits: Limits = USUAL) -> None:
        """Connects to Ray, or starts it here. Raises KgError where it is not installed or does not start."""
        os.environ.update(_TELLS_NOBODY)
        self._ray = _ray()
        self.count = max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        self._free: SimpleQueue[Any] = SimpleQueue()
        self._work, self._limits, self._hand = self._ray.put(work), limits, self._ray.remote(num_cpus=1)(Hand)
        self._hands: list[Any] = []
        self._closed, self._known = False, Lock()
        for _ in range(self.count):
            self._free.put(self._new())

    def do(self, article: Article) -> Outcome:
        """The outcome of an article; where the worker ended over it, a refusal that says so. Raises KgError where no
        worker can begin."""
        hand = self._free.get()
        try:
            outcome: Outcome = self._ray.get(hand.do.remote(article))
            return outcome
        except self._ray.exceptions.RayError as error:
            if isinstance(why := getattr(error, "cause", None), KgError):
                raise why from None
            hand = self._new() or hand
            said = f"the worker of Ray that had it failed ({type(error).__name__}); run again for this one"
            return Refused("article", f"{article.path}: {said}")
        finally:
            self._free.put(hand)

    def _new(self) -> Any:
        """Another worker; None where all have been ended."""
        with self._known:
            if self._closed:
                return None
            self._hands.append(self._hand.remote(self._work, self._limits))
            return self._hands[-1]

    def close(self) -> None:
        """Ends all workers at once, and Ray where it was started here. Whoever waits for a worker hears of its end
        first: who turned to Ray later would start it again, and might wait for good."""
        with self._known:
            self._closed = True
        for hand in self._hands:
            self._ray.kill(hand)
        with suppress(Empty):
            for _ in range(self.count):
                self._free.get(timeout=_PATIENCE)
        self._ray.shutdown()


def _ray() -> Any:
    try:
        ray = importlib.import_module("ray")
    except ImportError as error:
        raise KgError("build: --workers ray needs Ray: pip install '.[ray]', or give a number of workers") from error
    try:
        ray.init(include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    except (OSError, RuntimeError, ValueError) as error:
        raise KgError(f"build: Ray does not start: {error}: give a number of workers, or mend RAY_ADDRESS") from error
    return ray
