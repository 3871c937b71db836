"""One document of a block is read like all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.errors import IndexDamagedError
from searcher.index.store import encode_document, read_block, read_document, read_text, write_block
from searcher.model import FIELDS

zones = st.lists(
    st.tuples(st.integers(0, len(FIELDS) - 1), st.integers(0, 99), st.integers(0, 99)), max_size=3
)
metas = st.dictionaries(
    st.text(max_size=3), st.one_of(st.none(), st.integers(), st.text(max_size=3)), max_size=2
)
records = st.builds(
    lambda places, meta, text: encode_document([n for place in places for n in place], "utf-8", meta, text),
    zones,
    metas,
    st.text(max_size=20),
)


@given(st.lists(records, min_size=1, max_size=5))
def test_one_document_is_read_like_all(block: list[bytes]) -> None:
    raw = write_block(block)
    documents = read_block(raw, "example")
    assert [read_document(raw, number, "example") for number in range(len(block))] == documents
    assert [read_text(raw, number, "example", 10_000).decode() for number in range(len(block))] == [
        document.text for document in documents
    ]


@given(st.lists(records, max_size=3), st.binary(max_size=20))
def test_what_is_no_block_is_damaged(block: list[bytes], junk: bytes) -> None:
    for raw, number in (
        (write_block(block), len(block)),
        (write_block([*block, junk]), len(block) + 1),
        (junk, 0),
    ):
        with pytest.raises(IndexDamagedError, match="example is damaged"):
            read_document(raw, number, "example")


def test_meta_that_means_nothing_is_damaged() -> None:
    for head in (
        b"",
        b"[]",
        b'[[0, 1], "", 0]',
        b'[[9, 0, 1], "", 0]',
        b"[" * 100_000,
        b'["a", "", 0]',
        b'[1, "", 0]',
    ):
        raw = write_block([len(head).to_bytes(4, "little") + bytes(4) + head])
        with pytest.raises(IndexDamagedError):
            read_document(raw, 0, "example")
