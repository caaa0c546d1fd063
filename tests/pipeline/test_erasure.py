"""`kg forget`: what it takes out is in no file below the results, and no build brings it back."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg.graph.reference_graph import reference_quads
from kg.graph.terms import mg
from kg.pipeline.erasure import forget as carry_out
from kg.pipeline.flow import _Run, build
from kg.pipeline.pruning import always
from kg.records import Article
from kg.store import ArticleStore, open_snapshot
from kg.store.journal import Marker
from kg.withheld import Withheld
from kg.withheld.plan import plan_article, plan_person
from tests.pipeline.test_flow import results
from tests.validate.test_foreign import PREFIXES

Kg = Callable[..., tuple[int, str, str]]

MEETING = """---
title: "Ministers meet in Nairobi"
url: https://example.org/meeting
publisher: "Example News"
published: 2021-05-12
---
Ministers meet in Nairobi

Nairobi – The Government of Kenya hosted a workshop on migration data on 10 May 2021. Egypt, Sudan and the
International Organization for Migration (IOM) attended the workshop. Ms Zelia Quastorp, Director at the Ministry of
Interior of Kenya, opened it. Quastorp said that “data must be shared”.

For more information: Zelia Quastorp, Tel. +254 20 555 0111, zelia.quastorp@example.org
"""
VISIT = """Kigali, Rwanda – Rwanda hosted a conference on labour migration on 3 June 2021.
Uganda and the African Union attended the conference. Mr Omar Vexley, Adviser
at the Ministry of Labour of Rwanda, spoke with Zélia QUASTORP of Kenya.
"""
OTHER = "Tunis – Tunisia hosted a seminar on border management on 4 July 2021. Libya attended the seminar.\n"
NAME = "Zelia Quastorp"


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """Of the reference data the states alone, for speed."""
    states = [quad for quad in reference_quads() if "/id/state/" in quad.subject.value]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kg.pipeline.flow.reference_quads", lambda: iter(states))
        patched.setattr("kg.pipeline.flow.ontology_quads", lambda: iter(()))
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Three articles and what a build makes of them, twice, so that there is an older snapshot."""
    folder = tmp_path_factory.mktemp("forget")
    (folder / "in").mkdir()
    for name, text in (("a.txt", MEETING), ("b.txt", VISIT), ("c.txt", OTHER)):
        (folder / "in" / name).write_text(text, "utf-8")
    what = ("person:zelia-quastorp--ministry-of-interior--KEN", "position", "Director", "")
    decided = "\t".join(("reject", *what, "A. C.", "2026-11-26", "It is wrong."))
    header = "action subject relation object article by date reason".replace(" ", "\t")
    (folder / "decisions.tsv").write_text(f"{header}\n{decided}\n", "utf-8")
    build([folder / "in"], folder / "out")
    build([folder / "in"], folder / "out", decisions=folder / "decisions.tsv")
    return folder


@pytest.fixture
def place(built, tmp_path) -> Path:
    """A copy of them."""
    return Path(shutil.copytree(built, tmp_path / "copy", symlinks=True))


def files_with(folder: Path, *words: str) -> set[str]:
    """The files whose bytes have one of the words, in any capitals. The engine writes its files uncompressed."""
    wanted = [word.casefold().encode() for word in words]
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes().lower() for word in wanted)
    }


def forget(kg: Kg, place: Path, *arguments: str) -> tuple[int, str, str]:
    return kg("forget", *arguments, "--store", place / "out" / "store", "--on", "2026-11-26", "--yes")


def test_a_person_is_in_no_file_any_more_and_no_build_brings_them_back(kg, place):
    before = files_with(place / "out", "quastorp")
    assert {"graph.ttl", "graph.trig", "report.html", "graph.html"} <= before
    assert {name.split("/")[1] for name in before if name.endswith((".sst", ".log"))} >= {"live", "snapshots", "public"}
    code, out, err = forget(kg, place, "--person", NAME, "--reason", "Art. 17 GDPR", "--by", "A. Officer")
    assert code == 0 and "backups" in err and "Decisions" in out
    assert files_with(place / "out", "quastorp", "zelia", "zélia", "+254 20 555") == set()
    forgotten = results(place / "out")
    for decisions in (None, place / "decisions.tsv"):
        said: list[str] = []
        summary = build([place / "in"], place / "out", decisions=decisions, say=said.append)
        assert (summary.skipped, summary.withheld) == (3, 0)
        assert said == ["withheld on request: 0 articles, and sentences of 2 others"]
        assert results(place / "out") == forgotten
        assert files_with(place / "out", "quastorp", "zelia", "zélia") == set()


