"""An interrupt while modules are loaded, and a process that gets no memory: one line at most, and never exit code 1."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from searcher import build, open_index
from searcher.kernel import COMPILED
from tests.terminal.processes import PROGRAM, environment

# Interrupts itself where the module is looked for that the environment names, or at its end.
INTERRUPTED = """
import os, signal, sys

class Finder:
    def find_spec(name, *_):
        if name == os.environ["MOMENT"]:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder)
from searcher.__main__ import main
code = main()
if os.environ["MOMENT"] == "the end":
    os.kill(os.getpid(), signal.SIGINT)
sys.exit(code)
"""

# Interrupts itself while a class is made: Python up to 3.11 wraps that in a RuntimeError.
IN_A_CLASS = """
import dataclasses, os, signal, sys
dataclasses.Field.__set_name__ = lambda *_: os.kill(os.getpid(), signal.SIGINT)
from searcher.__main__ import main
sys.exit(main())
"""


def ended(program: str, place: Path, moment: str = "") -> tuple[int, bytes]:
    done = subprocess.run(
        [sys.executable, "-c", program, "search", "Haus"],
        cwd=place,
        env=environment(MOMENT=moment),
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Ein Haus am See.\n", encoding="utf-8")
    build([tmp_path / "seeds"], tmp_path / "index")
    return tmp_path


@pytest.mark.parametrize("moment", ["searcher.terminal.entry", "click", "searcher.engine"])
def test_an_interrupt_while_modules_are_loaded_is_quiet(place: Path, moment: str) -> None:
    code, errors = ended(INTERRUPTED, place, moment)
    assert code in {130, -signal.SIGINT}
    assert errors == b""


def test_an_interrupt_at_the_end_is_quiet(place: Path) -> None:
    code, errors = ended(INTERRUPTED, place, "the end")
    assert code == -signal.SIGINT
    assert b"Traceback" not in errors


def test_an_interrupt_while_a_class_is_made_is_one(place: Path) -> None:
    assert ended(IN_A_CLASS, place) == (130, b"")


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS knows no limit of the address space")
@pytest.mark.skipif(not COMPILED, reason="OpenBLAS ends the process itself")
@pytest.mark.parametrize("mebibytes", [44, 80, 120, 160, 200, 240])
def test_where_memory_is_short_the_old_index_holds(place: Path, mebibytes: int) -> None:
    text = "Haus am See. " * 1_000_000
    (place / "seeds" / "b.jsonl").write_text(json.dumps({"text": text}), encoding="utf-8")
    done = subprocess.run(
        [*PROGRAM, "index", "seeds"],
        cwd=place,
        env=environment(),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20)),
    )
    if done.returncode:
        assert (done.returncode, done.stderr) == (70, b"searcher: not enough memory for this\n")
    with open_index(place / "index") as searcher:
        assert searcher.search("Haus").total == (1 if done.returncode else 2)


# Nothing that is said through the usual door can be said any more.
SPEECHLESS = """
import sys
from searcher.terminal import output
from searcher.terminal.entry import main
def fail(text):
    raise MemoryError
output.one_line = fail
sys.exit(main(["search", "Haus", "--index", "\\0"]))
"""


def test_an_error_that_memory_is_too_short_to_tell_is_one_line(place: Path) -> None:
    assert ended(SPEECHLESS, place) == (70, b"searcher: not enough memory for this\n")
