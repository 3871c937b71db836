"""Posting records: where a term occurs in one field. This module reads them; `inversion.py` writes them.

    record     := documents occurrences flags gaps_size [tf_large] [part_large] position_large roles_large|role
                  gaps [tf] [parts] positions [roles]                       (all numbers of the first line: varints)
    documents  : how many documents have the term; occurrences: how often it occurs in all of them
    flags      : 1 there is a section tf (else the term occurs once in every document),
                 2 there is a section parts (else no occurrence is a part of a compound),
                 4 there is a section roles (else all have the same role, which stands in the header),
                 8 exceptions are u32, since one of them is over 65,535 (else u16)
    gaps       := varint*    for each document its number less the one before (the first: its number); gaps_size bytes
    tf         := column     occurrences in each document
    parts      := column     occurrences in each document that are parts of a compound (role 0)
    positions  := column     for each occurrence its position less the one before in the document (the first: its own)
    roles      := column     for each occurrence 0: part of a compound, 1: another term's form, 2…: which exact form
    column     := u8* exception*   255 stands for the next exception; their number is the header's *_large
    exception  := u16 | u32  little-endian
    varint     : seven bits a byte, the low ones first; all bytes but the last have the high bit

In document 2 at positions 0 and 5 (there as a part), in document 300 at position 300:

>>> from searcher.kernel.buffers import u32
>>> record = bytes.fromhex("02 03 07 03 00 00 01 00   02 aa 02   02 01   01 00   00 05 ff 2c01   02 00 02")
>>> [array.tolist() for array in map(u32, decode(record, 1000))]
[[2, 300], [2, 1], [1, 0], [0, 5, 300], [2, 0, 2]]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from searcher.kernel.buffers import (
    I64,
    LARGEST,
    U8,
    U32,
    U64,
    Bools,
    ends,
    gather,
    run_sums,
    u8,
    within_runs,
)

if TYPE_CHECKING:
    from typing_extensions import Buffer

HAS_TF, HAS_PARTS, HAS_ROLES, WIDE = 1, 2, 4, 8


class Records(NamedTuple):
    """Headers of records in one blob, a column each, and where in the blob their sections begin."""

    df: I64
    total: I64
    flags: I64
    role: I64
    n_tf: I64
    n_ptf: I64
    n_pos: I64
    n_role: I64
    n_gaps: I64
    gaps: I64
    tf: I64
    ptf: I64
    pos: I64
    roles: I64

    def of(self, chosen: Bools) -> Records:
        """Some of them."""
        return Records._make(column[chosen] for column in self)

    def has(self, flag: int) -> Bools:
        """Which of them have a section."""
        there: Bools = (self.flags & flag) != 0
        return there


def _varints(blob: U8, at: I64, stop: I64) -> tuple[U64, I64]:
    """One varint from each place, none past its stop, and the places behind them."""
    values = np.zeros(len(at), np.uint64)
    at = at.copy()
    rest = np.arange(len(at))
    for shift in range(0, 64, 7):
        if (at[rest] >= stop[rest]).any():
            raise ValueError("damaged posting record: header")
        found = blob[at[rest]]
        values[rest] |= (found & 127).astype(np.uint64) << np.uint64(shift)
        at[rest] += 1
        rest = rest[found >= 128]
        if not len(rest):
            return values, at
    raise ValueError("damaged posting record: header")


def open_records(blob: U8, starts: I64, lengths: I64, n_docs: int) -> Records:
    """Read headers; ValueError unless each record fills its range, and its counts are possible."""
    stop = starts + lengths
    zero = np.zeros(len(starts), np.uint64)
    at = starts
    head: list[U64] = []
    for _ in range(4):
        value, at = _varints(blob, at, stop)
        head.append(value)
    df, total, flags, n_gaps = head

    def optional(flag: int) -> U64:
        chosen = (flags & np.uint64(flag)) != 0
        values = zero.copy()
        if chosen.any():
            values[chosen], at[chosen] = _varints(blob, at[chosen], stop[chosen])
        return values

    n_tf = optional(HAS_TF)
    n_ptf = optional(HAS_PARTS)
    n_pos, at = _varints(blob, at, stop)
    last, at = _varints(blob, at, stop)
    has_tf, has_parts, has_roles = ((flags & np.uint64(flag)) != 0 for flag in (HAS_TF, HAS_PARTS, HAS_ROLES))
    n_role, role = np.where(has_roles, last, zero), np.where(has_roles, zero, last)
    wrong = (
        (df == 0) | (df > n_docs) | (total < df) | (total > LARGEST) | (n_gaps > lengths.astype(np.uint64))
        | (n_tf > df) | (n_ptf > df) | (n_pos > total) | (n_role > total) | (role > LARGEST)
        | (~has_tf & (total != df))
    )  # fmt: skip
    if wrong.any():
        raise ValueError("damaged posting record: counts")
    # Every count is below 2**33 by now: the sums fit.
    flags = flags & np.uint64(HAS_TF | HAS_PARTS | HAS_ROLES | WIDE)
    width = np.where((flags & np.uint64(WIDE)) != 0, np.uint64(4), np.uint64(2))
    gaps = at
    tf = gaps + n_gaps.astype(np.int64)
    ptf = tf + np.where(has_tf, df + width * n_tf, zero).astype(np.int64)
    pos = ptf + np.where(has_parts, df + width * n_ptf, zero).astype(np.int64)
    roles = pos + (total + width * n_pos).astype(np.int64)
    if (roles + np.where(has_roles, total + width * n_role, zero).astype(np.int64) != stop).any():
        raise ValueError("damaged posting record: length")
    columns = (
        column.astype(np.int64) for column in (df, total, flags, role, n_tf, n_ptf, n_pos, n_role, n_gaps)
    )
    return Records._make((*columns, gaps, tf, ptf, pos, roles))


def documents(blob: U8, records: Records, n_docs: int) -> I64:
    """Document numbers of all records, ascending in each."""
    raw = gather(blob, records.gaps, records.n_gaps)
    last = raw < 128
    stops = np.flatnonzero(last)
    ends_ = ends(records.n_gaps)
    # As many varints as documents, and none that runs on into the next record.
    if (
        (records.n_gaps == 0).any()
        or not last[ends_ - 1].all()
        or (run_sums(last, records.n_gaps) != records.df).any()
    ):
        raise ValueError("damaged posting record: documents")
    gaps = raw[stops].astype(np.int64)
    if len(raw) != len(stops):
        sizes = np.diff(stops, prepend=-1)
        if sizes.max() > 5:
            raise ValueError("damaged posting record: documents")
        begins = stops - sizes + 1
        gaps = np.zeros(len(stops), np.int64)
        for i in range(int(sizes.max())):
            more = sizes > i
            gaps[more] |= (raw[begins[more] + i] & 127).astype(np.int64) << (7 * i)
    later = np.ones(len(gaps), np.bool_)
    stops_of = ends(records.df)
    later[stops_of - records.df] = False
    # A gap that leaves the segment is refused before sums of such gaps could overflow.
    if not gaps[later].all() or (gaps > n_docs).any():
        raise ValueError("damaged posting record: documents")
    docs = within_runs(gaps, records.df)
    if (docs[stops_of - 1] >= n_docs).any():
        raise ValueError("damaged posting record: documents")
    return docs


def _column(blob: U8, starts: I64, counts: I64, n_large: I64, wide: Bools) -> I64:
    """Columns of bytes, 255 standing for the next of the exceptions behind them; wide: these are u32."""
    raw = gather(blob, starts, counts)
    large = raw == 255
    if (run_sums(large, counts) != n_large).any():
        raise ValueError("damaged posting record: exceptions")
    values = raw.astype(np.int64)
    if n_large.any():
        exceptions, at = np.zeros(int(n_large.sum()), np.int64), starts + counts
        in_wide = np.repeat(wide, n_large)
        exceptions[in_wide] = gather(blob, at[wide], 4 * n_large[wide]).view("<u4")
        exceptions[~in_wide] = gather(blob, at[~wide], 2 * n_large[~wide]).view("<u2")
        values[large] = exceptions
    return values


def frequencies(blob: U8, records: Records) -> I64:
    """Occurrences in each document of all records."""
    values = np.ones(int(records.df.sum()), np.int64)
    has = records.has(HAS_TF)
    if has.any():
        some = records.of(has)
        values[np.repeat(has, records.df)] = found = _column(
            blob, some.tf, some.df, some.n_tf, some.has(WIDE)
        )
        if not found.all() or (run_sums(found, some.df) != some.total).any():
            raise ValueError("damaged posting record: counts")
    return values


def part_frequencies(blob: U8, records: Records) -> I64:
    """Occurrences as a part of a compound in each document of all records."""
    values = np.zeros(int(records.df.sum()), np.int64)
    has = records.has(HAS_PARTS)
    if has.any():
        some = records.of(has)
        values[np.repeat(has, records.df)] = _column(blob, some.ptf, some.df, some.n_ptf, some.has(WIDE))
    return values


def positions(blob: U8, records: Records, tfs: I64) -> I64:
    """Positions of all occurrences, ascending in each document; tfs: of all records."""
    steps = _column(blob, records.pos, records.total, records.n_pos, records.has(WIDE))
    later = np.ones(len(steps), np.bool_)
    later[ends(tfs) - tfs] = False
    if not steps[later].all():
        raise ValueError("damaged posting record: positions")
    found = within_runs(steps, tfs)
    if (found > LARGEST).any():
        raise ValueError("damaged posting record: positions")
    return found


def roles(blob: U8, records: Records) -> I64:
    """Roles of all occurrences."""
    values = np.repeat(records.role, records.total)
    has = records.has(HAS_ROLES)
    if has.any():
        some = records.of(has)
        values[np.repeat(has, records.total)] = _column(
            blob, some.roles, some.total, some.n_role, some.has(WIDE)
        )
    return values


def slices(starts: I64, lengths: I64, blob_size: int) -> None:
    """ValueError unless all ranges lie in a blob."""
    if ((starts < 0) | (starts > blob_size)).any() or (lengths > blob_size - starts).any():
        raise ValueError("damaged dictionary: record range")


def decode(record: Buffer, n_docs: int) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """(documents, frequencies, frequencies as a part, positions, roles): u32; n_docs: in the segment."""
    blob = u8(record)
    opened = open_records(blob, np.zeros(1, np.int64), np.array([len(blob)]), n_docs)
    docs = documents(blob, opened, n_docs)
    tfs = frequencies(blob, opened)
    return (
        to_u32(docs),
        to_u32(tfs),
        to_u32(part_frequencies(blob, opened)),
        to_u32(positions(blob, opened, tfs)),
        to_u32(roles(blob, opened)),
    )


def to_u32(values: I64 | U32) -> bytes:
    """Numbers as u32."""
    return values.astype("<u4").tobytes()
