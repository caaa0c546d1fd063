"""What all pages have around them: head, navigation, foot, and the headers that let a browser run nothing foreign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from starlette.responses import HTMLResponse

from kg.serve.pages.templates import filled
from kg.serve.reviewers import is_known
from kg.view.markup import NO_MARKUP_BY_SCRIPTS, bdi, exact, html

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    f"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; {NO_MARKUP_BY_SCRIPTS}"
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
    body: Sequence[Markup],
    *,
    at: str = "",
    status: int = 200,
    module: str = "",
    alternates: Sequence[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    styles: Sequence[str] = (),
) -> HTMLResponse:
    """A page of these parts: of markup alone, for the template of the frame escapes what is none. `at` is the entry of
    the navigation that it belongs to, `module` the address of its script, `alternates` the addresses of the same as
    data with their media types, `styles` the addresses of further style sheets."""
    parts = {"body": body, "styles": styles}
    return rendered("page.html", parts, title, at, status, module, alternates, headers)


def rendered(
    template: str,
    values: Mapping[str, object],
    title: str,
    at: str = "",
    status: int = 200,
    module: str = "",
    alternates: Sequence[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page by a template that extends `page.html`, filled with these values; the others as for `page`."""
    frame = {
        "title": title,
        "site": TITLE,
        "navigation": (*NAVIGATION, (REVIEW, "Review")) if is_known.get() else NAVIGATION,
        "at": at,
        "module": module,
        "alternates": alternates,
        "searched": "",
        "styles": (),
    }
    own = {"Cache-Control": "private, no-cache"} if is_known.get() else {}
    return HTMLResponse(filled(template, **{**frame, **values}), status, {**SAFE, **own, **(headers or {})})


def anchor(address: str | None, text: object) -> Markup:
    """A link within this server, or only the text where there is no address."""
    return html('<a href="{}">{}</a>', exact(address), bdi(text)) if address else bdi(text)


def not_found(what: str, at: str = "") -> HTMLResponse:
    """The page for what is not there."""
    return rendered("not_found.html", {"what": what[:200]}, "Not found", at=at, status=404)
