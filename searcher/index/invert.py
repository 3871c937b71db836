"""Documents to a segment: words are collected as numbers and inverted all at once, in bounded memory.

Each distinct word form of a run is analysed once, however often it occurs.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, Protocol

from searcher.index.columns import Columns
from searcher.index.container import Buffer, ContainerWriter
from searcher.index.schema import FIELD_NUMBER
from searcher.index.store import encode_document
from searcher.kernel import ROLE_FIRST, ROLE_OTHER, ROLE_PART, kernel
from searcher.model import FIELDS, Document

# Of a run: 4 M words are some 24 MB of text and take 250 MB at most while they are inverted.
RUN_WORDS = 4_000_000
RUN_TEXT_BYTES = 48 << 20
RUN_DOCUMENTS = 250_000  # of a sentence each; 1 KB in memory, whatever their size

# Some 100 MB; the forms of a second run are then looked up, not analysed.
FORMS_KEPT = 200_000


class FormTerm(Protocol):
    """A term of a word form; `part`: only a member of the compound."""

    @property
    def term(self) -> str:
        """What is indexed."""

    @property
    def part(self) -> bool:
        """Whether it is only a member of the compound."""


class Form(Protocol):
    """What the analysis makes of one raw token."""

    @property
    def exact(self) -> str:
        """The exact form that a query can ask for."""

    @property
    def terms(self) -> Iterable[FormTerm]:
        """What is indexed for it."""


class Analyzer(Protocol):
    """What indexing needs of the analysis."""

    def raw_tokens(self, text: str) -> list[str]:
        """The raw tokens of a text."""

    def form(self, raw: str) -> Any:  # a Form; Any, because NamedTuples are no subtypes of protocols here
        """The exact form and the terms of a raw token."""


class _Vocabulary(dict[str, int]):
    """Raw token -> its number, in the order of first occurrence."""

    def __missing__(self, raw: str) -> int:
        number = self[raw] = len(self)
        return number


def digest(document: Document) -> int:
    """64 bits of all that is indexed or shown of a document."""
    parts = (
        document.path,
        document.source,
        document.title,
        document.text,
        document.date.given if document.date else "",
        repr(document.zones),
        repr(document.meta) if document.meta else "",
        document.encoding,
    )
    state = blake2b(digest_size=8)
    state.update("\0".join(parts).encode("utf-8", "surrogatepass"))
    return int.from_bytes(state.digest(), "little")


class SegmentBuilder:
    """Collects documents; `write` makes a segment of them.

    met: raw token -> form, from earlier runs; `write` adds those that will be met again.
    """

    def __init__(self, analyzer: Analyzer, met: dict[str, Any] | None = None) -> None:
        self._analyzer = analyzer
        self._met = {} if met is None else met
        self._raw = _Vocabulary()
        self._tokens = [array("I") for _ in FIELDS]
        self._lengths = [array("I") for _ in FIELDS]
        self._columns = Columns()
        self.text_bytes = 0

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        if len(self) >= RUN_DOCUMENTS:
            return True
        return self.text_bytes >= RUN_TEXT_BYTES or sum(map(len, self._tokens)) >= RUN_WORDS

    def add(self, document: Document, made_from: int) -> None:
        """Take a document; made_from: its `digest`."""
        number_of, raw_tokens = self._raw.__getitem__, self._analyzer.raw_tokens
        before = [len(tokens) for tokens in self._tokens]
        self._tokens[0].extend(map(number_of, raw_tokens(document.title)))
        zones: list[int] = []
        text = document.text
        for field, start, end in document.zones:
            number = FIELD_NUMBER[field]
            zones += (number, start, end)
            piece = text if end - start == len(text) else text[start:end]
            self._tokens[number].extend(map(number_of, raw_tokens(piece)))
        for lengths, tokens, start in zip(self._lengths, self._tokens, before, strict=True):
            lengths.append(len(tokens) - start)
        record = encode_document(zones, document.encoding, document.meta, text)
        self._columns.add(document, made_from, record)
        self.text_bytes += len(record)

    def write(self, write: Callable[[Buffer], object]) -> None:
        """Write the segment to a container."""
        out = ContainerWriter(write)
        lengths = self._vocabulary(out)
        header = self._columns.write(out)
        header["lengths"] = lengths
        out.finish(header)

    def _forms(self, counts: Sequence[array[int]]) -> list[Any]:
        """The form of each raw token; what occurs more than once in a run is likely to occur in the next."""
        met, analyse = self._met, self._analyzer.form
        forms = [met.get(raw) or analyse(raw) for raw in self._raw]
        if len(met) < FORMS_KEPT:
            occurs = [sum(column) for column in zip(*counts, strict=True)]
            met.update((raw, form) for raw, form, n in zip(self._raw, forms, occurs, strict=True) if n > 1)
        return forms

    def _vocabulary(self, out: ContainerWriter) -> dict[str, tuple[int, int]]:
        """Write dictionaries, postings and lengths; return the words and the parts of compounds in each field."""
        identity = array("I", range(len(self._raw)))
        counts = [array("I", kernel.tally(tokens, identity, len(self._raw))) for tokens in self._tokens]
        forms = self._forms(counts)
        terms, term_of = _terms(forms)
        encoded = sorted((term.encode("utf-8", "surrogatepass"), term) for term in terms)
        number_of = {term: number for number, (_, term) in enumerate(encoded)}
        exact = sorted((form.encode("utf-8", "surrogatepass"), form) for form in term_of)
        form_term = array("I", (number_of[term_of[form]] for _, form in exact))
        form_role = array("I")
        next_role = [ROLE_FIRST] * len(encoded)
        for number in form_term:
            form_role.append(next_role[number])
            next_role[number] += 1
        role_of = {form: role for (_, form), role in zip(exact, form_role, strict=True)}
        position_of = {form: number for number, (_, form) in enumerate(exact)}

        offsets, raw_terms, raw_roles = array("I", [0]), array("I"), array("I")
        parts_of = array("I")
        form_count = array("I", bytes(4 * len(exact)))
        totals = [sum(column) for column in zip(*counts, strict=True)]
        for raw, form in enumerate(forms):
            own = term_of.get(form.exact)
            roles = _roles(form, own, number_of, role_of)
            raw_terms.extend(roles)
            raw_roles.extend(roles.values())
            offsets.append(len(raw_terms))
            parts_of.append(sum(1 for role in roles.values() if role == ROLE_PART))
            if own is not None:
                form_count[position_of[form.exact]] += totals[raw]

        lengths: list[Buffer] = []
        totals_of = {}
        for number, field in enumerate(FIELDS):
            tokens = self._tokens[number]
            blob, record_lengths = kernel.invert(
                tokens, self._lengths[number], offsets, raw_terms, raw_roles, len(encoded)
            )
            lengths.append(record_lengths)
            parts = array("I", kernel.sum_parts(tokens, self._lengths[number], parts_of))
            totals_of[field] = (len(tokens), sum(parts))
            if tokens:
                out.add(f"post.{field}", blob)
                out.add(f"len.{field}", self._lengths[number].tobytes())
                if totals_of[field][1]:
                    out.add(f"parts.{field}", parts.tobytes())
        write_dictionary(out, "terms", [key for key, _ in encoded], lengths)
        write_dictionary(out, "forms", [key for key, _ in exact], [form_term, form_role, form_count])
        return totals_of


def write_dictionary(out: ContainerWriter, name: str, keys: list[bytes], columns: list[Any]) -> None:
    """Write the five arrays of a dictionary."""
    names = ("blocks", "offsets", "keys", "key_offsets", "sums")
    for part, data in zip(names, kernel.encode_dictionary(keys, columns), strict=True):
        out.add(f"{name}.{part}", data)


def _terms(forms: Iterable[Any]) -> tuple[set[str], dict[str, str]]:
    """All terms of some forms, and the term that each exact form belongs to: the first of the whole word."""
    terms: set[str] = set()
    term_of: dict[str, str] = {}
    for form in forms:
        first = True
        for term, part, *_ in form.terms:
            terms.add(term)
            if first and not part:
                term_of.setdefault(form.exact, term)
                first = False
    return terms, term_of


def _roles(form: Any, own: str | None, number_of: dict[str, int], role_of: dict[str, int]) -> dict[int, int]:
    """The role in which a form occurs in each of its terms; own: the term that its exact form belongs to."""
    roles: dict[int, int] = {}
    for term, part, *_ in form.terms:
        number = number_of[term]
        if part:
            roles.setdefault(number, ROLE_PART)
        elif term == own:
            roles[number] = role_of[form.exact]
        elif roles.get(number, ROLE_PART) == ROLE_PART:
            roles[number] = ROLE_OTHER
    return roles


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
