"""`kg doctor` on real stores, whole ones and broken ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from kg import settings
from kg.decisions.rdf import decision_triples
from kg.decisions.record import Decision
from kg.extract.text.model_files import TESTED, model_folder
from kg.graph.terms import OA, mg
from kg.health.copies import lacking
from kg.store import ArticleStore, newest_snapshot, publish
from kg.store.unpublished import Unpublished
from tests.health.conftest import Command

CHECKS = ["store", "files", "snapshot", "public copy", "articles", "plain facts", "quotations", "shapes", "versions"]
CHECKS += ["decisions", "results", "spaCy model", "settings", "disk"]
RUNS = NamedNode(settings.RUNS_GRAPH)


def findings(printed: str) -> dict[str, tuple[str, str]]:
    """State and words of each check."""
    lines = (
        re.match(r"(ok|note|wrong|not checked)  +(\S+(?: \S+)*?)  +(\S.*?) *$", line) for line in printed.split("\n")
    )
    return {line[2]: (line[1], line[3]) for line in lines if line}


def published(out: Path, change: Callable[[Store], None]) -> None:
    """Changes the live store behind the back of the program, and publishes that."""
    with ArticleStore.open(out / "store") as store:
        change(store.store)
        store.unpublished = Unpublished()  # what changed is not known to it
        publish(store)


def take_fact(store: Store) -> None:
    store.remove(next(iter(store.quads_for_pattern(None, mg("host"), None, None))))


def take_plain_fact(store: Store) -> None:
    quads = store.quads_for_pattern(None, mg("host"), None, None)
    store.remove(next(quad for quad in quads if not isinstance(quad.graph_name, NamedNode)))


def replace(
    predicate: NamedNode, value: Callable[[str], str], graph: NamedNode | None = None
) -> Callable[[Store], None]:
    """Changes one value of a property."""

    def change(store: Store) -> None:
        quads = store.quads_for_pattern(None, predicate, None, graph)
        quad = next(quad for quad in quads if isinstance(quad.graph_name, NamedNode))
        assert isinstance(quad.object, Literal)
        new = Literal(value(quad.object.value), datatype=quad.object.datatype)
        store.remove(quad)
        store.add(type(quad)(quad.subject, quad.predicate, new, quad.graph_name))

    return change


def test_a_whole_store_is_in_order(kg: Command, out: Path):
    code, printed, err = kg("doctor", "--store", out / "store")
    found = findings(printed)
    assert (code, err, list(found)) == (0, "", CHECKS)
    assert {state for state, _ in found.values()} == {"ok"}
    assert found["articles"][1].startswith("2,") and found["versions"][1].startswith("2 articles")


def test_the_lines_fit_the_screen(kg: Command, out: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert all(len(line) <= 80 for line in kg("doctor", "--store", out / "store")[1].splitlines())


@pytest.mark.parametrize(
    ("change", "check", "says"),
    [
        (take_plain_fact, "plain facts", "too much or too little"),
        (replace(mg("text"), lambda text: text + " "), "articles", "stored text is not the one"),
        (replace(NamedNode(OA + "exact"), str.upper), "quotations", "not what the text"),
        (replace(mg("confidence"), lambda _: "1.5"), "shapes", "onfidence"),
        (replace(mg("extractor"), lambda _: "0.0.9"), "versions", "different versions"),
    ],
)
def test_what_was_changed_behind_the_programs_back_is_found(
    kg: Command, out: Path, change: Callable[[Store], None], check: str, says: str
):
    published(out, change)
    code, printed, _ = kg("doctor", "--store", out / "store")
    state, said = findings(printed)[check]
    assert (code, state) == (1, "wrong") and says in said and "To mend: " in said


def test_a_removed_triple_is_found_by_the_count(kg: Command, out: Path):
    def change(store: Store) -> None:
        quads = store.quads_for_pattern(None, mg("rule"), None, None)
        store.remove(next(quad for quad in quads if isinstance(quad.graph_name, NamedNode)))

    published(out, change)
    code, printed, _ = kg("doctor", "--store", out / "store")
    assert code == 1 and "triples instead of" in findings(printed)["articles"][1]


def test_what_was_not_published_is_found(kg: Command, out: Path):
    with ArticleStore.open(out / "store") as store:
        store.remove(store.keys()[0])
    code, printed, _ = kg("doctor", "--store", out / "store")
    assert code == 1 and "holds something else" in findings(printed)["snapshot"][1]


def test_the_public_copy_is_compared(kg: Command, out: Path):
    copy = next((out / "store" / "public").iterdir())
    store = Store(str(copy))
    take_fact(store)
    store.flush()
    del store
    assert findings(kg("doctor", "--store", out / "store")[1])["public copy"][0] == "wrong"
    shutil.rmtree(copy)
    code, printed, _ = kg("doctor", "--store", out / "store")
    assert (code, findings(printed)["public copy"][0]) == (0, "note")


def old_version(store: Store, part: str, other: str) -> None:
    for predicate, graph in ((mg("extractor"), None), (NamedNode("http://purl.org/dc/terms/hasVersion"), RUNS)):
        for quad in list(store.quads_for_pattern(None, predicate, None, graph)):
            if isinstance(quad.object, Literal):
                new = re.sub(part, other, quad.object.value)
                store.remove(quad)
                store.add(type(quad)(quad.subject, quad.predicate, Literal(new), quad.graph_name))


@pytest.mark.parametrize(
    ("part", "other", "says"),
    [
        (r"^[\d.]+(?=\+)", "0.0.9", "2 by another version of the program"),
        (r"rules\.\w+", "rules." + "0" * 16, "2 by another rules"),
        (r"reference\.\w+", "reference." + "0" * 16, "2 by another reference data"),
        (r"$", "+language-model large", "2 by another language model"),
    ],
)
def test_articles_that_another_version_has_read_are_counted(kg: Command, out: Path, part: str, other: str, says: str):
    published(out, lambda store: old_version(store, part, other))
    code, printed, _ = kg("doctor", "--store", out / "store")
    state, said = findings(printed)["versions"]
    assert (code, state) == (0, "note") and "2 of 2 articles again" in said and says in said


def test_a_confidence_that_was_asked_for_is_no_other_version(kg: Command, out: Path):
    published(out, lambda store: old_version(store, "$", "+least0.5"))
    assert findings(kg("doctor", "--store", out / "store")[1])["versions"][0] == "ok"


def test_a_decision_that_matches_nothing_is_named(kg: Command, out: Path):
    nobody = NamedNode(settings.ENTITY + "civil-society/nobody")
    decision = Decision(
        "merge", nobody, "Ann", "2026-05-01", "the same", object=NamedNode(settings.ENTITY + "state/KEN")
    )

    def decide(store: Store) -> None:
        from pyoxigraph import Quad

        graph = NamedNode(settings.DECISIONS_GRAPH)
        store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in decision_triples(decision))

    published(out, decide)
    state, said = findings(kg("doctor", "--store", out / "store")[1])["decisions"]
    assert state == "note" and "1 of 1 matched nothing" in said and "nobody" in said


def test_results_older_than_the_store_are_named(kg: Command, out: Path):
    os.utime(out / "graph.ttl", (0, 0))
    state, said = findings(kg("doctor", "--store", out / "store")[1])["results"]
    assert state == "note" and "graph.ttl" in said and "graph.trig" not in said
    (out / ".quarantine-journal.jsonl").write_text("", "utf-8")
    assert "broken off" in findings(kg("doctor", "--store", out / "store")[1])["results"][1]


def flip(file: Path, where: float = 0.5) -> None:
    content = bytearray(file.read_bytes())
    content[int(len(content) * where)] ^= 0x10
    file.write_bytes(content)


def test_a_flipped_byte_in_any_table_is_found(kg: Command, out: Path):
    """Each order of the quads is a file of its own, and no query reads them all."""
    snapshot = newest_snapshot(out / "store")
    assert snapshot is not None
    tables = sorted(snapshot.glob("*.sst"))
    assert len(tables) > 9
    for table in tables:
        whole = table.read_bytes()
        flip(table)
        with pytest.raises(RuntimeError, match="Corruption"):
            list(lacking(Store.read_only(str(snapshot))))
        table.write_bytes(whole)
    flip(max(tables, key=lambda path: path.stat().st_size))
    code, printed, err = kg("doctor", "--store", out / "store")
    found = findings(printed)
    assert (code, err) == (1, "") and "Traceback" not in printed
    assert (found["store"][0], found["shapes"][0], found["disk"][0]) == ("wrong", "not checked", "ok")


@pytest.mark.parametrize("command", [["validate"], ["verify"], ["export"]])
def test_commands_that_meet_damage_point_to_it(kg: Command, out: Path, command: list[str]):
    """Every block of the biggest tables is damaged, so that whatever a command reads is."""
    for copy in ("snapshots", "public"):
        for table in (out / "store" / copy).glob("*/*.sst"):
            if table.stat().st_size > 20_000:
                for where in range(1, 80):
                    flip(table, where / 100)
    code, printed, err = kg(*command, "--store", out / "store")
    assert code == 1 and err.count("\n") == 1 and "kg doctor" in err and "internal error" not in err
    assert "conforms" not in printed


def test_an_older_state_is_read_where_the_newest_does_not_open_and_that_is_said(
    kg: Command, out: Path, caplog: pytest.LogCaptureFixture
):
    published(out, take_fact)
    older, newest = sorted((out / "store" / "snapshots").iterdir())
    assert kg("query", "claims", "--store", out / "store")[0] == 0 and not caplog.records
    (newest / "CURRENT").unlink()
    assert kg("query", "claims", "--store", out / "store")[0] == 0
    (said,) = caplog.messages
    assert f"{older} is read instead" in said and "kg doctor" in said and said.startswith("kg: ")
    (older / "CURRENT").unlink()
    code, _, err = kg("query", "claims", "--store", out / "store")
    assert code == 1 and "kg doctor" in err and "there is no store" not in err


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_missing_file_is_said(kg: Command, out: Path, name: str):
    snapshot = newest_snapshot(out / "store")
    assert snapshot is not None
    max(snapshot.glob(name), key=lambda path: path.stat().st_size).unlink()
    code, printed, err = kg("doctor", "--store", out / "store")
    assert (code, err) == (1, "") and findings(printed)["store"][0] == "wrong"


def test_a_damaged_or_missing_live_store_is_mended_as_it_says(kg: Command, built: Path, out: Path):
    live = out / "store" / "live"
    (live / "CURRENT").write_text("nonsense", "utf-8")
    for damage in ("the live store cannot be read", "the live store is not there"):
        state, said = findings(kg("doctor", "--store", out / "store")[1])["snapshot"]
        assert state == "wrong" and damage in said and "kg build --repair" in said
        code, printed, told = kg("build", *built.parent.glob("*.txt"), "--out", out, "--repair", "--store-only")
        assert code == 0 and "is in its place" in told and "unchanged, skipped" in printed
        assert findings(kg("doctor", "--store", out / "store")[1])["snapshot"][0] == "ok"
        with ArticleStore.open(out / "store") as store:
            assert len(store.keys()) == 2
        shutil.rmtree(live)


def test_a_store_that_is_being_written_is_left_alone(kg: Command, out: Path):
    code = "import sys; from kg.store import ArticleStore\n"
    code += "s = ArticleStore.open(sys.argv[1]); print('open', flush=True); input()"
    arguments = [sys.executable, "-c", code, str(out / "store")]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "open\n"
        state, said = findings(kg("doctor", "--store", out / "store")[1])["snapshot"]
        writer.communicate("\n")
    assert state == "note" and "another kg is writing" in said


def test_no_store_and_one_that_was_never_published(kg: Command, tmp_path: Path):
    code, printed, _ = kg("doctor", "--store", tmp_path / "none")
    assert code == 1 and "kg build" in findings(printed)["store"][1] and not (tmp_path / "none").exists()
    ArticleStore.open(tmp_path / "begun").close()
    code, printed, _ = kg("doctor", "--store", tmp_path / "begun")
    assert code == 1 and "nothing was published" in findings(printed)["store"][1]


@pytest.mark.parametrize(
    ("name", "value", "state", "code"),
    [
        ("KG_MAX_BYTES", "many", "wrong", 1),
        ("KG_LLM_URL", "http://localhost:1/v1", "wrong", 1),
        ("KG_LLM_ULR", "secret", "note", 0),
    ],
)
def test_settings_are_checked_and_never_shown(
    kg: Command, out: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, state: str, code: int
):
    monkeypatch.setenv(name, value)
    found, printed, _ = kg("doctor", "--store", out / "store")
    assert found == code and findings(printed)["settings"][0] == state
    assert name in findings(printed)["settings"][1] and "secret" not in printed


def test_another_base_address_is_found(out: Path):
    environment = {**os.environ, "KG_BASE": "https://example.org/other/", "COLUMNS": "400"}
    arguments = [sys.executable, "-m", "kg", "doctor", "--store", str(out / "store")]
    done = subprocess.run(arguments, capture_output=True, text=True, env=environment)
    assert done.returncode == 1 and findings(done.stdout)["base address"][0] == "wrong" and done.stderr == ""


def test_a_missing_model_is_found(out: Path):
    environment = {**os.environ, "KG_SPACY_MODEL": "no_such_model", "COLUMNS": "400"}
    arguments = [sys.executable, "-m", "kg", "doctor", "--store", str(out / "store")]
    done = subprocess.run(arguments, capture_output=True, text=True, env=environment)
    assert done.returncode == 1 and "no_such_model is not installed" in findings(done.stdout)["spaCy model"][1]


def test_a_flipped_byte_in_the_model_is_found(out: Path, kg: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    copy = tmp_path / "packages" / TESTED / model_folder().name
    shutil.copytree(model_folder(), copy)
    weights = bytearray((copy / "ner" / "model").read_bytes())
    weights[1000] ^= 1
    (copy / "ner" / "model").write_bytes(weights)
    (copy.parent / "__init__.py").touch()
    monkeypatch.syspath_prepend(copy.parents[1])
    code, printed, _ = kg("doctor", "--store", out / "store")
    state, said = findings(printed)["spaCy model"]
    assert (code, state) == (1, "wrong") and "ner/model is not the file that was tested" in said
