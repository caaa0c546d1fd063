"""The forms by which texts name the rows of the reference data, compiled into one tree of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.names.gazetteer_guards import Condition, compile_condition
from kg.extract.names.gazetteer_tokens import JOINED, SPACED, Token, fold, tokenize
from kg.reference import CITIES, REGIONS, STATES, TERRITORIES, Guard, Reference, ReferenceRow, reference

NAME, ACRONYM, ALIAS, DEMONYM, ADJECTIVE = "name", "acronym", "alias", "demonym", "adjective"
_NAME_COLUMNS = ("name", "common_name", "official_name")
_ANY = "*"
_LANDS = frozenset((STATES, TERRITORIES, CITIES, REGIONS))
_SENTENCE_CASE_WORDS, _LONG_NAME_WORDS = 4, 6
"""Names of so many words are also taken in sentence case ('Global compact on refugees'); the long ones even at the
start of a sentence, where a capital tells nothing."""
_KINDS = frozenset({"process", "dialogue", "initiative", "forum", "network"})


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a row. `conditions` are all that must hold; `guarded` where it is ambiguous by itself."""

    row: ReferenceRow
    kind: str
    tokens: tuple[Token, ...]
    conditions: tuple[Condition, ...]
    guarded: bool

    def fits(self, words: list[Token], sentence_start: bool) -> bool:
        """Whether the words, equal to the form but for case and gaps, are written as the form may be."""
        gaps = zip(self.tokens[1:], words[1:], strict=True)
        if any(word.gap == SPACED and form.gap not in (JOINED, SPACED) for form, word in gaps):
            return False
        if self.kind == ACRONYM:
            pairs = list(zip(self.tokens, words, strict=True))
            newspaper = len(pairs) == 1 and not self.conditions and self._is_spoken(words[0].text)
            return newspaper or all(_same_acronym(form.text, word.text) for form, word in pairs)
        if self.kind in (ADJECTIVE, DEMONYM) and not all(map(_same_accents, self.tokens, words)):
            return False
        relaxed = len(words) >= (_LONG_NAME_WORDS if sentence_start else _SENTENCE_CASE_WORDS)
        return all(
            _same_word(form.text, word.text, index > 0 and (relaxed or self._is_kind(index)))
            for index, (form, word) in enumerate(zip(self.tokens, words, strict=True))
        )

    def _is_kind(self, index: int) -> bool:
        """Whether a word says what kind of process it ends the name of: 'the Khartoum process'."""
        last = index == len(self.tokens) - 1
        return last and self.row.type == "Process" and self.tokens[index].text.casefold() in _KINDS

    def _is_spoken(self, word: str) -> bool:
        """An acronym that is spoken as a word, as newspapers write it ('Ecowas', 'Unicef')."""
        form = self.tokens[0].text
        return len(form) > 4 and form.isupper() and word == form.capitalize() and word not in self.row.aliases


@dataclass(slots=True)
class Node:
    """A place in the tree of words: what may follow, and the forms that end here."""

    children: dict[str, Node] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)


@lru_cache(maxsize=1)
def form_tree() -> Node:
    """The tree of all forms of the reference data, built once."""
    root = Node()
    for form in all_forms():
        node = root
        for token in form.tokens:
            node = node.children.setdefault(token.key, Node())
        node.forms.append(form)
    return root


@lru_cache(maxsize=1)
def all_forms() -> tuple[Form, ...]:
    """All forms of the reference data of the package, built once."""
    return tuple(forms_of(reference()))


def forms_of(data: Reference) -> Iterator[Form]:
    """All forms of all rows that may be taken at all, in the order of the tables."""
    guards: dict[tuple[str, str, str], list[Guard]] = {}
    for guard in data.guards:
        guards.setdefault((guard.table, guard.row_id, guard.form), []).append(guard)
    swaps = _swaps(data)
    for row in data.rows.values():
        general = guards.get((row.table, _ANY, _ANY), [])
        forms = written_forms(row)
        for text, kind in (forms | _swapped(forms, swaps, row)).items():
            own = guards.get((row.table, row.id, text), [])
            ambiguous = text in row.aliases_ambiguous
            if (ambiguous and not own) or any("never" in guard.conditions for guard in own):
                continue
            conditions = tuple(compile_condition(guard, row) for guard in (*own, *general))
            yield Form(row, kind, _tokens(text, row), conditions, ambiguous or any(c.far for c in conditions))


def written_forms(row: ReferenceRow) -> dict[str, str]:
    """The forms of a row as written in the tables, each with its kind; the first kind that fits wins."""
    forms: dict[str, str] = {}
    for column in _NAME_COLUMNS:
        forms.setdefault(row.fields.get(column, ""), NAME)
    forms.setdefault(row.acronym, ACRONYM)
    for column, kind in (("adjective", ADJECTIVE), ("demonym_noun", DEMONYM)):
        for text in row.list_of(column):
            forms.setdefault(text, kind)
    for text in (*row.aliases, *row.aliases_ambiguous):
        forms.setdefault(text, ACRONYM if is_acronym(text) else ALIAS)
    forms.pop("", None)
    return forms


def _swaps(data: Reference) -> dict[str, str]:
    """The names of organisations with bodies below them, and their acronyms, each by the other."""
    parents = {row.parent for row in data.rows.values() if row.table not in _LANDS}
    rows = [row for row in data.rows.values() if row.id in parents and row.acronym not in ("", *row.aliases_ambiguous)]
    return {row.name: row.acronym for row in rows} | {row.acronym: row.name for row in rows}


def _swapped(forms: dict[str, str], swaps: dict[str, str], row: ReferenceRow) -> dict[str, str]:
    """The forms with the organisation at their start written the other way: 'UN Security Council'."""
    if row.table in _LANDS:
        return {}
    usable = [form for form in forms if form not in row.aliases_ambiguous]
    swapped = (swaps[start] + form[len(start) :] for form in usable for start in swaps if form.startswith(start + " "))
    return {form: ALIAS for form in swapped if form not in forms}


def is_acronym(text: str) -> bool:
    """Whether a form is written as an acronym: one word with two capitals."""
    return " " not in text and sum(letter.isupper() for letter in text) > 1


def _tokens(text: str, row: ReferenceRow) -> tuple[Token, ...]:
    """The words of a form, without the article at its start where the rest is a name too."""
    tokens = tokenize(text)
    rest = text.partition(" ")[2]
    if tokens[0].key == "the" and (len(tokens) > 2 or rest in (row.name, row.fields.get("common_name"), *row.aliases)):
        tokens = tokens[1:]
    return tuple(tokens)


def _same_acronym(form: str, word: str) -> bool:
    """Acronyms keep their case; long ones may stand in capitals throughout ('AU-HOAI')."""
    return form == word or (len(form) > 2 and form.upper() == word)


def _same_accents(form: Token, word: Token) -> bool:
    """Accents that the form lacks make another word: 'Germán' is a given name."""
    return fold(word.text) == word.text or form.text.casefold() == word.text.casefold()


def _same_word(form: str, word: str, relaxed: bool) -> bool:
    """A capital stays a capital, save in the rest of a long name in sentence case; small words may be capitals."""
    if len(form) > 1 and form.isupper():
        return word.isupper()
    return relaxed or not form[0].isupper() or not word[0].islower()