class Killed(BaseException):
    """Stands in for a kill, which nothing in the program catches."""


@pytest.mark.parametrize("then", ["forget", "build", "build of other articles"])
def test_what_is_left_of_a_request_that_was_broken_off_goes(kg, place, tmp_path, monkeypatch, then):
    again, done = _Run.again, []

    def killed(run: _Run, article: Article) -> None:
        if done:
            raise Killed
        done.append(article.key)
        again(run, article)

    store = ArticleStore.open(place / "out" / "store")
    withheld = Withheld.load(place / "out" / "store")
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr("kg.pipeline.flow._Run.again", killed)
        carry_out(store, withheld, plan_person(store, withheld, NAME), "2026-11-26", "", "")
    store._give_up()
    assert files_with(place / "out", "quastorp")
    (tmp_path / "facts.ttl").write_text("", "utf-8")
    for command in (
        ("release", "1.0.0", "--out", tmp_path / "release"),
        ("import", tmp_path / "facts.ttl", "--source", "Ministry"),
        ("export", "--format", "turtle", "--out", tmp_path / "release"),
        ("view", "Kenya", "--out", tmp_path / "release"),
        ("network", "degree", "--report", tmp_path / "release"),
        ("push", "--endpoint", "http://127.0.0.1:9/"),
        ("serve", "--port", "0"),
    ):
        code, _, err = kg(*command, "--store", place / "out" / "store")
        assert code == 1 and "kg forget was broken off" in err and not (tmp_path / "release").exists()
    assert "(kg forget was broken off" in " ".join(kg("doctor", "--store", place / "out" / "store")[1].split())
    if then == "forget":
        code, out, _ = forget(kg, place, "--person", NAME)
        assert code == 0 and "Asked before" in out
    else:
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "d.txt").write_text(OTHER.replace("border", "port"), "utf-8")
        build([place / "in" if then == "build" else tmp_path / "other"], place / "out")
    assert files_with(place / "out", "quastorp", "zelia", "zélia", "+254 20 555") == set()
    assert build([place / "in"], place / "out").replaced == 0


def test_an_article_and_a_source_go_though_nothing_had_gone_yet(kg, place, tmp_path, monkeypatch):
    facts = PREFIXES + 'ex:day a mg:Event ; rdfs:label "Open day of Brackenfeld"@en ; mg:host state:KEN .\n'
    (tmp_path / "facts.ttl").write_text(facts, "utf-8")
    assert kg("import", tmp_path / "facts.ttl", "--source", "Ministry", "--store", place / "out" / "store")[0] == 0
    told = {"https://example.org/meeting": "ministers meet in nairobi", "import:Ministry": "brackenfeld"}
    for key, words in told.items():
        assert files_with(place / "out", words)
        store = ArticleStore.open(place / "out" / "store")
        withheld = Withheld.load(place / "out" / "store")
        with monkeypatch.context() as patched, pytest.raises(Killed):
            patched.setattr("kg.pipeline.flow._Run.take_out", raise_killed)
            carry_out(store, withheld, plan_article(store, withheld, key), "2026-11-26", "", "")
        store._give_up()
        build([place / "in" / "c.txt"], place / "out")
        assert files_with(place / "out", words) == set()


def raise_killed(*_: object) -> None:
    raise Killed


def test_a_decision_that_only_the_last_name_tells_goes_though_the_request_was_broken_off(place, monkeypatch):
    row = ("reject", "event:speech-of-quastorp--KEN", "host", "state:KEN", "", "A. C.", "2026-11-26", "It was not.")
    header = "action subject relation object article by date reason".split()
    table = place / "decisions.tsv"
    table.write_text("\n".join(map("\t".join, (header, row))) + "\n", "utf-8")
    build([place / "in"], place / "out", decisions=table)
    store = ArticleStore.open(place / "out" / "store")
    withheld = Withheld.load(place / "out" / "store")
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr("kg.pipeline.flow._Run.prepare", raise_killed)
        carry_out(store, withheld, plan_person(store, withheld, NAME), "2026-11-26", "", "")
    store._give_up()
    assert files_with(place / "out", "speech-of-quastorp")
    for decisions in (None, table):
        build([place / "in"], place / "out", decisions=decisions)
        assert files_with(place / "out", "quastorp") == set()


