"""The list grammar: whatever way a list of names is written, it reads back as those names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.relations.patterns import find_relations
from kg.extract.text.lists import ROLES, letters_of, placeholder
from kg.extract.text.masking import LETTERS, Item, Masked
from kg.records import Article

TYPES = {letter: type for type, letter in LETTERS.items()}
COMMAS, SEMICOLONS = (", ", ", the ", ", and from "), ("; ", "; the ", "; and ", "; as well as ", " / ")
LAST = (" and ", ", and ", " as well as ", ", as well as ", " and the ", ", together with ", "; and ", " along with ")
PEOPLE = (
    "", "", "", "the ", "officials from ", "senior representatives of the ", "a delegation of ",
    "experts and officers of ", "the ministers of labour of ", "delegates representing ",
    "high-level officials from the ",
)  # fmt: skip
AFTER = ("", "", "", " (ABC)", ", the host country", ", a long-standing partner of the region", ", which sent experts")
OTHERS = ("", "", "", "development partners", "civil society organisations", "UN agencies", "the Blue Sky Alliance")


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[Item]]:
    """A list of 2 to 14 states and bodies as masked words, with its items."""
    letters = draw(st.lists(st.sampled_from("SSSIIGOCP"), min_size=2, max_size=14))
    items = [Item(n, n + 1, f"x{n}", TYPES[letter]) for n, letter in enumerate(letters, 1)]
    words = ""
    for place, letter in enumerate(letters):
        apposition = draw(st.sampled_from(AFTER))
        if place:
            separators = LAST if place == len(letters) - 1 else COMMAS + SEMICOLONS
            words += draw(st.sampled_from([s for s in separators if not words.endswith(_CLAUSES) or s[0] in ",;"]))
            if (other := draw(st.sampled_from(OTHERS))) and not words.endswith("the "):
                words += other + draw(st.sampled_from((", ", " and ")))
        lead = "" if words.endswith("the ") else draw(st.sampled_from(PEOPLE))
        words += f"{lead}⟦{letter}{place + 1}⟧{apposition}"
    return words, items


_CLAUSES = tuple(text for text in AFTER if text.startswith(","))


def sentence(before: str, words: str, items: list[Item], after: str) -> Masked:
    event = Item(0, 1, "x0", "Event")
    return Masked(before + words + after, (event, *items), ((0, 0),), 0)


def match_of(role: str, words: str) -> re.Match[str] | None:
    return re.match(placeholder(role), words, re.I)


def participants(masked: Masked) -> set[str]:
    return {found.object.entity for found in find_relations(masked) if found.rule.relation == "participant"}


@settings(max_examples=50, deadline=None)
@given(lists())
def test_those_who_attended_are_those_who_are_listed(written: tuple[str, list[Item]]) -> None:
    words, items = written
    found = participants(sentence("The ⟦E0⟧ was attended by ", words, items, "."))
    assert found == {item.entity for item in items}


@settings(max_examples=60, deadline=None)
@given(lists())
def test_a_list_is_one_match_of_its_placeholder(written: tuple[str, list[Item]]) -> None:
    words, items = written
    match = match_of("actors", words)
    assert match is not None
    assert match.group().count("⟦") == len(items)


@pytest.mark.parametrize(
    "words",
    [
        "⟦S1⟧, which borders ⟦L3⟧, and ⟦S2⟧",
        "⟦S1⟧ – the host – and ⟦S2⟧",
        "⟦S1⟧ • ⟦S2⟧",
        "⟨S1⟩’s ⟦G1⟧ and ⟨S1⟩’s ⟦G2⟧",
        "⟦I1⟧ in ⟦L3⟧, and, for the first time, ⟦S2⟧",
        "⟦S1⟧, then ⟦S2⟧",
        "partners, experts of ministries and ⟦S1⟧; ⟦S2⟧",
    ],
)
def test_shapes_of_lists(words: str) -> None:
    match = match_of("actors", words)
    assert match is not None
    assert re.findall(r"⟦[SIG](\d)⟧", match.group()) == ["1", "2"]


@pytest.mark.parametrize("words", ["⟦S1⟧. ⟦S2⟧", "⟦S1⟧ met ⟦S2⟧", "⟦S1⟧ of ⟦S2⟧", "⟦S1⟧ (⟦S2⟧)", "⟦S1⟧: ⟦S2⟧"])
def test_what_ends_a_list(words: str) -> None:
    match = match_of("actors", words)
    assert match is not None
    assert "S2" not in match.group()


def test_a_role_in_the_singular_takes_one() -> None:
    match = match_of("actor", "the Government of ⟦S1⟧ and ⟦S2⟧")
    assert match is not None
    assert match.group() == "the Government of ⟦S1⟧"


def test_a_role_takes_its_types_only() -> None:
    assert match_of("states", "⟦I1⟧") is None
    assert match_of("process", "the ⟦P1⟧")
    assert match_of("actor_of", "the ⟨S1⟩’s")
    assert {letters_of(plural) for plural in ("bodies", "facilities", "processes")} == {
        ROLES["body"], ROLES["facility"], ROLES["process"],
    }  # fmt: skip


LEAD = "A workshop on border management took place in Accra in May 2019.\n\n"
END = "They spent three days on the question of how borders can be managed well, and on what it costs.\n"


@pytest.mark.parametrize(
    "text",
    [
        "Who was there\n\n• Egypt\n• UNHCR\n• INTERPOL",
        "Participants:\n\nEgypt\nUNHCR\nINTERPOL",
        "The officers came from three sides, among which are\n\n  • Egypt\n  • UNHCR\n  • INTERPOL.",
        "Representatives of the following took part:\n\n1. Egypt\n2. UNHCR\n3. INTERPOL",
        "It was attended by delegations from:\n(a) Egypt;\n(b) UNHCR; and\n(c) INTERPOL.",
        "It was attended by delegations from:\n\ni. Egypt\nii. UNHCR\niii. INTERPOL",
        "It was attended by delegations from:\na) Egypt,\nb) UNHCR and\nc) INTERPOL.",
        "It was attended by officials of several parts of Egypt as well as\nUNHCR and INTERPOL.",
    ],
)
def test_lists_in_lines_of_their_own_are_read_with_what_leads_them_in(text: str) -> None:
    extraction = extract(Article("a", f"Workshop on borders\n\n{LEAD}{text}\n\n{END}"))
    names = {entity.id: entity.name for entity in extraction.entities}
    told = {names[claim.object] for claim in extraction.claims if claim.relation == "participant"}
    assert told == {"Egypt", "UNHCR", "INTERPOL"}


COMMUNIQUE = """COMMUNIQUÉ OF THE JOINT COMMISSION

