"""Which sites' pages may read what is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import KgError
from kg.serve.origins import origins_for
from tests.serve.running import Client, Response, Server

SITE = "https://example.org"
READABLE = "access-control-allow-origin"


def asked(client: Client, origin: str) -> list[Response]:
    """The answers to what a page at the origin may want to read, errors among them."""
    head = {"origin": origin}
    return [
        client.get("ASK {}", **head),
        client.get("ASK {", **head),
        client.request("PUT", "/sparql", **head),
        client.request("OPTIONS", "/sparql", access_control_request_method="POST", **head),
        client.request("GET", "/.well-known/void", **head),
        client.request("GET", "/id/state/KEN", accept="text/turtle", **head),
        client.request("GET", "/data/id/state/KEN.ttl", **head),
    ]


def test_a_server_for_this_machine_is_read_by_no_other_site(client: Client):
    assert [answer.headers.get(READABLE) for answer in asked(client, SITE)] == [None] * 7


def test_sites_that_are_named_may_read_all_but_where_people_decide(store: Path, tmp_path: Path):
    review = ("--review", "--decisions", str(tmp_path / "decisions.tsv"), "--token", "0123456789abcdef")
    with Server(store, "--allow-origin", SITE, "--allow-origin", "http://localhost:3000", *review) as server:
        answers = asked(server.client, SITE)
        assert [answer.status for answer in answers] == [200, 400, 405, 200, 200, 303, 200]
        assert {answer.headers[READABLE] for answer in answers} == {SITE}
        assert "POST" in answers[3].headers["access-control-allow-methods"]
        assert "ETag" in answers[0].headers["access-control-expose-headers"]
        others = [answer.headers.get(READABLE) for answer in asked(server.client, "https://example.com")]
        assert others == [None] * 7
        for path in ("/review", "/review?token=0123456789abcdef"):
            assert READABLE not in server.client.request("GET", path, origin=SITE).headers


@pytest.mark.parametrize(
    ("host", "read"),
    [
        ("127.0.0.1", ()),
        ("127.1.2.3", ()),
        ("::1", ()),
        ("localhost", ()),
        ("0.0.0.0", ("*",)),
        ("192.0.2.1", ("*",)),
        ("kg.example.org", ("*",)),
    ],
)
def test_a_server_for_others_is_read_by_any_site(host: str, read: tuple[str, ...]):
    assert origins_for(host) == read
    assert origins_for(host, [SITE]) == (SITE,)


@pytest.mark.parametrize("wrong", ["example.org", f"{SITE}/", "null", "https://*.example.org"])
def test_what_is_no_origin_is_told(store: Path, kg, wrong: str):
    code, _, said = kg("serve", "--store", store, "--port", "0", "--allow-origin", wrong)
    assert code == 1
    assert said.startswith(f"kg: --allow-origin {wrong}: give it as browsers do")
    assert said.count("\n") == 1
    with pytest.raises(KgError):
        origins_for("127.0.0.1", [wrong])
