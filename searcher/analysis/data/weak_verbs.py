"""Regular verbs without their prefixes, as stems: `sag` is *sagen*, `handel` is *handeln*, `liefer` is *liefern*.

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
"""

from __future__ import annotations

WEAK_VERBS = frozenset(
    """
    achse acht achtzig adel ahn albern ander änder anker antwort arbeit ärger arm atm äußer back bad bahn
    ball bann bau baumel beanspruch beantrag beauftrag beb bedauer beeinfluss begegn beicht bell
    benachrichtig benachteilig beobacht bereit bericht berücksichtig beruh beschäftig beschleunig besser bet
    betracht bett beug beurlaub beurteil bevollmächtig bevormund bevorzug bewohn bezieh bezweifel bild
    billig bind blätter blend blick blink blitz blüh blut bohr borg box brau brauch bräun brems brüll brüt
    buch bück bügel bummel bündel bürg bürst dämmer dampf dämpf dank dauer deck dehn deut dicht dien docht
    donner dräng dreh droh druck drück duck duld düng dünst durst dusch ebn ehr eifer eign eil eis ekel end
    entgegn entwickel erb erinner erleichter ermittel ermöglich erneuer ernt erober erweiter fädel fahnd
    fall fäll fälsch falt färb fass fast faul fehl feier feil fertig fessel festig feuer film filter fisch
    flacker flatter fleh flehn flick flieh flirt flöß fluch flücht flüster folg folger fopp förder forder
    form forsch frag frank freu frühstück füg fühl führ füll funk funkel fürcht fütter gaff gähn gaukel
    gebrauch gebühr gefährd gefall gehör geig geißel gelang gelob genehmig genüg gerat gerb gereich
    geschweig gestalt gestatt gewähr gewährleist gewöhn gipfel gitter glänz glätt glaub glieder glüh gönn
    grau greif grenz grill grins grübel gründ grund grüß guck gürt gurt haft hagel häkel hall hallt hämmer
    handel handhab häng hank harr härt hass hast hauch häuf heb hechel heft heg heil heirat heiz hemm
    herrsch hetz heuchel heuer heul hinder hink hobel hoff hol holz hör horch hort hüll hunger hup hüpf hust
    hüt impf inner irr jag jammer jät jubel juck kämm kämpf kapp karr kau kauf kehr keim kelter kennzeichn
    kenter kerb kett keuch kicher kipp kitt kitzel klag klammer klapp klapper klär klatsch klau kleb kleckel
    kleid kleister klemm kletter klick klingel klopf klöppel knabber knack knall knapp knet knick knie knips
    knirsch knöpf knot knüpf knüppel knurr koch kod koppel korb körn kost kotz krach kräftig kränk kratz
    kräusel kreis kreisch kreuz kreuzig kribbel krieg kritzel krön krümm kugel kühl kümmer kund kündig
    kuppel kurbel kürz küss lach lächel lack lager lähm land lang längn langweil lärm last läster lauer laug
    lausch läut laut leb leck leer leg lehn lehr leist leit lenk lern leucht leugn lieb liefer linder lob
    loch lock locker lohn lös los lösch löt lot lotet lüft lug lull lutsch mach mahl mahn mal mangel mäßig
    mäst mauer maul meid mein meister meld melk merk mess metzel miet milder minder misch mod moder mog mord
    münd münz murmel murr muster mut nachricht nag nagel näh näher nähr neck neid neig nenn nick nies nötig
    nutz nütz öd offenbar öffn ohrfeig öl opfer ordn ort paar pacht pack park pass pauk paus peil pein
    pendel pfand pfänd pfeffer pflanz pflaster pfleg pflück pflüg pinsel plag plan plapper plätscher platt
    platz plauder plünder poch poker polier polster polter präg prahl prall prell prob prüf pruf prügel pump
    pünkt pust putsch putz quäl qualm quatsch quetsch quirl räch raff rahm räkel rams rand rank rapp rasp
    rass rast ratter raub rauch räucher räum rausch räusper rechn rechtfertig red reform reg regel regn
    reich reif reig reih reim reinig reis reiz renk rett reu richt riegel rinn roll röst röt rott rück ruder
    rüg ruh rühr rumpel rümpf rüst rutsch rüttel sag säg salb salz sammel sanft säng sättig säub säuber saug
    säum säusel schäd schad schädig schaff schäl schall schalt schäm schärf scharr schatt schätz schau
    schaufel schaukel schäum scheffel scheiter schell schenk scherz scheu schicht schick schiel schiff
    schilder schimmel schimmer schimpf schirm schlacht schlender schlepp schleuder schlicht schlitz schluck
    schlummer schlüpf schlussfolger schmäh schmäler schmälern schmatz schmeck schmeichel schmerz schmied
    schmier schmoll schmück schmuggel schmutz schnapp schnarch schnauf schnitz schnüffel schnupper schnür
    schon schöpf schraub schreck schrei schreib schrumpf schubs schul schuld schütt schüttel schütz schwäch
    schwank schwänz schwärm schwärz schwatz schweb schwefel schweiß schwell schwenk schwimm schwind
    schwindel schwitz segel segn sehn send seng senk setz seufz sicher sicht sichtig sied siedel sieg siegel
    simmer sonder sonn sorg spalt spann spar spaß speicher speis spend sperr spiegel spiel spieß spitz sporn
    spott spreng sprengel sprenkel spritz sprüh spuck spuk spül spür sput stachel staffel stallt stamm
    stammel stampf stapel stärk starr start statt stau staub staun stech steck steh steiger steinig stell
    stemm stempel steuer stichel stift still stimm stöber stock stöhn stolper stopf stopp stör straf strahl
    strampel strand sträub streb streck streif streik streu strick ström strömm strotz stück stuf stufe
    stülp stumpf stund stürm stürz stutz stütz such sühn summ tadel tag tank tanz tapp tarn tast tauf taug
    taumel tausch täusch teer teil test tick tief tilg tipp tob tön tös töt tot trab tracht träng tränk trau
    trauer träum trenn trick trief trockn trommel tropf tröpfel tröst trotz trüb trub trudel trumpf tupf
    türm turn tusch üb unterricht unterstütz urteil verabred verabschied veranlass veranstalt veräußer
    verausgab verauslag verbesser verdeutlich verdien vereinbar vergrößer verkleiner verlänger vermehr
    verminder vermittel veröffentlich verringer versicher verursach verwalt verwend verwirk verwirklich
    verzweifel wach wackel waffn wag wäg wähl wahr walt walz wälz wandel wander wank wanke wappn wärm warn
    wart wässer web wechsel weck wedel weh wehr weich weid weiger weih wein weis weit weiter welk wend wert
    wett wickel widm wieder wieg wies wild will wimmel wimmer wink winsel wirbel wirk wirr wirt wirtschaft
    wisch wohn wölb wucher wund wunder wünsch würd würdig würfel würg würz wüt zack zahl zähl zähm zahn
    zander zank zapf zappel zauber zäun zeichn zeig zeit zelt zerr zeug ziel ziem zier zitter zöger zoll
    zücht züchtig zuck zünd zupf zürn zweifel zweig zwick zwinker zwitscher
    """.split()
)
