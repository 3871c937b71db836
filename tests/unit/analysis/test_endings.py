"""Words that end like an inflected form and are none, and the foreign -s: what meets, and what must not."""

from __future__ import annotations

import pytest

from searcher.analysis import german

SAME = """
# nouns in -em
Problem: Probleme Problems Problemen
Hauptproblem: Hauptprobleme Hauptproblems
Theorem: Theoreme Theorems
Emblem: Embleme Emblems
Phonem: Phoneme
Ekzem: Ekzeme Ekzems
Ödem: Ödeme Ödems Oedem
System: Systeme Systems
Totem: Totems
Modem: Modems
Tandem: Tandems
Harem: Harems
Moslem: Moslems
Jerusalem: Jerusalems
# short nouns, whose endings the stemmer leaves on
Ehe: Ehen
See: Seen Sees
Öl: Öle Öles Ölen Öls ölen geölt
Ei: Eier Eies Eiern
Feier: Feiern feiern gefeiert
Schrei: Schreie Schreien schrie
Knie: Knien Knies
Laie: Laien
Fee: Feen
# nouns in -s
Kurs: Kurse Kurses Kursen Kursus
Aktienkurs: Aktienkurse Aktienkurses Aktienkursen
Diskurs: Diskurse Diskurses
Zins: Zinsen Zinses Zinse
Leitzins: Leitzinsen
Krebs: Krebse Krebses
Hals: Hälse Halses Hälsen
Fels: Felsen
Puls: Pulse Pulses
Impuls: Impulse Impulsen Impulses
Vers: Verse Versen Verses
Paradies: Paradiese Paradieses
Verlies: Verliese
Fuchs: Füchse Fuchses Füchsen
Dachs: Dachse Dachses
Lachs: Lachse Lachsen
Luchs: Luchse
Wachs: Wachse Wachses
Zuwachs: Zuwächse
Gewächs: Gewächse
Keks: Kekse Keksen
Gans: Gänse Gänsen
Konsens: Konsense Konsenses
Gesims: Gesimse
# nouns and adjectives in -ern
Konzern: Konzerne Konzerns Konzernen
Energiekonzern: Energiekonzerne
Bayern: Bayerns
Oberbayern: Oberbayerns
Luzern: Luzerns
Pommern: Pommerns
Vorpommern: Vorpommerns
Zypern: Zyperns
Western: Westerns
Seestern: Seesterne Seesterns
Weihnachtsstern: Weihnachtssterne
Zellkern: Zellkerne Zellkerns Zellkernen
modern: moderne modernen moderner modernes modernem modernste
intern: interne internen interner
verwaltungsintern: verwaltungsinterne
extern: externe externen externes
nüchtern: nüchterne nüchternen
schüchtern: schüchterne
eisern: eiserne eisernen
hölzern: hölzerne Holz
Glas: Gläsern gläserne
silbern: silberne
ledern: lederne
albern: alberne
extrem: extreme extremen
bequem: bequeme bequemen
unbequem: unbequeme
pervers: perverse
kontrovers: kontroverse
immens: immense
realitätsfern: realitätsferne realitätsfernen
finster: finstere finsteren finsterer
# -n
Feuer: Feuern Feuers
Lagerfeuer: Lagerfeuern
Ufer: Ufern Ufers
Oper: Opern
Nachbar: Nachbarn
Herr: Herrn Herren
Ungar: Ungarn Ungarns
# -s behind a vowel
Europa: Europas
China: Chinas
Amerika: Amerikas
Afrika: Afrikas
Südafrika: Südafrikas
Kanada: Kanadas
Kuba: Kubas
Mexiko: Mexikos
Moskau: Moskaus
Warschau: Warschaus
Tokio: Tokios
Obama: Obamas
Otto: Ottos
Picasso: Picassos
Lufthansa: Lufthansas
Nokia: Nokias
Oma: Omas
Opa: Opas
Nazi: Nazis
Profi: Profis
Azubi: Azubis
Ossi: Ossis
Kita: Kitas
Betriebskita: Betriebskitas
Alibi: Alibis
Zoo: Zoos
Ghetto: Ghettos
Veto: Vetos
Krimi: Krimis
Fernsehkrimi: Fernsehkrimis
Akku: Akkus
Guru: Gurus
Kommando: Kommandos
Safari: Safaris
Promi: Promis
Demo: Demos
Ufo: Ufos
Uni: Unis
Hai: Haie Hais Haien
Silo: Silos
Liga: Ligas
Bau: Baus
Wohnungsbau: Wohnungsbaus
Bergbau: Bergbaus
Stau: Staus
Namibia: Namibias
Australien: Australiens
Afghani: Afghanis
Bolero: Boleros
Domino: Dominos
Archiv: Archivs Archive
Motiv: Motivs Motive
# an s that is the word's own
Status: Status
Bus: Busse
Zirkus: Zirkusse
Minus: Minus
Virus: Viren
Bonus: Boni
Basis: Basen
Praxis: Praxen
Atlas: Atlanten Atlasse
Glas: Gläser Glases
Erdgas: Erdgase Erdgases
Gras: Gräser
Ananas: Ananasse
Epos: Epen
Rhinozeros: Rhinozerosse
Albatros: Albatrosse
Kreis: Kreise Kreises
Preis: Preise
Ergebnis: Ergebnisse Ergebnisses
Geheimnis: Geheimnisse
Kürbis: Kürbisse
Turnus: Turnusse
Privileg: Privilegien Privileges Privilegs
Haus: Häuser Hauses
Maus: Mäuse
arbeitslos: arbeitslose arbeitslosen
kostenlos: kostenlose
famos: famose
rigoros: rigorose
# -er
Versicherer: Versicherers Versicherern
Kilometer: Kilometers Kilometern
Parameter: Parameters Parametern
Lehrer: Lehrers Lehrern
Herzog: Herzogs Herzöge
Semester: Semesters Semestern
Fenster: Fensters
# -innen that are no women
Jahresgewinn: Jahresgewinne Jahresgewinnen
Vogelspinne: Vogelspinnen
# an e that is the word's own
Leber: Lebern
Messer: Messers Messern
Lager: Lagers Lagern lagern lagert gelagert Lagerung
Wetter: Wetters Wettern
Wunder: Wundern Wunders wundert
Zucker: Zuckers
Kammer: Kammern
Pfeiler: Pfeilern Pfeilers
Trauer: trauern trauert getrauert
Silber: Silbers
Bauer: Bauern Bäuerin Bäuerinnen
Meister: Meisters Meistern Meisterin Meisterinnen
Müller: Müllerin
Inder: Inderin Indern
Rübe: Rüben
Reise: Reisen reist reiste gereist
Reis: Reises
Schale: Schalen
Schal: Schals
Schranke: Schranken
Zeuge: Zeugen
Sekte: Sekten
Schulter: Schultern
Eisen: Eisens
Note: Noten
Kohle: Kohlen
Liste: Listen
Marke: Marken
Montage: Montagen
Pole: Polen
Russe: Russen
Sparte: Sparten
# adjectives in -er and -en
sicher: sichere sicherer sicherste sichersten sichereren Sicherheit sichern gesichert Sicherung
sauber: saubere saubersten Sauberkeit säubern Säuberung
bitter: bittere bitterste Bitterkeit
tapfer: tapfere tapferste Tapferkeit
locker: lockere lockerste lockern Lockerung
trocken: trockene trockenste
selten: seltene seltensten
ungeheuer: ungeheure ungeheuren
illuster: illustre illustren
arm: arme ärmer ärmste
# plurals of foreign words
Virus: Virusse
Campus: Campusse
Nimbus: Nimbusse
Abakus: Abakussen
Sinus: Sinusse
Zirkus: Zirkussen Zirkusses
Stadtbus: Stadtbusse Stadtbussen
Elektrobus: Elektrobusse
Cello: Celli Cellos
Libretto: Libretti
Intermezzo: Intermezzi
Paparazzo: Paparazzi
Espresso: Espressi
Solo: Soli
Torso: Torsi
Alumnus: Alumni
Emeritus: Emeriti
Syndikus: Syndizi Syndikusse
Meniskus: Menisken
Typus: Typen
Universum: Universen
Misstrauensvotum: Misstrauensvoten
Plenum: Plena
Serum: Seren Sera
Neutrum: Neutra
Fachpublikum: Fachpublika
Refugium: Refugien
Delirium: Delirien
Provisorium: Provisorien
Konservatorium: Konservatorien
Pronomen: Pronomina
Examen: Examina
Madonna: Madonnen
Ballerina: Ballerinen
Bundesliga: Bundesligen
Regionalliga: Regionalligen
Trauma: Traumata Traumen
Koma: Komata
Pharao: Pharaonen
Arthritis: Arthritiden
# jumps and meetings, which are no nouns in -ung
Quantensprung: Quantensprünge Quantensprüngen
Katzensprung: Katzensprünge
Stimmungsumschwung: Stimmungsumschwünge
Jahrestagung: Jahrestagungen
# an infinitive's genitive
Handeln: Handelns handelt
Klettern: Kletterns klettert
Scheitern: Scheiterns gescheitert
Programmieren: Programmierens programmiert
# genitives stay what they were
Selenskyj: Selenskyjs
Köln: Kölns
Clou: Clous
Doku: Dokus
Geschrei: Geschreis
Kind: Kinds Kindes
Organ: Organs Organe
Magazin: Magazins Magazine
Benzin: Benzins
Schal: Schals
Server: Servers
Pulver: Pulvers
Winter: Wintern Winters
Minister: Ministern
Fenster: Fenstern
Schwester: Schwestern
Bäcker: Bäckern
Käufer: Käufern
Text: Texte
Schiff: Schiffs
Volk: Volks
"""

