"""Query lines and the trees they are read as."""

from __future__ import annotations

import datetime

import pytest

from searcher.query import describe, parse
from searcher.query.dates import ordinal
from searcher.query.nodes import (
    And,
    Boost,
    DateRange,
    Everything,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    PathGlob,
    Phrase,
    Wildcard,
    Word,
)

PUTIN, KREML, A, B, C = (Word(text) for text in ("Putin", "Kreml", "a", "b", "c"))
TALIBAN = Word("Taliban")


def plain(*texts: str) -> And:
    return And(tuple(Word(text) for text in texts), plain=True)


def phrase(text: str, slop: int = 0, field: str | None = None) -> Phrase:
    return Phrase(tuple(Word(word, field) for word in text.split()), slop, field)


WORDS: list[tuple[str, Node]] = [
    ("", Everything()),
    (" \t ", Everything()),
    ("*", Everything()),
    ("Putin", PUTIN),
    ("Putin Taliban", plain("Putin", "Taliban")),
    ("  Putin\tTaliban\n", plain("Putin", "Taliban")),
    ("Not", Word("Not")),
    ("oder", Word("oder")),
    ("Frankfurt Oder", plain("Frankfurt", "Oder")),
    ("Sein und Zeit", plain("Sein", "und", "Zeit")),
    ("nahe/5", Word("nahe/5")),
    ("NAHEN OSTEN", plain("NAHEN", "OSTEN")),
    ("Bürger*innen", Word("Bürger*innen")),
    ("Bürger*innenrat", Word("Bürger*innenrat")),
    ("Lehrer*in", Word("Lehrer*in")),
    ("jede*r", Word("jede*r")),
    ("Bürger:innen", Word("Bürger:innen")),
    ("Bürger_innen", Word("Bürger_innen")),
    ("Lehrer/-in", Word("Lehrer/-in")),
    ("12:30", Word("12:30")),
    ("foo:bar", Word("foo:bar")),
    ("https://example.org/a", Word("https://example.org/a")),
    ("Untertitel:Haus", Word("Untertitel:Haus")),
    ("E-Mail", Word("E-Mail")),
    ("Vor- und Nachteile", plain("Vor-", "und", "Nachteile")),
    ("50+1", Word("50+1")),
    ("C++", Word("C++")),
    ("§ 263a", plain("§", "263a")),
    ("§263a", Word("§263a")),
    ("z.B.", Word("z.B")),
    ("geht's", Word("geht's")),
    ("Putin, Taliban!", plain("Putin", "Taliban")),
    ("Frage: Wer kommt", plain("Frage", "Wer", "kommt")),
    ("Besuch – Putin", plain("Besuch", "–", "Putin")),
    ("Putin - Taliban", plain("Putin", "-", "Taliban")),
    ("Wer ist das?", plain("Wer", "ist", "das")),
    ("Wer ist das? Was will er?", plain("Wer", "ist", "das", "Was", "will", "er")),
    ("Wer ist das ?", plain("Wer", "ist", "das", "?")),
    ("=Haus", Word("Haus", exact=True)),
    ("=UND", Word("UND", exact=True)),
]

SIGNS: list[tuple[str, Node]] = [
    ("Militär*", Wildcard("Militär*")),
    ("*basis", Wildcard("*basis")),
    ("M?ller", Wildcard("M?ller")),
    ("Basi?", Wildcard("Basi?")),
    ("Mu\u0308*", Wildcard("Mu\u0308*")),
    ("B?rger*innen", Wildcard("B?rger*innen")),
    ("EU-Ko*", Wildcard("EU-Ko*")),
    ("Tadschickistan~", Fuzzy("Tadschickistan", 1)),
    ("Tadschickistan~1", Fuzzy("Tadschickistan", 1)),
    ("Tadschickistan~2", Fuzzy("Tadschickistan", 2)),
    ("Hau~", Fuzzy("Hau", 1)),
    ("Taliban^3", Boost(TALIBAN, 3)),
    ("Taliban^0.5", Boost(TALIBAN, 0.5)),
    ("Taliban^0,5", Boost(TALIBAN, 0.5)),
    ("Taliban^3, Putin", And((Boost(TALIBAN, 3), PUTIN))),
    ("Talibn~^3", Boost(Fuzzy("Talibn", 1), 3)),
    ("(Putin Taliban)^2", Boost(And((PUTIN, TALIBAN)), 2)),
    ('"ersten Mal"^2', Boost(phrase("ersten Mal"), 2)),
    ("=Haus^2", Boost(Word("Haus", exact=True), 2)),
]

