"""A truncated word that stood for more than 100,000 words found only the first of them, and nothing said so."""

from __future__ import annotations

import itertools
import json
import string
from pathlib import Path

from searcher import build, open_index


def test_what_is_not_looked_up_is_told(tmp_path: Path) -> None:
    words = [
        "ab" + "".join(letters)
        for letters in itertools.islice(itertools.product(string.ascii_lowercase, repeat=4), 100_001)
    ]
    lines = [json.dumps({"id": str(n), "text": " ".join(words[n::10])}) for n in range(10)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    build([tmp_path / "a.jsonl"], tmp_path / "index", compounds=False)
    with open_index(tmp_path / "index") as searcher:
        assert "incomplete: ab* stands for more than 100,000 words" in " ".join(searcher.search("ab*").notes)
        results = searcher.search("aba*", snippets=0)  # snippets have their own time
        assert (results.total, results.notes) == (10, ())
