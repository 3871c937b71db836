"""Truncation on one word: `Militär*`, `*basis`, `M?ller`; linear for every pattern, so no query can hang."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def matcher(pattern: str) -> Callable[[str], bool]:
    """Make a test whether a whole word fits; `*` is any run of characters, `?` exactly one.

    Runs between the stars are placed as early as possible, which never misses a fit.

    >>> fits = matcher("m?l*basis")
    >>> fits("militärbasis"), fits("basis")
    (True, False)
    """
    head, *rest = pattern.split("*")
    if not rest:
        return lambda word: len(word) == len(head) and _fits_at(head, word, 0)
    *middle, tail = rest

    def fits(word: str) -> bool:
        last = len(word) - len(tail)
        if last < len(head) or not _fits_at(head, word, 0) or not _fits_at(tail, word, last):
            return False
        at = len(head)
        for run in middle:
            at = _find(run, word, at, last)
            if at < 0:
                return False
            at += len(run)
        return True

    return fits


def quick_test(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Make a test that fails only for words that fit none of the patterns: by beginnings or endings if all have some.

    >>> may_fit = quick_test(["haus*", "boot?"])
    >>> may_fit("hausboot"), may_fit("boote"), may_fit("hütte")
    (True, True, False)
    """
    if not patterns:
        return lambda _: False
    pieces = [pattern.replace("?", "*").split("*") for pattern in patterns]
    heads, tails = tuple(first for first, *_ in pieces), tuple(last for *_, last in pieces)
    if all(heads):
        return lambda word: word.startswith(heads)
    if all(tails):
        return lambda word: word.endswith(tails)
    tests = [matcher(pattern) for pattern in patterns]
    return lambda word: any(fits(word) for fits in tests)


def _fits_at(run: str, word: str, at: int) -> bool:
    if "?" not in run:
        return word.startswith(run, at)
    return len(word) - at >= len(run) and all(a in ("?", b) for a, b in zip(run, word[at:], strict=False))


def _find(run: str, word: str, at: int, last: int) -> int:
    """Find the first place in word[at:last] where the run fits, or -1."""
    if "?" not in run:
        return word.find(run, at, last)
    return next((i for i in range(at, last - len(run) + 1) if _fits_at(run, word, i)), -1)