PHRASES: list[tuple[str, Node]] = [
    *(
        (f"{o}ersten Mal{c}", phrase("ersten Mal"))
        for o, c in ('""', "„“", "„”", '„"', "“”", "””", "»«", "«»")
    ),
    ('"Haus"', phrase("Haus")),
    ('"Er sagte „nein“ dazu"', phrase("Er sagte nein dazu")),
    ('"Putin UND Titel:foo"', phrase("Putin UND Titel:foo")),
    ('"Wer ist das?"', phrase("Wer ist das")),
    ('"Basi?"', Phrase((Wildcard("Basi?"),))),
    ('"(Wer ist das?) –"', phrase("Wer ist das")),
    ('"Hin – und her, (oft)!"', phrase("Hin und her oft")),
    ('"Putin Taliban"~5', phrase("Putin Taliban", 5)),
    ('"Putin Taliban"~0', phrase("Putin Taliban")),
    ('"ersten Mal", Putin', And((phrase("ersten Mal"), PUTIN))),
    ('Putin"ersten Mal"Kreml', And((PUTIN, phrase("ersten Mal"), KREML))),
    ('"am =See"', Phrase((Word("am"), Word("See", exact=True)))),
    ('="am See"', Phrase((Word("am", exact=True), Word("See", exact=True)))),
    ('"ersten Mi*"', Phrase((Word("ersten"), Wildcard("Mi*")))),
    ('"Bürger*innen fordern"', phrase("Bürger*innen fordern")),
    ('Titel:"ersten Mal"', phrase("ersten Mal", field="title")),
    ('-"ersten Mal"', Not(phrase("ersten Mal"))),
]

OPERATORS: list[tuple[str, Node]] = [
    ("Putin UND Kreml", And((PUTIN, KREML))),
    ("Putin AND Kreml", And((PUTIN, KREML))),
    ("Putin ODER Kreml", Or((PUTIN, KREML))),
    ("Putin OR Kreml", Or((PUTIN, KREML))),
    ("Putin NICHT Kreml", And((PUTIN, Not(KREML)))),
    ("Putin NOT Kreml", And((PUTIN, Not(KREML)))),
    ("Putin UND NICHT Kreml", And((PUTIN, Not(KREML)))),
    ("Putin -Kreml", And((PUTIN, Not(KREML)))),
    ("-Kreml", Not(KREML)),
    ("-UND", Not(Word("UND"))),
    ("a b ODER c", Or((And((A, B)), C))),
    ("a ODER b c", Or((A, And((B, C))))),
    ("a UND b ODER c", Or((And((A, B)), C))),
    ("a (b ODER c)", And((A, Or((B, C))))),
    ("(a b)", And((A, B))),
    ("((a))", A),
    ("-(a ODER b)", Not(Or((A, B)))),
    ("NICHT(a b)", Not(And((A, B)))),
    ("a ODER -b", Or((A, Not(B)))),
    ("a UND(b)", And((A, B))),
    ("Putin NAHE/5 Taliban", Near(PUTIN, TALIBAN, 5)),
    ("Putin NEAR/12 Taliban", Near(PUTIN, TALIBAN, 12)),
    ("a Putin NAHE/5 Taliban b", And((A, Near(PUTIN, TALIBAN, 5), B))),
    ("NICHT a NAHE/5 b", Not(Near(A, B, 5))),
    ('"ersten Mal" NAHE/5 Milit*', Near(phrase("ersten Mal"), Wildcard("Milit*"), 5)),
    ("(a ODER b) NAHE/5 c", Or((Near(A, C, 5), Near(B, C, 5)))),
]

FIELDS: list[tuple[str, Node]] = [
    *((f"{name}:Haus", Word("Haus", "title")) for name in ("title", "Titel", "TITLE", "titel")),
    *((f"{name}:Haus", Word("Haus", "lead")) for name in ("lead", "Vorspann")),
    *((f"{name}:Haus", Word("Haus", "body")) for name in ("body", "Text")),
    ("Titel:=Haus", Word("Haus", "title", exact=True)),
    ("Titel:Milit*", Wildcard("Milit*", "title")),
    ("Titel:Hauz~", Fuzzy("Hauz", 1, "title")),
    ("Titel:Haus^2", Boost(Word("Haus", "title"), 2)),
    ("-Titel:Haus", Not(Word("Haus", "title"))),
    ("Titel:12:30", Word("12:30", "title")),
    ("Titel:UND", Word("UND", "title")),
    ("Titel:(a ODER b)", Or((Word("a", "title"), Word("b", "title")))),
    ('Titel:(a -"b c")', And((Word("a", "title"), Not(phrase("b c", field="title"))))),
    ("Titel:a NAHE/5 Titel:b", Near(Word("a", "title"), Word("b", "title"), 5, "title")),
    ("Titel:(a NAHE/5 b)", Near(Word("a", "title"), Word("b", "title"), 5, "title")),
    ("path:seeds/*.txt", PathGlob("seeds/*.txt")),
    ('Pfad:"mit Leerzeichen (1).txt"', PathGlob("mit Leerzeichen (1).txt")),
    ("pfad:Titel:x", PathGlob("Titel:x")),
    ("Putin Pfad:seeds", And((PUTIN, PathGlob("seeds")), plain=True)),
]

