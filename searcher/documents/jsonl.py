"""JSON lines: one object a line, one document an object, read in a stream of bounded memory.

A record has `text` and `title` (one of them may be missing), `id` (else FILE#LINE) and `date`; everything
else is kept as metadata. A bad record is one Skipped; a date that cannot be read stays in the metadata.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

import orjson

from searcher.documents.dates import date_or_none
from searcher.documents.decode import decode_unmarked, final, has_mark, without_surrogates
from searcher.documents.reasons import in_words
from searcher.documents.structure import marked_lines, short_lines, zones
from searcher.documents.walk import SourceFile
from searcher.errors import DocumentError
from searcher.model import DateInterval, Document, Skipped

RECORD_BYTES = 32 << 20

# From here on it is no record that is too long, but a file without lines, such as a sparse one of a terabyte.
_HOPELESS_BYTES = 8 * RECORD_BYTES

# Bad records are named one by one up to here and then counted; where they are 100 times the good ones, as in a
# file of something else, the rest is not read.
_NAMED_RECORDS = 1_000
_HOPELESS_RATIO = 100

# A value takes some 100 bytes of memory, its text only 2: a record of 30 MB of `[],` took 1 GB. Text has a comma
# in 50 characters.
_VALUES_MAX = 2_000_000

# orjson asks for 12 times a record's size, and ends the process where it does not get it.
_LONG_LINE = 1 << 16
_PARSED_RATIO = 13

# What orjson refuses and we repair: half surrogate pairs, bytes that are not UTF-8.
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")


def read(file: SourceFile, pieces: Iterator[bytes], *, max_bytes: int) -> Iterator[Document | Skipped]:
    """Read the documents of a `.jsonl` file; not `max_bytes` but RECORD_BYTES is the limit, for each of them.

    A file that breaks off or turns out to be damaged keeps the documents before that place.
    """
    del max_bytes
    good = bad = number = 0
    held: list[Skipped] = []
    try:
        for number, line in _filled_lines(pieces):
            entry = _entry(file, number, line)
            if isinstance(entry, Document):
                yield from held
                held.clear()
                good += 1
                yield entry
                continue
            bad += 1
            if bad > _NAMED_RECORDS and bad > _HOPELESS_RATIO * good:
                raise DocumentError(f"is not JSON lines: {good} of its first {number} lines are records")
            if bad <= _NAMED_RECORDS:
                held.append(entry)
            if good:
                yield from held
                held.clear()
    except DocumentError as error:
        if not good and (not bad or bad > _NAMED_RECORDS):
            raise
        held.append(Skipped(file.shown, f"not read on from line {number + 1}: {error}"))
    yield from held
    if bad > _NAMED_RECORDS:
        yield Skipped(file.shown, f"{bad - _NAMED_RECORDS} more records that cannot be read")
    if not good and not bad:
        raise DocumentError("is empty: it holds no records")


def _filled_lines(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes | None]]:
    return (
        (number, line) for number, line in _lines(pieces) if line is None or (line and not line.isspace())
    )


def _lines(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without their ends; None for one that is longer than RECORD_BYTES."""
    number = 1
    begun: list[bytes] = []
    size = 0
    for piece in _as_utf8(pieces):
        if not size and piece.isspace():
            number += piece.count(b"\n")  # 64 MiB of line ends, a bomb of 65 KiB, took 10 s one by one
            continue
        first, *others = piece.split(b"\n")
        size += len(first)
        if size <= RECORD_BYTES:
            begun.append(first)
        elif size > _HOPELESS_BYTES:
            raise DocumentError(f"is not JSON lines: no line ends within {in_words(_HOPELESS_BYTES)}")
        else:
            begun.clear()
        if not others:
            continue
        yield number, b"".join(begun) if size <= RECORD_BYTES else None
        last = others.pop()
        for line in others:
            number += 1
            yield number, line
        number += 1
        begun, size = [last], len(last)
    if size:
        yield number, b"".join(begun) if size <= RECORD_BYTES else None


def _as_utf8(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pass on the pieces without a byte order mark, recoded if it says UTF-16 or UTF-32."""
    head = next(pieces, b"")
    while len(head) < 4 and (more := next(pieces, b"")):
        head += more
    encoding = has_mark(head)
    if not encoding:
        yield head
        yield from pieces
    elif encoding == "utf-8":
        yield head.removeprefix(codecs.BOM_UTF8)
        yield from pieces
    else:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(head).removeprefix("\ufeff").encode()
        for piece in pieces:
            yield decoder.decode(piece).encode()


def _entry(file: SourceFile, number: int, line: bytes | None) -> Document | Skipped:
    place = f"{file.shown}#{number}"
    if line is None:
        return Skipped(place, f"record of more than {in_words(RECORD_BYTES)}")
    if len(line) > _VALUES_MAX and sum(map(line.count, (b",", b"[", b"{"))) > _VALUES_MAX:
        return Skipped(place, f"record of more than {_VALUES_MAX:,} values")
    encoding = "utf-8"
    if len(line) > _LONG_LINE:
        bytes(_PARSED_RATIO * len(line))  # costs nothing, and is a MemoryError where orjson would crash
    try:
        record = orjson.loads(line)
    except ValueError as error:
        try:
            record, encoding = _repaired(line, error)
        except (ValueError, RecursionError) as still:
            return Skipped(place, f"not JSON: {str(still).partition(':')[0]}")
    if type(record) is not dict:
        return Skipped(place, "not a JSON object")
    try:
        return _document(file, number, record, encoding)
    except _WrongFieldError as error:
        return Skipped(place, str(error))


class _WrongFieldError(ValueError):
    """A field that is not what a record needs."""


def _document(file: SourceFile, number: int, record: dict[str, Any], encoding: str) -> Document:
    doc_id = record.pop("id", None)
    if type(doc_id) is int:
        doc_id = str(doc_id)
    doc_id = _text(doc_id, "id") or f"{file.source}#{number}"
    title = _text(record.pop("title", None), "title")
    text = final(_text(record.pop("text", None), "text"))
    if not title and (not text or text.isspace()):
        raise _WrongFieldError("record with neither a text nor a title")
    date = _take_date(record)
    marked = text.startswith("#") or "\n#" in text
    headings = marked_lines(text, 0) if marked else short_lines(text, 0)
    return Document(
        id=doc_id,
        path=file.shown,
        source=file.source,
        title=final(title) if title else doc_id,
        text=text,
        zones=zones(text, 0, headings),
        date=date,
        encoding=encoding,
        meta=record,
        record=number,
    )


def _text(value: object, name: str) -> str:
    if value is None:
        return ""
    if type(value) is not str:
        raise _WrongFieldError(f"record whose {name} is no text")
    return value


def _take_date(record: dict[str, Any]) -> DateInterval | None:
    """Take the date out of the record; what cannot be read stays in it."""
    written = record.get("date")
    if written is None:
        record.pop("date", None)
        return None
    if type(written) is int:
        written = str(written)
    date = date_or_none(written) if type(written) is str else None
    if date is not None:
        del record["date"]
    return date


def _repaired(line: bytes, error: ValueError) -> tuple[object, str]:
    """Read a line that orjson refuses: its value and encoding, or `error` again if nothing can be done."""
    text, encoding = decode_unmarked(line)
    if encoding == "utf-8" and not _SURROGATE_ESCAPE.search(line):
        raise error
    value = json.loads(text, parse_constant=_refuse)
    # once through text and back: one pass over all strings, however deep, and orjson bounds the nesting
    return orjson.loads(without_surrogates(json.dumps(value, ensure_ascii=False))), encoding


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")
