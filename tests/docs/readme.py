"""README.md, cut into what can be run: console blocks and Python blocks, each with what they print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TIME = re.compile(r'(\d[\d.,]* (?:µs|ms|s)\b)|(?<="took_ms": )[\d.]+')


class Example(NamedTuple):
    """Something to run and what it prints; `line` is where it stands, from 1."""

    line: int
    source: str
    printed: str


def _blocks() -> list[Example]:
    return [
        Example(README.count("\n", 0, found.start()) + 1, found[1], found[2])
        for found in _BLOCK.finditer(README)
    ]


def console_examples() -> list[Example]:
    """Commands of the console blocks, each with the lines that follow it."""
    examples = []
    for line, language, text in _blocks():
        if language == "console":
            for session in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, printed = session.partition("\n")
                examples.append(Example(line, command, printed))
    return examples


def python_examples() -> list[Example]:
    """Python blocks, each with the text block after it."""
    blocks = _blocks()
    return [
        Example(line, source, blocks[number + 1].printed)
        for number, (line, language, source) in enumerate(blocks)
        if language == "python"
    ]


def without_times(text: str) -> str:
    """Replace how long things took, the only thing that is not the same in every run.

    >>> without_times('1 document · 2.1 ms'), without_times('"took_ms": 2.13,')
    ('1 document · TIME', '"took_ms": TIME,')
    """
    return _TIME.sub("TIME", text)
