"""A user's word list for compounds: what is split, what is kept whole, and where the list is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from searcher.errors import UsageError

RULES_VARIABLE = "SEARCHER_COMPOUNDS"
"""Environment variable that names a file with a user's word list (`read_rules`), for indexing and for searching."""


class Part(NamedTuple):
    """A half-open range of code points in the word; the linking element behind it is outside."""

    start: int
    end: int


class RuleError(UsageError):
    """A line of a user's word list that cannot be understood."""

    def __init__(self, line: str) -> None:
        super().__init__(
            f"not a rule for compounds: {line!r} (write Stau|becken to split, =Beispiel to keep whole)"
        )
        self.line = line


class RulesFileError(UsageError):
    """A user's word list that cannot be read; names the file."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{RULES_VARIABLE}: cannot read {path}: {reason}")
        self.path = path


def rules_of_environment() -> tuple[str, ...]:
    """The lines of the file that `RULES_VARIABLE` names; none if it is not set. A file that changes is read again."""
    path = os.environ.get(RULES_VARIABLE)
    if not path:
        return ()
    try:
        state = os.stat(path)  # noqa: PTH116  # asked for every text: no Path is made for that
        return _lines_of(path, state.st_mtime_ns, state.st_size)
    except (OSError, UnicodeDecodeError) as error:
        raise RulesFileError(path, str(error)) from None


@lru_cache(maxsize=1)
def _lines_of(path: str, _changed_ns: int, _size: int) -> tuple[str, ...]:
    return tuple(Path(path).read_text(encoding="utf-8-sig").splitlines())


def read_rules(lines: Iterable[str]) -> dict[str, tuple[Part, ...]]:
    """A user's word list: `Stau|becken` splits a word, `=Beispiel` keeps it whole, `#` starts a comment.

    A rule is for exactly this form of the word; `_` sets a linking element apart.

    >>> read_rules(["Liebe_s|brief", "=Beispiel  # lexicalised"])
    {'liebesbrief': (Part(start=0, end=5), Part(start=6, end=11)), 'beispiel': ()}
    """
    rules: dict[str, tuple[Part, ...]] = {}
    for line in lines:
        text = line.partition("#")[0].strip().lower()
        if not text:
            continue
        keep, pieces = text.startswith("="), text.removeprefix("=").split("|")
        if not all(re.fullmatch(r"[^\W\d_]+(_[^\W\d_]+)?", piece) for piece in pieces) or keep is (
            len(pieces) > 1
        ):
            raise RuleError(line)
        parts, word = [], ""
        for piece in pieces:
            base, _, link = piece.partition("_")
            parts.append(Part(len(word), len(word) + len(base)))
            word += base + link
        rules[word] = () if keep else tuple(parts)
    return rules
