"""A query line to tokens: what stands at the current place, and what is written at quotes and parentheses."""

from __future__ import annotations

import re
from typing import NoReturn

from searcher.query import atoms, limits
from searcher.query.atoms import QUOTES, TRAILING

OPERATORS = {"UND": "and", "AND": "and", "ODER": "or", "OR": "or", "NICHT": "not", "NOT": "not"}
RESERVED = {**OPERATORS, "NAHE": "near", "NEAR": "near"}
NEAR = re.compile(r"(NAHE|NEAR)(?:/(.*))?", re.DOTALL)

_TOKEN = re.compile(rf"\s*(-*)([^\s(){QUOTES}]*)")
_SUFFIX = re.compile(rf"(~[^\s(){QUOTES}^]*)?(\^[^\s(){QUOTES}]*)?[.,;:!?…]*")
# Filters may follow: `Wer ist Putin? seit:2021`.
_LAST_QUESTION_MARK = re.compile(rf"\?[\s){QUOTES}{re.escape(TRAILING)}]*(?:\s\w+:\S+){{0,4}}\s*\Z")
# A German closing quote is an English opening one: what closes depends on what has opened.
_CLOSERS = {
    opening: re.compile(f"[{closing}]")
    for opening, closing in (('"', '"'), ("„", '“”"'), ("“", '”“"'), ("”", '”"'), ("«", "»"), ("»", "«"))
}


class Scanner:
    """Looks one token ahead: `kind` is the token's, `start` where it begins, `after` where it ends.

    kind: "word" (an operand, whose quote or parenthesis is not yet consumed), "noise" (punctuation), ")",
    "end", or an operator: "and", "or", "not", "near". `operators`: one was seen, or a quote or parenthesis.
    """

    __slots__ = (
        *("line", "exact", "question", "depth", "words", "operators"),
        *("kind", "minus", "text", "start", "after"),
    )

    def __init__(self, line: str, *, exact: bool) -> None:
        self.line, self.exact = line, exact
        self.after = self.depth = self.words = 0
        self.operators = False
        self.question = "?" in line and _is_question(line)
        self.step()

    def step(self) -> None:
        """Go to the next token."""
        match = _TOKEN.match(self.line, self.after)
        assert match is not None  # noqa: S101 - every part of the pattern may be empty
        self.minus, self.text = match.groups()
        self.start, self.after = match.start(1), match.end()
        if self.text:
            self.kind = "word" if self.text.isalnum() else self.kind_of_marked()
            if not self.minus and self.text in RESERVED:
                self.kind, self.operators = RESERVED[self.text], True
        elif self.after == len(self.line):
            self.kind = "noise" if self.minus else "end"
        elif self.line[self.after] == ")":
            self.kind = "noise" if self.minus else ")"
        else:
            self.kind = "noise" if self.minus and self.line[self.after].isspace() else "word"

    def kind_of_marked(self) -> str:
        """Return the kind of a token with more than letters and digits in it."""
        text = self.text
        if text[0] == "N" and not self.minus and NEAR.fullmatch(text):
            self.operators = True
            return "near"
        if atoms.has_letter(text) or "*" in text or (text == "=" and self.opens(self.after)):
            return "word"
        # A sign that has lost its word is refused with its own message, not passed over as punctuation.
        return "word" if text[0] in "^~=" and len(text) > 1 else "noise"

    def opens(self, position: int) -> bool:
        """Whether a phrase or a group begins there."""
        return position < len(self.line) and (self.line[position] == "(" or self.line[position] in QUOTES)

    def quoted(self) -> tuple[int, str]:
        """Consume the quotes that open at `after`; return where their text begins, and the text."""
        start = self.after + 1
        match = _CLOSERS[self.line[self.after]].search(self.line, start)
        if match is None:
            self.refuse(
                "this quotation is not closed", self.after, 'write "ersten Mal", or leave the mark out'
            )
        self.after = match.end()
        return start, self.line[start : match.start()]

    def suffix(self) -> tuple[tuple[str, int] | None, float | None]:
        """Consume what stands at a closing quote or parenthesis: (text behind ~, where the ~ is), weight."""
        match = _SUFFIX.match(self.line, self.after)
        if match is None or not match.group():
            return None, None
        self.after = match.end()
        distance, weight = match.groups()
        return (
            (distance[1:].rstrip(TRAILING), match.start(1)) if distance else None,
            atoms.parse_weight(weight[1:], match.start(2) + 1, self.line) if weight else None,
        )

    def count(self, words: int, position: int) -> None:
        """Count words against the limit."""
        self.words += words
        if self.words > limits.WORDS:
            self.refuse(f"more than {limits.WORDS} words; that is the limit", position, "ask for fewer words")

    def refuse(self, message: str, position: int, hint: str) -> NoReturn:
        """Raise the QuerySyntaxError."""
        atoms.refuse(message, self.line, position, hint)


def _is_question(line: str) -> bool:
    """Whether the line is several words and a question mark, so that its last word is not a truncated one."""
    return _LAST_QUESTION_MARK.search(line) is not None and len(line.split(None, 1)) > 1
