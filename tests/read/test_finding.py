"""What is found under the paths that a user names, and in which order and under which names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.read import ReadError, find_articles


def write(path: Path, text: str = "Ministers met.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_folders_are_read_recursively_in_one_order(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.htm", "a/B.TXT", "c.html", "a.txt"):
        write(tmp_path / name)
    assert [(s.name, s.media_type) for s in find_articles([tmp_path])] == [
        ("a/B.TXT", "text/plain"),
        ("a/z.htm", "text/html"),
        ("a.txt", "text/plain"),
        ("b.md", "text/markdown"),
        ("c.html", "text/html"),
    ]


def test_what_is_left_out_of_a_folder_is_reported(tmp_path: Path) -> None:
    write(tmp_path / "kept.txt")
    write(tmp_path / "photo.png")
    write(tmp_path / "kept.txt.meta.yaml")
    write(tmp_path / "gone.txt.meta.yaml")
    write(tmp_path / ".git" / "hidden.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "kept.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "pipe.txt")
    lines: list[str] = []
    assert [s.name for s in find_articles([tmp_path], lines.append)] == ["kept.txt"]
    reasons = {
        line.partition(": left out, ")[0].rpartition("/")[2]: line.partition(": left out, ")[2] for line in lines
    }
    assert reasons == {
        "link.txt": "a link; name the file itself",
        "loop": "a link; name the file itself",
        "pipe.txt": "not an ordinary file",
        "photo.png": "not .txt, .md, .html, .htm, .pdf, .docx, .jsonl or .csv",
        "gone.txt.meta.yaml": "there is no such article beside it",
    }


def test_a_named_link_is_followed_and_a_file_comes_once(tmp_path: Path) -> None:
    real = write(tmp_path / "real.txt")
    (tmp_path / "latest.txt").symlink_to(real)
    found = find_articles([tmp_path / "latest.txt", real, tmp_path, "-", "-"])
    assert [(s.name, s.path) for s in found] == [("latest.txt", real.resolve()), ("-", None)]


def test_files_of_one_name_from_two_arguments_keep_apart(tmp_path: Path) -> None:
    for name in ("2019/a.txt", "2020/a.txt", "x/2020/a.txt", "y/sub/b.txt", "z/sub/b.txt"):
        write(tmp_path / name)
    arguments = [tmp_path / "2019", tmp_path / "2020", tmp_path / "x/2020/a.txt", tmp_path / "y", tmp_path / "z"]
    names = [s.name for s in find_articles(arguments)]
    assert names == ["a.txt", "2020/a.txt", "x/2020/a.txt", "sub/b.txt", "z/sub/b.txt"]


@pytest.mark.parametrize(("name", "reason"), [("missing.txt", "no such file"), ("photo.png", "not an article file")])
def test_a_named_path_that_cannot_be_read_is_an_error(tmp_path: Path, name: str, reason: str) -> None:
    write(tmp_path / "photo.png")
    with pytest.raises(ReadError, match=reason):
        find_articles([tmp_path / name])


def test_a_file_name_that_is_no_utf_8_becomes_a_key_that_is(tmp_path: Path) -> None:
    write(tmp_path / os.fsdecode(b"caf\xe9.txt"))
    assert [s.name for s in find_articles([tmp_path])] == ["caf\ufffd.txt"]
