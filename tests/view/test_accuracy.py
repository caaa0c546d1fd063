"""What pages say of their accuracy."""

import re
from pathlib import Path

from kg.view.accuracy import accuracy_words, measured

README = Path(__file__).parents[2] / "examples" / "evaluation" / "README.md"


def test_pages_and_evaluation_tell_the_same_figures():
    table = re.search(r"\| texts \| \| facts .*\n\|[-|:]+\|\n((?:\|.*\n)+)", README.read_text("utf-8"))
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table[1].splitlines()]
    known = [(one.texts, one.what, f"{one.facts:,}", one.precision, one.recall, one.f1) for one in measured()]
    assert rows == known, "kg/view/accuracy.tsv is what the pages tell: change both"


def test_the_words_are_of_texts_that_nobody_had_seen():
    unseen = [one for one in measured() if one.unseen]
    assert 0 < len(unseen) < len(measured())
    for shares in ([one.precision for one in unseen], [one.recall for one in unseen]):
        least, most = (round(float(share) * 100) for share in (min(shares), max(shares)))
        assert f"{least} to {most} of 100" in accuracy_words()
