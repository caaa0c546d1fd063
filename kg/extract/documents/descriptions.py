"""Things described in lower case: documents, projects and facilities that have no name of their own.

`a draft communication and visibility strategy`, `the protocol on the Free Movement of Persons`, `a regional training
academy on Migration`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.bodies.gathered import as_process, is_gathered
from kg.extract.dates.tokens import words as date_words
from kg.extract.documents.documents_owned import is_plain, is_told
from kg.extract.documents.documents_treated import (
    SIGNING,
    is_adopted_behind,
    is_done_to,
    is_plain_treated,
    is_treated,
    partner_end,
    years_end,
)
from kg.extract.documents.facilities_told import is_founded, is_midst, stands_at
from kg.extract.documents.projects_told import is_paid, owner_behind
from kg.extract.names.composition import Candidate, to_candidate
from kg.extract.names.heads import Head, has_head, head_at
from kg.extract.names.name_grammar import Reading, acronym_at
from kg.extract.names.units import Unit, bracketed, is_coined, is_field, word_class
from kg.extract.tables import table

_DETERMINERS = frozenset("a an the its their this that his her our another one each both".split())
_DROPPED = frozenset(
    "draft proposed agreed new newly written final revised first second upcoming planned current present existing said"
    " latest recent so-called".split()
)
_OPENERS = frozenset("on for with by from to into under in at".split())
"""After 'and': what goes on belongs to the verb, 'rests on a survey of families |and on the Constitution|'."""
_DRAFT = frozenset("draft proposed revised".split())
"""What makes a bare document a particular one: 'its draft declaration'."""
_LONGEST = 14
"""Words in the tail of a description."""

_MANNER = frozenset(
    "behalf line favour partnership cooperation co-operation collaboration coordination co-ordination conjunction"
    " consultation accordance compliance response order addition particular close support recognition force".split()
)
"""Nouns that with 'in' or 'on' tell how something is done, and not what a thing is about: 'in partnership with'."""


_WHEN = frozenset(
    "morning afternoon evening presence meantime past future coming framework context margin margins sideline sidelines"
    " fringes occasion eve".split()
)
"""Nouns behind 'in the' or 'on the' that tell when or under what something is done: 'toured the border post |in the
morning|'."""


def _lower_stop(unit: Unit) -> bool:
    """A word at which a described thing ends: function word, verb form, figure."""
    plain = unit.text.casefold()
    if unit.kind in ("mark", "number", "possessive"):
        return True
    return unit.kind == "word" and (plain in word_class("phrase-end") or (plain.endswith("ed") and len(plain) > 4))


def described_candidates(text: str, units: Sequence[Unit], families: frozenset[str]) -> Iterator[Candidate]:
    """Lower-case descriptions around the heads of these families, with a determiner and something that tells them."""
    reached = 0
    for at, unit in enumerate(units):
        found = head_at(units, at) if at >= reached and unit.kind == "word" else None
        if found is None or ("capital-only" in found[0].flags and (unit.capital or not is_plain(found[0]))):
            continue
        if found[0].family not in families:
            if gathered := _gathered(text, units, at, *found):
                yield gathered
            continue
        if unit.capital and not _goes_on_in_lower(units, at, *found):
            continue
        reached = found[1]
        if not _is_modifier(units, found[1]) and (candidate := _described(text, units, at, *found)):
            yield candidate


def _gathered(text: str, units: Sequence[Unit], at: int, head: Head, after: int) -> Candidate | None:
    """A committee or task force told in lower case, where it is a particular one: a process."""
    determiner = _modifiers(units, at)[1]
    if units[at].capital or not determiner or head.family != "bodies" or _is_modifier(units, after):
        return None
    return _described(text, units, at, as_process(head), after)


def _place_of(text: str, units: Sequence[Unit], after: int, last: int) -> Unit | None:
    """The place that a facility's description tells: a known one, or any behind 'at'."""
    first, end = stands_at(units, after)
    if end > first:
        return Unit(
            units[first].start, units[end - 1].end, text[units[first].start : units[end - 1].end], "name", "Place"
        )
    return next((u for u in units[after:last] if u.type in ("Place", "State")), None)


