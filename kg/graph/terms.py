"""RDF terms: checked IRIs, typed literals, slugs. All deterministic, none with a blank node."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from urllib.parse import quote, urlsplit

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.contacts import Contacts

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
TIME = "http://www.w3.org/2006/time#"

RDF_TYPE = NamedNode(RDF + "type")
RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
LABEL = NamedNode(RDFS + "label")
ALT_LABEL = NamedNode(SKOS + "altLabel")
INTEGER = NamedNode(XSD + "integer")

SLUG_LENGTH = 60
_HASH_LENGTH = 8
_LEAP_YEAR = "2000"
_DATE_FORMS = (
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), "date", "{0}-{1}-{2}"),
    (re.compile(r"(\d{4})-(\d{2})"), "gYearMonth", "{0}-{1}-01"),
    (re.compile(r"(\d{4})"), "gYear", "{0}-01-01"),
    (re.compile(r"--(\d{2})-(\d{2})"), "gMonthDay", _LEAP_YEAR + "-{0}-{1}"),
    (re.compile(r"--(\d{2})"), "gMonth", _LEAP_YEAR + "-{0}-01"),
)
"""The partial dates: their form, their datatype, and a whole date by which they are checked."""

_INVISIBLE = re.compile(r"[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]")
"""Marks that turn or hide text: soft hyphen, zero-width blanks, bidirectional controls."""


def clean(text: str) -> str:
    """`text` on one line, composed (NFC), without control characters, bidirectional marks and outer blanks."""
    blanks = "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp", "Zs") else character for character in text
    )
    shown = "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in _INVISIBLE.sub("", blanks))
    return " ".join(unicodedata.normalize("NFC", shown).split())


def public_line(text: str, contacts: Contacts) -> str:
    """`text` as it is shown: on one line, without contact data, nor such as become whole on it because the groups of a
    number stood on lines of their own."""
    return contacts.redact(clean(contacts.redact(text)))


def mg(name: str) -> NamedNode:
    """A term of the ontology."""
    return NamedNode(settings.ONTOLOGY + name)


def concept(scheme: str, name: str) -> NamedNode:
    """The IRI of a concept: `…concept/event-type/Meeting`."""
    return NamedNode(settings.CONCEPT + quote(clean(scheme), safe="") + "/" + quote(clean(name), safe=""))


def entity(type_name: str, slug_text: str) -> NamedNode:
    """The IRI of an entity from its class and its slug or reference id."""
    return NamedNode(f"{settings.ENTITY}{kebab(type_name)}/{quote(clean(slug_text), safe='')}")


def article_iri(key: str) -> NamedNode:
    """The IRI of the article with this key, which also names its graph."""
    return NamedNode(settings.ARTICLE + digest(key)[:16])


def digest(text: str) -> str:
    """The SHA-256 digest of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def storable(text: str) -> str:
    """The text where UTF-8 can hold it, else with the code points that it cannot (of a path in another encoding)
    written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def kebab(name: str) -> str:
    """`InternationalOrganization` as `international-organization`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def web_iri(address: str) -> NamedNode | None:
    """The address as an IRI where it is a web address (http or https) with a host, else None. Control characters,
    blanks and bidirectional marks in it are percent-encoded."""
    try:
        parts = urlsplit(address.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.username is not None:
            return None
        return NamedNode(re.sub("%(?![0-9A-Fa-f]{2})", "%25", _encoded(address.strip())))
    except ValueError:
        return None


def _encoded(address: str) -> str:
    return "".join(quote(c, errors="replace") if _unsafe(c) else c for c in address)


def _unsafe(character: str) -> bool:
    return character in '<>"{}|\\^`' or unicodedata.category(character)[0] in "CZ"


def text_literal(text: str) -> Literal:
    """A plain string, cleaned."""
    return Literal(clean(text))


def english(text: str) -> Literal:
    """A label in English, cleaned."""
    return Literal(clean(text), language="en")


def integer(value: int | str) -> Literal:
    """A whole number; what is none stays a plain string, for the shapes to report."""
    digits = str(value).strip()
    if re.fullmatch(r"[+-]?[0-9]{1,18}", digits):
        return Literal(str(int(digits)), datatype=INTEGER)
    return text_literal(digits)


def decimal(value: float) -> Literal:
    """A decimal number in its shortest form with at most four places: `0.9`, `1.0` as `1`."""
    digits = f"{value:.4f}".rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=NamedNode(XSD + "decimal"))


def date_literal(text: str) -> Literal:
    """A date, partial ones included, with the datatype of its form: `2018-10` is an `xsd:gYearMonth`, `--10-01` an
    `xsd:gMonthDay`. What is no date stays a plain string, for the shapes to report."""
    for form, datatype, whole in _DATE_FORMS:
        match = form.fullmatch(text.strip())
        if match and _is_date(whole.format(*match.groups())):
            return Literal(match[0], datatype=NamedNode(XSD + datatype))
    return text_literal(text)


def edtf(text: str) -> str | None:
    """The Extended Date/Time Format of a partial ISO date (`--10-01` as `XXXX-10-01`), or None where it is no date."""
    if date_literal(text).datatype.value == XSD + "string":
        return None
    return text.strip().replace("--", "XXXX-", 1) if text.strip().startswith("--") else text.strip()


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def slug(text: str, length: int = SLUG_LENGTH) -> str:
    """Lower-case ASCII words joined by hyphens, at most `length` characters. Where letters are lost (another script,
    or a long text), a piece of the digest of the text keeps different texts apart."""
    words = unicodedata.normalize("NFKC", clean(text)).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    joined = "-".join(re.findall(r"[a-z0-9]+", plain))
    lost = any(ord(c) > 127 and c.isalnum() for c in plain)
    if not lost and 0 < len(joined) <= length:
        return joined
    room = length - _HASH_LENGTH - 1
    kept = joined if len(joined) <= room else (joined[: room + 1].rpartition("-")[0] or joined[:room])
    return "-".join(filter(None, (kept, digest(words)[:_HASH_LENGTH])))
