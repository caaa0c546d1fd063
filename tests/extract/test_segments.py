"""What each part of a page is taken for: invented pages with the habits of real ones, and the evaluation texts."""

from __future__ import annotations

import csv
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.text.segment_datelines import dateline_length, is_dateline
from kg.extract.text.segment_tables import pattern, pattern_examples
from kg.extract.text.segments import split, title_of
from kg.extract.text.sentences import split_sentences
from kg.read import find_articles, read_article
from kg.records import Article

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared"))
DEV = SHARED / "evaluation" / "dev"
SEED = SHARED / "seed"
READ = ("title", "dateline", "body", "contact-block", "boilerplate")


def kinds(text: str, title: str | None = None, media_type: str = "text/plain") -> list[tuple[str, str]]:
    """Kind and text of each segment, white space around it aside."""
    segments = split(Article("a", text, title=title, media_type=media_type))
    return [(s.kind, text[s.start : s.end].strip()) for s in segments]


def of(kind: str, text: str, title: str | None = None) -> list[str]:
    return [content for found, content in kinds(text, title) if found == kind]


LEAD = "Ministers of six countries met in Rabat to agree on a regional plan for labour migration.\n"
MORE = "They will meet again in spring, when the plan will be reviewed by a committee of experts.\n"


def test_the_rows_of_the_pattern_table_match_their_examples() -> None:
    wrong = [(kind, example) for kind, _, example in pattern_examples() if not pattern(kind).search(example)]
    assert wrong == []


# Covering


FRAGMENTS = (
    *(
        "---\ntitle: x\n---\n",
        "Home",
        " | ",
        "\n",
        "\n\n",
        "Nairobi – ",
        "“",
        "”",
        '"',
        "‘",
        "’",
        "- ",
        "# ",
        "**",
        "Related",
    ),
    *(
        "For more information contact: ",
        "About the X",
        LEAD,
        "WHO WE AREThe ",
        "date 2020-07-23 ",
        "Tel: +1 234",
        "٢٩",
        ":",
    ),
)


@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=25).map("".join))
def test_segments_cover_any_text_in_order(text: str) -> None:
    segments = split(Article("a", text))
    covering = [s for s in segments if s.kind != "quotation"]
    assert "".join(text[s.start : s.end] for s in covering) == text
    assert all(s.start < s.end for s in segments)
    assert list(segments) == sorted(segments, key=lambda s: (s.start, s.kind == "quotation"))
    hosts = [s for s in covering if s.kind in ("body", "title")]
    for quoted in (s for s in segments if s.kind == "quotation"):
        assert any(h.start <= quoted.start and quoted.end <= h.end for h in hosts)


@pytest.mark.parametrize(
    "text", ["“ " * 60_000, "12-12-" * 30_000, "Aa" * 60_000, "x" + " " * 60_000 + "y", "- a\n" * 30_000]
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    split(Article("a", text))
    assert time.process_time() - began < 5


# Front matter, titles, headings


def test_front_matter_is_metadata_and_its_title_a_title() -> None:
    found = kinds('---\ntitle: "A plan is adopted"\nurl: https://example.org\n---\n' + LEAD)
    assert [kind for kind, _ in found] == ["metadata", "title", "metadata", "body"]
    assert found[1][1] == "A plan is adopted"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("News\nLocal\nSix countries agree on a plan\n\n" + LEAD, "Six countries agree on a plan"),
        ("Six countries agree on a plan\n\nShare:\n12 May 2020\n" + LEAD, "Six countries agree on a plan"),
        ("# Six countries agree\n\n" + LEAD, "Six countries agree"),
        ("**Plan agreed**\n\n" + LEAD, "Plan agreed"),
        ("Home\n" + LEAD, None),
        (LEAD + "\nWhat comes next\n\n" + MORE, None),
    ],
)
def test_the_headline_is_the_title_where_metadata_tell_none(text: str, title: str | None) -> None:
    article = Article("a", text)
    assert title_of(article, split(article)) == title


