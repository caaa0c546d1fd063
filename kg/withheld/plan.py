"""What would go if an article or a person were withheld: looked up in the store, and changed nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.contacts import public_name
from kg.decisions import Decision, stored_decisions
from kg.graph.article_graph import contacts_graph
from kg.graph.imported_graph import IMPORTED
from kg.graph.terms import ALT_LABEL, LABEL, OA, article_iri, mg
from kg.records import WITHHELD_MARK, Article, KgError, Span
from kg.store import ArticleStore, Marker
from kg.store.default_graph import REFERENCE, supports
from kg.withheld.record import ARTICLE, PERSON
from kg.withheld.stored import PERSONS, naming, stored_article, without_names
from kg.withheld.withheld import Withheld
from kg.withheld.words import name_words, surnames, telling, words

_START, _END = NamedNode(OA + "start"), NamedNode(OA + "end")
_TELLING = 3
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """A request as the store has it: the articles and sources that go (`gone`, by key), those that are read again
    without some sentences (`shortened`, as they will be read), how many sentences and claims go with these, the
    entities and the decisions concerned, and how many names of the reference data stay although they say the name. Of
    so many decisions (`untold`) it is not told who took them or why. `alike` are the articles that have the last name
    by itself and stay, for it may be somebody else's; `said` is what tells of the request in other files: all words of
    a name, or a key."""

    kind: str
    digests: tuple[str, ...]
    gone: tuple[str, ...] = ()
    shortened: tuple[Article, ...] = ()
    sentences: int = 0
    claims: int = 0
    persons: tuple[NamedNode, ...] = ()
    decisions: tuple[Decision, ...] = ()
    in_reference: int = 0
    untold: int = 0
    alike: tuple[str, ...] = ()
    said: tuple[tuple[str, ...], ...] = ()
    known: bool = False
    """Whether this was asked before."""

    @property
    def articles(self) -> int:
        """In how many articles and sources something goes."""
        return len(self.gone) + len(self.shortened)


def plan_article(store: ArticleStore, withheld: Withheld, given: str) -> Plan:
    """The plan for an article or source, by its key or its IRI. Raises KgError where the store has no such article."""
    marker = store.article(NamedNode(given)) if given.startswith(settings.ARTICLE) else store.marker(public_name(given))
    key = marker.key if marker else public_name(given)
    if marker is None:
        if not withheld.knows(key):
            near = _near(given, dict(zip(store.keys(), store.keys(), strict=True)))
            raise KgError(f"'{given}' is no article of this store: {near}")
        return Plan(ARTICLE, (), said=((key,),), known=True)
    digests = withheld.of_article(key, store.text_of(marker.article))
    decided = (decision for decision in stored_decisions(store.store) if _rests_on(store, decision, marker.article))
    claims = len(_claims(store, marker.article))
    return Plan(ARTICLE, digests, gone=(key,), claims=claims, decisions=tuple(decided), said=((key,),))


def _rests_on(store: ArticleStore, decision: Decision, article: NamedNode) -> bool:
    """Whether a decision is about this article alone, or about what no other one names."""
    quads = store.store.quads_for_pattern(decision.subject, None, None, None)
    graphs = {quad.graph_name for quad in quads if supports(quad.graph_name)}
    return decision.article == article or graphs == {article}


def plan_person(store: ArticleStore, withheld: Withheld, given: str) -> Plan:
    """The plan for a person, by IRI or name. Raises KgError where neither an entity nor a text of the store is of this
    name."""
    named = _names(store)
    persons = _persons(named, given)
    called = [(graph, name) for person in persons for graph, name in named[person]]
    own = {given} if not persons or given not in {node.value for node in persons} else _labels(store, persons)
    telling = {word for name in own for word in name_words(name) if len(word) >= _TELLING}
    names = own | {name for _, name in called if len(name_words(name)) > 1 and telling & set(name_words(name))}
    keys = {marker.article: marker.key for marker in store.markers()}
    calls = {(keys[graph], name) for graph, name in called if graph in keys and len(name_words(name)) == 1}
    names = {name for name in names if len(name_words(name)) > 1 or (name == given and not persons)}
    return _plan_person(store, withheld, given, persons, names, calls | _hidden(store, names))


def plan_rest(store: ArticleStore, withheld: Withheld) -> tuple[Sequence[str], Sequence[Article], Sequence[Decision]]:
    """What a store still has of all that is withheld: the articles and sources that go, by key, those that are read
    again without some sentences, and the decisions that rest on one that goes."""
    found = [_of_article(store, marker, withheld) for marker in store.markers()]
    gone = _gone(found)
    decided = [d for d in stored_decisions(store.store) if any(_rests_on(store, d, article_iri(key)) for key in gone)]
    return gone, _shortened(found), decided


def _hidden(store: ArticleStore, names: set[str]) -> set[tuple[str, str]]:
    """The words by which articles may call a person whose whole name went with a sentence that named somebody else:
    of what is left of such an article, each word of the name counts."""
    wanted = {word for name in names if len(name_words(name)) > 1 for word in telling(name)}
    found = set()
    for marker in store.markers():
        text = store.text_of(marker.article) or ""
        if WITHHELD_MARK in text:
            told = {word.plain for word in words(text) if word.capital} | {word.plain for word in words(marker.key)}
            found |= {(marker.key, word) for word in wanted & told}
    return found


def _plan_person(
    store: ArticleStore,
    withheld: Withheld,
    given: str,
    persons: Sequence[NamedNode],
    names: set[str],
    calls: set[tuple[str, str]],
) -> Plan:
    digests = withheld.of_person(names, calls)
    then = withheld.with_digests(digests)
    known, then_names = withheld.holds(digests), Withheld(withheld.register).with_digests(digests)
    found = [_of_article(store, marker, then) for marker in store.markers()]
    gone, shortened = _gone(found), _shortened(found)
    decided = stored_decisions(store.store)
    left, last = {d.iri: d for d in without_names(decided, then_names)}, {w for name in names for w in surnames(name)}
    read_again = {article_iri(key) for key in (*gone, *(article.key for article in shortened))}
    decisions = tuple(d for d in decided if d.iri not in left or _goes(store, d, last, read_again))
    digests += withheld.of_decisions(d.iri.value for d in decisions if d.iri in left)  # nothing else tells a later run
    untold = sum(left[d.iri] != d for d in decided if d not in decisions)
    if not (gone or shortened or persons or decisions or untold or known):
        near = {name: f"{name} ({node.value})" for node, said in _names(store).items() for _, name in said}
        raise KgError(f"'{given}' is named in no article of this store: {_near(given, near)}")
    return Plan(
        PERSON,
        digests,
        gone,
        shortened,
        sum(len(one.spans) for one in found),
        sum(one.claims for one in found),
        tuple(persons),
        decisions,
        _in_reference(store, then_names),
        untold,
        tuple(one.article.key for one in found if one.article is not None and _calls(one.article.text, last)),
        tuple(sorted({tuple(name_words(name)) for name in names})),
        known,
    )


def _goes(store: ArticleStore, decision: Decision, last: set[str], articles: set[NamedNode]) -> bool:
    """Whether a decision is about something that a last name is part of, and that these articles alone name."""
    nodes = [node for node in (decision.subject, decision.object) if isinstance(node, NamedNode)]
    called = [node for node in nodes if last & {word.plain for word in words(node.value)}]
    graphs = {quad.graph_name for node in called for quad in store.store.quads_for_pattern(node, None, None, None)}
    return bool(called) and {graph for graph in graphs if supports(graph)} <= articles


def _calls(text: str, last: set[str]) -> bool:
    return any(word.capital and word.plain in last for word in words(text))


@dataclass(frozen=True, slots=True)
class _Found:
    """What of an article goes."""

    marker: Marker
    article: Article | None
    spans: Sequence[Span]
    claims: int
    changed: bool


def _of_article(store: ArticleStore, marker: Marker, then: Withheld) -> _Found:
    article = stored_article(store, marker)
    whole = _Found(marker, None, (), len(_claims(store, marker.article)), changed=True)
    if marker.key.startswith(IMPORTED):
        return (
            whole
            if then.knows(marker.key) or _names_in(store, marker, then)
            else _Found(marker, article, (), 0, changed=False)
        )
    left = then.article(article)
    if left is None:
        return whole
    spans = then.spans(article)
    resting = [
        held for held in _claims(store, marker.article).values() if any(_meet(a, b) for a in held for b in spans)
    ]
    return _Found(marker, left, spans, len(resting), changed=left != article)


def _gone(found: Sequence[_Found]) -> tuple[str, ...]:
    return tuple(one.marker.key for one in found if one.article is None)


def _shortened(found: Sequence[_Found]) -> tuple[Article, ...]:
    return tuple(one.article for one in found if one.article is not None and one.changed)


def _names_in(store: ArticleStore, marker: Marker, then: Withheld) -> bool:
    graphs = (marker.article, contacts_graph(marker.article))
    quads = (quad for graph in graphs for quad in store.store.quads_for_pattern(None, None, None, graph))
    return naming((quad.triple for quad in quads), then) is not None


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _claims(store: ArticleStore, article: NamedNode) -> dict[NamedNode, list[Span]]:
    """The public claims of an article, each with the stretches of the text that it rests on."""
    claims: dict[NamedNode, list[Span]] = {}
    for quad in store.store.quads_for_pattern(None, mg("evidence"), None, article):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            start, end = (_number(store, quad.object, name, article) for name in (_START, _END))
            claims.setdefault(quad.subject, []).append(Span(start, end))
    return claims


def _number(store: ArticleStore, segment: NamedNode, predicate: NamedNode, article: NamedNode) -> int:
    quads = store.store.quads_for_pattern(segment, predicate, None, article)
    return next((int(quad.object.value) for quad in quads if isinstance(quad.object, Literal)), 0)


def _names(store: ArticleStore) -> dict[NamedNode, list[tuple[NamedNode, str]]]:
    """The persons of the store, each with the articles that name it, and the names."""
    found: dict[NamedNode, list[tuple[NamedNode, str]]] = {}
    for subject, graph, name in _labelled(store):
        if subject.value.startswith(PERSONS):
            found.setdefault(subject, []).append((graph, name))
    return found


def _labelled(store: ArticleStore) -> Iterator[tuple[NamedNode, NamedNode, str]]:
    for predicate in (LABEL, ALT_LABEL):
        for quad in store.store.quads_for_pattern(None, predicate, None, None):
            subject, graph, name = quad.subject, quad.graph_name, quad.object
            if isinstance(subject, NamedNode) and isinstance(graph, NamedNode) and isinstance(name, Literal):
                yield subject, graph, name.value


def _persons(named: dict[NamedNode, list[tuple[NamedNode, str]]], given: str) -> list[NamedNode]:
    wanted = name_words(given)
    return [
        node
        for node, said in sorted(named.items(), key=lambda pair: pair[0].value)
        if node.value == given or any(name_words(name) == wanted for _, name in said)
    ]


def _labels(store: ArticleStore, persons: Sequence[NamedNode]) -> set[str]:
    quads = [quad for node in persons for quad in store.store.quads_for_pattern(node, LABEL, None, None)]
    return {quad.object.value for quad in quads if isinstance(quad.object, Literal)}


def _in_reference(store: ArticleStore, withheld: Withheld) -> int:
    return len({name for _, graph, name in _labelled(store) if graph == REFERENCE and withheld.names(name)})


def _near(given: str, names: dict[str, str]) -> str:
    """What is like it, to be said in an error."""
    plain = {" ".join(name_words(name)) or name: shown for name, shown in names.items()}
    asked = " ".join(name_words(given)) or given
    near = [name for name in plain if asked in name] or get_close_matches(asked, plain, n=_NEAR, cutoff=0.5)
    if not near:
        return "look it up with kg query, or in report.html"
    return f"near it are {'; '.join(plain[name] for name in near[:_NEAR])}"
