"""From a file to its documents: the reader is chosen by the name's ending, and loaded when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from searcher.documents.formats import format_of
from searcher.documents.raw import chunks, naming, open_regular
from searcher.documents.walk import MAX_BYTES, SourceFile
from searcher.errors import DocumentError
from searcher.model import Document, Skipped

_MODULES = {".txt": "plain", ".md": "markdown", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}


class Reader(Protocol):
    """A format: the bytes of a file in, its documents out, and a Skipped for each that cannot be read.

    DocumentError if that is true of the whole file. `pieces` are decompressed; a format whose documents are
    whole files takes at most `max_bytes` of them.
    """

    def read(
        self, file: SourceFile, pieces: Iterator[bytes], *, max_bytes: int
    ) -> Iterator[Document | Skipped]:
        """Read the documents one at a time."""


def reader_for(name: str) -> Reader:
    """Find the reader of a file's format; DocumentError if there is none."""
    file_format, _ = format_of(name)
    if not file_format:
        raise DocumentError("is not of a format that is read")
    # an HTML parser is nothing that a folder of plain texts should have to load
    return cast("Reader", import_module(f"searcher.documents.{_MODULES[file_format]}"))


def read_documents(
    file: SourceFile,
    *,
    max_bytes: int = MAX_BYTES,
    met: Callable[[int], None] | None = None,
    seen: Callable[[bytes], object] | None = None,
) -> Iterator[Document | Skipped]:
    """Read a file's documents one at a time; the first step raises DocumentError if there are none.

    met: told before each document how many bytes of the file have been read, still compressed; seen: shown all
    bytes that are read.
    """
    reader = reader_for(file.source)
    with naming(file.path), open_regular(file.path) as stream:
        entries = reader.read(file, chunks(stream, format_of(file.source)[1], seen), max_bytes=max_bytes)
        if met is None:
            yield from entries
            return
        for entry in entries:
            met(stream.tell())
            yield entry


def read_stream(stream: BinaryIO, *, name: str = "-") -> Iterator[Document | Skipped]:
    """Read the documents of JSON lines that come from a pipe."""
    file = SourceFile(Path(name), name, name, 0, 0)
    yield from reader_for(".jsonl").read(file, chunks(stream), max_bytes=MAX_BYTES)
