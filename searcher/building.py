"""build: make an index equal to folders and files; check: verify one. The slow half of the engine, loaded on demand."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from searcher.analysis import german
from searcher.documents import (
    Changes,
    FileState,
    Reading,
    SourceFile,
    compare,
    read_documents,
    read_stream,
    visible,
)
from searcher.documents.reasons import is_lack
from searcher.documents.walk import walk
from searcher.errors import DocumentError, IndexFolderError, IndexWriteError, UsageError
from searcher.index.columns import iso
from searcher.index.folder import FolderWriter
from searcher.index.manifest import MANIFEST_NAME
from searcher.index.opening import Sources, open_segments, read_sources
from searcher.index.snapshot import open_snapshot
from searcher.index.update import Counts, IndexUpdate
from searcher.index.verify import check_files
from searcher.model import BuildReport, CheckReport, Document, Problem, Skipped
from searcher.options import check_flags, check_numbers, folder_of, names_of
from searcher.search.view import View

STDIN = "-"

# Below this a second process costs more than it saves.
PARALLEL_BYTES = 64 << 20
MAX_JOBS = 4
# Files that look changed and are not, as in a folder that was copied, are digested at every run until this is
# written down; below this that costs less than a commit.
DIGESTED_BYTES = 4 << 20
MOST_NOTICES = 1000
LONGEST_SHOWN = 64  # code points of a date that is none
_NUMBERS = re.compile(r"(\d{1,9})")


class Progress(NamedTuple):
    """How far a build is: `done` of `total` bytes of the files that are read ("reading"), or the final "writing"."""

    stage: str
    done: int
    total: int
    unit: str
    documents: int


def build(  # noqa: PLR0913  # the options of the command `index`
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = ("seeds",),
    index: str | os.PathLike[str] = "index",
    *,
    rebuild: bool = False,
    dry_run: bool = False,
    exclude: str | Sequence[str] = (),
    jobs: int | None = None,
    wait: bool = False,
    compounds: bool = True,
    stdin: BinaryIO | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> BuildReport:
    """Make the index equal to the folders and files named: what is new is added, what is gone is removed.

    paths, exclude: one or several; exclude: globs of paths to leave out; jobs: processes (None: as many as pay);
    wait: for another writer to end;
    stdin: where "-" among the paths reads JSON lines from; dry_run: only report. Documents that cannot be read are
    in `report.skipped`. Raises UsageError, DuplicateIdError, IndexLockedError, IndexWriteError, and the errors of a
    damaged index unless `rebuild`; the old index is then what it was.
    """
    started = time.perf_counter()
    named, exclude, index = names_of("paths", paths), names_of("exclude", exclude), folder_of(index)
    if not named:
        raise UsageError("paths is empty: name a folder or a file to index")
    check_flags(rebuild=rebuild, dry_run=dry_run, wait=wait, compounds=compounds)
    if jobs is not None:
        check_numbers(jobs=jobs)
    if jobs == 0:
        raise UsageError("jobs must be at least 1, not 0")
    if STDIN in named and stdin is None:
        raise UsageError('"-" reads documents from standard input, and there is none')
    recipe = partial(german, compounds=compounds)
    with FolderWriter(index, wait=wait, rebuild=rebuild) as writer:
        work = _Work(
            update=IndexUpdate(writer, recipe, recipe().fingerprint, rebuild=rebuild),
            stdin=stdin if STDIN in named else None,
            progress=progress or (lambda _: None),
        )
        try:
            files, skipped = walk(
                [path for path in named if path != STDIN], exclude=exclude, keep_out=[Path(index)]
            )
            work.plan(files, skipped)
            work.read(jobs)
        except BrokenPipeError:
            raise  # nobody looks at the progress any more
        except OSError as error:
            name = f" {visible(os.fsdecode(error.filename))!r}" if error.filename else ""
            help_ = ", or leave it out with --exclude" if name and not is_lack(error) else ""
            raise IndexWriteError(
                f"cannot go on reading{name}: {error.strerror}; the index is what it was: try again{help_}"
            ) from error
        if not dry_run and (work.needs_commit or writer.previous is None):
            work.tell("writing")
            work.update.commit(work.sources, {"compounds": compounds, "paths": named})
        counts = work.counts
        # Of the segments at hand: after the commit nothing may fail any more.
        found = summary(View(work.update.segments)) if not dry_run else (0, 0, None, {})
    seconds = time.perf_counter() - started
    return BuildReport(*counts, work.sources.skipped, *found, seconds, dry_run, tuple(work.notices))


class _Work:
    """One build: what is to be read, and what was learnt while reading."""

    def __init__(
        self, update: IndexUpdate, stdin: BinaryIO | None, progress: Callable[[Progress], None]
    ) -> None:
        self.update, self._stdin, self._progress = update, stdin, progress
        self.sources = Sources({}, {}, ())
        self.counts = Counts(0, 0, 0, 0)
        self.needs_commit = False
        self._changes = Changes((), (), (), (), {})
        self._skipped: list[Skipped] = []
        self.notices: list[Skipped] = []
        self._done = self._documents = 0
        self._inside = 0  # bytes of the file that is being read

    def plan(self, files: Sequence[SourceFile], skipped: Sequence[Skipped]) -> None:
        """Find out what changed since the last build."""
        before = self.update.sources
        moved = {
            file.source
            for file in files
            if (was := before.shown.get(file.source, file.shown)) != file.shown and not Path(was).exists()
        }
        # What has moved is as new: its path is shown and asked for. Known by two names, it is not.
        known = {s: state for s, state in before.states.items() if s != STDIN}
        known.update((source, known[source]._replace(size=-1)) for source in moved & known.keys())
        self._changes = compare(files, known)
        same = set(self._changes.unchanged)
        states = {s: state for s, state in before.states.items() if s in same}
        states.update(self._changes.touched)
        shown = {file.source: file.shown for file in files}
        # What was left out of a file that did not change is left out still.
        kept = {shown[source] for source in same}
        self._skipped = list(skipped) + [
            entry for entry in before.skipped if entry.path.rpartition("#")[0] in kept or entry.path in kept
        ]
        self.sources = Sources(states, {s: shown[s] for s in states}, ())
        self.needs_commit = bool(
            self._changes.new
            or self._changes.changed
            or self._changes.gone
            or self._stdin
            or STDIN in before.states
            or self._left_out() != before.skipped
            or sum(state.size for state in self._changes.touched.values() if state.mtime_ns >= 0)
            > DIGESTED_BYTES
        )

    def read(self, jobs: int | None) -> None:
        """Read what is new or changed, and hand it to the update."""
        if not self.needs_commit:
            documents = (self.update.snapshot.manifest.state if self.update.snapshot else {}).get(
                "documents", 0
            )
            self.counts = Counts(0, 0, 0, int(documents))
            self.sources = self.sources._replace(skipped=self._left_out())
            return
        files = (*self._changes.new, *self._changes.changed)
        total = sum(file.size for file in files)
        released = [*self._changes.gone, *(file.source for file in self._changes.changed), STDIN]
        self.update.release(released)
        if jobs is None:
            jobs = min(MAX_JOBS, os.cpu_count() or 1) if total > PARALLEL_BYTES else 1
        self.update.add(self._documents_of(files, total), jobs)
        self.counts = self.update.finish()
        self.sources = self.sources._replace(skipped=self._left_out())

    def _left_out(self) -> tuple[Skipped, ...]:
        """What was left out, in the order of its names, numbers as numbers: the same in every run."""
        return tuple(sorted(self._skipped, key=_natural))

    def tell(self, stage: str, total: int = 0) -> None:
        """Report progress."""
        self._progress(Progress(stage, self._done + self._inside, total, "bytes", self._documents))

    def _documents_of(self, files: Sequence[SourceFile], total: int) -> Iterator[Document]:
        for file in files:
            yield from self._of_file(file, total)
            self._done += file.size
            self._inside = 0
            self.tell("reading", total)
        if self._stdin is not None:
            try:
                yield from self._healthy(read_stream(self._stdin), total)
            except DocumentError as error:
                # Nothing came, most likely from a command that failed: no reason to forget what came before.
                raise UsageError(f"standard input cannot be indexed: it {error}") from error
            self.sources.states[STDIN] = FileState(0, -1, "")
            self.sources.shown[STDIN] = STDIN

    def _of_file(self, file: SourceFile, total: int) -> Iterator[Document]:
        reading = Reading(file)
        try:
            yield from self._healthy(read_documents(file, met=self._met, seen=reading.seen), total)
            state = reading.state()
        except DocumentError as error:
            self._skipped.append(Skipped(file.shown, str(error)))
            state = FileState(file.size, -1, "")
        self.sources.states[file.source] = state
        self.sources.shown[file.source] = file.shown

    def _met(self, read_bytes: int) -> None:
        self._inside = read_bytes

    def _healthy(self, found: Iterator[Document | Skipped], total: int) -> Iterator[Document]:
        for entry in found:
            if isinstance(entry, Skipped):
                self._skipped.append(entry)
                continue
            self._documents += 1
            if entry.meta.get("date", "") != "" and len(self.notices) < MOST_NOTICES:
                self.notices.append(Skipped(entry.place, _unread_date(entry)))
            if self._documents % 1000 == 0:
                self.tell("reading", total)
            yield entry


def _unread_date(document: Document) -> str:
    """Say that a document's date is none, and which it has instead."""
    written = repr(document.meta["date"])
    shown = written if len(written) <= LONGEST_SHOWN else f"{written[:LONGEST_SHOWN]}…"
    said = f"its date is {document.date.given}, that of its name" if document.date else "it has no date now"
    return f"the date {shown} cannot be read: {said}; write 2022, 2022-06 or 2022-06-14"


