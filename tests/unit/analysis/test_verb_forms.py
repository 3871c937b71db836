"""Verbs: which forms meet their infinitive, and which words look like a verb's form and are none."""

from __future__ import annotations

import pytest

from searcher.analysis import german

# A line: the infinitive, then forms that must meet it.
MEET = """
# ablaut
nehmen nahm nahmen nahmst
sehen sah sahen sahst
fahren fuhr fuhren
erfahren erfuhr erfuhren
entscheiden entschied entschieden entscheidet
beschließen beschloss beschloß beschließt
entstehen entstand entstanden entstünde
gestehen gesteht gestand
beweisen bewies bewiesen bewiese
verschwinden verschwand verschwanden verschwunden
gelingen gelang gelungen gelänge
betreffen betraf betrafen betroffen betrifft
erscheinen erschien erschienen
überfallen überfiel überfielen überfällt
erwägen erwog erwogen
verbinden verbanden verbunden
erschießen erschoss erschossen
widersprechen widersprach widersprachen widerspräche
erringen errang errungen
bezwingen bezwang bezwungen
schreien schrie schrien
wachsen wuchs wächst gewachsen
vertreiben vertrieben vertreibt
scheren schor geschoren schert
bewegen bewog bewogen bewegte
bedürfen bedurfte bedürfte
# a separable prefix before it, as in a subordinate clause
zurückweisen zurückwies zurückwiesen zurückgewiesen zurückzuweisen
anrufen anrief anriefen angerufen
aufgreifen aufgriff aufgegriffen
abschließen abschloss abgeschlossen abschließt
feststehen feststand feststanden
hinweisen hinwies hingewiesen hinzuweisen hinweist
aussehen aussah aussahen aussähe
vorliegen vorlag vorläge vorgelegen
ausscheiden ausschied ausgeschieden
einreichen einreichte einreichten eingereicht einzureichen
abhören abhörte abgehört abzuhören
# participles behind a separable prefix: gehört, gereicht, gestattet are no present there
aufhören aufgehört
zuhören zugehört
angehören angehört angehörte
dazugehören dazugehört
eingestehen eingestanden eingesteht einzugestehen
ausstatten ausgestattet ausstattete
ausgestalten ausgestaltet
nachreichen nachgereicht
aufklären aufgeklärt
vorwerfen vorgeworfen
bereitstellen bereitgestellt bereitzustellen
freilassen freigelassen
teilnehmen teilgenommen teilnimmt
weiterleiten weitergeleitet weiterzuleiten
offenlegen offengelegt offenzulegen
instandsetzen instandgesetzt instandzusetzen
rausholen rausgeholt
# zu
anerkennen anzuerkennen anerkannt anerkannte
aneignen anzueignen angeeignet
nachlesen nachzulesen nachgelesen
hinzufügen hinzuzufügen hinzugefügt
nachvollziehen nachzuvollziehen nachvollzogen
aufrechterhalten aufrechtzuerhalten
ausprobieren auszuprobieren ausprobiert
zugestehen zuzugestehen
# two prefixes
wiederentdecken wiederentdeckt wiederzuentdecken
weiterentwickeln weiterentwickelt weiterzuentwickeln
wiedereinsetzen wiedereingesetzt
vorenthalten vorzuenthalten vorenthielt
# every person, the subjunctive, the imperative
geben gib gibst gebt gäbe
sprechen sprich sprichst sprecht spräche
sagen sagst sagt
fahren fährst
halten hältst haltet hielte
vergessen vergiss vergesst
erinnern erinnere erinnerst erinnert
wechseln wechsle wechselt
gehen ginge gehst
brauchen bräuchte
üben übt übte
feiern feierte gefeiert feiert
knien kniete gekniet
agieren agiert agierte
# weak verbs
foltern foltert folterte gefoltert
posten postete gepostet
hacken gehackt hackte
mobben mobbt gemobbt
chatten chattet gechattet
googeln googelt gegoogelt googelte
twittern twittert getwittert
streamen gestreamt streamt
campen campt gecampt
joggen joggte gejoggt
angeln angelt geangelt
bomben bombte
ausbeuten ausgebeutet ausbeutete auszubeuten
eindämmen eingedämmt einzudämmen eindämmte
auftauchen auftauchte aufgetaucht aufzutauchen
einigen geeinigt einigt
nerven nervt genervt
erschweren erschwert erschwerte
beschweren beschwert beschwerte
bescheren beschert bescherte
verkörpern verkörpert verkörperte
verunsichern verunsichert verunsicherte
aushändigen ausgehändigt auszuhändigen
beherbergen beherbergt beherbergte
gliedern gliedert gegliedert Gliederung
abspalten abgespalten abspaltete
recyceln recycelt
scannen gescannt scannte
liken likt gelikt
mähen gemäht mähte
säen gesät säte
demütigen gedemütigt demütigt
nächtigen genächtigt
knobeln geknobelt
bröseln gebröselt bröselt
dribbeln dribbelt dribbelte
abfedern abgefedert abzufedern
ausufern ausgeufert auszuufern
ausscheren ausgeschert
schultern geschultert schulterte
schwelen schwelt schwelte
erden geerdet
vergasen vergast
übertünchen übertüncht
veralbern veralbert
recherchieren Recherchierens recherchiert
# words that are no verbs meet themselves
besondere besonderer besonderen besonderes
siebte siebten siebter
weiß weiße weißen weißer Weiß
wissen wusste gewusst wisst
bewusst bewusste bewussten
"""

