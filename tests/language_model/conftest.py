"""A real server on this machine that answers well, badly or not at all, named by the environment."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.language_model import request

KEY = "sk-very-secret"


def chat(content: Any, reason: str = "stop") -> bytes:
    """A chat completion with this content."""
    return json.dumps({"choices": [{"finish_reason": reason, "message": {"content": content}}]}).encode()


@dataclass
class Server:
    """What the server answers, one after the other and the last for ever: (status, body), or a pause in seconds; and
    what it was asked."""

    address: str = ""
    answers: list[tuple[int, bytes] | float] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    send: dict[str, str] = field(default_factory=dict)
    most: int = 0
    """The most questions that were open at a time."""
    _open: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def says(self, *answers: tuple[int, bytes] | bytes | float) -> None:
        self.answers = [(200, answer) if isinstance(answer, bytes) else answer for answer in answers]
        self.asked.clear()

    def next(self) -> tuple[int, bytes]:
        with self._lock:
            self._open += 1
            self.most = max(self.most, self._open)
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, float):
            time.sleep(answer)
            answer = 200, chat(json.dumps({"entities": [], "statements": []}))
        with self._lock:
            self._open -= 1
        return answer


@pytest.fixture
def listening() -> Iterator[Server]:
    """A server for each test: questions that a test gave up on may reach it late."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.headers.append(dict(self.headers) | {"path": self.path})
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, body = state.next()
            self.send_response(status)
            for name, value in state.send.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

        do_GET = do_POST

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        state.address = f"http://127.0.0.1:{server.server_port}/v1"
        yield state
        server.shutdown()


@pytest.fixture
def server(listening: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server as the environment names it."""
    values = {
        "URL": listening.address,
        "MODEL": "small",
        "KEY": KEY,
        "TIMEOUT": "5",
        "READINGS": str(tmp_path / "kept"),
    }
    for name, value in values.items():
        monkeypatch.setenv(f"KG_LLM_{name}", value)
    monkeypatch.setattr(request, "WAIT", 0.0)
    return listening
