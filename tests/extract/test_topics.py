"""Topics: what a release is about, not every word it mentions. The texts are our own, in the manner of the genre."""

from __future__ import annotations

import pytest

from kg.extract.segments import split
from kg.extract.tables import table
from kg.extract.topics import cues, topics
from kg.records import Article, Claim
from kg.resources import folder

BODIES = "Sofia – Officials of nine states met for two days. Speakers came from several ministries. {} The talks go on."


def claims(title: str, body: str) -> list[Claim]:
    article = Article("a", f"{title}\n\n{body}\n", title=title)
    return topics(article, split(article))


def codes(title: str, body: str) -> set[str]:
    return {claim.object for claim in claims(title, body)}


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        (
            "Angola trains officers to spot false passports",
            "Luanda – Forty-two police and immigration officers began a three-day course on travel document fraud"
            " in Luanda on Monday. The Ministry of Interior and IOM run it together. Trainers show how passports "
            "are issued and how an impostor is recognized. Officials said that migrants without papers often fall"
            " into the hands of criminal networks that exploit them.",
            {"border-management"},
        ),
        (
            "ECOWAS shares its experience with IGAD",
            "Abuja, 21 May 2024 – A delegation of IGAD has come to Abuja for four days to learn how the free "
            "movement of persons works in West Africa. The Vice-President of the ECOWAS Commission welcomed it. "
            "The visitors will also look at migration statistics. The IGAD Protocol on Free Movement of Persons "
            "was signed earlier. GIZ, IOM and the European Union support the mission.",
            {"free-movement"},
        ),
        (
            "Forty-eight states back the Kampala Declaration",
            "Nairobi – Ministers of forty-eight African countries agreed to extend the Kampala Ministerial "
            "Declaration on Migration, Environment and Climate Change to the whole continent. Droughts and floods"
            " drove millions from their homes last year. IOM and the UNFCCC supported the conference.",
            {"climate"},
        ),
        (
            "UNHCR welcomes new law in Ukraine",
            "UNHCR, the UN Refugee Agency, has welcomed a law that lets people without a nationality apply for "
            "recognition as stateless. Some 35,000 people are affected. The procedure opens a way to citizenship."
            " Ukraine acceded to both statelessness conventions in 2013.",
            {"statelessness"},
        ),
        (
            "IOM helps 160 Ethiopians home from Yemen",
            "Sana'a – A flight with 160 Ethiopian migrants left Sana'a for Addis Ababa yesterday under the "
            "Voluntary Humanitarian Return programme. On arrival they receive cash, medical care and "
            "reintegration assistance. The flight was paid for by the European Union. Thousands are still "
            "stranded in Yemen.",
            {"return-reintegration"},
        ),
        (
            "Remittances day marked in London",
            "London – On the International Day of Family Remittances, IOM and a university held a seminar about "
            "what diasporas do for the development of their countries. Speakers from the Commonwealth Secretariat"
            " and from a transfer company took part.",
            {"remittances-diaspora"},
        ),
        (
            "Statisticians trained in migration data",
            "Bangkok – National statistical offices of eleven countries met from 5 to 8 February for a workshop "
            "on the collection and use of migration data. The UN Statistics Division organized it with ESCAP. "
            "Participants drafted national plans for better statistics.",
            {"data"},
        ),
        (
            "Philippines and Japan sign accord on workers",
            "Manila – The Department of Migrant Workers and the Japanese embassy signed a memorandum on the "
            "recruitment of Filipino carers and builders. Recruitment fees will be borne by employers. Minister "
            "Susan Ople said that OFWs deserve safe jobs abroad.",
            {"labour-migration"},
        ),
        (
            "Malta opens integration centre",
            "Valletta – A centre that offers language courses and cultural orientation to newcomers was opened in"
            " Valletta by the Parliamentary Secretary for Equality. It is part of the national strategy for the "
            "integration of migrants. NGOs will run classes against racism and xenophobia.",
            {"integration"},
        ),
        (
            "Border health screening stepped up in Uganda",
            "Mutukula – The Ministry of Health and IOM have equipped nine points of entry to screen travellers "
            "for Ebola. Eighty health workers were trained in infection control. Japan funds the project. Cross-"
            "border traders were told how to protect themselves.",
            {"health"},
        ),
        (
            "Guardians for unaccompanied children trained in Kos",
            "Kos – Newly appointed guardians of unaccompanied and separated children met in Kos for a seminar on "
            "age assessment and the best interests of the child. The EU Agency for Fundamental Rights led the "
            "training, UNHCR attended.",
            {"protection"},
        ),
        (
            "Regional Conference on Migration meets in Panama",
            "Panama City – Vice-ministers of the eleven member countries of the Regional Conference on Migration "
            "held their annual meeting and adopted a declaration. They spoke about well-managed migration, "
            "cooperation and the rights of migrants, and elected Mexico as the next chair.",
            {"migration-governance"},
        ),
        (
            "IDPs in Borno receive new shelters",
            "Maiduguri – The Borno State government handed over 500 shelters to internally displaced families who"
            " had fled attacks. IOM coordinates the camps. The displacement tracking matrix counts two million "
            "displaced people in the north-east.",
            {"displacement"},
        ),
        (
            "Jordan and donors pledge support for Syrian refugees",
            "Amman – At a donor conference held in Amman, twelve governments pledged 300 million dollars for "
            "Syrian refugees and the communities that host them. The Prime Minister thanked UNHCR. Schools and "
            "clinics will be built.",
            {"asylum-refugees"},
        ),
        (
            "Bali Process officials meet in Colombo",
            "Colombo – Senior officials of the Bali Process on People Smuggling, Trafficking in Persons and "
            "Related Transnational Crime gathered in Colombo on 16 November. The co-chairs, Australia and "
            "Indonesia, reported on the work of the ad hoc group. Members reviewed irregular movements by sea.",
            {"smuggling", "trafficking"},
        ),
        (
            "Judges learn to try traffickers",
            "Lilongwe – Thirty judges and prosecutors attended a UNODC training on how to investigate and "
            "prosecute cases of trafficking in persons. The law of 2015 provides for up to life imprisonment. "
            "Victims of trafficking told their stories. Malawi hosts many refugees at Dzaleka camp.",
            {"trafficking"},
        ),
        (
            "EU and Nigeria discuss readmission agreement",
            "Brussels – Delegations of the European Union and Nigeria met for a new round of talks on a "
            "readmission agreement. They looked at the return of irregular migrants and at legal pathways. The "
            "next round will be held in Abuja.",
            {"return-reintegration"},
        ),
        (
            "National migration policy launched in Lesotho",
            "Maseru – The Minister of Home Affairs launched the National Migration and Development Policy on "
            "Tuesday. IOM gave technical support. The policy covers labour migration, diaspora engagement, border"
            " management, trafficking, data and refugees.",
            {"migration-governance"},
        ),
        (
            "ILO and Qatar review wage protection",
            "Doha – The Ministry of Labour and the ILO held a workshop with embassies on the wage protection "
            "system and on the complaints of domestic workers. Workers' organizations of sending countries "
            "joined.",
            {"labour-migration"},
        ),
        (
            "One-stop border post opened at Namanga",
            "Namanga – The presidents of Kenya and Tanzania inaugurated the one-stop border post, which halves "
            "the time that lorries and travellers wait. JICA and the African Development Bank financed it.",
            {"border-management"},
        ),
        (
            "New study on migrants' health in Morocco",
            "Rabat – Researchers presented a study on access of migrants to health care. It finds that few "
            "migrants know their rights. The Ministry of Health will use the results for its strategy on health "
            "and immigration.",
            {"health"},
        ),
        (
            "Coastguards of the Gulf of Guinea train together",
            "Lomé – Coastguard officers of nine states exercised search and rescue and the control of vessels off"
            " Lomé. Frontex and the Italian navy sent trainers. Smugglers of migrants use the same routes.",
            {"border-management"},
        ),
        (
            "Uganda adopts refugee response plan",
            "Kampala – The Office of the Prime Minister and UNHCR launched the Uganda Country Refugee Response "
            "Plan. It asks for 800 million dollars for 1.5 million refugees and their hosts. Partners include WFP"
            " and 60 NGOs.",
            {"asylum-refugees"},
        ),
    ],
)
def test_topics_of_short_releases(title: str, body: str, expected: set[str]) -> None:
    assert codes(title, body) == expected


