"""The list grammar that every pattern shares: 'A, the X; B and officials from C, as well as D'.

A list is one or more masked mentions with separators between them. An item may be led by words for its people
('representatives of'), followed by a description ('the UN Refugee Agency', 'which form …', 'in Geneva'), and items that
are no mention ('development partners', a name that nothing else knows) are passed over. The words stand in the tables
`group_nouns` and `plain_items`.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extract.tables import table

ROLES = {
    "actor": "SGIOPCVFJ",
    "state": "S",
    "organisation": "GIOPCV",
    "doer": "SGIOPCV",
    "body": "GIOPCVFJ",
    "national": "GOCV",
    "person": "N",
    "agent": "SGIOPCVFJN",
    "event": "E",
    "document": "D",
    "project": "J",
    "process": "PI",
    "group": "PI",
    "forum": "P",
    "facility": "F",
    "site": "FO",
    "place": "L",
    "land": "LFS",
    "date": "T",
    "item": "DJF",
    "paper": "DJ",
    "work": "EJFPD",
    "supported": "EJFPD",
    "citer": "ED",
    "carrier": "JFP",
    "any": "SGIOPCVFJNED",
}
"""The types that a placeholder takes, as letters of `masking.LETTERS`."""

_ACTING = "SGIOPCVN"
_DETERMINER = r"(?:the |a |an |its |their |his |her |our |both |all |also )?"
_AND = r"and|as well as|along with|together with|in addition to|besides|plus|or|but also|alongside"
_KIND = (
    r"(?:organi[sz]ations?|NGOs?|CSOs?|agenc(?:y|ies)|institutions?|compan(?:y|ies)|associations?|foundations?|"
    r"charit(?:y|ies)|universit(?:y|ies)|networks?|unions?|think tanks?|countries|states|neighbours|partners)"
)
"""What those are whose names follow it: 'the civil society organisations A and B'."""
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
_MANNER = r"(?:for the first time|as (?:an )?observers?|by (?:video|phone)(?: ?link)?|online|remotely|a first)"
_SEPARATOR = (
    rf"(?: ?[,;•] ?(?:(?:{_AND}|then|followed by|including|finally|lastly|namely|notably),? )?"
    rf"(?:{_MANNER},? )?(?:{_NUMBER} (?=from |of ))?(?:(?:also )?(?:by|from|with|of|to|at|for) )?"
    rf"| and, {_MANNER}, | and {_NUMBER} (?:from|of) "
    rf"| (?:{_AND}|&|and (?:also )?(?:by|from|with|of|to)|and (?:also )?on(?= (?:the |its |an? )?⟦D)) "
    rf"|,? (?:{_AND}) (?:on|in|under|upon|with|to|from|of)(?= (?:both )?(?:the |its |an? )?⟦D) "
    r"| ?, ?(?:on|in|under|upon)(?= (?:the |its |an? )?⟦D) "
    r"| with (?=(?:its|their) ⟦)| ?/ ?"
    r"| – (?:and )?(?:by |from )?)"
)
"""Masks have single spaces, and each separator can be read in one way only: else long lists take for ever."""

_DESCRIPTION = (
    r"(?: \((?:[^()⟦⟧]|⟦[LT]\d+⟧){1,80}\)| as (?!well\b)(?:an? |the |its )?[\w-]+(?: (?!and\b)[\w-]+){0,2}"
    r"(?=(?:,|,? and) (?:the )?⟦[A-Z]\d+⟧ (?:as|for) )"
    r"| for (?:the )?(?:⟦[LS]\d+⟧|(?-i:[A-Z])[\w’'-]+)(?=, | and )"
    r"| (?:in|based in) (?:the )?⟦[LS]\d+⟧(?: and in (?:the )?⟦[LS]\d+⟧)?"
    r"|(?! (?:(?:\w+ )?(?:was|were|is|are|has|have|had|will|said|and|among|amongst|attended|attend|"
    r"took part|came|spoke|joined)\b"
    r"|[\w-]+ed (?:it|them|this|the|a|an)\b))"
    r"[ ,](?:[^⟦⟧;.:]|⟦[TL]\d+⟧){2,90}(?=; )"
    r"|, (?:(?:who|which|that|whose) (?!(?:[\w-]+ )?(?:form|make|provid|serv|act|chair|host|lead|led|fund|"
    r"support|organi|conven|is|are|was|were|sign|join)\w*)|"
    r"(?:the|a|an|its|their|acting|represented|headed|led|both(?! ⟨)|all(?! ⟨)|based) )"
    r"(?:[^⟦⟧;.,]|⟦[LT]\d+⟧){2,90}(?=[,;.]|$)| – [^⟦⟧;.,–]{2,60} –)?"
)
_PAIR = r"(?:(?-i:[A-Z])[\w-]+ and (?-i:[A-Z])[\w-]+ )?"
_NAME = r"(?-i:[A-Z])[\w’'.-]*"
_UNKNOWN = (
    rf"(?:the )?(?:⟨[A-Z]\d+⟩ )?{_NAME}(?:(?: (?:of|for|the|de|du|la|on|in|and|&)){{0,2}} {_NAME}){{0,6}}"
    r"(?: itself)?(?: \([\w-]{2,12}\))?"
)
"""A name in capitals that is no mention: an organisation that neither the gazetteer nor the recogniser knows."""


_CALLING = (
    r"(?:(?:[\w-]+ )?(?:lawyer|judge|activist|researcher|journalist|scholar|economist|historian|singer|actor|actress|"
    r"writer|doctor|nurse|interpreter|consultant|entrepreneur|student|trainer|teacher|mediator|psychologist|"
    r"sociologist|anthropologist|filmmaker|photographer|artist) )?"
)
"""What a person does, before the name: 'and lawyer P', 'human rights activist Q'."""


_SECOND_OWNER = r"(?:(?: and |/)(?:⟨[A-Z]\d+⟩|(?-i:[A-Z])[\w-]+(?= ⟦J)))"
"""Whose else the project is that follows: 'the joint EU |and CoE| Project'."""


def _words(name: str) -> str:
    return "|".join(row["form"] for row in table(name))


def _modifiers(most: int) -> str:
    """Words before a noun, none of which shows that something else begins."""
    no = "and|by|of|from|with|to|at|in|on|for|was|were|is|are|has|have|had|will|that|which|who|met|said|told"
    verb = r"\w+ed (?:\d|the|an?|some|more|over|about)\b"
    verb = rf"(?:{verb}|(?:took|brought|drew|gave|saw|ran|taught|made|sent|came|began|heard|took)\b)"
    return rf"(?:(?!(?:{no})\b|{verb})(?:[\w’'-]+|⟨[A-Z]\d+⟩) ){{0,{most}}}"


@lru_cache
def _group() -> str:
    """'senior officials from', 'ministers and experts in charge of migration of', 'the UN agencies'."""
    noun, such_as = f"(?:{_words('group_nouns')})", r"[\w-]+s,? (?:including|such as|like|namely) "
    link = r"(?: [\w-]+){0,2}? (?:of|from|at(?! (?:the |its )?⟦F)|for|representing|with|in)(?: across| both)? "
    people = rf"{noun}(?! (?:advice|support|assistance|help|input))(?:(?:,? and |, |/)(?:[\w-]+ ){{0,2}}[\w-]+s)?{link}"
    return rf"(?:{_DETERMINER}{_modifiers(4)}(?:{people}|{such_as}|{_KIND} (?=[⟦⟨])))"


@lru_cache
def _plain() -> str:
    """A list item that is no mention: 'development partners', 'UN agencies and civil society', 'the Red Star Club'."""
    word = r"(?:[a-z][\w-]*|⟨[A-Z]\d+⟩)"
    tail = rf"(?: (?:of|from|in|for|on) (?:the )?(?:{word}(?: {word}){{0,3}}|⟦L\d+⟧(?: and ⟦L\d+⟧)?))?"
    ends = r"(?!\w| (?:(?:of|from|for|at|in|with|representing) )?(?:the )?[⟦⟨])"
    common = rf"{_DETERMINER}{_modifiers(4)}{_PAIR}(?:{_words('plain_items')}){tail}{ends}"
    return rf"(?:{common}|{_UNKNOWN})"


def _led(letters: str) -> str:
    """What may stand before a token: an article, and for those who act words for their people and their state."""
    if not set(letters) & set(_ACTING):
        return _DETERMINER
    calling = _CALLING if "N" in letters else ""
    owner = rf"(?:⟨[A-Z]\d+⟩(?:['’]s?)?{_SECOND_OWNER}? )?"
    return rf"{_DETERMINER}(?:{_group()})?{_DETERMINER}(?:joint )?{owner}{calling}"


@lru_cache
def item(letters: str) -> str:
    """The pattern of one list item of these types."""
    return rf"(?:{_led(letters)}⟦[{letters}]\d+⟧(?:['’]s?(?= \w)| itself|\*)?{_DESCRIPTION})"


@lru_cache
def listing(letters: str) -> str:
    """The pattern of a list of these types: at least one mention, and among and after them items that are none. An item
    once read is not read in another way (atomic groups), so that a search takes time in proportion to the list; none
    begins within a word, where a search would start from each letter."""
    one, other = rf"(?>{item(letters)})", rf"(?>{_plain()})"
    return rf"(?<!\w)(?:{other}{_SEPARATOR}){{0,3}}{one}(?:{_SEPARATOR}(?:{one}|{other}))*"


def placeholder(role: str) -> str:
    """The pattern of a placeholder: a role of `ROLES`, in the plural a list ('actors'), with `_of` one that modifies
    ('Egypt's', 'the EU')."""
    if role.endswith("_of"):
        return rf"(?:{_DETERMINER}[⟦⟨][{letters_of(role)}]\d+[⟧⟩](?:['’]s?)?)"
    if role in ROLES:
        return rf"(?:{_led(ROLES[role])}⟦[{ROLES[role]}]\d+⟧)"
    return listing(ROLES[_singular(role)])


def letters_of(role: str) -> str:
    """The letters that a placeholder takes."""
    return ROLES[role if role in ROLES else _singular(role)]


def _singular(role: str) -> str:
    irregular = {"bodies": "body", "facilities": "facility", "processes": "process"}
    return irregular.get(role, role.removesuffix("_of").removesuffix("s"))
