"""The time a query may take, so that every one ends: counted on the processor, a busy machine refuses nothing."""

from __future__ import annotations

import time

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

    def check(self) -> None:
        """OutOfTimeError if there is none left for the evaluation; 0.3 µs."""
        if time.thread_time() - self._started > self._seconds:
            raise OutOfTimeError(self._seconds)

    def allows_snippets(self, hits: int) -> bool:
        """Whether there is time to look for snippets, of so many hits in all: each 100 have the time of a query."""
        return time.thread_time() - self._started < limits.SECONDS * max(1, hits / 100)
