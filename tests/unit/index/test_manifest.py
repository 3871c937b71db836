"""The manifest: what is written is read again, and nothing else is believed."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.errors import IndexDamagedError, IndexFolderError, IndexMissingError, IndexVersionError
from searcher.index.manifest import (
    BLOCK_SIZE,
    MANIFEST_NAME,
    MAX_MANIFEST_BYTES,
    FileEntry,
    Manifest,
    block_sums,
    encode,
    is_own_name,
    own_name,
    parse,
    read_manifest,
)

SEGMENT = own_name("segment", "bin", "00000001")
OTHER = own_name("segment", "bin", "00000002")
ENTRY = FileEntry(SEGMENT, 3, block_sums(b"abc"))
MANIFEST = Manifest(1, 7, "german-1", "2022-06-14T08:00:00Z", (ENTRY,), (SEGMENT,), {"documents": 1})


def sealed(text: str) -> bytes:
    """A manifest file with a right checksum, whatever is in it."""
    body = text.encode()[1:] + b"\n"
    return b'{"checksum": "%08x", %s' % (zlib.crc32(body), body)


def changed(**values: object) -> bytes:
    """The sealed manifest with other values; None takes a key out."""
    old = json.loads(encode(MANIFEST))
    del old["checksum"]
    new = {key: value for key, value in (old | values).items() if value is not None}
    return sealed(json.dumps(new))


def file(**values: object) -> list[dict[str, object]]:
    return [{"name": SEGMENT, "size": 3, "sums": "wkEkNQ=="} | values]


def test_reads_what_it_writes(tmp_path: Path) -> None:
    (tmp_path / MANIFEST_NAME).write_bytes(encode(MANIFEST))
    assert read_manifest(tmp_path) == MANIFEST
    assert parse(changed()) == MANIFEST
    assert json.loads(encode(MANIFEST))["generation"] == 7


@given(position=st.integers(0, len(encode(MANIFEST)) - 1), bit=st.integers(0, 7))
def test_no_flipped_bit_is_believed(position: int, bit: int) -> None:
    raw = bytearray(encode(MANIFEST))
    raw[position] ^= 1 << bit
    with pytest.raises(IndexDamagedError):
        parse(bytes(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"{}",
        encode(MANIFEST)[:-1],
        encode(MANIFEST) + b" ",
        encode(MANIFEST)[:40],
        b"\0" * 300,
        sealed("[" * 200_000),
        sealed("{}"),
        sealed('{"format_version": NaN}'),
        sealed('{"format_version": 1}'),
        sealed('{"format_version": ' + "9" * 5000 + "}"),
    ],
    ids=lambda raw: repr(raw[:30]),
)
def test_what_is_no_manifest_is_damaged(raw: bytes) -> None:
    with pytest.raises(IndexDamagedError, match="searcher index --rebuild"):
        parse(raw)


@pytest.mark.parametrize(
    "values",
    [
        {"generation": 0},
        {"generation": True},
        {"generation": 1.5},
        {"generation": 1 << 60},
        {"analysis": 5},
        {"created": "yesterday"},
        {"created": None},
        {"state": []},
        {"extra": 1},
        {"segments": [OTHER]},
        {"segments": [SEGMENT, SEGMENT]},
        {"segments": 3},
        {"files": {"a": 1}},
        {"files": file() + file()},
        {"files": file(name="../../etc/passwd")},
        {"files": file(name="/etc/passwd")},
        {"files": file(name="notes.txt")},
        {"files": file(name=SEGMENT + "\n")},
        {"files": file(name="segment-0000000100000000.bin")},
        {"files": file(name=5)},
        {"files": file(size=-1)},
        {"files": file(size=3.0)},
        {"files": file(size=True)},
        {"files": file(size=BLOCK_SIZE + 1)},
        {"files": file(size=1 << 60)},
        {"files": file(sums="")},
        {"files": file(sums="wkEkNQ")},
        {"files": file(sums="wk EkNQ==")},
        {"files": file(sums=5)},
        {"files": file(link="x")},
    ],
    ids=str,
)
def test_impossible_values_are_refused_though_the_checksum_is_right(values: dict[str, object]) -> None:
    with pytest.raises(IndexDamagedError):
        parse(changed(**values))


@pytest.mark.parametrize("version", [0, 2, 999])
def test_another_version_is_named_before_anything_else_is_looked_at(version: int) -> None:
    with pytest.raises(IndexVersionError, match=f"format {version}.*--rebuild"):
        parse(changed(format_version=version, files=None, surprise=1))


@pytest.mark.parametrize(
    ("name", "own"),
    [
        (SEGMENT, True),
        (SEGMENT.replace("segment", "segmenu"), False),
        (SEGMENT + ".bak", False),
        ("copy of " + SEGMENT, False),
        (SEGMENT.upper(), False),
        ("MAIN_abcdefgh12345678.seg", False),
        ("_MAIN_1.toc", False),
        (MANIFEST_NAME, False),
        ("", False),
    ],
)
def test_only_names_of_our_making_are_ours(name: str, own: bool) -> None:
    assert is_own_name(name) is own


def test_missing_too_large_or_linked(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="searcher index"):
        read_manifest(tmp_path)
    with pytest.raises(IndexMissingError):
        read_manifest(tmp_path / "nowhere")
    (tmp_path / "else").write_bytes(encode(MANIFEST))
    (tmp_path / MANIFEST_NAME).symlink_to(tmp_path / "else")
    with pytest.raises(IndexFolderError):
        read_manifest(tmp_path)
    (tmp_path / MANIFEST_NAME).unlink()
    (tmp_path / MANIFEST_NAME).write_bytes(b" " * (MAX_MANIFEST_BYTES + 1))
    with pytest.raises(IndexDamagedError, match="larger"):
        read_manifest(tmp_path)
    (tmp_path / MANIFEST_NAME).unlink()
    (tmp_path / MANIFEST_NAME).mkdir()
    with pytest.raises(IndexFolderError):
        read_manifest(tmp_path)
