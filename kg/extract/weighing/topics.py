"""What an article is about: a transparent score over cue phrases and where they stand.

A cue counts most in the headline, then in the first paragraph, then below, each further time less; words of a speaker
count half, and so does an item of a list that runs through many topics, unless the text announces the list as its
themes. From the scores of all topics and the words of the text the topic model tells how likely the text is about each
topic of which it has a cue; texts of a few lines, and themes that are announced, are told by their cues alone. Cues:
table `topics`; names that are no cues: table `topics_masked`.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.tables import table
from kg.extract.text.prefilter import Prefilter, clauses
from kg.extract.weighing.calibration import log_odds
from kg.extract.weighing.topic_model import (
    CAP,
    length_of_words,
    occurrences,
    signs_of_cues,
    signs_of_words,
    topic_model,
)
from kg.records import DOCUMENT, Article, Claim, Segment, Span

GENERAL = "migration-governance"
HEADLINE, LEAD, BODY = "headline", "lead", "body"

ZONE_WEIGHT = {HEADLINE: 3.0, LEAD: 1.5, BODY: 1.0}
LEAD_LENGTH = 450
"""Characters of body text that count as its first paragraph, at least."""
FADING = 0.5
"""Each further cue of a topic in a zone counts this much of the one before."""
SPOKEN, LISTED = 0.5, 0.3
"""What a cue is worth in a quotation, and in a list that runs through LIST_TOPICS topics or more."""
LIST_TOPICS = 4
THEMED, PAID = 1.5, 0.4
"""What a cue is worth in a list announced as the themes, and in a sentence on who pays through which programme."""
ENOUGH, BESIDE = CAP, 0.35
"""The least score of a topic, and its least share of the highest score of a specific topic."""
LOWER = {"smuggling": 0.8}
"""By how much both are less for a topic beside others: smuggling is told in fewer words than the trafficking beside it.
Fitted on the annotated articles, as WEIGHT is."""
GENERAL_BESIDE = 0.7
WEIGHT = {"border-management": 0.8}
"""What the cues of a topic are worth beside those of others, where not 1: borders are often named in passing."""
AT_LEAST, NEXT_BEST = 1.0, 0.7
"""Where no topic has enough: the least score of the best one, and the share of it that another needs beside it."""
LIKELY = 0.35
"""Above which probability a topic is claimed: where right and missed topics of the annotated articles balance best."""
FEWEST_WORDS = 10.0
"""The length of the words (see `topic_model`) of texts on which the model was fitted, at least."""
EVIDENCE = 3
SLOPE, SHIFT = 1.24, 1.21
"""Turn the log-odds of a topic into those of its confidence, as `tests.benchmarks.weigh_topics` finds them."""
MOST = 0.97
"""The highest confidence of a topic."""

_THEMES = re.compile(
    r"\b(?:topics?|themes?|thematic (?:areas?|sessions?|pillars?)|priority areas?|focus areas?|pillars|agenda|"
    r"subjects)\b[^.]{0,60}:"
    r"|^[^.:]{10,240}[:–—] ?(?:these|those|all (?:of )?(?:these|this)|such)\b",
    re.I,
)
_MONEY = re.compile(
    r"\b(?:fund(?:s|ed|ing)|financ(?:e|es|ed|ing|ial(?:ly)?)|donors?|grants?|money came|paid for)\b", re.I
)
_PROJECT = re.compile(r"\b(?:project|program(?:me)?|phase|facility|fund)s?\b", re.I)
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+|\n\s*\n")
_MIGRATION = re.compile(r"\b(?:e?im)?migra(?:tion|nts?|tory)\b|\bmobility\b", re.I)


@dataclass(frozen=True, slots=True)
class Cue:
    """One occurrence of a cue: its topic, its place, the zone it stands in, what it is worth there, and whether it is
    announced as one of the themes."""

    topic: str
    span: Span
    zone: str
    worth: float
    announced: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    zone: str


def topics(article: Article, segments: Sequence[Segment]) -> list[Claim]:
    """The topic claims of an article, in the order of their evidence; none where it is not about migration at all."""
    found = cues(article, segments)
    general = _signs_of_migration(article, segments, found)
    words = words_of_article(article, segments)
    if length_of_words(words, topic_model().vocabulary) < FEWEST_WORDS:
        chosen = by_cues(score(found)) or ({GENERAL: 0.6} if general else {})
    else:
        likely = likely_ones(_probabilities(found, words, general))
        likely = {topic: value for topic, value in likely.items() if general or value > LIKELY}
        chosen = _announced(found) | {topic: confidence_of(probability) for topic, probability in likely.items()}
    claims = [_claim(topic, confidence, found, general) for topic, confidence in chosen.items()]
    return sorted(claims, key=lambda claim: claim.evidence)


def _probabilities(found: Sequence[Cue], words: Mapping[str, int], general: Sequence[Span]) -> dict[str, float]:
    """How likely a text is about each topic of which it has a cue."""
    possible = {cue.topic for cue in found} | ({GENERAL} if general else set())
    signs = signs_of_topics(found, possible & topic_model().weights.keys())
    shared = signs_of_words(words, topic_model().vocabulary)
    return {topic: topic_model().probability(topic, own | shared) for topic, own in signs.items()}


def signs_of_topics(found: Sequence[Cue], wanted: Iterable[str]) -> dict[str, dict[str, float]]:
    """What the topic model weighs for each wanted topic but the words of the text."""
    scores, numbers = score(found), Counter(cue.topic for cue in found)
    return {topic: signs_of_cues(topic, scores, numbers[topic], GENERAL) for topic in wanted}


def words_of_article(article: Article, segments: Sequence[Segment]) -> Counter[str]:
    """How often words occur in the headline and the body of an article."""
    stretches = _stretches(article.text, segments)
    return occurrences((part.zone == HEADLINE, article.text[part.start : part.end]) for part in stretches)


def cues(article: Article, segments: Sequence[Segment]) -> list[Cue]:
    """All cues in the headline and the body, with their worth, in text order."""
    text = _without_names(article.text)
    spoken = [Span(s.start, s.end) for s in segments if s.kind == "quotation"]
    found: list[Cue] = []
    for stretch in _stretches(article.text, segments):
        for start, end in _sentences(article.text, stretch):
            found.extend(_sentence_cues(text, start, end, stretch.zone, spoken))
    return sorted(found, key=lambda cue: cue.span)


def score(found: Iterable[Cue]) -> dict[str, float]:
    """The score of each topic: by zone, the best cue in full and each further one faded."""
    worths: dict[tuple[str, str], list[float]] = defaultdict(list)
    for cue in found:
        worths[cue.topic, cue.zone].append(cue.worth)
    totals: dict[str, float] = defaultdict(float)
    for (topic, zone), values in worths.items():
        fading = 0.0 if zone == HEADLINE else FADING
        best_first = sorted(values, reverse=True)
        totals[topic] += ZONE_WEIGHT[zone] * sum(value * fading**rank for rank, value in enumerate(best_first))
    return dict(totals)


def _announced(found: Sequence[Cue]) -> dict[str, float]:
    """The topics that a text announces as its themes, if its cues alone tell of them too: such texts are so few that
    the model does not know them."""
    themes = {cue.topic for cue in found if cue.announced}
    told = by_cues(score(found)) if themes else {}
    return {topic: confidence for topic, confidence in told.items() if topic in themes}


def likely_ones(likely: Mapping[str, float]) -> dict[str, float]:
    """The topics above LIKELY with their probability; where there is none, the likeliest one."""
    ranked = sorted(likely, key=lambda topic: (-likely[topic], topic))
    chosen = [topic for topic in ranked if likely[topic] > LIKELY] or ranked[:1]
    return {topic: likely[topic] for topic in chosen}


def confidence_of(probability: float) -> float:
    """How often a topic of such a probability is right in articles that the model was not fitted on."""
    return min(MOST, 1 / (1 + math.exp(-SLOPE * log_odds(probability) - SHIFT)))


def by_cues(scores: Mapping[str, float]) -> dict[str, float]:
    """The topics of a short text, told by the scores of its cues alone, with confidence."""
    weighed = {topic: value * WEIGHT.get(topic, 1.0) for topic, value in scores.items()}
    return {topic: min(MOST, 0.6 + 0.06 * weighed[topic]) for topic in _choose(weighed)}


def _choose(scores: Mapping[str, float]) -> list[str]:
    """The topics that stand out, highest first. One of few words may stand beside others, but makes none stand out."""
    highest = max((value for topic, value in scores.items() if topic != GENERAL), default=0.0)
    least = {t: max(ENOUGH, highest * (GENERAL_BESIDE if t == GENERAL else BESIDE)) for t in scores}
    if all(value < least[topic] for topic, value in scores.items()):
        return _best(scores)
    chosen = [topic for topic, value in scores.items() if value >= least[topic] * LOWER.get(topic, 1.0)]
    return sorted(chosen, key=lambda topic: -scores[topic])


def _best(scores: Mapping[str, float]) -> list[str]:
    """Where none stands out: the best specific topics, if they are stronger than the general one."""
    highest = max(scores.values(), default=0.0)
    if highest < AT_LEAST or scores.get(GENERAL) == highest:
        return []
    return [topic for topic, value in scores.items() if topic != GENERAL and value >= NEXT_BEST * highest]


def _claim(topic: str, confidence: float, found: Iterable[Cue], general: Sequence[Span]) -> Claim:
    own = sorted((cue for cue in found if cue.topic == topic), key=lambda cue: -cue.worth * ZONE_WEIGHT[cue.zone])
    spans = [cue.span for cue in own[:EVIDENCE]]
    status = "explicit" if spans else "implied"
    evidence = tuple(sorted(dict.fromkeys(spans or general[:1])))
    return Claim("topic", DOCUMENT, topic, status, round(confidence, 2), f"topic:{topic}", evidence)


def _signs_of_migration(article: Article, segments: Sequence[Segment], found: Sequence[Cue]) -> list[Span]:
    """What shows that a text is about migration at all: cues of the general topic, then plain words."""
    spans = [cue.span for cue in found if cue.topic == GENERAL]
    for stretch in _stretches(article.text, segments):
        spans.extend(Span(*match.span()) for match in _MIGRATION.finditer(article.text, stretch.start, stretch.end))
    return spans


def _stretches(text: str, segments: Sequence[Segment]) -> Iterator[_Stretch]:
    """Headline, first paragraphs and the rest of what an article says, without the site around it."""
    lead_until: int | None = None
    for segment in segments:
        if segment.kind == "title":
            zone = HEADLINE if lead_until is None else BODY
            yield _Stretch(segment.start, segment.end, zone)
        if segment.kind != "body":
            continue
        if lead_until is None and len(text[segment.start : segment.end].split()) > 4:
            lead_until = segment.start + LEAD_LENGTH
        yield _Stretch(segment.start, segment.end, LEAD if lead_until and segment.start < lead_until else BODY)


def _sentences(text: str, stretch: _Stretch) -> Iterator[tuple[int, int]]:
    start = stretch.start
    for end in _SENTENCE_END.finditer(text, stretch.start, stretch.end):
        yield start, end.start()
        start = end.end()
    yield start, stretch.end


def _sentence_cues(text: str, start: int, end: int, zone: str, spoken: Sequence[Span]) -> list[Cue]:
    """The cues of a sentence; of overlapping ones of a topic the heaviest, then the longest."""
    kept: list[tuple[str, Span, float]] = []
    for number in _prefilter().passing(text[start:end]):
        topic, pattern, weight = _table()[number]
        for match in pattern.finditer(text, start, end):
            span = Span(*match.span())
            if all(topic != t or span.end <= s.start or s.end <= span.start for t, s, _ in kept):
                kept.append((topic, span, weight))
    strong = {topic for topic, _, weight in kept if weight > SPOKEN and topic != GENERAL}
    factor = _sentence_factor(text[start:end], zone, len(strong))
    worth = {span: factor * (SPOKEN if _within(span, spoken) else 1.0) for _, span, _ in kept}
    return [Cue(t, span, zone, weight * worth[span], factor == THEMED) for t, span, weight in kept]


def _sentence_factor(sentence: str, zone: str, strong: int) -> float:
    """What the cues of a sentence are worth for the kind of sentence it is."""
    if strong >= LIST_TOPICS or (strong == LIST_TOPICS - 1 and len(re.findall("[,;]", sentence)) >= LIST_TOPICS - 1):
        return THEMED if _THEMES.search(sentence) else LISTED
    return PAID if zone != HEADLINE and _MONEY.search(sentence) and _PROJECT.search(sentence) else 1.0


def _within(span: Span, outer: Iterable[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in outer)


@lru_cache
def _table() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    """Topics, patterns and weights, the heavier first."""
    rows = [(row["topic"], _compiled(row["pattern"]), float(row["weight"])) for row in table("topics")]
    return tuple(sorted(rows, key=lambda row: -row[2]))


@lru_cache(maxsize=1)
def _prefilter() -> Prefilter:
    return Prefilter([clauses(pattern.pattern) for _, pattern, _ in _table()])


def _compiled(pattern: str) -> re.Pattern[str]:
    spaced = re.sub(r"(?<!\[-)(?<!\[) (?!\?)", r"\\s+", pattern)
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)", re.I)


@lru_cache
def _names() -> re.Pattern[str]:
    spaced = (row["pattern"].replace(" ", r"[ \n]") for row in table("topics_masked"))
    return re.compile("|".join(f"(?:{pattern})" for pattern in spaced))


def _without_names(text: str) -> str:
    """The text with the names of bodies and posts blanked, offsets kept."""
    return _names().sub(lambda match: " " * len(match.group()), text)
