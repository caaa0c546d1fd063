"""Dates: what the writer writes the grammar reads back; the genre's expressions, years, numeric order, lengths."""

from __future__ import annotations

from calendar import day_name, month_abbr, month_name
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates.arithmetic import fill_year, point
from kg.extract.dates.dates import DateMention, agency_day, decide_numeric_order, find_dates, resolve, with_length

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))
DASHES = st.sampled_from(["-", " - ", "–", " – ", "—", "‑", " to ", " through ", "\nto "])
SPACES = st.sampled_from([" ", "\u00a0", "\n", "  ", "\u2009"])


def nth(day: int) -> str:
    """3 → 3rd."""
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def month(day: date) -> str:
    return month_name[day.month]


def short(day: date) -> str:
    return month_abbr[day.month] + ("." if day.month != 5 else "")


def weekday(day: date) -> str:
    return day_name[day.weekday()]


SINGLE = {
    "D Month Y": lambda d: f"{d.day} {month(d)} {d.year}",
    "Month D, Y": lambda d: f"{month(d)} {d.day}, {d.year}",
    "Month D Y": lambda d: f"{month(d)} {d.day} {d.year}",
    "Mon. D, Y": lambda d: f"{short(d)} {d.day}, {d.year}",
    "Mon.D, Y": lambda d: f"{short(d)}{d.day}, {d.year}" if d.month != 5 else f"May {d.day}, {d.year}",
    "D Mon Y": lambda d: f"{d.day} {month_abbr[d.month]} {d.year}",
    "Dth of Month Y": lambda d: f"{nth(d.day)} of {month(d)} {d.year}",
    "the Dth of Month, Y": lambda d: f"the {nth(d.day)} of {month(d)}, {d.year}",
    "Month Dth, Y": lambda d: f"{month(d)} {nth(d.day)}, {d.year}",
    "MONTH D, Y": lambda d: f"{month(d).upper()} {d.day}, {d.year}",
    "Weekday, Month D, Y": lambda d: f"{weekday(d)}, {month(d)} {d.day}, {d.year}",
    "Weekday D Month Y": lambda d: f"{weekday(d)} {d.day} {month(d)} {d.year}",
    "Weekday (D Month Y)": lambda d: f"{weekday(d)} ({d.day} {month(d)} {d.year})",
    "D Month Y (Weekday)": lambda d: f"{d.day} {month(d)} {d.year} ({weekday(d)})",
    "ISO": lambda d: d.isoformat(),
    "dd.mm.yyyy": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    "yyyy/mm/dd": lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
}
RANGES = {
    "D Month Y – D Month Y": lambda a, b, to: f"{a.day} {month(a)} {a.year}{to}{b.day} {month(b)} {b.year}",
    "Month D, Y – Month D, Y": lambda a, b, to: f"{month(a)} {a.day}, {a.year}{to}{month(b)} {b.day}, {b.year}",
    "D Month – D Month Y": lambda a, b, to: f"{a.day} {month(a)}{to}{b.day} {month(b)} {b.year}",
    "Month D – Month D, Y": lambda a, b, to: f"{month(a)} {a.day}{to}{month(b)} {b.day}, {b.year}",
    "Weekday D Month – Weekday D Month Y": lambda a, b, to: (
        f"{weekday(a)} {a.day} {month(a)}{to}{weekday(b)} {b.day} {month(b)} {b.year}"
    ),
    "Dth Mon – Dth Mon Y": lambda a, b, to: f"{nth(a.day)} {short(a)}{to}{nth(b.day)} {short(b)} {b.year}",
}
ONE_MONTH = {
    "D – D Month Y": lambda a, b, to: f"{a.day}{to}{b.day} {month(b)} {b.year}",
    "Month D – D, Y": lambda a, b, to: f"{month(a)} {a.day}{to}{b.day}, {b.year}",
    "Mon. D – D, Y": lambda a, b, to: f"{short(a)} {a.day}{to}{b.day}, {b.year}",
    "Dth – Dth of Month Y": lambda a, b, to: f"{nth(a.day)}{to}{nth(b.day)} of {month(b)} {b.year}",
    "the Dth – the Dth of Month, Y": lambda a, b, to: f"the {nth(a.day)}{to}the {nth(b.day)} of {month(b)}, {b.year}",
    "Weekday D – Weekday D Month Y": lambda a, b, to: (
        f"{weekday(a)} {a.day}{to}{weekday(b)} {b.day} {month(b)} {b.year}"
    ),
}


