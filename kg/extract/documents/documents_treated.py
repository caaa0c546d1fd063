"""What the words around a document described in lower case tell: that it is signed, written, discussed or adopted, and
with whom it is concluded.

`signed |a readmission agreement|`, `examined |the annual report|`, `|the status agreement with X| was reviewed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.names.heads import Head
from kg.extract.names.units import Unit, years

SIGNING = frozenset(
    "sign signs signed signing signature inked inks penned initialled concluded conclude ratified ratify sealed struck"
    " exchanged renewed extend extends extended renews prolonged prolongs initialed initialled cosigned".split()
)
_ADOPTING = frozenset(
    "adopt adopts adopted adopting approve approves approved approving endorse endorses endorsed endorsing validate"
    " validated validates validating issue issued issues issuing adoption approval endorsement validation".split()
)
_TREATING = _ADOPTING | frozenset(
    "launch launched launches launching unveil unveiled"
    " publish published release released present presented presents presenting examine examined examines discuss"
    " discussed discusses discussing review reviewed reviews reviewing consider considered considers debated finalised"
    " finalized negotiate negotiated negotiating introduced explained tabled submitted noted heard drafted prepared"
    " use uses used using test tested presentation received receives".split()
)
"""What is done to documents at an event: the noun behind it means a particular one, 'discussed a draft contract'."""
_DISCUSSING = _ADOPTING | frozenset(
    "presented examine examined examines discuss discussed discusses discussing review reviewed reviews reviewing"
    " consider considered considers debated finalised finalized tabled received receives heard agreed".split()
)
"""What is done to a document that is told with 'the': of 'used the same form' nobody speaks as of a paper."""
_THROUGH = frozenset("on upon over at through of".split())
"""Between such a verb and its object: 'agreed |on| a roadmap', 'adoption |of| a statement'."""
_AGREED = frozenset("agreed agree agrees agreement worked looked discussion discussions talks debate".split())
_WRITTEN = frozenset(
    "produced prepared drafted developed commissioned compiled written authored conducted presented tabled introduced"
    " submitted".split()
)
BETWEEN_SIDES = frozenset(
    "agreement memorandum understanding arrangement protocol treaty pact deal accord mou convention".split()
)
"""Last words of what is concluded between sides."""
VAGUE = frozenset(
    "same first last second new whole above relevant various different other said following necessary peace"
    " legal main general current existing possible such".split()
)
"""Words that do not tell which document is meant."""
_SIGNED = frozenset(
    "signed inked initialled initialed concluded ratified sealed struck exchanged renewed extended reached".split()
)
_LISTS = frozenset({"set", "list", "series", "number", "package"})
_AGREEING = frozenset({"agreed", "agree", "agrees", "agreeing"})
_ADOPTED = frozenset("adopted approved endorsed agreed validated".split())
_PLURAL_SIDES = frozenset("agreements contracts memoranda letters notes protocols deals accords treaties mous".split())
_RESULTS = frozenset("findings results outcomes conclusions".split())
"""What is told of a study before 'of': 'introduced the findings |of a household survey|'."""
_BE = frozenset("was were is are be been being".split())
_PUT = frozenset({"name", "names", "signature", "signatures"})
_PUT_NEAR = 12
"""Units before 'to' in which what is put to a document stands."""
_PLAIN_SIGNING = frozenset("sign signs signed signing signature inked inks penned initialled initialed".split())
_PLAIN_ADOPTING = _ADOPTING - frozenset("issue issues issued issuing".split())
"""What is done to a document whose noun mostly means none: an order that is issued is no such text."""
_EXCHANGED = frozenset({"notes", "letters"})
_OWNER = 5
"""Units of the owner of a document, at most: 'presented |the host country's| migration profile'."""
_SOON = 3
"""Units behind 'was' in which the participle stands: 'was |recently| signed'."""
_BEHIND = 22
"""Units behind a document in which its sentence tells that it is signed."""
_RELATIVE = 12
"""Units of a clause that tells who signed it: 'that |the Ministry of Labour and the Fund had| signed'."""
_PASSIVE = frozenset({("was",), ("were",), ("has", "been"), ("have", "been"), ("will", "be")})
_OBJECT = 12
"""Units back in which the verb stands of further things that are discussed: 'discussed X and |the annual report|'."""


def is_plain_treated(units: Sequence[Unit], first: int, at: int, after: int, end: int, determiner: str) -> bool:
    """Whether a document at [first, end), whose head at [at, after) mostly means none, is adopted or signed, or, told
    with 'a', discussed: 'approved |the internal regulation|', 'signed |contracts|', '|a paper on visas| was tabled'."""
    words = units[at - 1].text.casefold() if at > first else ""
    told = end > after or (words != "" and words not in VAGUE)
    verb = _verb_before(units, first, determiner)
    done = units[verb].text.casefold() if verb >= 0 else ""
    exchanged = done == "exchanged" and units[after - 1].text in _EXCHANGED
    if done in _PLAIN_SIGNING or exchanged or (told and done in _PLAIN_ADOPTING):
        return True
    if determiner in ("a", "an"):
        return (told and done in _DISCUSSING) or _is_passive(units, end, _DISCUSSING) or _adopted_by(units, end)
    return told and determiner != "" and _is_passive(units, end, _PLAIN_ADOPTING)


