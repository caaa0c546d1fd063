"""The measures on the graph page are those of `kg network`."""

import pytest

from kg.network import Request, Selection, measure, read_facts
from kg.view import actor_measures as measures
from tests.view.network import network_store


@pytest.mark.parametrize("number", range(len(measures.SHOWN)))
def test_figures_are_those_of_the_command(number: int):
    store, shown = network_store(), measures.SHOWN[number]
    found = measures.actor_measures(store)[number]
    table = measure(read_facts(store), Request(shown.of.__name__, selection=Selection(persons=False)))
    place = table.columns.index(shown.column)
    told = {iri: row[place] for row, iris in zip(table.rows, table.keys, strict=True) for iri in iris}
    assert found["values"] == told and len(told) == 17 and found["command"] == f"kg network {shown.of.__name__}"


def test_what_takes_long_is_left_out_and_told(monkeypatch):
    monkeypatch.setattr(measures, "SHOWN", [measures.Shown("b", "b", measures.betweenness, "Betweenness", most=5)])
    (found,) = measures.actor_measures(network_store())
    assert found["left_out"] and not found["values"]
