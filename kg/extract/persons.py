"""Persons: names with exact bounds, taken where the text around them says that they are persons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.extract.analysis import Analysis, normalise
from kg.extract.language import find_names
from kg.extract.names import (
    Run,
    address_before,
    dated_before,
    day_or_month,
    deputy_before,
    family_first,
    guest_before,
    initial,
    joined,
    lone_initial,
    name_word,
    particle,
    runs,
    stop,
)
from kg.extract.office_names import free_titles
from kg.extract.persons_again import join_parts, named_again, same_person
from kg.extract.persons_listed import listed_behind
from kg.extract.persons_places import free_names, sited_before
from kg.extract.persons_said import speaks_again, speech_after
from kg.extract.plural_titles import plural_titles
from kg.extract.sentences import Sentence
from kg.extract.title_fields import bare_field
from kg.extract.title_heads import LINKS, head_at
from kg.extract.title_shape import Title
from kg.extract.titles import title_at, titles
from kg.extract.told_bodies import told_bodies
from kg.extract.words import ACTORS, LAND, Token, tokenise, words

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
_BY |= {"attended by", "graced by", "witnessed by", "addressed by", "taught by", "conducted by", "delivered by"}
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

_NEEDED = 2


@dataclass(slots=True)
class Reading:
    """One sentence as the finder sees it."""

    sentence: Sentence
    tokens: list[Token]
    doc: Doc | None
    text: str
    starts: dict[int, Title] = field(default_factory=dict)
    ends: dict[int, Title] = field(default_factory=dict)
    covered: dict[int, int] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    listed: frozenset[int] = frozenset()
    signs: dict[Run, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of tokens with the signs that it is a person."""

    first: int
    last: int
    signs: frozenset[str]
    weight: int


def find_persons(analysis: Analysis, docs: Mapping[int, Doc]) -> None:
    """Adds the persons of the article to its entities and mentions. `docs`: the parsed sentences by index; sentences
    without one are read by structure alone."""
    free_titles(analysis)
    free_names(analysis)
    told_bodies(analysis)
    readings = [_read(analysis, s, docs.get(s.index)) for s in analysis.sentences if s.kind != "title"]
    find_names(r.doc for r in readings if r.doc is not None and any(_undecided(r, run) for run in r.runs))
    for reading in readings:
        for candidate in _candidates(reading):
            _record(analysis, reading, candidate)
    named_again(analysis)
    join_parts(analysis)


def _read(analysis: Analysis, sentence: Sentence, doc: Doc | None) -> Reading:
    tokens = tokenise(analysis, sentence.start, sentence.end)
    reading = Reading(sentence, tokens, doc, analysis.text)
    for index, title in titles(tokens):
        reading.starts[index] = title
        reading.ends[title.after] = title
        reading.covered.update(dict.fromkeys(range(index, title.after), index))
    reading.runs = runs(tokens)
    posts = plural_titles(tokens)
    reading.ends |= {post.after: post.title for post in posts if post.after not in reading.ends}
    reading.listed = listed_behind(tokens, reading.runs, posts)
    return reading


def _undecided(reading: Reading, run: Run) -> bool:
    """Whether what the parser's name finder says can make the run a person, or tell where in it a name starts."""
    part = _trim(reading, run)
    if part is None or _in_title(reading, part):
        return part is not None
    return not _glued(reading, part) and sum(_WEIGHTS[sign] for sign in _signs(reading, part)) + 1 >= _NEEDED


def _candidates(reading: Reading) -> list[Candidate]:
    """The runs of a sentence that are persons, by the weight of their signs."""
    found = []
    for run in reading.runs:
        part = _trim(reading, run)
        if part is None or _glued(reading, part):
            continue
        signs = _signs(reading, part)
        if _inside_title(reading, part, signs):
            continue
        weight = sum(_WEIGHTS[sign] for sign in signs)
        if weight >= _NEEDED and _long_enough(reading, part, signs):
            found.append(Candidate(part.first, part.last, signs, weight))
    return found


