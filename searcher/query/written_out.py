"""Words of a query that stand for more, or for less, than they seem to: *Vor- und Nachteile*, *100 000*, *§ 263 a*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from searcher.query.atoms import HYPHENS
from searcher.query.nodes import And, Boost, Node, Not, Or, Phrase, Word
from searcher.query.suggest import cased

_OPEN = re.compile(rf"[^\W_]+[{HYPHENS}]")
_WHOLE = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)*")
_SMALL = frozenset(
    ("und", "oder", "bzw", "sowie", "wie", "als", "auch", "bis", "der", "die", "das", "den", "dem")
)
_BEGINNING, _GROUP = re.compile(r"\d{1,3}"), re.compile(r"\d{3}")
_PARAGRAPH, _LETTER = re.compile(r"\d{1,4}"), re.compile(r"[a-z]")
_T = TypeVar("_T", bound=Node)


class Analyzer(Protocol):
    """What is needed of the analysis."""

    def completed(self, word: str, partner: str) -> Sequence[str]:
        """What a shortened word stands for, likeliest first: *Vor-* and *Nachteile*."""


def written_out(node: Node, analyzer: Analyzer) -> Node:
    """Write a tree's words as one word each: *Vorteile und Nachteile*, *100.000*, *263a*.

    Exact words stay; in a phrase only shortened words are written out.
    """
    if isinstance(node, And):
        children = tuple(written_out(child, analyzer) for child in node.children)
        return And(tuple(_joined(_completed(children, analyzer))), node.plain)
    if isinstance(node, Or):
        return Or(tuple(written_out(child, analyzer) for child in node.children))
    if isinstance(node, Not | Boost):
        return replace(node, child=written_out(node.child, analyzer))
    if isinstance(node, Phrase):
        return replace(node, members=tuple(_completed(node.members, analyzer)))
    return node


def _completed(children: Sequence[_T], analyzer: Analyzer) -> list[_T]:
    """Write out the shortened words whose partner follows."""
    found = list(children)
    for number, child in enumerate(children):
        if not isinstance(child, Word) or child.exact or not _OPEN.fullmatch(child.text):
            continue
        partner = next(filter(_may_complete, children[number + 1 :]), None)
        if isinstance(partner, Word) and _WHOLE.fullmatch(partner.text):
            whole = analyzer.completed(child.text[:-1], partner.text)
            if whole:
                found[number] = replace(child, text=cased(whole[0], child.text))
    return found


def _may_complete(node: Node) -> bool:
    return not isinstance(node, Word) or not (node.text in _SMALL or _OPEN.fullmatch(node.text))


def _joined(children: Sequence[Node]) -> list[Node]:
    """Join the groups of a number, and the letter of a paragraph with its number."""
    found: list[Node] = []
    for child in children:
        last = found[-1] if found else None
        if isinstance(child, Word) and isinstance(last, Word) and _is_next(last, child):
            before = found[-2] if len(found) > 1 else None
            of_paragraph = isinstance(before, Word) and before.text.strip("§") == ""
            if _GROUP.fullmatch(child.text) and all(map(_GROUP.fullmatch, last.text.split(".")[1:])):
                if _BEGINNING.fullmatch(last.text.partition(".")[0]):
                    found[-1] = replace(last, text=f"{last.text}.{child.text}", end=child.end)
                    continue
            elif of_paragraph and _PARAGRAPH.fullmatch(last.text) and _LETTER.fullmatch(child.text):
                found[-1] = replace(last, text=last.text + child.text, end=child.end)
                continue
        found.append(child)
    return found


def _is_next(one: Word, other: Word) -> bool:
    """Whether only a blank is between two words that are asked for in the same way."""
    return one.end + 1 == other.start and one.field == other.field and not (one.exact or other.exact)
