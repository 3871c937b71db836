r"""Words that are written only once for several: *Vor- und Nachteile* means *Vorteile*, too.

An open word (*Vor-*, *-handel*) is a raw token with its partner behind it: `Vor-\0Nachteile`,
`-handel\0Textilindustrie`. So it keeps its place and its own form, and what it is completed to is a pure function of
it. No word of a text has a `\0` in it. A single letter (*E-Mail*) is one, too: `E-\0-Mail` stands for *Email*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Protocol

from searcher.analysis.compound_rules import Part
from searcher.analysis.data import words
from searcher.analysis.fold import OPEN, exact_form

_LEAST_REST = 3  # letters of what an open word takes from its partner

_L = r"[^\W_]"
_HYPHENS = "-\u2010\u2011"
_H = f"[{_HYPHENS}]"
_BLANK = r"(?:[ \t\u00a0]+(?:\r?\n[ \t]*)?|\r?\n[ \t]*)"
_QUOTE = '["“”„‟»«]?'
_AND = r"(?:und/oder|und|oder|bzw\.?|beziehungsweise|respektive|sowie|wie|als auch|bis|u\.|o\.|&)"
_SMALL = (
    r"(?:(?:auch|der|die|das|dem|den|des|eine?[mnrs]?|im|in|am|an|zum|zur|zu|für|von|vom|mit|"
    r"(?:ander|sonstig|ähnlich|weiter|übrig|jeweilig|gesetzlich)e[mnrs]?)[ \t]+){0,2}+"
)
_TO_NEXT = rf"{_QUOTE}(?:{_BLANK}?,{_BLANK}(?:{_AND}{_BLANK})?|{_BLANK}{_AND}{_BLANK}|/){_SMALL}{_QUOTE}{_H}?"
_HYPHEN = re.compile(_H)
_MOST_OPEN = 16  # open words in a row
_AFTER = re.compile(
    rf"{_TO_NEXT}(?:{_L}+(?:{_H}{_L}+)*+{_H}(?!{_L}){_TO_NEXT}){{0,{_MOST_OPEN}}}+(?P<word>{_L}+(?:{_H}{_L}+)*+)(?!{_H})"
)
_AFTER_LETTER = re.compile(r"[^\W\d_]{3,}")
_PARTNER = re.compile(rf"[(\"„»«]*(?P<open>{_H}?)(?P<word>(?:{_L}+{_H})*{_L}+{_H}?){_QUOTE}")
_ANDS = frozenset(
    ("und", "oder", "und/oder", "bzw.", "beziehungsweise", "sowie", "wie", "bis", "u.", "o.", "&")
)
_BEFORE_CHARS = 160
_PREFIXES = tuple(
    words(
        """
        ab an auf aus be bei durch ein ent er fort her heraus herein hin hinaus hinein los miss miß mit nach rück über
        um un unter ver vor weg weiter wieder zer zu zurück zusammen
        """
    )
)
_PREFIX = re.compile(rf"(?:{'|'.join(sorted(_PREFIXES, key=len, reverse=True))})(?={_L}{{{_LEAST_REST}}})")


class Splitter(Protocol):
    """What completing asks of the table of compounds."""

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of a word in lower case; none if it is no compound."""

    def knows(self, word: str) -> bool:
        """Whether it is a word of the table, in some inflection."""


def open_word(text: str, start: int, end: int) -> str | None:
    r"""The raw token of the word text[start:end] if it is an open one whose partner stands there.

    >>> open_word("Haupt-, Neben- und Zusatzkosten", 0, 5), open_word("Textilindustrie und -handel", 21, 27)
    ('Haupt-\x00Zusatzkosten', '-handel\x00Textilindustrie')
    >>> open_word("vor- oder", 0, 3)
    """
    if text[end : end + 1] in _HYPHENS:
        if end == start + 1:
            letter = _AFTER_LETTER.match(text, end + 1)
            if letter and text[start].isalpha():
                return f"{text[start]}-{OPEN}-{letter[0]}"
        after = _AFTER.match(text, end + 1)
        if after:
            return f"{text[start:end]}-{OPEN}{after['word']}"
    if start and text[start - 1] in _HYPHENS:
        partner = _before(text, start - 1)
        if partner:
            return f"-{text[start:end]}{OPEN}{partner}"
    return None


