"""The words of a query, scored: their posting records in, the documents with any or all of them out.

All arithmetic is in f32 and in the order of the arguments, as in the compiled twin.
"""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from searcher.kernel.buffers import f32, u32
from searcher.kernel.lists import (
    Pair,
    Scores,
    check_ascending,
    fold,
    intersect,
    out,
    pair_of,
    places,
    restrict,
    saturate,
    scale,
    stems,
    subtract,
    topk,
    union,
)
from searcher.kernel.sequences import MAX_SLOP, MAX_SLOTS, close, early

if TYPE_CHECKING:
    from typing_extensions import Buffer

# The compiled twin takes lists and no other sequences; a list of tuples of any buffers will do.
WordT = TypeVar("WordT", bound="tuple[float | None, Any] | tuple[float, Any, Any]")
ExcludedT = TypeVar("ExcludedT", bound="tuple[float | None, Any] | tuple[float, Any, Any]")
_ROLE_ALL = 0xFFFFFFFF


def score(  # noqa: PLR0913 - the arguments of its compiled twin
    n_docs: int,
    live: Buffer | None,
    part_weight: float,
    k1: float,
    documents: int,
    all: bool,  # noqa: A002, FBT001
    words: list[WordT],
) -> Scores:
    """The documents with any of some words, or with all, and the words' scores, added.

    A word is (weight, records as for `stems`) and scores by `saturate` with weight * idf, its documents among all the
    `documents` counted here; or it is a compound as for `compound`, and either list of its documents will do; or
    (None, (ids, scores)) when it is scored already. With `all` the shortest list comes first, so that sums are made in
    one order whatever the order of the words; without it compounds come last.
    """
    ordered = words if all else sorted(words, key=len)
    scored = [_scored(n_docs, live, part_weight, k1, documents, word) for word in ordered]
    if not scored:
        return b"", b""
    pairs = [pair_of(pair, n_docs) for pair in scored]
    check_ascending(*(ids for ids, _ in pairs))
    if not all:
        return out(
            *fold([ids.astype(np.int64) for ids, _ in pairs], [f for _, f in pairs], n_docs, take_max=False)
        )
    first, *others = sorted(pairs, key=lambda pair: len(pair[0]))
    result: Scores = out(*first)
    for more in others:
        result = intersect(result, out(*more))
    return result


def _scored(  # noqa: PLR0913
    n_docs: int, live: Buffer | None, part_weight: float, k1: float, documents: int, word: tuple[Any, ...]
) -> Pair:
    if len(word) == 3:
        first, rest = compound(n_docs, live, part_weight, k1, documents, word, 0)
        return union(n_docs, True, [first, rest])  # noqa: FBT003
    weight, of = word
    if weight is None:
        pair: Pair = of
        return pair
    return _saturated(stems(n_docs, live, part_weight, of), weight, k1, documents)


def _saturated(frequencies: Scores, weight: float, k1: float, documents: int) -> Scores:
    ids, values = frequencies
    found = len(ids) // 4
    factor = weight * math.log(1 + (documents - found + 0.5) / (found + 0.5))
    return ids, saturate(values, factor, k1)


