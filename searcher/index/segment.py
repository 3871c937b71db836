"""A segment: an immutable part of the index, read where it lies.

Arrays of its container (u32, u64, i32, f32 little-endian; N documents, T terms, F exact forms):

    terms.*    dictionary of the terms; columns: length in bytes of the record in each field's postings (0: none)
    forms.*    dictionary of the exact forms; columns: term number, role, occurrences in all fields
               (*: blocks, offsets u32, keys, key_offsets u32, sums u64; kernel/reference.py has the grammar)
    post.F     the records of field F in the order of the terms (kernel/reference.py has the grammar)
    len.F      words of the field, u32 x N;  parts.F   occurrences as parts, u32 x N (absent: all 0)
    ids, titles    texts of the documents, UTF-8, end to end;  *.offsets  u32 x (N + 1)
    order      documents by id, u32 x N;  ranks   the inverse, u32 x N
    digests    u64 x N: what the document was made from
    sources    unique "source NUL path" texts;  sources.offsets;  sources.of  u32 x N
    places     unique values of the path facet;  places.offsets;  places.of  u32 x N
    encodings.of   u32 x N, numbers of header["encodings"]
    first, last    days of the date interval (date.toordinal), i32 x N; 0: no date
    months     year * 13 + month (0: only the year is known) + 1 - header["month_base"], u32 x N; 0: no date
    store      blocks of documents (see `store.py`);  store.offsets  u64 x (blocks + 1);  store.first u32 x (blocks + 1)

Verified before use: whatever is read goes through `VerifiedFile.check` first.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import groupby, pairwise
from operator import gt, lt
from typing import Any, Literal, NamedTuple, cast

from searcher.errors import IndexDamagedError
from searcher.index.container import read_directory
from searcher.index.manifest import BLOCK_SHIFT, BLOCK_SIZE
from searcher.index.schema import FIELD_NUMBER, N_FIELDS, SEGMENT_VERSION
from searcher.index.snapshot import VerifiedFile
from searcher.index.store import StoredDocument, read_block, read_document, read_text
from searcher.kernel import BLOCK, kernel
from searcher.model import FIELDS, DateInterval

FORM_COLUMNS = 3
FORM_ROLE = 1
FORM_COUNT = 2
"""The column of the exact forms that says how often they occur."""

LAST_DAY = 3_652_059
"""The last of December 9999 as an ordinal: `date.max.toordinal()`."""

_MOST_MONTHS = 13 * 10_000

# What is verified at a time of an array that may be larger than memory should be.
_STEP_BYTES = 8 << 20

_DICTIONARY = ("blocks", "offsets", "keys", "key_offsets", "sums")


class TermEntry(NamedTuple):
    """A term of the segment: its number, and for each field where its record lies (length 0: none)."""

    number: int
    offsets: tuple[int, ...]
    lengths: tuple[int, ...]


class FormEntry(NamedTuple):
    """An exact form: the number of its term, its role among the term's occurrences, how often it occurs."""

    form: str
    term: int
    role: int
    occurrences: int


