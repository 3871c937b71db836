"""What the readers of files with one document share: a text and what was understood of it, put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from searcher.documents.dates import date_in_name
from searcher.documents.decode import Decoded
from searcher.documents.formats import format_of
from searcher.documents.structure import shortened
from searcher.documents.walk import SourceFile
from searcher.errors import DocumentError
from searcher.model import DateInterval, Document, Zone


class Parts(NamedTuple):
    """What a format says about its text; an empty title and no date are filled in from the file's name."""

    title: str
    zones: tuple[Zone, ...]
    date: DateInterval | None = None
    meta: Mapping[str, Any] = {}


def document(file: SourceFile, decoded: Decoded, parts: Parts) -> Document:
    """Make the document of a file; DocumentError if there is nothing in it that could be found."""
    if not parts.title and not parts.zones:
        raise DocumentError("is empty: it holds no text")
    name = file.source.rpartition("/")[2]
    return Document(
        id=file.source,
        path=file.shown,
        source=file.source,
        title=shortened(parts.title) or title_from(name),
        text=decoded.text,
        zones=parts.zones,
        date=parts.date or date_in_name(name),
        encoding=decoded.encoding,
        meta=dict(parts.meta),
    )


def title_from(name: str) -> str:
    """Give a file's name without its endings: better than no line to show.

    >>> title_from("Protokoll_2.txt.gz"), title_from(".txt")
    ('Protokoll_2', '.txt')
    """
    file_format, compression = format_of(name)
    return name[: len(name) - len(file_format) - len(compression)] or name
