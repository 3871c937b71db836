"""What finds what: pairs of words that are one word to the index, and pairs that are not."""

from __future__ import annotations

import pytest

from searcher.analysis import german

SAME = """
# inflection of nouns
Haus: Hauses Häuser Häusern Hause HAUS haus
Kind: Kinder Kindern Kindes
Gesetz: Gesetze Gesetzes Gesetzen
Wohnung: Wohnungen
Ergebnis: Ergebnisse Ergebnissen Ergebnisses
Name: Namen Namens
Auge: Augen
Stadt: Städte Städten
Vater: Väter Vätern Vaters
Land: Länder Ländern Landes
Student: Studenten
Zeitung: Zeitungen
Regierung: Regierungen
Möglichkeit: Möglichkeiten
Freundschaft: Freundschaften
See: Sees
Kaffee: Kaffees
Idee: Ideen
# irregular plurals
Basis: Basen
Thema: Themen Themas
Museum: Museen Museums
Firma: Firmen
Atlas: Atlanten Atlasse
Praxis: Praxen
Konto: Konten Kontos Konti
Radius: Radien
Lexikon: Lexika
Risiko: Risiken Risikos
Zentrum: Zentren
Kriterium: Kriterien
Ministerium: Ministerien
Medium: Medien
Gymnasium: Gymnasien
Studium: Studiums
Stipendium: Stipendien
Material: Materialien
Prinzip: Prinzipien Prinzips
Mechanismus: Mechanismen
Organismus: Organismen
Rhythmus: Rhythmen
Zyklus: Zyklen
Algorithmus: Algorithmen
Virus: Viren
Globus: Globen
Kaktus: Kakteen
Index: Indizes Indices
Matrix: Matrizen
Schema: Schemata Schemas
Komma: Kommata Kommas
Drama: Dramen
Villa: Villen
Pizza: Pizzen Pizzas
Skala: Skalen
Kamera: Kameras
Album: Alben Albums
Visum: Visa Visen
Forum: Foren
Praktikum: Praktika
Antibiotikum: Antibiotika
Maximum: Maxima
Embryo: Embryonen
Bus: Busse Bussen Busses
Auto: Autos
Foto: Fotos
Büro: Büros
Baby: Babys
Party: Partys
Handy: Handys
Typ: Typs Typen
Tipp: Tipps
LKW: LKWs
Niveau: Niveaus
Saal: Säle Sälen
Jubiläum: Jubiläen
# irregular plurals at the end of compounds
Militärbasis: Militärbasen
Arztpraxis: Arztpraxen
Bankkonto: Bankkonten
Rechenzentrum: Rechenzentren
Speichermedium: Speichermedien
Neubau: Neubauten
Omnibus: Omnibusse
# strong verbs
gehen: ging gingen gegangen geht gehe
stehen: !stand gestanden steht
sehen: sieht gesehen sah
kommen: kam kamen gekommen kommt
nehmen: nimmt nahm genommen
geben: gibt gab gegeben
sprechen: spricht gesprochen sprach
finden: fand fanden gefunden findet
schreiben: schrieb geschrieben schreibt
tragen: trägt getragen
fahren: fährt !gefahren
halten: hält hielt gehalten
lassen: lässt ließ gelassen läßt
lesen: liest las gelesen
werfen: wirft warf geworfen
helfen: hilft half geholfen
beginnen: beginnt begann begonnen
gewinnen: gewinnt gewann gewonnen
verlieren: verliert verlor verloren
bringen: bringt brachte gebracht
denken: denkt dachte gedacht
kennen: kannte gekannt
wissen: wusste gewusst wußte
ziehen: zog gezogen zieht
schließen: geschlossen schließt
# weak verbs
sagen: sagt sagte sagten gesagt
machen: machte gemacht
arbeiten: arbeitet arbeitete gearbeitet
rechnen: rechnet rechnete gerechnet
öffnen: öffnet öffnete geöffnet
stellen: stellt stellte gestellt
kaufen: kauft kaufte gekauft
handeln: handelt gehandelt
ändern: ändert änderte geändert
liefern: liefert geliefert
informieren: informiert informierte informierten
beteiligen: beteiligt beteiligte
# prefixes
feststellen: festgestellt festzustellen feststellt feststellte
anwenden: anzuwenden angewendet angewandt
ankommen: angekommen ankam ankommt
aufheben: aufgehoben aufzuheben
vorsehen: vorgesehen vorsieht vorgesehenen
teilnehmen: teilgenommen teilzunehmen teilnimmt
stattfinden: stattgefunden stattfand stattfindet
zurückgeben: zurückgegeben zurückzugeben
herausgeben: herausgegeben herauszugeben
bestehen: besteht bestanden
entscheiden: entscheidet entschieden
besprechen: besprochen bespricht besprochene
versprechen: versprochen verspricht
verstehen: versteht verstanden
enthalten: enthält enthielt
anerkennen: anerkannt anerkannte
zuerkennen: zuerkannt
vorbereiten: vorbereitet vorbereitete
übernehmen: übernommen übernimmt
beauftragen: beauftragt
veröffentlichen: veröffentlicht veröffentlichte
# the verb and its noun in -ung
anwenden: Anwendung
feststellen: Feststellung festgestellt
erweitern: Erweiterung erweitert
ermitteln: Ermittlung ermittelt Ermittlungen
verändern: Veränderung verändert
beteiligen: Beteiligung
vereinbaren: Vereinbarung vereinbart
# adjectives
schön: schöne schöner schönen schönes schönsten
groß: große größer größten größte Große
hoch: hohe hohen höher höchste
gut: gute besser beste besten
alt: alte älter ältesten
dunkel: dunkle dunklen
teuer: teure teurer teuren
flexibel: flexible flexiblen
variabel: variable
neu: neue neuer neues neueste
# function words meet their own forms, and a noun the form that is one of its own
mein: meine meiner meinem
muss: muß müssen
war: wäre wären
einige: einiger einiges
Mal: mal Male Mals
Ware: Waren waren
# umlauts and ß in every spelling
Häuser: Haeuser Häuser
Straße: Strasse Strassen Straßen STRASSE STRAẞE
Militärbasis: Militaerbasis militärbasis MILITÄRBASIS
Müller: Mueller
über: ueber
Größe: Groesse Grösse
Maßnahme: Massnahme Maßnahmen
Fluss: Fluß Flüsse
dass: daß
Österreich: Oesterreich
Bürger: Buerger Bürgern
fördern: foerdern gefördert
trägt: traegt
Schlüssel: Schluessel
Würde: Würden Wuerde
Fähre: Fähren Faehre
Stück: Stücke Stückes
Blüte: Blüten
Werkstatt: Werkstätte Werkstätten
gefährlich: gefährliche
fährt: fahren
# accents, ligatures and old letters
Café: Cafe Cafés
Citroën: Citroen
Łódź: Lodz
Wachstube: Wach\u017ftube
Firma: ﬁrma
# words in which ae, oe, ue are no umlauts find themselves
neue: Neue neuen neuer
Israel: Israels israel ISRAEL
Boeing: boeing BOEING
Poet: Poeten
Statue: Statuen
Oboe: Oboen
Individuum: Individuen
Duell: Duelle
aktuell: aktuelle aktuellen
Abenteuer: Abenteuern
Feuer: Feuers
Frau: Frauen
treu: treue treuen
Quelle: Quellen
# gender
Bürgerinnen: Bürger*innen Bürger:innen Bürger_innen BürgerInnen Bürger/innen Bürger/-innen Bürger·innen
Bürger: Bürger*innen Bürger:innen BürgerInnen Bürgerin
Lehrer: Lehrer*in Lehrerin Lehrerinnen Lehrer/in
Ärztin: Ärztinnen Ärzt*innen
Arzt: Ärztin Ärzt*innen Ärzte
Kollege: Kolleg*innen Kollegin
Student: Studentin Student:innen
Polizist: Polizistin Polizistinnen
jeder: jede*r
Angestellter: Angestellte*r Angestellte/r
# marks inside a word
Bundesregierung: Bun­des­re­gie­rung
geht: geht's geht’s
Andi: Andi's
O'Neill: ONeill O’Neill
Artagnan: d'Artagnan
1200: 1.200 1'200
"""

