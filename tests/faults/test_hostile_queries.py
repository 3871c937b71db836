"""Every hostile query ends in a tree that can be used, or in one typed error."""

from __future__ import annotations

import sys

import pytest

from searcher.analysis import german
from searcher.errors import QuerySyntaxError
from searcher.query import describe, parse, rewrite, suggest, to_query
from tests.faults.hostile_queries import HOSTILE

GERMAN = german()
MESSAGE_CHARS = 500  # whatever was typed, a message stays a line


@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in HOSTILE])
def test_ends_in_a_tree_or_a_typed_error(line: str) -> None:
    with Work() as work:
        error = refusal(line)
    if error:
        assert 0 <= error.position <= len(error.query)
        assert len(error.message) < MESSAGE_CHARS
    # Counted, not timed: a query has 10,000 characters at most, and each may cost 40 calls.
    assert work.calls < 400_000


def refusal(line: str) -> QuerySyntaxError | None:
    try:
        node = parse(line)
        describe(node)
        assert parse(to_query(node)) == node
        rewrite(node, GERMAN)
        suggest(node, similar=lambda _form, _edits: [], known=lambda _form: 0, line=line)
    except QuerySyntaxError as error:
        return error
    return None


class Work:
    """Counts the calls of Python functions, which grow with the work whatever the machine does."""

    def __init__(self) -> None:
        self.calls = 0

    def __enter__(self) -> Work:
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _count(self, _frame: object, event: str, _argument: object) -> None:
        self.calls += event == "call"


def test_the_list_is_long_and_its_names_are_unique() -> None:
    assert len(HOSTILE) >= 150
    assert len({name for name, _ in HOSTILE}) == len(HOSTILE)
