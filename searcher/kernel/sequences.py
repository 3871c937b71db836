"""Phrases and proximity: several words close to each other in one field."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import numpy as np

from searcher.kernel import records
from searcher.kernel.buffers import I64, NONE32, U64, f32, u8, u32, u64
from searcher.kernel.lists import RecordT, Scores, live_bits, stems

if TYPE_CHECKING:
    from typing_extensions import Buffer

Flags: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"
Slot: TypeAlias = "tuple[Buffer, Buffer, Buffer]"
SlotT = TypeVar("SlotT", bound="Slot")
BeforeT = TypeVar("BeforeT", bound="Buffer | None")
"""The compiled twin takes lists; their tuples may hold any buffers."""
MAX_SLOTS = 64
MAX_SLOP = 1_000_000
_ROLE_ALL, _ROLE_WHOLE = 0xFFFFFFFF, 0xFFFFFFFE
_DOC = np.uint64(32)
"""A place is document << 32 | position."""


def sequence(  # noqa: PLR0913 - the arguments of its compiled twin
    n_docs: int,
    live: Buffer | None,
    norms: Buffer,
    slop: int,
    ordered: bool,  # noqa: FBT001
    blob: Buffer,
    slots: list[SlotT],
) -> Scores:
    """Documents with the slots close to each other, and norm (f32) * how often.

    A slot is (offsets of records u64, lengths u32, roles u32): the places of any of its records' occurrences in
    the record's role. Counted is, with k slots,
    ordered: each place of the first slot from which a chain goes, each slot at its next place behind the one
    before it, with at most `slop` places between in all: last - first - (k - 1) <= slop;
    not ordered: each place p from which every slot has a place in p..p + k + slop - 1 (it may be the same).
    """
    if not 0 < len(slots) <= MAX_SLOTS or slop > MAX_SLOP:
        raise ValueError("sequence: slots")
    norm = f32(norms)
    if len(norm) < n_docs:
        raise ValueError("sequence: norms")
    ids, counts = close(n_docs, live, slop, ordered, [(blob, slot) for slot in slots])
    values = counts.astype(np.float32) * norm[ids]
    return records.to_u32(ids), values.astype("<f4").tobytes()


def close(
    n_docs: int,
    live: Buffer | None,
    slop: int,
    ordered: bool,  # noqa: FBT001
    slots: Iterable[tuple[Buffer, Slot]],
) -> tuple[I64, I64]:
    """The documents that `sequence` finds, and how often; each slot has its records in a blob of its own."""
    wanted: Flags | None = None if live is None else live_bits(live, n_docs)
    opened = []
    for blob, slot in slots:
        opened.append(_Slot(blob, slot, n_docs))
        in_slot = np.zeros(n_docs, np.bool_)
        in_slot[opened[-1].docs] = True
        wanted = in_slot if wanted is None else wanted & in_slot
        if not wanted.any():
            return np.empty(0, np.int64), np.empty(0, np.int64)
    places = [slot.places(wanted) for slot in opened if wanted is not None]
    starts = _ordered(places, slop) if ordered else _unordered(places, slop)
    ids, counts = np.unique(starts >> _DOC, return_counts=True)
    return ids.astype(np.int64), counts


def positions(  # noqa: PLR0913 - the arguments of its compiled twin
    n_docs: int, blob: Buffer, offsets: Buffer, lengths: Buffer, roles: Buffer, docs: Buffer
) -> tuple[bytes, bytes, bytes]:
    """(starts u32, positions u32, whole u8): where any of some records' occurrences stand in ascending documents.

    Those of the i-th document are positions[starts[i] : starts[i + 1]], ascending and distinct. whole: 1 where one of
    the occurrences is all of the word: where it has another role than ROLE_PART, or a role of its own was asked for.
    """
    slot, wanted = _Slot(blob, (offsets, lengths, roles), n_docs), u32(docs)
    if (wanted[1:] <= wanted[:-1]).any():
        raise ValueError("ids do not ascend")
    inside = np.zeros(n_docs, np.bool_)
    inside[wanted[wanted < n_docs]] = True
    every, are_whole = slot.occurrences(inside) if len(slot.role) else (np.empty(0, np.uint64), inside[:0])
    places, first = np.unique(every, return_inverse=True)
    whole = np.zeros(len(places), np.uint8)
    np.maximum.at(whole, first, are_whole.astype(np.uint8))
    starts = np.searchsorted(places, np.append(wanted.astype(np.uint64), np.uint64(0xFFFFFFFF)) << _DOC)
    return records.to_u32(starts), records.to_u32(places & np.uint64(0xFFFFFFFF)), whole.tobytes()


def early(  # noqa: PLR0913 - the arguments of its compiled twin
    n_docs: int,
    live: Buffer | None,
    documents: int,
    entries: list[RecordT],
    before: list[BeforeT],
    holders: int | None,
    weight: float,
    half: float,
    docs: Buffer,
) -> tuple[int, bytes]:
    """How many documents have any of some records, and what each of `docs` (none twice) gains by the first place (f32).

    The gain is weight * idf / (1 + first / half), 0 where none of the records (as for `stems`) has the document.
    before: for each record None, then it is not looked at, or what is added to its places: a number for each document
    (u32), or nothing. holders, of `documents`: how many hold the word; None: those of the records are counted.
    """
    wanted = u32(docs)
    order = np.argsort(wanted, kind="stable")
    ascending = wanted[order]
    if (ascending[1:] == ascending[:-1]).any():
        raise ValueError("early: a document twice")
    if len(before) != len(entries) or not all(length for _, _, _, length, _ in entries):
        raise ValueError("early: records")
    if holders is None:
        holders = len(stems(n_docs, live, 1.0, entries)[0]) // 4
    first = np.full(len(wanted), NONE32, np.int64)
    for (blob, _, offset, length, role), added in zip(entries, before, strict=True):
        if added is None:
            continue
        earlier = u32(added)
        if 0 < len(earlier) < n_docs:
            raise ValueError("early: before")
        record = array("Q", [offset]), array("I", [length]), array("I", [role])
        raw_starts, raw_positions, _ = positions(n_docs, blob, *record, records.to_u32(ascending))
        starts = u32(raw_starts)
        there = np.flatnonzero(starts[1:] > starts[:-1])
        found = u32(raw_positions)[starts[there]].astype(np.int64)
        if len(earlier):
            found += earlier[ascending[there]]
        first[there] = np.minimum(first[there], found)
    factor = np.float32(weight * math.log(1 + (documents - holders + 0.5) / (holders + 0.5)))
    gains = np.zeros(len(wanted), np.float32)
    here = first < NONE32
    gains[order[here]] = factor / (np.float32(1) + first[here].astype(np.float32) / np.float32(half))
    return holders, gains.astype("<f4").tobytes()


class _Slot:
    """The records of one slot."""

    def __init__(self, blob: Buffer, slot: Slot, n_docs: int) -> None:
        offsets, lengths, roles_ = slot
        starts, sizes, self.role = u64(offsets), u32(lengths).astype(np.int64), u32(roles_).astype(np.int64)
        self.blob = u8(blob)
        if not len(starts) == len(sizes) == len(self.role):
            raise ValueError("sequence: slot")
        used = sizes > 0  # a length of 0 is no record
        starts, sizes, self.role = starts[used], sizes[used], self.role[used]
        if (starts > len(self.blob)).any():
            raise ValueError("damaged dictionary: record range")
        begin = starts.astype(np.int64)
        records.slices(begin, sizes, len(self.blob))
        if not len(begin):
            self.docs = self.tfs = begin
            return
        self.records = records.open_records(self.blob, begin, sizes, n_docs)
        self.docs = records.documents(self.blob, self.records, n_docs)
        self.tfs = records.frequencies(self.blob, self.records)

    def places(self, wanted: Flags) -> U64:
        """Places in the wanted documents, ascending and distinct."""
        places, _ = self.occurrences(wanted)
        # The places of one record ascend already.
        return places if len(self.role) == 1 else np.unique(places)

    def occurrences(self, wanted: Flags) -> tuple[U64, Flags]:
        """The places in the wanted documents, record by record, and which of them are all of their word."""
        found = records.positions(self.blob, self.records, self.tfs)
        role, asked = records.roles(self.blob, self.records), np.repeat(self.role, self.records.total)
        doc = np.repeat(self.docs, self.tfs)
        kept = wanted[doc] & ((asked == _ROLE_ALL) | np.where(asked == _ROLE_WHOLE, role != 0, role == asked))
        places = doc[kept].astype(np.uint64) << _DOC | found[kept].astype(np.uint64)
        return places, ((asked != _ROLE_ALL) | (role != 0))[kept]


def _next(places: U64, of: U64, *, behind: bool) -> tuple[U64, Flags]:
    """The first of `places` at (or behind) each of `of`, and whether it is there and in the same document."""
    index = np.searchsorted(places, of, side="right" if behind else "left")
    found = np.append(places, np.uint64(0))[index]
    return found, (index < len(places)) & (found >> _DOC == of >> _DOC)


def _ordered(slots: list[U64], slop: int) -> U64:
    first = at = slots[0]
    for places in slots[1:]:
        at, there = _next(places, at, behind=True)
        first, at = first[there], at[there]
    return first[at - first < len(slots) + slop]


def _unordered(slots: list[U64], slop: int) -> U64:
    start = np.unique(np.concatenate(slots))
    for places in slots:
        found, there = _next(places, start, behind=False)
        start = start[there & (found - start < len(slots) + slop)]
    return start
