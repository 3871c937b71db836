"""Everything `searcher` can refuse, as typed errors whose message says what to do."""

from __future__ import annotations

from collections.abc import Sequence


class SearcherError(Exception):
    """The root: whatever `searcher` raises on purpose. Its text is one sentence for a person."""


class QuerySyntaxError(SearcherError):
    """A query that cannot be understood, or that is over a limit.

    position: code point of the query where the fault lies; hint: what to write instead.
    """

    def __init__(self, message: str, *, query: str, position: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.query, self.position, self.hint = message, query, position, hint


class UsageError(SearcherError):
    """An option or argument that cannot be used; nothing was changed."""


class DuplicateIdError(UsageError):
    """Two documents of one build have the same id; names both sources."""

    def __init__(self, doc_id: str, first: str, second: str) -> None:
        super().__init__(
            f"two documents have the id {doc_id!r}: {first} and {second}; give one of them another id or name"
        )
        self.doc_id, self.first, self.second = doc_id, first, second


class DocumentNotFoundError(SearcherError):
    """No document of the index has this id; ids: those of the documents in the file that was named instead."""

    def __init__(self, doc_id: str, ids: Sequence[str] = ()) -> None:
        if ids:
            some = ", ".join(map(repr, ids[:3])) + (" …" if len(ids) > 3 else "")
            message = f"{doc_id!r} holds {len(ids):,} documents: name one of them by its id ({some})"
        else:
            message = f"no document has the id {doc_id!r}"
        super().__init__(f"{message}; `searcher search '*' -n 0 --format csv` lists all ids")
        self.doc_id = doc_id


class DocumentError(SearcherError):
    """One document that cannot be read; a line of the build's report, never the end of the build."""


class IndexFolderError(SearcherError):
    """Any trouble with the index folder; the command line answers it with exit code 4."""


class IndexMissingError(IndexFolderError):
    """There is no index in the folder."""


class IndexLockedError(IndexFolderError):
    """Another process is writing the index; names its process id where it is known."""


class IndexDamagedError(IndexFolderError):
    """A file of the index is missing or not what the manifest says."""


class IndexVersionError(IndexFolderError):
    """The index was written by another version of the format or with another analysis."""


class IndexWriteError(IndexFolderError):
    """The index could not be written (disk full, no permission …); the old state is intact."""
