"""The printer for people: plain lines on a pipe, wrapped and coloured ones on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from searcher.errors import QuerySyntaxError, SearcherError
from searcher.model import Document, Results, Span
from searcher.terminal.caret import pointed
from searcher.terminal.layout import Line, document_lines, result_lines, summary
from searcher.terminal.output import Notices, Output, is_terminal, notices, standard_output, wants_color
from searcher.terminal.show_text import plain

WIDEST = 120  # columns: longer lines of prose are hard to read
PAGER_OPTIONS = "-FRX"  # of less: leave if it all fits, show our colours, leave the text on the screen


@dataclass(frozen=True, slots=True)
class Screen:
    """Where answers for people go."""

    output: Output
    say: Notices
    color: bool
    width: int | None

    def results(self, results: Results) -> None:
        """Return the hits and facets."""
        self.output.text(self.drawn(result_lines(results)))

    def answer(self, results: Results) -> None:
        """Return the hits and facets, and what there is to say about them."""
        self.results(results)
        self.output.flush()
        tell(results, self.say)

    def refuse(self, query: str, error: SearcherError) -> None:  # noqa: ARG002
        """Why there is no answer."""
        if isinstance(error, QuerySyntaxError):
            self.say.lines(pointed(error))
        else:
            self.say.line(str(error))

    def lines(self, lines: Iterable[Line]) -> None:
        """Any lines."""
        self.output.text(self.drawn(lines))

    def drawn(self, lines: Iterable[Line], *, brackets: bool = True) -> str:
        """Return the lines as the text that is written."""
        if self.width is None and not self.color:
            return plain(lines, brackets=brackets)
        from searcher.terminal.show_rich import render

        return render(lines, width=self.width, color=self.color, links=self.output.is_terminal)

    def page(self, document: Document, spans: Sequence[Span]) -> None:
        """Return a document through the pager; without a terminal, all at once."""
        text = self.drawn(document_lines(document, spans))
        if self.output.is_terminal and is_terminal(sys.stdin):
            page(text, color=self.color)
        else:
            self.output.text(text)


def screen(color: str = "auto", *, quiet: bool = False) -> Screen:
    """Return the screen of this process."""
    output = standard_output()
    width = min(WIDEST, shutil.get_terminal_size().columns) if output.is_terminal else None
    return Screen(output, notices(color=color, quiet=quiet), wants_color(color, output.stream), width)


def page(text: str, *, color: bool) -> None:
    """Show a clean text in $PAGER, or in less."""
    import click

    standard_output().flush()
    os.environ.setdefault("LESS", PAGER_OPTIONS)
    # A less that was told its options by somebody else shows colours if they say so; click would find out only some.
    is_less = os.environ.get("PAGER", "less").split()[:1] in (["less"], [])
    shows_colors = not is_less or not {"R", "r"}.isdisjoint(os.environ["LESS"])
    click.echo_via_pager(text, color=color and shows_colors)


def tell(results: Results, say: Notices, *, briefly: bool = False) -> None:
    """Say how the query was understood, what to know, what to try instead, and how many hits there are."""
    if not briefly and results.understood:
        say.line(f"understood as: {results.understood}", style="dim")
    for note in results.notes:
        say.line(f"note: {note}", style="warn")
    if results.suggestion:
        say.line(f"did you mean: {results.suggestion}", style="good")
    if not briefly:
        say.line(summary(results), style="dim")
