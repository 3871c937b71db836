"""Compounds: how well the product cuts the words of a gold file, marks their parts, and how fast.

The file is a table with tabs and a head; of its columns `word`, `required` and `optional` (the offsets at which a part
must or may start, with commas between them) and, if there are such, `source` (of which the words are grouped) and
`parts` (`0-5:Droge 6-16:schmuggler`, linking elements left out) are read.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import cpu_ms, table
from compounds_build.measure import HEAD, Tally
from searcher import build, open_index
from searcher.analysis import german


class GoldWord(NamedTuple):
    """A word as it is written, and where its parts must and may start."""

    word: str
    required: frozenset[int]
    optional: frozenset[int]
    source: str
    parts: tuple[tuple[int, int], ...]


def read_gold(path: Path) -> Iterator[GoldWord]:
    """The words of a gold file without a hyphen: that is where any tokenizer cuts."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if "-" not in row["word"]:
                required, optional = (_offsets(row[name]) for name in ("required", "optional"))
                parts = tuple(map(_range, row.get("parts", "").split()))
                yield GoldWord(row["word"], required, optional, row.get("source", ""), parts)


def part_starts(word: str) -> set[int]:
    """Where the product's analysis sees a second or later part of a word start.

    >>> sorted(part_starts("Steuererklärungsfrist"))
    [6, 16]
    """
    return {term.start for term in german().form(word).terms if term.part} - {0}


def measured(path: Path) -> str:
    """A table of the measures, for each source and for all words; below it what is found and how fast."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for gold in read_gold(path):
        for name in dict.fromkeys((gold.source, "all")):
            found = part_starts(gold.word)
            tallies[name].add(required=gold.required, optional=gold.optional, found=found)
    rows = [[name, *tallies[name].row()] for name in sorted(tallies)]
    return "\n".join([table(["", *HEAD], rows), *_marked([*read_gold(path)]), _speed(path)])


def _marked(words: Sequence[GoldWord]) -> Iterator[str]:
    """Ask for every part of every word, each in a document of its own, and look at what is marked there."""
    asked = found = exact = 0
    with tempfile.TemporaryDirectory() as folder:
        lines = [json.dumps({"id": str(number), "text": gold.word}) for number, gold in enumerate(words)]
        documents = Path(folder) / "words.jsonl"
        documents.write_text("\n".join(lines), encoding="utf-8")
        build([documents], Path(folder) / "index")
        with open_index(Path(folder) / "index") as searcher:
            for number, gold in enumerate(words):
                for start, end in gold.parts if gold.required else ():
                    asked += 1
                    hits = searcher.search(gold.word[start:end], limit=len(words))
                    spans = [hit.snippets[0].spans for hit in hits if hit.id == str(number) and hit.snippets]
                    found += bool(spans)
                    exact += any((start, end) in marked for marked in spans)
    if asked:
        yield f"parts asked for {asked}, found {found / asked:.3f}, of these marked exactly {exact / max(found, 1):.3f}"


def _speed(path: Path) -> str:
    """Analyse words that are new to the analysis: those of the file, each behind each of the first thousand others."""
    words = [gold.word.lower() for gold in read_gold(path)]
    new = [first + second for first in words[:1000] for second in words[:60]]
    form = german().form
    form("Haustür")
    took, _ = cpu_ms(lambda: [form(word) and None for word in new])
    return f"{len(new)} new forms, {len(new) / took * 1000:,.0f} a second of CPU"


def _range(text: str) -> tuple[int, int]:
    start, _, end = text.partition(":")[0].partition("-")
    return int(start), int(end)


def _offsets(text: str) -> frozenset[int]:
    return frozenset(int(offset) for offset in text.split(",") if offset)