def _verb_before(units: Sequence[Unit], first: int, determiner: str) -> int:
    """The index of the word before a document's determiner or owner: '|presented| the country's profile'."""
    verb = first - 1 - bool(determiner)
    if determiner == "'s":
        while verb > 0 and units[verb].kind == "word" and first - verb < _OWNER and units[verb].text != "the":
            verb -= 1
        verb -= verb > 0 and units[verb].text == "the"
    return verb


def is_treated(
    units: Sequence[Unit], first: int, at: int, after: int, determiner: str, head: Head, *, end: int
) -> bool:
    """Whether the words around the document at [first, end), whose head is at [at, after), say that it is signed,
    written or spoken about: 'signed an agreement', 'the agreement between A and B', 'a report produced by A'."""
    tail = end > after
    follower = units[after].text if after < len(units) else ""
    if determiner and follower in ("between", "signed", "inked", "concluded"):
        return True
    if determiner in ("a", "an") and follower in _WRITTEN and "by" in (u.text for u in units[after + 1 : after + 3]):
        return True
    if head.words[-1].casefold() in BETWEEN_SIDES and is_signed_behind(units, after, determiner):
        return True
    verb = first - 1 - bool(determiner)
    verb -= verb > 1 and units[verb].text == "of"
    if verb >= 0 and (units[verb].text.casefold() in SIGNING or (determiner in ("a", "an") and _put_to(units, verb))):
        return True
    if determiner in ("a", "an", "another"):
        found = first > 3 and units[first - 2].text == "of" and units[first - 3].text in _RESULTS
        return found or is_done_to(units, first - 2) or _is_passive(units, end, _DISCUSSING) or _adopted_by(units, end)
    if "plural" in head.flags and (
        _adopted(units, first, determiner)
        or (not determiner and is_adopted_behind(units, after))
        or (
            not determiner
            and {w.casefold() for w in head.words} & _PLURAL_SIDES
            and is_signed_behind(units, after, "a")
        )
    ):
        return True
    told = tail or _told_apart(units, first, at, after, head)
    aside = end + 1 < len(units) and units[end].text == "," and units[end + 1].text in _ADOPTED | {"issued"}
    if aside and determiner == "the" and len(head.words) > 1:  # 'the final statement, |adopted| by acclamation'
        return True
    return told and determiner != "" and _spoken_about(units, first, end, determiner)


def _put_to(units: Sequence[Unit], at: int) -> bool:
    """Whether names are put to what follows: 'put their |names last Friday to| an agreement'."""
    return units[at].text in ("to", "under") and any(unit.text in _PUT for unit in units[max(0, at - _PUT_NEAR) : at])


def is_signed_behind(units: Sequence[Unit], after: int, determiner: str) -> bool:
    """Whether the words behind an agreement tell that it is signed: 'the memorandum |that A and B concluded|'; of one
    that is not taken up by 'the' also later ones: 'an agreement to that end |was recently signed|'."""
    if determiner and _is_signed_by_clause(units, after):
        return True
    if determiner in ("", "the", "this", "that", "each", "both"):
        return False
    for at in range(after, min(after + _BEHIND, len(units))):
        plain = units[at].text
        if plain in ".;:?!" or plain in BETWEEN_SIDES:
            return False
        if plain in _BE | {","} and any(u.text in _SIGNED for u in units[at + 1 : at + 1 + _SOON]):
            return True
    return False


def _is_signed_by_clause(units: Sequence[Unit], after: int) -> bool:
    """Whether a clause without marks follows that tells who signed it, also without 'that': '|the ministry signed|'."""
    opener = units[after] if after < len(units) else None
    if opener is None or not (opener.text in ("that", "which", "the", "they", "it", "both") or opener.known):
        return False
    for at in range(after + 1, min(after + _RELATIVE, len(units))):
        if units[at].kind == "mark" and units[at].text not in "()" or units[at].text in BETWEEN_SIDES:
            return False
        if units[at].text in _SIGNED:
            return units[at - 1].text not in _BE or opener.text in ("that", "which")
    return False


def is_done_to(units: Sequence[Unit], at: int) -> bool:
    """Whether the word at an index says that something is done to the document behind it."""
    if at < 1:
        return False
    through = units[at].text.casefold() in _THROUGH
    if [units[at - 1].text, units[at].text] in (["note", "of"], ["before", "it"], ["before", "them"]):
        return True  # 'took note of a |paper|', 'had before it |the paper|'
    verb = units[at - 1 if through else at].text.casefold()
    return verb in _TREATING or (through and verb in _AGREED)