def best(  # noqa: PLR0913 - the arguments of its compiled twin
    n_docs: int,
    live: Buffer | None,
    part_weight: float,
    k1: float,
    documents: int,
    all: bool,  # noqa: A002, FBT001
    words: list[WordT],
    excluded: list[ExcludedT],
    k: int,
    ranks: Buffer,
    again: tuple[int, int, float, float, list[list[Any]]] | None,
) -> tuple[int, list[Any], list[int | None]]:
    """How many documents `score` finds that have none of the excluded words, `topk` of them, and the words' holders.

    These are how many documents each word of records has; None for other words, and for any of several words.
    again: None, then the hits are (id, score); or (wanted, depth, half, weight, before): the first `depth` of them gain
    by each word, which is one of records, what `early` says, with its list of `before`, and the hits are the best
    `wanted` of all then: (id, score with the gain, gain).
    """
    if len(u32(ranks)) < n_docs:
        raise ValueError("a document id is out of range")
    found = score(n_docs, live, part_weight, k1, documents, all, words)
    for word in excluded:
        pair = _scored(n_docs, live, part_weight, k1, documents, word)
        pair_of(pair, n_docs)
        found = subtract(found, pair)
    counted = all or len(words) == 1
    holders = [
        len(stems(n_docs, live, part_weight, word[1])[0]) // 4
        if counted and len(word) == 2 and word[0] is not None
        else None
        for word in words
    ]
    hits = topk(found, k, ranks)
    if again is None:
        return len(found[0]) // 4, hits, holders
    wanted, depth, half, early_weight, before = again
    if len(before) != len(words) or None in holders or wanted < 0 or depth < 0:
        raise ValueError("best: again")
    docs = array("I", [doc for doc, _ in hits[:depth]])
    gained = [0.0] * len(docs)
    for (weight, records, *_), added, holding in zip(words, before, holders, strict=True):
        _, gains = early(
            n_docs, live, documents, records, added, holding, early_weight * (weight or 0.0), half, docs
        )
        gained = [gain + float(more) for gain, more in zip(gained, f32(gains), strict=True)]
    rank = u32(ranks)
    first = [(doc, score + gain, gain) for (doc, score), gain in zip(hits, gained, strict=False)]
    first.sort(key=lambda hit: (-hit[1], rank[hit[0]]))
    rest = [(doc, score, 0.0) for doc, score in hits[depth:]]
    return len(found[0]) // 4, (first + rest)[:wanted], holders


def compound(  # noqa: PLR0913 - the arguments of its compiled twin
    n_docs: int,
    live: Buffer | None,
    part_weight: float,
    k1: float,
    documents: int,
    word: tuple[float, Any, Any],
    k: int,
) -> tuple[Scores, Scores]:
    """The documents with a compound itself, and further ones that have all its parts near each other in one field.

    A word: (weight, records as for `stems`, (factor, slop, parts)); a part: (weight, a record for each field, with
    all roles; length 0: none). Near is what `sequence` finds, not ordered; such a document scores the larger of the
    word's score (if it is there) and factor * the sum of the parts' scores, each by `saturate` as for a word.
    k: if so many documents have the word (and k is not 0), only what can be among the k best has its score: what the
    parts score counts from the word's k-th best score on, and the others are not scored.
    """
    weight, records, (factor, slop, parts) = word
    if not 0 < len(parts) <= MAX_SLOTS or slop > MAX_SLOP or part_weight <= 0:
        raise ValueError("compound: parts")
    fields = [of for _, of in parts]
    if len({len(of) for of in fields}) > 1:
        raise ValueError("compound: fields")
    if any(role != _ROLE_ALL for of in fields for *_, role in of):
        raise ValueError("compound: role")
    first = _saturated(stems(n_docs, live, part_weight, records), weight, k1, documents)
    frequencies = [
        (part, stems(n_docs, live, part_weight, [record for record in of if record[3]])) for part, of in parts
    ]
    near: Scores = b"", b""
    for together in zip(*fields, strict=True):
        if all(length for _, _, _, length, _ in together):
            slots = [
                (blob, (array("Q", [offset]), array("I", [length]), array("I", [role])))
                for blob, _, offset, length, role in together
            ]
            found, counts = close(n_docs, live, slop, False, slots)  # noqa: FBT003
            near = union(n_docs, True, [near, out(found, counts.astype(np.float32))])  # noqa: FBT003
    scores = [restrict(_saturated(of, part, k1, documents), near) for part, of in frequencies]
    together_, summed = union(n_docs, False, scores)  # noqa: FBT003
    loose = together_, scale(summed, factor)
    ids, own = pair_of(first, n_docs)
    inside, place = places(ids, u32(loose[0]))
    by_parts = f32(loose[1])[place[inside]]
    own = own.copy()
    enough = 0 < k <= len(own)
    least = np.partition(own, len(own) - k)[len(own) - k] if enough else -np.inf
    own[inside] = np.where((by_parts > own[inside]) & (by_parts >= least), by_parts, own[inside])
    rest = subtract(loose, first)
    return out(ids, own), (rest[0], bytes(len(rest[1]))) if enough else rest
