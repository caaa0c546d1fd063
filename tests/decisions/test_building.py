"""Decisions in a build: applied to what is read, kept, undone by taking the line out, and told where they fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg.extract
from kg.decisions.record import STATEMENTS
from kg.decisions.tables import COLUMNS, NEW_COLUMNS, read_decisions, reference_redirects
from kg.graph.reference_graph import reference_quads
from kg.graph.terms import article_iri
from kg.pipeline.flow import build
from kg.records import Article, Claim, Entity, Extraction, KgError, Segment, Span
from kg.store import open_snapshot, verify
from kg.validate import validate_store
from tests.pipeline.test_flow import results

HEADER = "\t".join(COLUMNS)
WHO = "A. Curator\t2026-11-26\tBoth name one office."
OFFICES = ("Registry of Aliens", "Aliens Registry")
ONE, OTHER = "office:registry-of-aliens--KEN", "office:aliens-registry--KEN"


def says(article: Article) -> Extraction:
    """Stands in for extraction: each line is an office of Kenya that hosts the article's event, on a day, for Egypt."""
    whole = (Span(0, len(article.text.rstrip())),)
    names = [line for line in article.text.splitlines() if line]
    event = Entity("e0", "Event", f"Meeting of {article.path}")
    offices = tuple(Entity(f"o{i}", "Office", name, country="KEN") for i, name in enumerate(names))
    states = (Entity("s", "State", "Egypt", reference="EGY"),)
    claims = [Claim("host", "e0", office.id, "explicit", 0.9, "stand-in", whole) for office in offices]
    claims += [
        Claim("partner", one.id, other.id, "explicit", 0.9, "stand-in", whole)
        for one in offices
        for other in offices
        if one != other
    ]
    claims += [Claim("startDate", "e0", "2021-05-10", "explicit", 0.9, "stand-in", whole)]
    claims += [Claim("participant", "e0", "s", "explicit", 0.9, "stand-in", (Span(0, 3),))]
    segments = (Segment("body", 0, len(article.text)),)
    return Extraction(article, segments, (event, *offices, *states), (), tuple(claims))


@pytest.fixture
def articles(tmp_path, monkeypatch) -> Path:
    """Two articles that name one office each, and one that names both."""
    states = [q for q in reference_quads() if q.subject.value.rpartition("/")[2] in ("KEN", "EGY")]
    monkeypatch.setattr(kg.extract, "extract", says)
    monkeypatch.setattr("kg.pipeline.flow.reference_quads", lambda: iter(states))
    monkeypatch.setattr("kg.pipeline.flow.ontology_quads", lambda: iter(()))
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("a.txt", OFFICES[0]), ("b.txt", OFFICES[1]), ("c.txt", "\n".join(OFFICES))):
        (folder / name).write_text(f"{text}\n", "utf-8")
    return folder


def table(folder: Path, *lines: str) -> Path:
    path = folder / "decisions.tsv"
    path.write_text("\n".join((HEADER, "# a comment", "", *lines)) + "\n", "utf-8")
    return path


def wide(folder: Path, *lines: str) -> Path:
    """A table with the columns of edits too."""
    path = table(folder, *lines)
    path.write_text(path.read_text("utf-8").replace(HEADER, "\t".join((*COLUMNS, *NEW_COLUMNS)), 1), "utf-8")
    return path


def trig_of(out: Path) -> str:
    return (out / "graph.trig").read_text("utf-8")


def said_in(out: Path) -> list[str]:
    """What the graph says, whatever the texts that say so."""
    return [line for line in trig_of(out).splitlines() if "mg:textHash" not in line]


MERGE = f"merge\t{ONE}\t\t{OTHER}\t\t{WHO}"


