"""Which names only modify a noun: 'SADC experts', 'the EU office', 'Egypt's plan'. They do not act in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from kg.extract.tables import table
from kg.extract.text.bullets import MARK
from kg.extract.text.masking import Item
from kg.extract.text.sentences import Sentence

_NEXT = re.compile(
    rf"(?!\s*\n\s*{MARK}\s)\s+" r"([A-Za-z][\w’'-]*+)(?!\s+(?:the|a|an|its|their|this|that|all|both|to)\b)"
)
_MEMBERS = re.compile(
    r"(?:Participant|Member|Partner|Countrie|State|Party|Partie|Chair|Presidency|Chairmanship|Secretariat)s?$"
)
_SAME = re.compile(
    r"(?:programmes?|projects?|initiative|process|campaign|fund|facility|(?:yester|to)day|tomorrow|this|last|next|week)$",
    re.I,
)
"""Nouns that only say again what the name is, and words of time."""
_JOINT_VERB = re.compile(r"co-\w+(?:ed|s)$")
"""'co-hosted': a verb that taggers take for a noun."""
_ACTS = frozenset(
    "implements organises organizes convenes manages administers executes oversees coordinates facilitates finances "
    "supports leads hosts runs funds carries sit sits sat pay pays bears lends".split()
)
"""Verbs behind a subject that taggers take for nouns after a long name."""
_CALLED = re.compile(r"(?:Project|Programme|Program|Action|Initiative|Campaign)s? [“\"‘']")
"""The noun of a project before its title."""
_JOINED = re.compile(r"(?:(?: and |/)[A-Z][\w-]+)?\s")
"""Between a name and the project that it modifies, with another one that is no mention."""
_NEVER = frozenset({"Date", "Event", "Person", "Place"})


@lru_cache
def _people() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(row["form"] for row in table("group_nouns")) + ")$", re.I)


def _noun_follows(text: str, item: Item, sentence: Sentence, doc: Any) -> bool:
    following = _NEXT.match(text, item.end, sentence.end)
    if following is None:
        return False
    word = following.group(1)
    if _JOINT_VERB.match(word) or word in _ACTS:
        return False
    if re.match(r"(?:member|partner|participating) (?:states?|countries)\b", text[following.start(1) :], re.I):
        return True
    if word[0].isupper() and _MEMBERS.match(word):
        return True
    if sentence.kind == "title" or doc is None or _people().match(word) or _SAME.match(word):
        return False
    token = next((t for t in doc if t.idx == following.start(1) - sentence.start), None)
    return token is not None and token.pos_ in {"NOUN", "ADJ", "PROPN"} and not token.tag_.startswith("V")


def modifiers(text: str, sentence: Sentence, items: Sequence[Item], doc: Any) -> set[Item]:
    """Those of the items of a sentence that modify what follows: before a noun that means no people, or in the
    genitive."""
    found = set()
    for item in items:
        if item.type in _NEVER:
            continue
        genitive = re.match(r"['’]s?\s+\w|-[a-z]", text[item.end : item.end + 6]) is not None
        if genitive or _noun_follows(text, item, sentence, doc):
            found.add(item)
    return found


def modifiers_of_projects(text: str, items: Sequence[Item]) -> set[Item]:
    """Of the items of a text, in its order, the names right before a project's: 'the |EU| Project "X"', 'the joint |EU|
    and |ILO| Project "X"'."""
    found: set[Item] = set()
    for item, after in reversed(list(pairwise(items))):
        between = text[item.end : after.start]
        own = after.type == "Project" and _JOINED.fullmatch(between) and _CALLED.match(text, after.start)
        if item.type not in _NEVER | {"Project"} and (own or (after in found and between in (" and ", "/"))):
            found.add(item)
    return found
