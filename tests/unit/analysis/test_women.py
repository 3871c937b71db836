"""Names of women: which names of men they meet, alone and in compounds, and which words are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from searcher import build, open_index
from searcher.analysis import german
from searcher.analysis.gender import woman
from searcher.query.words import cover

# woman, man; of each the plural in -innen, too
MEET = """
Russin Russe, Türkin Türke, Polin Pole, Chinesin Chinese, Griechin Grieche, Britin Brite, Schwedin Schwede,
Dänin Däne, Ungarin Ungar, Portugiesin Portugiese, Kurdin Kurde, Irin Ire, Slowenin Slowene, Chilenin Chilene,
Französin Franzose, Sächsin Sachse, Schwäbin Schwabe, Afghanin Afghane, Kroatin Kroate, Libanesin Libanese
Soldatin Soldat, Kandidatin Kandidat, Diplomatin Diplomat, Demokratin Demokrat, Agentin Agent, Dozentin Dozent,
Referentin Referent, Assistentin Assistent, Informantin Informant, Konkurrentin Konkurrent, Studentin Student
Notarin Notar, Kommissarin Kommissar, Sekretärin Sekretär, Archivarin Archivar, Nachbarin Nachbar, Zarin Zar
Architektin Architekt, Fotografin Fotograf, Expertin Experte, Polizistin Polizist, Ingenieurin Ingenieur
Psychologin Psychologe, Pädagogin Pädagoge, Philosophin Philosoph, Psychopathin Psychopath, Mäzenin Mäzen
Königin König, Gräfin Graf, Herzogin Herzog, Fürstin Fürst, Göttin Gott, Heldin Held, Herrin Herr, Päpstin Papst
Zeugin Zeuge, Erbin Erbe, Botin Bote, Kollegin Kollege, Kundin Kunde, Lotsin Lotse, Schützin Schütze, Patin Pate
Gefährtin Gefährte, Genossin Genosse, Sklavin Sklave, Riesin Riese, Insassin Insasse, Ehegattin Ehegatte
Bärin Bär, Wölfin Wolf, Füchsin Fuchs, Hündin Hund, Löwin Löwe, Äffin Affe, Eselin Esel
Ärztin Arzt, Anwältin Anwalt, Köchin Koch, Jüdin Jude, Bischöfin Bischof, Äbtissin Äbtissin, Freundin Freund
Landrätin Landrat, Stadträtin Stadtrat, Kronzeugin Kronzeuge, Bierkönigin Bierkönig, Staatssekretärin Staatssekretär
Bäuerin Bauer, Schwägerin Schwager, Lehrerin Lehrer, Offizierin Offizier, Beamtin Beamter, Imamin Imam
Aerztin Arzt, Graefin Graf, Lakaiin Lakai
"""
# a word, and what it would be without -in
APART = """
Termin Term, Abgabetermin Term, Kamin kam, Benzin Benz, Magazin Magaz, Medizin Mediz, Sportmedizin Sportmediz
Delphin Delphi, Dessin dessen, Statin Staat, Login Log, Plugin Plug, Rubin Rub, Turin Tür, Wollin Wolle, darin dar
Konstantin konstant, Augustin August, Martin Mart, Berlin Berl, Justin just, Muffin Muff, Kristallin Kristall
Wein Wein, Verein Vere, Führerschein Führersch, Hain Ha, ohnehin ohne, immerhin immer, weithin weit, worin wor
Pinguin Pingu, Satin satt, Robin Rob, Kremlin Kreml, Formalin Formal, Albumin Album, Vanillin Vanille
beginnen Beg, gewinnen Gew, Kreuzspinnen Kreuzsp, Dachrinnen Dachr, ansinnen ans
"""
# compounds of a woman's name, and names that they are to be found by
PARTS = """
Hausärztin: Arzt Ärztin Ärzte Ärztinnen
Hausärztinnen: Arzt Ärztin
Zahnärztinnen: Arzt Ärztin
Rechtsanwältin: Anwalt Anwältin
Staatsanwältinnen: Anwalt Anwältinnen
Parteichefin: Chef Chefin
Parlamentspräsidentin: Präsident Präsidentin
Spitzenkandidatin: Kandidat Kandidaten Kandidatin
Kronzeugin: Zeuge Zeugen Zeugin
Zeitungsbotin: Bote Botin
Rechtsanwaltskandidatin: Kandidat
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    pairs = [pair.split() for line in table.strip().split("\n") for pair in line.rstrip(",").split(",")]
    return [(one, other) for one, other in pairs]