def _before(text: str, end: int) -> str:
    """The partner of an open word whose hyphen stands at `end`: a word, or another open one; "": there is none."""
    near = text[max(0, end - _BEFORE_CHARS) : end].rsplit(None, 2)
    last = near.pop() if near else ""
    while True:
        if last[-1:] != ",":
            last = near.pop() if near and last in _ANDS else ""
        found = _PARTNER.fullmatch(last.rstrip(","))
        if not found:
            return ""
        if not found["open"]:
            return found["word"]
        # Textilindustrie, -handel und -forschung
        near = near.pop().rsplit(None, 2) if near else []
        last = near.pop() if near else ""


def completed(raw: str, splitter: Splitter) -> Sequence[str]:
    r"""The exact forms of the whole word that an open one stands for; none where none is likely.

    >>> from searcher.analysis.compounds import default
    >>> completed("Vor-\0Nachteile", default()), completed("-handel\0Textilindustrie", default())
    (['vorteile'], ['textilhandel'])
    """
    word, _, partner = raw.partition(OPEN)
    if word[0] != "-":
        return _with_end(exact_form(word[:-1]), partner, splitter)
    word = exact_form(word[1:])
    partners = _with_end(exact_form(partner[:-1]), word, splitter) if partner[-1] in _HYPHENS else [partner]
    return [whole for partner in partners for whole in _with_beginning(partner, word, splitter)]


def _with_end(word: str, partner: str, splitter: Splitter) -> list[str]:
    """*vor* and *Nachteile*: the longest end of the partner that makes a known word of it, else all that are likely."""
    *_, last = _HYPHEN.split(partner)
    if last != partner:
        return [word + exact_form(last)]
    partner = exact_form(partner)
    ends = [partner[part.start :] for part in splitter.split(partner)[1:]]
    prefixed = word.endswith(_PREFIXES)
    if len(ends) == 1 and not prefixed:
        return [word + ends[0]]
    whole = next((word + end for end in ends if splitter.knows(word + end)), None)
    if whole is not None:
        return [whole]
    joint = len(word)
    if prefixed:
        ends = [end for end in ends if any(part.start == joint for part in splitter.split(word + end))]
    if ends:
        return [word + end for end in ends]
    # Of a word that is no compound any end may be what is left out: Ausfuhr, Vaterschaft.
    ends = [partner[start:] for start in range(2, len(partner) - _LEAST_REST + 1)]
    is_known = partial(_is_known_over, joint=joint, splitter=splitter) if prefixed else splitter.knows
    whole = next((word + end for end in ends if is_known(word + end)), None)
    if whole is not None:
        return [whole]
    prefix = _PREFIX.match(partner)
    return [word + partner[prefix.end() :]] if prefix and prefixed else []


def _is_known_over(word: str, *, joint: int, splitter: Splitter) -> bool:
    """Whether the word, or its part across that place, is a known one (*Einfuhr* in *Einfuhrverbot*)."""
    return splitter.knows(word) or any(
        part.start < joint <= part.end - _LEAST_REST and splitter.knows(word[part.start : part.end])
        for part in splitter.split(word)
    )


def _with_beginning(partner: str, word: str, splitter: Splitter) -> list[str]:
    """*Textilindustrie* and *handel*: the longest beginning of the partner that makes a likely word with it."""
    *first, _ = _HYPHEN.split(partner)
    if first:
        return ["".join(map(exact_form, first)) + word]
    partner = exact_form(partner)
    for part in reversed(splitter.split(partner)[1:]):
        whole = partner[: part.start] + word
        if splitter.knows(whole) or any(other.start == part.start for other in splitter.split(whole)):
            return [whole]
    return []
