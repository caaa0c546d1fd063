"""Sentences: split at full stops, never after an abbreviation or initial, never inside a protected stretch."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count

from kg.extract.tables import table
from kg.extract.text.bullets import LETTER, MARK, NUMBER, SIGN
from kg.records import Segment

READ = ("title", "body", "boilerplate", "contact-block")
"""Kinds of segments that are cut into sentences."""

LONGEST = 5_000
"""Code points of the longest sentence. What is longer is no sentence but a list, or was made to keep the rules busy:
many of them take time by the square of the sentence."""

_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9À-ÖØ-Þ•])|(?<![.!?])[.!?]++[\"'”’»)\]]*\s*\Z|\n\s*\n"
    rf"|\n\s*(?={MARK}\s)"
)
_SHORT = (
    r"(?:Mr|Mrs|Md|Mohd|Ms|Mme|Dr|Prof|Hon|H\.E|S\.E|Amb|Rev|Fr|Sr|Jr|St|Gen|Lt|Col|Maj|Capt|Cdr|Cpl|Sgt|Brig|Insp"
    r"|Supt|Asst|Dep|Gov|Sen|Rep|Pres|Eng|Arch|Adv|Messrs|No|Nos|Art|Vol|pp|vs|approx|Ext|ext|Tel|tel|Fax|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mtr[ao]|Licd?[ao]?|Lcd[ao]|Ing|Dra|Sra|Srta|Profa"
    r"|(?<=, )a\.i|(?<=[Tt]he )a\.i"
    r"|Rtd|Retd|Ret|Ag|Arq|Abo?g|Gral|Cnel|Tte|Avv|Dña|Pbro|Mons|Engr|Barr|Atty|e\.g|i\.e|cf|(?:[A-Z]\.)*[A-Z])"
)


@lru_cache(maxsize=1)
def _abbreviation() -> re.Pattern[str]:
    """An abbreviation at the end of a stretch, forms of address and ranks ('Abd.', 'Col.') among them."""
    forms = {row["form"].rsplit(" ")[-1] for row in table("honorifics") if row["class"] != "after"}
    address = "|".join(sorted(form[:-1] for form in forms if form.endswith(".") and form[:-1].isalpha()))
    return re.compile(rf"(?:^|[\s(\"“‘/-])(?:{_SHORT}|{address})\.$")


_LEADS_ON = re.compile(
    r"\b(?:are|were|is|was|includ(?:e|es|ed|ing)|of|from|with|by|between|as|namely|to|at|for|that|among)$"
)
_BULLET = re.compile(rf"[ \t]*(?:(?P<sign>{SIGN})|(?P<number>{NUMBER})|(?P<letter>{LETTER}))[ \t]+(?=\S)")
_NUMBER = re.compile(rf"^[ \t]*{MARK}$", re.M)
_NUMBERED = re.compile(rf"[ \t]*{NUMBER}[ \t]+(?=[^\n]{{120,}}[.!?][\"'”’)]?[ \t]*(?:\n|\Z))")
"""The number of a paragraph of a communiqué, which is no item of a list: a long line that ends a sentence."""
_PARAGRAPH = re.compile(r"[A-Z][^\n]{28,}[.:][\"'”’)]?\Z")
"""A whole sentence behind a number."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets into the text, the kind of its segment, the numbers of its paragraph and of itself."""

    start: int
    end: int
    kind: str
    paragraph: int
    index: int


def _cuts(text: str, start: int, end: int, protected: Sequence[tuple[int, int]]) -> Iterable[int]:
    for match in _END.finditer(text, start, end):
        cut = match.end()
        before = text[max(start, match.start() - 12) : match.start() + 1]
        if match.group().startswith(".") and _abbreviation().search(before) and match.end() < end:
            continue
        if _NUMBER.match(text, _line_start(text, match.start()), match.start() + 1):
            continue
        held = bisect_left(protected, (cut, 0))
        if held and cut < protected[held - 1][1]:
            continue
        yield cut


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def split_sentences(
    text: str, segments: Sequence[Segment], protected: Sequence[tuple[int, int]] = ()
) -> tuple[Sentence, ...]:
    """The sentences of the segments that are read, in text order. `protected`: stretches that hold together
    (mentions). A segment is a paragraph of its own; a blank line within one starts another."""
    found: list[Sentence] = []
    held = _disjoint(protected)
    for paragraph, segment in enumerate(s for s in segments if s.kind in READ):
        last = segment.start
        for cut in [*_cuts(text, segment.start, segment.end, held), segment.end]:
            start, end = _trim(text, last, cut)
            start += _number(text, start)
            if start < end:
                found.append(Sentence(start, end, segment.kind, paragraph, len(found)))
            last = max(last, cut)
    return tuple(_cut_to_size(text, _with_bullets(text, found), protected))


def _disjoint(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in text order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start < found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found


def _cut_to_size(text: str, sentences: Sequence[Sentence], protected: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """The sentences, each of which longer than `LONGEST` comes in pieces."""
    within = iter(sorted(protected))
    held = next(within, None)
    number = count()
    for sentence in sentences:
        start = sentence.start
        while sentence.end - start > LONGEST:
            cut = _last_pause(text, start, start + LONGEST)
            while held and held[1] <= cut:
                held = next(within, None)
            if held and start < held[0] < cut:
                cut = held[0]
            yield replace(sentence, start=start, end=_trim(text, start, cut)[1], index=next(number))
            start = _trim(text, cut, sentence.end)[0]
        yield replace(sentence, start=start, index=next(number))


def _last_pause(text: str, start: int, end: int) -> int:
    """Where a stretch is best cut: behind its last semicolon, comma or blank, if one stands in its last fifth."""
    earliest = end - (end - start) // 5
    for pause in ("; ", ", ", " "):
        if (at := text.rfind(pause, earliest, end)) >= 0:
            return at + len(pause)
    return end


def _number(text: str, start: int) -> int:
    """How many characters the number takes that opens a paragraph here."""
    line = _NUMBERED.match(text, start) if start == _line_start(text, start) else None
    return line.end() - start if line else 0


def _with_bullets(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """A sentence that ends with a colon, or amid its words, and the bullets of one kind below it are one sentence. Of
    a numbered paragraph, which nothing leads in, the number is left out."""
    joined: list[Sentence] = []
    open_kind: str | None = None
    for sentence in sentences:
        before = joined[-1] if joined else None
        mark = _mark(text, sentence)
        kind = mark.lastgroup if mark else None
        led = before is not None and (text[before.end - 1] == ":" or _breaks_off(text, before))
        if before and kind and (led or kind == open_kind):
            joined[-1] = replace(before, end=sentence.end)
            open_kind = kind
            continue
        start = mark.end() if mark and kind == "number" and _PARAGRAPH.match(text, mark.end(), sentence.end) else 0
        joined.append(replace(sentence, start=start or sentence.start, index=len(joined)))
        if kind or sentence.start == _line_start(text, sentence.start):
            open_kind = kind if kind == "sign" else None
    return joined


def _mark(text: str, sentence: Sentence) -> re.Match[str] | None:
    """The bullet or number of the line in which a sentence starts, if it starts there."""
    line = _line_start(text, sentence.start)
    mark = None if _NUMBERED.match(text, line) else _BULLET.match(text, line, sentence.end)
    return mark if mark and sentence.start < mark.end() else None


def _breaks_off(text: str, sentence: Sentence) -> bool:
    """Whether a sentence of the body stops in a word, as before a list: 'among which are'."""
    return sentence.kind == "body" and bool(_LEADS_ON.search(text[sentence.start : sentence.end]))


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
