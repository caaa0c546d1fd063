"""What is done to an article between reading and storing, here or in other processes."""

from kg.work.article import ArticleWork, Outcome, Ready, Refused, gated
from kg.work.crew import RAY, outcomes

__all__ = ["RAY", "ArticleWork", "Outcome", "Ready", "Refused", "gated", "outcomes"]
