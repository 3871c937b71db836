"""On a real pseudo-terminal: colours, width, the prompt, the progress bar, the pager."""

from __future__ import annotations

import os
import pty
import re
import stat
import subprocess
from pathlib import Path

import pytest

from tests.terminal.processes import PATIENCE_SECONDS, PROGRAM, STYLING, Terminal, environment, run

SEED = "000_c11d820a8b29f7a9.txt"
UP, TAB, CTRL_C, CTRL_D = "\x1b[A", "\t", "\x03", "\x04"


def plain(text: str) -> str:
    """What a person sees of it, more or less: no escape sequences, one blank between words."""
    return " ".join(
        re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>]", "", text).split()
    )


@pytest.mark.parametrize("columns", [50, 80, 200])
def test_search_is_coloured_and_wrapped_at_words(place: Path, columns: int) -> None:
    with Terminal.start("search", "Militärbasen", cwd=place, columns=columns) as terminal:
        assert terminal.end() == 0
    assert re.search(r"\x1b\[[0-9;]*mMilitärbasis\x1b\[0m", terminal.seen)
    assert "\x1b]8;" in terminal.seen
    shown = STYLING.sub("", terminal.seen)
    assert "\x1b" not in shown
    lines = [line for line in shown.split("\r\n") if line.startswith("   ")]
    assert max(map(len, lines)) <= min(columns, 120)
    assert "Moskau unterhält zudem eine bedeutende Militärbasis in dem Land" in " ".join(shown.split())


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour_there_is_no_escape_and_brackets_mark(place: Path, env: dict[str, str]) -> None:
    with Terminal.start("search", "Militärbasen", cwd=place, env=env) as terminal:
        assert terminal.end() == 0
    assert "\x1b" not in terminal.seen
    assert "[Militärbasis]" in terminal.seen


@pytest.mark.parametrize(
    "options", [[], ["--json"], ["--format", "csv"], ["--format", "paths"], ["--facet", "path", "--explain"]]
)
def test_hostile_text_does_nothing_to_the_terminal(place: Path, options: list[str]) -> None:
    with Terminal.start("search", "Zwergpinguin", "-n0", *options, cwd=place) as terminal:
        assert terminal.end() == 0
    shown = STYLING.sub("", terminal.seen)
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    # Of a document without a title only the first words and the name are shown; paths are the name alone.
    assert (":smile:" in shown) == ("paths" not in options)


def test_the_caret(place: Path) -> None:
    with Terminal.start("search", "Putin (Taliban", cwd=place) as terminal:
        assert terminal.end() == 2
    lines = STYLING.sub("", terminal.seen).split("\r\n")
    at = next(number for number, line in enumerate(lines) if "Putin (Taliban" in line)
    assert lines[at + 1].index("^") == lines[at].index("(")


