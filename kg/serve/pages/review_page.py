"""What the pages look like on which people decide: plain forms, one an item."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.responses import Response

from kg.decisions import Decision
from kg.decisions.cells import STATUSES, written
from kg.decisions.lines import in_words
from kg.review import Doubt, Pair, Party, Words
from kg.review.file import ending
from kg.review.queue import BELOW
from kg.serve.pages.addresses import local
from kg.serve.pages.shell import REVIEW, anchor, page
from kg.serve.reviewers import Review
from kg.view.markup import bdi, chip, esc, link
from kg.vocabulary import vocabulary

PER_PAGE = 20
_DECIDED = 50
_MAIN = '<main id="main" class="wide review">'


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the list is asked for: statements less sure than `below`, from the item `start` on; `done` is the
    decision that was just taken; `given` what was sent and could not be taken."""

    below: float
    start: int
    done: str
    given: Mapping[str, str]

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """The same from what was sent; what is none is left out."""
        below, start = given.get("below", ""), given.get("from", "")
        number = float(below) if below.replace(".", "", 1).isdecimal() and below.isascii() else BELOW
        first = int(start) if start.isdecimal() and start.isascii() and len(start) < 8 else 0
        return cls(min(number, 1.0), first, given.get("done", ""), given if "action" in given else {})


def entrance(
    sign: str, headers: Mapping[str, str], *, with_token: bool, fault: str = "", status: int = 200
) -> Response:
    """The page that asks for the token, and for the name of who decides."""
    token = (
        '<p class="field"><label for="token">Token</label>'
        '<input id="token" name="token" type="password" required autocomplete="off" aria-describedby="d-token">'
        '<span class="soft" id="d-token">The server tells it when it is started.</span></p>'
    )
    body = [
        _MAIN,
        "<h1>Review</h1>",
        '<p class="lead">Here people decide which claims are right and which entities are one. What is decided is '
        "published with the name of who decided.</p>",
        f'<p role="alert" class="fault">{bdi(fault)}</p>' if fault else "",
        f'<form class="card" method="post" action="/review/enter">{_hidden("sign", sign)}{token if with_token else ""}',
        '<p class="field"><label for="by">Your name</label>'
        '<input id="by" name="by" required maxlength="100" autocomplete="name"></p>',
        '<button class="first">Begin</button></form>',
        "</main>",
    ]
    return page("Review", body, status=status, headers=headers)


def broken(fault: str, headers: Mapping[str, str]) -> Response:
    """The page that says why nothing can be decided: somebody has written something into the file that is wrong."""
    body = [_MAIN, "<h1>Review</h1>", f'<p role="alert" class="fault">{bdi(fault)}</p>', "</main>"]
    return page("Review", body, status=500, headers=headers)


def listing(
    asked: Asked,
    doubts: Sequence[Doubt],
    pairs: Sequence[Pair],
    decisions: Sequence[Decision],
    by: str,
    review: Review,
    headers: Mapping[str, str],
    *,
    fault: str = "",
    status: int = 200,
) -> Response:
    """The page with what is open and what was decided."""
    common = _hidden("sign", review.sign) + _hidden("below", f"{asked.below:g}") + _hidden("from", str(asked.start))
    more, file = len(doubts) > PER_PAGE, esc(review.file.name)
    body = [
        _MAIN,
        "<h1>Review</h1>",
        *_said(asked, decisions, fault),
        f'<p class="lead">You decide as <b>{bdi(by)}</b>. Each decision is a line of <code>{file}</code>; '
        f"<code>kg build PATH --decisions {file}</code> applies them.</p>",
        _below(asked),
        f'<h2 id="doubtful">Claims in doubt</h2>{"" if doubts else "<p>None is open.</p>"}',
        *(_doubt(doubt, f"c{number}", common, asked) for number, doubt in enumerate(doubts[:PER_PAGE])),
        f'<h2 id="candidates">Entities that may be one</h2>{"" if pairs else "<p>None is open.</p>"}',
        *(_pair(pair, f"e{number}", common) for number, pair in enumerate(pairs)),
        _pages(asked, more=more or len(pairs) == PER_PAGE),
        _of_entities(asked, common),
        *_decided(decisions, common),
        "</main>",
    ]
    return page("Review", body, at=REVIEW, status=status, headers=headers)