def test_a_merge_is_applied_kept_and_undone(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    before, plain = results(out), (out / "graph.ttl").read_text("utf-8")
    assert ONE in plain and OTHER in plain
    merged = build([articles], out, decisions=table(tmp_path, MERGE))
    assert (merged.replaced, merged.skipped) == (2, 1), "only the articles that name the office are read again"
    turtle = (out / "graph.ttl").read_text("utf-8")
    assert f"{ONE}\n    dcterms:isReplacedBy {OTHER} ." in turtle
    assert turtle.count(ONE) == 1 and 'skos:altLabel "Registry of Aliens"@en' in turtle
    assert f"mg:partner {OTHER}" not in turtle, "it is no partner of itself"
    kept = build([articles], out)
    assert kept.skipped == 3 and (out / "graph.ttl").read_text("utf-8") == turtle, "without a table it holds on"
    (articles / "a.txt").write_text(f"{OFFICES[0]}\n\n", "utf-8")
    build([articles], out)
    assert (out / "graph.ttl").read_text("utf-8").count(ONE) == 1, "what is read anew follows it too"
    (articles / "a.txt").write_text(f"{OFFICES[0]}\n", "utf-8")
    build([articles], out, decisions=table(tmp_path))
    assert results(out) == before


def test_what_was_merged_conforms_and_says_who_when_and_why(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out, decisions=table(tmp_path, MERGE))
    with open_snapshot(out / "store") as store:
        assert [found for _, found in validate_store(store.store) if found.severity == "Violation"] == []
        assert list(store.check(default_graph=True)) == []
    trig = (out / "graph.trig").read_text("utf-8")
    for said in ('dcterms:creator "A. Curator"', 'dcterms:description "Both name one office."', 'mg:action "merge"'):
        assert said in trig
    assert trig.count("mg:decision <decision/") >= 2


def test_a_rejected_claim_goes_with_what_rests_on_it_alone(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    event = "event:meeting-of-a-txt--" + article_iri("a.txt").value.rpartition("/")[2][:8]
    rejected = (
        f"reject\t{event}\tparticipant\tstate:EGY\t\t{WHO}",
        f"reject\t{event}\tstartDate\t2021-05-10\ta.txt\t{WHO}",
    )
    summary = build([articles], out, decisions=table(tmp_path, *rejected))
    assert (summary.replaced, summary.skipped, summary.quarantined) == (1, 2, 0)
    trig = (out / "graph.trig").read_text("utf-8")
    own = trig.partition(f"article:{article_iri('a.txt').value.rpartition('/')[2]} {{")[2].partition("\n}")[0]
    assert "mg:participant" not in own and "2021-05-10" not in own and "#char=0,3>" not in own
    assert "mg:host" in own and trig.count('mg:edtf "2021-05-10"') == 4
    elsewhere = rejected[1].replace("a.txt", "c.txt")
    build([articles], out, decisions=table(tmp_path, elsewhere))
    assert (out / "graph.trig").read_text("utf-8").count('mg:edtf "2021-05-10"') == 6, "it is of another article"


def event_of(name: str) -> str:
    return f"event:meeting-of-{name.replace('.', '-')}--" + article_iri(name).value.rpartition("/")[2][:8]


def graph_of(out: Path, name: str) -> str:
    """The graph of an article as it is published."""
    trig = (out / "graph.trig").read_text("utf-8")
    return trig.partition(f"article:{article_iri(name).value.rpartition('/')[2]} {{")[2].partition("\n}")[0]


def claims_about(out: Path, name: str, subject: str, relation: str) -> list[str]:
    """What the graph of an article says of its claims with this subject and relation."""
    parts = graph_of(out, name).split("\n\n")
    return [part for part in parts if f"rdf:subject {subject} ;" in part and f"rdf:predicate mg:{relation} ;" in part]


def test_an_accepted_claim_is_sure_and_says_who_read_it(articles, tmp_path):
    out, event = tmp_path / "out", event_of("a.txt")
    build([articles], out, least=0.95)
    before = results(out)
    assert "mg:participant" not in (out / "graph.ttl").read_text("utf-8"), "nothing is sure enough"
    accepted = table(
        tmp_path,
        f"accept\t{event}\tparticipant\tstate:EGY\t\t{WHO}",
        f"accept\t{event}\tstartDate\t2021-05-10\t\t{WHO}",
    )
    summary = build([articles], out, least=0.95, decisions=accepted)
    assert (summary.replaced, summary.skipped, summary.quarantined) == (1, 2, 0)
    turtle = (out / "graph.ttl").read_text("utf-8")
    assert turtle.count("mg:participant state:EGY") == 1 and turtle.count('mg:edtf "2021-05-10"') == 1
    (claim,) = claims_about(out, "a.txt", event, "participant")
    assert (
        'mg:confidence "1"^^xsd:decimal' in claim and "mg:review <decision/" in claim and 'mg:rule "stand-in"' in claim
    )
    assert build([articles], out, least=0.95).skipped == 3, "what follows is not read again"
    build([articles], out, least=0.95, decisions=table(tmp_path))
    assert results(out) == before


def test_an_edited_claim_keeps_its_words_and_is_undone(articles, tmp_path):
    out, event, said = tmp_path / "out", event_of("c.txt"), []
    build([articles], out)
    before = results(out)
    edits = (
        f"edit\t{event}\tparticipant\tstate:EGY\tc.txt\t{WHO}\t\thost\tstate:KEN\t",
        f"edit\t{event}\tstartDate\t2021-05-10\t\t{WHO}\t\t\t2021-05-11\tplanned",
        f"edit\t{event}\thost\t{ONE}\t\t{WHO}\t\t\toffice:border-desk--KEN Border Desk\t",
        f"edit\t{event}\thost\tstate:KEN\t\t{WHO}\t\tpartner",
    )
    summary = build([articles], out, decisions=wide(tmp_path, *edits), say=said.append)
    assert (summary.replaced, summary.quarantined, said) == (1, 0, [])
    own = graph_of(out, "c.txt")
    assert "mg:participant" not in own and 'mg:edtf "2021-05-11"' in own and "2021-05-10" not in own
    (claim,) = claims_about(out, "c.txt", event, "partner")
    assert "rdf:object state:KEN" in claim and claim.count("<decision/") == 2, "an edited claim is edited again"
    assert f"article/{article_iri('c.txt').value.rpartition('/')[2]}#char=0,3>" in claim
    assert 'rdfs:label "Border Desk"@en' in own and "mg:Office" in own
    (dated,) = claims_about(out, "c.txt", event, "startDate")
    assert "assertion-status:planned" in dated and 'mg:rule "edited by hand"' in dated
    with open_snapshot(out / "store") as store:
        assert [found for _, found in validate_store(store.store) if found.severity == "Violation"] == []
        assert list(store.check(default_graph=True)) == [] and list(verify(store)) == []
    trig = (out / "graph.trig").read_text("utf-8")
    (articles / "b.txt").write_text(f"{OFFICES[1]}\n\n", "utf-8")
    build([articles], out)
    assert graph_of(out, "c.txt") == own, "an article that is read anew elsewhere changes nothing here"
    (articles / "b.txt").write_text(f"{OFFICES[1]}\n", "utf-8")
    build([articles], tmp_path / "again", decisions=wide(tmp_path, *edits))
    assert (tmp_path / "again" / "graph.trig").read_text("utf-8") == trig, "a build of all at once gives the same"
    build([articles], out, decisions=table(tmp_path))
    assert results(out) == before


def test_an_edit_that_breaks_a_shape_is_kept_out_with_a_line(articles, tmp_path):
    out, event = tmp_path / "out", event_of("a.txt")
    edited = f"edit\t{event}\thost\t{ONE}\t\t{WHO}\t\t\tplace:nowhere Nowhere at All"
    summary = build([articles], out, decisions=wide(tmp_path, edited))
    assert (summary.failed, summary.quarantined) == (0, 1)
    assert "mg:host" not in graph_of(out, "a.txt") and "mg:participant state:EGY" in graph_of(out, "a.txt")
    assert "Nowhere at All" in (out / "quarantine.jsonl").read_text("utf-8")


def test_an_article_parts_what_others_hold_for_one(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out)
    before = results(out)
    parted = f"split\t{ONE}\t\toffice:other-registry--KEN\ta.txt\t{WHO}"
    summary = build([articles], out, decisions=table(tmp_path, parted))
    assert (summary.replaced, summary.quarantined) == (1, 0)
    assert ONE not in graph_of(out, "a.txt") and "mg:host office:other-registry--KEN" in graph_of(out, "a.txt")
    assert ONE in graph_of(out, "c.txt") and "other-registry" not in graph_of(out, "c.txt")
    build([articles], out, decisions=table(tmp_path))
    assert results(out) == before


def test_what_is_told_apart_is_not_asked_again(articles, tmp_path):
    out, desk, said = tmp_path / "out", "office:mombasa-border-training-desk--KEN", []
    (articles / "d.txt").write_text("Mombasa Border Training Desk\n", "utf-8")
    named = f"edit\t{event_of('a.txt')}\thost\t{ONE}\t\t{WHO}\t\t\toffice:desk Mombasa Border Training Desk"
    build([articles], out, decisions=wide(tmp_path, named))
    assert f"{desk}\n        mg:identityCandidate office:desk" in trig_of(out)
    apart = f"split\t{desk}\t\toffice:desk\t\t{WHO}"
    summary = build([articles], out, decisions=wide(tmp_path, named, apart), say=said.append)
    assert (summary.skipped, said) == (4, [])
    assert "identityCandidate" not in trig_of(out) and f"{desk}\n        owl:differentFrom office:desk" in trig_of(out)


def test_what_is_withdrawn_goes_with_all_that_is_said_of_it(articles, tmp_path):
    out, said = tmp_path / "out", []
    build([articles], out)
    before = results(out)
    assert f"mg:partner {ONE}" in trig_of(out)
    withdrawn = f"withdraw\t{ONE}\t\t\t\t{WHO}"
    summary = build([articles], out, decisions=table(tmp_path, withdrawn), say=said.append)
    assert (summary.replaced, summary.skipped, summary.quarantined, said) == (2, 1, 0, [])
    trig = trig_of(out)
    assert trig.count(ONE) == 1 and f"rdf:subject {ONE} ." in trig.replace(" ;", " ."), "the decision alone names it"
    assert ONE not in (out / "graph.ttl").read_text("utf-8")
    assert f"mg:host {OTHER}" in graph_of(out, "c.txt") and "mg:participant state:EGY" in graph_of(out, "a.txt")
    with open_snapshot(out / "store") as store:
        assert [found for _, found in validate_store(store.store) if found.severity == "Violation"] == []
        assert list(store.check(default_graph=True)) == [] and list(verify(store)) == []
    edited = f"edit\t{event_of('b.txt')}\thost\t{OTHER}\t\t{WHO}\t\t\t{ONE} Registry"
    build([articles], out, decisions=wide(tmp_path, withdrawn, edited))
    assert "mg:host" not in graph_of(out, "b.txt"), "an edit does not bring it back"
    build([articles], out, decisions=table(tmp_path))
    assert results(out) == before


@pytest.mark.parametrize(
    "given",
    [
        ("accept", "participant"),
        ("reject", "participant"),
        ("reject", "startDate", "--everywhere"),
        ("edit", "host", "--object", "state:KEN"),
        ("merge", ONE, OTHER),
        ("split", ONE, "office:other-registry--KEN Other Registry", "--article", "c.txt"),
        ("split", ONE, OTHER),
        ("withdraw", ONE),
    ],
)
def test_every_decision_outlasts_reading_again_and_is_undone(kg, articles, tmp_path, given):
    out, file, (action, what, *more) = tmp_path / "out", tmp_path / "decisions.tsv", given
    kept = {path: path.read_bytes() for path in articles.iterdir()}
    build([articles], out)
    before, at = results(out), ("--store", out / "store", "--decisions", file)
    if action in STATEMENTS:
        listed = json.loads(kg("review", "list", "--below", "1", "--limit", "99", "--format", "json", *at)[1])
        what = next(one["claim"] for one in listed if one.get("relation") == what)
    who = ("--by", "A. Curator", "--why", "I read it.")
    assert kg("review", action, what, *more, *who, *at)[0] == 0
    build([articles], out, decisions=file)
    decided = said_in(out)
    assert results(out) != before
    for path, text in kept.items():
        path.write_bytes(text + b"\n")
    assert build([articles], out).replaced == len(kept)
    assert said_in(out) == decided
    name = kg("review", "list", "--decided", "--decisions", file)[1].split()[0]
    assert kg("review", "undo", name, *who, "--decisions", file)[0] == 0
    for path, text in kept.items():
        path.write_bytes(text)
    build([articles], out, decisions=file)
    assert results(out) == before


def test_a_decision_that_matches_nothing_is_told(articles, tmp_path):
    out, said = tmp_path / "out", []
    gone = (
        f"reject\t{event_of('a.txt')}\tparticipant\tstate:KEN\ta.txt\t{WHO}",
        f"merge\toffice:nobody\t\t{OTHER}\t\t{WHO}",
        f"split\toffice:nobody-else\t\t{OTHER}\t\t{WHO}",
    )
    build([articles], out, decisions=table(tmp_path, *gone, MERGE), say=said.append)
    assert len(said) == 3 and all("matches nothing" in line and "A. Curator, 2026-11-26" in line for line in said)
    assert [line.split()[3] for line in said] == ["reject", "merge", "split"], "one line each, with what it says"
    said.clear()
    assert build([articles], out, say=said.append).skipped == 3 and len(said) == 3, "not even its article is read again"


def test_an_article_that_is_not_given_is_named(articles, tmp_path):
    out, said = tmp_path / "out", []
    build([articles], out)
    build([articles / "b.txt"], out, decisions=table(tmp_path, MERGE), say=said.append)
    assert [line.partition(":")[0] for line in said] == ["a.txt", "c.txt"] or len(said) == 2
    assert all("does not follow the decisions" in line for line in said)
    said.clear()
    assert build([articles], out, say=said.append).replaced == 2 and said == []


def test_a_chain_of_merges_ends_at_its_end(articles, tmp_path):
    out = tmp_path / "out"
    onward = f"merge\t{OTHER}\t\toffice:aliens-office\t\t{WHO}"
    build([articles], out, decisions=table(tmp_path, MERGE, onward))
    turtle = (out / "graph.ttl").read_text("utf-8")
    assert turtle.count("dcterms:isReplacedBy office:aliens-office") == 2
    assert turtle.count("mg:host office:aliens-office") == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("merge\ta\tb", "3 cells, and the header has 8"),
        (f"marry\t{ONE}\t\t{OTHER}\t\t{WHO}", "'marry' is no action"),
        (f"merge\tstate:KEN\t\t{OTHER}\t\t{WHO}", "a state cannot become a office"),
        (f"merge\tKenya\t\t{OTHER}\t\t{WHO}", "'Kenya' is no entity"),
        (f"merge\t{ONE}\thost\t{OTHER}\t\t{WHO}", "takes no relation"),
        (f"merge\t{ONE}\t\t{OTHER}\t\tA\tyesterday\tSo.", "'yesterday' is no day"),
        (f"merge\t{ONE}\t\t{OTHER}\t\tA\t2026-02-30\tSo.", "'2026-02-30' is no day"),
        (f"merge\t{ONE}\t\t{OTHER}\t\tA\t2026-11-26\t", "'reason' is empty"),
        (f"merge\t{ONE}\t\t{OTHER}\t\ta@example.org\t2026-11-26\tSo.", "leave out telephone numbers"),
        (f"reject\t{ONE}\tmarried\t{OTHER}\t\t{WHO}", "'married' is no relation"),
        (f"reject\t{ONE}\thost\t\t\t{WHO}", "'object' is empty"),
        (f"withdraw\t{ONE}\t\t{OTHER}\t\t{WHO}", "takes no object"),
        (f"merge\t{ONE}\t\t{ONE}\t\t{WHO}", "itself"),
        (f"{MERGE}\nmerge\t{OTHER}\t\t{ONE}\t\t{WHO}", "becomes itself again"),
        (f"{MERGE}\nwithdraw\t{ONE}\t\t\t\t{WHO}", "decided twice"),
        (f"{MERGE}\nsplit\t{OTHER}\t\t{ONE}\t\t{WHO}", "split from itself"),
        (f"reject\t{ONE}\thost\tKenya\t\t{WHO}", "'Kenya' is no entity"),
        (f"reject\t{ONE}\tstartDate\tMay\t\t{WHO}", "'May' is no date"),
        (f"accept\t{ONE}\thost\tstate:KEN\t\t{WHO}\nreject\t{ONE}\thost\tstate:KEN\t\t{WHO}", "decided twice"),
        (f"split\t{ONE}\thost\t{OTHER}\t\t{WHO}", "takes no relation"),
        (f"accept\t{ONE}\thost\tstate:KEN\t\t{WHO}\t\t\tstate:EGY", "takes no new object"),
        (f"edit\t{ONE}\thost\tstate:KEN\t\t{WHO}", "changes nothing"),
        (f"edit\t{ONE}\thost\tstate:KEN\t\t{WHO}\t\t\tstate:KEN", "changes nothing"),
        (f"edit\t{ONE}\thost\tstate:KEN\t\t{WHO}\t\t\t{ONE}", "tie something to itself"),
        (f"edit\t{ONE}\thost\tstate:KEN\t\t{WHO}\t\tstartDate", "'state:KEN' is no date"),
        (f"edit\t{ONE}\thost\tstate:KEN\t\t{WHO}\t\ttelephone\t1", "is private"),
        (f"edit\t{ONE}\thost\tstate:KEN\t\t{WHO}\t\t\t\tsure", "'sure' is no status"),
        (
            f"edit\t{ONE}\thost\tstate:KEN\t\t{WHO}\t\t\toffice:x One\n"
            f"edit\t{ONE}\thost\tstate:EGY\t\t{WHO}\t\t\toffice:x Two",
            "two names",
        ),
    ],
)
def test_a_wrong_line_is_told_with_its_place(tmp_path, line, said):
    path = (wide if any(row.count("\t") >= len(COLUMNS) for row in line.splitlines()) else table)(tmp_path, line)
    with pytest.raises(KgError, match=said) as raised:
        read_decisions(path)
    assert str(path) in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), (b"", "first line"), (b"\xff", "UTF-8")])
