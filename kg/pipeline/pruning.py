"""Whether articles that a build did not find may go: a mistyped path must not empty a store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

Agree = Callable[[str], bool]
"""Is told why articles had better stay, and answers whether they go all the same."""

_MOST = 5
"""No more than one in so many goes without being asked about."""
_TOLD = 3


def always(_: str) -> bool:
    """Agrees to whatever it is."""
    return True


def never(_: str) -> bool:
    """Agrees to nothing."""
    return False


def objection(gone: Collection[str], held: int, doubts: Sequence[str]) -> str:
    """Why these of the `held` articles had better stay, empty where they may go. `doubts` tell why there may be more
    articles than were found."""
    if not gone:
        return ""
    if doubts:
        more = f", and {len(doubts) - _TOLD:,} more" if doubts[_TOLD:] else ""
        return f"{'; '.join(doubts[:_TOLD])}{more}"
    return f"{len(gone):,} of {held:,} articles would go" if len(gone) * _MOST > held else ""