def read(text: str, published: str | None = None) -> list[DateMention]:
    return find_dates(text, 0, len(text), published)


def one(text: str, published: str | None = None) -> tuple[str | None, str | None]:
    """First and last of the only date of a text."""
    found = read(text, published)
    assert len(found) == 1, found
    return found[0].first, found[0].last


@pytest.mark.parametrize("template", SINGLE)
@given(day=DAYS, space=SPACES)
def test_single_dates_are_read_back(template: str, day: date, space: str) -> None:
    written = SINGLE[template](day)
    text = f"It was signed in Rome on {written}, after long talks.".replace(" ", space)
    (found,) = read(text)
    assert (found.first, found.last, found.consistent) == (day.isoformat(), None, True)
    assert text[found.start : found.end] == found.text == written.replace(" ", space)


@pytest.mark.parametrize("template", RANGES)
@given(day=DAYS, length=st.integers(1, 300), to=DASHES)
def test_ranges_are_read_back(template: str, day: date, length: int, to: str) -> None:
    last = day + timedelta(length)
    if day.month == last.month and day.year != last.year:
        last = day + timedelta(20)
    (found,) = read(f"The course ran from {RANGES[template](day, last, to)} in Rome.")
    assert (found.first, found.last) == (day.isoformat(), last.isoformat())
    assert found.edtf == f"{day.isoformat()}/{last.isoformat()}"


@pytest.mark.parametrize("template", ONE_MONTH)
@given(day=DAYS.filter(lambda day: day.day < 28), length=st.integers(1, 6), to=DASHES)
def test_ranges_within_a_month_are_read_back(template: str, day: date, length: int, to: str) -> None:
    last = min(day + timedelta(length), day.replace(day=28))
    assert one(f"The course ran from {ONE_MONTH[template](day, last, to)} in Rome.") == (
        day.isoformat(),
        last.isoformat(),
    )


@given(day=DAYS, other=st.integers(1, 28))
def test_between_and_means_a_range_and_a_plain_and_does_not(day: date, other: int) -> None:
    later = (day.replace(day=1) + timedelta(32 + other)).replace(day=other)
    written = f"{day.day} {month(day)} and {later.day} {month(later)} {later.year}"
    assert one(f"Between {written} many came.") == (day.isoformat(), later.isoformat())
    plain = read(f"It met on {written}.")
    if (later - day).days > 1:
        assert [mention.first for mention in plain] == [day.isoformat(), later.isoformat()]


@given(day=DAYS, days=st.integers(2, 40))
def test_a_length_and_one_end_give_the_other(day: date, days: int) -> None:
    last = (day + timedelta(days - 1)).isoformat()
    assert with_length(day.isoformat(), days) == (day.isoformat(), last)
    assert with_length(last, days, ends=True) == (day.isoformat(), last)


@given(day=DAYS, published=DAYS)
def test_a_filled_year_leaves_day_and_month_and_obeys_the_tense(day: date, published: date) -> None:
    partial = "-" + day.isoformat()[4:]
    past, future = (fill_year(partial, published.isoformat(), tense) for tense in ("past", "future"))
    assert past[4:] == future[4:] == partial[1:]
    assert past <= published.isoformat() <= future
    assert fill_year(partial, published.isoformat()) in (past, future)
    assert fill_year(partial, None) == partial


