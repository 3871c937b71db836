"""An opened index as ranking sees it: segments, and statistics over all their live documents."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from typing import Literal

from searcher.index.postings import roles_in
from searcher.index.schema import FIELD_NUMBER, PART_WEIGHT
from searcher.index.segment import FORM_COLUMNS, FORM_COUNT, FORM_ROLE, Segment, TermEntry, damaged
from searcher.kernel import ROLE_ALL, ROLE_PART, kernel
from searcher.model import FIELDS
from searcher.search.bm25 import RANKING

# Far more words than an ordinary wildcard or fuzzy word means; beyond it memory would not be bounded.
MAX_FORMS = 100_000


class View:
    """All segments of one commit. Statistics count live documents only."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.documents = sum(segment.live_documents for segment in segments)

    @cached_property
    def average(self) -> dict[str, float]:
        """The mean length of each field, in words; a part of a compound counts PART_WEIGHT."""
        return {
            field: sum(self._length(segment, field) for segment in self.segments) / max(1, self.documents)
            for field in FIELDS
        }

    def words(self) -> int:
        """The words of all live documents."""
        total = 0
        for segment in self.segments:
            for field in FIELDS:
                lengths = segment.lengths(field)
                if lengths is None:
                    continue
                total += segment.header["lengths"][field][0]
                total -= sum(lengths[doc] for doc in segment.deleted())
        return total

    def _length(self, segment: Segment, field: str) -> float:
        words, parts = segment.header["lengths"][field]
        if segment.live is not None and words:
            lengths, part_lengths = segment.lengths(field), segment.part_lengths(field)
            for doc in segment.deleted():
                words -= lengths[doc] if lengths else 0
                parts -= part_lengths[doc] if part_lengths else 0
        return float(words) + PART_WEIGHT * float(parts)

    @cached_property
    def _norms(self) -> dict[tuple[int, str], bytes]:
        return {}

    @cached_property
    def _columns(self) -> dict[tuple[int, tuple[str, ...]], list[tuple[int, str, bytes]]]:
        return {}

    def columns(self, number: int, fields: tuple[str, ...]) -> list[tuple[int, str, bytes]]:
        """(number, name, `norms`) of those of the fields that have words in a segment."""
        found = self._columns.get((number, fields))
        if found is None:
            segment = self.segments[number]
            found = self._columns[number, fields] = [
                (FIELD_NUMBER[field], field, self.norms(number, field))
                for field in fields
                if segment.postings(field, 0, 0) is not None
            ]
        return found

    def before(self, number: int, fields: tuple[str, ...]) -> list[bytes | memoryview | None]:
        """For each of `columns` what stands in a segment's texts before it, as `kernel.first_places` takes it.

        A title is no text; the lead stands before the body; a heading's words are counted among the headings.
        """
        found = self._before.get((number, fields))
        if found is None:
            lead = self.segments[number].lengths("lead")
            added: dict[str, bytes | memoryview | None] = {
                "title": None,
                "body": b"" if lead is None else lead,
            }
            found = self._before[number, fields] = [
                added.get(field, b"") for _, field, _ in self.columns(number, fields)
            ]
        return found

    @cached_property
    def _before(self) -> dict[tuple[int, tuple[str, ...]], list[bytes | memoryview | None]]:
        return {}

    def norms(self, number: int, field: str) -> bytes:
        """For each document of a segment: the field's weight over its normalised length (f32)."""
        found = self._norms.get((number, field))
        if found is None:
            segment = self.segments[number]
            weight, b = RANKING[field]
            lengths = segment.lengths(field)
            found = kernel.norms(
                lengths if lengths is not None else bytes(4 * segment.documents),
                segment.part_lengths(field),
                PART_WEIGHT,
                weight,
                b,
                self.average[field],
            )
            self._norms[number, field] = found
        return found

    @cached_property
    def gram_counts(self) -> tuple[int, bytes]:
        """All letter 4-grams of the indexed words, and how often each stands there (u32[2**20]).

        Deleted documents count, too. 50 ms for 300,000 words, once for an opened index.
        """
        dictionaries = []
        for segment in self.segments:
            segment.forms.check_blocks(0, segment.forms.n_blocks)
            dictionaries.append((segment.forms.blocks, segment.forms.offsets))
        return kernel.count_grams(dictionaries, FORM_COLUMNS, FORM_COUNT)

    def known(self, form: str) -> int:
        """How often an exact form occurs."""
        key, total = form.encode("utf-8", "surrogatepass"), 0
        for segment in self.segments:
            found = segment.forms.find(key)
            if found is not None:
                total += found[1][FORM_COUNT]
        return total

    def fits(self, pattern: str) -> bool:
        """Whether an exact form fits a truncated word."""
        raw = pattern.encode("utf-8", "surrogatepass")
        return any(segment.forms.matching(raw, most=1) for segment in self.segments)

    def distinct(self, kind: Literal["terms", "forms"]) -> int:
        """The number of different terms or exact forms, those of deleted documents among them."""
        if not self.segments:
            return 0
        largest, *others = sorted(
            (segment.dictionary(kind) for segment in self.segments), key=len, reverse=True
        )
        further = {key for dictionary in others for key in dictionary.keys_of(range(len(dictionary)))}
        return len(largest) + sum(largest.find(key) is None for key in further)

    def forms_of(self, term: str) -> tuple[dict[str, int], int]:
        """The exact forms whose own term this is, how often each occurs, and how often the term is in compounds."""
        counts: dict[str, int] = {}
        in_compounds = 0
        for segment in self.segments:
            entry = segment.term(term)
            if entry is None:
                continue
            roles = self._roles(segment, entry)
            in_compounds += roles[ROLE_PART]
            forms = segment.forms
            values = forms.matching(b"*")
            terms = values[0::FORM_COLUMNS].tobytes()
            numbers = list(_places_of(entry.number, terms))
            for number, key in zip(numbers, forms.keys_of(numbers), strict=True):
                occurs = roles[values[number * FORM_COLUMNS + FORM_ROLE]]
                if occurs:
                    form = key.decode("utf-8", "replace")
                    counts[form] = counts.get(form, 0) + occurs
        return counts, in_compounds

    def occurrences(self, form: str) -> int:
        """How often an exact form occurs in live documents."""
        total = 0
        for segment in self.segments:
            found = segment.form(form)
            if found is None:
                continue
            if segment.live is None:
                total += found.occurrences
            else:
                _, lengths, offsets = segment.terms.at(found.term)
                total += self._roles(segment, TermEntry(found.term, offsets, lengths))[found.role]
        return total

    def _roles(self, segment: Segment, entry: TermEntry) -> Counter[int]:
        """How often a term has each of its roles in live documents."""
        roles: Counter[int] = Counter()
        for field, start, size in zip(FIELDS, entry.offsets, entry.lengths, strict=True):
            blob = segment.postings(field, start, start + size) if size else None
            if blob is None:
                continue
            columns = kernel.decode(blob[start : start + size], segment.documents)
            docs, counts, _, _, found = (memoryview(column).cast("I") for column in columns)
            roles.update(found if segment.live is None else roles_in(segment.is_live, docs, counts, found))
        return roles

    def documents_with(self, term: str, role: int = ROLE_ALL) -> int:
        """How many live documents hold a term in any field; role: only occurrences of that kind."""
        total = 0
        for segment in self.segments:
            entry = segment.term(term)
            if entry is not None:
                total += self._documents(segment, entry, role)
        return total

    def documents_with_form(self, form: str) -> int:
        """How many live documents hold a word in this exact form."""
        total = 0
        for segment in self.segments:
            found = segment.form(form)
            if found is not None:
                _, lengths, offsets = segment.terms.at(found.term)
                total += self._documents(segment, TermEntry(found.term, offsets, lengths), found.role)
        return total

    def _documents(self, segment: Segment, entry: TermEntry, role: int) -> int:
        groups = []
        for number, field in enumerate(FIELDS):
            start, size = entry.offsets[number], entry.lengths[number]
            if size:
                blob = segment.postings(field, start, start + size)
                if blob is None:
                    raise damaged(segment.file)
                ones = array("f", [1.0]) * segment.documents
                groups.append((blob, ones, array("Q", [start]), array("I", [size]), array("I", [role]), None))
        return len(kernel.leaf(segment.documents, segment.live, 1.0, groups)[0]) // 4 if groups else 0

    def similar(self, word: str, edits: int) -> list[tuple[str, int, int]]:
        """(form, edits, occurrences) of the exact forms within that many edits, nearest first."""
        found: dict[str, tuple[int, int]] = {}
        for segment in self.segments:
            forms = segment.forms
            forms.check_blocks(0, forms.n_blocks)
            for key, distance, values in kernel.fuzzy(
                forms.blocks,
                forms.offsets,
                forms.keys,
                forms.key_offsets,
                forms.columns,
                word.encode("utf-8", "replace"),
                edits,
                MAX_FORMS,
            ):
                form = key.decode("utf-8", "replace")
                found[form] = (distance, values[2] + (found[form][1] if form in found else 0))
        return sorted(
            ((form, distance, count) for form, (distance, count) in found.items()),
            key=lambda entry: (entry[1], -entry[2], entry[0]),
        )

    def with_prefix(self, prefix: str) -> Iterator[str]:
        """Yield the exact forms with the prefix, segment by segment."""
        key = prefix.encode("utf-8", "surrogatepass")
        for segment in self.segments:
            first = segment.forms.lower_bound(key)
            count = len(segment.forms.matching(key + b"*")) // FORM_COLUMNS
            for name in segment.forms.keys_of(range(first, first + count)):
                yield name.decode("utf-8", "replace")

    def beginning_with(self, prefix: str, limit: int) -> list[str]:
        """The most frequent exact forms with the prefix, equally frequent ones in the order of their letters."""
        if limit < 1 or not prefix or "*" in prefix or "?" in prefix:
            return []  # no word holds a mark of truncation
        key = prefix.encode("utf-8", "surrogatepass")
        counts = [segment.forms.matching(key + b"*")[FORM_COUNT::FORM_COLUMNS] for segment in self.segments]
        # So often do `limit` forms occur at least. A form that is as frequent in all segments together occurs in one
        # of them at least its share of that.
        enough = max((nlargest(limit, found)[-1] for found in counts if len(found) >= limit), default=0)
        share = enough / max(1, len(counts))
        forms = set[str]()
        for segment, found in zip(self.segments, counts, strict=True):
            first = segment.forms.lower_bound(key)  # the keys with one prefix follow each other
            numbers = [first + number for number, count in enumerate(found) if count >= share]
            forms.update(name.decode("utf-8", "replace") for name in segment.forms.keys_of(numbers))
        return sorted(forms, key=lambda form: (-self.known(form), form))[:limit]


def _places_of(number: int, numbers: bytes) -> Iterator[int]:
    """Where a number stands among many (u32)."""
    wanted = number.to_bytes(4, sys.byteorder)
    at = numbers.find(wanted)
    while at >= 0:
        if at % 4 == 0:
            yield at // 4
        at = numbers.find(wanted, at + 1)
