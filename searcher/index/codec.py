"""The codec: lets any program that uses Whoosh open the index folder and search it.

Whoosh finds a table of contents (a pickle, which `searcher` writes and never reads) whose segments name this codec.
Stock queries then run on our arrays: in the fields title, lead, headings and body the terms are the stems, and each
exact form with "=" before it; id and path are single terms; date_from and date_to are numbers (`date.toordinal`).
The table of contents carries the checksums of its files: what Whoosh reads through this codec is verified, too.
"""

from __future__ import annotations

import io
import pickle
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from searcher.analysis import german
from searcher.errors import IndexFolderError
from searcher.index.manifest import FileEntry
from searcher.index.schema import EXACT_MARK, FIELD_NUMBER
from searcher.index.segment import Segment
from searcher.index.snapshot import open_file
from searcher.index.whoosh_api import (
    ID,
    NUMBER_SIZES,
    NUMERIC,
    STORED,
    TEXT,
    TOC_VERSION,
    VERSION,
    Automata,
    Codec,
    FieldCursor,
    ListMatcher,
    PerDocumentReader,
    Schema,
    StructFile,
    TermInfo,
    TermsReader,
    WhooshAnalyzer,
    WhooshSegment,
    WhooshToken,
)
from searcher.kernel import kernel
from searcher.model import FIELDS

_MARK = EXACT_MARK.encode()
_BYTE_ORDER = -12345  # what Whoosh writes to know the byte order by


class GermanAnalyzer(WhooshAnalyzer):  # type: ignore[misc]  # Whoosh is untyped
    """The German chain as a Whoosh analyzer: one token for each term, parts of compounds at their word's position."""

    def __init__(self, *, compounds: bool = True) -> None:
        self.compounds = compounds

    def __call__(self, value: str, positions: bool = False, chars: bool = False, **_: Any) -> Iterator[Any]:  # noqa: FBT001, FBT002  # Whoosh's signature
        """Yield Whoosh's one changing token."""
        shared = WhooshToken(positions, chars)
        for token in german(compounds=self.compounds).tokens(value):
            shared.text, shared.original, shared.stopped, shared.boost = token.term, token.exact, False, 1.0
            shared.pos, shared.startchar, shared.endchar = token.position, token.start, token.end
            yield shared


def schema(*, compounds: bool = True) -> Any:
    """The Whoosh schema of the index."""
    analyzer = GermanAnalyzer(compounds=compounds)
    texts = {field: TEXT(analyzer=analyzer, phrase=True) for field in FIELDS}
    return Schema(
        id=ID(stored=True, unique=True),
        path=ID(stored=True),
        date=STORED,
        text=STORED,
        date_from=NUMERIC(int, 32),
        date_to=NUMERIC(int, 32),
        **texts,
    )


class ArraySegment(WhooshSegment):  # type: ignore[misc]
    """One of our segments as Whoosh's table of contents lists it."""

    def __init__(self, entry: FileEntry, documents: int, live: bytes | None) -> None:
        super().__init__("MAIN")
        self.segid = entry.name.partition(".")[0]
        # A plain tuple, because it is pickled: reading it needs no class of ours.
        self.entry: tuple[str, int, bytes] = (entry.name, entry.size, entry.sums)
        self.documents, self.live = documents, live

    def codec(self) -> ArrayCodec:
        """The codec that reads it."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """All documents, deleted ones too."""
        return self.documents

    def deleted_count(self) -> int:
        """How many are deleted."""
        return 0 if self.live is None else self.documents - int.from_bytes(self.live, "little").bit_count()

    def deleted_docs(self) -> set[int]:
        """Which are deleted."""
        return {doc for doc in range(self.documents) if self.is_deleted(doc)}

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return self.live is not None and not self.live[docnum >> 3] >> (docnum & 7) & 1

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002
        """Refuse: only `searcher index` changes the index."""
        raise IndexFolderError("this index is changed with `searcher index` only")

    def set_doc_count(self, doccount: int) -> None:  # noqa: ARG002
        """Refuse: only `searcher index` changes the index."""
        raise IndexFolderError("this index is changed with `searcher index` only")

    def open(self, storage: Any) -> Segment:
        """Open the segment's file, to be verified as it is read."""
        return Segment(open_file(str(storage.folder), FileEntry(*self.entry)), self.live)


class ArrayCodec(Codec):  # type: ignore[misc]
    """Makes Whoosh's readers over our arrays."""

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayDocuments:
        """The documents."""
        return ArrayDocuments(segment, segment.open(storage))

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTerms:
        """The terms and their postings."""
        return ArrayTerms(segment.open(storage))

    def automata(self, storage: Any, segment: ArraySegment) -> Any:  # noqa: ARG002
        """Whoosh's own: they need a cursor only."""
        return Automata()


