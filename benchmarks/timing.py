"""CPU times of queries, engines taking turns, and what stands in the tables: medians, percentiles, ratios."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from typing import Any, NamedTuple

from benchmarks.engines import Opened
from benchmarks.queries import Kind, Query

SLOW_MS = 30.0
"""A query that takes longer is not asked again: its time does not hang on the state of the caches."""


class Timing(NamedTuple):
    """The times of one class of queries on one engine, in milliseconds of CPU, and the mean of its totals."""

    p50_ms: float
    p95_ms: float
    mean_total: float


def cpu_ms(work: Callable[[], Any]) -> tuple[float, Any]:
    """Run something once; returns milliseconds of CPU (all threads) and the outcome."""
    started = time.process_time_ns()
    outcome = work()
    return (time.process_time_ns() - started) / 1e6, outcome


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that at least so large a share of the values does not exceed.

    >>> percentile([1, 2, 3, 4], 0.5), percentile([1, 2, 3, 4], 0.95)
    (2, 4)
    """
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def time_queries(
    opened: Mapping[str, Opened], queries: Sequence[Query], *, rounds: int
) -> dict[Kind, dict[str, Timing]]:
    """Time every query on every engine, one after the other, `rounds` times; a query's time is its best.

    The best of several rounds is what the work takes without the machine's other work; taking turns lets
    what is left of it fall on all engines alike. An engine that has no such query has no timing.
    """
    best: dict[tuple[str, int], float] = {}
    totals: dict[tuple[str, int], int] = {}
    for _ in range(rounds):
        for number, query in enumerate(queries):
            for name, index in opened.items():
                key = (name, number)
                if best.get(key, 0.0) > SLOW_MS:
                    continue
                gc.collect(0)
                took, answer = cpu_ms(lambda index=index, query=query: index.search(query))  # type: ignore[misc]
                if answer is not None:
                    best[key] = min(took, best.get(key, took))
                    totals[key] = answer.total
    return {
        kind: {
            name: Timing(
                median(best[name, i] for i in numbers),
                percentile([best[name, i] for i in numbers], 0.95),
                fmean(totals[name, i] for i in numbers),
            )
            for name in opened
            if all((name, i) in best for i in numbers)
        }
        for kind in Kind
        if (numbers := [i for i, query in enumerate(queries) if query.kind is kind])
    }


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a Markdown table; the first column is text, the others numbers.

    >>> print(table(["a", "b"], [["x", "1"]]))
    | a | b |
    | --- | ---: |
    | x | 1 |
    """
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def short(value: float) -> str:
    """Write a number with three digits that matter.

    >>> short(0.01234), short(12.34), short(1234.5)
    ('0.0123', '12.3', '1234')
    """
    if value >= 100 or value == 0:
        return f"{value:.0f}"
    return f"{value:.3g}"
