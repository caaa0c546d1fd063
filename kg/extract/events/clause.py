"""One verb of a parsed sentence that may tell of an event, with what stands in its slots: who acts, on whom, when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.events.clause_nouns import is_of
from kg.extract.events.encounters import is_pair, subject_before, subjects_above
from kg.extract.events.sittings import when_clause
from kg.extract.events.verbal import holder_of_post, person_of_pronoun
from kg.extract.persons.speakers import two_before
from kg.extract.relations.dependency_clauses import (
    acted_on,
    acting,
    after,
    antecedent,
    children,
    is_passive,
    is_relative,
)
from kg.extract.text.masking import Item
from kg.extract.text.sentences import Sentence

PERSON = frozenset({"Person"})
BODIES = frozenset(
    {"GovernmentBody", "InternationalOrganization", "Office", "Process", "CivilSociety", "PrivateSector"}
)
_PRONOUNS = frozenset({"he", "she"})
_TODAY = re.compile(r"(?:today|yesterday|tomorrow)$", re.I)

_LEADING = frozenset({"lead", "head", "chair"})


def _is_a_day(token: Any) -> bool:
    """Whether a token is the day, or part of one, that the text tells from another: 'two |days| later'."""
    near = (*token.subtree, *token.doc[token.i + 1 : token.i + 2])
    return is_of(token, "day") and any(is_of(t, "relative") for t in near)


def _who_is_due(verb: Any) -> list[Any]:
    """Who is to do it where an adjective leads to the verb: '|she| is due to visit the camp'."""
    above = verb
    while above.dep_ in {"conj", "xcomp"} and above.head != above:
        above = above.head
    return children(above.head, "nsubj") if above.dep_ == "acomp" else []


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb of a sentence with what stands in its slots; `items`: those of the sentence's mask."""

    verb: Any
    row: Mapping[str, str]
    sentence: Sentence
    items: Sequence[Item]
    analysis: Analysis

    def items_of(self, tokens: Iterable[Any], types: frozenset[str]) -> list[Item]:
        """The items of some types in which the tokens stand, or what is joined to them or renames them."""
        found = []
        for token in tokens:
            titles = [c for c in token.children if c.dep_ == "appos"]
            near = (token, *token.conjuncts, *titles)
            found += [item for one in near if (item := self.item_at(one)) and item.type in types]
            joined = [item for c in titles for one in c.conjuncts if (item := self.item_at(one))]
            found += [item for item in joined if item.type == "Person" and "Person" in types]
        return list(dict.fromkeys(found))

    def item_at(self, token: Any) -> Item | None:
        """The item that a token stands in."""
        at = self.sentence.start + token.idx
        return next((item for item in self.items if item.start <= at < item.end), None)

    def own(self) -> Iterator[Any]:
        """The tokens below the verb without those of other clauses."""
        stack = list(self.verb.children)
        while stack:
            token = stack.pop()
            yield token
            stack += [c for c in token.children if c.pos_ not in {"VERB", "AUX"} and c.dep_ != "relcl"]

    def dated(self, *, within: re.Pattern[str] | None = None) -> bool:
        """Whether a date that holds such words depends on the verb, or on what it is done to."""
        for token in (*self.own(), *self._above(), *when_clause(self.verb)):
            item = self.item_at(token)
            if item is not None and item.type == "Date":
                return within is None or within.search(self.analysis.text, item.start, item.end) is not None
            if _TODAY.match(token.lower_) or (within is None and _is_a_day(token)):
                return True
        return False

    def _above(self) -> Iterator[Any]:
        """What depends on the verb or adjective that leads to this verb: '|On Monday| she is due to sit down'."""
        above = self.verb
        while above.dep_ == "xcomp" and above.head.pos_ in {"VERB", "ADJ", "AUX"}:
            above = above.head
            above = above.head if above.dep_ == "acomp" else above
            for token in children(above, "prep", "npadvmod", "advmod"):
                yield from token.subtree

    def placed(self) -> bool:
        """Whether a city, house or office behind the verb depends on it."""
        behind = (self.item_at(token) for token in self.own() if token.i > self.verb.i)
        return any(item is not None and item.type in {"Place", "Facility", "Office"} for item in behind)

    def before(self) -> str:
        """The sentence before."""
        at = self.sentence.index
        last = self.analysis.sentences[at - 1] if at else None
        return self.analysis.text[last.start : last.end] if last is not None else ""

    def subjects(self) -> list[Any]:
        """The tokens of who acts, a relative pronoun as what it stands for."""
        return self._meant(acting(self.verb) or ([] if is_passive(self.verb) else _who_is_due(self.verb)))

    def objects(self) -> list[Any]:
        """The tokens of what is acted on, and of what stands behind the row's prepositions."""
        through = self.row["through"].split()
        found = self._meant(acted_on(self.verb)) if not through or self.row["lemma"] == "meet" else []
        above = [self.verb, *(children(self.verb, "dobj") if self.row["lemma"] == "discuss" else ())]
        return found + [t for word in through for token in above for t in after(token, word)]

    def _meant(self, tokens: Iterable[Any]) -> list[Any]:
        found = (antecedent(t) if is_relative(t) else t for t in tokens)
        return [t for t in found if t is not None]

    def people(self, tokens: Iterable[Any], types: frozenset[str] = PERSON) -> list[Item]:
        """Those whom the tokens name, or mean by a pronoun or a post: 'the minister'."""
        tokens = list(tokens)
        named = self.items_of(tokens, types)
        for token in tokens:
            at = self.sentence.start + token.idx
            if is_pair(token):
                two = subjects_above(token, self.item_at) or two_before(self.analysis, self.sentence)
                named += [Item(at, at + len(token), person, "Person") for person in two]
            elif token.lower_ in _PRONOUNS:
                person = person_of_pronoun(self.analysis, self.sentence, token.lower_, at)
                person = person or subject_before(token, self.item_at)
                named += [Item(at, at + len(token), person, "Person")] if person else []
            elif not named and is_of(token, "post") and any(c.lower_ == "the" for c in token.children):
                person = holder_of_post(self.analysis, token.lower_, at)
                named += [Item(at, at + len(token), person, "Person")] if person else []
        return named

    def are_travellers(self, tokens: Iterable[Any]) -> bool:
        """Whether any of the tokens tells of people who travel or receive others, though no name does."""
        return any(self._travels(token) for token in tokens)

    def _travels(self, token: Any) -> bool:
        """A delegation travels; officials do so too, save where they merely go: 'officials went to L to rest'."""
        return is_of(token, "traveller") or (is_of(token, "visitor") and self.row["lemma"] != "go")

    def bodies(self, tokens: Iterable[Any]) -> list[Item]:
        """Whose delegation goes, and who leads it: 'a team |of B|', '|B| delegations', 'a mission led by |P|'."""
        groups = [t for t in tokens if self._travels(t)]
        owners = [p for t in groups for word in ("of", "from") for p in after(t, word)]
        owners += [c for t in groups for c in t.children if c.dep_ in {"compound", "poss", "nmod"}]
        near = [t for group in groups for t in (group, *(o for o in owners if group in o.ancestors))]
        leading = [v for t in near for v in children(t, "acl") if v.lemma_ in _LEADING]
        leaders = [p for v in leading for p in after(v, "by")]
        return [*self.items_of(owners, BODIES | {"State"}), *self.items_of(leaders, PERSON)]
