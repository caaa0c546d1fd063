"""The gate takes out what breaks a shape, what depends on it, and nothing else."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.settings import REFERENCE_GRAPH
from kg.validate import ArticleRefused, Quarantined, gate

ARTICLE = (Path(__file__).parent / "article.trig").read_text("utf-8")
STATE = "<https://w3id.org/mgkg/id/state/KEN>"
OFFICE = "<https://w3id.org/mgkg/id/office/field-office>"


def passed(text: str) -> tuple[str, list[Quarantined]]:
    quads = list(ox.parse(text, format=ox.RdfFormat.TRIG))
    facts = [quad for quad in quads if quad.graph_name == ox.NamedNode(REFERENCE_GRAPH)]
    kept, lines = gate([quad for quad in quads if quad not in facts], facts, article="k", path="a.txt")
    return "\n".join(str(quad) for quad in kept), lines


def test_a_conforming_article_passes_whole():
    kept, lines = passed(ARTICLE)
    assert not lines
    assert kept.count("\n") + 1 == len(list(ox.parse(ARTICLE, format=ox.RdfFormat.TRIG))) - 3


def test_an_impossible_date_goes_with_its_claim_and_leaves_the_rest():
    kept, lines = passed(ARTICLE.replace("--10-01", "--13-45"))
    assert [(line.kind, line.claim, line.quote, line.value) for line in lines] == [
        ("claim", "Workshop on data — startDate — --13-45", "Kenya was hosting it", "--13-45")
    ]
    assert lines[0].shape and lines[0].message and lines[0].article == "k" and lines[0].path == "a.txt"
    assert lines[0].rule == "date"
    assert "--13-45" not in kept and "claim/3" not in kept
    assert "claim/1" in kept and "#char=0,20" in kept, "the segment also supports another claim"


def test_what_only_the_removed_claim_mentioned_goes_with_it():
    kept, lines = passed(ARTICLE.replace('mg:rule "attended-by"', 'mg:rule " "'))
    assert [line.kind for line in lines] == ["claim"]
    assert "office/field-office" not in kept and "#char=21,46" not in kept


def hosted_again(status: str) -> str:
    """The article whose first claim is broken, and whose third says the same as the first, with a status."""
    claim = ARTICLE.index("  <https://w3id.org/mgkg/article/0123456789abcdef/claim/3>")
    third = ARTICLE[claim:].replace("mg:startDate", "mg:host", 1).replace('"--10-01"^^xsd:gMonthDay', STATE, 1)
    third = third.replace("assertion-status/explicit>", f"assertion-status/{status}> ; mg:attributedTo {OFFICE}", 1)
    first = ARTICLE[:claim].replace(' ;\n    mg:startDate "--10-01"^^xsd:gMonthDay', "")
    return first.replace('mg:rule "hosted-by"', 'mg:rule ""') + third


def test_a_plain_fact_stays_while_another_claim_states_it():
    kept, lines = passed(hosted_again("explicit"))
    assert len(lines) == 1 and "claim/1>" not in kept and "claim/3>" in kept
    assert "ontology#host> <https://w3id.org/mgkg/id/state/KEN>" in kept


def test_what_a_speaker_says_does_not_hold_up_a_plain_fact():
    kept, _ = passed(hosted_again("attributed"))
    assert "claim/3>" in kept
    assert "ontology#host> <https://w3id.org/mgkg/id/state/KEN>" not in kept


def test_a_wrong_kind_of_host_is_blamed_on_the_claim_that_says_so():
    kept, lines = passed(
        ARTICLE.replace("office/field-office> a mg:Office, mg:Actor", "office/field-office> a mg:Place")
    )
    assert {line.claim for line in lines} == {"Workshop on data — participant — Field Office"}
    assert "field-office" not in kept


def test_an_entity_without_a_label_goes_with_all_its_claims():
    kept, lines = passed(ARTICLE.replace('a mg:Event ; rdfs:label "Workshop on data"@en', "a mg:Event"))
    assert len([line for line in lines if line.kind == "claim"]) == 3
    assert "event/workshop" not in kept and "article/0123456789abcdef> <http" in kept


def test_a_second_label_is_a_warning_and_takes_nothing_out():
    _, lines = passed(ARTICLE.replace('"Field Office"@en', '"Field Office"@en, "The Field Office"@en'))
    assert lines == []


def test_of_two_dates_the_impossible_one_alone_goes():
    both = ARTICLE.replace(
        'mg:startDate "--10-01"^^xsd:gMonthDay .', 'mg:startDate "--10-01"^^xsd:gMonthDay, "--13-45"^^xsd:gMonthDay .'
    )
    claim = ARTICLE[
        ARTICLE.index("  <https://w3id.org/mgkg/article/0123456789abcdef/claim/3>") : ARTICLE.index(
            "  <https://w3id.org/mgkg/article/0123456789abcdef#char=0,20> a"
        )
    ]
    both = both.replace(claim, claim + claim.replace("claim/3", "claim/5").replace("--10-01", "--13-45"))
    kept, lines = passed(both)
    assert [line.value for line in lines] == ["--13-45"]
    assert "claim/3>" in kept and "--10-01" in kept


def test_a_wrong_publication_date_goes_alone():
    kept, lines = passed(ARTICLE.replace("2021-05-12", "2021-02-30"))
    assert [(line.kind, line.value) for line in lines] == [("fact", "2021-02-30")]
    assert "issued" not in kept and "claim/3" in kept


def test_a_plain_fact_that_no_claim_makes_goes_with_a_line():
    kept, lines = passed(
        ARTICLE.replace(f"mg:participant {OFFICE} ;", f"mg:participant {OFFICE} ; mg:organizer {STATE} ;")
    )
    assert [(line.kind, line.claim) for line in lines] == [("fact", "Workshop on data — organizer — Kenya")]
    assert "organizer" not in kept


def test_contact_details_in_evidence_go_and_their_line_does_not_repeat_them():
    kept, lines = passed(ARTICLE.replace("the Field Office attended", "mail to a.b@example.orgxx"))
    assert [line.kind for line in lines] == ["claim"]
    assert "example.orgxx" not in kept
    assert not any("@" in value for line in lines for value in line.as_dict().values())


def test_an_article_whose_own_description_is_broken_is_refused():
    with pytest.raises(ArticleRefused) as refused:
        passed(ARTICLE.replace('mg:key "https://example.org/news/1" ;', ""))
    assert refused.value.lines[0].kind == "article"
    assert "mg:key" in refused.value.lines[0].message
