"""Posts of persons as releases write them, each in one sentence: the post, and whose it is."""

from __future__ import annotations

import pytest

from tests.extract.reading import told

POSTS = ("position", "worksFor")


@pytest.mark.parametrize(
    ("sentence", "person", "post", "employer"),
    [
        ("Ambassador Ann Lee, who represents Japan in the country, thanked them.", "Ann Lee", "Ambassador", "Japan"),
        ("IOM opened a school. Chief of Mission Ann Lee spoke.", "Ann Lee", "Chief of Mission", "IOM"),
        ("The Prosecutor General of Chad, Ann Lee, spoke.", "Ann Lee", "Prosecutor General", "Chad"),
        ("Ann Lee, Prosecutor General of Chad, spoke.", "Ann Lee", "Prosecutor General", "Chad"),
        ("Chad's Prosecutor General Ann Lee spoke.", "Ann Lee", "Prosecutor General", "Chad"),
        ("For Chad, it was signed by Ann Lee, Minister of Labour.", "Ann Lee", "Minister of Labour", "Chad"),
        ("For Chad, which was there too, Labour Minister Ann Lee spoke.", "Ann Lee", "Labour Minister", "Chad"),
        ("Ann Lee, the Country Director, did so for the ILO.", "Ann Lee", "Country Director", "ILO"),
        (
            "Ann Lee, Outreach and Communications, UNHCR Ethiopia, said so.",
            "Ann Lee",
            "Outreach and Communications",
            "UNHCR Ethiopia",
        ),
        (
            "Ann Lee, newly appointed Head of the EU Delegation to Ghana, spoke.",
            "Ann Lee",
            "Head",
            "EU Delegation to Ghana",
        ),
        ("Ann Lee, the outgoing UNHCR Representative in Kenya, spoke.", "Ann Lee", "Representative in Kenya", "UNHCR"),
        ("Ann Lee took over as Director General of ICMPD on Monday.", "Ann Lee", "Director General", "ICMPD"),
        (
            "Ann Lee, once vice chancellor of Austria, is Director General of ICMPD.",
            "Ann Lee",
            "Director General",
            "ICMPD",
        ),
        (
            "The Secretary of State for Migration, Ann Lee (Spain), spoke.",
            "Ann Lee",
            "Secretary of State for Migration",
            "Spain",
        ),
        (
            "Ann Lee welcomed the guests. The ICMPD Director General said that it was late.",
            "Ann Lee",
            "Director General",
            "ICMPD",
        ),
        ("Contact:\nAnn Lee\nMedia Officer\nIOM Kenya\nalee@example.org", "Ann Lee", "Media Officer", "IOM Kenya"),
        ("Contact: Ann Lee | Media Officer | IOM Kenya | alee@example.org", "Ann Lee", "Media Officer", "IOM Kenya"),
        (
            "The deal was signed by Manoj Rao and his guest M. Kumaran, Minister of Labour.",
            "M. Kumaran",
            "Minister of Labour",
            "",
        ),
        (
            "Ann Lee, Director (South Asia Wing) at the Ministry of Foreign Affairs, spoke.",
            "Ann Lee",
            "Director (South Asia Wing)",
            "Ministry of Foreign Affairs",
        ),
        (
            "Ann Lee, Diplomat (Second Secretary) at the Ministry of Foreign Affairs, spoke.",
            "Ann Lee",
            "Diplomat (Second Secretary)",
            "Ministry of Foreign Affairs",
        ),
        (
            "Ann Lee, who is IOM's Regional Director (RD) for Southern Africa, spoke.",
            "Ann Lee",
            "Regional Director for Southern Africa",
            "IOM",
        ),
        (
            "The Comptroller General (CG) of the Agency for Refugees, Ann Lee, spoke.",
            "Ann Lee",
            "Comptroller General",
            "Agency for Refugees",
        ),
        (
            "The Minister of Labour and Social Affairs (MoLSA), Ann Lee, told the press so.",
            "Ann Lee",
            "Minister of Labour and Social Affairs",
            "",
        ),
        (
            "Ann Lee, Director of the Cabinet, Legal Affairs and Information of IGAD, spoke.",
            "Ann Lee",
            "Director of the Cabinet, Legal Affairs and Information",
            "IGAD",
        ),
        (
            "Ann Lee, Head of Region Western Balkans and Turkey, spoke.",
            "Ann Lee",
            "Head of Region Western Balkans and Turkey",
            "",
        ),
        (
            "Ann Lee, Regional Coordinator Southern Africa at ICMPD, spoke.",
            "Ann Lee",
            "Regional Coordinator Southern Africa",
            "ICMPD",
        ),
        (
            "Ann Lee, Head of the Asia and Pacific Division at the Ministry of Labour, spoke.",
            "Ann Lee",
            "Head",
            "Asia and Pacific Division",
        ),
        (
            "The deal was signed by Minister of Labour Gombo Zandanat in the capital.",
            "Gombo Zandanat",
            "Minister of Labour",
            "",
        ),
        ("On Friday Deputy Prime Minister Musa Okello opened the fair.", "Musa Okello", "Deputy Prime Minister", ""),
        ("In March President Ana Lima received the delegation.", "Ana Lima", "President", ""),
        (
            "Vu Thi Lan, Director General for Consular Affairs and Liaison, chaired the meeting.",
            "Vu Thi Lan",
            "Director General for Consular Affairs and Liaison",
            "",
        ),
        (
            "Ann Lee, Acting Director, Research and Programme Development, NAPTIP, gave the keynote.",
            "Ann Lee",
            "Acting Director, Research and Programme Development",
            "NAPTIP",
        ),
        (
            "Eva Berg, Director, Migration Dialogues and Cooperation, ICMPD, moderated the panel.",
            "Eva Berg",
            "Director, Migration Dialogues and Cooperation",
            "ICMPD",
        ),
        (
            "Ken Ito, Deputy Chief of Mission of the Embassy of Japan in Ghana, attended.",
            "Ken Ito",
            "Deputy Chief of Mission",
            "Embassy of Japan in Ghana",
        ),
        (
            "Ana Ruiz, IOM Regional Director for Central, North America and the Caribbean, took part.",
            "Ana Ruiz",
            "Regional Director for Central, North America and the Caribbean",
            "IOM",
        ),
        (
            "Sultan bin Omar Al-Harbi, Assistant Undersecretary for Labour Affairs at the Ministry of Labour, spoke.",
            "Sultan bin Omar Al-Harbi",
            "Assistant Undersecretary for Labour Affairs",
            "Ministry of Labour",
        ),
        (
            "Mr. Md. Karim Uddin, Director General of the Bureau of Manpower, attended.",
            "Md. Karim Uddin",
            "Director General",
            "Bureau of Manpower",
        ),
        (
            "Park Sung-ho, Counsellor at the Embassy of the Republic of Korea, attended.",
            "Park Sung-ho",
            "Counsellor",
            "Embassy of the Republic of Korea",
        ),
        (
            "Ann Okello, Kenya's Cabinet Secretary for Labour, launched the policy.",
            "Ann Okello",
            "Cabinet Secretary for Labour",
            "Kenya",
        ),
        (
            "Ann Lee, UN Special Rapporteur on trafficking in persons, addressed the session.",
            "Ann Lee",
            "Special Rapporteur on trafficking in persons",
            "UN",
        ),
        ("Shri Dev Rao, Secretary of the Ministry of Labour, spoke.", "Dev Rao", "Secretary", "Ministry of Labour"),
        (
            "Omani Minister of Labour Mahad bin Said Al-Busaidi left.",
            "Mahad bin Said Al-Busaidi",
            "Minister of Labour",
            "Oman",
        ),
        (
            "Latvia's Vice-Minister of the Interior Zigurds Kalnapuke visited the border.",
            "Zigurds Kalnapuke",
            "Vice-Minister of the Interior",
            "Latvia",
        ),
        (
            "Deputy Minister of Internal Affairs of Uzbekistan Gayrat Zokirov received the delegation.",
            "Gayrat Zokirov",
            "Deputy Minister of Internal Affairs",
            "Uzbekistan",
        ),
        (
            "The State Secretary of the Ministry of Interior Maria Lopez opened the workshop.",
            "Maria Lopez",
            "State Secretary",
            "Ministry of Interior",
        ),
        (
            "It works, said Gerry Bauer, the OSCE Mission's Rule of Law Officer.",
            "Gerry Bauer",
            "Rule of Law Officer",
            "OSCE Mission",
        ),
        (
            "The Right Honourable Prime Minister Anastase Mureke opened the workshop.",
            "Anastase Mureke",
            "Prime Minister",
            "",
        ),
        (
            "They praised the Summit for Refugees and Migrants and President Barack Landau spoke.",
            "Barack Landau",
            "President",
            "",
        ),
        (
            "Ana Lim, Labour Officer IV at the Ghana Immigration Service, took part.",
            "Ana Lim",
            "Labour Officer IV",
            "Ghana Immigration Service",
        ),
    ],
)
def test_a_post_is_read_with_whose_it_is(sentence: str, person: str, post: str, employer: str) -> None:
    wanted = {("position", person, post)} | ({("worksFor", person, employer)} if employer else set())
    assert told(sentence, POSTS) == wanted


def test_who_stands_in_for_another_does_not_hold_the_others_post() -> None:
    sentence = "Representing the ECOWAS Commissioner for Trade, Albert Mensah, Director of Free Movement, spoke."
    assert {post for relation, _, post in told(sentence, POSTS) if relation == "position"} == {
        "Director of Free Movement"
    }
