"""Numbering words: both kernels number what the tokenizer finds, in every kind of text."""

from __future__ import annotations

import itertools
import re
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.analysis.tokenizer import raw_spans, raw_tokens, word_rules
from tests.unit.kernel.samples import KERNELS, u32

# What words are made of, and all that can stand between their letters and go on with one.
pieces = st.one_of(
    st.sampled_from(
        [
            "Vor- und Nachteile", "Haus-, Neben- und", "Textilindustrie und -handel", "\u2011", ", ",
            "Bürger", "innen", "in", "er", "e", "r", "DM", "Vor", "und", "1", "200", "1.200", "O", "geht", "s", "über",
            "-", "\u2010", "\xad", "*", ":", "·", "_", "/", "/-", ".", "'", "’", "\u202f", "\n", "\r\n", " ", "\t", "§",
            "\u0308", "\u0303", "\ufe0f", "é", "ß", "Ł", "αβ", "东", "\U0001d538", "٣", "²", "\x00", "\ud800",
        ]
    ),
    st.text(max_size=3),
)  # fmt: skip
texts = st.lists(pieces, max_size=40).map("".join)


@settings(max_examples=400)
@given(st.lists(texts, max_size=4))
def test_words_are_those_of_the_tokenizer(found: list[str]) -> None:
    numbers = dict[str, int]()
    for text in found:
        for token in raw_tokens(text):
            numbers.setdefault(token, len(numbers))
    for kernel in KERNELS:
        words = kernel.Words(*word_rules())
        for text in found:
            assert list(array("I", words.numbers(text))) == [numbers[token] for token in raw_tokens(text)]
        assert words.listed(0) == list(numbers)
        assert words.listed(2) == list(numbers)[2:]
        assert len(words) == len(numbers)


@settings(max_examples=400)
@given(texts, st.sets(st.integers(0, 60)), st.integers(0, 2**32 - 61))
def test_words_stand_where_the_tokenizer_finds_them(text: str, places: set[int], first: int) -> None:
    every, wanted = raw_spans(text), sorted(places)
    found = [every[number] for number in wanted if number < len(every)]
    for kernel in KERNELS:
        words = kernel.Words(*word_rules())
        numbers = u32(*(first + number for number in wanted))
        assert words.spans(text, first, numbers, False) == (len(every), found)
        to_the_last = min(wanted[-1] + 1, len(every)) if wanted else 0
        assert words.spans(text, first, numbers, True) == (to_the_last, found)
        assert len(words) == 0  # no word is kept


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("numbers", [[2, 3], [5, 5], [7, 6]])
def test_numbers_of_words_must_ascend(kernel: object, numbers: list[int]) -> None:
    with pytest.raises(ValueError, match="ascend"):
        kernel.Words(*word_rules()).spans("a b c d e", 3, u32(*numbers), False)  # type: ignore[attr-defined]


def test_each_character_is_a_letter_for_both_or_for_none() -> None:
    every = "".join(f"{chr(code)} " for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    for kernel in KERNELS:
        words = kernel.Words(*word_rules())
        words.numbers(every)
        assert words.listed(0) == raw_tokens(every)


@pytest.mark.parametrize("kernel", KERNELS)
def test_many_words_keep_their_numbers(kernel: object) -> None:
    words = kernel.Words(*word_rules())  # type: ignore[attr-defined]
    names = ["".join(letters) for letters in itertools.product("abcdäöü東", repeat=5)]
    for _ in range(2):
        assert list(array("I", words.numbers(" ".join(names)))) == list(range(len(names)))
    assert words.listed(0) == names


def test_a_pattern_that_finds_other_words_than_its_hints_say_is_refused() -> None:
    compiled = [kernel for kernel in KERNELS if kernel.__name__.endswith("native")]
    for kernel in compiled:
        with pytest.raises(ValueError, match="disagree"):
            kernel.Words(re.compile(r"."), "-", "", "").numbers("ab-c")
        with pytest.raises(ValueError, match="disagree"):
            kernel.Words(re.compile(r"."), "-", "", "").spans("ab-c", 0, u32(0), False)
