"""The embedded store: whole articles in one transaction each, the accepted facts once in the default graph."""

from kg.store.articles import ArticleStore, CannotWrite, Fault, is_damage, unreadable
from kg.store.as_of import LeftOut, as_of, check_day, first_day, last_day
from kg.store.candidates import candidates, record_candidates
from kg.store.confident import confident
from kg.store.journal import Marker
from kg.store.public import is_public
from kg.store.reports import record_reports, reports
from kg.store.snapshots import (
    KEPT,
    begun_undoing,
    differ,
    end_undoing,
    kept_out,
    newest_snapshot,
    open_snapshot,
    publish,
    publish_again,
    snapshots_of,
)
from kg.store.verify import Mismatch, verify

__all__ = [
    "KEPT",
    "ArticleStore",
    "CannotWrite",
    "Fault",
    "LeftOut",
    "Marker",
    "Mismatch",
    "as_of",
    "begun_undoing",
    "candidates",
    "check_day",
    "confident",
    "differ",
    "end_undoing",
    "first_day",
    "is_damage",
    "is_public",
    "kept_out",
    "last_day",
    "newest_snapshot",
    "open_snapshot",
    "publish",
    "publish_again",
    "record_candidates",
    "record_reports",
    "reports",
    "snapshots_of",
    "unreadable",
    "verify",
]
