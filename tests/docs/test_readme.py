"""What README.md shows is what happens: its commands and examples run, in their order, in a folder of their own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import jsonschema
import pytest

from tests.docs.readme import (
    README,
    ROOT,
    Example,
    console_examples,
    python_examples,
    without_times,
)

CONSOLE, PYTHON = console_examples(), python_examples()
REMOVED = {"NO_COLOR", "FORCE_COLOR", "SEARCHER_INDEX", "COLUMNS", "LINES", "PYTHONWARNINGS"}


def run(command: list[str], folder: Path) -> str:
    """Run a program and return all that it printed, stderr with the rest."""
    kept = {name: value for name, value in os.environ.items() if name not in REMOVED}
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        timeout=120,
        check=False,
    )
    return done.stdout.decode()


def shell(command: str, folder: Path) -> str:
    return run(
        ["/bin/bash", "-c", f'searcher() {{ "{sys.executable}" -m searcher "$@"; }}\n{command}'], folder
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds and their index."""
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", place / "seeds")
    shell("searcher index seeds", place)
    return place


def test_there_are_examples() -> None:
    assert len(CONSOLE) >= 9
    assert len(PYTHON) == 3


@pytest.mark.parametrize("example", CONSOLE, ids=lambda example: example.source)
def test_a_command_prints_what_is_shown(example: Example, folder: Path) -> None:
    if example.source.startswith("searcher index"):
        shutil.rmtree(folder / "index")
    assert without_times(shell(example.source, folder)) == without_times(example.printed)


@pytest.mark.parametrize("example", PYTHON, ids=lambda example: f"line-{example.line}")
def test_a_program_prints_what_is_shown(example: Example, folder: Path) -> None:
    # Whoosh 2.7.4 warns at its first import on Python 3.12 and later
    assert run([sys.executable, "-W", "ignore", "-c", example.source], folder) == example.printed


def test_the_json_shown_is_what_the_schema_says() -> None:
    schema = json.loads((ROOT / "searcher" / "search.schema.json").read_text("utf-8"))
    (shown,) = (
        example.printed for example in CONSOLE if "--json" in example.source and "cut" not in example.source
    )
    answer = json.loads(shown)
    jsonschema.Draft202012Validator(schema).validate(answer)
    snippet = answer["hits"][0]["snippets"][0]
    assert [snippet["text"][start:end] for start, end, _ in snippet["spans"]] == ["Militärbasis"]


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_picture_shows_what_the_program_prints(folder: Path) -> None:
    """Its commands are run again; every word of their output is in the picture, in the same order."""
    drawn = re.sub(r"<style>.*?</style>", "", (ROOT / "docs/search.svg").read_text("utf-8"), flags=re.DOTALL)
    shown = unescape(re.sub(r"<[^>]*>", " ", drawn)).replace("\xa0", " ")
    commands = re.findall(r"\$ +(searcher .*)", shown)
    assert len(commands) == 4
    words = without_times(" ".join(shown.split())).replace("searcher $", "$", 1).split()
    printed = " ".join(f"$ {command} {shell(command, folder)}" for command in commands)
    for mark in "[]":
        printed = printed.replace(mark, " ")
    # A mark in the middle of a word cuts it in two; how it is cut is not what is compared.
    assert "".join(words) == "".join(without_times(printed).split())
