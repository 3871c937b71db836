"""One change of an index: documents go and come, segments are merged, and one commit makes it so.

Nothing of the old state is touched before the commit; left without one, the index is what it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from searcher.errors import DuplicateIdError, IndexDamagedError
from searcher.index.folder import FolderWriter
from searcher.index.invert import Analyzer, Lexicon, SegmentBuilder, batches, digest
from searcher.index.manifest import FileEntry, Manifest
from searcher.index.merge import choose, merge, needs_rewrite
from searcher.index.opening import Sources, open_segments, read_sources
from searcher.index.segment import Segment
from searcher.index.snapshot import Snapshot, VerifiedFile, open_file, open_snapshot
from searcher.index.workers import Workers
from searcher.model import Document

# What a worker is given at a time: large enough to make few runs, small enough to keep two workers busy.
BATCH_TEXT = 16 << 20


class Counts(NamedTuple):
    """What became of the documents."""

    added: int
    changed: int
    removed: int
    unchanged: int


class _Kept:
    """A segment of the old state, with the documents that are still wanted."""

    def __init__(self, entry: FileEntry, segment: Segment) -> None:
        self.entry, self.segment = entry, segment
        self.live = bytearray(segment.live) if segment.live is not None else None
        self.deleted = 0

    def delete(self, doc: int) -> None:
        if self.live is None:
            n = self.segment.documents
            self.live = bytearray(((1 << n) - 1).to_bytes((n + 7) // 8, "little"))
        self.live[doc >> 3] &= ~(1 << (doc & 7)) & 0xFF
        self.deleted += 1

    @property
    def current(self) -> Segment:
        if not self.deleted or self.live is None:
            return self.segment
        return Segment(self.segment.file, bytes(self.live))


class IndexUpdate:
    """Collects a change under the writer's lock; `commit` makes it the index.

    recipe: makes the analyzer, here and in workers (see `workers.Workers`); analysis: its fingerprint; an index
    with another one, or `rebuild`, counts as empty: all is read again.
    """

    def __init__(
        self, writer: FolderWriter, recipe: Callable[[], Analyzer], analysis: str, *, rebuild: bool
    ) -> None:
        self._writer, self._recipe, self._analysis = writer, recipe, analysis
        self._analyzer = recipe()
        previous = writer.previous
        self.snapshot: Snapshot | None = None
        self.sources = Sources({}, {}, ())
        self._kept: list[_Kept] = []
        self._entries: dict[str, FileEntry] = {}
        if previous is not None and previous.analysis == analysis and not rebuild:
            self.snapshot = open_snapshot(writer.folder)
            self.sources = read_sources(self.snapshot)
            self._entries = {entry.name: entry for entry in previous.files}
            self._kept = [
                _Kept(self._entries[name], segment)
                for name, segment in zip(previous.segments, open_segments(self.snapshot), strict=True)
            ]
            for kept in self._kept:
                kept.segment.check_columns()  # here, not after the commit
        self._new: list[FileEntry] = []
        self._merged: list[Segment] | None = None
        self._ids: dict[str, int] | None = None
        self._paths: list[str] = []
        self._old: dict[str, tuple[_Kept, int, int]] = {}
        self._added = self._changed = self._removed = self._unchanged = 0

    @property
    def segments(self) -> list[Segment]:
        """The opened segments of what is committed."""
        return self._merged if self._merged is not None else [kept.current for kept in self._kept]

    def release(self, sources: Iterable[str]) -> None:
        """Say whose documents are read again or gone; to be called once, before `add`."""
        wanted = set(sources)
        self._ids = {}
        for kept in self._kept:
            segment = kept.segment
            named = zip(segment.ids, segment.all_sources(), strict=True)
            for doc, (doc_id, (source, path)) in enumerate(named):
                if not segment.is_live(doc):
                    continue
                if source in wanted:
                    self._old[doc_id] = (kept, doc, segment.digests[doc])
                else:
                    self._ids[doc_id] = self._place(path)
                    self._unchanged += 1

    def _place(self, path: str, record: int = 0) -> int:
        """Number a path, with the record in its lower half: a small value for each of many ids."""
        if not self._paths or self._paths[-1] != path:
            self._paths.append(path)
        return len(self._paths) - 1 << 32 | record

    def _named(self, place: int) -> str:
        path, record = self._paths[place >> 32], place & 0xFFFFFFFF
        return f"{path}#{record}" if record else path

    def add(self, documents: Iterable[Document], jobs: int) -> None:
        """Take documents: those that did not change are kept as they are. DuplicateIdError for an id met twice."""
        fresh = self._fresh(documents)
        if jobs <= 1:
            lexicon = Lexicon(self._analyzer)
            builder = SegmentBuilder(lexicon)
            for document, made_from in fresh:
                builder.add(document, made_from)
                if builder.is_full:
                    self._store_run(builder)
                    if lexicon.is_full:
                        lexicon = Lexicon(self._analyzer)
                    builder = SegmentBuilder(lexicon)
            if len(builder):
                self._store_run(builder)
            return
        self._add_parallel(fresh, jobs)

    def _fresh(self, documents: Iterable[Document]) -> Iterator[tuple[Document, int]]:
        ids = self._ids if self._ids is not None else {}
        for document in documents:
            if document.id in ids:
                raise DuplicateIdError(document.id, self._named(ids[document.id]), document.place)
            ids[document.id] = self._place(document.path, document.record)
            made_from = digest(document)
            old = self._old.pop(document.id, None)
            if old is None:
                self._added += 1
            elif old[2] == made_from:
                self._unchanged += 1
                continue
            else:
                old[0].delete(old[1])
                self._changed += 1
            yield document, made_from

    def _store_run(self, builder: SegmentBuilder) -> None:
        file = self._writer.create("segment", "bin")
        builder.write(file.write)
        self._new.append(file.close())

    def _add_parallel(self, fresh: Iterable[tuple[Document, int]], jobs: int) -> None:
        """Each worker makes runs of batches; a failing worker fails the whole change."""
        with Workers(self._recipe, jobs) as workers:
            for raw in workers.runs(batches(fresh, BATCH_TEXT)):
                self._store_bytes(raw)

    def _store_bytes(self, raw: bytes) -> None:
        file = self._writer.create("segment", "bin")
        file.write(raw)
        self._new.append(file.close())

    def finish(self) -> Counts:
        """Delete what was released and not added again; no more documents after this."""
        for kept, doc, _ in self._old.values():
            kept.delete(doc)
            self._removed += 1
        self._old.clear()
        return Counts(self._added, self._changed, self._removed, self._unchanged)

    def commit(self, sources: Sources, state: Mapping[str, Any]) -> Manifest:
        """Merge what is due and make all this the index."""
        segments: list[tuple[FileEntry, Segment]] = [
            (kept.entry, kept.current) for kept in self._kept if kept.current.live_documents
        ]
        segments += [(entry, Segment(self._open(entry))) for entry in self._new]
        merged = []
        sizes = [(segment.live_documents, segment.documents) for _, segment in segments]
        for group in choose(sizes, fresh=len(self._new)):
            chosen = [segments[number] for number in group]
            single = chosen[0][1]
            if len(chosen) > 1 or needs_rewrite(single.live_documents, single.documents):
                entry = self._merge([segment for _, segment in chosen])
                chosen = [(entry, Segment(self._open(entry)))]
            merged += chosen
        files = [entry for entry, _ in merged]
        lives = {}
        for entry, segment in merged:
            if segment.live is not None:
                lives[entry.name] = self._small("live", "bin", segment.live, files)
        raw = json.dumps(
            {
                "files": {source: [value, sources.shown[source]] for source, value in sources.states.items()},
                "skipped": sources.skipped,
            }
        ).encode()
        values = {**state, "sources": self._small("sources", "json", raw, files), "live": lives}
        values["documents"] = sum(segment.live_documents for _, segment in merged)
        names = [entry.name for entry, _ in merged]
        # Whoosh is imported only here: a search never pays for it.
        from searcher.index.codec import toc_bytes  # noqa: PLC0415

        toc = toc_bytes(
            self._writer.generation,
            [(entry, segment.documents, segment.live) for entry, segment in merged],
            compounds=bool(state["compounds"]),
        )
        manifest = self._writer.commit(files, analysis=self._analysis, segments=names, state=values, toc=toc)
        self._merged = [segment for _, segment in merged]
        return manifest

    def _merge(self, segments: list[Segment]) -> FileEntry:
        file = self._writer.create("segment", "bin")
        try:
            merge(segments, file.write)
        except (ValueError, IndexError) as error:  # a stranger's index, whose checksums are right
            raise IndexDamagedError(
                f"the index in {self._writer.folder!r} is damaged ({error}): "
                "build it again with `searcher index --rebuild`"
            ) from error
        return file.close()

    def _open(self, entry: FileEntry) -> VerifiedFile:
        return open_file(self._writer.folder, entry)

    def _small(self, stem: str, ext: str, data: bytes, files: list[FileEntry]) -> str:
        """Write a small file, or keep the old one if it says the same; return its name."""
        old = self._writer.previous.state.get(stem) if self._writer.previous else None
        if isinstance(old, str) and self.snapshot and old in self.snapshot.files:
            file = self.snapshot.files[old]
            if bytes(file.verified(0, file.size)) == data:
                files.append(self._entries[old])
                return old
        writer = self._writer.create(stem, ext)
        writer.write(data)
        files.append(writer.close())
        return files[-1].name
