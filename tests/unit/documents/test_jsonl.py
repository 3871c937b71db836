"""JSON lines: records, repairs, refusals, limits."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from searcher.documents import jsonl, read_stream
from searcher.documents.walk import SourceFile
from searcher.errors import DocumentError
from searcher.model import Document, Skipped


def _read(*lines: bytes | str | dict[str, Any]) -> list[Document | Skipped]:
    rows = [json.dumps(line) if isinstance(line, dict) else line for line in lines]
    data = b"\n".join(row.encode() if isinstance(row, str) else row for row in rows)
    return list(read_stream(io.BytesIO(data), name="x.jsonl"))


def _one(line: bytes | str | dict[str, Any]) -> Document:
    (document,) = _read(line)
    assert isinstance(document, Document)
    return document


def test_a_record() -> None:
    document = _one(
        {"id": "a/1", "title": "T", "text": "# Kopf\n\nText.", "date": "2022-06", "autor": {"name": ["x"]}}
    )
    assert (document.id, document.path, document.source) == ("a/1", "x.jsonl", "x.jsonl")
    assert (document.title, document.meta) == ("T", {"autor": {"name": ["x"]}})
    assert document.date is not None
    assert document.date.given == "2022-06"
    assert [(zone.field, document.text[zone.start : zone.end]) for zone in document.zones] == [
        ("headings", "Kopf"),
        ("body", "Text."),
    ]


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"text": "x"}, "id", "x.jsonl#1"),
        ({"id": "", "text": "x"}, "id", "x.jsonl#1"),
        ({"id": 7, "text": "x"}, "id", "7"),
        ({"id": "a", "text": "x"}, "title", "a"),
        ({"title": "T"}, "text", ""),
        ({"text": "u\u0308 \r\n b"}, "text", "ü \n b"),
        ({"text": "a \ud83d b"}, "text", "a \ufffd b"),
        ({"text": "\ud83d\ude00"}, "text", "😀"),
        ({"text": "\\ud800"}, "text", "\\ud800"),
        ({"text": "x", "tief": {"\ud800": ["\udfff"]}}, "meta", {"tief": {"\ufffd": ["\ufffd"]}}),
        ({"text": "x", "date": "gestern"}, "meta", {"date": "gestern"}),
        ({"text": "x", "date": ["2022"]}, "meta", {"date": ["2022"]}),
        ({"text": "x", "date": None}, "meta", {}),
        ({"text": "x", "title": None}, "title", "x.jsonl#1"),
    ],
)
def test_fields(record: dict[str, Any], field: str, value: object) -> None:
    assert getattr(_one(record), field) == value


def test_a_year_as_a_number() -> None:
    date = _one({"text": "x", "date": 2022}).date
    assert date is not None
    assert date.given == "2022"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x"', "not JSON: "),
        ("Text", "not JSON: "),
        ('{"text": NaN}', "not JSON: "),
        ('{"text": "x", "\\ud800": NaN}', "not JSON: NaN is no number"),
        (b'{"text": "\xe4", "x": -Infinity}', "not JSON: -Infinity is no number"),
        ('{"text": "x", "n": 1e999}', "not JSON: "),
        ('{"text": "x\0y"}', "not JSON: "),
        ('{"text": "x", "m": ' + "[" * 100_000 + "]" * 100_000 + "}", "not JSON: "),
        ('{"text": "\\ud800", "m": ' + "[" * 100_000 + "]" * 100_000 + "}", "not JSON: "),
        ("[1]", "not a JSON object"),
        ("null", "not a JSON object"),
        ("{}", "record with neither a text nor a title"),
        ('{"text": " \\n", "title": ""}', "record with neither a text nor a title"),
        ('{"text": 5}', "record whose text is no text"),
        ('{"text": "x", "title": []}', "record whose title is no text"),
        ('{"text": "x", "id": true}', "record whose id is no text"),
        ('{"text": "x", "id": 1.5}', "record whose id is no text"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_refused(line: str | bytes, reason: str) -> None:
    before, refused, after = _read({"text": "a"}, line, {"text": "b"})
    assert isinstance(before, Document)
    assert isinstance(refused, Skipped)
    assert refused.path == "x.jsonl#2"
    assert refused.reason.startswith(reason)
    assert isinstance(after, Document)
    assert after.id == "x.jsonl#3"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ('{"text": "Grüße"}'.encode("cp1252"), "cp1252"),
        ('{"text": "Grüße"}'.encode("utf-8-sig"), "utf-8"),
        ('{"text": "Grüße"}\n'.encode("utf-16"), "utf-8"),
        (b"\0\0\xfe\xff" + '{"text": "Grüße"}\n'.encode("utf-32-be"), "utf-8"),
        ('\r\n \n{"text": "Grüße"}\r\n\n'.encode(), "utf-8"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    document = _one(data)
    assert (document.text, document.encoding) == ("Grüße", encoding)


FILE = SourceFile(Path("x.jsonl"), "x.jsonl", "x.jsonl", 0, 0)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_however_the_bytes_arrive(size: int) -> None:
    data = b"\n".join(json.dumps({"text": "x" * n}).encode() for n in range(1, 30))
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    found = list(jsonl.read(FILE, pieces, max_bytes=1))
    assert [len(entry.text) for entry in found if isinstance(entry, Document)] == list(range(1, 30))
    assert [entry.id for entry in found if isinstance(entry, Document)][-1] == "x.jsonl#29"


def _zeros(before: bytes, size: int, after: bytes) -> Iterator[bytes]:
    yield before
    for _ in range(size >> 20):
        yield b"0" * (1 << 20)
    yield after


def test_a_record_without_measure() -> None:
    found = list(jsonl.read(FILE, _zeros(b'{"text": "a"}\n', 40 << 20, b'\n{"text": "b"}'), max_bytes=1))
    assert [entry.text if isinstance(entry, Document) else entry for entry in found] == [
        "a",
        Skipped("x.jsonl#2", "record of more than 32 MiB"),
        "b",
    ]


def test_a_file_without_lines_is_not_read_to_its_end() -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"text": "a"}\n'
        while True:
            yield b"0" * (1 << 20)

    found = list(jsonl.read(FILE, endless(), max_bytes=1))
    assert found[1:] == [
        Skipped("x.jsonl", "not read on from line 2: is not JSON lines: no line ends within 256 MiB")
    ]


def test_too_many_bad_records_are_counted() -> None:
    found = _read(*[{"text": "a"}] * 50, *["x"] * 1500)
    assert len(found) == 50 + 1000 + 1
    assert found[-1] == Skipped("x.jsonl", "500 more records that cannot be read")


def test_a_file_that_is_hardly_anything_but_bad_records() -> None:
    found = _read({"text": "a"}, *["x"] * 1500, {"text": "b"})
    assert [entry.text for entry in found if isinstance(entry, Document)] == ["a"]
    assert len(found) == 1 + 1000 + 2
    reason = "not read on from line 1003: is not JSON lines: 1 of its first 1002 lines are records"
    assert found[-2:] == [
        Skipped("x.jsonl", reason),
        Skipped("x.jsonl", "1 more records that cannot be read"),
    ]


@pytest.mark.parametrize("blank", ["\n" * 1_000_000, " \n" * 500_000, "\n" * 999_999 + " "])
def test_line_numbers_after_blank_lines(blank: str) -> None:
    (document,) = _read(blank + '{"text": "x"}')
    assert isinstance(document, Document)
    assert document.id == f"x.jsonl#{blank.count(chr(10)) + 1}"


def test_a_file_of_something_else() -> None:
    with pytest.raises(DocumentError, match="not JSON lines"):
        _read(*["Text"] * 1500)


@pytest.mark.parametrize("data", [b"", b"\n\n \n", b"\xef\xbb\xbf"])
def test_empty(data: bytes) -> None:
    with pytest.raises(DocumentError, match="is empty"):
        _read(data)


def test_broken_off_in_the_middle() -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"text": "a"}\n{"text": "b"}\n'
        raise DocumentError("is cut off")

    found = list(jsonl.read(FILE, pieces(), max_bytes=1))
    assert [entry.text for entry in found if isinstance(entry, Document)] == ["a", "b"]
    assert found[-1] == Skipped("x.jsonl", "not read on from line 3: is cut off")
