"""What the reconciliation service says of itself."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from kg import settings
from kg.match import DEFAULT_TYPES
from kg.serve.pages.reconciliation.reading import BATCH
from kg.serve.pages.shell import TITLE
from kg.vocabulary import vocabulary

AT = "/reconcile"
VERSION = "0.2"
WIDTH, HEIGHT = 430, 220


def address(request: Request, url: str) -> str:
    """The address of this server as its clients know it, without a slash at the end: that which it was told, else that
    which was asked."""
    if url:
        return url.rstrip("/")
    host = request.headers.get("host", "")
    plain = host and all(sign.isalnum() or sign in ".-:[]" for sign in host)
    return f"{request.url.scheme}://{host if plain else 'localhost'}"


def manifest(address: str) -> dict[str, Any]:
    """The manifest of the service at an address, as version 0.2 of the specification has it; `batchSize` is of the
    next one."""
    service = address + AT
    suggest = {
        name: {"service_url": address, "service_path": f"{AT}/suggest/{name}"}
        for name in ("entity", "type", "property")
    }
    classes = vocabulary().classes
    offered = (*DEFAULT_TYPES, *(name for name, row in classes.items() if row.entity and name not in DEFAULT_TYPES))
    return {
        "versions": [VERSION],
        "name": TITLE,
        "identifierSpace": settings.ENTITY,
        "schemaSpace": settings.ONTOLOGY,
        "documentation": f"{address}/ontology",
        "serviceVersion": settings.VERSION,
        "logo": f"{address}/static/icon.svg",
        "defaultTypes": [{"id": name, "name": classes[name].label} for name in offered],
        "view": {"url": f"{service}/view?id={{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": address, "service_path": f"{AT}/properties"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Limit",
                    "type": "number",
                    "default": 0,
                    "help_text": "So many values for a row at most; 0 for all",
                }
            ],
        },
        "batchSize": BATCH,
    }
