"""Which kind each line or paragraph is, by what it says and by what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.text.segment_datelines import is_dateline
from kg.extract.text.segment_tables import pattern, words
from kg.extract.text.segment_units import Unit
from kg.read.languages import other_language

_SEPARATORS = re.compile(r"\s+[|>»›/•·→]+\s+|\s*[»›]\s*|\|")
_LONGEST_TRAIL = 400
# Topics under a headline: 'Capacity Building, Border Management, Health', every word of weight with a capital.
_TAG = r"[A-ZÀ-Þ][\w’'/-]*(?: (?:and |of |on |in |the |for |& ?)*[A-ZÀ-Þ][\w’'/-]*){0,4}"
_TAGS = re.compile(rf"{_TAG}(?:, {_TAG}){{2,}}")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CODES = re.compile(r"(?:[A-Z]{2}\b[\s,|/]*){2,}")
_NOTHING = ""
"""The kind of a short line that only its surroundings can tell."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kind of a unit; `glued`: the length of a menu label before its sentence; `first`: it opens the story."""

    kind: str
    glued: int = 0
    first: bool = False


def unit_kinds(lines: Sequence[Unit], title: str | None) -> list[Kinds]:
    """The kinds of the units of one page, in order. `title` is the article's title where its metadata tell it."""
    glued = [_glued(lines, index) for index in range(len(lines))]
    kinds = [_own_kind(unit, title) if not glue else "boilerplate" for unit, glue in zip(lines, glued, strict=True)]
    _spread_contacts(lines, kinds)
    _spread_standing(lines, kinds)
    _drop_other_stories(lines, kinds)
    _top(lines, kinds)
    _middle_and_bottom(lines, kinds)
    _trailing_boilerplate(lines, kinds)
    return [Kinds(kind, glue, first) for kind, glue, first in zip(kinds, glued, _openings(kinds), strict=True)]


def _own_kind(unit: Unit, title: str | None) -> str:
    """What the words of a unit alone tell, or nothing."""
    label = unit.label
    if title and _same_title(label, title):
        return "title"
    if label in words("line") and not unit.is_prose:
        return "navigation"
    if pattern("contact").match(unit.text) or (pattern("contact-data").search(unit.text) and not unit.has_sentences):
        return "contact-block"
    if _is_navigation(unit, label):
        return "navigation"
    if label in words("about") or pattern("about").match(unit.text):
        return "boilerplate"
    if is_dateline(unit.text):
        return "dateline"
    if unit.is_prose or label.partition(":")[0] in words("body-label") and ": " in unit.text:
        return "other-language" if other_language(unit.text) else "body"
    return _NOTHING


def _same_title(label: str, title: str) -> bool:
    """The title itself, or the title with the site's name behind it."""
    wanted = " ".join(title.strip(" .*#").lower().split())
    short, long = sorted((label, wanted), key=len)
    if wanted in (label.split(" | ")[0], label.rpartition(" - ")[0], label.rpartition(" – ")[0]):
        return True
    return short == long or (len(short.split()) >= 4 and long.startswith(short) and len(short) >= 0.6 * len(long))


def _is_navigation(unit: Unit, label: str) -> bool:
    if not _LETTER.search(unit.text) and not re.search(r"\d{4}", unit.text):
        return True
    if unit.words <= 8 and not _LATIN.search(unit.text):
        return True
    if label in words("related") or pattern("navigation").search(unit.text.lstrip(" •·*-–")):
        return not (unit.is_prose and unit.words > 60)
    return not unit.is_prose and (_is_trail(unit.text) or _is_language_list(unit.text))


def _is_trail(text: str) -> bool:
    """`Home | Media room | News`: short parts between separators."""
    if len(text) > _LONGEST_TRAIL:
        return False
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    return len(parts) >= 2 and all(len(part.split()) <= 4 for part in parts) and not re.search(r"\d{4}", text)


def _is_language_list(text: str) -> bool:
    names = re.split(r"[\s,|/•·-]+", text.strip().lower())
    return bool(_CODES.fullmatch(text.strip())) or all(name in words("language") for name in names if name)