@given(text=st.text(alphabet="May 12-3/4.,()andto \n2019OctFriday", max_size=60), published=st.none() | DAYS)
def test_any_text_is_read_without_fault(text: str, published: date | None) -> None:
    found = read(text, published.isoformat() if published else None)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(point(part).valid for mention in found for part in (mention.first, mention.last) if part)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("from 2 to 5 October in Nairobi", None, ("--10-02", "--10-05")),
        ("from 30 September to 11 October.", "2019-10-12", ("2019-09-30", "2019-10-11")),
        ("On 22 and 23 November Rome will host it", "2006-11-20", ("2006-11-22", "2006-11-23")),
        ("over five days (24-28 June) they met", "2018-06-29", ("2018-06-24", "2018-06-28")),
        ("on Tuesday (23 August).", "2016-08-24", ("2016-08-23", None)),
        ("in Malta, Dec.15, 2021 - A course", None, ("2021-12-15", None)),
        ("in May 2008 it met", None, ("2008-05", None)),
        ("it met in 2022.", None, ("2022", None)),
        ("this week (20 – 22 May)", "2019-05-24", ("2019-05-20", "2019-05-22")),
        ("between 1 January and 21 August", "2016-08-24", ("2016-01-01", "2016-08-21")),
        ("from 28 December to 3 January 2020", None, ("2019-12-28", "2020-01-03")),
        ("15, 16 and 17 October 2019", None, ("2019-10-15", "2019-10-17")),
        ("in early June", None, ("--06", None)),
        ("in the first week of March 2019", None, ("2019-03", None)),
        ("in mid-2019", None, ("2019", None)),
        ("in the week of 3 June 2019", None, ("2019-06", None)),
        ("15.X.2018", None, ("2018-10-15", None)),
        ("in March and April 2019", None, ("2019-03", "2019-04")),
        ("from 2017 to 2020", None, ("2017", "2020")),
        ("the 2019 forum on migration", None, ("2019", None)),
        ("at the Climate Summit 2023", None, ("2023", None)),
        ("30 September\nto 11\u00a0October", None, ("--09-30", "--10-11")),
        ("published in last May", "2019-07-01", ("2019-05", None)),
        ("hosted from July, 27 to 29, 2022 at", None, ("2022-07-27", "2022-07-29")),
        ("today, 21st May", "2024-05-21", ("2024-05-21", None)),
        ("on Thursday last week", "2019-06-12", ("2019-06-06", None)),
        ("on 3/4 June 2019", None, ("2019-06-03", "2019-06-04")),
        ("10–12.10.2018", None, ("2018-10-10", "2018-10-12")),
        ("10.-12. October 2018", None, ("2018-10-10", "2018-10-12")),
        ("2018 October 5", None, ("2018-10-05", None)),
        ("18 (Thursday) – 19 (Friday) July 2019", None, ("2019-07-18", "2019-07-19")),
        ("On 3rd and 4th, December 2019", None, ("2019-12-03", "2019-12-04")),
        ("in May last year", "2019-08-12", ("2018-05", None)),
        ("12-May-2019", None, ("2019-05-12", None)),
        ("May 12 – 15 participants came", None, ("--05-12", None)),
    ],
)
def test_expressions_of_the_genre(text: str, published: str | None, expected: tuple[str | None, str | None]) -> None:
    assert one(text, published) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the regional Strategy 2018-2020",
        "its policy framework (2022-2030)",
        "the framework for 2023-2027",
        "Agenda 2030 and the 2030 Agenda",
        "Resolution 2240 (2015)",
        "Article 12 of the Act 2018, the 2018 Act and the Act of 2018",
        "Tel: +251-11 000 0000, ext. 400",
        "about 104,000 people, 1,500 of 2000 migrants",
        "They may go; 3 may stay. They march 5 abreast.",
        "open 24/7, by 50/50, after 9/11, COVID-19",
        "Good Friday, the Sunday Times, every Monday",
        "on 31 June 2019, 30 February",
        "at 10:30, for 12.5 per cent, $5 May",
    ],
)
def test_false_friends_are_not_read(text: str) -> None:
    assert [mention.text for mention in read(text) if mention.first] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2019-05-24"),
        ("yesterday evening", "2019-05-23"),
        ("on Wednesday", "2019-05-22"),
        ("on Friday", "2019-05-24"),
        ("last Friday", "2019-05-17"),
        ("next Tuesday", "2019-05-28"),
        ("this Thursday", "2019-05-23"),
        ("three days ago", "2019-05-21"),
        ("next month", "2019-06"),
        ("last year", "2018"),
        ("this week", None),
        ("the previous evening", None),
    ],
)
def test_relative_dates_need_a_publication_date(text: str, expected: str | None) -> None:
    assert one(text, "2019-05-24") == (expected, None)
    assert one(text) == (None, None)


def test_weekdays_span() -> None:
    assert one("from Monday to Wednesday", "2019-05-24") == ("2019-05-20", "2019-05-22")


def test_the_caller_decides_the_tense() -> None:
    (found,) = read("on Monday", "2019-05-24")
    assert resolve(found, "2019-05-24", "future").first == "2019-05-27"
    (found,) = read("in March", "2021-11-10")
    assert [resolve(found, "2021-11-10", tense).first for tense in ("past", "future", None)] == [
        "2021-03",
        "2022-03",
        "2021-03",
    ]