1. The Joint Border Commission held its fifth meeting in Lusaka on 4 May 2020.
2. In attendance were:
   i) H.E. Awa Diop, Minister of Interior of Zambia
   ii) Ms Maria Rossi of IOM
3. They took note of the Cadiz Action Plan.
4. It adopted the Lusaka Action Plan.
"""


def test_numbered_paragraphs_of_a_communique_are_sentences_of_their_own() -> None:
    extraction = extract(Article("a", COMMUNIQUE))
    names = {entity.id: entity.name for entity in extraction.entities}
    told = {(claim.relation, names.get(claim.object)) for claim in extraction.claims}
    assert told >= {("participant", "Awa Diop"), ("participant", "Maria Rossi")}
    assert told >= {("references", "Cadiz Action Plan"), ("adopted", "Lusaka Action Plan")}


def test_each_line_of_a_list_of_speakers_names_one() -> None:
    lines = "• Awa Diop, Director of Data, Ministry of Interior\n• Jan Holm, Head of Office, UNHCR\n• Ada Osei, IOM"
    extraction = extract(Article("a", f"{LEAD}Speakers:\n{lines}"))
    names = {entity.id: entity.name for entity in extraction.entities}
    told = {names[claim.object] for claim in extraction.claims if claim.relation == "speaker"}
    assert told == {"Awa Diop", "Jan Holm", "Ada Osei"}
