"""Speed beside other engines: `python -m benchmarks.speed CORPUS.jsonl[.xz]`.

One run builds every engine's index from the same file, each in a process of its own, and then asks all of
them the same queries in turns. Times are CPU time. What is compared and how stands in README.md of this
folder.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import child
from benchmarks.around import around
from benchmarks.corpus import Written, read_records, write_corpus
from benchmarks.engines import ENGINES, engine
from benchmarks.queries import Query, draw, statistics
from benchmarks.timing import Timing, short, table, time_queries

PEER = "tantivy"
PARTS = ("builds", "queries", "around", "growth")
SAMPLE = 20_000
"""Documents that the queries are drawn from."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the tables, and write what they are made of."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="searcher-speed-", dir=options.work) as folder:
        outcome = measure(options, Path(folder))
    if options.json:
        options.json.write_text(json.dumps(outcome, indent=1, ensure_ascii=False) + "\n", "utf-8")


def measure(options: argparse.Namespace, work: Path) -> dict[str, Any]:
    """Run the parts that are asked for; print each table when done, return everything as plain values."""
    corpus = write_corpus(options.corpus, work / "corpus.jsonl", options.docs)
    queries = _queries(corpus, options)
    say(
        f"{corpus.documents:,} documents, {corpus.text_bytes / 1e6:.1f} MB of text; Python "
        f"{platform.python_version()}; {len(queries)} queries, seed {options.seed}"
    )
    outcome: dict[str, Any] = {"documents": corpus.documents, "text_bytes": corpus.text_bytes}
    indexes = {name: work / name for name in options.engines}
    outcome["builds"] = builds(corpus, indexes)
    if "queries" in options.parts:
        opened = {name: engine(name).open(folder) for name, folder in indexes.items()}
        timings = time_queries(opened, queries, rounds=options.rounds)
        say(query_table(timings, options.engines))
        outcome["queries"] = {
            kind: {name: timing._asdict() for name, timing in of.items()} for kind, of in timings.items()
        }
    if "around" in options.parts:
        rows = around(indexes[options.engines[0]], corpus.path, work, queries, files=options.files)
        say(table(["", "CPU ms", ""], rows))
        outcome["around"] = rows
    if "growth" in options.parts:
        outcome["growth"] = growth(options, work, queries)
    return outcome


def builds(corpus: Written, indexes: dict[str, Path]) -> dict[str, dict[str, float | None]]:
    """Build every engine's index; prints what it cost and how large it is."""
    made = dict[str, dict[str, float | None]]()
    for name, folder in indexes.items():
        cost = child.build(name, corpus.path, folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        stored = engine(name).stored_bytes(folder)
        made[name] = {
            **cost._asdict(),
            "size_bytes": size,
            "share_of_text": size / corpus.text_bytes,
            "share_without_stored": (size - stored) / corpus.text_bytes if stored is not None else None,
        }
    peer = made.get(PEER, {}).get("cpu_s")
    head = [
        "build",
        "CPU s",
        "wall s",
        f"x {PEER}",
        "peak MB",
        "size MB",
        "/ text",
        "/ text, without stored text",
    ]
    say(table(head, [[name, *_build_row(of, peer)] for name, of in made.items()]))
    return made


def _build_row(of: dict[str, float | None], peer: float | None) -> list[str]:
    cells = [of["cpu_s"], of["wall_s"], (of["cpu_s"] or 0) / peer if peer else None, of["peak_mb"]]
    cells += [(of["size_bytes"] or 0) / 1e6, of["share_of_text"], of["share_without_stored"]]
    return ["–" if cell is None else short(cell) for cell in cells]


def query_table(timings: dict[Any, dict[str, Timing]], engines: Sequence[str]) -> str:
    """Write p50 / p95 of each class on each engine, and our ratios to the peer's."""
    ours = [name for name in engines if name.startswith("searcher")]
    head = ["CPU ms, p50 / p95", *engines, *(f"{name} : {PEER}" for name in ours), "mean hits"]
    rows = []
    for kind, of in timings.items():
        cells = [
            f"{short(of[name].p50_ms)} / {short(of[name].p95_ms)}" if name in of else "–" for name in engines
        ]
        for name in ours:
            peer = of.get(PEER)
            cells.append(
                f"{of[name].p50_ms / peer.p50_ms:.2f} / {of[name].p95_ms / peer.p95_ms:.2f}" if peer else "–"
            )
        rows.append([str(kind), *cells, short(of[engines[0]].mean_total)])
    return table(head, rows)


def growth(options: argparse.Namespace, work: Path, queries: Sequence[Query]) -> dict[str, Any]:
    """Build and ask the same queries at growing sizes; what the corpus does not have is made up of copies."""
    name = options.engines[0]
    sizes, made, timings = options.growth, list[dict[str, Any]](), list[dict[Any, dict[str, Timing]]]()
    for size in sizes:
        corpus = write_corpus(options.corpus, work / "growing.jsonl", size)
        folder = work / f"growing-{size}"
        cost = child.build(name, corpus.path, folder)
        bytes_ = sum(path.stat().st_size for path in folder.rglob("*"))
        made.append({**cost._asdict(), "size_bytes": bytes_, "text_bytes": corpus.text_bytes})
        timings.append(time_queries({name: engine(name).open(folder)}, queries, rounds=options.rounds))
    rows = [
        ["build, CPU s", *(short(of["cpu_s"]) for of in made)],
        ["build, peak MB", *(short(of["peak_mb"]) for of in made)],
        ["size / text", *(short(of["size_bytes"] / of["text_bytes"]) for of in made)],
    ]
    for kind in timings[0]:
        cells = [f"{short(of[kind][name].p50_ms)} ({short(of[kind][name].mean_total)})" for of in timings]
        rows.append([f"{kind}, CPU ms (mean hits)", *cells])
    say(table([f"{name}, documents", *(f"{size:,}" for size in sizes)], rows))
    return {
        str(size): {**of, "queries": {kind: times[name]._asdict() for kind, times in timing.items()}}
        for size, of, timing in zip(sizes, made, timings, strict=True)
    }


def say(text: str) -> None:
    """Print a paragraph, at once: a run takes minutes."""
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


def _queries(corpus: Written, options: argparse.Namespace) -> list[Query]:
    step = max(1, corpus.documents // SAMPLE)
    sample = (record for number, record in enumerate(read_records(corpus.path)) if number % step == 0)
    return draw(statistics(sample), per_kind=options.per_kind, seed=options.seed)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=(__doc__ or "").partition("\n\n")[0]
    )

    def names(text: str) -> list[str]:
        return text.split(",")

    def sizes(text: str) -> list[int]:
        return [int(size) for size in text.split(",")]

    parser.add_argument(
        "corpus", type=Path, help="JSON Lines with id, title, text, date; .xz and .gz are read"
    )
    parser.add_argument("--docs", type=int, help="only so many documents (more than there are: copies)")
    parser.add_argument("--engines", type=names, default=list(ENGINES), help="comma-separated; ours first")
    parser.add_argument(
        "--parts", type=names, default=list(PARTS), help=f"comma-separated: {', '.join(PARTS)}"
    )
    parser.add_argument("--per-kind", type=int, default=30, help="queries of each class")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=6_637, help="size of the folder that is updated")
    parser.add_argument("--growth", type=sizes, default=[10_000, 30_000, 93_000, 280_000])
    parser.add_argument("--json", type=Path, help="also write everything there")
    parser.add_argument("--work", type=Path, help="where the indexes are built (removed at the end)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