# Each word is apart from the verb that it looks like a form of.
APART = """
weiß-wissen bewusst-wissen
# nouns that are a verb's past tense too
Ritt-reiten Band-binden Bot-bieten Trank-trinken Stand-stehen Griff-greifen Wand-winden Zwang-zwingen Stahl-stehlen
Stich-stechen Rang-ringen Trieb-treiben Spross-sprießen Schwamm-schwimmen Schloss-schließen Wiese-weisen
Schiene-scheinen Massen-messen Lagen-liegen Sprachen-sprechen Schlangen-schlingen Sprossen-sprießen Tat-tun
# with a prefix
Abfuhr-abfahren Bestand-bestehen Verband-verbinden Verbot-verbieten Betrug-betragen Betrieb-betreiben
Vertrieb-vertreiben Anstieg-ansteigen Abschied-abscheiden Unterschiede-unterscheiden Vorsprung-vorspringen
Aufwand-aufwinden Angaben-angeben Ausnahmen-ausnehmen Unterlagen-unterliegen Umrisse-umreißen Nachwuchs-nachwachsen
Fortbestand-fortbestehen Weiterbetrieb-weiterbetreiben Angebot-anbieten Wetterlagen-liegen Beläge-belegen
Entwürfe-entwerfen Vorwürfe-vorwerfen Flöhe-fliehen Führe-fahren erblich-erbleichen
# other nouns
Schluss-schließen Sahne-sehen Haut-hauen Werft-werfen Fahrt-fahren Abfahrt-abfahren
Zerrungen-zerringen Siebten-sieben gesondert-besondere Quernähte-nähen gleichermaßen-messen
Dienst-dienen Wetterdienst-dienen Geheimdienst-dienen Verdienst-verdienen Furcht-furchen Wallfahrt-wallfahren
Hochbett-beten Bettes-beten Hütte-hüten Predigt-predigen Bergpredigt-predigen Bluttest-bluten
äußerst-äußern Beamter-beamen Wohlgefallen-wohlfallen
# two verbs
gelangen-gelingen führen-fahren gefallen-fallen legen-liegen
"""

# A noun's plural is the noun's, though it is an infinitive in -ern or -eln too.
PLURALS = """
Wurzel-Wurzeln Zimmer-Zimmern Faser-Fasern Folter-Foltern Pilger-Pilgern Kabel-Kabeln Würfel-Würfeln Bündel-Bündeln
Gitter-Gittern Trommel-Trommeln Stapel-Stapeln Stachel-Stacheln Schlüssel-Schlüsseln Bürger-Bürgern
Maßregel-Maßregeln Meißel-Meißeln Mitbürger-Mitbürgern Aussteiger-Aussteigern Verfolger-Verfolgern
Beutel-Beuteln Schuster-Schustern Kellner-Kellnern Gärtner-Gärtnern Viertel-Vierteln Zirkel-Zirkeln Garten-Gartens
Hinterzimmer-Hinterzimmern Schüchtern-schüchterne
"""


def lines(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if not line.startswith("#")]


def pairs(table: str) -> list[str]:
    return [pair for line in lines(table) for pair in line.split()]


def terms(word: str, *, part: bool = False) -> set[str]:
    return {term.term for term in german().form(word).terms if term.part is part}


@pytest.mark.parametrize("line", lines(MEET))
def test_forms_meet(line: str) -> None:
    assert len({frozenset(terms(word)) for word in line.split()}) == 1


@pytest.mark.parametrize("pair", pairs(APART))
def test_words_are_apart(pair: str) -> None:
    one, other = pair.split("-")
    assert terms(one).isdisjoint(terms(other))


@pytest.mark.parametrize("pair", pairs(PLURALS))
def test_a_noun_meets_its_plural(pair: str) -> None:
    one, other = pair.split("-")
    assert terms(one) == terms(other)


@pytest.mark.parametrize("word", ["ritt", "band", "fall", "zurückwies", "abgehört", "unterlagen", "gelang"])
def test_case_changes_nothing(word: str) -> None:
    assert terms(word) == terms(word.capitalize()) == terms(word.upper())


@pytest.mark.parametrize(
    ("compound", "word"),
    [
        ("Weißwein", "weiß"),
        ("Sprachkurs", "Sprache"),
        ("Sprachwissenschaft", "Sprache"),
        ("Schreibtisch", "schreiben"),
        ("Werbegaben", "Gabe"),
        ("Radwegen", "Weg"),
        ("Muttermal", "Mal"),
        ("Muttermäler", "Mal"),
        ("Kettengliedern", "Glied"),
        ("Prüfungsabschnitten", "Abschnitt"),
        ("Mineralwässern", "Wasser"),
        ("Subventionsbetrug", "Betrug"),
    ],
)
def test_a_part_is_a_noun(compound: str, word: str) -> None:
    assert terms(compound, part=True) & terms(word)


@pytest.mark.parametrize(
    ("compound", "verb"), [("Haarwuchs", "wachsen"), ("Werbegaben", "geben"), ("Vogelsang", "singen")]
)
def test_a_past_tense_is_a_noun_at_the_end_of_a_compound(compound: str, verb: str) -> None:
    assert terms(compound, part=True).isdisjoint(terms(verb))


def test_wine_is_nothing_that_is_known() -> None:
    assert terms("Weißwein", part=True).isdisjoint(terms("Wissen"))
