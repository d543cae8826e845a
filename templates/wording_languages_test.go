package templates

import "testing"

// phrase is a sentence and what the rules of wording find in it: "" for nothing.
type phrase struct{ lang, text, finds string }

func promising() []phrase {
	return []phrase{
		{"en", "We will also send you a full refund of 270 USD.", "a refund"},
		{"en", "We’ll issue a refund to your card.", "a refund"},
		{"en", "I am going to process your refund now.", "a refund"},
		{"en", "We'll gladly reimburse the postage.", "a refund"},
		{"en", "We are happy to refund the order.", "a refund"},
		{"en", "You will get 270 USD back.", "a refund"},
		{"en", "You'll also receive all your money back.", "a refund or replacement"},
		{"en", "We'll send you a replacement.", "a replacement"},
		{"en", "We'll ship out a free new unit.", "a replacement"},
		{"en", "I will personally build you another one.", "a replacement"},
		{"en", "We will ship it tomorrow.", "a date"},
		{"en", "We'll send the parcel by Friday.", "a date"},
		{"en", "We will check whether we can do that.", ""},
		{"en", "We will not issue a refund.", ""},
		{"en", "We cannot give you a refund.", ""},
		{"en", "We will send you the label by mail.", ""},
		{"en", "We will send the parcel back to you.", ""},
		{"en", "You will get the tracking number by mail.", ""},
		{"de", "Wir veranlassen die Rückerstattung.", "a refund"},
		{"de", "Wir werden die Erstattung heute anweisen.", "a refund"},
		{"de", "Sie bekommen 270 Euro zurück.", "a refund"},
		{"de", "Ich schicke Ihnen ein zweites Exemplar.", "a replacement"},
		{"de", "Sie bekommen die Tastatur zurück.", ""},
		{"de", "Wir veranlassen keine Erstattung.", ""},
		{"fr", "Nous procédons au remboursement.", "a refund"},
		{"fr", "Nous allons effectuer le remboursement.", "a refund"},
		{"fr", "Nous vous rendrons votre argent.", "a refund"},
		{"fr", "Nous ne procédons pas au remboursement.", ""},
		{"es", "Procederemos al reembolso.", "a refund"},
		{"es", "Le haremos un reembolso completo.", "a refund"},
		{"es", "Vamos a tramitar el reembolso.", "a refund"},
		{"es", "No tramitaremos el reembolso.", ""},
		{"nl", "We maken het bedrag naar u over.", "a refund"},
		{"nl", "We sturen u het geld terug.", "a refund"},
		{"nl", "We zullen de terugbetaling in gang zetten.", "a refund"},
		{"nl", "We sturen u het toetsenbord terug.", ""},
		{"it", "Procederemo al rimborso.", "a refund"},
		{"it", "Le faremo un rimborso completo.", "a refund"},
		{"it", "Le restituiremo il denaro.", "a refund"},
		{"it", "Non effettueremo il rimborso.", ""},
		{"it", "Le restituiremo la tastiera.", ""},
		{"de", "Wir erstatten Ihnen den vollen Preis.", "a refund or replacement"},
		{"de", "Selbstverständlich ersetzen wir das Gerät.", "a refund or replacement"},
		{"de", "Wir werden Ihnen den Betrag in voller Höhe zurückzahlen.", "a refund or replacement"},
		{"de", "Wir tauschen die Tastatur gern um.", "a refund or replacement"},
		{"de", "Sie erhalten eine Rückerstattung.", "a refund or replacement"},
		{"de", "Sie bekommen Ihr Geld zurück.", "a refund or replacement"},
		{"de", "Der Kaufpreis wird Ihnen erstattet.", "a refund or replacement"},
		{"de", "Wir schicken Ihnen ein neues Gerät.", "a replacement"},
		{"de", "Das klappt auf jeden Fall.", ""}, // no mark of German letters to a customer
		{"de", "Wir versprechen es.", "an outcome"},
		{"de", "Das Paket wird am 3. April zugestellt.", "a date"},
		{"de", "Ihr Paket kommt spätestens morgen an.", "a date"},
		{"de", "Wir antworten Ihnen innerhalb von 3 Tagen.", "a date"},
		{"de", "Wir prüfen es und melden uns.", ""},
		{"de", "Aus diesem Grund können wir diese Kosten nicht erstatten.", ""},
		{"de", "Wir prüfen, ob wir das Gerät ersetzen können.", ""},
		{"de", "Schreiben Sie uns innerhalb von 7 Tagen nach der Zustellung.", ""},
		{"de", "Nach jetziger Planung verlässt sie spätestens am 6. April unser Haus.", ""},
		{"fr", "Nous vous remboursons.", "a refund or replacement"},
		{"fr", "Nous allons vous rembourser la totalité.", "a refund or replacement"},
		{"fr", "Vous serez intégralement remboursé.", "a refund or replacement"},
		{"fr", "Vous recevrez un remboursement.", "a refund or replacement"},
		{"fr", "Le produit sera remplacé.", "a refund or replacement"},
		{"fr", "Nous vous enverrons un nouvel appareil.", "a replacement"},
		{"fr", "Nous vous le garantissons.", "an outcome"},
		{"fr", "Votre colis arrivera demain.", "a date"},
		{"fr", "Nous vous répondrons dans les 3 jours.", "a date"},
		{"fr", "Nous ne pouvons pas rembourser ces frais.", ""},
		{"fr", "Nous allons vérifier.", ""},
		{"fr", "Écrivez-nous dans les 7 jours suivant la livraison.", ""},
		{"fr", "Le produit ne sera pas remboursé.", ""},
		{"fr", "Son départ est prévu le 6 avril au plus tard.", ""},
		{"es", "Le reembolsaremos el importe.", "a refund or replacement"},
		{"es", "Le devolveremos el dinero.", "a refund"},
		{"es", "Vamos a reemplazarle el teclado.", "a refund or replacement"},
		{"es", "Recibirá un reembolso completo.", "a refund or replacement"},
		{"es", "El producto será sustituido.", "a refund or replacement"},
		{"es", "Le enviaremos un producto nuevo.", "a replacement"},
		{"es", "Se lo garantizamos.", "an outcome"},
		{"es", "Su paquete llegará el 3 de abril.", "a date"},
		{"es", "Le responderemos en 3 días.", "a date"},
		{"es", "Por este motivo no podemos reembolsar estos gastos.", ""},
		{"es", "Veremos si podemos sustituir la pieza.", ""},
		{"es", "Lo comprobaremos y le escribiremos.", ""},
		{"es", "Le devolveremos el producto si lo desea.", ""},
		{"nl", "We betalen u het volledige bedrag terug.", "a refund"},
		{"nl", "We vervangen het toetsenbord.", "a refund or replacement"},
		{"nl", "Wij zullen u het bedrag terugbetalen.", "a refund or replacement"},
		{"nl", "U krijgt uw geld terug.", "a refund or replacement"},
		{"nl", "Het bedrag wordt aan u vergoed.", "a refund or replacement"},
		{"nl", "We sturen u een nieuw exemplaar.", "a replacement"},
		{"nl", "Dat beloven we.", "an outcome"},
		{"nl", "Uw pakket wordt morgen bij u bezorgd.", "a date"},
		{"nl", "We antwoorden u binnen 3 dagen.", "a date"},
		{"nl", "Daarom kunnen we deze kosten niet vergoeden.", ""},
		{"nl", "We gaan na of we het kunnen vervangen.", ""},
		{"nl", "Schrijf ons binnen 7 dagen na de bezorging.", ""},
		{"it", "La rimborseremo.", "a refund or replacement"},
		{"it", "Possiamo sostituire la tastiera.", "a refund or replacement"},
		{"it", "Riceverà un rimborso completo.", "a refund or replacement"},
		{"it", "Il prodotto verrà sostituito.", "a refund or replacement"},
		{"it", "Le invieremo un nuovo prodotto.", "a replacement"},
		{"it", "Glielo garantiamo.", "an outcome"},
		{"it", "Il pacco arriverà domani.", "a date"},
		{"it", "Le risponderemo entro 3 giorni.", "a date"},
		{"it", "Per questo motivo non possiamo rimborsare questi costi.", ""},
		{"it", "Verificheremo se possiamo sostituire il pezzo.", ""},
		{"it", "Ci scriva entro 7 giorni dalla consegna.", ""},
	}
}

