"""The tools over the Model Context Protocol, on standard input and output."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

from mcp import MCPError
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp.types import Tool as Listed

from kg import settings
from kg.mcp.tools import Tool, tools
from kg.serve.api import Api
from kg.serve.api.server import written
from kg.serve.asking import FromPool
from kg.serve.confinement import check_confined
from kg.serve.errors import REPLIES, reply_to
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.renewal import Renewal
from kg.serve.served import served_copy

_INSTRUCTIONS = """\
A knowledge graph of what press releases on migration governance say: who met, hosted, took part, funded, adopted and \
said what. Every fact rests on words of an article: quote them, and name the article. A good way: `search` for a name, \
`entity` for what is known of it, `questions` for what can be asked (by `group`, which is shorter), `ask` to ask it, \
`evidence` for the sentences behind a fact. Answers come in pages; `paging` tells how many there are in all. What only \
a speaker says is no fact."""


def serve(store: Path, limits: Limits) -> None:
    """Serves the newest snapshot of the store until standard input ends, or the process is told to end, which it does
    then. Raises KgError where there is no store, or the workers cannot be shut off from the network."""
    check_confined(limits)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(store, limits))


async def _serve(store: Path, limits: Limits) -> None:
    told = asyncio.Event()
    with served_copy(store) as served:
        pool = Pool(served.directory, limits)
        renewal = Renewal(store, pool, served, lambda _: None)
        api = Api(FromPool(pool), lambda: renewal.served.facts.version, 2 * limits.seconds)
        await pool.start()
        for ending in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(ending, told.set)
        try:
            async with renewal.running():
                speaking = asyncio.create_task(_speak(_server(tools(api, pool))))
                await asyncio.wait({speaking, asyncio.create_task(told.wait())}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await pool.stop()
    if told.is_set():
        os._exit(0)  # a thread waits for standard input, and nothing else ends it
    await speaking


async def _speak(server: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _server(known: dict[str, Tool]) -> Server[Any]:
    async def listed(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=list(map(_listed, known.values())))

    async def called(_: ServerRequestContext[Any], asked: CallToolRequestParams) -> CallToolResult:
        if asked.name not in known:
            raise MCPError(INVALID_PARAMS, f"no tool is called '{asked.name}': there are {', '.join(known)}")
        return await _called(known[asked.name], asked.arguments or {})

    return Server(
        "kg",
        version=settings.VERSION,
        title="Migration Governance Knowledge Graph",
        instructions=_INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )


def _listed(tool: Tool) -> Listed:
    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False, destructive_hint=False)
    return Listed(
        name=tool.name, title=tool.title, description=tool.description, input_schema=tool.schema, annotations=reads
    )


async def _called(tool: Tool, given: dict[str, Any]) -> CallToolResult:
    """The answer, or in one line why there is none, for who asked to mend it."""
    try:
        found = await tool.answer(given)
    except Exception as error:
        if type(error) not in REPLIES:
            traceback.print_exc(file=sys.stderr)
        return CallToolResult(content=[TextContent(type="text", text=reply_to(error)[1])], is_error=True)
    return CallToolResult(content=[TextContent(type="text", text=written(found).decode())], structured_content=found)
