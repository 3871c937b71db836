"""The words between quotes: all there is text but `=Haus`, `Milit*`, and what would be lost in silence."""

from __future__ import annotations

import re

from searcher.query import atoms, limits
from searcher.query.atoms import QUOTES, TRAILING, Place, refuse
from searcher.query.nodes import Wildcard, Word

_MEMBER = re.compile(rf"[^\s(){QUOTES}]+")
_OUTSIDE = {"~": "fuzzy words cannot stand in a phrase", "^": "weights cannot stand in a phrase"}


def parse_members(text: str, place: Place, start: int) -> tuple[tuple[Word | Wildcard, ...], int]:
    """Read the words of a phrase, and count them; `text` begins at `start` of the line.

    Punctuation between words is no word; a `?` at the end of several words is a question mark.
    >>> members, words = parse_members("Hin – und her?", Place('"Hin – und her?"', None), 1)
    >>> [member.text for member in members if isinstance(member, Word)]
    ['Hin', 'und', 'her']
    """
    members: list[Word | Wildcard] = []
    found = list(_MEMBER.finditer(text))
    spoken = [match.group() for match in found if atoms.has_letter(match.group())]
    question = len(spoken) > 1 and spoken[-1].rstrip(TRAILING).endswith("?")
    words = 0
    for match in found:
        word, at = match.group().rstrip(TRAILING), start + match.start()
        if question:
            word = word.rstrip("?" + TRAILING)
        if not atoms.has_letter(word):
            if "*" in word:
                refuse(
                    "a star alone in a phrase", place.line, at, 'write "Putin Taliban"~1 for one word between'
                )
            continue
        words += atoms.count_words(word)
        if words > limits.PHRASE_WORDS:
            refuse(
                f"a phrase of more than {limits.PHRASE_WORDS} words; that is the limit",
                place.line,
                at,
                "quote less of it",
            )
        members.append(_member(word, at, place))
        if sum(isinstance(member, Wildcard) for member in members) > limits.PHRASE_WILDCARDS:
            refuse(
                f"more than {limits.PHRASE_WILDCARDS} truncated words in a phrase; that is the limit",
                place.line,
                at,
                "write some of them out",
            )
    if not members:
        refuse("a phrase without words", place.line, start - 1, 'write "ersten Mal"')
    return tuple(members), words


def _member(word: str, at: int, place: Place) -> Word | Wildcard:
    for mark, message in _OUTSIDE.items():
        if mark in word:
            refuse(message, place.line, at + word.index(mark), f"write {mark} outside of quotes")
    bare = word.lstrip("=")
    exact, at = place.exact or bare != word, at + len(word) - len(bare)
    if atoms.is_wildcard(bare):
        if bare != word:
            refuse(
                "truncation matches exact forms already", place.line, at - 1, f"write {bare} without the ="
            )
        return atoms.parse_wildcard(bare, at, place.field, place.line)
    atoms.check_length(bare, place.line, at)
    return Word(bare, place.field, exact, at, at + len(bare))