def test_the_known_title_makes_the_lines_above_it_the_site_s() -> None:
    text = "Answer to the crisis in the north\nPlan agreed | Example News\nPress release | 17 July 2018\n" + LEAD
    assert [kind for kind, _ in kinds(text, "Plan agreed")] == ["navigation", "title", "dateline", "body"]


def test_topics_under_the_headline_are_no_headline() -> None:
    text = "Six countries agree on a plan\nCapacity Building, Border Management, Health of Migrants\n"
    assert kinds(text + LEAD)[:2] == [
        tuple(pair) for pair in zip(("title", "navigation"), text.splitlines(), strict=False)
    ]


def test_headings_between_paragraphs_are_titles() -> None:
    assert of("title", LEAD + "\nHow the year went\n\n" + MORE) == ["How the year went"]


# The site


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Home | Media room | News",
        "World / Americas",
        "- Where we work",
        "-",
        "Other available languages: FR DE IT",
        "English Français العربية",
        "٢٩ يونيو، ٢٠١٨",
        "Already a member? Login here",
        "FacebookTwitterWhatsappEmailTelegram",
        "4 Min Read",
        "We use cookies to make your visit to this site better.",
        "Photo: Ministry of Labour / A. Example",
        "Officers wait for the minister at the border | Photo: Example Agency",
        "© 2019 Example News. All rights reserved.",
    ],
)
def test_lines_of_the_site_above_and_between_paragraphs(line: str) -> None:
    assert of("navigation", f"{line}\n\n{LEAD}") == [line]
    assert of("navigation", f"{LEAD}\n{line}\n\n{MORE}") == [line]


def test_a_photo_s_caption_that_is_a_sentence_is_read() -> None:
    caption = "Photo: Border guards of three countries with the minister at the new crossing last week."
    assert of("navigation", f"{LEAD}\n{caption}\n\n{MORE}") == []


def test_a_label_glued_to_a_sentence_is_cut_off_and_the_sentence_is_boilerplate() -> None:
    found = kinds(
        "Who helps\nWHO HELPSThe Example Office helps those who travel to work abroad.\nSix agree on a plan\n" + LEAD
    )
    assert ("navigation", "Who helps\nWHO HELPS") in found
    assert ("boilerplate", "The Example Office helps those who travel to work abroad.") in found
    assert ("title", "Six agree on a plan") in found


def test_a_page_s_clock_before_the_text_is_not_the_text_s() -> None:
    assert kinds("date 2020-07-23 " + LEAD) == [("navigation", "date 2020-07-23"), ("body", LEAD.strip())]


def test_a_motto_above_the_menu_is_the_site_s() -> None:
    assert of("body", "A united and peaceful example region.\nTop Slides\n" + LEAD) == [LEAD.strip()]


def test_headlines_of_other_stories_go_and_the_paragraphs_around_them_stay() -> None:
    text = LEAD + "\nRelated posts\n\nArmy chief visits the troops at last\n\nA singer is back on tour\n\n" + MORE
    assert of("body", text) == [LEAD.strip(), MORE.strip()]


def test_headlines_with_teasers_to_the_end_go() -> None:
    teasers = "Army chief visits the troops\nHe spoke to them about pay and food.\n"
    teasers += "A singer is back on tour\nShe will sing in five towns of the coast.\n"
    assert of("body", LEAD + MORE + "Related stories\n" + teasers) == [LEAD.strip(), MORE.strip()]


def test_short_lines_of_a_list_stay() -> None:
    text = (
        LEAD
        + "These states took part:\nKenya\nSouth Sudan\nUganda\n"
        + MORE
        + "They want to:\n• train staff;\n• share data\n"
    )
    assert of("navigation", text) == []
    assert [line for line in text.splitlines() if ("body", line) not in kinds(text)] == []


