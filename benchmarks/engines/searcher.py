"""This project, by its Python interface."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.engines import Answer
from benchmarks.queries import Kind, Query
from searcher import build, open_index
from searcher.engine import Searcher
from searcher.index.container import read_directory


def line_of(query: Query) -> str:
    """Write the query in our syntax.

    >>> line_of(Query(Kind.OR_3, ("haus", "see", "wald")))
    'haus ODER see ODER wald'
    """
    words = query.words
    match query.kind:
        case Kind.OR_3 | Kind.OR_8:
            return " ODER ".join(words)
        case Kind.PHRASE_2:
            return f'"{" ".join(words)}"'
        case Kind.PREFIX_4:
            return f"{words[0]}*"
        case Kind.WILDCARD:
            return f"*{words[0]}"
        case Kind.FUZZY_1:
            return f"{words[0]}~1"
        case Kind.NOT:
            return f"{words[0]} NICHT {words[1]}"
        case _:
            return " ".join(words)


class _Opened:
    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher

    def search(self, query: Query) -> Answer:
        since, until = (
            (date.fromordinal(day).isoformat() for day in query.days) if query.days else (None, None)
        )
        found = self.searcher.search(line_of(query), limit=query.limit, since=since, until=until, snippets=0)
        return Answer(found.total, [hit.title for hit in found])


class _Searcher:
    def __init__(self, *, compounds: bool) -> None:
        self._compounds = compounds

    def build(self, corpus: Path, folder: Path) -> None:
        build([corpus], folder, jobs=1, compounds=self._compounds)

    def open(self, folder: Path) -> _Opened:
        return _Opened(open_index(folder))

    def stored_bytes(self, folder: Path) -> int:
        return sum(
            length
            for segment in folder.glob("segment-*.bin")
            for name, (_, length) in read_directory(memoryview(segment.read_bytes()))[1].items()
            # A title is stored text, too: the others keep it with the rest of the document.
            if name.startswith(("store", "titles"))
        )


def make(name: str) -> _Searcher:
    """Make the engine of this name."""
    return _Searcher(compounds=name == "searcher")
