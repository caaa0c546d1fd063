"""`kg extract --explain`: the text on the terminal, its mentions marked, under each sentence what was read there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.cli.console import PlainConsole
from kg.contacts import Contacts
from kg.extract.text.sentences import split_sentences
from kg.records import DOCUMENT, Claim, Extraction
from kg.view.explained import CONTACTS, ELSEWHERE, Line, Mark, Part, alike, confidence_of, lines
from kg.view.markup import legible, plain
from kg.vocabulary import vocabulary

_STYLES = {
    "State": "cyan", "GovernmentBody": "blue", "InternationalOrganization": "magenta", "Office": "magenta",
    "Process": "green", "Event": "red", "Person": "yellow", "Place": "bright_black",
}  # fmt: skip
_OTHER = "bright_blue"
_NARROW = 56
"""Below this width of the screen, what a sentence says stands in one column."""
_SAID = {
    CONTACTS: "whom to contact: not shown",
    ELSEWHERE: "taken from parts that are not shown",
    "navigation": "navigation, not read",
    "other-language": "in another language, not read",
    "boilerplate": "standing description",
}


def explained(extraction: Extraction, *, contacts: bool = False) -> list[Line[Claim]]:
    """The lines of the article with the mentions and claims of its extraction; contact data only with `contacts`."""
    known, text = vocabulary().relations, extraction.article.text
    marks = [Mark(m.start, m.end, m.entity, m.type) for m in extraction.mentions]
    protected = [(mark.start, mark.end) for mark in marks]
    shown = [c for c in extraction.claims if contacts or c.relation not in known or not known[c.relation].private]
    return lines(
        text,
        extraction.segments,
        split_sentences(text, extraction.segments, protected),
        marks,
        [(claim, claim.evidence) for claim in shown],
        private=contacts,
        near=Contacts.of_article(extraction.article).near,
    )


def show(extraction: Extraction, *, contacts: bool = False) -> None:
    """Prints the view on standard output, no wider than the terminal; without colour where that is none, or where
    `NO_COLOR` is set."""
    console = PlainConsole(color_system=None if os.environ.get("NO_COLOR") else "auto")
    hidden = Contacts.of_article(extraction.article)
    names = {one.id: one.name if contacts else hidden.redact(one.name) for one in extraction.entities}
    for line in explained(extraction, contacts=contacts):
        console.print(_words(line))
        if line.claims:
            table = _claims(line.claims, names, contacts=contacts, width=console.width)
            console.print(Padding(table, (0, 0, 0, 2)))
        console.print()
    console.print(_entities(extraction, names, contacts=contacts))


def _words(line: Line[Claim]) -> Text:
    said = _SAID.get(line.kind, "" if line.kind == "body" else line.kind)
    shown = Text(f"({said}) " if said else "", style="dim") if said else Text()
    _append(shown, line.parts)
    return shown


def _append(shown: Text, parts: Iterable[Part]) -> None:
    for part in parts:
        if isinstance(part, str):
            shown.append(part, style="")
            continue
        colour = _STYLES.get(part.mark.type, _OTHER)
        begin = len(shown)
        shown.append("[")
        _append(shown, part.parts)
        shown.append(f": {part.mark.type} {part.mark.entity}]", style="dim")
        shown.stylize(f"bold {colour}", begin)


def _claims(claims: Iterable[Claim], names: dict[str, str], *, contacts: bool, width: int) -> Table:
    """A row for each relation of a subject; a subject that the row above has too is left out."""
    rows = _rows(claims, names, contacts=contacts)
    table = Table.grid(padding=(0, 1), expand=True)
    if width < _NARROW:
        table.add_column(overflow="fold")
        for relation, fact, how in rows:
            table.add_row(Text.assemble((f"• {relation} ", "bold"), fact, (f" ({how})", "dim")))
        return table
    table.add_column(overflow="fold", width=15)
    table.add_column(overflow="fold", ratio=3)
    table.add_column(overflow="fold", ratio=2, style="dim")
    for relation, fact, how in rows:
        table.add_row(Text(f"• {relation}", style="bold"), Text(fact), Text(how))
    return table


def _rows(claims: Iterable[Claim], names: dict[str, str], *, contacts: bool) -> Iterator[tuple[str, str, str]]:
    """(relation, subject and objects, how it is known) of claims that differ in more than object and confidence."""
    order = {key: place for place, key in enumerate(names)}
    before = ""

    def named(key: str) -> str:
        whole = f"{names[key]} ({key})" if key in names else "(the document)" if key == DOCUMENT else key
        return legible(whole) if contacts else plain(whole)

    for group in alike(claims, _but_what_differs):
        claim, found = group[0], {claim.object for claim in group}
        objects = "; ".join(named(key) for key in sorted(found, key=lambda key: (order.get(key, -1), key)))
        confidence = confidence_of(f"{claim.confidence:.2f}" for claim in group)
        subject = "" if claim.subject == before else f"{named(claim.subject)} "
        by = f", said by {named(claim.attributed_to)}" if claim.attributed_to else ""
        yield claim.relation, f"{subject}→ {objects}", f"{claim.status}{by}, {confidence}, {claim.rule}"
        before = claim.subject


def _but_what_differs(claim: Claim) -> tuple[object, ...]:
    """All but the object and its confidence."""
    return claim.relation, claim.subject, claim.status, claim.rule, claim.attributed_to


def _entities(extraction: Extraction, names: dict[str, str], *, contacts: bool) -> Table:
    """The entities by id, so that a mark leads to a name."""
    table = Table.grid(padding=(0, 1))
    for _ in range(2):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for entity in extraction.entities:
        name = legible(names[entity.id]) if contacts else plain(names[entity.id])
        style = _STYLES.get(entity.type, _OTHER)
        table.add_row(Text(entity.id), Text(entity.type, style=style), Text(name))
    return table
