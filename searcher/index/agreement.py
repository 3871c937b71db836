"""Do the parts of a segment agree? For `searcher check`: checksums tell of damage, this tells of wrong contents."""

from __future__ import annotations

from array import array

from searcher.errors import IndexDamagedError
from searcher.index.segment import Segment
from searcher.kernel import ROLE_FIRST, kernel
from searcher.model import FIELDS, Problem

REMEDY = "build the index again with `searcher index --rebuild`"


def check_segment(name: str, segment: Segment) -> list[Problem]:
    """Compare postings, lengths, dictionaries, columns and stored documents with each other."""
    try:
        messages = [*_postings(segment), *_columns(segment)]
    except (IndexDamagedError, ValueError, UnicodeDecodeError, IndexError) as error:
        messages = [str(error)]
    return [Problem(name, message, REMEDY) for message in messages]


def _postings(segment: Segment) -> list[str]:
    """Each record can be decoded, terms ascend, and occurrences add up to the lengths of the fields."""
    found = []
    words = {field: array("Q", bytes(8 * segment.documents)) for field in FIELDS}
    parts = {field: array("Q", bytes(8 * segment.documents)) for field in FIELDS}
    roles: dict[tuple[int, int], int] = {}
    last = b""
    for number, (key, lengths, offsets) in enumerate(segment.terms.items()):
        if number and key <= last:
            found.append(f"the terms are not in order at number {number}")
        last = key
        for field, start, size in zip(FIELDS, offsets, lengths, strict=True):
            if not size:
                continue
            blob = segment.postings(field, start, start + size)
            if blob is None:
                found.append(f"a term of the field {field} has no postings")
                continue
            docs, freqs, part_freqs, _, of_role = kernel.decode(blob[start : start + size], segment.documents)
            for doc, freq, part in zip(
                array("I", docs), array("I", freqs), array("I", part_freqs), strict=True
            ):
                words[field][doc] += freq - part
                parts[field][doc] += part
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
    """Orders are permutations, ids are in order, and every document can be read."""
    found = []
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
    for doc in range(n):
        segment.source(doc)
        segment.date(doc)
    first = segment.column("store.first", "I")
    at = 0
    for number in range(len(first) - 1):
        documents = segment.store_block(number)
        if first[number] != at:
            found.append(f"block {number} of the stored documents is not where it should be")
            break
        found.extend(
            f"a stored document of block {number} has zones outside its text"
            for document in documents
            if any(not 0 <= zone.start <= zone.end <= len(document.text) for zone in document.zones)
        )
        at += len(documents)
    if at != n:
        found.append(f"{at} documents are stored instead of {n}")
    return found
