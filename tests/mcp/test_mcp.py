"""`kg mcp` as a process of its own, asked by the client of the protocol's SDK over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp import Client, MCPError, StdioServerParameters
from mcp.types import ListToolsResult

from kg import settings
from kg.graph.terms import article_iri
from tests.query.conftest import FIRST
from tests.serve.conftest import write_store
from tests.serve.running import runs

TOGO = f"{settings.ENTITY}state/TGO"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("asked") / "store"
    write_store(directory, reference=True)
    return directory


@asynccontextmanager
async def client_of(store: Path, *options: str) -> AsyncIterator[Client]:
    """A client of a process that it has started."""
    arguments = ["-m", "kg", "mcp", "--store", str(store), *options]
    async with Client(StdioServerParameters(command=sys.executable, args=arguments)) as client:
        yield client


@dataclass(frozen=True, slots=True)
class Asked:
    """A client in the loop of the tests of this module."""

    loop: asyncio.Runner
    client: Client

    def tools(self) -> ListToolsResult:
        return self.loop.run(self.client.list_tools())

    def call(self, tool: str, **given: Any) -> dict[str, Any]:
        """What a tool answers; it is the same as text and as an object."""
        found = self.loop.run(self.client.call_tool(tool, given))
        assert not found.is_error, found.content
        assert json.loads(found.content[0].text) == found.structured_content  # type: ignore[union-attr]
        return found.structured_content

    def fault(self, tool: str, **given: Any) -> str:
        """Why a tool does not answer, in one line."""
        found = self.loop.run(self.client.call_tool(tool, given))
        assert found.is_error
        text = found.content[0].text  # type: ignore[union-attr]
        assert text and "\n" not in text
        return text


@pytest.fixture(scope="module")
def asked(store: Path) -> Iterator[Asked]:
    """A client; it is opened and closed in one task, as the SDK wants it."""
    with asyncio.Runner() as loop:
        done, opened = asyncio.Event(), loop.get_loop().create_future()

        async def hold() -> None:
            async with client_of(store, "--timeout", "3") as client:
                opened.set_result(client)
                await done.wait()

        async def begin() -> tuple[asyncio.Task[None], Client]:
            task = asyncio.create_task(hold())
            await asyncio.wait({task, opened}, return_when=asyncio.FIRST_COMPLETED)
            return task, opened.result()

        async def end(task: asyncio.Task[None]) -> None:
            done.set()
            await task

        task, client = loop.run(begin())
        yield Asked(loop, client)
        loop.run(end(task))


def test_the_tools_are_told_with_what_they_take_and_only_read(asked: Asked):
    known = {tool.name: tool for tool in asked.tools().tools}
    assert set(known) == {
        "search", "entity", "article", "articles", "network", "questions", "ask", "evidence", "sparql",
    }  # fmt: skip
    for tool in known.values():
        Draft202012Validator.check_schema(tool.input_schema)
        assert tool.description and tool.annotations and tool.annotations.read_only_hint
        assert "$ref" not in json.dumps(tool.input_schema)
    assert known["search"].input_schema["required"] == ["q"]
    assert known["evidence"].input_schema["properties"]["subject"]["type"] == "array"
    assert "participant" in json.dumps(known["evidence"].input_schema)


def test_from_a_name_to_the_sentence_behind_a_fact(asked: Asked):
    found = asked.call("search", q="togo", type="State")
    assert found["found"][0]["thing"] == {"iri": TOGO, "label": "Togo", "type": "State"}
    facts = asked.call("entity", iri=TOGO, relation="participant", limit=10)["facts"]
    event = next(fact["other"]["iri"] for fact in facts if "Border Data" in fact["other"]["label"])
    rows = asked.call("evidence", subject=[event], relation=["participant"], object=TOGO)["rows"]
    assert [row["quotation"] for row in rows] == ["Togo and IOM took part"]
    assert rows[0]["title"] == "Ghana hosts workshop" and rows[0]["confidence"] == 0.9
    article = asked.call("article", iri=rows[0]["article"], limit=100)
    assert (
        article["article"]["iri"] == article_iri(FIRST).value
        and article["paging"]["total"] == len(article["claims"]) > 10
    )
    network = asked.call("network", iri=TOGO, depth=2, relation=["participant"], reference=False, nodes=20)
    assert event in [node["thing"]["iri"] for node in network["nodes"]]
    assert asked.call("articles")["paging"]["total"] == 2


def test_questions_are_listed_and_asked(asked: Asked):
    listed = asked.call("questions", group="networks")["questions"]
    assert "co-participation" in [question["name"] for question in listed]
    pairs = asked.call("ask", name="co-participation", parameters={"actor": "Togo", "minimum": 1}, limit=5)
    assert pairs["rows"] and "'Togo' is taken as Togo" in pairs["notes"][0]
    several = asked.call("ask", name="event-actors", parameters={"actor": ["Togo", "Ghana"]})
    assert several["paging"]["total"] > asked.call("ask", name="event-actors", parameters={"actor": "Togo"})["paging"][
        "total"
    ]  # fmt: skip


def test_sparql_has_rows_truths_and_graphs(asked: Asked):
    select = f"# a comment\nSELECT ?state (1.5 AS ?half) {{ ?state a <{settings.ONTOLOGY}State> }} ORDER BY ?state"
    table = asked.call("sparql", query=select, limit=2, offset=1)
    assert len(table["rows"]) == 2 and table["paging"]["next"] == 3 and table["rows"][0]["half"] == 1.5
    assert table["generatedFrom"]["version"].startswith("sha256:")
    assert asked.call("sparql", query="ASK { ?s ?p ?o }")["answer"] is True
    assert " a mg:" in asked.call("sparql", query="CONSTRUCT WHERE { ?s a ?c } LIMIT 1")["turtle"]


def test_what_is_wrong_is_told_in_a_line_to_who_asked(asked: Asked):
    assert "q: it must be given" in asked.fault("search")
    assert "limit: " in asked.fault("search", q="iom", limit=0)
    assert "state:KEN" in asked.fault("entity", iri="Togo")
    assert "no entity" in asked.fault("entity", iri="state:XXX")
    assert "co-participation" in asked.fault("ask", name="coparticipation")
    assert "article, event, host" in asked.fault("ask", name="event-hosts", parameters={"guest": "Togo"})
    assert "no Actor is called" in asked.fault("ask", name="event-hosts", parameters={"host": "Nowhere"})
    assert "parameters: " in asked.fault("ask", name="event-hosts", parameters="host=Togo")
    assert "a list of these" in asked.fault("ask", name="event-hosts", parameters={"host": {"iri": TOGO}})
    assert "no SPARQL 1.1" in asked.fault("sparql", query="SELECT")
    assert "only reads" in asked.fault("sparql", query="DELETE WHERE { ?s ?p ?o }")
    assert "SERVICE" in asked.fault("sparql", query="SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    with pytest.raises(MCPError, match="no tool is called"):
        asked.call("nothing")


def test_a_query_has_the_limits_of_the_server(asked: Asked):
    begun = time.monotonic()
    long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert "within 3 seconds" in asked.fault("sparql", query=long)
    assert time.monotonic() - begun < 10
    assert asked.call("sparql", query="ASK { ?s ?p ?o }")["answer"]


def test_contact_data_are_in_no_answer(asked: Asked):
    people = asked.call("ask", name="contact-persons")
    assert [row["personLabel"] for row in people["rows"]] == ["Ama Mensah"]
    for words, known in (("Ama Mensah", True), ("ama@", False)):
        search = f'ASK {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} FILTER(CONTAINS(STR(?o), "{words}")) }}'
        assert asked.call("sparql", query=search)["answer"] is known
    assert "@example.org" not in json.dumps([people, asked.call("entity", iri=people["rows"][0]["person"])])


@pytest.mark.parametrize("end", ["closed", signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_who_started_it_and_leaves_no_process(store: Path, end: str | signal.Signals):
    command = [sys.executable, "-m", "kg", "mcp", "--store", str(store)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin and process.stdout and process.stderr
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    said = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
    process.stdin.write(json.dumps(said).encode() + b"\n")
    process.stdin.flush()
    told = json.loads(process.stdout.readline())
    assert told["result"]["serverInfo"]["name"] == "kg" and "evidence" in told["result"]["instructions"]
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert children
    if isinstance(end, str):
        process.stdin.close()
    else:
        os.kill(process.pid, end)
    assert process.wait(20) == 0
    assert process.stderr.read() == b""
    until = time.monotonic() + 10
    while any(runs(int(child)) for child in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(runs(int(child)) for child in children)


def test_without_the_extra_one_line_says_how_to_get_it(kg, store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.delitem(sys.modules, "kg.mcp.server", raising=False)
    code, out, said = kg("mcp", "--store", store)
    assert (code, out) == (1, "")
    assert said == "kg: kg mcp needs the package mcp: pip install 'migration-governance-kg[mcp]'\n"


def test_where_there_is_no_store_a_line_says_so(kg, tmp_path: Path):
    code, out, said = kg("mcp", "--store", tmp_path / "none")
    assert (code, out) == (1, "") and said.count("\n") == 1 and str(tmp_path / "none") in said
