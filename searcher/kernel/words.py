"""The words of texts, numbered in the order of their first occurrence: so texts are kept until they are inverted."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from typing_extensions import Buffer

OpenWord: TypeAlias = Callable[[str, int, int], str | None]
_OPEN = re.compile(
    r"(?<=[^\W_])[-\u2010\u2011](?![^\W_])|(?<![^\W_])[-\u2010\u2011](?=[^\W_])|(?<=[^\W_])(?<![^\W_]{2})[-\u2010\u2011]"
)


class _Numbers(dict[str, int]):
    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Words:
    r"""Numbers the words of texts.

    pattern: finds a word; it takes all letters and digits (`str.isalnum`) that follow one another, and what it
    takes beyond them begins with one of the marks in the hints. before_letter: these matter only where a letter,
    a digit or a hyphen follows; before_space: only where white space follows; anywhere: all others. The compiled
    twin finds words without the pattern and asks it only where the hints say that a word may go on.
    open_word: asked for each word text[start:end] with a hyphen on a side and no letter or digit beyond it, and for
    each of one letter before a hyphen; what it returns, if it is not None, is the word instead (and may be no piece of
    the text).

    >>> words = Words(re.compile(r"\w+(?:-\w+)*"), "-", "", "")
    >>> array("I", words.numbers("ja, ja-nein und ja")).tolist(), words.listed(1), len(words)
    ([0, 1, 2, 0], ['ja-nein', 'und'], 3)
    >>> words.spans("ja, ja-nein und ja", 10, array("I", [11, 12]), False)
    (4, [(4, 11), (12, 15)])
    """

    def __init__(
        self,
        pattern: re.Pattern[str],
        before_letter: str,
        before_space: str,
        anywhere: str,
        open_word: OpenWord | None = None,
    ) -> None:
        del before_letter, before_space, anywhere
        self._find, self._iterate = pattern.findall, pattern.finditer
        self._open_word = open_word
        self._numbers = _Numbers()

    def numbers(self, text: str) -> bytes:
        """The number of each word of a text (u32)."""
        words: Iterable[str] = self._find(text)
        if self._open_word is not None:
            beside = {match.start() for match in _OPEN.finditer(text)}
            if beside:
                words = map(partial(self._word, beside, self._open_word), self._iterate(text))
        return array("I", map(self._numbers.__getitem__, words)).tobytes()

    @staticmethod
    def _word(beside: set[int], open_word: OpenWord, match: re.Match[str]) -> str:
        start, end = match.span()
        found = open_word(match.string, start, end) if end in beside or start - 1 in beside else None
        return match[0] if found is None else found

    def spans(
        self,
        text: str,
        first: int,
        numbers: Buffer,
        last: bool,  # noqa: FBT001
    ) -> tuple[int, list[tuple[int, int]]]:
        """(words, [(start, end), …]): where the words with these ascending numbers (u32) stand.

        first: the number of the text's first word; words: how many it has, with `last` only up to the last of them.
        """
        wanted = array("I", bytes(numbers))
        if any(number < first for number in wanted) or any(b <= a for a, b in pairwise(wanted)):
            raise ValueError("numbers do not ascend")
        matches = self._iterate(text)
        if last:
            matches = islice(matches, wanted[-1] - first + 1 if wanted else 0)
        every = [match.span() for match in matches]
        return len(every), [every[number - first] for number in wanted if number - first < len(every)]

    def listed(self, first: int) -> list[str]:
        """The words with this number and those behind it."""
        return list(self._numbers)[first:]

    def __len__(self) -> int:
        return len(self._numbers)
