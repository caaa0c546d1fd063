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
from kg.store import ArticleStore, open_snapshot
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


def links_of(proxies: dict[str, Any]) -> Counter[tuple[str, frozenset[str]]]:
    """Relation and ends of each link, without those of memberships that ended."""
    return Counter(
        (proxy.first("role"), frozenset(ends))
        for proxy in proxies.values()
        if proxy.has("role", quiet=True) and not (proxy.schema.name == "Membership" and proxy.has("endDate"))
        for ends in [[end for p, end in proxy.itervalues() if p.type is ftm.registry.entity and p.name != "proof"]]
    )


@pytest.mark.parametrize("profile", Profile)
def test_every_fact_is_a_link_or_a_property_and_every_link_a_fact(
    store: ArticleStore, profile: Profile, tmp_path: Path
):
    proxies = exported(store, tmp_path, profile)
    links = links_of(proxies)
    wanted = {
        (relation, *(f"mgkg-{end.replace(':', '.')}" for end in (s, o))) for s, relation, o in facts(store).elements()
    }
    assert set(links) <= {(relation, frozenset({s, o})) for relation, s, o in wanted} and set(links.values()) == {1}
    for relation, subject, target in wanted:
        about = proxies[subject]
        codes = set(proxies[target].countries) if proxies[target].schema.name == "PublicBody" else set()
        said = target in [value for prop, value in about.itervalues() if prop.type is ftm.registry.entity]
        held = said or (relation in ("locatedIn", "place") and codes <= set(about.countries))
        assert (relation, frozenset({subject, target})) in links or held, (relation, subject, target)


def test_memberships_have_their_dates_and_former_ones_are_there_too(store: ArticleStore, tmp_path: Path):
    proxies = exported(store, tmp_path).values()
    members = [proxy for proxy in proxies if proxy.schema.name == "Membership"]
    dates = {
        (proxy.first("organization").rpartition(".")[2], proxy.first("member").rpartition(".")[2]): (
            proxy.first("startDate"), proxy.first("endDate"),
        )
        for proxy in members
    }  # fmt: skip
    assert dates["eu", "GBR"] == ("1973-01-01", "2020-01-31")
    assert dates["african-union", "GHA"] == ("2002-07-09", None)


def test_few_links_of_the_examples_are_of_no_known_kind(built_examples: Path, tmp_path: Path):
    with open_snapshot(built_examples / "store") as examples:
        proxies = exported(examples, tmp_path)
    check(proxies)
    links = Counter(proxy.schema.name for proxy in proxies.values() if proxy.has("role", quiet=True))
    assert links["UnknownLink"] / links.total() < 0.25
    assert links.keys() >= {"Membership", "Directorship", "Employment", "Representation", "Documentation"}
    states = [proxy for name, proxy in proxies.items() if name.startswith("mgkg-state.")]
    assert states and all(proxy.countries for proxy in states)
    places = Counter(bool(proxy.countries) for name, proxy in proxies.items() if name.startswith("mgkg-place."))
    assert places[True] / places.total() > 0.9
    nairobi = proxies["mgkg-place.nairobi-ken"]
    assert (nairobi.countries, nairobi.first("latitude"), nairobi.first("longitude")) == (["ke"], "-1.2833", "36.8167")


def test_links_carry_their_words_and_the_articles_that_prove_them(store: ArticleStore, tmp_path: Path):
    proxies = exported(store, tmp_path)
    said = [proxy for proxy in proxies.values() if proxy.has("role", quiet=True) and proxy.has("proof")]
    assert said
    for proxy in said:
        assert proxy.get("summary") and proxy.get("recordId")
        assert proxy.first("description").startswith(("confidence 0.", "confidence 1"))
        assert all(proxies[article].schema.name == "Article" for article in proxy.get("proof"))
    plain = exported(store, tmp_path, Profile.plain)
    assert set(plain) < set(proxies), "what a property says is a link only with words"
    assert not any(proxy.has("proof") for proxy in plain.values() if proxy.has("role", quiet=True))


def test_each_kind_of_fact_has_the_schema_that_tools_look_for(store: ArticleStore, tmp_path: Path):
    proxies = exported(store, tmp_path)
    schemata = Counter(proxy.schema.name for proxy in proxies.values())
    assert schemata.keys() >= {
        "Person", "Organization", "PublicBody", "Event", "Project", "Address", "Document", "Article",
        "Membership", "Employment", "Representation", "Documentation", "ProjectParticipant", "Directorship",
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
    for row in rules["properties_of_facts"]:
        schemata = rules["schemata"].get(row["subject"], row["subject"])
        assert row["property"] in ftm.model.get(schemata).properties
