"""The manifest: the one JSON file that decides what the index is.

It lists every file of the index with its size and the CRC-32 of each of its blocks, and carries a checksum
of itself: the whole index is verified from here. It is replaced in one rename; what it does not list is not
in the index.

The file is one JSON object whose first bytes are fixed, so that it is verified before it is parsed:

    {"checksum": "XXXXXXXX", BODY      XXXXXXXX: CRC-32, in hex, of BODY, which ends in "}" and a newline

>>> entry = FileEntry(own_name("segment", "bin", "0a0b0c0d"), 3, block_sums(b"abc"))
>>> manifest = Manifest(1, 7, "german-1", "2022-06-14T08:00:00Z", (entry,), (entry.name,), {"documents": 1})
>>> parse(encode(manifest)) == manifest
True
>>> encode(manifest)[:70]
b'{"checksum": "3532a4b8", "format_version": 1, "generation": 7, "analys'
"""

from __future__ import annotations

import binascii
import errno
import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn
from zlib import crc32

from searcher.errors import IndexDamagedError, IndexFolderError, IndexMissingError, IndexVersionError

# 1: block checksums in the manifest
FORMAT_VERSION = 1

MANIFEST_NAME = "searcher-manifest.json"
LOCK_NAME = "MAIN_WRITELOCK"
"""The name and kind of lock (flock) that Whoosh's own writers take: they and we keep each other out."""

# 16 KiB: the first query on a cold 150 MB index touches some 30 blocks, 0.15 ms (64 KiB: 0.6 ms). The price
# is 4 bytes a block here: 51 KB of base64 for 150 MB, read in 0.1 ms.
BLOCK_SHIFT = 14
BLOCK_SIZE = 1 << BLOCK_SHIFT

# Lists the blocks of some 48 GB; a larger file of this name is not ours to parse.
MAX_MANIFEST_BYTES = 16 << 20

# Larger than any file system's file; keeps hostile sizes out of the arithmetic.
MAX_FILE_BYTES = 1 << 56

# No link is followed and no FIFO waited for; flags that a system lacks are 0.
SAFE_FLAGS: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
READ_FLAGS: int = os.O_RDONLY | SAFE_FLAGS

_KEYS = {"checksum", "format_version", "generation", "analysis", "created", "segments", "state", "files"}
_STATE: dict[str, type] = {"documents": int, "compounds": bool, "paths": list, "sources": str, "live": dict}
_PREFIX = b'{"checksum": "'
_HEADER_BYTES = len(_PREFIX) + 8 + len(b'", ')
_OWN = re.compile(r"([a-z]{1,12})-([0-9a-f]{8})([0-9a-f]{8})\.([a-z]{1,8})", re.ASCII)
_TOC = re.compile(r"_MAIN_([1-9][0-9]{0,17})\.toc", re.ASCII)
_CREATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)


