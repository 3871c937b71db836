"""Documents to a segment: words are collected as numbers and inverted all at once, in bounded memory.

Each distinct word is analysed once, however often it occurs.
"""

from __future__ import annotations

import gc
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import add
from typing import Any, NamedTuple, Protocol

from searcher.digests import blake2b
from searcher.index.columns import Columns
from searcher.index.container import Buffer, ContainerWriter
from searcher.index.postings import Source, join
from searcher.index.schema import FIELD_NUMBER
from searcher.index.store import encode_document
from searcher.kernel import ROLE_FIRST, ROLE_OTHER, kernel
from searcher.model import FIELDS, Document

# Of a run: 4 M words are some 24 MB of text and take 100 MB while they are inverted.
RUN_WORDS = 4_000_000

# Of a segment that is still in memory: what its runs and its stored texts take, and documents (of a sentence each;
# 1 KB in memory, whatever their size).
SEGMENT_BYTES = 160 << 20
SEGMENT_DOCUMENTS = 250_000

NONE = 0xFFFFFFFF

# Of a lexicon: some 250 MB with their terms and forms.
WORDS_KEPT = 1_000_000

# Words that are learnt, and their parts: long enough for what finds the parts to be in the caches.
AT_A_TIME = 1 << 14


class Analyzer(Protocol):
    """What indexing needs of the analysis."""

    def word_rules(self) -> tuple[re.Pattern[str], str, str, str, Callable[[str, int, int], str | None]]:
        """What `kernel.Words` finds raw tokens with."""

    def words(self, raw: str) -> tuple[str, Sequence[str], str]:
        """The exact form of a raw token, those of the whole words meant (none, or it first), and what has its parts."""

    def names(self, exact: str) -> Sequence[str]:
        """The terms of a whole word."""

    def gather(
        self, compounds: Sequence[str], first: dict[str, bytes], last: dict[str, bytes]
    ) -> tuple[bytes, bytes]:
        """For each compound how many numbers (u32) its parts have, and all these numbers."""

    def first_terms(self, exact: str) -> Sequence[str]:
        """The terms of a part that others follow."""

    def last_terms(self, exact: str) -> Sequence[str]:
        """The terms of the last part."""


class _Terms(dict[str, int]):
    """The numbers of the terms, as they come; `next_roles`: of each the role that its next exact form will have."""

    def __init__(self) -> None:
        self.next_roles = array("I")

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        self.next_roles.append(ROLE_FIRST)
        return number


class _Parts(dict[str, bytes]):
    """The numbers (u32) of the terms of parts of compounds."""

    def __init__(self, analyze: Callable[[str], Sequence[str]], terms: _Terms) -> None:
        self._analyze, self._terms = analyze, terms

    def __missing__(self, part: str) -> bytes:
        found = self[part] = array("I", map(self._terms.__getitem__, self._analyze(part))).tobytes()
        return found


class Lexicon:
    """What the analysis makes of every word met so far: its terms and its exact form, numbered as they come.

    Every word is analysed once, however many documents and segments it occurs in.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self.words = kernel.Words(*analyzer.word_rules())
        self.terms = _Terms()
        self._first, self._last = (
            _Parts(analyze, self.terms) for analyze in (analyzer.first_terms, analyzer.last_terms)
        )
        self.forms: dict[str, int] = {}
        # Of form i the term that owns it, its role in that term, and its other terms, if it has some.
        self.form_terms, self.form_roles = array("I"), array("I")
        self._others: dict[int, list[int]] = {}
        # Of word i: roles[offsets[i]:offsets[i + 1]] in the terms next to them, of which parts[i] are its parts.
        self.offsets, self.word_terms, self.word_roles = array("I", [0]), array("I"), array("I")
        self.parts, self.word_forms = array("I"), array("I")

    @property
    def is_full(self) -> bool:
        """Whether it is time for another one."""
        return len(self.words) >= WORDS_KEPT

    def learn(self) -> None:
        """Analyse the words that were met since the last time."""
        collects = gc.isenabled()
        gc.disable()  # nothing here is garbage in cycles, and looking for some costs a sixth
        try:
            words = self.words.listed(len(self.parts))
            for start in range(0, len(words), AT_A_TIME):
                self._learn(words[start : start + AT_A_TIME])
        finally:
            if collects:
                gc.enable()

    def _learn(self, words: Sequence[str]) -> None:
        counts, terms, roles, compounds = array("I"), array("I"), array("I"), []
        read, forms, others, owner, role = (
            self._analyzer.words, self.forms, self._others, self.form_terms, self.form_roles
        )  # fmt: skip
        for word in words:
            exact, wholes, compound = read(word)
            form = forms.get(exact, NONE)
            if form == NONE and wholes:
                form = self._new_form(exact)
            if len(wholes) == 1 and form not in others:  # nearly always
                terms.append(owner[form])
                roles.append(role[form])
                counts.append(1)
            else:
                found = {owner[form]: role[form]} if wholes else {}
                for whole in wholes:
                    for number in self._numbers(whole):
                        found.setdefault(number, ROLE_OTHER)
                terms.extend(found)
                roles.extend(found.values())
                counts.append(len(found))
            compounds.append(compound)
            self.word_forms.append(form)
        parts = self._analyzer.gather(compounds, self._first, self._last)
        sizes, *columns = kernel.add_parts(counts, terms, roles, *parts)
        self.offsets.extend(accumulate(array("I", sizes), initial=self.offsets.pop()))
        for column, more in zip((self.word_terms, self.word_roles, self.parts), columns, strict=True):
            column.frombytes(more)

    def _new_form(self, exact: str) -> int:
        """Number an exact form; its first term owns it."""
        first, *others = self._numbers(exact)
        form = self.forms[exact] = len(self.forms)
        if others:
            self._others[form] = others
        role = self.terms.next_roles[first]
        self.form_terms.append(first)
        self.form_roles.append(role)
        self.terms.next_roles[first] = role + 1
        return form

    def _numbers(self, exact: str) -> Sequence[int]:
        """The numbers of a whole word's terms."""
        form = self.forms.get(exact)
        if form is None:
            return [self.terms[term] for term in self._analyzer.names(exact)]
        return [self.form_terms[form], *self._others.get(form, ())]


