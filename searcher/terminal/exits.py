"""The exit codes, and which error ends in which."""

from __future__ import annotations

from enum import IntEnum

from searcher.errors import DocumentNotFoundError, IndexFolderError, SearcherError


class ExitCode(IntEnum):
    """What a script can rely on; README, "Scripting"."""

    FOUND = 0
    NOTHING = 1
    USAGE = 2
    SKIPPED = 3
    INDEX = 4
    # An uncaught Python error would exit 1, which means "nothing found"; these two are from sysexits.h.
    INTERNAL = 70
    OUTPUT = 74
    # 128 + the signal's number, as shells say it
    HANGUP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class OutputError(SearcherError):
    """The output could not be written."""


def exit_code(error: SearcherError) -> ExitCode:
    """Return the exit code of an error of ours.

    >>> exit_code(DocumentNotFoundError("a.txt")).name
    'NOTHING'
    """
    if isinstance(error, IndexFolderError):
        return ExitCode.INDEX
    if isinstance(error, DocumentNotFoundError):
        return ExitCode.NOTHING
    if isinstance(error, OutputError):
        return ExitCode.OUTPUT
    return ExitCode.USAGE
