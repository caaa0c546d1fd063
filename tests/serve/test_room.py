"""Which connections are given up."""

from __future__ import annotations

from dataclasses import dataclass

from kg.serve.limits import ConnectionLimits
from kg.serve.room import given_up


@dataclass(frozen=True)
class Connection:
    of: str
    since: float
    waits: bool = True
    unfetched: int = 0


LIMITS = ConnectionLimits(most=10, of_client=6, unfetched=100)


def connections(of: str, number: int, since: float = 0.0, *, waits: bool = True) -> list[Connection]:
    return [Connection(of, since + place, waits) for place in range(number)]


def test_none_while_there_is_room():
    assert given_up([*connections("a", 6), *connections("b", 4)], LIMITS) == []


def test_of_one_client_those_that_wait_longest():
    held = connections("a", 8)
    assert given_up(held[::-1], LIMITS) == held[:2]


def test_what_is_being_answered_stays_and_counts():
    answered, waiting = connections("a", 5, waits=False), connections("a", 3, since=9)
    assert given_up([*answered, *waiting], LIMITS) == waiting[:2]
    assert given_up(connections("a", 9, waits=False), LIMITS) == []


def test_of_those_who_have_most_first():
    """Twelve, and ten may stay: two go of who has six, however long others wait."""
    most = connections("a", 6, since=50)
    assert given_up([*connections("b", 3), *most, *connections("c", 3)], LIMITS) == most[:2]


def test_of_many_clients_with_one_connection_each_who_waits_longest():
    held = [Connection(f"client {number}", number) for number in range(15)]
    assert given_up(held, LIMITS) == held[:5]


def test_answers_that_nobody_fetches_take_so_much_memory():
    held = [Connection("a", number, unfetched=40) for number in range(4)]
    idle = Connection("b", -1)
    assert given_up([idle, *held], LIMITS) == held[:2]
