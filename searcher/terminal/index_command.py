"""`searcher index`: make the index equal to the folders and files named."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import click

from searcher.engine import Progress, build
from searcher.errors import IndexLockedError, SearcherError
from searcher.model import BuildReport, Skipped
from searcher.terminal.amounts import amount, duration, listing
from searcher.terminal.commands import HELP_OPTIONS, Command, index_folder, index_option
from searcher.terminal.exits import ExitCode
from searcher.terminal.output import is_terminal, notices, standard_output
from searcher.terminal.safe import one_line
from searcher.terminal.show_json import dumps, value_object

MOST_SKIPPED = 10  # lines of the summary; `info` has the rest
WATCH_SECONDS = 1.0
WATCH_SHARE = 10  # looking takes at most a tenth of the time, however many files there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for; the fields are the options."""

    paths: tuple[str, ...]
    index_dir: str | None
    rebuild: bool
    jobs: int | None
    exclude: tuple[str, ...]
    dry_run: bool
    strict: bool
    wait: bool
    watch: bool
    json: bool

    def builder(self) -> Callable[..., BuildReport]:
        """`build` with everything but what changes from one look to the next."""
        return partial(
            build,
            self.paths or ("seeds",),
            index=index_folder(self.index_dir),
            dry_run=self.dry_run,
            exclude=self.exclude,
            jobs=self.jobs,
            stdin=sys.stdin.buffer if "-" in self.paths and sys.stdin is not None else None,
        )

    def exit_code(self, report: BuildReport) -> ExitCode:
        """3 if documents were left out and that was asked about."""
        return ExitCode.SKIPPED if self.strict and report.skipped else ExitCode.FOUND

    def show(self, report: BuildReport) -> None:
        """Return the report, in words or as JSON."""
        output = standard_output()
        if self.json:
            output.utf8(dumps(value_object(report), indent=2 if output.is_terminal else None) + "\n")
        else:
            output.text(in_words(report))
        output.flush()


@click.command("index", cls=Command, context_settings=HELP_OPTIONS)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@index_option
@click.option(
    "--rebuild",
    is_flag=True,
    help="Read everything again; the old index stays until the new one is complete.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at work.  [default: one a core]"
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these files out; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--strict", is_flag=True, help="Exit with 3 if a document had to be left out.")
@click.option("--wait", is_flag=True, help="Wait while another process writes the index.")
@click.option("--watch", is_flag=True, help="Go on looking for changes until interrupted.")
@click.option("--json", is_flag=True, help="Report as JSON.")
def index(**options: Any) -> int:
    """Make the index equal to the folders and files named (default: seeds).

    New and changed files are read, gone ones are removed. PATH may be -: lines of JSON on the standard input.
    """
    request = Request(**options)
    if request.watch and ("-" in request.paths or request.dry_run):
        raise click.UsageError("--watch goes with files and folders only, and not with --dry-run")
    build_now = request.builder()
    with _progress() as progress:
        report = build_now(rebuild=request.rebuild, wait=request.wait, progress=progress)
    request.show(report)
    return _watch(build_now, request) if request.watch else request.exit_code(report)


def _watch(build_now: Callable[..., BuildReport], request: Request) -> int:
    """Look again and again; only changes and new troubles are worth a line. Ends by being interrupted."""
    said = ""
    pause = WATCH_SECONDS
    while True:
        time.sleep(pause)
        started = time.monotonic()
        try:
            report = build_now()
        except IndexLockedError:
            pass  # another process is writing: the next look will do
        except SearcherError as error:
            # Files come and go while one looks; what stands in the way now may be gone a second later.
            if str(error) != said:
                said = str(error)
                notices().line(f"searcher: {said}")
        else:
            said = ""
            if report.added or report.changed or report.removed:
                request.show(report)
        pause = max(WATCH_SECONDS, WATCH_SHARE * (time.monotonic() - started))


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None] | None]:
    """Return a bar with rate and remaining time on stderr if that is a terminal; else nothing."""
    if not is_terminal(sys.stderr):
        yield None
        return
    from searcher.terminal.progress import progress_bar

    with progress_bar() as show:
        yield show


def in_words(report: BuildReport) -> str:
    """Return the report for people, several lines."""
    lines = [_done(report)]
    if report.documents:
        dates = f", dated {report.dates[0]} to {report.dates[1]}" if report.dates else ""
        lines.append(
            f"In the index: {amount(report.documents, 'document')}, {amount(report.words, 'word')}{dates}."
        )
        if set(report.encodings) - {"utf-8"}:
            lines.append(f"Encodings: {listing(dict(report.encodings))}.")
    elif not report.dry_run:
        lines.append("The index is empty: there was nothing to read in the folders and files named.")
    lines += _listed("Left out", report.skipped, "`searcher info` lists them all")
    lines += _listed("To be looked at", report.notices, "`--json` lists them")
    return "".join(f"{line}\n" for line in lines)


def _listed(what: str, entries: Sequence[Skipped], all_of_them: str) -> Iterator[str]:
    if entries:
        yield f"{what}: {len(entries):,}"
    for path, reason in entries[:MOST_SKIPPED]:
        yield f"  {one_line(path)}: {one_line(reason)}"
    if len(entries) > MOST_SKIPPED:
        yield f"  … and {len(entries) - MOST_SKIPPED:,} more; {all_of_them}"


def _done(report: BuildReport) -> str:
    counts = ((report.added, "new"), (report.changed, "changed"), (report.removed, "gone"))
    changes = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    time_taken = duration(report.seconds)
    if report.dry_run:
        return (
            f"Would index: {changes or 'nothing new'}; {report.unchanged:,} unchanged. Nothing was written."
        )
    if not changes:
        return f"Nothing to do: {amount(report.unchanged, 'document')} unchanged ({time_taken})."
    unchanged = f"; {report.unchanged:,} unchanged" if report.unchanged else ""
    return f"Indexed {changes}{unchanged} in {time_taken}."
