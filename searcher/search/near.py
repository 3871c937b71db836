"""Phrases near each other: the rare case of proximity that is looked at document by document.

An occurrence of a side is the range from its first to its last word; two occurrences fit if no more than `distance`
words lie between them. What counts as the frequency is the number of left occurrences with a fitting right one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Range = tuple[int, int]


def phrase_ranges(slots: Sequence[Sequence[int]], slop: int, *, ordered: bool) -> list[Range]:
    """The occurrences of a phrase, given each slot's ascending positions in one document.

    >>> phrase_ranges([[0, 7], [1, 9]], 0, ordered=True)
    [(0, 1)]
    """
    found = []
    starts = slots[0] if ordered else sorted(set().union(*slots))
    for start in starts:
        end: int | None = start
        at = start
        for slot in slots[1:] if ordered else slots:
            i = bisect_left(slot, at + 1 if ordered else start)
            if i == len(slot):
                end = None
                break
            if ordered:
                at = end = slot[i]
            else:
                end = max(end or 0, slot[i])
        if end is not None and end - start < len(slots) + slop:
            found.append((start, end))
    return found


def near(left: Sequence[Range], right: Sequence[Range], distance: int) -> int:
    """How many of the left ranges have a right one with at most `distance` words between them, on either side.

    >>> near([(0, 1)], [(4, 5)], 2), near([(4, 5)], [(0, 1)], 2), near([(0, 1)], [(5, 6)], 2)
    (1, 1, 0)
    """
    # Both ends ascend: the right ones that begin early enough come first, those that end late enough last.
    starts, ends, same = [start for start, _ in right], [end for _, end in right], set(right)
    return sum(
        bisect_right(starts, end + 1 + distance) - bisect_left(ends, start - 1 - distance)
        > ((start, end) in same)
        for start, end in left
    )
