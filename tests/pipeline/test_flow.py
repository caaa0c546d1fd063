"""The whole flow on small articles: what goes in, what stays out, and that nothing of it depends on chance."""

import json
import re
import signal
from pathlib import Path

import pytest

import kg.extract
from kg.graph.reference_graph import reference_quads
from kg.pipeline.flow import build, fingerprint
from kg.pipeline.pruning import always
from kg.read import read_article
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore, open_snapshot

RESULTS = ("graph.ttl", "graph.trig", "report.html", "graph.html", "quarantine.jsonl")


def says(article: Article) -> Extraction:
    """Stands in for extraction: `X hosts.` on a line makes a state of that code the host of the article's event; `bad`
    in the text adds a date that no calendar has, `Jane` a participant without employer, `fail` makes it fall over,
    `slow` keeps a pattern busy for years."""
    if "fail" in article.text:
        raise RuntimeError("the extractor fell over")
    if "slow" in article.text:
        re.match("(a+)+b", "a" * 60)
    whole = (Span(0, len(article.text.rstrip())),)
    hosts = [line.removesuffix(" hosts.") for line in article.text.splitlines() if line.endswith(" hosts.")]
    event = Entity("e0", "Event", f"Meeting of {article.path}")
    states = tuple(Entity(f"s{i}", "State", code, reference=code) for i, code in enumerate(hosts))
    claims = [Claim("host", "e0", state.id, "explicit", 0.9, "stand-in", whole) for state in states]
    claims += [Claim("eventType", "e0", "Meeting", "explicit", 0.9, "stand-in", whole)]
    if "Jane" in article.text:
        states += (Entity("p0", "Person", "Jane Doe"),)
        claims.append(Claim("participant", "e0", "p0", "explicit", 0.9, "stand-in", whole))
    if "bad" in article.text:
        claims.append(Claim("startDate", "e0", "2021-02-31", "explicit", 0.9, "stand-in", whole))
    segments = (Segment("body", 0, len(article.text)),)
    return Extraction(article, segments, (event, *states), (), tuple(claims))


def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in for extraction, and of the reference data four states only, for speed."""
    states = [q for q in reference_quads() if q.subject.value.rpartition("/")[2] in ("KEN", "EGY", "SDN", "TUN")]
    monkeypatch.setattr(kg.extract, "extract", says)
    monkeypatch.setattr("kg.pipeline.flow.reference_quads", lambda: iter(states))
    monkeypatch.setattr("kg.pipeline.flow.ontology_quads", lambda: iter(()))


@pytest.fixture
def articles(tmp_path, monkeypatch) -> Path:
    """A folder with three articles, and the stand-in for extraction."""
    stand_in(monkeypatch)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("KEN hosts.\n", "utf-8")
    (folder / "b.txt").write_text("EGY hosts.\nbad\n", "utf-8")
    (folder / "c.txt").write_text("---\nurl: https://example.org/c\n---\nSDN hosts.\n", "utf-8")
    return folder


def results(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in RESULTS}


def lines(out: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (out / "quarantine.jsonl").read_text("utf-8").splitlines()]


def test_a_build_counts_what_it_did(articles, tmp_path):
    told = []
    summary = build([articles], tmp_path / "out", progress=lambda *state: told.append(state))
    assert (summary.found, summary.added, summary.failed, summary.exit_code) == (3, 3, 0, 0)
    assert (summary.articles, summary.actors, summary.events, summary.claims) == (3, 3, 3, 6)
    assert summary.quarantined == 1
    assert all(file.exists() for file in summary.files)
    assert set(summary.seconds) == {"read", "extract", "validate", "store", "export"}
    assert told[0] == (0, 3, "a.txt") and told[-1][:2] == (3, 3)


def test_the_same_input_twice_is_read_once_and_gives_the_same_bytes(articles, tmp_path):
    build([articles], tmp_path / "out")
    first = results(tmp_path / "out")
    again = build([articles], tmp_path / "out")
    assert (again.skipped, again.added, again.replaced) == (3, 0, 0)
    assert results(tmp_path / "out") == first


def read_by(out: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that a build reads, and does not only look at."""
    names = []
    with monkeypatch.context() as patch:
        patch.setattr("kg.pipeline.flow.read_article", lambda source: names.append(source.name) or read_article(source))
        assert build([articles], out, store_only=True).exit_code == 0
    return names