def _goes_on_in_lower(units: Sequence[Unit], at: int, head: Head, after: int) -> bool:
    """Whether a document that is no acronym is told further in lower case, the first time that it is named: 'a
    Memorandum of Understanding |on border data|', 'Recommendations |adopted at the workshop| will be printed'."""
    opens = "plural" in head.flags and (at == 0 or units[at - 1].text in ("–", "—"))
    if head.family != "documents" or not units[at].text[1:].islower():
        return False
    if opens and is_adopted_behind(units, after):
        return True
    first, determiner = _modifiers(units, at)
    anew = determiner in ("a", "an") or (determiner == "the" and {u.text for u in units[first:at]} & _DRAFT)
    if not opens and not anew and not (determiner == "the" and is_done_to(units, first - 2)):
        return False
    opener, told = units[after : after + 1], units[after + 1 : after + 2]
    lower = bool(told) and told[0].kind == "word" and not told[0].capital
    lower = lower and (opens or told[0].text not in _DETERMINERS)
    return lower and opener[0].text == "on" and not _is_manner("on", told[0])


def _is_modifier(units: Sequence[Unit], at: int) -> bool:
    """Whether the head only describes another noun: 'strategy document', 'training centre staff'."""
    unit = units[at] if at < len(units) else None
    if unit is None or unit.kind != "word":
        return False
    return unit.text in word_class("noun-after") or head_at(units, at) is not None


def _described(text: str, units: Sequence[Unit], at: int, head: Head, after: int) -> Candidate | None:
    first, determiner = _modifiers(units, at)
    if head.family == "facilities" and is_midst(units, first, at, after):
        return None
    core = first
    while core < at and units[core].text.casefold() in _DROPPED:
        core += 1
    kept = list(units[core:at])
    if _is_phrase(units, at):
        return None
    last, name_end = _described_tail(text, units, after, head, determiner)
    if head.family == "projects" and (_apposes(units, first, determiner) or _titled_behind(units, after)):
        return None
    made = head.family == "documents" and (
        "treated" in head.flags and is_plain_treated(units, first, at, after, name_end, determiner)
        if is_plain(head)
        else is_treated(units, first, at, after, determiner, head, end=name_end)
    )
    paid = is_paid(units, first, core, at, after, max(last, name_end), determiner, head)
    anew = head.family == "documents" and determiner not in ("", "the", "this", "that")
    drafted = anew and {u.text.casefold() for u in units[first:core]} & _DRAFT
    gathered = head.family == "processes" and is_gathered(units, core, at, after, last, head)
    founded = determiner != "" and is_founded(units, last, head)
    told = made or paid or drafted or gathered or founded
    told = told or is_told(units, first, core, at, after, determiner, head, tail=name_end > after)
    if not told and is_plain(head):
        return None
    if not told and not _tells(head, determiner, kept, first < core, name_end > after):
        return None
    reading = Reading(core, last, head, (at, after), content=True)
    candidate = to_candidate(text, units, reading, head.alone or "Document")
    name = text[units[core].start : units[name_end - 1].end]
    located = head.family == "facilities" and stands_at(units, after)[1] > after
    short = [text[units[core].start : units[after - 1].end]] if kept and name_end > after else []
    alone = head.family == "documents" or (head.family == "facilities" and len(head.words) > 1)
    if alone and not kept and name_end > after and not located:
        short = [text[units[at].start : units[after - 1].end]]
    if first < core:
        short.append(text[units[first].start : units[after - 1].end])
    place = _place_of(text, units, after, last) if head.family == "facilities" else None
    return replace(candidate, name=name, shorter=tuple(short), place=place, form="description", rank=7)


def _apposes(units: Sequence[Unit], first: int, determiner: str) -> bool:
    """Whether the description only tells what the name before it is: 'RESTART, |a project of A|', '“Safe Ways”, …',
    'RESTART, the Safe Ways Action, is |a project in ten states|'."""
    comma = first - 2
    if determiner not in ("a", "an") or comma < 1 or units[comma].text not in (",", "–", "is"):
        return False
    before = units[comma - 1]
    closes = before.text in ("”", '"', "»") or (units[comma].text == "is" and before.text == ",")
    return closes or before.capital or before.known or (before.kind in ("word", "number") and is_coined(before.text))