def digest(document: Document) -> int:
    """64 bits of all that is indexed or shown of a document; `searcher check` takes them once more."""
    parts = (
        document.path,
        document.source,
        document.title,
        document.date.given if document.date else "",
        # Of a plain list: the names of the fields cost more than all the rest.
        repr([*chain.from_iterable(document.zones)]),
        repr(document.meta) if document.meta else "",
        document.encoding,
        "",
    )
    state = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8)
    state.update(document.text.encode("utf-8", "surrogatepass"))  # not joined: it is long
    return int.from_bytes(state.digest(), "little")


class _Run(NamedTuple):
    """Some documents inverted: records of each field and their lengths, in the lexicon's order."""

    documents: int
    fields: list[tuple[bytes, bytes]]


class SegmentBuilder:
    """Collects documents; `write` makes a segment of them.

    The lexicon may have served others before; run_words: so many are inverted at a time.
    """

    def __init__(self, lexicon: Lexicon, run_words: int = RUN_WORDS) -> None:
        self._lexicon, self._run_words = lexicon, run_words
        self._columns = Columns()
        self._tokens = [array("I") for _ in FIELDS]
        self._lengths = [array("I") for _ in FIELDS]
        self._inverted = 0  # documents
        self._runs: list[_Run] = []
        self._counts = array("I")  # of each word of the lexicon
        self._all_lengths = [array("I") for _ in FIELDS]
        self._all_parts = [array("I") for _ in FIELDS]
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        if len(self) >= SEGMENT_DOCUMENTS or self._lexicon.is_full:
            return True
        return self._bytes + self._columns.stored_bytes >= SEGMENT_BYTES

    def add(self, document: Document, made_from: int) -> None:
        """Take a document; made_from: its `digest`."""
        numbers = self._lexicon.words.numbers
        text = document.text
        found = [b"", b"", b"", b""]
        found[0] = numbers(document.title)
        zones: list[int] = []
        for field, start, end in document.zones:
            number = FIELD_NUMBER[field]
            zones += (number, start, end)
            found[number] += numbers(text if end - start == len(text) else text[start:end])
        for tokens, lengths, new in zip(self._tokens, self._lengths, found, strict=True):
            tokens.frombytes(new)
            lengths.append(len(new) >> 2)
        self._columns.add(document, made_from, encode_document(zones, document.encoding, document.meta, text))
        if sum(map(len, self._tokens)) >= self._run_words:
            self._invert()

    def _invert(self) -> None:
        """Make a run of what was collected since the last one."""
        lexicon = self._lexicon
        lexicon.learn()
        self._count()
        fields = []
        for field, tokens in enumerate(self._tokens):
            lengths = self._lengths[field]
            found = kernel.invert(
                tokens, lengths, lexicon.offsets, lexicon.word_terms, lexicon.word_roles, len(lexicon.terms)
            )
            fields.append(found)
            self._bytes += len(found[0])
            self._all_lengths[field].extend(lengths)
            self._all_parts[field].frombytes(kernel.sum_parts(tokens, lengths, lexicon.parts))
        self._runs.append(_Run(len(self) - self._inverted, fields))
        self._inverted = len(self)
        self._tokens = [array("I") for _ in FIELDS]
        self._lengths = [array("I") for _ in FIELDS]

    def _count(self) -> None:
        n = len(self._lexicon.words)
        before = self._counts + array("I", bytes(4 * (n - len(self._counts))))
        tokens = self._tokens[0] + self._tokens[1] + self._tokens[2] + self._tokens[3]
        counts = array("I", kernel.tally(tokens, array("I", range(n)), n))
        self._counts = array("I", map(add, before, counts)) if self._runs else counts

    def write(self, write: Callable[[Buffer], object]) -> None:
        """Write the segment to a container."""
        self._invert()
        out = ContainerWriter(write)
        lengths = self._vocabulary(out)
        header = self._columns.write(out)
        header["lengths"] = lengths
        out.finish(header)

    def _vocabulary(self, out: ContainerWriter) -> dict[str, tuple[int, int]]:
        """Write dictionaries, postings and lengths; return the words and the parts of compounds in each field."""
        used, form_counts = self._used()
        totals, order = self._terms(out, used)
        self._forms(out, order, form_counts)
        return totals

    def _terms(self, out: ContainerWriter, used: bytearray) -> tuple[dict[str, tuple[int, int]], array[int]]:
        """Write the terms that are used, and their postings; return words and parts, and the terms' order."""
        keys = sorted(
            (term.encode("utf-8", "surrogatepass"), number)
            for term, number in self._lexicon.terms.items()
            if used[number]
        )
        order = array("I", (number for _, number in keys))
        lengths: list[array[int]] = []
        totals = {}
        for number, field in enumerate(FIELDS):
            column = array("I", bytes(4 * len(keys)))
            words, parts = sum(self._all_lengths[number]), sum(self._all_parts[number])
            if words:
                out.add_pieces(f"post.{field}", self._postings(number, order, column))
                out.add(f"len.{field}", self._all_lengths[number].tobytes())
                if parts:
                    out.add(f"parts.{field}", self._all_parts[number].tobytes())
            lengths.append(column)
            totals[field] = (words, parts)
        write_dictionary(out, "terms", [key for key, _ in keys], lengths)
        return totals, order

    def _forms(self, out: ContainerWriter, order: array[int], counts: array[int]) -> None:
        """Write the exact forms that occur."""
        lexicon = self._lexicon
        new = array("I", bytes(4 * len(lexicon.terms)))
        for rank, number in enumerate(order):
            new[number] = rank
        forms = sorted(
            (form.encode("utf-8", "surrogatepass"), number)
            for form, number in lexicon.forms.items()
            if counts[number]
        )
        columns = [
            array("I", (new[lexicon.form_terms[number]] for _, number in forms)),
            array("I", (lexicon.form_roles[number] for _, number in forms)),
            array("I", (counts[number] for _, number in forms)),
        ]
        write_dictionary(out, "forms", [key for key, _ in forms], columns)

    def _used(self) -> tuple[bytearray, array[int]]:
        """Which terms occur in this segment, and how often the exact forms do."""
        lexicon = self._lexicon
        offsets, word_terms = lexicon.offsets, lexicon.word_terms
        terms = bytearray(len(lexicon.terms))
        forms = array("I", bytes(4 * len(lexicon.forms)))
        for word, count in enumerate(self._counts):
            if count:
                form = lexicon.word_forms[word]
                if form != NONE:
                    forms[form] += count
                for number in word_terms[offsets[word] : offsets[word + 1]]:
                    terms[number] = 1
        return terms, forms

    def _postings(self, field: int, order: array[int], lengths: array[int]) -> Iterator[Buffer]:
        """The records of a field in this order; their lengths are noted in `lengths`."""
        if len(self._runs) == 1:
            blob, sizes = self._runs[0].fields[field]
            size_of, ends = array("I", sizes), array("Q", accumulate(array("I", sizes)))
            lengths[:] = array("I", map(size_of.__getitem__, order))
            view = memoryview(blob)
            yield b"".join([view[ends[number] - size_of[number] : ends[number]] for number in order])
            return
        roles = self._lexicon.terms.next_roles
        role_offsets = array("I", accumulate(roles, initial=0))
        role_map = array("I", chain.from_iterable(map(range, roles)))
        sources: list[Source] = []
        first = 0
        for run in self._runs:
            blob, sizes = run.fields[field]
            offsets = array("Q", accumulate(array("I", sizes), initial=0))
            # Terms that this run did not know yet.
            offsets.extend([offsets[-1]] * (len(roles) + 1 - len(offsets)))
            documents = array("I", range(first, first + run.documents))
            sources.append((blob, offsets, order, documents, role_offsets, role_map))
            first += run.documents
        yield from join(sources, lengths)


def write_dictionary(out: ContainerWriter, name: str, keys: list[bytes], columns: list[Any]) -> None:
    """Write the five arrays of a dictionary."""
    names = ("blocks", "offsets", "keys", "key_offsets", "sums")
    for part, data in zip(names, kernel.encode_dictionary(keys, columns), strict=True):
        out.add(f"{name}.{part}", data)


def batches(
    documents: Iterable[tuple[Document, int]], text_bytes: int
) -> Iterator[list[tuple[Document, int]]]:
    """Documents in groups of about that much text."""
    batch: list[tuple[Document, int]] = []
    size = 0
    for document, made_from in documents:
        batch.append((document, made_from))
        size += len(document.text)
        if size >= text_bytes:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
