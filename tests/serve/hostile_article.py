"""A store in which every text that an article or a reviewer gives is markup with a script: each says its own place, so
that a page that runs it tells which one it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.decisions import Decision, Rulings, record_decisions
from kg.decisions.lines import as_line, header
from kg.graph import article_graph, ontology_quads, reference_quads
from kg.graph.terms import LABEL, mg
from kg.pipeline.flow import build
from kg.records import Article, Claim, Entity, Extraction, Segment, Span
from kg.store import ArticleStore, publish, record_candidates
from kg.validate import Quarantined


def evil(place: str) -> str:
    """Markup that ends what it may stand in, and scripts of three kinds."""
    run = f"window.ran=&quot;{place}&quot;"
    return (
        f"""{place} '"></title></textarea></noscript></script><script>window.ran="{place}"</script>"""
        f"""<img src=x onerror="{run}"><evil-element></evil-element>"""
    )


ADDRESS = 'javascript:window.ran="address"'
SIDE_DOOR = 'https://example.org/"><script>window.ran="link"</script>?a=1&b=\''
EVENT, PERSON, UNIT, GONE = (evil(place) for place in ("event", "person", "unit", "gone"))
TEXT = (
    f"{EVENT} was hosted by Kenya. {PERSON} of {UNIT} came from Egypt. {evil('quote')} was said by {PERSON}: "
    f"{evil('quotation')}. Kenya paid for the {GONE}."
)


def _span(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def extraction(key: str, url: str, employer: str = "e4") -> Extraction:
    """An article of this key and address. Of two whose persons work elsewhere one asks whether they are one."""
    article = Article(key, TEXT, evil("file"), url, evil("title"), evil("publisher"), "2021-05-12")
    entities = (
        Entity("e1", "Event", EVENT, (evil("alias"),)),
        Entity("e2", "State", "Kenya", reference="KEN"),
        Entity("e3", "Person", PERSON, (evil("alias"),)),
        Entity("e4", "GovernmentBody", UNIT, (evil("alias"),), country="KEN"),
        Entity("e5", "InternationalOrganization", "iom", reference="iom"),
        Entity("e6", "State", "Egypt", reference="EGY"),
        Entity("e7", "Project", GONE),
    )
    claims = (
        Claim("host", "e1", "e2", "explicit", 0.9, "hosted", _span("was hosted by Kenya")),
        Claim("startDate", "e1", "2021-05-10", "explicit", 0.9, "date", _span(EVENT)),
        Claim("participant", "e1", "e6", "explicit", 0.5, "attended", _span(evil("quote"))),
        Claim("participant", "e1", "e4", "planned", 0.4, "attended", _span(UNIT)),
        Claim("worksFor", "e3", employer, "explicit", 0.9, "of", _span(PERSON)),
        Claim("position", "e3", evil("position"), "explicit", 0.6, "title", _span(PERSON)),
        Claim("quotation", "e3", evil("quotation"), "attributed", 0.6, "quote", _span(evil("quotation")), "e3"),
        Claim("funder", "e7", "e2", "explicit", 0.9, "paid", _span("Kenya paid for the")),
        Claim("partner", "e4", "e5", "attributed", 0.8, "told", _span(PERSON), "e3"),
    )
    return Extraction(article, (Segment("body", 0, len(TEXT)),), entities, (), claims)


def kept_out() -> list[Quarantined]:
    """What was not taken, and why, in the words of an article."""
    line = evil("kept"), evil("quote"), "shape", evil("message"), evil("value")
    return [
        Quarantined(evil("key"), evil("file"), "claim", *line),
        Quarantined("", evil("file"), "file", *line),
        Quarantined(evil("key"), evil("file"), "note", *line),
    ]


def write_articles(folder: Path) -> None:
    """Files to be read by `kg build`: their names, their front matter and their texts are markup."""
    folder.mkdir()
    title, publisher = (evil(place).replace("'", "''") for place in ("title", "publisher"))
    front = f"---\ntitle: '{title}'\npublisher: '{publisher}'\nurl: '{ADDRESS}'\ndate: 2021-05-12\n---\n"
    body = (
        f"# {evil('heading')}\n\nKenya hosted the Workshop on Border <b>{evil('event')}</b> Management in Nairobi on "
        f"10 May 2021. It was attended by Egypt and by <script>window.ran='body'</script> Sudan. “We agreed on "
        f"<img src=x onerror=window.ran='body'> data,” said Ama Mensah, Director of Immigration of Ghana.\n"
    )
    (folder / """a '"><img src=x onerror=window.ran='file'><script>window.ran=1.md""").write_text(front + body, "utf-8")
    (folder / "<script>window.ran=2.pdf").write_bytes(b"no PDF <script>window.ran='pdf'</script>")


@dataclass(frozen=True, slots=True)
class Written:
    """Where the store, the files that were built, and the table of decisions are, and the entities by their names."""

    out: Path
    decisions: Path
    entities: Mapping[str, NamedNode]


def write_store(folder: Path) -> Written:
    """What `kg build` makes of such files in `folder`, and in its store the articles above, with decisions on them."""
    write_articles(folder / "articles")
    assert build([folder / "articles"], folder / "out").failed
    first, second = extraction(evil("key"), ADDRESS), extraction("https://example.org/2", SIDE_DOOR, "e5")
    graphs = [article_graph(one) for one in (first, second)]
    entities = {
        triple.object.value: triple.subject
        for graph in graphs
        for triple in graph.public
        if triple.predicate == LABEL and isinstance(triple.object, Literal) and isinstance(triple.subject, NamedNode)
    }
    by, why = evil("reviewer"), evil("reason")
    kenya = entities["Kenya"]
    decisions = (
        Decision("accept", entities[EVENT], by, "2021-06-01", why, relation=mg("host"), object=kenya),
        Decision("withdraw", entities[GONE], by, "2021-06-02", evil("withdrawn")),
    )
    file = folder / "decisions.tsv"
    file.write_text("\n".join([header(), *map(as_line, decisions), ""]), "utf-8")
    rulings = Rulings(decisions)
    with ArticleStore.open(folder / "out" / "store") as store:
        store.load_reference([*reference_quads(), *ontology_quads()])
        for graph in graphs:
            store.commit_article(rulings.apply(graph))
        record_decisions(store, rulings)
        record_candidates(store)
        publish(store)
    return Written(folder / "out", file, entities)
