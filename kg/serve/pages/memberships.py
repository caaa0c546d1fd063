"""Since when and until when states are members of organisations, as far as the reference data know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.graph.memberships import BEGINNING, END, IN_CALENDAR, MEMBER, MEMBER_DURING, ORGANIZATION
from kg.graph.terms import DCTERMS
from kg.query.results import Term, plain
from kg.serve.asking import Ask
from kg.serve.pages.addresses import local
from kg.serve.pages.markings import value
from kg.serve.pages.queries import node
from kg.serve.pages.reading import things, words
from kg.serve.pages.shell import anchor
from kg.view.content import Thing
from kg.view.markup import bdi, focusable, html, join

_DATES = "|".join(str(IN_CALENDAR[datatype]) for datatype in sorted(IN_CALENDAR))


@dataclass(frozen=True, slots=True)
class Dated:
    """A membership: who is a member of what, from when and until when in words, empty where that is not known."""

    iri: str
    state: Thing
    organisation: Thing
    start: str
    end: str
    source: str


async def dated(ask: Ask, iri: str) -> list[Dated]:
    """The memberships of a state, of an organisation, or the one with this IRI, in the order of names and dates."""
    asked = node(iri)
    query = f"""SELECT DISTINCT ?membership ?state ?organisation ?start ?end ?source WHERE {{
      {{ ?membership {ORGANIZATION} {asked} }} UNION {{ ?membership {MEMBER} {asked} }}
      UNION {{ BIND({asked} AS ?membership) }}
      ?membership {MEMBER} ?state ; {ORGANIZATION} ?organisation ; {MEMBER_DURING} ?interval .
      OPTIONAL {{ ?interval {BEGINNING}/({_DATES}) ?start }}
      OPTIONAL {{ ?interval {END}/({_DATES}) ?end }}
      OPTIONAL {{ ?membership <{DCTERMS}source> ?source }}
    }}"""
    rows = (await ask.rows(query)).rows
    known = await things(ask, (plain(end) for _, state, organisation, *_ in rows for end in (state, organisation)))

    def said(term: Term | None) -> str:
        return words(term, known) if term is not None else ""

    found = [
        Dated(plain(membership), known[plain(state)], known[plain(organisation)], said(start), said(end), said(source))
        for membership, state, organisation, start, end, source in rows
    ]
    return sorted(found, key=lambda one: (one.organisation.label, one.state.label, one.start, one.end, one.iri))


def section(found: Sequence[Dated], iri: str) -> Markup:
    """The memberships as a table on the page of `iri`, which is not named again in it."""
    if not found:
        return Markup()
    ends = [name for name in ("organisation", "state") if any(getattr(one, name).iri != iri for one in found)]
    heads = {"organisation": "Organisation", "state": "Member"}
    names = (*(heads[end] for end in ends), "From", "Until", "Source")
    return html(
        '<section class="card" id="memberships"><h2>Memberships by date <span class="soft">{:,}</span></h2>'
        '<p class="soft"><span class="chip">reference data</span> No day under Until: as far as is known here, the '
        'membership goes on.</p><div class="scroll" {}><table class="dated">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></section>",
        len(found),
        focusable("Memberships by date"),
        join(html('<th scope="col">{}</th>', name) for name in names),
        join(_row(one, ends) for one in found),
    )


def _row(one: Dated, ends: Sequence[str]) -> Markup:
    return html(
        '<tr>{}<td class="day">{}</td><td class="day">{}</td><td class="soft">{}</td></tr>',
        join(html("<td>{}</td>", value(getattr(one, end))) for end in ends),
        anchor(local(one.iri), one.start or "not known"),
        bdi(one.end),
        bdi(one.source),
    )
