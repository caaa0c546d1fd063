"""Persons: names with exact bounds, taken where the text around them says that they are persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.analysis import Analysis
from kg.extract.bodies.office_names import free_titles
from kg.extract.bodies.told_bodies import told_bodies
from kg.extract.persons.names import (
    Run,
    address_before,
    dated_before,
    day_or_month,
    family_first,
    initial,
    joined,
    lone_initial,
    name_word,
    open_initials,
    particle,
    runs,
    stop,
)
from kg.extract.persons.person_reading import Reading
from kg.extract.persons.person_signs import WEIGHTS, letters, signs_of
from kg.extract.persons.persons_again import addressed_names, join_parts, named_again, same_person
from kg.extract.persons.persons_listed import listed_behind
from kg.extract.persons.persons_places import free_names, sited_before
from kg.extract.persons.plural_titles import plural_titles
from kg.extract.persons.title_bodies import UNITS, body_at
from kg.extract.persons.title_heads import head_at
from kg.extract.persons.titles import title_at, titles
from kg.extract.text.language import find_names
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import Token, tokenise, words

_NEEDED = 2


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
    addressed_names(analysis)


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
    return not _glued(reading, part) and sum(WEIGHTS[sign] for sign in signs_of(reading, part)) + 1 >= _NEEDED


def _candidates(reading: Reading) -> list[Candidate]:
    """The runs of a sentence that are persons, by the weight of their signs."""
    found = []
    for run in reading.runs:
        part = _trim(reading, run)
        if part is None or _glued(reading, part) or _units(reading.tokens[part.last - 1]):
            continue
        signs = signs_of(reading, part)
        if _inside_title(reading, part, signs):
            continue
        weight = sum(WEIGHTS[sign] for sign in signs)
        if weight >= _NEEDED and _long_enough(reading, part, signs):
            found.append(Candidate(part.first, part.last, signs, weight))
    return found


def _units(token: Token) -> bool:
    """Whether a name ends in a word for parts of states in the plural: 'the Prefects of A, |B and C Regions|'."""
    return token.lower.endswith("s") and token.lower.removesuffix("s") in UNITS


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
        lettered = address in letters()
        if (
            after.capital and stop(after) or after.mention or after.text.isupper() or after.kind == "number"
        ) and not lettered:
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


def _speaks_of_person(tokens: Sequence[Token], run: Run) -> bool:
    return run.last + 1 < len(tokens) and tokens[run.last + 1].lower in ("remarks", "speech", "presentation", "address")


def _long_enough(reading: Reading, run: Run, signs: AbstractSet[str]) -> bool:
    """One word alone needs an address or a title before it."""
    parts = [t for t in reading.tokens[run.first : run.last] if name_word(t) or initial(t)]
    opens = any(sign(reading.tokens, run.first) for sign in (family_first, lone_initial, day_or_month, open_initials))
    if len(parts) >= 2 or opens:
        return len(parts) <= 6 and bool(signs - {"given", "ner"} or {"given", "ner"} <= signs)
    single = reading.tokens[run.first]
    if particle(single) and "title-before" in signs:
        return True  # 'President van der Berg'
    if len(parts) == 1 and single.text.isupper() and len(single.text) < 6:
        return False
    if joined(reading.tokens, run.last, run.last + 1) in ("of", "for") and "speech" not in signs:
        return "title-before" in signs and _acts_for(reading, run)
    return "address" in signs or {"title-before", "ner"} <= signs or {"title-before", "speech"} <= signs


def _acts_for(reading: Reading, run: Run) -> bool:
    """Whether the one word of a name stands between a post and its body, and the verb follows: 'Director P |of B|
    chaired'."""
    body, after = body_at(reading.tokens, run.last + 1)
    verb = reading.tokens[after].lower if body and after < len(reading.tokens) else ""
    known = body is not None and body.mention is not None
    return known and (verb.endswith("ed") or verb in _ACTS or verb in words("speech", "form"))


_ACTS = frozenset("led met took gave held was were is will also has had signed".split())


def _record(analysis: Analysis, reading: Reading, candidate: Candidate) -> None:
    start, end = reading.tokens[candidate.first].start, reading.tokens[candidate.last - 1].end
    if analysis.mentions.overlapping(start, end):
        return
    name = analysis.text[start:end]
    known = same_person(analysis, name)
    analysis.mention(start, end, known or analysis.entities.add("Person", name))