def test_a_range_around_the_publication_is_one_range() -> None:
    (found,) = read("from 7 to 10 November", "2022-11-08")
    for tense in ("past", "future", None):
        assert resolve(found, "2022-11-08", tense).first == "2022-11-07"


def test_a_weekday_helps_to_find_the_year_and_is_checked() -> None:
    assert one("on Friday 20 December", "2020-01-31") == ("2019-12-20", None)
    (found,) = read("on Friday 24 May 2018")
    assert found.first == "2018-05-24"
    assert not found.consistent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last week (01/10) in Rome. A training from 2 to 5 October", "dmy"),
        ("on 10/01 in Rome. A training from October 2 to 5", "mdy"),
        ("on 23/08/2016 and 03/04/2016", "dmy"),
        ("on 08/23/2016 and 03/04/2016", "mdy"),
        ("on 23/08/2016 and 08/23/2016", None),
        ("08-11-2016, Kampala: a meeting ahead of the one of November 10th", "dmy"),
        ("on 03/04/2016", None),
        ("on 03/04. Talks on 3 April and 4 March", None),
        ("no date at all", None),
    ],
)
def test_the_order_of_numeric_dates_needs_evidence(text: str, expected: str | None) -> None:
    assert decide_numeric_order(text) == expected


def test_numeric_dates_without_evidence_keep_their_words_only() -> None:
    (found,) = read("on 03/04/2016")
    assert (found.first, found.kind, found.text) == (None, "numeric", "03/04/2016")
    assert one("on 03/04/2016", "2016-04-05") == ("2016-04-03", None)


def test_the_year_of_the_sentence_in_the_present_tense() -> None:
    (_, found) = read("Malawi, which chairs the dialogue in 2022, is host to its meeting from 7 to 10 November. It")
    assert (found.first, found.last) == ("2022-11-07", "2022-11-10")
    (_, found) = read("The dialogue, which began in 2014, met on 7 November. It")
    assert found.first == "--11-07"


def test_an_agency_dateline_gives_its_day_to_the_weekday() -> None:
    text = "CAIRO, April 9 (MENA) - Ministers adopted a declaration on Wednesday."
    assert agency_day(text) == "--04-09"
    assert [mention.first for mention in read(text)] == ["--04-09", "--04-09"]
    two = text + " They will meet again on Friday."
    assert [mention.first for mention in read(two)] == ["--04-09", None, None]


@pytest.mark.parametrize(
    ("known", "days", "ends", "expected"),
    [
        ("--10-15", 3, False, ("--10-15", "--10-17")),
        ("--10-30", 3, False, ("--10-30", "--11-01")),
        ("--01-01", 2, True, ("--12-31", "--01-01")),
        ("--02-27", 3, False, ("--02-27", None)),
        ("--03-01", 2, True, (None, "--03-01")),
        ("2020-02-28", 2, False, ("2020-02-28", "2020-02-29")),
        ("2019-05", 3, False, ("2019-05", None)),
        ("--10-15", 1, False, ("--10-15", None)),
    ],
)
def test_lengths_of_partial_dates(known: str, days: int, ends: bool, expected: tuple[str | None, str | None]) -> None:
    assert with_length(known, days, ends) == expected


def test_mentions_carry_offsets_lead_and_edtf() -> None:
    text = "It was held since April 2024 and in summer 2020, and from 1 to 3 May."
    found = [(mention.text, mention.lead, mention.edtf) for mention in read(text)]
    assert found == [
        ("April 2024", "since", "2024-04"),
        ("summer 2020", "in", "2020-22"),
        ("1 to 3 May", "from", "XXXX-05-01/XXXX-05-03"),
    ]


@pytest.mark.parametrize("name", ["Weiß Großmann", "İbrahim", "ﬁnance"])
def test_letters_that_grow_in_small_do_not_move_a_date(name: str) -> None:
    text = f"{name} met them last May in Accra."
    [date] = find_dates(text, 0, len(text), "2024-09-03")
    assert (date.text, date.first) == ("last May", "2024-05")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It opens in Rome this September.", "2020-09"),
        ("It opened in Rome this March.", "2020-03"),
        ("It opened in Rome last September.", "2019-09"),
        ("It is planned for autumn.", "2019"),
    ],
)
def test_a_month_or_season_is_that_of_the_year_told(text: str, day: str) -> None:
    assert one(text, "2020-05-06")[0] == day
