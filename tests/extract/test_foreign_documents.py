"""Documents, projects and processes under names in other languages, and projects told by where they stand."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article

_BEHIND = " It was opened by Anna Moss of the Ministry of Labour of Ghana."


def _kinds(name: str, sentence: str) -> list[str]:
    """The types of the entities of this name in a text with the sentence."""
    text = sentence.format(name=name) + _BEHIND
    return [e.type for e in extract(Article("a", text)).entities if name in (e.name, *e.aliases)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Projet Passerelles d'Ouanaminthe", "Project"),
        ("Politique migratoire d'Haïti", "Document"),
        ("Loi n° 012/AN/2019 portant protection des travailleurs", "Document"),
        ("Ley 19.222 de Protección, Amparo e Integración de Trabajadores", "Document"),
        ("Zuwanderungsbegrenzungsgesetz", "Document"),
        ("Acordo de Mobilidade da Lagoa 2019-2024", "Document"),
        ("Mesa Nacional de Movilidad Laboral", "Process"),
        ("Cellule mixte de coordination frontalière Togo–Bénin", "Process"),
        ("Guddiga Qaran iyo Socdaalka", "Process"),
        ("Gugus Tugas Pekerja dan Pendatang", "Process"),
        ("Operação Rio Claro 2023", "Project"),
        ("Fonds d'appui aux rapatriés au Cameroun", "Project"),
    ],
)
def test_foreign_names_are_read_whole(name: str, kind: str) -> None:
    assert _kinds(name, "The workshop in Accra on 3 May 2024 reviewed the work of the {name}.") == [kind]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Caminos Firmes por los Derechos", "A training was held in Accra on 3 May 2024 as part of {name}."),
        ("Voices of the Border", "A training was held in Accra on 3 May 2024 as part of the {name} (VOB)."),
        ("Kaalo Guriga – Make a Living", "IOM implements {name} in Togo."),
        ("CinemaRoad", "IOM implements {name} in Togo."),
        ("Bridges to Work II", "{name} is funded by the European Union."),
    ],
)
def test_project_is_told_by_its_slot(name: str, sentence: str) -> None:
    assert _kinds(name, sentence) == ["Project"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The workshop in Mesa County was held on 3 May 2024.",
        "The Plan was discussed at a workshop in Accra on 3 May 2024.",
        "A Red Line was crossed, officials said in Accra.",
        "A training was held in Accra on 3 May 2024 as part of Refugee Week.",
        "The visit was part of Anna Moss's trip. It is part of South Asian Studies.",
        "A talk was held as part of Labour Migration.",
    ],
)
def test_other_capitals_are_no_project(sentence: str) -> None:
    kinds = {e.type for e in extract(Article("a", sentence)).entities}
    assert not kinds & {"Process", "Document", "Project"}


@pytest.mark.parametrize(
    "name",
    [
        "8-Point Plan of Action on Labour Mobility",
        "2022–2030 Migration Strategy of Georgia",
        "Handbook on Trafficking in Persons for Prosecutors and Magistrates",
        "Strategy in the Field of Migration and Asylum of Ghana",
        "Kolda Work Plan 3.0",
        "ICMPD Migration Outlook 2023",
    ],
)
def test_numbers_and_plurals_belong_to_documents(name: str) -> None:
    assert _kinds(name, "The workshop in Accra on 3 May 2024 reviewed the {name}.") == ["Document"]


def test_project_told_with_its_place_has_its_own_name() -> None:
    assert _kinds("Saameyn", "IOM implements the Saameyn project in Togo.") == ["Project"]


@pytest.mark.parametrize(
    "name",
    [
        "Encuentro Regional de Alcaldes Fronterizos",
        "Table ronde nationale sur les retours",
        "Shirka Guud Qaran",
        "Jornadas de la Diáspora",
    ],
)
def test_event_is_called_by_its_foreign_name(name: str) -> None:
    assert _kinds(name, "IOM organised the {name} in Accra on 3 May 2024.") == ["Event"]


def test_noun_for_foreign_events_alone_is_none() -> None:
    text = "He bought a taller fence at an atelier and a feria in Spain."
    assert not [e for e in extract(Article("a", text)).entities if e.type == "Event"]
