"""German full-text search: `build` an index of documents, `open_index` it, `search`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
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
