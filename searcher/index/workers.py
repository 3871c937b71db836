"""Worker processes that turn batches of documents into segments, and end when their parent does.

Not `multiprocessing`: its workers outlive a parent that was killed, answer Ctrl-C with tracebacks, go on for a
whole batch after an interrupt, and import the caller's main module again. A worker here is a Python of its own
in its own process group; it reads from its standard input and writes to its standard output:

    input    := recipe batch*
    recipe   := frame of JSON [module, function, {options}]
    batch    := frame of JSON [[fields of a document, in order, then what it was made from], …]
    answer   := kind frame       kind: "=": the bytes of a segment, "!": a message, "m": no memory was left
    frame    := length (u64, little-endian), so many bytes
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from queue import SimpleQueue
from types import TracebackType
from typing import IO

from searcher.errors import IndexWriteError
from searcher.index.invert import Analyzer, Lexicon, SegmentBuilder
from searcher.model import DateInterval, Document, Zone

_LENGTH_BYTES = 8
_SEGMENT, _MESSAGE, _NO_MEMORY = b"=", b"!", b"m"

# The path of the imports is handed over: a caller may have changed it.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from searcher.index.workers import serve; serve()"
)

Batch = Sequence[tuple[Document, int]]


class Workers:
    """At most `count` processes; a context manager that leaves none behind.

    recipe: a function of a module, or a partial of one whose options JSON can keep; it makes the analyzer.
    """

    def __init__(self, recipe: Callable[[], Analyzer], count: int) -> None:
        made = partial(recipe)
        self._recipe = json.dumps([made.func.__module__, made.func.__qualname__, made.keywords]).encode()
        self._count = count
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.end()

    def runs(self, batches: Iterable[Batch]) -> Iterator[bytes]:
        """The segments of the batches, in their order. IndexWriteError if a worker cannot be had or dies."""
        waiting: deque[_Worker] = deque()
        for number, batch in enumerate(batches):
            # One batch more than there are workers: who is done first finds the next one there.
            if len(waiting) > self._count:
                yield waiting.popleft().answer()
            if len(self._workers) < self._count:
                self._workers.append(_Worker(self._recipe))
            worker = self._workers[number % self._count]
            worker.send(_encoded(batch))
            waiting.append(worker)
        while waiting:
            yield waiting.popleft().answer()


class _Worker:
    """One process, as its parent sees it."""

    def __init__(self, recipe: bytes) -> None:
        options = ["-B"] if sys.dont_write_bytecode else []
        try:
            # A group of its own: Ctrl-C is meant for the parent, which ends its workers itself.
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and code
                [sys.executable, *options, "-c", _START, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                process_group=0,
            )
        except OSError as error:
            raise _failed(f"a worker process cannot be started ({error.strerror})") from error
        self.send(recipe)

    def send(self, data: bytes) -> None:
        """Hand over a frame; waits until it is taken."""
        try:
            _put(_pipe(self._process.stdin), data)
        except BrokenPipeError:
            raise self._dead() from None

    def answer(self) -> bytes:
        """Wait for the bytes of the next segment."""
        stream = _pipe(self._process.stdout)
        kind, data = stream.read(1), _taken(stream)
        if data is None:
            raise self._dead()
        if kind == _NO_MEMORY:
            raise MemoryError
        if kind == _MESSAGE:
            raise RuntimeError(f"in a worker process: {data.decode()}")
        return data

    def end(self) -> None:
        """Let go of the process, whatever it does."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            # What was buffered for it is wanted no more.
            with contextlib.suppress(OSError):
                _pipe(stream).close()
        self._process.wait()

    def _dead(self) -> IndexWriteError:
        code = self._process.wait()
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        return _failed(f"a worker process {how}")


def serve() -> None:
    """Be a worker: answer batches until the standard input ends."""
    # Whatever prints must not get among the answers.
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        frames: SimpleQueue[bytes] = SimpleQueue()
        threading.Thread(target=_listen, args=(sys.stdin.buffer, frames), daemon=True).start()
        module, name, options = json.loads(frames.get())
        lexicon: Lexicon | None = None
        while True:
            batch = frames.get()
            try:
                if lexicon is None or lexicon.is_full:
                    lexicon = Lexicon(getattr(import_module(module), name)(**options))
                kind, data = _SEGMENT, _run(lexicon, batch)
            except MemoryError:
                kind, data = _NO_MEMORY, b""
            # It is raised again in the parent, which knows what to do.
            except Exception as error:  # noqa: BLE001
                kind, data = _MESSAGE, f"{type(error).__name__}: {error}".encode("utf-8", "replace")
            answers.write(kind)
            _put(answers, data)


def _listen(stream: IO[bytes], frames: SimpleQueue[bytes]) -> None:
    """Take what the parent sends; its end, even by `kill -9` in the middle of a batch, is ours."""
    while (frame := _taken(stream)) is not None:
        frames.put(frame)
    os._exit(0)


def _run(lexicon: Lexicon, batch: bytes) -> bytes:
    builder = SegmentBuilder(lexicon)
    for document, made_from in _decoded(batch):
        builder.add(document, made_from)
    out = bytearray()
    builder.write(out.extend)
    return bytes(out)


def _encoded(batch: Batch) -> bytes:
    values = [
        (d.id, d.path, d.source, d.title, d.text, d.zones, d.date, d.encoding, dict(d.meta), made_from)
        for d, made_from in batch
    ]
    return json.dumps(values, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


def _decoded(batch: bytes) -> Iterator[tuple[Document, int]]:
    for doc_id, path, source, title, text, zones, date, encoding, meta, made_from in json.loads(
        batch.decode("utf-8", "surrogatepass")
    ):
        ranges, day = tuple(Zone(*zone) for zone in zones), DateInterval(*date) if date else None
        yield Document(doc_id, path, source, title, text, ranges, day, encoding, meta), made_from


def _put(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "little"))
    stream.write(data)
    stream.flush()


def _taken(stream: IO[bytes]) -> bytes | None:
    """The next frame, or None if the stream has ended."""
    length = stream.read(_LENGTH_BYTES)
    if len(length) < _LENGTH_BYTES:
        return None
    data = stream.read(size := int.from_bytes(length, "little"))
    return data if len(data) == size else None


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("a worker without pipes")
    return stream


def _failed(reason: str) -> IndexWriteError:
    return IndexWriteError(
        f"cannot write the index: {reason}; what it held before is intact: run the command again, "
        "with --jobs 1 if memory is short"
    )
