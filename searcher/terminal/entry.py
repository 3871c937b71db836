"""The process's door: signals, closed streams, and every exception as one line and an exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import warnings
from collections.abc import Sequence
from types import FrameType

from searcher.errors import QuerySyntaxError, SearcherError
from searcher.terminal.exits import ExitCode, OutputError, exit_code
from searcher.terminal.output import Notices, notices, standard_output
from searcher.terminal.safe import one_line

COMPLETION = "_SEARCHER_COMPLETE"  # click's name for it

# What the loaders of Linux say where there is no memory for a module, and CPython where there is none for a frame.
_UNLOADED = "failed to map segment"
_UNFRAMED = ("without exception set", "without setting an exception")

UNWINDING_SECONDS = 2.0
"""So long after a signal the program should have ended."""


class Stopped(BaseException):
    """SIGTERM or SIGHUP: unwinds like KeyboardInterrupt, so that locks and temporary files are given up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; raises nothing."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words[: words.index("--")] if "--" in words else "--debug" in words
    try:
        _prepare()
        code = _run(words)
        standard_output().flush()
    # A terminal program ends here whatever happened, and a traceback is of no use to who uses it.
    except BaseException as error:  # noqa: BLE001
        if debug and not isinstance(error, SystemExit | BrokenPipeError):
            import traceback

            traceback.print_exc()
        try:
            code = _outcome(error)
        except MemoryError:
            code = _out_of_memory(error)
    if arguments is None:
        # The process ends, and what interrupts that has nobody left to tell.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
    code = _finish(code)
    if arguments is None:
        # The process ends: looking once more through all that was loaded for garbage takes 10 ms of a search's 112.
        gc.freeze()
    return code


def _run(words: list[str]) -> int:
    import click

    from searcher.terminal.commands import program

    if COMPLETION in os.environ:  # a shell asks what could be typed
        program.main(words, prog_name="searcher", complete_var=COMPLETION)
    # Not `program.main`: it ends a closed pipe with exit 1, "nothing found", and writes a line on an interrupt.
    try:
        with program.make_context("searcher", words) as context:
            code = program.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    return code if isinstance(code, int) else ExitCode.FOUND


def _prepare() -> None:
    # Loading modules makes much that stays: looking for garbage each 700 objects is a tenth of a short search.
    gc.set_threshold(50_000)
    # A file opened later must not get the number of a closed standard stream: it would be written to.
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if not sys.warnoptions:
        # Whoosh 2.7.4 warns while Python 3.12 compiles it; that is nothing to tell who searches.
        warnings.simplefilter("ignore")
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # until here, see `searcher/__main__.py`
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # `nohup` ignores SIGHUP, and that stays so
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: a second one must not break the unwinding
    # Python drops what is raised while it destroys an object: then it is raised once more.
    signal.signal(signal.SIGALRM, lambda *_: _stop(number, None))
    signal.setitimer(signal.ITIMER_REAL, UNWINDING_SECONDS)
    raise Stopped(number)


def _outcome(error: BaseException) -> int:
    """Say in one line what happened, and return the exit code."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    say = notices()
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else ExitCode.FOUND
    if isinstance(error, BrokenPipeError):
        return ExitCode.FOUND
    if isinstance(error, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    if isinstance(error, Stopped):
        return 128 + error.number
    if isinstance(error, SearcherError):
        _say_refused(say, error)
        return exit_code(error)
    if isinstance(error, OSError):
        name = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        say.line(f"searcher: {name}{error.strerror or error}")
        return ExitCode.OUTPUT
    if _is_lack_of_memory(error):
        return _out_of_memory(error)
    if isinstance(error, ImportError):
        say.line(f"searcher: a part of it cannot be loaded: {error}")
        return ExitCode.INTERNAL
    return _click_outcome(say, error)


def _out_of_memory(error: BaseException) -> int:
    """Say so with next to none: what the stack of the error holds is wanted no more."""
    error.__traceback__ = error.__context__ = None
    with contextlib.suppress(OSError):
        os.write(2, b"searcher: not enough memory for this\n")
    return ExitCode.INTERNAL


def _is_lack_of_memory(error: BaseException) -> bool:
    """Whether the system refused memory, to Python or to the loader of a compiled module."""
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, ImportError) and _UNLOADED in str(error))
        or (isinstance(error, SystemError) and str(error).endswith(_UNFRAMED))
    )


def _say_refused(say: Notices, error: SearcherError) -> None:
    if isinstance(error, QuerySyntaxError):
        from searcher.terminal.caret import pointed

        say.lines(f"searcher: {pointed(error)}")
    else:
        say.line(f"searcher: {error}")


def _click_outcome(say: Notices, error: BaseException) -> int:
    import click

    if isinstance(error, click.Abort):
        return ExitCode.INTERRUPTED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        say.lines(error.format_message())
        return ExitCode.USAGE
    if isinstance(error, click.ClickException):
        context = error.ctx if isinstance(error, click.UsageError) else None
        command = context.command_path if context else "searcher"
        say.lines(f"searcher: {one_line(error.format_message())}\n`{command} -h` shows how it is used")
        return ExitCode.USAGE
    inner = error.__cause__ or error.__context__
    # What interrupts the making of a class or of a module comes wrapped, in other words.
    if inner and (isinstance(inner, KeyboardInterrupt | Stopped) or _is_lack_of_memory(inner)):
        return _outcome(inner)
    say.line(
        f"searcher: internal error, please report it ({type(error).__name__}: {error}); --debug shows where"
    )
    return ExitCode.INTERNAL


def _finish(code: int) -> int:
    """Flush what is left; the interpreter would complain of a closed pipe or a full disk in its own words."""
    try:
        standard_output().flush()
    except BrokenPipeError:
        _discard()
    except OutputError as error:
        _discard()
        if code in {ExitCode.FOUND, ExitCode.NOTHING, ExitCode.SKIPPED}:
            notices().line(f"searcher: {error}")
            code = ExitCode.OUTPUT
    return code


def _discard() -> None:
    """Say what could not be written is dropped: its descriptor leads nowhere from here on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
