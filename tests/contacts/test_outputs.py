"""No form of contact data in any file that is made of articles which hold them all, in no kind of file, in no field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store
from starlette.testclient import TestClient

from kg.cli.app import main
from kg.export import export
from kg.export.formats import FORMATS
from kg.pipeline.flow import STORE, build
from kg.query import LocalStore
from kg.serve.served import served_copy
from kg.store import open_snapshot
from kg.withheld.stored import stored_article
from tests.contacts.planted import FIELDS, Planted, planted, spellings, write_articles
from tests.export.written import legible
from tests.serve.local_ask import pages

LEAST_KEPT = 0.98
_TELLING = 6
"""Letters and digits of a form that is looked for: a shorter one stands in any long file."""
BROWSER = {"accept": "text/html"}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_articles(tmp_path_factory.mktemp("planted") / "articles", planted())


@pytest.fixture(scope="module")
def out(articles: dict[str, Path]) -> Path:
    """What a build makes of the articles."""
    folder = articles["txt"].parent.parent / "out"
    assert build([articles["txt"].parent], folder).articles > len(articles)
    return folder


def looked_for() -> list[Planted]:
    fields = [Planted("field", form, "{}") for form in FIELDS]
    return [one for one in (*planted(), *fields) if sum(map(str.isalnum, one.form)) > _TELLING]


def let_out(content: bytes) -> list[str]:
    """The forms that stand in a file, in any spelling."""
    return [one.form for one in looked_for() if any(said.encode() in content for said in spellings(one.form))]


def check(contents: dict[str, bytes]) -> None:
    """Fails where more than a fiftieth of the forms stand in any of the files."""
    assert contents
    found = {name: forms for name, content in contents.items() if (forms := let_out(content))}
    kept = 1 - len({form for forms in found.values() for form in forms}) / len(looked_for())
    assert kept >= LEAST_KEPT, found
    print(f"{len(looked_for())} forms, {len(contents)} files: {kept:.1%} kept in")


def files_below(*places: Path) -> dict[str, bytes]:
    paths = [path for place in places for path in ([place] if place.is_file() else place.rglob("*")) if path.is_file()]
    return {str(path): legible(path.read_bytes()) for path in paths} | {
        f"{path} (name)": path.name.encode() for path in paths
    }


def dumped(directory: Path) -> bytes:
    return "\n".join(map(str, Store.read_only(str(directory)))).encode()


def test_what_is_looked_for_stands_in_the_store(out: Path) -> None:
    with open_snapshot(out / STORE) as store:
        texts = "\n".join(store.text_of(marker.article) or "" for marker in store.markers())
        found = let_out(texts.encode())
        assert len(found) >= 200
        for marker in store.markers():  # evidence is quoted at its place in the text as it was read
            assert stored_article(store, marker).text == store.text_of(marker.article)


def test_results_of_a_build(out: Path) -> None:
    check(files_below(*(path for path in out.iterdir() if path.is_file())))


def test_copies_for_readers(out: Path) -> None:
    public = out / STORE / "public"
    check(files_below(public) | {f"{path} (quads)": dumped(path) for path in public.iterdir()})
    with served_copy(out / STORE) as served:
        check(files_below(served.directory.parent) | {"served": dumped(served.directory)})


@pytest.mark.parametrize("name", FORMATS)
def test_exports(name: str, out: Path, tmp_path: Path) -> None:
    with open_snapshot(out / STORE) as store:
        for profile in FORMATS[name].profiles:
            export(store, name, tmp_path / f"{name}-{profile}{FORMATS[name].suffix}", profile)
    check(files_below(tmp_path))


def test_releases_and_pictures(out: Path, tmp_path: Path) -> None:
    assert run("release", "1.0.0", "--out", tmp_path / "1.0.0", "--store", out / STORE, "--date", "2026-01-31") == 0
    assert run("view", "--out", tmp_path / "view.html", "--store", out / STORE) == 0
    check(files_below(tmp_path))


def test_pages_of_the_server(out: Path) -> None:
    with open_snapshot(out / STORE) as store:
        client = TestClient(pages(LocalStore(store.store, public=store.public)), headers=BROWSER)
        found = {}
        for marker in store.markers():
            address = f"/page/article/{marker.article.value.rpartition('/')[2]}"
            answer = client.get(address)
            assert answer.status_code == 200
            found[address] = answer.content
    check(found)


def test_what_one_article_says(articles: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    contents = {}
    for format in ("--format=json", "--format=turtle", "--format=table", "--explain"):
        assert run("extract", articles["md"], format) == 0
        contents[format] = capsys.readouterr().out.encode()
    check(contents)
    assert json.loads(contents["--format=json"])["claims"]


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COLUMNS", "400")
    yield
