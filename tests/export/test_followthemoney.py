"""FollowTheMoney, checked by its own library: every entity is valid, every link leads from one to another."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.export import Profile, export
from kg.export.columns import identifier
from kg.graph import reference_quads
from kg.store import ArticleStore
from kg.vocabulary import vocabulary
from tests.export.test_networks import facts
from tests.queries.small_graph import small_graph

ftm = pytest.importorskip("followthemoney", reason="needs the extra 'ftm', whose library is compiled with ICU")


@pytest.fixture(scope="module")
def store() -> ArticleStore:
    return small_graph()


def exported(store: ArticleStore, folder: Path, profile: Profile = Profile.full) -> dict[str, Any]:
    """The entities and links as the library reads them, by id, each checked against its schema."""
    export(store, "ftm", folder / "out.json", profile)
    rows = [json.loads(line) for line in (folder / "out.json").read_text("utf-8").splitlines()]
    for row in rows:
        ftm.model.get(row["schema"]).validate(row)
    proxies = {row["id"]: ftm.model.get_proxy(row) for row in rows}
    assert len(proxies) == len(rows), "an id stands for one thing"
    written = {row["id"]: sum(map(len, row["properties"].values())) for row in rows}
    assert {name: len(list(proxy.itervalues())) for name, proxy in proxies.items()} == written, "it takes every value"
    return proxies


def check(proxies: dict[str, Any]) -> None:
    """Every value is of the type of its property, and every reference leads to an entity of the right schema."""
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), (proxy.id, prop.name, value)
            if prop.type is ftm.registry.entity:
                assert proxies[value].schema.is_a(prop.range), (proxy.id, prop.name, value)


@pytest.mark.parametrize("profile", Profile)
def test_every_entity_is_valid_and_every_link_resolves(store: ArticleStore, profile: Profile, tmp_path: Path):
    check(exported(store, tmp_path, profile))


def test_the_whole_reference_data_is_valid(tmp_path: Path):
    known = ArticleStore.in_memory()
    known.load_reference(reference_quads())
    check(exported(known, tmp_path))


def test_the_links_are_the_facts_of_the_store(store: ArticleStore, tmp_path: Path):
    proxies = exported(store, tmp_path)
    links = [proxy for proxy in proxies.values() if proxy.has("role", quiet=True)]
    ends = Counter((proxy.first("role"), frozenset(end for p, end in proxy.itervalues() if p.type is ftm.registry.entity
                    and p.name != "proof")) for proxy in links)  # fmt: skip
    wanted = Counter((relation, frozenset(f"mgkg-{end.replace(':', '.')}" for end in (s, o)))
                     for s, relation, o in facts(store).elements())  # fmt: skip
    assert ends == wanted


def test_links_carry_their_words_and_the_articles_that_prove_them(store: ArticleStore, tmp_path: Path):
    proxies = exported(store, tmp_path)
    said = [proxy for proxy in proxies.values() if proxy.has("role", quiet=True) and proxy.has("proof")]
    assert said
    for proxy in said:
        assert proxy.get("summary") and proxy.get("recordId")
        assert proxy.first("description").startswith(("confidence 0.", "confidence 1"))
        assert all(proxies[article].schema.name == "Article" for article in proxy.get("proof"))
    plain = exported(store, tmp_path, Profile.plain)
    assert set(plain) == set(proxies)
    assert not any(proxy.has("proof") for proxy in plain.values() if proxy.has("role", quiet=True))


def test_each_kind_of_fact_has_the_schema_that_tools_look_for(store: ArticleStore, tmp_path: Path):
    proxies = exported(store, tmp_path)
    schemata = Counter(proxy.schema.name for proxy in proxies.values())
    assert schemata.keys() >= {
        "Person", "Organization", "PublicBody", "Event", "Project", "Address", "Document", "Article",
        "Membership", "Employment", "Representation", "Documentation", "ProjectParticipant",
    }  # fmt: skip
    ghana = proxies[f"mgkg-{identifier('https://w3id.org/mgkg/id/state/GHA', '.')}"]
    assert (ghana.caption, ghana.countries, ghana.first("wikidataId")) == ("Ghana", ["gh"], "Q117")
    assert any(proxy.first("startDate") for proxy in proxies.values() if proxy.schema.name == "Event")


def test_every_class_of_entities_has_a_schema():
    from kg.export.followthemoney import _rules

    rules = _rules()
    assert set(rules["schemata"]) == {name for name, row in vocabulary().classes.items() if row.entity} | {"Article"}
    for schema, above in rules["above"].items():
        assert all(ftm.model.get(schema).is_a(name) for name in above)
