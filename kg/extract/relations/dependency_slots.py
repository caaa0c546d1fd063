"""From the slots of a frame to arguments: what fills the subject of a verb, the giver of a support, the clause around a
'with the participation of'."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kg.extract.relations.dependency_clauses import (
    acted_on,
    acting,
    after,
    antecedent,
    children,
    first_verb,
    is_relative,
    taken_subject,
)
from kg.extract.relations.dependency_frames import Frame, Slot, words
from kg.extract.relations.dependency_lists import Argument
from kg.extract.relations.dependency_proxies import Proxied
from kg.extract.text.masking import LETTERS

_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON"})
_DEEP = 5
_OF_CONTENTS = frozenset({"discussed", "references"})
"""Relations to a work that its draft, its results or its progress stand for."""
_WORKS = frozenset({"Document", "Project", "Facility"})
_OWN = frozenset({"his", "her", "their", "its"})
_SINGULAR = frozenset({"is", "was", "has"})
_ROLES = frozenset({"as", "among", "for"})
"""Prepositions before what somebody is for others: 'have X as chair'."""


@dataclass(slots=True)
class Reading:
    """A parsed sentence with proxies, and what its tokens stand for."""

    source: Proxied
    doc: Any
    title: bool = False

    def stands_for(self, token: Any) -> tuple[Argument, ...]:
        """The arguments that a token is a proxy of."""
        return self.source.words.get(token.idx, ())

    def arguments(self, token: Any, depth: int = 0) -> list[Argument]:
        """What a noun means: itself, the antecedent of 'which', whom people come from, 'it', and what is joined."""
        if depth > _DEEP:
            return []
        if is_relative(token):
            above = antecedent(token)
            found = self.arguments(above, depth + 1) if above is not None else []
            return self._no_person(token, self._one(token, found)) if token.lower_ == "which" else found
        found = list(self.stands_for(token)) or self._described(token, depth)
        for other in children(token, "conj"):
            if other.pos_ in _NOUNS and not any(other in taken_subject(v) for v in _joined(other)):
                found += self.arguments(other, depth + 1)
        return found

    def _one(self, which: Any, found: list[Argument]) -> list[Argument]:
        """What 'which' with a verb in the singular means: the last of a list, 'A, B and C, which is based in …'."""
        if len(found) < 2 or not any(t.lower_ in _SINGULAR for t in (which.head, *which.head.children)):
            return found
        near = (self.stands_for(t) for t in reversed(which.doc[: which.i]))
        return list(next((arguments for arguments in near if arguments), ()))[-1:] or found

    def _no_person(self, which: Any, found: list[Argument]) -> list[Argument]:
        """What 'which' stands for: no person, but the body named right before, 'P, head of X, which …'."""
        if not found or not all(a.item and a.item.type == "Person" for a in found):
            return found
        near = (self.stands_for(t) for t in reversed(which.doc[: which.i]))
        last = next((arguments for arguments in near if arguments), ())
        return [a for a in last if a.item and a.item.type != "Person"]

    def _described(self, token: Any, depth: int) -> list[Argument]:
        """What a word that is no name means."""
        if token.lower_ in {"it", "this"} and token.pos_ in {"PRON", "DET"}:
            return [Argument(None, at=token.idx)]
        if token.lower_ == "its":
            return [Argument(None, at=token.idx, word="its")]
        if token.lemma_.lower() in words("hands") | words("membership"):
            return [a for t in [*after(token, "of"), *children(token, "poss")] for a in self.arguments(t, depth + 1)]
        if token.lemma_.lower() in words("rooms") and (inside := after(token, "in")):
            return [a for t in inside for a in self.arguments(t, depth + 1)]
        if token.lower_ in words("moment") and (whole := self._whole(token, depth)):
            return whole
        if token.lower_ in words("occasion") and not children(token, "poss", "compound"):
            return [Argument(None, at=token.idx)]
        if token.lemma_.lower() in words("people"):
            return self._behind(token, depth)
        if token.lemma_.lower() in words("consent"):
            return [a for p in ("of", "to", "for") for t in after(token, p) for a in self.arguments(t, depth + 1)]
        own = any(c.lower_ in _OWN for c in children(token, "poss"))
        if token.lemma_.lower() in words("homeland") and (own or _opens(token)):
            return [Argument(None, at=token.idx, word="homeland")]
        if token.lemma_.lower() in words("gift"):
            return [a for p in ("from", "of") for t in after(token, p) for a in self.arguments(t, depth + 1)]
        if token.lower_ in {"those", "both", "all", "each", "some", "many"}:
            return [a for p in ("from", "of") for t in after(token, p) for a in self.arguments(t, depth + 1)]
        named = self._of_genus(token) or [a for o in children(token, "appos") for a in self.stands_for(o)]
        return named or self._taken_up(token)

    def _taken_up(self, token: Any) -> list[Argument]:
        """A body or document told of before that its noun takes up: 'the section', 'the plan'."""
        definite = any(c.lower_ in {"the", "this"} for c in children(token, "det"))
        noun = token.lemma_.lower()
        return [Argument(None, at=token.idx, word=noun)] if definite and noun in words("kin") | words("paper") else []

    def _whole(self, token: Any, depth: int) -> list[Argument]:
        """The event of which a word names a moment: 'at the opening of the conference'."""
        found = [a for t in after(token, "of") for a in self.arguments(t, depth + 1)]
        return [a for a in found if a.item is not None and a.item.type == "Event"]

    def _behind(self, token: Any, depth: int) -> list[Argument]:
        """Whom people come from: 'experts from X', 'X experts', 'a delegation representing X'."""
        tokens = [t for p in ("from", "of") for t in after(token, p)]
        if token.lemma_.lower() not in words("states"):
            tokens += children(token, "compound", "nmod", "poss")
        if not tokens and token.dep_ == "dobj":
            tokens = after(token.head, "from")
        tokens += [t for v in children(token, "acl") if v.lemma_ == "represent" for t in acted_on(v)]
        return [
            Argument(a.item, True, False, a.at)
            for t in tokens
            for a in self.arguments(t, depth + 1)
            if a.item is not None and a.item.type not in {"Event", "Person", "Place"}
        ]

    def faced(self, token: Any) -> list[Argument]:
        """The works of which a word and those joined to it name a side: 'the results of P', 'progress on the D'."""
        sides = [t for t in (token, *children(token, "conj")) if t.lemma_.lower() in words("facet")]
        near = [c for t in sides for c in children(t, "compound", "nmod", "poss")]
        near += [c for t in sides for p in ("of", "on", "from", "in", "for", "under") for c in after(t, p)]
        found = [replace(a, modifying=False) for t in near for a in self.arguments(t)]
        return [a for a in found if a.item is not None and a.item.type in _WORKS]

    def _of_genus(self, token: Any) -> list[Argument]:
        """What a word for its kind means after a name: 'the MIEUX project'."""
        if token.lemma_.lower() not in words("genus"):
            return []
        named = [a for c in children(token, "compound", "nmod", "amod") for a in self.stands_for(c)]
        return [
            replace(a, modifying=False) for a in named if a.item and a.item.type in {"Project", "Document", "Process"}
        ]

    def means_group(self, token: Any, kind: str = "group") -> bool:
        """Whether a subject means those who are at the event; as `attendees`, where its word says so."""
        named = self.stands_for(token)
        if named and kind == "group":
            return all(a.people for a in named)
        return token.lower_ in words(kind) or token.lemma_.lower() in words(kind)

    def habitual(self, trigger: Any) -> bool:
        """Whether a verb tells what is usual and not what happened; the present of a headline does not."""
        return not self.title and trigger.tag_ in {"VBP", "VBZ"}


def _opens(noun: Any) -> bool:
    """Whether a noun opens its sentence behind 'the': '|The country| acceded to the D'."""
    return bool(noun.i == 1 and noun.doc[0].lower_ == "the")


def _joined(noun: Any) -> list[Any]:
    """The verbs right of a noun, with nothing but auxiliaries and adverbs between."""
    for token in noun.doc[noun.i + 1 :]:
        if token.pos_ == "VERB":
            return [token]
        if token.pos_ not in {"AUX", "ADV", "PART"}:
            break
    return []


def slot_tokens(trigger: Any, name: str, kind: str) -> list[Any]:
    """The tokens that stand in a slot of a verb or noun."""
    return _of_verb(trigger, name) if kind == "verb" else _of_noun(trigger, name)


def _of_verb(verb: Any, name: str) -> list[Any]:
    if name in {"subj", "group", "attendees"}:
        return acting(verb)
    if name == "obj":
        return acted_on(verb)
    if name == "around":
        return _around(verb)
    found = after(verb, name)
    if not found:
        found = [
            t
            for thing in [*acted_on(verb), *acting(verb), *children(verb, "dobj", "acomp")]
            for t in after(thing, name)
            if thing.i > verb.i
        ]
    return found or _stranded(verb, name)


def _around(verb: Any) -> list[Any]:
    """What the clause around a participle is about: 'X held the conference, gathering …'."""
    head = verb.head
    return _about(head) if verb.dep_ in {"advcl", "xcomp"} and verb.tag_ == "VBG" and head.pos_ == "VERB" else []


def _stranded(verb: Any, name: str) -> list[Any]:
    """'the forum that X took part in': the noun above a relative clause whose preposition has no object."""
    if verb.dep_ == "relcl" and any(p.lower_ == name and not list(p.children) for p in children(verb, "prep")):
        return [verb.head]
    return []


def _of_noun(noun: Any, name: str) -> list[Any]:
    if name == "poss":
        return children(noun, "poss", "compound", "nmod")
    if name == "giver":
        return _giver(noun)
    if name == "receiver":
        return _receiver(noun)
    if name == "clause":
        return _clause(noun)
    if name == "doer":
        return _doer(noun)
    if name == "is":
        return _predicated(noun)
    if name == "having":
        return _having(noun)
    if name == "stands":
        return _stands(noun)
    if found := after(noun, name):
        return found
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and name != "as":
        return after(noun.head.head, name)
    near = noun.dep_ == "attr" or (noun.dep_ == "dobj" and name == "under")
    return after(noun.head, name) if near else []


def _governor(noun: Any, kind: str) -> Any:
    """The verb of giving or receiving of which the noun is the object, or None."""
    for above in noun.ancestors:
        if above.pos_ == "VERB":
            return above if above.lemma_ in words(kind) else None
        if above.pos_ not in {"ADP", "NOUN", "PROPN"}:
            return None
    return None


def _giving(noun: Any) -> list[Any]:
    """The verbs of giving whose object the noun is: the one above it, and one that modifies it."""
    above = _governor(noun, "give")
    below = [v for v in children(noun, "acl", "relcl") if v.lemma_ in words("give")]
    return [*([above] if above is not None and noun in _objects(above) else []), *below]


def _objects(verb: Any) -> list[Any]:
    return [t for o in acted_on(verb) for t in (o, *children(o, "conj"))]


def _of_other_aid(noun: Any, giver: Any) -> bool:
    """Whether another aid is named before the giver: 'with |funding| from A and technical support from B'."""
    return any(token.lemma_.lower() in words("aid") for token in noun.doc[noun.i + 1 : giver.i])


def _giver(noun: Any) -> list[Any]:
    given = [t for t in [*after(noun, "from"), *after(noun, "by")] if not _of_other_aid(noun, t)]
    found = [*_of_noun(noun, "poss"), *given]
    found += [t for v in _giving(noun) for t in acting(v)]
    found += [t for v in children(noun, "relcl") if v.lemma_ in {"come", "originate"} for t in after(v, "from")]
    receiving = _governor(noun, "receive")
    return found + (after(receiving, "from") if receiving is not None else [])


def _receiver(noun: Any) -> list[Any]:
    found = [*after(noun, "for"), *after(noun, "to"), *after(noun, "towards")]
    for verb in _giving(noun):
        found += [*after(verb, "for"), *after(verb, "to"), *children(verb, "dative")]
    receiving = _governor(noun, "receive")
    return found + (acting(receiving) if receiving is not None else [])


def _clause(noun: Any) -> list[Any]:
    """What the clause is about to which a phrase 'with the support of …' belongs."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in words("means"):
        return []
    while prep.head != prep and (prep.head.dep_ == "prep" or prep.head.pos_ == "ADP"):
        prep = prep.head
    above = prep.head
    if above.pos_ in {"NOUN", "PROPN"}:
        verb = first_verb(above)
        return [above, *(_about(verb) if verb is not None else [])]
    return _about(above) if above.pos_ in {"VERB", "AUX"} else []