def _titled_behind(units: Sequence[Unit], after: int) -> bool:
    """Whether the title of what is described follows in quotation marks: 'a counter-trafficking project|: “Safe
    Ways”|'."""
    after += after < len(units) and units[after].text in (":", ",", "–")
    return after < len(units) and units[after].text in ("“", '"', "«")


_PHRASES = frozenset({("in", "a", "statement"), ("a", "great", "deal"), ("a", "good", "deal")})
_OF_STATES = ["declaration", "of", "independence"]
"""What is no document of those that meet: it stands in notes on the names of states."""


def _is_phrase(units: Sequence[Unit], at: int) -> bool:
    """Whether the noun only makes a phrase: 'said in a statement', 'a declaration of independence'."""
    words = tuple(u.text.casefold() for u in units[max(0, at - 2) : at + 1])
    return words in _PHRASES or [u.text.casefold() for u in units[at : at + 3]] == _OF_STATES


def _modifiers(units: Sequence[Unit], at: int) -> tuple[int, str]:
    """Where the words before a head begin that describe it, and the determiner in front of them."""
    first = at
    while first and at - first < 7 and _describes(units, first - 1):
        unit = units[first - 1]
        if unit.text.casefold() in _DETERMINERS:
            return first, unit.text.casefold()
        if unit.kind == "possessive":
            return first, "'s"
        first -= 1
    if first < at and (determiner := _participle(units, first)):
        return first, determiner
    while first < at and units[first].text in ("and", "&", "-", "/"):
        first += 1
    return first, ""


def _participle(units: Sequence[Unit], first: int) -> str:
    """The determiner before a participle, or an adverb and a participle: 'the newly renovated |reception centre'."""
    back = first - 1
    if back < 1 or units[back].kind != "word" or not units[back].text.endswith("ed"):
        return ""
    back -= 1
    back -= back > 0 and units[back].text.endswith("ly")
    plain = units[back].text.casefold() if back >= 0 else ""
    return plain if plain in _DETERMINERS else ""


def _describes(units: Sequence[Unit], at: int) -> bool:
    """A word that can stand between a determiner and its noun, or the determiner."""
    unit = units[at]
    if unit.text in ("and", "&", "-", "/"):
        return at > 0 and units[at - 1].kind in ("word", "number")
    if unit.known or unit.kind in ("possessive", "number") or unit.text.casefold() in _DETERMINERS | _DROPPED:
        return True
    small = unit.text.casefold() in word_class("function-lower") or unit.text.casefold() in SIGNING
    return unit.kind == "word" and not small and not _lower_stop(unit)


def _described_tail(text: str, units: Sequence[Unit], after: int, head: Head, determiner: str) -> tuple[int, int]:
    """The index behind the mention, and behind the full name (which may hold another document's name)."""
    last, _ = acronym_at(text, units, after)
    opener = units[last].text if last < len(units) else ""
    if head.family == "facilities" and (at := stands_at(units, last)[1]) > last:
        return at, at
    if head.family == "documents" and (dated := years_end(text, units, last)) > last:
        return dated, dated
    if determiner == "the" and head.family == "documents" and (named := partner_end(units, last, head)) > last:
        return last, last if _is_event_next(units, named) else named
    if opener in ("on", "in") and units[last + 1 : last + 2] and _is_manner(opener, units[last + 1]):
        return last, last
    if opener == "in" and head.family == "documents" and units[last + 1 : last + 2] and units[last + 1].capital:
        return last, last
    if opener in ("in", "on") and {u.text for u in units[last + 1 : last + 4]} & _WHEN:
        return last, last
    if opener == "under" and "under" not in head.flags or opener not in (head.tail | {"under"}) - {"between"}:
        return last, last
    if head.family == "projects" and (owner := owner_behind(units, last)) and not _is_opener(units, owner):
        return last, owner
    end = _lower_phrase(text, units, last + 1)
    end = _without_venue(units, last + 1, end) if head.family == "documents" else end
    if head.family == "facilities":  # 'handed over a centre in X |to the Ministry|'
        end = next((i for i in range(last + 1, end) if units[i].text == "to"), end)
        if opener == "of" and has_head(units, last + 1, end, ("bodies", "offices", "organisations")):
            return last, end  # 'the shelter |of the embassy|'
    if end <= last + 1 or _takes_up(units, last + 1, end) or _is_event_next(units, end):
        return last, last
    if opener == "to":
        return last, end if units[last + 1].kind == "word" else last
    if opener in ("in", "with") and units[last + 1].kind == "name" and head.family == "documents":
        return last, last
    nested = any(u.kind == "name" and u.type == "Document" for u in units[last:end])
    nested = nested or _holds_event(units, last, end) or _holds_document(units, last, end)
    return (last if nested else end), end


