"""Text made to keep the extractor busy, or to make it fall over: it costs time by its length, and nothing else."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.dates.dates import find_dates
from kg.extract.dates.grammar import MOST
from kg.extract.text.segments import split
from kg.extract.text.sentences import LONGEST, split_sentences
from kg.records import Article, Extraction

UNITS = (
    *("(", ")", '"', "“", "!", "…", "a, ", "A. ", "A-", "a.b.", "12, ", "2019/", "\n", "x\n\n", "\u0301", "\u202e"),
    *("IOM, ", "Kenya and ", "IOM Kenya ", "(IOM) ", "John Smith, ", "Mr. ", "van der ", "Head of the ", "👩\u200d👧 "),
    *("the Ministry of Labour of Kenya, ", "Minister of ", "Ambassador of Kenya to ", "meeting of the ", "12 May "),
    *("held in Nairobi on 12 May ", "which was attended by ", 'said: "', "- Kenya\n", "| a | b |\n", "from 1 to "),
)
"""Pieces that the grammars of names, titles, lists, dates, events and quotations read."""

HOSTILE = st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 12)), min_size=1, max_size=8).map(
    lambda parts: "".join(unit * times for unit, times in parts)
)
BOUNDED = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def within_text(extraction: Extraction) -> bool:
    spans = [span for claim in extraction.claims for span in claim.evidence]
    return all(0 <= s.start < s.end <= len(extraction.article.text) for s in (*spans, *extraction.mentions))


@BOUNDED
@given(HOSTILE)
def test_whatever_the_text_repeats_it_is_read_and_quoted_within_it(text):
    assert within_text(extract(Article("key", text)))


@BOUNDED
@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text):
    assert within_text(extract(Article("key", text)))


@settings(BOUNDED, max_examples=300)
@given(st.lists(st.sampled_from("1 12 31st May 2019 Monday and to - – , . / the of ( ) between 1/2/2019 XII".split())))
def test_dates_stand_in_order_whatever_their_words_are(words):
    text = " ".join(words)
    found = find_dates(text, 0, len(text))
    assert all(text[date.start : date.end] == date.text for date in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_position_may_end_in_a_comma():
    """The text breaks off where the next part of the position, or a person, would follow."""
    text = "Kenya met the Minister of Foreign Affairs of Kenya, the Minister of Foreign Affairs of Kenya, the"
    assert within_text(extract(Article("key", text)))


def test_a_sentence_without_end_comes_in_pieces_that_cut_no_name():
    text = "We met " + "IOM, the Red Cross, " * 2000
    names = [(at, at + 9) for at in range(len(text)) if text.startswith("Red Cross", at)]
    found = split_sentences(text, split(Article("key", text)), names)
    assert len(found) > 5
    assert all(sentence.end - sentence.start <= LONGEST for sentence in found)
    assert [sentence.index for sentence in found] == list(range(len(found)))
    assert not any(start < sentence.end < end for sentence in found for start, end in names)
    assert "".join(text[s.start : s.end] for s in found).replace(" ", "") == text.replace(" ", "")


def test_a_list_of_days_is_read_as_far_as_lists_of_days_go():
    text = "The meeting took place on " + "12, 14, " * 200 + "16 and 18 May 2019."
    assert len(find_dates(text, 0, len(text))) <= MOST
