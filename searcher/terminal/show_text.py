"""Lines as plain text: for pipes, and wherever colour is not wanted. Nothing is wrapped or cut."""

from __future__ import annotations

from collections.abc import Iterable

from searcher.terminal.layout import MARK, Line
from searcher.terminal.safe import one_line


def plain(lines: Iterable[Line], *, brackets: bool = True) -> str:
    r"""Return the lines, each with its line end; what would be highlighted stands in [brackets].

    >>> from searcher.terminal.layout import marked
    >>> plain([Line(marked("im Haus", [(3, 7)]), indent=2)])
    '  im [Haus]\n'
    """
    shown = []
    for line in lines:
        pieces = [
            f"[{one_line(piece.text)}]" if brackets and piece.style == MARK else one_line(piece.text)
            for piece in line.pieces
        ]
        margin = line.label.text if line.label else " " * line.indent
        shown.append(f"{margin}{''.join(pieces)}".rstrip(" ") + "\n")
    return "".join(shown)
