"""Small numbers of every sweep; `python -m tests.faults --large` runs the large ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.faults import damage, failures, interrupts, kills, poison, powercut, readers, terminal
from tests.faults.report import Report
from tests.faults.workloads import Workload, real, tiny_first, tiny_update

TINY: dict[str, Callable[..., Report]] = {
    "every call killed": kills.at_every_call,
    "every call failing": partial(failures.at_every_call, errors=("ENOSPC",)),
    "power cuts": partial(powercut.sweep, count=40),
}
REAL: dict[str, Callable[..., Report]] = {
    "calls killed": partial(kills.at_every_call, step=4),
    "killed at random": partial(kills.at_random_moments, count=4),
    "calls failing": partial(failures.at_every_call, errors=("ENOSPC",), step=9),
    "calls and openings failing": partial(failures.at_every_call, errors=("EMFILE", "EIO"), step=7),
    "power cuts": partial(powercut.sweep, count=10),
}
MORE: dict[str, Callable[[Path], Report]] = {
    "readers": partial(readers.sweep, count=100),
    "terminal": partial(terminal.sweep, step=5),
}


@pytest.fixture(scope="module")
def update() -> Workload:
    return real("update")


@pytest.mark.parametrize("workload", [tiny_update(), tiny_first()], ids=lambda load: load.name)
@pytest.mark.parametrize("sweep", TINY)
def test_index_folder(workload: Workload, sweep: str, tmp_path: Path) -> None:
    assert TINY[sweep](workload, tmp_path).findings == []


def test_damaged_folder(tmp_path: Path) -> None:
    assert damage.sweep(tiny_update(), tmp_path, 60).findings == []


@pytest.mark.parametrize("sweep", REAL)
def test_searcher_index(update: Workload, sweep: str, tmp_path: Path) -> None:
    assert REAL[sweep](update, tmp_path).findings == []


def test_damaged_index(update: Workload, tmp_path: Path) -> None:
    assert damage.sweep(update, tmp_path, 20).findings == []


def test_poisoned_index(update: Workload, tmp_path: Path) -> None:
    assert poison.sweep(update, tmp_path, 24).findings == []


def test_signals(update: Workload, tmp_path: Path) -> None:
    assert interrupts.signals(update, tmp_path, 3).findings == []


def test_pipes(update: Workload, tmp_path: Path) -> None:
    assert interrupts.pipes(update, tmp_path, step=5).findings == []


@pytest.mark.parametrize("sweep", MORE)
def test_more(sweep: str, tmp_path: Path) -> None:
    assert MORE[sweep](tmp_path).findings == []
