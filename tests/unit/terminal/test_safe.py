from __future__ import annotations

import json
import re
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.terminal.safe import MOST_MARKS, cells, clean, json_escapes, one_line
from tests.unit.terminal.samples import HOSTILE

ACTED_UPON = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\U000e0000-\U000e007f\ud800-\udfff]"
)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_harmless(text: str) -> None:
    assert not ACTED_UPON.search(clean(text))
    assert not ACTED_UPON.search(one_line(text))


@given(st.text(st.characters()))
def test_any_text_is_harmless(text: str) -> None:
    assert not ACTED_UPON.search(clean(text))
    shown = one_line(text)
    assert not ACTED_UPON.search(shown)
    assert "\n" not in shown
    assert "\t" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "Häuser und Straßen",
        "[/x] :smile: [red]",
        "Nguyễn Ái Quốc",
        "日本語",
        "👩‍👩‍👧‍👦 🏳️‍🌈",
        "שָׁלוֹם",
        "नमस्ते",
        "a\tb\nc",
        "„Zitat“ – 5 × 3",
    ],
)
def test_healthy_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x00\x1b\x1f", "␀␛␟"),
        ("\x7f", "␡"),
        ("\x80\x9b", "\\x80\\x9b"),
        ("\u202e", "\\u202e"),
        ("\U000e0041", "\\U000e0041"),
        ("\udc80", "\\udc80"),
    ],
)
def test_what_is_neutralised_stays_visible(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("between", ["", "\u200d", "\u034f"], ids=["marks", "joined", "grapheme joiner"])
def test_piles_of_marks_are_capped(between: str) -> None:
    shown = clean("a" + f"\u0301{between}" * 300 + "b")
    assert sum(category(character)[0] == "M" for character in shown) <= MOST_MARKS
    assert shown[0] == "a"
    assert shown.endswith("…b")


@given(st.text(st.characters()))
def test_json_has_the_same_value_and_is_harmless(text: str) -> None:
    escaped = json_escapes(json.dumps(text, ensure_ascii=False))
    assert json.loads(escaped) == text
    assert not ACTED_UPON.search(escaped)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("Haus", 4), ("Häuser", 6), ("Ha\u0308user", 6), ("日本", 4), ("한", 2), ("a\u200bb", 2)],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width
