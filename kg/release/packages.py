"""The packages that the program runs on, as they are installed here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kg.records import KgError

PROGRAM = "migration-governance-kg"
_OSI = "OSI Approved"
_LONGEST_NAME = 80
"""Signs: what is longer in the field for it is the text of a licence, not its name."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package: its name in the form that indexes compare, its version, and the names of those that it needs here.
    `license` is an SPDX expression where the package gives one, `license_names` what it calls its licences else."""

    name: str
    version: str
    needs: frozenset[str]
    license: str = ""
    license_names: tuple[str, ...] = ()


def run_time_packages(program: str = PROGRAM) -> dict[str, Package]:
    """The program, and all that it needs on this machine and for this Python, without extras, by name and sorted so.
    Raises KgError where one of them is not installed."""
    needed: dict[str, set[str]] = {}
    waiting = deque([(program, "")])
    known = set(waiting)
    while waiting:
        name, extra = waiting.popleft()
        needs = needed.setdefault(canonicalize_name(name), set())
        for requirement in _requirements(name, extra):
            needs.add(canonicalize_name(requirement.name))
            for asked in ("", *requirement.extras):
                if (one := (canonicalize_name(requirement.name), asked)) not in known:
                    known.add(one)
                    waiting.append(one)
    return {name: _package(name, frozenset(needs - {name})) for name, needs in sorted(needed.items())}


def _distribution(name: str) -> metadata.Distribution:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError as error:
        raise KgError(f"the package {name} is needed and not installed: run 'pip install {name}'") from error


def _requirements(name: str, extra: str) -> Iterator[Requirement]:
    """What a package needs here, with one of its extras or with none."""
    for requirement in map(Requirement, _distribution(name).requires or ()):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def _package(name: str, needs: frozenset[str]) -> Package:
    told = _distribution(name).metadata
    (text,), (given,) = (told.get_all(field, [""]) or [""] for field in ("License", "License-Expression"))
    expression = _expression(given) or _expression(text)
    names = () if expression else tuple(_names(told.get_all("Classifier") or [], text))
    return Package(name, told["Version"], needs, expression, names)


def _expression(text: str) -> str:
    """The text as an SPDX expression, empty where it is none."""
    try:
        return canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return ""


def _names(classifiers: list[str], text: str) -> Iterator[str]:
    """What the licences are called by the classifiers, else by the field for them."""
    told = [classifier.rpartition(" :: ")[2] for classifier in classifiers if classifier.startswith("License :: ")]
    found = [name for name in told if name != _OSI]
    if not found and 0 < len(line := text.strip()) <= _LONGEST_NAME and "\n" not in line:
        found = [line]
    yield from sorted(found)
