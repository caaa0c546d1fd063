"""How mentions hang on the verbs of a parsed sentence, and on each other, as the weighing of pairs reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.extract.weighing.pair_words import step
from kg.records import Mention

_BESIDE = ("conj", "appos")
_VERBS = ("VERB", "AUX")
_STEPS_UP = 5


def head_of(doc: Any, start: int, mention: Mention) -> Any:
    """The word of a mention on which its others hang, in the sentence that starts at an offset, or None."""
    span = doc.char_span(mention.start - start, mention.end - start, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def syntax_of(head: Any) -> list[str]:
    """The way up from a mention, or from the first of its list, to a verb, with the verb's form and prepositions."""
    top, listed = _first_of_list(head)
    steps, verb = [], top
    for word in _up(top):
        steps.append(verb.dep_)
        verb = word
        if word.pos_ in _VERBS or len(steps) == _STEPS_UP:
            break
    found = ["ud=" + ">".join(steps), f"vt={verb.tag_}", *(["isconj"] if listed else [])]
    found += [f"vp={child.lower_}" for child in verb.children if child.dep_ == "prep"]
    return [*found, f"root={_root(verb).lower_}"]


def syntax_between(one: Any, other: Any) -> list[str]:
    """The words through which two mentions hang together, and how many links these are."""
    above = [one, *_up(one)]
    place = {word.i: number for number, word in enumerate(above)}
    below = [other]
    for word in _up(other):
        if below[-1].i in place:
            break
        below.append(word)
    shared = place.get(below[-1].i)
    if shared is None:
        return []
    inner = [*above[1:shared], *below[1:-1]]
    if shared and len(below) > 1:
        inner.append(below[-1])
    return [*sorted({f"pw={word.lower_}" for word in inner}), f"plen={step(shared + len(below) - 1)}"]


def _up(word: Any) -> Iterator[Any]:
    """The words above one, to the root."""
    while word.head.i != word.i:
        word = word.head
        yield word


def _root(word: Any) -> Any:
    return [word, *_up(word)][-1]


def _first_of_list(word: Any) -> tuple[Any, bool]:
    """The first item of the list, or the name before, to which a word belongs, and whether it was a list."""
    listed = False
    while word.dep_ in _BESIDE and word.head.i != word.i:
        listed = listed or word.dep_ == "conj"
        word = word.head
    return word, listed
