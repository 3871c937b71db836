"""Words with their boundaries: `Steuer|erklärung_s|frist`, `Zeit~punkt` (optional), `Regierung` (none)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Gold(NamedTuple):
    """A word in lower case (ß as ss) and the offsets at which a part must or may start."""

    word: str
    required: frozenset[int]
    optional: frozenset[int]


def parse(annotation: str) -> Gold:
    """One annotated word.

    >>> parse("Maß~stab_s|treue")
    Gold(word='massstabstreue', required=frozenset({9}), optional=frozenset({4}))
    """
    text = re.sub(r"\{[^}]*\}", "", annotation).replace("_", "").lower().replace("ß", "ss")
    required, optional, word = set(), set(), ""
    for char in text:
        if char == "|":
            required.add(len(word))
        elif char == "~":
            optional.add(len(word))
        else:
            word += char
    return Gold(word, frozenset(required), frozenset(optional))


def read_annotations(path: Path) -> list[Gold]:
    """One annotation a line; `#` comments."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [parse(line.strip()) for line in lines if line.strip() and not line.startswith("#")]


def unique(golds: Iterable[Gold]) -> list[Gold]:
    """Without hyphenated words and repetitions."""
    return list({gold.word: gold for gold in golds if gold.word.isalpha()}.values())
