"""From a file to its documents, whatever the format and the compression."""

from __future__ import annotations

import bz2
import gzip
import lzma
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from searcher.documents import read_documents, reader_for, walk
from searcher.documents.formats import COMPRESSIONS, FORMATS
from searcher.errors import DocumentError
from searcher.model import Document

PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
CONTENT = {
    ".txt": "Titel\n\nGrüße.",
    ".md": "# Titel\n\nGrüße.",
    ".html": "<title>Titel</title><p>Grüße.",
    ".htm": "<title>Titel</title><p>Grüße.",
    ".jsonl": '{"title": "Titel", "text": "Grüße."}',
}


@pytest.mark.parametrize("compression", ["", *COMPRESSIONS])
@pytest.mark.parametrize("file_format", FORMATS)
def test_every_format_in_every_compression(tmp_path: Path, file_format: str, compression: str) -> None:
    name = f"2022-06-14_a{file_format}{compression}"
    (tmp_path / name).write_bytes(PACK[compression](CONTENT[file_format].encode()))
    (document,) = read_documents(walk([tmp_path])[0][0])
    assert isinstance(document, Document)
    assert document.title == "Titel"
    assert document.text.endswith("Grüße.")
    assert document.id == (f"{name}#1" if file_format == ".jsonl" else name)
    assert document.source == name
    given = document.date.given if document.date else None
    assert given == (None if file_format == ".jsonl" else "2022-06-14")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("leer.txt", b"", "is empty: it holds no text"),
        ("leer.md", b" \n\n", "is empty: it holds no text"),
        ("leer.html", b"", "is empty: it holds no text"),
        ("leer.htm", b"<html><!-- nichts --></html>", "is empty: it holds no text"),
        ("leer.jsonl", b"", "is empty: it holds no records"),
        (
            "bild.txt",
            b"\x89PNG\0",
            "is binary: it holds NUL bytes (or it is UTF-16 without a byte order mark)",
        ),
        ("gross.txt.gz", gzip.compress(b"Wort " * 3000, mtime=0), "holds more than 9.8 KiB of text"),
        ("kaputt.txt.gz", b"Text", "is damaged or no .gz file: "),
    ],
)
def test_unreadable(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        list(read_documents(walk([tmp_path])[0][0], max_bytes=10_000))
    assert str(caught.value).startswith(reason)


def test_vanished_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text")
    (file,), _ = walk([tmp_path])
    path.unlink()
    with pytest.raises(DocumentError, match="no such file"):
        list(read_documents(file))
    path.symlink_to("/etc/passwd")
    with pytest.raises(DocumentError, match="cannot be opened"):
        list(read_documents(file))


def test_a_format_that_is_not_read() -> None:
    with pytest.raises(DocumentError, match="not of a format"):
        reader_for("a.pdf")


def test_names_stand_for_a_text_without_title(tmp_path: Path) -> None:
    (tmp_path / "Protokoll_2.txt").write_text(
        "Erstens gilt das, zweitens gilt jenes, und drittens\ngar nichts."
    )
    (document,) = read_documents(walk([tmp_path])[0][0])
    assert isinstance(document, Document)
    assert document.title == "Protokoll_2"
    assert [zone.field for zone in document.zones] == ["body"]


def test_the_folder_loads_no_parser() -> None:
    code = (
        "import sys, searcher.documents as d; d.parse_date('2022'); d.walk, d.SourceFile;"
        "print(sorted({'lxml', 'orjson', 'lzma', 'bz2', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
