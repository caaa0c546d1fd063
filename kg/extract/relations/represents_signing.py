"""Who signs for the body or state that the own post names: 'signed by P, T of A, and Q, T of B', 'P, T of A, and Q, T
of B, put their names to it'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.analysis import Analysis
from kg.extract.bodies.groups import Group
from kg.extract.persons.title_heads import demonyms
from kg.extract.persons.title_shape import Title
from kg.extract.relations.represents_parts import persons_from, stands_for, word
from kg.extract.text.words import ACTORS, Token
from kg.records import Mention

_SIGNED = frozenset("signed initialled initialed inked signatories signatures renewed re-signed concluded sign".split())
_NAMES = frozenset({"name", "names", "signature", "signatures", "pen", "pens"})
_PUT = frozenset({"put", "putting", "puts", "appended", "affixed", "set"})
_COLLEAGUES = frozenset("his her their counterpart colleague guest host".split())
_BESIDE = frozenset({"alongside", "together", "with", "jointly"})
_BETWEEN = frozenset(
    ", was were is are been being be also both has have had further additionally duly jointly then did do will today "
    "yesterday formally officially here now last night this morning afternoon week earlier later thereupon".split()
)
"""What may stand between those who sign and the verb."""
_PAIR = 2
_CLOSE, _FAR = 6, 14
_WHEN_AND_WHERE = frozenset("on in at the of , yesterday today".split())


def signatories(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Group], index: int) -> None:
    """Reads the verb or noun of signing at `index`: each of two or more persons for what the own post names."""
    put = index
    if tokens[index].lower in _NAMES:
        put = next((n for n in range(index - 1, max(-1, index - 4), -1) if tokens[n].lower in _PUT), -1)
        if put < 0 and tokens[index].lower != "signatures":
            return
    elif tokens[index].lower not in _SIGNED:
        return
    persons = _persons(tokens, found, index, max(put, 0))
    jobs = [_post(analysis, person) for person in persons]
    told = [job for job in jobs if job]
    if len(persons) < _PAIR or len(set(told)) < len(told):
        return
    for person, job in zip(persons, jobs, strict=True):
        if job:
            stands_for(analysis, person.entity, job, "signed-by", tokens[index], person.person, 0.88)


def _persons(tokens: Sequence[Token], found: Sequence[Group], index: int, put: int) -> list[Group]:
    """Those who sign, as they are listed behind 'by' or 'were', or before the verb."""
    by = _agent(tokens, index)
    listed = {"by", *_COLLEAGUES}
    persons = persons_from(tokens, found, by + 1, listed) if by else []
    if word(tokens, index) in ("signatories", "signatures") and word(tokens, index + 1) in ("were", "are", "of"):
        persons = persons_from(tokens, found, index + 2, listed)
    if tokens[index].lower == "pen" and word(tokens, index + 3) in ("were", "was"):
        persons = persons_from(tokens, found, index + 4, listed)
    return persons or _signing(tokens, found, put)


def _agent(tokens: Sequence[Token], index: int) -> int | None:
    """The index of 'by' behind a verb or noun of signing, further off where only day and place stand between; that of
    'were' in 'putting their names to it were P and Q'."""
    for number in range(index + 1, min(index + _FAR, len(tokens))):
        token = tokens[number]
        if token.lower == "by" or (token.lower == "were" and tokens[index].lower in _NAMES):
            return number
        dated = token.text[:1].isupper() or token.text[:1].isdigit() or token.lower in _WHEN_AND_WHERE
        if number >= index + _CLOSE and not dated:
            return None
    return None


def _signing(tokens: Sequence[Token], found: Sequence[Group], index: int) -> list[Group]:
    """The two or more persons of 'P, T of A, and Q, T of B, signed it', 'P signed it alongside Q'."""
    before = [g for g in found if g.after <= index]
    chosen = before[-1:]
    if not chosen or {t.lower for t in tokens[chosen[0].after : index]} - _BETWEEN:
        return []
    for one, other in zip(reversed(before[:-1]), reversed(before[1:]), strict=True):
        between = tokens[one.after : other.first]
        apart = {t.lower for t in between if not t.mention} - {",", "and", "&", "the", ";"}
        if apart - _COLLEAGUES - {t.lower for t in between if t.text in demonyms()} or (
            "counterpart" not in apart and any(t.mention for t in between)
        ):
            break
        chosen.insert(0, one)
    return chosen + (_alongside(tokens, found, index) if len(chosen) == 1 else [])


def _alongside(tokens: Sequence[Token], found: Sequence[Group], index: int) -> list[Group]:
    """The person of 'signed it |alongside Q|', 'signed it |together with the T, Q|'."""
    for group in found:
        if group.index > index:
            led = group.first - 1 - (word(tokens, group.first - 1) == "the")
            return (
                [group]
                if word(tokens, led) in _BESIDE - {"jointly", "together"}
                and (word(tokens, led) != "with" or word(tokens, led - 1) in _BESIDE)
                else []
            )
    return []


def _post(analysis: Analysis, group: Group) -> str | None:
    """The body or state that the first of a person's titles, as they are written, names as the employer."""
    title = min(group.titles, key=lambda t: t.start, default=None)
    named = (title.owner.mention if title.owner else _named(title)) if title else None
    if named is None:
        jobs = {c.object for c in analysis.claims if c.relation == "worksFor" and c.subject == group.entity}
        return jobs.pop() if len(jobs) == 1 else None
    return named.entity if analysis.entities[named.entity].type in ACTORS else None


def _named(title: Title) -> Mention | None:
    token = title.bodies[0].mention if title.bodies else None
    return token.mention if token else None