class ArrayDocuments(PerDocumentReader):  # type: ignore[misc]
    """Lengths and stored fields."""

    def __init__(self, listed: ArraySegment, segment: Segment) -> None:
        self._listed, self._segment = listed, segment

    def close(self) -> None:
        """Nothing to do: the memory goes with the reader."""

    def doc_count(self) -> int:
        """The live documents."""
        return self._segment.live_documents

    def doc_count_all(self) -> int:
        """All documents."""
        return self._segment.documents

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return self._segment.live_documents < self._segment.documents

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return not self._segment.is_live(docnum)

    def deleted_docs(self) -> set[int]:
        """Which are deleted."""
        return self._listed.deleted_docs()

    def supports_columns(self) -> bool:
        """Whoosh's columns are not kept: our own serve sorting and facets."""
        return False

    def has_column(self, fieldname: str) -> bool:  # noqa: ARG002
        """No."""
        return False

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The words of a field of one document."""
        lengths = self._segment.lengths(fieldname) if fieldname in FIELDS else None
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """The words of a field of all documents."""
        lengths = self._segment.lengths(fieldname) if fieldname in FIELDS else None
        return 0 if lengths is None else sum(lengths)

    def min_field_length(self, fieldname: str) -> int:
        """The fewest words of a field."""
        lengths = self._segment.lengths(fieldname) if fieldname in FIELDS else None
        return 0 if lengths is None else min(lengths, default=0)

    def max_field_length(self, fieldname: str) -> int:
        """The most words of a field."""
        lengths = self._segment.lengths(fieldname) if fieldname in FIELDS else None
        return 0 if lengths is None else max(lengths, default=0)

    def has_vector(self, docnum: int, fieldname: str) -> bool:  # noqa: ARG002
        """No."""
        return False

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """What a hit shows."""
        segment, date = self._segment, self._segment.date(docnum)
        found: dict[str, Any] = {
            "id": segment.ids[docnum],
            "path": segment.source(docnum)[1],
            "title": segment.titles[docnum],
            "text": segment.stored(docnum).text,
        }
        if date is not None:
            found |= {"date": date.given, "date_from": date.first, "date_to": date.last}
        return found


class _Postings:
    """The postings of one term, decoded."""

    def __init__(self, docs: Sequence[int], weights: Sequence[float], positions: Sequence[list[int]]) -> None:
        self.docs, self.weights, self.positions = docs, weights, positions


class ArrayMatcher(ListMatcher):  # type: ignore[misc]
    """A term's postings; positions come as lists, without Whoosh's (pickled) encoding."""

    def __init__(self, postings: _Postings, format_: Any, scorer: Any, term: Any, info: Any) -> None:
        super().__init__(
            postings.docs, weights=postings.weights, format=format_, scorer=scorer, term=term, terminfo=info
        )
        self._postings = postings

    def copy(self) -> ArrayMatcher:
        """Another matcher at the same place."""
        twin = ArrayMatcher(self._postings, self._format, self._scorer, self._term, self._terminfo)
        twin._i = self._i
        return twin

    def supports(self, astype: str) -> bool:
        """What `value_as` can give."""
        return astype in ("frequency", "weight", "positions")

    def value_as(self, astype: str) -> Any:
        """The current posting's positions, frequency or weight."""
        if astype == "positions":
            return self._postings.positions[self._i]
        weight = self._postings.weights[self._i]
        return int(weight) if astype == "frequency" else weight

    def value(self) -> list[int]:
        """The current posting's positions."""
        return self._postings.positions[self._i]


