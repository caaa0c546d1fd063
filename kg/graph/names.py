"""Names compared: what two names must share to be one, and whether a name tells its bearer from its like."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.extract.text.ordinals import ordinal
from kg.graph.terms import clean

_TABLE = Path(__file__).parent / "tables" / "identity.toml"
_ACRONYM = re.compile(r"[^\W\d_][\w&./–-]*\d*")
_BRACKETED = re.compile(r"\s*\(([^()]{2,15})\)")
_FULL_NAME_WORDS = 3


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@lru_cache(maxsize=4096)
def normalised(name: str) -> str:
    """The name as it is compared: words in lower case, without article, acronym in brackets, punctuation and
    differences of spelling."""
    named = _BRACKETED.sub(lambda match: "" if is_acronym(match[1]) else match[0], clean(name)) or name
    folded = unicodedata.normalize("NFKC", clean(named)).casefold().replace("&", " and ")
    words = re.findall(r"\w+", re.sub(r"(?<=\w)['’](?=s\b)", "", folded).replace("co-operation", "cooperation"))
    if len(words) > 1 and words[0] in _words("articles"):
        words = words[1:]
    return " ".join(_table()["spellings"].get(word, word) for word in words)


def person_name(name: str) -> str:
    """A person's name as it is compared, without honorifics."""
    words = clean(name).split()
    while len(words) > 1 and words[0].casefold().rstrip(".,") in _words("honorifics"):
        words = words[1:]
    return normalised(" ".join(words))


def without_parent(name: str, parent_names: tuple[str, ...], adjectives: tuple[str, ...] = ()) -> str:
    """The normalised name without a closing 'of <parent>' and without a parent's adjective at its beginning, which
    the parent in the key says already ('slovenian ministry of the interior')."""
    for parent in sorted((normalised(parent) for parent in parent_names), key=len, reverse=True):
        for tail in (f" of {parent}", f" of the {parent}"):
            if parent and name.endswith(tail):
                return name.removesuffix(tail)
    for adjective in map(normalised, adjectives):
        rest = name.removeprefix(adjective + " ")
        if adjective and rest != name and len(rest.split()) > 1:
            return rest
    return name


def without_inner_articles(name: str) -> str:
    """The normalised name as 'ministry of interior', where it is 'ministry of the interior': one state has one."""
    return re.sub(r"\b(of|for) the\b", r"\1", name)


def is_one_of_many(name: str, parent_names: tuple[str, ...], adjectives: tuple[str, ...] = ()) -> bool:
    """Whether a normalised name says only whose it is and what kind it is, of a kind that its parent has many of
    ('swiss embassy', 'ilo country office')."""
    beginnings = [f"{begin} " for begin in (*map(normalised, parent_names), *map(normalised, adjectives)) if begin]
    own = without_parent(name, parent_names)
    return not _words("one_of_many").isdisjoint({own, *map(own.removeprefix, beginnings)})


def is_distinctive(name: str) -> bool:
    """Whether a capitalised word, or a number that is no year of our time, stands in the name beside generic ones."""
    tokens = [re.sub(r"['’]s$", "", token) for token in re.findall(r"[\w'’]+", clean(name))]
    return any(_is_own(token) for token in tokens)


def _is_own(token: str) -> bool:
    if token.isdigit():
        return not 1900 <= int(token) <= 2050 and len(token) > 2
    plain = token.casefold()
    return any(c.isupper() or _is_caseless(c) for c in token) and plain not in _words("generic") | _words("small_words")


def _is_caseless(character: str) -> bool:
    return character.isalpha() and character.lower() == character.upper()


def is_full_name(name: str) -> bool:
    """Whether the name of a document or project identifies it outside its article: a title in capitals with something
    of its own in it, three words or a head word ('Khartoum Declaration', not 'the declaration' nor 'Memorandum of
    Understanding'), and of what comes in series a number."""
    words = normalised(name).split()
    long_enough = len(words) >= _FULL_NAME_WORDS or (len(words) == 2 and not _words("heads").isdisjoint(words))
    numbered = _words("serial").isdisjoint(words) or any(word.isdigit() for word in words)
    return long_enough and numbered and is_title(name) and is_distinctive(name)


def is_title(name: str) -> bool:
    """Whether all words but the small ones have a capital (or no case, or are numbers)."""
    tokens = [token for token in re.findall(r"[\w'’-]+", clean(name)) if token.casefold() not in _words("small_words")]
    return all(any(not c.islower() and c.isalnum() for c in token) for token in tokens)


def group_in(name: str) -> str:
    """The normalised name of a group, committee or the like within the name of its meeting, with what it is on:
    'working group on data' in 'Third Meeting of the Working Group on Data'. An empty string where there is none."""
    runs: list[list[str]] = [[]]
    for word in normalised(re.sub(r"['’]s\b", "", name)).split():
        if word in _words("small_words"):
            runs += [[word], []]
        elif ordinal(word) is not None:
            runs.append([])
        else:
            runs[-1].append(word)
    runs = [run for run in runs if run]
    for number, run in enumerate(runs):
        ends = [place for place, word in enumerate(run) if word in _words("groups")]
        if ends:
            on = runs[number + 1 : number + 3] if ends[-1] == len(run) - 1 else []
            subject = [*on[0], *on[1]] if len(on) == 2 and on[0] == ["on"] else []
            return " ".join((*run[: ends[-1] + 1], *subject))
    return ""


def is_acronym(form: str) -> bool:
    """Whether a form is an abbreviation: one word, mostly capitals ('AU-HoAI', 'MoU'), no more than 15 characters."""
    letters = [c for c in form if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    short = 2 <= len(form) <= 15 and _ACRONYM.fullmatch(form) is not None
    return short and capitals >= 2 and capitals * 2 > len(letters)


def is_pointer(form: str) -> bool:
    """Whether a form only points back within its article ('the workshop', 'its summit')."""
    words = clean(form).split()
    return 1 < len(words) <= 3 and words[0].casefold() in _words("articles") and not is_distinctive(" ".join(words[1:]))
