"""What lies around a query: opening, pages with snippets, facets, whole processes, updates."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.child import run
from benchmarks.corpus import write_files
from benchmarks.engines.searcher import line_of
from benchmarks.queries import Kind, Query, of_kind
from benchmarks.timing import cpu_ms, percentile, short
from searcher import Facet, build, open_index
from searcher.engine import Searcher

FACETS_OVER = 15_000
REPEATS = 15

Rows = list[list[str]]


def around(index: Path, corpus: Path, work: Path, queries: Sequence[Query], *, files: int) -> Rows:
    """Measure it all; rows of (what, milliseconds of CPU, what else is to be known)."""
    rows = [_opening(index)]
    with open_index(index) as searcher:
        rows += [_page(searcher, of_kind(queries, kind)) for kind in (Kind.COMMON, Kind.AND_2, Kind.OR_3)]
        rows.append(_facets(searcher, queries))
    rows.append(_one_shot(index, of_kind(queries, Kind.COMMON)[0]))
    return rows + _updates(corpus, work, files)


def _opening(index: Path) -> list[str]:
    times = []
    for _ in range(REPEATS):
        took, searcher = cpu_ms(lambda: open_index(index))
        searcher.close()
        times.append(took)
    return ["open", short(median(times)), ""]


def _page(searcher: Searcher, queries: Sequence[Query]) -> list[str]:
    """Time ten hits with a snippet each; every query is asked for the first time, in one running searcher."""
    times = list[float]()
    for query in queries:
        line = line_of(query)
        times.append(cpu_ms(lambda line=line: searcher.search(line))[0])  # type: ignore[misc]
    return [
        f"page of 10 hits with snippets, {queries[0].kind}",
        short(median(times)),
        f"p95 {short(percentile(times, 0.95))}",
    ]


def _facets(searcher: Searcher, queries: Sequence[Query]) -> list[str]:
    """Count the years of the query that has 15,000 hits or little more: the whole call with and without."""
    lines = {line_of(query) for query in queries if query.kind in (Kind.OR_3, Kind.OR_8, Kind.COMMON)}
    totals = sorted((searcher.search(line, limit=1, snippets=0).total, line) for line in lines)
    total, line = next((pair for pair in totals if pair[0] >= FACETS_OVER), totals[-1])
    plain = median(cpu_ms(lambda: searcher.search(line, snippets=0))[0] for _ in range(REPEATS))
    years = median(
        cpu_ms(lambda: searcher.search(line, snippets=0, facet=[Facet.YEAR]))[0] for _ in range(REPEATS)
    )
    return ["facets by year", short(max(years - plain, 0.0)), f"over {total:,} hits"]


def _one_shot(index: Path, query: Query) -> list[str]:
    arguments = ["-m", "searcher", "search", line_of(query), "--json", "--index", str(index)]
    times = [run(arguments).cpu_s * 1000 for _ in range(REPEATS)]
    bare = median(run(["-c", "pass"]).cpu_s * 1000 for _ in range(REPEATS))
    return [
        "`searcher search WORD --json`, whole process",
        short(median(times)),
        f"Python alone: {short(bare)}",
    ]


def _updates(corpus: Path, work: Path, files: int) -> Rows:
    """Build a folder of text files, again with nothing changed, and with one file in a hundred changed."""
    folder, index = work / "files", work / "files.index"
    paths = write_files(corpus, folder, files)
    for path in paths:
        # A folder at rest: of a file that is seconds old the time tells nothing, and it is digested again.
        os.utime(path, ns=(0, 2))
    first = cpu_ms(lambda: build([folder], index))[0]
    again = min(cpu_ms(lambda: build([folder], index))[0] for _ in range(3))
    for path in paths[::100]:
        path.write_text(path.read_text("utf-8") + "\nEin Satz mehr.\n", "utf-8")
        os.utime(path, ns=(0, 1))  # so that the change is seen whatever the clock's grain
    changed, report = cpu_ms(lambda: build([folder], index))
    return [
        [f"build of {len(paths):,} files", short(first), ""],
        [f"nothing changed, {len(paths):,} files", short(again), ""],
        ["one file in a hundred changed", short(changed), f"{report.changed} files"],
    ]
