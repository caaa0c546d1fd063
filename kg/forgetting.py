"""Articles and persons taken out on request, for good: from the store, its history on disk, and the results."""

from __future__ import annotations

import os

from kg.extract import language_model_cache
from kg.extract.language_model_settings import cache_folder
from kg.pipeline import build_again
from kg.store import ArticleStore
from kg.withheld import PERSON, Record, Withheld
from kg.withheld.plan import Plan

_QUOTED = 20
"""Characters of a quotation that tells an article from others."""


def forget(store: ArticleStore, withheld: Withheld, plan: Plan, date: str, by: str, reason: str) -> int:
    """Carries out a plan: puts the request down first, so that whatever happens then, the next build follows it.
    Returns how many answers of a language model were deleted. Raises KgError where something cannot be written."""
    texts = [store.text_of(marker.article) or "" for marker in map(store.marker, plan.gone) if marker is not None]
    if plan.digests and not withheld.holds(plan.digests):
        withheld.add(Record(date, by, reason, plan.kind, plan.articles, plan.digests))
    build_again(store, withheld, plan.gone, plan.shortened, plan.decisions)

    def tells(text: str) -> bool:
        quotes = len(text) >= _QUOTED and any(text in whole for whole in texts)
        return quotes or (plan.kind == PERSON and withheld.names(text))

    return language_model_cache.forget(cache_folder(os.environ), tells)
