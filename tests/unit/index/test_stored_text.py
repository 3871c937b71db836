"""The beginning of a stored text, wherever its document lies in the block, however little is decompressed."""

from __future__ import annotations

import pytest

from searcher.errors import IndexDamagedError
from searcher.index.store import encode_document, read_document, read_text, write_block

TEXTS = ["", "kurz", "Häuser " * 900, "x" * 50_000, "ende"]


@pytest.mark.parametrize("most", [0, 1, 7, 4_096, 8_192, 100_000])
@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_the_first_bytes_of_each_text(number: int, most: int) -> None:
    block = write_block([encode_document([], "utf-8", {"more": "m" * 300}, text) for text in TEXTS])
    assert read_text(block, number, "a file", most) == TEXTS[number].encode()[:most]
    assert read_document(block, number, "a file").text == TEXTS[number]


@pytest.mark.parametrize("cut", [0, 3, 40])
def test_a_block_that_ends_too_soon_is_damaged(cut: int) -> None:
    block = write_block([encode_document([], "utf-8", {}, "ein Text, der nicht wiederkehrt 0123456789" * 5)])
    with pytest.raises(IndexDamagedError, match="a file"):
        read_text(block[:cut], 0, "a file", 100)
    with pytest.raises(IndexDamagedError, match="a file"):
        read_document(block[:cut], 0, "a file")


def test_a_document_that_a_block_does_not_hold() -> None:
    with pytest.raises(IndexDamagedError):
        read_text(write_block([encode_document([], "utf-8", {}, "eins")]), 1, "a file", 100)
