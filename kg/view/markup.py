"""Safe HTML: every text escaped, isolated and redacted, every link http or https, one policy for each page."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from kg.contacts import redact

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FOLDER = Path(__file__).parent


def plain(text: object) -> str:
    """A text as a reader may see it: no control characters, telephone numbers and e-mail addresses redacted."""
    return _plain(str(text))


def legible(text: str) -> str:
    """A text without control characters; telephone numbers and e-mail addresses stay."""
    return _CONTROLS.sub("\ufffd", text)


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return redact(legible(text))


def esc(text: object) -> str:
    """A text as HTML, for element content and quoted attributes."""
    return html.escape(plain(text), quote=True)


def bdi(text: object, css: str = "") -> str:
    """A text of unknown direction, isolated so that it cannot reorder what stands around it."""
    return f'<bdi class="{css}">{esc(text)}</bdi>' if css else f"<bdi>{esc(text)}</bdi>"


def address(url: str | None) -> str | None:
    """The address if a browser may be led there: http or https with a host, no spaces, no controls; else None."""
    if not url or any(ord(c) <= 32 or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and not parts.username else None


def link(url: str | None, text: object) -> str:
    """A link to another site, or only the text where the address is not one to follow."""
    safe = address(url)
    if safe is None:
        return bdi(text)
    return f'<a href="{html.escape(safe, quote=True)}" rel="noopener noreferrer nofollow">{bdi(text)}</a>'


def chip(text: object, kind: str = "") -> str:
    """A small label."""
    return f'<span class="chip {kind}">{bdi(text)}</span>'


def focusable(name: object) -> str:
    """The attributes of what scrolls by itself, so that keys reach it and it has a name."""
    return f'tabindex="0" role="region" aria-label="{esc(name)}"'


def embedded_json(value: object) -> str:
    """JSON that cannot end the script element it stands in, nor hold a line end that scripts see and JSON does not."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def asset(name: str) -> str:
    """A style sheet or module of this package."""
    return (_FOLDER / name).read_text("utf-8")


def page(
    title: str, body: Sequence[str], *, styles: str, script: str = "", data: object = None, rest: Sequence[str] = ()
) -> str:
    """A whole page that loads nothing: styles and script inline, and a policy that allows these two alone. The script
    runs as soon as it is read, before the browser reads the `rest`: a module would wait for a picture without it."""
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(styles, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{esc(title)}</title>",
        f"<style>{styles}</style>",
        "</head>",
        "<body>",
        *body,
    ]
    if data is not None:
        parts.append(f'<script type="application/json" id="data">{embedded_json(data)}</script>')
    if script:
        parts.append(f"<script>{script}</script>")
    return "\n".join([*parts, *rest, "</body>", "</html>", ""])


def _policy(styles: str, script: str) -> str:
    scripts = _hash(script) if script else "'none'"
    return f"default-src 'none'; style-src {_hash(styles)}; script-src {scripts}; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
