"""What is done to an article between reading and storing, here or in other processes."""

from kg.pipeline.work.article import ArticleWork, Outcome, Ready, Refused, gated
from kg.pipeline.work.crew import outcomes

__all__ = ["ArticleWork", "Outcome", "Ready", "Refused", "gated", "outcomes"]
