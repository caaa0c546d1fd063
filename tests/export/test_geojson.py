"""GeoJSON, read back as plain JSON and by the grammar of RFC 7946: events and states at points that are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyoxigraph as ox
import pytest
from jsonschema import Draft202012Validator

from kg.export import Profile, export
from kg.export.columns import EDGES, identifier
from kg.export.rows import claims
from kg.graph import reference_quads
from kg.graph.terms import LABEL
from kg.store import ArticleStore
from tests.queries.small_graph import small_graph

NUMBER = {"type": "number"}
POSITION = {
    "type": "array",
    "prefixItems": [NUMBER | {"minimum": -180, "maximum": 180}, NUMBER | {"minimum": -90, "maximum": 90}],
    "minItems": 2,
    "maxItems": 3,
}
"""Longitude, latitude (RFC 7946, 3.1.1 and 4)."""
COLLECTION = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {"type": {"const": "Point"}, "coordinates": POSITION},
                                "additionalProperties": False,
                            },
                        ]
                    },
                    "properties": {"type": "object"},
                },
                "not": {"anyOf": [{"required": [name]} for name in ("coordinates", "geometries", "features")]},
            },
        },
    },
    "not": {"anyOf": [{"required": [name]} for name in ("coordinates", "geometry", "geometries", "properties", "crs")]},
}
"""What the standard asks of a collection of points (RFC 7946, 3.2, 3.3 and 7.1)."""


@pytest.fixture(scope="module")
def store() -> ArticleStore:
    return small_graph()


def features(store: ArticleStore, folder: Path, profile: Profile = Profile.full) -> dict[str, dict[str, Any]]:
    """The features by id, each checked."""
    export(store, "geojson", folder / "out.geojson", profile)
    text = (folder / "out.geojson").read_text("utf-8")
    document = json.loads(text)
    Draft202012Validator(COLLECTION).validate(document)
    assert len(text.splitlines()) == len(document["features"]) + 2, "a feature a line"
    found = {feature["id"]: feature for feature in document["features"]}
    assert len(found) == len(document["features"])
    return found


def test_states_stand_at_their_capitals(store: ArticleStore, tmp_path: Path):
    ghana = features(store, tmp_path)["state:GHA"]
    assert ghana["geometry"] == {"type": "Point", "coordinates": [-0.1969, 5.556]}
    told = ghana["properties"]
    assert (told["label"], told["iso3"], told["located_at"], told["wikidata"]) == (
        "Ghana", "GHA", "place:accra-gha", "Q117",
    )  # fmt: skip
    assert "date" not in told, "a state has no day"


def test_events_stand_at_their_cities_with_their_facts_dates_and_sources(store: ArticleStore, tmp_path: Path):
    found = features(store, tmp_path)
    urls = {claim.article.url for claim in claims(store.store)} - {""}
    events = {name: one for name, one in found.items() if one["properties"]["type"] == "Event"}
    placed = [one for one in events.values() if one["geometry"]]
    assert placed and all(one["properties"]["located_at"].startswith("place:") for one in placed)
    dated = [one["properties"] for one in events.values() if "date_start" in one["properties"]]
    assert dated and all(str(told["year"]) == told["date_start"][:4] for told in dated)
    sources = {url for one in events.values() for url in one["properties"].get("sources", ())}
    assert sources and sources <= urls
    for quad in store.store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        name = identifier(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else ""
        if name in events and EDGES.get(quad.predicate.value) == "participant":
            label = next(store.store.quads_for_pattern(quad.object, LABEL, None, ox.DefaultGraph()))
            assert label.object.value in events[name]["properties"]["participant"]
    facts = [fact for one in events.values() for fact in one["properties"]["facts"]]
    assert all(fact["quotation"] and fact["relation"] and 0 < fact["confidence"] <= 1 for fact in facts)


def test_a_state_knows_the_events_that_it_took_part_in(store: ArticleStore, tmp_path: Path):
    found = features(store, tmp_path)
    met = {label for one in found.values() for label in one["properties"].get("as_participant", ())}
    assert met and met <= {one["properties"]["label"] for one in found.values()}


def test_the_plain_profile_has_no_words(store: ArticleStore, tmp_path: Path):
    plain, full = (features(store, tmp_path, profile) for profile in (Profile.plain, Profile.full))
    assert set(plain) == set(full)
    assert not any({"facts", "sources"} & one["properties"].keys() for one in plain.values())
    assert any("participant" in one["properties"] for one in plain.values())


def test_almost_every_state_has_a_point_that_is_near_others_of_its_region(tmp_path: Path):
    known = ArticleStore.in_memory()
    known.load_reference(reference_quads())
    found = features(known, tmp_path)
    points = {name.rpartition(":")[2]: one["geometry"]["coordinates"] for name, one in found.items() if one["geometry"]}
    assert len(found) == 196 and len(points) > 190
    frame = pd.DataFrame(points, index=["longitude", "latitude"]).T
    assert frame.loc[["KEN", "UGA", "TZA"]].longitude.between(29, 42).all()
    assert frame.loc[["NOR", "SWE", "FIN"]].latitude.between(55, 65).all()
    assert frame.loc[["CHL", "ARG"]].latitude.between(-40, -30).all()
