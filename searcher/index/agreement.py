"""Do the parts of a segment agree? For `searcher check`: checksums tell of damage, this tells of wrong contents."""

from __future__ import annotations

from array import array
from collections.abc import Container
from itertools import pairwise

from searcher.documents import date_or_none
from searcher.errors import IndexDamagedError
from searcher.index.columns import month, place
from searcher.index.invert import digest
from searcher.index.segment import Dictionary, Segment
from searcher.index.store import StoredDocument
from searcher.kernel import BLOCK, ROLE_FIRST, kernel
from searcher.model import FIELDS, Document, Problem

REMEDY = "build the index again with `searcher index --rebuild`"


def check_segment(name: str, segment: Segment, remembered: Container[str]) -> list[Problem]:
    """Compare postings, lengths, dictionaries, columns and stored documents with each other.

    remembered: the sources that the next build will look for; a document of another one would stay for ever.
    """
    try:
        segment.check_columns()
        messages = [
            *_dictionary("term", segment.terms),
            *_dictionary("word", segment.forms),
            *_postings(segment),
            *_columns(segment),
        ]
        lost = {
            segment.source(doc)[1] for doc in range(segment.documents) if _is_lost(segment, doc, remembered)
        }
        messages += [f"documents of {path!r}, of which nothing is remembered" for path in sorted(lost)]
    except (IndexDamagedError, ValueError, IndexError, OverflowError) as error:
        messages = [str(error)]
    return [Problem(name, message, REMEDY) for message in messages]


def _dictionary(kind: str, dictionary: Dictionary) -> list[str]:
    """Keys ascend and are found where they are, and the sums are those of the values."""
    last, sums, firsts = b"", [0] * dictionary.columns, []
    for number, (key, values, before) in enumerate(dictionary.items()):
        if number and key <= last:
            return [f"the {kind}s are not in order at number {number}"]
        if list(before) != sums or dictionary.find(key) != (number, values, before):
            return [f"the {kind} {key.decode('utf-8', 'replace')!r} is not found where it is"]
        last, sums = key, [total + value for total, value in zip(sums, values, strict=True)]
        if number % BLOCK == 0:
            firsts.append(key)
    starts = dictionary.key_offsets
    if [bytes(dictionary.keys[start:end]) for start, end in pairwise(starts)] != firsts or starts[0] != 0:
        return [f"the first {kind}s of the blocks are others"]
    if list(dictionary.sums[dictionary.n_blocks * dictionary.columns :]) != sums:
        return [f"the sums of the {kind}s are others"]
    return []


def _postings(segment: Segment) -> list[str]:
    """Each record can be decoded, and occurrences add up to the lengths of the fields."""
    found = []
    words = {field: array("Q", bytes(8 * segment.documents)) for field in FIELDS}
    parts = {field: array("Q", bytes(8 * segment.documents)) for field in FIELDS}
    empty = array("I", bytes(4 * segment.documents))
    roles: dict[tuple[int, int], int] = {}
    for number, (_, lengths, offsets) in enumerate(segment.terms.items()):
        for field, start, size in zip(FIELDS, offsets, lengths, strict=True):
            if not size:
                continue
            blob = segment.postings(field, start, start + size)
            if blob is None:
                found.append(f"a term of the field {field} has no postings")
                continue
            docs, freqs, part_freqs, raw_positions, of_role = kernel.decode(
                blob[start : start + size], segment.documents
            )
            positions, ends = array("I", raw_positions), 0
            length = segment.lengths(field) or empty
            for doc, freq, part in zip(
                array("I", docs), array("I", freqs), array("I", part_freqs), strict=True
            ):
                words[field][doc] += freq - part
                parts[field][doc] += part
                ends += freq
                if positions[ends - 1] >= length[doc]:  # they ascend in each document
                    return [f"a term of the field {field} stands behind its end"]
            for role in array("I", of_role):
                roles[number, role] = roles.get((number, role), 0) + 1
    return [*found, *_lengths(segment, words, parts), *_forms(segment, roles)]


def _lengths(segment: Segment, words: dict[str, array[int]], parts: dict[str, array[int]]) -> list[str]:
    """The lengths of the fields are what the postings of each document add up to."""
    found = []
    for field in FIELDS:
        column = segment.part_lengths(field)
        expected = column if column is not None else array("I", bytes(4 * segment.documents))
        if any(have != want for have, want in zip(parts[field], expected, strict=True)):
            found.append(f"the parts of compounds in the field {field} do not add up")
        lengths_ = segment.lengths(field)
        if lengths_ is None and any(words[field]):
            found.append(f"the field {field} has words and no lengths")
        totals = segment.header["lengths"][field]
        if list(totals) != [sum(lengths_) if lengths_ is not None else 0, sum(expected)]:
            found.append(f"the total length of the field {field} is wrong")
    return found


def _forms(segment: Segment, roles: dict[tuple[int, int], int]) -> list[str]:
    for form, (term, role, count), _ in segment.forms.items():
        if role < ROLE_FIRST or roles.get((term, role), 0) > count or (term, role) not in roles:
            return [f"the word {form.decode('utf-8', 'replace')!r} has no occurrences or too many"]
    known = {(term, role) for _, (term, role, _), _ in segment.forms.items()}
    if any(role >= ROLE_FIRST and (term, role) not in known for term, role in roles):
        return ["an occurrence stands for no word"]
    return []


def _columns(segment: Segment) -> list[str]:
    """Orders are permutations, ids are in order, and every document is what it was made from."""
    found = []
    for texts in (segment.ids, segment.titles, segment.sources, segment.places):
        texts.check_ends()
    n = segment.documents
    if sorted(segment.order) != list(range(n)) or any(
        segment.order[r] != d for d, r in enumerate(segment.ranks)
    ):
        found.append("the order of the documents is no order")
        return found
    ids = [segment.ids.raw(doc) for doc in segment.order]
    if ids != sorted(ids):
        found.append("the documents are not ordered by id")
    live = [segment.ids[doc] for doc in range(n) if segment.is_live(doc)]
    if len(set(live)) != len(live):
        found.append("an id is there twice")
    first = segment.column("store.first", "I")
    for number in range(len(first) - 1):
        documents = segment.store_block(number)
        if len(documents) != first[number + 1] - first[number]:
            found.append(f"block {number} of the stored documents does not hold those that it should")
            break
        found.extend(
            f"the document {segment.ids[doc]!r} is not what it was made from"
            for doc, stored in enumerate(documents, first[number])
            if not _is_whole(segment, doc, stored)
        )
    return found


def _is_lost(segment: Segment, doc: int, remembered: Container[str]) -> bool:
    return segment.is_live(doc) and segment.source(doc)[0] not in remembered


def _is_whole(segment: Segment, doc: int, stored: StoredDocument) -> bool:
    """Whether the columns and the stored text of a document have the digest that its source had."""
    (source, path), date, doc_id = segment.source(doc), segment.date(doc), segment.ids[doc]
    text, title = stored.text, segment.titles[doc]
    document = Document(doc_id, path, source, title, text, stored.zones, date, stored.encoding, stored.meta)
    months = segment.months[doc]
    return (
        digest(document) == segment.digests[doc]
        and all(0 <= zone.start <= zone.end <= len(text) for zone in stored.zones)
        and segment.encodings[segment.encoding_of[doc]] == stored.encoding
        and segment.places[segment.place_of[doc]] == place(source, doc_id, path)
        and (date is None or date_or_none(date.given) == date)
        and months == (month(date) + 1 - segment.month_base if date else 0)
    )
