"""Nouns whose plural (or genitive) the stemmer leaves apart from the singular, and adjectives with two stems.

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
A line: the base form, then the forms that go back to it. In `ENDINGS` they do so at the end of a compound too
(*Militärbasen*); in `WHOLE` they don't, because other words end like that (*Alben*, but *Schwalben*).
An ë is a letter that the stemmer leaves alone (`spelling.one_spelling`): *Statuen* has no ü, and *Dienst* is no form of
*dienen*.
"""

from __future__ import annotations

from searcher.analysis.data import words

ENDINGS = """
basis basen
praxis praxen
thema themen themas themata
schema schemata schemas schemen
dogma dogmen dogmas
drama dramen dramas
trauma traumata
stigma stigmata stigmen
paradigma paradigmen paradigmata
charisma charismen
prisma prismen
komma kommata kommas
klima klimata klimate klimas
aroma aromen aromata aromas
panorama panoramen panoramas
plasma plasmen
firma firmen
villa villen
skala skalen
arena arenen
pizza pizzen pizzas
veranda veranden
regatta regatten
junta junten
basilika basiliken
razzia razzien
pergola pergolen
kamera kameras
pizzeria pizzerien pizzerias
gorilla gorillas
panda pandas
sofa sofas
zebra zebras
museum museen museums
lyzeum lyzeen
mausoleum mausoleen
jubiläum jubiläen
zentrum zentren
spektrum spektren
forum foren fora
album albums
visum visa
datum datums
votum votums
referendum referenden referenda
memorandum memoranden memoranda
ultimatum ultimaten
individuum individuën
residuum residuën
vakuum vakuën
statue statuë statuën
revue revuë revuën
avenue avenuë avenuën
fondue fonduë fonduës
oboe oboë oboën
aloe aloë aloën
dienstë dienst dienste diensten dienstes diensts
kontinuum kontinua
ministerium ministerien
kriterium kriterien
imperium imperien
mysterium mysterien
bakterium bakterien
laboratorium laboratorien
moratorium moratorien
territorium territorien
auditorium auditorien
konsortium konsortien
direktorium direktorien
kuratorium kuratorien
sanatorium sanatorien
krematorium krematorien
observatorium observatorien
repertorium repertorien
gymnasium gymnasien
stadium stadien stadion stadions
medium medien
gremium gremien
studium studiums
stipendium stipendien
kompendium kompendien
kolloquium kolloquien
kollegium kollegien
privilegium privilegien privileg privilegs privilege privileges
evangelium evangelien
präsidium präsidien
podium podien
aquarium aquarien
planetarium planetarien
szenario szenarien szenarios szenarium
symposium symposien symposion
kurs kursus
partizip partizipien
prinzip prinzipien
material materialien
mineral mineralien minerale
fossil fossilien
indiz indizien
utensil utensilien
reptil reptilien
adverb adverbien
praktikum praktika praktikas
antibiotikum antibiotika
charakteristikum charakteristika
spezifikum spezifika
narkotikum narkotika
kosmetikum kosmetika
analgetikum analgetika
pharmakon pharmaka
lexikon lexika lexiken
maximum maxima
minimum minima
optimum optima
quantum quanten
korpus korpora korpusse
globus globen globusse
kaktus kakteen kaktusse
radius radien
virus viren
zyklus zyklen
rhythmus rhythmen
algorithmus algorithmen
logarithmus logarithmen
bazillus bazillen
modus modi
bonus boni bonusse
fokus fokusse
zirkus zirkusse
terminus termini
stimulus stimuli
numerus numeri
nukleus nuklei
kubus kuben
papyrus papyri
famulus famuli
mythos mythen mythus
kürbis kürbisse kürbissen
iltis iltisse iltissen
krokus krokusse krokussen
turnus turnusse turnussen
oktopus oktopusse oktopussen
ananas ananasse ananassen
albatros albatrosse albatrossen
rhinozeros rhinozerosse rhinozerossen
atlas atlanten atlasse atlasses
index indizes indices indexe
appendix appendizes appendices
matrix matrizen matrices
kodex kodizes codices
codex codizes
vertex vertices
helix helices
larynx laryngen
konto konten kontos konti
saldo salden saldi saldos
risiko risiken risikos
fresko fresken
tempo tempi tempos
embargo embargos
auto autos
foto fotos
video videos
büro büros
radio radios
kilo kilos
euro euros
kino kinos
studio studios
portfolio portfolios
kasino kasinos
casino casinos
logo logos
info infos
echo echos
motto mottos
tornado tornados
embryo embryonen embryos
manko mankos
taxi taxis
baby babies
party parties
hobby hobbies
lobby lobbies
story stories
niveau niveaus
plateau plateaus
tableau tableaus tableaux
menü menüs
tabu tabus
bau bauten
saal säle sälen saales
ski skier skiern
ganglion ganglien
nachbar nachbarn
herr herrn
feuer feuern
gitter gittern
abenteuer abenteuern
"""

WHOLE = """
album alben studioalben fotoalben musikalben livealben soloalben debütalben
serum seren
ritus riten
epos epen
fötus föten
genus genera
tempus tempora
diva diven
vita viten
mensa mensen
sauna saunen saunas
agenda agenden
genius genien
visum visen
fakt faktum
ungar ungarn ungarns
peru perus
hai haie haien
holz hölzern hölzerne hölzernen hölzerner hölzernes hölzernem
glas gläserne gläsernen gläserner gläsernes gläsernem
ufer ufern
oper opern
ader adern
eber ebern
user usern
kolleg kollegs
feier feiern
leier leiern
geier geiern
freier freiern
dreier dreiern
ei eies eier eiern
schrei schreis schreie schreien
brei breis breie breien
blei bleis
mai maien
see seen
fee feen
ehe ehen
laie laien
knie knies knien
öl öls öles öle ölen
böe böen
aue auen
öse ösen
ode oden
öde öden
ase asen
gau gaus gaue gauen
tau taus taue tauen
heu heus
flyer flyern
schubs schubse
wels welse welsen
lava laven
fauna faunen
flora floren
aura auren
aorta aorten
tundra tundren
tunika tuniken
stola stolen
loggia loggien
topos topoi
"""

SS_PLURALS = {
    kind + "busse" + case: kind + "bus"
    for kind in ("", "omni", "kraftomni", "auto", "schul", "reise", "linien", "klein", "mini", "fern", "o")
    for case in ("", "n", "s")
} | {"as": "asse", "ass": "asse"}
"""Written with ß they are another word (*Buße, aß*), so they are looked up before ß becomes ss."""

NOT_IRREGULAR = frozenset(words("fiskalen"))

ADJECTIVES = """
hoch hohe hohen hoher hohes hohem höher höhere höheren höherer höheres höherem
gross grösser grössere grösseren grösserer grösseres grösserem
gross grösst grösste grössten grösster grösstes grösstem
gut besser bessere besseren besserer besseres besserem beste besten bester bestes bestem
dunkel dunkle dunklen dunkler dunkles dunklem dunklere dunkleren
edel edle edlen edler edles edlem
übel üble üblen übler übles üblem
eitel eitle eitlen eitler eitles eitlem
heikel heikle heiklen heikler heikles heiklem
nobel noble noblen nobler nobles noblem
teuer teure teuren teurer teures teurem teurere teureren teuerste teuersten
finster finstere finsteren finsterer finsteres finsterem
sauer saure sauren saurer saures saurem
integer integre integren integrer integres integrem
makaber makabre makabren makabrer makabres makabrem
"""
"""Umlauts written, ss for ß; whole words only."""