def _said(asked: Asked, decisions: Sequence[Decision], fault: str) -> Iterator[str]:
    """What became of the last form that was sent."""
    if fault:
        yield f'<p role="alert" class="fault">{bdi(fault)}</p>'
    done = next((one for one in decisions if ending(one) == asked.done), None)
    if done is not None:
        yield f'<p role="status" class="card done">Decided: {bdi(in_words(done))} <a href="#decided">Undo</a></p>'
    elif asked.done == "undone":
        yield '<p role="status" class="card done">The decision is undone.</p>'


def _below(asked: Asked) -> str:
    return (
        '<form class="big" action="/review"><label for="below">Claims less sure than</label>'
        f'<input id="below" name="below" type="number" min="0" max="1" step="any" value="{asked.below:g}">'
        "<button>Show</button></form>"
    )


def _doubt(doubt: Doubt, number: str, common: str, asked: Asked) -> str:
    said = doubt.statement
    ends = {"subject": said.subject, "relation": said.relation, "object": said.object, "article": doubt.article}
    fields = {name: written(node) for name, node in ends.items()}
    mine = all(asked.given.get(name) == text for name, text in fields.items())
    relation = vocabulary().relations.get(fields["relation"])
    label = relation.label if relation else fields["relation"]
    target = local(said.object.value) if isinstance(said.object, NamedNode) else None
    claim = f"{bdi(doubt.subject_name)} {esc(label)} {bdi(doubt.object_name)}"
    return "".join(
        [
            f'<article class="card item" aria-labelledby="h-{number}"><h3 id="h-{number}">'
            f"{anchor(local(said.subject.value), doubt.subject_name)} <i>{esc(label)}</i> "
            f"{anchor(target, doubt.object_name)}</h3>",
            f'<p class="how">{chip(f"confidence {doubt.confidence:.2f}")} {chip(doubt.status, doubt.status)} '
            f"<span>{bdi(doubt.rule)}</span></p>",
            *map(_words, doubt.words),
            f'<form method="post" action="/review/decide">{common}',
            *(_hidden(name, text) for name, text in fields.items()),
            _why(number, asked.given.get("why", "") if mine else ""),
            _everywhere(number, chosen=mine and bool(asked.given.get("everywhere"))),
            f'<p class="tools">{_button("accept", "Accept", claim)}{_button("reject", "Reject", claim)}</p>',
            _editing(number, doubt, fields, asked.given if mine else {}),
            "</form></article>",
        ]
    )


def _editing(number: str, doubt: Doubt, fields: Mapping[str, str], given: Mapping[str, str]) -> str:
    relations = [name for name, row in vocabulary().relations.items() if not row.private]
    chosen = {name: given.get(f"new-{name}", "") for name in ("subject", "relation", "object", "status")}
    return "".join(
        [
            f"<details{' open' if any(chosen.values()) else ''}><summary>Edit</summary>",
            '<p class="soft">What stays empty stays as it is. An entity is named as in the graph, or like '
            "<code>state:KEN</code>; a new one needs a name too, like <code>office:desk Border Desk</code>.</p>",
            _text(number, "subject", f"Instead of {doubt.subject_name}", chosen["subject"]),
            _choice(number, "relation", f"Instead of {fields['relation']}", relations, chosen["relation"]),
            _text(number, "object", f"Instead of {doubt.object_name}", chosen["object"]),
            _choice(number, "status", f"Instead of {doubt.status}", STATUSES, chosen["status"]),
            f'<p class="tools">{_button("edit", "Save the edit", doubt.subject_name)}</p></details>',
        ]
    )


def _pair(pair: Pair, number: str, common: str) -> str:
    names = f"{bdi(pair.one.name)} and {bdi(pair.other.name)}"
    return "".join(
        [
            f'<article class="card item" aria-labelledby="h-{number}"><h3 id="h-{number}">{names}</h3>',
            f'<div class="columns">{_party(pair.one)}{_party(pair.other)}</div>',
            f'<form method="post" action="/review/decide">{common}',
            _hidden("subject", written(pair.one.node)),
            _hidden("object", written(pair.other.node)),
            _why(number, ""),
            f'<p class="tools">{_button("merge", "They are one", names)}{_button("split", "Keep apart", names)}</p>',
            "</form></article>",
        ]
    )


