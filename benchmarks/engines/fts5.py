"""SQLite's FTS5 as it comes: no stemming, no fuzzy search, no wildcards but the prefix."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from benchmarks.corpus import read_records
from benchmarks.engines import Answer
from benchmarks.queries import Kind, Query

_FILE = "index.sqlite"


class _Opened:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def search(self, query: Query) -> Answer | None:
        match = _match(query)
        if match is None:
            return None
        dated = " AND day BETWEEN ? AND ?" if query.days else ""
        asked = [match, *(query.days or ())]
        rows = self._connection.execute(
            f"SELECT title FROM docs WHERE docs MATCH ?{dated} ORDER BY rank LIMIT ?",  # noqa: S608
            [*asked, query.limit],
        )
        titles = [title for (title,) in rows]
        counted = self._connection.execute(f"SELECT count(*) FROM docs WHERE docs MATCH ?{dated}", asked)  # noqa: S608
        return Answer(int(counted.fetchone()[0]), titles)


def _match(query: Query) -> str | None:
    quoted = [f'"{word}"' for word in query.words]
    match query.kind:
        case Kind.OR_3 | Kind.OR_8:
            return " OR ".join(quoted)
        case Kind.PHRASE_2:
            return f'"{" ".join(query.words)}"'
        case Kind.PREFIX_4:
            return f"{quoted[0]} *"
        case Kind.NOT:
            return f"{quoted[0]} NOT {quoted[1]}"
        case Kind.FUZZY_1 | Kind.WILDCARD:
            return None
        case _:
            return " AND ".join(quoted)


class _Fts5:
    def build(self, corpus: Path, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with sqlite3.connect(folder / _FILE) as connection:
            connection.execute(
                "CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, body, day UNINDEXED)"
            )
            connection.executemany("INSERT INTO docs VALUES (?, ?, ?, ?)", read_records(corpus))
            connection.execute("INSERT INTO docs(docs) VALUES ('optimize')")

    def open(self, folder: Path) -> _Opened:
        return _Opened(sqlite3.connect(folder / _FILE))

    def stored_bytes(self, folder: Path) -> int:
        with sqlite3.connect(folder / _FILE) as connection:
            try:
                counted = connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name = 'docs_content'")
            except sqlite3.OperationalError:  # built without the table of sizes
                counted = connection.execute("SELECT sum(length(CAST(c1 || c2 AS BLOB))) FROM docs_content")
            return int(counted.fetchone()[0])


def make(_name: str) -> _Fts5:
    """Make the engine."""
    return _Fts5()
