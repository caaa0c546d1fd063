"""E-mail addresses and names at Skype, plain or in disguise, in a normalised text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.contacts.words import domains, either, words

_LOCAL = re.compile(r"[\w.+%’'!#$&*=?^`|~-]")
_QUOTED = re.compile(r"(?:\"[^\"\n@]{1,64}\"|“[^“”\n@]{1,64}”|[{\[<(][\w.+,;|/\s-]{1,200}[}\])>])$")
_BROKEN = re.compile(r"(?<![^\s<(\[:;,])[a-z0-9][a-z0-9._-]{0,40}(?:[._-][ ]?\n[ ]{0,3}|-[ ])$")
_LABEL = re.compile(r"[^\W_](?:[\w-]|(?<=-)\s(?=[a-z]{2,30}\.[a-z])){0,62}")
_LONGEST = 64
"""Characters of the part before the sign."""
_QUOTATION = 210


@cache
def _at() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>\s{{0,2}})@(?P<behind>\s{{0,2}})(?![)\]}}>])"
        rf"|(?P<framed>\s?[(\[{{<_*]{{1,2}}\s?{either('at')}\s?[)\]}}>_*]{{1,2}}\s?)"
        r"|(?P<word>\s{1,2}at\s{1,2})",
        re.IGNORECASE,
    )


@cache
def _dot() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<tight>\.)(?=[^\W_])|(?P<framed>\s?[(\[{{<_*]\s?{either('dot')}\s?[)\]}}>_*]\s?)"
        r"|(?P<word>\s{1,2}dot\s{1,2})|(?P<loose>\s{1,3}\.\s{0,3}|\.\s{1,3})",
        re.IGNORECASE,
    )


@cache
def _announced() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either('mail')}\s{{0,2}}[:=]?\s{{0,3}}$", re.IGNORECASE)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses stand. The looser the sign in the middle, the more has to speak for one: an end that
    domains have, a point in words, an announcement."""
    for at in _at().finditer(text):
        ends = list(_domain(text, at.end()))
        start = _local(text, at.start())
        if not ends or start is None:
            continue
        if not (tight := at["before"] == at["behind"] == ""):
            ends = [end for end in ends if end[1]]
        if not ends or (at["before"] and text[start : at.start()].casefold() in words("handle")):
            continue
        end, _, spelled = ends[-1]
        if at["word"] and not (spelled or _announced().search(text, max(0, start - 20), start)):
            continue
        yield (_whole(text, start) if tight or at["framed"] or at["before"] else start), end


def _domain(text: str, at: int) -> Iterator[tuple[int, bool, bool]]:
    """Where the domain name that begins here may end: with whether domains end so, and whether a point is a word."""
    label = _LABEL.match(text, at)
    spelled, known = False, False
    while label is not None and (dot := _dot().match(text, end := _end(label))) is not None:
        label = _LABEL.match(text, dot.end())
        if label is None or (dot["loose"] is not None and (known or not _goes_on(text, label))):
            return
        end, spelled = _end(label), spelled or dot["word"] is not None
        following = text[label.start() : end]
        known = following.casefold() in domains()
        if any(character.isalpha() for character in following):
            yield end, known, spelled


def _goes_on(text: str, label: re.Match[str]) -> bool:
    """Whether a word behind a point and a blank belongs to the domain name."""
    following = text[label.start() : _end(label)]
    return following.islower() and (following in domains() or text[_end(label) : _end(label) + 1] == ".")


def _end(label: re.Match[str]) -> int:
    return label.start() + len(label[0].rstrip("-_"))


def _local(text: str, end: int) -> int | None:
    """The beginning of the part before the sign that ends here, None where there is none."""
    if text[end - 1 : end] in tuple('"”})]>') and (quoted := _QUOTED.search(text, max(0, end - _QUOTATION), end)):
        return quoted.start()
    start = end
    while start > max(0, end - _LONGEST) and _LOCAL.match(text, start - 1):
        start -= 1
    while start < end and not (text[start].isalnum() or text[start] == "_"):
        start += 1
    return start if start < end and text[end - 1] != "." else None


def _whole(text: str, start: int) -> int:
    """The beginning with what a line break cut off, and with `mailto:`."""
    if broken := _BROKEN.search(text, max(0, start - 50), start):
        start = broken.start()
    return start - 7 if text[max(0, start - 7) : start].casefold() == "mailto:" else start


@cache
def _skype() -> re.Pattern[str]:
    name = r"(?:live:)?[.\w][\w.,:-]{4,31}(?<![.,:-])"
    return re.compile(
        rf"(?<!\w)skype:(?P<link>{name})(?=\?)|(?<!\w)(?P<live>live:[.\w][\w.-]{{4,40}}\w)"
        rf"|(?<!\w){either('skype')}(?:(?P<colon>\s?[:=-]\s{{0,3}})|\s(?:is\s|at\s)?)[\"'(]?(?P<name>{name})"
        r"(?P<alone>(?=[\"')]?\s?(?:$|[\n,;|/)]|\.(?:\s|$))))?",
        re.IGNORECASE,
    )


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Where names at Skype stand. A plain word is one where a colon announces it and nothing goes on behind it."""
    for match in _skype().finditer(text):
        group = next(group for group in ("link", "live", "name") if match[group])
        odd = re.search(r"[\d._:]", match[group]) is not None and re.search(r"[^\W\d]", match[group]) is not None
        if group != "name" or odd or (match["colon"] and match["alone"] is not None):
            yield match.span(group)