def _of_entities(asked: Asked, common: str) -> str:
    """The form for entities that nobody asks about: they are one, are not, or are none."""
    given = asked.given if asked.given.get("form") == "entities" else {}
    named = (("subject", "Entity"), ("object", "Other one"), ("article", "Article"))
    hints = ("a name, or like office:a--KEN", "not where an entity is withdrawn", "where it means the other one")
    return "".join(
        [
            '<h2 id="entities">Other entities</h2>',
            '<article class="card item" aria-labelledby="entities">',
            f'<form method="post" action="/review/decide">{common}',
            _hidden("form", "entities"),
            '<p class="soft">What goes is named first, what it becomes second. Of one that is kept apart in an '
            "article alone, what that says is of the other. What is withdrawn goes with all that is said of it.</p>",
            *(_named("any", *field, hint, given.get(field[0], "")) for field, hint in zip(named, hints, strict=True)),
            _why("any", given.get("why", "")),
            '<p class="tools">',
            _button("merge", "They are one", "of the two"),
            _button("split", "Keep apart", "the two"),
            _button("withdraw", "Withdraw", "the entity"),
            "</p></form></article>",
        ]
    )


def _party(party: Party) -> str:
    words = "".join(map(_words, party.words)) or '<p class="soft">No claim is about it.</p>'
    return (
        f"<div><p>{chip(party.kind)} {anchor(local(party.node.value), party.name)}<br>"
        f'<span class="soft">{esc(written(party.node))}</span></p>{words}</div>'
    )


def _words(words: Words) -> str:
    told = [bdi(text) for text in (words.publisher, words.issued) if text]
    elsewhere = [link(words.source, "source")] if words.source else []
    article = anchor(local(words.article.value), words.title)
    return (
        f'<blockquote>“{bdi(words.quote)}”</blockquote><p class="source">{" · ".join([article, *told, *elsewhere])}</p>'
    )


def _decided(decisions: Sequence[Decision], common: str) -> Iterator[str]:
    """The newest decisions, each of which can be taken back here."""
    yield '<h2 id="decided">Decided</h2>'
    if not decisions:
        yield "<p>Nothing yet.</p>"
    for number, decision in enumerate(reversed(decisions[-_DECIDED:])):
        said = in_words(decision)
        yield (
            f'<article class="card item"><p>{bdi(said)}<br><span class="soft">{bdi(decision.reason)}</span></p>'
            f'<details><summary>Undo <span class="unseen">{bdi(said)}</span></summary>'
            f'<form method="post" action="/review/decide">{common}{_hidden("decision", ending(decision))}'
            f'{_why(f"u{number}", "")}<p class="tools">{_button("undo", "Undo", said)}</p></form></details></article>'
        )


def _pages(asked: Asked, *, more: bool) -> str:
    ways = []
    if asked.start:
        ways.append(_way("Earlier", asked, max(asked.start - PER_PAGE, 0)))
    if more:
        ways.append(_way("More", asked, asked.start + PER_PAGE))
    return f'<nav class="pages" aria-label="Further items">{" · ".join(ways)}</nav>' if ways else ""


def _way(name: str, asked: Asked, start: int) -> str:
    return f'<a href="/review?below={asked.below:g}&amp;from={start}">{name}</a>'


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{esc(name)}" value="{_raw(value)}">'


def _raw(value: str) -> str:
    """A value that comes back as it is: what is shown is redacted, and this names something of the graph."""
    return html.escape(value, quote=True)


def _button(action: str, name: str, about: str) -> str:
    first = ' class="first"' if action in ("accept", "merge") else ""
    return f'<button{first} name="action" value="{action}">{name}<span class="unseen"> {about}</span></button>'


def _why(number: str, value: str) -> str:
    return (
        f'<p class="field"><label for="w-{number}">Why</label>'
        f'<textarea id="w-{number}" name="why" rows="1" required maxlength="500">{_raw(value)}</textarea></p>'
    )


def _everywhere(number: str, *, chosen: bool) -> str:
    checked = " checked" if chosen else ""
    return (
        f'<p><label><input id="all-{number}" type="checkbox" name="everywhere" value="1"{checked}> '
        "In all articles, not in this one alone</label></p>"
    )


def _text(number: str, name: str, hint: str, value: str) -> str:
    return _named(number, f"new-{name}", f"New {name}", hint, value)


def _named(number: str, name: str, label: str, hint: str, value: str) -> str:
    return (
        f'<p class="field"><label for="{name}-{number}">{label}</label>'
        f'<input id="{name}-{number}" name="{name}" placeholder="{esc(hint)}" value="{_raw(value)}"></p>'
    )


def _choice(number: str, name: str, hint: str, options: Sequence[str], chosen: str) -> str:
    listed = "".join(f"<option{' selected' if one == chosen else ''}>{esc(one)}</option>" for one in options)
    return (
        f'<p class="field"><label for="{name}-{number}">New {name}</label>'
        f'<select id="{name}-{number}" name="new-{name}"><option value="">{esc(hint)}</option>{listed}</select></p>'
    )
