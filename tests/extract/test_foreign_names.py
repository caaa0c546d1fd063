"""Names in another language in an English text, and names of offices and facilities with their places: where they end,
and what kind they are."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article


def found(text: str) -> set[tuple[str, str]]:
    """The types and names of what an article of this text holds."""
    return {(e.type, e.name) for e in extract(Article("a", text, published="2024-05-06")).entities}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministère de la Famille, de l'Enfance et des Aînés", "GovernmentBody"),
        ("Ministerio de Vivienda, Obras Públicas y Transporte", "GovernmentBody"),
        ("Alta Autoridade para a Habitação", "GovernmentBody"),
        ("Commission locale chargée du suivi", "GovernmentBody"),
        ("Tribunal de première instance d'Abidjan-Sud", "GovernmentBody"),
        ("Junta Nacional de Vivienda", "GovernmentBody"),
        ("Wizara ya Elimu ya Juu", "GovernmentBody"),
        ("Wasaaradda Waxbarashada iyo Caafimaadka", "GovernmentBody"),
        ("Straż Miejska", "GovernmentBody"),
        ("Fiskeristofnun", "GovernmentBody"),
        ("Delegación de la Unión Europea en Honduras", "Office"),
        ("Escritório da OIM em Angola", "Office"),
        ("Centre Aube Nouvelle de Bouaké", "Facility"),
        ("Foyer d'écoute “Les Acacias”", "Facility"),
        ("Office National d'Archivage", "GovernmentBody"),
        ("Haut Commissariat aux Archives du Niger", "GovernmentBody"),
        ("Justitie- en Jeugddienst", "GovernmentBody"),
        ("Sosyal Yardım Müdürlüğü", "GovernmentBody"),
        ("Dipartimento per le Attività civili e l'Edilizia", "GovernmentBody"),
        ("Centro de Derechos Humanos Las Palmas", "CivilSociety"),
        ("Bureau de l'OIM au Mali", "Office"),
        ("Office of the UN Resident Coordinator", "Office"),
        ("IOM Regional Office for Central and North America", "Office"),
        ("Nigerien Pôle judiciaire unifié", "GovernmentBody"),
        ("UNHCR Representation in Mali", "Office"),
        ("IOM Field Office Koło", "Office"),
        ("UNHCR Sub-Office Kakuma", "Office"),
        ("ILO Decent Work Team and Country Office for the Caribbean", "Office"),
        ("UNDP Multi-Country Office for Samoa and the Southern Caribbean", "Office"),
        ("UNHCR Reception Centre in Mbeyo", "Facility"),
        ("Police Academy in Szczecinek", "Facility"),
        ("Tamboura Transit Site", "Facility"),
        ("EUCAP Sahel Mali", "Office"),
        ("Puntland Coast Guard", "GovernmentBody"),
        ("Vice-Ministry of Rural Housing", "GovernmentBody"),
        ("Office of the Land Use and Housing Commissioner", "GovernmentBody"),
        ("Ministry of Interior and Peacebuilding", "GovernmentBody"),
        ("Bureau of Immigration and Naturalisations", "GovernmentBody"),
        ("Senate Committee on Rural Affairs", "GovernmentBody"),
        ("Riksdag", "GovernmentBody"),
        ("Office for Housing Statistics", "GovernmentBody"),
        ("Inspector General's Office", "GovernmentBody"),
    ],
)
def test_name_goes_on_as_far_as_its_language(name: str, kind: str) -> None:
    text = (
        f"A workshop on data was held in Accra on 3 May 2024. It was attended by UNHCR, the {name} and the Red Cross."
    )
    assert (kind, name) in found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IOM, the Ministère de la Justice and the Police of Togo organised a workshop.", "Ministère de la Justice"),
        ("The Ministerio de Salud y Ministerio de Trabajo met IOM in Lima for a workshop.", "Ministerio de Trabajo"),
        ("IOM, Ministerio de Salud, Cruz Roja Panameña and UNHCR held a workshop.", "Ministerio de Salud"),
        ("IOM and the Direction de la Migration trained officers in Lomé at a workshop.", "Direction de la Migration"),
    ],
)
def test_name_ends_where_another_begins(text: str, name: str) -> None:
    assert ("GovernmentBody", name) in found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IOM's Gao Sub-Office held a workshop on data.", "Gao Sub-Office"),
        ("HCR Mali held a workshop on data in Gao.", "HCR Mali"),
        ("IOM's Kenya office held a workshop on data.", "Kenya office"),
    ],
)
def test_office_has_its_organisation_as_parent(text: str, name: str) -> None:
    result = extract(Article("a", text, published="2024-05-06"))
    office = next(e for e in result.entities if e.name == name)
    assert office.type == "Office"
    assert any(c.relation == "partOf" and c.subject == office.id for c in result.claims)


def test_place_that_no_table_knows_is_one_of_a_facility() -> None:
    text = "A workshop was held at the National Centre for Victims of Trafficking in Mbeyo on 3 May 2024."
    names = [e for e in extract(Article("a", text, published="2024-05-06")).entities if e.type != "Event"]
    assert any("National Centre for Victims of Trafficking" in (e.name, *e.aliases) for e in names)


@pytest.mark.parametrize("text", ["Union President Ana da Silva opened the workshop in Lisbon.", "Stadt is a word."])
def test_head_that_is_an_english_word_needs_a_foreign_name(text: str) -> None:
    assert not {kind for kind, _ in found(text)} & {"GovernmentBody", "CivilSociety", "Facility"}
