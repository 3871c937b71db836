"""The splitter's table: `python -m compounds_build` writes it, `--cross-validate` says how good such a table is."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from compounds_build.cross_validate import Cut, Labelled, cross_validate
from compounds_build.gold import read_annotations
from compounds_build.learn import learn
from compounds_build.lexicon import Lexicon
from compounds_build.measure import HEAD, Tally
from compounds_build.table import compile_table, render
from searcher.analysis.compound_table import DATA

LABELS = Path(__file__).parent / "labels"
CHOSEN = ("extra", "frequent", "unsure")
"""Labels that are no random sample: words picked because they are hard."""


def read_labels(folder: Path = LABELS) -> list[Labelled]:
    """All labelled words once, with the name of the first file that has them."""
    labelled: dict[str, Labelled] = {}
    for path in sorted(folder.glob("*.txt")):
        for gold in read_annotations(path):
            if gold.word.isalpha():
                labelled.setdefault(gold.word, (path.stem, gold))
    return list(labelled.values())


def main(arguments: Sequence[str] | None = None) -> None:
    """Build or cross-validate."""
    parser = argparse.ArgumentParser(prog="python -m compounds_build", description=__doc__)
    parser.add_argument(
        "--output", type=Path, default=DATA, metavar="FILE", help="where the table is written"
    )
    parser.add_argument(
        "--cross-validate", action="store_true", help="measure on held-out labels, write nothing"
    )
    parser.add_argument("--errors", action="store_true", help="also print the words that are cut wrongly")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes for the cross-validation")
    options = parser.parse_args(arguments)
    labelled = read_labels()
    if options.cross_validate:
        report(list(cross_validate(labelled, jobs=options.jobs)), errors=options.errors)
        return
    table = compile_table(learn(Lexicon.from_packages(), [gold for _, gold in labelled]))
    written = render(table)
    options.output.write_bytes(written)
    sys.stdout.write(
        f"{options.output.name}: {len(written)} bytes, {len(table.firsts)} first parts, {len(table.lasts)} last parts, "
        f"{len(table.wholes)} whole words, {len(table.words)} sub-compounds\n"
    )


def report(cuts: Iterable[Cut], *, errors: bool) -> None:
    """A line of measures for each file of labels, and for all random samples together."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for cut in cuts:
        for name in (cut.source, "all", *(["random"] if cut.source not in CHOSEN else [])):
            tallies[name].add(required=cut.gold.required, optional=cut.gold.optional, found=cut.starts)
        if errors and not cut.right:
            sys.stdout.write(f"{cut.source}  {cut.shown()}\n")
    for cells in (("", *HEAD), *((name, *tallies[name].row()) for name in sorted(tallies))):
        sys.stdout.write("  ".join(f"{cell:>12}" for cell in cells) + "\n")


if __name__ == "__main__":
    main()
