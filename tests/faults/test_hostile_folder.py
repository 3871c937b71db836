"""R8: every healthy file of any folder is read, every other named with a reason, in bounded memory."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.hostile_folder import Hostile, make

MEMORY_BYTES = 1 << 30

# In a process of its own, whose memory can be limited and which can be ended should it wait for ever.
READ = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY_BYTES}, {MEMORY_BYTES}))
from searcher.documents import read_documents, walk
from searcher.errors import DocumentError
from searcher.model import Skipped
words = json.load(sys.stdin)
files, skipped = walk([sys.argv[1]])
found = []
for file in files:
    try:
        for entry in read_documents(file):
            if isinstance(entry, Skipped):
                skipped.append(entry)
                continue
            pieces = [entry.title, *(entry.text[zone.start : zone.end] for zone in entry.zones)]
            found.append((entry.id, [word for word in words if any(word in piece for piece in pieces)]))
            (entry.id + entry.path + entry.title + entry.text).encode()
            json.dumps(dict(entry.meta), allow_nan=False)
    except DocumentError as error:
        skipped.append(Skipped(file.shown, str(error)))
print(json.dumps({{"found": found, "skipped": skipped}}))
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    folder = tmp_path_factory.mktemp("hostile")
    yield make(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def outcome(hostile: Hostile) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(hostile.folder)],
        input=json.dumps(sorted(hostile.healthy.values())),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_there_are_a_hundred_entries(hostile: Hostile) -> None:
    assert hostile.entries >= 100


def test_every_healthy_document_is_read(hostile: Hostile, outcome: Any) -> None:
    assert dict(outcome["found"]) == {doc_id: [word] for doc_id, word in hostile.healthy.items()}


def test_every_other_entry_is_named_with_a_reason(hostile: Hostile, outcome: Any) -> None:
    prefix = f"{hostile.folder}/"
    named = {path.removeprefix(prefix).rstrip("/") for path, _ in outcome["skipped"]}
    assert named == hostile.reported
    assert all(reason for _, reason in outcome["skipped"])
