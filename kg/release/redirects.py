"""The redirects from the base of all IRIs to a site that answers for them, as https://w3id.org keeps them: a file of
rules for Apache's mod_rewrite, and a README of who looks after it.

The rules know the paths that `kg serve` has below its own address: `/page/…` for people, `/data/….ttl` and
`/data/….jsonld` for programs. They hold for any site with these paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from kg import settings
from kg.export.files import whole_file
from kg.records import KgError
from kg.release.files import REDIRECTS_FOLDER

PLACEHOLDER = "https://site.example"
"""What stands for the site where none is given: a name that can be nobody's."""

_W3ID = "https://w3id.org/"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]+)*")
"""Addresses that mean nothing else within a rule."""


def site_address(text: str) -> str:
    """The address of a site without a last slash. Raises KgError where it is none that a rule can have."""
    address = text.rstrip("/")
    if not _ADDRESS.fullmatch(address):
        raise KgError(f"--site {text}: this is no address of a site: give one like https://graph.example.org")
    return address


def write_redirects(root: Path, site: str = "") -> Iterator[tuple[str, str]]:
    """Writes the rules to `site` and their README below `root`, and tells of each its path and what it is; nothing
    where the base is none of w3id.org. Raises KgError where the site is none."""
    folder = settings.BASE.removeprefix(_W3ID).strip("/")
    if not (settings.BASE.startswith(_W3ID) and folder):
        if site:
            raise KgError(
                f"--site {site}: the rules are those of w3id.org, and the base is {settings.BASE}: leave it out"
            )
        return
    target = site_address(site) if site else PLACEHOLDER
    rules = f"{REDIRECTS_FOLDER}/{folder.replace('/', '-')}.htaccess"
    filled = {
        "base": settings.BASE,
        "folder": folder,
        "file": rules.partition("/")[2],
        "site": target,
        "host": urlsplit(target).netloc,
        "open": "" if site else _OPEN,
    }
    for path, template, title in (
        (
            rules,
            "htaccess.txt",
            "The redirects from the IRIs to a site, as w3id.org takes them; nobody has registered them",
        ),
        (f"{REDIRECTS_FOLDER}/README.md", "w3id.md", "How to register the redirects, and who looks after them"),
    ):
        text = Template((Path(__file__).parent / template).read_text("utf-8")).substitute(filled)
        with whole_file(root / path) as out:
            out.write(text.encode())
        yield path, title


_OPEN = f"""
`{PLACEHOLDER}` stands where the address of your site belongs, once, in the first rule: `kg release --site URL`
writes it.
"""
