from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from searcher.terminal.amounts import size
from searcher.terminal.commands import typed
from searcher.terminal.exits import OutputError
from searcher.terminal.output import Output, wants_color


@pytest.mark.parametrize(
    ("choice", "environ", "wanted"),
    [
        ("auto", {}, False),  # no terminal
        ("always", {"NO_COLOR": "1"}, True),  # what was typed decides
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
        ("auto", {"FORCE_COLOR": ""}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),  # no-color.org: an empty one does not count
    ],
)
def test_colour(choice: str, environ: dict[str, str], wanted: bool) -> None:
    assert wants_color(choice, None, environ) is wanted


@pytest.mark.parametrize(
    ("encoding", "written"), [("utf-8", "ä…".encode()), ("latin-1", b"\xe4?"), ("ascii", b"??")]
)
def test_text_takes_the_encoding_of_the_terminal(encoding: str, written: bytes) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    Output(stream).text("ä…")
    assert isinstance(stream.buffer, io.BytesIO)
    assert stream.buffer.getvalue() == written


def test_machine_formats_are_utf8_whatever_the_locale() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Output(stream).utf8('"ä\udc80"')
    assert isinstance(stream.buffer, io.BytesIO)
    assert stream.buffer.getvalue() == b'"\xc3\xa4\\udc80"'


def test_a_full_disk_is_an_error_of_ours() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as stream, Path(os.devnull).open("wb") as nowhere:
        output = Output(stream)
        output.text("x")
        with pytest.raises(OutputError, match="No space left"):
            output.flush()
        os.dup2(nowhere.fileno(), stream.fileno())  # so that what is left in the buffer has somewhere to go


def test_a_closed_stdout_is_an_error_of_ours() -> None:
    with pytest.raises(OutputError, match="closed"):
        Output(None).text("x")


@pytest.mark.parametrize(
    ("argument", "meant"),
    [
        ("Haus", "Haus"),
        ("Häuser", "Häuser"),
        ("H\udcc3\udca4user", "Häuser"),
        ("H\udce4user", "Häuser"),
        ("日\udc80", "日€"),
    ],
)
def test_arguments_are_understood_whatever_the_locale(argument: str, meant: str) -> None:
    assert typed(argument) in {meant, argument.encode("utf-8", "surrogateescape").decode("cp1252", "replace")}


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (999_960, "1.0 MB"),
        (5 * 10**15, "5000 TB"),
    ],
)
def test_sizes(count: int, words: str) -> None:
    assert size(count) == words
