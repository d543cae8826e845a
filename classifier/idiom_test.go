package classifier

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestIdioms: what customers on the Continent say otherwise than in the books. Each wants classes (primary or further) and signals; "!"
// stands before what it must not have.
func TestIdioms(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, c := range idioms {
		r := e.Read(Input{NewText: c.text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		for _, w := range strings.Fields(c.want) {
			name, not := strings.CutPrefix(w, "!")
			has := r.Class == desk.Class(name) || slices.Contains(r.Also, desk.Class(name)) || r.Has(desk.Signal(name))
			if has == not {
				t.Errorf("%q: %s also %v, signals %v, want %s", c.text, r.Class, r.Also, r.Signals, w)
			}
		}
	}
}

var idioms = []struct{ text, want string }{
	// a part of an order
	{"Please cancel just the palm rest, I'm keeping the keyboard.", "order_change product_change !cancellation"},
	{"Nur die Handballenauflage bitte stornieren, die Tastatur will ich behalten.", "order_change product_change !cancellation"},
	{"Die Maus bitte streichen, die Tastatur bleibt.", "order_change !cancellation"},
	{"Annulez juste le repose-poignets, je garde le clavier.", "order_change product_change !cancellation"},
	{"Cancelen solo el reposamuñecas, el teclado me lo quedo.", "order_change product_change !cancellation"},
	{"Alleen de polssteun graag annuleren, het toetsenbord wil ik houden.", "order_change product_change !cancellation"},
	{"Annullate solo il poggiapolsi, la tastiera la tengo.", "order_change product_change !cancellation !safety_hazard"},
	{"Please cancel the keyboard, I am keeping my old one.", "cancellation"},
	{"Bitte die Tastatur stornieren.", "cancellation"},
	{"Annulez le clavier, je garde mon ancien.", "cancellation"},
	// two of a thing, one is meant
	{"Ich hab mich vertan und zwei Stück statt einem bestellt. Eins reicht.", "order_change product_change !cancellation"},
	{"Je me suis trompé, j'en ai mis deux dans le panier. Un seul suffit.", "order_change product_change !cancellation"},
	{"Me he equivocado y puse dos en el carrito. Con uno me vale.", "order_change product_change !cancellation"},
	{"Ik heb me vergist en er twee besteld. Eentje is genoeg.", "order_change product_change !cancellation"},
	{"Mi sono sbagliato e ne ho messi due nel carrello. Uno basta.", "order_change product_change !cancellation"},
	{"I put two in the basket by mistake. One is enough.", "order_change product_change !cancellation"},
	{"Ich habe zwei Bestellungen, eine reicht.", "cancellation"},
	// nothing is to be given back
	{"I don't want to send it back, I just want it to work.", "doa_defect !change_of_mind"},
	{"Ich möchte das Gerät nicht zurückgeben, ich möchte nur, dass der rechte Kanal wieder Ton hat.", "doa_defect !change_of_mind"},
	{"Je ne veux pas le rendre, je veux juste que le canal droit ait du son.", "doa_defect !change_of_mind"},
	{"No quiero devolverlo, lo que quiero es que el canal derecho se oiga.", "doa_defect !change_of_mind"},
	{"Ik wil hem niet terugsturen, ik wil gewoon dat er rechts weer geluid uitkomt.", "doa_defect !change_of_mind"},
	{"Non voglio restituirlo, voglio solo che il canale destro si senta.", "doa_defect !change_of_mind"},
	{"Ich möchte es zurückgeben, es gefällt mir nicht.", "change_of_mind !doa_defect"},
	{"Je veux le rendre, il ne me plaît pas.", "change_of_mind !doa_defect"},
	// a fault that is over
	{"Die Taste klemmt nicht mehr, hat sich gelöst. Trotzdem hätte ich gern die Rechnung als PDF.", "other billing !doa_defect"},
	{"La touche ne se bloque plus, c'est réglé. Par contre il me faudrait la facture en PDF.", "other billing !doa_defect"},
	{"La tecla ya no se atasca, resuelto. Eso sí, necesito la factura en PDF.", "other billing !doa_defect"},
	{"De toets blijft niet meer hangen, opgelost. Ik zou nog wel graag de factuur als pdf krijgen.", "other billing !doa_defect"},
	{"Il tasto non si blocca più, risolto. Mi servirebbe però la fattura in PDF.", "other billing !doa_defect"},
	{"The key no longer sticks, sorted. I still need the invoice as a PDF.", "other billing !doa_defect"},
	{"Die Taste klemmt immer noch, das Problem ist nicht gelöst. Und ich brauche die Rechnung.", "doa_defect"},
	{"La touche se bloque toujours, rien n'est réglé. Il me faut aussi la facture.", "doa_defect"},
	// a fault of one's own beside a question
	{"Una pregunta: ¿el reposamuñecas lo hacéis en nogal? Y en mi teclado la E me sale doble, ¿qué hago?", "doa_defect"},
	{"Vraagje: is de polssteun er ook in noten? En op mijn toetsenbord komt de E dubbel, wat moet ik doen?", "doa_defect"},
	{"Depuis mardi plus rien. Votre collègue a dit qu'une mise à jour réglerait ça ; faite, et toujours rien.", "doa_defect"},
	{"Hacéis el teclado en nogal?", "!doa_defect"},
	{"Me sale el doble en la factura, ¿por qué?", "!doa_defect"},
	{"La mise à jour de l'adresse est faite ?", "!doa_defect"},
	// no danger
	{"La charnière a cassé au bout de huit jours.", "doa_defect !safety_hazard"},
	{"Der Griff ist nach acht Tagen gebrochen.", "!safety_hazard"},
	{"De USB-poort zakt weg.", "doa_defect !safety_hazard"},
	{"Come vigile del fuoco scrivo molto e il tasto P si blocca.", "doa_defect !safety_hazard"},
	{"Mio fratello ha fatto da voi l'ordine HW-20123 e mi ha incaricato di disdirlo.", "cancellation third_party !safety_hazard"},
	{"La charnière a cassé et m'a coupé le doigt.", "safety_hazard"},
	{"La coque a cassé, il y a eu une étincelle.", "safety_hazard"},
	{"Als Feuerwehrmann weiß ich: das Ding raucht.", "safety_hazard"},
	{"De USB-poort zakt weg door de hitte.", "safety_hazard"},
	// who knows nothing of the law
	{"Legalmente no sé nada, pero la batería no carga.", "doa_defect !cites_statute"},
	{"Legalmente non ne so niente, ma la batteria non carica.", "doa_defect !cites_statute"},
	{"Legalmente estáis obligados a repararlo, la batería no carga.", "doa_defect cites_statute"},
	{"Legalmente siete tenuti a ripararlo, la batteria non carica.", "doa_defect cites_statute"},
	// the order of somebody else
	{"Es geht um die Bestellung HW-20123 meines Bruders: der Regler wackelt.", "doa_defect third_party"},
	{"C'est au sujet de la commande HW-20123 de mon frère : le potentiomètre a du jeu.", "third_party"},
	{"Es por el pedido HW-20123 de mi hermano: el mando baila.", "third_party"},
	{"Het gaat om bestelling HW-20123 van mijn broer: de draaiknop zit los.", "third_party"},
	{"È per l'ordine HW-20123 di mio fratello: la manopola balla.", "third_party"},
	{"Mon frère a passé la commande HW-20123 chez vous et m'a chargé de l'annuler.", "cancellation third_party"},
	{"Mi hermano os hizo el pedido HW-20123 y me ha encargado que lo anule.", "cancellation third_party"},
	{"Meine Bestellung HW-20123: mein Bruder meint, der Regler wackelt.", "!third_party"},
	// nothing is changed where nobody asks it
	{"Si ce n'est pas parti vendredi, vous pouvez oublier ma commande.", "delay !order_change"},
	{"Si el viernes no ha salido, os podéis olvidar de mi pedido.", "delay !order_change"},
	{"Se venerdì non è partito, potete scordarvi il mio ordine.", "delay !order_change"},
	{"Finalement mon comité d'entreprise m'en offre un, donc ne lancez pas la fabrication de HW-20123 svp.", "cancellation !order_change"},
	{"Alla fine me lo regala l'azienda, quindi non iniziate HW-20123 per favore.", "cancellation !order_change"},
	{"Non iniziate HW-20123 prima del 10 maggio.", "order_change !cancellation"},
	{"Als jullie nog niet begonnen zijn, heb ik liever de witte uitvoering. Anders laat maar zo.", "order_change !cancellation"},
	{"Se non avete ancora iniziato, preferirei i tasti italiani. Se è tardi, lasciate così.", "order_change !cancellation"},
	// what is spared, called off, given back to the driver
	{"Das Lenkrad können Sie sich sparen, mir wurde gekündigt.", "cancellation"},
	{"Del volante olvidaos, me acaban de echar del trabajo.", "cancellation"},
	{"Bestellung ist schon unterwegs, sehe ich gerade. Mist, ich wollte sie absagen. Geht da noch was?", "cancellation"},
	{"Die Ausreden können Sie sich sparen, wann kommt meine Bestellung?", "delay !cancellation"},
	{"Paket kam heute völlig eingedrückt an, hab es dem Boten gleich wieder mitgegeben.", "transit_damage refused_damaged"},
	{"Ok ich warte noch, aber bitte haltet mich auf dem Laufenden.", "delay choice_wait"},
	{"Oke dan wacht ik nog even, maar hou me op de hoogte.", "delay choice_wait"},
	{"Ich warte noch immer auf meine Bestellung.", "delay !choice_wait"},
	{"Ich hatte blaue Schalter bestellt, laut Aufkleber sind braune drin. Bitte kein Geld zurück, nur die richtigen.", "wrong_item !wants_refund"},
	{"En la caja venía un cable en vez de dos, por lo demás perfecto.", "wrong_item part_missing"},
	{"Bel emballage, livré pile à l'heure, rien à dire. Dommage qu'on n'entende rien à droite.", "doa_defect !not_received"},
	{"Schade nur, dass man rechts nichts hört.", "doa_defect"},
	{"Lástima que por el lado derecho no se oiga nada.", "doa_defect"},
	{"Jammer alleen dat ik rechts niks hoor.", "doa_defect"},
	{"Peccato che a destra non si senta nulla.", "doa_defect"},
	{"On n'entend rien de votre part, où est ma commande ?", "delay !doa_defect"},
	{"Mein Kollege sagt, bei ihm hätte es mal gequalmt, bei mir flackert nur das Licht.", "doa_defect !safety_hazard"},
	{"Un ami a eu de la fumée avec le sien, moi c'est juste la lumière qui clignote.", "doa_defect !safety_hazard"},
	{"A un amigo el suyo le echó humo, al mío solo le parpadea la luz.", "doa_defect !safety_hazard"},
	{"Bij een vriend kwam er rook uit, bij mij knippert alleen het lampje.", "doa_defect !safety_hazard"},
	{"Bei meinem Kollegen hat es gequalmt, bei mir auch.", "safety_hazard"},
	{"Bei meinem Kollegen hat es gequalmt, bei mir riecht es verschmort.", "safety_hazard"},
	{"Muy a nuestro pesar: nos han recortado el presupuesto y tenemos que renunciar a HW-20123.", "cancellation"},
	{"Mooi ding hoor. Die 19 euro verzendkosten vind ik wel gortig, zeker nu het wieltje niet werkt: krijg ik die terug?", "doa_defect cost_refund"},
}

// TestOneGoesOn: of two orders one goes on, and the other is given up, in six languages.
func TestOneGoesOn(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, goes := range map[string]bool{
		"HW-20123 goes ahead as agreed, please cancel HW-20124.":                            true,
		"HW-20123 läuft weiter wie besprochen, auf HW-20124 verzichte ich.":                 true,
		"HW-20123 suit son cours, par contre je renonce à HW-20124.":                        true,
		"HW-20123 sigue adelante, a HW-20124 renuncio.":                                     true,
		"HW-20123 gaat gewoon door, van HW-20124 zie ik af.":                                true,
		"HW-20123 va avanti, a HW-20124 rinuncio.":                                          true,
		"Of the two orders I only need HW-20123, HW-20124 can go.":                          true,
		"Von den beiden Bestellungen brauche ich nur noch HW-20123, HW-20124 kann weg.":     true,
		"Des deux commandes il ne me faut plus que HW-20123, HW-20124 peut sauter.":         true,
		"De los dos pedidos solo necesito HW-20123, HW-20124 lo podéis quitar.":             true,
		"Van de twee bestellingen heb ik alleen HW-20123 nog nodig, HW-20124 kan weg.":      true,
		"Dei due ordini mi serve solo HW-20123, HW-20124 potete toglierlo.":                 true,
		"Von den beiden Bestellungen brauche ich nur noch HW-20124, HW-20123 kann weg.":     false,
		"Of the two orders I only need an invoice for HW-20123, and HW-20124 is to change.": false,
		"HW-20123 geht so nicht weiter, und auf HW-20124 verzichte ich.":                    false,
		"Auf HW-20123 und HW-20124 verzichte ich.":                                          false,
		"Je renonce à HW-20123 et à HW-20124.":                                              false,
	} {
		r := e.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		other := slices.ContainsFunc(r.Parts, func(p desk.ReadingPart) bool {
			return p.Number == "HW20123" && slices.Equal(p.Classes, []desk.Class{desk.ClassOther})
		})
		if other != goes {
			t.Errorf("%q: the first is left %v, want %v (%s, %v)", text, other, goes, r.Class, r.Parts)
		}
	}
}
