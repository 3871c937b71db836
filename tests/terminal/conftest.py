from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.terminal.processes import ROOT, run

EVIL = "Zwergpinguin \x1b[31mrot\x1b]0;evil\x07 \x9b31m \u202everkehrt\u202c [/x] [red] :smile: \x1b]8;;http://x\x1b\\y"


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `seeds`, other documents and an `index` of them all. Not to be changed."""
    folder = tmp_path_factory.mktemp("place")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    more = folder / "more"
    more.mkdir()
    (more / "boese \x1b[31m\u202e.txt").write_text(f"{EVIL}\n\n{EVIL}\n", encoding="utf-8")
    (more / "=formel.txt").write_text("=1+1 Pinguin\n\nEin Pinguin rechnet nicht.\n", encoding="utf-8")
    (more / "binaer.txt").write_bytes(bytes(range(256)) * 8)
    lang = "\n\n".join(f"Absatz {number} vom Pinguin und vom Eis." for number in range(300))
    (more / "lang.txt").write_text(f" date 2021-03-04 Vom Pinguin\n\n{lang}\n", encoding="utf-8")
    records = (
        {
            "id": f"satz-{number:03}",
            "title": f"Satz {number}",
            "text": f"Der Pinguin Nummer {number}.",
            "date": f"20{number % 20:02}",
        }
        for number in range(120)
    )
    (more / "saetze.jsonl").write_text(
        "".join(json.dumps(record) + "\n" for record in records), encoding="utf-8"
    )
    done = run("index", "seeds", "more", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder
