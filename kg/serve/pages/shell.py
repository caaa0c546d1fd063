"""What all pages have around them: head, navigation, foot, and the headers that let a browser run nothing foreign."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from starlette.responses import HTMLResponse

from kg.serve.reviewers import is_known
from kg.view.markup import bdi, esc

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SAFE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""The headers of every page and static file."""

TITLE = "Migration Governance Knowledge Graph"
NAVIGATION = (("/graph", "Graph"), ("/questions", "Questions"), ("/sparql", "SPARQL"), ("/ontology", "Ontology"))
"""The entries of the navigation: address and name."""
REVIEW = "/review"
"""The entry beside them for those who have signed in to decide."""


def page(
    title: str,
    body: Sequence[str],
    *,
    at: str = "",
    status: int = 200,
    module: str = "",
    alternates: Sequence[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    searched: str = "",
    styles: Sequence[str] = (),
) -> HTMLResponse:
    """A page. `at` is the entry of the navigation that it belongs to, `module` the address of its script, `alternates`
    the addresses of the same as data with their media types, `searched` what the field for searching holds, `styles`
    the addresses of further style sheets."""
    content = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{esc(title)}{'' if title == TITLE else ' – ' + TITLE}</title>",
        '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">',
        '<link rel="stylesheet" href="/static/pages.css">',
        '<link rel="stylesheet" href="/static/site.css">',
        *(f'<link rel="stylesheet" href="{path(href)}">' for href in styles),
        *(f'<link rel="alternate" href="{path(href)}" type="{esc(kind)}">' for href, kind in alternates),
        *([f'<script type="module" src="{path(module)}"></script>'] if module else []),
        "</head>",
        "<body>",
        _header(at, searched),
        *body,
        _FOOT,
        "</body>",
        "</html>",
        "",
    ]
    own = {"Cache-Control": "private, no-cache"} if is_known.get() else {}
    return HTMLResponse("\n".join(content), status, {**SAFE, **own, **(headers or {})})


def path(address: str) -> str:
    """An address of this server, for an attribute."""
    return html.escape(address, quote=True)


def anchor(address: str | None, text: object) -> str:
    """A link within this server, or only the text where there is no address."""
    return f'<a href="{path(address)}">{bdi(text)}</a>' if address else bdi(text)


def not_found(what: str, at: str = "") -> HTMLResponse:
    """The page for what is not there."""
    body = [
        '<main id="main" class="wide">',
        "<h1>Not in this graph</h1>",
        f"<p>Nothing is known here of <code>{bdi(what[:200])}</code>.</p>",
        '<p>It may be written otherwise, or may have been in an earlier build. <a href="/">Search by name</a>, or look '
        'at the <a href="/questions">questions</a> that the graph answers.</p>',
        "</main>",
    ]
    return page("Not found", body, at=at, status=404)


def _header(at: str, searched: str) -> str:
    led = (*NAVIGATION, (REVIEW, "Review")) if is_known.get() else NAVIGATION
    entries = "".join(
        f'<li><a href="{href}"{" aria-current=page" if href == at else ""}>{name}</a></li>' for href, name in led
    )
    return (
        '<a class="skip" href="#main">Skip to the content</a>'
        f'<header class="site"><a class="brand" href="/">{TITLE}</a>'
        f'<nav aria-label="Main"><ul>{entries}</ul></nav>'
        '<form role="search" action="/search" class="screen">'
        f'<input type="search" name="q" required maxlength="200" aria-label="Search by name" value="{esc(searched)}" '
        'placeholder="Actor, event, document…"><button>Search</button></form></header>'
    )


_FOOT = (
    '<footer class="site"><p>Facts are what articles say, read by rules, with gaps and errors: '
    "look at the words they were read from before you rely on one.</p>"
    '<p><a href="/.well-known/void">Dataset description (VoID)</a> · <a href="/ontology">Ontology</a> · '
    '<a href="/sparql">SPARQL endpoint</a></p></footer>'
)
