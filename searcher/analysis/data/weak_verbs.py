"""Regular verbs without their prefixes, as stems: `sag` is *sagen*, `handel` *handeln*, `liefer` *liefern*.

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
"""

from __future__ import annotations

from searcher.analysis.data import words

WEAK_VERBS = frozenset(
    words(
        """
    achse acht achtzig adel ahn ahnd ähnel albern ander änder anker antwort arbeit ärger arm atm äußer bad
    bahn ball bann bau baumel beanspruch beantrag beauftrag beb bedauer bedroh beeinfluss befrei befrist
    begegn begehr begleit begründ begrüß behandel behaupt beherrsch beicht beinhalt bekämpf bekehr beklag
    bekleid belager belast beleg beleidig bell belohn bemann bemerk bemüh benachrichtig benachteilig benötig
    benutz beobacht beraub bereit bericht berücksichtig beruh berühr beschäftig beschleunig beschuldig
    beseitig besetz besiedel besorg besser bestell bestimm bestraf besuch bet betätig beton betracht betreu
    bett beug beurkund beurlaub beurteil bevollmächtig bevormund bevorzug bewach bewaffn bewähr bewahr beweg
    bewein bewert bewirk bewirt bewohn bewunder bezahl bezeug bezieh bezuschuss bezweck bezweifel bild
    billig blätter blend blick blink blitz blüh blut bohr borg box brau brauch bräun breit brems brüll brüt
    buch bück bügel bummel bündel bürg bürst dämmer dampf dämpf dank dauer deck dehn deut dicht dien docht
    donner dräng dreh droh drück druck duck duld düng dünst durst dusch ebn ehr eifer eign eil eis ekel end
    endig entdeck entfern entfett entführ entgegn entlarv entlast entlehn entschärf entschuldig entstamm
    enttäusch entwaffn entwickel entwurzel entzünd erarbeit erb erbau erfass erfüll ergänz erhell erhöh
    erinner erklär erkrank erkund erlang erlaub erläuter erleb erledig erleichter ermahn ermittel ermöglich
    ermord ermüd ermutig ernähr erneuer ernt erober erörter errechn erreg erreich errett erschöpf erschütter
    erschwer ersetz erstaun erstell erstick erstreb erstreck erwähn erwart erweck erweiter erzähl erzeug
    erziel fädel fahnd fäll fälsch falt färb fass fast faul fehl feier feil fertig fessel festig feuer film
    filter fisch flacker flatter fleh flehn flick flirt flöß fluch flücht flüster folg folger fopp forder
    förder form forsch frag frank freu frist frühstück füg fühl führ füll funk funkel fürcht fütter gaff
    gähn gaukel gebrauch gebühr gefährd gehör geig geißel gelang gelob genehmig genüg gerb gereich geschweig
    gestalt gestatt gewähr gewährleist gewicht gewöhn gipfel gitter glänz glätt glaub glieder glüh gönn grau
    grenz grill grins grübel gründ grund grüß guck gürt gurt haft hagel häkel hall hallt hämmer handel
    handhab häng hank harr härt hass hast hauch häuf hechel heft heg heil heirat heiz hemm herrsch hetz
    heuchel heuer heul hinder hink hobel hoff hol holz hör horch hort hüll hunger hup hüpf hust hüt impf
    inhalt inner irr jag jammer jät jubel juck kämm kämpf kapp karr kau kauf kehr keim kelter kennzeichn
    kenter kerb kett keuch kicher kipp kitt kitzel klag klammer klapp klapper klär klatsch klau kleb kleckel
    kleid kleister klemm kletter klick klingel klopf klöppel knabber knack knall knapp knet knick knie knips
    knirsch knöpf knot knüpf knüppel knurr koch kod koppel korb körn kost kotz krach kräftig kränk kratz
    kräusel kreis kreisch kreuz kreuzig kribbel krieg kritzel krön krümm kugel kühl kümmer künd kund kündig
    kuppel kurbel kürz küss lach lächel lack lager lähm land lang längn langweil lärm last läster lauer laug
    lausch läut laut leb leck leer leg lehn lehr leist leit lenk lern leucht leugn lieb liefer linder list
    lob loch lock locker lohn lös los lösch lot löt lotet lüft lug lull lutsch mach mahn mal mangel markt
    mäßig mäst mauer maul mein meister meld melk merk metzel miet milder minder misch mod moder mog mord
    münd münz murmel murr muster mut nachricht nag nagel näh näher nähr neck neid neig netz nick nies nötig
    nütz nutz öd offenbar öffn ohrfeig öl opfer ordn ort paar pacht pack park pass pauk paus peil pein
    pendel pfand pfänd pfeffer pflanz pflaster pfleg pflück pflüg pinsel plag plan plapper plätscher platt
    platz plauder plünder poch poker polier polster polter präg prahl prall prell prob pruf prüf prügel pump
    pünkt pust putsch putz quäl qualm quatsch quetsch quirl räch raff rahm räkel rams rand rank rapp rasp
    rass rast ratter raub rauch räucher räum rausch räusper rechn rechtfertig red reform reg regel regn
    reich reif reig reih reim reinig reis reiz renk rett reu richt riegel roll röst röt rott rück ruder rüg
    ruh rühr rumpel rümpf rund rüst rutsch rüttel säg sag salb salz sammel sanft säng sättig säub säuber
    saug säum säusel schachtel schäd schad schädig schaff schäl schall schalt schäm schärf scharr schatt
    schätz schau schaufel schaukel schäum scheffel scheiter schell schenk scherz scheu schicht schick schiel
    schiff schilder schimmel schimmer schimpf schirm schlacht schlender schlepp schleuder schlicht schlitz
    schluck schlummer schlüpf schlüssel schlussfolger schmäh schmäler schmälern schmatz schmeck schmeichel
    schmerz schmied schmier schmoll schmück schmuggel schmutz schnapp schnarch schnauf schnitz schnüffel
    schnupper schnür schon schöpf schränk schraub schreck schrumpf schubs schul schuld schütt schüttel
    schütz schwäch schwank schwänz schwärm schwärz schwatz schweb schwefel schweiß schwenk schwindel schwitz
    segel segn sehn send seng senk setz seufz sicher sicht sichtig sied siedel sieg siegel simmer sonn sorg
    spalt spann spar spaß speicher speis spend sperr spiegel spiel spieß spitz sporn spott spreng sprengel
    sprenkel spritz sprüh spuck spuk spül spür sput stachel staffel stallt stamm stammel stampf stapel stärk
    starr start statt stau staub staun steck steiger steinig stell stemm stempel steuer stichel stift still
    stimm stöber stock stöhn stolper stopf stopp stör straf strahl strampel strand sträub streb streck
    streif streik streu strick ström strömm strotz stück stuf stufe stülp stumpf stund stürm stürz stutz
    stütz such sühn summ tadel tag tank tanz tapp tarn tast tätig tauf taug taumel täusch tausch teer teil
    test tick tief tilg tipp tob tön tös tot töt trab tracht träng tränk trau trauer träum trenn trick trief
    trockn trommel tropf tröpfel tröst trotz trüb trub trudel trumpf tupf türm turn tusch üb überführ
    übermittel überprüf überquer überrasch überreich überschätz übersetz überwach überwältig überzeug
    unterbreit unterricht unterstütz urkund urteil verabred verabreich verabschied veranlag veranlass
    veranschaulich veranstalt verantwort veräußer verausgab verauslag verbesser verbreit verbrief
    verdeutlich verdien verdoppel verdräng vereinbar vereinfach vereinnahm verfälsch vergewisser vergrößer
    vergüt verheimlich verherrlich verjähr verkleiner verlänger verlaut verletz verlob vermarkt vermehr
    verminder vermittel vermumm vernetz veröffentlich verpflicht verringer verschachtel verschärf
    verschlechter verschlüssel verschmutz verseuch versicher verspät verstärk versteiger vertusch verursach
    vervielfach verwalt verwend verwirk verwirklich verwüst verzicht verzins verzöger verzweifel wach wackel
    waffn wag wähl wahr walt walz wälz wandel wander wank wanke wappn wärm warn wart wässer web wechsel weck
    wedel weh wehr weich weid weiger weih wein weit weiter welk wend wert wett wickel widm wieder wieg wies
    wild will wimmel wimmer wink winsel wirbel wirk wirr wirt wirtschaft wisch wohn wölb wucher wund wunder
    wünsch würd würdig würfel würg würz wüt zack zähl zahl zähm zahn zander zank zapf zappel zauber zäun
    zeichn zeig zeit zelt zerkleiner zerleg zerr zersetz zerstör zerstreu zerteil zertrümmer zeug ziel ziem
    zier zitter zöger zoll zücht züchtig zuck zünd zupf zürn zweifel zweig zwick zwinker zwitscher
    """
    )
)