class FileEntry(NamedTuple):
    """One file of the index: its plain name, size in bytes, CRC-32 of each block (u32, little-endian)."""

    name: str
    size: int
    sums: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is committed.

    generation: counts the commits from 1; analysis: fingerprint of the analysis that made the terms; created:
    UTC, ISO 8601; segments: names of `files`, in the order of their documents; state: small JSON values, of which
    those that readers rely on (`_STATE`) are of the type that is expected.
    """

    format_version: int
    generation: int
    analysis: str
    created: str
    files: tuple[FileEntry, ...]
    segments: tuple[str, ...]
    state: Mapping[str, Any] = field(default_factory=dict)

    @property
    def size_bytes(self) -> int:
        """The size of all files together, without the manifest itself."""
        return sum(entry.size for entry in self.files)


def own_name(stem: str, ext: str, random_hex: str) -> str:
    """Make a file name that nobody gives by accident: the second half of its number is a check of the rest.

    So the leftovers of a killed writer can be told from files somebody else put into the folder.

    >>> own_name("segment", "bin", "0a0b0c0d")
    'segment-0a0b0c0d55ccb872.bin'
    """
    check = crc32(f"a file of searcher: {stem} {random_hex} {ext}".encode())
    return f"{stem}-{random_hex}{check:08x}.{ext}"


def is_own_name(name: str) -> bool:
    """Tell whether `own_name` made this name.

    >>> is_own_name("segment-0a0b0c0d55ccb872.bin"), is_own_name("segment-0a0b0c0d55ccb873.bin")
    (True, False)
    """
    match = _OWN.fullmatch(name)
    return match is not None and own_name(match[1], match[4], match[2]) == name


def toc_name(generation: int) -> str:
    """Return the name under which Whoosh looks for its table of contents.

    >>> toc_name(7)
    '_MAIN_7.toc'
    """
    return f"_MAIN_{generation}.toc"


def toc_generation(name: str) -> int | None:
    """Return the generation in the name of a Whoosh table of contents, or None for any other name.

    >>> toc_generation("_MAIN_7.toc"), toc_generation("notes.txt")
    (7, None)
    """
    match = _TOC.fullmatch(name)
    return int(match[1]) if match else None


def block_count(size: int) -> int:
    """Count how many blocks a file of `size` bytes has; the last may be short.

    >>> block_count(0), block_count(1), block_count(BLOCK_SIZE), block_count(BLOCK_SIZE + 1)
    (0, 1, 1, 2)
    """
    return (size + BLOCK_SIZE - 1) >> BLOCK_SHIFT


def block_sums(data: bytes) -> bytes:
    """Compute the CRC-32 of each block of `data`, as `FileEntry.sums` holds them.

    >>> block_sums(b"abc").hex(" ")
    'c2 41 24 35'
    """
    starts = range(0, len(data), BLOCK_SIZE)
    return b"".join(crc32(data[start : start + BLOCK_SIZE]).to_bytes(4, "little") for start in starts)


def encode(manifest: Manifest) -> bytes:
    """Make the bytes of the manifest file. ValueError if they could not be read again."""
    files = [
        {"name": name, "size": size, "sums": binascii.b2a_base64(sums, newline=False).decode()}
        for name, size, sums in manifest.files
    ]
    values = {
        "format_version": manifest.format_version,
        "generation": manifest.generation,
        "analysis": manifest.analysis,
        "created": manifest.created,
        "segments": manifest.segments,
        "state": dict(manifest.state),
        "files": files,
    }
    body = json.dumps(values, allow_nan=False)[1:].encode() + b"\n"
    raw = b'%s%08x", %s' % (_PREFIX, crc32(body), body)
    if len(raw) > MAX_MANIFEST_BYTES:
        raise ValueError(f"the manifest has {len(raw)} bytes, more than {MAX_MANIFEST_BYTES}")
    return raw


def parse(raw: bytes, folder: str = "index") -> Manifest:
    """Read the manifest in these bytes, verified before it is parsed and checked value by value.

    IndexDamagedError where anything is not as `encode` writes it; IndexVersionError for another format.
    """
    body = raw[_HEADER_BYTES:]
    if not body or raw[:_HEADER_BYTES] != b'%s%08x", ' % (_PREFIX, crc32(body)):
        _damaged(folder, "its checksum is wrong")
    try:
        values = json.loads(raw, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        _damaged(folder, "it is no JSON")
    # Before anything else is looked at: another version may have other keys.
    version = values.get("format_version")
    if type(version) is int and version != FORMAT_VERSION:
        raise IndexVersionError(
            f"the index in {folder!r} has format {version}, and this searcher reads {FORMAT_VERSION}: "
            "build it again with `searcher index --rebuild`"
        )
    try:
        return _manifest(values)
    except (KeyError, TypeError, ValueError):
        _damaged(folder, "a value in it is impossible")


def read_raw(folder: str) -> bytes:
    """Read the bytes of the manifest file, not yet verified; IndexMissingError if there is none."""
    path = f"{folder}/{MANIFEST_NAME}"
    try:
        fd = os.open(path, READ_FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissingError(f"there is no index in {folder!r}: build one with `searcher index`") from None
    except OSError as error:
        raise IndexFolderError(f"cannot read {path!r}: {refusal(error)}") from error
    try:
        # One byte more than allowed, so that a file over the cap is seen as one.
        raw = os.read(fd, 1 << 16)
        while len(raw) <= MAX_MANIFEST_BYTES and (more := os.read(fd, 1 << 20)):
            raw += more
    except OSError as error:
        raise IndexFolderError(f"cannot read {path!r}: {error.strerror}") from error
    finally:
        os.close(fd)
    if len(raw) > MAX_MANIFEST_BYTES:
        _damaged(folder, f"it is larger than {MAX_MANIFEST_BYTES >> 20} MiB")
    return raw


def refusal(error: OSError) -> str:
    """Why a file of the index cannot be opened, and what to do about a link in its place."""
    if error.errno == errno.ELOOP:
        return "it is a link, which is not followed; delete it and run `searcher index --rebuild`"
    return error.strerror or str(error)


def read_manifest(folder: str | os.PathLike[str]) -> Manifest:
    """Read what is committed in the folder, or raise IndexMissingError, …DamagedError or …VersionError."""
    folder = os.fspath(folder) or "."
    return parse(read_raw(folder), folder)


def _manifest(values: dict[str, Any]) -> Manifest:
    if values.keys() != _KEYS:
        raise ValueError("keys")
    files = tuple(_entry(value) for value in values["files"])
    names = {entry.name for entry in files}
    segments = tuple(values["segments"])
    sound = (
        type(values["format_version"]) is int
        and type(values["generation"]) is int
        and 0 < values["generation"] < 1 << 53
        and type(values["analysis"]) is str
        and _CREATED.fullmatch(values["created"]) is not None
        and type(values["state"]) is dict
        and _is_sound(values["state"], names)
        and len(names) == len(files)
        and len(set(segments)) == len(segments)
        and names.issuperset(segments)
    )
    if not sound:
        raise ValueError("values")
    return Manifest(
        values["format_version"],
        values["generation"],
        values["analysis"],
        values["created"],
        files,
        segments,
        values["state"],
    )


def _is_sound(state: dict[str, Any], names: set[str]) -> bool:
    """Whether the values in it can be relied upon: a stranger's manifest has a right checksum, too."""
    live = state.get("live", {})
    return (
        all(type(state[key]) is kind for key, kind in _STATE.items() if key in state)
        and state.get("documents", 0) >= 0
        and all(type(path) is str for path in state.get("paths", ()))
        and names.issuperset(live.values())
        and ("sources" not in state or state["sources"] in names)
    )


def _entry(value: dict[str, Any]) -> FileEntry:
    name, size = value["name"], value["size"]
    sums = binascii.a2b_base64(value["sums"], strict_mode=True) if value["sums"] else b""
    # Only names of our own making: no separators, no "..", nothing that could lead out of the folder.
    sound = (
        len(value) == 3
        and (is_own_name(name) or toc_generation(name) is not None)
        and type(size) is int
        and 0 <= size <= MAX_FILE_BYTES
        and len(sums) == 4 * block_count(size)
    )
    if not sound:
        raise ValueError("file")
    return FileEntry(sys.intern(name), size, sums)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _damaged(folder: str, reason: str) -> NoReturn:
    raise IndexDamagedError(
        f"{folder}/{MANIFEST_NAME} is damaged ({reason}): build again with `searcher index --rebuild`"
    )
