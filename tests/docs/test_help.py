"""README.md names every command and option, and the help of each command does."""

from __future__ import annotations

import re

import click
import pytest

from searcher.errors import IndexFolderError, SearcherError
from searcher.query import limits
from searcher.query.fields import FIELDS
from searcher.terminal.commands import COMMANDS, program
from searcher.terminal.exits import ExitCode
from searcher.terminal.session import COMMANDS as PROMPT_COMMANDS
from tests.docs.readme import README

CONTEXT = click.Context(program)


def command(name: str) -> click.Command:
    found = program.get_command(CONTEXT, name)
    assert found is not None
    return found


def section(title: str) -> str:
    """The part of README.md below a heading, up to the next of its rank."""
    found = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


OPTIONS = sorted(
    (name, "/".join(sorted(param.opts, key=len)))
    for name in COMMANDS
    for param in command(name).params
    if isinstance(param, click.Option)
)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`searcher {name}" in README


@pytest.mark.parametrize(("name", "spellings"), OPTIONS, ids=lambda value: value)
def test_every_option_is_in_the_readme_and_explained_in_the_help(name: str, spellings: str) -> None:
    text = command(name).get_help(click.Context(command(name), info_name=name))
    longest = spellings.split("/")[-1]
    assert re.search(rf"{longest}\b.*\n?.*\w", text)
    assert any(re.search(rf"(?<![\w-]){spelling}(?![\w-])", README) for spelling in spellings.split("/"))


@pytest.mark.parametrize(
    "param",
    [param for name in COMMANDS for param in command(name).params if isinstance(param, click.Option)],
    ids=lambda param: param.name,
)
def test_every_option_says_what_it_does(param: click.Option) -> None:
    assert param.help


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_in_the_syntax(name: str) -> None:
    assert f"`{name}:" in section("Query syntax").lower()


@pytest.mark.parametrize("name", PROMPT_COMMANDS)
def test_every_command_of_the_prompt_is_named(name: str) -> None:
    assert re.search(rf"`:{name}\b", section("A first search"))


@pytest.mark.parametrize("code", ExitCode, ids=lambda code: code.name)
def test_every_exit_code_is_explained(code: ExitCode) -> None:
    assert re.search(rf"^\|[^|]*\b{int(code)}\b[^|]*\|", section("Scripting"), re.MULTILINE)


@pytest.mark.parametrize("error", [*SearcherError.__subclasses__(), *IndexFolderError.__subclasses__()])
def test_every_error_that_leaves_the_engine_is_named(error: type[SearcherError]) -> None:
    if error.__module__ == "searcher.errors" and error.__name__ != "DocumentError":  # a line of the report
        assert f"{error.__name__}" in section("Python")


@pytest.mark.parametrize("name", [name for name in vars(limits) if name.isupper()])
def test_every_limit_of_a_query_is_in_the_table(name: str) -> None:
    value = getattr(limits, name)
    written = {1e-6: "0.000001", 1e6: "1,000,000"}.get(value, f"{value:,}")
    assert re.search(rf"(?<![\d,.]){re.escape(written)}(?![\d,.]*\d)", section("Limits"))
