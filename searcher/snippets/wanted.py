"""What of a plan is to be marked: its words, and the phrases whose words count only together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from searcher.query.plan import AllOf, AnyOf, Boosted, Compound, Leaf, Near, Plan, Sequence, Without

COMPOUND_PARTS_WEIGHT = 0.5
"""What the scattered parts of a compound weigh against the word itself: better a snippet shows the word."""


class Together(NamedTuple):
    """Words that are marked only where they stand together.

    slots: numbers of leaves; reach: how many places further apart than side by side they may be.
    """

    slots: tuple[int, ...]
    reach: int
    ordered: bool


class Phrase(NamedTuple):
    """What is marked together: words, or two such groups with at most `distance` words between them."""

    sides: tuple[Together, ...]
    distance: int
    fields: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """The leaves of a plan, each once; `alone`: those marked wherever they stand, and their weights."""

    leaves: tuple[Leaf, ...]
    alone: dict[int, float]
    phrases: tuple[Phrase, ...]

    @property
    def reach(self) -> int:
        """Within how many words whatever is marked together stands."""
        sides = (sum(len(side.slots) + side.reach for side in of.sides) + of.distance for of in self.phrases)
        return max(sides, default=0)


@dataclass(slots=True)
class _Collector:
    numbers: dict[Leaf, int] = field(default_factory=dict)
    alone: dict[int, float] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)

    def number(self, leaf: Leaf) -> int:
        return self.numbers.setdefault(leaf, len(self.numbers))

    def word(self, leaf: Leaf, weight: float) -> None:
        number = self.number(leaf)
        self.alone[number] = max(weight * leaf.weight, self.alone.get(number, 0.0))

    def together(self, node: Leaf | Sequence) -> Together:
        if isinstance(node, Leaf):
            return Together((self.number(node),), 0, ordered=True)
        return Together(tuple(map(self.number, node.slots)), node.slop, node.ordered)

    def phrase(self, node: Compound | Sequence | Near, weight: float) -> None:
        if isinstance(node, Compound):
            slots = tuple(map(self.number, node.parts))
            fields = tuple({name: None for part in node.parts for name in part.fields})
            parts = Together(slots, node.window, ordered=False)
            self.phrases.append(Phrase((parts,), 0, fields, weight * COMPOUND_PARTS_WEIGHT))
        elif isinstance(node, Near):
            sides = (self.together(node.left), self.together(node.right))
            self.phrases.append(Phrase(sides, node.distance, node.fields, weight * node.weight))
        else:
            self.phrases.append(Phrase((self.together(node),), 0, node.fields, weight * node.weight))


def wanted(plan: Plan, *, apart: bool = False) -> Wanted:
    """Collect the words and phrases that make a document a hit; nothing of what is excluded.

    Function words beside others that are asked for, too, are nothing to be shown: *der* stands in every sentence.
    apart: the plan is one of plain words; the parts of compounds and of words with hyphens count alone, too.

    >>> haus, see = (Leaf(text, (), ("body",)) for text in ("Haus", "See"))
    >>> [leaf.text for leaf in wanted(Without(haus, see)).leaves]
    ['Haus']
    """
    found = _Collector()
    affirmed = [*_affirmed(plan)]
    function_words = [
        isinstance(node, Leaf) and node.weight < 1 and not choice for node, _, choice in affirmed
    ]
    for (node, weight, _), function_word in zip(affirmed, function_words, strict=True):
        if isinstance(node, Leaf):
            if not function_word or all(function_words):
                found.word(node, weight)
            continue
        if isinstance(node, Compound):
            found.word(node.word, weight)
        found.phrase(node, weight)
        if apart and not isinstance(node, Near):
            for part in node.parts if isinstance(node, Compound) else node.slots:
                found.word(part, weight * COMPOUND_PARTS_WEIGHT)
    return Wanted(tuple(found.numbers), found.alone, tuple(found.phrases))


def _affirmed(plan: Plan) -> Iterator[tuple[Leaf | Compound | Sequence | Near, float, bool]]:
    """Yield the words and phrases that are asked for, each with the product of the weights above it.

    Also whether a document may be a hit without it.
    """
    stack: list[tuple[Plan, float, bool]] = [(plan, 1.0, False)]
    while stack:
        node, weight, choice = stack.pop()
        if isinstance(node, Leaf | Compound | Sequence | Near):
            yield node, weight, choice
        elif isinstance(node, AllOf | AnyOf):
            choice = choice or isinstance(node, AnyOf)
            stack += [(child, weight, choice) for child in reversed(node.children)]
        elif isinstance(node, Boosted):
            stack.append((node.child, weight * node.weight, choice))
        elif isinstance(node, Without) and node.kept is not None:
            stack.append((node.kept, weight, choice))
