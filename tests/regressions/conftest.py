from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from searcher.engine import build

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
