"""The manifest of a release: a catalogue of data sets and their files, in terms of DCAT 3
(https://www.w3.org/TR/vocab-dcat-3/) as DCAT-AP 3 asks for them (https://semiceu.github.io/DCAT-AP/releases/3.0.0/),
with checksums in terms of SPDX, and the description of the data in VoID."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from kg import settings
from kg.export.turtle_terms import OF_RELEASES, STANDARD
from kg.graph.reference_graph import ontology_quads
from kg.graph.terms import DCTERMS, PROV, RDFS, XSD
from kg.release.authorities import COUNTRIES, FILE_TYPES, term, terms, terms_described
from kg.release.dataset import ABOUT, DATA, LICENSE, TITLE, Data, Value, described, english_text, node
from kg.release.files import (
    DATA_FOLDER,
    MANIFEST,
    QUALITY_FOLDER,
    READINGS_FOLDER,
    README,
    REDIRECTS_FOLDER,
    SOFTWARE_FOLDER,
    VOCABULARY_FOLDER,
    File,
)
from kg.release.imprint import NOTHING_STATED, Agent, Imprint
from kg.release.sources import ReferenceSource

DCAT, SPDX, FOAF = OF_RELEASES["dcat"], OF_RELEASES["spdx"], STANDARD["foaf"]
_DCATAP, _VCARD = OF_RELEASES["dcatap"], OF_RELEASES["vcard"]
DOI = "https://doi.org/"
SOFTWARE = f"kg {settings.VERSION}"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
KEYWORDS = ("migration governance", "international organizations", "knowledge graph", "press releases")
_BESIDE = {
    VOCABULARY_FOLDER: "The ontology, its concept schemes, shapes and alignments, which the data keep to.",
    QUALITY_FOLDER: "What the shapes say of the data, what claims rest on, and the accuracy that was measured.",
    REDIRECTS_FOLDER: "The redirects by which the IRIs lead to a site, for w3id.org; nobody has registered them.",
    SOFTWARE_FOLDER: "The program that made the release, the packages that it ran on, and the English model.",
    READINGS_FOLDER: "What a language model read in the articles: with their texts the data can be made again.",
}
"""The folders beside the data, each a data set of its own where it has files."""


@dataclass(frozen=True, slots=True)
class Release:
    """What there is to say of a release. `data` has the address of the release as its IRI; `published` are the days on
    which the first and the last of its articles came out, `read_by` the versions of the program that read them,
    `previous` is the address of the release before; `states` are those in which its events took place, each with the
    code and the name."""

    version: str
    issued: date
    data: Data
    rights: str
    files: tuple[File, ...]
    sources: tuple[ReferenceSource, ...]
    published: tuple[date, ...] = ()
    read_by: tuple[str, ...] = ()
    previous: str = ""
    imprint: Imprint = NOTHING_STATED
    states: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """The address of the release, also the IRI of its data."""
        return release_address(self.version)

    def below(self, path: str) -> str:
        """The address of a file or folder of it."""
        return f"{self.address}/{path}"


def release_address(version: str) -> str:
    """Where the release of a version stands for good."""
    return settings.RELEASE + version


def manifest_triples(release: Release) -> Iterator[Triple]:
    """All that the manifest says."""
    yield from described(release.data, release.rights)
    yield from _data(release)
    for folder in _beside(release):
        about = _BESIDE[folder]
        title = english_text(f"{TITLE} {release.version}: {folder}")
        said = [(DCTERMS + "title", title), (DCTERMS + "description", english_text(about))]
        yield from node(
            release.below(folder),
            [DCAT + "Dataset"],
            [*said, *_of_data_set(release), *_shared(release), *_files(release, folder)],
        )
    yield from _catalogue(release)
    yield from _origin(release)
    yield from _agents(release)
    yield from terms_described()
    for one in release.files:
        yield from _distribution(release, one)


def _beside(release: Release) -> list[str]:
    return [folder for folder in _BESIDE if any(one.folder == folder for one in release.files)]


@cache
def ontology_version() -> str:
    """The address of the version of the ontology that the data keep to."""
    versions = (quad.object for quad in ontology_quads() if quad.predicate.value == STANDARD["owl"] + "versionIRI")
    (version,) = (iri.value for iri in versions if isinstance(iri, NamedNode))
    return version


def day(value: date) -> Literal:
    """A day as a literal."""
    return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))


def _catalogue(release: Release) -> Iterator[Triple]:
    parts = (release.address, *map(release.below, _beside(release)))
    values: list[Value] = [
        (DCTERMS + "title", english_text(f"{TITLE}, release {release.version}")),
        (DCTERMS + "description", english_text(ABOUT)),
        (DCTERMS + "license", term("licence")),
        (FOAF + "homepage", NamedNode(release.below(README))),
        (DCAT + "themeTaxonomy", term("themes")),
        *_shared(release),
        *_covered(release),
        *((DCAT + "dataset", NamedNode(part)) for part in parts),
    ]
    yield from node(release.below(MANIFEST), [DCAT + "Catalog"], values)
    yield from node(release.below(README), [FOAF + "Document"], [(DCTERMS + "title", english_text("README"))])
    for code, name in release.states:
        yield from node(COUNTRIES + code, [DCTERMS + "Location"], [(RDFS + "label", english_text(name))])


def _shared(release: Release) -> Iterator[Value]:
    """What holds for each data set and for the catalogue."""
    yield from _answering(release)
    yield DCTERMS + "issued", day(release.issued)
    yield DCTERMS + "modified", day(release.issued)
    yield DCTERMS + "language", term("language")
    yield DCAT + "version", Literal(release.version)


def _answering(release: Release) -> Iterator[Value]:
    """Who answers for the data."""
    publisher, *creators = _answerable(release)
    yield DCTERMS + "publisher", NamedNode(publisher)
    yield from ((DCTERMS + "creator", NamedNode(creator)) for creator in creators)


def _answerable(release: Release) -> list[str]:
    """The IRIs of the publisher and of each creator; those who state none have one in the release."""
    creators = release.imprint.creators
    return [
        release.imprint.publisher.iri or f"{release.address}#publisher",
        *(one.iri or f"{release.address}#creator-{number}" for number, one in enumerate(creators, 1)),
    ]


def _agents(release: Release) -> Iterator[Triple]:
    """What publisher and creators are called, and whom to ask."""
    stated = release.imprint
    named: dict[str, Agent] = {}
    for iri, agent in zip(_answerable(release), (stated.publisher, *stated.creators), strict=True):
        named.setdefault(iri, agent)
    for iri, agent in named.items():
        yield from node(iri, [FOAF + "Agent"], [(FOAF + "name", Literal(agent.name))])
    whom = stated.contact
    values: list[Value] = [(_VCARD + "fn", Literal(whom.name))]
    if whom.page:
        values.append((_VCARD + "hasURL", NamedNode(whom.page)))
    if whom.email:
        values.append((_VCARD + "hasEmail", NamedNode("mailto:" + quote(whom.email, safe="@+"))))
    yield from node(f"{release.address}#contact", [_VCARD + "Kind"], values)


def _of_data_set(release: Release) -> Iterator[Value]:
    """What holds for each data set, whatever its version."""
    yield DCAT + "contactPoint", NamedNode(f"{release.address}#contact")
    yield DCTERMS + "license", NamedNode(LICENSE)
    yield DCTERMS + "accessRights", term("access")
    yield from ((DCAT + "theme", theme) for theme in terms("theme"))
    yield from ((DCAT + "keyword", english_text(word)) for word in KEYWORDS)


def _covered(release: Release) -> Iterator[Value]:
    yield from ((DCTERMS + "spatial", NamedNode(COUNTRIES + code)) for code, _ in release.states)


def _files(release: Release, folder: str) -> Iterator[Value]:
    for one in release.files:
        if one.folder == folder:
            yield DCAT + "distribution", NamedNode(_distribution_of(release, one))


def _data(release: Release) -> Iterator[Triple]:
    """The data as a data set of DCAT, beside what `described` says of them."""
    values: list[Value] = [
        *_shared(release),
        *_of_data_set(release),
        *_covered(release),
        *_files(release, DATA_FOLDER),
        *((DCTERMS + "identifier", Literal(text)) for text in _identifiers(release)),
        (DCAT + "isVersionOf", NamedNode(DATA)),
        (DCAT + "landingPage", NamedNode(release.below(README))),
        (DCTERMS + "conformsTo", NamedNode(ontology_version())),
    ]
    if release.previous:
        values.append((DCAT + "previousVersion", NamedNode(release.previous)))
    yield from node(release.address, [DCAT + "Dataset"], values)
    standard: list[Value] = [(DCTERMS + "title", english_text("The ontology that the data keep to"))]
    yield from node(ontology_version(), [DCTERMS + "Standard"], standard)
    whole: list[Value] = [
        (DCTERMS + "title", english_text(TITLE)),
        (DCTERMS + "description", english_text(ABOUT)),
        (DCAT + "hasVersion", NamedNode(release.address)),
        (DCTERMS + "language", term("language")),
        *_answering(release),
        *_of_data_set(release),
    ]
    yield from node(DATA, [DCAT + "Dataset"], whole)


def _identifiers(release: Release) -> Iterator[str]:
    """The address, the DOI where one is stated, and the digest of the graph."""
    yield release.address
    if release.imprint.doi:
        yield DOI + release.imprint.doi
    yield release.data.digest


def _origin(release: Release) -> Iterator[Triple]:
    """When the articles came out, what read them, and where the reference data come from."""
    here = NamedNode(release.address)
    if release.published:
        period = f"{release.address}#published"
        yield Triple(here, NamedNode(DCTERMS + "temporal"), NamedNode(period))
        ends = (DCAT + "startDate", day(min(release.published))), (DCAT + "endDate", day(max(release.published)))
        yield from node(period, [DCTERMS + "PeriodOfTime"], ends)
    origin = f"{release.address}#provenance"
    yield Triple(here, NamedNode(DCTERMS + "provenance"), NamedNode(origin))
    said = f"Written by {SOFTWARE}; articles read by {', '.join(release.read_by) or 'no version that is known'}."
    yield from node(origin, [DCTERMS + "ProvenanceStatement"], [(RDFS + "label", english_text(said))])
    for number, source in enumerate(release.sources, 1):
        iri = f"{release.address}#source-{number}"
        yield Triple(here, NamedNode(PROV + "wasDerivedFrom"), NamedNode(iri))
        yield from node(iri, [PROV + "Entity"], _source(source))


def _source(source: ReferenceSource) -> Iterator[Value]:
    yield DCTERMS + "title", english_text(source.name)
    yield DCTERMS + "description", english_text(f"Taken: {source.taken}.")
    yield DCTERMS + "rights", english_text(f"{source.licence} ({source.terms})")
    if source.address:
        yield FOAF + "page", NamedNode(source.address)
    if source.licence_address:
        yield DCTERMS + "license", NamedNode(source.licence_address)


def _distribution_of(release: Release, one: File) -> str:
    return f"{release.below(one.path)}#distribution"


def _distribution(release: Release, one: File) -> Iterator[Triple]:
    """A file, with what it takes to know that a copy is the same."""
    checksum = f"{release.below(one.path)}#checksum"
    values: list[Value] = [
        (DCTERMS + "title", english_text(one.title)),
        (DCTERMS + "description", english_text(f"{one.title}: the file {one.path} of release {release.version}")),
        (DCTERMS + "license", term("licence")),
        (DCTERMS + "format", NamedNode(FILE_TYPES + one.file_type)),
        (_DCATAP + "availability", term("availability")),
        (DCAT + "accessURL", NamedNode(release.address)),
        (DCAT + "downloadURL", NamedNode(release.below(one.path))),
        (DCAT + "mediaType", NamedNode(_MEDIA_TYPES + one.media_type)),
        (DCAT + "byteSize", Literal(str(one.size), datatype=NamedNode(XSD + "nonNegativeInteger"))),
        (SPDX + "checksum", NamedNode(checksum)),
    ]
    yield from node(_distribution_of(release, one), [DCAT + "Distribution"], values)
    yield from node(_MEDIA_TYPES + one.media_type, [DCTERMS + "MediaType"], [])
    yield from node(FILE_TYPES + one.file_type, [DCTERMS + "MediaTypeOrExtent"], [])
    digest: list[Value] = [
        (SPDX + "algorithm", NamedNode(SPDX + "checksumAlgorithm_sha256")),
        (SPDX + "checksumValue", Literal(one.sha256, datatype=NamedNode(XSD + "hexBinary"))),
    ]
    yield from node(checksum, [SPDX + "Checksum"], digest)
