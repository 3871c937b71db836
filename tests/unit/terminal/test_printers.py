from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest

from searcher.model import Document, Results, Snippet, Span
from searcher.terminal import show_json, show_table
from searcher.terminal.layout import document_lines, result_lines, summary, text_lines
from searcher.terminal.show_rich import file_url, render
from searcher.terminal.show_text import plain
from tests.unit.terminal.samples import EXPLAINED, HOSTILE, hit, results

ESCAPE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x07\x1b]*\x1b\\")


def hostile_hit(text: str) -> Results:
    snippet = Snippet(text * 2, 1, (Span(0, len(text)),), text)
    return results(
        hit(
            id=text,
            path=text,
            title=text,
            section=f"{text}!",
            snippets=(snippet,),
            title_spans=(Span(0, len(text)),),
        )
    )


def test_plain_text() -> None:
    assert plain(result_lines(results(hit()))) == (
        "1  Besuch in Tadschikistan\n"
        "   seeds/a.txt:13 · 2022-06 · Militärbasis in Tadschikistan\n"
        "   eine bedeutende [Militärbasis] in dem Land\n"
    )


def test_only_the_matching_part_is_marked() -> None:
    part = hit(snippets=(Snippet("die Militärbasis", 1, (Span(11, 16),)),))
    assert "die Militär[basis]" in plain(result_lines(results(part)))


def test_several_snippets_say_their_lines() -> None:
    snippets = (Snippet("eins", 3, ()), Snippet("zwei", 9, ()))
    shown = plain(result_lines(results(hit(snippets=snippets))))
    assert "   3: eins\n   9: zwei\n" in shown


def test_a_hit_without_title_date_and_section() -> None:
    shown = plain(result_lines(results(hit(title="", date=None, section="", line=0, snippets=()))))
    assert shown == "1  a.txt\n   seeds/a.txt\n"


def test_ranks_are_aligned_and_hits_apart() -> None:
    shown = plain(result_lines(results(hit(rank=9), hit(rank=10), offset=8, total=10)))
    assert shown.startswith(" 9  Besuch")
    assert "\n\n10  Besuch" in shown


