package classifier

import "strings"

// How goods come, beside the words of arriving: somebody brings them, they turn up, or they are fetched where the
// carrier keeps them (domain.md section 0, "Delivery": PICKED_UP counts too). These words date a delivery only with what makes them
// one: who brought it, or where it was fetched. "I brought it to the workshop" and "the driver left a card" date none.
var (
	handingWords = wordsOf("brought dropped left handed gave gebracht brachte brachten abgegeben abgelegt abgestellt uebergeben uebergab " +
		"apporte apportee depose deposee remis remise laisse laissee trajo trajeron traido traida dejo dejaron dejado dejada " +
		"bracht afgegeven afgeleverd neergezet neergelegd portato portata portati lasciato lasciata depositato")
	carrierWords = strings.Fields("courier driver carrier postman postwoman mailman postie deliveryman ups fedex usps dhl dpd gls hermes evri post " +
		"bote botin paketbote postbote postbotin paketbotin zusteller zustellerin fahrer fahrerin kurier brieftraeger brieftraegerin " +
		"facteur factrice livreur livreuse coursier transporteur poste chronopost colissimo cartero cartera repartidor repartidora mensajero mensajera transportista correos seur " +
		"postbode bezorger bezorgster koerier postnl pakketbezorger postino postina corriere fattorino bartolini brt")
	// slipWords are what a carrier leaves who hands nothing over.
	slipWords = strings.Fields("card slip note notice karte benachrichtigung benachrichtigungskarte abholkarte zettel avis aviso nota kaartje briefje kaart avviso cartolina biglietto")
	backWords = strings.Fields("back zurueck retour vuelta terug indietro nothing nichts rien nada niets niks niente nulla")
	toWords   = strings.Fields("to at zu zur zum bei beim an chez au aux a al alla naar bij aan into in en im")
	articles  = strings.Fields("the a an my our your dem der den die das einem einer le la les l un une el los las il lo i het de een")
	passives  = strings.Fields("was were been got wurde wurden worden ete fue fueron sido werd werden is stato stata stati venuto venne")
	toUs      = strings.Fields("me us mir uns mich m nous nos mij ons mi ci")
	// ownHand stands before what the writer does himself, sayWords where a carrier's word is only told.
	ownHand  = strings.Fields("i we ai avons habe haben hab he hemos heb hebben ho abbiamo")
	sayWords = strings.Fields("says said claims states shows according told affirme pretend indique dit selon sagt sagte dijo disse zei behauptet laut zufolge dice afirma segun zegt beweert volgens sostiene secondo")

	fetchWords = wordsOf("picked collected fetched retrieved abgeholt geholt retire recupere retirer recuperer recogi recogido recogimos recogio opgehaald afgehaald ritirato ritirata ritirati preso")
	placeWords = strings.Fields("locker depot station shop store kiosk hub point postfiliale filiale packstation paketshop paketstation post postamt dhl " +
		"relais poste consigne correos taquilla estanco punto afhaalpunt postkantoor pakketpunt servicepunt kluis posta postale ritiro armadietto deposito magazzino")
	returnWords = strings.Fields("return returned retoure ruecksendung retour retours devolucion reso resa repair repaired reparatur reparation reparacion reparatie riparazione")

	upWords = strings.Fields("turned showed popped")
	goods   = strings.Fields("it they them this parcel package box order delivery goods thing stuff everything")
	// made are things of this trade by name, which turn up too; so does a fault of one ("its hum turned up").
	made = strings.Fields("keyboard pad amp amplifier controller wheel module pedal pedals lamp board unit device throttle stick clock focuser dac mixer synth mouse cable display replacement")
	// ofOrder stands between a thing and the number of its order.
	ofOrder   = strings.Fields("from of for in on under with my the our your order number no nr hw")
	asideWord = strings.Fields("finally just only has have already")
)

// Somebody else, and places at which a parcel is not delivered yet.
var (
	strangerWords = strings.Fields("neighbour neighbours neighbor neighbors nachbar nachbarn nachbarin voisin voisine vecino vecina vicino vicina buurman buurvrouw buren")
	hubWords      = strings.Fields("customs sorting zoll verteilzentrum paketzentrum douane aduana dogana sorteercentrum hub")
	atWords       = strings.Fields("at in im beim bij la en alla the het")
)

// beingWords say of a thing that it is somewhere.
var beingWords = strings.Fields("ist sind steht stehen liegt liegen haengt haengen")

