"""Postings of several parts joined to those of one, term by term; and the roles in a part of a record."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from typing import TypeAlias

from searcher.index.container import Buffer
from searcher.kernel import kernel

# Bytes of postings joined at once, more or less: memory stays bounded however large the index is.
CHUNK_BYTES = 8 << 20
_FIRST_TERMS = 1 << 10

Source: TypeAlias = "tuple[Buffer, array[int], array[int], array[int], array[int], array[int]]"
"""What `kernel.merge` asks for: records, where each begins, old numbers of the terms, new ones of the documents,
where the roles of each old term begin, new roles."""


def join(sources: list[Source], lengths: array[int]) -> Iterator[bytes]:
    """The joined records in pieces; their lengths are noted in `lengths`, which is as long as there are terms."""
    first, terms = 0, _FIRST_TERMS
    while first < len(lengths):
        last = min(first + terms, len(lengths))
        joined, sizes = kernel.merge(first, last, sources)
        lengths[first:last] = array("I", sizes)
        yield joined
        first = last
        if len(joined) > CHUNK_BYTES and terms > 1:
            terms //= 2
        elif len(joined) < CHUNK_BYTES // 4:
            terms *= 2


def roles_in(
    wanted: Callable[[int], bool], docs: memoryview, counts: memoryview, roles: memoryview
) -> array[int]:
    """The roles of those occurrences of a decoded record that are in wanted documents."""
    found = array("I")
    at = 0
    for doc, occurs in zip(docs, counts, strict=True):
        if wanted(doc):
            found.extend(roles[at : at + occurs])
        at += occurs
    return found
