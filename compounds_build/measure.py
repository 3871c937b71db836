"""How well words were cut: boundary precision, recall and F1, words right, simple words that were cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Counts over words; a boundary is the offset at which a second or later part starts.

    Optional boundaries count neither way. A word is right if no required boundary is missing and no other is found;
    a simple word has neither required nor optional ones.

    >>> tally = Tally()
    >>> tally.add(required={6, 12}, optional=set(), found={6, 9})
    >>> tally.add(required=set(), optional=set(), found=set())
    >>> tally.f1, tally.words_right, tally.false_splits
    (0.5, 0.5, 0.0)
    """

    words: int = 0
    right: int = 0
    simple: int = 0
    simple_cut: int = 0
    hits: int = 0
    missed: int = 0
    wrong: int = 0

    def add(self, *, required: Iterable[int], optional: Iterable[int], found: Iterable[int]) -> None:
        """Count one word."""
        must, may, cut = set(required), set(optional), set(found)
        missed, wrong = must - cut, cut - must - may
        self.words += 1
        self.right += not missed and not wrong
        self.hits += len(must & cut)
        self.missed += len(missed)
        self.wrong += len(wrong)
        if not must and not may:
            self.simple += 1
            self.simple_cut += bool(cut)

    @property
    def precision(self) -> float:
        """Share of the found boundaries that are required; 1 if there are none."""
        return _share(self.hits, self.hits + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the required boundaries that were found; 1 if there are none."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.hits, 2 * self.hits + self.wrong + self.missed)

    @property
    def words_right(self) -> float:
        """Share of the words."""
        return _share(self.right, self.words)

    @property
    def false_splits(self) -> float:
        """Share of the simple words that were cut; 0 if there are none."""
        return self.simple_cut / self.simple if self.simple else 0.0

    def row(self) -> list[str]:
        """Cells for a table, in the order of `HEAD`."""
        shares = (self.f1, self.precision, self.recall, self.words_right, self.false_splits)
        return [str(self.words), str(self.simple), *(f"{share:.4f}" for share in shares)]


HEAD = ("words", "simple", "boundary F1", "precision", "recall", "words right", "false splits")


def _share(part: int, of: int) -> float:
    return part / of if of else 1.0
