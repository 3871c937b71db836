"""What lies in the folders and files named: regular files of a readable format, and a reason for all others.

Nothing is opened here. Links are not followed but for the paths named themselves; the order is always the
same.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from searcher.documents.formats import FORMATS, format_of
from searcher.documents.globs import matcher
from searcher.documents.names import visible
from searcher.documents.reasons import in_words, is_passing, why
from searcher.errors import UsageError
from searcher.model import Skipped

MAX_BYTES = 32 << 20

_KINDS = {
    stat.S_IFLNK: "a link: links are not followed",
    stat.S_IFIFO: "a FIFO, not a regular file",
    stat.S_IFSOCK: "a socket, not a regular file",
    stat.S_IFCHR: "a device, not a regular file",
    stat.S_IFBLK: "a device, not a regular file",
}


class SourceFile(NamedTuple):
    """A file that may be read.

    place: for opening; shown: as it was named, for people; source: its identity in the index, the path
    relative to the folder named with `/` between its parts, or the name of a file that was named itself.
    Undecodable bytes are escaped in `shown` and `source` (`names.visible`). Its size, times and inode tell whether
    it changed.
    """

    place: str | os.PathLike[str]
    shown: str
    source: str
    size: int
    mtime_ns: int
    ctime_ns: int = 0
    inode: int = 0

    @property
    def path(self) -> Path:
        """The place as a Path: making one takes longer than looking at the file, and most are never opened."""
        return Path(self.place)


def walk(
    paths: Sequence[str | os.PathLike[str]],
    *,
    exclude: Sequence[str] = (),
    keep_out: Sequence[Path] = (),
    max_bytes: int = MAX_BYTES,
) -> tuple[list[SourceFile], list[Skipped]]:
    """List the files below `paths`, depth first and by name, and what was left out.

    exclude: patterns (`globs.matcher`) of what is passed over without a word; keep_out: folders passed over
    likewise, such as the index. max_bytes: a larger file is left out, unless it is JSON lines, whose limit is
    per record. A file that is reached twice counts once. UsageError if one of `paths` does not exist or cannot
    be listed: were it only reported, a misspelt folder would empty the index; for the same reason OSError where
    listing a folder fails for no reason of its own (an I/O error, too many open files).
    """
    found = _Found(matcher(exclude), frozenset(os.path.realpath(path) for path in keep_out), max_bytes)
    for path in paths:
        named = os.fspath(path)
        try:
            status = os.stat(named)  # noqa: PTH116 - a str may hold what Path would tidy away
        except (OSError, ValueError) as error:
            raise UsageError(f"{visible(named)!r} cannot be indexed: {why(error)}") from error
        found.add_named(named, status)
    return found.files, found.skipped


class _Found:
    def __init__(self, excluded: Callable[[str], bool], keep_out: frozenset[str], max_bytes: int) -> None:
        self.files: list[SourceFile] = []
        self.skipped: list[Skipped] = []
        self._excluded, self._keep_out, self._max_bytes = excluded, keep_out, max_bytes
        self._seen: set[str] = set()

    def add_named(self, named: str, status: os.stat_result) -> None:
        true_path = os.path.realpath(named)
        if stat.S_ISDIR(status.st_mode):
            prefix = _prefix(named)
            top = os.path.join(true_path, "")  # noqa: PTH118 - ends in a slash, also where it is only that
            for relative, below in self._below(top, prefix):
                self._add(top + relative, prefix + relative, relative, below)
        else:
            self._add(true_path, named, os.path.basename(named), status)  # noqa: PTH119

    def _add(self, true_path: str, named: str, relative: str, status: os.stat_result) -> None:
        shown = visible(named)
        file_format, _ = format_of(relative)
        if true_path in self._seen:
            return
        self._seen.add(true_path)
        if not stat.S_ISREG(status.st_mode):
            self.skipped.append(Skipped(shown, _KINDS.get(stat.S_IFMT(status.st_mode), "not a regular file")))
        elif not file_format:
            self.skipped.append(Skipped(shown, f"not of a format that is read ({' '.join(FORMATS)})"))
        elif status.st_size > self._max_bytes and file_format != ".jsonl":
            reason = f"too large: {in_words(status.st_size)}, the limit is {in_words(self._max_bytes)}"
            self.skipped.append(Skipped(shown, reason))
        else:
            source = visible(relative)
            times = status.st_mtime_ns, status.st_ctime_ns
            self.files.append(SourceFile(true_path, shown, source, status.st_size, *times, status.st_ino))

    def _below(self, top: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
        """Yield what lies under a folder and is none, as (relative path, status); troubles go to `skipped`.

        `top` ends in `/`.

        A stack instead of recursion: folders may be nested until the system refuses the path.
        """
        stack = [""]
        while stack:
            relative = stack.pop()
            if not relative or relative.endswith("/"):
                stack += self._entries(top, relative, prefix)
                continue
            try:
                status = os.lstat(top + relative)
            except OSError as error:
                if is_passing(error):
                    raise
                self.skipped.append(Skipped(visible(prefix + relative), f"cannot be looked at: {why(error)}"))
            else:
                yield relative, status

    def _entries(self, top: str, folder: str, prefix: str) -> list[str]:
        """List what a folder holds, last name first, relative to `top`; folders end in `/`."""
        path = top + folder
        if path.rstrip("/") in self._keep_out:
            return []
        try:
            with os.scandir(path) as entries:
                listed = [(os.fsencode(e.name), e.name, e.is_dir(follow_symlinks=False)) for e in entries]
        except OSError as error:
            shown = visible(prefix + folder) or "."
            if is_passing(error):
                raise
            if not folder:
                raise UsageError(f"{shown!r} cannot be indexed: {why(error)}") from error
            self.skipped.append(Skipped(shown, f"folder cannot be listed: {why(error)}"))
            return []
        below = []
        for _, name, is_folder in sorted(listed, reverse=True):
            relative = folder + name
            if self._excluded(relative):
                continue
            if is_folder and name.startswith("."):
                shown = visible(prefix + relative)
                self.skipped.append(Skipped(shown, "hidden folder: name it to have it read"))
                continue
            below.append(f"{relative}/" if is_folder else relative)
        return below


def _prefix(named: str) -> str:
    """Give what stands before a relative path when it is shown: nothing for the current folder."""
    if named in (".", "./"):
        return ""
    return named if named.endswith("/") else f"{named}/"
