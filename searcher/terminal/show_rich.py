"""Lines for a terminal: wrapped at its width, coloured, paths as links. Width and colour are handed in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from urllib.parse import quote

from rich.console import Console
from rich.style import Style
from rich.text import Text

from searcher.terminal.layout import MARK, Line
from searcher.terminal.safe import one_line

# The 16 colours of the terminal's own theme only: they are readable on whatever background it has.
STYLES = {
    "rank": "bold cyan",
    "title": "bold",
    MARK: "bold black on yellow",
    "path": "green",
    "date": "cyan",
    "section": "italic",
    "label": "bold",
    "number": "cyan",
    "dim": "dim",
}


def render(lines: Iterable[Line], *, width: int | None, color: bool = True, links: bool = False) -> str:
    """Return the lines as text with escape sequences, of which none comes from the pieces.

    width: columns to wrap at (None: not at all). Without colour there are no escapes, and marks are brackets.
    """
    console = Console(
        file=StringIO(),
        width=width or 80,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},  # NO_COLOR and the like have been decided upon
    )
    with console.capture() as capture:
        for line in lines:
            label = _text(Line((line.label,)), color=color, links=False) if line.label else None
            for row in _rows(_text(line, color=color, links=links), line.indent, width, console):
                first, label = label, None
                console.print(row if first is None else first + row[line.indent :], soft_wrap=True, end="\n")
    return capture.get()


def _text(line: Line, *, color: bool, links: bool) -> Text:
    text = Text(no_wrap=False, end="")
    for piece in line.pieces:
        shown = one_line(piece.text)
        if piece.style == MARK and not color:
            shown = f"[{shown}]"
        style = Style.parse(STYLES.get(piece.style, "")) if color else Style()
        if links and color and piece.file and (url := file_url(piece.file)):
            style += Style(link=url)
        text.append(shown, style)
    return text


def _rows(text: Text, indent: int, width: int | None, console: Console) -> Iterable[Text]:
    margin = Text(" " * indent)
    if width is not None and text.plain:
        rows: Iterable[Text] = text.wrap(console, max(20, width - indent), tab_size=8)
    else:
        rows = (text,)
    for row in rows:
        row.rstrip()
        yield margin + row if row.plain else row


def file_url(path: str) -> str | None:
    """Return the path's percent-encoded file: URL; None if there is no such file here.

    >>> file_url("no/such/file") is None
    True
    """
    try:
        absolute = Path(path).absolute()
        if not absolute.is_file():
            return None
    except (OSError, ValueError):
        return None
    return "file://" + quote(os.fsencode(absolute))