// Words that stand beside those of arriving and having, in six languages.
var (
	// leavesWords stand behind who goes; who leaves something names it.
	leavesWords = strings.Fields("here on at for in yesterday today without again before after off and")
	// theyBrought say that somebody, who is not named, brought it.
	theyBrought = strings.Fields("trajeron dejaron")
	spanishToUs = strings.Fields("me nos")
	// goneTo are of who went to fetch something.
	goneTo    = strings.Fields("alle allee alles allees")
	haveWords = strings.Fields("have ve")
	weWords   = strings.Fields("i we")
	// restWords may stand behind the day since which one has something.
	restWords     = strings.Fields("and but or und aber et mais y pero en maar e ma here hier ici aqui qui now only at in bei zu a chez en sin ohne sans without vor ago morning night")
	youSubject    = strings.Fields("you u vous jullie")
	youWords      = strings.Fields("you ihnen euch vous vosotros ustedes voi jullie")
	toYouWords    = strings.Fields("to with by bei chez a da bij")
	sentBackWords = strings.Fields("return retoure ruecksendung devolucion reso")
	ofWords       = strings.Fields("de du von van di del of")
	ourWords      = strings.Fields("my our the mein meine unser unsere das mon ma notre le mi nuestro el mio mia il mijn ons onze het")
	// failedWords say of a delivery that it was none.
	failedWords = strings.Fields("cancelled canceled failed missed ausgefallen fehlgeschlagen verpasst annulee manquee echoue echouee saltata fallita annullata fallida cancelada")
	// happenWords say so where they are denied.
	happenWords  = strings.Fields("happen come came arrive mine lieu hizo realizo door stattgefunden statt avvenuta mich mir")
	englishGoods = strings.Fields("delivery parcel package")
	fromWords    = strings.Fields("from von vom de du d del di van")
	thisWords    = strings.Fields("ce cette esta questa this")
	// partingWords part two matters, as the first of the joiners do.
	partingWords = strings.Fields("so but or aber also oder donc mais pero o maar dus ma quindi")
	pastWords    = strings.Fields("last letzte letzter letzten vorige voriger vorigen vergangene vergangener vergangenen derniere passee precedente pasada anterior scorsa passata")
	weekWords    = strings.Fields("week woche semaine semana settimana")
	toBeFetched  = strings.Fields("be to")
	othersWords  = append(strings.Fields("otra otro"), strangerWords...)
	// behindDay may stand behind the day of a month, newSentence behind one that a dot follows.
	behindDay = wordsOf("and but with at by in from already it i my the this your a we they " +
		"und aber mit um bei ist sind habe haben hat kam kamen wurde wurden geliefert angekommen erhalten bekommen zugestellt eingetroffen gekommen bekam erhielt schon bereits " +
		"et mais avec au a dans chez par je j il elle nous on ce le la mon ma les mes " +
		"y pero con por en ya lo me nos llego recibi he hemos el mi se " +
		"en maar met bij door al aan is zijn heb hebben ontvangen aangekomen bezorgd geleverd kwam kreeg ik we mijn het de hij " +
		"e ma con da in gia l ho abbiamo mi ci il lo la arrivato arrivata ricevuto ricevuta consegnato consegnata mio mia")
	newSentence = wordsOf("der die das den dem ein eine einer es er sie ich wir aber leider und jetzt seitdem seither heute nun mein meine beim bei im in nach bitte foto fotos anbei gruss gruesse danke vielen mit mfg lg " +
		"an kam kamen keine kein nur alles alle sofort gleich schon beide nichts leider")
	// comingMoney is what comes and is no goods, itself is what stands for them, and gettingWords say that somebody got it.
	comingMoney = wordsOf("refund refunds money reimbursement repayment invoice geld erstattung rueckerstattung gutschrift rueckzahlung rechnung remboursement argent virement facture " +
		"reembolso dinero devolucion abono factura terugbetaling factuur rimborso soldi denaro bonifico fattura")
	itself       = wordsOf("it they them es sie er elle ils elles lo la hij het ze parcel package order paket paeckchen lieferung bestellung colis commande paquete pedido pakket pakje bestelling pacco ordine")
	gettingWords = wordsOf("received recieved got receiving erhalten bekommen bekam erhielt recu recue recus recibi recibido recibimos ontvangen kreeg gekregen ricevuto ricevuta")
	placedIn     = wordsOf("in at im en a te")
	// trackingWords are of where the carrier says that a parcel is.
	trackingWords = strings.Fields("tracking sendungsverfolgung suivi seguimiento tracciamento")
)
