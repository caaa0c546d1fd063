"""Projects by the titles and purposes behind their nouns, and who pays for them or carries them out."""

from __future__ import annotations

import pytest

from tests.extract.reading import told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "UNODC began the second phase of the EU-funded project to support free movement in Chad.",
            ("funder", "project to support free movement in Chad", "EU"),
        ),
        (
            "Stakeholders in the Safe Markets Project met in Accra. The project is funded by Norway.",
            ("funder", "Safe Markets", "Norway"),
        ),
        (
            "The three-year initiative, Building Bridges for Migrants, is funded by Norway.",
            ("funder", "Building Bridges for Migrants", "Norway"),
        ),
        (
            "The project, Improving Border Checks through Capacity Building on Migration, is run by IOM.",
            ("implementer", "Improving Border Checks through Capacity Building on Migration", "IOM"),
        ),
        (
            "The Advice, Shelter and Training (AST) Programme is implemented by IOM.",
            ("implementer", "Advice, Shelter and Training", "IOM"),
        ),
        (
            "The Safe Roads Programme, which is paid for by Norway and which GIZ carries out, trains judges.",
            ("implementer", "Safe Roads", "GIZ"),
        ),
        (
            "A workshop on data was held in Nadi, with IOM and UNODC as co-facilitators.",
            ("organizer", "workshop on data", "UNODC"),
        ),
        (
            "IOM will give training on data for officers in Tunis on 3 May.",
            ("organizer", "training on data for officers", "IOM"),
        ),
        (
            'IOM started a US-funded return project: "Strengthening the Capacity of Courts in Togo".',
            ("funder", "Strengthening the Capacity of Courts in Togo", "US"),
        ),
        (
            'UNHCR has praised a UNODC-led return project, "Strengthening the Capacity of Courts in Togo".',
            ("implementer", "Strengthening the Capacity of Courts in Togo", "UNODC"),
        ),
    ],
)
def test_what_is_paid_for_is_the_project_that_its_title_or_purpose_names(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The WAYS project, financed by the EU's Asylum, Migration and Integration Fund, is run by Caritas Austria.",
            ("implementer", "Asylum, Migration and Integration Fund", "Caritas Austria"),
        ),
        (
            'The workshop in Cairo is part of "Support to Courts in Egypt", an EU-funded project implemented by GIZ.',
            ("organizer", "workshop of Support to Courts in Egypt in Cairo", "GIZ"),
        ),
        (
            'The workshop in Cairo is part of "Support to Courts in Egypt", an EU-funded project implemented by GIZ.',
            ("funder", "Support to Courts in Egypt", "GIZ"),
        ),
        (
            "The ministry attended the ceremony in Accra as well, together with the Red Cross.",
            ("organizer", "ceremony in Accra", "Red Cross"),
        ),
    ],
)
def test_who_does_something_else_there_neither_pays_nor_organises(text: str, fact: tuple[str, str, str]) -> None:
    assert fact not in told(text)