def _wholes(word: str) -> set[str]:
    return {term.term for term in german().form(word).terms if not term.part}


@pytest.mark.parametrize(("name", "man"), _pairs(MEET))
def test_a_womans_name_meets_the_mans(name: str, man: str) -> None:
    assert _wholes(man) <= _wholes(name)
    assert _wholes(man) <= _wholes(name + "nen")
    assert _wholes(name) == _wholes(name + "nen")


@pytest.mark.parametrize(("word", "other"), _pairs(APART))
def test_other_words_are_no_names(word: str, other: str) -> None:
    assert woman(word.lower()) is None
    assert word == other or not _wholes(word) & _wholes(other)


@pytest.mark.parametrize("word", ["Ärztin", "Königin", "Russin", "Nachbarin", "Botin"])
def test_a_womans_name_keeps_its_own_term(word: str) -> None:
    assert len(_wholes(word)) == 2


@pytest.mark.parametrize(
    ("word", "name"),
    [(word, name) for line in PARTS.strip().split("\n") for word, _, names in [line.partition(":")]
     for name in names.split()],
)  # fmt: skip
def test_the_last_part_of_a_compound_meets_the_man(word: str, name: str) -> None:
    found = {
        word[term.start : term.end]
        for term in german().form(word).terms
        if term.part and term.term in _wholes(name)
    }
    assert len(found) == 1
    assert word.endswith(*found)


def test_two_terms_of_a_part_are_one_part_of_the_query() -> None:
    parts = cover(german().form("Rechtsanwältin").terms)
    assert parts == {(0, 5): ("recht",), (6, 14): ("anwaltin", "anwalt")}


TEXTS = {
    "a": "Die Hausärztin hat heute keine Sprechstunde.",
    "b": "Ein Arzt im Haus ist selten.",
    "c": "Alle Rechtsanwältinnen tagen in Bonn.",
    "d": "Der Rechtsanwalt schweigt.",
    "e": "Für die Königin wird das Lied gesungen.",
    "f": "Der König wartet.",
    "g": "Eine Anwältin für das Recht der Kinder.",
    "h": "Ein Termin im Mai.",
    "i": "Dieser Term ist lang.",
}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Arzt", {"a": "ärztin", "b": "Arzt"}),
        ("Ärztin", {"a": "ärztin", "b": "Arzt"}),
        ("Hausärztin", {"a": "Hausärztin", "b": "Arzt"}),
        ("Anwalt", {"c": "anwältinnen", "d": "anwalt", "g": "Anwältin"}),
        ("Anwältin", {"c": "anwältinnen", "d": "anwalt", "g": "Anwältin"}),
        ("Rechtsanwältin", {"c": "Rechtsanwältinnen", "d": "Rechtsanwalt", "g": "Anwältin"}),
        ("Rechtsanwalt", {"c": "Rechtsanwältinnen", "d": "Rechtsanwalt", "g": "Anwältin"}),
        ("König", {"e": "Königin", "f": "König"}),
        ("Königin", {"e": "Königin", "f": "König"}),
        ("Termin", {"h": "Termin"}),
        ("Term", {"i": "Term"}),
    ],
)
def test_search_finds_and_marks_them(index: Path, line: str, found: dict[str, str]) -> None:
    with open_index(index) as searcher:
        hits = searcher.search(line).hits
    assert {hit.id[0] for hit in hits} == set(found)
    for hit in hits:
        marked = [snippet.text[start:end] for snippet in hit.snippets for start, end, *_ in snippet.spans]
        assert found[hit.id[0]] in marked
        assert len(marked) == len(set(marked))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("women")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"Blatt\n\n{text}\n", encoding="utf-8")
    build([folder], folder / "index")
    return folder / "index"
