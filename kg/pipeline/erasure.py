"""Articles and persons taken out on request, for good: from the store, its history on disk, and the results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.pipeline.flow import RESULTS, build_again
from kg.pipeline.quarantine_file import NAME
from kg.records import KgError
from kg.store import ArticleStore
from kg.store.states import END_REQUEST, UNFINISHED_REQUEST, begin_forgetting
from kg.withheld import Record, Withheld
from kg.withheld.plan import Plan
from kg.withheld.words import plain

_CHUNK, _OVERLAP = 2**24, 2**10


def forget(store: ArticleStore, withheld: Withheld, plan: Plan, date: str, by: str, reason: str) -> int:
    """Carries out a plan: puts the request down first, so that whatever happens then, the next build ends it. Returns
    how many answers of a language model were deleted. Raises KgError where something cannot be written, and says so
    where the request is then carried out in part."""
    assert store.directory is not None
    begin_forgetting(store.directory)
    if plan.digests and not withheld.holds(plan.digests):
        withheld.add(Record(date, by, reason, plan.kind, plan.articles, plan.digests))
    try:
        return build_again(store, withheld, plan.gone, plan.shortened, plan.decisions)
    except KgError as error:
        raise KgError(f"{error}; {store.directory}: {UNFINISHED_REQUEST}: {END_REQUEST}") from error


def others_that_tell(directory: Path, plan: Plan) -> Iterator[Path]:
    """The other files in the folder of the results, which `kg` made somewhen or somebody put there, that have all words
    of the name or the key: whoever has them must decide on them."""
    own = {directory, *(directory.parent / name for name in (*RESULTS, NAME))}
    for path in sorted(directory.parent.rglob("*")):
        if path.is_file() and not own & {path, *path.parents} and _may_have(path, plan.said):
            yield path


def _may_have(path: Path, said: Sequence[Sequence[str]]) -> bool:
    """Whether a file tells of it, as one may that cannot be read."""
    try:
        return _has(path, said)
    except OSError:
        return True


def _has(path: Path, said: Sequence[Sequence[str]]) -> bool:
    """Whether a file has all words of one of what is `said`, in whatever order and capitals."""
    left = [set(map(plain, words)) for words in said if words]
    with path.open("rb") as file:
        last = b""
        while chunk := file.read(_CHUNK):
            text = plain((last + chunk).decode("utf-8", "replace"))
            for words in left:
                words -= {word for word in words if word in text}
            if not all(left):
                return True
            last = chunk[-_OVERLAP:]
    return False
