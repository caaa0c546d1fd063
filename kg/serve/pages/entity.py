"""The page of an entity or a concept: what it is, the facts about it from both ends, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg import settings
from kg.serve.pages import particulars
from kg.serve.pages.addresses import asked, kind, page_number
from kg.serve.pages.facts import Found, Group, facts, groups, not_stated
from kg.serve.pages.failing import answering
from kg.serve.pages.linked import alternates, feed, formats_line, links
from kg.serve.pages.markings import claim_lines, claim_words, pages_of, value
from kg.serve.pages.memberships import dated, section
from kg.serve.pages.moved import answer, moved
from kg.serve.pages.queries import PREFIXES, node
from kg.serve.pages.reading import Row
from kg.serve.pages.shell import not_found, page
from kg.serve.pages.site import Site
from kg.view.content import Thing
from kg.view.markup import bdi, chip, exact, html, join
from kg.view.report import class_label

FEW = 15
"""Facts of each relation on the page of a thing."""
MANY = 60
"""Facts on a page of one relation, and things said on a page of these."""
_CLAIMS_OPEN = 2
"""Claims of a fact that are shown at once; the others unfold."""


@dataclass(frozen=True, slots=True)
class _View:
    """What of the thing is asked for: one relation by its name and direction, or what is said; empty for all."""

    relation: str = ""
    way: str = ""
    number: int = 1

    @property
    def start(self) -> int:
        return (self.number - 1) * MANY


def routes(site: Site) -> list[BaseRoute]:
    """The pages of entities and concepts."""

    async def shown(request: Request) -> Response:
        name = asked(request, "page/")
        if kind(name) == "entity" and (found := await moved(site, settings.BASE + name)) is not None:
            return answer(settings.BASE + name, found, request, below="/page")
        return await _page(site, name, _view(request.query_params))

    return [Route(place, answering(shown)) for place in ("/page/id/{rest:path}", "/page/concept/{scheme}/{name}")]


def _view(asked_for: Mapping[str, str]) -> _View:
    return _View(asked_for.get("relation", ""), asked_for.get("way", ""), page_number(asked_for.get("page", "")))


async def _page(site: Site, name: str, view: _View) -> Response:
    iri = settings.BASE + name
    if kind(name) not in ("entity", "concept"):
        return not_found(iri)
    known = await particulars.read(site.ask, iri, await site.terms())
    if known is None:
        return not_found(iri)
    body = [
        html('<main id="main" class="wide">'),
        html('<p class="kicker">{}</p>', join(chip(class_label(name)) for name in known.classes)),
        html("<h1>{}</h1>", bdi(known.label)),
        html('<p class="soft iri"><code>{}</code>{}</p>', iri, _drawn(iri)),
        *await (_all(site, iri, name, known) if not view.relation else _one(site, iri, name, view)),
        formats_line(name, feed(name)[0]),
        html("</main>"),
    ]
    return page(known.label, body, alternates=[*alternates(name), feed(name)], headers={"Link": links(name)})


def _drawn(iri: str) -> Markup:
    """The link to the network of an entity."""
    if not iri.startswith(settings.ENTITY):
        return Markup()
    opened = quote(iri.removeprefix(settings.ENTITY), safe="/")
    return html(' <a class="screen" href="/graph#{}">Its network in the graph</a>', exact(opened))


async def _all(site: Site, iri: str, name: str, known: particulars.Particulars) -> list[Markup]:
    found = await groups(site.ask, iri, await site.terms())
    shown = await facts(site.ask, iri, found, FEW)
    said, more = await not_stated(site.ask, iri, FEW)
    memberships = section(await dated(site.ask, iri), iri)
    return [
        known.listed(),
        _summary(found),
        *(_group(name, group, shown.get(group, [])) for group in found),
        memberships,
        *([] if found or memberships else [html('<p class="soft">The graph holds no facts about it.</p>')]),
        _said(said, _all_said(name) if more else Markup()),
    ]


def _all_said(name: str) -> Markup:
    return html('<p><a href="{}?relation=said">All that was said</a></p>', exact(f"/page/{name}"))


async def _one(site: Site, iri: str, name: str, view: _View) -> list[Markup]:
    """One relation, or what is said, on pages of their own."""
    back = html('<p><a href="{}">All about it</a></p>', exact(f"/page/{name}"))
    if view.relation == "said":
        rows, more = await not_stated(site.ask, iri, MANY, view.start)
        return [back, _said(rows, pages_of(f"/page/{name}?relation=said&page=", view.number, more, "statements"))]
    found = await groups(site.ask, iri, await site.terms())
    wanted = [group for group in found if (group.term.name, group.way) == (view.relation, view.way)]
    if not wanted:
        return [back, html('<p class="soft">The graph holds no such facts about it.</p>')]
    shown = await facts(site.ask, iri, wanted, MANY, view.start)
    more = wanted[0].count > view.start + MANY
    address = f"/page/{name}?relation={view.relation}&way={view.way}&page="
    return [
        back,
        _group(name, wanted[0], shown.get(wanted[0], []), whole=True),
        pages_of(address, view.number, more, "facts"),
    ]


def _summary(found: Sequence[Group]) -> Markup:
    """The relations with their numbers, as links down the page."""
    if len(found) < 3:
        return Markup()
    items = join(
        html('<li><a href="#{}-{}">{}</a> <span class="soft">{:,}</span></li>', g.way, g.term.name, g.label, g.count)
        for g in found
    )
    return html('<nav class="summary screen" aria-label="Relations"><ul>{}</ul></nav>', items)


def _group(name: str, group: Group, shown: Sequence[Found], *, whole: bool = False) -> Markup:
    told = [found for found in shown if found.count]
    known = [found for found in shown if not found.count]
    more = Markup()
    if not whole and group.count > len(shown):
        address = f"/page/{name}?relation={group.term.name}&way={group.way}"
        more = html('<p><a href="{}">All {:,} →</a></p>', exact(address), group.count)
    return html(
        '<section class="card relation" id="{}-{}"><h2>{} <span class="soft">{:,}</span></h2>{}{}{}</section>',
        group.way,
        group.term.name,
        group.label,
        group.count,
        _reference(known),
        join(map(_fact, told)),
        more,
    )


def _reference(known: Sequence[Found]) -> Markup:
    """Facts that no article tells, in one line."""
    if not known:
        return Markup()
    listed = join((value(found.other) for found in known), "; ")
    return html('<p class="reference"><span class="chip">reference data</span> {}</p>', listed)


def _fact(found: Found) -> Markup:
    kinds = {row[0].status for row in found.claims}
    marked = join(chip(kind, kind) for kind in sorted(kinds)) if kinds <= {"planned", "attributed"} else ""
    lines = [html("<li>{}</li>", claim_lines(row)) for row in found.claims]
    unseen = Markup()
    if found.count > len(found.claims):
        unseen = html(
            '<p class="soft"><a href="{}">All {:,} claims in SPARQL</a></p>', exact(_all_claims(found)), found.count
        )
    return html(
        '<div class="fact"><p class="words">{} {}</p><ul class="claims">{}</ul>{}{}</div>',
        value(found.other, typed=True),
        marked,
        join(lines[:_CLAIMS_OPEN]),
        _folded(lines[_CLAIMS_OPEN:]),
        unseen,
    )


def _folded(rest: Sequence[Markup]) -> Markup:
    if not rest:
        return Markup()
    return html(
        '<details><summary>{} more {}</summary><ul class="claims">{}</ul></details>',
        len(rest),
        "claim" if len(rest) == 1 else "claims",
        join(rest),
    )


def _all_claims(found: Found) -> str:
    """The address of the editor with a query for all claims of a fact."""
    fact = found.claims[0][0]
    end = node(fact.object.iri) if isinstance(fact.object, Thing) else "?value"
    query = f"""{PREFIXES}
SELECT ?claim ?status ?confidence ?quotation ?article WHERE {{
  GRAPH ?article {{
    ?claim rdf:subject {node(fact.subject.iri)} ; rdf:predicate mg:{fact.relation} ; rdf:object {end} ;
      mg:status ?status ; mg:confidence ?confidence ; mg:evidence ?segment .
    ?segment oa:exact ?quotation .
  }}
}}"""
    return f"/sparql#query={quote(query, safe='')}"


def _said(rows: Sequence[Row], more: Markup) -> Markup:
    if not rows:
        return Markup()
    items = join(html('<div class="fact">{}{}</div>', claim_words(row[0]), claim_lines(row)) for row in rows)
    return html(
        '<section class="card" id="said"><h2>Said, and not held for a fact</h2>'
        '<p class="soft">Quotations, figures, and what only a speaker says: the graph tells that it was said, '
        "not that it is so.</p>{}{}</section>",
        items,
        more,
    )
