"""Whatever is done to a store in whatever order, and wherever it is killed: it holds what a model in Python says."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.soak import STATES, Killer, Worker, Years, drifts

HOSTS = st.lists(st.sampled_from(STATES), unique=True)
PERSONS = ("", "Zora Quilla", "Zora Quillb")
KILLS = st.sampled_from([0, 0, 0, 5, 20, 60, 110])


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    running = Worker()
    yield running
    running.close()


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    running = Killer()
    yield running
    running.close()


def machine(worker: Worker, killer: Killer) -> type[RuleBasedStateMachine]:
    """What may be done to a store."""

    class Uses(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.folder = Path(tempfile.mkdtemp())
            self.years = Years(self.folder, worker, killer)

        def teardown(self) -> None:
            shutil.rmtree(self.folder)

        @initialize(hosts=HOSTS, person=st.sampled_from(PERSONS))
        def begin(self, hosts: list[str], person: str) -> None:
            self.years.add(hosts, bad=True, person=person)
            self.years.do(["build", "no"])

        @rule(hosts=HOSTS, bad=st.booleans(), person=st.sampled_from(PERSONS))
        def add(self, hosts: list[str], bad: bool, person: str) -> None:
            self.years.add(hosts, bad=bad, person=person)

        @precondition(lambda self: self.years.model.files)
        @rule(hosts=HOSTS, goes=st.booleans(), data=st.data())
        def change(self, hosts: list[str], goes: bool, data: st.DataObject) -> None:
            key = data.draw(st.sampled_from(sorted(self.years.model.files)))
            if goes:
                self.years.take_away(key)
            else:
                self.years.write(key, hosts, bad=False, person="")

        @rule(prune=st.sampled_from(["no", "yes", "all"]), kill=KILLS)
        def build(self, prune: str, kill: int) -> None:
            self.years.do(["build", prune], kill)

        @precondition(lambda self: self.years.model.now.texts)
        @rule(data=st.data(), kill=KILLS)
        def forget(self, data: st.DataObject, kill: int) -> None:
            self.years.do(["forget", data.draw(st.sampled_from(sorted(self.years.model.now.texts)))], kill)

        @precondition(lambda self: self.years.model.fresh and self._open())
        @rule(data=st.data())
        def reject(self, data: st.DataObject) -> None:
            self.years.reject(*data.draw(st.sampled_from(self._open())))

        @precondition(lambda self: self.years.model.before is not None)
        @rule(kill=KILLS)
        def undo(self, kill: int) -> None:
            self.years.do(["undo"], kill)

        def _open(self) -> list[tuple[str, str]]:
            return sorted(self.years.model.now.hosts() - (self.years.model.table or set()))

        @invariant()
        def holds(self) -> None:
            self.years.check()

    return Uses


def test_a_store_holds_what_a_model_says_whatever_is_done(worker: Worker, killer: Killer):
    few = settings(
        max_examples=2, stateful_step_count=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine(worker, killer), settings=few)  # type: ignore[no-untyped-call]


def test_what_grows_is_told(capsys: pytest.CaptureFixture[str]):
    flat = [{"files": 10.0, "kB": 100.0 + number % 3} for number in range(40)]
    assert drifts(flat) == []
    assert drifts([{**one, "kB": 100.0 + number} for number, one in enumerate(flat)]) == ["kB"]
    assert "kB, medians of the quarters: 104.50, 114.50, 124.50, 134.50 GROWS" in capsys.readouterr().out