def test_labelled_lines_of_an_advisory_are_body() -> None:
    assert of("body", "INVITATION TO ALL OF THE MEDIA\nWhen: 15 - 17 August 2023\nWhere: Port Louis\n" + LEAD)[:2] == [
        "When: 15 - 17 August 2023",
        "Where: Port Louis",
    ]


def test_hard_wrapped_lines_are_one_paragraph_and_short_paragraphs_are_not() -> None:
    wrapped = "A workshop for senior civil servants on migration\nmanagement opens in Nairobi on Monday noon. "
    wrapped += "The\nUnion runs it.\n"
    assert of("body", wrapped + "\n" + wrapped) == [wrapped.strip()] * 2
    lines = (
        "The ministers met in Rome on Friday to talk.\nThey agreed on the plan in the evening.\nExperts will help.\n"
    )
    assert len(of("body", lines)) == 3
    assert len(kinds(wrapped, media_type="text/html")) == 3


def test_lines_that_do_not_fill_the_column_go_on_amid_a_sentence() -> None:
    ragged = "A delegation of ten from the ministry has been to Ghana\non a study tour about the\nWest African Union. "
    ragged += "It saw the port, the market, the\nharbour and the school.\n"
    assert of("body", ragged) == [ragged.strip()]


def test_text_without_any_sentence_is_kept() -> None:
    assert kinds("Kenya\nUganda\n") == [("body", "Kenya"), ("body", "Uganda")]
    assert kinds(" \n\n") == [("navigation", "")]
    assert kinds("") == []


# Datelines

SENTENCE = "The Ministers met to talk about the plan for the region."
DATELINES = [
    "Nairobi – ",
    "Dubai: ",
    "AMMAN, Jordan – ",
    "BUJUMBURA, Burundi - ",
    "CAIRO, April 9 (MENA) - ",
    "RABAT, Jan. 9 (Xinhua) -- ",
    "AMMAN (ILO News) – ",
    "(Brussels) ",
    "August 18, 2021 (ADDIS ABABA, Ethiopia): ",
    "Khartoum, the Sudan, 16 October 2014: ",
    "Sharm-El Sheikh, Egypt 2nd June 2016: ",
    "Addis Ababa, Ethiopia, 16thNovember, 2015: ",
    "07-11-2016, Kampala: ",
    "26 May 2019, DJIBOUTI (Djibouti): ",
    "Mzuzu, 7-12 July 2019 - ",
    "MALTA – Dec.15, 2021 - ",
    "Geneva – 24 April 2019 – ",
    "The Hague, 5 June 2017 - ",
    "Ouagadougou, le 3 mars 2020 - ",
    "Brussels, 18/02/2015 (Agence Europe) - ",
    "ADDIS-ABEBA, Éthiopie, 24 August 2023 -/African Media Agency (AMA)/-",
    "Abuja, Nigeria, October 23, 2023. ",
    "GENEVA, Switzerland, May 9, 2014/African Press Organization (APO)/ -- ",
    "ADDIS ABABA, Ethiopia, 3 May 2021/APO Group/ -- ",
    "Abuja 1st August 2017. ",
    "[Nairobi, 3 May 2021] ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_datelines_before_the_first_sentence(dateline: str) -> None:
    assert kinds(dateline + SENTENCE) == [("dateline", dateline.strip()), ("body", SENTENCE)]


@pytest.mark.parametrize(
    "text",
    [
        "The Government of Kenya – which hosts the forum – said that it would pay.",
        "On 12 May 2020, the Ministers met in Rome to talk about it.",
        "Egypt, Libya - all of them members - sent their delegations to it.",
        "Background: The plan was made by the two agencies in 2010.",
        "IOM: The agency said that it will help the ministry with it.",
        "Ministers met in Rome. They talked about the plan for the region.",
        "“Nairobi – The city of meetings” was the name of the play.",
    ],
)
def test_sentences_that_only_look_like_datelines(text: str) -> None:
    assert dateline_length(text, first=True) == 0


def test_a_bare_place_is_a_dateline_only_where_a_story_begins() -> None:
    assert dateline_length("Nairobi – " + SENTENCE, first=False) == 0
    stories = f"Lusaka – {SENTENCE}\n\nA policy for another country\n\nHarare – {SENTENCE}\n"
    assert of("dateline", stories) == ["Lusaka –", "Harare –"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("20 May 2021", True),
        ("Thursday, October 28, 2021", True),
        ("October 13, 2014 to October 16, 2014", True),
        ("Brussels, 20 November 2006", True),
        ("Press release | 17 July 2018", True),
        ("Press Release —Local May 09, 2019", True),
        ("Publishing date: 9 October 2023", True),
        ("Published: 17 Oct 2015 - 12:00 am | Last Updated: 02 Nov 2021 - 07:59 pm", True),
        ("by staff writer, Brussels,", True),
        ("By Jane Example", True),
        ("Marrakech Conference, 10 December 2018", False),
        ("Ministers meet on 12 May 2020 in Rome", False),
        ("Strategy 2018-2020", False),
    ],
)
def test_datelines_on_a_line_of_their_own(line: str, expected: bool) -> None:
    assert is_dateline(line) == expected


# Quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Doe said: “We must act now. All of us must.”", ["“We must act now. All of us must.”"]),
        ('"We will act together," said Jane Doe.', ['"We will act together,"']),
        ("She spoke of a “joint effort to protect all migrants” and left.", ["“joint effort to protect all migrants”"]),
        ("He praised « a new way of working » in the region.", ["« a new way of working »"]),
        ("Doe added: ‘The states’ plan is a good one for all’ and sat down.", None),
        ("The states’ plan isn’t ‘new’, said the ministers’ aide.", []),
        ('The project "Strengthening Border Management in Ghana" began.', []),
        ("A meeting called “Joint Meeting of All Networks” was held, he said.", []),
        ("The campaign “Safe journeys for every worker” began, he said.", []),
        ("He called it “very good”.", []),
        ("They spoke of “one “inner” phrase in marks” and left.", ["“one “inner” phrase in marks”"]),
        ("An unclosed “mark that goes on to the end of the text", []),
    ],
)
def test_speech_is_told_from_names_in_quotation_marks(text: str, quoted: list[str] | None) -> None:
    found = of("quotation", f"{LEAD}\n{text}\n")
    assert found == quoted if quoted is not None else len(found) == 1


def test_a_quotation_over_several_paragraphs() -> None:
    text = LEAD + "\n“We need data on migration everywhere.\n\n“It is my hope that we will have them,” Doe said.\n"
    assert of("quotation", text) == [
        "“We need data on migration everywhere.",
        "“It is my hope that we will have them,”",
    ]


# Contacts and standing descriptions


def test_whom_to_call_ends_with_the_next_heading_of_the_site() -> None:
    block = "For more information please contact:\nJane Doe, Example Office\nE-mail: | Tel: +251 900 000 000\n"
    found = kinds(LEAD + "\n" + block + "\nClose menu\n")
    assert [kind for kind, _ in found] == ["body", "contact-block", "contact-block", "contact-block", "navigation"]


def test_whom_to_call_at_the_end_of_a_paragraph() -> None:
    contact = "For further information, please contact Jane Doe, Tel: +66 2 000 0000."
    assert kinds(LEAD.strip() + " " + contact) == [("body", LEAD.strip()), ("contact-block", contact)]


def test_a_sentence_with_a_number_is_no_evidence_and_those_around_it_are() -> None:
    call = "Those who need help can call +254 700 000 000 at any time."
    assert [k for k, _ in kinds(f"{LEAD.strip()} {call} {MORE.strip()}")] == ["body", "contact-block", "body"]


