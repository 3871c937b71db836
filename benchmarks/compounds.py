"""Compounds: how well the product cuts the words of a gold file.

The file is a table with tabs and a head; of its columns `word`, `required` and `optional` (the offsets at which a part
must or may start, with commas between them) and, if there is one, `source` (of which the words are grouped) are read.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import table
from compounds_build.measure import HEAD, Tally
from searcher.analysis import german


class GoldWord(NamedTuple):
    """A word as it is written, and where its parts must and may start."""

    word: str
    required: frozenset[int]
    optional: frozenset[int]
    source: str


def read_gold(path: Path) -> Iterator[GoldWord]:
    """The words of a gold file without a hyphen: that is where any tokenizer cuts."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if "-" not in row["word"]:
                required, optional = (_offsets(row[name]) for name in ("required", "optional"))
                yield GoldWord(row["word"], required, optional, row.get("source", ""))


def part_starts(word: str) -> set[int]:
    """Where the product's analysis sees a second or later part of a word start.

    >>> sorted(part_starts("Steuererklärungsfrist"))
    [6, 16]
    """
    return {term.start for term in german().form(word).terms if term.part} - {0}


def measured(path: Path) -> str:
    """A table of the measures, for each source and for all words."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for gold in read_gold(path):
        for name in dict.fromkeys((gold.source, "all")):
            found = part_starts(gold.word)
            tallies[name].add(required=gold.required, optional=gold.optional, found=found)
    return table(["", *HEAD], [[name, *tallies[name].row()] for name in sorted(tallies)])


def _offsets(text: str) -> frozenset[int]:
    return frozenset(int(offset) for offset in text.split(",") if offset)
