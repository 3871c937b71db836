"""Phrases and distances, on positions."""

from __future__ import annotations

import pytest

from searcher.snippets.together import close_pairs, in_any_order, in_order


@pytest.mark.parametrize(
    ("slots", "reach", "found"),
    [
        ([[1], [2], [3]], 0, [(1, 2, 3)]),
        ([[1], [3]], 0, []),
        ([[1], [3]], 1, [(1, 3)]),
        ([[3], [1]], 9, []),
        ([[1, 2], [1, 2]], 0, [(1, 2)]),
        ([[1], [3], [5]], 1, []),
        ([[1], [3], [5]], 2, [(1, 3, 5)]),
        ([[1, 4], [6]], 1, [(4, 6)]),
        ([[], [1]], 5, []),
        ([[7]], 0, [(7,)]),
    ],
)
def test_in_order(slots: list[list[int]], reach: int, found: list[tuple[int, ...]]) -> None:
    assert list(in_order(slots, reach=reach)) == found


@pytest.mark.parametrize(
    ("slots", "reach", "found"),
    [
        ([[1], [2]], 0, [(1, 2)]),
        ([[2], [1]], 0, [(2, 1)]),
        ([[1], [1]], 0, [(1, 1)]),
        ([[1, 9], [5]], 2, []),
        ([[1, 9], [5]], 3, [(1, 5), (9, 5)]),
        ([[1], [2, 3]], 1, [(1, 2)]),
        ([[5], []], 9, []),
    ],
)
def test_in_any_order(slots: list[list[int]], reach: int, found: list[tuple[int, ...]]) -> None:
    assert list(in_any_order(slots, reach=reach)) == found


@pytest.mark.parametrize(
    ("lefts", "rights", "distance", "found"),
    [
        ([(1, 2)], [(3,)], 0, [(1, 2, 3)]),
        ([(4, 5)], [(3,)], 0, [(4, 5, 3)]),
        ([(1, 2)], [(4,)], 0, []),
        ([(1, 4)], [(2,)], 0, [(1, 4, 2)]),
        ([(1,), (20,)], [(2,), (19,)], 1, [(1, 2), (20, 19)]),
        ([], [(2,)], 5, []),
    ],
)
def test_close_pairs(
    lefts: list[tuple[int, ...]], rights: list[tuple[int, ...]], distance: int, found: list[tuple[int, ...]]
) -> None:
    assert list(close_pairs(lefts, rights, distance=distance)) == found
