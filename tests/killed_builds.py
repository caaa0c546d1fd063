"""Builds that are killed: a program that forks one build for each line on its standard input, and kills it.

It stays clear of the store itself, so that the threads of no store are missing in the builds. A line is a JSON list:
the folder of articles, the folder of results, after how many seconds the build is killed (null: not at all), and by how
many workers it is made. Without any, extraction and gate are stood in for; others are processes of their own, in which
nothing stands in. The answer is a line too: how many seconds the build ran, and whether it was killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from kg.graph import ArticleGraph
from kg.pipeline.flow import build
from kg.pipeline.pruning import always
from kg.read import find_articles, read_article
from kg.validate import Quarantined, ReferenceFacts
from tests.pipeline.test_flow import stand_in

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"


def lets_in(graph: ArticleGraph, _: ReferenceFacts, *, path: str = "") -> tuple[ArticleGraph, list[Quarantined]]:
    """Stands in for the gate, which takes nearly all of the time: lets all in, with a line where the text has `bad`."""
    bad = "bad" in str(graph.text)
    return graph, [Quarantined(graph.key, path, "claim", "", "bad", "", "kept out", "bad")] if bad else []


def stand_ins(patch: pytest.MonkeyPatch) -> None:
    """What stands in for extraction and for the gate."""
    stand_in(patch)
    patch.setattr("kg.pipeline.work.article.gated", lets_in)


def ended(child: int, moment: float | None) -> tuple[float, bool]:
    """Waits for a build, which is killed at the moment, and tells how long it ran and whether it was killed."""
    start = time.perf_counter()
    if moment is not None:
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    return time.perf_counter() - start, os.WIFSIGNALED(status)


def main() -> None:
    """Answers line by line, until there are no more."""
    read_article(find_articles([EXAMPLES])[0])  # loads what reading needs, which then takes no build any time
    for line in sys.stdin:
        articles, out, moment, workers = json.loads(line)
        child = os.fork()
        if not child:
            if not workers:
                stand_ins(pytest.MonkeyPatch())
            build([articles], out, prune=True, agree=always, workers=workers)
            os._exit(0)
        print(json.dumps(ended(child, moment)), flush=True)


if __name__ == "__main__":
    main()
