"""Who signs, approves and discusses documents, and what these are called: by persons, in rows, with a year before."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import facts

FOUND = [
    # those sign whose work rests on an agreement, whom 'it' or 'the two' mean, and who have it with another
    (
        "Chad Nurses Union and IOM will train nurses under a memorandum of understanding concluded on Monday.",
        ("signed", "IOM", "memorandum of understanding"),
    ),
    (
        "IOM and UNHCR met in Accra. Their cooperation rests on a partnership agreement signed in 2013.",
        ("signed", "UNHCR", "partnership agreement"),
    ),
    (
        "They asked IOM to review the memorandum of understanding it signed with Chad in 2019.",
        ("signed", "IOM", "memorandum of understanding"),
    ),
    (
        "UNHCR trains nurses on the strength of a memorandum of understanding with Chad.",
        ("signed", "UNHCR", "memorandum of understanding"),
    ),
    (
        "It goes back to an agreement the Ministry of Labour of Chad concluded with IOM.",
        ("signed", "Ministry of Labour of Chad", "agreement"),
    ),
    (
        "IOM and UNHCR run the clinic under an agreement they signed last year.",
        ("signed", "UNHCR", "agreement"),
    ),
    (
        "Ten states have signed the Kampala Convention and only two, namely Chad and Togo, have ratified it.",
        ("signed", "Togo", "Kampala Convention"),
    ),
    (
        "The Kampala Convention on returns, which Chad and Togo signed in 2017, protects them.",
        ("signed", "Togo", "Kampala Convention"),
    ),
    # what a document is about belongs to its name, the day on which it is signed does not
    (
        "Chad and Togo signed a Memorandum of Understanding on border data with Niger on Monday.",
        ("signed", "Chad", "Memorandum of Understanding on border data"),
    ),
    (
        "Chad and Togo signed a cooperation agreement on border data on Monday.",
        ("signed", "Chad", "cooperation agreement on border data"),
    ),
    ("Chad and Togo signed an Agreement on labour mobility.", ("signed", "Togo", "Agreement on labour mobility")),
    # the day of a signing is none of its sides
    (
        "A readmission agreement was initialled by Chad and Togo in June 2012; Accra will not sign it.",
        ("signed", "Togo", "readmission agreement"),
    ),
    # the sides of a verb of signing sign, also where a headline leaves out the article
    ("Nepal signs pact with Malaysia to send workers.", ("signed", "Nepal", "pact")),
    # a person who signs signs for the body that he or she works for
    (
        "A Memorandum of Understanding on data was signed by Jane Mwangi, Director General of IOM.",
        ("signed", "IOM", "Memorandum of Understanding on data"),
    ),
    (
        "Jane Mwangi, Director General of IOM, put her name to a Memorandum of Understanding on data.",
        ("signed", "IOM", "Memorandum of Understanding on data"),
    ),
    (
        "Jane Mwangi signed the Cairo Declaration on behalf of Kenya and Uganda.",
        ("signed", "Uganda", "Cairo Declaration"),
    ),
    # a year before a convention is part of its name, and keeps none of a row from being read
    (
        "On Tuesday, Chad acceded to the 1954 Convention Relating to the Status of Stateless Persons and the 1961"
        " Convention on the Reduction of Statelessness.",
        ("signed", "Chad", "1961 Convention on the Reduction of Statelessness"),
    ),
    # what is done to a document before it is approved; whose words stand before its name
    (
        "The meeting in Accra opened. The Cadiz Action Plan was presented, discussed and approved with inputs from the"
        " members.",
        ("adopted", "meeting in Accra", "Cadiz Action Plan"),
    ),
    (
        "The meeting in Accra opened. It was also briefed on the Cadiz Action Plan.",
        ("discussed", "meeting in Accra", "Cadiz Action Plan"),
    ),
    # where a described document is signed is no part of what it is about
    (
        "Ghana and Italy signed a protocol on technical cooperation in Accra on 4 May 2022.",
        ("signed", "Ghana", "protocol on technical cooperation"),
    ),
    (
        "Togo and Jordan signed an agreement on domestic workers in Jordan on 4 May 2022.",
        ("signed", "Togo", "agreement on domestic workers"),
    ),
    # an addendum is what is signed, and not what it is added to
    ("Kenya and the ILO signed an Addendum to the Host Agreement.", ("signed", "Kenya", "Addendum")),
]


@pytest.mark.parametrize(("text", "fact"), FOUND)
def test_documents_are_signed_approved_and_discussed(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(extract(Article("a", text, published="2024-05-06")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ghana and Togo signed an agreement on the readmission of persons residing there without leave.",
         "agreement on the readmission of persons"),
        ("In Accra they reviewed a report produced by consultants on labour migration.", "report"),
        ("Ghana and Togo signed a Memorandum of Understanding (MoU) in Lusaka, Zambia.", "Memorandum of Understanding"),
    ],
)  # fmt: skip
def test_a_document_is_called_by_its_own_words_alone(text: str, name: str) -> None:
    extraction = extract(Article("a", text, published="2024-05-06"))
    assert name in {entity.name for entity in extraction.entities if entity.type == "Document"}


@pytest.mark.parametrize(
    "text",
    [
        "IOM and UNHCR want to train nurses under a planned memorandum of understanding.",
        "Chad and Togo took part under the Declaration of Partnership.",
        "The Ministry of Labour of Chad met the Ministry of Health of Togo. An agreement the ministry signed helps.",
    ],
)
def test_nobody_signs_what_is_only_planned_or_named(text: str) -> None:
    assert not [fact for fact in facts(extract(Article("a", text))) if fact[0] == "signed"]


def test_a_headline_may_have_the_acronym_of_whose_protocol_it_is() -> None:
    article = Article(
        "a", "It praises the African Union Free Movement Protocol.", title="Unions back AU free movement protocol"
    )
    assert len([e for e in extract(article).entities if e.type == "Document"]) == 1


def test_a_year_that_is_no_part_of_the_name_stays_outside() -> None:
    extraction = extract(Article("a", "Chad signed it in 1961. In 1961 Convention Travel opened a shop.", published=""))
    assert not any(entity.name.startswith("1961") for entity in extraction.entities)


SHORT = "Chad and Togo signed a labour pact in Lomé on Monday. {} bears the signatures of both ministers."
NAMED = "The Memorandum of Understanding (MoU) on the Recruitment of Workers"


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        (SHORT.format(NAMED), {NAMED.removeprefix("The ").replace(" (MoU)", "")}),
        # of two that are signed none is known to be the one that was told in short; one that nobody signs is another
        (SHORT.format(NAMED) + " A Treaty on Extradition was signed too.", {"labour pact"}),
        ("Chad and Togo signed a labour pact in Lomé on Monday. They praised the Cadiz Agreement.", {"labour pact"}),
    ],
)
def test_a_pact_of_the_lead_is_the_one_agreement_that_is_named_as_signed(text: str, documents: set[str]) -> None:
    signed = {document for _, who, document in facts(extract(Article("a", text)), ["signed"]) if who == "Chad"}
    assert signed == documents


ALONG = "The workshop in Dushanbe was attended by officials from Chad, Mali and Togo, along with UNHCR staff. "


@pytest.mark.parametrize(
    ("words", "signers"),
    [
        ("All three states have signed", {"Chad", "Mali", "Togo"}),
        ("All of these states are said to have ratified", set()),
        ("All the countries represented have ratified", {"Chad", "Mali", "Togo"}),
        ("All five states have signed", set()),
    ],
)
def test_all_the_states_are_those_that_took_part(words: str, signers: set[str]) -> None:
    told = facts(extract(Article("a", f"{ALONG}{words} the Kampala Convention.")), ["signed"])
    assert {state for _, state, _ in told} == signers
