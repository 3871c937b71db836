"""The index folder as a writer sees it: one lock, files written once, one rename that decides.

A commit, in this order; a crash at any place leaves the old or the new state, whole:

    each file    written under a name nobody had, then fsync
    contents     for Whoosh: written, fsync, renamed to _MAIN_<generation>.toc
    manifest     written under a temporary name, fsync; a second name for the old one
    folder       fsync: all names are on disk
    manifest     renamed over the old one: this decides
    folder       fsync: the decision is on disk
    old files    deleted: what the previous manifest of ours listed and the new one does not

Nothing else in the folder is touched. What a killed writer leaves behind has a name that only we give
(`manifest.own_name`), and the next writer removes it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from searcher.errors import (
    IndexDamagedError,
    IndexFolderError,
    IndexMissingError,
    IndexVersionError,
    IndexWriteError,
    UsageError,
)
from searcher.index.durable import FileWriter, fsync_folder, writing
from searcher.index.lock import FolderLock
from searcher.index.manifest import (
    FORMAT_VERSION,
    LOCK_NAME,
    MANIFEST_NAME,
    READ_FLAGS,
    FileEntry,
    Manifest,
    encode,
    is_own_name,
    own_name,
    parse,
    read_raw,
    toc_generation,
    toc_name,
)

# What may lie in a folder that is still free to become an index: what version control and desktops put there.
_HARMLESS = frozenset({LOCK_NAME, ".gitignore", ".gitkeep", ".keep", ".DS_Store"})

# Stands behind the pickle, where Whoosh reads no further: by this we know our own table of contents.
_TOC_MARK = b"\nwritten by searcher as "
_TOC_TAIL_BYTES = 80


class FolderWriter:
    """The one writer of an index folder, from the lock to the commit; a context manager.

    Entered, it holds the lock, the folder exists, and the leftovers of dead writers are gone. previous: what
    is committed, or None; generation: the number of the next commit. Left without a commit, everything it
    made is removed. Raises IndexLockedError, UsageError (a folder that is not ours), IndexWriteError, and,
    without `rebuild`, the errors of a damaged manifest or one of another version.
    """

    def __init__(self, folder: str | os.PathLike[str], *, wait: bool = False, rebuild: bool = False) -> None:
        self.folder = os.fspath(folder) or "."
        self.previous: Manifest | None = None
        self.generation = 1
        self._wait, self._rebuild = wait, rebuild
        self._pid = os.getpid()
        self._raw = b""  # the manifest file before the commit
        self._deciding = b""  # the one after it, as soon as it may be in place
        self._made: list[str] = []
        self._open: list[FileWriter] = []
        self._folders: list[Path] = []
        self._lock: FolderLock | None = None

    def __enter__(self) -> FolderWriter:
        try:
            with writing(self.folder):
                self._adopt()
                self._lock = FolderLock(self.folder, wait=self._wait)
                self._begin()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if os.getpid() != self._pid:
            return  # a forked worker leaves through here; the folder is its parent's
        try:
            self._abort()
        finally:
            self._leave()

    def create(self, stem: str, ext: str) -> FileWriter:
        """Begin a new file, named after stem and ext (a to z, at most 12 and 8 letters)."""
        name = own_name(stem, ext, os.urandom(4).hex())
        if not is_own_name(name):
            raise ValueError(f"{stem!r} or {ext!r} cannot be part of a file name")
        # Noted before it exists: an interrupt in between must not leave it behind.
        self._made.append(name)
        file = FileWriter(self.folder, name)
        self._open.append(file)
        return file

    def commit(
        self,
        files: Iterable[FileEntry],
        *,
        analysis: str,
        segments: Sequence[str],
        state: Mapping[str, Any],
        toc: bytes | None = None,
    ) -> Manifest:
        """Make these files the index; when it returns, they are on disk, also after a power cut.

        files: entries that `FileWriter.close` returned, and kept ones of `previous`; toc: the bytes of
        Whoosh's table of contents for `generation`. After an IndexWriteError the old state holds.
        """
        entries = tuple(files)
        kept = {entry.name for entry in self.previous.files} if self.previous else set()
        if not kept.union(self._made).issuperset(entry.name for entry in entries):
            raise ValueError("a commit can only list files of this writer or of the previous commit")
        if toc is not None:
            entries += (self._write_toc(toc),)
        created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        manifest = Manifest(
            FORMAT_VERSION, self.generation, analysis, created, entries, tuple(segments), dict(state)
        )
        raw = encode(manifest)
        if parse(raw, self.folder) != manifest:
            raise ValueError("the state of a manifest must be what JSON can keep")
        new, target = self._write(raw), Path(self.folder, MANIFEST_NAME)
        with writing(self.folder):
            old = self._second_name(target) if self._raw else None
            fsync_folder(self.folder)
            # From here on only the folder itself can tell which state holds (see _abort).
            self._deciding = raw
            Path(self.folder, new).replace(target)
            try:
                fsync_folder(self.folder)
            except OSError as error:
                self._take_back(target, old, error)
                raise
        self._settle(raw, manifest)
        return manifest

    def _adopt(self) -> None:
        """Find or make the folder; refuse one that is somebody else's before anything is written into it."""
        folder = Path(self.folder)
        try:
            names = os.listdir(folder)  # noqa: PTH208  # plain names, no Path for each
        except FileNotFoundError:
            self._make_folders(folder)
            return
        except NotADirectoryError:
            raise UsageError(f"{self.folder!r} is a file: name a folder for the index") from None
        if MANIFEST_NAME in names:
            return
        if any(name not in _HARMLESS and not self._is_ours(name) for name in names):
            raise UsageError(
                f"{self.folder!r} is not empty and holds no index: name another folder with --index"
            )
        # It becomes an index now, and an index is private; a later change of its mode is its owner's will.
        with contextlib.suppress(PermissionError):
            folder.chmod(0o700)

    def _make_folders(self, folder: Path) -> None:
        for path in [*reversed(folder.parents), folder]:
            with contextlib.suppress(FileExistsError):
                path.mkdir(mode=0o700 if path == folder else 0o777)
                self._folders.append(path)
                fsync_folder(str(path.parent))

    def _begin(self) -> None:
        """Read what is committed, now that nobody else can change it, and remove what dead writers left."""
        keep: set[str] | None = set()
        try:
            self._raw = read_raw(self.folder)
            # Its writer may have been killed between the rename and the last fsync. What we find must be on
            # disk before "nothing to do" may be said, and before a file of the state before is removed.
            fsync_folder(self.folder)
            self.previous = parse(self._raw, self.folder)
            keep = {entry.name for entry in self.previous.files}
        except IndexMissingError:
            pass
        except (IndexDamagedError, IndexVersionError):
            if not self._rebuild:
                raise
            keep = (
                None  # nobody knows which files the old index needs: all stay until the new one is complete
            )
        names = os.listdir(self.folder)  # noqa: PTH208
        # Above every table of contents that lies there: none is ever overwritten, whoever wrote it.
        taken = [toc_generation(name) or 0 for name in names]
        self.generation = max([*taken, self.previous.generation if self.previous else 0]) + 1
        if keep is not None:
            self._remove(name for name in names if name not in keep and self._is_ours(name))

    def _write(self, data: bytes) -> str:
        file = self.create("new", "tmp")
        file.write(data)
        return file.close().name

    def _write_toc(self, toc: bytes) -> FileEntry:
        file = self.create("contents", "tmp")
        file.write(toc + _TOC_MARK + file.name.encode() + b"\n")
        entry = file.close()._replace(name=toc_name(self.generation))
        self._made.append(entry.name)
        with writing(self.folder):
            Path(self.folder, file.name).rename(Path(self.folder, entry.name))
        return entry

    def _second_name(self, target: Path) -> Path | None:
        """Keep the old manifest under a second name, so that the decision can be taken back."""
        name = own_name("old", "tmp", os.urandom(4).hex())
        self._made.append(name)
        old = target.with_name(name)
        try:
            old.hardlink_to(target)
        except OSError as error:
            # FAT and some network file systems know no second names.
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
                raise
            return None
        return old

    def _take_back(self, target: Path, old: Path | None, cause: OSError) -> None:
        """Put the old manifest back in place: after an error the old state must hold."""
        try:
            if old:
                old.replace(target)
                return
            if not self._raw:
                target.unlink()
                return
        except OSError:
            pass
        raise IndexWriteError(
            f"the new index in {self.folder!r} is complete but a power cut may undo it ({cause.strerror}): "
            "run the command again"
        ) from cause

    def _settle(self, raw: bytes, manifest: Manifest) -> None:
        """After the decision: delete what is no longer listed, and be ready for the next commit."""
        keep = {entry.name for entry in manifest.files}
        gone = set(self._made)
        if self.previous:
            gone.update(entry.name for entry in self.previous.files)
        elif self._raw:
            # Rebuilt over a manifest nobody could read: what is ours and not listed belonged to it.
            with contextlib.suppress(OSError):
                names = os.listdir(self.folder)  # noqa: PTH208
                gone.update(name for name in names if self._is_ours(name))
        self._raw, self.previous, self._deciding = raw, manifest, b""
        self._made, self._open = [], []
        self._remove(gone - keep)
        self.generation = manifest.generation + 1

    def _abort(self) -> None:
        """Remove what was made since the last commit, unless the folder says that it is committed."""
        for file in self._open:
            file.discard()
        if self._deciding:
            try:
                # No file of either state may go before it is on disk which one holds.
                fsync_folder(self.folder)
                now = read_raw(self.folder)
            except IndexMissingError:
                now = b""
            except (OSError, IndexFolderError):
                return
            if now == self._deciding:
                self._settle(now, parse(now, self.folder))
            if now != self._raw:
                return
        self._remove(self._made)

    def _leave(self) -> None:
        """Release the lock; a folder that did not become an index is left as it was found."""
        unused = not self._raw and not os.path.lexists(f"{self.folder}/{MANIFEST_NAME}")
        if self._lock:
            self._lock.release(remove=unused)
        if unused:
            with contextlib.suppress(OSError):
                for path in reversed(self._folders):
                    path.rmdir()

    def _is_ours(self, name: str) -> bool:
        if is_own_name(name):
            return True
        if toc_generation(name) is None:
            return False
        try:
            fd = os.open(f"{self.folder}/{name}", READ_FLAGS)
        except OSError:
            return False
        try:
            os.lseek(fd, max(0, os.fstat(fd).st_size - _TOC_TAIL_BYTES), os.SEEK_SET)
            _, mark, made_as = os.read(fd, _TOC_TAIL_BYTES).rpartition(_TOC_MARK)
        except OSError:
            return False
        finally:
            os.close(fd)
        return mark == _TOC_MARK and is_own_name(made_as.decode("latin-1").removesuffix("\n"))

    def _remove(self, names: Iterable[str]) -> None:
        # The state that holds does not list them: what cannot be removed now, the next writer removes.
        for name in names:
            with contextlib.suppress(OSError):
                Path(self.folder, name).unlink()
