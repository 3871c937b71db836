r"""German full-text search: `build` an index of documents, `open_index` it, `search`.

The names of `__all__` are what can be relied on; whatever goes wrong on purpose is a `SearcherError`.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> from searcher import build, open_index
>>> with TemporaryDirectory() as folder:
...     _ = Path(folder, "besuch.txt").write_text("Der Besuch\n\nRussland hat eine Militärbasis.", "utf-8")
...     report = build([folder], index=f"{folder}/index")
...     with open_index(f"{folder}/index") as searcher:
...         results = searcher.search("Basen", limit=10)
>>> report.added, results.total
(1, 1)
>>> [snippet.marked("[", "]") for hit in results for snippet in hit.snippets]
['Russland hat eine Militär[basis].']
"""

from __future__ import annotations

from importlib import import_module

from searcher.errors import (
    DocumentNotFoundError,
    DuplicateIdError,
    IndexDamagedError,
    IndexFolderError,
    IndexLockedError,
    IndexMissingError,
    IndexVersionError,
    IndexWriteError,
    QuerySyntaxError,
    SearcherError,
    UsageError,
)

# As type checkers know it: `typing` takes 5 ms, and an interrupt is to find us prepared.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from searcher.engine import Searcher, build, check, open_index
    from searcher.model import Document, Facet, Hit, Order, Results, Snippet, Span

__version__ = "0.1.0"

__all__ = [
    "Document",
    "DocumentNotFoundError",
    "DuplicateIdError",
    "Facet",
    "Hit",
    "IndexDamagedError",
    "IndexFolderError",
    "IndexLockedError",
    "IndexMissingError",
    "IndexVersionError",
    "IndexWriteError",
    "Order",
    "QuerySyntaxError",
    "Results",
    "Searcher",
    "SearcherError",
    "Snippet",
    "Span",
    "UsageError",
    "build",
    "check",
    "open_index",
]

_HOME = dict.fromkeys(("Searcher", "build", "check", "open_index"), "searcher.engine") | dict.fromkeys(
    ("Document", "Facet", "Hit", "Order", "Results", "Snippet", "Span"), "searcher.model"
)


def __getattr__(name: str) -> Any:
    """The engine is loaded when it is used, so that `searcher --version` is quick."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
