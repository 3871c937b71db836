"""The time a query may take, so that every one ends: counted on the processor, a busy machine refuses nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

from searcher.query import limits


class OutOfTimeError(Exception):
    """The evaluation of a query has used up its time; `seconds` is how much it had."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"more than {seconds:.1f} s")
        self.seconds = seconds


class Budget:
    """Begins with the query. What is evaluated may cost time for each document of the index."""

    def __init__(self, documents: int) -> None:
        self._started = time.thread_time()
        self._seconds = limits.SECONDS + documents * limits.SECONDS_PER_DOCUMENT

    def check(self, coming: float = 0.0) -> None:
        """OutOfTimeError if there is none left for the evaluation; 0.3 µs.

        coming: the seconds that the next step will take, where that is known and cannot be interrupted.
        """
        if time.thread_time() - self._started + coming > self._seconds:
            raise OutOfTimeError(self._seconds)


def time_for_snippets(hits: int) -> Callable[[], bool]:
    """A clock for the snippets of so many hits that begins now: whether there is time for one more."""
    end = time.thread_time() + limits.SNIPPET_SECONDS * max(1.0, hits / 100)
    return lambda: time.thread_time() < end
