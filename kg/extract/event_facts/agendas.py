"""What is on the agenda of an event, told as a list: 'On the agenda: visas; the review of |the P|', 'Three subjects had
been set down:' with lines below, '|The P| and staff: these were the subjects', 'Decisions: adopted — |the P|'.

Every document and project of such a list is discussed at the event in focus, and so is a process of whose work,
future or the like the list tells; what a line says to be adopted is adopted there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from kg.extract.analysis import Analysis
from kg.extract.focus import told_of
from kg.extract.text.bullets import MARK, SIGN
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

EventAt = Callable[[int], str | None]

_POINTS = (
    r"(?:points|items|topics|subjects|themes|questions|matters|issues|papers|documents|texts|drafts|reports|things|"
    r"lists|headings|files)"
)
_MANY = r"(?:two|three|four|five|six|seven|eight|several|a number of|the following|these|many|various|among other)"
_TREATED = (
    r"(?:discuss\w*|review\w*|examin\w*|consider\w*|debat\w*|talk\w*|presented|deal(?:t|s)? with|raised|covered|tabled|"
    r"set down|went (?:through|over)|go(?:es)? (?:through|over)|sp(?:oke|eaks?) (?:of|about)|look(?:ed|s)? (?:at|into)|"
    r"t(?:ook|akes?) up|(?:on|up for) (?:the |its |their )?(?:agenda|table|programme|discussion|debate)|talks)"
)
_LEADS = re.compile(
    r"(?:"
    r"[^.;:]{0,80}?\b(?:on|high on|at the top of) (?:the|its|their) (?:[\w-]+ )?(?:agenda|programme|table)\b"
    r"[^.;:]{0,60}:"
    r"|[^.;:]{0,60}?\bagenda\b[^.;:]{0,60}:"
    rf"|(?:(?:The|Its|Their|Other|Further|Main|Key|All) )?(?:{_MANY} )?(?:[\w-]+ )?{_POINTS}\b[^.;:]{{0,40}}?"
    rf"\b{_TREATED}[^.;:]{{0,60}}:"
    rf"|[^.;:]{{3,80}}?\b{_TREATED}(?:,? \w+){{0,3}}? {_MANY}(?: [\w-]+){{0,2}} {_POINTS}\b[^.;:]{{0,40}}:"
    r"|[^.;:]{0,40}?\b(?:on|up for|under) (?:the |its |their )?(?:agenda|table|programme|discussion|debate|review)"
    r"(?: also| now| then| first)? (?:is|are|was|were|will be|stood|stand)\b"
    r"|[^.;:]{0,20}?\b[Aa]genda (?:(?:also |then |now )?(?:ran|runs|went|goes|stretched|stretches|ranged|ranges) from|"
    r"(?:included|includes|comprised|comprises|featured|features|covered|covers|listed|lists))\b"
    r")",
    re.I,
)
"""The start of a sentence that leads in what is on an agenda."""
_THESE_WERE = re.compile(
    r"(?:[:;–—-]|,) ?(?:all )?(?:these|those|such|this|that|everything)(?: all)? (?:were|was|are|is|came|stood|lay)"
    r"(?: also)? (?:(?:the|its|their|what|on|up|under|among|also|all|main|in|for|turn) ){0,3}?"
    rf"(?:{_POINTS}|subject|topic|theme|agenda|table|discussion|discussed|talked|spoken|they|(?:both|the two) sides)\b",
    re.I,
)
"""What ends a sentence that begins with the list."""
_DECIDED = re.compile(
    r"\W*(?:(?:also|finally|unanimously) )?(?P<adopted>adopted|approved|endorsed|validated|agreed)"
    r"(?:,? [^.;:—–]{0,70})? ?(?:[:—–]|- )",
    re.I,
)
_LEFT = re.compile(
    r"\W*(?:discussed|reviewed|considered|examined|presented|debated|tabled|noted|still open|left open|postponed|"
    r"deferred|put off|adjourned)(?:,? [^.;:—–]{0,70})? ?(?:[:—–]|- )",
    re.I,
)
"""The start of a line that tells what was done to the papers behind it: '* adopted — X; Y'."""
_ADOPTS = re.compile(
    r"[^.;:]{3,90}\b(?:adopted|approved|endorsed|validated)(?: [\w-]+){0,3}? (?:documents|texts|papers|decisions|plans|"
    r"policies|following|instruments|laws)\b[^.;:]{0,30}:",
    re.I,
)
_HEADS = re.compile(
    rf"\W*(?:(?:The|Its|Their|Main|Key|Other|Also) )?(?:(?:main|other|key|further|meeting|provisional|draft) )?(?:"
    rf"(?:agenda|programme|order of business|order of the day)(?: items?| points?)?"
    rf"(?: (?:of|for) (?:the |this )?[\w -]{{3,40}})?"
    rf"|(?:on|up for) (?:the |its |their )?(?:agenda|table|programme|discussion)"
    rf"|{_POINTS}(?: of business| of discussion| on the agenda)?(?: [\w-]+)? "
    rf"(?:{_TREATED}|for discussion|on the table|before (?:the |it|them)[\w ]*)"
    rf"|(?:{_POINTS} )?(?:discussed|considered|reviewed|examined|presented|tabled|under (?:discussion|review))"
    rf"|(?:discussion|agenda) (?:points|items|topics))\s*[:.–-]?\s*",
    re.I,
)
"""A line that is the heading of an agenda: 'Agenda', 'Matters dealt with'."""
_BULLET = re.compile(rf"\s*{MARK}\s")
_NEW_LINE = re.compile(rf"\n(?=\s*{SIGN}\s)")
_MOST = 20
_HEADING = 60
_PART = re.compile(r";|\n|(?:^|\s)[•·▪●*]\s")
_ASIDE = re.compile(
    r"\b(?:which|who|whose|under|within|as part of|in line with|in accordance with|according to|pursuant to|"
    r"on the basis of|based on|provided for|foreseen|funded|financed|through)\b"
)
"""Behind it, a point of an agenda goes on about something else."""
_WORK = re.compile(
    r"\b(?:work|future|progress|state|status|role|creation|setting[- ]up|set-up|establishment|launch|results|"
    r"activities|implementation) (?:of|for|in|on) (?:(?:the|an?|its|their|new) )*$"
)
_PAPERS = frozenset({"Document", "Project"})


def agendas(analysis: Analysis, event_at: EventAt) -> None:
    """Adds claims `discussed` and `adopted` for what the lists of agendas and decisions name."""
    for sentence in analysis.sentences:
        if sentence.kind != "body":
            continue
        lines = _lines(analysis, sentence)
        for start, end in lines:
            if decided := _DECIDED.match(analysis.text, start, end):
                _claim(analysis, event_at, "adopted", [(decided.end(), end)])
            elif left := _LEFT.match(analysis.text, start, end):
                _claim(analysis, event_at, "discussed", [(left.end(), end)])
        if adopts := _ADOPTS.match(analysis.text, sentence.start, sentence.end):
            _claim(analysis, event_at, "adopted", _stretches(analysis, sentence, adopts.end()))
        elif below := _below_heading(analysis, sentence):
            _claim(analysis, event_at, "discussed", below)
        elif not any(_DECIDED.match(analysis.text, *line) for line in lines):
            _claim(analysis, event_at, "discussed", _agenda(analysis, sentence))


def _below_heading(analysis: Analysis, sentence: Sentence) -> list[tuple[int, int]]:
    """The lines of a list below a heading 'Agenda', 'Matters dealt with', which begins with a sentence or stands in
    the line before it."""
    text = analysis.text
    first, _, rest = text[sentence.start : sentence.end].partition("\n")
    if rest and _HEADS.fullmatch(first) and _BULLET.match(rest):
        return [(sentence.start + len(first), sentence.end), *_stretches(analysis, sentence, sentence.end)]
    above = text[max(0, sentence.start - 2 * _HEADING) : sentence.start].rstrip().rpartition("\n")[2]
    if not (_is_line(analysis, sentence) and len(above) < _HEADING and _HEADS.fullmatch(above)):
        return []
    return [(sentence.start, sentence.end), *_stretches(analysis, sentence, sentence.end)]


def _lines(analysis: Analysis, sentence: Sentence) -> list[tuple[int, int]]:
    """The stretches of a sentence that stand in lines of their own."""
    cuts = [m.start() for m in _NEW_LINE.finditer(analysis.text, sentence.start, sentence.end)]
    return list(zip([sentence.start, *cuts], [*cuts, sentence.end], strict=True))


def _agenda(analysis: Analysis, sentence: Sentence) -> list[tuple[int, int]]:
    """The stretches of a sentence, and of the lines below it, that list what is on an agenda."""
    leads = _LEADS.match(analysis.text, sentence.start, sentence.end)
    if leads:
        return _stretches(analysis, sentence, leads.end())
    closed = _THESE_WERE.search(analysis.text, sentence.start, sentence.end)
    return [(sentence.start, closed.start())] if closed else []


def _stretches(analysis: Analysis, sentence: Sentence, start: int) -> list[tuple[int, int]]:
    """The rest of a sentence, or where it ends with a colon the lines of the list below."""
    if analysis.text[start : sentence.end].strip():
        return [(start, sentence.end)]
    below = analysis.sentences[sentence.index + 1 : sentence.index + 1 + _MOST]
    return [(s.start, s.end) for s in takewhile(lambda s: _is_line(analysis, s), below)]


def _is_line(analysis: Analysis, sentence: Sentence) -> bool:
    return sentence.kind == "body" and _BULLET.match(analysis.text, sentence.start, sentence.end) is not None


def _claim(analysis: Analysis, event_at: EventAt, relation: str, stretches: list[tuple[int, int]]) -> None:
    for start, end in stretches:
        event = told_of(analysis, event_at, stretches[0][0])
        for mention in _named(analysis, start, end) if event else ():
            if relation == "discussed" or mention.type == "Document":
                span = Span(start, mention.end)
                analysis.claim(relation, str(event), mention.entity, f"agenda:{relation}", span, confidence=0.84)


def _named(analysis: Analysis, start: int, end: int) -> Iterator[Mention]:
    """What the points of a list are about."""
    for mention in analysis.mentions.within(start, end):
        before = analysis.text[start : mention.start]
        point = _PART.split(before)[-1]
        told = mention.type in _PAPERS or mention.type == "Process" and _WORK.search(point)
        if told and not _ASIDE.search(point):
            yield mention
