"""Templates of pages. Whatever an expression of a template gives is escaped, and what people read is redacted as well:
text can become markup only where a template is written so, never by what it is filled with."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kg.serve.pages.addresses import local
from kg.view.markup import address, bdi, chip, esc


def _shown(value: object) -> Markup:
    """What an expression gives, as a page shows it: markup as it is, anything else redacted and escaped."""
    return value if isinstance(value, Markup) else Markup(esc(value))


def _bdi(text: object) -> Markup:
    return Markup(bdi(text))


def _chip(text: object, kind: str = "") -> Markup:
    return Markup(chip(text, kind))


_ENVIRONMENT = Environment(
    loader=PackageLoader("kg.serve.pages", "html"),
    autoescape=True,
    finalize=_shown,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_ENVIRONMENT.filters |= {"bdi": _bdi, "chip": _chip, "exact": escape, "local": local, "outside": address}
"""`exact` is for values that come back as they are: what is shown is redacted, and they name something of the graph.
`local` and `outside` are the address of an IRI on this server, and one of another site that may be led to, or None."""


def filled(template: str, **values: object) -> str:
    """A template with these values."""
    return _ENVIRONMENT.get_template(template).render(values)
