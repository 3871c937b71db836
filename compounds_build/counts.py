"""How often a string begins or ends the known words: productivity, and which of the known words are compounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from compounds_build.features import LINKS
from compounds_build.lexicon import ADJECTIVE, NOUN, VERB_STEM, Lexicon


def first_counts(lexicon: Lexicon) -> tuple[Counter[str], Counter[str]]:
    """Productivity by look-up alone: what stands before a known noun, and after a plausible first part."""
    kinds = lexicon.kinds
    modifiers: Counter[str] = Counter()
    heads: Counter[str] = Counter()

    def plausible(left: str) -> bool:
        if kinds.get(left, 0) & (NOUN | ADJECTIVE | VERB_STEM) and len(left) > 2:
            return True
        return any(
            left.endswith(link) and len(left) - len(link) > 2 and kinds.get(left[: -len(link)], 0) & NOUN
            for link in LINKS
        )

    for word in lexicon.lemmas:
        for cut in range(2, len(word) - 2):
            right = word[cut:]
            if kinds.get(right, 0) & (NOUN | ADJECTIVE):
                left = word[:cut]
                modifiers[left] += 1
                if plausible(left):
                    heads[right] += 1
    return modifiers, heads


def counts_of_splits(
    lexicon: Lexicon,
    cut: Callable[[str], tuple[int, tuple[int, ...]]],
    whole: Callable[[str], int],
    margin: int,
) -> tuple[Counter[str], Counter[str], frozenset[str]]:
    """Productivity from the parts that a splitter finds in the known words, and the words that it surely splits.

    cut: best score and starts; margin: by how much the score must beat that of the whole word.
    """
    modifiers: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    compounds = set()
    for word in lexicon.lemmas:
        score, starts = cut(word)
        if starts:
            if score - whole(word) > margin:
                compounds.add(word)
            edges = (0, *starts)
            modifiers.update(word[a:b] for a, b in zip(edges, starts, strict=False))
            heads[word[starts[-1] :]] += 1
    return modifiers, heads, frozenset(compounds)
