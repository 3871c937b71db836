from __future__ import annotations

import pytest

from searcher.errors import QuerySyntaxError
from searcher.terminal.caret import pointed
from searcher.terminal.safe import cells


def error(query: str, position: int, hint: str = "") -> QuerySyntaxError:
    return QuerySyntaxError("that is wrong", query=query, position=position, hint=hint)


@pytest.mark.parametrize(
    ("query", "position", "column"),
    [
        ("(Putin", 0, 0),
        ("Putin (Taliban", 6, 6),
        ("Putin UND", 9, 9),  # behind the end
        ("日本 (", 3, 5),  # wide
        ("Ha\u0308user (", 8, 7),  # combining
        ("a\x1b[31m (", 7, 7),  # shown as a picture of the same width
        ("\x9bx (", 3, 6),  # shown as four characters
        ("a\tb (", 4, 4),
    ],
)
def test_the_caret_stands_under_the_place(query: str, position: int, column: int) -> None:
    _, line, caret = pointed(error(query, position)).split("\n")
    assert caret == " " * (column + 2) + "^"
    assert cells(line[:2]) == 2


def test_the_hint_follows() -> None:
    assert pointed(error("(x", 0, "close it")).split("\n")[-1] == "  close it"


def test_a_long_query_is_shown_around_the_place() -> None:
    shown = pointed(error("x" * 5000 + "(" + "y" * 5000, 5000)).split("\n")
    assert len(shown[1]) < 200
    assert shown[1][len(shown[2]) - 1] == "("


def test_a_position_outside_the_query_is_no_trouble() -> None:
    assert "^" in pointed(error("x", 99))
    assert "^" in pointed(error("x", -5))
    assert pointed(error("", 0)) == "that is wrong"
