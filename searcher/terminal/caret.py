"""A refused query, with a caret under the place."""

from __future__ import annotations

from searcher.errors import QuerySyntaxError
from searcher.terminal.safe import cells, one_line

CONTEXT = 60  # code points shown on either side of the place, when the query is longer


def pointed(error: QuerySyntaxError) -> str:
    """Say what is wrong, the query, a caret under the place, and what to write instead; clean.

    >>> print(pointed(QuerySyntaxError("no word here", query="日本 UND", position=3, hint="add one")))
    no word here
      日本 UND
           ^
      add one
    """
    at = max(0, min(error.position, len(error.query)))
    first, last = max(0, at - CONTEXT), at + CONTEXT
    # Cut first, then clean: one control character becomes several, and the position counts what was typed.
    before = ("…" if first else "") + one_line(error.query[first:at])
    after = one_line(error.query[at:last]) + ("…" if last < len(error.query) else "")
    lines = [one_line(error.message)]
    if error.query.strip():
        lines += [f"  {before}{after}", f"  {' ' * cells(before)}^"]
    if error.hint:
        lines.append(f"  {one_line(error.hint)}")
    return "\n".join(lines)