def _glued(lines: Sequence[Unit], index: int) -> int:
    """The length of a menu label to which a sentence is glued without a space (`WHO WE AREThe Organization …`): the
    line before says the label, or the tables know it."""
    text = lines[index].text
    if not lines[index].is_prose:
        return 0
    labels = {lines[index - 1].label} if index and lines[index - 1].words <= 5 else set()
    for match in re.finditer(r"(?<=[^\W_])(?=[A-Z][a-z]|A[s ])", text[:40]):
        label = text[: match.start()]
        if " ".join(label.lower().split()) in labels | words("line") and not label[-1:].isspace():
            return match.start()
    return 0


def _spread_contacts(lines: Sequence[Unit], kinds: list[str]) -> None:
    """After whom to call come names, offices and numbers, until a heading with sentences or the site goes on."""
    inside = False
    for index, unit in enumerate(lines):
        if kinds[index] == "contact-block":
            inside = inside or bool(pattern("contact").match(unit.text))
        elif inside and (kinds[index] == _NOTHING or (kinds[index] == "navigation" and _is_trail(unit.text))):
            kinds[index] = "contact-block"
        else:
            inside = False


def _spread_standing(lines: Sequence[Unit], kinds: list[str]) -> None:
    """Below `About X` everything up to the next heading is a standing description."""
    inside = False
    for index, kind in enumerate(kinds):
        if kind == "body" and inside:
            kinds[index] = "boilerplate"
        else:
            inside = kind == "boilerplate" and not _glued(lines, index)


def _drop_other_stories(lines: Sequence[Unit], kinds: list[str]) -> None:
    """Below `Related stories`, once the article has begun, short lines are headlines of other stories; paragraphs are
    of this article (the list stood in its middle), unless headline and teaser alternate to the end."""
    begun = kinds.index("body") if "body" in kinds else len(kinds)
    markers = [i for i in range(begun, len(lines)) if kinds[i] == "navigation" and lines[i].label in words("related")]
    if markers:
        _drop_teasers(lines, kinds, markers[-1] + 1)
    for marker in markers:
        index = marker + 1
        while index < len(lines) and kinds[index] in (_NOTHING, "dateline"):
            kinds[index] = "navigation"
            index += 1


def _drop_teasers(lines: Sequence[Unit], kinds: list[str], start: int) -> None:
    rest = [i for i in range(start, len(lines)) if kinds[i] in (_NOTHING, "body")]
    heads, teasers = rest[0::2], rest[1::2]
    alternate = all(kinds[i] == _NOTHING and _is_headline(lines[i]) for i in heads) and all(
        kinds[i] == "body" and lines[i].words <= 45 for i in teasers
    )
    if alternate and len(teasers) >= 2 and len(heads) - len(teasers) <= 1:
        for index in rest:
            kinds[index] = "navigation"


def _is_headline(unit: Unit) -> bool:
    return (
        not unit.bullet
        and not _TAGS.fullmatch(unit.text)
        and 5 <= unit.words <= 40
        and not unit.text.endswith((":", ";", ","))
    )


def _top(lines: Sequence[Unit], kinds: list[str]) -> None:
    """Before the first paragraph: the headline is the last thing that can be one, what it leaves is the site's."""
    _drop_slogans(lines, kinds)
    first = kinds.index("body") if "body" in kinds else len(kinds)
    candidates = [i for i in range(first) if kinds[i] == _NOTHING and _is_headline(lines[i])]
    titled = [i for i in range(first) if kinds[i] == "title"]
    below = [i for i in candidates if not titled or i > titled[0]]
    chosen = {lines[i].label for i in [*_adjacent(below, kinds), *_repeated(lines, candidates)]}
    for index in range(first):
        if kinds[index] == "contact-block" and not _has_contact_data(lines[index : index + 5]):
            kinds[index] = "navigation"
        if kinds[index] == _NOTHING:
            kinds[index] = "title" if lines[index].markup or lines[index].label in chosen else "navigation"
    if first == len(kinds) and not chosen and not titled:
        _keep_all(lines, kinds)


def _has_contact_data(lines: Sequence[Unit]) -> bool:
    return any(pattern("contact-data").search(unit.text) for unit in lines)


