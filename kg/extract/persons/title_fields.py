"""Fields of titles in small letters: 'expert on migration issues', 'minister of health, labour and nationals'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.persons.title_bodies import body_at
from kg.extract.persons.title_heads import JOINTS, LINKS, STOP, head_at
from kg.extract.persons.title_shape import Title
from kg.extract.text.words import BODIES, LAND, Token, words

ARTICLES = {"the", "a", "an", "his", "her", "their", "its", "our", "whose", "that", "this"}

_ITEM = 4
"""Words of an item in a list of portfolios, at most."""


def past_articles(tokens: Sequence[Token], index: int) -> int:
    """The index after the articles that start here."""
    while index < len(tokens) and tokens[index].lower in ARTICLES:
        index += 1
    return index


def listed_field(tokens: Sequence[Token], start: int, after: int) -> int:
    """The index after a list of portfolios whose first ends before `after` ('foreign affairs|, cooperation and
    nationals abroad'), else `after`: a stop must follow, and each item hold a word of portfolios."""
    if not of_portfolio(tokens, start, after):
        return after
    index = after
    while index < len(tokens) and tokens[index].text == ",":
        end = _item_end(tokens, index + 1)
        if not of_portfolio(tokens, index + 1, end):
            return after
        index = end
        if index < len(tokens) and tokens[index].text in ("and", "&"):
            end = _item_end(tokens, index + 1)
            ends = end == len(tokens) or tokens[end].text in (",", ".", ";", ")", "–", ":")
            return end if ends and of_portfolio(tokens, index + 1, end) else after
    return after


def _item_end(tokens: Sequence[Token], index: int) -> int:
    """The index after the words of one item."""
    end = index
    while end < len(tokens) and end - index < _ITEM and (tokens[end].kind == "word" or tokens[end].type in LAND):
        if tokens[end].lower in STOP | {"and", "&"} or head_at(tokens, end):
            break
        end += 1
    return end


def of_portfolio(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a word of portfolios stands in the stretch."""
    return any(t.lower in words("titles_portfolios", "word") for t in tokens[start:end])


def plain_field(tokens: Sequence[Token], start: int, link: str) -> int:
    if link in ("in", "to", "at") and not (start < len(tokens) and tokens[start].type in LAND):
        return start
    index = start
    while index < len(tokens) and index - start < 6:
        token = tokens[index]
        if token.kind != "word" and token.type not in LAND:
            break
        if index > start and (end := _joined_field(tokens, index)):
            return end
        if token.capital and token.lower not in words("titles_portfolios", "word"):
            break
        inside = token.lower in ("of", "for", "on") or _fixed_pair(tokens, index)
        if token.lower in STOP or (token.lower in LINKS and not inside):
            break
        index += 1
    while index > start and tokens[index - 1].lower in JOINTS:
        index -= 1
    return index


def _fixed_pair(tokens: Sequence[Token], index: int) -> bool:
    """'in' of 'trafficking in persons', 'against' of 'violence against women'."""
    around = " ".join(t.lower for t in tokens[max(0, index - 1) : index + 2])
    return around in ("trafficking in persons", "trafficking in human", "violence against women")


def _joined_field(tokens: Sequence[Token], index: int) -> int:
    """The index after 'and migration issues' where plain words that end at a stop or a body carry on the field of a
    title ('expert on integration and migration issues,'), else 0."""
    if tokens[index].text not in ("and", "&"):
        return 0
    end = index + 1
    while end < len(tokens) and end - index < 5 and _field_word(tokens[end]):
        end += 1
    stops = end < len(tokens) and (tokens[end].text in ",.;)–:" or tokens[end].lower in ("at", "of"))
    return end if stops and end > index + 1 and head_at(tokens, end - 1) is None else 0


def _field_word(token: Token) -> bool:
    """A plain word that is no verb of speech, participle or small word."""
    verbal = token.lower in words("speech", "form") or token.lower.endswith("ed") or token.lower in STOP | LINKS
    return token.kind == "word" and not token.capital and token.lower not in ARTICLES and not verbal


def in_field(token: Token) -> bool:
    """A small word inside a field, or a further capitalised one."""
    return token.lower in ("and", "&", "of", "the", "for", "on", "in") or token.capital and token.kind == "word"


def bare_field(tokens: Sequence[Token], index: int) -> Title | None:
    """The field that stands for a post between commas, with the body behind it: 'P, |Public Information, B|'."""
    known = words("titles_portfolios", "word")
    end = index
    while end < len(tokens) and (
        tokens[end].capital and tokens[end].lower in known or tokens[end].text in ("and", "&")
    ):
        end += 1
    if end == index or end + 1 >= len(tokens) or tokens[end].text != "," or not tokens[end - 1].capital:
        return None
    body, after = body_at(tokens, end + 1)
    closed = after >= len(tokens) or tokens[after].text in (",", ".", ";", ")")
    closed = closed or tokens[after].lower in words("speech", "form")
    if body is None or body.tokens[-1].type not in BODIES or not closed:
        return None
    return Title(tokens[index].start, tokens[end - 1].end, "officer", after, None, [body], index)
