"""`searcher prompt`: lines from a person, with history and completion.

Where the terminal cannot do that, or there is none, lines are read as they come.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from searcher.engine import open_index
from searcher.terminal.amounts import amount
from searcher.terminal.commands import HELP_OPTIONS, Command, index_folder, index_option, typed
from searcher.terminal.exits import ExitCode
from searcher.terminal.output import COLOR_CHOICES, is_terminal
from searcher.terminal.queries import run
from searcher.terminal.screen import screen
from searcher.terminal.session import COMMANDS, Session

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completion
    from prompt_toolkit.history import History

SIGN = "» "


@click.command("prompt", cls=Command, context_settings=HELP_OPTIONS)
@click.option(
    "--color", default="auto", show_default=True, type=click.Choice(COLOR_CHOICES), help="Use colours."
)
@index_option
def prompt(*, color: str, index_dir: str | None) -> int:
    """Search interactively: a query a line, :help for more."""
    return converse(index_folder(index_dir), color)


def start(folder: str, color: str = "auto") -> int:
    """`searcher` without a command: the prompt for a person, JSON lines for a program."""
    if is_terminal(sys.stdin):
        return converse(folder, color)
    from searcher.terminal.search_command import answer_standard_input

    return answer_standard_input(folder)


def converse(folder: str, color: str = "auto") -> int:
    """Answer lines until there are no more."""
    shown = screen(color)
    with open_index(folder) as searcher:
        session = Session(folder, shown, searcher)
        info = searcher.info()
        shown.say.line(
            f"{amount(info.documents, 'document')} in {folder}; :help says what can be typed", style="dim"
        )
        fancy = (
            is_terminal(sys.stdin)
            and is_terminal(sys.stdout)
            and os.environ.get("TERM") not in {"dumb", None}
        )
        lines = _edited_lines(session) if fancy else _plain_lines()
        try:
            run(session.queries(lines), session.ask, shown)
        finally:
            session.searcher.close()
    return ExitCode.FOUND


def _plain_lines() -> Iterator[str]:
    """Lines as they come; the sign is shown only to a person."""
    if sys.stdin is None:
        return
    person = is_terminal(sys.stdin)
    while True:
        if person:
            sys.stderr.write(SIGN)
            sys.stderr.flush()
        line = sys.stdin.buffer.readline()
        if not line:
            return
        yield typed(line.decode("utf-8", "surrogateescape"))


def _edited_lines(session: Session) -> Iterator[str]:
    """Lines with history and completion. Ctrl-C empties the line, and ends the program if it is empty."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.buffer import CompletionState
    from prompt_toolkit.completion import CompleteEvent, Completer
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    class Words(Completer):
        """The words of the index, and the commands."""

        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
            yield from completions(session, document.text_before_cursor)

    keys = KeyBindings()

    @keys.add("tab")
    def complete(event: KeyPressEvent) -> None:
        """Put in the first choice, the most frequent word, at once: Enter may follow as fast as one types."""
        buffer = event.current_buffer
        if buffer.complete_state:
            buffer.complete_next()
        elif found := list(completions(session, buffer.document.text_before_cursor)):
            buffer.complete_state = CompletionState(buffer.document, found)
            buffer.go_to_completion(0)

    history = _history() or InMemoryHistory()
    editor: PromptSession[str] = PromptSession(
        [("ansicyan" if session.screen.color else "", SIGN)],
        history=history,
        completer=Words(),
        key_bindings=keys,
        complete_while_typing=False,
        auto_suggest=AutoSuggestFromHistory(),
    )
    while True:
        try:
            yield editor.prompt()
        except KeyboardInterrupt:
            if not editor.default_buffer.text:
                raise
        except EOFError:
            return


def completions(session: Session, before: str) -> Iterator[Completion]:
    """Say what the word before the cursor could become."""
    from prompt_toolkit.completion import Completion

    if before.startswith(":") and " " not in before:
        for name in COMMANDS:
            if name.startswith(before[1:]):
                yield Completion(f":{name}", start_position=-len(before))
        return
    word = _word_before(before)
    if len(word) >= 2:
        for form in session.searcher.complete(word):
            # What was typed stays as it is: the index holds its words in lower case.
            rest = form[len(word) :] if form.startswith(word.lower()) else None
            shown = form if rest is None else word + rest
            if shown != word:
                yield Completion(shown, start_position=-len(word))


def _word_before(before: str) -> str:
    at = len(before)
    while at and (before[at - 1].isalnum() or before[at - 1] == "-"):
        at -= 1
    return before[at:].lstrip("-")


def history_file() -> Path:
    """Where the lines typed are kept: a file of this user, in the place for such."""
    state = os.environ.get("XDG_STATE_HOME") or ""
    folder = Path(state) if Path(state).is_absolute() else Path("~/.local/state").expanduser()
    return folder / "searcher" / "history"


def _history() -> History | None:
    """Return the history in its file, which nobody else may read; None if there is no place for one."""
    from prompt_toolkit.history import FileHistory

    try:
        path = history_file()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(
            path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600
        )
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)
    except (OSError, RuntimeError):  # RuntimeError: no home
        return None
    return FileHistory(str(path))