def test_what_stands_only_in_the_state_before_is_told_and_goes_once_that_is_back(kg, place):
    store = place / "out" / "store"
    facts = place / "facts.ttl"
    facts.write_text(PREFIXES + 'ex:d a mg:Event ; rdfs:label "Brackenfeld talks"@en ; mg:host state:KEN .\n', "utf-8")
    assert kg("import", facts, "--source", "Ministry", "--store", store)[0] == 0
    assert kg("undo", "--store", store)[0] == 0
    code, _, err = forget(kg, place, "import:Ministry")
    assert code == 1 and "run kg undo, then this again" in err
    assert kg("undo", "--store", store)[0] == 0
    assert forget(kg, place, "import:Ministry")[0] == 0
    assert files_with(place / "out", "brackenfeld") == set()


def test_what_other_sentences_say_stays_with_its_words(kg, place):
    assert forget(kg, place, "--person", NAME)[0] == 0
    with open_snapshot(place / "out" / "store") as store:
        quads = [
            quad
            for relation in ("host", "participant")
            for quad in store.store.quads_for_pattern(None, mg(relation), None)
        ]
        facts = {quad.object.value.rpartition("/")[2] for quad in quads}
        assert {"KEN", "EGY", "SDN", "iom", "RWA", "UGA", "TUN"} <= facts
        assert b"vexley" not in store.store.dump(format=RdfFormat.N_QUADS), "the sentence that names him names her too"
        texts = [store.text_of(marker.article) or "" for marker in store.markers()]
    assert sorted(map(len, texts)) == sorted(map(len, (MEETING, VISIT, OTHER)))
    assert sum("███" in text for text in texts) == 2
    assert kg("verify", "--store", place / "out" / "store")[0] == 0
    assert kg("doctor", "--store", place / "out" / "store")[0] == 0


def test_a_person_can_be_named_by_iri(kg, place):
    iri = "https://w3id.org/mgkg/id/person/zelia-quastorp--ministry-of-interior--KEN"
    assert iri in (place / "out" / "graph.ttl").read_text("utf-8") or "person:zelia-quastorp" in str(
        results(place / "out")
    )
    assert forget(kg, place, "--person", iri)[0] == 0
    assert files_with(place / "out", "quastorp") == set()


def test_an_article_is_in_no_file_any_more_and_comes_under_no_name(kg, place, tmp_path):
    code, _, _ = forget(kg, place, "https://example.org/meeting")
    assert code == 0
    assert files_with(place / "out", "example.org/meeting", "ministers meet in nairobi", "+254 20 555") == set()
    with ArticleStore.open(place / "out" / "store") as store:
        assert store.keys() == ["b.txt", "c.txt"]
    (place / "in" / "renamed.txt").write_text(MEETING, "utf-8")
    said: list[str] = []
    summary = build([place / "in"], place / "out", say=said.append)
    assert (summary.articles, summary.withheld) == (2, 2)
    assert said == ["withheld on request: 2 articles, and sentences of 0 others"]
    assert files_with(place / "out", "example.org/meeting", "ministers meet in nairobi", "+254 20 555") == set()
    for name in ("a.txt", "renamed.txt"):
        (place / "in" / name).unlink()
    build([place / "in"], tmp_path / "never")
    assert results(place / "out") == results(tmp_path / "never")


def test_looking_changes_nothing_and_tells_what_would_go(kg, place):
    before = {path: path.read_bytes() for path in (place / "out").glob("*.*")}
    code, out, _ = kg("forget", "--person", NAME, "--dry-run", "--store", place / "out" / "store")
    assert code == 0
    out = re.sub(r"[\s│]", "", out)  # long words are folded
    assert all(word in out for word in ("https://example.org/meeting", "b.txt", "sentences", "zelia-quastorp"))
    assert {path: path.read_bytes() for path in (place / "out").glob("*.*")} == before
    assert not (place / "out" / "store" / "withheld.jsonl").exists()


def test_the_record_tells_that_something_went_and_not_what(kg, place):
    forget(kg, place, "--person", NAME, "--reason", "Art. 17 GDPR", "--by", "A. Officer")
    record = (place / "out" / "store" / "withheld.jsonl").read_text("utf-8")
    assert (
        '"date": "2026-11-26", "by": "A. Officer", "reason": "Art. 17 GDPR", "kind": "person", "articles": 2' in record
    )
    key = place / "out" / "store" / "withheld.key"
    assert key.stat().st_mode & 0o077 == 0 and key.read_text("ascii") not in record


