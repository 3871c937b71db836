"""One loop over lines of queries, for scripts and for the prompt."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from searcher.errors import IndexFolderError, QuerySyntaxError, SearcherError, UsageError
from searcher.model import Results
from searcher.terminal.exits import ExitCode
from searcher.terminal.output import Output
from searcher.terminal.show_json import dumps, error_object, search_object

# A query has at most 10,000 characters; a line longer than this is refused and never held in memory whole.
LONGEST_LINE = 1 << 16


class Printer(Protocol):
    """Shows answers and refusals."""

    def answer(self, results: Results) -> None:
        """Show the answer to a query."""

    def refuse(self, query: str, error: SearcherError) -> None:
        """Show why a query has no answer."""


@dataclass(frozen=True, slots=True)
class JsonLines:
    """One line of JSON a query, sent off at once: a program may wait for it before it asks again."""

    output: Output
    quiet: bool = False

    def answer(self, results: Results) -> None:
        """Return the results as one line."""
        self._line(search_object(results))

    def refuse(self, query: str, error: SearcherError) -> None:
        """Return the query and what is wrong with it as one line."""
        self._line(error_object(query, error))

    def _line(self, value: object) -> None:
        if not self.quiet:
            self.output.utf8(dumps(value) + "\n")
            self.output.flush()


def run(lines: Iterable[str | SearcherError], ask: Callable[[str], Results], printer: Printer) -> ExitCode:
    """Answer each line; one bad line is shown and the loop goes on. Trouble with the index itself ends it.

    The exit code is grep's: 2 if a line was refused, 1 if there were queries and none found anything, else 0.
    """
    asked = found = refused = False
    for line in lines:
        asked = True
        try:
            results = ask(_checked(line))
        except IndexFolderError:
            raise
        except SearcherError as error:
            refused = True
            printer.refuse(error.query if isinstance(error, QuerySyntaxError) else str(line), error)
        else:
            found = found or bool(results.total or results.hits)
            printer.answer(results)
    if refused:
        return ExitCode.USAGE
    return ExitCode.FOUND if found or not asked else ExitCode.NOTHING


def _checked(line: str | SearcherError) -> str:
    if isinstance(line, SearcherError):
        raise line
    return line


def lines_of(name: str) -> Iterator[str | SearcherError]:
    """Yield the lines of a file (-: standard input); in the place of a bad one, what is wrong with it."""
    try:
        with nullcontext(_standard_input()) if name == "-" else Path(name).open("rb") as stream:
            if stream is not None:
                yield from decoded(stream)
    except OSError as error:
        raise UsageError(f"cannot read the queries from {name}: {error.strerror or error}") from error


def _standard_input() -> BinaryIO | None:
    return None if sys.stdin is None else sys.stdin.buffer


def decoded(stream: BinaryIO) -> Iterator[str | SearcherError]:
    r"""Return the lines of a stream of UTF-8.

    >>> from io import BytesIO
    >>> [str(line) for line in decoded(BytesIO(b"\xef\xbb\xbfHaus\r\n\xff\n"))]
    ['Haus', 'the line is not UTF-8']
    """
    first = True
    while raw := stream.readline(LONGEST_LINE):
        if first:
            raw, first = raw.removeprefix(b"\xef\xbb\xbf"), False
        too_long = not raw.endswith(b"\n") and len(raw) >= LONGEST_LINE
        line = raw.rstrip(b"\r\n")
        try:
            text = line[: LONGEST_LINE // 2 if too_long else None].decode(
                "utf-8", "ignore" if too_long else "strict"
            )
        except UnicodeDecodeError as error:
            shown = line.decode("utf-8", "replace")
            yield QuerySyntaxError(
                "the line is not UTF-8", query=shown, position=len(line[: error.start].decode())
            )
            continue
        if too_long:
            while (more := stream.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
            yield QuerySyntaxError("the query is too long", query=text[:100] + "…", position=100,
                                   hint="a query has at most 10,000 characters")  # fmt: skip
        else:
            yield text
