"""The records of a release for repositories: what Zenodo asks of a deposit, and DataCite of whoever registers a DOI.

Zenodo: https://developers.zenodo.org/#representation. DataCite Metadata Schema 4.5:
https://datacite-metadata-schema.readthedocs.io/en/4.5/, in the JSON of its REST API. A DOI comes from the one who
registers it, so it is there where it was stated; without one, DataCite gives it."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from kg.release.dataset import ABOUT, LICENSE, TITLE
from kg.release.imprint import ORCID, PROJECT, Agent
from kg.release.manifest import KEYWORDS, SOFTWARE, Release
from kg.release.people import SPDX_LICENSE

Record = dict[str, Any]

_SCHEMA = "http://datacite.org/schema/kernel-4"


def zenodo(release: Release) -> str:
    """The `.zenodo.json` of a release. Zenodo publishes it; who is stated as publisher is there as distributor."""
    stated = release.imprint
    related = [_relation(release.address, "isIdenticalTo")]
    if release.previous:
        related.append(_relation(release.previous, "isNewVersionOf"))
    content: Record = {
        "title": f"{TITLE}, release {release.version}",
        "upload_type": "dataset",
        "description": _paragraphs(ABOUT, release.rights),
        "creators": [_zenodo_agent(one) for one in stated.creators],
        "version": release.version,
        "publication_date": release.issued.isoformat(),
        "access_right": "open",
        "license": SPDX_LICENSE.lower(),
        "language": "eng",
        "keywords": list(KEYWORDS),
        "related_identifiers": related,
        "notes": f"Version of the graph: {release.data.digest}. Written by {SOFTWARE}.",
    }
    if stated.publisher != PROJECT:
        content["contributors"] = [{**_zenodo_agent(stated.publisher), "type": "Distributor"}]
    if stated.doi:
        content["doi"] = stated.doi
    return _written(content)


def datacite(release: Release) -> str:
    """The `datacite.json` of a release: the mandatory properties of DataCite, and those that it recommends."""
    stated = release.imprint
    formats = {one.media_type: None for one in release.files}
    content: Record = {
        **({"doi": stated.doi} if stated.doi else {}),
        "url": release.address,
        "creators": [_datacite_agent(one) for one in stated.creators],
        "titles": [{"title": f"{TITLE}, release {release.version}", "lang": "en"}],
        "publisher": {"name": stated.publisher.name, "lang": "en"},
        "publicationYear": str(release.issued.year),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Knowledge graph"},
        "subjects": [{"subject": word, "lang": "en"} for word in KEYWORDS],
        "contributors": [{"name": stated.contact.name, "contributorType": "ContactPerson"}]
        if stated.contact.name != PROJECT.name
        else [],
        "dates": [{"date": release.issued.isoformat(), "dateType": "Issued"}, *_covered(release)],
        "language": "en",
        "alternateIdentifiers": [
            {"alternateIdentifier": release.address, "alternateIdentifierType": "URL"},
            {"alternateIdentifier": release.data.digest, "alternateIdentifierType": "SHA-256 of the graph"},
        ],
        "relatedIdentifiers": [
            {
                "relatedIdentifier": release.previous,
                "relatedIdentifierType": "URL",
                "relationType": "IsNewVersionOf",
                "resourceTypeGeneral": "Dataset",
            }
        ]
        if release.previous
        else [],
        "sizes": [f"{len(release.files)} files", f"{sum(one.size for one in release.files)} bytes"],
        "formats": sorted(formats),
        "version": release.version,
        "rightsList": [
            {
                "rights": "Creative Commons Attribution 4.0 International",
                "rightsUri": LICENSE,
                "rightsIdentifier": SPDX_LICENSE,
                "rightsIdentifierScheme": "SPDX",
                "schemeUri": "https://spdx.org/licenses/",
                "lang": "en",
            }
        ],
        "descriptions": [
            {"description": ABOUT, "descriptionType": "Abstract", "lang": "en"},
            {"description": release.rights, "descriptionType": "Other", "lang": "en"},
        ],
        "geoLocations": [{"geoLocationPlace": name} for _, name in release.states],
        "schemaVersion": _SCHEMA,
    }
    if stated.publisher.iri:
        scheme = "ROR" if stated.publisher.iri.startswith("https://ror.org/") else "URL"
        content["publisher"] |= {"publisherIdentifier": stated.publisher.iri, "publisherIdentifierScheme": scheme}
    return _written({name: value for name, value in content.items() if value != []})


def _covered(release: Release) -> list[Record]:
    """The days on which the articles came out."""
    if not release.published:
        return []
    days = f"{min(release.published)}/{max(release.published)}"
    return [{"date": days, "dateType": "Other", "dateInformation": "when the articles came out"}]


def _datacite_agent(one: Agent) -> Record:
    """A name whose parts are told, or that has an ORCID, is a person's; the project is a body; else it is not known."""
    record: Record = {"name": one.name}
    if one.parts:
        record |= dict(zip(("familyName", "givenName"), one.parts, strict=True))
    if one.parts or one.orcid:
        record["nameType"] = "Personal"
    elif one.iri:
        record["nameType"] = "Organizational"
    if one.orcid:
        record["nameIdentifiers"] = [
            {"nameIdentifier": one.iri, "nameIdentifierScheme": "ORCID", "schemeUri": ORCID.rstrip("/")}
        ]
    return record


def _zenodo_agent(one: Agent) -> Record:
    return {"name": one.name, "orcid": one.orcid} if one.orcid else {"name": one.name}


def _relation(identifier: str, relation: str) -> Record:
    return {"identifier": identifier, "relation": relation, "resource_type": "dataset"}


def _paragraphs(*texts: str) -> str:
    """Zenodo takes descriptions in HTML."""
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def _written(content: Record) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
