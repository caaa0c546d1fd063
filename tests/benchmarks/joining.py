"""Counts how often claims of a language model, of the rules, and of both are right, and shows what joining them gives.

    KG_LLM_READINGS=DIR python -m tests.benchmarks.joining GOLD TEXT [GOLD TEXT ...] [--check] [--errors]

takes pairs of folders, annotations and the texts of the same names; those of which DIR has no reading are passed over.
First each text is read as the counts on all other texts bid, beside what the model alone and the rules alone read. Then
the counts of all of them are written to `kg/language_model/support.tsv` (not with `--check`).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kg.cli.extraction import as_json
from kg.evaluation import Document, evaluate, from_json, judge, load, tables
from kg.evaluation.score import Counts
from kg.extract import extract
from kg.language_model.both_readings import BothReadings
from kg.language_model.failure import ModelError
from kg.language_model.reader import LanguageModel
from kg.language_model.support import BOTH, FILE, Judged, Support, as_table, from_table, support
from kg.read import find_articles, read_article
from kg.records import Extraction
from kg.view.accuracy import measured

TABLE = Path(__file__).parents[2] / "kg" / "language_model" / FILE
ALL = Support({}, least=0.0)
MODEL_ALONE = Support({}, least=2.0)


def document(extraction: Extraction, name: str) -> Document:
    """The extraction as the evaluation takes it."""
    return from_json(as_json(extraction, name), name, name)


def judged(both: BothReadings, gold: Document) -> list[Judged]:
    """Each claim of either reader that the gold tells right or wrong."""
    named = tuple(replace(one, claim=replace(one.claim, rule=one.by or "-")) for one in both.said)
    extraction = replace(both, said=named).joined(ALL)
    by = {(c.relation, c.subject, c.object): c.rule for c in extraction.claims if c.rule != "-"}
    found = judge(document(extraction, gold.id), gold)
    return [
        (gold.id, fact[0], by[fact], right)
        for facts, right in ((found.right, True), (found.wrong, False))
        for fact in facts
        if fact in by
    ]


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="GOLD TEXT")
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--errors", action="store_true", help="list what the two together get wrong")
    options = parser.parse_args()
    model = LanguageModel.configured()
    if model is None or len(options.folders) % 2:
        parser.error("give pairs of folders, and readings in KG_LLM_READINGS")
    golds: dict[str, Document] = {}
    read: dict[str, BothReadings] = {}
    for gold, text in zip(options.folders[::2], options.folders[1::2], strict=True):
        for name, annotated in load(gold).items():
            [source] = find_articles([text / f"{name}.txt"])
            with suppress(ModelError):  # no reading of it
                read[name] = model.both(extract(read_article(source).article))[0]
                golds[name] = annotated
    known = elsewhere(evaluate((document(both.extraction, name), golds[name]) for name, both in read.items()).micro)
    counts = {name: judged(read[name], gold) for name, gold in golds.items()}

    def without(name: str) -> Support:
        return from_table(as_table((row for other, rows in counts.items() if other != name for row in rows), *known))

    def shown(what: str, reads: Callable[[str], Extraction], *, errors: bool = False) -> None:
        found = evaluate((document(reads(name), name), gold) for name, gold in golds.items())
        micro = found.micro
        print(f"{what:28} P {micro.precision:.3f}  R {micro.recall:.3f}  F1 {micro.f1:.3f}")
        if errors:
            print("\n".join(tables.errors(found)))

    shown("the rules", lambda name: read[name].extraction)
    shown("the model", lambda name: read[name].joined(MODEL_ALONE))
    shown("all that either says", lambda name: read[name].joined(ALL))
    shown("as the table of now bids", lambda name: read[name].joined(support()))
    shown("as the other texts bid", lambda name: read[name].joined(without(name)), errors=options.errors)
    rows = [row for listed in counts.values() for row in listed]
    print(f"of texts that nobody has read, the rules say {known[0]:.2f} times as much that is wrong")
    print(f"and miss {known[1]:.2f} times as much")
    show_counts(rows)
    if not options.check:
        TABLE.write_text(as_table(rows, *known), "utf-8")


def elsewhere(here: Counts) -> tuple[float, float]:
    """How many times as much that is wrong the rules say, and miss that is right, for each right claim and each fact of
    texts that nobody had read when the rules were written, as of these texts, where they did as `here`."""
    unseen = [one for one in measured() if one.unseen]
    facts = sum(one.facts for one in unseen)
    precision = sum(float(one.precision) * one.facts for one in unseen) / facts
    recall = sum(float(one.recall) * one.facts for one in unseen) / facts
    wrong = (1 - precision) / precision / max((1 - here.precision) / here.precision, 0.01)
    return max(1.0, wrong), max(1.0, (1 - recall) / max(1 - here.recall, 0.01))


def show_counts(rows: Iterable[Judged]) -> None:
    """Prints the counts of claims that are not said by both."""
    for line in as_table(row for row in rows if row[2] != BOTH).splitlines():
        print("\t".join(f"{cell:12}" for cell in line.split("\t")))


if __name__ == "__main__":
    main()
