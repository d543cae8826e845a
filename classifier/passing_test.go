package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestToldInPassing: what is told with irony or by the way, in six languages, and what only sounds like it.
func TestToldInPassing(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Class{
		"Congratulations! Two out of eight channels even work. HW-41301 arrived on Saturday, proof attached.":                 desk.ClassDoaDefect,
		"Glückwunsch! Zwei von acht Kanälen funktionieren sogar. HW-41302, Foto anbei.":                                       desk.ClassDoaDefect,
		"Bravo, deux canaux sur huit fonctionnent. HW-41303, photo jointe.":                                                   desk.ClassDoaDefect,
		"¡Enhorabuena! Dos de ocho canales funcionan. HW-41304, adjunto foto.":                                                desk.ClassDoaDefect,
		"Gefeliciteerd, twee van de acht kanalen werken. HW-41305, foto bijgevoegd.":                                          desk.ClassDoaDefect,
		"Complimenti, due canali su otto funzionano. HW-41306, foto allegata.":                                                desk.ClassDoaDefect,
		"La tastiera HW-41307 è morta dal primo giorno, arrivata lunedì. Foto allegata.":                                      desk.ClassDoaDefect,
		"Complimenti davvero: sei settimane di attesa per un pad (HW-41308) con tre tasti morti. Foto in allegato.":           desk.ClassDoaDefect,
		"Félicitations : six semaines d'attente pour un pavé (HW-41309) avec trois touches mortes. Photo jointe.":             desk.ClassDoaDefect,
		"Enhorabuena: seis semanas de espera para un pad (HW-41310) con tres botones muertos. Adjunto foto.":                  desk.ClassDoaDefect,
		"Bravo, vraiment. Je commande un ampli noir et je déballe un ampli blanc. Photo jointe, commande HW-41311.":           desk.ClassWrongItem,
		"Well done. I order a black amp and unpack a white one. Photo attached, HW-41312.":                                    desk.ClassWrongItem,
		"Bravo. Ordino un amplificatore nero e scarto un amplificatore bianco. Foto allegata, HW-41313.":                      desk.ClassWrongItem,
		"Zou u de bezorger willen vragen om HW-41314 donderdag bij de buren op nummer 12 af te geven? Ik ben dan niet thuis.": desk.ClassOrderChange,
		"Could you ask the driver to leave HW-41315 with the neighbours at number 12 on Thursday? I am out.":                  desk.ClassOrderChange,
		"Können Sie den Fahrer bitten, HW-41316 am Donnerstag beim Nachbarn in Nummer 12 abzugeben? Ich bin nicht da.":        desk.ClassOrderChange,
		"Pourriez-vous demander au livreur de déposer HW-41317 jeudi chez la voisine du 12 ? Je serai absent.":                desk.ClassOrderChange,
		"¿Podríais pedir al repartidor que deje el HW-41318 el jueves con la vecina del 12? No estaré en casa.":               desk.ClassOrderChange,
		"Potreste chiedere al corriere di lasciare HW-41319 giovedì dalla vicina al numero 12? Non sarò a casa.":              desk.ClassOrderChange,
		"My payment was debited yesterday but HW-41340 still shows as unpaid in my account.":                                  desk.ClassOther,
		"Ich habe bezahlt, trotzdem steht HW-41341 noch auf unbezahlt. Was ist da los?":                                       desk.ClassOther,
		"J'ai payé mais la commande HW-41342 est toujours en attente de paiement.":                                            desk.ClassOther,
		"He pagado y el pedido HW-41343 sigue pendiente de pago.":                                                             desk.ClassOther,
		"Mijn betaling is afgeschreven, maar de status van HW-41344 blijft op onbetaald staan.":                               desk.ClassOther,
		"Ho pagato, ma l'ordine HW-41345 risulta non pagato.":                                                                 desk.ClassOther,
		// What only sounds like it.
		"I paid for HW-41346 three weeks ago and still have no parcel. Where is it?":                                desk.ClassDelay,
		"I asked the driver to leave HW-41321 with the neighbour, but she never got it. Tracking says delivered.":   desk.ClassDeliveryProblem,
		"J'ai demandé au livreur de laisser HW-41322 chez la voisine, mais elle n'a rien reçu. Le suivi dit livré.": desk.ClassDeliveryProblem,
		"Two of my three orders are here. Where is HW-41323?":                                                       desk.ClassDelay,
	} {
		r := eng.Read(Input{NewText: text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if r.Class != want {
			t.Errorf("%q: read as %s (%.2f, then %s), want %s", text, r.Class, r.Confidence, r.RunnerUp, want)
		}
	}
}

// TestUnpacked: who unpacked what he ordered got no other thing.
func TestUnpacked(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for text, want := range map[string]bool{
		"I order a black amp and unpack a white one.":                       true,
		"Je commande un ampli noir et je déballe un ampli blanc.":           true,
		"Ich bestelle schwarz und packe einen weißen Verstärker aus.":       true,
		"Ordino un amplificatore nero e scarto un amplificatore bianco.":    true,
		"Pedí un volante y saco de la caja un teclado.":                     true,
		"Ik bestel een zwarte versterker en pak een witte uit.":             true,
		"I ordered it in May and unpacked it today. It is wonderful.":       false,
		"Je l'ai commandé en mai et je le déballe aujourd'hui, superbe.":    false,
		"Ich habe sie im Mai bestellt und heute ausgepackt, sie ist schön.": false,
	} {
		a := p.analyse(Input{NewText: text})
		got := slices.Contains(a.tally.outrightly().Classes, desk.ClassWrongItem)
		p.release(a)
		if got != want {
			t.Errorf("%q: another thing than ordered said outright: %v, want %v", text, got, want)
		}
	}
}

// TestMoneyAndThreats: money that is asked back in part, or not wanted; a bank or a lawyer that is threatened with,
// and one who only waits for his keyboard.
func TestMoneyAndThreats(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text   string
		signal desk.Signal
		want   bool
	}{
		{"It works, it's just not for me. You can keep 15% and send me the rest of the price back.", desk.SignalWantsRefund, true},
		{"Die Tastatur gefällt mir nicht. Behalten Sie 15 % und überweisen Sie mir den Rest des Kaufpreises zurück.", desk.SignalWantsRefund, true},
		{"Il ne me plaît pas. Gardez 15 % et remboursez-moi le reste du prix.", desk.SignalWantsRefund, true},
		{"No me convence. Quedaos el 15 % y devolvedme el resto del precio.", desk.SignalWantsRefund, true},
		{"Hij bevalt me niet. Houd 15% en ik krijg graag de rest van het aankoopbedrag terug.", desk.SignalWantsRefund, true},
		{"Non mi piace. Tenete il 15% e restituitemi il resto del prezzo.", desk.SignalWantsRefund, true},
		{"Nee, ik hoef geen geld terug. Ik wil gewoon een pad dat werkt.", desk.SignalWantsRefund, false},
		{"No, I don't want a refund. I want a pad that works.", desk.SignalWantsRefund, false},
		{"Nein, ich will kein Geld zurück. Ich will ein Pad, das funktioniert.", desk.SignalWantsRefund, false},
		{"Non, je ne veux pas de remboursement. Je veux un pavé qui marche.", desk.SignalWantsRefund, false},
		{"No, no quiero que me devolváis el dinero. Quiero un pad que funcione.", desk.SignalWantsRefund, false},
		{"No, non voglio il rimborso. Voglio un pad che funzioni.", desk.SignalWantsRefund, false},
		{"I don't want a refund of the shipping. I want my money back.", desk.SignalWantsRefund, true},
		{"I do not want a new one, I want my money back.", desk.SignalWantsRefund, true},
		{"No quiero otro teclado, quiero que me devolváis el dinero.", desk.SignalWantsRefund, true},
		{"Das Pad ist defekt und ich schicke es Ihnen bestimmt nicht zurück.", desk.SignalReturnedAlready, false},
		{"I am a lawyer and I write to you from my office to claim damages.", desk.SignalLegalThreat, true},
		{"Mein Schwager ist Anwalt und freut sich schon auf die Sache. Wann kommt HW-41330?", desk.SignalLegalThreat, true},
		{"My brother is a lawyer and would love to take this on. When does HW-41331 ship?", desk.SignalLegalThreat, true},
		{"Mon beau-frère est avocat et s'occupera volontiers de cette affaire. Quand part HW-41332 ?", desk.SignalLegalThreat, true},
		{"Mi cuñado es abogado y está deseando llevar el caso. ¿Cuándo sale HW-41333?", desk.SignalLegalThreat, true},
		{"Mijn zwager is advocaat en neemt de zaak graag op zich. Wanneer gaat HW-41334 weg?", desk.SignalLegalThreat, true},
		{"Mio cognato è avvocato e seguirà volentieri la faccenda. Quando parte HW-41335?", desk.SignalLegalThreat, true},
		{"Meine Frau ist Anwältin und freut sich schon auf die Tastatur. Wann kommt HW-41336?", desk.SignalLegalThreat, false},
		{"Staat het geld er vrijdag niet op, dan laat ik het via mijn creditcardmaatschappij terugboeken.", desk.SignalLegalThreat, true},
		{"Kommt bis Freitag nichts, lasse ich den Betrag über meine Kreditkarte zurückbuchen.", desk.SignalLegalThreat, true},
		{"Mi abogada dice que tengo tres años de garantía. El HW-41350 se apaga solo.", desk.SignalLegalThreat, true},
		{"Mein Anwalt sieht das anders, HW-41351 lädt nicht.", desk.SignalLegalThreat, true},
		{"La prochaine lettre viendra de mon avocat. HW-41352 ne s'allume pas.", desk.SignalLegalThreat, true},
		{"Mijn advocaat denkt er anders over. HW-41353 laadt niet.", desk.SignalLegalThreat, true},
		{"Il mio avvocato la pensa diversamente. HW-41354 non si accende.", desk.SignalLegalThreat, true},
		{"Zwei Jahre Gewährleistung gibt es ja wohl auch bei Ihnen. HW-41355 lädt seit gestern nicht mehr.", desk.SignalCitesStatute, true},
		{"You gave me a two-year warranty, and HW-41356 does not charge.", desk.SignalCitesStatute, false},
		{"RMA-7K3Q-9TXB: I won't ship anything at my own cost.", desk.SignalCostReturnPostage, true},
		{"RMA-7K3Q-9TXB : je ne renverrai rien à mes frais, le port est pour vous.", desk.SignalCostReturnPostage, true},
		{"RMA-7K3Q-9TXB: auf eigene Kosten schicke ich nichts zurück, das Porto zahlen Sie.", desk.SignalCostReturnPostage, true},
		{"Die Tastatur HW-41360 ist da. Nur leider fehlt die Handballenauflage, die ich mitbestellt hatte.", desk.SignalPartMissing, true},
		{"HW-41361 arrived, but the palm rest I ordered with it is missing.", desk.SignalPartMissing, true},
		{"Le clavier HW-41362 est là, mais il manque le repose-poignets commandé.", desk.SignalPartMissing, true},
		{"Ha llegado el teclado HW-41363, pero falta el reposamuñecas que pedí.", desk.SignalPartMissing, true},
		{"La tastiera HW-41364 è arrivata, ma manca il poggiapolsi ordinato.", desk.SignalPartMissing, true},
		{"Het toetsenbord HW-41365 is er, maar de polssteun ontbreekt.", desk.SignalPartMissing, true},
		{"I ordered ISO and got ANSI on HW-41366.", desk.SignalPartMissing, false},
		{"The E key of HW-41367 is dead, and an answer to my last mail is missing.", desk.SignalPartMissing, false},
		{"If nothing happens I'll ask my card company to take the money back. RMA-7K3Q-9TXB", desk.SignalLegalThreat, true},
		{"RMA-7K3Q-9TXB: non spedisco nulla a mie spese.", desk.SignalCostReturnPostage, true},
		{"Können Sie den doppelt bezahlten Betrag auf meine Bank überweisen?", desk.SignalLegalThreat, false},
	} {
		r := eng.Read(Input{NewText: c.text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(c.signal); got != c.want {
			t.Errorf("%q: %s %v, want %v (%s %v)", c.text, c.signal, got, c.want, r.Class, r.Signals)
		}
	}
}