def _drop_slogans(lines: Sequence[Unit], kinds: list[str]) -> None:
    """A short sentence between menu lines, with paragraphs only further down, is the site's motto."""
    paragraphs = [i for i, kind in enumerate(kinds) if kind == "body"]
    for index, following in pairwise(paragraphs):
        if lines[index].words > 8 or "navigation" not in kinds[index + 1 : following]:
            return
        kinds[index] = "navigation"


def _adjacent(candidates: Sequence[int], kinds: Sequence[str]) -> Iterator[int]:
    """The last candidate, and the one before it where nothing but datelines stands between them."""
    if candidates:
        yield candidates[-1]
    if len(candidates) > 1 and all(kinds[i] == "dateline" for i in range(candidates[-2] + 1, candidates[-1])):
        yield candidates[-2]


def _repeated(lines: Sequence[Unit], candidates: Sequence[int]) -> Iterator[int]:
    """Pages say their headline twice, once in their frame."""
    labels = Counter(lines[i].label for i in candidates)
    return (i for i in candidates if labels[lines[i].label] > 1)


def _keep_all(lines: Sequence[Unit], kinds: list[str]) -> None:
    """A text without any paragraph or headline: what the tables do not know is its text."""
    for index, unit in enumerate(lines):
        if kinds[index] == "navigation" and not _is_navigation(unit, unit.label):
            kinds[index] = "body"


def _middle_and_bottom(lines: Sequence[Unit], kinds: list[str]) -> None:
    """Short lines below the first paragraph: items of a list, headings, or the site again."""
    last = max((i for i, kind in enumerate(kinds) if kind == "body"), default=-1)
    for run in _runs(kinds):
        listed = _continues_list(lines, kinds, run[0])
        for index in run:
            kinds[index] = "body" if listed else _heading_or_site(lines, kinds, run, index, last)
            listed = listed or (kinds[index] == "body" and lines[index].text.endswith(":"))


def _runs(kinds: Sequence[str]) -> list[list[int]]:
    """Short lines that stand together, as lists of positions."""
    found: list[list[int]] = []
    for index, kind in enumerate(kinds):
        if kind == _NOTHING:
            if found and found[-1][-1] == index - 1:
                found[-1].append(index)
            else:
                found.append([index])
    return found


def _continues_list(lines: Sequence[Unit], kinds: Sequence[str], first: int) -> bool:
    return first > 0 and kinds[first - 1] == "body" and lines[first - 1].text.endswith((":", ";", ","))


def _heading_or_site(lines: Sequence[Unit], kinds: Sequence[str], run: Sequence[int], index: int, last: int) -> str:
    unit = lines[index]
    if unit.text.endswith((".", "!", "?", "”", ";")):
        return "body"
    if unit.text.endswith(":") and index + 1 < len(lines) and (lines[index + 1].bullet or index < last):
        return "body"
    beside_site = any(0 <= i < len(kinds) and kinds[i] == "navigation" for i in (run[0] - 1, run[-1] + 1))
    if unit.bullet:
        return "navigation" if index > last and kinds[run[0] - 1] == "navigation" else "body"
    if index < last:
        if len(run) > 2:
            return "navigation" if beside_site else "body"
        return "title" if unit.words <= 14 else "body"
    if beside_site or unit.words <= 4 or len([i for i in run if _is_headline(lines[i])]) > 1:
        return "navigation"
    return "body"


def _trailing_boilerplate(lines: Sequence[Unit], kinds: list[str]) -> None:
    """The last paragraphs may say what an organisation always says of itself."""
    paragraphs = [i for i, kind in enumerate(kinds) if kind == "body"]
    for index in reversed(paragraphs[3:]):
        if not pattern("standing").match(lines[index].text):
            break
        kinds[index] = "boilerplate"


def _openings(kinds: Sequence[str]) -> Iterator[bool]:
    """Of each unit, whether it opens the story, or one story of several: a heading or the site stands before it."""
    before, begun = "title", False
    for kind in kinds:
        yield not begun or before in ("title", "navigation")
        begun = begun or kind == "body"
        before = before if kind == "dateline" else kind
