"""Word tables of the German analysis; each module opens with its source and licence."""

from __future__ import annotations


def words(text: str) -> list[str]:
    """Return the words of a table that is written as running text.

    >>> words("Haus  Hof")
    ['Haus', 'Hof']
    """
    return text.split()