func blaming() []phrase {
	return []phrase{
		{"de", "Sie haben das Gerät kaputt gemacht.", "blame"}, {"de", "Sie hätten vorsichtiger sein müssen.", "blame"},
		{"de", "Das ist Ihre eigene Schuld.", "blame"}, {"de", "Ein Fehler wurde nicht gefunden.", ""}, {"de", "Es tut uns leid, dass Ihr Produkt fehlerhaft ist.", ""},
		{"fr", "Vous l’avez cassé.", "blame"}, {"fr", "Vous auriez dû nous écrire.", "blame"}, {"fr", "C’est votre faute.", "blame"},
		{"fr", "Aucun défaut n’a été constaté.", ""},
		{"es", "Usted lo ha roto.", "blame"}, {"es", "Es su propia culpa.", "blame"}, {"es", "Como ya se le dijo, no.", "blame"},
		{"es", "El paquete se ha dañado en el transporte.", ""}, {"es", "Su pedido debería haber salido.", ""},
		{"nl", "U hebt het zelf beschadigd.", "blame"}, {"nl", "U had eerder moeten schrijven.", "blame"}, {"nl", "Dat is uw eigen schuld.", "blame"},
		{"nl", "Er is geen fout gevonden.", ""},
		{"it", "Lei l’ha rotto.", "blame"}, {"it", "È colpa sua.", "blame"}, {"it", "Lei avrebbe dovuto scriverci prima.", "blame"},
		{"it", "Il Suo ordine avrebbe dovuto partire.", ""}, {"it", "Non è stato riscontrato alcun difetto.", ""},
	}
}

// TestWordingInEveryLanguage: each phrase is found as what it is, and what only looks like
// it is not.
func TestWordingInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range promising() {
		got := Promises(c.text)
		if c.finds == "" && len(got) > 0 || c.finds != "" && (len(got) != 1 || got[0].What != c.finds) {
			t.Errorf("%s: %q: %v, want %q", c.lang, c.text, got, c.finds)
		}
	}
	for _, c := range blaming() {
		if got := Blames(c.text); (len(got) > 0) != (c.finds != "") {
			t.Errorf("%s: %q: %v", c.lang, c.text, got)
		}
	}
}

// TestWordingAmongOtherWords: a phrase is found in the middle of a long mail, and across
// the end of a line.
func TestWordingAmongOtherWords(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	for _, c := range promising() {
		if c.finds == "" {
			continue
		}
		m, err := s.Render(c.lang, ownSample(s, c.lang, "ack_received"))
		if err != nil {
			t.Fatal(err)
		}
		if got := Promises(m.Text + "\n" + wrap(c.text, "", "")); len(got) != 1 {
			t.Errorf("%s: %q in a mail: %v", c.lang, c.text, got)
		}
	}
}

// FuzzWording: no text makes the rules of wording panic, and what they find stands in it.
func FuzzWording(f *testing.F) {
	for _, c := range append(promising(), blaming()...) {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, x := range append(Promises(text), Blames(text)...) {
			if x.Phrase == "" || x.What == "" {
				t.Errorf("an empty finding in %q", text)
			}
		}
	})
}
