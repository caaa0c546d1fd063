"""The list grammar that every pattern shares: 'A, the X; B and officials from C, as well as D'.

A list is one or more masked mentions with separators between them. An item may be led by words for its people
('representatives of'), followed by a description ('the UN Refugee Agency', 'which form …'), and plain items without a
name ('development partners') are passed over. The words stand in the tables `group_nouns` and `plain_items`.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extract.tables import table

ROLES = {
    "actor": "SGIOPCVFJ",
    "state": "S",
    "organisation": "GIOPCV",
    "body": "GIOPCVFJ",
    "national": "GOCV",
    "person": "N",
    "agent": "SGIOPCVFJN",
    "event": "E",
    "document": "D",
    "project": "J",
    "process": "PI",
    "group": "PI",
    "facility": "F",
    "place": "L",
    "land": "LFS",
    "date": "T",
    "item": "DJFP",
    "work": "EJFPD",
    "supported": "EJFPD",
    "any": "SGIOPCVFJNED",
}
"""The types that a placeholder takes, as letters of `masking.LETTERS`."""

_DETERMINER = r"(?:the |a |an |its |their |his |her |our |both |all |also )?"
_SEPARATOR = (
    r"(?:\s*[,;]\s*(?:and|as well as|along with|together with|in addition to|plus|or|but also|then|followed by|"
    r"including|alongside|finally|lastly|namely|notably)?(?:\s+(?:also|by|from|with|of|to|at|for))?\s*"
    r"|\s+(?:and|as well as|along with|together with|in addition to|plus|or|&|and also|alongside|and by|"
    r"and from|and with)\s+"
    r"|\s*/\s*|\s+&\s+)"
)
_DESCRIPTION = (
    r"(?:\s*\([^()⟦⟧]{1,80}\)|, (?:the|a|an|its|their|who|which|that|whose|acting|represented|headed|led) "
    r"[^⟦⟧;.,]{2,90}"
    r"(?=[,;.]|$))?"
)


def _words(name: str) -> str:
    return "|".join(row["form"] for row in table(name))


@lru_cache
def _group() -> str:
    """'senior officials from', 'delegations of', 'the Ministers of Interior of'."""
    modifier = r"(?:[\w’'-]+ ){0,4}"
    link = "(?: [\\w-]+){0,2}? (?:of|from|at|for|representing|with|in) "
    return rf"(?:{_DETERMINER}{modifier}(?:{_words('group_nouns')}){link})"


@lru_cache
def _plain() -> str:
    """A list item without a name: 'development partners', 'UN agencies and civil society'."""
    tail = r"(?: (?:of|from|in|for|on|and) (?:the )?(?:[a-z][\w-]*(?: [a-z][\w-]*){0,3}|⟦L\d+⟧(?: and ⟦L\d+⟧)?))?"
    return rf"(?:{_DETERMINER}(?:[\w’'-]+ |⟨[A-Z]\d+⟩ ){{0,3}}(?:{_words('plain_items')}){tail})"


@lru_cache
def item(letters: str) -> str:
    """The pattern of one list item of these types."""
    token = rf"⟦[{letters}]\d+⟧"
    return rf"(?:{_DETERMINER}(?:{_group()})?{_DETERMINER}{token}(?:['’]s?(?= \w))?{_DESCRIPTION})"


@lru_cache
def listing(letters: str) -> str:
    """The pattern of a list of these types; a mention of a further name for the item before is part of it."""
    one = item(letters)
    return rf"(?:{_plain()}{_SEPARATOR}){{0,3}}{one}(?:{_SEPARATOR}(?:{_plain()}{_SEPARATOR}){{0,3}}{one})*"


def placeholder(role: str) -> str:
    """The pattern of a placeholder: a role of `ROLES`, in the plural a list ('actors'), with `_of` one that modifies
    ('Egypt's', 'the EU')."""
    if role.endswith("_of"):
        return rf"(?:{_DETERMINER}[⟦⟨][{letters_of(role)}]\d+[⟧⟩](?:['’]s?)?)"
    if role in ROLES:
        return rf"(?:{_DETERMINER}(?:{_group()})?{_DETERMINER}⟦[{ROLES[role]}]\d+⟧)"
    return listing(ROLES[_singular(role)])


def letters_of(role: str) -> str:
    """The letters that a placeholder takes."""
    return ROLES[role if role in ROLES else _singular(role)]


def _singular(role: str) -> str:
    irregular = {"bodies": "body", "facilities": "facility", "processes": "process"}
    return irregular.get(role, role.removesuffix("_of").removesuffix("s"))
