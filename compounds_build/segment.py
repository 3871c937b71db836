"""All the ways to cut a word, for training; the splitter of the product finds only the best, with compiled scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator

MIN_WORD = 8


def segmentations(
    word: str,
    modifier_ok: Callable[[str], bool],
    head_ok: Callable[[str], bool],
    never: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
    *,
    most: int = 400,
) -> tuple[list[tuple[int, ...]], list[bool]]:
    """Sets of boundaries: the empty one, and every chain of admissible parts, one unknown part at most.

    Also, for every offset, whether a chain of known first parts ends there.
    """
    size = len(word)
    whole_chain = [False] * size  # known first parts end here
    whole_chain[0] = True
    for end in range(2, size - 1):
        whole_chain[end] = any(
            whole_chain[start] and modifier_ok(word[start:end])
            for start in range(end - 1)
            if word[start:end] not in never[0]
        )
    heads = {i: head_ok(word[i:]) for i in range(2, size - 1)}
    ok: dict[tuple[int, int], bool] = {}

    def walk(start: int, cuts: tuple[int, ...], unknown: int) -> Iterator[tuple[int, ...]]:
        for cut in range(start + 2, size - 1):
            key = (start, cut)
            known = ok.get(key)
            if known is None:
                known = ok[key] = modifier_ok(word[start:cut])
            here = unknown + (not known)
            if word[start:cut] in never[0]:
                continue
            if here > 1 or (not known and (cut - start < 4 or start)):
                continue
            if heads[cut] or (here == 0 and size - cut >= 4 and word[cut:] not in never[1]):
                yield (*cuts, cut)
            yield from walk(cut, (*cuts, cut), here)

    out: list[tuple[int, ...]] = [()]
    for cuts in walk(0, (), 0):
        out.append(cuts)
        if len(out) >= most:
            break
    return out, whole_chain
