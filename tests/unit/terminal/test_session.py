from __future__ import annotations

import pytest

from searcher.errors import UsageError
from searcher.terminal.prompt import history_file
from searcher.terminal.session import ALIASES, COMMANDS, HELP, _choice, _number


def test_every_command_is_in_the_help() -> None:
    named = {word[1:] for line in HELP for word in line.split() if word.startswith(":")}
    assert set(COMMANDS) <= named
    assert {ALIASES.get(name, name) for name in named} <= set(COMMANDS)


@pytest.mark.parametrize("argument", ["", "x", "-1", "9999999", "0"])
def test_numbers_are_checked(argument: str) -> None:
    with pytest.raises(UsageError, match="from 1 on"):
        _number(argument, least=1)


def test_choices_are_named() -> None:
    with pytest.raises(UsageError, match="score, date"):
        _choice("size", ("score", "date"))


@pytest.mark.parametrize(
    ("state", "path"),
    [
        ("/s", "/s/searcher/history"),
        ("", "/h/.local/state/searcher/history"),
        ("relative", "/h/.local/state/searcher/history"),
    ],
)
def test_the_history_is_in_the_state_folder(monkeypatch: pytest.MonkeyPatch, state: str, path: str) -> None:
    monkeypatch.setenv("HOME", "/h")
    monkeypatch.setenv("XDG_STATE_HOME", state)
    assert str(history_file()) == path
