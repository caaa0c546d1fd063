"""The patch applied to the old graph gives the new one, whatever they hold, and tells nothing that is not public."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg import settings
from kg.changes import find_lines, lines_of_store, write_patch
from kg.export import export
from kg.graph.terms import XSD, mg
from kg.records import KgError
from kg.store import ArticleStore

NODES = tuple(NamedNode(f"{settings.ENTITY}event/{name}") for name in ("a", "b", "ü"))
GRAPHS = (DefaultGraph(), *(NamedNode(settings.ARTICLE + name) for name in ("0" * 16, "1" * 16)))
LITERALS = st.one_of(
    st.text(max_size=8).map(lambda text: Literal(text.replace("\0", ""))),
    st.sampled_from(["a b", 'said "so"\n\\ .', "a\u2028b\u202ec", "\r\t\x7f"]).map(
        lambda text: Literal(text, language="en")
    ),
    st.integers(0, 9).map(lambda n: Literal(str(n), datatype=NamedNode(XSD + "integer"))),
)
QUADS = st.builds(
    Quad,
    st.sampled_from(NODES),
    st.sampled_from([mg("host"), mg("participant")]),
    st.one_of(st.sampled_from(NODES), LITERALS),
    st.sampled_from(GRAPHS),
)


def stored(quads) -> ArticleStore:
    store = Store()
    store.bulk_extend(quads)
    return ArticleStore(store)


def patch(old, new) -> bytes:
    out = io.BytesIO()
    write_patch(old, new, out)
    return out.getvalue()


def applied(store: Store, text: bytes) -> Store:
    """The store with the rows of a patch done to it, as a reader of the format would."""
    for row in text.decode().split("\n"):
        if row[:2] in ("A ", "D "):
            (quad,) = parse(row[2:], RdfFormat.N_QUADS)
            store.add(quad) if row[0] == "A" else store.remove(quad)
    return store


@given(st.sets(QUADS, max_size=12), st.sets(QUADS, max_size=12))
def test_a_patch_makes_the_new_graph_of_the_old_one(old, new):
    before, after = stored(old), stored(new)
    text = patch(lines_of_store(before), lines_of_store(after))
    assert set(applied(before.store, text)) == set(after.store)
    rows = text.decode().removesuffix("\n").split("\n")
    assert rows[0].startswith("H id <urn:uuid:") and (rows[1], rows[-1]) == ("TX .", "TC .")
    assert all(row.endswith(" .") for row in rows), "nothing breaks a row"


def test_the_same_change_has_the_same_patch_and_the_same_graph_none():
    one, other = (stored([Quad(NODES[n], mg("host"), NODES[2], GRAPHS[n])]) for n in (0, 1))
    first = patch(lines_of_store(one), lines_of_store(other))
    assert (
        first == patch(lines_of_store(one), lines_of_store(other)) != patch(lines_of_store(other), lines_of_store(one))
    )
    assert b"\nA " not in patch(lines_of_store(one), lines_of_store(one))


def test_files_of_all_formats_hold_what_the_store_holds(tmp_path: Path):
    """Also packed, and below the folder of a release."""
    store = stored(
        Quad(node, mg("host"), Literal("a “b”\u2028\n", language="en"), graph) for node in NODES for graph in GRAPHS
    )
    here = list(lines_of_store(store)())
    for name, suffix in (("nquads", ".nq"), ("trig", ".trig"), ("jsonld", ".jsonld")):
        export(store, name, tmp_path / f"graph{suffix}")
        found = list(find_lines(tmp_path / f"graph{suffix}")())
        assert found == here if suffix != ".jsonld" else set(found) <= set(here)
    release = tmp_path / "release"
    (release / "data").mkdir(parents=True)
    (release / "data" / "graph.nq.gz").write_bytes(gzip.compress((tmp_path / "graph.nq").read_bytes()))
    assert list(find_lines(release)()) == here


def test_what_is_private_is_in_no_patch(tmp_path: Path):
    private = [
        NamedNode(name)
        for name in (
            settings.CONTACTS_GRAPHS + "a",
            settings.TEXT_GRAPHS + "a",
            settings.RUNS_GRAPH,
            settings.PUSHES_GRAPH,
        )
    ]
    store = stored(Quad(NODES[0], mg("telephone"), Literal("+41 22 555 0111"), graph) for graph in private)
    store.store.dump(str(tmp_path / "all.nq"), RdfFormat.N_QUADS)
    assert list(lines_of_store(store)()) == list(find_lines(tmp_path / "all.nq")()) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.nq", None, "nothing there"),
        ("a.txt", b"", "no ending that is read"),
        ("a.nq", b"<a b> <c> .", "cannot be read as N-Quads"),
        ("a.nq.gz", b"no gzip", "cannot be read as N-Quads"),
        ("a.nq", b"_:a <https://example.org/p> _:b .", "blank nodes"),
        ("folder", None, "no store and no release"),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(tmp_path: Path, name, content, said):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KgError, match=said) as raised:
        list(find_lines(path)())
    assert str(path) in str(raised.value) and "\n" not in str(raised.value)
