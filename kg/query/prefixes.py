"""The usual prefixes, which a query need not declare, and those that it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.query.reading import Token, tokens
from kg.settings import PREFIXES


def undeclared(found: Sequence[Token]) -> list[str]:
    """The prefixes that the tokens of a query use and do not declare, each once, in their order."""
    declares = {name.text for word, name in pairwise(found) if word.is_word("PREFIX")}
    used = (token.text.partition(":")[0] for token in found if token.kind == "name")
    return [prefix for prefix in dict.fromkeys(used) if prefix and f"{prefix}:" not in declares]


def with_prefixes(text: str) -> str:
    """The query with the usual prefixes declared that it uses and does not declare: for servers, which know others."""
    lacking = [prefix for prefix in undeclared(tokens(text)) if prefix in PREFIXES]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in lacking) + text


def missing_prefix(text: str) -> str:
    """What to do about the first prefix that a query lacks and that is none of the usual ones; empty where there is
    none."""
    lacking = next((prefix for prefix in undeclared(tokens(text)) if prefix not in PREFIXES), None)
    if lacking is None:
        return ""
    return f"the query does not declare the prefix '{lacking}:': add the line PREFIX {lacking}: <http://…> at its top"
