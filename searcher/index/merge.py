"""Segments to one segment: postings are renumbered and joined term by term, stored blocks are copied as they are."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, count
from typing import NamedTuple

from searcher.index.columns import Columns
from searcher.index.container import Buffer, ContainerWriter
from searcher.index.invert import write_dictionary
from searcher.index.postings import Source, join, roles_in
from searcher.index.segment import Segment, damaged
from searcher.kernel import ROLE_FIRST, ROLE_OTHER, ROLE_PART, kernel
from searcher.model import FIELDS

NONE = 0xFFFFFFFF

# A segment is merged into its older neighbour when it has more than half its documents: few segments (the
# logarithm of the documents), and each document is copied a few times at most.
GROWTH = 2
MAX_DELETED = 0.3


def choose(documents: Sequence[tuple[int, int]], fresh: int = 0) -> list[list[int]]:
    """Which segments to merge: groups of neighbours, given (live, all) documents of each.

    fresh: so many of them, at the end, are runs of this build; they become one segment, or part of one.

    >>> choose([(1000, 1000), (300, 300), (200, 200)])
    [[0], [1, 2]]
    >>> choose([(1000, 1000), (400, 400), (300, 300)])  # together over half of 1000
    [[0, 1, 2]]
    >>> choose([(500, 1000), (10, 10)])
    [[0], [1]]
    >>> choose([(500, 500), (10, 10)], fresh=2)
    [[0, 1]]
    """
    old = len(documents) - fresh
    groups: list[tuple[list[int], int]] = []
    for group in [[number] for number in range(old)] + [list(range(old, len(documents)))]:
        size = sum(documents[number][0] for number in group)
        while group and groups and groups[-1][1] < GROWTH * size:
            before, before_size = groups.pop()
            group, size = before + group, before_size + size
        groups.append((group, size))
    return [group for group, _ in groups if group]


def needs_rewrite(live: int, documents: int) -> bool:
    """Whether so much of a segment is deleted that it is written anew.

    >>> needs_rewrite(90, 100), needs_rewrite(60, 100)
    (False, True)
    """
    return live < (1 - MAX_DELETED) * documents


def merge(segments: Sequence[Segment], write: Callable[[Buffer], object]) -> None:
    """Write one segment with the live documents of all, in their order."""
    out = ContainerWriter(write)
    doc_maps = _document_maps(segments)
    terms = _Terms(segments)
    lengths = {}
    used = [array("I", bytes(4 * len(terms.keys))) for _ in FIELDS]
    for number, field in enumerate(FIELDS):
        lengths[field] = _lengths(segments, field, out)
        if any(f"post.{field}" in segment.arrays for segment in segments):
            out.add_pieces(f"post.{field}", terms.postings(number, field, doc_maps, used[number]))
    write_dictionary(out, "terms", terms.keys, list(used))
    write_dictionary(out, "forms", terms.form_keys, [terms.form_term, terms.form_role, terms.form_count])
    columns = Columns()
    for segment in segments:
        columns.take(segment)
    header = columns.write(out)
    header["lengths"] = lengths
    out.finish(header)


def _document_maps(segments: Sequence[Segment]) -> list[array[int]]:
    maps, base = [], 0
    for segment in segments:
        if segment.live is None:
            numbers = array("I", range(base, base + segment.documents))
            base += segment.documents
        else:
            numbers = array("I")
            for doc in range(segment.documents):
                if segment.is_live(doc):
                    numbers.append(base)
                    base += 1
                else:
                    numbers.append(NONE)
        maps.append(numbers)
    return maps


def _lengths(segments: Sequence[Segment], field: str, out: ContainerWriter) -> tuple[int, int]:
    """Write the length columns of a field; return its words and parts."""
    totals = {"len": 0, "parts": 0}
    for kind, name in ((Segment.lengths, "len"), (Segment.part_lengths, "parts")):
        columns = [kind(segment, field) for segment in segments]
        if not any(column is not None for column in columns):
            continue
        joined = array("I")
        for segment, column in zip(segments, columns, strict=True):
            values = column if column is not None else array("I", bytes(4 * segment.documents))
            if segment.live is None:
                joined.frombytes(
                    bytes(values.cast("B")) if isinstance(values, memoryview) else values.tobytes()
                )
            else:
                joined.extend(values[doc] for doc in range(segment.documents) if segment.is_live(doc))
        out.add(f"{name}.{field}", joined.tobytes())
        totals[name] = sum(joined)
    return totals["len"], totals["parts"]


class _Terms:
    """The joined dictionaries, and where each segment's numbers have gone: those of words in live documents."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        gone = [None if segment.live is None else _gone(segment) for segment in segments]
        keys: list[Sequence[bytes | None]] = [segment.terms.all_keys() for segment in segments]
        for number, some in enumerate(gone):
            if some:
                keys[number] = [
                    None if lost else key for key, lost in zip(keys[number], some.terms, strict=True)
                ]
        self.keys, self.new = _joined(keys)
        del keys
        self.old = []
        for new in self.new:
            old = array("I", [NONE]) * len(self.keys)
            for number, target in enumerate(new):
                if target != NONE:
                    old[target] = number
            self.old.append(old)
        self._forms(segments, gone)

    def _forms(self, segments: Sequence[Segment], gone: Sequence[_Gone | None]) -> None:
        """Join the exact forms, number them anew within their terms, and note what became of each old role."""
        columns = [_form_columns(segment, len(new)) for segment, new in zip(segments, self.new, strict=True)]
        keys: list[Sequence[bytes | None]] = [segment.forms.all_keys() for segment in segments]
        for number, some in enumerate(gone):
            if some:
                terms, roles, all_counts = columns[number]
                left = array("I", map(some.left, terms, roles, all_counts))
                columns[number] = terms, roles, memoryview(left)
                keys[number] = [key if there else None for key, there in zip(keys[number], left, strict=True)]
        self.form_keys, forms = _joined(keys)
        del keys
        self.form_term = array("I", [NONE]) * len(self.form_keys)
        counts = [0] * len(self.form_keys)
        for new, mine, (terms, _, occurrences) in zip(self.new, forms, columns, strict=True):
            for form, term, occurs in zip(mine, terms, occurrences, strict=True):
                if form == NONE:
                    continue
                # A form has one term; where segments disagree (another analysis), the first decides.
                if self.form_term[form] == NONE:
                    self.form_term[form] = new[term]
                counts[form] += occurs
        self.form_count = array("I", (min(occurs, NONE) for occurs in counts))
        self.form_role = array("I")
        next_role = array("I", [ROLE_FIRST]) * len(self.keys)
        for term in self.form_term:
            self.form_role.append(next_role[term])
            next_role[term] += 1
        self.role_offsets: list[array[int]] = []
        self.role_maps: list[array[int]] = []
        for new, mine, (terms, old_roles, _) in zip(self.new, forms, columns, strict=True):
            self._map_roles(new, mine, terms, old_roles)

    def _map_roles(
        self, new: array[int], forms: array[int], terms: memoryview, old_roles: memoryview
    ) -> None:
        """Note what became of the roles of one segment."""
        sizes = array("I", [ROLE_FIRST]) * len(new)
        for term, role in zip(terms, old_roles, strict=True):
            if role >= sizes[term]:
                sizes[term] = role + 1
        offsets = array("I", accumulate(sizes, initial=0))
        roles = array("I", [ROLE_OTHER]) * offsets[-1]
        for start in offsets[:-1]:
            roles[start] = ROLE_PART
        for form, term, role in zip(forms, terms, old_roles, strict=True):
            if form != NONE and self.form_term[form] == new[term]:
                roles[offsets[term] + role] = self.form_role[form]
        self.role_offsets.append(offsets)
        self.role_maps.append(roles)

    def postings(
        self, number: int, field: str, doc_maps: Sequence[array[int]], lengths: array[int]
    ) -> Iterator[bytes]:
        """The joined records of a field in pieces; their lengths are noted in `lengths`."""
        sources: list[Source] = []
        for i, segment in enumerate(self.segments):
            values, sums = segment.terms.all_values()[number]
            offsets = array("Q", sums)
            if not offsets:
                continue
            offsets.append(offsets[-1] + _u32(values)[-1])
            blob = segment.all_postings(field, offsets[-1])
            if blob is not None:
                sources.append(
                    (blob, offsets, self.old[i], doc_maps[i], self.role_offsets[i], self.role_maps[i])
                )
        for piece in join(sources, lengths):
            yield piece
            for segment in self.segments:
                segment.file.let_go()


