"""A tree of nodes in words: what `understood` tells a person."""

from __future__ import annotations

from collections.abc import Collection

from searcher.analysis import raw_spans
from searcher.query.atoms import has_letter, one_hyphen
from searcher.query.limits import FUZZY_LETTERS
from searcher.query.nodes import (
    And,
    Boost,
    DateRange,
    Everything,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    PathGlob,
    Phrase,
    Wildcard,
    Word,
)

_OF_SENTENCES = ".,;:!?…'’"


def describe(node: Node, not_required: Collection[Word] = ()) -> str:
    """Say in words how a query was understood; not_required: its words that need not occur.

    >>> describe(And((Word("Militärbasen"), Word("Tadschikistan")), plain=True))
    'all of: Militärbasen, Tadschikistan'
    >>> describe(And((Word("Putin"), Not(Word("Ukraine", "title")))))
    'Putin; without: Ukraine in the title'
    """
    if isinstance(node, And):
        return _all(node, not_required)
    if isinstance(node, Or):
        return f"any of: {', '.join(map(_inner, node.children))}"
    if isinstance(node, Not):
        return f"all documents; without: {_inner(node.child)}"
    return _inner(node)


def _all(node: And, not_required: Collection[Word]) -> str:
    """Say first what is asked for, then the filters, then what is left out and what is not searched."""
    asked, weighing, filters, without, unsearched = [], [], [], [], []
    for child in node.children:
        if isinstance(child, Not):
            without.append(_inner(child.child))
        elif isinstance(child, DateRange | PathGlob):
            filters.append(_inner(child))
        elif isinstance(child, Word) and not has_letter(child.text):
            unsearched.append(f'"{child.text}"')
        elif child in not_required:
            weighing.append(_inner(child))
        else:
            asked.append(_inner(child))
    clauses = [asked[0] if len(asked) == 1 else f"all of: {', '.join(asked)}"] if asked else []
    if weighing:
        clauses.append(f"not required: {', '.join(weighing)}")
    clauses += filters
    if without:
        if not clauses:
            clauses = ["all documents"]
        clauses.append(f"without: {', '.join(without)}")
    if unsearched:
        clauses.append(f"not searched: {' '.join(unsearched)}")
    return "; ".join(clauses)


def _inner(node: Node) -> str:
    """Describe a node as a member of a list."""
    if isinstance(node, And | Or | Not):
        return f"({describe(node)})"
    if isinstance(node, Boost):
        return f"{_inner(node.child)} (weight {node.weight:g})"
    if isinstance(node, DateRange):
        return _date(node)
    if isinstance(node, PathGlob):
        return f'path {"like" if any(sign in node.glob for sign in "*?[") else "with"} "{node.glob}"'
    if isinstance(node, Everything):
        return "all documents"
    return _term(node) + _in_field(node.field)


def _term(node: Word | Wildcard | Fuzzy | Phrase | Near) -> str:
    if isinstance(node, Word):
        return _word(node.text, exact=node.exact) + _left_out(node.text)
    if isinstance(node, Wildcard):
        return _truncated(node.pattern)
    if isinstance(node, Fuzzy):
        return f"words within {_edits(node)} of {bare(node.text)}{_left_out(node.text)}"
    if isinstance(node, Phrase):
        text = " ".join(_member(member) for member in node.members)
        if node.slop:
            return f'the words "{text}" with at most {_count(node.slop)} between, in any order'
        return f'the phrase "{text}"'
    between = f"at most {_count(node.distance)}" if node.distance else "no word"
    return f"{_term(node.left)} with {between} between it and {_term(node.right)}"


def _edits(node: Fuzzy) -> str:
    """Say how many; of a hyphenated word also which of its words are too short for two."""
    if node.edits == 1:
        return "1 edit"
    words = [node.text[start:end] for start, end in raw_spans(node.text)]
    short = ", ".join(word for word in words if len(word) < FUZZY_LETTERS)
    return f"{node.edits} edits ({short}: 1)" if short else f"{node.edits} edits"


def _word(text: str, *, exact: bool) -> str:
    """Describe a word; with other marks inside than hyphens it is several, one after the other: `12:30`."""
    words = [] if text.isalnum() else [text[start:end] for start, end in raw_spans(text)]
    if len(words) > 1 and "-".join(words) != one_hyphen(bare(text)):
        return f'the phrase "{" ".join(f"={word}" if exact else word for word in words)}"'
    return f'exactly "{bare(text)}"' if exact else bare(text)


def _member(member: Word | Wildcard) -> str:
    if isinstance(member, Wildcard):
        return member.pattern
    return f"={bare(member.text)}" if member.exact else bare(member.text)


def _count(words: int) -> str:
    return f"{words} word{'s' if words > 1 else ''}"


def _truncated(pattern: str) -> str:
    first = next((at for at, letter in enumerate(pattern) if letter.isalnum() or letter in "*?"), 0)
    if first:
        return f'{_truncated(pattern[first:])} (without "{pattern[:first]}")'
    fixed = pattern.strip("*")
    if "*" not in fixed and "?" not in fixed:
        if pattern == f"{fixed}*":
            return f'words beginning with "{fixed}"'
        if pattern == f"*{fixed}":
            return f'words ending in "{fixed}"'
        if pattern == f"*{fixed}*":
            return f'words with "{fixed}" in them'
    return f'words like "{pattern}"'


def _in_field(field: str | None) -> str:
    return f" in the {field}" if field else ""


def _date(node: DateRange) -> str:
    first, dots, last = node.text.partition("..")
    if not dots:
        return f"date {node.text}"
    if not last:
        return f"since {first}"
    return f"date {first} to {last}" if first else f"until {last}"


def _left_out(text: str) -> str:
    """Name the signs at a word that are not searched, but for those that sentences have: `!Putin`, `C++`, `5 €`."""
    if text.isalnum():
        return ""
    before, behind = _signs(text)
    signs = before.strip("…¿¡") + behind.strip(_OF_SENTENCES)
    return f' (without "{signs}")' if signs else ""


def bare(text: str) -> str:
    """Take the signs off both ends of a word.

    >>> bare("»Haus!"), bare("100%")
    ('Haus', '100')
    """
    if text.isalnum():
        return text
    before, behind = _signs(text)
    return text[len(before) : len(text) - len(behind)]


def _signs(text: str) -> tuple[str, str]:
    """What stands before the first and behind the last word of a text; nothing if there is none."""
    words = raw_spans(text)
    return (text[: words[0][0]], text[words[-1][1] :]) if words else ("", "")
