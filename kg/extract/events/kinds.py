"""What keeps two events apart though they share words: their kind (a summit is no workshop) and the level at which they
are held (senior officials, ministers, experts)."""

from __future__ import annotations

from collections.abc import Set

JOINT = r"joint (?:[\w-]+ ){0,2}?(?:meeting|working|committee|commission|council|session)"
"""Meetings of a body of two sides, who hold them with each other: 'the Joint Border Commission'."""
_KINDS = {
    word: kind
    for kind, words in {
        "conference": "conference congress symposium colloquium summit",
        "training": "workshop seminar training course bootcamp masterclass school academy trainers webinar writeshop",
        "briefing": "briefing",
        "hearing": "hearing",
        "launch": "launch inauguration commissioning",
        "signing": "signing signature",
        "visit": "visit tour mission",
        "exercise": "simulation exercise",
        "fair": "fair exhibition hackathon",
        "campaign": "campaign",
    }.items()
    for word in words.split()
}
"""The kind by a noun's last word. Words that stand for any event ('meeting', 'gathering', 'forum') have none."""

_LEVELS = {
    "ministerial": "ministers", "minister": "ministers", "official": "officials", "expert": "experts",
    "technical": "experts", "ambassador": "ambassadors", "parliamentarian": "parliament", "parliamentary": "parliament",
    "chief": "chiefs", "prosecutor": "prosecutors", "preparatory": "preparatory",
}  # fmt: skip


def kind(head: str) -> str | None:
    """The kind of event that a noun names, or None where it may be any."""
    return _KINDS.get(head.split()[-1].split("-")[-1])


def kinds_differ(head: str, others: Set[str]) -> bool:
    """Whether a noun and all telling nouns of an event name different kinds."""
    mine = kind(head)
    theirs = {found for other in others if (found := kind(other))}
    return mine is not None and bool(theirs) and mine not in theirs


def levels(content: Set[str]) -> set[str]:
    """The levels that the telling words of an event name."""
    found = {_LEVELS[word] for word in content if word in _LEVELS}
    if "ministers" in found and content & {"vice", "deputy"}:
        found = found - {"ministers"} | {"deputies"}
    return found


def same_level(one: Set[str], other: Set[str]) -> bool:
    """Whether two events may be of one level: one that says none may be of any."""
    return not one or not other or bool(one & other)
