"""The command line as a user meets it: exit codes, one line an error, results on standard output."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from kg.cli.app import app
from kg.pipeline.flow import build
from kg.store.snapshots import newest_snapshot

ROOT = Path(__file__).parents[2]
NEWS = """---
title: "{title}"
url: https://example.org/{name}
publisher: "Example News"
published: {date}
---
Kenya and IOM open workshop

Nairobi – The Government of Kenya hosted a workshop on migration data on 10 May 2021. Egypt, Sudan and the
International Organization for Migration (IOM) attended the workshop. Ms Jane Doe, Director at the Ministry of
Interior of Kenya, said that “data must be shared”.
"""


def news(name: str, title: str = "Workshop opens", date: str = "2021-05-12") -> str:
    return NEWS.format(name=name, title=title, date=date)


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    """A store with one article, made once."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "a.txt").write_text(news("a"), "utf-8")
    assert build([folder / "a.txt"], folder / "out").exit_code == 0
    return folder / "out" / "store"


def names(commands: typer.Typer) -> list[str]:
    """The names of the commands; those of a group after that of the group."""
    own = [command.name or command.callback.__name__ for command in commands.registered_commands]
    groups = [(group.typer_instance.info.name, group.typer_instance) for group in commands.registered_groups]
    return own + [f"{group} {name}" for group, inner in groups for name in names(inner)]


COMMANDS = names(app)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example(kg, command):
    code, out, _ = kg(*command.split(), "--help")
    assert code == 0
    assert f"Example: kg {command}" in " ".join(out.split())
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command):
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8") if readme.exists() else ""
    if text.count("\n") < 5:
        pytest.skip("README.md is not written yet")
    assert f"kg {command.split()[0]}" in text


@pytest.mark.parametrize(
    ("words", "offered"),
    [("kg exp", {"export"}), ("kg query co-p", {"co-participation"}), ("kg export --format graph", {"graphml"})],
)
def test_the_shell_completes_commands_questions_and_formats(words: str, offered: set[str]):
    asked = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    code = "from kg.cli.app import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **asked})
    assert set(done.stdout.split()) == offered


