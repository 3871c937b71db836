"""R6: a segment with right checksums and impossible numbers: its readers refuse it in words, `check` names it."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import shutil
import struct
from pathlib import Path
from typing import Any

import pytest

from searcher.engine import build, check, open_index
from searcher.errors import SearcherError
from searcher.index.container import TRAILER, read_directory
from searcher.index.manifest import MANIFEST_NAME, FileEntry, block_sums, encode, read_manifest
from searcher.model import FIELDS

CODES = {
    "digests": "Q",
    "first": "i",
    "last": "i",
    "store.offsets": "Q",
    "terms.sums": "Q",
    "forms.sums": "Q",
}
COLUMNS = (
    "digests", "encodings.of", "first", "forms.key_offsets", "forms.offsets", "forms.sums", "ids.offsets", "last",
    "len.body", "len.title", "months", "order", "parts.body", "places.of", "places.offsets", "ranks", "sources.of",
    "sources.offsets", "store.first", "store.offsets", "terms.key_offsets", "terms.offsets", "terms.sums",
    "titles.offsets",
)  # fmt: skip
HEADER: tuple[tuple[str, Any], ...] = (
    ("documents", "5"), ("documents", 1 << 60), ("documents", -1), ("months", 1 << 60), ("months", 0), ("months", "x"),
    ("month_base", 1 << 60), ("month_base", None), ("encodings", []), ("encodings", [5, 5]), ("encodings", "utf-8"),
    ("lengths", {}), ("lengths", None), ("lengths", {field: [1 << 60, 0] for field in FIELDS}),
)  # fmt: skip
QUERIES = (
    "Haus",
    "Haus See",
    '"Haus am See"',
    "Militär",
    "See* ODER H?us",
    "Hauss~",
    "date:2022",
    "path:*.txt",
    "*",
)


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one segment, and folders that it can be brought up to date with."""
    place = tmp_path_factory.mktemp("forged")
    for folder, last in (("documents", "See"), ("others", "Teich")):
        (place / folder).mkdir()
        for n in range(9):
            text = f"Das Haus Nummer {n} an der Militärbasis.\n\nÄcker am {last}, Militärbasen."
            text = f" date 2022-0{n + 1} Besuch {n}\n\n{text}"
            (place / folder / f"{n}.txt").write_text(text, "cp1252" if n % 2 else "utf-8")
        records = [json.dumps({"id": f"r{n}", "date": "2021", "text": f"Haus am See {n}."}) for n in range(5)]
        (place / folder / "texte.jsonl").write_text("\n".join(records), "utf-8")
    build([place / "documents"], place / "index")
    assert check(place / "index").problems == ()
    return place


def forged(healthy: Path, data: bytes) -> Path:
    """An index whose segment is this one, its checksums made right."""
    manifest = read_manifest(healthy / "index")
    (name,) = manifest.segments
    entry = FileEntry(name, len(data), block_sums(data))
    files = tuple(entry if old.name == name else old for old in manifest.files)
    index = healthy / "forged"
    shutil.rmtree(index, ignore_errors=True)
    shutil.copytree(healthy / "index", index)
    (index / name).write_bytes(data)
    (index / MANIFEST_NAME).write_bytes(encode(dataclasses.replace(manifest, files=files)))
    return index


def segment(healthy: Path) -> bytes:
    (name,) = read_manifest(healthy / "index").segments
    return (healthy / "index" / name).read_bytes()


def ask(healthy: Path, index: Path) -> None:
    """Ask everything, and go on building; nothing but a SearcherError may come of it."""
    refused = contextlib.suppress(SearcherError)
    with refused, open_index(index) as searcher:
        for query in QUERIES:
            with refused:
                searcher.search(query, facet=("year", "month", "path"), explain=True, sort="date", limit=0)
        with refused:
            searcher.info()
        with refused:
            searcher.document("r3")
        with refused:
            searcher.explain("Militärbasis")
    with refused:
        build([healthy / "others"], index)


@pytest.mark.parametrize("name", COLUMNS)
def test_numbers_of_a_column(healthy: Path, name: str) -> None:
    data = segment(healthy)
    start, size = read_directory(memoryview(data))[1][name]
    code = CODES.get(name, "I")
    width = struct.calcsize(code)
    top = (1 << 8 * width - (code == "i")) - 1
    for at in {0, size // width // 2, size // width - 1}:
        place = start + at * width
        (was,) = struct.unpack_from(f"<{code}", data, place)
        for value in (was + 1, was - 1, top):
            if value == was or not 0 <= value <= top:
                continue
            changed = bytearray(data)
            struct.pack_into(f"<{code}", changed, place, value)
            index = forged(healthy, bytes(changed))
            (problem, *_) = check(index).problems or (None,)
            assert problem is not None, (at, was, value)
            assert problem.file in read_manifest(index).segments
            ask(healthy, index)


@pytest.mark.parametrize(("key", "value"), HEADER)
def test_values_of_the_header(healthy: Path, key: str, value: object) -> None:
    data = segment(healthy)
    start, length = TRAILER.unpack(data[-TRAILER.size :])
    directory = json.loads(data[start : start + length])
    assert key in directory["header"]
    directory["header"][key] = value
    body = json.dumps(directory).encode()
    index = forged(healthy, data[:start] + body + TRAILER.pack(start, len(body)))
    assert check(index).problems
    ask(healthy, index)


def test_titles_and_texts_that_were_exchanged(healthy: Path) -> None:
    data = segment(healthy)
    arrays = read_directory(memoryview(data))[1]
    for name in ("titles", "sources", "places"):
        start, size = arrays[name]
        changed = bytearray(data)
        changed[start + size // 2] ^= 1
        assert check(forged(healthy, bytes(changed))).problems


def test_a_count_of_documents_that_is_wrong(healthy: Path) -> None:
    index = forged(healthy, segment(healthy))
    manifest = read_manifest(index)
    state = {**manifest.state, "documents": 5}
    (index / MANIFEST_NAME).write_bytes(encode(dataclasses.replace(manifest, state=state)))
    (problem,) = check(index).problems
    assert problem.file == MANIFEST_NAME


def test_any_byte_of_the_postings(healthy: Path) -> None:
    """A position that is another one inside its document is all that the parts do not tell."""
    data = segment(healthy)
    start, size = read_directory(memoryview(data))[1]["post.body"]
    for at in range(start, start + size, max(1, size // 60)):
        changed = bytearray(data)
        changed[at] ^= 0x40
        index = forged(healthy, bytes(changed))
        for problem in check(index).problems:
            assert problem.file in read_manifest(index).segments
        ask(healthy, index)


def test_a_word_behind_the_end_of_its_document(healthy: Path) -> None:
    """A position of 63 in a text of four words, wherever one of 2 or 3 stands."""
    data = segment(healthy)
    start, size = read_directory(memoryview(data))[1]["post.body"]
    far = 0
    for at in range(start, start + size):
        if data[at] not in (2, 3):
            continue
        changed = bytearray(data)
        changed[at] = 63
        far += any(
            "behind its end" in problem.message for problem in check(forged(healthy, bytes(changed))).problems
        )
    assert far
