package classifier

// ofAll finds words for several orders at once, in six languages, and ofOrders those that may be a mere
// mention of them ("a question about my orders") where their sentence asks for nothing.
var (
	ofAll = mustPattern(`(?i)(?:^|[^\pL])(?:both|either|(?:all|each) (?:of (?:them|these|those|the|my)|(?:my |the |these )?orders)|(?:cancel|refund|return) (?:them|all|everything|the two|the lot|(?:my|the|these|those) orders)|` +
		`beide[nsr]?|alle (?:meine |diese )?(?:bestellungen|aufträge|pakete)|alles (?:stornieren|zurück)|(?:bestellungen|aufträge) (?:bitte |gern |gerne |zu )?stornieren|` +
		`les deux|mes deux|toutes (?:mes|les) commandes|tout annuler|annule[rz] (?:tout|(?:mes|les|ces) commandes)|` +
		`amb[oa]s|l[oa]s dos|mis dos|todos (?:mis|los) pedidos|(?:cancelar|anular|cancelen|anulen)(?:lo todo| todo| (?:mis|los|estos) pedidos)|` +
		`entramb[ie]|tutt[ie] e (?:due|tre)|tutti (?:gli|i miei) ordini|(?:annullare|annullate) (?:tutto|(?:i miei|gli|questi) ordini)|` +
		`allebei|alle (?:twee|drie|bestellingen)|(?:alles|bestellingen) (?:te )?annuleren)(?:[^\pL]|$)`)
	ofOrders = mustPattern(`(?i)(?:^|[^\pL])(?:orders|bestellungen|aufträge|commandes|pedidos|ordini|bestellingen)(?:[^\pL]|$)`)
)

// ofAllOrders reports whether a sentence says something of several orders at once. "Photos of both", "both channels" and
// "both sides" are of what was told before, or of parts of one thing, and no order gets what another has by them.
func ofAllOrders(sentence string) bool {
	return ofAll.MatchString(ofThings.ReplaceAllString(sentence, " "))
}

// ofThings finds "both" where pictures are of it, or parts of a thing are counted by it, in the same languages.
var ofThings = mustPattern(`(?i)(?:^|[^\pL])(?:` +
	`(?:photos?|pictures?|pics?|images?|shots?|videos?|clips?) (?:of|from) (?:both|each of (?:them|these|those)|all of (?:them|these|those))|` +
	`(?:both|either) (?:of (?:the|its) )?(?:channels?|sides?|ears?|earcups?|halves|keys|knobs|buttons|paddles|switches|ports|outputs?|inputs?|leds|corners|photos|pictures|pics|videos|ends|times|computers|laptops|ways?)|` +
	`(?:fotos?|bilder|aufnahmen|videos?) (?:von|zu) beide[nmr]?|beide[nrs]? (?:kanäle|kanälen|seiten|tasten|hälften|knöpfe|ausgänge|eingänge|buchsen|fotos|bilder|ohren|male|enden)|` +
	`(?:photos?|images|vidéos?) des deux|les deux (?:canaux|côtés|touches|boutons|moitiés|sorties|entrées|photos|oreilles|prises)|` +
	`(?:fotos?|imágenes|vídeos?|videos?) de (?:amb[oa]s|l[oa]s dos)|(?:amb[oa]s|l[oa]s dos) (?:canales|lados|teclas|botones|mitades|salidas|entradas|fotos|oídos|puertos)|` +
	`(?:foto|immagini|video) di entramb[ie]|entramb[ie] (?:i |le )?(?:canali|lati|tasti|metà|uscite|ingressi|foto|porte|orecchie)|` +
	`(?:foto['’]?s?|afbeeldingen|video['’]?s?) van (?:allebei|beide)|(?:beide|allebei de) (?:kanalen|kanten|zijden|toetsen|knoppen|helften|uitgangen|ingangen|foto['’]?s|poorten|oren))` +
	`(?:$|[^\pL])`)