def _doer(noun: Any) -> list[Any]:
    """Who does what the clause tells in which a noun stands: 'X renewed its |commitment|', 'True to its |word|, X'."""
    verb = first_verb(noun)
    return acting(verb) if verb is not None else []


def _about(verb: Any) -> list[Any]:
    return [*acted_on(verb), *acting(verb)]


def _predicated(noun: Any) -> list[Any]:
    """Of what a noun is said: 'X is the host', 'X, the host', 'the host, X', 'X serves as host'."""
    above = noun.head
    if noun.dep_ == "attr":
        return acting(above)
    if named := children(noun, "appos"):
        return named
    if noun.dep_ == "appos":
        return [above]
    if noun.dep_ == "pobj" and above.lower_ in _ROLES:
        return _in_role(above)
    if noun.lemma_.lower() in words("posts") and (posted := _posted(noun)):
        return posted
    if noun.dep_ == "conj" and above.pos_ == "NOUN":
        return _predicated(above)
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in words("some"):
        return _predicated(above.head)
    return []


def _in_role(preposition: Any) -> list[Any]:
    """Who has a role: 'X serves |as| chair', 'they have X |as| chair', 'they list X |among| the members'."""
    verb = preposition.head
    if company := _company(preposition):
        return company
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    return acted_on(verb) if verb.lemma_ in words("naming") else acting(verb)


