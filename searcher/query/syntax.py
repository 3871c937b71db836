"""A tree of nodes in query syntax: `parse(to_query(node)) == node` for every tree that `parse` makes."""

from __future__ import annotations

from searcher.query.atoms import has_letter
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


def to_query(node: Node) -> str:
    """Write a tree in query syntax, with English operators and field names.

    >>> to_query(Or((Word("Putin"), And((Word("Kreml", "title"), Not(Word("Ukraine")))))))
    'Putin OR title:Kreml AND -Ukraine'
    """
    if isinstance(node, And):
        return _all(node)
    if isinstance(node, Or):
        return " OR ".join(
            to_query(child) if isinstance(child, And) else _inner(child) for child in node.children
        )
    if isinstance(node, Not):
        return f"-{_inner(node.child, tight=True)}"
    if isinstance(node, Near):
        return f"{_leaf(node.left)} NEAR/{node.distance} {_leaf(node.right)}"
    if isinstance(node, Boost):
        return f"{_inner(node.child, tight=True)}^{_number(node.weight)}"
    if isinstance(node, DateRange):
        return f"date:{node.text}"
    if isinstance(node, PathGlob):
        opening, closing = next((a, b) for a, b in ('""', "»«", "«»") if b not in node.glob)
        return f"path:{opening}{node.glob}{closing}"
    if isinstance(node, Everything):
        return "*"
    return _leaf(node)


def _all(node: And) -> str:
    """Write words side by side where they were, else AND between all that is searched."""
    pieces: list[str] = []
    searched = 0
    for child in node.children:
        unsearched = isinstance(child, Word) and not has_letter(child.text)
        if pieces:
            pieces.append(" " if node.plain or unsearched or not searched else " AND ")
        pieces.append(_inner(child))
        searched += not unsearched
    text = "".join(pieces)
    # One word and punctuation have no AND between them that would tell them from a plain query.
    return text if node.plain or searched > 1 else f"({text})"


def _inner(node: Node, *, tight: bool = False) -> str:
    """Write a node as a part of another; `tight`: beside a sign that belongs to one word or group only."""
    groups = And | Or | Near | Not | Boost | DateRange | PathGlob | Everything if tight else And | Or
    return f"({to_query(node)})" if isinstance(node, groups) else to_query(node)


def _leaf(node: Word | Wildcard | Fuzzy | Phrase) -> str:
    field = f"{node.field}:" if node.field else ""
    if isinstance(node, Word):
        return f"{field}{'=' if node.exact else ''}{node.text}"
    if isinstance(node, Wildcard):
        return f"{field}{node.pattern}"
    if isinstance(node, Fuzzy):
        return f"{field}{node.text}~{node.edits}"
    members = " ".join(
        f"={member.text}" if isinstance(member, Word) and member.exact else _text(member)
        for member in node.members
    )
    return f'{field}"{members}"{f"~{node.slop}" if node.slop else ""}'


def _text(member: Word | Wildcard) -> str:
    return member.text if isinstance(member, Word) else member.pattern


def _number(weight: float) -> str:
    return repr(weight).removesuffix(".0")
