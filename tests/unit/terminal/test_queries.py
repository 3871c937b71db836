from __future__ import annotations

import io
import json

import pytest

from searcher.errors import IndexDamagedError, QuerySyntaxError, SearcherError
from searcher.model import Results
from searcher.terminal.output import Output
from searcher.terminal.queries import LONGEST_LINE, JsonLines, decoded, run
from tests.unit.terminal.samples import hit, results


def ask(query: str) -> Results:
    if query == "damaged":
        raise IndexDamagedError("the index is damaged")
    if "(" in query:
        raise QuerySyntaxError("not closed", query=query, position=query.index("("), hint="close it")
    return results(hit(), query=query) if query == "Haus" else results(query=query)


def answered(*lines: str | SearcherError) -> tuple[int, list[dict[str, object]]]:
    target = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    code = run(lines, ask, JsonLines(Output(target)))
    buffer = target.buffer
    assert isinstance(buffer, io.BytesIO)
    return code, [json.loads(line) for line in buffer.getvalue().decode("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("lines", "code"),
    [([], 0), (["Haus"], 0), (["See", "Haus"], 0), (["See"], 1), (["Haus", "(x"], 2), (["See", "(x"], 2)],
)
def test_exit_code(lines: list[str], code: int) -> None:
    assert answered(*lines)[0] == code


def test_one_bad_line_does_not_stop_the_rest() -> None:
    _, answers = answered("Haus", "Häuser (", "See")
    assert [answer["query"] for answer in answers] == ["Haus", "Häuser (", "See"]
    assert answers[1] == {
        "format_version": 1,
        "query": "Häuser (",
        "error": "not closed",
        "position": 7,
        "hint": "close it",
    }
    assert answers[2]["total"] == 0


def test_a_damaged_index_ends_it() -> None:
    with pytest.raises(IndexDamagedError):
        answered("Haus", "damaged", "Haus")


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (b"", []),
        (b"a\nb", ["a", "b"]),
        (b"a\r\n\r\nb\n", ["a", "", "b"]),
        (b"\xef\xbb\xbfa\n", ["a"]),
        ("Häuser\n".encode(), ["Häuser"]),
    ],
)
def test_lines(raw: bytes, lines: list[str]) -> None:
    assert list(decoded(io.BytesIO(raw))) == lines


def test_bad_lines_keep_their_place() -> None:
    found = list(decoded(io.BytesIO(b"a\nb\xe4c\n" + b"x" * (3 * LONGEST_LINE) + b"\nd\n")))
    assert [type(line).__name__ for line in found] == ["str", "QuerySyntaxError", "QuerySyntaxError", "str"]
    assert found[-1] == "d"
    assert isinstance(found[1], QuerySyntaxError)
    assert found[1].position == 1
