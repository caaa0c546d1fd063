"""Names looked up among the names of a graph: whole ones first, then those that have most of their words.

A word counts by how few names have it, so that 'Ministry' says little and 'Fisheries' much. A word that no name has may
be a slip of the pen: it counts as the word that is nearest to it, less by each letter that differs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log

from kg.graph.names import is_acronym
from kg.match.candidates import Candidate
from kg.match.certainty import Likeness, certain
from kg.match.folding import folded, letters, plain, stem, words
from kg.match.names import Form, Kind, Named, Names
from kg.records import KgError
from kg.reference import reference

LONGEST = 300
"""Letters of a name: nothing is called by more."""
LEAST = 55.0
"""The score from which on something is a candidate."""
_EXACT, _FOLDED, _SAME_WORDS, _SAME_LETTERS, _PARTLY = 100.0, 98.0, 96.0, 95.0, 94.0
"""What is had at most by how two names are alike: nothing else than the name counts beyond."""
_CODE, _SHARED, _OTHER_CAPITALS = 90.0, 5.0, 5.0
_EXAMINED = 60
"""Names with some of the words that are looked at closely."""
_COMMON = 20_000
"""A word that more names have finds none by itself."""
_EDITS = ((12, 3), (7, 2), (4, 1))
"""Letters that may differ in a word of so many letters or more."""
_EDITS_OF_NAMES = ((10, 2), (5, 1))
_DOUBTFUL = 85.0
"""Below this the best score is no good one yet."""
_PARTS = re.compile(r"\s+[-–—/|:]\s+|\s*[()\[\]]\s*")
"""What parts a name from its acronym or its translation."""
_CODES = (Kind.iso2, Kind.iso3)


def is_installed() -> bool:
    """Whether the library that compares words is there."""
    return find_spec("rapidfuzz") is not None


@dataclass(frozen=True, slots=True)
class _Part:
    """A name in the index: the words of a folded form, and how much they count in all."""

    words: frozenset[str]
    weight: float


class Matcher:
    """The names of a graph, to look others up among them. Raises KgError where rapidfuzz is not installed."""

    def __init__(self, names: Names) -> None:
        try:
            from rapidfuzz import process
            from rapidfuzz.distance import OSA
        except ImportError as error:
            raise KgError(
                "names are matched with rapidfuzz, which is not installed: pip install 'migration-governance-kg[match]'"
            ) from error
        self._extract, self._distance = process.extract, OSA.distance
        self._names = names
        self._by_plain: dict[str, list[int]] = defaultdict(list)
        self._by_fold: dict[str, list[int]] = defaultdict(list)
        self._by_words: dict[frozenset[str], list[int]] = defaultdict(list)
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        self._with_word: dict[str, list[int]] = defaultdict(list)
        said = [words(form.folded) for form in names.forms]
        for place, form in enumerate(names.forms):
            self._by_plain[plain(form.text)].append(place)
            if form.kind in _CODES or not form.folded:
                continue
            self._by_fold[form.folded].append(place)
            self._by_letters[letters(form.folded)].append(place)
            self._by_words[frozenset(said[place])].append(place)
            for word in set(said[place]):
                self._with_word[word].append(place)
        self._weights = self._weighed()
        self._parts = [_Part(frozenset(found), sum(map(self._weight, set(found)))) for found in said]
        self._known_words = sorted(self._with_word)
        self._all_letters = list(self._by_letters)
        self._sorted = sorted((form.folded, place) for place, form in enumerate(names.forms) if form.folded)
        self._near = lru_cache(16_384)(self._nearest)

    def candidates(self, name: str, types: Collection[str], limit: int = 5) -> list[Candidate]:
        """What a name may mean of entities of these types, best first, at most `limit`; nothing where it has no letters
        or too many."""
        if not name.strip() or len(name) > LONGEST:
            return []
        best = _best(self._alike(name, types))
        ordered = sorted(best.values(), key=lambda one: (-one.score, self._entity(one).iri))
        ordered = [one for one in ordered if one.score >= LEAST]
        sure = certain(name, ordered, self._names.entities, types, self._elsewhere(name, types))
        return [
            Candidate(self._entity(one), round(one.score, 1), sure and place == 0, one.whole, one.why)
            for place, one in enumerate(ordered[:limit])
        ]

    def beginning(self, prefix: str, types: Collection[str], limit: int = 10, skip: int = 0) -> list[tuple[Named, str]]:
        """The entities of these types of which a name begins so, or a word in one, each with the form: those first of
        which the whole name begins so, then the shorter names; a place stands behind its like."""
        wanted = folded(prefix)
        if not wanted or len(prefix) > LONGEST:
            return []
        ranked: dict[int, tuple[int, bool, int, str]] = {}
        for place, rank in self._begun(wanted):
            form = self._names.forms[place]
            if (type := self._names.entities[form.of].type) in types:
                key = rank, type == "Place", len(form.text), form.text
                ranked[form.of] = min(ranked.get(form.of, key), key)
        ordered = sorted(ranked, key=lambda of: (ranked[of], self._names.entities[of].iri))
        return [(self._names.entities[of], ranked[of][3]) for of in ordered[skip : skip + limit]]

    def _begun(self, wanted: str) -> Iterable[tuple[int, int]]:
        at = bisect_left(self._sorted, (wanted, -1))
        while at < len(self._sorted) and self._sorted[at][0].startswith(wanted):
            yield self._sorted[at][1], 0 if self._sorted[at][0] == wanted else 1
            at += 1
        first, *rest = words(wanted)
        at = bisect_left(self._known_words, first)
        while at < len(self._known_words) and self._known_words[at].startswith(first):
            for place in self._with_word[self._known_words[at]]:
                if all(any(own.startswith(word) for own in self._parts[place].words) for word in rest):
                    yield place, 2
            at += 1

    def _alike(self, name: str, types: Collection[str]) -> list[Likeness]:
        found = [*self._whole(name, types), *self._in_parts(name, types)]
        found += self._partly(name, types, {one.form.of for one in found if one.whole})
        if max((one.score for one in found), default=0.0) < _DOUBTFUL:
            found += self._nearly(name, types)
        return found

    def _whole(self, name: str, types: Collection[str]) -> list[Likeness]:
        """The forms that are the name, whole."""
        found: dict[int, Likeness] = {}

        def add(places: Iterable[int], most: float, why: str) -> None:
            for place in places:
                form = self._names.forms[place]
                if place not in found and self._names.entities[form.of].type in types:
                    found[place] = self._told(name, form, most, why)

        exactly, fold = plain(name), folded(name)
        codes = [place for place in self._by_plain.get(exactly, ()) if self._names.forms[place].kind in _CODES]
        add((place for place in codes if self._is_code(name, place, types)), _CODE, "ISO code")
        add((place for place in self._by_plain.get(exactly, ()) if place not in codes), _EXACT, "exact form")
        add(self._by_fold.get(fold, ()), _FOLDED, "the same but for signs, accents or spelling")
        person = folded(name, person=True)
        if person != fold and person:
            persons = (place for place in self._by_fold.get(person, ()) if self._of(place).type == "Person")
            add(persons, _FOLDED, "the same without the title")
        other_order = self._by_words.get(frozenset(words(fold)), ())
        add(other_order, _SAME_WORDS, "the same words, in another order or number,")
        add(self._by_letters.get(letters(fold), ()), _SAME_LETTERS, "the same letters, parted otherwise,")
        return list(found.values())

    def _is_code(self, name: str, place: int, types: Collection[str]) -> bool:
        """Whether a name is written as a code is; where only states are asked for, small letters are one too."""
        return name.strip() == self._names.forms[place].text or set(types) == {"State"}

    def _told(self, name: str, form: Form, most: float, why: str) -> Likeness:
        """How far a name is a form of which it has all words."""
        code = form.kind in _CODES
        acronym = not code and (form.kind is Kind.acronym or is_acronym(form.text))
        told = f'{"acronym" if acronym and why == "exact form" else why} "{form.text}"'
        score = most
        if acronym and not _same_capitals(name, form.text):
            score -= _OTHER_CAPITALS
            told += ", in other letters"
        if form.kind is Kind.shared:
            score -= _SHARED
            told += ", which means something else too"
        return Likeness(form, score, told, whole=True, exact=most >= _FOLDED or code)

    def _in_parts(self, name: str, types: Collection[str]) -> list[Likeness]:
        """What all parts of a name mean: a name and its acronym, or its translation, one behind the other."""
        parts = [part for part in _PARTS.split(name) if part.strip()]
        if not 1 < len(parts) <= 4:
            return []
        alike = [_best(self._whole(part, types)) for part in parts]
        common = set.intersection(*map(set, alike))
        found = []
        for of in common:
            longest = max((one[of] for one in alike), key=lambda one: len(one.form.text))
            told = " and ".join(f'"{one[of].form.text}"' for one in alike)
            found.append(
                Likeness(longest.form, _EXACT - 1, f"each part is a name of it: {told}", whole=True, exact=True)
            )
        return found

    def _partly(self, name: str, types: Collection[str], without: Collection[int]) -> list[Likeness]:
        """The forms that share words with the name."""
        near = self._meanings(folded(name))
        gained: Counter[int] = Counter()
        for meanings in near.values():
            best: dict[int, float] = {}
            for other, likeness in meanings:
                places = self._with_word[other]
                if len(places) > _COMMON and len(near) > 1:
                    continue
                points = self._weight(other) * likeness
                for place in places:
                    best[place] = max(best.get(place, 0.0), points)
            for place, points in best.items():
                gained[place] += points  # type: ignore[assignment]
        found = (p for p in gained if self._of(p).type in types and self._names.forms[p].of not in without)
        asked = sum(max((self._weight(other) for other, _ in one), default=self._weight("")) for one in near.values())
        closest = sorted(found, key=lambda place: (-gained[place] / (asked + self._parts[place].weight), place))
        return [self._shared(near, place) for place in closest[:_EXAMINED]]

    def _meanings(self, fold: str) -> dict[str, Sequence[tuple[str, float]]]:
        """The words of a folded name, and for each the words of names that it may be, with how alike they are."""
        found: dict[str, Sequence[tuple[str, float]]] = {}
        for written in fold.split():
            for word in stem(written):
                near = self._near(word)
                if not near and written.startswith(word) and (whole := self._near(written)):
                    found[written] = whole  # its last s is no plural
                else:
                    found[word] = near
        return found or {word: self._near(word) for word in words(fold)}

    def _shared(self, near: dict[str, Sequence[tuple[str, float]]], place: int) -> Likeness:
        """How far a name, given by its words, is a form of which it has some."""
        form, there = self._names.forms[place], self._parts[place].words
        pairs = {word: next((pair for pair in found if pair[0] in there), ("", 0.0)) for word, found in near.items()}
        met = [other for other, _ in pairs.values() if other]
        slips = [(word, other) for word, (other, likeness) in pairs.items() if other and likeness < 1]
        left = there - set(met)
        edits = sum(self._distance(word, other) for word, other in slips)
        told = f'{len(met)} of {len(near)} {"word is" if len(near) == 1 else "words are"} in "{form.text}"'
        if left:
            told += f", without {len(left)} of its {len(there)}"
        if slips:
            told += "; " + ", ".join(f"'{word}' for '{other}'" for word, other in slips) + f": edit distance {edits}"
        whole = not left and len(met) == len(near) == len(set(met))
        asked = sum(self._weight(other or word) for word, (other, _) in pairs.items())
        points = sum(self._weight(other) * likeness for other, likeness in pairs.values() if other)
        share = min(1.0, 2 * points / (asked + self._parts[place].weight))
        score = _PARTLY * share - (_SHARED if form.kind is Kind.shared else 0.0)
        return Likeness(form, score, told, whole=whole, exact=False, slips=tuple(slips), edits=edits)

    def _nearly(self, name: str, types: Collection[str]) -> Iterable[Likeness]:
        """The forms that differ from the name in a letter or two, whatever its words are: a slip may make another word
        of one, or two of one."""
        wanted = letters(folded(name))
        most = next((edits for length, edits in _EDITS_OF_NAMES if len(wanted) >= length), 0)
        if not most:
            return
        found = self._extract(wanted, self._all_letters, scorer=self._distance, score_cutoff=most, limit=12)
        for other, edits, _ in found:
            score = _PARTLY * (1 - edits / max(len(wanted), len(other)))
            for place in self._by_letters[other]:
                if self._of(place).type in types:
                    form = self._names.forms[place]
                    why = f'written nearly as "{form.text}": edit distance {edits}'
                    yield Likeness(form, score, why, whole=False, exact=False)

    def _elsewhere(self, name: str, types: Collection[str]) -> bool:
        """Whether the name is one of something of other types than these."""
        fold = folded(name)
        return bool(fold) and any(self._of(place).type not in types for place in self._by_fold.get(fold, ()))

    def _nearest(self, word: str) -> Sequence[tuple[str, float]]:
        """The words of names that a word may be, with how alike they are (to 1)."""
        if word in self._with_word:
            return [(word, 1.0)]
        most = next((edits for length, edits in _EDITS if len(word) >= length), 0)
        if not most or word in _adjectives() or any(sign.isdigit() for sign in word):
            return []
        found = self._extract(word, self._known_words, scorer=self._distance, score_cutoff=most, limit=12)
        alike = ((other, 1 - edits / max(len(word), len(other))) for other, edits, _ in found)
        return sorted(alike, key=lambda one: (-one[1], one))

    def _weighed(self) -> dict[str, float]:
        """How much each word counts, by how few entities have it in a name."""
        all_of = len(self._names.entities) + 1
        counts = {word: len({self._names.forms[p].of for p in places}) for word, places in self._with_word.items()}
        return {word: log(all_of / count) + 0.1 for word, count in counts.items()}

    def _weight(self, word: str) -> float:
        return self._weights.get(word, log(len(self._names.entities) + 1) + 0.1)

    def _of(self, place: int) -> Named:
        return self._names.entities[self._names.forms[place].of]

    def _entity(self, one: Likeness) -> Named:
        return self._names.entities[one.form.of]


def _best(found: Iterable[Likeness]) -> dict[int, Likeness]:
    """For each entity that form of it which a name is most like."""
    best: dict[int, Likeness] = {}
    for one in found:
        owner = one.form.of
        if owner not in best or (one.score, one.form.text) > (best[owner].score, best[owner].form.text):
            best[owner] = one
    return best


@cache
def _adjectives() -> frozenset[str]:
    """The words for what is of a state, none of which is a slip for another: Nigerien, Nigerian."""
    told = (
        word for row in reference().states for column in ("adjective", "demonym_noun") for word in row.list_of(column)
    )
    return frozenset(said for word in told for said in words(folded(word)))


def _same_capitals(name: str, form: str) -> bool:
    """Whether two acronyms have the same letters, dots aside."""
    return re.sub(r"[\W_]", "", name) == re.sub(r"[\W_]", "", form)
