"""From a statement of the model to a claim: kept where text and vocabulary bear it out, else left out, with why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from kg.contacts import has_contact
from kg.extract.dates import find_dates
from kg.extract.finish import fits
from kg.language_model.answer import MOST, Statement, as_statement
from kg.language_model.ends import LONGEST, End, Ends, Left
from kg.language_model.question import ARTICLE, relations
from kg.language_model.words import Words
from kg.records import DOCUMENT, Article, Claim, Span
from kg.vocabulary import Relation, main_concepts, types_within

RULE = "language-model"
"""The name under which a claim says that the model read it."""
CONFIDENCE = 0.4
"""Of every claim that the model alone makes: set below what the rules give, and neither measured nor calibrated."""
_EVIDENCE = 800
"""Characters of a quotation; what is longer points to nothing."""
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|--\d\d(?:-\d\d)?")


class Grounding:
    """Turns the statements about one article into claims, and counts what it leaves out by reason."""

    def __init__(self, article: Article, words: Words, ends: Ends) -> None:
        self._article, self._words, self._ends = article, words, ends
        self.left: Counter[str] = Counter()

    def claims(self, items: list[Any]) -> list[Claim]:
        """The claims of the statements that hold, in the order of the model."""
        found = []
        if len(items) > MOST:
            self.left[f"more than {MOST} statements"] += len(items) - MOST
        for item in items[:MOST]:
            try:
                found.append(self._claim(item))
            except Left as left:
                self.left[str(left)] += 1
        return found

    def _claim(self, item: Any) -> Claim:
        statement = as_statement(item)
        if statement is None:
            raise Left("not of the form asked for")
        relation = relations().get(statement.relation)
        if relation is None:
            raise Left("a relation that is not asked for")
        quotation = self._words.first(statement.quotation)
        if quotation is None:
            raise Left("a quotation that is not in the text")
        if quotation.end - quotation.start > _EVIDENCE:
            raise Left("a quotation that is too long")
        return self._grounded(statement, relation, quotation)

    def _grounded(self, statement: Statement, relation: Relation, quotation: Span) -> Claim:
        subject = self._subject(statement, relation, quotation)
        if relation.value == "entity":
            allowed = types_within(relation.object_types)
            end = self._ends.find(statement.object, statement.object_type, allowed, quotation)
            object, quoted = end.entity.id, end.quoted
        else:
            object, quoted = self._literal(statement.object, relation, quotation)
        if not quoted and not (subject and subject.quoted):
            raise Left("a quotation that names neither end")
        key = subject.entity.id if subject else DOCUMENT
        claim = Claim(relation.name, key, object, "explicit", CONFIDENCE, RULE, (quotation,))
        known = {entity.id: entity.type for entity in self._ends.entities.values()}
        if key == object:
            raise Left("one entity at both ends")
        if not fits(claim, known):
            raise Left("types that the relation does not take")
        return claim

    def _subject(self, statement: Statement, relation: Relation, quotation: Span) -> End | None:
        """The entity, None for the article itself."""
        whole = statement.subject_type == ARTICLE or relation.subject_types == (ARTICLE,)
        if whole and ARTICLE in relation.subject_types:
            return None
        allowed = types_within(relation.subject_types)
        return self._ends.find(statement.subject, statement.subject_type, allowed, quotation)

    def _literal(self, value: str, relation: Relation, quotation: Span) -> tuple[str, bool]:
        """The value as the graph takes it, and whether the quotation says it by itself."""
        if relation.value == "date":
            return self._date(value.strip(), quotation), True
        if relation.scheme:
            if value not in main_concepts(relation.scheme):
                raise Left(f"a value that is no {relation.label}")
            return value, relation.subject_types == (ARTICLE,)
        span = self._words.first(value, quotation)
        if span is None:
            raise Left("a value that is not in the quotation")
        words = self._words.at(span)
        if len(words) > LONGEST or has_contact(words):
            raise Left("a value that is too long or private")
        return words, True

    def _date(self, value: str, quotation: Span) -> str:
        """An ISO date that the grammar of dates reads in the quotation too."""
        if not _DATE.fullmatch(value):
            raise Left("a date that is not ISO")
        found = find_dates(self._words.text, quotation.start, quotation.end, self._article.published)
        if value not in {day for mention in found if mention.consistent for day in (mention.first, mention.last)}:
            raise Left("a date that the quotation does not give")
        return value


def told(left: Counter[str]) -> str:
    """`3 left out: a quotation that is not in the text (2), a date that is not ISO (1)`; nothing where none was."""
    reasons: Iterable[str] = (f"{reason} ({number})" for reason, number in left.most_common())
    return f"{left.total()} left out: {', '.join(reasons)}" if left else ""