def _posted(noun: Any) -> list[Any]:
    """Who has a post: 'X provides the secretariat', 'the chair lies with X', 'the secretariat is run by X'."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in words("serving"):
        return acting(verb)
    if noun.dep_ == "nsubjpass" and verb.lemma_ in words("serving"):
        return acting(verb)
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in words("lying"):
        return [*children(verb, "attr"), *(t for p in ("with", "to", "on", "by") for t in after(verb, p))]
    return []


def _company(preposition: Any) -> list[Any]:
    """Who stands right before 'as' behind 'with': 'with X |as| its secretariat'."""
    before = preposition.nbor(-1) if preposition.lower_ == "as" and preposition.i else None
    while before is not None and before.dep_ == "conj":
        before = before.head
    named = before is not None and before.dep_ == "pobj" and before.head.lower_ == "with"
    return [before] if named else []


def _having(noun: Any) -> list[Any]:
    """Whose something is: 'X has Y as its chair', 'X lists Y among its members'."""
    verb = noun.head.head
    named = noun.dep_ == "pobj" and noun.head.lower_ in _ROLES and not _company(noun.head)
    return acting(verb) if named and verb.lemma_ in words("naming") else []


def _stands(noun: Any) -> list[Any]:
    """Where a seat is: 'whose seat is X', 'its headquarters are in X', 'has its seat in X'."""
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return [*children(verb, "attr"), *(t for p in ("in", "at", "near") for t in after(verb, p))]
    return after(noun, "in") or (after(verb, "in") if noun.dep_ == "dobj" else [])


def candidates(reading: Reading, trigger: Any, frame: Frame, slots: tuple[Slot, ...]) -> list[Argument]:
    """The arguments of the first slot that has some of its types; of `focus` where no slot before it is filled."""
    filled = False
    for slot in slots:
        tokens = slot_tokens(trigger, slot.name, frame.kind)
        if slot.name == "focus":
            return [] if filled or reading.habitual(trigger) else [Argument(None, at=trigger.idx)]
        if slot.name == "process":
            return [] if filled else [Argument(None, at=trigger.idx, word="process")]
        if slot.name in {"group", "attendees"}:
            if any(reading.means_group(token, slot.name) for token in tokens):
                return [Argument(None, at=trigger.idx)]
            continue
        filled = filled or bool(tokens)
        found = [a for token in tokens for a in reading.arguments(token) if _fits(a, slot, frame)]
        if frame.relation in _OF_CONTENTS:
            found += [a for token in tokens for a in reading.faced(token) if _fits(a, slot, frame)]
        if found := [a for a in found if _may_mean(a, frame)]:
            owned = slot.name in {"poss", "giver"}
            return [replace(a, modifying=a.modifying and not owned) for a in found]
    return []


def _may_mean(argument: Argument, frame: Frame) -> bool:
    """Whether a frame takes an argument: a name, with the flag `it` the event in focus, with `body` a body meant, with
    `land` the state that 'her country' means."""
    if argument.item is not None or "body" in frame.flags:
        return True
    return "land" in frame.flags if argument.word == "homeland" else "it" in frame.flags and not argument.word


def _fits(argument: Argument, slot: Slot, frame: Frame) -> bool:
    if argument.item is None and "body" in frame.flags:
        return True  # of what type it is, shows when it is known what is meant
    meant = "S" if argument.word == "homeland" else "E"
    return (meant if argument.item is None else LETTERS[argument.item.type]) in slot.letters


def project_before(reading: Reading, verb: Any) -> list[Argument]:
    """The project right before a participle that says who pays for or carries out something, or before one that the
    verb is joined to: ', funded by X and run by Y' tells of it and not of the event that is part of it."""
    first = verb.head if verb.dep_ == "conj" and verb.head.tag_ == "VBN" else verb
    if verb.tag_ != "VBN" or first.lemma_.lower() not in words("work-participle") or first.i == 0:
        return []
    before = first.nbor(-1)
    while before.i > 0 and not reading.stands_for(before) and _passed_over(before):
        before = before.nbor(-1)
    return [a for a in reading.stands_for(before) if a.item is not None and a.item.type in {"Project", "Process"}]


def _passed_over(token: Any) -> bool:
    """Whether a word stands between a name and what is told of it: a comma, a word for its kind."""
    return token.is_punct or token.lemma_.lower() in words("genus")
