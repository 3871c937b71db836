"""The command `searcher` and its subcommands, each loaded only when it is called."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from searcher.terminal.output import COLOR_CHOICES, standard_output

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

# Where each command is, and the line of it in the help: the module is not loaded for that.
COMMANDS = {
    "index": ("index_command", "Make the index equal to the folders and files named."),
    "search": ("search_command", "Search the index; several words are one query."),
    "prompt": ("prompt", "Search interactively."),
    "show": ("look_commands", "Show a document, the words of a query marked."),
    "explain": ("look_commands", "Say how words are analysed and how often they occur."),
    "info": ("look_commands", "Say what the index holds."),
    "check": ("look_commands", "Verify every checksum and the agreement of the parts."),
}
HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}


class Command(click.Command):
    """A command whose help goes through our own door, as every output does: a full disk is told, a closed pipe not."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`-h`, as click makes it, but for the printing."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _print_help
        return option


class Program(Command, click.Group):
    """The group; its commands are modules that are loaded by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All commands, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command, loaded."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"searcher.terminal.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with what to do for who typed a query in the place of a command."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            ctx.fail(_no_such(name, args, ctx.params.get("index_dir")))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Return the commands with their lines, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _no_such(name: str, args: list[str], index_dir: str | None) -> str:
    import shlex
    from difflib import get_close_matches

    close = get_close_matches(name, COMMANDS, n=1)
    meant = shlex.join([
        "searcher",
        *(["--index", index_dir] if index_dir else []),
        *([close[0], *args[1:]] if close else ["search", *args]),
    ])  # fmt: skip
    return f"no such command: {name} (did you mean `{meant}`?)"


def index_option(function: Decorated) -> Decorated:
    """`--index DIR`, `--debug` and `--version`, which every command has."""
    debug = click.option("--debug", is_flag=True, expose_value=False, help="Show a traceback on errors.")
    index = click.option(
        "--index",
        "index_dir",
        metavar="DIR",
        help="The index folder.  [default: $SEARCHER_INDEX, else index]",
    )
    version = click.option(
        "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version,
        help="Show the version and exit.",
    )  # fmt: skip
    return index(debug(version(function)))


def index_folder(index_dir: str | None) -> str:
    """Return the command's folder, else the program's, else $SEARCHER_INDEX, else `index`."""
    given = index_dir or click.get_current_context().find_root().params.get("index_dir")
    return given or os.environ.get("SEARCHER_INDEX") or "index"


def typed(argument: str) -> str:
    r"""Return an argument as it was typed, also where the locale could not decode it: UTF-8, else cp1252.

    >>> typed("Milit\udcc3\udca4r"), typed("Milit\udce4r")
    ('Militär', 'Militär')
    """
    if argument.isascii() or not any("\ud800" <= character <= "\udfff" for character in argument):
        return argument
    raw = argument.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if not wanted:
        return
    import platform

    from searcher import __version__

    standard_output().text(f"searcher {__version__} (Python {platform.python_version()})\n")
    ctx.exit()


def _print_help(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted and not ctx.resilient_parsing:
        standard_output().text(f"{ctx.get_help()}\n")
        ctx.exit()


@click.group(cls=Program, invoke_without_command=True, context_settings=HELP_OPTIONS)
@click.option("--color", default="auto", type=click.Choice(COLOR_CHOICES), help="Use colours.")
@index_option
@click.pass_context
def program(ctx: click.Context, color: str, index_dir: str | None) -> int | None:
    """Full-text search in German texts.

    Without a command: a prompt on a terminal; elsewhere every line of the standard input is a query, answered
    with one line of JSON, as by `searcher search --queries -`.
    """
    if ctx.invoked_subcommand is not None:
        ctx.default_map = {name: {"color": color} for name in COMMANDS}  # `searcher --color never search …`
        return None
    from searcher.terminal.prompt import start

    return start(index_folder(index_dir), color)
