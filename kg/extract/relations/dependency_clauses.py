"""Clauses of a parsed sentence: who acts, what is acted on, whether it is denied or planned.

Passive and active, relative clauses, participles, shared subjects and objects of joined verbs, and control ('agreed to
host') all lead to the same two slots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.extract.relations.dependency_frames import words

_NEAR = 5
"""How many words may lie between two verbs that share their agent ('hosted and generously financed by')."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_AUXILIARIES = frozenset({"aux", "auxpass"})


def children(token: Any, *labels: str) -> list[Any]:
    """The dependents of a token under some labels."""
    return [child for child in token.children if child.dep_ in labels]


def is_relative(token: Any) -> bool:
    """Whether a token is a relative pronoun."""
    return token.tag_ in _RELATIVE or (token.lower_ == "that" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"})


def antecedent(token: Any) -> Any:
    """What a relative pronoun stands for: the noun over its clause, or None."""
    for above in token.ancestors:
        if above.dep_ == "relcl":
            return above.head
    return None


def is_passive(verb: Any) -> bool:
    """Whether what is acted on is the verb's grammatical subject."""
    if children(verb, "nsubjpass", "auxpass"):
        return True
    if children(verb, "agent") and not children(verb, "dobj", "nsubj"):
        return True
    if verb.tag_ != "VBN" or children(verb, "dobj") or any(c.lemma_ == "have" for c in children(verb, "aux")):
        return False
    if verb.dep_ in {"acl", "advcl"}:
        return True
    return bool(verb.dep_ == "conj" and not children(verb, "nsubj") and is_passive(verb.head))


def surface_subjects(verb: Any, depth: int = 0) -> list[Any]:
    """The grammatical subject: its own, or that of the verb it is joined to, controlled by or modifies."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS] or taken_subject(verb) or _inverted(verb)
    if own or depth > 4:
        return own
    head = verb.head
    if verb.dep_ in {"acl", "relcl"}:
        if verb.tag_ == "VB":  # 'X was the first to join'
            return surface_subjects(head.head) if head.dep_ == "attr" and head.lower_ in words("ranking") else []
        return [head]
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep"} and head.pos_ in {"VERB", "AUX"} and head != verb:
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "pcomp" and head.lower_ in words("gerund") and head.head.pos_ in {"VERB", "AUX"}:
        helped = children(head.head, "dobj") if head.lower_ == "in" else []
        if head.lower_ == "in" and not helped and head.head.lemma_ in words("sharing"):
            return []
        return helped or surface_subjects(head.head, depth + 1)
    return []


def _inverted(verb: Any) -> list[Any]:
    """The subject behind a passive that opens a sentence: 'Represented on it are |X and Y|'."""
    behind = [a for a in children(verb, "auxpass") if a.i > verb.i]
    return [t for auxiliary in behind for t in children(auxiliary, "attr")]


def taken_subject(verb: Any) -> list[Any]:
    """The subject of a joined clause that the parser took for a further object ('A ran the course and B paid it')."""
    if verb.dep_ != "conj" or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or verb.head.pos_ != "VERB":
        return []
    first = min([verb.i, *(c.i for c in children(verb, "aux", "auxpass", "advmod", "neg"))])
    before = verb.doc[first - 1] if first else None
    if before is None or before.dep_ != "conj" or before.head.dep_ not in {"dobj", "pobj"} or before.head.i > before.i:
        return []
    return [before] if any(c.lower_ == "and" for c in before.head.children) else []


def _agents(verb: Any, depth: int = 0) -> list[Any]:
    """Who acts in the passive: after 'by', or after the 'by' of the verb that follows ('hosted and run by')."""
    found = [p for by in children(verb, "agent", "prep") if by.lower_ == "by" for p in children(by, "pobj")]
    found = found or _distant_agents(verb)
    if found or depth > 2 or any(p.lower_ == "with" for p in children(verb, "prep")):
        return found
    near = [other for other in children(verb, "conj") if other.i - verb.i < _NEAR and is_passive(other)]
    return [p for other in near for p in _agents(other, depth + 1)]


def _distant_agents(verb: Any) -> list[Any]:
    """Who acts where the parser tied 'by' to a date or place before it ('was held in Accra on 4 May by …')."""
    for token in verb.subtree:
        if token.i > verb.i and token.lower_ == "by" and token.dep_ in {"prep", "agent"}:
            chain = [t for t in token.ancestors if t in verb.subtree and t != verb]
            if all(t.pos_ not in {"VERB", "AUX"} for t in chain):
                return children(token, "pobj")
    return []


def acting(verb: Any) -> list[Any]:
    """The tokens of who acts."""
    return _agents(verb) if is_passive(verb) else surface_subjects(verb)


def acted_on(verb: Any, depth: int = 0) -> list[Any]:
    """The tokens of what is acted on."""
    if is_passive(verb):
        return surface_subjects(verb)
    found = children(verb, "dobj", "dative", "attr")
    if found or depth > 2:
        return found
    if verb.dep_ == "relcl" and children(verb, "nsubj") and not any(is_relative(t) for t in children(verb, "nsubj")):
        return [] if any(children(p, "pobj") == [] for p in children(verb, "prep")) else [verb.head]
    return [t for other in children(verb, "conj") if other.pos_ == "VERB" for t in acted_on(other, depth + 1)]


def after(token: Any, preposition: str) -> list[Any]:
    """The tokens after a preposition that depends on the token, or on its prepositions ('as part of'), or of a
    relative clause the noun above it ('in which')."""
    found = []
    for prep in children(token, "prep", "agent", "dative", "advmod", "prt"):
        objects = children(prep, "pobj")
        if prep.lower_ == preposition:
            found += objects
            again = [c for c in children(prep, "conj") if c.lower_ == preposition]
            found += [t for other in again for t in children(other, "pobj")]
        elif prep.dep_ == "prep" and not objects:
            found += after(prep, preposition)
    return found


def _governors(verb: Any) -> Iterator[Any]:
    """The verb and the verbs that it continues: joined with, controlled by."""
    yield verb
    while verb.dep_ in {"conj", "xcomp"} and verb.head != verb:
        verb = verb.head
        yield verb


def negated(verb: Any) -> bool:
    """Whether what the verb says is denied, refused or only possible."""
    for number, token in enumerate(_governors(verb)):
        joined = number and verb.dep_ == "conj" and token == verb.head
        if joined and (children(verb, "neg", *_SUBJECTS) or not _nor(verb)):
            return False
        if _denied(token) or (number and token.lemma_ in words("refused")):
            return True
    return _conditional(verb)


def _nor(verb: Any) -> bool:
    return any(c.lower_ in {"or", "nor"} for c in children(verb.head, "cc"))


def _denied(token: Any) -> bool:
    if children(token, "neg") or any(c.lower_ in {"never", "neither", "nor"} for c in token.children):
        return True
    if any(c.lower_ in words("open") for c in children(token, "aux")):
        return True
    return any(c.lower_ == "no" for s in surface_subjects(token) for c in s.children)


def _conditional(verb: Any) -> bool:
    marks = (c.lower_ for t in (verb, *verb.ancestors) if t.dep_ == "advcl" for c in children(t, "mark"))
    return any(mark in words("condition") for mark in marks)


def _asked(verb: Any) -> bool:
    """Whether the sentence is a question: an auxiliary before its subject."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and not is_relative(child)]
    return any(a.i < s.i for a in children(verb, *_AUXILIARIES) for s in subjects)


def _infinitive(verb: Any) -> bool:
    return any(c.lower_ == "to" for c in children(verb, "aux"))


def standing(verb: Any, *, purpose: bool = False) -> str | None:
    """The status of what the verb says: explicit, planned, or None where it is not said to be so."""
    if negated(verb) or _asked(verb):
        return None
    if _infinitive(verb):
        return _of_infinitive(verb, purpose)
    if verb.dep_ == "conj" and verb.tag_ == "VB" and _infinitive(verb.head):
        return _of_infinitive(verb.head, purpose)
    auxiliaries = [c.lower_ for c in children(verb, "aux")]
    shared = verb.dep_ == "conj" and not auxiliaries and verb.tag_ in {"VB", "VBN"}
    if shared:
        auxiliaries = [c.lower_ for c in children(verb.head, "aux")]
    return "planned" if {"will", "shall", "would", "'ll"} & set(auxiliaries) else "explicit"


def _of_infinitive(verb: Any, purpose: bool) -> str | None:
    above = verb.head
    if verb.dep_ in {"xcomp", "ccomp", "advcl", "acomp"} or (verb.dep_ == "conj" and above.pos_ == "VERB"):
        if above.lemma_ in words("planned") and not _owned(verb):
            return "planned"
        if above.lemma_ in words("actual"):
            return standing(above)
    return "explicit" if purpose and verb.dep_ in {"advcl", "xcomp", "acl"} else None


def _owned(verb: Any) -> bool:
    """Whether another than the planner is to do it ('asked Kenya to host')."""
    return bool(children(verb, "nsubj")) or bool(verb.dep_ == "xcomp" and children(verb.head, "dobj"))


def first_verb(token: Any) -> Any:
    """The verb that a noun depends on, through prepositions and nouns, or None."""
    above: Iterable[Any] = token.ancestors
    return next((t for t in above if t.pos_ in {"VERB", "AUX"}), None)


__all__ = ["acted_on", "acting", "after", "antecedent", "children", "first_verb", "is_passive", "is_relative",
           "standing", "surface_subjects"]  # fmt: skip
