"""An Oxigraph server of its own for the tests, in memory, on this machine alone."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.query.virtuoso_server import free_port


class OxigraphServer:
    """A running server that takes queries, updates and graphs from everybody."""

    def __init__(self) -> None:
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def program() -> str | None:
        """Where it is installed, beside this Python or on the PATH; None where it is not."""
        return shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")

    @property
    def bare(self) -> str:
        """The address of its queries; its default graph is one of its own."""
        return f"http://127.0.0.1:{self._port}/query"

    @property
    def update(self) -> str:
        """Where it takes updates."""
        return f"http://127.0.0.1:{self._port}/update"

    @property
    def graph_store(self) -> str:
        """Where it takes graphs."""
        return f"http://127.0.0.1:{self._port}/store"

    def start(self) -> None:
        """Starts it and waits until it listens."""
        command = [str(self.program()), "serve", "--bind", f"127.0.0.1:{self._port}"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.05)
        raise TimeoutError("oxigraph serve does not listen")

    def stop(self) -> None:
        """Ends it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=60)
