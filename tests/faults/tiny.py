"""The smallest program on an index folder: what `searcher` does with it, without any search.

write TEXT...   commit one file for each text; texts that are there already are kept
read            print the texts
check           verify every file
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from searcher.errors import IndexFolderError, SearcherError
from searcher.index.folder import FolderWriter
from searcher.index.manifest import FileEntry
from searcher.index.snapshot import open_snapshot
from searcher.index.verify import check_files

REPEAT = 3_000  # so that a text fills some blocks


def main(words: Sequence[str]) -> int:
    """Do what the words say; 0, 1 if `check` found something, 4 for an index that cannot be used."""
    try:
        if words[0] == "write":
            _write(words[1:])
        elif words[0] == "read":
            with open_snapshot("index") as snapshot:
                names = snapshot.manifest.segments
                files = [snapshot.files[name] for name in names]
                print(*(bytes(file.verified(0, file.size)).decode()[: file.size // REPEAT] for file in files))
        else:
            problems = check_files("index")
            print(*(problem.file for problem in problems))
            return 4 if problems else 0
    except SearcherError as error:
        print(f"tiny: {error}", file=sys.stderr)
        return 4 if isinstance(error, IndexFolderError) else 2
    except (KeyboardInterrupt, OSError) as error:
        print(f"tiny: {error}", file=sys.stderr)
        return 130
    return 0


def _write(texts: Sequence[str]) -> None:
    with FolderWriter("index") as writer:
        old: dict[str, FileEntry] = {}
        if writer.previous:
            state = writer.previous.state["texts"]
            entries = {entry.name: entry for entry in writer.previous.files}
            old = {text: entries[name] for text, name in state.items()}
        if list(texts) == list(old):
            return
        new = {}
        for text in texts:
            if text in old:
                new[text] = old[text]
                continue
            file = writer.create("segment", "bin")
            for _ in range(REPEAT):
                file.write(text.encode())
            new[text] = file.close()
        names = {text: entry.name for text, entry in new.items()}
        writer.commit(
            new.values(),
            analysis="none",
            segments=list(names.values()),
            state={"texts": names},
            toc=b"contents of %d" % writer.generation,
        )
