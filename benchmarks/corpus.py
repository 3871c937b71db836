"""A JSON Lines corpus in; records, samples of it and copies of it out."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import orjson


class Record(NamedTuple):
    """One document of the corpus; `day` is `date.toordinal`, 0 if it has no date."""

    id: str
    title: str
    text: str
    day: int


def read_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a `.jsonl`, `.jsonl.gz` or `.jsonl.xz`."""
    openers: dict[str, Callable[[Path], Any]] = {".xz": lzma.open, ".gz": gzip.open}
    with openers.get(path.suffix, partial(open, mode="rb"))(path) as file:
        yield from (line for line in file if line.strip())


def read_records(path: Path, limit: int | None = None) -> Iterator[Record]:
    """Yield the records in order, at most `limit`."""
    for line in islice(read_lines(path), limit):
        record: dict[str, Any] = orjson.loads(line)
        day = str(record.get("date") or "")
        yield Record(
            str(record["id"]),
            record.get("title") or "",
            record["text"],
            date.fromisoformat(day).toordinal() if len(day) == len("2022-06-14") else 0,
        )


class Written(NamedTuple):
    """What a corpus file holds; `text_bytes`: titles and texts in UTF-8, without the JSON around them."""

    path: Path
    documents: int
    text_bytes: int


def write_corpus(source: Path, target: Path, documents: int | None = None) -> Written:
    """Write a plain JSON Lines file of exactly `documents` records (None: all there are).

    What is more than the source has is copies of it, each copy's ids ending in its number.
    """
    written = size = copy = 0
    with target.open("wb") as out:
        while documents is None or written < documents:
            before = written
            for line in islice(read_lines(source), None if documents is None else documents - written):
                record: dict[str, Any] = orjson.loads(line)
                size += len((record.get("title") or "").encode()) + len(record["text"].encode())
                if copy:
                    record["id"] = f"{record['id']}~{copy}"
                    line = orjson.dumps(record)
                out.write(line.rstrip(b"\n") + b"\n")
                written += 1
            copy += 1
            if documents is None or written == before:
                break
    return Written(target, written, size)


def write_files(source: Path, folder: Path, documents: int) -> list[Path]:
    """Write so many records as text files in the form of the seeds: date and title in the first line."""
    folder.mkdir(parents=True)
    paths = []
    for number, record in enumerate(read_records(source, documents)):
        path = folder / f"{number:06}.txt"
        dated = f" date {date.fromordinal(record.day)} " if record.day else ""
        path.write_text(f"{dated}{' '.join(record.title.split())}\n\n{record.text}\n", "utf-8")
        paths.append(path)
    return paths
