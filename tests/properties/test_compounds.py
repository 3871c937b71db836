"""What holds for the parts of any word."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searcher.analysis.compound_cuts import Cuts, PythonCuts, best_cut, open_cuts
from searcher.analysis.compound_table import DATA, LoadedTable, MappedTable
from searcher.analysis.compounds import Splitter

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"
PIECES = [
    "haus",
    "tür",
    "straßen",
    "bau",
    "militär",
    "basis",
    "regierungs",
    "chef",
    "öl",
    "fuß",
    "ball",
    "muell",
    "abfuhr",
    "schluß",
    "liebes",
    "brief",
    "en",
    "ern",
    "s",
    "n",
    "aer",
    "oe",
]
SPLITTER, LOADED, MAPPED = Splitter(), LoadedTable(DATA.read_bytes()), MappedTable(DATA)
CUTS, TWIN = open_cuts(DATA), PythonCuts(DATA)
for cuts, n_words in ((CUTS, 1000), (TWIN, 64)):
    for _ in range(
        n_words
    ):  # behind so many each has its table loaded, which takes longer than an example may
        cuts.split("haustür")

words = st.text(LETTERS, max_size=30) | st.lists(st.sampled_from(PIECES), max_size=7).map("".join)


@given(words | st.text(max_size=30))
@example("straßenbauöl")
@example("haeuserfrontfuß")
def test_parts_are_in_the_word_in_order_and_apart(word: str) -> None:
    parts = SPLITTER.split(word)
    assert len(parts) != 1
    edges = [edge for part in parts for edge in part]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(word) for start, end in parts)
    if parts:
        assert parts[0].start == 0
        assert parts[-1].end == len(word)


@given(words)
def test_subcompounds_are_runs_of_parts(word: str) -> None:
    parts = SPLITTER.split(word)
    starts, ends = {part.start for part in parts}, {part.end for part in parts}
    members = SPLITTER.members(word)
    assert {*parts} <= {*members}
    assert [*members] == sorted({*members})
    for start, end in members:
        assert start in starts
        assert end in ends
        assert (start, end) != (0, len(word))


@given(words.map(lambda word: word.replace("ß", "ss")))
def test_the_table_in_memory_agrees_with_the_one_on_disk(word: str) -> None:
    if word:
        assert best_cut(word, LOADED) == best_cut(word, MAPPED)


@settings(max_examples=20)
@given(st.lists(words.filter(bool), max_size=20))
@example(["straßenbauöl", "haeuserfrontfuß", "steuererklaerungsfrist", "aeueoeaeue"])
def test_a_table_gives_the_same_before_and_after_it_is_loaded(given_words: list[str]) -> None:
    fresh = open_cuts.__wrapped__(DATA)
    for word in given_words:
        assert fresh.split(word) == CUTS.split(word)
        assert fresh.knows(word) == CUTS.knows(word)


class Numbers(dict[str, bytes]):
    """Numbers for any part: as many as its letters, all of them its hash."""

    def __missing__(self, part: str) -> bytes:
        return (hash(part) % 1000).to_bytes(4, "little") * len(part)


@given(st.lists(words | st.just(""), max_size=9))
@example(["", "straßenbauöl", "haeuserfrontfuß", "", "steuererklärungsfrist"])
def test_gathered_are_the_numbers_of_all_parts(given_words: list[str]) -> None:
    first, last = Numbers(), Numbers({"öl": b"", "frist": bytes(4)})
    found = CUTS.gather(given_words, first, last)
    assert found == TWIN.gather(given_words, first, last)
    wanted = [
        b"".join((last if end == len(word) else first)[word[start:end]] for start, end in (*parts, *runs))
        for word in given_words
        for parts, runs in [CUTS.split(word) if word else ((), ())]
    ]
    assert found == (array("I", [len(numbers) // 4 for numbers in wanted]).tobytes(), b"".join(wanted))


@pytest.mark.parametrize("cuts", [CUTS, TWIN])
def test_what_a_look_up_raises_is_raised(cuts: Cuts) -> None:
    with pytest.raises(KeyError, match="tür"):
        cuts.gather(["haustür"], {"haus": b""}, {})
    with pytest.raises(ValueError, match=r"multiple|four"):
        cuts.gather(["haustür"], {"haus": b"abc"}, {})


@given(words | st.text(min_size=1, max_size=40))
@example("a")
@example("straßennnn")
@example("haeuserfrontfuß")
@example("aeueoeaeue")
@example("steuererklaerungsfrist")
@example("ungs" * 30)
def test_the_compiled_cuts_are_those_of_their_twin(word: str) -> None:
    if word:
        assert [[*ranges] for ranges in CUTS.split(word)] == [[*ranges] for ranges in TWIN.split(word)]
        assert CUTS.is_word(word) == TWIN.is_word(word)
        assert CUTS.knows(word) == TWIN.knows(word)
