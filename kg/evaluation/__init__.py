"""How well extraction does, measured against annotated articles as the annotation guidelines say."""

from __future__ import annotations

from kg.evaluation.documents import Document, from_json, load
from kg.evaluation.score import Evaluation, Judgement, evaluate, judge

__all__ = ["Document", "Evaluation", "Judgement", "evaluate", "from_json", "judge", "load"]
