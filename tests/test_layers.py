"""An import points only upwards in the list of stages, and a library has one home.

What is checked is the source: every import statement, also those inside functions and for types only.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "searcher"

# The way of the data: a stage may import those before it and itself. `kernel` is arithmetic over arrays, which
# whoever holds the arrays may call.
STAGES = ("documents", "analysis", "kernel", "index", "query", "search", "snippets", "engine", "terminal")
VALUES = ("model", "errors", "digests")  # what crosses borders: imported by all, importing nothing

# The engine's slow half is a file of its own, and so is the check of what it is given; `searcher/__init__.py` holds the
# public names, `__main__` the process.
PLACE_OF = {"building": "engine", "options": "engine", "__init__": "engine", "__main__": "terminal"}

# What a stage must not know though it comes before it.
APART = {
    "analysis": {"documents"},
    "kernel": {"documents", "analysis"},
    "query": {"documents", "kernel", "index"},
    "search": {"documents"},
    "snippets": {"documents", "analysis", "kernel", "index", "search"},
    "terminal": {"documents", "analysis", "kernel", "index", "query", "search", "snippets"},
}

# Whoosh's classes of queries are reached through its one door, which stands with the index.
EXCEPTIONS = {("searcher.query.whoosh_tree", "searcher.index.whoosh_api")}

HOMES = {
    "Stemmer": ["searcher/analysis/stem.py"],
    "click": ["searcher/terminal/"],
    "lxml": ["searcher/documents/html.py"],
    "numpy": ["searcher/kernel/"],
    "orjson": ["searcher/documents/jsonl.py"],
    "prompt_toolkit": ["searcher/terminal/"],
    "rich": ["searcher/terminal/"],
    "whoosh": ["searcher/index/whoosh_api.py"],
    # only where types are checked: mypy brings it along
    "typing_extensions": ["searcher/kernel/"],
}

FILES = sorted(PACKAGE.rglob("*.py"))


def module_of(file: Path) -> str:
    """Name a file's module: `searcher.query.parser`."""
    return ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST, module: str) -> Iterator[tuple[str, int]]:
    """Yield (module, line) of every import, wherever it stands, and of lazy ones by a written name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} imports relatively"
            assert node.module is not None
            yield node.module, node.lineno
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and is_module(node.value):
            yield node.value, node.lineno


def is_module(name: str) -> bool:
    """Whether a string names a module of the package, as those given to `import_module` do."""
    path = PACKAGE.parent.joinpath(*name.split("."))
    return name.startswith("searcher.") and (path.is_dir() or path.with_suffix(".py").is_file())


def stage_of(module: str) -> str:
    """Name the stage that a module belongs to: the folder or file after `searcher`."""
    below = [*module.split("."), "__init__"][1]
    known = (*STAGES, *VALUES, *PLACE_OF)
    return PLACE_OF.get(below, below) if below in known else "engine"  # a name of `searcher/__init__.py`


def allowed(stage: str) -> set[str]:
    """List the stages that this one may import."""
    if stage in VALUES:
        return {stage}
    before = STAGES[: STAGES.index(stage) + 1]
    return {*before, *VALUES} - APART.get(stage, set())


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_import_points_down(file: Path) -> None:
    module = module_of(file)
    wrong = [
        f"{file.name}:{line} imports {name}"
        for name, line in imports(ast.parse(file.read_text("utf-8")), module)
        if name.startswith("searcher.")
        and stage_of(name) not in allowed(stage_of(module))
        and not any(module == where and name.startswith(what) for where, what in EXCEPTIONS)
    ]
    assert not wrong


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_library_has_one_home(file: Path) -> None:
    own = file.relative_to(PACKAGE.parent).as_posix()
    for name, line in imports(ast.parse(file.read_text("utf-8")), module_of(file)):
        library = name.partition(".")[0]
        if library not in sys.stdlib_module_names and library != "searcher":
            homes = tuple(HOMES.get(library, ()))
            assert own.startswith(homes), f"{own}:{line}: {library} lives in {homes}"


def test_every_file_and_folder_has_its_place() -> None:
    found = {path.stem for path in PACKAGE.glob("*.py")}
    found |= {path.parent.name for path in PACKAGE.glob("*/*.py")}
    assert found == {*STAGES, *VALUES, *PLACE_OF}


@pytest.mark.parametrize("stage", [path.parent.name for path in PACKAGE.glob("*/__init__.py")])
def test_a_folder_says_what_it_is(stage: str) -> None:
    """Its docstring is its contract: what comes in, what goes out, what it must not know."""
    doc = ast.get_docstring(ast.parse((PACKAGE / stage / "__init__.py").read_text("utf-8"))) or ""
    assert doc.startswith(f"{stage}: ")
    assert "Know" in doc
    assert " no " in f" {doc} "


def test_the_check_sees_a_wrong_arrow() -> None:
    source = "def f():\n    from searcher.terminal import safe\nimport whoosh.index\n"
    names = {name for name, _ in imports(ast.parse(source), "x")}
    assert {stage_of("searcher.terminal.safe"), "whoosh.index"} <= {"terminal", *names}
    assert "terminal" not in allowed("snippets")
