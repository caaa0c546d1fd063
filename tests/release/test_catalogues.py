"""What catalogues and repositories take of a release: DCAT-AP, DataCite, Zenodo, and who is stated to answer for it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
import yaml
from pyoxigraph import NamedNode
from pyshacl import validate
from rdflib.namespace import DCTERMS, FOAF, RDF, SH, SKOS

from kg.contacts import has_contact
from kg.graph.reference_graph import reference_quads
from kg.release.imprint import check_digit
from kg.settings import ENTITY
from kg.store import ArticleStore, publish
from tests.release.conftest import command
from tests.serve.conftest import write_store

Command = Callable[..., tuple[int, str, str]]
HERE = Path(__file__).parent
ADDRESS = rdflib.URIRef("https://w3id.org/mgkg/release/1.0.0")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCATAP = rdflib.Namespace("http://data.europa.eu/r5r/")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
AUTHORITY = rdflib.Namespace("http://publications.europa.eu/resource/authority/")
PLACES = {NamedNode(ENTITY + name) for name in ("place/accra-gha", "state/GHA")}
INSTITUTE = rdflib.URIRef("https://ror.org/00example")
STATED = (
    *("--publisher", f"Example Institute of Migration={INSTITUTE}", "--date", "2026-01-31"),
    *("--creator", "Carberry, Josiah=0000-0002-1825-0097", "--creator", "Working Group on [Data]"),
    *(
        "--contact",
        "Desk for data=https://example.org/ask?about=data",
        "--doi",
        "https://doi.org/10.5281/zenodo.1234567",
    ),
)
NOT_OF_FILES = {"vocabulary", "quality", "software", "w3id"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles, one of a workshop in Accra, and of what the reference data say of that place."""
    directory = tmp_path_factory.mktemp("catalogues") / "store"
    write_store(directory)
    with ArticleStore.open(directory) as store:
        store.load_reference([quad for quad in reference_quads() if quad.subject in PLACES])
        publish(store)
    return directory


@pytest.fixture(scope="module")
def stated(store: Path) -> Path:
    """Its release, with all that can be stated."""
    assert command("release", "1.0.0", "--out", store.parent / "stated", "--store", store, *STATED) == 0
    return store.parent / "stated"