D = ordinal
DATES: list[tuple[str, Node]] = [
    ("date:2022", DateRange(D(2022, 1, 1), D(2022, 12, 31), "2022")),
    ("Datum:2022-06", DateRange(D(2022, 6, 1), D(2022, 6, 30), "2022-06")),
    ("date:2022-06-14", DateRange(D(2022, 6, 14), D(2022, 6, 14), "2022-06-14")),
    ("date:2024-02", DateRange(D(2024, 2, 1), D(2024, 2, 29), "2024-02")),
    ("date:2022-06..2022-09", DateRange(D(2022, 6, 1), D(2022, 9, 30), "2022-06..2022-09")),
    ("date:2022..", DateRange(D(2022, 1, 1), None, "2022..")),
    ("date:..2022", DateRange(None, D(2022, 12, 31), "..2022")),
    ("seit:2021", DateRange(D(2021, 1, 1), None, "2021..")),
    ("since:2021-05", DateRange(D(2021, 5, 1), None, "2021-05..")),
    ("bis:2022-03", DateRange(None, D(2022, 3, 31), "..2022-03")),
    ("until:2022-03-05", DateRange(None, D(2022, 3, 5), "..2022-03-05")),
    ('date:"2022"', DateRange(D(2022, 1, 1), D(2022, 12, 31), "2022")),
    ("Putin seit:2021", And((PUTIN, DateRange(D(2021, 1, 1), None, "2021..")), plain=True)),
    ("Putin ist? seit:2021", And((PUTIN, Word("ist"), DateRange(D(2021, 1, 1), None, "2021..")), plain=True)),
]


@pytest.mark.parametrize(
    ("line", "tree"),
    [
        pytest.param(*row, id=row[0] or "empty")
        for row in WORDS + SIGNS + PHRASES + OPERATORS + FIELDS + DATES
    ],
)
def test_tree(line: str, tree: Node) -> None:
    assert parse(line) == tree


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Putin  Taliban", ["Putin", "Taliban"]),
        ("(Titel:=Haus ODER -Kreml,)", ["Haus", "Kreml"]),
        ('Titel:„ersten Mal“~5 "=am See"', ["ersten", "Mal", "am", "See"]),
        ("Tadschickistan~2^3 Milit*^2", ["Tadschickistan", "Milit*"]),
    ],
)
def test_a_word_knows_its_place(line: str, words: list[str]) -> None:
    assert [line[node.start : node.end] for node in leaves(parse(line))] == words


def leaves(node: Node) -> list[Word | Wildcard | Fuzzy]:
    if isinstance(node, And | Or):
        return [leaf for child in node.children for leaf in leaves(child)]
    if isinstance(node, Not | Boost):
        return leaves(node.child)
    if isinstance(node, Phrase):
        return [leaf for member in node.members for leaf in leaves(member)]
    assert isinstance(node, Word | Wildcard | Fuzzy)
    return [node]


def test_exact_reads_every_word_as_if_it_had_an_equals_sign() -> None:
    assert parse('Haus "am See" Milit*', exact=True) == parse('=Haus "=am =See" Milit*')
    assert parse("Haus See", exact=True) == And((Word("Haus", exact=True), Word("See", exact=True)))


@pytest.mark.parametrize(
    "day", [(1, 1, 1), (1582, 10, 15), (1900, 2, 28), (2000, 2, 29), (2024, 12, 31), (9999, 12, 31)]
)
def test_ordinals_are_those_of_the_calendar(day: tuple[int, int, int]) -> None:

    assert ordinal(*day) == datetime.date(*day).toordinal()


@pytest.mark.parametrize(
    "line",
    [
        "a" * 128,
        " ".join(["ab"] * 256),
        "(" * 50 + "a" + ")" * 50,
        '"' + "a " * 64 + '"',
        "a " * 64 + "?" * 9000,
    ],
)
def test_up_to_the_limits_a_query_is_read(line: str) -> None:
    assert describe(parse(line))
