"""Score lists: (document numbers u32 ascending, f32 each), a pair of buffers; and columns with a number a document.

All arithmetic is in f32 and in the order of the arguments, as in the compiled twin.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import numpy as np

from searcher.kernel.buffers import F32, I64, NONE32, U32, Bools, ends, f32, i32, run_sums, u8, u32, u64
from searcher.kernel.records import (
    HAS_ROLES,
    documents,
    frequencies,
    open_records,
    part_frequencies,
    roles,
    slices,
    to_u32,
)

if TYPE_CHECKING:
    from typing_extensions import Buffer

Scores: TypeAlias = tuple[bytes, bytes]
Pair: TypeAlias = "tuple[Buffer, Buffer]"
Group: TypeAlias = "tuple[Buffer, Buffer, Buffer, Buffer, Buffer, Buffer | None]"
# The compiled twin takes lists and no other sequences; a list of tuples of any buffers will do.
RecordT = TypeVar("RecordT", bound="tuple[Buffer, Buffer, int, int, int]")
PairT = TypeVar("PairT", bound="Pair")
GroupT = TypeVar("GroupT", bound="Group")

_ROLE_ALL, _ROLE_WHOLE = 0xFFFFFFFF, 0xFFFFFFFE
BATCH = 1 << 22
"""Bytes of records, and postings, that are worked on at once (or one record)."""


def live_bits(live: Buffer, n_docs: int) -> Bools:
    """A bit a document, the low ones first."""
    bits = u8(live)
    if len(bits) < (n_docs + 7) // 8:
        raise ValueError("live documents: too few bits")
    return np.unpackbits(bits, count=n_docs, bitorder="little").astype(np.bool_)


def pair_of(pair: Pair, n_docs: int = NONE32) -> tuple[U32, F32]:
    """The arrays of a list whose documents lie below n_docs."""
    ids, values = pair
    found, scores = u32(ids), f32(values)
    if len(found) != len(scores):
        raise ValueError("ids and scores differ in number")
    if len(found) and found[-1] >= n_docs:
        raise ValueError("a document id is out of range")
    return found, scores


def out(ids: U32 | I64, values: F32) -> Scores:
    """A list of its arrays."""
    return to_u32(ids), values.astype("<f4").tobytes()


def leaf(n_docs: int, live: Buffer | None, part_weight: float, groups: list[GroupT]) -> Scores:
    """Weighted frequencies of one word: the sum over records of weight * (whole + part_weight * parts) * norm.

    live: a bit a document (None: all); a group: (blob, norms f32, offsets of records u64, lengths u32, roles u32,
    weights f32 or None: 1); length 0: no record.
    Role `ROLE_ALL`: as above; `ROLE_WHOLE`: without the parts; another: its occurrences.

    >>> from array import array
    >>> record = bytes.fromhex("02 03 07 03 00 00 01 00   02 aa 02   02 01   01 00   00 05 ff 2c01   02 00 02")
    >>> norms = array("f", [1.0]) * 301
    >>> one = (record, norms, array("Q", [0]), array("I", [len(record)]), array("I", [_ROLE_ALL]), None)
    >>> [a.tolist() for a in map(np.frombuffer, leaf(301, None, 0.5, [one]), ("u4", "f4"))]
    [[2, 300], [1.5, 1.0]]
    """
    bits = None if live is None else live_bits(live, n_docs)
    checked = [_Group(group, n_docs) for group in groups]
    ids: list[I64] = []
    values: list[F32] = []
    for group in checked:
        for start, stop in group.batches():
            found, frequency = group.postings(start, stop, np.float32(part_weight), bits)
            ids.append(found)
            values.append(frequency)
            if sum(map(len, ids)) > max(BATCH, n_docs):
                folded = fold(ids, values, n_docs, take_max=False)
                ids, values = [folded[0]], [folded[1]]
    return out(*fold(ids, values, n_docs, take_max=False))


class _Group:
    """Records of one field of one segment."""

    def __init__(self, group: Group, n_docs: int) -> None:
        blob, norms, offsets, lengths, roles_, weights = group
        self.blob, self.norms, self.n_docs = u8(blob), f32(norms), n_docs
        starts, self.lengths, self.roles = (
            u64(offsets),
            u32(lengths).astype(np.int64),
            u32(roles_).astype(np.int64),
        )
        self.weights = np.ones(len(starts), np.float32) if weights is None else f32(weights)
        numbers = {len(starts), len(self.lengths), len(self.roles), len(self.weights)}
        if len(self.norms) < n_docs or len(numbers) != 1:
            raise ValueError("leaf: group")
        used = self.lengths > 0
        starts, self.lengths, self.roles = starts[used], self.lengths[used], self.roles[used]
        self.weights = self.weights[used]
        if (starts > len(self.blob)).any():
            raise ValueError("damaged dictionary: record range")
        self.starts = starts.astype(np.int64)
        slices(self.starts, self.lengths, len(self.blob))

    def batches(self) -> Iterator[tuple[int, int]]:
        sums = ends(self.lengths)
        start, before = 0, 0
        while start < len(sums):
            stop = max(start + 1, int(np.searchsorted(sums, before + BATCH, side="right")))
            yield start, stop
            start, before = stop, int(sums[stop - 1])

    def postings(self, start: int, stop: int, part_weight: np.float32, live: Bools | None) -> tuple[I64, F32]:
        """Documents and frequencies of some records, one record behind the other."""
        opened = open_records(self.blob, self.starts[start:stop], self.lengths[start:stop], self.n_docs)
        docs, tf = documents(self.blob, opened, self.n_docs), frequencies(self.blob, opened)
        ptf = part_frequencies(self.blob, opened)
        if (ptf > tf).any():
            raise ValueError("damaged posting record: counts")
        role = self.roles[start:stop]
        special = (role != _ROLE_ALL) & (role != _ROLE_WHOLE)
        mixed = special & opened.has(HAS_ROLES)
        one = np.float32(1)
        # A record of one role has it throughout: all its occurrences count, or none.
        less = np.where(role == _ROLE_WHOLE, one, np.where(special, np.float32(0), one - part_weight))
        value = tf.astype(np.float32) - np.repeat(less.astype(np.float32), opened.df) * ptf.astype(np.float32)
        value[np.repeat(special & ~mixed & (opened.role != role), opened.df)] = 0
        if mixed.any():
            some = opened.of(mixed)
            same = roles(self.blob, some) == np.repeat(role[mixed], some.total)
            of_some = np.repeat(mixed, opened.df)
            value[of_some] = run_sums(same, tf[of_some])
        kept = value > 0
        if live is not None:
            kept &= live[docs]
        docs = docs[kept]
        weight = np.repeat(self.weights[start:stop], opened.df)[kept]
        return docs, weight * value[kept] * self.norms[docs]


def stems(n_docs: int, live: Buffer | None, part_weight: float, records: list[RecordT]) -> Scores:
    """`leaf` for few records of weight 1: (blob, norms f32, offset, length, role) each."""
    groups = [
        (blob, norms, array("Q", [offset]), array("I", [length]), array("I", [role]), None)
        for blob, norms, offset, length, role in records
    ]
    return leaf(n_docs, live, part_weight, groups)


def fold(ids: list[I64], values: list[F32], n_docs: int, *, take_max: bool) -> tuple[I64, F32]:
    """One list of many, scores added in their order (or the largest of them)."""
    every = np.concatenate(ids) if ids else np.zeros(0, np.int64)
    scores = np.concatenate(values) if values else np.zeros(0, np.float32)
    if len(every) < n_docs // 16:
        found, place = np.unique(every, return_inverse=True)
    else:
        seen = np.zeros(n_docs, np.bool_)
        seen[every] = True
        found, place = np.flatnonzero(seen), (np.cumsum(seen) - 1)[every]
    if take_max:
        folded = np.full(len(found), -np.inf, np.float32)
        np.maximum.at(folded, place, scores)
    else:
        folded = np.zeros(len(found), np.float32)
        np.add.at(folded, place, scores)
    return found, folded


def union(n_docs: int, take_max: bool, lists: list[PairT]) -> PairT | Scores:  # noqa: FBT001 - as its compiled twin
    """Documents of any list; scores are added, or the largest taken. A single list comes back as it is.

    >>> from array import array
    >>> a, b = ((array("I", i), array("f", f)) for i, f in (([1, 5], [1, 2]), ([5, 7], [3, 4])))
    >>> [a.tolist() for a in map(np.frombuffer, union(8, False, [a, b]), ("u4", "f4"))]
    [[1, 5, 7], [1.0, 5.0, 4.0]]
    """
    if len(lists) == 1:
        return lists[0]
    pairs = [pair_of(pair, n_docs) for pair in lists]
    check_ascending(*(ids for ids, _ in pairs))
    return out(
        *fold([ids.astype(np.int64) for ids, _ in pairs], [f for _, f in pairs], n_docs, take_max=take_max)
    )


def check_ascending(*lists: U32) -> None:
    """ValueError unless each list's documents ascend."""
    if any((ids[1:] <= ids[:-1]).any() for ids in lists):
        raise ValueError("ids do not ascend")


