"""The progress bar of `searcher index`: on stderr, and only if that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, cast

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    Task,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text

from searcher import engine
from searcher.terminal.amounts import amount

SECONDS_BETWEEN = 0.05  # the engine may report every file; a terminal need not be drawn more often than this


class _Bytes(DownloadColumn):
    """How much has been read; nothing until it is known how much there is."""

    def render(self, task: Task) -> Text:
        """Say it as `3.1/9.9 MB`."""
        return super().render(task) if task.total is not None else Text()


class _Terminal:
    """What may be closed while the work goes on: what cannot be written to it is dropped."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, if there is still somebody."""
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, if there is still somebody."""
        with suppress(OSError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def progress_bar() -> Iterator[Callable[[engine.Progress], None]]:
    """Yield what shows one state of the build; the bar is gone when the block ends."""
    console = Console(
        file=cast("IO[str]", _Terminal(sys.stderr)),
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        _Bytes(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[documents]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, expand=False) as bar:
        task = bar.add_task("reading", total=None, documents="")
        last_shown = 0.0

        def show(progress: engine.Progress) -> None:
            nonlocal last_shown
            now = time.monotonic()
            if progress.done < progress.total and now - last_shown < SECONDS_BETWEEN:
                return
            last_shown = now
            bar.update(
                task,
                description=progress.stage,
                completed=progress.done,
                total=progress.total,
                documents=amount(progress.documents, "document"),
            )

        yield show
