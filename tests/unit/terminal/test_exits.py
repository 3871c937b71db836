from __future__ import annotations

import pytest

from searcher import errors
from searcher.terminal.exits import OutputError, exit_code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.QuerySyntaxError("x", query="x", position=0), 2),
        (errors.UsageError("x"), 2),
        (errors.DuplicateIdError("a", "b", "c"), 2),
        (errors.DocumentNotFoundError("a"), 1),
        (errors.IndexMissingError("x"), 4),
        (errors.IndexDamagedError("x"), 4),
        (errors.IndexVersionError("x"), 4),
        (errors.IndexLockedError("x"), 4),
        (errors.IndexWriteError("x"), 4),
        (OutputError("x"), 74),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_error_has_its_exit_code(error: errors.SearcherError, code: int) -> None:
    assert exit_code(error) == code
