"""Corrections by people: what there is to decide, with its evidence, and the file that decisions go to."""

from kg.review.file import DecisionFile
from kg.review.queue import Ask, Doubt, Pair, Party, Queue, Words
from kg.review.targets import entity_named, statement_of_claim

__all__ = ["Ask", "DecisionFile", "Doubt", "Pair", "Party", "Queue", "Words", "entity_named", "statement_of_claim"]
