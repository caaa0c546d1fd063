"""Trains the compact model on annotated texts, and says how well it reads those left out.

    python -m kg.compact GOLD TEXT [GOLD TEXT ...] --base FOLDER --out FOLDER

takes pairs of folders, annotations and the texts of the same names, and a folder with the weights that training begins
with (`model.safetensors` and `tokenizer.json` of a BERT of six layers, such as all-MiniLM-L6-v2). Every so many texts
one is left out (`--leave-out`) and measured after each epoch. Into the output folder go `state.pt`, from which a run
that was stopped goes on, `model.safetensors`, and `record.json`: the data and their digests, the settings, the
versions, and losses, figures and seconds by epoch. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from rich.progress import Progress
from safetensors.torch import save_file
from tokenizers import Tokenizer

from kg.compact.annotation import Lesson, lesson
from kg.compact.decoding import Proposals, propose
from kg.compact.labels import labels
from kg.compact.network import Network
from kg.compact.training import Settings, Training, prepare
from kg.compact.words import words_of
from kg.evaluation import Document, Evaluation, evaluate, load
from kg.read import find_articles, read_article
from kg.records import KgError

WEIGHTS, TOKENIZER, STATE, RECORD = (
    "model.safetensors",
    "tokenizer.json",
    "state.pt",
    "record.json",
)


@dataclass(frozen=True)
class Annotated:
    """An annotated text, and the digest of text and annotation together."""

    document: Document
    lesson: Lesson
    digest: str


def annotated(gold: Path, text: Path) -> Iterator[Annotated]:
    """The annotated texts of two folders, by name. Raises KgError where an annotation has no text, or one cannot be
    read."""
    sources = {Path(source.name).stem: source for source in find_articles([text])}
    for name, document in load(gold).items():
        if name not in sources:
            raise KgError(f"{text}: no text for '{name}' there: name it {name}.txt, as the annotation is named")
        article = read_article(sources[name]).article
        annotation = (gold / f"{name}.json").read_bytes()
        words = words_of(article)
        aligned = len(words.text) == len(article.text)
        places = mention_places(json.loads(annotation)) if aligned else {}
        digest = hashlib.sha256(article.text.encode() + b"\0" + annotation).hexdigest()
        yield Annotated(document, lesson(words, document, places, labels()), digest)


def mention_places(annotation: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    """The offsets that an annotation tells of the mentions of each entity, if any: rows of start, end and id."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end, key in annotation.get("mentions", ()):
        found.setdefault(key, []).append((start, end))
    return found


def as_document(id: str, proposals: Proposals) -> Document:
    """What is proposed of a text as a document that can be scored."""
    facts = dict.fromkeys((fact.relation, fact.subject, fact.object) for fact in proposals.facts)
    return Document(id, proposals.entities, tuple(facts))


def measure(network: Network, tokenizer: Tokenizer, texts: Iterable[Annotated]) -> Evaluation:
    """How well the network reads annotated texts."""
    pairs = ((propose(network, tokenizer, text.lesson.words), text.document) for text in texts)
    return evaluate((as_document(document.id, proposals), document) for proposals, document in pairs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains, and returns the exit code."""
    given = _arguments(arguments)
    try:
        return _train(given)
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return 1


def _train(given: argparse.Namespace) -> int:
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(given.seed)
    out = Path(given.out)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(_file(Path(given.base), TOKENIZER)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    texts = [text for gold, text in given.folders for text in annotated(gold, text)]
    left_out = [*range(given.leave_out - 1, len(texts), given.leave_out)] if given.leave_out else []
    network = Network(labels())
    network.encoder.load_pretrained(_file(Path(given.base), WEIGHTS))
    learned = [text.lesson for number, text in enumerate(texts) if number not in {*left_out}]
    settings = Settings(epochs=given.epochs, seed=given.seed)
    training = Training(network, prepare(learned, tokenizer, labels()), settings)
    record: dict[str, Any] = {
        "texts": {text.document.id: text.digest for text in texts},
        "left out": [texts[number].document.id for number in left_out],
        "base": hashlib.sha256(_file(Path(given.base), WEIGHTS).read_bytes()).hexdigest(),
        "settings": asdict(settings),
        "versions": {"python": platform.python_version(), "torch": torch.__version__},
        "threads": torch.get_num_threads(),
        "epochs": [],
    }
    if (out / STATE).is_file():
        record = _resume(training, out, record)
    while training.epoch < settings.epochs:
        begun, losses = time.monotonic(), _epoch(training)
        torch.save(training.state(), out / STATE)
        save_file(network.state_dict(), out / WEIGHTS)
        row: dict[str, Any] = {"losses": losses, "seconds": round(time.monotonic() - begun)}
        if left_out:
            score = measure(network, tokenizer, (texts[number] for number in left_out)).micro
            row |= {name: round(getattr(score, name), 4) for name in ("precision", "recall", "f1")}
        record["epochs"].append(row)
        (out / RECORD).write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(json.dumps(row))
    return 0


def _resume(training: Training, out: Path, record: dict[str, Any]) -> dict[str, Any]:
    """The record of the run that was stopped, once the training stands where it did. Raises KgError where that run had
    other data or settings."""
    before: dict[str, Any] = json.loads((out / RECORD).read_text("utf-8"))
    if {**before, "epochs": []} != record:
        raise KgError(f"{out}: holds a training with other texts, settings or versions: give another --out")
    training.resume(torch.load(out / STATE, weights_only=True))
    return before


def _epoch(training: Training) -> dict[str, float]:
    """One epoch with a progress bar; its mean losses."""
    sums: dict[str, float] = {}
    batches = 0
    with Progress(transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(f"epoch {training.epoch + 1}", total=len(training.texts))

        def report(_: int, done: int, __: int, losses: dict[str, float]) -> None:
            nonlocal batches
            batches += 1
            for name, loss in losses.items():
                sums[name] = sums.get(name, 0.0) + loss
            bar.update(task, completed=done)

        training.run_epoch(report)
    return {name: round(loss / batches, 4) for name, loss in sums.items()}


def _file(folder: Path, name: str) -> Path:
    if not (folder / name).is_file():
        raise KgError(f"{folder}: no {name} there: give the folder of the weights that training begins with")
    return folder / name


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m kg.compact", description="Trains the compact model.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="GOLD TEXT", help="pairs of folders")
    parser.add_argument("--base", required=True, help="a folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", required=True, help="where the model, its state and its record go")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument(
        "--leave-out", type=int, default=10, metavar="N", help="every Nth text is measured, not learned"
    )
    given = parser.parse_args(arguments)
    if len(given.folders) % 2:
        parser.error("folders go in pairs: annotations, then their texts")
    given.folders = [*zip(given.folders[::2], given.folders[1::2], strict=True)]
    return given


if __name__ == "__main__":
    sys.exit(main())