class _Gone(NamedTuple):
    """What a segment has in deleted documents: the terms that are nowhere else, and how often each form is there."""

    terms: bytearray
    forms: Counter[tuple[int, int]]

    def left(self, term: int, role: int, count: int) -> int:
        """How often a form occurs in live documents."""
        return count - self.forms[term, role]


def _gone(segment: Segment) -> _Gone:
    deleted = set(segment.deleted())
    terms = bytearray(b"\1") * len(segment.terms)
    forms: Counter[tuple[int, int]] = Counter()
    for number, (_, sizes, offsets) in enumerate(segment.terms.items()):
        for field, start, size in zip(FIELDS, offsets, sizes, strict=True):
            blob = segment.postings(field, start, start + size) if size else None
            if blob is None:
                continue
            docs, counts, _, _, roles = map(
                _u32, kernel.decode(blob[start : start + size], segment.documents)
            )
            if deleted.isdisjoint(docs):
                terms[number] = 0
                continue
            there = roles_in(deleted.__contains__, docs, counts, roles)
            if len(there) < len(roles):
                terms[number] = 0
            for role, occurs in Counter(there).items():
                forms[number, role] += occurs
    return _Gone(terms, forms)


def _joined(keys: Sequence[Sequence[bytes | None]]) -> tuple[list[bytes], list[array[int]]]:
    """All keys, sorted, and the number of each in them; NONE for those that are None."""
    joined = sorted(key for key in set().union(*keys) if key is not None)
    number_of: dict[bytes | None, int] = dict(zip(joined, count()))
    number_of[None] = NONE
    return joined, [array("I", map(number_of.__getitem__, names)) for names in keys]


def _form_columns(segment: Segment, n_terms: int) -> tuple[memoryview, memoryview, memoryview]:
    """The terms, roles and occurrences of all forms; IndexDamagedError for numbers that nothing can have."""
    terms, roles, counts = (_u32(values) for values, _ in segment.forms.all_values())
    if max(terms, default=-1) >= n_terms or max(roles, default=0) >= ROLE_FIRST + len(roles):
        raise damaged(segment.file)
    return terms, roles, counts


def _u32(raw: bytes) -> memoryview:
    return memoryview(raw).cast("I")
