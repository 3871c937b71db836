"""What is broken: a folder in its old state, a command to the new one, and how to tell them apart."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from searcher.model import Facet
from tests.faults import tiny
from tests.faults.programs import PLAIN, Main, Outcome, Setting, run

MISSING = "no index"
_END = "\x1e\n"


class Broken(Exception):  # noqa: N818  # a finding, not an error of ours
    """The folder is in no state that it may be in."""


class Workload(NamedTuple):
    """prepare: makes the old state in an empty place; words: the command; questions: what tells the state."""

    name: str
    main: Main
    prepare: Callable[[Path], None]
    words: tuple[str, ...]
    questions: tuple[tuple[str, ...], ...]
    check: tuple[str, ...] = ("check",)

    def run(self, place: Path, setting: Setting = PLAIN) -> Outcome:
        """Run the command under test."""
        return run(self.main, self.words, place, setting)

    def answers(self, place: Path, setting: Setting = PLAIN) -> list[str]:
        """What the index answers to each question; Broken if it refuses one, or if one hangs or crashes."""
        return self._asked(place, self.questions, setting)

    def state(self, place: Path) -> list[str]:
        """The answers, after `check` has found nothing."""
        # What `check` says is not compared: sizes in it differ from one build to the next.
        return self._asked(place, (*self.questions, self.check), PLAIN)[: len(self.questions)]

    def _asked(self, place: Path, questions: tuple[tuple[str, ...], ...], setting: Setting) -> list[str]:
        outcome = run(_one_by_one(self.main, questions), (), place, setting)
        answers = []
        for words, part in zip(questions, outcome.out.split(_END), strict=False):
            out, _, code = part.rpartition("\n")
            if code == "4" and "no index" in outcome.err:
                return [MISSING]
            if code not in ("0", "1"):
                raise Broken(f"{' '.join(words)}: exit {code or outcome.code}: {out} {outcome.err}")
            answers.append(without_times(out))
        if outcome.fault or len(answers) != len(questions):
            raise Broken(outcome.fault or f"only {len(answers)} answers: {outcome.err}")
        return answers

    def control(self, scratch: Path) -> tuple[list[str], list[str], list[str], int]:
        """The old and the new state, the names of the files in the latter, and the calls in between."""
        place = fresh(scratch / "control")
        self.prepare(place)
        old = self.state(place)
        outcome = self.run(place)
        if outcome.code != 0:
            raise Broken(f"{self.name}: {outcome.err}")
        return old, self.state(place), listing(place / "index"), outcome.calls


def fresh(place: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    return place


def copied(source: Path, place: Path) -> Path:
    """A copy of a prepared place."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(source, place, symlinks=True)
    return place


def listing(folder: Path) -> list[str]:
    """The names of the files, without the random part and the generation."""
    names = [path.name for path in folder.iterdir()] if folder.exists() else []
    return sorted(re.sub(r"[0-9a-f]{16}|(?<=_MAIN_)\d+", "#", name) for name in names)


def without_times(text: str) -> str:
    """An answer without what may differ from one run to the next."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    for key in ("took_ms", "built", "seconds"):
        value.pop(key, None)
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _one_by_one(main: Main, questions: tuple[tuple[str, ...], ...]) -> Main:
    """One program that asks all questions: a child for each would make the sweeps five times as slow."""

    def ask(_: Sequence[str]) -> int:
        for words in questions:
            code = main(words)
            sys.stdout.write(f"\n{int(code)}{_END}")
            sys.stdout.flush()
        return 0

    return ask


def tiny_update() -> Workload:
    """A commit that keeps, adds and drops files."""

    def prepare(place: Path) -> None:
        run(tiny.main, ["write", "eins", "zwei", "drei"], place)

    return Workload("tiny update", tiny.main, prepare, ("write", "zwei", "vier"), (("read",),))


def tiny_first() -> Workload:
    """The first commit, in a folder that does not exist."""

    def prepare(place: Path) -> None:
        pass

    return Workload("tiny first build", tiny.main, prepare, ("write", "eins", "zwei"), (("read",),))


QUESTIONS = (
    ("search", "Haus", "--json", "-n", "0"),
    ("search", "Regierung", "--json", "-n", "0", "--sort", "path"),
    ("search", '"an der Straße"', "--json", "-n", "0"),
    ("search", "Bund* ODER Gebühr", "--json", "-n", "0", "--facet", "year"),
    ("search", "Militärbasis~1", "--json", "-n", "3"),
)

_WORDS = ("Haus", "Häuser", "Regierung", "Bundesregierung", "Gebühr", "Gebührenordnung", "Militärbasis")


def write_documents(folder: Path, *, new: bool) -> None:
    """The old or the new state of a small folder: one document more, one less, one changed, most the same."""
    folder.mkdir(exist_ok=True)
    for number in range(12):
        word, next_word = _WORDS[number % 7], _WORDS[(number * 3 + 1) % 7]
        text = f" date 2021-{number + 1:02d} {word} und {next_word}\n\nEin {word} an der Straße {number}.\n\n"
        text += f"Über {next_word} und {word} wird in der Stadt viel gesprochen.\n" * (number + 1)
        (folder / f"{number:02d}.txt").write_text(text, "utf-8")
    records = [{"id": f"r{n}", "title": f"Satz {n}", "text": f"{_WORDS[n]} und Haus"} for n in range(5)]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "saetze.jsonl").write_text(lines, "utf-8")
    page = "<title>Die Regierung</title><p>Ein <b>Haus</b> an der Straße.</p>"
    (folder / "seite.html").write_text(page, "utf-8")
    if new:
        (folder / "00.txt").unlink()
        (folder / "01.txt").write_text(
            "Ganz neu\n\nDie Bundesregierung baut ein Haus an der Straße.\n", "utf-8"
        )
        (folder / "neu.md").write_text("# Neues\n\nHäuser und Gebühren.\n", "utf-8")


def real(name: str, *extra: str) -> Workload:
    """`searcher index` over changed documents; name: "update" or "first build"."""
    from searcher.engine import build, open_index
    from searcher.terminal.entry import main

    # What is loaded at first use is loaded before the first fork, once for all children.
    with tempfile.TemporaryDirectory() as place:
        write_documents(Path(place, "documents"), new=False)
        build([Path(place, "documents")], index=Path(place, "index"), jobs=1)
        with open_index(Path(place, "index")) as searcher:
            searcher.search("Militärbasen ODER Nichts~", facet=(Facet.YEAR,))

    words = ("index", "documents", "--index", "index", "--jobs", "1")

    def prepare(place: Path) -> None:
        write_documents(place / "documents", new=False)
        if name != "first build":
            outcome = run(main, words, place)
            if outcome.code != 0:
                raise Broken(outcome.err)
        write_documents(place / "documents", new=True)

    return Workload(name, main, prepare, words + extra, QUESTIONS)
