"""Nothing that an article says can become markup, a script or a link that is none."""

import json

import pytest

from kg.view.markup import address, bdi, embedded_json, esc, link, page


def test_text_is_escaped_isolated_and_redacted():
    assert bdi("<b>&'\"") == "<bdi>&lt;b&gt;&amp;&#x27;&quot;</bdi>"
    assert "0123" not in esc("call +254 20 555 0123") and "@" not in esc("doe@example.org")
    assert "\x00" not in esc("a\x00b") and "\x1b" not in esc("\x1b[31m")


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
    made = page("t", ["<p>x</p>"], styles="p{}", script="1;", data={})
    policy = made.partition('Content-Security-Policy" content="')[2].partition('"')[0]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert policy.count("'sha256-") == 2
    assert "script-src 'none'" in page("t", [], styles="")