def _is_event_next(units: Sequence[Unit], at: int) -> bool:
    """Whether the noun of an event follows words of its name: 'the conclusions of the Experts |Meeting|'."""
    return at < len(units) and units[at - 1].capital and units[at].text in word_class("event")


def _holds_event(units: Sequence[Unit], first: int, last: int) -> bool:
    """Whether the stretch is 'of the' and an event under its name: 'the conclusions of the Fourth Regional Forum'."""
    named = [u.text for u in units[first + 2 : last] if u.capital]
    opens = [u.text for u in units[first : first + 2]] in (["of", "the"], ["from", "the"])
    return opens and len(named) > 1 and any(noun in word_class("event") | {"Forum", "Dialogue"} for noun in named)


def _is_opener(units: Sequence[Unit], at: int) -> bool:
    """Whether more is told behind: 'the project of A |on| border control'."""
    return at < len(units) and units[at].text in ("on", "for", "against", "to")


def _without_venue(units: Sequence[Unit], start: int, end: int) -> int:
    """The end of a phrase without the place where the thing is signed or adopted: 'on technical cooperation |in Accra',
    'on domestic workers |in Jordan on 4 May'."""
    if end - start < 3 or units[end - 2].text != "in" or units[end - 1].type not in ("Place", "State"):
        return end
    dated = [u.text for u in units[end : end + 1]] == ["on"] and any(_no_subject(u) for u in units[end + 1 : end + 2])
    return end - 2 if dated or units[end - 1].type == "Place" else end


def _is_day(unit: Unit) -> bool:
    """A month, weekday or length of time, behind 'last' or 'next'."""
    return unit.text in _SPANS or any(unit.text.casefold() in date_words(kind) for kind in ("month", "weekday"))


_SPANS = frozenset("week month year spring summer autumn winter".split())


def _no_subject(unit: Unit) -> bool:
    """Whether a word after 'on' or 'in' tells when or how, and not what about."""
    dated = unit.capital and any(unit.text.casefold() in date_words(kind) for kind in ("month", "weekday"))
    return dated or unit.text in _MANNER or unit.kind == "number"  # 'signed an agreement on Tuesday'


_COMMON = frozenset("cooperation co-operation collaboration partnership coordination recognition support".split())
"""What sides agree on: 'an agreement on |cooperation|', and not 'in cooperation with'."""


def _is_manner(opener: str, unit: Unit) -> bool:
    """Whether a word behind 'on' or 'in' tells when or how, and not what about."""
    return _no_subject(unit) and not (opener == "on" and unit.text in _COMMON)


def _holds_document(units: Sequence[Unit], first: int, last: int) -> bool:
    """Whether a capitalised document's head stands in the stretch."""
    found = (head_at(units, at) for at in range(first, last) if units[at].capital)
    return any(head and head[0].family == "documents" for head in found)


def _takes_up(units: Sequence[Unit], first: int, end: int) -> bool:
    """Whether the phrase is a mere 'the initiative': a thing named before."""
    words = [u.text.casefold() for u in units[first:end]]
    nouns = {row["noun"] for row in table("coreference_nouns")} | {
        "country",
        "region",
        "year",
        "matter",
        "issue",
        "subject",
        "kind",
        "nature",
        "type",
    }
    return len(words) == 2 and words[0] in _DETERMINERS and words[1] in nouns


def _lower_phrase(text: str, units: Sequence[Unit], at: int) -> int:
    """The index behind a noun phrase in running text, ended by what no noun phrase holds."""
    end = at
    while end < len(units) and end - at < _LONGEST and (step := _step(text, units, end)):
        end += step
    while end > at and units[end - 1].text.casefold() in word_class("function-lower"):
        end -= 1
    return end


