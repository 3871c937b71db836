"""Whatever comes in: offsets are true, zones are in order, readers end in documents or in a reason."""

from __future__ import annotations

import io
import json
from pathlib import Path
from unicodedata import is_normalized

from hypothesis import given
from hypothesis import strategies as st

from searcher.documents import SourceFile, date_or_none, matcher, read_stream, reader_for
from searcher.documents.decode import decode, final
from searcher.documents.structure import marked_lines, short_lines, zones
from searcher.errors import DocumentError
from searcher.model import FIELDS, Document, Skipped

GERMAN = st.text(
    st.sampled_from("aäß AB.\n\n\n#=-`~\t\r:[]<>&/p'\"1\u0308\u0301\u00ad\u2028\ufeff\ud800"), max_size=60
)
TEXTS = GERMAN | st.text(max_size=60)
BYTES = st.binary(max_size=80) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
# fmt: off
PIECES = (
    "<p>", "</p>", "<h1>", "</h1>", "<nav>", "</nav>", "<title>", "</title>", "<pre>", "<br>", "<li>", "<td>",
    "<!--", "&auml;", "&#776;", "<script>", "</script>", "<", "Haus", "ü", " ", "\n", "<time datetime=2022>",
)
# fmt: on
NAMES = ("a.txt", "a.md", "a.html", "a.jsonl")


def _sound(document: Document) -> None:
    text = document.text
    text.encode()
    document.title.encode()
    assert document.id
    assert document.title
    assert is_normalized("NFC", text)
    assert "\r" not in text
    at = 0
    for zone in document.zones:
        assert zone.field in FIELDS[1:]
        assert at <= zone.start < zone.end <= len(text)
        assert text[zone.start : zone.end] == text[zone.start : zone.end].strip()
        at = zone.end
    json.dumps(document.meta, allow_nan=False, ensure_ascii=False).encode()


@given(
    st.sampled_from(NAMES), BYTES | st.lists(st.sampled_from(PIECES)).map(lambda some: "".join(some).encode())
)
def test_any_bytes_end_in_documents_or_a_reason(name: str, data: bytes) -> None:
    file = SourceFile(Path(name), name, name, len(data), 0)
    try:
        entries = list(reader_for(name).read(file, iter([data]), max_bytes=1 << 20))
    except DocumentError as error:
        entries = [Skipped(name, str(error))]
    assert entries
    for entry in entries:
        if isinstance(entry, Document):
            _sound(entry)
        else:
            assert entry.reason


@given(TEXTS)
def test_every_word_of_a_text_is_in_a_zone_or_is_marks(text: str) -> None:
    ended = final(text.encode("utf-8", "replace").decode())
    for headings in (short_lines(ended, 0), marked_lines(ended, 0), marked_lines(ended, 0, underlined=True)):
        rest = list(ended)
        for zone in zones(ended, 0, headings):
            rest[zone.start : zone.end] = " " * (zone.end - zone.start)
        assert not "".join(rest).replace("#", "").replace("=", "").replace("-", "").strip()


@given(TEXTS)
def test_marks_are_found_the_same_both_ways(text: str) -> None:
    slow = [heading for heading in marked_lines(text + "\n~~~", 0) if heading.start < len(text)]
    if "```" not in text and "~~~" not in text:
        assert list(marked_lines(text, 0)) == slow


@given(TEXTS)
def test_what_is_final_stays(text: str) -> None:
    assert final(final(text)) == final(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_unicode_comes_back(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert decode(text.encode(encoding)).text == final(
            text.removeprefix("\ufeff") if encoding == "utf-8" else text
        )


KEYS = st.sampled_from(["id", "title", "text", "date", "x"])
VALUES = st.none() | TEXTS | st.integers() | st.lists(TEXTS, max_size=2)


@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=5))
def test_one_entry_a_record(records: list[dict[str, object]]) -> None:
    data = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    try:
        entries = list(read_stream(io.BytesIO(data)))
    except DocumentError:
        assert not records
        return
    assert len(entries) == len(records)
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, Skipped):
            assert entry.path == f"-#{number}"
        else:
            _sound(entry)


@given(TEXTS)
def test_dates_are_intervals(text: str) -> None:
    found = date_or_none(text)
    if found:
        assert found.first <= found.last
        assert date_or_none(found.given) == found


@given(
    st.text(st.sampled_from("ab*?[]!^-/\\.&|~"), max_size=12), st.text(st.sampled_from("ab/.-^"), max_size=8)
)
def test_any_pattern_can_be_asked(pattern: str, path: str) -> None:
    matcher([pattern])(path)
