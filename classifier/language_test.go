package classifier

import "testing"

// TestLanguageOfShortMails: a few words are enough where they are told apart, and a word
// that everybody borrows is not.
func TestLanguageOfShortMails(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for _, c := range []struct{ subject, text, want string }{
		{"", "Bitte stornieren", "de"},
		{"", "Please cancel", "en"},
		{"", "Annulez ma commande svp", "fr"},
		{"", "Cancelen mi pedido", "es"},
		{"", "Graag mijn bestelling annuleren", "nl"},
		{"", "Vorrei annullare il mio ordine", "it"},
		{"", "Ecco le foto dell'ordine HW-20417.\n\nInes Palmer", "it"},
		{"", "Voici les photos de la commande HW-20417.", "fr"},
		{"", "Hier zijn de foto's van bestelling HW-20417.", "nl"},
		{"", "Hier sind die Fotos.", "de"},
		{"", "Aquí están las fotos del pedido.", "es"},
		{"", "Here are the photos.", "en"},
		{"", "Hello, HW-20417 kaputt", ""},
		{"", "Merci, Peter", ""},
		{"", "HW65 SE", ""},
		{"", "Del key", ""},
		{"", "I confirm: I wrote that about HW-20417.\n\nInes Palmer", ""}, // no French, as the letters alone would have it
		// Words that a neighbour among the six languages shares do not make it Portuguese or Danish.
		{"", "No, tell me when.", ""},
		{"", "Reason: no longer needed. Please send me a label.", ""},
		{"", "No me funciona porque no carga.", "es"},
		{"", "¿Me devuelven uno? Porque me cobraron dos.", ""},
		{"", "No me llega, ¿por qué?", "es"},
		{"", "les mandé el aparato a reparar, ¿cómo va?", "es"},
		{"", "Quando verrà spedito l'ordine 40400?", "it"},
		{"", "Er kam nie an.", ""},
		{"", "Wann kommt er mit dem Paket? Er war nie da.", "de"},
		{"", "Er is nie wat gekomen.", "nl"},
		{"", "OK", ""},
		{"", "20417", ""},
		// The subject is the writer's own in a first mail, and often ours in a reply.
		{"Bitte um eine Antwort", "HW-20417", "de"},
		{"Re: A few details, so that we can check this", "Hier das Foto", "de"},
		{"AW: Please write to us from the address of the order", "ok", ""},
		{"RE: Your order is running late", "Attendre", ""},
		// Two languages in one mail: the one that says more.
		{"", "Hi,\n\nmein Gerät aus HW-20417 ist defekt, die linke Hälfte reagiert nicht.\n\nThanks", "de"},
		{"", "Guten Tag,\n\nI do not speak German well. My keyboard HW-20417 is broken, what can you do for me?", "en"},
	} {
		if got := p.Read(Input{Subject: c.subject, NewText: c.text}).Language; got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.subject, c.text, got, c.want)
		}
	}
}

// TestLanguagesWithoutTemplates: a mail in a language that the product does not write is not
// taken for one of a neighbouring language (domain.md section 4).
func TestLanguagesWithoutTemplates(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for _, c := range []struct{ text, want string }{
		{"Olá, recebi ontem a minha encomenda HW-20417 e o teclado não funciona. Gostaria de o devolver, por favor.", "pt"},
		{"Bom dia, quando vai ser enviado o meu pedido HW-20417? Já passou a data que indicaram para o envio.", "pt"},
		{"Bon dia, he rebut la meva comanda HW-20417 i el teclat no funciona. Vull tornar-la, gràcies.", "ca"},
		{"Bună ziua, am primit comanda HW-20417 și tastatura nu funcționează. Vă rog să mă ajutați.", "ro"},
		{"Hej, jag fick mitt tangentbord HW-20417 igår och det fungerar inte. Vad kan jag göra?", "sv"},
		{"Hej, jeg har modtaget mit tastatur HW-20417, og det virker ikke. Hvad skal jeg gøre?", "da"},
		{"Hei, jeg fikk tastaturet mitt HW-20417 i går, og det virker ikke. Takk for hjelpen.", "no"},
		{"Hei, sain eilen tilaukseni HW-20417, mutta näppäimistö ei toimi. Kiitos avusta.", "fi"},
		{"Dzień dobry, otrzymałem zamówienie HW-20417, ale klawiatura nie działa. Proszę o pomoc.", "pl"},
		{"Dobrý den, dostal jsem objednávku HW-20417, ale klávesnice není v pořádku. Děkuji.", "cs"},
		{"Jó napot, megkaptam a HW-20417 rendelésem, de a billentyűzet nem működik. Köszönöm.", "hu"},
		{"Merhaba, HW-20417 siparişim geldi ama klavye çalışmıyor. Lütfen yardım edin, teşekkürler.", "tr"},
		{"Здравствуйте, вчера я получил заказ HW-20417, и клавиатура не работает. Что мне делать?", "ru"},
		{"Καλημέρα, έλαβα την παραγγελία HW-20417 και το πληκτρολόγιο δεν λειτουργεί.", "el"},
		{"注文した HW-20417 のキーボードが動きません。どうすればいいですか。", "ja"},
		{"Tere, sain eile kätte oma tellimuse HW-20417, aga klaviatuur ei tööta. Mida ma peaksin tegema, palun?", ""},
	} {
		if got := p.Read(Input{NewText: c.text}).Language; got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestNeighboursStayApart: words that a language without templates shares with one of the six
// take nothing away from that one.
func TestNeighboursStayApart(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for text, want := range map[string]string{
		"Hola, la tecla de la izquierda de la mitad no va, ¿qué hago con este pedido?":      "es",
		"Por favor, para qué día está previsto el envío de mi pedido HW-20417? Ya va tarde": "es",
		"Pedido en curso en Madrid, ¿para cuándo el envío?":                                 "es",
		"Quando parte il mio ordine HW-20417? Quando arriva da me?":                         "it",
		"Er ist kaputt und das Kabel fehlt, gerne schicke ich Ihnen ein Foto davon.":        "de",
		"Ja, das geht so, aber es hat nie funktioniert, nie.":                               "de",
		"Mijn toetsenbord doet het nu niet meer, kan ik het nu terugsturen?":                "nl",
		"J'en veux un en bon état, le mien est en panne depuis hier.":                       "fr",
		"My keyboard has a dead key, min and max brightness don't do anything on it.":       "en",
	} {
		if got := p.Read(Input{NewText: text}).Language; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
