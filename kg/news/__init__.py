"""What articles say of an actor, a topic or a question, the latest first.

New is what a later article says. A store keeps no time at which an article came into it, so that the same articles
give the same graph whenever it is built: what is news rests on the day on which an article was published. An article
of which only the month or the year is known counts as of its last day, as in `kg query --as-of`; one without a date is
never news, and is counted."""

from __future__ import annotations

from kg.news.news import (
    MOST_ROWS,
    Item,
    News,
    TooManyRows,
    check_since,
    has_news,
    news_of_question,
    news_of_thing,
)

__all__ = [
    "MOST_ROWS",
    "Item",
    "News",
    "TooManyRows",
    "check_since",
    "has_news",
    "news_of_question",
    "news_of_thing",
]