@pytest.fixture(scope="module")
def unstated(store: Path) -> Iterator[Path]:
    """Its release, with nothing stated."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        assert command("release", "1.0.0", "--out", store.parent / "unstated", "--store", store) == 0
    yield store.parent / "unstated"


def manifest(folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(folder / "manifest.ttl")


def read(folder: Path, name: str) -> dict[str, object]:
    content = json.loads((folder / name).read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def results(graph: rdflib.Graph) -> set[tuple[str, str, str]]:
    """What the shapes of DCAT-AP find: severity, what it is about below the release, the property."""
    shapes = rdflib.Graph().parse(HERE / "dcat_ap.ttl")
    _, report, _ = validate(graph, shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    return {
        tuple(
            re.split("[/#]", str(report.value(one, of)).removeprefix(str(ADDRESS)).rstrip("/"))[-1]
            for of in (SH.resultSeverity, SH.focusNode, SH.resultPath)
        )
        for one in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_a_release_has_what_dcat_ap_asks_for(stated: Path, unstated: Path):
    """Left open is what nothing tells: the kind of an agent, and place and time of what has none."""
    files = {("Warning", part, path) for part in NOT_OF_FILES for path in ("spatial", "temporal")}
    always = {("Warning", "dataset", path) for path in ("spatial", "temporal", "distribution")}
    agents = {("Warning", name, "type") for name in ("00example", "0000-0002-1825-0097", "creator-2")}
    assert results(manifest(stated)) == files | always | agents
    assert results(manifest(unstated)) == files | always | {("Warning", "mgkg", "type")}


def test_the_shapes_of_dcat_ap_see_what_is_missing(stated: Path):
    text = (stated / "manifest.ttl").read_text("utf-8")
    graph = rdflib.Graph().parse(data=text, format="turtle")
    before = results(graph)
    gone = (
        *(DCTERMS[name] for name in ("title", "publisher", "description")),
        *(DCTERMS[name] for name in ("spatial", "temporal", "language", "license", "issued", "modified", "format")),
        *(DCAT[name] for name in ("accessURL", "contactPoint", "theme", "keyword", "distribution", "themeTaxonomy")),
        *(DCATAP.availability, FOAF.name, FOAF.homepage, SKOS.prefLabel, VCARD.fn),
    )
    for predicate in gone:
        graph.remove((None, predicate, None))
    found = {path for _, _, path in results(graph) - before}
    assert found == {re.split("[/#]", str(predicate))[-1] for predicate in gone}
    strange = rdflib.Graph().parse(data=text, format="turtle")
    strange.add((ADDRESS, DCTERMS.hasVersion, rdflib.Literal("sha256:0")))
    strange.add((ADDRESS, DCTERMS.publisher, rdflib.URIRef("https://example.org/other")))
    strange.add((ADDRESS, DCAT.theme, rdflib.URIRef("https://example.org/theme")))
    violations = {path for severity, _, path in results(strange) if severity == "Violation"}
    assert violations == {"hasVersion", "publisher", "theme"}


def test_the_terms_are_those_of_the_authority_tables(stated: Path):
    graph = manifest(stated)
    assert set(graph.objects(ADDRESS, DCAT.theme)) == {AUTHORITY[f"data-theme/{c}"] for c in ("INTR", "SOCI", "GOVE")}
    assert set(graph.objects(ADDRESS, DCTERMS.spatial)) == {AUTHORITY["country/GHA"]}, "where the workshop was"
    assert graph.value(ADDRESS, DCTERMS.language) == AUTHORITY["language/ENG"]
    assert graph.value(ADDRESS, DCTERMS.accessRights) == AUTHORITY["access-right/PUBLIC"]
    types = {
        str(graph.value(one, DCAT.downloadURL)).removeprefix(f"{ADDRESS}/"): graph.value(one, DCTERMS["format"])
        for one in graph.subjects(RDF.type, DCAT.Distribution)
    }
    expected = {"ttl": "RDF_TURTLE", "trig": "RDF_TRIG", "nq": "RDF_N_QUADS", "jsonld": "JSON_LD", "geojson": "GEOJSON"}
    for ending, name in expected.items():
        assert types[f"data/graph.{ending}"] == AUTHORITY[f"file-type/{name}"]


def test_who_answers_for_it_is_said_in_each_record(stated: Path):
    graph, citation = manifest(stated), yaml.safe_load((stated / "CITATION.cff").read_text("utf-8"))
    orcid = rdflib.URIRef("https://orcid.org/0000-0002-1825-0097")
    catalogue = next(graph.subjects(RDF.type, DCAT.Catalog))
    for one in (catalogue, *graph.objects(catalogue, DCAT.dataset)):
        assert list(graph.objects(one, DCTERMS.publisher)) == [INSTITUTE]
        names = {str(graph.value(creator, FOAF.name)) for creator in graph.objects(one, DCTERMS.creator)}
        assert orcid in set(graph.objects(one, DCTERMS.creator)) and names == {
            "Carberry, Josiah",
            "Working Group on [Data]",
        }
        assert str(graph.value(one, DCTERMS.issued)) == "2026-01-31"
    contact = graph.value(ADDRESS, DCAT.contactPoint)
    assert graph.value(contact, VCARD.hasURL) == rdflib.URIRef("https://example.org/ask?about=data")
    assert {str(p) for p in graph.predicates(contact)} == {str(RDF.type), str(VCARD.fn), str(VCARD.hasURL)}
    assert rdflib.Literal("https://doi.org/10.5281/zenodo.1234567") in set(graph.objects(ADDRESS, DCTERMS.identifier))
    assert citation["authors"] == [
        {"family-names": "Carberry", "given-names": "Josiah", "orcid": str(orcid)},
        {"name": "Working Group on [Data]"},
    ]
    assert citation["doi"] == "10.5281/zenodo.1234567"
    said = " ".join((stated / "README.md").read_text("utf-8").split())
    assert f"Published by [Example Institute of Migration](<{INSTITUTE}>); created by [Carberry, Josiah](" in said
    assert r"Working Group on \[Data\]. Ask [Desk for data](<https://example.org/ask?about=data>)." in said


def test_the_record_for_datacite_has_what_is_mandatory(stated: Path, unstated: Path):
    for folder in (stated, unstated):
        record = read(folder, "datacite.json")
        assert {"creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"} <= set(record)
        assert record["types"] == {"resourceTypeGeneral": "Dataset", "resourceType": "Knowledge graph"}
    record = read(stated, "datacite.json")
    assert (record["doi"], record["url"]) == ("10.5281/zenodo.1234567", str(ADDRESS))
    assert (record["publicationYear"], record["version"], record["language"]) == ("2026", "1.0.0", "en")
    assert isinstance(record["publisher"], dict) and record["publisher"]["publisherIdentifierScheme"] == "ROR"
    assert record["creators"] == [
        {
            "name": "Carberry, Josiah", "familyName": "Carberry", "givenName": "Josiah", "nameType": "Personal",
            "nameIdentifiers": [{
                "nameIdentifier": "https://orcid.org/0000-0002-1825-0097", "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }],
        },
        {"name": "Working Group on [Data]"},
    ]  # fmt: skip
    assert record["geoLocations"] == [{"geoLocationPlace": "Ghana"}]
    assert "doi" not in read(unstated, "datacite.json"), "whoever registers it gives the DOI"


def test_the_record_for_zenodo_has_what_a_deposit_needs(stated: Path, unstated: Path):
    record = read(stated, ".zenodo.json")
    assert {"title", "upload_type", "description", "creators", "access_right", "license"} <= set(record)
    assert record["creators"] == [
        {"name": "Carberry, Josiah", "orcid": "0000-0002-1825-0097"},
        {"name": "Working Group on [Data]"},
    ]
    assert record["contributors"] == [{"name": "Example Institute of Migration", "type": "Distributor"}]
    assert (record["publication_date"], record["doi"]) == ("2026-01-31", "10.5281/zenodo.1234567")
    assert {"doi", "contributors"}.isdisjoint(read(unstated, ".zenodo.json"))


def test_the_checksums_cover_the_records_and_a_second_run_gives_the_same(kg: Command, store: Path, stated: Path):
    listed = {line.split("  ")[1] for line in (stated / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert {"datacite.json", ".zenodo.json", "manifest.ttl"} <= listed
    code, said, _ = kg("release", "1.0.0", "--out", stated, "--store", store, *STATED)
    assert code == 0 and "stands there already, the same to the byte" in said


def test_an_e_mail_address_is_there_only_where_it_is_given_to_be(
    kg: Command, store: Path, unstated: Path, tmp_path: Path
):
    records = ("manifest.ttl", "README.md", "CITATION.cff", "datacite.json", ".zenodo.json")
    assert not any(has_contact((unstated / name).read_text("utf-8")) for name in ("CITATION.cff", "README.md"))
    assert VCARD.hasEmail not in set(manifest(unstated).predicates())
    given = ("--out", tmp_path / "r", "--store", store, "--contact", "Desk=desk@example.org")
    assert kg("release", "1.0.0", *given)[0] == 0
    told = {name for name in records if "desk@example.org" in (tmp_path / "r" / name).read_text("utf-8")}
    assert told == {"manifest.ttl", "README.md"}
    (address,) = manifest(tmp_path / "r").objects(None, VCARD.hasEmail)
    assert address == rdflib.URIRef("mailto:desk@example.org")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (["--creator", "Carberry, Josiah=0000-0002-1825-0098"], "check digit of 0000-0002-1825-0098 is wrong"),
        (["--creator", "Carberry, Josiah=1825-0097"], "'1825-0097' is no ORCID: give one like 0000-0002-1825-0097"),
        (["--creator", "Ann", "--creator", "ann"], "ann is there 2 times"),
        (["--creator", "=0000-0002-1825-0097"], "has no name"),
        (["--creator", "Ann ann@example.org"], "telephone number or an e-mail address"),
        (["--creator", "Ann\u202enaoJ"], "the name has control characters"),
        (["--publisher", "Institute=example"], "'example' is no web address: give one like https://example.org"),
        (["--publisher", "A", "--publisher", "B"], "a release has one publisher"),
        (["--contact", "Desk=tel:+254 20 000 0000"], "neither a web address nor an e-mail address"),
        (["--doi", "zenodo.1234567"], "is no DOI: give one like 10.5281/zenodo.1234567"),
    ],
)
def test_what_no_catalogue_could_take_is_wrong_usage(
    kg: Command, store: Path, tmp_path: Path, given: list[str], complaint: str
):
    code, said, told = kg("release", "1.0.0", "--out", tmp_path / "r", "--store", store, *given)
    assert (code, said) == (2, "") and complaint in " ".join(told.replace("│", " ").split())
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_the_check_digit_of_an_orcid(orcid: str):
    assert check_digit(orcid.replace("-", "")[:-1]) == orcid[-1]
