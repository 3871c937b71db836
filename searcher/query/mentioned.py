"""The words that a query names, without its operators, fields and dates."""

from __future__ import annotations

from collections.abc import Iterator

from searcher.query.nodes import And, Boost, Fuzzy, Near, Node, Not, Or, Phrase, Wildcard, Word


def words_of(node: Node) -> Iterator[Word | Fuzzy | Wildcard]:
    """Each word, truncated and fuzzy ones too, from left to right; a hyphenated one is one.

    >>> from searcher.query import parse
    >>> found = words_of(parse('Titel:Haus UND ("ersten Mal" ODER Putin NAHE/5 Taliban*) seit:2021'))
    >>> [word.pattern if isinstance(word, Wildcard) else word.text for word in found]
    ['Haus', 'ersten', 'Mal', 'Putin', 'Taliban*']
    """
    stack: list[Node] = [node]
    while stack:
        match stack.pop():
            case Word() | Fuzzy() | Wildcard() as word:
                yield word
            case And(children=children) | Or(children=children) | Phrase(members=children):
                stack += reversed(children)
            case Near(left=left, right=right):
                stack += [right, left]
            case Not(child=child) | Boost(child=child):
                stack.append(child)
            case _:
                pass
