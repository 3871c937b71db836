"""Bytes: kinds of files, compressions, bombs, damage."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from searcher.documents import raw
from searcher.errors import DocumentError

PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


def _unpack(data: bytes, compression: str) -> bytes:
    return b"".join(raw.chunks(io.BytesIO(data), compression))


@pytest.mark.parametrize("compression", PACK)
@pytest.mark.parametrize("size", [0, 1, raw.CHUNK_BYTES - 1, raw.CHUNK_BYTES, 3 * raw.CHUNK_BYTES + 7])
def test_unpacks(compression: str, size: int) -> None:
    data = (b"Donaudampfschiff\n" * (size // 17 + 1))[:size]
    packed = PACK[compression](data)
    assert _unpack(packed, compression) == data
    assert _unpack(packed + packed + b"\0" * 512, compression) == data + data


@pytest.mark.parametrize("compression", PACK)
def test_noise_that_does_not_shrink(compression: str) -> None:
    data = os.urandom(raw.CHUNK_BYTES * 2 + 5)
    assert _unpack(PACK[compression](data), compression) == data


@pytest.mark.parametrize("compression", PACK)
@pytest.mark.parametrize(
    "broken",
    [
        lambda packed: packed[:-5],
        lambda _: b"",
        lambda packed: b"Text" + packed,
        lambda packed: packed + b"Text",
        lambda packed: packed[:40] + b"XXXX" + packed[44:],
        lambda _: b"\0" * 100,
    ],
    ids=["cut", "empty", "prefix", "suffix", "changed", "zeros"],
)
def test_damage_is_a_document_error(compression: str, broken: Callable[[bytes], bytes]) -> None:
    packed = PACK[compression](os.urandom(200))
    with pytest.raises(DocumentError, match=r"damaged|cut off"):
        _unpack(broken(packed), compression)


@pytest.mark.parametrize("compression", PACK)
def test_a_bomb_is_left_alone(compression: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "BOMB_FLOOR_BYTES", 4 << 20)
    packed = PACK[compression](b"\n" * (raw.BOMB_FLOOR_BYTES + (8 << 20)))
    sizes: list[int] = []
    with pytest.raises(DocumentError, match="200 times its size"):
        sizes.extend(map(len, raw.chunks(io.BytesIO(packed), compression)))
    for piece_bytes in sizes:
        assert piece_bytes <= raw.CHUNK_BYTES
    assert sum(sizes) <= raw.BOMB_FLOOR_BYTES


def test_xz_that_asks_for_too_much_memory() -> None:
    big = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    packed = bytearray(lzma.compress(b"Text" * 100, filters=big))
    # the dictionary's size is a byte of the block header: 37 stands for 2 GiB; the checksum goes along
    at = 12 + 4
    assert packed[at] == 16
    packed[at] = 37
    header = 12 + (packed[12] + 1) * 4 - 4
    packed[header : header + 4] = zlib.crc32(packed[12:header]).to_bytes(4, "little")
    with pytest.raises(DocumentError, match=r"[Mm]emory"):
        _unpack(bytes(packed), ".xz")


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to("file")
    with raw.open_regular(tmp_path / "file") as stream:
        assert stream.read() == b"x"
    for name, reason in (
        ("fifo", "regular"),
        ("link", "symbolic links"),
        (".", "regular"),
        ("x", "no such file"),
    ):
        with pytest.raises(DocumentError, match=reason):
            raw.open_regular(tmp_path / name)
    with pytest.raises(DocumentError, match="regular"):
        raw.open_regular(Path("/dev/zero"))


def test_at_most() -> None:
    assert raw.at_most(iter([b"ab", b"c"]), 3) == b"abc"
    with pytest.raises(DocumentError, match="more than 2 bytes"):
        raw.at_most(iter([b"ab", b"c"]), 2)
