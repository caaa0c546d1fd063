"""What is withheld on request: articles, and the sentences that name a person. Who and what they are is not kept."""

from kg.withheld.record import ARTICLE, PERSON, Record
from kg.withheld.stored import naming, stored_article, without_names
from kg.withheld.withheld import WITHHELD, Withheld

__all__ = ["ARTICLE", "PERSON", "WITHHELD", "Record", "Withheld", "naming", "stored_article", "without_names"]
