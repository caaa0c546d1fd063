"""Nothing that an article says can become markup, a script or a link that is none."""

import json
import re
from pathlib import Path

import pytest
from markupsafe import Markup

import kg
from kg.serve.pages.shell import page as served_page
from kg.view.markup import address, bdi, embedded_json, esc, html, join, link, page


def test_text_is_escaped_isolated_and_redacted():
    assert bdi("<b>&'\"") == "<bdi>&lt;b&gt;&amp;&#x27;&quot;</bdi>"
    assert "0123" not in esc("call +254 20 555 0123") and "@" not in esc("doe@example.org")
    assert "\x00" not in esc("a\x00b") and "\x1b" not in esc("\x1b[31m")


@pytest.mark.parametrize(
    ("text", "enclosed"),
    [
        ("a\u2069\u202eb", "a\u202eb"),
        ("\u2067a\u2069\u2069\u202eb", "\u2067a\u2069\u202eb"),
        ("\u2067a \u2066b", "\u2067a \u2066b\u2069\u2069"),
        ("\u2068a\u2069 b", "\u2068a\u2069 b"),
        ("a\u2029\u202eb", "a \u202eb"),
    ],
)
def test_no_sign_of_a_text_ends_what_isolates_it(text, enclosed):
    assert bdi(text) == f"<bdi>{enclosed}</bdi>"


def test_a_text_in_a_hole_is_escaped_and_markup_and_numbers_stay():
    assert html("<p>{:,} {} {name}</p>", 12345, bdi("<"), name="<b>") == "<p>12,345 <bdi>&lt;</bdi> &lt;b&gt;</p>"
    assert "0123" not in html("<p>{}</p>", "call +254 20 555 0123")
    assert html("<p>{}</p>", f"<i>{bdi('x')}</i>") == "<p>&lt;i&gt;&lt;bdi&gt;x&lt;/bdi&gt;&lt;/i&gt;</p>"
    assert join([html("<b>"), "<b>"], " < ") == "<b> &lt; &lt;b&gt;"


def test_a_text_among_the_parts_of_a_page_is_escaped():
    parts = [html("<p>one</p>"), "<p>two</p>"]
    made = page("t", parts, styles=Markup(), rest=parts), bytes(served_page("t", parts).body).decode()
    for text in made:
        assert "<p>one</p>" in text and "&lt;p&gt;two&lt;/p&gt;" in text and "<p>two</p>" not in text


def test_no_template_lets_a_text_be_markup():
    templates = list(Path(kg.__file__).parent.rglob("html/*.html"))
    assert len(templates) > 10
    off = re.compile(r"autoescape|\|\s*(safe|forceescape|urlize|xmlattr)\b|Markup")
    assert [path.name for path in templates if off.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://",
        "https://exa mple.org",
        "https://user:secret@example.org/",
        "https://example.org/\u202egpj.exe",
        "http://[::1",
        "",
        None,
    ],
)
def test_only_web_addresses_are_linked(url):
    assert address(url) is None
    assert "href" not in link(url, "text")


def test_a_web_address_is_linked_escaped():
    assert '<a href="https://example.org/?a=1&amp;b=%22" ' in link("https://example.org/?a=1&b=%22", "x")


def test_json_cannot_leave_its_script_element():
    text = embedded_json({"a": "</script><!--\u2028&"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"a": "</script><!--\u2028&"}


def test_the_policy_allows_the_inline_parts_and_nothing_else():
    made = page("t", [html("<p>x</p>")], styles=Markup("p{}"), script=Markup("1;"), data={})
    policy = made.partition('Content-Security-Policy" content="')[2].partition('"')[0]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert policy.count("'sha256-") == 2
    assert "script-src 'none'" in page("t", [], styles=Markup())
