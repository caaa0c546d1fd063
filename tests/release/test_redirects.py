"""The redirects for w3id.org lead from the IRIs of a release to addresses that a server of `kg` has."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg import settings
from kg.graph.terms import article_iri
from kg.query import LocalStore
from kg.release.redirects import PLACEHOLDER
from kg.store import open_snapshot
from tests.query.conftest import FIRST
from tests.serve.conftest import write_store
from tests.serve.local_ask import pages

Command = Callable[..., tuple[int, str, str]]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDFLIB = "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.5"
SITE = "https://graph.example.org/kg"


def followed(rules: str, path: str, accept: str) -> tuple[int, str]:
    """Status and address of what Apache answers: the part of mod_rewrite that the rules need, as its documentation has
    it and as Apache 2.4 does. A line that is not of this part is an error."""
    variables = {}
    holds = True
    for line in rules.splitlines():
        match line.split():
            case ["RewriteCond", "%{HTTP_ACCEPT}", form]:
                found = re.search(form.removeprefix("!"), accept) is not None
                holds = holds and found != form.startswith("!")
            case ["RewriteRule", form, target, flags]:
                taken, holds = re.search(form, path) if holds else None, True
                if taken is None:
                    continue
                if target == "-":
                    name, _, value = flags.removeprefix("[E=").removesuffix("]").partition(":")
                    variables[name] = value
                    continue
                status = re.fullmatch(r"\[R=(\d+),L\]", flags)
                assert status, line
                target = re.sub(r"%\{ENV:(\w+)\}", lambda name: variables[name[1]], target)
                return int(status[1]), target.replace("$1", taken[1]).replace("$2", taken[taken.re.groups])
            case [] | ["Options" | "RewriteEngine" | "Header", *_]:
                pass
            case [word, *_]:
                assert word.startswith("#"), line
    raise AssertionError(f"no rule is for {path}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, str]]:
    """The pages of a store, and the path of one of its articles."""
    directory = tmp_path_factory.mktemp("redirected") / "store"
    write_store(directory, reference=True)
    with open_snapshot(directory) as snapshot:
        local = LocalStore(snapshot.store)
        article = article_iri(FIRST).value.removeprefix(settings.BASE)
        yield TestClient(pages(local), follow_redirects=False), article


@pytest.mark.parametrize(
    ("asked", "accept", "status", "leads_to"),
    [
        ("id/state/KEN", BROWSER, 303, "page/id/state/KEN"),
        ("id/state/KEN", "*/*", 303, "page/id/state/KEN"),
        ("id/state/KEN", "", 303, "page/id/state/KEN"),
        ("id/state/KEN", "text/turtle", 303, "data/id/state/KEN.ttl"),
        ("id/state/KEN", RDFLIB, 303, "data/id/state/KEN.ttl"),
        ("id/state/KEN", "application/ld+json, application/json", 303, "data/id/state/KEN.jsonld"),
        ("id/state/KEN", "application/ld+json, text/turtle;q=0.5", 303, "data/id/state/KEN.jsonld"),
        ("id/state/KEN", f"{BROWSER}, text/turtle", 303, "page/id/state/KEN"),
        ("id/state/KEN.nt", BROWSER, 303, "data/id/state/KEN.nt"),
        ("ARTICLE", BROWSER, 303, "page/ARTICLE"),
        ("ARTICLE", "text/turtle", 303, "data/ARTICLE.ttl"),
        ("ARTICLE/claim/1", "text/turtle", 303, "data/ARTICLE/claim/1.ttl"),
        ("concept/event-type/Workshop", BROWSER, 303, "page/concept/event-type/Workshop"),
        ("concept/event-type", "application/ld+json", 303, "data/concept/event-type.jsonld"),
        ("ontology", BROWSER, 303, "page/ontology"),
        (f"ontology/{settings.VERSION}", BROWSER, 303, f"page/ontology/{settings.VERSION}"),
        ("ontology.ttl", "*/*", 303, "data/ontology.ttl"),
        (f"context/{settings.VERSION}", "application/ld+json", 302, f"context/{settings.VERSION}"),
        ("", BROWSER, 302, ""),
    ],
)
def test_an_iri_leads_to_a_page_or_to_data(
    release_to_site: str, served: tuple[TestClient, str], asked: str, accept: str, status: int, leads_to: str
):
    client, article = served
    asked, leads_to = asked.replace("ARTICLE", article), leads_to.replace("ARTICLE", article)
    assert followed(release_to_site, asked, accept) == (status, f"{SITE}/{leads_to}")
    answer = client.get(f"/{leads_to}", headers={"accept": accept or "*/*"})
    assert answer.status_code == 200
    if leads_to.startswith("data/"):
        assert answer.headers["link"].endswith(f'<{settings.BASE}{asked.removesuffix(".nt").removesuffix(".ttl")}>; rel="describes"')  # fmt: skip  # noqa: E501


def test_releases_lead_to_where_they_stand(release_to_site: str):
    assert followed(release_to_site, "release/1.0.0/data/graph.ttl", "text/turtle") == (
        302, f"{SITE}/release/1.0.0/data/graph.ttl",
    )  # fmt: skip


@pytest.fixture(scope="module")
def release_to_site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The rules of a release for a site."""
    folder = tmp_path_factory.mktemp("to-site")
    write_store(folder / "store")
    words = ["release", "1.0.0", "--out", str(folder / "1.0.0"), "--store", str(folder / "store"), "--site", f"{SITE}/"]
    subprocess.run([sys.executable, "-m", "kg", *words], check=True, capture_output=True)
    return (folder / "1.0.0" / "w3id" / "mgkg.htaccess").read_text("utf-8")