def test_help_does_not_wait_for_the_language_model():
    code = "import sys; sys.argv=['kg','--help']\nfrom kg.cli.app import main\ntry: main()\nexcept SystemExit: pass\n"
    heavy = "print([m for m in ('spacy','rdflib','pyoxigraph','networkx','rich.table') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code + heavy], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip().endswith("[]")


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build"],
        ["build", "x", "--no-such"],
        ["build", "x", "--workers", "0"],
        ["build", "x", "--seconds-per-article", "0"],
        ["network", "size"],
        ["extract", "x", "--format", "xml"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(kg, arguments):
    code, out, err = kg(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("kg: usage: ") and err.count("\n") == 1 and "--help" in err


def test_no_store_is_one_line_and_exit_1(kg, tmp_path):
    for command in ("validate", "verify", "network", "view", "export"):
        code, out, err = kg(command, "--store", tmp_path / "none")
        assert (code, out) == (1, ""), command
        assert err.startswith("kg: ") and err.count("\n") == 1 and "kg build" in err


def test_debug_shows_the_traceback_and_nothing_else_does(kg, tmp_path):
    assert "Traceback" not in kg("verify", "--store", tmp_path / "none")[2]
    assert "Traceback" in kg("verify", "--store", tmp_path / "none", "--debug")[2]


# ------------------------------------------------------------------------------------------------ build


def hostile(folder: Path) -> None:
    """A folder with one good article and much that is none."""
    (folder / "good.txt").write_text(news("good"), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "nul.txt").write_bytes(b"A text with \0 in it\n")
    (folder / "utf16.txt").write_bytes(news("utf16").encode("utf-16"))
    (folder / "cp1252.txt").write_bytes(news("cp1252", "Café – été").encode("cp1252"))
    (folder / "yaml.txt").write_text(f"---\ntitle: [\nurl: x: y\n---\n{news('x').split('---')[2]}", "utf-8")
    (folder / "date.txt").write_text(news("date", date="2021-02-31"), "utf-8")
    (folder / "broken.html").write_text("<html><body><p>Kenya <b>hosted a workshop<table><tr></p></div>" * 3, "utf-8")
    with (folder / "large.txt").open("wb") as large:
        large.truncate(50_000_000)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "round.txt").symlink_to(folder / "round.txt")


def test_a_hostile_folder_costs_a_line_a_file_and_the_rest_goes_in(kg, tmp_path, monkeypatch):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    hostile(folder)
    (folder / "secret.txt").write_text(news("secret"), "utf-8")
    may_open = os.open
    monkeypatch.setattr(os, "open", lambda path, *rest, **named: _refused(may_open, path, *rest, **named))
    assert kg("build", folder, "--out", tmp_path / "first")[0] == 0, (
        "files that were kept out are no failure of the run"
    )
    code, stdout, err = kg("build", folder, tmp_path / "missing.txt", "--out", out)
    assert code == 1, "an argument that does not exist is one"
    lines = [json.loads(line) for line in (out / "quarantine.jsonl").read_text("utf-8").splitlines()]
    refused = {Path(line["path"]).name for line in lines if line["kind"] == "file"}
    assert refused >= {"empty.txt", "binary.txt", "nul.txt", "large.txt", "missing.txt", "secret.txt"}
    for name in refused | {"yaml.txt", "date.txt", "loop", "round.txt", "pipe.txt"}:
        said = [line for line in err.splitlines() if name in line]
        assert len(said) == 1 and said[0].startswith("kg: "), (name, said)
    assert "Traceback" not in err
    trig = (out / "graph.trig").read_text("utf-8")
    for name in ("good", "utf16", "cp1252", "date"):
        assert f"example.org/{name}" in trig
    assert "Café – été" in trig and "2021-02-31" not in trig
    assert str(tmp_path) not in trig + (out / "report.html").read_text("utf-8").replace(str(tmp_path / "missing"), "")
    assert re.search(r"Articles found\s+│ \d+", stdout)
    assert all(len(line) <= 80 for line in stdout.splitlines())


def _refused(may_open, path, *rest, **named):
    if str(path).endswith("secret.txt"):
        raise PermissionError(13, "Permission denied", str(path))
    return may_open(path, *rest, **named)


def test_a_run_that_finds_no_article_fails(kg, tmp_path):
    (tmp_path / "folder").mkdir()
    for wrong in (tmp_path / "folder", tmp_path / "missing"):
        code, _, err = kg("build", wrong, "--out", tmp_path / "out")
        assert code == 1
        assert err.count("\n") == 1 and str(wrong) in err


def test_strict_fails_where_anything_was_kept_out(kg, store, tmp_path):
    (tmp_path / "b.txt").write_text("", "utf-8")
    good, out = store.parent.parent / "a.txt", shutil.copytree(store.parent, tmp_path / "out")
    assert kg("build", tmp_path / "b.txt", good, "--out", out)[0] == 0
    assert kg("build", tmp_path / "b.txt", good, "--out", out, "--strict")[0] == 1


def test_a_killed_run_is_finished_by_the_next_to_the_same_bytes(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number:02}.txt").write_text(news(f"n{number}", title=f"Workshop {number}"), "utf-8")
    command = [sys.executable, "-m", "kg", "build", str(folder), "--out"]
    assert build([folder], tmp_path / "whole").exit_code == 0
    running = subprocess.Popen([*command, str(tmp_path / "killed")], cwd=ROOT, stderr=subprocess.DEVNULL)
    live = tmp_path / "killed" / "store" / "live"
    deadline = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < deadline and not _stored_some(live):
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    subprocess.run([*command, str(tmp_path / "killed")], cwd=ROOT, capture_output=True, check=True)
    for name in ("graph.ttl", "graph.trig", "quarantine.jsonl", "report.html", "graph.html"):
        assert (tmp_path / "whole" / name).read_bytes() == (tmp_path / "killed" / name).read_bytes(), name


def _stored_some(live: Path) -> bool:
    """Whether the log of the store already holds an article (the reference data come first)."""
    return any(b"example.org/n1" in log.read_bytes() for log in live.glob("*.log")) if live.is_dir() else False


# ------------------------------------------------------------------------------------------------ extract


def test_extract_prints_the_agreed_json(kg, tmp_path):
    file = tmp_path / "d99.txt"
    file.write_text(news("d99"), "utf-8")
    code, out, _ = kg("extract", file)
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["id", "source", "entities", "facts", "claims"]
    assert found["id"] == "d99"
    assert found["source"] == {
        "url": "https://example.org/d99",
        "title": "Workshop opens",
        "publisher": "Example News",
        "published": "2021-05-12",
    }
    assert all(set(entity) == {"type", "name", "aliases"} for entity in found["entities"].values())
    assert len({tuple(fact) for fact in found["facts"]}) == len(found["facts"]) > 3
    assert {"eventType", "host", "participant"} <= {fact[0] for fact in found["facts"]}
    text = file.read_text("utf-8")
    for claim in found["claims"]:
        if claim["fact"] is not None:
            assert found["facts"][claim["fact"]] == [claim["relation"], claim["subject"], claim["object"]]
        assert claim["evidence"]
        for evidence in claim["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_extract_keeps_other_relations_and_contacts_out_of_facts(kg, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(news("a") + "\nContact: Jane Doe, +254 20 555 0123, jane@example.org\n", "utf-8")
    found = json.loads(kg("extract", file)[1])
    from kg.vocabulary import vocabulary

    relations = vocabulary().relations
    assert all(relations[fact[0]].guideline for fact in found["facts"])
    assert not any(relations[claim["relation"]].private for claim in found["claims"])


def test_extract_reads_standard_input():
    done = subprocess.run(
        [sys.executable, "-m", "kg", "extract", "-", "--format", "turtle"],
        input=news("stdin").encode(),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert b"mg:Claim" in done.stdout and b"https://example.org/stdin" in done.stdout
    assert not done.stderr


def test_an_article_that_takes_too_long_is_one_line(kg, tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_text(news("a") * 1_000, "utf-8")
    (tmp_path / "a.json").write_text('{"id": "a", "entities": {}, "facts": []}', "utf-8")
    reading = ["extract", tmp_path / "text" / "a.txt"], ["evaluate", tmp_path / "a.json", "--text", tmp_path / "text"]
    for command in reading:
        code, out, err = kg(*command, "--seconds-per-article", "1")
        assert (code, out) == (1, "")
        assert err.startswith("kg: ") and err.count("\n") == 1
        assert "a.txt: takes more than 1 s of processor time; split it, or give more with --seconds" in err


def test_extract_of_a_folder_is_one_line(kg, tmp_path):
    (tmp_path / "a.txt").write_text(news("a"), "utf-8")
    code, out, err = kg("extract", tmp_path)
    assert (code, out, err.count("\n")) == (1, "", 1)


# ------------------------------------------------------------------------------------------------ the store


def test_validate_tells_conforming_from_broken_from_unreadable(kg, store, tmp_path):
    assert kg("validate", store.parent / "graph.ttl")[0] == 0
    assert kg("validate", "--store", store)[0] == 0
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text("@prefix mg: <https://w3id.org/mgkg/ontology#> . <urn:x> a mg:State, mg:Actor .", "utf-8")
    code, out, _ = kg("validate", wrong)
    assert code == 3 and "Violation" in out and "urn:x" in out
    wrong.write_text("<a> <b", "utf-8")
    code, out, err = kg("validate", wrong)
    assert (code, out, err.count("\n")) == (1, "", 1) and "wrong.ttl" in err and "line 1" in err
    assert kg("validate", tmp_path / "none.ttl")[0] == 1
    assert kg("validate", tmp_path / "page.html")[0] == 1


def test_verify_finds_a_quotation_that_is_not_in_the_text(kg, store, tmp_path):
    import pyoxigraph as ox

    code, out, _ = kg("verify", "--store", store)
    assert code == 0 and "every quotation" in out
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    (copy / "inventory.json").unlink()  # so that the damage is not found by its checksum
    oxi = ox.Store(str(newest_snapshot(copy)))
    oxi.update(
        "PREFIX oa: <http://www.w3.org/ns/oa#> DELETE { GRAPH ?g { ?s oa:exact ?w } } "
        'INSERT { GRAPH ?g { ?s oa:exact "other words" } } WHERE { GRAPH ?g { ?s oa:exact ?w } }'
    )
    del oxi
    code, out, _ = kg("verify", "--store", copy)
    assert code == 1 and "other words" in out


def test_query_lists_questions_and_answers_them(kg, store, tmp_path):
    code, out, _ = kg("query")
    assert code == 0 and "event-hosts" in out
    code, out, _ = kg("query", "event-hosts", "--store", store, "--format", "csv")
    assert code == 0 and out.startswith("event,eventLabel,host,hostLabel\n") and ",Kenya\n" in out
    assert kg("query", "event-hosts", "--store", store, "--set", "host=Kenya")[0] == 0
    own = tmp_path / "own.rq"
    own.write_text("ASK { ?s ?p ?o }", "utf-8")
    assert "true" in kg("query", own, "--store", store)[1]


@pytest.mark.parametrize(
    "arguments",
    [["no-such"], ["none.rq"], ["event-hosts", "--set", "host"], ["event-hosts", "--set", "host=Atlantis"]],
)
def test_a_wrong_question_is_one_line(kg, store, arguments):
    code, out, err = kg("query", *arguments, "--store", store)
    assert (code, out) == (1, "") and err.startswith("kg: ") and err.count("\n") == 1


def test_network_measures_are_tables(kg, store):
    for measure in ("degree", "betweenness", "communities", "brokers", "co-participation"):
        code, out, _ = kg("network", measure, "--store", store, "--top", 3)
        assert code == 0
        assert all(len(line) <= 80 for line in out.splitlines())
    assert "Kenya" in kg("network", "degree", "--store", store)[1]


def test_view_opens_on_an_actor_or_says_who_is_near(kg, store, tmp_path):
    page = tmp_path / "kenya.html"
    code, out, err = kg("view", "kenya", "--store", store, "--out", page)
    assert (code, out) == (0, "") and str(page) in err
    assert '"start":null' not in page.read_text("utf-8")
    code, _, err = kg("view", "Keny", "--store", store, "--out", page)
    assert code == 1 and "Kenya" in err and err.count("\n") == 1


def test_export_writes_each_format_and_no_contacts(kg, store, tmp_path):
    for name in ("turtle", "trig", "nquads"):
        target = tmp_path / f"out.{name}"
        assert kg("export", "--format", name, "--out", target, "--store", store)[0] == 0
        assert "Workshop opens" in target.read_text("utf-8")
    assert (tmp_path / "out.turtle").read_bytes() == (store.parent / "graph.ttl").read_bytes()


def test_no_color_and_pipes_get_plain_text(store):
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": ""}
    done = subprocess.run(
        [sys.executable, "-m", "kg", "network", "--store", str(store)], capture_output=True, cwd=ROOT, env=environment
    )
    assert done.returncode == 0 and b"\x1b" not in done.stdout


def test_a_reader_that_leaves_the_pipe_is_no_error(store):
    line = f"{sys.executable} -m kg export --format trig --store {store} | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, cwd=ROOT)
    assert done.stderr == b""
