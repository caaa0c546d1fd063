"""Partnerships and agendas that are signed are texts; commemorations refer to the text whose years they count; what
stands in a paper, and what is agreed to be done, is told of no event."""

from __future__ import annotations

import pytest

from tests.extract.reading import named, told

MET = "Ministers of Togo and Benin met in Lomé on 3 May 2024. "


@pytest.mark.parametrize(
    ("text", "signers"),
    [
        ("Heads of Togo and Benin met. The Togo-Benin Skills Partnership, signed in 2011, aids.", {"Togo", "Benin"}),
        ("Heads of Togo and Benin met. The Togo-Benin Skills Partnership, formed in 2011, aids.", set()),
        ("Togo and Benin joined the Trade and Skills Partnership in Lomé on 3 May 2024.", set()),
        ("On behalf of Togo a memorandum on visas was signed by Abla Mensah.", {"Togo"}),
        ("The Kampala Convention, which Togo alone in the region has ratified, covers them.", {"Togo"}),
        ("The returns agreement with Benin, which Togo signed in 2019, covers them.", {"Togo"}),
        ("By 2003 eight ECOWAS countries had signed the Kampala Convention: Togo and Benin.", {"Togo", "Benin"}),
        ("By 2003 eight ECOWAS countries had read the Kampala Convention: Togo and Benin.", set()),
    ],
)
def test_signers(text: str, signers: set[str]) -> None:
    assert signers <= {who for _, who, _ in told(text, ["signed"])}
    assert signers or not told(text, ["signed"])


def test_a_partnership_that_nobody_signs_stays_what_it_is() -> None:
    assert named("Togo and Benin run the Trade and Skills Partnership.", "Document") == set()


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Leaders celebrated the tenth anniversary of the Kampala Convention in Lomé on 3 May 2024.",
         {"Kampala Convention"}),
        ("The Board will lead the celebration of the 20th anniversary of the adoption of the Kampala Convention in "
         "Lomé on 3 May 2024.", {"Kampala Convention"}),
        (MET + "They marked the tenth year of the talks, as the Kampala Convention was printed.", set()),
        (MET + "The steps laid down in the Kampala Convention take years.", set()),
        (MET + "Ministers called for the speedy implementation of the Kampala Convention.", {"Kampala Convention"}),
    ],
)  # fmt: skip
def test_what_an_event_refers_to(text: str, things: set[str]) -> None:
    assert {thing for _, _, thing in told(text, ["references"])} == things


@pytest.mark.parametrize(
    ("text", "adopted"),
    [
        ("Ministers agreed to the Sahel Declaration.", {"Sahel Declaration"}),
        ("Ministers agreed to build on the Sahel Declaration.", set()),
        ("Ministers agreed to read the Sahel Declaration.", set()),
    ],
)
def test_what_is_agreed(text: str, adopted: set[str]) -> None:
    assert {thing for _, _, thing in told(MET + text, ["adopted"])} == adopted
