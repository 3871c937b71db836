"""Patterns for paths, as `--exclude` takes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Make a test whether a relative path (`/` between its parts) is meant by one of the patterns.

    A pattern without `/` is for the last part of the path, one with `/` for the whole of it. `*` and `?`
    stand for characters of one part, `**` for any number of parts, `[a-z]` and `[!a-z]` for one character; a
    `/` at the end is ignored. Everything below a folder that is meant is meant as well: `walk` does not enter
    it.

    >>> meant = matcher(["*.bak", "alt/**/*.txt", "/hier"])
    >>> [meant(path) for path in ("a/b.bak", "alt/x.txt", "alt/b/c/x.txt", "neu/x.txt", "a/hier", "hier")]
    [True, True, True, False, False, True]
    """
    names, wholes = [], []
    for pattern in patterns:
        trimmed = pattern.rstrip("/")
        if "/" in trimmed:
            wholes.append(_regex(trimmed.removeprefix("./").removeprefix("/")))
        elif trimmed:
            names.append(_regex(trimmed))
    name_of = re.compile("|".join(names) or r"(?!)").fullmatch
    whole_of = re.compile("|".join(wholes) or r"(?!)").fullmatch
    return lambda path: bool(name_of(path.rpartition("/")[2]) or whole_of(path))


_PIECE = re.compile(r"(?:(?<=/)|\A)\*\*/(?:\*\*/)*|\*+|\?|\[!?\]?[^\]/]*\]|.", re.DOTALL)


def _regex(pattern: str) -> str:
    return f"(?s:{''.join(_translated(piece) for piece in _PIECE.findall(pattern))})"


def _translated(piece: str) -> str:
    if piece.startswith("**/"):
        return "(?:[^/]+/)*"
    if piece.startswith("**"):
        return ".*"
    if piece == "*":
        return "[^/]*"
    if piece == "?":
        return "[^/]"
    if piece.startswith("[") and len(piece) > 2:
        inside = piece[1:-1].replace("\\", "\\\\").replace("[", "\\[").replace("&&", "&\\&")
        inside = inside.replace("||", "|\\|").replace("~~", "~\\~").replace("--", "-\\-")
        negated = inside.startswith("!")
        wanted = f"(?!/)[{'^' if negated else ''}{_escaped_caret(inside[negated:])}]"
        try:
            re.compile(wanted)
        except re.error:
            return re.escape(piece)  # a range that runs backwards
        return wanted
    return re.escape(piece)


def _escaped_caret(inside: str) -> str:
    escaped = inside.replace("]", "\\]")
    return f"\\{escaped}" if escaped.startswith("^") else escaped
