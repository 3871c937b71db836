"""All the ways to cut a word, for training; the splitter of the product only finds the best one, with compiled scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator

MIN_WORD = 8


def segmentations(
    word: str, modifier_ok: Callable[[str], bool], head_ok: Callable[[str], bool], *, most: int = 400
) -> list[tuple[int, ...]]:
    """Sets of boundaries: the empty one, and every chain of admissible parts, one unknown part at most."""
    size = len(word)
    heads = {i: head_ok(word[i:]) for i in range(2, size - 1)}
    ok: dict[tuple[int, int], bool] = {}

    def walk(start: int, cuts: tuple[int, ...], unknown: int) -> Iterator[tuple[int, ...]]:
        for cut in range(start + 2, size - 1):
            key = (start, cut)
            known = ok.get(key)
            if known is None:
                known = ok[key] = modifier_ok(word[start:cut])
            here = unknown + (not known)
            if here > 1 or (not known and (cut - start < 4 or start)):
                continue
            if heads[cut] or (here == 0 and size - cut >= 4):
                yield (*cuts, cut)
            yield from walk(cut, (*cuts, cut), here)

    out: list[tuple[int, ...]] = [()]
    for cuts in walk(0, (), 0):
        out.append(cuts)
        if len(out) >= most:
            break
    return out
