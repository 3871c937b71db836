"""Refused queries as people meet them: the reason, the query and a caret under the place, from the real program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.processes import Terminal, run
from tests.unit.query.test_query_errors import REFUSED

REFUSED_HERE = REFUSED[::2]


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED_HERE) >= 25


@pytest.mark.parametrize(("query", "caret", "message"), REFUSED_HERE)
def test_a_script_is_told_and_gets_exit_2(place: Path, query: str, caret: str, message: str) -> None:
    done = run("search", "--", query, cwd=place)
    assert (done.returncode, done.stdout) == (2, b"")
    reason, shown, pointer, *_ = done.stderr.decode().splitlines()
    assert reason.startswith("searcher: ")
    assert message in reason
    assert shown == f"  {query}"
    assert pointer == f"  {caret}"


def test_the_prompt_on_a_terminal_says_the_same_and_goes_on(place: Path) -> None:
    with Terminal.start("prompt", cwd=place, env={"TERM": "dumb"}) as terminal:
        for query, caret, message in REFUSED_HERE:
            terminal.expect("» ")
            terminal.type(f"{query}\n")
            shown = terminal.expect(f"\r\n  {caret}\r\n")
            assert message in shown
            assert f"\r\n  {query}\r\n" in shown
        terminal.expect("» ")
        terminal.type("Militärbasen\n")
        terminal.expect("1 document ·")
