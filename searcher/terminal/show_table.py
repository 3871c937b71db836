"""Hits as tables (csv, tsv) and as paths.

csv and tsv are for spreadsheets and the shell: cells are one line, control characters are made visible, and
a title, section or snippet that a spreadsheet would take for a formula begins with an apostrophe. Ids and paths are
what they are, for scripts hand them on. JSON keeps all text true.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from searcher.model import Hit
from searcher.terminal.safe import one_line
from searcher.terminal.show_json import days

COLUMNS = (
    "rank",
    "id",
    "score",
    "path",
    "line",
    "title",
    "date",
    "date_from",
    "date_to",
    "section",
    "snippet",
)


def comma_separated(hits: Iterable[Hit]) -> str:
    """Return the hits as RFC 4180 says, but for the line end, which is a newline alone."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(hit) for hit in hits)
    return target.getvalue()


def tab_separated(hits: Iterable[Hit]) -> str:
    """Return the hits, a tab between two cells and never inside one: no quotes are needed or used."""
    rows = [COLUMNS, *(_cells(hit) for hit in hits)]
    return "".join("\t".join(row) + "\n" for row in rows)


def paths(hits: Iterable[Hit]) -> str:
    """Return the files, each once, one a line; control characters in names are made visible."""
    return "".join(f"{one_line(path)}\n" for path in dict.fromkeys(hit.path for hit in hits))


def nul_paths(hits: Iterable[Hit]) -> bytes:
    """Return the files, each once, byte for byte, a NUL after each: for `xargs -0`."""
    return b"".join(name + b"\0" for name in dict.fromkeys(hit.file_name for hit in hits))


def _cells(hit: Hit) -> tuple[str, ...]:
    first, last = days(hit.date)
    return (
        str(hit.rank),
        one_line(hit.id),
        f"{hit.score:.9g}",
        one_line(hit.path),
        str(hit.line) if hit.line else "",
        cell(hit.title),
        hit.date.given if hit.date else "",
        first or "",
        last or "",
        cell(hit.section),
        cell(" … ".join(snippet.text for snippet in hit.snippets)),
    )


def cell(text: str) -> str:
    """Return a text as one line that no spreadsheet computes.

    >>> cell("=1+1"), cell("a  b"), cell("5 Grad")
    ("'=1+1", 'a b', '5 Grad')
    """
    flat = one_line(" ".join(text.split()))
    return f"'{flat}" if flat[:1] in {"=", "+", "-", "@"} else flat
