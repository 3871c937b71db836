"""The values that cross borders between the stages; immutable, and without behaviour but for small conveniences.

All text offsets are half-open ranges in code points; all counts start at 0 but for lines and ranks, which people read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")  # as `documents.names.visible` writes it

FIELDS = ("title", "lead", "headings", "body")
"""The searched fields, in the order of their numbers in the index."""


class DateInterval(NamedTuple):
    """A date as precise as it was given: `2022-06` is the interval 2022-06-01 … 2022-06-30.

    given: as written ("2022", "2022-06" or "2022-06-14"); first, last: proleptic Gregorian ordinals (`date.toordinal`).
    """

    given: str
    first: int
    last: int


class Zone(NamedTuple):
    """A range of `Document.text` that belongs to a field ("lead", "headings" or "body")."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text with an id. `text` is NFC and is what is shown; `zones` are its ascending, disjoint searched ranges.

    The title is a text of its own. `path` is the file as it was named (for people); `source` is the file's
    identity in the index (the id of a one-document file, else the file part of it); `record` is the line of the
    file that it was read from, while it is being indexed, 0 for a whole file. `meta` holds a `date` only where no
    date could be read from it.
    """

    id: str
    path: str
    source: str
    title: str
    text: str
    zones: tuple[Zone, ...]
    date: DateInterval | None = None
    encoding: str = "utf-8"
    meta: Mapping[str, Any] = field(default_factory=dict)
    record: int = 0

    @property
    def place(self) -> str:
        """The file, with the line of the record if it is one."""
        return f"{self.path}#{self.record}" if self.record else self.path


class Skipped(NamedTuple):
    """A file, or a record of one (`path` then ends in `#LINE`), that was left out, and why."""

    path: str
    reason: str


class Token(NamedTuple):
    """One term at one place: `text[start:end]` is what it stands for; `position` counts the words from 0.

    part: the term is only a part of the word (a member of a compound), and start:end is that part's range.
    exact: the word's exact form (lower case, hyphenation undone), the same for all terms of one position.
    """

    term: str
    start: int
    end: int
    position: int
    part: bool
    exact: str


class Span(NamedTuple):
    """A half-open range of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a document and what is to be marked in it; `line` is where it starts in the document, from 1."""

    text: str
    line: int
    spans: tuple[Span, ...]
    section: str = ""

    def marked(self, before: str, after: str) -> str:
        """The text with every span between `before` and `after`.

        >>> Snippet("im Haus", 1, (Span(3, 7),)).marked("[", "]")
        'im [Haus]'
        """
        pieces, at = [], 0
        for start, end in self.spans:
            pieces += [self.text[at:start], before, self.text[start:end], after]
            at = end
        return "".join([*pieces, self.text[at:]])


class Hit(NamedTuple):
    """One line of the ranking. `score`: higher is better. `rank` counts from 1 over the whole ranking."""

    rank: int
    id: str
    score: float
    path: str
    title: str
    date: DateInterval | None
    section: str
    line: int
    snippets: tuple[Snippet, ...]
    title_spans: tuple[Span, ...] = ()
    explanation: Explanation | None = None

    @property
    def file_name(self) -> bytes:
        r"""The path byte for byte, for opening it: in `path` a byte that is not UTF-8 is written `\xNN`."""
        raw = self.path.encode("utf-8", "surrogateescape")
        return _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), raw)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a number is what it is: `value` follows from `parts` as `label` says."""

    label: str
    value: float
    parts: tuple[Explanation, ...] = ()


class Order(StrEnum):
    """What hits are sorted by; equal ones by id."""

    SCORE = "score"
    DATE = "date"
    DATE_DESC = "-date"
    TITLE = "title"
    PATH = "path"


class Facet(StrEnum):
    """What hits can be counted by."""

    YEAR = "year"
    MONTH = "month"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one query. `total` is exact; `hits` is the page asked for.

    understood: the query in words; notes: what else a reader must know (looser hits below, a limit met);
    suggestion: a better query where nothing was found; facets: name -> ((value, documents), …), most first.
    """

    query: str
    understood: str
    notes: tuple[str, ...]
    suggestion: str | None
    total: int
    offset: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Counts are documents; `dates` is the first and last day seen, ISO.

    notices: documents that are in the index but for something of them that could not be read, such as a date;
    only of those read in this build, and at most 1,000.
    """

    added: int
    changed: int
    removed: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    documents: int
    words: int
    dates: tuple[str, str] | None
    encodings: Mapping[str, int]
    seconds: float
    dry_run: bool = False
    notices: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class WordForm:
    """How often one spelling occurs (occurrences) and in how many documents."""

    form: str
    count: int
    documents: int


@dataclass(frozen=True, slots=True)
class WordExplanation:
    """How a word is analysed and how often it occurs.

    documents: those with the word or a compound that has it as a part; occurrences: of the word itself, in_compounds:
    of such compounds. parts: the compound's members as (text, term, documents holding it), in order; variants: other
    spellings that are searched too; forms: the spellings in the index that share the term, most frequent first.
    """

    word: str
    term: str
    documents: int
    occurrences: int
    in_compounds: int
    variants: tuple[str, ...]
    parts: tuple[tuple[str, str, int], ...]
    forms: tuple[WordForm, ...]
    stop_word: bool


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What an index holds; sizes in bytes."""

    folder: str
    format_version: int
    generation: int
    documents: int
    words: int
    terms: int
    forms: int
    segments: int
    size_bytes: int
    dates: tuple[str, str] | None
    encodings: Mapping[str, int]
    sources: tuple[str, ...]
    analysis: str
    built: str
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing `check` found: which file, what is wrong with it, what to do."""

    file: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of a full verification; sound if `problems` is empty."""

    folder: str
    files: int
    documents: int
    size_bytes: int
    problems: tuple[Problem, ...]
