"""What a commit holds, opened: its segments, and what is remembered of the files. No writer is needed for that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from searcher.errors import IndexDamagedError
from searcher.index.segment import Segment, damaged
from searcher.model import Skipped

if TYPE_CHECKING:
    from searcher.documents import FileState
    from searcher.index.snapshot import Snapshot


class Sources(NamedTuple):
    """What is remembered of the files: their states by source, the names people know them by, what was left out."""

    states: dict[str, FileState]
    shown: dict[str, str]
    skipped: tuple[Skipped, ...]


def read_sources(snapshot: Snapshot) -> Sources:
    """The sources file of an opened index; IndexDamagedError if it is none, whatever its checksum says."""
    from searcher.documents import FileState  # noqa: PLC0415  # a search asks for no files

    name = snapshot.manifest.state.get("sources")
    if name not in snapshot.files:
        return Sources({}, {}, ())
    file = snapshot.files[name]
    raw = bytes(file.verified(0, file.size))
    try:
        values = json.loads(raw)
        found = Sources(
            {source: FileState(*state) for source, (state, _) in values["files"].items()},
            {source: shown for source, (_, shown) in values["files"].items()},
            tuple(Skipped(*entry) for entry in values["skipped"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged(file) from None
    texts = [*found.shown.values(), *(text for entry in found.skipped for text in entry)]
    texts += [state.digest for state in found.states.values()]
    numbers = [number for size, mtime, _, *more in found.states.values() for number in (size, mtime, *more)]
    if {type(text) for text in texts} - {str} or {type(number) for number in numbers} - {int}:
        raise damaged(file)
    return found


def live_of(snapshot: Snapshot, name: str) -> bytes | None:
    """The bits of the live documents of a segment; None: all live."""
    lives = snapshot.manifest.state.get("live") or {}
    if name not in lives:
        return None
    try:
        file = snapshot.files[lives[name]]
    except KeyError:
        raise IndexDamagedError(
            "the index names a file that it does not list: run `searcher index --rebuild`"
        ) from None
    return bytes(file.verified(0, file.size))


def open_segments(snapshot: Snapshot) -> list[Segment]:
    """All segments of a commit."""
    return [Segment(snapshot.files[name], live_of(snapshot, name)) for name in snapshot.manifest.segments]
