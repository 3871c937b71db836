"""From the number of a word to its place in the text, and from long texts to pieces of them.

Asking the tokenizer for the words alone, and then for the places of the few that matter, takes two thirds of
the time of asking it for all places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from searcher.snippets.words import Analyzer

PIECE_CHARS = 1 << 17
_BETWEEN_WORDS = re.compile(r"(?<=[^\W_]) (?=[^\W_])")


def pieces_of(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Cut a range into pieces, between words, so that a text of megabytes is not held as a list of words."""
    while end - start > PIECE_CHARS and (border := _BETWEEN_WORDS.search(text, start + PIECE_CHARS, end)):
        yield start, text[start : border.start()]
        start = border.start()
    yield start, text[start:end]


def starts_of(chosen: Sequence[int], tokens: Sequence[str], text: str, analyzer: Analyzer) -> list[int]:
    """Find where the chosen words (ascending indices of `tokens`, the words of `text`) begin.

    A word of letters and digits is at the next place in the text that reads like it, but for the places
    inside the words between; these are counted. Other words (soft hyphens, gender stars, …) may read across
    two words.

    >>> from searcher.analysis import german
    >>> text = "Hausboot, Haus"
    >>> starts_of([1], ["Hausboot", "Haus"], text, german(compounds=False))
    [10]
    """
    if not all(tokens[i].isalnum() for i in chosen):
        spans = analyzer.raw_spans(text)
        return [spans[i][0] for i in chosen]
    starts, end, last = list[int](), 0, 0
    for i in chosen:
        raw = tokens[i]
        start = text.find(raw, end)
        for _ in range("\n".join(tokens[last:i]).count(raw)):
            start = text.find(raw, start + len(raw))
        starts.append(start)
        end, last = start + len(raw), i + 1
    return starts
