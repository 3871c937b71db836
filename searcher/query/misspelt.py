"""How likely it is that somebody who wrote one word meant another: edits, weighed by how they come about."""

from __future__ import annotations

_ROWS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_SOUNDS = ("dt", "bp", "gk", "ck", "fv", "vw", "sz", "cz", "iy", "ij", "äe", "aä", "oö", "uü", "mn")
"""Letters that are heard alike or look alike."""

_ALIKE = {frozenset(pair) for pair in _SOUNDS}
_NEIGHBOURS = {frozenset(row[at : at + 2]) for row in _ROWS for at in range(len(row) - 1)} | {
    frozenset((upper, lower))
    for row, below in (_ROWS[:2], _ROWS[1:])
    for at, upper in enumerate(row)
    for lower in below[max(0, at - 1) : at + 1]
}

ALIKE, NEIGHBOUR, OTHER = 0.6, 0.8, 1.0
"""What it costs to write one letter for another."""

DOUBLED, SILENT, MISSED, SWAPPED = 0.5, 0.6, 0.8, 0.7
"""What a letter too many or too few costs (doubled; an h; any other), and two in the wrong order."""

_SPELLINGS = (("ß", "ss"), ("ae", "ä"), ("oe", "ö"), ("ue", "ü"))


def misspelt(written: str, meant: str) -> float:
    """How far a word is from another, in small letters; 0 if they are spellings of one word, an odd letter is 1.

    >>> [round(misspelt("strasse", meant), 1) for meant in ("straße", "strase", "trasse", "strosse")]
    [0.0, 0.5, 0.8, 1.0]
    """
    for digraph, letter in _SPELLINGS:
        written, meant = written.replace(digraph, letter), meant.replace(digraph, letter)
    before: list[float] = []
    row = [0.0]
    for at in range(len(meant)):
        row.append(row[-1] + _single(meant, at))
    for i, letter in enumerate(written):
        before, last = row, before
        extra = _single(written, i)
        row = [before[0] + extra]
        for j, other in enumerate(meant):
            best = min(
                before[j + 1] + extra, row[j] + _single(meant, j), before[j] + _exchange(letter, other)
            )
            if i and j and letter == meant[j - 1] and other == written[i - 1]:
                best = min(best, last[j - 1] + SWAPPED)
            row.append(best)
    return row[-1]


def _single(word: str, at: int) -> float:
    """What it costs that a letter is only in this word."""
    letter = word[at]
    if letter in (word[at - 1 : at], word[at + 1 : at + 2]):
        return DOUBLED
    return SILENT if letter == "h" else MISSED


def _exchange(letter: str, other: str) -> float:
    if letter == other:
        return 0.0
    pair = frozenset((letter, other))
    return ALIKE if pair in _ALIKE else NEIGHBOUR if pair in _NEIGHBOURS else OTHER