APART = """
Leber leben
Messer Messe
Messer messen
Lager Lage
Wetter Wette
Wunder Wunde
Zucker zucken
Kammer Kamm
Kater Kate
Pfeiler Pfeil
Center Cent
Burger Burg
Geländer Gelände
Schlager Schlag
Laster Last
Order Orden
Trauer trauen
Müller Müll
Speicher Speiche
Poster Post
Hafer Hafen
Bauer bauen
Meister meisten
Inder indem
Rübe rüber
Reise Reis
Schale Schal
Schranke Schrank
Zeuge Zeug
Sekte Sekt
Palme Palm
Schotter Schotte
Schulter Schule
Sparte sparen
Bucht Buch
Eisen Eis
Silber Silbe
Note Not
Kohle Kohl
Halle Hall
Liste List
Marke Mark
Montage Montag
Premiere Premier
Pole Pol
Russe Ruß
bitter Bitte
sauer Sau
heiter Heide
Jahrestagung Jahrestag
Handelns Handel
Vertagung Vertrag
Trauma Traum
Psychiatrien Patrium
Buße Bus
Kurs Kur
Dachs Dach
Ostern Ost
Totem Tote
modern Moder
Zins Zinn
Hals Hall
Keks Keck
Vers ver
Puls Pul
Fels Fell
Lachs Lache
etwas etwa
Paris Pari
Chaos Chao
Atlas Atla
Ananas Anana
Alias Alia
Haus Hau
Maus Mau
Mais Mai
Reis Rei
Luchs Lust
Buße Bus
Minus Mine
bereits bereit
"""


def _table(text: str) -> list[tuple[str, str]]:
    pairs = []
    for line in text.strip().split("\n"):
        if not line.startswith("#"):
            base, forms = line.split(":")
            pairs += [(base, form) for form in forms.split()]
    return pairs


def _term(word: str) -> str:
    return german(compounds=False).form(word).terms[0].term


@pytest.mark.parametrize(("base", "form"), _table(SAME), ids=str)
def test_forms_meet(base: str, form: str) -> None:
    assert _term(form) == _term(base)


@pytest.mark.parametrize(("one", "other"), [line.split() for line in APART.strip().split("\n")], ids=str)
def test_other_words_do_not(one: str, other: str) -> None:
    assert _term(one) != _term(other)