def test_a_table_that_is_none_is_told(tmp_path, content, said):
    path = tmp_path / "none.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KgError, match=said):
        read_decisions(path)


def test_redirects_of_the_reference_data(tmp_path):
    """Those of the package lead to rows that are there; a row may change its class."""
    path = tmp_path / "redirects.tsv"
    rows = (
        "process:old\tinternational-organization:new\t2026-01-02\tIt became one.",
        "office:x\t\t2026-01-02\tClosed.",
    )
    path.write_text("\n".join(("old\tnew\tdate\treason", *rows)) + "\n", "utf-8")
    became, closed = reference_redirects(path)
    assert became.replacement is not None and became.replacement.value.endswith("international-organization/new")
    assert (closed.action, closed.replacement) == ("withdraw", None)
    known = {quad.subject for quad in reference_quads()}
    assert known
    assert all(found.replacement in {None, *known} and found.subject not in known for found in reference_redirects())


def test_readers_are_told_who_read_a_claim_again(articles, tmp_path):
    out = tmp_path / "out"
    build([articles], out, decisions=table(tmp_path, f"accept\t{event_of('a.txt')}\tparticipant\tstate:EGY\t\t{WHO}"))
    assert "review: <bdi>A. Curator, 2026-11-26</bdi>" in (out / "report.html").read_text("utf-8")