_WEIGHTS = {
    "address": 3, "title-before": 2, "title-after": 3, "contact": 2, "by": 1, "ner": 1, "given": 1,
    "speech": 1, "holds": 1, "apposed": 1, "acts": 1,
    "again": 0, "listed": 2, "affiliation": 1, "who": 1, "does": 2, "not-a-name": -2,
    "article": -3, "other-type": -1, "headline": -2,
}  # fmt: skip


def _trim(reading: Reading, run: Run) -> Run | None:
    """Leaves out titles and words of a sentence's start that stand at the head of a run."""
    tokens, first = reading.tokens, run.first
    for index in range(run.first, run.last):
        head = head_at(tokens, index)
        if head and index + head[0] < run.last:
            first = index + head[0]
    first = _entity_start(reading, Run(first, run.last))
    while first < run.last and particle(tokens[first]) and not tokens[first].capital and run.last - first > 2:
        break
    return Run(first, run.last) if first < run.last else None


def _in_title(reading: Reading, run: Run) -> bool:
    return run.last - run.first >= 3 and run.first in reading.covered


def _entity_start(reading: Reading, run: Run) -> int:
    """Where the parser's name of a person starts later within the run after a title's words, its start."""
    tokens = reading.tokens
    if not reading.doc or not _in_title(reading, run):
        return run.first
    base = reading.sentence.start
    for entity in reading.doc.ents:
        if entity.label_ == "PERSON" and base + entity.end_char >= tokens[run.last - 1].end:
            for index in range(run.first + 1, run.last - 1):
                if tokens[index].start == base + entity.start_char:
                    return index
    return run.first


def _glued(reading: Reading, run: Run) -> bool:
    """Whether the run is part of a longer name of something else: a capitalised word or mention touches it."""
    tokens = reading.tokens
    after = tokens[run.last] if run.last < len(tokens) else None
    if after and after.start - tokens[run.last - 1].end <= 1 and after.kind in ("word", "mention", "number"):
        if _title_next(tokens, run):
            return False
        # a known title or letters after the name may follow ('Sendeza MP'), anything else capitalised may not
        address = joined(tokens, run.last, run.last + 1)
        letters = address in _letters()
        if (
            after.capital and stop(after) or after.mention or after.text.isupper() or after.kind == "number"
        ) and not letters:
            return True
    if after and after.kind == "poss" and not _speaks_of_person(tokens, run):
        return False
    first, kind = address_before(tokens, run.first)
    before = tokens[first - 1] if first else None
    if before is None or kind or before.start < 0 or sited_before(tokens, first):
        return False
    titled = first in reading.ends or (first - 1) in reading.covered or head_at(tokens, first - 1) is not None
    touching = tokens[first].start - before.end <= 1
    if before.mention and touching and not titled:
        return True
    return before.capital and touching and not titled and first - 1 > 0 and not dated_before(tokens, first - 1)