class Texts:
    """Many short texts end to end."""

    __slots__ = ("_at", "_data", "_file", "_offsets", "_seen", "_size")

    def __init__(self, file: VerifiedFile, start: int, size: int, offsets: memoryview) -> None:
        self._file, self._at, self._size, self._offsets = file, start, size, offsets
        self._data, self._seen = file.data, file.seen

    def raw(self, number: int) -> bytes:
        """The text's bytes, verified."""
        start, end = self._range(number)
        return bytes(self._data[start:end])

    def __getitem__(self, number: int) -> str:
        start, end = self._range(number)
        return str(self._data[start:end], "utf-8", "replace")

    def some(self, numbers: Iterable[int]) -> list[str]:
        """The texts with these numbers."""
        offsets, size, at, seen, data = self._offsets, self._size, self._at, self._seen, self._data
        found = []
        for number in numbers:
            start, end = offsets[number], offsets[number + 1]
            if not start <= end <= size:
                raise damaged(self._file)
            start += at
            end += at
            if start >> BLOCK_SHIFT != end >> BLOCK_SHIFT or not seen[start >> BLOCK_SHIFT]:
                self._file.check(start, end)
            found.append(str(data[start:end], "utf-8", "replace"))
        return found

    def check_ends(self) -> None:
        """IndexDamagedError unless the texts fill the array."""
        if not len(self._offsets) or self._offsets[0] != 0 or self._offsets[-1] != self._size:
            raise damaged(self._file)

    def _range(self, number: int) -> tuple[int, int]:
        try:
            start, end = self._offsets[number], self._offsets[number + 1]
        except IndexError:
            raise damaged(self._file) from None
        if not start <= end <= self._size:
            raise damaged(self._file)
        start += self._at
        end += self._at
        # The usual case, spelt out: the text lies in one block, which is verified.
        if start >> BLOCK_SHIFT != end >> BLOCK_SHIFT or not self._seen[start >> BLOCK_SHIFT]:
            self._file.check(start, end)
        return start, end

    def __len__(self) -> int:
        return max(len(self._offsets) - 1, 0)

    def __iter__(self) -> Iterator[str]:
        """All of them, verified once: a third of the time of asking for each."""
        data = self._file.verified(self._at, self._at + self._size)
        for start, end in pairwise(self._offsets):
            if not start <= end <= self._size:
                raise damaged(self._file)
            yield str(data[start:end], "utf-8", "replace")