APART = """
# umlauts that are not there, umlauts that make another word
neue nü
neue nun
Israel isral
Boeing Böing
Boeing boing
Poet Pot
Duell dull
Goethe Gote
Bürger Burg
Bürgermeister Burg
fördern fordern
Förderung Forderung
drücken drucken
gedrückt gedruckt
schön schon
Schüler Schule
zählen zahlen
Währung Wahrung
Müll Mull
Bären Bar
lösen los
Küche Kuchen
Würde wurde
Menschenwürde wurde
Blüte Blut
Fläche flach
Höhle hohl
Säge sagen
gesägt gesagt
Fähre fahren
Glück Glucke
Stück Stuck
Kür Kur
Gaststätte Gaststadt
Grabstätte statt
Kündigung kundig
zuständig Zustand
Verständigung Verstand
Köhler Kohl
Möhre Mohr
Mähne mahnen
später Spaten
natürlich Natur
tatsächlich Tatsache
ursprünglich Ursprung
gewöhnlich Gewohnheit
anlässlich Anlass
beträchtlich Betracht
# nouns that look like forms of verbs
Gericht richten
Gesicht sehen
Gewicht weichen
Geschichte schichten
Macht machen
Fahrt fahren
Sucht suchen
Flucht fluchen
Wacht wachen
Dienst dienen
Kunst können
Schritt schreiten
Schloss schließen
Band binden
Griff greifen
Trieb treiben
Anlagen anliegen
Eintritt eintreten
Rücktritt zurücktreten
Erbrecht erbrechen
Verdacht verdenken
Verlag verliegen
Planeten planen
Mutter muten
Bett beten
Mitglieder mitliefern
Einfuhr einführen
Ausfuhr ausführen
Gefahren gefährden
Gestalt gestehen
Gewalt walten
Gebiet bieten
# function words that have the stem of another word
seit Seite
war Ware
wäre Ware
sich Sicherheit
sich sicher
nicht Nichte
nichts Nichten
will Wille
wollen Wolle
mag Magen
seid Seide
eben Ebene
wegen Wege
weiter weit
wann Wanne
kann Kanne
sondern Sonde
nach nächste
mal malen
mal Maler
weil Weile
mein meint
unter unten
einige Einigung
schon schonen
muss Muße
außer außen
# endings that are not what they seem
Schwalben Alben
Posaunen Sauna
tragenden Agenda
Buße Bus
Geldbußen Bus
Chaos Chao
Status Staat
Termin Term
Berlin Berl
Medizin Mediz
Handel handeln
überlegen überliegen
belegen beliegen
Mineral Mine
Basis Basar
Muse Museum
Rinnen Rind
"""


def _rows(table: str) -> list[object]:
    """Read the pairs of a table, named by their words; `!` before a word: known not to hold."""
    rows = []
    for line in table.splitlines():
        if line and not line.startswith("#"):
            first, *others = line.replace(":", " ", 1).split() if ": " in line else line.split()
            rows += [_row(first, other) for other in others]
    return rows


def _row(first: str, other: str) -> object:
    if other.startswith("!"):
        noun = pytest.mark.xfail(
            strict=True, reason="the noun that is written so is the better witness of a text"
        )
        return pytest.param(first, other[1:], marks=noun, id=f"{first}-{other[1:]}")
    return pytest.param(first, other, id=f"{first}-{other}")


def whole_terms(word: str) -> set[str]:
    """Return the terms of a word as a whole."""
    return {term.term for term in german(compounds=False).form(word).terms}


@pytest.mark.parametrize(("word", "form"), _rows(SAME))
def test_finds(word: str, form: str) -> None:
    assert whole_terms(word) & whole_terms(form)


@pytest.mark.parametrize(("word", "other"), _rows(APART))
def test_does_not_find(word: str, other: str) -> None:
    assert not whole_terms(word) & whole_terms(other)
