"""Whole articles, their markers, the lock, and what a killed writer leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.graph import ArticleGraph
from kg.graph.terms import LABEL, digest, entity, mg
from kg.records import KgError
from kg.settings import CONTACTS_GRAPHS, ONTOLOGY_GRAPH, REFERENCE_GRAPH, RUNS_GRAPH
from kg.store import ArticleStore

Make = Callable[..., ArticleGraph]
REFERENCE = NamedNode(REFERENCE_GRAPH)


def test_a_committed_article_is_current_until_text_or_version_change(store: ArticleStore, make: Make) -> None:
    graph = make("a.txt")
    marker = store.commit_article(graph, "v1")
    assert store.marker("a.txt") == marker
    assert marker.triples == len(graph.public) + len(graph.contacts) + 1
    assert store.is_current("a.txt", graph.text_hash, "v1")
    assert not store.is_current("a.txt", graph.text_hash, "v2")
    assert not store.is_current("a.txt", digest("other"), "v1")
    assert not store.is_current("b.txt", graph.text_hash, "v1")


def test_the_same_key_replaces_every_graph_of_the_old_version(store: ArticleStore, make: Make) -> None:
    store.commit_article(make("a.txt"))
    new = make("a.txt", "Kenya hosted nothing.", host="Republic of Kenya")
    store.commit_article(new)
    fresh = ArticleStore.in_memory()
    fresh.commit_article(new)
    assert set(store.store) == set(fresh.store)
    assert store.text_of(new.article) == "Kenya hosted nothing."


def test_a_removed_article_leaves_nothing(store: ArticleStore, make: Make) -> None:
    store.commit_article(make("a.txt"))
    assert store.remove("a.txt")
    assert len(store.store) == 0
    assert not store.remove("a.txt")


def test_keys_counts_and_contacts_apart(store: ArticleStore, make: Make) -> None:
    for key in ("b.txt", "a.txt"):
        store.commit_article(make(key))
    assert store.keys() == ["a.txt", "b.txt"]
    counts = store.counts()
    assert (counts["articles"], counts["claims"]) == (2, 4)
    telephones = list(store.store.quads_for_pattern(None, mg("telephone"), None, None))
    assert len(telephones) == 2
    assert all(quad.graph_name.value.startswith(CONTACTS_GRAPHS) for quad in telephones)


def test_reference_data_is_loaded_once_and_replaced_when_it_changes(store: ArticleStore) -> None:
    kenya = entity("State", "KEN")
    old, new = (Quad(kenya, LABEL, Literal(name, language="en"), REFERENCE) for name in ("Kenya", "Kenia"))
    term = Quad(mg("State"), LABEL, Literal("state"), NamedNode(ONTOLOGY_GRAPH))
    assert store.load_reference([old, term])
    assert not store.load_reference([term, old])
    assert store.load_reference([new])
    assert {quad.object.value for quad in store.store if quad.predicate == LABEL} == {"Kenia"}


@pytest.mark.parametrize(
    "quad",
    [Quad(BlankNode(), LABEL, Literal("x"), REFERENCE), Quad(mg("State"), LABEL, Literal("x"), NamedNode(RUNS_GRAPH))],
)
def test_reference_data_that_cannot_stay_the_same_is_refused(store: ArticleStore, quad: Quad) -> None:
    with pytest.raises(KgError, match="blank nodes"):
        store.load_reference([quad])


def test_check_finds_what_does_not_fit_the_markers(store: ArticleStore, make: Make) -> None:
    graph = make("a.txt")
    store.commit_article(graph)
    assert not list(store.check(default_graph=True))
    store.store.remove(next(store.store.quads_for_pattern(None, mg("host"), None, graph.article)))
    store.store.add(Quad(mg("x"), mg("y"), mg("z"), make("stray.txt").article))
    store.store.remove(next(store.store.quads_for_pattern(graph.article, mg("text"), None, None)))
    messages = [fault.message for fault in store.check(default_graph=True)]
    assert [
        part
        for part in ("triples instead of", "stored text", "without a marker", "too much")
        if not any(part in m for m in messages)
    ] == []


def test_a_second_writer_is_told_so_in_one_line(store: ArticleStore) -> None:
    assert store.directory is not None
    with pytest.raises(KgError, match=f"another kg .process {os.getpid()}. is writing") as caught:
        ArticleStore.open(store.directory)
    assert "\n" not in str(caught.value)


def test_no_process_that_has_ended_is_named_as_the_writer(store: ArticleStore) -> None:
    assert store.directory is not None
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
    journal = store.directory / "journal.jsonl"
    journal.write_text(journal.read_text("utf-8") + json.dumps({"opened": ended.pid}) + "\n", "utf-8")
    with pytest.raises(KgError, match="another kg is writing"):
        ArticleStore.open(store.directory)


def test_what_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no store")
    with pytest.raises(KgError, match="file: the store cannot be opened"):
        ArticleStore.open(tmp_path / "file")


def test_a_full_disk_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: str) -> None:  # in the words of the engine
        raise OSError("IO error: No space left on device: While appending to file: live/000009.log")

    monkeypatch.setattr("kg.store.articles.Store", full)
    with pytest.raises(KgError, match=r"no room is left on the disk .*: make room and run again$"):
        ArticleStore.open(tmp_path)


def test_closing_gives_up_the_lock_and_keeps_all(tmp_path: Path, make: Make) -> None:
    with ArticleStore.open(tmp_path) as store:
        store.commit_article(make("a.txt"))
        store.compact()
    with ArticleStore.open(tmp_path) as store:
        assert store.keys() == ["a.txt"]


def test_any_text_is_stored_as_it_is(store: ArticleStore, make: Make) -> None:
    text = 'Kenya "hosted" \\ it\n\t\x00\x01\x85\u2028\u202e\U0001f600 \'\'\' """ }}'
    graph = make("a\ud800.txt", text)
    store.commit_article(graph)
    assert store.text_of(graph.article) == text
    assert store.keys() == ["a\\ud800.txt"]
    assert not list(store.check(default_graph=True))


_WRITER = """
import sys
sys.path[:0] = sys.argv[2:]
from conftest import an_article
from kg.store import ArticleStore
store = ArticleStore.open(sys.argv[1])
number = 0
while True:
    number += 1
    store.commit_article(an_article(f"{number % 40}.txt", f"Kenya hosted meeting {number}.", f"Kenya {number % 7}"))
    print(number, flush=True)
"""


def test_a_killed_writer_leaves_whole_articles_only(tmp_path: Path) -> None:
    here = Path(__file__).parent
    command = [sys.executable, "-c", _WRITER, str(tmp_path), str(here), str(here.parent.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        while int(writer.stdout.readline()) < 60:
            pass
        time.sleep(0.003)
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged = max([60, *map(int, writer.stdout.read().split())])
    with ArticleStore.open(tmp_path) as store:
        assert not list(store.check(default_graph=True))
        assert len(store.keys()) == 40
        texts = [store.text_of(marker.article) for marker in store.markers()]
        assert f"Kenya hosted meeting {acknowledged}." in texts or f"Kenya hosted meeting {acknowledged + 40}." in texts
