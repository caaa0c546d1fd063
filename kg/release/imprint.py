"""Who answers for a release: publisher, creators, whom to ask, and its DOI. All of it is stated, none of it guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg import settings
from kg.contacts import has_contact
from kg.graph.terms import web_iri
from kg.records import KgError
from kg.release.dataset import TITLE

ORCID = "https://orcid.org/"
_ORCID_FORM = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?", re.IGNORECASE)
_DOI_FORM = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/[^\s<>\"]+)", re.IGNORECASE)
_EMAIL_FORM = re.compile(r"(?:mailto:)?([^\s@<>\"/:]+@[^\s@<>\"/:]+\.[^\s@<>\"/:.]+)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of text around or is no letter of any; joiners are letters of some scripts."""


class NotStated(KgError):
    """A statement of who answers for a release that says nothing a catalogue could take."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or a body, with its IRI where that is known. A person's may be an ORCID."""

    name: str
    iri: str = ""

    @property
    def orcid(self) -> str:
        """The bare ORCID, empty where the agent has none."""
        return self.iri.removeprefix(ORCID) if self.iri.startswith(ORCID) else ""

    @property
    def parts(self) -> tuple[str, str] | None:
        """Family and given names, where the name is written as 'Family, Given': nothing else tells them apart."""
        family, comma, given = (part.strip() for part in self.name.partition(","))
        return (family, given) if comma and family and given else None


PROJECT = Agent(TITLE, settings.BASE)
"""Who publishes and created a release where nobody else is stated."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: a name, with a page or, only where that was given for the purpose, an e-mail address."""

    name: str
    page: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who answers for a release, as far as that was stated."""

    publisher: Agent = PROJECT
    creators: tuple[Agent, ...] = (PROJECT,)
    stated_contact: Contact | None = None
    doi: str = ""

    @property
    def contact(self) -> Contact:
        """Whom to ask: as stated, else the publisher."""
        return self.stated_contact or Contact(self.publisher.name, self.publisher.iri)


NOTHING_STATED = Imprint()


def imprint(publishers: Sequence[str], creators: Sequence[str], contact: str = "", doi: str = "") -> Imprint:
    """The imprint from what the user gave: NAME[=IRI], several NAME[=ORCID], NAME[=URL or e-mail], and a DOI. Raises
    NotStated where one of them is not in that form, an ORCID has the wrong check digit, there are several publishers,
    or a creator is there twice."""
    if len(publishers) > 1:
        raise NotStated(f"--publisher {publishers[1]}: a release has one publisher: name the others with --creator")
    named = tuple(map(_creator, creators))
    for key, many in Counter(one.iri or one.name.casefold() for one in named).items():
        if many > 1:
            raise NotStated(f"--creator: {key} is there {many} times: give each creator once")
    return Imprint(
        publisher=_publisher(publishers[0]) if publishers else PROJECT,
        creators=named or (PROJECT,),
        stated_contact=_contact(contact) if contact else None,
        doi=_doi(doi) if doi else "",
    )


def check_digit(digits: str) -> str:
    """The check digit of an ORCID's first fifteen digits (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def _publisher(given: str) -> Agent:
    name, address = _named("--publisher", given, "'Name' or 'Name=https://example.org'")
    iri = web_iri(address) if address else None
    if address and iri is None:
        raise NotStated(f"--publisher {given}: '{address}' is no web address: give one like https://example.org")
    return Agent(name, iri.value if iri else "")


def _creator(given: str) -> Agent:
    name, told = _named("--creator", given, "'Family, Given' or 'Family, Given=0000-0002-1825-0097'")
    if not told:
        return Agent(name)
    found = _ORCID_FORM.fullmatch(told)
    if found is None:
        raise NotStated(f"--creator {given}: '{told}' is no ORCID: give one like 0000-0002-1825-0097")
    orcid = found[1].upper()
    right = check_digit(orcid.replace("-", "")[:-1])
    if orcid[-1] != right:
        raise NotStated(
            f"--creator {given}: the check digit of {orcid} is wrong (the other digits ask for {right}): "
            "look for a slip of the keys"
        )
    return Agent(name, ORCID + orcid)


def _contact(given: str) -> Contact:
    name, told = _named("--contact", given, "'Name', 'Name=https://example.org/contact' or 'Name=desk@example.org'")
    if not told:
        return Contact(name)
    if email := _EMAIL_FORM.fullmatch(told):
        return Contact(name, email=email[1])
    iri = web_iri(told)
    if iri is None:
        raise NotStated(f"--contact {given}: '{told}' is neither a web address nor an e-mail address: give one of them")
    return Contact(name, page=iri.value)


def _doi(given: str) -> str:
    found = _DOI_FORM.fullmatch(given.strip())
    if found is None:
        raise NotStated(f"--doi {given}: is no DOI: give one like 10.5281/zenodo.1234567")
    return found[1]


def _named(option: str, given: str, form: str) -> tuple[str, str]:
    """The name, and what stands after the first '='."""
    name, _, told = given.partition("=")
    name = " ".join(name.split())
    if not name:
        raise NotStated(f"{option} {given!r}: has no name: give {form}")
    if _CONTROL.search(name):
        raise NotStated(f"{option} {given!r}: the name has control characters: give {form}")
    if has_contact(name):
        raise NotStated(
            f"{option} {given}: the name has a telephone number or an e-mail address in it: give the name alone"
            + (" (an e-mail address stands after '=')" if option == "--contact" else "")
        )
    return name, told.strip()
