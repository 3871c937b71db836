"""The full verification of an index folder, file by file: every byte is read, every fault named."""

from __future__ import annotations

import os

from searcher.errors import IndexDamagedError, IndexFolderError
from searcher.index.manifest import BLOCK_SIZE, MANIFEST_NAME, FileEntry, Manifest, parse, read_raw
from searcher.index.snapshot import open_file
from searcher.model import Problem

_REMEDY = "build the index again with `searcher index --rebuild`"

# As many commits of another process as are waited for while files vanish.
_RETRIES = 20


def check_files(folder: str | os.PathLike[str]) -> list[Problem]:
    """Verify the manifest, and every file it lists, whole; an empty list if all is sound.

    Files that the manifest does not list are no part of the index and not looked at. IndexMissingError if
    there is no index, IndexVersionError if it is of another format.
    """
    folder = os.fspath(folder) or "."
    problems: list[Problem] = []
    before: bytes | None = None
    for _ in range(_RETRIES):
        try:
            raw = read_raw(folder)
        except IndexDamagedError as error:
            return [Problem(MANIFEST_NAME, str(error), _REMEDY)]
        # Files were missing, and no commit has replaced this manifest since: they are.
        if raw == before:
            break
        before = raw
        try:
            manifest = parse(raw, folder)
        except IndexDamagedError as error:
            return [Problem(MANIFEST_NAME, str(error), _REMEDY)]
        problems, vanished = _check_all(folder, manifest)
        if not vanished:
            break
    return problems


def _check_all(folder: str, manifest: Manifest) -> tuple[list[Problem], bool]:
    problems, vanished = [], False
    for entry in manifest.files:
        try:
            message = _fault(folder, entry)
        except FileNotFoundError:
            message, vanished = "the file is missing", True
        if message:
            problems.append(Problem(entry.name, message, _REMEDY))
    return problems, vanished


def _fault(folder: str, entry: FileEntry) -> str:
    try:
        file = open_file(folder, entry)
    except IndexFolderError as error:
        return str(error).partition(": build the index")[0]
    blocks = file.damaged_blocks()
    if not blocks:
        return ""
    start, end = blocks[0] * BLOCK_SIZE, min((blocks[-1] + 1) * BLOCK_SIZE, entry.size)
    return (
        f"{len(blocks)} of {len(file.seen)} blocks are not what was written, between bytes {start} and {end}"
    )
