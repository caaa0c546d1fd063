"""Which words of a text are taken for a person who is withheld, and which are not."""

from __future__ import annotations

import re

import pytest

from kg.records import Article
from kg.withheld import WITHHELD, Withheld

NAMED = "Zélia Kaminsky-Örn"


def withheld(*names: str, calls: tuple[tuple[str, str], ...] = ()) -> Withheld:
    nothing = Withheld.load(None)
    return nothing.with_digests(nothing.of_person(names, calls))


def left(text: str, *names: str) -> str:
    article = withheld(*(names or (NAMED,))).article(Article("a.txt", text))
    assert article is not None and len(article.text) == len(text)
    assert article.text.count("\n") == text.count("\n")
    return marked(article.text)


def marked(text: str) -> str:
    """The text with # for each stretch that is withheld."""
    return re.sub(r"█(?:[█ \n]*█)?", "#", text)


@pytest.mark.parametrize(
    "form",
    [
        "Zélia Kaminsky-Örn",
        "ZELIA KAMINSKY ORN",
        "Zelia Kaminsky",
        "Kaminsky-Örn, Zélia",
        "Z. Kaminsky-Örn",
        "Ms Ze\u0301lia Maria T. Kaminsky\N{NON-BREAKING HYPHEN}O\u0308rn's team",
        "Zé\u00adlia Kamin\u200bsky-Örn",
        "Zélia\nKaminsky-Örn",
        "zelia.kaminsky@example.org",
    ],
)
def test_a_name_is_found_however_it_is_written(form):
    text = f"Kenya hosted the meeting. A word from {form}, H.E. the Minister of St. Lucia, closed it. Egypt came."
    assert left(text) == "Kenya hosted the meeting. #. Egypt came."


@pytest.mark.parametrize(
    "text",
    [
        "Zélia Ndiaye met Omar Kaminsky.",
        "They praised Zélia. The Council of Kenya and others met. Kaminsky came from Örn.",
        "zelia and the kaminsky report",
    ],
)
def test_other_names_stay(text):
    assert left(text) == text


def test_an_article_that_has_the_whole_name_loses_each_sentence_with_a_part_of_it():
    text = "Zélia Kaminsky-Örn spoke. Kenya agreed. Kaminsky left. Egypt stayed.\n\nDr Örn wrote."
    assert left(text) == "#. Kenya agreed. #. Egypt stayed.\n\n#."


def test_particles_are_no_part_of_a_name_by_themselves():
    text = "Jan van der Zwaluw spoke. Piet van der Merwe left."
    assert left(text, "Jan van der Zwaluw") == "#. Piet van der Merwe left."
    assert left("Ms Van der Merwe left.", "Van der Zwaluw") == "Ms Van der Merwe left."


def test_of_a_list_one_item_goes_and_of_front_matter_one_value():
    text = (
        '---\ntitle: "Zélia Kaminsky speaks"\npublisher: News\n---\nThose present:\n- Zélia Kaminsky, Kenya\n- Egypt\n'
    )
    assert left(text) == '---\ntitle: #"\npublisher: News\n---\nThose present:\n- #\n- Egypt\n'


def test_titles_and_publishers_go_whole_also_with_a_part_of_the_name():
    article = withheld(NAMED).article(Article("a.txt", f"{NAMED} spoke.", title="Kaminsky speaks", publisher="News"))
    assert article is not None and (article.title, article.publisher) == (WITHHELD, "News")


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("https://example.org/z%C3%A9lia-kaminsky-speaks", "a.txt"),
        ("https://example.org/a", "zelia_kaminsky.txt"),
        ("https://example.org/minister-kaminsky", "a.txt"),
    ],
)
def test_an_article_goes_whole_where_its_address_or_path_has_the_name(key, path):
    assert withheld(NAMED).article(Article(key, f"{NAMED} spoke.", path)) is None


def test_a_person_of_one_name_is_known_in_the_article_that_calls_them_so_alone():
    one_name = withheld(calls=(("a.txt", "Mr Kaminsky"),))
    text = "Kaminsky spoke. Egypt came."
    there, elsewhere = (one_name.article(Article(key, text)) for key in ("a.txt", "b.txt"))
    assert there is not None and marked(there.text) == "#. Egypt came."
    assert elsewhere is not None and elsewhere.text == text
    assert left(text, "Kaminsky") == "#. Egypt came."


def test_nothing_that_is_kept_can_be_told_without_the_key():
    one, other = (withheld(NAMED) for _ in range(2))
    assert one.holds(one.of_person([NAMED])) and not other.holds(one.of_person([NAMED]))
