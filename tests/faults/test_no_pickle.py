"""R6, from the source: nothing in `searcher` can read a pickle, or run what it reads."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import searcher.errors

PACKAGE = Path(searcher.errors.__file__).parent
READERS = {"pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
# Writing the table of contents for Whoosh is all that pickles are for.
WRITES_ONLY = {"dumps", "dump", "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL", "PicklingError"}


def reads_pickles(tree: ast.AST) -> list[int]:
    """The lines that name something which unpickles or evaluates."""
    lines = []
    for node in ast.walk(tree):
        bad = False
        if isinstance(node, ast.ImportFrom) and node.module in READERS:
            bad = any(alias.name not in WRITES_ONLY for alias in node.names)
        elif isinstance(node, ast.Import):
            bad = any(
                alias.name in READERS - {"pickle"} or (alias.name == "pickle" and alias.asname)
                for alias in node.names
            )
        elif isinstance(node, ast.Attribute):
            bad = (
                isinstance(node.value, ast.Name)
                and node.value.id == "pickle"
                and node.attr not in WRITES_ONLY
            )
        elif isinstance(node, ast.keyword):
            bad = node.arg == "allow_pickle" and not (
                isinstance(node.value, ast.Constant) and node.value.value is False
            )
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            bad = node.func.id in ("eval", "exec")
        if bad:
            lines.append(getattr(node, "lineno", 0))
    return lines


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("import pickle\npickle.loads(b'')", 1),
        ("from pickle import loads", 1),
        ("from pickle import dumps", 0),
        ("import pickle as p", 1),
        ("import marshal", 1),
        ("import pickle\npickle.dumps(1)", 0),
        ("numpy.load(f, allow_pickle=True)", 1),
        ("eval(x)", 1),
    ],
)
def test_the_scan_sees_it(source: str, count: int) -> None:
    assert len(reads_pickles(ast.parse(source))) == count


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_nothing_reads_pickles(path: Path) -> None:
    assert reads_pickles(ast.parse(path.read_text("utf-8"))) == []
