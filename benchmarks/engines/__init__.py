"""engines: a file for each engine that is measured; all build from one corpus and answer the same queries."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from benchmarks.queries import Query

ENGINES = ("searcher", "searcher-plain", "tantivy", "fts5", "whoosh")
"""`searcher` as it comes; `-plain` without compounds, which is what the others' analysis does."""

_MODULES = {"searcher-plain": "searcher"}


class Answer(NamedTuple):
    """How many documents match, exactly, and the titles of the first ones."""

    total: int
    titles: list[str]


class Opened(Protocol):
    """An index that answers queries."""

    def search(self, query: Query) -> Answer | None:
        """Answer a query, from parsing its line to the titles; None if the engine has no such query."""


class Engine(Protocol):
    """What is measured."""

    def build(self, corpus: Path, folder: Path) -> None:
        """Index a JSON Lines file in an empty folder, in one thread, with positions and stored texts."""

    def open(self, folder: Path) -> Opened:
        """Open what `build` made."""

    def stored_bytes(self, folder: Path) -> int | None:
        """Tell how much of the folder is stored text; None if it cannot be told apart."""


def engine(name: str) -> Engine:
    """Load an engine by its name; ImportError if its package is not installed."""
    module = import_module(f"benchmarks.engines.{_MODULES.get(name, name)}")
    return cast("Engine", module.make(name))


__all__ = ["ENGINES", "Answer", "Engine", "Opened", "engine"]
