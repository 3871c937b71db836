"""Regular verbs without their prefixes, as stems: `sag` is *sagen*, `handel` is *handeln*, `liefer` is *liefern*.

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
"""

from __future__ import annotations

WEAK_VERBS = frozenset(
    """
    achse acht adel ahn albern ander änder anker antwort arbeit ärger arm atm äußer
    back bad bahn ball bann bau baumel beb beicht bell besser bet bett beug bild billig bind blätter blend blick blink
    blitz blockier blüh blut bohr borg box brauch bräun brau brems brüll brüt buch bück bügel bummel bündel bürg bürst
    dämmer dampf dämpf dank dauer deck dehn deut dicht dien ding docht donner dräng dreh droh drück druck duck duld dulde
    düng dünst durst dusch
    ebn ehr eifer eign eil eign einig eis ekel end entgegn erb ernt erst
    fabrizier fädel fahnd fälsch falt fall fäll färb fass fast faul fehl feier feil fertig fessel festig feuer film
    filter fisch flacker flatter flehn fleh flick flieh flirt flöß fluch flücht flüster folg folger fopp forder förder form forsch
    frag frank freu friedig friste fühl füg führ füll funk funkel fürcht fütter
    gaff gähn garantier gaukel geig geißel genüg gerb gestalt gestatt gewöhn gewähr gewährleist gipfel gitter glänz
    glätt glaub glieder glüh gönn grabel gratulier grau greif grenz grill grins grübel grüß grund gründ guck gurt gürt
    haft hagel häkel halbier hallt hall hämmer handel handhab hank harr härt hass hast häuf hauch heb hechel heft hegg heg heil
    heirat heiz hemm herrsch hetz heuchel heuer heul hinder hink hobel hoff hol holz horch hör hort hüll hunger hup hüpf hust hüt
    impf inner irr
    jag jammer jät jubel juck
    kämm kämpf kapp karr kassier kau kauf kehr keim kelter kenter kerb kett keuch kicher kipp kitt kitzel klag klammer
    klapp klapper klär klatsch klau kleb kleckel kleid kleister kletter klemm klick klingel klopf klöppel knabber knack knall knapp
    kneb knet knick knie knips knirsch knöpf knot knüpf knurr koch kod kodier koppel korb körn kost kotz krach kräftig kränk kratz
    kräusel kreis kreisch kreuz kreuzig kribbel krieg kritzel krön krümm kugel kühl kümmer kund kündig kupf kuppel kurbel kürz küss
    läch lächel lach lack lager lähm land lang längn langweil lärm läster last lauer laug lausch laut läut leb leck leer leg lehn lehr
    leist leit lenk lern leucht leugn lieb liefer linder lob loch lock locker lohn los lös lösch lot löt lotet lüft lug lull lutsch
    mach mahl mahn mal mangel markier mäst mauer maul mäßig meid mein meister meld melk merk metzel mess miet milder minder misch
    mitt mod moder möblier mog mord münd münz murmel murr muster mut
    nachricht näh nähr nah näher nag nagel neck neid neig nenn nick nies nötig nutz nütz
    öd offenbar öffn ohrfeig öl opfer ordn ort ortet
    paar pack pacht parkier park pass pauk paus peil pein pendel pfänd pfand pfeffer pflanz pflaster pfleg pflück pflüg pinsel
    plag plan plapper plätscher platt platz plauder plünder poch poker polier polster polter prahl präg prall prob pruf prüf prügel prell pump
    pünkt pust putsch putz
    quäl qualm quatsch quetsch quirl
    rad raff räch rahm rams rand rank rapp rasch rasp rass rast rasier ratter rauch räucher raub räum räkel rausch räusper rech rechn
    rechtfertig red reform reg regel regn reib reich reif reig reih reim reinig reis reiz renk rett reu richt riegel rinn roll röst
    rot röt rott rück ruder rüg ruh rühr rumpel rümpf rüst rutsch rüttel
    säg sag salb salz sammel sanft säng sättig säub säuber säum saug säusel schad schäd schädig schäl schaff schall schalt
    schäm scharr schärf schatt schätz schau schäum schaufel schaukel scheffel scheiter schell schenk scherz scheu schichte schicht
    schick schiel schiff schilder schimmel schimmer schimpf schirm schlacht schlend schlender schlepp schleuder schlicht schlitz
    schluck schlummer schlüpf schlussfolger schmäh schmälern schmäler schmatz schmeck schmeichel schmerz schmied schmier schmoll
    schmück schmuggel schmutz schnapp schnarch schnauf schnitz schnüffel schnupper schnür schon schöpf schraub schreck schreib schrei
    schrumpf schubs schuld schul schütt schüttel schütz schwäch schwank schwänz schwärm schwärz schwatz schweb schwefel schweiß schwell
    schwenk schwimm schwind schwitz schwindel segel segn sehn send seng senk setz seufz sicher sicht sichtig siedel sied sieg
    siegel signalisier simmer solidarisier sonder sonn sorg spähl spalt spann spar spaß spazier speicher speis spend sperr spezifizier spiegel
    spiel spieß spitz spönnel sporn spott spreng sprengel sprenkel spritz sprüh spuck spuk spül spür sput
    stabil stachel stallt staffel stamm stammel stampf stän ständig stapel stärk starr start statt stau staub staun stech steck steh
    steiger steinig stell stemm stempel steuer stichel stift still stimm stöber stock stöhn stolper stopf stopp stör
    straf sträub strahl strampel strand strapazier streb streck streif streik streu strick strömm ström strotz strukturier stück studier
    stufe stuf stülp stumpf stund stürm stürz stütz stutz such summ sühn
    tadel tag tank tanz tapp tarn tast taug tauf taumel tausch täusch teer teil tast test tick tief tilg tipp tob tön töt tot tös tot trab
    tränk träng trau trauer träum trenn trick trief tropf tröpfel tröst trotz trommel trub trüb trudel trumpf tu tupf türm turn tusch
    üb urteil
    wach wackel waffn wag wäg wähl wahr wälz walt walz wander wandel wanke wank wappn wärm warn wart wässer web wechsel weck wedel
    wehr weh weich weid weiger weih wein weis weit weiter welk wend wert wett wickel widm wieg wieder wies wild will wimmel wimmer winsel wink
    wirbel wirk wirr wirt wirtschaft wisch wohn wölb wucher wund wunder wünsch würd würdig würfel würg würz wüt
    zack zähl zahl zahn zähm zander zank zapf zappel zauber zäun zeichn zeig zeit zelt zentrier zerr zeug ziel ziem zier zitier zitter zöger
    zoll zuck zücht züchtig zünd zupf zürn zweifel zweig zwick zwinker zwitscher
    """.split()
)
