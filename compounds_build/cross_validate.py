"""Figures for words that were not learned from: train on four fifths of the labels, cut the fifth, five times.

Everything is learned again in each fold, the productivity counts and the compiled table too; only the lists in
lists/ are the same in all of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple

from compounds_build.gold import Gold
from compounds_build.learn import learn
from compounds_build.lexicon import Lexicon
from compounds_build.table import compile_table, render
from searcher.analysis.compound_cuts import best_cut
from searcher.analysis.compound_table import LoadedTable
from searcher.analysis.compounds import MIN_WORD

Labelled = tuple[str, Gold]  # the name of its file, and the word


class Cut(NamedTuple):
    """A word that was held out, and where it was cut."""

    source: str
    gold: Gold
    starts: tuple[int, ...]

    def shown(self) -> str:
        """The word as it should be, and as it was cut."""
        marks = {**dict.fromkeys(self.gold.optional, "~"), **dict.fromkeys(self.gold.required, "|")}
        return f"{_marked(self.gold.word, marks)}  {_marked(self.gold.word, dict.fromkeys(self.starts, '|'))}"

    @property
    def right(self) -> bool:
        """Whether every required boundary is there, and no wrong one."""
        return self.gold.required <= set(self.starts) <= self.gold.required | self.gold.optional


def cross_validate(
    labelled: Sequence[Labelled], *, folds: int = 5, seed: int = 1, jobs: int = 2
) -> Iterator[Cut]:
    """Every labelled word, cut by a splitter that did not learn from it."""
    shuffled = list(labelled)
    random.Random(seed).shuffle(shuffled)
    with ProcessPoolExecutor(jobs) as pool:
        for cuts in pool.map(partial(_fold, shuffled, folds), range(folds)):
            yield from cuts


def _fold(labelled: Sequence[Labelled], folds: int, fold: int) -> list[Cut]:
    lexicon = Lexicon.from_packages()
    scores = learn(lexicon, [gold for at, (_, gold) in enumerate(labelled) if at % folds != fold])
    table = LoadedTable(render(compile_table(scores)))
    return [
        Cut(source, gold, best_cut(gold.word, table)[1] if len(gold.word) >= MIN_WORD else ())
        for source, gold in labelled[fold::folds]
    ]


def _marked(word: str, marks: dict[int, str]) -> str:
    return "".join(marks.get(at, "") + letter for at, letter in enumerate(word))
