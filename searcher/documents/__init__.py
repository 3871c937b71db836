"""documents: files and folders in, Documents out.

Comes in: paths, or a stream of JSON lines. Goes out: `Document`s whose text is NFC and whose offsets are
final, and a reason for everything that was left out. Knows file systems, encodings and formats. Knows no
analysis, no index, no query and no screen.

Dates, decompression and the readers are loaded when they are used: importing this folder is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from searcher.documents.formats import FORMATS
from searcher.documents.globs import matcher
from searcher.documents.names import visible
from searcher.documents.walk import MAX_BYTES, SourceFile, walk

if TYPE_CHECKING:
    from searcher.documents.changes import Changes, FileState, Reading, compare, digest, state_of
    from searcher.documents.dates import date_in_name, date_or_none, interval, parse_date
    from searcher.documents.reader import Reader, read_documents, read_stream, reader_for

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "Changes",
    "FileState",
    "Reader",
    "Reading",
    "SourceFile",
    "compare",
    "date_in_name",
    "date_or_none",
    "digest",
    "interval",
    "matcher",
    "parse_date",
    "read_documents",
    "read_stream",
    "reader_for",
    "state_of",
    "visible",
    "walk",
]

_HOMES = {
    "changes": ("Changes", "FileState", "Reading", "compare", "digest", "state_of"),
    "dates": ("date_in_name", "date_or_none", "interval", "parse_date"),
    "reader": ("Reader", "read_documents", "read_stream", "reader_for"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