def places(a: U32, b: U32) -> tuple[Bools, I64]:
    """Which of a are in b, and where (for all of a, in bounds unless b is empty)."""
    check_ascending(a, b)
    place = np.searchsorted(b, a)
    inside = place < len(b)
    place[~inside] = 0
    return inside & (b[place] == a) if len(b) else inside, place


def intersect(a: Pair, b: Pair) -> Scores:
    """Documents of both lists, the scores added."""
    (ids, scores), (other, more) = pair_of(a), pair_of(b)
    both, place = places(ids, other)
    return out(ids[both], scores[both] + more[place[both]])


def restrict(a: Pair, b: Pair) -> Scores:
    """Documents of a that are in b, with the scores of a."""
    (ids, scores), (other, _) = pair_of(a), pair_of(b)
    both, _ = places(ids, other)
    return out(ids[both], scores[both])


def subtract(a: Pair, b: Pair) -> Scores:
    """Documents of a that are not in b."""
    (ids, scores), (other, _) = pair_of(a), pair_of(b)
    both, _ = places(ids, other)
    return out(ids[~both], scores[~both])


def saturate(frequencies: Buffer, weight: float, k1: float) -> bytes:
    """Scores: weight * f * (k1 + 1) / (f + k1)."""
    f, k = f32(frequencies), np.float32(k1)
    with np.errstate(all="ignore"):
        scores: F32 = np.float32(weight) * (k + np.float32(1)) * f / (f + k)
    return scores.tobytes()