class ArrayTerms(TermsReader):  # type: ignore[misc]
    """Terms of all indexed fields, sorted by field and bytes."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self._texts = tuple(field for field in FIELDS if segment.lengths(field) is not None)

    def close(self) -> None:
        """Nothing to do: the memory goes with the reader."""

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return ["date_from", "date_to", "id", "path", *self._texts]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) is not None

    @cached_property
    def _single(self) -> dict[str, dict[bytes, list[int]]]:
        """The fields whose terms are whole values: value -> documents."""
        segment = self.segment
        found: dict[str, dict[bytes, list[int]]] = {
            name: {} for name in ("id", "path", "date_from", "date_to")
        }
        number = NUMERIC(int, 32)
        for doc in range(segment.documents):
            found["id"].setdefault(segment.ids.raw(doc), []).append(doc)
            found["path"].setdefault(segment.source(doc)[1].lower().encode(), []).append(doc)
            if segment.first[doc]:
                for name, day in (("date_from", segment.first[doc]), ("date_to", segment.last[doc])):
                    for text, *_ in number.index(day):
                        found[name].setdefault(text, []).append(doc)
        return found

    def _keys(self, field: str) -> list[bytes]:
        """The sorted terms of a field."""
        if field not in self._lexicons:
            if field not in FIELD_NUMBER:
                keys = sorted(self._single.get(field, ()))
            else:
                number = FIELD_NUMBER[field]
                present = {}
                for position, (key, lengths, _) in enumerate(self.segment.terms.items()):
                    if lengths[number]:
                        present[position] = key
                keys = list(present.values())
                for form, (term, _, _), _ in self.segment.forms.items():
                    # The term may be in the field and this form of it not.
                    if term in present and self._find(field, _MARK + form) is not None:
                        keys.append(_MARK + form)
                keys.sort()
            self._lexicons[field] = keys
        return self._lexicons[field]

    @cached_property
    def _lexicons(self) -> dict[str, list[bytes]]:
        return {}

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All (field, term)."""
        for field in sorted(self.indexed_field_names()):
            for key in self._keys(field):
                yield field, key

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """All (field, term) from a place on."""
        for field in sorted(self.indexed_field_names()):
            if field >= fieldname:
                keys = self._keys(field)
                start = bisect_left(keys, prefix) if field == fieldname else 0
                for key in keys[start:]:
                    yield field, key

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """All terms with their numbers."""
        for term in self.terms():
            yield term, self.term_info(*term)

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """All terms from a place on, with their numbers."""
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """Walk the terms of a field."""
        return ArrayCursor(self, fieldname, fieldobj, self._keys(fieldname))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """Frequencies of a term; KeyError if there is none."""
        postings = self._find(fieldname, text)
        if postings is None:
            raise KeyError((fieldname, text))
        lengths = self.segment.lengths(fieldname) if fieldname in FIELD_NUMBER else None
        of_docs = [lengths[doc] for doc in postings.docs] if lengths is not None else [1]
        return TermInfo(
            weight=float(sum(postings.weights)),
            df=len(postings.docs),
            minlength=min(of_docs),
            maxlength=max(of_docs),
            maxweight=max(postings.weights),
            minid=postings.docs[0],
            maxid=postings.docs[-1],
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term occurs."""
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents hold a term."""
        return int(self.term_info(fieldname, text).doc_frequency())

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """The postings of a term; KeyError if there is none."""
        postings = self._find(fieldname, text)
        if postings is None:
            raise KeyError((fieldname, text))
        return ArrayMatcher(postings, format_, scorer, (fieldname, text), self.term_info(fieldname, text))

    def _find(self, field: str, text: bytes) -> _Postings | None:
        if field not in FIELD_NUMBER:
            docs = self._single.get(field, {}).get(text)
            return None if docs is None else _Postings(docs, [1.0] * len(docs), [[0]] * len(docs))
        number = FIELD_NUMBER[field]
        role = None
        if text.startswith(_MARK):
            form = self.segment.forms.find(text[len(_MARK) :])
            if form is None:
                return None
            term, role, _ = form[1]
            _, lengths, offsets = self.segment.terms.at(term)
        else:
            found = self.segment.terms.find(text)
            if found is None:
                return None
            _, lengths, offsets = found
        if not lengths[number]:
            return None
        start = offsets[number]
        blob = self.segment.postings(field, start, start + lengths[number])
        if blob is None:
            return None
        return _decoded(blob[start : start + lengths[number]], self.segment.documents, role)


class ArrayCursor(FieldCursor):  # type: ignore[misc]
    """A place among the sorted terms of a field."""

    def __init__(self, terms: ArrayTerms, field: str, fieldobj: Any, keys: list[bytes]) -> None:
        self._terms, self._field, self._fieldobj, self._keys, self._at = terms, field, fieldobj, keys, 0

    def first(self) -> Any:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Go to the first term that is not before the string."""
        key = string if isinstance(string, bytes) else self._fieldobj.to_bytes(string)
        self._at = bisect_left(self._keys, key)
        return self.text()

    def next(self) -> Any:
        """Go on."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """The current term, None at the end."""
        return self._fieldobj.from_bytes(self._keys[self._at]) if self.is_valid() else None

    def term_info(self) -> Any:
        """The current term's numbers."""
        return self._terms.term_info(self._field, self._keys[self._at])

    def is_valid(self) -> bool:
        """Whether there is a current term."""
        return self._at < len(self._keys)


def _decoded(record: memoryview, documents: int, role: int | None) -> _Postings | None:
    docs, freqs, _, positions, roles = (array("I", part) for part in kernel.decode(record, documents))
    kept: list[int] = []
    places: list[list[int]] = []
    at = 0
    for doc, freq in zip(docs, freqs, strict=True):
        mine = positions[at : at + freq]
        chosen = mine.tolist()
        if role is not None:
            chosen = [place for place, own in zip(mine, roles[at : at + freq], strict=True) if own == role]
        if chosen:
            kept.append(doc)
            places.append(chosen)
        at += freq
    return _Postings(kept, [float(len(place)) for place in places], places) if kept else None


def toc_bytes(
    generation: int, segments: Sequence[tuple[FileEntry, int, bytes | None]], *, compounds: bool
) -> bytes:
    """Whoosh's table of contents for these segments: (file, documents, bits of the live ones or None)."""
    out = io.BytesIO()
    stream = StructFile(out)
    for size in NUMBER_SIZES:
        stream.write_varint(size)
    stream.write_int(_BYTE_ORDER)
    stream.write_int(TOC_VERSION)
    for number in VERSION[:3]:
        stream.write_varint(number)
    stream.write_string(pickle.dumps(schema(compounds=compounds), 2))
    stream.write_int(generation)
    stream.write_int(0)  # unused by Whoosh
    stream.write_pickle([ArraySegment(*segment) for segment in segments])
    return out.getvalue()
