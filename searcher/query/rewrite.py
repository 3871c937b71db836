"""A tree to a plan: words become terms, and what may be answered loosely is marked."""

from __future__ import annotations

import re

from searcher.analysis import is_function_word, is_question_word
from searcher.model import FIELDS
from searcher.query import nodes
from searcher.query.atoms import HYPHENS, has_letter
from searcher.query.plan import (
    All,
    AllOf,
    AnyOf,
    Boosted,
    DateWithin,
    Leaf,
    Near,
    PathLike,
    Plan,
    Sequence,
    Without,
    joined,
)
from searcher.query.words import Analyzer, Fits, Known, Similar, Words
from searcher.query.written_out import written_out

FEW = 10
"""With fewer documents than this that hold all words of a longer query, those with some of them follow: a page of them.

nDCG@10 with 0, 3, 5, 10: law_dev .399 .617 .624 .629; libohelp .547 .614 .619 .623; xquad_de .009, then .965.
"""

LONGER = 3
"""From so many plain words on, a query is a longer one; two words are answered loosely only where nothing has both.

nDCG@10 of law_dev, lawcomp_dev, libohelp with 2, 3, 4: .672 .630 .667, .668 .627 .653, .651 .614 .637. With 2, two
words are answered loosely also where fewer than ten documents have both. Documents with all words always come first, so
that the first `total` hits are those asked for.

`USB-Scanner` counts as two: libohelp .628 -> .632, manual pages .639 -> .650, manuals .517 -> .522.
"""

CONTENT_WORDS = 2
"""Where a longer query has so many words with a meaning, its function words need not occur; they weigh only.

nDCG@10 of law_dev, lawcomp_dev, libohelp without that: .650 .607 .648; with it .668 .627 .653.
"""

_HYPHEN = re.compile(rf"\w[{HYPHENS}]\w")
_FIELDS = {None: FIELDS, "title": ("title",), "lead": ("lead",), "body": ("body", "headings")}


def rewrite(  # noqa: PLR0913 - seven things that a plan depends on
    node: nodes.Node,
    analyzer: Analyzer,
    *,
    compounds: bool = True,
    exact: bool = False,
    known: Known | None = None,
    expand_fuzzy: Similar | None = None,
    fits: Fits | None = None,
) -> Plan:
    """Turn a tree into a plan.

    compounds: words also match compounds that have them as a part, and compounds their parts near each other.
    exact: every word means its exact form. known: words it does not know are also searched in those other
    spellings (umlauts, ß) that it knows; fits: the same for truncated words. expand_fuzzy: what a fuzzy word becomes;
    without it the word alone.
    QuerySyntaxError if a word holds nothing that is ever indexed.
    """
    node = written_out(node, analyzer)
    words = Words(analyzer, compounds, exact, known, expand_fuzzy, fits)
    if isinstance(node, nodes.Word) and node.field is None and not node.exact and _has_hyphen(node.text):
        node = nodes.And((node,), plain=True)  # answered as plain words are
    return _plan(node, words._replace(content=_has_content(node, words)))


def _plan(node: nodes.Node, words: Words) -> Plan:
    if isinstance(node, nodes.And):
        return _all(node, words)
    if isinstance(node, nodes.Or):
        return AnyOf(tuple(_plan(child, words) for child in node.children))
    if isinstance(node, nodes.Not):
        if isinstance(node.child, nodes.Not):
            return _plan(node.child.child, words)
        return Without(None, _plan(node.child, words))
    if isinstance(node, nodes.Boost):
        return Boosted(_plan(node.child, words), node.weight)
    if isinstance(node, nodes.DateRange):
        return DateWithin(node.first, node.last)
    if isinstance(node, nodes.PathGlob):
        return PathLike(node.glob)
    if isinstance(node, nodes.Everything):
        return All()
    return _searched(node, words)


