"""Under which names a server answers: a page of another site that has its name lead to this machine reads nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.serve.running import Client, Server

REBOUND = "rebound.example.com"


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:80",
        "localhost.",
        "kg.localhost:7474",
        "127.0.0.1",
        "127.8.9.10:1",
        "[::1]",
        "[::1]:7474",
    ],
)
def test_a_server_for_this_machine_answers_for_its_names(client: Client, host: str):
    assert client.get("ASK {}", host=host).json()["boolean"]


@pytest.mark.parametrize(
    "host",
    [REBOUND, f"{REBOUND}:7474", "localhost.example.com", "127.0.0.1.example.com", "192.0.2.1", "[2001:db8::1]:7474"],
)
def test_a_server_for_this_machine_answers_for_no_other_name(client: Client, host: str):
    answer = client.get("SELECT * { ?s ?p ?o }", host=host)
    assert answer.status == 421
    assert answer.text.count("\n") == 1
    assert "ask it at localhost, or start it with --url" in answer.text


def test_no_resource_is_read_under_another_name(store: Path, tmp_path: Path):
    review = ("--review", "--decisions", str(tmp_path / "decisions.tsv"), "--token", "0123456789abcdef")
    with Server(store, *review) as server:
        for path in ("/", "/sparql", "/.well-known/void", "/id/state/KEN", "/review?token=0123456789abcdef", "/none"):
            forged = {"x_forwarded_host": "localhost", "forwarded": "host=localhost"}
            answer = server.client.request("GET", path, host=REBOUND, **forged)
            assert (answer.status, answer.headers["connection"]) == (421, "close"), path
            assert "set-cookie" not in answer.headers
        assert server.client.post("ASK {}", host=REBOUND).status == 421
        assert any("421 Misdirected Request" in line for line in _said(server))


def _said(server: Server) -> list[str]:
    server.end()
    return server.said
