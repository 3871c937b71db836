"""What changed since the last build: cheap by size, times and inode, sure by digest."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from searcher.digests import blake2b
from searcher.documents.raw import DIGEST_BYTES, digest_of
from searcher.documents.walk import SourceFile
from searcher.errors import DocumentError

# File systems keep times in steps of up to 2 s (FAT), and the kernel's own clock ticks every 1 to 10 ms.
_TICK_NS = 2_000_000_000

# A time no file has: the next comparison goes by the digest.
_UNSURE = -1


class FileState(NamedTuple):
    """What is remembered of a file; mtime_ns is -1 where it could not be relied upon, digest "" if it was not read.

    The time of an edit can be set back (`touch -r`, `cp -p`), that of the last change of the inode cannot.
    """

    size: int
    mtime_ns: int
    digest: str
    ctime_ns: int = 0
    inode: int = 0


class Changes(NamedTuple):
    """Files by what became of them; `gone` and `unchanged` hold only their sources.

    touched: new states of files that look changed and have the same content, as in a copied folder; worth
    writing down, so that they are not digested again and again.
    """

    new: tuple[SourceFile, ...]
    changed: tuple[SourceFile, ...]
    gone: tuple[str, ...]
    unchanged: tuple[str, ...]
    touched: Mapping[str, FileState]


class Reading:
    """The state to remember of a file that is about to be read: `seen` is to be shown its bytes.

    The digest is of the very bytes that became documents: a file that changes meanwhile is another one for the
    next build. A file that is not read to its end is read again by the next build: one of a terabyte that turns
    out to be no text is not digested for that.
    """

    def __init__(self, file: SourceFile) -> None:
        self._file, self._settled = file, _is_settled(file)
        self._total, self._size = blake2b(digest_size=DIGEST_BYTES), 0

    def seen(self, piece: bytes) -> None:
        """Take the next bytes of the file."""
        self._total.update(piece)
        self._size += len(piece)

    def state(self) -> FileState:
        """What to remember, now that the file is read."""
        if self._size != self._file.size:
            return FileState(self._file.size, _UNSURE, "")
        return _state(self._file, self._total.hexdigest(), settled=self._settled)


def digest(file: SourceFile) -> str:
    """blake2b-16 of the file's bytes, hexadecimal; DocumentError if it cannot be read."""
    return digest_of(file.path)


def state_of(file: SourceFile) -> FileState:
    """Digest a file whose documents are not needed."""
    settled = _is_settled(file)
    return _state(file, digest(file), settled=settled)


def _state(file: SourceFile, content: str, *, settled: bool) -> FileState:
    mtime_ns = file.mtime_ns if settled else _UNSURE
    return FileState(file.size, mtime_ns, content, file.ctime_ns, file.inode)


def _is_settled(file: SourceFile) -> bool:
    """Whether the file's times can be relied upon, to be asked before the file is read.

    A file changed within the last two seconds could change once more without a change of its times.
    """
    return max(file.mtime_ns, file.ctime_ns) < time.time_ns() - _TICK_NS


def compare(files: Iterable[SourceFile], previous: Mapping[str, FileState]) -> Changes:
    """Compare the files that lie there now against the states of the last build, by source.

    The same size, times and inode: unchanged. Another size: changed. Another time or inode: the digest decides. A
    file that cannot be digested counts as changed, and reading it will say why.
    """
    new, changed, unchanged = [], [], []
    touched: dict[str, FileState] = {}
    seen = set()
    for file in files:
        seen.add(file.source)
        before = previous.get(file.source)
        if before is None:
            new.append(file)
        elif before == _state(file, before.digest, settled=True):
            unchanged.append(file.source)
        elif _may_be_same(before, file) and (now := _state_or_none(file)) and now.digest == before.digest:
            unchanged.append(file.source)
            touched[file.source] = now
        else:
            changed.append(file)
    gone = tuple(source for source in previous if source not in seen)
    return Changes(tuple(new), tuple(changed), gone, tuple(unchanged), touched)


def _may_be_same(before: FileState, file: SourceFile) -> bool:
    """Whether a digest can tell: not of a file that was never read to its end."""
    return before.size == file.size and before.digest != ""


def _state_or_none(file: SourceFile) -> FileState | None:
    try:
        return state_of(file)
    except DocumentError:
        return None