class Dictionary:
    """Sorted keys with numbers; see the grammar in `kernel/reference.py`."""

    def __init__(self, segment: Segment, name: str, columns: int) -> None:
        self.columns = columns
        self._file = segment.file
        self._start, self._size = segment.range_of(f"{name}.blocks")
        self.blocks = segment.file.data[self._start : self._start + self._size]
        self.offsets = segment.column(f"{name}.offsets", "I")
        self.keys = segment.array(f"{name}.keys")
        self.key_offsets = segment.column(f"{name}.key_offsets", "I")
        self.sums = segment.column(f"{name}.sums", "Q")
        self.n_blocks = len(self.offsets) - 1
        if self.n_blocks < 0 or len(self.key_offsets) != len(self.offsets):
            raise damaged(self._file)
        if len(self.sums) != columns * len(self.offsets):
            raise damaged(self._file)
        self._lookup = partial(
            kernel.lookup,
            self.keys,
            self.key_offsets,
            self.blocks,
            self.offsets,
            self.sums,
            self.columns,
            self._file.seen,
            self._start,
            BLOCK_SHIFT,
        )

    def __len__(self) -> int:
        last = self.n_blocks - 1
        return last * BLOCK + len(kernel.list_keys(self.block(last), self.columns)) if last >= 0 else 0

    def block(self, number: int) -> memoryview:
        """The bytes of one block, verified."""
        start, end = self.offsets[number], self.offsets[number + 1]
        if not start <= end <= self._size:
            raise damaged(self._file)
        return self._file.verified(self._start + start, self._start + end)

    def find(self, key: bytes) -> tuple[int, tuple[int, ...], tuple[int, ...]] | None:
        """(number, values, sums of the values before it), or None."""
        while True:
            found = self._lookup(key)
            if not isinstance(found, int):
                return found
            self.block(found)

    def items(
        self, first: int = 0, last: int | None = None
    ) -> Iterator[tuple[bytes, tuple[int, ...], tuple[int, ...]]]:
        """(key, values, sums before it) of all keys in the blocks first..last, in order."""
        for number in range(first, self.n_blocks if last is None else last):
            base = tuple(self.sums[number * self.columns : (number + 1) * self.columns])
            for key, values, sums in kernel.list_keys(self.block(number), self.columns):
                yield key, values, tuple(map(sum, zip(base, sums, strict=True)))

    def all_keys(self) -> list[bytes]:
        """All keys, in order."""
        return [
            key
            for number in range(self.n_blocks)
            for key, _, _ in kernel.list_keys(self.block(number), self.columns)
        ]

    def all_values(self) -> tuple[tuple[bytes, bytes], ...]:
        """For each column (values u32, sums before them u64) of all keys."""
        return self.values_at(array("I", range(len(self))).tobytes())

    def at(self, number: int) -> tuple[bytes, tuple[int, ...], tuple[int, ...]]:
        """(key, values, sums before it) of a key by its number."""
        block, index = divmod(number, BLOCK)
        if not 0 <= block < self.n_blocks:
            raise damaged(self._file)
        keys = kernel.list_keys(self.block(block), self.columns)
        if index >= len(keys):
            raise damaged(self._file)
        key, values, sums = keys[index]
        base = self.sums[block * self.columns : (block + 1) * self.columns]
        return key, values, tuple(map(sum, zip(base, sums, strict=True)))

    def keys_of(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """The keys with these ascending numbers."""
        for block, together in groupby(numbers, key=lambda number: number // BLOCK):
            if not 0 <= block < self.n_blocks:
                raise damaged(self._file)
            keys = kernel.list_keys(self.block(block), self.columns)
            for number in together:
                if number % BLOCK >= len(keys):
                    raise damaged(self._file)
                yield keys[number % BLOCK][0]

    def check_blocks(self, first: int, last: int) -> None:
        """Verify the blocks first..last."""
        start, end = self.offsets[first], self.offsets[last]
        self._file.check(self._start + min(start, self._size), self._start + min(end, self._size))

    def range_of(self, prefix: bytes) -> tuple[int, int]:
        """The blocks (half-open) that can hold keys with the prefix, verified."""
        first = max(0, kernel.find_block(self.keys, self.key_offsets, prefix))
        past = (
            kernel.find_block(self.keys, self.key_offsets, prefix + b"\xff") + 1 if prefix else self.n_blocks
        )
        last = min(max(past, first), self.n_blocks)
        self.check_blocks(first, last)
        return first, last

    def lower_bound(self, key: bytes) -> int:
        """The number of the first key that is not before this one; the number of keys if all are."""
        block = kernel.find_block(self.keys, self.key_offsets, key)
        if block < 0:
            return 0
        known = kernel.list_keys(self.block(block), self.columns)
        return block * BLOCK + sum(found < key for found, _, _ in known)

    def matching(self, pattern: bytes, most: int | None = None) -> array[int]:
        """The values, column after column, of each key that matches a pattern of UTF-8, `*` and `?`, in their order.

        most: of so many keys, the first ones.
        """
        first, last = self.range_of(pattern.partition(b"*")[0].partition(b"?")[0])
        limit = (last - first) * BLOCK if most is None else most
        return array(
            "I", kernel.match_keys(self.blocks, self.offsets, self.columns, first, last, pattern, limit)
        )

    def values_at(self, numbers: bytes) -> tuple[tuple[bytes, bytes], ...]:
        """For each column (values u32, sums u64) of the keys with these ascending numbers (u32)."""
        if not numbers:
            return ((b"", b""),) * self.columns
        ascending = memoryview(numbers).cast("I")
        self.check_blocks(
            min(ascending[0] // BLOCK, self.n_blocks), min(ascending[-1] // BLOCK + 1, self.n_blocks)
        )
        return kernel.values_at(self.blocks, self.offsets, self.sums, self.columns, numbers)


class Segment:
    """One segment of an opened index; `live` has a bit for each document (None: all live)."""

    def __init__(self, file: VerifiedFile, live: bytes | None = None) -> None:
        self.file, self.live = file, live
        if file.size < 32:
            raise damaged(file)
        # The directory is verified before it is parsed; the trailer tells where it begins.
        file.check(0, 8)
        trailer = file.verified(file.size - 16, file.size)
        start = int.from_bytes(trailer[:8], "little")
        if start > file.size:
            raise damaged(file)
        file.check(start, file.size)
        self.header, self.arrays = read_directory(file.data)
        if not _is_sound(self.header, file.size):
            raise damaged(file)
        self.documents: int = self.header["documents"]
        self.month_base: int = self.header["month_base"]
        bits = int.from_bytes(live, "little") if live is not None else 0
        if live is not None and (len(live) != (self.documents + 7) // 8 or bits >> self.documents):
            raise damaged(file)
        self.live_documents = self.documents if live is None else bits.bit_count()

    def array(self, name: str) -> memoryview:
        """An array's bytes, verified whole."""
        start, size = self.range_of(name)
        return self.file.verified(start, start + size)

    def range_of(self, name: str) -> tuple[int, int]:
        """Where an array starts, and its bytes."""
        try:
            return self.arrays[name]
        except KeyError:
            raise damaged(self.file) from None

    def column(self, name: str, code: str) -> memoryview:
        """An array of numbers, verified whole."""
        raw = self.array(name)
        try:
            return raw.cast(cast("Any", code))
        except TypeError:
            raise damaged(self.file) from None

    def per_document(self, name: str, code: str, more: int = 0) -> memoryview:
        """A column with one number for each document (and `more` at its end)."""
        column = self.column(name, code)
        if len(column) != self.documents + more:
            raise damaged(self.file)
        return column

    def check_columns(self) -> None:
        """IndexDamagedError if a number of a column is that of nothing: for who reads all of them."""
        if not self._columns_are_sound:
            raise damaged(self.file)

    @cached_property
    def _columns_are_sound(self) -> bool:
        n, first = self.documents, self.column("store.first", "I")
        return (
            max(self.order, default=0) < max(n, 1)
            and max(self.ranks, default=0) < max(n, 1)
            and max(self.source_of, default=-1) < len(self.sources)
            and max(self.place_of, default=-1) < len(self.places)
            and max(self.encoding_of, default=-1) < len(self.encodings)
            and max(self.months, default=0) < self.header["months"]
            and min(self.first, default=0) >= 0
            and max(self.last, default=0) <= LAST_DAY
            and not any(map(gt, self.first, self.last))
            and len(self.ids) == len(self.titles) == n
            and len(first) == len(self.column("store.offsets", "Q"))
            and (first[0], first[-1]) == (0, n)
            and all(map(lt, first, first[1:]))
        )

    def _texts(self, name: str) -> Texts:
        start, size = self.range_of(name)
        return Texts(self.file, start, size, self.column(f"{name}.offsets", "I"))

    def dictionary(self, kind: Literal["terms", "forms"]) -> Dictionary:
        """The terms or the exact forms."""
        return self.terms if kind == "terms" else self.forms

    @cached_property
    def terms(self) -> Dictionary:
        """The terms."""
        return Dictionary(self, "terms", N_FIELDS)

    @cached_property
    def forms(self) -> Dictionary:
        """The exact forms."""
        return Dictionary(self, "forms", FORM_COLUMNS)

    @cached_property
    def ids(self) -> Texts:
        """The documents' ids."""
        return self._per_document_texts("ids")

    @cached_property
    def titles(self) -> Texts:
        """The documents' titles."""
        return self._per_document_texts("titles")

    def _per_document_texts(self, name: str) -> Texts:
        texts = self._texts(name)
        if len(texts) != self.documents:
            raise damaged(self.file)
        return texts

    @cached_property
    def sources(self) -> Texts:
        """The files: "source NUL path"."""
        return self._texts("sources")

    @cached_property
    def source_of(self) -> memoryview:
        """The number of each document's file."""
        return self.per_document("sources.of", "I")

    @cached_property
    def places(self) -> Texts:
        """The values of the path facet."""
        return self._texts("places")

    @cached_property
    def place_of(self) -> memoryview:
        """The number of each document's value of the path facet."""
        return self.per_document("places.of", "I")

    @cached_property
    def order(self) -> memoryview:
        """The documents by id."""
        return self.per_document("order", "I")

    @cached_property
    def ranks(self) -> memoryview:
        """Each document's place in `order`."""
        return self.per_document("ranks", "I")

    @cached_property
    def digests(self) -> memoryview:
        """What each document was made from."""
        return self.per_document("digests", "Q")

    @property
    def encodings(self) -> list[str]:
        """The names of the encodings of the documents."""
        names: list[str] = self.header["encodings"]
        return names

    @cached_property
    def encoding_of(self) -> memoryview:
        """The number of each document's encoding."""
        return self.per_document("encodings.of", "I")

    @cached_property
    def first(self) -> memoryview:
        """The first day of each document's date interval."""
        return self.per_document("first", "i")

    @cached_property
    def last(self) -> memoryview:
        """The last day of each document's date interval."""
        return self.per_document("last", "i")

    @cached_property
    def months(self) -> memoryview:
        """The column of the date facets."""
        return self.per_document("months", "I")

    def lengths(self, field: str) -> memoryview | None:
        """The words of each document in the field; None: the field is empty everywhere."""
        return self.per_document(f"len.{field}", "I") if f"len.{field}" in self.arrays else None

    def part_lengths(self, field: str) -> memoryview | None:
        """The occurrences of parts of each document in the field; None: there are none."""
        return self.per_document(f"parts.{field}", "I") if f"parts.{field}" in self.arrays else None

    @cached_property
    def _postings(self) -> dict[str, tuple[memoryview, int]]:
        found = {}
        for field in FIELDS:
            if f"post.{field}" in self.arrays:
                start, size = self.arrays[f"post.{field}"]
                found[field] = (self.file.data[start : start + size], start)
        return found

    def postings(self, field: str, start: int, end: int) -> memoryview | None:
        """The field's whole postings, verified from start to end; None: the field is empty everywhere."""
        blob = self._postings.get(field)
        if blob is None:
            return None
        view, base = blob
        if not 0 <= start <= end <= len(view):
            raise damaged(self.file)
        # The usual case, spelt out: one short record inside one verified block.
        block = (base + start) >> BLOCK_SHIFT
        if not (self.file.seen[block] and ((base + start) & (BLOCK_SIZE - 1)) + end - start <= BLOCK_SIZE):
            self.file.check(base + start, base + end)
        return view

    def all_postings(self, field: str, end: int) -> memoryview | None:
        """The records up to `end`, which are all; verified, but not kept in memory."""
        for start in range(0, end, _STEP_BYTES):
            self.postings(field, start, min(start + _STEP_BYTES, end))
            self.file.let_go()
        return self.postings(field, 0, end)

    def record(self, field: str, entry: TermEntry) -> memoryview | None:
        """The posting record of a term in a field, or None."""
        number = FIELD_NUMBER[field]
        start, size = entry.offsets[number], entry.lengths[number]
        blob = self.postings(field, start, start + size) if size else None
        return None if blob is None else blob[start : start + size]

    def term(self, term: str) -> TermEntry | None:
        """Look a term up."""
        found = self.terms.find(term.encode("utf-8", "surrogatepass"))
        return None if found is None else TermEntry(found[0], found[2], found[1])

    def form(self, form: str) -> FormEntry | None:
        """Look an exact form up."""
        found = self.forms.find(form.encode("utf-8", "surrogatepass"))
        return None if found is None else FormEntry(form, *found[1])

    def is_live(self, doc: int) -> bool:
        """Whether the document was not deleted."""
        return self.live is None or bool(self.live[doc >> 3] >> (doc & 7) & 1)

    def deleted(self) -> list[int]:
        """The documents that were deleted."""
        live = enumerate(self.live or b"")
        places = (
            8 * at + bit for at, byte in live if byte != 0xFF for bit in range(8) if not byte >> bit & 1
        )
        return [doc for doc in places if doc < self.documents]

    def find_id(self, doc_id: str) -> int | None:
        """The live document with this id."""
        key = doc_id.encode("utf-8", "replace")
        low, high = 0, self.documents
        while low < high:
            middle = (low + high) // 2
            if self.ids.raw(self.order[middle]) < key:
                low = middle + 1
            else:
                high = middle
        while low < self.documents and self.ids.raw(self.order[low]) == key:
            if self.is_live(self.order[low]):
                return int(self.order[low])
            low += 1
        return None

    def docs_of_path(self, path: str) -> list[int]:
        """The live documents of the file with this path: as people know it, or inside the folder indexed."""
        numbers = {n for n, text in enumerate(self.sources) if path in text.split("\0")}
        if not numbers:
            return []
        return [doc for doc, n in enumerate(self.source_of) if n in numbers and self.is_live(doc)]

    def date(self, doc: int) -> DateInterval | None:
        """The date as precise as it was given."""
        first = self.first[doc]
        if not first:
            return None
        last = self.last[doc]
        if not 0 < first <= last <= LAST_DAY:
            raise damaged(self.file)
        if first == last:
            return self._days_met.get(first) or self._day(first)
        year, number = divmod(self.months[doc] - 1 + self.month_base, 13)
        return DateInterval(f"{year:04}-{number:02}" if number else f"{year:04}", first, last)

    def _day(self, day: int) -> DateInterval:
        # Imported late: most hits of most collections have no date, and it costs 3 ms.
        import datetime  # noqa: PLC0415

        found = self._days_met[day] = DateInterval(datetime.date.fromordinal(day).isoformat(), day, day)
        return found

    @cached_property
    def _days_met(self) -> dict[int, DateInterval]:
        return {}

    def source(self, doc: int) -> tuple[str, str]:
        """(source, path) of a document."""
        number = self.source_of[doc]
        found = self._sources_met.get(number)
        if found is None:
            if number >= len(self.sources):
                raise damaged(self.file)
            source, _, path = self.sources[number].partition("\0")
            found = self._sources_met[number] = (source, path)
        return found

    def all_sources(self) -> Iterator[tuple[str, str]]:
        """(source, path) of each document."""
        known = [(source, path) for source, _, path in (text.partition("\0") for text in self.sources)]
        if max(self.source_of, default=-1) >= len(known):
            raise damaged(self.file)
        return map(known.__getitem__, self.source_of)

    @cached_property
    def _sources_met(self) -> dict[int, tuple[str, str]]:
        return {}

    @cached_property
    def _store(self) -> tuple[memoryview, memoryview]:
        return self.column("store.offsets", "Q"), self.column("store.first", "I")

    def stored(self, doc: int) -> StoredDocument:
        """The text of a document and what else is kept with it."""
        number, index = self._stored_at(doc)
        return read_document(self.store_raw(number), index, self.file.path)

    def stored_text(self, doc: int, most: int) -> bytes:
        """The first `most` bytes of a document's text, as UTF-8: a tenth of the work of `stored`."""
        number, index = self._stored_at(doc)
        return read_text(self.store_raw(number), index, self.file.path, most)

    def _stored_at(self, doc: int) -> tuple[int, int]:
        """The block of a document, and its place there."""
        _, first = self._store
        number = bisect_right(first, doc) - 1  # the last block whose first document is not after doc
        if number < 0:
            raise damaged(self.file)
        return number, doc - first[number]

    def store_block(self, number: int) -> list[StoredDocument]:
        """All documents of a block of the store."""
        return read_block(self.store_raw(number), self.file.path)

    def store_raw(self, number: int) -> memoryview:
        """The bytes of a block of the store, as they lie there."""
        offsets, _ = self._store
        base, size = self.range_of("store")
        if not 0 <= number < len(offsets) - 1 or not offsets[number] <= offsets[number + 1] <= size:
            raise damaged(self.file)
        return self.file.verified(base + offsets[number], base + offsets[number + 1])


def _is_sound(header: dict[str, Any], size: int) -> bool:
    """Whether the values can be relied upon: a stranger's segment has right checksums, too."""
    try:
        totals = [header["lengths"][field] for field in FIELDS]
        numbers = [header[name] for name in ("version", "documents", "month_base", "months")]
        words = [number for words, parts in totals for number in (words, parts)]
        return (
            {*map(type, numbers), *map(type, words)} == {int}
            and header["version"] == SEGMENT_VERSION
            and 0 <= header["documents"] <= size
            and 0 <= header["month_base"] <= _MOST_MONTHS
            and 0 < header["months"] <= _MOST_MONTHS
            and 0 <= min(words) <= max(words) < 1 << 53
            and type(header["encodings"]) is list
            and all(type(name) is str for name in header["encodings"])
        )
    except (KeyError, TypeError, ValueError):
        return False


def damaged(file: VerifiedFile) -> IndexDamagedError:
    """The error for a segment whose numbers contradict each other."""
    return IndexDamagedError(
        f"{file.path} is damaged (its parts do not agree): build the index again with `searcher index --rebuild`"
    )
