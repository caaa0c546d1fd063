"""A Virtuoso of its own for the tests, on this machine alone."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from kg.settings import FACTS_GRAPH as DEFAULT_GRAPH

_INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = {rows}
"""


class Virtuoso:
    """A running server over the data of one N-Quads file."""

    def __init__(self, folder: Path, rows: int = 100_000) -> None:
        self._folder = folder
        self._sql, self._http = free_port(), free_port()
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "virtuoso.ini").write_text(_INI.format(folder=folder, sql=self._sql, http=self._http, rows=rows))

    @property
    def url(self) -> str:
        """The address of its SPARQL service, with the graph that stands for the default one."""
        return f"http://127.0.0.1:{self._http}/sparql?" + urlencode({"default-graph-uri": DEFAULT_GRAPH})

    @property
    def bare(self) -> str:
        """The address of its SPARQL service alone."""
        return f"http://127.0.0.1:{self._http}/sparql"

    @property
    def update(self) -> str:
        """Where it takes updates, of the account `dba` with the password `dba`."""
        return f"{self.bare}-auth"

    @property
    def graph_store(self) -> str:
        """Where it takes graphs, of the same account."""
        return f"{self.bare}-graph-crud-auth"

    @staticmethod
    def missing() -> str | None:
        """What is missing on this machine to run it, or None."""
        lacking = [program for program in ("virtuoso-t", "isql-vt") if shutil.which(program) is None]
        return f"{' and '.join(lacking)} not on the PATH: apt-get install virtuoso-opensource" if lacking else None

    def start(self, quads: Path | None = None) -> None:
        """Starts it and loads the file, if any, which must lie in its folder. A query finds in the graph
        `DEFAULT_GRAPH` what stands in the file's default graph: Virtuoso has none of its own."""
        command = ["virtuoso-t", "+foreground", "+configfile", str(self._folder / "virtuoso.ini")]
        with (self._folder / "output").open("wb") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output, cwd=self._folder)
        self._wait()
        if quads is not None:
            self.load(quads)

    def load(self, file: Path) -> None:
        """Loads a file of its folder: N-Quads, TriG, Turtle or N-Triples, by its ending. What stands in no named graph
        of it goes into `DEFAULT_GRAPH`."""
        flags = {".nq": 512, ".trig": 256}.get(file.suffix, 0)
        self._isql(f"DB.DBA.TTLP (file_open ('{file}'), '', '{DEFAULT_GRAPH}', {flags});")

    @property
    def folder(self) -> Path:
        """The folder that it may read files from."""
        return self._folder

    def stop(self) -> None:
        """Ends it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=60)

    def _wait(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                with urlopen(f"http://127.0.0.1:{self._http}/sparql?query=ASK%7B%7D", timeout=5):
                    return
            except OSError:
                time.sleep(0.3)
        raise TimeoutError((self._folder / "virtuoso.log").read_text(errors="replace")[-2000:])

    def _isql(self, statement: str) -> None:
        command = ["isql-vt", f"127.0.0.1:{self._sql}", "dba", "dba", "ERRORS=STDOUT", f"exec={statement}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode or "Error" in done.stdout:
            raise RuntimeError(done.stdout + done.stderr)


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
