"""The example articles: each can be read without a remark, and says where its original is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.read import find_articles, read_article

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "examples" / "articles"
GOLD = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared")) / "evaluation" / "dev" / "gold"


def test_every_example_is_read_without_a_remark_and_names_its_original() -> None:
    sources = find_articles([ARTICLES], pytest.fail)
    readings = [read_article(source) for source in sources]
    assert len(readings) == 20
    assert [reading.notes for reading in readings if reading.notes] == []
    assert all(reading.article.url and reading.article.title and reading.article.publisher for reading in readings)
    assert len({reading.article.key for reading in readings}) == 20


@pytest.mark.skipif(not GOLD.is_dir(), reason="the evaluation set is not here (set KG_SHARED)")
def test_the_front_matter_says_what_the_gold_says_of_the_source() -> None:
    articles = [read_article(source).article for source in find_articles([ARTICLES])]
    read = {
        a.url: {"url": a.url, "title": a.title, "publisher": a.publisher, "published": a.published} for a in articles
    }
    gold = [json.loads(file.read_text("utf-8"))["source"] for file in sorted(GOLD.glob("*.json"))]
    assert [source for source in gold if read.get(source["url"]) != source] == []
