"""The command run in this process, for what is made once for many tests; a test itself has the fixture `kg`."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout

import pytest

from kg.cli.app import main


def kg(*arguments: object) -> tuple[int, str, str]:
    """Runs `kg …`; returns exit code, standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code, out.getvalue(), err.getvalue()