def scale(scores: Buffer, factor: float) -> bytes:
    """Scores times a factor."""
    with np.errstate(all="ignore"):
        scaled: F32 = np.float32(factor) * f32(scores)
    return scaled.tobytes()


def at_least(pair: Pair, minimum: float) -> Scores:
    """Those with at least that score."""
    ids, scores = pair_of(pair)
    kept = scores >= np.float32(minimum)
    return out(ids[kept], scores[kept])


def norms(  # noqa: PLR0913 - the arguments of its compiled twin
    lengths: Buffer, part_lengths: Buffer | None, part_weight: float, weight: float, b: float, average: float
) -> bytes:
    """f32 a document: weight / (1 - b + b * n / average), n = length + part_weight * part_length."""
    n = u32(lengths).astype(np.float32)
    one, share, mean = np.float32(1), np.float32(b), np.float32(average)
    if part_lengths is not None:
        parts = u32(part_lengths).astype(np.float32)
        if len(parts) != len(n):
            raise ValueError("norms: lengths")
        n = n + np.float32(part_weight) * parts
    with np.errstate(all="ignore"):
        by = share / mean if mean > 0 else np.float32(0)
        found: F32 = np.float32(weight) / (one - share + by * n)
    return found.astype("<f4").tobytes()


def topk(pair: Pair, k: int, ranks: Buffer) -> list[tuple[int, float]]:
    """The k best (id, score): highest first, ties by ascending rank; ranks: u32 a document.

    What is not a number counts as the lowest score.

    >>> from array import array
    >>> topk((array("I", [0, 1, 3]), array("f", [1, 2, 2])), 2, array("I", [0, 9, 2, 1]))
    [(3, 2.0), (1, 2.0)]
    """
    rank = u32(ranks)
    ids, scores = pair_of(pair, len(rank))
    if k <= 0 or not len(ids):
        return []
    if ids.max() >= len(rank):
        raise ValueError("a document id is out of range")
    scores = np.where(np.isnan(scores), np.float32(-np.inf), scores)
    if k < len(ids):
        # Only those that reach the k-th best score are sorted.
        best = scores >= np.partition(scores, len(scores) - k)[len(scores) - k]
        ids, scores = ids[best], scores[best]
    order = np.lexsort((ids, rank[ids], -scores))[:k]
    return list(zip(ids[order].tolist(), scores[order].tolist(), strict=True))


def within(pair: Pair, firsts: Buffer, lasts: Buffer, first: int, last: int) -> Scores:
    """Those whose interval of days (i32 a document; first 0: no date) overlaps first..last, both inclusive."""
    begin, end = i32(firsts), i32(lasts)
    if len(begin) != len(end):
        raise ValueError("within: columns")
    ids, scores = pair_of(pair, len(begin))
    if len(ids) and ids.max() >= len(begin):
        raise ValueError("a document id is out of range")
    begin, end = begin[ids], end[ids]
    kept = (begin != 0) & (begin <= last) & (end >= first)
    return out(ids[kept], scores[kept])


def tally(ids: Buffer, column: Buffer, size: int) -> bytes:
    """How many of the documents have each value below size (u32); column: u32 a document."""
    found, values = u32(ids), u32(column)
    if len(found) and found.max() >= len(values):
        raise ValueError("tally: out of range")
    values = values[found]
    if len(values) and values.max() >= size:
        raise ValueError("tally: out of range")
    return to_u32(np.bincount(values, minlength=size)[:size])