def test_a_passing_mention_is_no_topic() -> None:
    body = BODIES.format("One case of human trafficking was told.")
    assert codes("Officials learn to spot forged passports", body) == {"border-management"}


def test_an_agenda_list_is_no_topic_but_announced_themes_are() -> None:
    items = "climate change, the health of migrants, labour migration, border management and migration data"
    title = "States strengthen their migration policies"
    assert codes(title, f"Maseru – Experts met on Monday. They touched on {items}.") == {"migration-governance"}
    assert codes(title, f"Maseru – Experts met on Monday. Five topics are on the table: {items}.") == {
        "migration-governance",
        "climate",
        "health",
        "labour-migration",
        "border-management",
        "data",
    }


def test_names_of_bodies_and_posts_are_no_cues() -> None:
    body = "Nairobi – UNHCR, the UN Refugee Agency, and the Ministry of Labour and Health met the Director of Asylum."
    article = Article("a", f"A meeting\n\n{body}\n", title="A meeting")
    assert [article.text[c.span.start : c.span.end] for c in cues(article, split(article))] == []


def test_what_a_programme_that_pays_is_called_counts_little() -> None:
    body = BODIES.format("The European Union funds the course through its project on Free Movement and Transhumance.")
    assert codes("Bilateral labour agreements explained", body) == {"labour-migration"}


def test_words_of_a_speaker_count_half() -> None:
    said = "“We must think of refugees, of asylum seekers and of all who flee”, he said."
    told = "It is about refugees, asylum seekers and all who flee."
    assert "asylum-refugees" not in codes("Ministers meet on migration", "Sofia – Ministers met for two days. " + said)
    assert "asylum-refugees" in codes("Ministers meet on migration", "Sofia – Ministers met for two days. " + told)


def test_without_a_specific_topic_migration_is_governance_and_else_there_is_none() -> None:
    (claim,) = claims("Ministers meet in Sofia", "Sofia – Ministers spoke for two days about migrants.")
    assert (claim.object, claim.status) == ("migration-governance", "implied")
    assert claims("Ministers meet in Sofia", "Sofia – Ministers spoke for two days about fish.") == []


def test_claims_name_their_rule_and_the_words_they_rest_on() -> None:
    title = "Smuggling of migrants discussed in Sofia"
    (claim,) = claims(title, "Sofia – Experts on migrant smuggling met for two days.")
    text = f"{title}\n\nSofia – Experts on migrant smuggling met for two days.\n"
    assert (claim.relation, claim.subject, claim.rule) == ("topic", "document", "topic:smuggling")
    assert [text[span.start : span.end].lower() for span in claim.evidence] == [
        "smuggling of migrants",
        "migrant smuggling",
    ]
    assert 0.6 < claim.confidence < 1


def test_every_topic_of_the_table_is_a_concept_of_the_scheme() -> None:
    scheme = (folder("ontology") / "concepts.ttl").read_text(encoding="utf-8")
    for topic in {row["topic"] for row in table("topics")}:
        assert f"/concept/topic/{topic}>" in scheme
