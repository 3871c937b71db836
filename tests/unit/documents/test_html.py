"""HTML: what is text, where paragraphs end, title, date, charset, hostile markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from searcher.documents import read_documents, walk
from searcher.documents.html import parts
from searcher.model import Document


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Eins<p>Zwei", "Eins\n\nZwei"),
        ("<p>Ein <b>fettes</b>, <i>schönes</i> W<b>o</b>rt</p>", "Ein fettes, schönes Wort"),
        ("<div> A\n  B\t</div>\n\n<div>C</div>", "A B\n\nC"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("<pre>a\n  b</pre><p>c  d", "a\n  b\n\nc d"),
        ("<p>a<script>x()</script>b<style>p{}</style>c<template>t</template></p>", "abc"),
        ("<nav><ul><li>Start</ul></nav><p>Text", "Text"),
        ("<p>Text<noscript>an</noscript><!-- weg --><svg><title>t</title></svg>", "Text"),
        ("&auml;&#228;&#xe4;&nbsp;&amp;&lt;b&gt;", "äää\u00a0&<b>"),
        ("<p>u&#776;ber", "über"),
        ("<nav><p>nie geschlossen", "nie geschlossen"),
        ("kein Markup", "kein Markup"),
        ("<p>&#xD800;&#0;x", "\ufffd\ufffdx"),
        ("<title>nur Titel</title>", ""),
        ("<p>Bundes&shy;tag", "Bundes\u00adtag"),
    ],
)
def test_text(markup: str, text: str) -> None:
    assert parts(markup)[0] == text


@pytest.mark.parametrize(
    ("markup", "title", "zones"),
    [
        ("<title>T</title><h1>H</h1><p>L.<p>B.", "T", [("headings", "H"), ("lead", "L."), ("body", "B.")]),
        ("<title> T\n U</title><p>B.", "T U", [("body", "B.")]),
        ("<h1>H</h1><p>L.<h2>K</h2>B.", "H", [("lead", "L."), ("headings", "K"), ("body", "B.")]),
        ("<p>V.<h1>H</h1><p>L.", "H", [("body", "V."), ("lead", "L.")]),
        ("<h1><div>H</div></h1><div>L.", "H", [("lead", "L.")]),
        ("<h2>K</h2><p>B.", "", [("headings", "K"), ("body", "B.")]),
        ("<h3>A <i>B</i><p>C.", "", [("headings", "A B"), ("body", "C.")]),
    ],
)
def test_zones(markup: str, title: str, zones: list[tuple[str, str]]) -> None:
    text, found = parts(markup)
    assert found.title == title
    assert [(zone.field, text[zone.start : zone.end]) for zone in found.zones] == zones


@pytest.mark.parametrize(
    ("markup", "given"),
    [
        ('<meta property="article:published_time" content="2022-06-14T10:00:00+02:00">', "2022-06-14"),
        ('<meta name="DC.date" content="2022-06">', "2022-06"),
        ('<meta name="date" content="14.06.2022">', "2022-06-14"),
        ('<p><time datetime="2022-06-14">gestern</time>', "2022-06-14"),
        ('<meta name=date content="morgen"><time datetime="2022">', "2022"),
        ('<meta name=dc.date content="2021"><meta property="article:published_time" content="2022">', "2022"),
        ("<p>14.06.2022", None),
        ('<meta name=date content="">', None),
    ],
)
def test_date(markup: str, given: str | None) -> None:
    date = parts(markup)[1].date
    assert (date.given if date else None) == given


def test_a_bad_date_is_kept_as_metadata() -> None:
    assert parts("<meta name=date content=morgen><p>x")[1].meta == {"date": "morgen"}


@pytest.mark.parametrize(
    ("data", "encoding", "word"),
    [
        ('<meta charset="iso-8859-2"><p>Łódź'.encode("iso-8859-2"), "iso8859-2", "Łódź"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=cp1250"><p>Łódź'.encode("cp1250"),
            "cp1250",
            "Łódź",
        ),
        ('<?xml version="1.0" encoding="koi8-r"?><p>Москва'.encode("koi8-r"), "koi8-r", "Москва"),
        ('<meta charset="iso-8859-1"><p>Grüße'.encode(), "utf-8", "Grüße"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><p>Grüße'.encode(), "utf-8", "Grüße"),
        ("<p>Grüße".encode("cp1252"), "cp1252", "Grüße"),
        ("<meta charset=utf-8><p>Grüße".encode("utf-16"), "utf-16-le", "Grüße"),
    ],
)
def test_charset(tmp_path: Path, data: bytes, encoding: str, word: str) -> None:
    (tmp_path / "a.html").write_bytes(data)
    (document,) = read_documents(walk([tmp_path])[0][0])
    assert isinstance(document, Document)
    assert (document.encoding, document.text, document.title) == (encoding, word, "a")


N = 100_000


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * N + "hallo" + "</div>" * N,
        "<b>" * N + "hallo",
        "<table><tr><td>" * N + "hallo",
        "<ul><li>" * N + "hallo",
        "<h1>" * N + "hallo",
        "<pre>" * N + "hallo",
        "<p " + " ".join(f"a{n}=1" for n in range(N)) + ">hallo",
        "</p>" * N + "hallo",
        "<p>hallo" + "<!--" * N,
        "hallo" + "<" * N,
        "hallo" + "&" * N,
        "<br>" * N + "hallo",
        "<p>hallo<script>" + "</scrip" * N,
        "".join(f"<font size={n}>" for n in range(3000)) + "<p>hallo" * 3000,
    ],
    ids=lambda markup: markup[:12],
)
def test_hostile_markup(markup: str) -> None:
    assert "hallo" in parts(markup)[0]


def test_a_text_beyond_the_parsers_usual_limit_is_whole() -> None:
    text, _ = parts("<p>" + "Wort " * 2_500_000 + "Ende")
    assert len(text) == 12_500_004
    assert text.endswith("Wort Ende")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p hidden>Nein<b>nie</b></p><p>Ja.", "Ja."),
        ("<div style='color: red; display : none'>Nein<div>nie</div></div>Ja.", "Ja."),
        ("<span style='VISIBILITY:hidden'>Nein</span>Ja.", "Ja."),
        ("<img hidden><br hidden><input hidden>Ja.", "Ja."),
        ("<p hidden='until-found'>Ja.</p>", "Ja."),
        ("<p aria-hidden='true' style='display:block'>Ja.</p>", "Ja."),
        ("<body style='visibility:hidden'><p>Ja.</p></body>", "Ja."),  # until a script has run
    ],
)
def test_what_a_reader_does_not_see_is_no_text(markup: str, text: str) -> None:
    assert parts(markup)[0] == text
