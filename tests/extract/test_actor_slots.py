"""Unknown names where only an actor can stand: their bounds, their likeliest type, and what is none."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.records import Article
from tests.extract.reading import named

CIVIL, FIRM = "CivilSociety", "PrivateSector"
ACTORS = (CIVIL, FIRM, "InternationalOrganization", "GovernmentBody", "Process")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("On 4 June 2024, Umoja wa Wahamiaji hosted a round table in Dodoma.", CIVIL, "Umoja wa Wahamiaji"),
        ("IOM and Terra Firme organised a workshop in Lomé.", CIVIL, "Terra Firme"),
        ("The course in Lomé was organised by Voix des Sans-Papiers and UNICEF.", CIVIL, "Voix des Sans-Papiers"),
        ("The seminar was sponsored by Nordic Express, Sahel Air and UNDP.", FIRM, "Nordic Express"),
        ("The seminar was sponsored by Nordic Express, Sahel Air and UNDP.", FIRM, "Sahel Air"),
        ("The talks were attended by UNHCR, Right to Stay and the Red Cross.", CIVIL, "Right to Stay"),
        ("The talks were attended by UNHCR, Kids in Need of Shelter (KINS) and the Red Cross.", CIVIL,
         "Kids in Need of Shelter"),
        ("UNHCR, in partnership with Open Door/Casa Abierta, held a workshop in Quito.", CIVIL,
         "Open Door/Casa Abierta"),
        ("The workshop was funded by Bread & Roses.", CIVIL, "Bread & Roses"),
        ("The workshop was funded by Kindred Samoa.", CIVIL, "Kindred Samoa"),
        ("The workshop was funded by Norrlinje.", CIVIL, "Norrlinje"),
        ("The workshop was funded by Zambia's Kwacha Logistics.", FIRM, "Kwacha Logistics"),
        ("The workshop was funded by the Oslo-based logistics firm Nordfrakt Linje.", FIRM, "Nordfrakt Linje"),
        ('The workshop was funded by the charitable fund "Warm Hands".', CIVIL, "Warm Hands"),
        ('The "Green Dawn" Aid to Mothers Public Union organised a workshop in Baku.', CIVIL,
         '"Green Dawn" Aid to Mothers Public Union'),
        ("The workshop was funded by Alimentos Sol, S.A.B. de C.V., which paid.", CIVIL,
         "Alimentos Sol, S.A.B. de C.V."),
        ("The workshop was funded by SOLA (stand up) Rights & Roots.", CIVIL, "SOLA (stand up) Rights & Roots"),
        ("The workshop was funded by MIRA – Anti Smuggling Action.", CIVIL, "MIRA – Anti Smuggling Action"),
        ("The Center to Protect Widows and Prevent Abuse in Camps (CPWA) organised a workshop.", CIVIL,
         "Center to Protect Widows and Prevent Abuse in Camps"),
        ("The talks were attended by UNHCR, the Centre for Studies & Society at Nyanza University and IOM.", CIVIL,
         "Centre for Studies & Society at Nyanza University"),
        ("The talks were attended by UNHCR, Vaša kuća Bosna and IOM.", CIVIL, "Vaša kuća Bosna"),
        ("The course was funded by the SADC Organ, which paid.", "InternationalOrganization", "SADC Organ"),
        ("UNICEF and the Croix-Rouge tchadienne organised a workshop.", CIVIL, "Croix-Rouge tchadienne"),
        ("The workshop was funded by the Mission for Stranded Workers.", CIVIL, "Mission for Stranded Workers"),
    ],
)  # fmt: skip
def test_unknown_name_in_the_place_of_an_actor(text: str, kind: str, name: str) -> None:
    assert name in named(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Participants organised a march in Juba on 3 May 2024.",
        "The training was facilitated by Hibaq Warsame and funded by Denmark.",
        "The keynote was delivered by Hibaq Warsame, IOM Deputy Director General.",
        "The launch was attended by Comptroller-General Warsame and UNHCR.",
        "UNHCR, in collaboration with Border Officials and Development Partners, held a training in Juba.",
        "The course was funded by the Samoan Government.",
        "The meeting was attended by UNHCR, Ambassador Hibaq Warsame and IOM.",
        "The ambassadors Kofi Boateng of Ghana and Mary Banda of Kenya launched a course in Lusaka.",
        "Labour Migration Week organised by IOM opened in Juba.",
        "The delegation of Samoa is led by Tui Prasad Lelei, Joint-Secretary at UNHCR.",
    ],
)
def test_no_unknown_name_is_taken_for_an_actor(text: str) -> None:
    known = {"UNHCR", "IOM", "International Organization for Migration"}
    assert {e.name for e in extract(Article("a", text)).entities if e.type in ACTORS} <= known


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("They met the Samoa Network Against Smuggling.", CIVIL, "Samoa Network Against Smuggling"),
        ("They met the Flemish Council for Refugees.", CIVIL, "Flemish Council for Refugees"),
        ("They met the Domestic Workers Organization.", CIVIL, "Domestic Workers Organization"),
        ("They met the Nauru Forum for Economic Rights.", CIVIL, "Nauru Forum for Economic Rights"),
        ("They met the Conseil des Migrants Sahéliens.", CIVIL, "Conseil des Migrants Sahéliens"),
        ("They met the Cámara de Comercio de Iquique.", FIRM, "Cámara de Comercio de Iquique"),
        ("They met the Samoan Union of Manufacturers.", FIRM, "Samoan Union of Manufacturers"),
        ("They met the Savings Bank of Vailima.", FIRM, "Savings Bank of Vailima"),
        ("They met Zomba Express Logistics (ZEL).", FIRM, "Zomba Express Logistics"),
    ],
)
def test_type_is_told_by_members_and_aims(text: str, kind: str, name: str) -> None:
    assert name in named(text, kind)
