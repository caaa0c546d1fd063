"""Places that a sentence tells of an event without 'in' or 'at' before them: the house that people fill for it ('filled
the City Hall in Accra for a seminar'), the city that receives it ('Accra will welcome the next round'), the place that
people left after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.text.masking import Item, Masked

_DAY = r"(?:,? (?:on |in |from |this |last )?⟦T\d+⟧,?)?"
_CITY = r"(?:(?:,| in| at) (?:the )?(?:downtown |central |nearby |city of )?⟦[LS]\d+⟧,?)?"
_THE_EVENT = r"(?:the |a |an |its |their |what was )?(?:[\w-]+ ){0,2}?⟦E(\d+)⟧"
_FOR = (
    r"(?: (?!for\b|and\b|but\b|which\b|who\b|that\b)[\w-]+){0,3},? "
    rf"(?:for|on|to (?:attend|join|hold|open|take part in)) {_THE_EVENT}"
)
_WHOM = r"(?:[^⟦⟧.;,]|⟦[SGIOCNV]\d+⟧){2,60}?"
_FILLED = re.compile(
    r"\b(?:fill(?:s|ed|ing)?|pack(?:s|ed|ing)?|throng(?:s|ed)?|"
    r"(?:crowd|cram|stream|pour|squeez|fil)(?:s|es|ed|med|ing)? into|(?:flock|troop|return|repair)(?:s|ed)? (?:in)?to|"
    rf"(?:invit|summon|call|convok|welcom|assembl|gather)(?:s|es|ed|ing) {_WHOM} (?:to|in|at)|"
    rf"(?:brings|brought|sends|sent|drew|took) {_WHOM} to) (?:the )?⟦[LF](\d+)⟧{_CITY}{_DAY}{_FOR}",
    re.I,
)
_AHEAD = (
    r"(?:,? (?:will|would|shall|is to|was to|is set to|is due to|prepares to|is preparing to|is getting ready to|"
    r"has (?:volunteered|offered|agreed|been chosen|been picked) to|(?:volunteered|offered|agreed) to|had|has|also|"
    r"then|next|once more|again))*"
)
_RECEIVES = re.compile(
    rf"⟦L(\d+)⟧(?:, ⟦[SL]\d+⟧,?)?{_AHEAD}(?: be)? (?:the )?(?:host(?:s|ed|ing)?|play(?:s|ed)? host{_DAY} to|"
    r"receiv(?:e|es|ed)|welcom(?:e|es|ed)|see|sees|saw|stag(?:e|es|ed)|hous(?:e|es|ed)) (?:[\w-]+ ){0,3}?"
    r"(?:the |a |an |its |this )?⟦E(\d+)⟧"
)
_HOUSE = re.compile(
    rf"⟦[LF](\d+)⟧{_CITY} (?:play(?:s|ed)? host{_DAY} to|(?:is|was|will be|became|becomes|served as|serves as|provided|"
    r"offered)(?: once more| again)? (?:the |a )?(?:venue|scene|setting|stage|backdrop|meeting place|meeting ground|"
    rf"host|home){_DAY} (?:of|for|to)) (?:the |a |an |its |this )?⟦E(\d+)⟧"
)
_LEFT = re.compile(
    rf"\b(?:left|departed|flew out of|flew home from|came home from|returned from) (?:the )?⟦L(\d+)⟧{_CITY}{_DAY}"
    rf"(?: (?!and\b|but\b|who\b)[\w-]+){{0,3}},? (?:after|at the (?:end|close) of) {_THE_EVENT}"
)
_TOOK_TO = re.compile(
    rf"⟦E(\d+)⟧{_DAY} (?:took|takes|will take|brought|brings|led) (?:[^⟦⟧.;]|⟦[GIOCNVS]\d+⟧){{3,60}}? to (?:the )?"
    r"(?P<sites>⟦[LF]\d+⟧(?:(?:,| and|, and)(?: then)?(?: to)? (?:the )?⟦[LF]\d+⟧)+)"
)
_WHERE = re.compile(
    rf"⟦[LF](\d+)⟧{_CITY}{_DAY},? where (?:[^⟦⟧.;]|⟦[SGIOCNVTP]\d+⟧){{0,120}}?\b(?:(?:took|takes?|taking) part in|"
    r"participat(?:e|es|ed|ing) in|(?:come|came|comes|coming) together (?:in ⟦T\d+⟧ )?(?:for|at)|"
    r"(?:gather|meet|assemble)(?:s|ed|ing)? (?:in ⟦T\d+⟧ )?(?:for|at)|met (?:in ⟦T\d+⟧ )?(?:for|at)|"
    r"(?:attend|join|open|chair|clos|address|complet|follow|conduct|host|conven|organi[sz]|launch|inaugurat)(?:e|es|ed|s)|"
    r"hold|holds|held|spoke at|speaks at) (?:the |an? |its |their |this )?(?:[\w-]+ ){0,2}?⟦E(\d+)⟧"
)
"""'They returned from Lyon, |where on 3 May they took part in| a course'."""
_PATTERNS = ((_WHERE, 1, 2), (_FILLED, 1, 2), (_RECEIVES, 1, 2), (_HOUSE, 1, 2), (_LEFT, 1, 2))


def stages(masked: Masked) -> Iterator[tuple[Item, Item, str]]:
    """Each event of a masked sentence with a place that is told so, and the rule's name."""
    if "⟦E" not in masked.text:
        return
    for pattern, place, event in _PATTERNS:
        for match in pattern.finditer(masked.text):
            yield masked.items[int(match.group(event))], masked.items[int(match.group(place))], "place-stage"
    for match in _TOOK_TO.finditer(masked.text):
        for item in masked.items_in(*match.span("sites")):
            yield masked.items[int(match.group(1))], item, "place-list"
