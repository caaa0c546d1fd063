"""Works that a sentence goes on about without their names, signings and launches that verbs alone tell, and bodies that
an acronym behind their description names."""

from __future__ import annotations

import pytest

from tests.extract.reading import told

_POLICY = "Togo's National Policy on Labour Mobility was long in the making. "


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (_POLICY + "IOM backed its preparation.", ("supporter", "National Policy on Labour Mobility", "IOM")),
        (_POLICY + "Norway paid for the drafting.", ("funder", "National Policy on Labour Mobility", "Norway")),
        (_POLICY + "Norway met the bill.", ("funder", "National Policy on Labour Mobility", "Norway")),
        (
            _POLICY + "The National Assembly of Togo approved it on 12 May.",
            ("adopted", "National Assembly of Togo", "National Policy on Labour Mobility"),
        ),
        (
            "There is a new reception centre in Lomé. Japan paid for the building.",
            ("funder", "reception centre in Lomé", "Japan"),
        ),
    ],
)
def test_a_work_is_told_of_again_without_its_name(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    "text",
    [
        _POLICY + "IOM held a workshop in Lomé. Norway paid for it.",
        _POLICY + "Critics disliked it; Norway did not.",
    ],
)
def test_what_an_event_or_nothing_is_done_to_is_no_work(text: str) -> None:
    assert not [fact for fact in told(text) if fact[:2] == ("funder", "National Policy on Labour Mobility")]


@pytest.mark.parametrize(
    ("text", "name", "facts"),
    [
        (
            "The agreement on nurses that Malta and Ghana signed in Accra on 4 May runs for two years.",
            "signing of agreement on nurses",
            {("place", "Accra"), ("participant", "Malta"), ("participant", "Ghana")},
        ),
        (
            "A protocol on data was inked in Accra on 4 May by Ana Silva, Minister of Labour of Chile.",
            "signing of protocol on data",
            {("place", "Accra"), ("participant", "Ana Silva")},
        ),
        (
            "Ana Silva, Minister of Labour of Chile, signed a protocol on nurses in Accra on 4 May.",
            "signing of protocol on nurses",
            {("place", "Accra"), ("participant", "Chile")},
        ),
        (
            "A handbook for consuls, launched on 4 May 2023 in Accra by IOM, fills a gap.",
            "launch of handbook for consuls",
            {("place", "Accra"), ("startDate", "2023-05-04")},
        ),
        (
            "Presented to the press in Accra on 4 May 2023, the Ghana Migration Profile fills a gap.",
            "launch of Ghana Migration Profile",
            {("place", "Accra"), ("startDate", "2023-05-04")},
        ),
    ],
)
def test_verbs_alone_tell_of_signings_and_launches(text: str, name: str, facts: set[tuple[str, str]]) -> None:
    assert facts <= {(relation, object) for relation, subject, object in told(text) if subject == name}


@pytest.mark.parametrize(
    "text",
    [
        "The agreement on nurses that Malta and Ghana discussed in Accra on 4 May runs for two years.",
        "The National Migration Policy, launched in 2017, will be revised.",
    ],
)
def test_no_signing_or_launch_is_made_of_other_verbs_or_years(text: str) -> None:
    assert not [fact for fact in told(text) if fact[0] == "eventType" and fact[2] in ("Signing", "Launch")]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The work was done by Chile's migration service SERMAX.", ("partOf", "SERMAX", "Chile")),
        (
            "The workshop in Accra was funded by the Dutch repatriation service DTVX.",
            ("funder", "workshop in Accra", "DTVX"),
        ),
        ("The workshop in Accra was funded by the union confederation CUTX.", ("funder", "workshop in Accra", "CUTX")),
    ],
)
def test_an_acronym_behind_a_description_names_the_body(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


def test_the_funder_of_what_is_launched_funds_the_document() -> None:
    text = "A guide for nurses was launched in Accra on 4 May. Norway bore the costs."
    assert ("funder", "guide for nurses", "Norway") in told(text)
    assert ("funder", "launch of guide for nurses", "Norway") not in told(text)


def test_a_verb_before_an_article_ends_the_name_of_a_document() -> None:
    text = "A roadmap for its use forms an annex to the Cairo Declaration."
    assert ("partOf", "roadmap for its use", "Cairo Declaration") in told(text)


def test_a_noun_before_a_date_stands_alone() -> None:
    text = "The Cairo Plan is ready. UNHCR approved the plan on 12 May."
    assert ("adopted", "UNHCR", "Cairo Plan") in told(text)