def test_facets_and_explanations() -> None:
    shown = plain(result_lines(results(EXPLAINED, facets={"year": (("2022", 1200), ("", 3))})))
    assert "   7.3125  sum of\n     7.3125  idf of militarbas\n" in shown
    assert "year\n  2022     1,200\n  no date  3\n" in shown


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_plain_text_has_no_escape_byte(text: str) -> None:
    shown = plain(result_lines(hostile_hit(text)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", shown)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("width", [None, 30, 80])
def test_coloured_text_has_only_our_own_escapes(text: str, width: int | None) -> None:
    shown = render(result_lines(hostile_hit(text)), width=width, color=True, links=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", ESCAPE.sub("", shown))
    assert all("31" not in escape or "\x1b]8" in escape for escape in ESCAPE.findall(shown))


def test_rich_markup_in_documents_stays_text() -> None:
    text = HOSTILE["markup"]
    assert text in render(result_lines(results(hit(title=text))), width=200, color=False)


@pytest.mark.parametrize("width", [40, 80])
def test_wrapped_lines_keep_to_the_width_and_the_words(width: int) -> None:
    snippet = Snippet("Das ist ein Satz von einiger Länge über die Lage. " * 6, 1, ())
    shown = render(result_lines(results(hit(snippets=(snippet,)))), width=width, color=False)
    assert max(map(len, shown.splitlines())) <= width
    assert " ".join(shown.split()).count("einiger Länge über die Lage.") == 6


def test_without_colour_the_marks_are_brackets() -> None:
    shown = render(result_lines(results(hit())), width=80, color=False)
    assert "[Militärbasis]" in shown
    assert "\x1b" not in shown


def test_links_are_percent_encoded_and_lead_to_files_only(tmp_path: Path) -> None:
    odd = tmp_path / "ä \x1b]8;;evil.txt"
    odd.write_text("x", encoding="utf-8")
    url = file_url(str(odd))
    assert url is not None
    assert url.startswith("file:///")
    assert url.endswith("/%C3%A4%20%1B%5D8%3B%3Bevil.txt")
    assert file_url(str(tmp_path)) is None
    assert file_url("a\0b") is None


def test_a_document_keeps_its_lines() -> None:
    document = Document("a", "seeds/a.txt", "a", "Titel", "Im Haus\n\nam See\n", ())
    shown = plain(document_lines(document, [Span(3, 11)]))
    assert shown == "Titel\nseeds/a.txt\n\nIm [Haus]\n\n[am] See\n"


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (results(), "nothing found · 0.90 ms"),
        (results(hit()), "1 document · 0.90 ms"),
        (results(hit(), total=3412, offset=10), "11–11 of 3,412 documents · 0.90 ms"),
        (results(facets={"year": ()}, total=5), "5 documents · 0.90 ms"),
        # looser hits follow where few or none have all the words: total counts what was asked for
        (results(hit(), hit(rank=2), total=0), "0 documents · shown 1–2 · 0.90 ms"),
        (results(hit(), hit(rank=12), total=4, offset=10), "4 documents · shown 11–12 · 0.90 ms"),
        (results(total=4, offset=10), "no hit after the first 10: 4 documents · 0.90 ms"),
    ],
)
def test_summary(answer: Results, line: str) -> None:
    assert summary(answer) == line


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_json_keeps_the_text_true(text: str) -> None:
    line = show_json.dumps(show_json.search_object(hostile_hit(text)))
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u202e\ud800-\udfff]", line)
    shown = json.loads(line)["hits"][0]
    assert shown["title"] == text
    assert shown["snippets"][0]["spans"] == [[0, len(text), text]]


def test_json_lines_end_with_a_summary() -> None:
    lines = [json.loads(line) for line in show_json.search_lines(results(hit(), hit(rank=2))).splitlines()]
    assert [line.get("type") for line in lines] == ["hit", "hit", "summary"]
    assert lines[-1]["total"] == 2


def test_csv_can_be_read_back() -> None:
    table = show_table.comma_separated([hit(title='Er sagte: "Ja", und\nging')])
    rows = list(csv.DictReader(StringIO(table)))
    assert tuple(rows[0]) == show_table.COLUMNS
    assert rows[0]["title"] == 'Er sagte: "Ja", und ging'
    assert rows[0]["date_to"] == "2022-06-30"
    assert rows[0]["line"] == "13"


def test_tsv_is_split_by_tabs_alone() -> None:
    table = show_table.tab_separated([hit(title='a\tb "c"')])
    header, row = table.splitlines()
    assert dict(zip(header.split("\t"), row.split("\t"), strict=True))["title"] == 'a b "c"'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", " =1"])
def test_no_cell_is_a_formula(text: str) -> None:
    row = next(csv.DictReader(StringIO(show_table.comma_separated([hit(title=text)]))))
    assert row["title"].startswith("'")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("printer", [show_table.comma_separated, show_table.tab_separated, show_table.paths])
def test_tables_are_harmless(text: str, printer: object) -> None:
    assert callable(printer)
    shown = printer(hostile_hit(text).hits)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", shown)


def test_paths_are_named_once_and_exactly_with_nul() -> None:
    hits = [hit(path="a\nb"), hit(path="\udce4.txt"), hit(path="a\nb")]
    assert show_table.paths(hits) == "a␊b\n\\udce4.txt\n"
    assert show_table.nul_paths(hits) == b"a\nb\0\xe4.txt\0"


def test_a_mark_over_the_end_of_a_line_is_one_on_each() -> None:
    text = "Die Bundes- \n  regierung\n\ntagt"
    assert plain(text_lines(text, [Span(4, 24), Span(24, 26)])) == "Die [Bundes-]\n  [regierung]\n\ntagt\n"
