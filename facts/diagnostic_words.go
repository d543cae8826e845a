package facts

// The words of the diagnostic, in the languages of choice.go, without accents.
const (
	diagOther = ` another other others different second third two three several multiple various both all every any spare 2 3 4 5
		andere anderer anderes anderen anderem zweite zweiter zweites zweiten zweitem verschiedene verschiedenen mehrere mehreren zwei drei beide beiden alle allen
		autre autres deuxieme second seconde different differents deux trois plusieurs tous toutes
		otro otra otros otras segundo segunda distinto distinta diferente diferentes dos tres varios varias todos todas
		ander andere anders tweede verschillende twee drie meerdere beide alle reserve
		altro altra altri altre secondo seconda diverso diversa diversi due tre vari varie tutti tutte `
	diagGear = ` cable cables cord cords lead leads usb port ports socket sockets hub hubs adapter adapters adaptor adaptors dongle charger chargers psu supply outlet
		computer computers pc pcs laptop laptops notebook notebooks macbook macbooks mac macs imac machine machines device devices phone phones smartphone iphone tablet tablets ipad system host desktop tower tv telly dock console playstation ps4 ps5 xbox raspberry
		kabel kabeln kabels usbkabel ladekabel anschluss anschlusse anschlussen buchse buchsen steckdose netzteil rechner rechnern computern gerat gerate geraten gerats handy telefon fernseher konsole dockingstation
		cables prise prises chargeur adaptateur ordinateur ordinateurs ordi ordis portable appareil appareils telephone tablette machine
		puerto puertos enchufe cargador adaptador ordenador ordenadores portatil portatiles computadora dispositivo dispositivos telefono movil maquina tableta torre tele consola
		poort poorten aansluiting stopcontact oplader computers apparaat apparaten telefoon
		cavo cavi cavetto porta porte presa caricatore alimentatore adattatore computer portatile portatili dispositivo dispositivi telefono cellulare tablet `
	// diagNumbered are names behind which a figure is the make, and no count: "PlayStation 5", "USB 3 port".
	diagNumbered = ` playstation ps xbox iphone ipad pi switch usb windows android ios pixel galaxy quest `
	diagPeople   = ` wife husband son daughter friend friends colleague colleagues neighbour neighbor brother sister roommate partner office
		frau mann sohn tochter freund freundin freundes kollege kollegen kollegin nachbar nachbarn bruder schwester buro
		femme mari fils fille ami amie collegue voisin frere soeur bureau
		mujer marido hijo hija amigo amiga companero vecino hermano hermana oficina novia novio
		vrouw zoon dochter vriend vriendin collega buurman broer zus kantoor
		moglie marito figlio figlia amico amica collega vicino fratello sorella ufficio `
	diagTried = ` tried tested swapped replaced plugged connected checked
		probiert ausprobiert versucht getestet getauscht ausgetauscht gewechselt angeschlossen gepruft eingesteckt
		essaye teste change branche connecte verifie
		probado probe intentado cambiado conectado comprobado conecte testeado
		geprobeerd getest gewisseld vervangen aangesloten verwisseld
		provato testato cambiato sostituito collegato verificato attaccato `
	diagTry  = ` try test check swap probieren ausprobieren versuchen testen prufen essayer tester verifier probar intentar comprobar proberen testen controleren provare testare verificare `
	diagUse  = ` use help helps hilft helfen nehmen verwenden benutzen utiliser prendre aider aiderait usar utilizar ayuda ayudaria usare utilizzare aiuta aiuterebbe gebruiken nemen helpt helpen `
	diagSend = ` send sending ship buy order schicken senden zusenden kaufen bestellen envoyer acheter commander enviar enviarme comprar pedir mandar inviare inviarmi comprare mandare sturen kopen bestellen opsturen `
	diagSame = ` same identical unchanged gleiche gleiches gleichen selbe selben dasselbe dieselbe genauso unverandert meme pareil pareille identique idem
		mismo misma igual identico hetzelfde zelfde dezelfde stesso stessa uguale `
	diagToo  = ` neither either ebenfalls ebenso tampoco evenmin neanche nemmeno neppure `
	diagThat = ` that it both all das es beides alles cela ca tout tous eso todo ambos dat beide questo tutto entrambi `
	diagShot = ` photo photos video videos picture pictures foto fotos bild bilder image images immagine imagen afbeelding `
	diagOnly = ` only einziger einziges einzige einzigen seul seule unico unica enige `
	diagWell = ` ok okay fine perfect perfectly flawless flawlessly instantly sofort einwandfrei problemlos parfait parfaitement perfecto perfectamente prima perfetto perfettamente `
	diagDead = ` dead nothing fails failed nichts tot kaputt rien mort morte nada muerto muerta niets dood niente nulla morto morta `
	diagNot  = ` not no t never none cannot without nor nicht kein keine keinen keinem keiner keins nie ohne ne n pas aucun aucune jamais sans nunca sin ningun ninguna niet geen nooit zonder neither tampoco evenmin neanche nemmeno neppure cant dont doesnt isnt wont wasnt didnt couldnt arent nn non nessun nessuna mai senza `
	diagVerb = ` work works worked working respond responds react reacts detect detected recognise recognised recognize recognized help helps helped change changes changed difference connect connects run runs start starts appear appears
		funktioniert funktionierte funktionieren geht ging lauft lief reagiert erkannt erkennt hilft geholfen andert geandert unterschied leuchtet startet tut erscheint
		fonctionne fonctionnait fonctionner marche marchait reagit reconnu reconnait changement aide allume apparait voit
		funciona funcionaba funcionar va iba reacciona reconoce reconocido enciende cambia ayuda diferencia aparece
		werkt werkte werken doet deed gaat reageert herkend herkent helpt verandert verschil verschijnt
		funziona funzionava funzionare reagisce riconosce riconosciuta riconosciuto accende aiuta differenza parte compare `
	diagOn   = ` with on at to via by mit von par por dal mit an am auf bei avec sur chez au con en al met op aan bij su sul sulla sull col alla al `
	diagEven = ` even also nor auch sogar selbst meme aussi incluso tambien zelfs ook anche perfino `
	diagGoes = ` work works worked funktioniert funktionierte geht ging lauft lief fonctionne marche funciona funcionaba werkt werkte funziona funzionava `
	diagShop = ` site website webpage page listing advertised description specs webseite homepage produktseite produktbeschreibung annonce fiche web pagina anuncio descripcion sito annuncio descrizione beschrijving productpagina `
	diagHave = ` have has had got own habe haben hab hatte besitze ai avons possede dispose tengo tenemos dispongo hay heb hebben bezit ho abbiamo possiedo own `
	diagSoon = ` will ll would could should can may might tomorrow later werde werden kann konnte soll sollte muss morgen spater vais peux pourrais pourrai dois dois demain voy puedo podria debo manana ga zal kan zou moet morgen posso potrei devo domani provero essaierai essayerai probare if when wenn falls si als se `
	diagBut  = ` but however although though aber jedoch sondern mais pourtant pero sino maar ma pero `
	diagThey = ` device devices gerat gerate geraten appareil appareils dispositivo dispositivos apparaat apparaten dispositivi `
	diagUnit = ` keyboard keyboards pad pads amp amplifier amplifiers controller controllers unit units tastatur tastaturen verstarker clavier claviers teclado teclados toetsenbord toetsenborden versterker tastiera tastiere mouse mice maus souris raton muis `
)

// The words of a thing that is merely there, in the same languages.
const (
	diagIs = ` was were is are came comes arrived war waren ist sind lag lagen etait etaient est sont estaba estaban es son venia venian zat zaten was is zijn era erano e sono `
	diagIn = ` box package parcel carton included enclosed supplied karton paket dabei beigelegt enthalten boite colis carton inclus incluse incluses caja paquete incluidos incluido incluidas
		doos pakket bijgeleverd inbegrepen erbij scatola pacco inclusi incluso inclusa `
	diagUsed = ` used using use took benutzt verwendet genommen utilise pris utilizado usado gebruikt genomen usato preso `
)