def test_only_what_has_other_bytes_another_name_or_other_metadata_is_read(articles, tmp_path, monkeypatch):
    out = tmp_path / "out"
    assert read_by(out, articles, monkeypatch) == ["a.txt", "b.txt", "c.txt"]
    (articles / "noted.txt").write_text("---\npublished: 2021-13-45\n---\nEGY hosts.\n", "utf-8")
    assert read_by(out, articles, monkeypatch) == ["noted.txt"]
    (articles / "a.txt.meta.yaml").write_text("publisher: Gazette\n", "utf-8")
    (articles / "c.txt").rename(articles / "moved.txt")  # it is known by its address
    assert read_by(out, articles, monkeypatch) == ["a.txt", "moved.txt", "noted.txt"]
    assert read_by(out, articles, monkeypatch) == ["noted.txt"], "a note is told each time"
    assert [line["kind"] for line in lines(out)] == ["claim", "note"]
    monkeypatch.setattr("kg.pipeline.flow.fingerprint", lambda *_: "another")
    assert len(read_by(out, articles, monkeypatch)) == 4


def test_results_among_the_articles_are_not_taken_for_articles(articles):
    out = articles / "out"
    build([articles], out)
    (out / "notes.txt").write_text("TUN hosts.\n", "utf-8")
    said = []
    summary = build([articles], out, say=said.append)
    assert (summary.found, summary.added, summary.failed, said) == (4, 1, 0, [])
    assert len(lines(out)) == 1


def test_with_the_store_alone_the_files_that_tell_all_stay_until_they_are_asked_for(articles, tmp_path):
    out, said = tmp_path / "out", []
    build([articles / "a.txt"], out, store_only=True, say=said.append)
    assert not said and not (out / "graph.ttl").exists() and (out / "quarantine.jsonl").exists()
    build([articles / "a.txt"], out)
    old = results(out)
    summary = build([articles], out, store_only=True, say=said.append)
    new = results(out)
    assert summary.articles == 3 and len(lines(out)) == 1
    assert {name for name in RESULTS if new[name] != old[name]} == {"quarantine.jsonl"}
    assert len(said) == 1 and "graph.ttl, graph.trig, report.html, graph.html: as they were" in said[0]
    build([articles], out)
    build([articles], tmp_path / "other")
    assert results(out) == results(tmp_path / "other")


def test_the_order_of_reading_changes_nothing(articles, tmp_path):
    build([articles], tmp_path / "out")
    for name in ("c.txt", "a.txt", "b.txt"):
        build([articles / name], tmp_path / "other")
    assert results(tmp_path / "other") == results(tmp_path / "out")


