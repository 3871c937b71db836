"""Segments to one segment: postings are renumbered and joined term by term, stored blocks are copied as they are."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence

from searcher.index.columns import Columns
from searcher.index.container import Buffer, ContainerWriter
from searcher.index.invert import write_dictionary
from searcher.index.postings import Source, join
from searcher.index.schema import N_FIELDS
from searcher.index.segment import Segment
from searcher.kernel import ROLE_FIRST, ROLE_OTHER, ROLE_PART
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
    # Forms of which every occurrence is gone stay out.
    kept = [n for n, count in enumerate(terms.form_count) if count]
    write_dictionary(
        out,
        "forms",
        [terms.form_keys[n] for n in kept],
        [
            array("I", [column[n] for n in kept])
            for column in (terms.form_term, terms.form_role, terms.form_count)
        ],
    )
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
    """The joined dictionaries, and where each segment's numbers have gone."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        keys: list[list[bytes]] = []
        self.offsets: list[list[array[int]]] = []
        for segment in segments:
            names = []
            offsets = [array("Q") for _ in range(N_FIELDS)]
            lengths = (0,) * N_FIELDS
            sums = lengths
            for key, lengths, sums in segment.terms.items():  # noqa: B007 - the last ones end the columns
                names.append(key)
                for column, value in zip(offsets, sums, strict=True):
                    column.append(value)
            for column, value, size in zip(offsets, sums, lengths, strict=True):
                column.append(value + size)
            keys.append(names)
            self.offsets.append(offsets)
        self.keys = sorted(set().union(*keys)) if len(keys) > 1 else keys[0]
        number_of = {key: number for number, key in enumerate(self.keys)}
        self.new = [[number_of[key] for key in names] for names in keys]
        self.old = []
        for new in self.new:
            old = array("I", [NONE]) * len(self.keys)
            for number, target in enumerate(new):
                old[target] = number
            self.old.append(old)
        self._forms(segments)

    def _forms(self, segments: Sequence[Segment]) -> None:
        """Join the exact forms, number them anew within their terms, and note what became of each old role."""
        owner: dict[bytes, int] = {}
        counts: dict[bytes, int] = {}
        seen: list[list[tuple[bytes, int, int]]] = []
        for segment, new in zip(segments, self.new, strict=True):
            mine = []
            for key, (term, role, count), _ in segment.forms.items():
                # A form has one term; where segments disagree (another analysis), the first decides.
                owner.setdefault(key, new[term])
                counts[key] = counts.get(key, 0) + count
                mine.append((key, term, role))
            seen.append(mine)
        self.form_keys = sorted(owner)
        self.form_term = array("I", (owner[key] for key in self.form_keys))
        self.form_role = array("I")
        next_role = [ROLE_FIRST] * len(self.keys)
        for term in self.form_term:
            self.form_role.append(next_role[term])
            next_role[term] += 1
        role_of = dict(zip(self.form_keys, self.form_role, strict=True))
        self.form_count = array("I", (min(counts[key], NONE) for key in self.form_keys))
        self.role_offsets, self.role_maps = [], []
        for new, mine in zip(self.new, seen, strict=True):
            by_term: list[list[int]] = [[ROLE_PART, ROLE_OTHER] for _ in new]
            for key, term, role in mine:
                roles = by_term[term]
                roles.extend([ROLE_OTHER] * (role + 1 - len(roles)))
                roles[role] = role_of[key] if owner[key] == new[term] else ROLE_OTHER
            offsets, flat = array("I", [0]), array("I")
            for roles in by_term:
                flat.extend(roles)
                offsets.append(len(flat))
            self.role_offsets.append(offsets)
            self.role_maps.append(flat)

    def postings(
        self, number: int, field: str, doc_maps: Sequence[array[int]], lengths: array[int]
    ) -> Iterator[bytes]:
        """The joined records of a field in pieces; their lengths are noted in `lengths`."""
        sources: list[Source] = []
        for i, segment in enumerate(self.segments):
            offsets = self.offsets[i][number]
            blob = segment.postings(field, 0, offsets[-1]) if len(offsets) else None
            if blob is not None:
                sources.append(
                    (blob, offsets, self.old[i], doc_maps[i], self.role_offsets[i], self.role_maps[i])
                )
        yield from join(sources, lengths)
