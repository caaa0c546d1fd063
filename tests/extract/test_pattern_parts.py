"""What stands between the gaps and lists of an expression, which a text is asked for first."""

import pytest

from kg.extract.text.pattern_parts import CUT, holds, parts


@pytest.mark.parametrize(
    ("pattern", "text", "held"),
    [
        (rf"(?:the )?{CUT}(?: also)* (?:host|organi[sz])ed {CUT}", "they organised it", True),
        (rf"(?:the )?{CUT}(?: also)* (?:host|organi[sz])ed {CUT}", "they run it", False),
        (rf"met {CUT}[^.]{{0,20}} with", "they MET and sat with us", True),
        (rf"met {CUT}[^.]{{0,20}} with", "with us they met ", False),
        (rf"(?P<S>{CUT}⟦[SG]\d+⟧)(?<!not) met", "⟦N0⟧ met", False),
        (r"(a)b\1", "c", True),
    ],
)
def test_a_text_must_hold_the_parts_of_an_expression_in_their_order(pattern: str, text: str, held: bool) -> None:
    assert holds(text, parts(pattern)) is held
