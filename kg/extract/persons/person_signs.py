"""The signs for and against a person in a run of words and around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.extract.persons.names import (
    Run,
    address_before,
    day_or_month,
    deputy_before,
    guest_before,
    initial,
    joined,
    name_word,
    particle,
)
from kg.extract.persons.person_reading import Reading
from kg.extract.persons.person_shape import given_name, of_body, shaped
from kg.extract.persons.persons_said import speaks_again, speech_after
from kg.extract.persons.title_fields import bare_field
from kg.extract.persons.title_heads import LINKS, head_at
from kg.extract.persons.titles import title_at
from kg.extract.text.words import ACTORS, LAND, Token, words

_BY = {
    "represented by",
    "led by",
    "headed by",
    "chaired by",
    "opened by",
    "moderated by",
    "facilitated by",
    "hosted by",
}

_BY |= {"way to", "over to", "baton to", "succeeded by", "replaced by", "followed by"}
_BY |= {"delivered by", "presented by", "signed by", "co-chaired by", "read by", "given by", "made by", "written by"}
_BY |= {"attended by", "graced by", "witnessed by", "addressed by", "taught by", "conducted by"}
_BY |= {"closed by", "inaugurated by", "accompanied by", "presided by", "over by", "welcomed by", "joined by"}

_FROM = {"heard from", "speakers included", "speakers include", "speakers were", "panellists included", "speaker was",
         "speak was", "speak were", "spoke was", "spoke were"}  # fmt: skip

_BESIDE = {"counterpart", "colleague", "predecessor", "successor", "participant", "delegate", "panellist", "panelist"}

_HOLDS = {"is", "was", "serves", "became", "heads", "acts"}

_DOES = frozenset(
    "represents represented heads headed leads led chairs chaired directs directed coordinates coordinated founded runs"
    " works worked manages oversees presides presided moderated teaches spoke signed came".split()
)
"""What a person does behind 'P, who': a body, too, may represent or lead, yet 'which' stands behind one as a rule."""


WEIGHTS = {
    "address": 3, "title-before": 2, "title-after": 3, "contact": 2, "by": 1, "ner": 1, "given": 1,
    "speech": 1, "holds": 1, "apposed": 1, "acts": 1,
    "again": 0, "of-body": 0, "behalf": 1, "listed": 2, "affiliation": 1, "who": 1, "does": 2, "not-a-name": -2,
    "shaped": 1, "article": -3, "other-type": -1, "headline": -2,
}  # fmt: skip


_MIXED_CASE = frozenset({"mni", "fsi", "Esq", "PhD", "MSc"})


@lru_cache(maxsize=1)
def letters() -> frozenset[str]:
    """The letters behind a name that tell a degree or an order, as they are written."""
    return frozenset(form.upper() for form in words("honorifics", "form", "after")) | {
        "mni",
        "fsi",
        "Esq",
        "PhD",
        "MSc",
    }


def signs_of(reading: Reading, run: Run) -> frozenset[str]:
    """The names of the signs for and against a person."""
    if run not in reading.signs:
        reading.signs[run] = frozenset(_around(reading, run))
    return _weighed(reading.signs[run] | _model(reading, run))


_STANDS = frozenset({"behalf", "speech", "by", "who", "holds", "apposed", "title-before"})
"""Signs of a place where only an actor can stand."""


def _weighed(signs: frozenset[str]) -> frozenset[str]:
    """The signs without the parser's guess at something else, where a given name speaks or stands behind 'led by', or
    somebody of a body speaks."""
    if "of-body" in signs and not signs & _STANDS:
        return signs  # 'P Q of the |Committee|': the parser may know better
    signs -= set() if signs & _STANDS else {"shaped"}
    named = "given" in signs and signs & {"speech", "by", "who", "holds"} or signs >= {"affiliation", "speech"}
    return signs - {"other-type"} if named or "shaped" in signs else signs


def _around(reading: Reading, run: Run) -> set[str]:
    """The signs in the words of the run and around it."""
    tokens = reading.tokens
    first, kind = address_before(tokens, run.first)
    signs = set(_before(reading, first, kind)) | set(_behind(reading, run))
    if day_or_month(tokens, run.first) or any(given_name(t) for t in _parts(tokens[run.first : run.last])):
        signs.add("given")
    if shaped(tokens, run):
        signs.add("shaped")
    elif of_body(tokens[run.first]):
        signs.add("not-a-name")
    if _contact_line(reading, first, run.last):
        signs.add("contact")
    if run.first in reading.listed:
        signs.add("listed")
    if run.last - run.first > 1 and speaks_again(tokens, run, reading.text):
        signs.add("again")
    if _headline(reading) and not kind:
        signs.add("headline")
    return signs


def _parts(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if name_word(t)]


def _before(reading: Reading, first: int, kind: str) -> list[str]:
    tokens, signs = reading.tokens, []
    if kind in ("honorific", "rank", "title"):
        signs.append("address")
    apart = bool(first) and tokens[first - 1].text in (",", "–", "-") and (first - 1) in reading.ends
    linked = bool(first) and tokens[first - 1].lower in LINKS
    inside = not linked and first in reading.ends or not linked and reading.covered.get(first, first) < first
    if deputy_before(tokens, first) or (guest_before(tokens, first) and _closed(reading, first)):
        signs.append("title-before")
    if (apart or guest_before(tokens, first)) and _closed(reading, first):
        signs.append("apposed")
    if apart or inside or (first and head_at(tokens, first - 1)):
        signs.append("title-before")
        signs += ["acts"] if not apart and (_acts(tokens, first) or _of_minister(reading, first)) else []
    signs += ["behalf"] if _for_body(tokens, first) else []
    words_before = " ".join(t.lower for t in tokens[max(0, first - 2) : first])
    if (
        words_before in _BY
        or words_before in _FROM
        or words_before.split()[-1:]
        and words_before.split()[-1] in _BESIDE
    ):
        signs.append("by")
    if first and tokens[first - 1].lower in words("speech", "form", "say|tell|stance"):
        signs.append("speech")
    if first and tokens[first - 1].lower in ("the", "a", "an") and not kind:
        signs.append("article")
    return signs


_EMPLOYERS = frozenset(ACTORS) - {"State"}


def _for_body(tokens: Sequence[Token], first: int) -> bool:
    """Whether 'on behalf of the B,' or 'for B,' stands before a name."""
    told = first > 2 and tokens[first - 1].text == "," and tokens[first - 2].type in ACTORS
    words_before = [token.lower for token in tokens[max(0, first - 5) : first - 2]]
    while words_before[-1:] == ["the"]:
        words_before.pop()
    return told and (words_before[-2:] == ["behalf", "of"] or words_before[-1:] == ["for"])


def _of_minister(reading: Reading, first: int) -> bool:
    """Whether the title of a minister, in capitals and with a field, ends here: 'by Minister of Labour |P Q|'."""
    title = reading.ends.get(first)
    return title is not None and title.minister and not title.lower and title.after - title.first > 2


def _acts(tokens: Sequence[Token], first: int) -> bool:
    """Whether two to four name words stand here, none of a portfolio, and then a verb in the past: 'T of S P Q met'."""
    index = first
    while index < len(tokens) and (name_word(tokens[index]) or particle(tokens[index])):
        index += 1
    verb = tokens[index].lower if index < len(tokens) and not tokens[index].capital else ""
    return 2 <= index - first <= 4 and (verb.endswith("ed") or verb in _PAST)


_PAST = frozenset("met spoke led took held gave told made left opened chaired was has will also".split())


def _closed(reading: Reading, first: int) -> bool:
    """Whether two to four name words stand between the comma after a title and the next comma or verb of speech."""
    tokens, index = reading.tokens, first
    while index < len(tokens) and (name_word(tokens[index]) or particle(tokens[index]) or initial(tokens[index])):
        index += 1
    after = tokens[index] if index < len(tokens) else None
    spoken = after is None or after.text in (",", ")", ";") or after.lower in words("speech", "form", "say|tell")
    return 2 <= index - first <= 4 and spoken


def _behind(reading: Reading, run: Run) -> list[str]:
    tokens, index = reading.tokens, run.last
    while index < len(tokens) and joined(tokens, index, index + 1) in letters():
        index += 1
    signs = ["title-after"] if run.last < index and run.last - run.first > 1 else []
    index, lettered = _past_letters(reading, run, index)
    signs += ["title-after"] if lettered else []
    rest = tokens[index : index + 6]
    if not rest:
        return signs
    then = rest[0].text == "," and len(rest) > 1 and rest[1].lower in ("then", "currently", "now")
    if rest[0].text in (",", "(", "–", "-") and _titled(reading, index + 1 + then):
        signs.append("title-after")
    if rest[0].text == "," and len(rest) > 1 and rest[1].lower in ("who", "whose"):
        signs.append("who")
        verb = rest[2].lower if len(rest) > 2 else ""
        if verb in _DOES:
            signs.append("does")
        elif verb in _HOLDS and len(rest) > 3 and title_at(tokens, index + 3):
            signs.append("holds")
    if speech_after(rest):
        signs.append("speech")
    if rest[0].lower in _DOES or _takes_office(rest):
        signs.append("holds")
    if [token.lower for token in rest[:2]] == ["that", "of"]:
        signs.append("does")  # 'Y led the delegation of A and X that of B'
    body = _affiliated(rest)
    if body is not None:
        signs.append("affiliation")
        signs += ["of-body"] if tokens[index + body].type in _EMPLOYERS else []
        if speech_after(tokens[index + body + 1 :]):
            signs.append("speech")  # 'P of B presented'
    if reading.sentence.kind == "contact-block" and _reached(tokens, index):
        signs.append("contact")
    return signs


def _past_letters(reading: Reading, run: Run, index: int) -> tuple[int, bool]:
    """The index behind ', KBE,' after a name of two words that is known or shaped as one, and whether it is there."""
    tokens, last = reading.tokens, index
    while last + 1 < len(tokens) and tokens[last].text == "," and joined(tokens, last + 1, last + 2) in letters():
        last += 2
    closed = last > index and (last == len(tokens) or tokens[last].text in (",", ".", ")"))
    if not closed or run.last - run.first < 2 or not (shaped(tokens, run) or given_name(tokens[run.first])):
        return index, False
    return last + (last < len(tokens) and tokens[last].text == ","), True


def _takes_office(rest: Sequence[Token]) -> bool:
    """Whether 'assumed office', 'took over as', 'was appointed', 'has been elected' follows."""
    verbs = [token.lower for token in rest[:3] if token.lower not in ("has", "had", "been", "was", "is", "formally")]
    return bool(verbs) and (verbs[0] in _INSTALLED or verbs[:2] in (["took", "over"], ["took", "office"]))


_INSTALLED = frozenset("appointed elected re-elected nominated sworn assumed assumes succeeds succeeded".split())


def _titled(reading: Reading, index: int) -> bool:
    title = title_at(reading.tokens, index)
    if title is None and bare_field(reading.tokens, index):
        return True
    return title is not None and (
        title.kind != "member" or not title.lower or reading.tokens[index].lower in ("a", "the")
    )


def _affiliated(rest: Sequence[Token]) -> int | None:
    """Which of the tokens behind a name is the body of 'of the B', ', from B,' or '(B', None where none is."""
    place = int(len(rest) > 1 and rest[0].text == "," and rest[1].lower in ("of", "from", "at", "with", "for"))
    if rest[place].lower not in ("of", "from", "at", "with", "for", "(", ","):
        return None
    place += 1 + (len(rest) > place + 2 and rest[place + 1].lower == "the")
    return place if len(rest) > place and rest[place].type in (*ACTORS, *LAND) else None


def _contact_line(reading: Reading, first: int, last: int) -> bool:
    """Whether a line of a contact block holds nothing but the name, and an address or telephone follows below."""
    whole = first == 0 and all(t.text == "," for t in reading.tokens[last:])
    below = reading.text[reading.sentence.end : reading.sentence.end + _BLOCK]
    return whole and reading.sentence.kind == "contact-block" and _REACHED.search(below) is not None


_BLOCK = 240
"""Characters below a name in which its address stands."""
_REACHED = re.compile(r"@|\b(?:[Tt]el|[Pp]hone|[Mm]ob|[Cc]ell|[Ee]-?mail)\b|\+\d{2}")


def _reached(tokens: Sequence[Token], index: int) -> bool:
    following = [t.lower for t in tokens[index : index + 30]]
    return any(
        w.rstrip(".") in ("tel", "email", "e-mail", "phone", "mobile", "@", "telephone", "cell", "mob")
        for w in following
    )


def _model(reading: Reading, run: Run) -> set[str]:
    """What the parser's name finder says of the run."""
    if reading.doc is None:
        return set()
    base, tokens = reading.sentence.start, reading.tokens
    start, end = tokens[run.first].start - base, tokens[run.last - 1].end - base
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return set()
    labels = [e.label_ for e in reading.doc.ents if e.start < span.end and e.end > span.start]
    signs = {"ner"} if labels == ["PERSON"] or labels.count("PERSON") == len(labels) > 0 else set()
    if labels and "PERSON" not in labels and set(labels) & {"ORG", "GPE", "LOC", "FAC", "EVENT", "NORP", "LAW", "DATE"}:
        signs.add("other-type")
    if not any(token.pos_ == "PROPN" for token in span):
        signs.add("not-a-name")
    return signs


def _headline(reading: Reading) -> bool:
    """Most words capitalised and no full stop: capitals tell nothing there."""
    if reading.tokens[-1].text in (".", "”", '"', "!", "?"):
        return False
    plain = [t for t in reading.tokens if t.kind == "word" and len(t.text) > 3]
    return (
        len(plain) >= 6
        and sum(t.capital for t in plain) > 0.8 * len(plain)
        and "," not in {t.text for t in reading.tokens}
    )