def _title_next(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a title stands directly behind a name with a form of address: 'Dr. P Assistant Minister of Interior'."""
    if run.last - run.first < 2 or not address_before(tokens, run.first)[1] or not tokens[run.last].capital:
        return False
    title = title_at(tokens, run.last)
    named = any(t.mention and t.type == "Person" for t in tokens[run.last : title.after + 1]) if title else True
    return not named and bool(title and (title.bodies or title.after > run.last + 2))


def _inside_title(reading: Reading, run: Run, signs: AbstractSet[str]) -> bool:
    """Whether the run is words of a title: its head, or a part of its field."""
    heads = [index for index in range(run.first, run.last) if head_at(reading.tokens, index)]
    if heads and (len(heads) == run.last - run.first or not {"given", "ner"} <= signs):
        return True
    named = "given" in signs or ("ner" in signs and run.last - run.first > 1)
    if named or ("again" in signs and "other-type" not in signs):
        return False
    if signs & {"speech", "acts"} and "title-before" in signs and _behind_portfolio(reading.tokens, run):
        return False
    opened = reading.covered.get(run.first)
    return opened is not None and (run.last - 1) in reading.covered and run.first > opened


def _behind_portfolio(tokens: Sequence[Token], run: Run) -> bool:
    """Whether the run is two or three words that no portfolio has, behind one: 'Minister of Interior P Q said'."""
    portfolio = words("titles_portfolios", "word")
    own = not any(token.lower in portfolio for token in tokens[run.first : run.last])
    link = run.first - 2 - (run.first > 2 and tokens[run.first - 2].lower == "the")
    led = run.first > 1 and tokens[run.first - 1].lower in portfolio and tokens[link].lower in ("of", "for", "and")
    return led and own and 2 <= run.last - run.first <= 3


def _letters() -> frozenset[str]:
    return frozenset(form.upper() for form in words("honorifics", "form", "after")) | {
        "mni",
        "fsi",
        "Esq",
        "PhD",
        "MSc",
    }


def _speaks_of_person(tokens: Sequence[Token], run: Run) -> bool:
    return run.last + 1 < len(tokens) and tokens[run.last + 1].lower in ("remarks", "speech", "presentation", "address")


def _signs(reading: Reading, run: Run) -> frozenset[str]:
    """The names of the signs for and against a person."""
    if run not in reading.signs:
        reading.signs[run] = frozenset(_around(reading, run))
    return _weighed(reading.signs[run] | _model(reading, run))


def _weighed(signs: frozenset[str]) -> frozenset[str]:
    """The signs without the parser's guess at something else, where a given name speaks or stands behind 'led by', or
    somebody of a body speaks."""
    named = "given" in signs and signs & {"speech", "by", "who", "holds"} or signs >= {"affiliation", "speech"}
    return signs - {"other-type"} if named else signs


def _around(reading: Reading, run: Run) -> set[str]:
    """The signs in the words of the run and around it."""
    tokens = reading.tokens
    first, kind = address_before(tokens, run.first)
    signs = set(_before(reading, first, kind)) | set(_behind(reading, run))
    if day_or_month(tokens, run.first) or any(_given(t) for t in _parts(tokens[run.first : run.last])):
        signs.add("given")
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


def _given(token: Token) -> bool:
    """Whether the word is a known given name, with or without its accents."""
    names = words("given_names", "name")
    forms = {token.lower, normalise(token.text)}
    return any(form in names or form.split("-")[0] in names for form in forms)


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


def _of_minister(reading: Reading, first: int) -> bool:
    """Whether the title of a minister, in capitals and with a field, ends here: 'by Minister of Labour |P Q|'."""
    title = reading.ends.get(first)
    return title is not None and title.minister and not title.lower and title.after - title.first > _NEEDED


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
    while index < len(tokens) and joined(tokens, index, index + 1) in _letters():
        index += 1
    signs = ["title-after"] if run.last < index and run.last - run.first > 1 else []
    rest = tokens[index : index + 6]
    if not rest:
        return signs
    if rest[0].text in (",", "(", "–", "-") and _titled(reading, index + 1):
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
        if speech_after(tokens[index + body + 1 :]):
            signs.append("speech")  # 'P of B presented'
    if reading.sentence.kind == "contact-block" and _reached(tokens, index):
        signs.append("contact")
    return signs


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


def _long_enough(reading: Reading, run: Run, signs: AbstractSet[str]) -> bool:
    """One word alone needs an address or a title before it."""
    parts = [t for t in reading.tokens[run.first : run.last] if name_word(t) or initial(t)]
    opens = any(sign(reading.tokens, run.first) for sign in (family_first, lone_initial, day_or_month))
    if len(parts) >= 2 or opens:
        return len(parts) <= 6 and bool(signs - {"given", "ner"} or {"given", "ner"} <= signs)
    single = reading.tokens[run.first]
    if particle(single) and "title-before" in signs:
        return True  # 'President van der Berg'
    if len(parts) == 1 and single.text.isupper() and len(single.text) < 6:
        return False
    if joined(reading.tokens, run.last, run.last + 1) in ("of", "for") and "speech" not in signs:
        return False
    return "address" in signs or {"title-before", "ner"} <= signs or {"title-before", "speech"} <= signs


def _record(analysis: Analysis, reading: Reading, candidate: Candidate) -> None:
    start, end = reading.tokens[candidate.first].start, reading.tokens[candidate.last - 1].end
    if analysis.mentions.overlapping(start, end):
        return
    name = analysis.text[start:end]
    known = same_person(analysis, name)
    analysis.mention(start, end, known or analysis.entities.add("Person", name))