def _step(text: str, units: Sequence[Unit], at: int) -> int:
    """How many units the noun phrase goes on with here; 0 where it ends."""
    unit, plain = units[at], units[at].text.casefold()
    follower = units[at + 1].text.casefold() if at + 1 < len(units) else ""
    if plain == "and":
        return int(bool(follower) and follower not in _DETERMINERS | _OPENERS)
    if plain in ("on", "in") and at + 1 < len(units) and _is_manner(plain, units[at + 1]):
        return 0
    if plain == "on" and follower == "the" and {u.text for u in units[at + 2 : at + 3]} & _WHEN:
        return 0
    if plain in ("them", "it", "us", "him") or _is_finite(unit, follower):
        return 0
    if plain in ("last", "next") and units[at + 1 : at + 2] and _is_day(units[at + 1]):
        return 0
    if unit.known or plain in ("the", "of", "for", "a", "on", "in", "to", "its", "their", "against"):
        return 1
    if plain == ",":
        return int(_list_goes_on(units, at))
    if plain == "(":
        found = bracketed(text, units, at)
        return found[0] - at if found else 3 * (at + 2 < len(units) and units[at + 2].text == ")")
    if unit.kind == "number":
        return int(units[at - 1].text == "of")
    if unit.kind == "possessive":
        people = unit.text in "'’" and _are_many(units[at - 1]) or units[at - 1].text in ("women", "children", "people")
        return int(people and bool(follower) and units[at + 1].kind == "word")
    if plain.endswith("ed") and units[at - 1].text in _BEFORE_PEOPLE:
        return int(bool(follower) and units[at + 1].kind == "word" and not _lower_stop(units[at + 1]))
    return int(not _lower_stop(unit) and not (plain.endswith("ing") and _are_many(units[at - 1])))


_BEFORE_PEOPLE = frozenset("on of for against".split())
"""Before a participle that describes the noun behind it: 'against |forced| labour'."""


def _is_finite(unit: Unit, follower: str) -> bool:
    """Whether a word in '-s' right before an article is a verb: 'a roadmap for its use |forms| an annex'."""
    plain = unit.text
    return follower in _ARTICLES and unit.kind == "word" and len(plain) > 4 and plain.islower() and plain[-1] == "s"


_ARTICLES = frozenset({"a", "an", "the"})


def _are_many(unit: Unit) -> bool:
    """A plural, after which '-ing' tells what those do and is no part of a name: 'persons |residing in'."""
    return unit.kind == "word" and len(unit.text) > 4 and unit.text.endswith("s") and not unit.text.endswith("ss")


def _list_goes_on(units: Sequence[Unit], comma: int) -> bool:
    """A comma inside 'characteristics, flows and trends'."""
    window = units[comma + 1 : comma + 5]
    return len(window) > 2 and window[0].kind == "word" and any(u.text == "and" for u in window[1:3])


_LENGTHS = ("-year", "-month", "-funded", "-financed", "-backed", "year-long", "-phase")
_SCOPES = frozenset("pilot joint flagship".split())
"""What makes a programme an undertaking with an end, and not the agenda of an event."""


def _tells(head: Head, determiner: str, kept: Sequence[Unit], dropped: bool, tail: bool) -> bool:
    """Whether a description tells enough to be an entity."""
    flags = head.flags
    content = any(u.kind in ("word", "number") or u.known for u in kept)
    if "plural" in flags and "bare" in flags and "strong" in flags and determiner:
        return True
    if "plural" in flags:
        return tail or (content and determiner in ("the", "'s", "its", "their"))
    if not determiner and not (kept and all(u.known for u in kept)):
        return False
    if head.family == "processes":
        return len(head.words) > 1 and "bare" in flags and (content or tail)
    if head.family == "facilities":
        return content or tail
    if head.family == "documents" and any(u.kind == "name" and u.type in ("Project", "Process") for u in kept):
        return True
    if head.family == "projects":
        lasting = any(u.text.casefold().endswith(_LENGTHS) or u.text.casefold() in _SCOPES for u in kept)
        own = head.words[-1].casefold() == "project" or determiner == "'s" or any(u.known for u in kept)
        return tail and (own or lasting)
    if "indefinite" in flags and determiner in ("a", "an"):
        return True
    if "strong" in flags:
        return content or tail or (len(head.words) > 1 and (dropped or determiner in ("a", "an")))
    return dropped if "draft" in flags else tail or (content and dropped) or any(is_field(u) for u in kept)
