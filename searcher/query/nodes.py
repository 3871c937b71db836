"""The tree a query line is parsed to. Every node says only what the person wrote; none knows an index.

`start`/`end` are code points of the query line, without operators: `line[start:end] == word.text`. They are
left out when trees are compared. `field` is "title", "lead", "body" (with the headings), or None for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written (`Militärbasen`; `=Haus` is exact). It may be hyphenated: then it is several tokens.

    Without a letter or digit (a dash between words) it is not searched; such a one stands only in an `And`.
    """

    text: str
    field: str | None = None
    exact: bool = False
    start: int = attribute(default=0, compare=False)
    end: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Wildcard:
    """`Militär*`, `*basis`, `M?ller`: `*` any run of characters, `?` exactly one; 2 fixed letters or more."""

    pattern: str
    field: str | None = None
    start: int = attribute(default=0, compare=False)
    end: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """`Tadschickistan~`: words within 1 or 2 `edits`: a letter more, less or changed, or two swapped."""

    text: str
    edits: int
    field: str | None = None
    start: int = attribute(default=0, compare=False)
    end: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """`"ersten Mal"`: the members in order, each one place after the last.

    `"Putin Taliban"~5` has slop 5: any order, and up to 5 more places lie between in all.
    """

    members: tuple[Word | Wildcard, ...]
    slop: int = 0
    field: str | None = None
    start: int = attribute(default=0, compare=False)
    end: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """`Putin NAHE/5 Taliban`: in either order, with at most `distance` other words between."""

    left: Word | Wildcard | Fuzzy | Phrase
    right: Word | Wildcard | Fuzzy | Phrase
    distance: int
    field: str | None = None
    start: int = attribute(default=0, compare=False)
    end: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of the children. `plain`: words side by side, no operator written (these may be answered loosely).

    A plain one may also hold date ranges and paths, which are always taken at their word.
    """

    children: tuple[Node, ...]
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the children."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The documents without the child; alone (not inside an And) it means all documents but those."""

    child: Node


@dataclass(frozen=True, slots=True)
class Boost:
    """The child's score times `weight` (finite, > 0)."""

    child: Node
    weight: float


@dataclass(frozen=True, slots=True)
class DateRange:
    """Documents whose date interval overlaps first..last (ordinals, inclusive; None: open)."""

    first: int | None
    last: int | None
    text: str


@dataclass(frozen=True, slots=True)
class PathGlob:
    """Documents whose path matches the glob (`*` crosses `/`; without one: anywhere in it), case ignored."""

    glob: str


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents (an empty query with filters, or `*`)."""


Node: TypeAlias = (
    Word | Wildcard | Fuzzy | Phrase | Near | And | Or | Not | Boost | DateRange | PathGlob | Everything
)
