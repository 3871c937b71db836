"""Writing posting records (grammar: `records.py`): from tokens, and from records that other segments have.

Many records are made at once, so that short ones cost no Python call each; at most `BATCH` occurrences at a time,
or one term, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

import numpy as np

from searcher.kernel.buffers import I64, LARGEST, NONE32, U8, Bools, ends, ranges, run_sums, u8, u32, u64
from searcher.kernel.records import (
    HAS_PARTS,
    HAS_ROLES,
    HAS_TF,
    WIDE,
    documents,
    frequencies,
    open_records,
    positions,
    roles,
    to_u32,
)

if TYPE_CHECKING:
    from typing_extensions import Buffer

BATCH = 1 << 20
NARROW = 0xFFFF
"""The largest exception that takes two bytes."""
Source: TypeAlias = "tuple[Buffer, Buffer, Buffer, Buffer, Buffer, Buffer]"
SourceT = TypeVar("SourceT", bound="Source")
"""The compiled twin takes a list; its tuples may hold any buffers."""


class Occurrences(NamedTuple):
    """A term in a document at a position with a role, a column each."""

    term: I64
    doc: I64
    pos: I64
    role: I64


def invert(  # noqa: PLR0913 - the arguments of its compiled twin
    tokens: Buffer,
    doc_lengths: Buffer,
    raw_offsets: Buffer,
    raw_terms: Buffer,
    raw_roles: Buffer,
    n_terms: int,
) -> tuple[bytes, bytes]:
    """Records of all terms, one behind the other, and their lengths (u32; 0: no record).

    tokens: the numbers of the raw tokens of all documents; doc_lengths: how many of them each document has;
    raw token i stands for raw_terms[raw_offsets[i]:raw_offsets[i + 1]] in the roles next to them; n_terms: of all.
    Documents "0 1" and "1"; raw token 0 is term 0, raw token 1 is term 0 as a part and term 1:

    >>> from array import array
    >>> blob, lengths = invert(*(array("I", a) for a in ([0, 1, 1], [2, 1], [0, 1, 3], [0, 0, 1], [2, 0, 2])), 2)
    >>> u32(lengths).tolist(), blob.hex(" ")
    ([20, 10], '02 03 07 02 00 00 00 00 00 01 02 01 01 01 00 01 00 02 00 00 02 02 00 02 00 02 00 01 01 00')
    """
    token, length = u32(tokens).astype(np.int64), u32(doc_lengths).astype(np.int64)
    offset, term, role = (u32(a).astype(np.int64) for a in (raw_offsets, raw_terms, raw_roles))
    if len(offset) > 1 and ((np.diff(offset) < 0).any() or offset[-1] > len(term) or len(term) != len(role)):
        raise ValueError("invert: raw offsets")
    if (term >= n_terms).any():
        raise ValueError("invert: term id")
    if (token >= max(0, len(offset) - 1)).any():
        raise ValueError("invert: raw id")
    if length.sum() != len(token):
        raise ValueError("invert: document lengths")
    found = len(token)
    counts = np.diff(offset)[token] if found else np.zeros(0, np.int64)
    of = ranges(offset[token], counts) if found else counts
    doc = np.repeat(np.arange(len(length)), length)
    pos = np.arange(found) - np.repeat(ends(length) - length, length)
    sizes = (
        np.bincount(term[of], minlength=n_terms).astype(np.int64) if found else np.zeros(n_terms, np.int64)
    )
    order = np.argsort(term[of], kind="stable")
    at = np.repeat(np.arange(found), counts)[order]
    of = of[order]
    every = Occurrences(term[of], doc[at], pos[at], role[of])
    return _joined(
        _encode(Occurrences(*(column[start:stop] for column in every)), first, last)
        for first, last, start, stop in _batches(sizes, 0)
    )


def add_parts(
    counts: Buffer, terms: Buffer, roles: Buffer, part_counts: Buffer, part_terms: Buffer
) -> tuple[bytes, bytes, bytes, bytes]:
    """Terms of words and terms of their parts as one: (counts, terms, roles, how many of them are parts; all u32).

    counts, part_counts: how many terms each word has. Of a word's equal terms the first is kept; a part's role is 0.
    The first word has the terms 7 and 8 and the parts 9, 7 and 9, the second one has the term 5:

    >>> from array import array
    >>> found = add_parts(*(array("I", a) for a in ([2, 1], [7, 8, 5], [2, 3, 4], [3, 0], [9, 7, 9])))
    >>> [u32(column).tolist() for column in found]
    [[3, 1], [7, 8, 9, 5], [2, 3, 0, 4], [1, 0]]
    """
    own, added = u32(counts).tolist(), u32(part_counts).tolist()
    term, role, part = u32(terms).tolist(), u32(roles).tolist(), u32(part_terms).tolist()
    if len(own) != len(added) or not sum(own) == len(term) == len(role) or sum(added) != len(part):
        raise ValueError("add_parts: counts")
    sizes, every, n_parts = list[int](), list[tuple[int, int]](), list[int]()
    at = part_at = 0
    for n, more in zip(own, added, strict=True):
        found = dict[int, int]()
        for number in range(at, at + n):
            found.setdefault(term[number], role[number])
        n_own = len(found)
        for number in part[part_at : part_at + more]:
            found.setdefault(number, 0)
        at, part_at = at + n, part_at + more
        sizes.append(len(found))
        every += found.items()
        n_parts.append(len(found) - n_own)
    columns = (sizes, [number for number, _ in every], [own_role for _, own_role in every], n_parts)
    first, second, third, fourth = (to_u32(np.array(column, np.int64)) for column in columns)
    return first, second, third, fourth


def sum_parts(tokens: Buffer, doc_lengths: Buffer, values: Buffer) -> bytes:
    """For each document the sum (u32) of its tokens' values.

    >>> from array import array
    >>> u32(sum_parts(*(array("I", a) for a in ([0, 1, 1], [2, 1], [5, 7])))).tolist()
    [12, 7]
    """
    token, length, value = u32(tokens), u32(doc_lengths).astype(np.int64), u32(values)
    used = int(length.sum())
    if used > len(token):
        raise ValueError("sum_parts: document lengths")
    token = token[:used]
    if (token >= len(value)).any():
        raise ValueError("sum_parts: raw id")
    return to_u32(run_sums(value[token].astype(np.int64), length) & NONE32)


def merge(first: int, last: int, sources: list[SourceT]) -> tuple[bytes, bytes]:
    """Records of the new terms first..last (half-open) and their lengths (u32), from the records of segments.

    A source is (blob, where its records begin u64 (and the last ends), the old number u32 of each new term or NONE32,
    the new number u32 of each document or NONE32, where the roles of each old term begin u32, new roles u32).
    The documents of a source come behind those of the source before it.
    """
    if last < first:
        raise ValueError("merge: range")
    opened = [_Source(source, first, last) for source in sources]
    weights = np.zeros(last - first, np.int64)
    for source in opened:
        weights += source.lengths
    return _joined(_merge_batch(opened, start, stop, first) for start, stop, _, _ in _batches(weights, first))


class _Source:
    """One source of a merge, its ranges checked for the terms first..last."""

    def __init__(self, source: Source, first: int, last: int) -> None:
        blob, offsets, old_ids, doc_map, role_offsets, role_map = source
        self.blob, self.doc_map, self.role_map = u8(blob), u32(doc_map), u32(role_map)
        starts, old, role_starts = u64(offsets), u32(old_ids), u32(role_offsets).astype(np.int64)
        if len(old) < last:
            raise ValueError("merge: old ids")
        old = old[first:last]
        self.known = old != NONE32
        number = old[self.known].astype(np.int64)
        if (number + 1 >= len(starts)).any() or (number + 1 >= len(role_starts)).any():
            raise ValueError("merge: offsets")
        begin, stop = starts[number], starts[number + 1]
        role_begin, role_stop = role_starts[number], role_starts[number + 1]
        if (begin > stop).any() or (stop > len(self.blob)).any():
            raise ValueError("merge: offsets")
        if (role_begin > role_stop).any() or (role_stop > len(self.role_map)).any():
            raise ValueError("merge: offsets")
        self.starts, self.role_starts, self.lengths, self.n_roles = np.zeros((4, last - first), np.int64)
        self.starts[self.known] = begin.astype(np.int64)
        self.lengths[self.known] = (stop - begin).astype(np.int64)
        self.role_starts[self.known] = role_begin
        self.n_roles[self.known] = role_stop - role_begin

    def occurrences(self, start: int, stop: int) -> Occurrences:
        """The occurrences of the terms from start to stop, counted from the first one, in their new numbers."""
        chosen = start + np.flatnonzero(self.lengths[start:stop])
        n_docs = len(self.doc_map)
        if not len(chosen):
            return Occurrences(*np.zeros((4, 0), np.int64))
        opened = open_records(self.blob, self.starts[chosen], self.lengths[chosen], n_docs)
        docs, tfs = documents(self.blob, opened, n_docs), frequencies(self.blob, opened)
        pos, role = positions(self.blob, opened, tfs), roles(self.blob, opened)
        if (role >= np.repeat(self.n_roles[chosen], opened.total)).any():
            raise ValueError("damaged posting record: roles")
        role = self.role_map[role + np.repeat(self.role_starts[chosen], opened.total)].astype(np.int64)
        doc = np.repeat(self.doc_map[docs].astype(np.int64), tfs)
        kept = doc != NONE32
        term = np.repeat(chosen, opened.total)
        return Occurrences(term[kept], doc[kept], pos[kept], role[kept])


def _merge_batch(sources: list[_Source], start: int, stop: int, first: int) -> tuple[bytes, I64]:
    parts = [source.occurrences(start - first, stop - first) for source in sources]
    joined = (
        Occurrences(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
        if parts
        else Occurrences(*np.zeros((4, 0), np.int64))
    )
    order = np.argsort(joined.term, kind="stable")
    term, *others = (column[order] for column in joined)
    return _encode(Occurrences(term + first, *others), start, stop)


def _batches(weights: I64, first: int) -> Iterator[tuple[int, int, int, int]]:
    """(first term, last, sum of the weights before, with these): about `BATCH` at a time, one term at least."""
    sums = ends(weights)
    start = before = 0
    while start < len(weights):
        stop = max(start + 1, int(np.searchsorted(sums, before + BATCH, side="right")))
        # Terms without occurrences weigh nothing: a batch is cut before it has too many of them, too.
        stop = min(stop, start + BATCH)
        after = int(sums[stop - 1])
        yield first + start, first + stop, before, after
        start, before = stop, after


def _joined(records: Iterator[tuple[bytes, I64]]) -> tuple[bytes, bytes]:
    blobs, lengths = [], []
    for blob, length in records:
        blobs.append(blob)
        lengths.append(to_u32(length))
    return b"".join(blobs), b"".join(lengths)


def _varint_sizes(values: I64) -> I64:
    sizes = np.ones(len(values), np.int64)
    for bits in (7, 14, 21, 28):
        sizes += values >= 1 << bits
    return sizes


def _put_varints(out: U8, at: I64, values: I64) -> I64:
    """Write varints at these places; the places behind them."""
    at, rest, values = at.copy(), np.arange(len(at)), values.copy()
    while len(rest):
        more = values[rest] >= 128
        out[at[rest]] = (values[rest] & 127) | np.where(more, 128, 0)
        at[rest] += 1
        values[rest] >>= 7
        rest = rest[more]
    return at


def _put_column(out: U8, starts: I64, counts: I64, values: I64, wide: Bools) -> None:
    """Write columns; `starts`, `counts` and `wide` of the records that have one, `values` of all these."""
    large = values >= 255
    out[ranges(starts, counts)] = np.minimum(values, 255)
    if not large.any():
        return
    n_large = run_sums(large, counts)
    behind, number, exceptions = np.repeat(starts + counts, n_large), _number_in_run(n_large), values[large]
    in_wide = np.repeat(wide, n_large)
    for width, chosen in ((2, ~in_wide), (4, in_wide)):
        places = (behind[chosen] + width * number[chosen])[:, None] + np.arange(width)
        out[places] = exceptions[chosen].astype(f"<u{width}").view(np.uint8).reshape(-1, width)


def _number_in_run(counts: I64) -> I64:
    return np.arange(int(counts.sum())) - np.repeat(ends(counts) - counts, counts)


def _encode(found: Occurrences, first: int, last: int) -> tuple[bytes, I64]:
    """Records of the terms first..last and their lengths; the occurrences are sorted by term, document, position.

    ValueError where they are not: what is written can be read.
    """
    lengths = np.zeros(last - first, np.int64)
    if not len(found.term):
        return b"", lengths
    term, doc, pos, role = found
    new_term = np.diff(term, prepend=-1) != 0
    new_doc = new_term | (np.diff(doc, prepend=-1) != 0)
    step = np.diff(pos, prepend=0)
    step[new_doc] = pos[new_doc]
    if (step[~new_doc] <= 0).any() or (pos > LARGEST).any():
        raise ValueError("positions do not ascend")
    begins = np.flatnonzero(new_doc)
    total = np.diff(np.flatnonzero(new_term), append=len(term))
    tf = np.diff(begins, append=len(term))
    ptf = run_sums(role == 0, tf)
    df = run_sums(new_doc, total)
    doc = doc[begins]
    gap = np.diff(doc, prepend=0)
    first_doc = ends(df) - df
    gap[first_doc] = doc[first_doc]
    later = np.ones(len(gap), np.bool_)
    later[first_doc] = False
    if (gap[later] <= 0).any() or (doc >= NONE32).any():
        raise ValueError("documents do not ascend")
    same = role[ends(total) - total]
    roles_differ = run_sums(role != np.repeat(same, total), total) > 0
    if (same[~roles_differ] > LARGEST).any():
        raise ValueError("a role is out of range")
    has_tf, has_parts = total > df, run_sums(ptf, df) > 0
    gap_sizes = _varint_sizes(gap)
    n_gaps = run_sums(gap_sizes, df)
    n_tf, n_ptf, n_pos, n_role = (
        run_sums(values >= 255, counts)
        for values, counts in ((tf, df), (ptf, df), (step, total), (role, total))
    )
    over = run_sums(step > NARROW, total) + run_sums(tf > NARROW, df)
    wide = (over > 0) | (roles_differ & (run_sums(role > NARROW, total) > 0))
    flags = HAS_TF * has_tf + HAS_PARTS * has_parts + HAS_ROLES * roles_differ + WIDE * wide
    always = np.ones(len(df), np.bool_)
    header = (
        (always, df), (always, total), (always, flags), (always, n_gaps),
        (has_tf, n_tf), (has_parts, n_ptf), (always, n_pos), (always, np.where(roles_differ, n_role, same)),
    )  # fmt: skip
    head_size = np.zeros(len(df), np.int64)
    for there, values in header:
        head_size += np.where(there, _varint_sizes(values), 0)
    width = np.where(wide, 4, 2)
    body = [np.where(there, counts + width * large, 0) for there, counts, large in (
        (has_tf, df, n_tf), (has_parts, df, n_ptf), (always, total, n_pos), (roles_differ, total, n_role)
    )]  # fmt: skip
    size = head_size + n_gaps + sum(body)
    if (size > LARGEST).any():
        raise ValueError("a posting record is over 4 GiB")
    lengths[term[new_term] - first] = size
    out = np.zeros(int(size.sum()), np.uint8)
    at = ends(size) - size
    for there, values in header:
        at[there] = _put_varints(out, at[there], values[there])
    _put_varints(out, np.repeat(at, df) + _starts_in_run(gap_sizes, df), gap)
    at = at + n_gaps
    columns = ((has_tf, df, tf), (has_parts, df, ptf), (always, total, step), (roles_differ, total, role))
    for (there, counts, values), section in zip(columns, body, strict=True):
        if there.any():
            _put_column(out, at[there], counts[there], values[_repeated(there, counts)], wide[there])
        at = at + section
    return out.tobytes(), lengths


def _repeated(chosen: Bools, counts: I64) -> Bools:
    return np.repeat(chosen, counts)


def _starts_in_run(sizes: I64, counts: I64) -> I64:
    """Where each of many pieces begins in its run when they lie one behind the other."""
    stops = ends(sizes)
    run: I64 = np.repeat((stops - sizes)[ends(counts) - counts], counts)
    return stops - sizes - run
