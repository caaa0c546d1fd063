"""What the questions must answer about the seed article, and how an answer is compared with that.

Names, numbers and dates only: the article itself is not part of this repository.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Names = Sequence[str]
"""All that a cell of an answer may be called: the names of an entity, or the one text of a literal."""

Cell = str | None | Callable[[Names], bool]
"""A name or text; None for an empty cell; or a test."""


def plain(text: str) -> str:
    """A text without an article at its front, in lower case, with straight quotation marks and single blanks."""
    squeezed = " ".join(text.replace("’", "'").split()).casefold()
    return re.sub(r"^(?:the|an?) ", "", squeezed)


def has(part: str) -> Callable[[Names], bool]:
    """Some name has this part."""
    return lambda names: any(plain(part) in plain(name) for name in names)


def anything(_: Names) -> bool:
    """Nothing is asked of the cell."""
    return True


@dataclass(frozen=True)
class Case:
    """A question about the article: its number in the list of questions, the question of the package with its
    parameters, the columns that count, and the rows that must come, in order where `ordered`."""

    number: int
    question: str
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Verdict:
    """How an answer compares: rows that are missing, rows with empty cells that should hold something, wrong rows."""

    missing: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """pass, incomplete or wrong."""
        if self.wrong:
            return "wrong"
        return "incomplete" if self.missing or self.incomplete else "pass"


def compared(case: Case, answer: Sequence[Sequence[Names | None]]) -> Verdict:
    """Compares the rows of an answer with those that must come: equal ones first, then those that only lack cells."""
    expected, left = list(case.rows), list(answer)
    order = [next((place for place, row in enumerate(expected) if _fits(row, found)), -1) for found in answer]
    incomplete = []
    for fits in (_fits, _lacks):
        for found in list(left):
            match = next((row for row in expected if fits(row, found)), None)
            if match is not None:
                expected.remove(match)
                left.remove(found)
                incomplete += [_shown(found)] if fits is _lacks else []
    wrong = [_shown(found) for found in left]
    if case.ordered and order != sorted(order):
        wrong.append("the rows are in another order")
    return Verdict(tuple(map(_described, expected)), tuple(incomplete), tuple(wrong))


def _fits(row: Sequence[Cell], found: Sequence[Names | None]) -> bool:
    return all(_is(cell, names) for cell, names in zip(row, found, strict=True))


def _lacks(row: Sequence[Cell], found: Sequence[Names | None]) -> bool:
    """Whether the row is right as far as it goes; something it must say."""
    cells = list(zip(row, found, strict=True))
    return any(names for _, names in cells) and all(names is None or _is(cell, names) for cell, names in cells)


def _is(cell: Cell, names: Names | None) -> bool:
    if names is None:
        return cell is None or cell is anything
    if cell is None:
        return False
    return plain(cell) in map(plain, names) if isinstance(cell, str) else cell(names)


def _shown(found: Sequence[Names | None]) -> str:
    return " | ".join("–" if names is None else names[0][:60] for names in found)


def _described(row: Sequence[Cell]) -> str:
    return " | ".join("–" if cell is None else cell if isinstance(cell, str) else "…" for cell in row)


MEETING = "Fourth Meeting of the Technical Working Group"
TRAINING = "second-round capacity building training"
OFFICIALS = "senior officials meeting"
GROUP = has("Technical Working Group of Law Enforcement Agencies")
STATES = ("Egypt", "Ethiopia", "Libya", "South Sudan", "Sudan", "Tunisia")
IMMIGRATION = "Department of Immigration Services"
STRATEGY = has("communication and visibility strategy")
STUDY = has("study")
CENTRE = "Regional Operations Centre in Khartoum"
LIAISON = has("IOM Special Liaison Office")
COUNTRY_OFFICE = "IOM Kenya Country Office"
SPEAKERS = ("James Nyatigoh", "Nelly Elorabi", "Marcellino Ramkishun", "Emmanuel Simiyu")

CASES = (
    Case(
        1,
        "events",
        {},
        ("event", "type", "place", "status"),
        (
            (has("Fourth Meeting"), "Meeting", "Nairobi", "held"),
            (has("second-round"), "Training", "Nairobi", "held"),
            (has(OFFICIALS), "Meeting", "Cairo", "planned"),
        ),
    ),
    Case(2, "event-hosts", {"event": MEETING}, ("host",), (("Kenya",),)),
    Case(
        3,
        "event-dates",
        {"event": MEETING},
        ("start", "end", "edtf", "dateText"),
        (("--10-01", None, "XXXX-10-01", has("last week")),),
    ),
    Case(4, "event-series", {"event": MEETING}, ("ordinal", "body"), (("4", GROUP),)),
    Case(
        5,
        "participating-states",
        {"event": MEETING},
        ("state", "role", "list"),
        (("Kenya", "host", anything), *((state, None, "open") for state in STATES)),
    ),
    Case(
        6,
        "participating-bodies",
        {"event": MEETING},
        ("body",),
        (("AU Commission",), ("IOM",), ("UNHCR",), ("INTERPOL",)),
    ),
    Case(7, "participant-counts", {"event": MEETING}, ("states", "bodies", "actors"), (("7", "4", "11"),)),
    Case(8, "secretariats", {"body": "AU-HOAI"}, ("secretariat",), (("AU Commission",), ("IOM",), ("UNHCR",))),
    Case(9, "partners", {"body": "AU-HOAI"}, ("partner",), (("INTERPOL",),)),
    Case(10, "chairs", {"body": "AU-HOAI"}, ("chair", "asOf", "published"), (("Egypt", None, None),)),
    Case(
        11,
        "representatives",
        {"event": MEETING},
        ("person", "body"),
        (("James Nyatigoh", "Kenya"), ("Nelly Elorabi", "Egypt")),
    ),
    Case(
        12,
        "persons",
        {},
        ("person", "position", "body"),
        (
            ("James Nyatigoh", "Deputy Director", IMMIGRATION),
            ("Nelly Elorabi", "Director", "Migration, Asylum & Combating Human Trafficking Department"),
            ("Peter Mudungwe", "Migration Adviser", has("Department of Social Affairs")),
            ("Marcellino Ramkishun", "Senior Migration Management Officer", None),
            ("Emmanuel Simiyu", None, "Kenya Department of Immigration"),
            ("Maureen Achieng", None, "IOM Ethiopia"),
            ("Michael Pillinger", None, COUNTRY_OFFICE),
        ),
    ),
    Case(13, "persons-without-employer", {}, ("person",), (("Marcellino Ramkishun",),)),
    Case(
        14,
        "persons-without-position",
        {},
        ("person",),
        (("Emmanuel Simiyu",), ("Maureen Achieng",), ("Michael Pillinger",)),
    ),
    Case(
        15,
        "event-agenda",
        {"event": MEETING},
        ("item",),
        ((has("resource gap analysis"),), (CENTRE,), (STRATEGY,), (STUDY,)),
    ),
    Case(
        16,
        "document-bases",
        {"document": "resource gap analysis"},
        ("basis", "owner"),
        ((has("Five-Year Plan of Action"), GROUP),),
    ),
    Case(17, "facilities", {}, ("facility", "acronym", "place"), ((CENTRE, "ROCK", "Khartoum"),)),
    Case(
        18,
        "event-presentations",
        {"event": MEETING},
        ("actor", "item"),
        (
            ("Peter Mudungwe", has("previous meetings and its achievements")),
            (LIAISON, "draft communications and visibility strategy"),
            (LIAISON, has("concept for a proposed regional study")),
        ),
    ),
    Case(
        19,
        "event-inputs",
        {"event": MEETING, "actor": "UNHCR"},
        ("actor", "subject"),
        (("UNHCR", "mixed movements"), ("UNHCR", has("range of actors in the region"))),
    ),
    Case(
        20,
        "planned-items",
        {"event": OFFICIALS},
        ("item",),
        ((has("recommendations of the Technical Working Group"),), (STRATEGY,), (STUDY,)),
    ),
    Case(
        21,
        "planned-events",
        {},
        ("place", "country", "start", "end", "status"),
        (("Cairo", "Egypt", "--10-24", None, "planned"),),
    ),
    Case(
        22,
        "event-followups",
        {"event": MEETING},
        ("event", "start", "end", "audience"),
        ((has("second-round"), "--10-02", "--10-05", "law enforcement agencies"),),
    ),
    Case(
        23,
        "event-focus",
        {"event": TRAINING},
        ("focus",),
        (
            ("prosecution of perpetrators",),
            (has("enhancing cross-border cooperation"),),
            ("protection of victims",),
            ("protection of migrants in vulnerable situations",),
        ),
    ),
    Case(
        24,
        "event-timeline",
        {},
        ("year", "start", "end"),
        (("", "--10-01", None), ("", "--10-02", "--10-05"), ("", "--10-24", None)),
        ordered=True,
    ),
    Case(
        25,
        "quotations",
        {},
        ("speaker", "form", "quotation", "event", "settingStatus"),
        (
            (SPEAKERS[0], "phrase", has("concerted effort with multi-disciplinary"), has("Fourth Meeting"), "explicit"),
            (SPEAKERS[1], "phrase", "African solutions for African problems", has("Fourth Meeting"), "explicit"),
            (SPEAKERS[2], "sentences", has("complex, international problem"), has("second-round"), "explicit"),
            (SPEAKERS[3], "sentences", has("helps us intercept them"), has("second-round"), "implied"),
        ),
    ),
    Case(
        26,
        "instruments",
        {},
        ("document", "acronym", "adopter", "commitment", "notedBy"),
        (
            (
                "Global Compact on Migration",
                "GCM",
                "United Nations",
                has("eradicate trafficking in persons"),
                "James Nyatigoh",
            ),
        ),
    ),
    Case(
        27,
        "cooperation-claims",
        {},
        ("actor", "partner", "concerns", "purpose", "speaker"),
        (
            (
                "Kenya Immigration",
                "IOM Kenya",
                "use of facial recognition machines",
                has("curb trafficking in persons"),
                SPEAKERS[3],
            ),
            (
                "Kenya Immigration",
                "IOM Kenya",
                "training on counter trafficking",
                has("curb trafficking in persons"),
                SPEAKERS[3],
            ),
            (
                "Kenya Immigration",
                has("airlines"),
                has("timely information on persons suspected"),
                anything,
                SPEAKERS[3],
            ),
        ),
    ),
    Case(
        28,
        "offices",
        {"organisation": "IOM"},
        ("office", "place"),
        ((LIAISON, "Addis Ababa"), ("IOM Ethiopia", None), ("IOM Kenya", None), (COUNTRY_OFFICE, None)),
    ),
    Case(
        29,
        "contact-persons",
        {},
        ("person", "telephone", "email"),
        (("Maureen Achieng", has("1707"), has("ma")), ("Michael Pillinger", has("161"), has("mp"))),
    ),
    Case(
        30,
        "figures",
        {"actor": "IOM"},
        ("measure", "value", "asOf", "segmentType"),
        (
            ("member-states", "175", None, "boilerplate"),
            ("countries-with-presence", "171", None, "boilerplate"),
            (anything, "1951", None, "boilerplate"),
        ),
    ),
)

FORBIDDEN = (
    {"relation": ("endDate",), "subject": (MEETING,)},
    {"relation": ("worksFor",), "subject": ("Marcellino Ramkishun",)},
    {"relation": ("position",), "subject": ("Emmanuel Simiyu", "Maureen Achieng", "Michael Pillinger")},
    {"relation": ("startDate", "endDate"), "subject": ("AU-HOAI",)},
    {"relation": ("participant",), "object": ("state:ERI", "state:DJI", "state:SOM")},
    {"relation": ("secretariat",), "object": ("INTERPOL",)},
    {"relation": ("host",), "object": ("state:EGY", "state:ETH")},
    {"relation": ("worksFor", "represents"), "object": ("INTERPOL", "UNHCR", "IOM", "AU Commission")},
    {"relation": ("place",), "object": ("state:ETH", "Addis Ababa", "Khartoum")},
    {"relation": ("locatedIn",), "object": ("state:SDN",)},
    {"relation": ("figure",), "object": (MEETING,)},
)
"""What must not be said of the article: parameters of `checks/must-not-hold`."""
