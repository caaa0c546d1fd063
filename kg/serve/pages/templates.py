"""The templates of the pages of the server."""

from __future__ import annotations

from kg.serve.pages.addresses import local
from kg.view.templates import Templates

_TEMPLATES = Templates.of("kg.serve.pages")
_TEMPLATES.environment.filters["local"] = local
"""`exact` is for values that come back as they are: what is shown is redacted, and they name something of the graph.
`local` and `outside` are the address of an IRI on this server, and one of another site that may be led to, or None."""

filled = _TEMPLATES.filled
