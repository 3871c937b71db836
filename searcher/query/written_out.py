"""Words of a query that stand for more, or for less, than they seem to: *Vor- und Nachteile*, *100 000*, *§ 263 a*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol, TypeVar

from searcher.query import limits
from searcher.query.atoms import HYPHENS
from searcher.query.nodes import And, Boost, Node, Not, Or, Phrase, Word
from searcher.query.suggest import cased

_OPEN = re.compile(rf"[^\W_]+[{HYPHENS}]")
_WHOLE = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)*")
_SMALL = frozenset(
    ("und", "oder", "bzw", "sowie", "wie", "als", "auch", "bis", "der", "die", "das", "den", "dem")
)
_ANDS = frozenset(("und", "oder", "bzw", "sowie"))
_BETWEEN = 3  # characters between two words that no operator stands between
_BEGINNING, _GROUP = re.compile(r"\d{1,3}"), re.compile(r"\d{3}")
_PARAGRAPH, _LETTER = re.compile(r"\d{1,4}"), re.compile(r"[a-z]")
_T = TypeVar("_T", bound=Node)


class Analyzer(Protocol):
    """What is needed of the analysis."""

    def completed(self, word: str, partner: str) -> Sequence[str]:
        """What a shortened word stands for: *Vor-* with *Nachteile*, *-handel* with *Textilindustrie*."""


def written_out(node: Node, analyzer: Analyzer) -> Node:
    """Write a tree's words as one word each: *Vorteile und Nachteile*, *100.000*, *263a*.

    Exact words stay; in a phrase only shortened words are written out.
    """
    if isinstance(node, And):
        children = _with_beginnings(node.children, analyzer)
        plain = node.plain or (children != node.children and _is_plain(children))
        children = tuple(written_out(child, analyzer) for child in children)
        return And(tuple(_joined(_completed(children, analyzer))), plain)
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
            whole = analyzer.completed(f"{child.text[:-1]}-", partner.text)
            if whole:
                found[number] = replace(child, text=cased(whole[0], child.text))
    return found


def _with_beginnings(children: tuple[Node, ...], analyzer: Analyzer) -> tuple[Node, ...]:
    """Write out *-handel* in *Textilindustrie und -handel*, where it is no word to be left out.

    It is a word that begins like the one before, if that makes a word: *Putin und -ukraine* does not.
    """
    found = list(children)
    for number in range(2, len(children)):
        partner, small, child = children[number - 2 : number + 1]
        if not (isinstance(partner, Word) and isinstance(small, Word) and isinstance(child, Not)):
            continue
        word = child.child
        if not isinstance(word, Word) or word.exact or partner.exact or word.field != partner.field:
            continue
        is_open = small.text in _ANDS and word.text[0].islower() and word.start - small.end <= _BETWEEN
        if is_open and word.text.isalpha() and _WHOLE.fullmatch(partner.text):
            whole = analyzer.completed(f"-{word.text}", partner.text)
            if whole:
                found[number] = replace(word, text=cased(whole[0], partner.text))
    return tuple(found)


def _is_plain(children: Sequence[Node]) -> bool:
    """Whether they are words that stand side by side, so that no operator was written."""
    words = [
        child for child in children if isinstance(child, Word) and not child.exact and child.field is None
    ]
    return len(words) == len(children) and all(
        other.start - one.end <= _BETWEEN for one, other in pairwise(words)
    )


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
                fits = len(last.text) + len(".000") <= limits.WORD_CHARS
                if fits and _BEGINNING.fullmatch(last.text.partition(".")[0]):
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