def _adopted(units: Sequence[Unit], first: int, determiner: str) -> bool:
    """Whether a plural stands right behind a verb for adopting: 'adopted |conclusions|', 'approved |its minutes|',
    'agreed on a set of |recommendations|'."""
    verb = first - 1 - (determiner in ("its", "their"))
    listed = verb > 3 and units[verb].text == "of" and units[verb - 1].text in _LISTS
    verb -= 3 * (listed and units[verb - 2].text in ("a", "the"))
    if verb > 0 and units[verb].text in ("on", "upon", "of"):
        return units[verb - 1].text in (_AGREEING if units[verb].text != "of" else _ADOPTING)
    return verb >= 0 and determiner in ("", "its", "their") and units[verb].text in _ADOPTING


def is_adopted_behind(units: Sequence[Unit], after: int) -> bool:
    """Whether the words right behind a plural tell that it is adopted, or at what: '|recommendations| adopted at the
    meeting', '|conclusions| were endorsed'."""
    words = [unit.text for unit in units[after : after + 3]]
    be = 1 if words[:1] in (["was"], ["were"]) else 2 if words[:2] in (["have", "been"], ["had", "been"]) else 0
    told = words[be : be + 1]
    return bool(told) and told[0] in _ADOPTED and (be > 0 or words[1:2] in (["at"], ["by"], ["in"], ["on"], ["during"]))


def _told_apart(units: Sequence[Unit], first: int, at: int, after: int, head: Head) -> bool:
    """Whether something tells which document is meant: a word before its head, the side it is concluded with."""
    words = [u.text.casefold() for u in units[first:at]]
    told = any(word not in VAGUE for word in words) and bool(words)
    return told or "strong" in head.flags and len(head.words) > 1 or partner_end(units, after, head) > after


def _is_passive(units: Sequence[Unit], after: int, verbs: frozenset[str]) -> bool:
    """Whether the words behind a document tell that one of these things is done to it: '|the work plan| was
    approved'."""
    owned = after < len(units) and units[after].text == "of"
    for at in range(after, min(after + (_OWNER if owned else 1), len(units))):
        passive = [u.text for u in units[at : at + 2]]
        for words in (passive[:1], passive):
            behind = at + len(words)
            if tuple(words) in _PASSIVE and any(u.text in verbs for u in units[behind : behind + 2]):
                return True
    return False


def _adopted_by(units: Sequence[Unit], end: int) -> bool:
    """Whether a clause behind a document tells that it is adopted: 'a methodology |that the police approved|'."""
    opener = end + (end < len(units) and units[end].text == ",")
    if opener >= len(units) or units[opener].text not in ("which", "that"):
        return False
    clause = list(takewhile(lambda u: u.kind != "mark", units[opener : opener + _RELATIVE]))
    return any(u.text in _ADOPTED for u in clause)


_BEFORE_NOUN = frozenset("the a an this these those its their all any".split())
"""Before an adjective that is else a verb of treating: 'the |agreed| text, the draft'."""


def _spoken_about(units: Sequence[Unit], first: int, end: int, determiner: str) -> bool:
    """Whether the document is what is discussed or adopted: 'examined |the annual report|', '|the work plan| was
    approved', 'discussed the budget and |the work plan|', 'took note of |the manual|'."""
    if _is_passive(units, end, _DISCUSSING):
        return True
    verb = _verb_before(units, first, determiner)
    if verb > 1 and [units[verb - 1].text, units[verb].text] in (["note", "of"], ["before", "it"], ["before", "them"]):
        return True
    if verb >= 0 and units[verb].text in ("and", ","):
        start = max(0, verb - _OBJECT)
        earlier = units[start:verb]
        verbs = [n for n, u in enumerate(earlier, start) if u.text.casefold() in _DISCUSSING]
        done = any(n == 0 or units[n - 1].text.casefold() not in _BEFORE_NOUN for n in verbs)
        return done and not any(u.text in ".;:" for u in earlier)
    verb -= verb >= 0 and units[verb].text == "of"
    return verb >= 0 and units[verb].text.casefold() in _DISCUSSING


def years_end(text: str, units: Sequence[Unit], at: int) -> int:
    """The index behind 'for 2024–2026', 'of 2019' at this unit; `at` where no years stand there."""
    opens = at < len(units) and units[at].text in ("for", "of")
    first = at + 1 + 2 * ([u.text for u in units[at + 1 : at + 3]] in (["the", "period"], ["the", "years"]))
    last = years(text, units, first) if opens else first
    return last if last > first else at


def partner_end(units: Sequence[Unit], at: int, head: Head) -> int:
    """The index behind 'with A' at this unit, where the document is one between sides; `at` where it is not."""
    if head.words[-1].casefold() not in BETWEEN_SIDES or at + 1 >= len(units) or units[at].text != "with":
        return at
    side = at + 1 + (units[at + 1].text == "the")
    return side + 1 if side < len(units) and units[side].kind == "name" else at