def _searched(
    node: nodes.Word | nodes.Wildcard | nodes.Fuzzy | nodes.Phrase | nodes.Near, words: Words
) -> Plan:
    fields = _FIELDS[node.field]
    if isinstance(node, nodes.Word):
        return words.word(node, fields)
    if not isinstance(node, nodes.Near):
        return _side(node, words, fields)
    left, right = _side(node.left, words, fields), _side(node.right, words, fields)
    if isinstance(left, Leaf) and isinstance(right, Leaf):
        return Sequence((left, right), node.distance, ordered=False, fields=fields)
    return Near(left, right, node.distance, fields)


def _side(
    node: nodes.Word | nodes.Wildcard | nodes.Fuzzy | nodes.Phrase, words: Words, fields: tuple[str, ...]
) -> Leaf | Sequence:
    """Plan words that stand one after the other."""
    members = node.members if isinstance(node, nodes.Phrase) else (node,)
    slop = node.slop if isinstance(node, nodes.Phrase) else 0
    slots = tuple(slot for member in members for slot in words.slots(member, fields))
    return slots[0] if len(slots) == 1 else Sequence(slots, slop, ordered=slop == 0, fields=fields)


def _all(node: nodes.And, words: Words) -> Plan:
    """Plan an And: what must match (loosely or not), the filters beside it, and what must not."""
    asked: list[Plan] = []
    filters: list[Plan] = []
    excluded: list[Plan] = []
    small = _not_required(node, words)
    for child in node.children:
        if isinstance(child, nodes.Not):
            excluded.append(_plan(child.child, words))
        elif isinstance(child, nodes.DateRange | nodes.PathGlob):
            filters.append(_plan(child, words))
        elif not (isinstance(child, nodes.Everything) or _is_noise(child) or child in small):
            asked.append(_plan(child, words))
    if node.plain and not words.exact and (len(asked) > 1 or any(map(joined, asked))):
        weighing = tuple(_plan(child, words) for child in small)
        asked = [AllOf(tuple(asked), few=FEW if _is_longer(node, words) else 1, weighing=weighing)]
    required = asked + filters
    kept = AllOf(tuple(required)) if len(required) > 1 else required[0] if required else None
    if excluded:
        return Without(kept, excluded[0] if len(excluded) == 1 else AnyOf(tuple(excluded)))
    return kept or All()


def not_required(node: nodes.Node, analyzer: Analyzer, *, exact: bool = False) -> tuple[nodes.Word, ...]:
    """List the function words of a longer query or a question that need not occur in what it finds."""
    return _not_required(node, Words(analyzer, exact=exact)) if isinstance(node, nodes.And) else ()


def _not_required(node: nodes.And, words: Words) -> tuple[nodes.Word, ...]:
    if not node.plain or words.exact or not _is_longer(node, words):
        return ()
    asked = [child for child in node.children if isinstance(child, nodes.Word) and not _is_noise(child)]
    small = tuple(child for child in asked if not _has_content(child, words))
    return small if len(asked) - len(small) >= CONTENT_WORDS else ()


def _is_longer(node: nodes.And, words: Words) -> bool:
    asked = [child for child in node.children if isinstance(child, nodes.Word) and not _is_noise(child)]
    tokens = [words.raw_tokens(word.text) for word in asked]
    length = sum(len(raws) if _has_hyphen(word.text) else 1 for word, raws in zip(asked, tokens, strict=True))
    return length >= LONGER or any(is_question_word(words.form(raw).exact) for raws in tokens for raw in raws)


def _has_hyphen(text: str) -> bool:
    """Whether a hyphen joins words (`USB-Scanner`); other marks make a phrase (`q@x.de`), and so do numbers."""
    return _HYPHEN.search(text) is not None and any(map(str.isalpha, text))


def _is_noise(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Word) and not has_letter(node.text)


def _has_content(node: nodes.Node, words: Words) -> bool:
    """Whether anything but function words is asked for."""
    if isinstance(node, nodes.Word):
        if _is_noise(node):
            return False
        return any(not is_function_word(words.form(raw).exact) for raw in words.raw_tokens(node.text))
    if isinstance(node, nodes.And | nodes.Or):
        return any(_has_content(child, words) for child in node.children)
    if isinstance(node, nodes.Boost):
        return _has_content(node.child, words)
    return isinstance(node, nodes.Wildcard | nodes.Fuzzy | nodes.Phrase | nodes.Near)
