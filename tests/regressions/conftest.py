from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from searcher.engine import Searcher, build, open_index

Write = Callable[..., Path]


@pytest.fixture
def indexed(tmp_path: Path) -> Write:
    """Index these texts (by id) and return the index folder."""

    def index(texts: dict[str, str], **options: Any) -> Path:
        records = [json.dumps({"id": key, "title": "T", "text": text}) for key, text in texts.items()]
        (tmp_path / "texts.jsonl").write_text("\n".join(records), encoding="utf-8")
        build([tmp_path / "texts.jsonl"], tmp_path / "index", **options)
        return tmp_path / "index"

    return index


@contextmanager
def opened_texts(folder: Path, texts: dict[str, str]) -> Iterator[Searcher]:
    """Write these texts (by name) to files of the folder, index and open them."""
    (folder / "texts").mkdir()
    for name, text in texts.items():
        (folder / "texts" / f"{name}.txt").write_text(f"Ein Titel\n\n{text}\n", encoding="utf-8")
    build([folder / "texts"], folder / "index")
    with open_index(folder / "index") as searcher:
        yield searcher
