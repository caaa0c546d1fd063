"""Topics: what a release is about, not every word it mentions. The texts are our own, in the manner of the genre."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tables import table
from kg.extract.text.segments import split
from kg.extract.weighing.topic_model import signs_of_words, topic_model
from kg.extract.weighing.topics import cues, topics
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
        (
            "Committee on mixed migration to meet in Djibouti",
            "Djibouti – The Regional Committee on Mixed Migration for the Horn of Africa and Yemen will hold its "
            "second meeting in Djibouti on 23 and 24 September. Djibouti hosts it and IOM organizes it. "
            "Delegations of Ethiopia, Somaliland, Puntland and Yemen will review last year's recommendations on "
            "rescue at sea, smuggling and trafficking, and on the migration response centres. UNHCR and donors "
            "will observe.",
            {"migration-governance"},
        ),
        (
            "Police in Nanning learn to help victims of trafficking",
            "Nanning – Eighty-five police officers and provincial officials took part in a two-day workshop on "
            "how to identify, protect and assist victims of trafficking. IOM ran it within the EU-China Dialogue "
            "on Migration and Mobility Support Project. Trainers from Europol and five member states spoke about "
            "shelters and referral.",
            {"protection", "trafficking"},
        ),
        (
            "IGAD opens eighth regional meeting on migration",
            "Kampala, 8 November 2016 – IGAD opened the eighth meeting of its Regional Consultative Process on "
            "Migration in Kampala today. Switzerland supports it. Participants will talk about national migration"
            " policies and national coordination mechanisms. The Ugandan official hoped that people would one day"
            " move freely in the region.",
            {"migration-governance"},
        ),
        (
            "Experts on return gather in Budapest",
            "Budapest – Experts on return and reintegration met for two days in Budapest as part of the Budapest "
            "Process. Representatives of Bangladesh, the Netherlands, Pakistan and Frontex compared their "
            "programmes for returnees.",
            {"return-reintegration"},
        ),
        (
            "Pandemic changes migration on the Silk Routes",
            "Vienna – Ten countries and the European Commission joined an online meeting of the Budapest Process "
            "on what COVID-19 has meant for labour migration. ILO presented figures on job losses of migrant "
            "workers.",
            {"health", "labour-migration"},
        ),
        (
            "Libya: migrants freed from warehouse",
            "Tripoli – Police freed 90 migrants whom smugglers had held in a warehouse in Kufra, IOM said. "
            "Doctors treated the wounded. IOM moved women and unaccompanied children to a safe shelter. Eleven "
            "suspects were arrested for smuggling and torture.",
            {"protection", "smuggling"},
        ),
        (
            "Kenya and Saudi Arabia to sign labour deal",
            "Nairobi – Kenya's Cabinet Secretary for Labour said that an agreement on domestic workers with Saudi"
            " Arabia would be signed next month. Recruitment agencies will have to be accredited. Deaths of "
            "Kenyans in the Gulf had caused an outcry.",
            {"labour-migration"},
        ),
        (
            "Ghana launches diaspora bond",
            "Accra – The Ministry of Finance launched a bond for Ghanaians abroad at a forum of the diaspora. The"
            " President invited them to invest at home. Remittances reached four billion dollars last year.",
            {"remittances-diaspora"},
        ),
        (
            "Schools in Lebanon open second shift for Syrian children",
            "Beirut – The Ministry of Education, UNICEF and UNHCR opened afternoon classes for 200,000 Syrian "
            "refugee children. The EU funds teachers' salaries.",
            {"asylum-refugees"},
        ),
        (
            "Interpol operation arrests 200 traffickers and smugglers",
            "Lyon – Police in 44 countries arrested 200 suspects in an operation against human trafficking and "
            "migrant smuggling. 3,000 potential victims were found. Border checks were made at airports.",
            {"smuggling", "trafficking"},
        ),
        (
            "EU opens Blue Card talks with Tunisia",
            "Tunis – The European Commission and Tunisia launched a talent partnership that gives skilled workers"
            " legal ways to jobs in Italy, Germany and France. Vocational schools will be equipped.",
            {"labour-migration"},
        ),
        (
            "Zambia registers births in settlement",
            "Solwezi – A mobile team of the Ministry of Home Affairs registered 900 births in Meheba so that the "
            "children of former refugees do not become stateless. UNHCR gave computers.",
            {"asylum-refugees", "statelessness"},
        ),
        (
            "Western Balkan states share migration data",
            "Skopje – Heads of analysis of the MARRI participants agreed on a common format for the exchange of "
            "statistics on migration. The Regional Centre will publish the data each month. Switzerland funded "
            "the meeting.",
            {"data"},
        ),
        (
            "Caribbean ministers discuss free movement",
            "Bridgetown – CARICOM heads of government agreed that four states will let each other's nationals "
            "enter, live and work without permits from 1 October. Health care and schooling are included.",
            {"free-movement"},
        ),
        (
            "Three states run joint patrols on Lake Victoria",
            "Kisumu – Marine police of Kenya, Uganda and Tanzania will patrol Lake Victoria together from "
            "January, their commanders decided in Kisumu. A common radio channel is planned. The border "
            "commissioners want to stop unlawful crossings and illegal fishing. INTERPOL's regional bureau "
            "attended.",
            {"border-management"},
        ),
        (
            "Gambians come home from Libya",
            "Banjul – One hundred and forty Gambians landed in Banjul on Thursday evening on a plane chartered by"
            " IOM. They had asked for help in detention centres near Tripoli. Each gets a small sum for the road "
            "and later support to start a trade. Since 2017 the EU-IOM Joint Initiative has brought back 5,000 "
            "people to the Gambia.",
            {"return-reintegration"},
        ),
        (
            "Prague Process chooses its next chair",
            "Prague – Senior officials of the Prague Process met on 4 and 5 December and asked Lithuania to chair"
            " from January. They reviewed the work of the year: training academy, reports, and workshops on "
            "labour mobility. ICMPD is the secretariat. Ukraine and Georgia reported on their new laws.",
            {"migration-governance"},
        ),
        (
            "New register of recruiters in Nepal",
            "Kathmandu – The Department of Foreign Employment put a register of licensed agencies on the net. "
            "Workers can look up who may send them to the Gulf. The ILO helped to build it. Minister Gokarna "
            "Bista said cheats would lose their licence.",
            {"labour-migration"},
        ),
        (
            "Pacific states consider people who lose their islands",
            "Suva – Ministers of fourteen Pacific states adopted a framework on climate mobility. It speaks of "
            "staying in place, of planned moves and of the dignity of those who leave. IOM and ESCAP drafted it.",
            {"climate"},
        ),
        (
            "AU and IGAD compare notes on statistics",
            "Addis Ababa – Statisticians and migration officers from seven countries examined how to count those "
            "who move. A regional report on labour migration statistics is due in June. The AU's institute in "
            "Tunis gave the lead.",
            {"data"},
        ),
        (
            "Mothers may pass on nationality in Liberia",
            "Monrovia – The legislature amended the Aliens and Nationality Law, so that Liberian mothers can pass"
            " their nationality on to children born abroad. UNHCR called it a step towards ending statelessness "
            "in West Africa.",
            {"statelessness"},
        ),
        (
            "Girls on the move: Tapachula shelter opens",
            "Tapachula – UNICEF and the state of Chiapas opened a shelter for migrant girls and mothers who "
            "travel alone. Psychologists and lawyers work there. Many have been attacked on the road.",
            {"protection"},
        ),
        (
            "Tripartite talks on the return of Somali refugees",
            "Nairobi – Kenya, Somalia and UNHCR met as the Tripartite Commission and looked at how voluntary "
            "return from Dadaab is going. 80,000 refugees have gone home since 2014. Donors were asked for more "
            "for the areas of return.",
            {"asylum-refugees", "return-reintegration"},
        ),
        (
            "Diaspora experts teach in Hargeisa",
            "Hargeisa – Twenty Somali engineers and nurses living in Finland came for three months to train "
            "colleagues at public hospitals, under IOM's MIDA project, which Finland funds.",
            {"remittances-diaspora"},
        ),
        (
            "Senegal adopts its national migration policy",
            "Dakar – The cabinet adopted the national migration policy that ministries, unions and towns drew up "
            "over four years. IOM and the EU supported it. A coordination body will be set up under the Prime "
            "Minister.",
            {"migration-governance"},
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


USUAL = (
    "Lilongwe – Forty inspectors of the immigration service and the police finished a two-week course on false "
    "documents yesterday. They learned how passports are made, how a forged visa is found under a lamp and how an "
    "impostor gives himself away at the counter. “I would ask every officer to look twice,” said the commander who "
    "opened the course.\n\nThe second week was spent at the airport and at two crossings, where they worked beside "
    "those who sit there each day. Trainers from three neighbouring countries showed what machines can do and what "
    "they cannot. The equipment, twelve readers and as many lamps, stays with the service, which wants to use it for "
    "all who arrive by road.\n\n{} The government plans a further course before the end of the year, and a manual in "
    "three languages. Since the first course in spring, the officers have found more than ninety papers that were not "
    "what they seemed, most of them at night."
)


def test_in_a_text_of_usual_length_its_other_words_tell_what_is_only_named_in_passing() -> None:
    passing = USUAL.format("Human trafficking was named as a risk, and so was the smuggling of migrants.")
    assert codes("Inspectors learn to find forged papers", passing) == {"border-management"}
    assert "trafficking" in codes("Inspectors learn to find victims of trafficking", passing)


def test_a_text_about_something_else_that_names_a_topic_in_passing_has_none() -> None:
    text = (
        "Zagreb – The national team lost the match of the decade by three goals to one, and the coach did not look for "
        "excuses. “We were slow, we were late, and we gave the ball away,” he said when they had left the field. "
        "The captain, who had needed a new visa to come home in time, scored after twenty minutes and was carried off "
        "before the end of the first half.\n\nThe guests, who had never won here, played with courage and closed every "
        "line. Their keeper saved two shots in the last quarter of an hour. Some forty thousand people watched in the "
        "rain, and most of them stayed until the very end. The next match is to be played in May, in a stadium that is "
        "still being built. Tickets go on sale this week, and the club expects that all will be sold within a day. The "
        "coach said that he would change three players and keep the plan."
    )
    assert codes("National team beaten at home", text) == set()


def test_themes_that_are_announced_are_topics_in_a_text_of_any_length() -> None:
    items = "climate change, the health of migrants, labour migration, border management and migration data"
    announced = f"Maseru – Experts met on Monday. Five topics are on the table: {items}.\n\n{USUAL.format('')}"
    assert codes("States strengthen their migration policies", announced) >= {"labour-migration", "data", "health"}
    mentioned = f"Maseru – Experts met on Monday. They touched on {items}.\n\n{USUAL.format('')}"
    assert not codes("Inspectors learn to find forged papers", mentioned) & {"labour-migration", "data", "health"}


def test_a_topic_is_never_claimed_without_words_for_it() -> None:
    title = "Inspectors learn to find forged papers"
    text = f"{title}\n\n{USUAL.format('')}"
    for claim in claims(title, USUAL.format("")):
        assert claim.evidence
        assert all(text[span.start : span.end].strip() for span in claim.evidence)


@given(st.permutations([("border", 3), ("visa", 1), ("workers", 2), ("shelter", 4)]))
def test_what_the_model_weighs_does_not_depend_on_the_order_of_words(found: list[tuple[str, int]]) -> None:
    model = topic_model()
    signs = signs_of_words(dict(found), model.vocabulary)
    assert sum(value**2 for value in signs.values()) == pytest.approx(1)
    likely = model.probability("border-management", signs | {"bias": 1.0})
    ordered = signs_of_words(dict(sorted(found)), model.vocabulary)
    assert likely == model.probability("border-management", ordered | {"bias": 1.0})


def test_every_topic_of_the_table_is_a_concept_of_the_scheme() -> None:
    scheme = (folder("ontology") / "concepts.ttl").read_text(encoding="utf-8")
    for topic in {row["topic"] for row in table("topics")} | topic_model().weights.keys():
        assert f"/concept/topic/{topic}>" in scheme
