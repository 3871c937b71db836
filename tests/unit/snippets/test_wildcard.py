"""Truncation on single words."""

from __future__ import annotations

import pytest

from searcher.snippets.wildcard import matcher


@pytest.mark.parametrize(
    ("pattern", "fitting", "others"),
    [
        ("haus*", ["haus", "hausen"], ["hau", "rathaus"]),
        ("*haus", ["haus", "rathaus"], ["hausen"]),
        ("*haus*", ["haus", "rathauses"], ["haas"]),
        ("h*s", ["haus", "hs"], ["h", "hausen"]),
        ("h??s", ["haus"], ["hauss", "has"]),
        ("?aus", ["haus", "maus"], ["aus", "hmaus"]),
        ("a*b*c", ["abc", "axbxc", "abbc"], ["acb", "ab", "ac"]),
        ("a*?b*c", ["axbc", "aabbc"], ["abc"]),
        ("ab*ba", ["abba", "abxba"], ["aba"]),
        ("*", ["", "haus"], []),
        ("haus", ["haus"], ["hausen", "hau"]),
    ],
)
def test_fits(pattern: str, fitting: list[str], others: list[str]) -> None:
    fits = matcher(pattern)
    assert [fits(word) for word in fitting] == [True] * len(fitting)
    assert [fits(word) for word in others] == [False] * len(others)


def test_no_pattern_takes_long() -> None:
    assert not matcher("*a" * 60 + "b*")("a" * 128)
