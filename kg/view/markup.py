"""Safe HTML: every text escaped, isolated and redacted, every link http or https, one policy for each page.

Markup and text differ by type. `html` makes markup of a literal and of what stands in its holes, and a text in a hole
is escaped; parts are joined by `join`, which takes markup alone, as the shells of pages do. A text that somebody takes
for markup by mistake is then seen by mypy, or stands on the page with its tags in sight, and runs nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from kg.contacts import redact

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_END_OF_ISOLATE = "\u2069"
_FOLDER = Path(__file__).parent
_NOTHING = Markup()

NO_MARKUP_BY_SCRIPTS = "require-trusted-types-for 'script'; trusted-types facts"
"""A part of the policies: no script makes elements of a text, but by the rule `facts` (`graph/rows.js`), which takes
what the page itself has as markup."""


def plain(text: object) -> str:
    """A text as a reader may see it: no control characters, telephone numbers and e-mail addresses redacted."""
    return _plain(str(text))


def legible(text: str) -> str:
    """A text without control characters; telephone numbers and e-mail addresses stay. What turns the writing round in
    it ends with it: no sign closes what isolates the text from what stands around it, as a stray end of an isolate or
    of a paragraph does in browsers."""
    return _enclosed(_CONTROLS.sub("\ufffd", text).replace("\u2029", " "))


def _enclosed(text: str) -> str:
    """The text with an end for each isolate in it, and for nothing else."""
    parts, at, deep = [], 0, 0
    for match in _ISOLATES.finditer(text):
        ends = match[0] == _END_OF_ISOLATE
        parts.append(text[at : match.start() if ends and not deep else match.end()])
        at, deep = match.end(), max(0, deep + (-1 if ends else 1))
    return "".join((*parts, text[at:], _END_OF_ISOLATE * deep))


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return redact(legible(text))


def esc(text: object) -> Markup:
    """A text as HTML, for element content and quoted attributes."""
    return _escaped(str(text))


@lru_cache(maxsize=20_000)
def _escaped(text: str) -> Markup:
    return exact(plain(text))


def exact(text: str) -> Markup:
    """A text as HTML without anything redacted: for addresses, and for what a browser sends back as it is."""
    return Markup(escape(text, quote=True))  # noqa: S704 (escaped here)


def shown(value: object) -> Markup | int | float:
    """A value as a page shows it: markup and numbers as they are, anything else as a text."""
    return value if isinstance(value, Markup | int | float) else esc(value)


def html(template: str, *values: object, **named: object) -> Markup:
    """A literal of HTML with values in its holes, as `str.format` fills them: each as `shown` has it. What is no
    literal the linter refuses as a template (S704)."""
    filled = template.format(*map(shown, values), **{name: shown(value) for name, value in named.items()})
    return Markup(filled)  # noqa: S704 (each value is markup or escaped)


def join(parts: Iterable[Markup], between: str = "") -> Markup:
    """Markup one after the other, with a text between."""
    return esc(between).join(parts)


def bdi(text: object, css: str = "") -> Markup:
    """A text of unknown direction, isolated so that it cannot reorder what stands around it."""
    return html('<bdi class="{}">{}</bdi>', css, text) if css else html("<bdi>{}</bdi>", text)


def address(url: str | None) -> str | None:
    """The address if a browser may be led there: http or https with a host, no spaces, no controls; else None."""
    if not url or any(ord(c) <= 32 or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and not parts.username else None


def link(url: str | None, text: object) -> Markup:
    """A link to another site, or only the text where the address is not one to follow."""
    safe = address(url)
    if safe is None:
        return bdi(text)
    return html('<a href="{}" rel="noopener noreferrer nofollow">{}</a>', exact(safe), bdi(text))


def chip(text: object, kind: str = "") -> Markup:
    """A small label."""
    return html('<span class="chip {}">{}</span>', kind, bdi(text))


def focusable(name: object) -> Markup:
    """The attributes of what scrolls by itself, so that keys reach it and it has a name."""
    return html('tabindex="0" role="region" aria-label="{}"', name)


def embedded_json(value: object) -> Markup:
    """JSON that cannot end the script element it stands in, nor hold a line end that scripts see and JSON does not."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 (what could begin or end an element is gone)


def asset(name: str) -> Markup:
    """A style sheet of this package."""
    return Markup((_FOLDER / name).read_text("utf-8"))  # noqa: S704 (a file of the package)


def page(
    title: str,
    body: Sequence[Markup],
    *,
    styles: Markup,
    script: Markup = _NOTHING,
    data: object = None,
    rest: Sequence[Markup] = (),
) -> str:
    """A whole page that loads nothing: styles and script inline, and a policy that allows these two alone. The script
    runs as soon as it is read, before the browser reads the `rest`: a module would wait for a picture without it."""
    parts = [
        html("<!doctype html>"),
        html('<html lang="en">'),
        html("<head>"),
        html('<meta charset="utf-8">'),
        html('<meta http-equiv="Content-Security-Policy" content="{}">', _policy(styles, script)),
        html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        html('<meta name="referrer" content="no-referrer">'),
        html("<title>{}</title>", title),
        html("<style>{}</style>", styles),
        html("</head>"),
        html("<body>"),
        *body,
    ]
    if data is not None:
        parts.append(html('<script type="application/json" id="data">{}</script>', embedded_json(data)))
    if script:
        parts.append(html("<script>{}</script>", script))
    return str(join([*parts, *rest, html("</body>\n</html>\n")], "\n"))


def _policy(styles: str, script: str) -> Markup:
    """The policy, each part of which is a word of it or a number in base 64."""
    scripts = _hash(script) if script else "'none'"
    return Markup(  # noqa: S704
        f"default-src 'none'; style-src {_hash(styles)}; script-src {scripts}; base-uri 'none'; form-action 'none'; "
        f"{NO_MARKUP_BY_SCRIPTS}"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
