"""Where words stand together: positions of several words in, the places where they satisfy a phrase out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

Positions = Sequence[int]
"""Where one word stands: ascending word numbers of one field."""

Occurrence = tuple[int, ...]
"""Where a phrase stands: a place for each of its words."""


def in_order(slots: Sequence[Positions], *, reach: int) -> Iterator[Occurrence]:
    """For each place of the first word, the nearest places of the others in order, if they are near enough.

    reach: how many further words may lie between them in all; 0 is the plain phrase.

    >>> list(in_order([[0, 7], [2, 8]], reach=0)), list(in_order([[0, 7], [2, 8]], reach=1))
    ([(7, 8)], [(0, 2), (7, 8)])
    """
    if not all(slots):
        return
    width = len(slots) + reach
    if reach == 0:
        sets = {id(places): set(places) for places in slots}  # a word may stand in many slots
        later = [sets[id(places)] for places in slots[1:]]
        for first in slots[0]:
            if all(first + i in places for i, places in enumerate(later, 1)):
                yield tuple(range(first, first + width))
        return
    for first in slots[0]:
        chain = [first]
        for places in slots[1:]:
            at = bisect_left(places, chain[-1] + 1)
            if at == len(places) or places[at] >= first + width:
                break
            chain.append(places[at])
        else:
            yield tuple(chain)


def in_any_order(slots: Sequence[Positions], *, reach: int) -> Iterator[Occurrence]:
    """For each place that can open an occurrence, the nearest places of all words within len(slots) + reach.

    One place may serve several words: *Drogenschmuggler* holds `Drogen` and `Schmuggler`.

    >>> list(in_any_order([[5], [3, 9]], reach=1)), list(in_any_order([[5], [5]], reach=0))
    ([(5, 3)], [(5, 5)])
    """
    if not all(slots):
        return
    width = len(slots) + reach
    for first in sorted(set().union(*slots)):
        nearest = []
        for places in slots:
            at = bisect_left(places, first)
            if at == len(places) or places[at] >= first + width:
                break
            nearest.append(places[at])
        else:
            yield tuple(nearest)


def close_pairs(lefts: list[Occurrence], rights: list[Occurrence], *, distance: int) -> Iterator[Occurrence]:
    """For each occurrence of a side, the other side's next ones before and after it that are close enough.

    distance: how many further words may lie between the two, in either order; they may overlap, but not be
    the same words. Both lists ascend; an occurrence holds its places, those of a pair are the left's and
    then the right's.

    >>> list(close_pairs([(1, 2), (9, 10)], [(5,)], distance=2))
    [(1, 2, 5)]
    """
    pairs = dict[Occurrence, None]()
    for ours, others in ((lefts, rights), (rights, lefts)):
        opening = [min(other) for other in others]
        for one in ours:
            at = bisect_left(opening, min(one))
            for other in others[max(at - 1, 0) : at + 1]:
                itself = (min(one), max(one)) == (min(other), max(other))
                if not itself and max(min(other) - max(one), min(one) - max(other)) - 1 <= distance:
                    pairs[one + other if ours is lefts else other + one] = None
    yield from pairs
