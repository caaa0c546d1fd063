"""Lists in lines of their own: the lead-in or heading, and the lines below it, are read as one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from kg.extract.text.bullets import LETTER, NUMBER, SIGN
from kg.extract.text.masking import Masked
from kg.extract.text.sentences import Sentence

_LEAD = re.compile(
    r"\b(?:are|were|is|was|includ(?:e|es|ed|ing)|compris(?:e|es|ed|ing)|from|by|of|with|those|following|below)$", re.I
)
_HEADING = re.compile(
    r"(?:the )?(?:list of )?(?:(?:who|those|also|people|countries|states|organi[sz]ations|institutions|bodies) )?"
    r"(?:(?:was|were|had|present|took|taking|in|that|who|attended|attending|came|sat|joined|represented|participated|"
    r"participating|participants?|attendees|attendance|delegations?|delegates|guests|speakers|trainers|observers|"
    r"organi[sz]ers|hosts?|partners|members|countries|states|organi[sz]ations|institutions|there|part|at|the|table|room|"
    r"and|of|event|meeting|workshop)\b ?){1,6}$",
    re.I,
)
"""A heading of few words, all about who was there."""
_BULLET = re.compile(rf"{SIGN} ?|(?:{NUMBER}|{LETTER}) ")
_ITEM = re.compile(
    r"(?:and )?(?:[\w.’'-]+ ){0,4}(?:[A-Z][\w.’'-]+(?: (?:of|for|the|and|on))*,? ?){0,8}[⟦⟨]|(?:and )?(?:the )?[A-Z]"
)
_MOST = 40
_WIDEST = 260


class Masks(Protocol):
    """From a sentence's index to its mask; with `last`, that of all sentences from `index` to `last`."""

    def __call__(self, index: int, last: int | None = None, /) -> Masked: ...


def list_mask(sentences: Sequence[Sentence], index: int, masks: Masks) -> Masked:
    """The mask of a sentence with the list that it leads in."""
    return masks(index, _last_line(sentences, index, masks))


def _last_line(sentences: Sequence[Sentence], index: int, masks: Masks) -> int:
    """The index of the last line of the list that the sentence at `index` leads in; its own where it leads in none."""
    lead = masks(index).text
    if lead.endswith(":"):
        plain = True
    elif _LEAD.search(lead) or len(lead) < 60 and _HEADING.match(lead):
        plain = False
    else:
        return index
    last = index
    for sentence in sentences[index + 1 : index + 1 + _MOST]:
        text = masks(sentence.index).text
        if sentence.kind not in ("title", "body") or not _is_line(text, plain):
            break
        last = sentence.index
        if text.endswith("."):
            break
    told = sum(len(masks(n).items) for n in range(index + 1, last + 1))
    return last if told else index


def _is_line(text: str, plain: bool) -> bool:
    """Whether a sentence is a line of a list: a bullet, or where lines may be plain an item without a verb."""
    bullet = _BULLET.match(text)
    if bullet:
        return True
    return plain and len(text) < _WIDEST and not text.endswith((":", "!", "?")) and _bare(text)


def _bare(text: str) -> bool:
    return _ITEM.match(text) is not None and re.search(r"\b(?:was|were|is|are|has|have|had|will|said)\b", text) is None
