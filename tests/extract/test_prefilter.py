"""What must stand in a text for an expression to match it."""

import pytest

from kg.extract.text.prefilter import Prefilter, clauses


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bHosted by\b", [["hosted by"]]),
        (r"(?:chair|host)ed \w+ by", [["chaired ", "hosted "], [" by"]]),
        (r"meeting(?:s)? of", [["meeting of", "meetings of"]]),
        (r"organi[sz]ed", [["organised", "organized"]]),
        (r"meet(?=s)s\b at|\w+", []),
        (r"meet(?=s)s\b at", [["meets at"]]),
        (r"un\d*ited", [["un"], ["ited"]]),
        (r"(?:\w+ly )?met", [["met"]]),
    ],
)
def test_the_clauses_of_an_expression_are_the_longest_strings_that_it_cannot_do_without(pattern, needed):
    assert clauses(pattern) == {frozenset(strings) for strings in needed}


def test_what_lacks_a_clause_does_not_pass():
    some = Prefilter([clauses("hosted by"), clauses("organi[sz]ed"), clauses(r"\w+")])
    assert some.passing("It was HOSTED BY Kenya.") == [0, 2]
    assert some.passing("Egypt organized it.") == [1, 2]
