"""The record of one date expression, and its resolution against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.dates.arithmetic import Tense, bounds, edtf, fill_range, fill_year
from kg.extract.dates.relative import Relation, days_meant


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression, offsets into the stored text, prepositions not included.

    `first` and `last` are ISO dates, possibly partial; `last` is None for a single date, both are None where no date
    can be told. `stated` are the same two as the text alone gives them. `kind`: day, range, month, months, year, years,
    attributive ('the 2019 forum'), part ('early June'), season, week ('the week of 3 June'), numeric (order unknown),
    relative. `lead` is the preposition before it, in lower case. `tense` is that of the expression itself ('next May').
    `consistent` is False where a weekday contradicts the date. `year_at` is where the year stands if it stands
    elsewhere in the sentence; `year_shift` is -1, 0, 1 where 'last', 'this' or 'next year' stands behind."""

    start: int
    end: int
    text: str
    first: str | None = None
    last: str | None = None
    edtf: str = ""
    relative: bool = False
    kind: str = "day"
    approximate: bool = False
    lead: str = ""
    stated: tuple[str | None, str | None] = (None, None)
    weekdays: tuple[int | None, int | None] = (None, None)
    relation: Relation | None = None
    tense: Tense | None = None
    consistent: bool = True
    year_at: tuple[int, int] | None = None
    year_shift: int | None = None

    @property
    def yearless(self) -> bool:
        """Whether the text gives a month but no year."""
        return (self.stated[0] or "").startswith("--")


def resolve(mention: DateMention, published: str | None, tense: Tense | None = None) -> DateMention:
    """The mention with missing years and relative days filled in against the publication date.

    `tense` is that of the wording around it, as the caller knows it: 'past' (took place) or 'future' (will be held).
    Without it a date without a year is the nearest one if that lies within three months, else the past one; a weekday
    is the last one up to the publication. What `published` cannot tell stays as stated."""
    tense = mention.tense or tense
    first, last = mention.stated
    if mention.year_shift is not None and published and mention.yearless:
        year = f"{int(published[:4]) + mention.year_shift:04d}"
        first, last = (year + part[1:] if part else None for part in mention.stated)
    if mention.relation and first is None:
        first, last = days_meant(mention.relation, published, tense)
    elif first and last:
        first, last = fill_range(first, last, published, tense, mention.weekdays[0 if tense == "past" else 1])
    elif first:
        first = fill_year(first, published, tense, mention.weekdays[0])
    consistent = _agrees(first, mention.weekdays[0]) and _agrees(last, mention.weekdays[1])
    form = mention.edtf if mention.kind == "season" else edtf(first, last, mention.approximate)
    return replace(mention, first=first, last=last, edtf=form, consistent=consistent)


def _agrees(partial: str | None, weekday: int | None) -> bool:
    if partial is None or weekday is None or len(partial) < 10:
        return True
    return bounds(partial)[0].weekday() == weekday
