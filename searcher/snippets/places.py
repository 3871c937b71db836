"""Long texts in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

PIECE_CHARS = 1 << 17
_BETWEEN_WORDS = re.compile(r"(?<=[^\W_]) (?=[^\W_])")


def pieces_of(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Cut a range into pieces, between words, so that a text of megabytes is not held as a list of words."""
    while end - start > PIECE_CHARS and (border := _BETWEEN_WORDS.search(text, start + PIECE_CHARS, end)):
        yield start, text[start : border.start()]
        start = border.start()
    yield start, text[start:end]