def test_below_about_stands_what_is_always_said() -> None:
    text = LEAD + MORE + "\nAbout the Example Commission\n\nThe Commission was set up in 1990 by six states.\n"
    assert of("boilerplate", text) == [
        "About the Example Commission",
        "The Commission was set up in 1990 by six states.",
    ]


def test_a_standing_description_at_the_end_needs_no_heading() -> None:
    standing = "The Example Office is the leading intergovernmental organization in the field of travel.\n"
    assert of("boilerplate", LEAD + MORE + LEAD + standing) == [standing.strip()]
    assert of("boilerplate", standing + LEAD) == []


# The texts kept for evaluation

NAVIGATION = (
    "Skip to content;Home | Media room | News;X Y Z;Skip to main content;News;Local;Top Slides;Banner Slides;Share:;"
    "Close sites icon close;Search form;Country profile;Country website;Press releases;date 2020-07-23;Project News;Ad;"
    "euobserver;EU & the World;Migration;Join today;Already a member? Login here;٢٩ يونيو، ٢٠١٨;Navigation path;"
    "Response to the Syria Refugee Crisis;Left navigation;Additional tools;Other available languages: FR DE IT"
).split(";")


@pytest.mark.skipif(not DEV.is_dir(), reason="the evaluation texts are not here (set KG_SHARED)")
@pytest.mark.parametrize("number", range(1, 40, 2))
def test_no_named_thing_of_the_development_texts_is_lost_and_no_menu_line_read(number: int) -> None:
    source = find_articles([DEV / "text" / f"d{number:02}.txt"])[0]
    article = read_article(source).article
    segments = split(article)
    by_kind = {
        kind: [article.text[s.start : s.end] for s in segments if s.kind == kind] for kind in (*READ, "navigation")
    }
    site = "\n".join(by_kind["navigation"]).split("\n")
    assert {line.removeprefix("date 2016-08-24 ").strip() for line in site} - {""} <= set(NAVIGATION)
    read = "\n".join(text for kind in READ for text in by_kind[kind])
    below = article.text.partition("\n---\n")[2]
    gold = json.loads((DEV / "gold" / f"d{number:02}.json").read_text("utf-8"))
    forms = {form for entity in gold["entities"].values() for form in (entity["name"], *entity["aliases"])}
    assert [form for form in forms if form in below and form not in read] == []
    assert not set(read.split("\n")) & set(NAVIGATION)
    assert len(" ".join(by_kind["body"]).split()) > 0.75 * len(below.split())


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed article is not here (set KG_SHARED)")
def test_the_seed_article_s_menu_boilerplate_and_sentences() -> None:
    article = read_article(find_articles([next(SEED.glob("000_*.txt"))])[0]).article
    segments = split(article)

    def kind_at(offset: int) -> str:
        return next(s.kind for s in segments if s.start <= offset < s.end and s.kind != "quotation")

    lines, offset = {}, 0
    for number, line in enumerate(article.text.split("\n"), 1):
        lines[number], offset = offset, offset + len(line) + 1
    assert {kind_at(lines[number]) for number in (1, 2, 4, 5, *range(7, 23))} == {"navigation"}
    with (SEED / "sentences.tsv").open(encoding="utf-8") as file:
        ends = {row["sentence"]: int(row["char_end"]) - 1 for row in csv.DictReader(file, delimiter="\t")}
    expected = {"S01": "boilerplate", "S02": "boilerplate", "S03": "title", "S23": "contact-block"}
    expected |= {"S24": "contact-block", "S25": "contact-block"}
    assert {name: kind_at(end) for name, end in ends.items()} == {name: expected.get(name, "body") for name in ends}
    assert sum(s.kind == "quotation" for s in segments) == 4


def test_bullets_behind_words_that_lead_on_belong_to_their_sentence() -> None:
    article = Article("a", "Officials came from the states, among which are\n\n• Ghana\n• Togo\n")
    assert len(split_sentences(article.text, split(article))) == 1
