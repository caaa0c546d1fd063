"""Requests that are meant to bring a server down, or to make it fetch what is not its own."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from tests.serve.running import Client, Response

Attack = Callable[[Client], Response]
_ALL = "?a ?b ?c"
_BOMB = "CONCAT(STR(?f), '(a|aa)+$(b+)+.*x{1,50}')"
_GROWN = "SELECT (STRLEN(?d) AS ?n) { BIND('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' AS ?a)"
_GROWING = "".join(f" BIND(REPLACE(?{a}, 'a', ?{a}) AS ?{b})" for a, b in ("ab", "bc", "cd"))


def _asks(query: str, *more: tuple[str, str]) -> Attack:
    return lambda client: client.form(("query", query), *more)


def slow() -> dict[str, Attack]:
    """Queries that never end, or take all memory or a long answer to end: no one may be answered 200."""
    product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    return {
        "product, counted": _asks(f"SELECT (COUNT(*) AS ?n) {{ {product} . ?j ?k ?l }}"),
        "product, filtered": _asks(f"ASK {{ {product} . ?j ?k ?l FILTER(?a = ?l && ?l != ?a) }}"),
        "product, sorted": _asks(f"SELECT * {{ {product} }} ORDER BY ?c ?f ?i"),
        "product, grouped": _asks(f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {product} }} GROUP BY ?a ?d"),
        "product, built": _asks(f"CONSTRUCT {{ ?a ?e ?i }} {{ {product} }}"),
        "product, written": _asks(f"SELECT * {{ {product} }}"),
        "product of values": _asks(f"SELECT (COUNT(*) AS ?n) {{ {' '.join(map(_values, 'abcdefgh'))} }}"),
        "any path": _asks("SELECT (COUNT(*) AS ?n) { ?a (<x:a>|!<x:a>)* ?b . ?c (<x:a>|!<x:a>)* ?d }"),
        "nested paths": _asks("SELECT (COUNT(*) AS ?n) { ?a ((!<x:a>)+/(!<x:b>)+)* ?b . ?c (!<x:c>)+ ?d }"),
        "expressions on products": _asks(f"SELECT (COUNT(*) AS ?n) {{ {product} FILTER(REGEX(STR(?c), {_BOMB})) }}"),
        "growing text": _asks(f"{_GROWN}{_GROWING} }}"),
        "joined text": _asks(f"SELECT (GROUP_CONCAT(?c) AS ?all) {{ {product} }}"),
        "hashes": _asks(f"SELECT (COUNT(SHA512(CONCAT(STR(?a), STR(?f)))) AS ?n) {{ {product} }}"),
        "distinct random": _asks(f"SELECT (COUNT(DISTINCT ?r) AS ?n) {{ {product} BIND(RAND() AS ?r) }}"),
        "alternatives": _asks("ASK { FILTER(" + "||".join(["false"] * 20_000) + ") }"),
    }


def _values(name: str) -> str:
    return f"VALUES ?{name} {{ {' '.join(map(str, range(40)))} }}"


def malformed() -> dict[str, Attack]:
    """Requests that must be told to be wrong, each with a status of the 400s."""
    return {
        "deep brackets": _asks("ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }"),
        "deep groups": _asks("ASK " + "{" * 5000 + "}" * 5000),
        "deep collections": _asks("ASK { ?s ?p " + "(" * 5000 + ")" * 5000 + " }"),
        "long form": lambda client: client.form(("query", "ASK {}" + " " * 300_000)),
        "long query": lambda client: client.post("ASK {} #" + "x" * 10_000_000),
        "long address": lambda client: client.get("ASK {} #" + "x" * 100_000),
        "many parameters": lambda client: client.form(("query", "ASK {}"), *[("x", "y")] * 20_000),
        "no text": lambda client: client.post("\0" * 1000),
        "half a character": lambda client: client.request("GET", "/sparql?query=ASK%20%7B%7D%C3"),
        "text without end": _asks('ASK { ?s ?p "' + '"""' * 30_000),
        "update": _asks("DELETE WHERE { ?s ?p ?o }"),
        "update by its name": lambda client: client.form(("update", "CLEAR ALL")),
        "drop": _asks("DROP ALL"),
        "regex of great size": _asks(
            "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '((a{100}){100}){100}', 'q'", ("x", "y")
        ),
    }


def fetching(canary: str) -> dict[str, Attack]:
    """Queries that would make a server ask the address `canary`."""
    service = f"SERVICE <{canary}service> {{ {_ALL} }}"
    escaped = service.replace("S", "\\u0053", 1)
    return {
        "service": _asks(f"SELECT * {{ {service} }}"),
        "silent service": _asks(f"SELECT * {{ SERVICE SILENT <{canary}silent> {{ {_ALL} }} }}"),
        "escaped service": _asks(f"SELECT * {{ {escaped} }}"),
        "service of a variable": _asks(f"SELECT * {{ BIND(<{canary}bound> AS ?s) SERVICE ?s {{ {_ALL} }} }}"),
        "service in EXISTS": _asks(f"SELECT * {{ {_ALL} FILTER EXISTS {{ {service} }} }} LIMIT 1"),
        "service after a sign": _asks(f"SELECT * {{ BIND(1<2 AS ?x) {service} BIND('>' AS ?y) }}"),
        "load": _asks(f"LOAD <{canary}load>"),
        "escaped load": _asks(f"\\u004COAD <{canary}load>"),
        "from the web": _asks(f"SELECT * FROM <{canary}from> {{ {_ALL} }}"),
        "from a file": _asks(f"SELECT * FROM <file:///etc/passwd> {{ {_ALL} }}"),
        "named graph of the web": _asks(f"SELECT * FROM NAMED <{canary}named> {{ GRAPH ?g {{ {_ALL} }} }}"),
        "default graph of a request": _asks(f"SELECT * {{ {_ALL} }}", ("default-graph-uri", canary)),
        "file of a request": _asks(f"SELECT * {{ {_ALL} }}", ("default-graph-uri", "file:///etc/passwd")),
        "address as query": lambda client: client.request("GET", "/sparql?" + urlencode([("query-uri", canary)])),
    }
