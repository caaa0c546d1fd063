"""The page of an entity or a concept: what it is, the facts about it from both ends, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg import settings
from kg.serve.pages import particulars
from kg.serve.pages.addresses import asked, kind, page_number
from kg.serve.pages.facts import Found, Group, facts, groups, not_stated
from kg.serve.pages.failing import answering
from kg.serve.pages.linked import alternates, formats_line, links
from kg.serve.pages.markings import claim_lines, claim_words, pages_of, value
from kg.serve.pages.memberships import dated, section
from kg.serve.pages.moved import answer, moved
from kg.serve.pages.queries import PREFIXES, node
from kg.serve.pages.reading import Row
from kg.serve.pages.shell import not_found, page, path
from kg.serve.pages.site import Site
from kg.view.content import Thing
from kg.view.markup import bdi, chip, esc
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
        '<main id="main" class="wide">',
        f'<p class="kicker">{"".join(chip(class_label(name)) for name in known.classes)}</p>',
        f"<h1>{bdi(known.label)}</h1>",
        f'<p class="soft iri"><code>{esc(iri)}</code>{_drawn(iri)}</p>',
        *await (_all(site, iri, name, known) if not view.relation else _one(site, iri, name, view)),
        formats_line(name),
        "</main>",
    ]
    return page(known.label, body, alternates=alternates(name), headers={"Link": links(name)})


def _drawn(iri: str) -> str:
    """The link to the network of an entity."""
    if not iri.startswith(settings.ENTITY):
        return ""
    opened = quote(iri.removeprefix(settings.ENTITY), safe="/")
    return f' <a class="screen" href="/graph#{path(opened)}">Its network in the graph</a>'


async def _all(site: Site, iri: str, name: str, known: particulars.Particulars) -> list[str]:
    found = await groups(site.ask, iri, await site.terms())
    shown = await facts(site.ask, iri, found, FEW)
    said, more = await not_stated(site.ask, iri, FEW)
    memberships = section(await dated(site.ask, iri), iri)
    return [
        known.listed(),
        _summary(found),
        *(_group(name, group, shown.get(group, [])) for group in found),
        memberships,
        *([] if found or memberships else ['<p class="soft">The graph holds no facts about it.</p>']),
        _said(said, f'<p><a href="{path(f"/page/{name}")}?relation=said">All that was said</a></p>' if more else ""),
    ]


async def _one(site: Site, iri: str, name: str, view: _View) -> list[str]:
    """One relation, or what is said, on pages of their own."""
    back = f'<p><a href="{path(f"/page/{name}")}">All about it</a></p>'
    if view.relation == "said":
        rows, more = await not_stated(site.ask, iri, MANY, view.start)
        return [back, _said(rows, pages_of(f"/page/{name}?relation=said&page=", view.number, more, "statements"))]
    found = await groups(site.ask, iri, await site.terms())
    wanted = [group for group in found if (group.term.name, group.way) == (view.relation, view.way)]
    if not wanted:
        return [back, '<p class="soft">The graph holds no such facts about it.</p>']
    shown = await facts(site.ask, iri, wanted, MANY, view.start)
    more = wanted[0].count > view.start + MANY
    address = f"/page/{name}?relation={view.relation}&way={view.way}&page="
    return [
        back,
        _group(name, wanted[0], shown.get(wanted[0], []), whole=True),
        pages_of(address, view.number, more, "facts"),
    ]


def _summary(found: Sequence[Group]) -> str:
    """The relations with their numbers, as links down the page."""
    if len(found) < 3:
        return ""
    items = "".join(
        f'<li><a href="#{g.way}-{g.term.name}">{esc(g.label)}</a> <span class="soft">{g.count:,}</span></li>'
        for g in found
    )
    return f'<nav class="summary screen" aria-label="Relations"><ul>{items}</ul></nav>'


def _group(name: str, group: Group, shown: Sequence[Found], *, whole: bool = False) -> str:
    told = [found for found in shown if found.count]
    known = [found for found in shown if not found.count]
    more = ""
    if not whole and group.count > len(shown):
        address = f"/page/{name}?relation={group.term.name}&way={group.way}"
        more = f'<p><a href="{path(address)}">All {group.count:,} →</a></p>'
    return (
        f'<section class="card relation" id="{group.way}-{esc(group.term.name)}">'
        f'<h2>{esc(group.label)} <span class="soft">{group.count:,}</span></h2>'
        f"{_reference(known)}{''.join(map(_fact, told))}{more}</section>"
    )


def _reference(known: Sequence[Found]) -> str:
    """Facts that no article tells, in one line."""
    if not known:
        return ""
    listed = "; ".join(value(found.other) for found in known)
    return f'<p class="reference"><span class="chip">reference data</span> {listed}</p>'


def _fact(found: Found) -> str:
    kinds = {row[0].status for row in found.claims}
    marked = "".join(chip(kind, kind) for kind in sorted(kinds)) if kinds <= {"planned", "attributed"} else ""
    lines = [f"<li>{claim_lines(row)}</li>" for row in found.claims]
    rest = lines[_CLAIMS_OPEN:]
    folded = (
        f"<details><summary>{len(rest)} more {'claim' if len(rest) == 1 else 'claims'}</summary>"
        f'<ul class="claims">{"".join(rest)}</ul></details>'
        if rest
        else ""
    )
    unseen = ""
    if found.count > len(found.claims):
        unseen = f'<p class="soft"><a href="{_all_claims(found)}">All {found.count:,} claims in SPARQL</a></p>'
    return (
        f'<div class="fact"><p class="words">{value(found.other, typed=True)} {marked}</p>'
        f'<ul class="claims">{"".join(lines[:_CLAIMS_OPEN])}</ul>{folded}{unseen}</div>'
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
    return path(f"/sparql#query={quote(query, safe='')}")


def _said(rows: Sequence[Row], more: str) -> str:
    if not rows:
        return ""
    items = "".join(f'<div class="fact">{claim_words(row[0])}{claim_lines(row)}</div>' for row in rows)
    return (
        '<section class="card" id="said"><h2>Said, and not held for a fact</h2>'
        '<p class="soft">Quotations, figures, and what only a speaker says: the graph tells that it was said, '
        f"not that it is so.</p>{items}{more}</section>"
    )
