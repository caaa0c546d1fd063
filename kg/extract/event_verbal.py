"""Events that no noun names: made by a verb ('the agreement was signed', 'ministers met in Rome'), or meant by an
ordinal alone ('the first one, held in Geneva', 'a second was held in May')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.event_mentions import EventMention
from kg.extract.masking import Masked
from kg.extract.ordinals import ordinal
from kg.extract.sentences import Sentence
from kg.extract.tables import table

_ELLIPSIS = re.compile(
    r"\b(?:(?P<det>the|a|an|another|its|their) (?P<word>first|second|third|fourth|fifth|last|latest|previous|next|"
    r"following)(?: one| such (?:meeting|event))?(?=,? (?:held |organi[sz]ed |hosted |convened )?(?:on|in|at) "
    r"(?:the )?⟦[TLS]|"
    r",? (?:was|were|had been|took|will be|is to be) (?:held|place|organi[sz]ed|hosted|convened))"
    r"|one(?: that was)?(?= (?:held|organi[sz]ed|hosted|convened)\b))"
)
_APART = {"last": "previous", "latest": "previous", "previous": "previous", "next": "next", "following": "next"}


@lru_cache
def _verbs() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(row["pattern"], re.I), row) for row in table("event_verbs"))


def _prominent(masked: Masked, sentence: Sentence, analysis: Analysis) -> bool:
    """Whether the sentence tells news of its own: a headline, the lead, or one with both a day and a place."""
    body = [s for s in analysis.sentences if s.kind == "body"]
    lead = sentence.kind == "title" or sentence in body[:2]
    return lead or (re.search(r"[⟦⟨]T", masked.text) is not None and re.search(r"[⟦⟨][LF]", masked.text) is not None)


def verb_events(masked: Masked, sentence: Sentence, analysis: Analysis) -> Iterator[EventMention]:
    """The events that a verb of the table `event_verbs` makes in a prominent sentence."""
    if not _prominent(masked, sentence, analysis):
        return
    for pattern, row in _verbs():
        for match in pattern.finditer(masked.text):
            span, items = masked.span(match.start(), match.end()), masked.items_in(match.start(), match.end())
            content = frozenset(f"@{item.entity}" for item in items if item.type not in {"Place", "Date"})
            yield EventMention(
                span.start, span.end, row["noun"], row["type"], row["family"], "none", None, None, content,
                tuple(items), frozenset(), sentence, verbal=True,
            )  # fmt: skip


def elliptic_events(masked: Masked, sentence: Sentence) -> Iterator[EventMention]:
    """Ordinals that stand for an event; their noun is that of the event before ('one' until then)."""
    for match in _ELLIPSIS.finditer(masked.text):
        span, word = masked.span(*match.span()), (match.group("word") or "").casefold()
        markers = frozenset({_APART[word]} if word in _APART else set() if word else {"similar"})
        determiner = "indefinite" if (match.group("det") or "a").startswith("a") else "definite"
        yield EventMention(
            span.start, span.end, "one", "", "", determiner, ordinal(word), None, frozenset(), (), markers, sentence,
            verbal=True,
        )  # fmt: skip
