"""The splitter: which parts a word has, where they are, and what a user can say about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from searcher.analysis import german
from searcher.analysis.compound_cuts import Cuts, PythonCuts, best_cut, open_cuts
from searcher.analysis.compound_rules import RULES_VARIABLE, Part, RuleError, RulesFileError, read_rules
from searcher.analysis.compound_table import DATA, LoadedTable, MappedTable
from searcher.analysis.compounds import MAX_WORD, Splitter

# the bar stands where a part starts, the linking element behind a part is in brackets
SPLIT = """
drogen: droge(n)|schmugglern
military: militär|basis militär|basen
nouns: haus|tür häuser|front dampf|schiff|fahrt donau|dampf|schiff|fahrt trink|wasser
s: regierung(s)|chef arbeit(s)|markt liebe(s)|brief schönheit(s)|preis nation(s)|park universität(s)|klinik
n: straße(n)|bahn sonne(n)|schein familie(n)|name kunde(n)|kontakten
es: bund(es)|tag gesetz(es)|änderung
three: steuer|erklärung(s)|frist asyl|antrag|stellung
adjectives: umwelt|freundlich wetter|fest verkehr(s)|sicher kosten|günstig
short: öl|preis heiz|öl eis|hockey
six and seven letters: fußball:fuß|ball bluttat:blut|tat haustür:haus|tür
ß and ss: fuß|boden straße(n)|bau strasse(n)|bau schluß|strich
ae oe ue: militaer|basis muell|abfuhr haeuser|front
inflected: vertrag(s)|partners arbeitgeber|verbänden
participles: studierende(n)|werk lehrende(n)|konferenz teilnehmende(n)|zahl gewerbe|treibende
stems: sortier|reihen|folge sortier|kriterien umschalt|taste dezimal|trenn|zeichen
prefixed verbs: nachfüll|patronen eintauch|anzüge verweil|zeiten
verb stems: heiß|luft heiss|wasser schieß|stand
adjectives and participles: roh|stoff|preis ergebnis|offen ort(s)|gebundenen zeit|versetzt
what only looks like two prefixes: probe|spiel verein(s)|heim
between: zwischen|lager zwischen|lagern
nouns of no word list: blech|büchse
derived nouns that begin no known word: begehung(s)|ort
eggs: rühr|ei spiegel|ei
streets: benkendorff|straße
taxes: verbrauch|steuern verbrauch(s)|steuer körperschaft(s)|steuer
no women: spinne(n)|netz
women: patientin(nen)|akte bürgerin(nen)|rat zahn|ärztinnen
names: bayern|partei hessen|wahl
not lexicalised: stadt|rat stadt|räte aufsicht(s)|rat kind(er)|garten kind(er)|gärten gott(es)|dienst
"""

WHOLE = """
derived: regierung zeitung freundschaft gesundheit verhandlungen möglichkeiten unternehmer wissenschaftler
names: salzburg regensburg heidelberg nürnberg frankfurt düsseldorf zimmermann rosenberg
lexicalised: beispiel haushalt maßstab buchstabe augenblick
participles: studierende studierenden lehrende mitarbeitende mitarbeitenden betreffende stehenden begleitender
no two words: zugrunde unterabschnitt zwischenablage versenden genaue genaues aromatischen philosophischer
sch: wissenschaftlichen wissenschaftliches umschreibungen ratschläge
foreign: universität parlamentarier organisation demokratie interview
no eggs: bäckerei bücherei polizei partei metzgerei
matisch: klimatischer schematischen dramatisch
verbs: verstehen übernehmen bekommen aufgehoben informieren
adjectives: schöneren gefährlich politische wahrscheinlich
"""


def _words(table: str) -> list[str]:
    return [
        word.partition(":")[2] or word
        for line in table.strip().split("\n")
        for word in line.partition(": ")[2].split()
    ]


def _parts(marked: str) -> tuple[str, tuple[Part, ...]]:
    word, parts = "", []
    for piece in marked.split("|"):
        base, _, link = piece.rstrip(")").partition("(")
        parts.append(Part(len(word), len(word) + len(base)))
        word += base + link
    return word, tuple(parts)


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    return Splitter()


@pytest.mark.parametrize("marked", _words(SPLIT))
def test_parts_stand_at_their_letters(splitter: Splitter, marked: str) -> None:
    word, parts = _parts(marked)
    assert splitter.split(word) == parts


@pytest.mark.parametrize("word", _words(WHOLE))
def test_is_never_split(splitter: Splitter, word: str) -> None:
    assert splitter.split(word) == ()


@pytest.mark.parametrize("word", ["haus", "", "x", "e-mail-adresse", "abc123def", "Haustür", "öl"])
def test_what_is_no_word_in_lower_case_has_no_parts(splitter: Splitter, word: str) -> None:
    assert splitter.split(word) == ()


def test_subcompounds_are_runs_of_parts_that_are_words(splitter: Splitter) -> None:
    for word in ("steuererklärungsfrist", "steuererklaerungsfrist"):
        subcompounds = [*{*splitter.members(word)} - {*splitter.split(word)}]
        assert [word[start:end] for start, end in subcompounds] == [word.removesuffix("sfrist")]
    assert splitter.members("haustür") == splitter.split("haustür")


@pytest.mark.parametrize(
    "forms",
    """
    rathaus rathauses rathäuser rathäusern
    flughafen flughafens flughäfen
    bankkonto bankkontos bankkonten
    drogenschmuggler drogenschmugglers drogenschmugglern
    baudenkmal baudenkmals baudenkmäler baudenkmälern
    umschlag umschlages umschlags umschläge
    schwellung schwellungen
    handlung handlungen
    aufsichtsrat aufsichtsrats aufsichtsrates aufsichtsräte
    fachfirma fachfirmen
    dauerhaft dauerhafte dauerhaften dauerhafter
    begleitend begleitende begleitenden
    """.strip().split("\n"),
)
def test_forms_of_a_word_are_cut_where_it_is(splitter: Splitter, forms: str) -> None:
    starts = {form: [part.start for part in splitter.split(form)] for form in forms.split()}
    first = next(iter(starts.values()))
    assert starts == dict.fromkeys(starts, first)


def test_a_womans_subcompound_is_a_word_as_the_mans_is(splitter: Splitter) -> None:
    word = "oberstaatsanwältin"
    assert "staatsanwältin" in [word[part.start : part.end] for part in splitter.members(word)]


def test_the_name_of_a_woman_meets_the_mans_in_every_part() -> None:
    terms = {term.term for term in german().form("Patientinnenakte").terms if term.part}
    assert {german().term("patientin"), german().term("patient")} <= terms


def test_subcompounds_of_a_users_parts() -> None:
    splitter = Splitter().with_rules(["Steuer|erklärung_s|x"])
    word = "steuererklärungsx"
    assert [word[start:end] for start, end in splitter.members(word)] == [
        "steuer",
        "steuererklärung",
        "erklärung",
        "x",
    ]


def test_the_mapped_table_says_the_same_as_the_loaded_one() -> None:
    mapped, loaded = MappedTable(DATA), LoadedTable(DATA.read_bytes())
    for marked in _words(SPLIT) + _words(WHOLE):
        word = _parts(marked)[0].replace("ß", "ss")
        assert best_cut(word, mapped) == best_cut(word, loaded)


def test_cuts_are_the_same_before_and_after_the_table_is_loaded() -> None:
    words = [_parts(marked)[0] for marked in _words(SPLIT) + _words(WHOLE)]
    assert len(words) > 64
    open_cuts.cache_clear()
    for cuts in (open_cuts(DATA), PythonCuts(DATA)):
        first = [cuts.split(word) for word in words]
        assert first == [cuts.split(word) for word in words]


@pytest.mark.parametrize("cuts", [open_cuts(DATA), PythonCuts(DATA)])
def test_cuts_are_of_words_of_at_most_256_letters(cuts: Cuts) -> None:
    for word in ("", "a" * 257):
        with pytest.raises(ValueError, match="1 to 256 letters"):
            cuts.split(word)
    assert not cuts.split("ß" * 256)[0]


def test_a_word_that_is_too_long_to_be_indexed_has_no_parts(splitter: Splitter) -> None:
    word = "haustür" * 18
    assert len(word) <= MAX_WORD < len(word) + 7
    assert splitter.split(word)
    assert splitter.split(word + "haustür") == ()


@pytest.mark.parametrize(
    ("raw", "marked"),
    [
        ("Drogenschmugglern", "[Droge]n[schmugglern]"),
        ("FUSSBALLSPIEL", "[FUSS][BALL][SPIEL]"),
        ("Militaerbasen", "[Militaer][basen]"),
        ("Fußballspiel", "[Fuß][ball][spiel]"),
        ("Haus\xadtür", "[Haus]\xad[tür]"),
        ("Stadtbürger*innen", "[Stadt][bürger*innen]"),
        ("StadtbürgerInnen", "[Stadt][bürgerInnen]"),
        ("HWirtMeistPrV", "HWirtMeistPrV"),
        ("LandBauMTAusbV", "LandBauMTAusbV"),
    ],
)
def test_ranges_are_those_of_the_word_as_it_is_written(raw: str, marked: str) -> None:
    ranges = [(term.start, term.end) for term in german().form(raw).terms if term.part]
    smallest = [r for r in ranges if not any(r != o and r[0] <= o[0] and o[1] <= r[1] for o in ranges)]
    shown = raw
    for start, end in reversed(smallest):
        shown = f"{shown[:start]}[{shown[start:end]}]{shown[end:]}"
    assert shown == marked


def test_both_forms_of_a_part_are_found() -> None:
    parts = {term.term for term in german().form("Drogenschmugglern").terms if term.part}
    for word in ("Droge", "Drogen", "Schmuggler", "Schmugglern"):
        assert parts & {term.term for term in german().form(word).terms}


def test_a_users_rules_come_first() -> None:
    splitter = Splitter().with_rules(["Staub|ecken  # no basin", "", "=Haustür", "Wach_s|tube"])
    assert splitter.split("staubecken") == (Part(0, 5), Part(5, 10))
    assert splitter.split("haustür") == ()
    assert splitter.split("wachstube") == (Part(0, 4), Part(5, 9))
    assert Splitter().split("haustür") == (Part(0, 4), Part(4, 7))


@pytest.mark.parametrize("line", ["=Haus|tür", "Haustür", "Haus|", "Haus tür|x", "a1|b2", "Haus__s|tür"])
def test_a_line_that_is_no_rule_is_named(line: str) -> None:
    with pytest.raises(RuleError, match="not a rule") as caught:
        read_rules(["Stau|becken", line])
    assert caught.value.line == line


def test_rules_of_the_environment_decide_terms_and_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "compounds.txt"
    rules.write_text("=Haustür\n", encoding="utf-8")
    plain = german()
    monkeypatch.setenv(RULES_VARIABLE, str(rules))
    ruled = german()
    assert [term.part for term in plain.form("Haustür").terms] == [False, True, True]
    assert [term.part for term in ruled.form("Haustür").terms] == [False]
    assert ruled.fingerprint != plain.fingerprint
    assert ruled.fingerprint == german(rules=("=Haustür",)).fingerprint
    assert german(rules=()).fingerprint == plain.fingerprint


def test_rules_of_the_environment_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(RULES_VARIABLE, str(tmp_path / "nothing.txt"))
    with pytest.raises(RulesFileError, match=r"SEARCHER_COMPOUNDS: cannot read .*nothing\.txt"):
        german()
    rules = tmp_path / "latin.txt"
    rules.write_bytes("Haus|tür".encode("cp1252"))
    monkeypatch.setenv(RULES_VARIABLE, str(rules))
    with pytest.raises(RulesFileError, match=r"latin\.txt"):
        german()