def test_what_was_kept_out_of_an_article_that_a_killed_run_took_out_is_told_no_more(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    assert [line["article"] for line in lines(out)] == ["b.txt"]
    (articles / "b.txt").unlink()
    with ArticleStore.open(out / "store") as store:
        store.remove("b.txt")
    build([articles], out)
    assert lines(out) == []


def test_a_changed_article_replaces_and_an_old_fact_goes(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    (articles / "a.txt").write_text("TUN hosts.\n", "utf-8")
    (articles / "b.txt").write_text("EGY hosts.\n", "utf-8")
    summary = build([articles], out)
    assert (summary.replaced, summary.skipped) == (2, 1)
    assert lines(out) == [], "what was kept out of the old text of b.txt no longer counts"
    turtle = (out / "graph.ttl").read_text("utf-8")
    assert "mg:host state:TUN" in turtle and "mg:host state:KEN" not in turtle


def test_another_version_of_the_code_reads_again(articles, tmp_path, monkeypatch):
    build([articles], tmp_path / "out")
    monkeypatch.setattr("kg.pipeline.flow.fingerprint", lambda *_: "another")
    assert build([articles], tmp_path / "out").replaced == 3
    assert fingerprint().startswith("0.")


def test_prune_removes_what_is_no_longer_found_and_only_then(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    (articles / "b.txt").unlink()
    (articles / "c.txt").unlink()
    assert build([articles], out).articles == 3
    assert len(lines(out)) == 1, "the article is still in the store, and so is its line"
    summary = build([articles], out, prune=True, agree=always)
    assert (summary.removed, summary.articles, lines(out)) == (2, 1, [])
    assert "example.org/c" not in (out / "graph.trig").read_text("utf-8")


def test_a_claim_kept_out_has_a_line_with_its_words(articles, tmp_path):
    build([articles], tmp_path / "out")
    (line,) = lines(tmp_path / "out")
    assert (line["article"], line["kind"], line["value"]) == ("b.txt", "claim", "2021-02-31")
    assert line["claim"] == "Meeting of b.txt — startDate — 2021-02-31"
    assert line["quote"] == "EGY hosts.\nbad" and line["message"]
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "2021-02-31" in report and "2021-02-31" not in (tmp_path / "out" / "graph.trig").read_text("utf-8")


def test_an_extractor_that_falls_over_costs_one_article(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    (articles / "a.txt").write_text("fail\n", "utf-8")
    said = []
    summary = build([articles], out, say=said.append)
    assert (summary.failed, summary.skipped, summary.articles) == (1, 2, 3)
    assert len(said) == 1 and said[0].startswith("a.txt: RuntimeError")
    assert [line["kind"] for line in lines(out)] == ["article", "claim"]
    (articles / "a.txt").write_text("KEN hosts.\n", "utf-8")
    assert build([articles], out).failed == 0
    assert [line["kind"] for line in lines(out)] == ["claim"], "the line of the mended article is gone"


def test_an_article_that_takes_too_long_costs_itself_alone(articles, tmp_path):
    (articles / "a.txt").write_text("slow\n", "utf-8")
    out, said = tmp_path / "out", []
    summary = build([articles], out, seconds_per_article=3, say=said.append)
    assert (summary.added, summary.failed) == (2, 1)
    assert said == ["a.txt: takes more than 3 s of processor time; split it, or give more with --seconds-per-article"]
    assert "a.txt" in [line["article"] for line in lines(out)]
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0), "no alarm is left behind"


def test_two_files_with_one_address_are_one_article_and_a_line(articles, tmp_path):
    out = tmp_path / "out"
    (articles / "d.txt").write_text("---\nurl: https://example.org/c\n---\nTUN hosts.\n", "utf-8")
    summary = build([articles], out)
    assert (summary.articles, summary.failed) == (3, 1)
    first = results(out)
    assert build([articles], out).skipped == 3
    assert results(out) == first


def test_lines_of_a_run_that_was_killed_before_it_wrote_them_are_not_lost(articles, tmp_path, monkeypatch):
    out = tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr("kg.pipeline.flow._Run.finish", lambda *_, **__: None)
        build([articles], out)
    assert build([articles], out).skipped == 3
    assert [line["value"] for line in lines(out)] == ["2021-02-31"]
    assert not list(out.glob(".quarantine*"))


def test_a_foreign_quarantine_file_stops_the_run_before_it_is_overwritten(articles, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "quarantine.jsonl").write_text("my notes\n", "utf-8")
    with pytest.raises(kg.records.KgError, match=r"quarantine\.jsonl"):
        build([articles], tmp_path / "out")
    assert (tmp_path / "out" / "quarantine.jsonl").read_text("utf-8") == "my notes\n"


def test_readers_see_what_was_published(articles, tmp_path):
    build([articles], tmp_path / "out")
    with ArticleStore.open(tmp_path / "out" / "store"), open_snapshot(tmp_path / "out" / "store") as snapshot:
        assert snapshot.keys() == ["a.txt", "b.txt", "https://example.org/c"]


def test_who_may_be_one_is_asked_in_the_graph_while_both_are_there(articles, tmp_path):
    for name in ("a.txt", "c.txt"):
        with (articles / name).open("a", encoding="utf-8") as file:
            file.write("Jane\n")
    build([articles], tmp_path / "out")
    assert (tmp_path / "out" / "graph.trig").read_text("utf-8").count("mg:identityCandidate") == 1
    (articles / "c.txt").unlink()
    build([articles], tmp_path / "out", prune=True, agree=always)
    assert "mg:identityCandidate" not in (tmp_path / "out" / "graph.trig").read_text("utf-8")