@pytest.mark.parametrize("name", ["withheld.key", "withheld.jsonl"])
def test_nothing_is_read_where_nobody_knows_what_is_withheld(kg, place, name):
    forget(kg, place, "--person", NAME)
    (place / "out" / "store" / name).write_text("{}\n", "ascii")
    code, _, err = kg("build", place / "in", "--out", place / "out")
    assert code == 1 and err.count("\n") == 1 and f"{name} is not as it was written: put it back from a backup" in err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "give the KEY"),
        (("a", "--person", "b"), 2, "give the KEY"),
        (("meeting",), 1, "near it are https://example.org/meeting"),
        (("--person", "Zelia Kwastorp"), 1, "QUASTORP (https://w3id.org/mgkg/id/person/zelia-quastorp"),
        (("--person", "Nobody Atall"), 1, "no article of this store"),
        (("--person", NAME, "--reason", "wish of Z. Quastorp"), 1, "say it without the name"),
        (("--person", NAME, "--on", "2026-02-30"), 1, "no day"),
        (("c.txt", "--store", "nowhere"), 1, "there is no store"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(kg, built, arguments, code, said):
    store = () if "--store" in arguments else ("--store", built / "out" / "store")
    found = kg("forget", *arguments, *store)
    assert found[0] == code and found[2].count("\n") == 1 and said in found[2]
    assert not (built / "out" / "store" / "withheld.jsonl").exists()


def test_it_asks_first(kg, place, monkeypatch):
    arguments = ("forget", "c.txt", "--store", place / "out" / "store")
    code, _, err = kg(*arguments)
    assert code == 2 and "--yes" in err
    for answer, ends in (("n", 1), ("y", 0)):
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("typer.confirm", lambda *_, answer=answer, **__: answer == "y")
        assert kg(*arguments)[0] == ends


def test_asked_twice_it_is_done_again_without_a_fault(kg, place):
    for _ in range(2):
        assert forget(kg, place, "--person", NAME)[0] == 0
        assert forget(kg, place, "c.txt")[0] == 0
    assert (place / "out" / "store" / "withheld.jsonl").read_text("utf-8").count("\n") == 2


SOURCE = """@prefix mg: <https://w3id.org/mgkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/zq> a mg:Person , mg:Actor ; rdfs:label "Zelia Quastorp"@en ;
    mg:represents <https://w3id.org/mgkg/id/state/KEN> .
"""


def test_a_source_that_names_a_person_goes_whole_and_is_refused_later(kg, place):
    store, file = place / "out" / "store", place / "facts.ttl"
    file.write_text(SOURCE, "utf-8")
    assert kg("import", file, "--source", "Ministry", "--store", store)[0] == 0
    code, out, _ = forget(kg, place, "--person", NAME)
    assert code == 0 and "import:Ministry" in out
    assert files_with(place / "out", "quastorp") == set()
    code, _, err = kg("import", file, "--source", "Ministry", "--store", store)
    assert code == 1 and err.count("\n") == 1 and "withheld on request" in err


def test_readings_of_a_language_model_go_too(kg, place, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_LLM_READINGS", str(tmp_path / "readings"))
    from kg.language_model.readings import Question, keep

    said = {
        "a": "Ms Zelia Quastorp, Director, opened it",
        "b": "Tunisia hosted a seminar on border management",
        "c": "Libya hosted another seminar",
    }
    for name, words in said.items():
        answer = {"entities": [], "statements": [{"quotation": words}]}
        keep(tmp_path / "readings", Question(name, 1, 1, {"model": "m", "text": name}), answer)
    assert "1 kept answers" in forget(kg, place, "--person", NAME)[2]
    assert "1 kept answers" in forget(kg, place, "c.txt")[2]
    (left,) = (tmp_path / "readings").rglob("*.json")
    assert said["c"] in left.read_text("utf-8")


KILLED = """
import os, sys
import kg.store.rewriting as rewriting
from kg.store import ArticleStore
store = ArticleStore.open(sys.argv[1])
store.remove("c.txt")
real, calls = os.rename, []
def rename(old, new, **names):
    calls.append(old)
    if len(calls) == int(sys.argv[2]):
        os._exit(9)
    real(old, new, **names)
os.rename = rename
store.rewrite()
"""


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_rewriting_that_is_killed_leaves_a_whole_store(place, step):
    store = place / "out" / "store"
    done = subprocess.run([sys.executable, "-c", KILLED, str(store), str(step)], check=False, cwd=Path.cwd())
    assert done.returncode == 9
    with ArticleStore.open(store) as opened:
        assert not list(opened.check(default_graph=True)) and not opened.lost
        assert keys(opened.markers()) == ["b.txt", "https://example.org/meeting"]
    assert {path.name for path in store.iterdir() if path.is_dir()} == {"live", "snapshots", "public", "states"}


def keys(markers: Iterable[Marker]) -> list[str]:
    return sorted(marker.key for marker in markers)


def test_a_store_that_is_repaired_knows_what_is_withheld(kg, place):
    forget(kg, place, "c.txt")
    for file in (place / "out" / "store" / "live").glob("*.sst"):
        content = file.read_bytes()
        file.unlink()  # a snapshot shares the file
        file.write_bytes(bytes(len(content)))
    code, out, err = kg("build", place / "in", "--out", place / "out", "--repair", "--store-only")
    assert code == 0 and "moved to store.damaged1" in err
    assert "withheld on request: 1 articles" in err and "withheld on request" in out


TOGETHER = """Lomé – Togo hosted a workshop on border management on 7 June 2021. Ghana and Benin attended the workshop.
Ms Zelia Quastorp and Mr Omar Vexley opened the workshop in Lomé. Vexley said that “roads must be safe”.
Quastorp agreed. Burkina Faso will host the next workshop in August 2021.
"""
ALONE = "Accra – Ghana hosted a seminar on visas on 9 July 2021. Vexley, a firm from Accra, printed them.\n"


@pytest.mark.parametrize("names", [("Zelia Quastorp", "Omar Vexley"), ("Omar Vexley", "Zelia Quastorp")])
def test_of_two_whom_one_sentence_names_no_word_is_left_of_either(kg, tmp_path, names):
    for name, text in (("both.txt", TOGETHER), ("vexley-visit.txt", TOGETHER), ("c.txt", OTHER)):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text + "\n" * len(name), "utf-8")
    build([tmp_path / "in"], tmp_path / "out")
    for name in names:
        assert forget(kg, tmp_path, "--person", name)[0] == 0
    assert files_with(tmp_path / "out", "quastorp", "vexley") == set()
    with ArticleStore.open(tmp_path / "out" / "store") as store:
        assert store.keys() == ["both.txt", "c.txt"], "the path of the other one says it too"
        assert "Burkina" in (store.text_of(next(m for m in store.markers() if m.key == "both.txt").article) or "")
    forgotten = results(tmp_path / "out")
    build([tmp_path / "in"], tmp_path / "out")
    assert results(tmp_path / "out") == forgotten
    assert files_with(tmp_path / "out", "quastorp", "vexley") == set()


def test_what_servers_kept_goes_too_and_what_others_put_there_is_told(kg, place):
    from kg.serve.served import kept_copy

    assert kg("export", "--format", "nquads", "--store", place / "out" / "store", "--out", place / "out" / "own.nq")
    kept_copy(place / "out" / "store")
    assert {"own.nq", "store/served"} <= {name.partition("/0")[0] for name in files_with(place / "out", "quastorp")}
    err = forget(kg, place, "--person", NAME)[2]
    assert f"kg: {place / 'out' / 'own.nq'}: may still tell of it" in err and err.count("may still") == 1
    assert files_with(place / "out", "quastorp") == {"own.nq"}
    (place / "out" / "own.nq").unlink()
    assert "may still" not in forget(kg, place, "--person", NAME)[2]


def test_reasons_and_persons_of_the_last_name_alone_go_and_articles_are_named(kg, place):
    (place / "in" / "d.txt").write_text(ALONE.replace("Vexley", "Quastorp"), "utf-8")
    rows = (
        ("reject", "person:quastorp--KEN", "represents", "state:KEN", "", "A. C.", "2026-11-26", "She left."),
        ("reject", "event:speech-of-quastorp--KEN", "host", "state:KEN", "", "A. C.", "2026-11-26", "It was not."),
        ("withdraw", "office:nowhere", "", "", "", "A. C.", "2026-11-26", "Quastorp told us."),
        ("withdraw", "office:elsewhere", "", "", "", "J. Quastorp", "2026-11-26", "So."),
    )
    header = "action subject relation object article by date reason".split()
    table = "\n".join(map("\t".join, (header, *rows)))
    (place / "decisions.tsv").write_text(f"{table}\n", "utf-8")
    build([place / "in"], place / "out", decisions=place / "decisions.tsv")
    out = re.sub(r"[│ ]", "", forget(kg, place, "--person", NAME)[1])
    assert "Lastnamealone,staysind.txt" in out
    assert "report.html" in files_with(place / "out", "quastorp"), "it may be the name of another"
    (place / "in" / "d.txt").unlink()
    build([place / "in"], place / "out", prune=True, agree=always)
    with open_snapshot(place / "out" / "store") as store:
        assert b"quastorp" not in store.store.dump(format=RdfFormat.N_QUADS).lower()
        assert store.store.dump(format=RdfFormat.N_QUADS).count(b"[withheld on request]") == 2
