"""The text of a stored article with its names marked and its facts under the sentences they come from.

The store keeps texts, names and evidence, and neither mentions nor the parts of a text: a name of an entity is marked
where it stands, and the parts are found as the extraction finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from kg.extract.text.segments import split
from kg.extract.text.sentences import Sentence, split_sentences
from kg.records import Article
from kg.view.content import Contents, Document, Fact, Thing
from kg.view.explained import CONTACTS, ELSEWHERE, Line, Mark, Part, alike, confidence_of, lines
from kg.view.markup import bdi, chip, html, join
from kg.vocabulary import vocabulary

MOST_CHARACTERS = 60_000
"""Of a longer text this much is shown, so that browsers open the page."""

_SAID = {
    CONTACTS: "whom to contact, not shown",
    ELSEWHERE: "from parts that are not shown",
    "navigation": "navigation, not read",
    "other-language": "in another language, not read",
    "boilerplate": "standing description",
    "dateline": "dateline",
    "title": "title",
}


def article_text(contents: Contents, document: Document) -> Markup:
    """The text as a part of a page that opens on demand; nothing where no text is stored."""
    found = _lines(contents, document)
    if not found:
        return Markup()
    cut = len(contents.text(document.iri)) > MOST_CHARACTERS
    return html(
        '<details class="text"><summary>The text, with what was read from each sentence</summary>\n{}{}\n</details>',
        join(map(_line, found), "\n"),
        html('<p class="soft">The rest of this long text is not shown.</p>') if cut else "",
    )


def _lines(contents: Contents, document: Document) -> list[Line[Fact]]:
    whole = contents.text(document.iri)
    text = whole[: max(whole.rfind(" ", 0, MOST_CHARACTERS), 0)] if len(whole) > MOST_CHARACTERS else whole
    title = None if document.title == document.key else document.title
    segments = split(Article(document.key, text, title=title, media_type=document.media_type))
    named = _named(text, contents, document)
    sentences = split_sentences(text, segments, sorted(named))
    facts = [(fact, fact.spans) for fact in document.facts if not fact.spans or fact.spans[0].start < len(text)]
    near = f"{document.publisher} {document.url or ''}"
    return lines(text, segments, sentences, _marks(named, sentences, document.facts), facts, near=near)


def _named(text: str, contents: Contents, document: Document) -> dict[tuple[int, int], list[Thing]]:
    """Where the names of the article's entities stand in its text, and whose they may be. Names stand inside names of
    events, not inside others."""
    found: dict[tuple[int, int], list[Thing]] = {}
    for events in (True, False):
        owners: dict[str, list[Thing]] = {}
        for thing in document.things:
            if (thing.type == "Event") == events:
                for name in contents.names(thing.iri, document.iri):
                    owners.setdefault(" ".join(name.split()), []).append(thing)
        for match in _either(owners).finditer(text):
            found.setdefault(match.span(), []).extend(owners[" ".join(match[0].split())])
    return found


def _either(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as words of their own, the longest first; never matches where there are none."""
    parts = [r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True) if name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts) or '(?!)'})(?!\w)")


def _marks(
    named: Mapping[tuple[int, int], Sequence[Thing]], sentences: Iterable[Sentence], facts: Sequence[Fact]
) -> list[Mark]:
    """One mark for each place of a name: of several bearers, the one that a fact of the sentence is about."""
    found = []
    spans = [(sentence.start, sentence.end) for sentence in sentences]
    about = {span: _about(span, facts) for span in spans}
    for (start, end), bearers in named.items():
        around = next((about[span] for span in spans if span[0] <= start < span[1]), set())
        bearer = min(bearers, key=lambda thing: (thing.iri not in around, thing.type, thing.iri))
        found.append(Mark(start, end, bearer.iri, bearer.type))
    return found


def _about(span: tuple[int, int], facts: Iterable[Fact]) -> set[str]:
    """The entities that the facts of a sentence are about."""
    own = [fact for fact in facts if any(span[0] <= evidence.start < span[1] for evidence in fact.spans)]
    return {thing.iri for fact in own for thing in (fact.subject, fact.object) if isinstance(thing, Thing)}


def _line(line: Line[Fact]) -> Markup:
    said = _SAID.get(line.kind, "")
    label = chip(said) + " " if said else ""
    rows = join(map(_facts, alike(line.claims, _but_what_differs)))
    listed = html('<ul class="read">{}</ul>', rows) if rows else ""
    return html('<p class="said {}">{}{}</p>{}', line.kind, label, join(map(_part, line.parts)), listed)


def _part(part: Part) -> Markup:
    """Words, or a marked name with its type in small letters: colour only repeats it."""
    if isinstance(part, str):
        return bdi(part)
    kind = part.mark.type
    known = vocabulary().classes.get(kind)
    label = known.label if known else kind
    return html('<span class="name {}">{}<i> {}</i></span>', kind, join(map(_part, part.parts)), label)


def _but_what_differs(fact: Fact) -> tuple[object, ...]:
    """All but the object and its confidence."""
    return fact.relation, fact.subject, fact.status, fact.rule, fact.attributed_to


def _facts(facts: Sequence[Fact]) -> Markup:
    """Facts that differ in object and confidence alone, as one line."""
    fact, objects = facts[0], [fact.object_label for fact in facts]
    known = vocabulary().relations.get(fact.relation)
    subject = "the article" if fact.subject.type == "Article" else bdi(fact.subject.label)
    return html(
        '<li><b>{}</b> {} → {} {}{} <span class="soft">confidence {}, rule {}</span></li>',
        known.label if known else fact.relation,
        subject,
        join(map(bdi, objects), "; "),
        chip(fact.status, fact.status),
        html(" by {}", bdi(fact.attributed_to)) if fact.attributed_to else "",
        confidence_of(fact.confidence for fact in facts),
        fact.rule,
    )
