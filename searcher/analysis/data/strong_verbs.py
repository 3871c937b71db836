"""Strong and irregular verbs without their prefixes: the forms that no ending explains.

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
A line: infinitive, preterite, participle without `ge`, third person of the present if it has another vowel
(else `-`), subjunctive if it can be told from a noun (else left out). Auxiliaries are function words.
`*` behind a preterite: its plural is another word (*spannen, gelangen*). Preterites that are nouns too (*Band,
Schritte*) are named in `verb_words.PAST_NOUNS`, each with its prefix.
"""

from __future__ import annotations

STRONG_VERBS = """
backen buk backen bäckt
bedürfen bedurfte bedurft - bedürfte
befehlen befahl befohlen befiehlt beföhle
beginnen begann begonnen - begänne
beißen biss bissen
bergen barg borgen birgt
bersten barst borsten birst
bewegen bewog bewogen
biegen bog bogen
bieten bot boten - böte
binden band bunden
bitten bat beten - bäte
blasen blies blasen bläst
bleiben blieb blieben
braten briet braten brät
brauchen - - - bräuchte
brechen brach brochen bricht bräche
brennen brannte brannt
bringen brachte bracht - brächte
denken dachte dacht - dächte
dreschen drosch droschen drischt
dringen drang drungen
empfehlen empfahl empfohlen empfiehlt empföhle
erkiesen erkor erkoren
erlöschen erlosch erloschen erlischt
erschrecken erschrak erschrocken erschrickt
erwägen erwog erwogen
essen aß gessen isst äße
fahren fuhr fahren fährt
fallen fiel fallen fällt
fangen fing fangen fängt
fechten focht fochten ficht
finden fand funden - fände
flechten flocht flochten flicht
fliegen flog flogen - flöge
fliehen floh flohen
fließen floss flossen
fressen fraß fressen frisst
frieren fror froren
gären gor goren
gebären gebar geboren gebiert
geben gab geben gibt gäbe
gedeihen gedieh gediehen
gedenken gedachte -
gefallen gefiel - gefällt
gefrieren gefror* -
gehen ging gangen
gelingen gelang* gelungen - gelänge
gelten galt golten gilt gälte
genesen genas genesen
genießen genoss genossen - genösse
geraten geriet -
geschehen geschah geschehen geschieht geschähe
gestehen gestand* -
gewinnen gewann gewonnen - gewänne
gießen goss gossen - gösse
gleichen glich glichen
gleiten glitt glitten
glimmen glomm glommen
graben grub graben gräbt
greifen griff griffen
halten hielt halten hält
hängen hing hangen
hauen hieb hauen
heben hob hoben
heißen hieß heißen
helfen half holfen hilft hülfe
kennen kannte kannt - kennte
klimmen klomm klommen
klingen klang klungen
kneifen kniff kniffen
kommen kam kommen - käme
kriechen kroch krochen
laden lud laden lädt
lassen ließ lassen lässt
laufen lief laufen läuft
leiden litt litten
leihen lieh liehen
lesen las lesen liest läse
liegen lag legen - läge
lügen log logen
mahlen mahlte mahlen
meiden mied mieden
melken molk molken
messen maß messen misst
misslingen misslang misslungen
nehmen nahm nommen nimmt nähme
nennen nannte nannt - nennte
pfeifen pfiff pfiffen
preisen pries priesen
quellen quoll quollen quillt
raten riet raten rät
reiben rieb rieben
reißen riss rissen
reiten ritt ritten
rennen rannte rannt
riechen roch rochen
ringen rang rungen
rinnen rann ronnen
rufen rief rufen
salzen - salzen
saufen soff soffen säuft
saugen sog sogen
schaffen schuf schaffen - schüfe
scheiden schied schieden
scheinen schien schienen
scheißen schiss schissen
schelten - scholten schilt
scheren schor schoren
schieben schob schoben
schießen schoss schossen - schösse
schinden - schunden
schlafen schlief schlafen schläft
schlagen schlug schlagen schlägt schlüge
schleichen schlich schlichen
schleifen schliff schliffen
schließen schloss schlossen - schlösse
schlingen schlang schlungen
schmeißen schmiss schmissen
schmelzen schmolz schmolzen schmilzt
schnauben schnob -
schneiden schnitt schnitten
schreiben schrieb schrieben
schreien schrie schrien
schreiten schritt schritten
schweigen schwieg schwiegen
schwellen schwoll schwollen schwillt
schwimmen schwamm schwommen
schwinden schwand schwunden
schwingen schwang schwungen
schwören schwor schworen
sehen sah sehen sieht sähe
senden sandte sandt
singen sang sungen
sinken sank sunken
sinnen sann sonnen
sitzen saß sessen - säße
spalten - spalten
speien spie spien
spinnen spann* sponnen
spleißen spliss splissen
sprechen sprach sprochen spricht spräche
sprießen spross sprossen
springen sprang sprungen
stechen stach stochen sticht stäche
stehen stand standen - stünde
stehlen stahl stohlen stiehlt
steigen stieg stiegen
sterben starb storben stirbt stürbe
stieben stob stoben
stinken stank stunken
stoßen stieß stoßen stößt
streichen strich strichen
streiten stritt stritten
tragen trug tragen trägt
treffen traf troffen trifft träfe
treiben trieb trieben
treten trat treten tritt träte
trinken trank trunken
trügen trog trogen
tun tat tan - täte
verderben verdarb verdorben verdirbt
verdrießen verdross verdrossen
vergessen vergaß vergessen vergisst vergäße
verlieren verlor verloren - verlöre
verschleißen verschliss verschlissen
verzeihen verzieh verziehen
wachsen wuchs wachsen wächst
wägen wog wogen
währen währte -
waschen wusch waschen wäscht
weben wob woben
weichen wich wichen
weisen wies wiesen
wenden wandte wandt
werben warb worben wirbt würbe
werfen warf worfen wirft
wiegen wog wogen
winden wand wunden
winken - wunken
wissen wusste wusst - wüsste
wringen wrang wrungen
ziehen zog zogen - zöge
zwingen zwang zwungen
"""