def _natural(entry: Skipped) -> tuple[list[str | int], str]:
    """The key that sorts `a.jsonl#2` before `a.jsonl#10`."""
    pieces = _NUMBERS.split(entry.path)
    return [int(piece) if at % 2 else piece for at, piece in enumerate(pieces)], entry.reason


def summary(view: View) -> tuple[int, int, tuple[str, str] | None, Counter[str]]:
    """(documents, words, first and last day, encodings) of an opened index."""
    first, last = 0, 0
    encodings: Counter[str] = Counter()
    for segment in view.segments:
        segment.check_columns()
        names = segment.encodings
        if segment.live is None:
            numbers = Counter(segment.encoding_of)
            days = [day for day in segment.first if day]
            latest = max(segment.last, default=0)
        else:
            deleted = set(segment.deleted())
            live = [doc for doc in range(segment.documents) if doc not in deleted]
            numbers = Counter(segment.encoding_of[doc] for doc in live)
            days = [segment.first[doc] for doc in live if segment.first[doc]]
            latest = max((segment.last[doc] for doc in live), default=0)
        encodings.update({names[number]: n for number, n in numbers.items()})
        if days:
            first = min(days) if not first else min(first, *days)
            last = max(last, latest)
    dates = (iso(first), iso(last)) if first else None
    return view.documents, view.words(), dates, encodings


def check(index: str | os.PathLike[str] = "index") -> CheckReport:
    """Verify every checksum of an index and the agreement of its parts; problems are in the report.

    IndexMissingError if there is no index, IndexVersionError if it is of another format.
    """
    index = folder_of(index)
    problems = list(check_files(index))
    files = size = documents = 0
    if not problems:
        from searcher.index.agreement import REMEDY, check_segment  # noqa: PLC0415

        with open_snapshot(index) as snapshot:
            files, size = len(snapshot.manifest.files) + 1, snapshot.manifest.size_bytes
            try:
                remembered = read_sources(snapshot).states
                segments = open_segments(snapshot)
            except IndexFolderError as error:
                return CheckReport(index, files, 0, size, (Problem("", str(error), ""),))
            for name, segment in zip(snapshot.manifest.segments, segments, strict=True):
                documents += segment.live_documents
                problems += check_segment(name, segment, remembered)
            if documents != snapshot.manifest.state.get("documents", documents):
                problems.append(Problem(MANIFEST_NAME, "it counts other documents than there are", REMEDY))
    return CheckReport(index, files, documents, size, tuple(problems))
