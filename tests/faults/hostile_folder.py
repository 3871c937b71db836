"""A folder that does what a folder can do to a reader: 100 hostile entries with healthy files between them.

Comes in: an empty folder. Goes out: which documents have to be found, each by a word that nothing else holds,
and which entries have to be named with a reason. Nothing else may happen: no waiting, no traceback.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from searcher.documents import visible

MIB = 1 << 20


class Hostile(NamedTuple):
    """What must come of a hostile folder.

    healthy: document id -> a word that is in this document only; reported: the names (escaped, relative to
    the folder, with `#LINE` for a record) that must be among the skipped; entries: how many were made.
    """

    folder: Path
    healthy: dict[str, str]
    reported: frozenset[str]
    entries: int


def make(folder: Path) -> Hostile:
    """Fill `folder`, which is empty, and say what must come of it."""
    maker = _Maker(folder)
    for part in (_encodings, _names, _texts, _pages, _packed, _records, _kinds, _unreadable, _places):
        part(maker)
        maker.healthy(f"zwischen-{part.__name__.strip('_')}.txt")
    return Hostile(folder, maker.words, frozenset(maker.reported), maker.entries)


class _Maker:
    def __init__(self, folder: Path) -> None:
        self._top = folder
        self.words: dict[str, str] = {}
        self.reported: set[str] = set()
        self.entries = 0

    def path(self, name: str | bytes) -> Path:
        self.entries += 1
        path = self._top / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def word(self, doc_id: str) -> str:
        """Give out a word for a document; of letters only, so that no analysis takes it apart."""
        number = len(self.words)
        self.words[doc_id] = word = "prüfling" + "".join("bcdfghklmn"[int(digit)] for digit in f"{number:03}")
        return word

    def healthy(
        self,
        name: str | bytes,
        text: str = "Ein gesunder Text mit WORT darin.",
        pack: Callable[[bytes], bytes] = bytes,
        encoding: str = "utf-8",
    ) -> None:
        """Make a file that must be found; `WORT` in its text becomes its word."""
        word = self.word(visible(os.fsdecode(name)))
        self.path(name).write_bytes(pack(text.replace("WORT", word).encode(encoding)))

    def refused(self, name: str | bytes, data: bytes | None = None) -> Path:
        """Make a file that must be named; without `data` the caller makes it."""
        self.reported.add(visible(os.fsdecode(name)))
        path = self.path(name)
        if data is not None:
            path.write_bytes(data)
        return path


def _encodings(maker: _Maker) -> None:
    text = "Größe\n\nEin Text – mit „WORT“ darin."
    for encoding in ("utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"):
        shown = text.replace("–", "-").replace("„", '"').replace("“", '"') if encoding == "latin-1" else text
        maker.healthy(f"kodiert-{encoding}.txt", shown, encoding=encoding)
    maker.healthy("kodiert-utf-16-be.txt", "\ufeff" + text, encoding="utf-16-be")
    maker.healthy("zerlegt.txt", "U\u0308ber WORT".replace("ü", "u\u0308"))
    maker.healthy("gemischt.txt", "äöü ÄÖÜ ß WORT", lambda data: data + b"\nStra\xdfe")
    maker.healthy("angeschnitten.txt", "äöü ÄÖÜ ß WORT", lambda data: data + b"\xc3")
    maker.healthy("mac.txt", "Titel\r\rZeile mit WORT\rEnde")
    maker.healthy("tschechisch.html", "<meta charset=iso-8859-2><p>Řeč: WORT", encoding="iso-8859-2")
    maker.healthy("lügt.html", "<meta charset=utf-8><p>Grüße: WORT", encoding="cp1252")
    maker.healthy("siebenbit.html", "<meta charset=utf-7><p>+ADw-script+AD4- WORT", encoding="cp1252")
    maker.refused("ohne-marke.txt", "Text ohne Marke".encode("utf-16-le"))


def _names(maker: _Maker) -> None:
    for name in (
        b"umbruch\nim namen.txt",
        b"\x1b[31mrot\x1b]0;titel\x07.txt",
        "umgekehrt\u202etxt.exe.txt".encode(),
        b"kaputt-\xff\xfe.txt",
        rb"kaputt-\xff\xfe.txt",
        "zusammengesetzt-ü.txt".encode(),
        "zerlegt-u\u0308.txt".encode(),
        b"-rf.txt",
        b" leer am rand .txt",
        b"$(reboot) `x` ; & | ' \".txt",
        b"*.txt",
        b"[rot]fett[/rot].txt",
        b"raute#1.txt",
        "😀👩‍👩‍👧.txt".encode(),
        b"x" * 250 + b".txt",
        b".versteckt.txt",
        b"GROSS.TXT",
        b"..txt",
        b"%s%n%00.txt",
        b"2022-13-45_unmoeglich.txt",
        b"0000-00-00_nie.txt",
        b"ordner.txt/innen.txt",
    ):
        maker.healthy(name)


def _texts(maker: _Maker) -> None:
    maker.healthy("lange-zeile.txt", "Titel\n\n" + "Wort und " * (4 * MIB // 9) + "WORT")
    maker.healthy("langes-wort.txt", "Titel\n\n" + "a" * MIB + " WORT")
    maker.healthy("leere-zeilen.txt", "\n" * MIB + "Titel\n\n" + " \n" * MIB + "WORT")
    maker.healthy("kurze-zeilen.txt", "Kopf\n\n" * 100_000 + "WORT")
    maker.healthy("zeichen-auf-zeichen.txt", "e" + "\u0301\u0316" * 300_000 + " WORT")
    maker.healthy("steuerzeichen.txt", "\x1b]0;titel\x07\x1b[2J [red]rot[/x] \u202e \x9b31m WORT")
    maker.healthy("weiche-trennung.txt", "Titel\n\n" + "\u00ad" * 100_000 + " WORT")
    maker.healthy("datum.txt", " date 9999-99-99 Titel\n\nWORT.")
    maker.healthy("titel-ohne-ende.txt", " date 2022 " + "Titel " * 100_000 + "WORT")
    maker.healthy("anfuehrung.md", ">" * 100_000 + " WORT")
    maker.healthy("koepfe.md", "# Kopf\n" * 100_000 + "\nWORT")
    maker.healthy("zaun.md", "```\n# kein Kopf\n" * 20_001 + "WORT")
    maker.healthy("verweise.md", "[" * 100_000 + "WORT" + "](" * 100_000)
    anchors = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))
    maker.healthy("yaml-bombe.md", f"---\na0: &a0 lol\n{anchors}\n---\nWORT")
    maker.healthy("yaml-befehl.md", "---\ntitle: !!python/object/apply:os.system [false]\n---\nWORT")


def _pages(maker: _Maker) -> None:
    depth = 100_000
    maker.healthy("tief.html", "<div>" * depth + "WORT" + "</div>" * depth)
    maker.healthy("tief-offen.html", "<b><i>" * depth + "WORT")
    maker.healthy("tabellen.html", "<table><tr><td>" * 30_000 + "WORT")
    fonts = "".join(f"<font size={n}>" for n in range(2_000))
    maker.healthy("schriften.html", fonts + "<p>x" * 2_000 + "WORT")
    maker.healthy("attribute.html", "<p " + " ".join(f"a{n}=1" for n in range(depth)) + ">WORT")
    maker.healthy("kommentar.html", "<p>WORT" + "<!--" * depth)
    maker.healthy("skript.html", "<p>WORT<script>" + "</scrip" * depth)
    maker.healthy("nur-navigation.html", "<nav><p>WORT")
    maker.healthy(
        "einheiten.html", '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><p>&c;&unbekannt; WORT'
    )
    maker.healthy("fremd.html", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a; WORT')


def _packed(maker: _Maker) -> None:
    for ending, pack in ((".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)):
        maker.healthy(f"gepackt.txt{ending}", pack=pack)
        line = pack(b"\n" * MIB)
        maker.refused(f"bombe.txt{ending}", pack(b"Wort und " * (MIB // 9)) * 40)
        maker.refused(f"bombe.jsonl{ending}", line * 80)
        maker.refused(f"abgeschnitten.txt{ending}", pack(b"Ein Text. " * 50)[:-6])
        maker.refused(f"falsch.md{ending}", b"Das ist nicht gepackt.")
    maker.healthy("mehrteilig.txt.gz", pack=lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:]))


def _records(maker: _Maker) -> None:
    name = "halb.jsonl"
    lines = [
        json.dumps({"text": maker.word(f"{name}#1")}),
        '{"text": "offen',
        "[]",
        json.dumps({"text": 5}),
        json.dumps({"text": "x", "m": 1})[:-1] + ', "t": ' + "[" * 50_000 + "]" * 50_000 + "}",
        json.dumps({"title": "\ud800 halbes Paar", "text": maker.word(f"{name}#6"), "date": "nie"}),
        '{"text": "zu lang ' + "x" * (33 * MIB) + '"}',
        json.dumps({"id": "eigen\n\x1b[31m", "text": maker.word("eigen\n\x1b[31m")}),
    ]
    maker.path(name).write_text("\n".join(lines), encoding="utf-8")
    maker.reported |= {f"{name}#{line}" for line in (2, 3, 4, 5, 7)}
    word = maker.word("utf-16.jsonl#1")
    maker.path("utf-16.jsonl").write_text(
        json.dumps({"text": word}, ensure_ascii=False) + "\n", encoding="utf-16"
    )
    word = maker.word("alt.jsonl#1")
    maker.path("alt.jsonl").write_text(json.dumps({"text": word}, ensure_ascii=False), encoding="cp1252")
    maker.refused("kein.jsonl", b"Das ist kein JSON.\n" * 5_000)
    maker.reported.add("bruch.jsonl.gz")
    maker.path("bruch.jsonl.gz").write_bytes(
        gzip.compress((json.dumps({"text": maker.word("bruch.jsonl.gz#1")}) + "\n").encode())
        + gzip.compress(os.urandom(5_000).hex().encode())[:-9]
    )
    sparse = maker.refused("loch.jsonl")
    sparse.write_text(json.dumps({"text": maker.word("loch.jsonl#1")}) + "\n", encoding="utf-8")
    os.truncate(sparse, 1 << 40)


def _kinds(maker: _Maker) -> None:
    os.mkfifo(maker.refused("rohr.txt"))
    os.mkfifo(maker.refused("rohr.jsonl"))
    for name, target in (
        ("null.txt", "/dev/zero"),
        ("zufall.md", "/dev/urandom"),
        ("terminal.html", "/dev/tty"),
        ("passwd.txt", "/etc/passwd"),
        ("nirgends.txt", "gibt/es/nicht"),
        ("selbst.txt", "selbst.txt"),
        ("im-kreis", "."),
        ("nach-oben", ".."),
        ("wurzel", "/"),
        ("auf-gesund.txt", "zwischen-encodings.txt"),
    ):
        maker.refused(name).symlink_to(target)
    listening = maker.refused("steckdose.txt")
    before = Path.cwd()
    os.chdir(listening.parent)  # the path of a socket may have 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as unix:
            unix.bind(listening.name)
    finally:
        os.chdir(before)


def _unreadable(maker: _Maker) -> None:
    for name, data in (
        ("leer.txt", b""),
        ("leer.html", b"<html></html>"),
        ("leer.jsonl", b"\n\n"),
        ("weiss.md", b" \n\t\n"),
        ("null-bytes.txt", b"Text\0mit Null"),
        ("bild.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("steuer.txt", bytes(range(1, 9)) * 100),
        ("programm.md", b"\x7fELF\x02\x01\x01\x00" + os.urandom(5_000)),
        ("brief.pdf", b"%PDF-1.4"),
        ("ohne-endung", b"Text"),
    ):
        maker.refused(name, data)
    os.truncate(maker.refused("loch.txt", b"Text"), 1 << 40)
    maker.refused("zu-gross.txt", b"Wort und " * (33 * MIB // 9))
    closed = maker.path("verboten.txt")
    closed.write_text("Text", encoding="utf-8")
    closed.chmod(0)
    # root reads it all the same
    if os.access(closed, os.R_OK):
        closed.write_text(f"Text mit {maker.word('verboten.txt')}", encoding="utf-8")
    else:
        maker.reported.add("verboten.txt")


def _places(maker: _Maker) -> None:
    maker.healthy("/".join("d" * 100) + "/tief.txt")
    maker.refused(".git")
    maker.path(".git/notiz.txt").write_text("gehört nicht dazu", encoding="utf-8")
    maker.path("leerer-ordner").mkdir()
    for name in _too_deep(maker.path("bodenlos")):
        maker.reported.add(name)


def _too_deep(top: Path) -> Iterator[str]:
    """Nest folders beyond the longest path the system takes; yield the name of the first it does not list."""
    top.mkdir()
    before = Path.cwd()
    os.chdir(top)
    try:
        for _ in range(30):
            Path("t" * 200).mkdir()
            os.chdir("t" * 200)
    finally:
        os.chdir(before)
    path = top
    while True:
        try:
            with os.scandir(path):
                pass
        except OSError:
            break
        path = path / ("t" * 200)
    yield str(path.relative_to(top.parent))
