"""Quality on judged collections: `python -m benchmarks.quality COLLECTION… [--save DIR] [--against DIR]`.

Each collection is indexed and asked as anybody would: `searcher.build` and `Searcher.search` with their
defaults. The measures are those of ir-measures; a difference to a saved run is tested by randomisation of
the pairs. `--compounds FILE` measures the splitter on a gold file (`benchmarks.compounds`), also without a collection.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from ir_measures import RR, R, iter_calc, nDCG

from benchmarks.collection import Collection, Run, ask, read_collection, read_run, write_run
from benchmarks.compounds import measured
from benchmarks.significance import p_value
from benchmarks.timing import table

LIMIT = 100


def per_query(collection: Collection, run: Run) -> dict[str, dict[str, float]]:
    """Give measure -> query -> value; a judged query without hits counts 0."""
    measures = [nDCG @ 10, RR @ 10, R @ 10, R @ 100]
    values: dict[str, dict[str, float]] = {
        str(measure): dict.fromkeys(collection.qrels, 0.0) for measure in measures
    }
    for value in iter_calc(measures, collection.qrels, run):
        values[str(value.measure)][value.query_id] = value.value
    return values


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every collection and print a table."""
    options = _options(arguments)
    if options.gold:
        sys.stdout.write(measured(options.gold) + "\n")
    if not options.collections:
        return
    for folder in options.collections:
        if not (folder / "meta.json").is_file():
            sys.exit(f"{folder} is no collection: there is no meta.json in it")
    rows = []
    head = ["", "queries"]
    for folder in options.collections:
        collection = read_collection(folder)
        with tempfile.TemporaryDirectory(prefix="searcher-quality-") as work:
            asked = ask(collection, Path(work), limit=LIMIT, compounds=options.compounds)
        if options.save:
            write_run(options.save / f"{collection.name}.run", asked.run)
        values = per_query(collection, asked.run)
        head[2:] = list(values)
        rows.append(
            [
                collection.name,
                str(len(collection.queries)),
                *(f"{fmean(of.values()):.4f}" for of in values.values()),
            ]
        )
        before = options.against / f"{collection.name}.run" if options.against else None
        if before and before.exists():
            rows.append(["", "against", *_differences(values, per_query(collection, read_run(before)))])
        if asked.refused or asked.not_plain:
            sys.stderr.write(
                f"{collection.name}: {len(asked.refused)} queries refused, {len(asked.not_plain)} not plain\n"
            )
    sys.stdout.write(table(head, rows) + "\n")


def _differences(now: dict[str, dict[str, float]], before: dict[str, dict[str, float]]) -> list[str]:
    cells = []
    for measure, of in now.items():
        pairs = [(of[query], before[measure][query]) for query in of]
        difference = fmean(a - b for a, b in pairs)
        cells.append(f"{difference:+.4f} (p {p_value(pairs):.3f})")
    return cells


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality", description=(__doc__ or "").partition("\n\n")[0]
    )
    parser.add_argument(
        "collections", type=Path, nargs="*", metavar="COLLECTION", help="a folder with qrels.tsv"
    )
    parser.add_argument(
        "--compounds", dest="gold", type=Path, metavar="FILE", help="measure the splitter on this gold file"
    )
    parser.add_argument(
        "--save", type=Path, metavar="DIR", help="write the rankings there, one .run a collection"
    )
    parser.add_argument("--against", type=Path, metavar="DIR", help="compare with the rankings saved there")
    parser.add_argument(
        "--no-compounds", dest="compounds", action="store_false", help="index and ask without them"
    )
    options = parser.parse_args(arguments)
    if not options.collections and not options.gold:
        parser.error("a COLLECTION or --compounds FILE is needed")
    return options


if __name__ == "__main__":
    main()