def test_without_a_site_a_placeholder_stands_once_and_nobody_is_told_that_it_works(kg: Command, tmp_path: Path):
    write_store(tmp_path / "store")
    out = tmp_path / "1.0.0"
    assert kg("release", "1.0.0", "--out", out, "--store", tmp_path / "store")[0] == 0
    assert (out / "w3id" / "mgkg.htaccess").read_text("utf-8").count(PLACEHOLDER) == 1
    readme = (out / "w3id" / "README.md").read_text("utf-8")
    assert "Nobody has registered these redirects" in readme and f"`{PLACEHOLDER}` stands where" in readme
    assert "Nobody has registered that folder at w3id.org" in (out / "README.md").read_text("utf-8")


@pytest.mark.parametrize("site", ["ftp://x.example", "https://x.example/%{ENV:HOME}", "https://x y", "https://x/$1?q"])
def test_what_is_no_site_is_refused(kg: Command, tmp_path: Path, site: str):
    write_store(tmp_path / "store")
    code, said, complaint = kg(
        "release", "1.0.0", "--out", tmp_path / "r", "--store", tmp_path / "store", "--site", site
    )
    assert (code, said, complaint.count("\n")) == (1, "", 1) and complaint.startswith(f"kg: --site {site}: ")
    assert not (tmp_path / "r").exists()


def test_a_base_of_somebodys_own_has_no_rules_for_w3id(tmp_path: Path):
    write = (
        "from pathlib import Path; from tests.serve.conftest import write_store; from kg.cli.app import main; "
        f"write_store(Path({str(tmp_path / 'store')!r})); "
        f"main(['release', '1.0.0', '--out', {str(tmp_path / 'r')!r}, '--store', {str(tmp_path / 'store')!r}])"
    )
    environment = {**os.environ, "KG_BASE": "https://graph.example.org/"}
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", write], cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "r" / "w3id").exists()
    readme = (tmp_path / "r" / "README.md").read_text("utf-8")
    assert "The IRIs begin with <https://graph.example.org/>." in readme and "registered" not in readme