def test_indexing_shows_a_bar_that_goes_away(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for number in range(200):
        (tmp_path / f"seeds/{number}.txt").write_text("Ein Haus am See. " * 500, encoding="utf-8")
    with Terminal.start("index", cwd=tmp_path) as terminal:
        assert terminal.end() == 0
    assert "reading" in terminal.seen
    assert "Indexed 200 new" in terminal.seen
    assert terminal.seen.rindex("\x1b[2K") < terminal.seen.index("Indexed 200 new")


def test_indexing_goes_on_where_the_terminal_goes_away(tmp_path: Path) -> None:
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "index", "-"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=slave,
        start_new_session=True,  # a process without a terminal of its own gets no SIGHUP
    ) as process:
        os.close(slave)
        assert os.read(master, 1)  # the bar is there
        os.close(master)
        out, _ = process.communicate(b'{"text": "Ein Haus."}\n', timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert out.startswith(b"Indexed 1 new")


def test_color_may_stand_before_the_command(place: Path) -> None:
    with Terminal.start("--color", "never", "search", "Militärbasen", cwd=place) as terminal:
        assert terminal.end() == 0
    assert "\x1b" not in terminal.seen
    with Terminal.start("--color", "never", "search", "--color", "always", "Putin", cwd=place) as terminal:
        assert terminal.end() == 0
    assert "\x1b[" in terminal.seen


def test_a_query_in_the_place_of_a_command_is_told_where_it_goes(place: Path) -> None:
    for arguments, meant in (
        (["Militärbasen"], "searcher search 'Militärbasen'"),
        (["--index", "my index", "am See", "-n3"], "searcher --index 'my index' search 'am See' -n3"),
        (["serch", "Haus"], "searcher search Haus"),
    ):
        done = run(*arguments, cwd=place)
        assert done.returncode == 2
        assert f"did you mean `{meant}`?" in done.stderr.decode()


@pytest.mark.parametrize("arguments", [["prompt"], []])
def test_the_prompt(place: Path, tmp_path: Path, arguments: list[str]) -> None:
    env = {"XDG_STATE_HOME": str(tmp_path), "PAGER": "cat"}
    with Terminal.start(*arguments, cwd=place, env=env) as terminal:
        terminal.expect(":help")
        terminal.expect("» ")
        terminal.type("Militärbasen\r")
        assert "Militärbasis" in plain(terminal.expect("1 document ·"))
        terminal.type("1\r")
        assert "Kremlchef" in terminal.expect("Turkmenistan reisen")
        terminal.type("(Putin\r")
        terminal.expect("^")
        terminal.type("Pinguin\r")
        terminal.expect("1–10 of")
        terminal.type(":n\r")
        assert "11 " in plain(terminal.expect("11–20 of"))
        terminal.type(":p\r")
        terminal.expect("1–10 of")
        terminal.type(":sort -date\r")
        terminal.expect("1–10 of")
        terminal.type(":limit 3\r")
        terminal.expect("1–3 of")
        terminal.type(":nonsense\r")
        terminal.expect("no command :nonsense")
        terminal.type(":help\r")
        terminal.expect("Ctrl-D")
        terminal.type(":explain Militärbasen\r")
        terminal.expect("parts")
        terminal.type(":q\r")
        assert terminal.end() == 0
    history = tmp_path / "searcher/history"
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert "Militärbasen" in history.read_text(encoding="utf-8")


def test_history_and_completion(place: Path, tmp_path: Path) -> None:
    env = {"XDG_STATE_HOME": str(tmp_path)}
    for keys, found in (("Tadschikis" + TAB + "\r", "Tadschikistan"), (UP + "\r", "Tadschikistan")):
        with Terminal.start("prompt", cwd=place, env=env) as terminal:
            terminal.expect("» ")
            terminal.type(keys)
            terminal.expect("understood as: ")
            assert found in plain(terminal.expect("document")).title()
            terminal.expect("» ")  # keys typed before are the terminal's own, and this one would be lost
            terminal.type(CTRL_D)
            assert terminal.end() == 0


def test_ctrl_c_empties_the_line_and_then_ends(place: Path, tmp_path: Path) -> None:
    with Terminal.start("prompt", cwd=place, env={"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.expect("» ")
        terminal.type("Puti")
        terminal.expect("i")
        terminal.type(CTRL_C)
        terminal.expect("» ")
        terminal.type("Putin\r")
        terminal.expect("1 document")
        terminal.expect("» ")
        terminal.type(CTRL_C)
        assert terminal.end() == 130
    assert "Traceback" not in terminal.seen


def test_the_prompt_sees_the_newest_commit(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("Ein Haus.\n", encoding="utf-8")
    run("index", cwd=tmp_path)
    with Terminal.start("prompt", cwd=tmp_path, env={"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.expect("» ")
        terminal.type("Haus\r")
        terminal.expect("1 document")
        (tmp_path / "seeds/b.txt").write_text("Zwei Häuser.\n", encoding="utf-8")
        run("index", cwd=tmp_path)
        terminal.type("Haus\r")
        terminal.expect("2 documents")


def test_plain_lines_where_the_terminal_cannot_do_more(place: Path) -> None:
    with Terminal.start("prompt", cwd=place, env={"TERM": "dumb"}) as terminal:
        terminal.expect("» ")
        terminal.type("Militärbasen\n")
        terminal.expect("[Militärbasis]")
        terminal.type(CTRL_D)
        assert terminal.end() == 0
    assert "\x1b" not in terminal.seen


def test_the_prompt_on_a_pipe_reads_lines(place: Path) -> None:
    done = run("prompt", cwd=place, stdin="Militärbasen\n:limit 2\n:quit\n".encode())
    assert done.returncode == 0
    assert done.stdout.decode().count("[Militärbasis]") == 2
    assert "\x1b" not in done.stdout.decode()


def test_the_prompt_says_what_it_has_set_and_refuses_what_it_does_not_read(place: Path) -> None:
    lines = """:limit 2
Pinguin
:facet year
:snippets 0
:since 2021
:since
:path
:quit now
:next page
7
:open 7
:open
:sort size
:since gestern
:q
Putin
"""
    done = run("prompt", cwd=place, stdin=lines.encode())
    assert done.returncode == 0
    said = [line for line in done.stderr.decode().splitlines() if not line.startswith("understood as")]
    which = "open which hit? Write the number of one that is shown"
    assert [line for line in said if "document" not in line] == [
        "limit: 2, from the next query on",
        "facet: year",
        "snippets: 0",
        "since: 2021",
        "since: none",
        "path: none",
        ":quit stands alone; `now` was not read",
        ":next stands alone; `page` was not read",
        'no hit 7 is shown; "7" in quotes searches for the number',
        which,
        which,
        "one of these, please: score, date, -date, title, path",
        'since: "gestern" is not a date; write 2022, 2022-06 or 2022-06-14',
    ]


def test_show_goes_through_the_pager(place: Path) -> None:
    with Terminal.start(
        "show", "lang.txt", "--query", "Pinguin", cwd=place, env={"PAGER": "wc -l"}
    ) as terminal:
        assert terminal.end() == 0
    assert int(plain(terminal.seen)) > 500
    with Terminal.start("show", SEED, "--query", "Militärbasen", cwd=place, env={"PAGER": "cat"}) as terminal:
        assert terminal.end() == 0
    assert re.search(r"\x1b\[[0-9;]*mMilitärbasis\x1b\[0m", terminal.seen)


def test_ctrl_c_while_indexing(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("Ein Haus.\n", encoding="utf-8")
    with Terminal.start("index", "--watch", cwd=tmp_path) as terminal:
        terminal.expect("In the index: 1 document")
        terminal.type(CTRL_C)
        assert terminal.end() == 130
    assert "Traceback" not in terminal.seen
    assert run("search", "-c", "Haus", cwd=tmp_path).stdout == b"1\n"


def test_the_bar_moves_within_one_large_file(tmp_path: Path) -> None:
    line = '{"id": "%d", "text": "' + "Ein Haus am See. " * 20 + '"}\n'
    (tmp_path / "a.jsonl").write_text("".join(line % number for number in range(20_000)), encoding="utf-8")
    with Terminal.start("index", "a.jsonl", cwd=tmp_path, columns=120) as terminal:
        assert terminal.end() == 0
    shares = {float(done) for done in re.findall(r"([\d.]+)/7\.\d MB", terminal.seen)}
    assert any(0 < share < 7 for share in shares)
