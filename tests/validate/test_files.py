"""Reports on files: each graph by itself, errors in one line."""

from pathlib import Path

import pytest

from kg.records import KgError
from kg.validate import validate_files

ARTICLE = Path(__file__).parent / "article.trig"


def test_each_graph_is_checked_by_itself_with_what_the_others_say_of_types(tmp_path):
    assert validate_files([ARTICLE]) == []
    facts = tmp_path / "facts.trig"
    loose = "<https://w3id.org/mgkg/id/office/field-office> mg:partOf <https://w3id.org/mgkg/id/state/KEN> ."
    facts.write_text(ARTICLE.read_text("utf-8") + loose, "utf-8")
    assert validate_files([facts]) == [], "a fact of the default graph needs no claim of an article"


def test_a_violation_names_file_graph_and_what_to_mend(tmp_path):
    broken = tmp_path / "broken.trig"
    broken.write_text(ARTICLE.read_text("utf-8").replace("--10-01", "--13-45"), "utf-8")
    found = validate_files([broken])
    assert {place for place, _ in found} == {f"{broken} https://w3id.org/mgkg/article/0123456789abcdef"}
    assert {str(violation.value) for _, violation in found} == {"--13-45"}
    assert all(violation.message and violation.shape for _, violation in found)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", b"<a> <b", "line 1"),
        ("a.ttl", b"\xff\xfe<a>", "a.ttl"),
        ("a.nt", b"<http://a> <http://b> .\n", "a.nt"),
        ("a.xml", b"<rdf:RDF/>", "not one of"),
        ("a.ttl", b"@prefix a: <http://a/> . " + b"a:b a:c (" * 20_000, "a.ttl"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KgError, match=said) as raised:
        validate_files([tmp_path / name])
    assert "\n" not in str(raised.value)


def test_a_folder_and_a_missing_file_are_one_line(tmp_path):
    for path in (tmp_path / "x.ttl", tmp_path):
        with pytest.raises(KgError):
            validate_files([path])
