"""What is kept of each document besides its words: ids, titles, sources, dates, facets, and the stored text."""

from __future__ import annotations

import datetime
import posixpath
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from searcher.index.container import ContainerWriter
from searcher.index.schema import FIELD_NUMBER, SEGMENT_VERSION
from searcher.index.segment import Segment
from searcher.index.store import BLOCK_BYTES, encode_document, write_block
from searcher.model import DateInterval, Document

# What is read of a segment that is merged before its memory is given back.
LET_GO_BYTES = 8 << 20


def place(source: str, doc_id: str, path: str) -> str:
    """The value of the path facet: the folder of a one-document file, else the file that holds the records.

    >>> place("a/b.txt", "a/b.txt", "texte/a/b.txt"), place("laws.jsonl", "§ 1", "laws.jsonl")
    ('texte/a', 'laws.jsonl')
    """
    return posixpath.dirname(path) or "." if source == doc_id else path


def month(date: DateInterval) -> int:
    """Year * 13 + month; month 0 where only the year is known."""
    return int(date.given[:4]) * 13 + (int(date.given[5:7]) if len(date.given) > 4 else 0)


class Columns:
    """Collects the columns of a segment, from new documents and from those of segments that are merged."""

    def __init__(self) -> None:
        self._ids: list[bytes] = []
        self._titles: list[bytes] = []
        self._digests = array("Q")
        self._sources: dict[str, int] = {}
        self._source_of = array("I")
        self._places: dict[str, int] = {}
        self._place_of = array("I")
        self._first, self._last = array("i"), array("i")
        self._months: list[int] = []
        self._blocks: list[bytes | tuple[Segment, int]] = []
        self._block_first = array("I", [0])
        self._open: list[bytes] = []
        self._open_bytes = 0
        self.stored_bytes = 0
        self._encodings: dict[str, int] = {}
        self._encoding_of = array("I")

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, document: Document, made_from: int, record: bytes) -> None:
        """Take a new document; record: as the store keeps it."""
        date = document.date
        self._keys(
            document.id.encode("utf-8", "replace"),
            document.title.encode("utf-8", "replace"),
            made_from,
            (document.source, document.path),
            place(document.source, document.id, document.path),
            (date.first, date.last, month(date)) if date else (0, 0, 0),
            document.encoding,
        )
        self._store(record)

    def _keys(  # noqa: PLR0913 - a value for each column
        self,
        doc_id: bytes,
        title: bytes,
        made_from: int,
        source: tuple[str, str],
        facet: str,
        date: tuple[int, int, int],
        encoding: str,
    ) -> None:
        self._ids.append(doc_id)
        self._titles.append(title)
        self._digests.append(made_from)
        self._source_of.append(self._sources.setdefault("\0".join(source), len(self._sources)))
        self._place_of.append(self._places.setdefault(facet, len(self._places)))
        self._first.append(date[0])
        self._last.append(date[1])
        self._months.append(date[2])
        self._encoding_of.append(self._encodings.setdefault(encoding, len(self._encodings)))

    def _store(self, record: bytes) -> None:
        self._open.append(record)
        self._open_bytes += len(record)
        if self._open_bytes >= BLOCK_BYTES:
            self._close_block()

    def _close_block(self) -> None:
        if self._open:
            block = write_block(self._open)
            self._blocks.append(block)
            self.stored_bytes += len(block)
            self._block_first.append(self._block_first[-1] + len(self._open))
            self._open, self._open_bytes = [], 0

    def take(self, segment: Segment) -> None:
        """Take over the live documents of a segment, in their order; whole blocks of the store as they are."""
        segment.check_columns()
        encodings = segment.encodings
        for doc in range(segment.documents):
            if segment.is_live(doc):
                date = (0, 0, 0)
                if segment.first[doc]:
                    date = (
                        segment.first[doc],
                        segment.last[doc],
                        segment.months[doc] - 1 + segment.month_base,
                    )
                self._keys(
                    segment.ids.raw(doc),
                    segment.titles.raw(doc),
                    segment.digests[doc],
                    segment.source(doc),
                    segment.places[segment.place_of[doc]],
                    date,
                    encodings[segment.encoding_of[doc]],
                )
        first = segment.column("store.first", "I")
        for number in range(len(first) - 1):
            docs = range(first[number], first[number + 1])
            live = [doc for doc in docs if segment.is_live(doc)]
            if len(live) == len(docs):
                self._close_block()
                self._blocks.append((segment, number))
                self._block_first.append(self._block_first[-1] + len(docs))
                continue
            documents = segment.store_block(number) if live else []
            for doc in live:
                stored = documents[doc - docs[0]]
                zones = [x for zone in stored.zones for x in (FIELD_NUMBER[zone.field], zone.start, zone.end)]
                self._store(encode_document(zones, stored.encoding, stored.meta, stored.text))

    def write(self, out: ContainerWriter) -> dict[str, Any]:
        """Write all columns; return the beginning of the segment's header."""
        n = len(self._ids)
        text_column(out, "ids", self._ids)
        text_column(out, "titles", self._titles)
        order = array("I", sorted(range(n), key=self._ids.__getitem__))
        ranks = array("I", bytes(4 * n))
        for rank, doc in enumerate(order):
            ranks[doc] = rank
        out.add("order", order.tobytes())
        out.add("ranks", ranks.tobytes())
        out.add("digests", self._digests.tobytes())
        text_column(out, "sources", [text.encode("utf-8", "replace") for text in self._sources])
        out.add("sources.of", self._source_of.tobytes())
        text_column(out, "places", [text.encode("utf-8", "replace") for text in self._places])
        out.add("places.of", self._place_of.tobytes())
        out.add("encodings.of", self._encoding_of.tobytes())
        out.add("first", self._first.tobytes())
        out.add("last", self._last.tobytes())
        base = min((value for value in self._months if value), default=0)
        out.add("months", array("I", [value - base + 1 if value else 0 for value in self._months]).tobytes())
        self._close_block()
        offsets = array("Q", [0])
        out.add_pieces("store", self._stored(offsets))
        out.add("store.offsets", offsets.tobytes())
        out.add("store.first", self._block_first.tobytes())
        return {
            "version": SEGMENT_VERSION,
            "documents": n,
            "month_base": base,
            "months": max(self._months, default=0) - base + 2 if base else 1,
            "encodings": list(self._encodings),
        }

    def _stored(self, offsets: array[int]) -> Iterator[bytes | memoryview]:
        """The blocks of the store; where each ends is noted in `offsets`."""
        begun = 0
        for block in self._blocks:
            if isinstance(block, bytes):
                raw: bytes | memoryview = block
            else:
                raw = block[0].store_raw(block[1])
                begun += len(raw)
            offsets.append(offsets[-1] + len(raw))
            yield raw
            if begun >= LET_GO_BYTES and not isinstance(block, bytes):
                block[0].file.let_go()
                begun = 0


def text_column(out: ContainerWriter, name: str, texts: Sequence[bytes]) -> None:
    """Write texts end to end, and where each begins (u32; 4 GiB of ids or titles are refused)."""
    out.add_pieces(name, texts)
    out.add(f"{name}.offsets", array("I", _starts(texts)).tobytes())


def _starts(texts: Iterable[bytes]) -> Iterable[int]:
    at = 0
    yield at
    for text in texts:
        at += len(text)
        yield at


def iso(day: int) -> str:
    """The ISO date of an ordinal.

    >>> iso(738307)
    '2022-06-01'
    """
    return datetime.date.fromordinal(day).isoformat()
