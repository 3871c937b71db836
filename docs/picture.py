"""The picture of README.md, from a real run: `python docs/picture.py` indexes the seeds and writes docs/search.svg.

The program runs on a pseudo-terminal, as it does for a person; rich draws what came out of it.
"""

from __future__ import annotations

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "search.svg"
COLUMNS = 96
COMMANDS = (
    ["search", "Militärbasen"],
    ["search", "Schmuggler Grenze"],
    ["search", "Tadschickistan"],
    ["explain", "Militärbasen"],
)


def main() -> None:
    """Index, run, draw."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(ROOT / "seeds", place / "seeds")
        on_terminal(["index", "seeds"], place)
        for command in COMMANDS:
            console.print(
                Text.assemble(("$ ", "dim"), ("searcher " + " ".join(map(quoted, command)), "bold"))
            )
            console.print(Text.from_ansi(on_terminal(command, place)))
    svg = console.export_svg(title="searcher", code_format=without_fonts(), unique_id="searcher")
    PICTURE.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")


def on_terminal(arguments: list[str], place: Path) -> str:
    """Run `searcher` on a terminal of its own and return what it wrote there, errors with the rest."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "searcher", *arguments],
        cwd=place,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
    ) as process:
        os.close(slave)
        written = b""
        while piece := _read(master):
            written += piece
    os.close(master)
    if process.returncode > 1:
        raise SystemExit(f"the program failed: {written.decode()}")
    return written.decode().replace("\r\n", "\n")


def _read(master: int) -> bytes:
    try:
        return os.read(master, 1 << 16)
    except OSError:  # EIO: the program is done
        return b""


def quoted(argument: str) -> str:
    """Write an argument as one types it into a shell.

    >>> quoted("Taliban"), quoted("Putin Taliban")
    ('Taliban', "'Putin Taliban'")
    """
    return argument if argument.replace("-", "").isalnum() else f"'{argument}'"


def without_fonts() -> str:
    """Return rich's frame without the fonts that it would fetch from elsewhere: any fixed-width one will do."""
    begin = CONSOLE_SVG_FORMAT.index("@font-face")
    end = CONSOLE_SVG_FORMAT.index(".{unique_id}-matrix")
    return (CONSOLE_SVG_FORMAT[:begin] + CONSOLE_SVG_FORMAT[end:]).replace(
        "Fira Code, monospace", "monospace"
    )


if __name__ == "__main__":
    main()
