"""What a query means to the index: words are terms. Made by `rewrite`, read by `search` and `snippets`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Stem(NamedTuple):
    """All words with this term; with `parts` also compounds that have it as a member."""

    term: str
    parts: bool = True


class Exact(NamedTuple):
    """The words whose exact form (`Token.exact`) is this."""

    form: str


class Pattern(NamedTuple):
    """The words whose exact form matches a pattern of letters, `*` and `?`."""

    pattern: str


class Forms(NamedTuple):
    """The words whose exact form is one of these, each with its weight in (0, 1]: a fuzzy word."""

    forms: tuple[tuple[str, float], ...]


Source: TypeAlias = Stem | Exact | Pattern | Forms


@dataclass(frozen=True, slots=True)
class Leaf:
    """One word of the query: any of the sources, counted together as one term, in any of the fields.

    text: what the person wrote. weight multiplies the score.
    """

    text: str
    sources: tuple[Source, ...]
    fields: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound: its own word, or all its parts within `window` words of each other in one field.

    Scores the larger of the word's score and 0.7 x (sum of the parts' scores); GERMAN.md section 2.4.
    """

    word: Leaf
    parts: tuple[Leaf, ...]
    window: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """The slots at ascending places of one field, one after the other; `slop` further places between at most.

    ordered=False: in any order, all within slots + slop places.
    """

    slots: tuple[Leaf, ...]
    slop: int
    ordered: bool
    fields: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides in one field, in either order, at most `distance` further places between them.

    Made only where a side is several words (a phrase, `E-Mail`); else it is a `Sequence` of two slots.
    """

    left: Leaf | Sequence
    right: Leaf | Sequence
    distance: int
    fields: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class AllOf:
    """Documents that match all children; scores add up.

    few: plain words; where fewer documents than this match, those with some of the words follow below. Filters never
    stand in such a one; they stand beside it in another `AllOf`. weighing: what else adds to the score of a match.
    """

    children: tuple[Plan, ...]
    few: int = 0
    weighing: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents that match any child; scores add up."""

    children: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Documents of `kept` (None: all) that do not match `excluded`; the score is that of `kept`."""

    kept: Plan | None
    excluded: Plan


@dataclass(frozen=True, slots=True)
class Boosted:
    """The child, its score times `weight`."""

    child: Plan
    weight: float


@dataclass(frozen=True, slots=True)
class DateWithin:
    """Documents whose interval overlaps first..last (ordinals); no score."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class PathLike:
    """Documents whose path matches the glob; no score."""

    glob: str


@dataclass(frozen=True, slots=True)
class All:
    """Every document; no score."""


Plan: TypeAlias = (
    Leaf | Compound | Sequence | Near | AllOf | AnyOf | Without | Boosted | DateWithin | PathLike | All
)


def joined(plan: Plan) -> tuple[Leaf, ...]:
    """List the words of one that is several (`E-Mail`); none for any other. `plan` is one of a plain word."""
    if isinstance(plan, AnyOf) and plan.children:
        plan = plan.children[0]
    return plan.slots if isinstance(plan, Sequence) else ()
