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
trauma traumata traumen
stigma stigmata stigmen
paradigma paradigmen paradigmata
charisma charismen
prisma prismen
komma kommata kommas
klima klimata klimate klimas
aroma aromen aromata aromas
aneurysma aneurysmen aneurysmata
koma komata
magma magmen
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
madonna madonnen
primadonna primadonnen
ballerina ballerinen
angina anginen
vulva vulven
cafeteria cafeterien
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
misstrauensvotum misstrauensvoten
universum universen
quorum quoren
impressum impressen
plenum plena
publikum publika
politikum politika
unikum unika
neutrum neutra
femininum feminina
maskulinum maskulina
kuriosum kuriosa
antidepressivum antidepressiva
antihistaminikum antihistaminika
referendum referenden referenda
memorandum memoranden memoranda
ultimatum ultimaten
individuum individuën
residuum residuën
vakuum vakuën vakua
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
provisorium provisorien
sensorium sensorien
instrumentarium instrumentarien
refugium refugien
delirium delirien
martyrium martyrien
ambulatorium ambulatorien
konservatorium konservatorien
refektorium refektorien
oratorium oratorien
presbyterium presbyterien
millennium millennien
terrarium terrarien
antiquarium antiquarien
sammelsurium sammelsurien
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
pronomen pronomina
examen examina
abdomen abdomina
foramen foramina
paradoxon paradoxa paradoxen
lexikon lexika lexiken
maximum maxima
minimum minima
optimum optima
quantum quanten
korpus korpora korpusse
globus globen globusse
kaktus kakteen kaktusse
radius radien
virus viren virusse
zyklus zyklen
rhythmus rhythmen
algorithmus algorithmen
logarithmus logarithmen
bazillus bazillen
modus modi
alumnus alumni
emeritus emeriti
medikus medizi
musikus musizi
syndikus syndizi syndikusse
krampus krampusse krampi
meniskus menisken
orgasmus orgasmen
sarkasmus sarkasmen
narzissmus narzissmen
nuntius nuntien
campus campusse
bambus bambusse
abakus abakusse
nimbus nimbusse
diskus diskusse disken
sinus sinusse
circus circusse
exodus exodusse
minus minusse
plus plusse
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
kürbis kürbisse
iltis iltisse
krokus krokusse
turnus turnusse
oktopus oktopusse
ananas ananasse
albatros albatrosse
rhinozeros rhinozerosse
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
cello celli cellos
libretto libretti librettos
intermezzo intermezzi intermezzos
graffito graffiti graffitis
paparazzo paparazzi
mafioso mafiosi
espresso espressi espressos
antipasto antipasti
pharao pharaonen pharaos
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
sprüng sprung sprungs sprunge sprunges
schwüng schwung schwungs schwunge schwunges
tagüng tagung tagungen
itis itiden
feuer feuern
gitter gittern
abenteuer abenteuern
"""

WHOLE = """
album alben studioalben fotoalben musikalben livealben soloalben debütalben
serum seren sera
ritus riten
epos epen
fötus föten
genus genera
tempus tempora
typë typ typs typen typus
bauër bauer bauern bauers bäuerin bäuerinnen
silbër silber silbers
ledër leder leders
köln kölns
malë mal male mals mäler mälern
polë pole polen polens
russë russe russen
ära ären
atrium atrien
polka polken
bundesliga bundesligen
landesliga landesligen
verbandsliga verbandsligen
bezirksliga bezirksligen
kreisliga kreisligen
oberliga oberligen
regionalliga regionalligen
profiliga profiligen
eliteliga eliteligen
bayernliga bayernligen
hessenliga hessenligen
championsliga championsligen
liga ligen
überdosis überdosen
nomen nomina
solo soli solos
torso torsi torsos
porto porti portos
alu alus
doku dokus
clou clous
marabu marabus
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
schrei schreis schreies schreie schreien
brei breis breies breie breien
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
    for kind in (
        "",
        *words(
            """
            omni kraftomni auto schul reise linien klein mini fern o stadt elektro ruf bürger schnell post ski shuttle
            gelenk fan mannschafts nacht regional doppeldecker trolley niederflur hybrid
            """
        ),
    )
    for case in ("", "n", "s")
} | {"as": "asse", "ass": "asse"}
"""Written with ß they are another word (*Buße, aß*), so they are looked up before ß becomes ss."""

NOT_IRREGULAR = frozenset(words("fiskalen vertagung vertagungen"))

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
sauër sauer saure sauren saurer saures saurem
ungeheuer ungeheure ungeheuren ungeheurer ungeheures ungeheurem
illustër illustre illustren illustrer illustres illustrem
arm ärmst ärmste ärmsten ärmster ärmstes ärmstem
selten seltenste seltensten seltenster seltenstes seltenstem
trocken trockenste trockensten trockenster trockenstes trockenstem
offen offenste offensten offenster offenstes offenstem
integer integre integren integrer integres integrem
makaber makabre makabren makabrer makabres makabrem
"""
"""Umlauts written, ss for ß; whole words only."""
