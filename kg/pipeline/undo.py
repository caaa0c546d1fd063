"""What the last build changed, taken back: the state that was published before it takes its place.

That state is published anew first; wherever this is broken off after that, the same command goes on with it. The state
that is taken back stays beside it, and once this has come to its end, the same command brings that back in turn.
Nothing leads back over a request to withhold something."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from kg.pipeline.flow import RESULTS, write_results, write_text
from kg.pipeline.quarantine_file import JOURNAL, NAME
from kg.records import KgError
from kg.store import ArticleStore, begun_undoing, differ, end_undoing, publish_again, snapshots_of
from kg.store.states import State, requests_of
from kg.validate.quarantine import from_lines

_OVER = "something was taken out for good since, and must not come back"


def undo(store: ArticleStore) -> dict[str, int]:
    """Brings back what a store on disk held before the last build, import or undoing, and writes the results anew that
    stand beside it; returns its summary. Raises KgError where there is nothing to bring back, or where something would
    come back that is withheld on request."""
    assert store.directory is not None
    directory, out = store.directory, store.directory.parent
    begun = begun_undoing(directory)
    before = begun or _before(store)
    state = State.read(directory, before.name)
    if requests_of(directory) != (state.requests if state else ""):
        raise KgError(f"{directory}: nothing can be undone: {_OVER}")
    again = begun or publish_again(store, before)
    (out / JOURNAL).unlink(missing_ok=True)
    text = state.quarantine if state else None
    if text is None:
        text = (out / NAME).read_text("utf-8") if (out / NAME).exists() else ""
    write_text(out / NAME, text)  # from here on the next build has it right too
    store.bring_back(again)
    write_results(store, out, from_lines(text), store_only=not any((out / name).exists() for name in RESULTS))
    end_undoing(directory)
    return store.summary()


def _before(store: ArticleStore) -> Path:
    """The published state before what the writer has; the newest where that was not published."""
    assert store.directory is not None
    done = snapshots_of(store.directory)
    if not done:
        raise KgError(f"{store.directory}: nothing was published yet, so that nothing can be undone")
    if store.unpublished.published != done[-1].name and differ(store.store, Store.read_only(str(done[-1]))):
        return done[-1]
    if len(done) == 1:
        raise KgError(
            f"{store.directory}: nothing can be undone: no older state is kept, as after the first build, or {_OVER}"
        )
    return done[-2]
