"""Measures in the text format of Prometheus, version 0.0.4
(https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Sample:
    """A value and its labels; `suffix` is what its name has beyond that of its measure."""

    value: float
    labels: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: its name, `kind` (counter, gauge or histogram), what it tells, and its samples."""

    name: str
    kind: str
    told: str
    samples: Sequence[Sample]


def histogram(labels: Mapping[str, str], bounds: Sequence[float], counts: Sequence[int], total: float) -> list[Sample]:
    """The samples of a histogram: how many values were at most each bound, one more for those above all, whose sum is
    `total`."""
    found, so_far = [], 0
    for bound, count in zip((*map(_number, bounds), "+Inf"), counts, strict=True):
        so_far += count
        found.append(Sample(so_far, {**labels, "le": bound}, "_bucket"))
    return [*found, Sample(total, labels, "_sum"), Sample(so_far, labels, "_count")]


def written(measures: Iterable[Measure]) -> bytes:
    """The measures as text."""
    return "".join(line for measure in measures for line in _lines(measure)).encode()


def _lines(measure: Measure) -> Iterator[str]:
    told = measure.told.replace("\\", "\\\\").replace("\n", "\\n")
    yield f"# HELP {measure.name} {told}\n# TYPE {measure.name} {measure.kind}\n"
    for sample in measure.samples:
        labels = ",".join(f'{name}="{_value(value)}"' for name, value in sample.labels.items())
        yield f"{measure.name}{sample.suffix}{f'{{{labels}}}' if labels else ''} {_number(sample.value)}\n"


def _value(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
