package classifier

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestStatedDelivery resolves what customers say about the day of delivery. The mail
// was received on Thursday 2026-03-19.
func TestStatedDelivery(t *testing.T) {
	t.Parallel()
	p := engine(t)
	received := time.Date(2026, 3, 19, 10, 0, 0, 0, time.UTC)
	for text, want := range map[string]desk.Date{
		"It came on Tuesday.":                           "2026-03-17",
		"arrived yesterday and is dead":                 "2026-03-18",
		"got it today":                                  "2026-03-19",
		"Yesterday I received my lamp":                  "2026-03-18",
		"delivered on March 16":                         "2026-03-16",
		"received 16 March 2026":                        "2026-03-16",
		"I got it on the 14th of March":                 "2026-03-14",
		"arrived three days ago":                        "2026-03-16",
		"delivered 2026-03-12":                          "2026-03-12",
		"delivered on 3/16/2026":                        "2026-03-16",
		"delivered on 3/4/2026":                         "", // could be March or April
		"It was delivered a week ago":                   "2026-03-12",
		"arrived last Thursday":                         "2026-03-12",
		"received it on December 30":                    "2025-12-30",
		"am 14.03. geliefert":                           "2026-03-14",
		"am 14. März geliefert worden":                  "2026-03-14",
		"gestern angekommen":                            "2026-03-18",
		"Das Paket kam vor drei Tagen an":               "2026-03-16",
		"hier ist nichts angekommen":                    "",
		"am Montag erhalten":                            "2026-03-16",
		"reçu hier":                                     "2026-03-18",
		"Je l'ai reçu aujourd'hui":                      "2026-03-19",
		"livré il y a 2 jours":                          "2026-03-17",
		"la carte reçue mardi":                          "2026-03-17",
		"llegó ayer":                                    "2026-03-18",
		"lo recibí hace tres días":                      "2026-03-16",
		"recibido el lunes":                             "2026-03-16",
		"gisteren ontvangen":                            "2026-03-18",
		"drie dagen geleden geleverd":                   "2026-03-16",
		"arrivato lunedì":                               "2026-03-16",
		"ricevuto due giorni fa":                        "2026-03-17",
		"consegnato il 12 marzo":                        "2026-03-12",
		"The module reached me on 14 March.":            "2026-03-14",
		"it reached us yesterday":                       "2026-03-18",
		"Das Modul hat mich am Montag erreicht":         "2026-03-16",
		"le colis m'est parvenu hier":                   "2026-03-18",
		"il pacco mi è pervenuto lunedì":                "2026-03-16",
		"het pakket heeft mij gisteren bereikt":         "2026-03-18",
		"Your mail reached me yesterday.":               "",
		"I reached your support on Monday.":             "",
		"Die Hotline wurde gestern nicht erreicht":      "",
		"it has not arrived yet, ordered on March 2":    "",
		"it should be delivered on Tuesday":             "",
		"it will be delivered tomorrow":                 "",
		"I ordered on March 2.":                         "",
		"Tracking says delivered Monday, nothing here.": "", // the carrier's word, not his
		"I got your tracking mail yesterday.":           "", // no goods
		"Gestern habe ich Ihre Bestätigung erhalten":    "",
		"J'ai reçu votre message hier":                  "",
		"got the wheel and your mail yesterday":         "2026-03-18",
		"I got the invoice and the wheel yesterday":     "", // unsure: he is asked
	} {
		r := p.Read(Input{NewText: text, Received: received})
		if r.DeliveredOn != want {
			t.Errorf("%q: got %q, want %q", text, r.DeliveredOn, want)
		}
		if r.Has(desk.SignalStatesDeliveryDate) != (want != "") {
			t.Errorf("%q: the signal does not match the date %q", text, r.DeliveredOn)
		}
	}
	if r := p.Read(Input{NewText: "arrived yesterday"}); r.DeliveredOn != "" {
		t.Errorf("without a day of receipt: got %q", r.DeliveredOn)
	}
	late := time.Date(2026, 3, 19, 23, 30, 0, 0, time.FixedZone("west", -7*3600))
	if r := p.Read(Input{NewText: "got it today", Received: late}); r.DeliveredOn != "2026-03-19" {
		t.Errorf("the zone of receipt counts: got %q", r.DeliveredOn)
	}
}

// TestDayOfMonth: a day without its month is the latest such day that does not lie ahead; numbers that name no day, money that came, and
// a place on the way date nothing. The mail was received on Thursday 2026-03-19.
func TestDayOfMonth(t *testing.T) {
	t.Parallel()
	p := engine(t)
	received := time.Date(2026, 3, 19, 10, 0, 0, 0, time.UTC)
	for text, want := range map[string]desk.Date{
		"It arrived on the 12th.":                                   "2026-03-12",
		"It arrived on the 28th, one key is dead.":                  "2026-02-28",
		"It arrived on the 31st.":                                   "", // February has none
		"On the 4th it arrived, one key is dead.":                   "2026-03-04",
		"Je l'ai reçu le 4 et une touche est morte.":                "2026-03-04",
		"Le 4 j'ai reçu le clavier.":                                "2026-03-04",
		"Das Paket ist am 4. angekommen, eine Taste ist tot.":       "2026-03-04",
		"Es kam am 4. Die linke Taste ist tot.":                     "2026-03-04",
		"Am 25. kam das Paket.":                                     "2026-02-25",
		"Recibido el 4, una tecla no funciona.":                     "2026-03-04",
		"Me llegó el día 4 con una tecla muerta.":                   "2026-03-04",
		"El 4 me llegó el teclado.":                                 "2026-03-04",
		"Op de 4e aangekomen, één toets is dood.":                   "2026-03-04",
		"Het pakket is op 4 bezorgd.":                               "2026-03-04",
		"Arrivato il 4, un tasto è morto.":                          "2026-03-04",
		"Il 4 mi è arrivato il pacco.":                              "2026-03-04",
		"Livré le 4 mars.":                                          "2026-03-04",
		"Am 4. Februar angekommen.":                                 "2026-02-04",
		"Es kam, aber am 2. Kanal kommt nichts.":                    "",
		"Geliefert, am 4. Fader ist ein Kratzer.":                   "",
		"Received the 4 boards.":                                    "",
		"It arrived, the 4th key is dead.":                          "",
		"J'ai reçu le 2e clavier.":                                  "",
		"Reçu, le 4 canal est mort.":                                "",
		"Bekommen habe ich 4 Tasten.":                               "",
		"Your refund came yesterday, thank you.":                    "",
		"My refund arrived on Monday.":                              "",
		"I got the money yesterday.":                                "",
		"Das Geld ist gestern angekommen.":                          "",
		"Ich habe die Erstattung gestern bekommen.":                 "",
		"Votre remboursement est arrivé hier.":                      "",
		"El reembolso me llegó ayer.":                               "",
		"De terugbetaling is gisteren binnengekomen.":               "",
		"Il rimborso è arrivato ieri.":                              "",
		"Your invoice arrived yesterday.":                           "",
		"It came yesterday, I want my money back.":                  "2026-03-18",
		"It arrived yesterday and I want a refund.":                 "2026-03-18",
		"I want a refund for the lamp, it came on Monday.":          "2026-03-16",
		"Ich will mein Geld zurück, es kam gestern.":                "2026-03-18",
		"It arrived in Memphis yesterday according to tracking.":    "",
		"According to tracking it arrived in Memphis on Monday.":    "",
		"Laut Sendungsverfolgung gestern in Kassel angekommen.":     "2026-03-18",
		"Selon le suivi il est arrivé à Lyon hier.":                 "",
		"Según el seguimiento llegó a Madrid ayer.":                 "",
		"It arrived in good shape yesterday, but it does not work.": "2026-03-18",
	} {
		if got := p.Read(Input{NewText: text, Received: received}).DeliveredOn; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestDatedClaim: what does not work and was delivered on a day has that day, though "delivered" and "not" stand in one sentence.
func TestDatedClaim(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]desk.Date{
		"Livré le 19, une touche ne marche pas.":                        "2026-03-19",
		"Livré mardi, la touche ne marche pas.":                         "2026-03-17",
		"Geliefert am Dienstag, die Taste geht nicht.":                  "2026-03-17",
		"Delivered Tuesday, the key does not work.":                     "2026-03-17",
		"Entregado el martes, la tecla no funciona.":                    "2026-03-17",
		"Consegnato martedì, il tasto non funziona.":                    "2026-03-17",
		"Le suivi dit livré mardi, mais je n'ai rien reçu.":             "",
		"Laut DHL am Dienstag zugestellt, aber hier ist nichts.":        "",
		"Entregado el martes según el seguimiento, pero no ha llegado.": "",
	} {
		if got := eng.Read(Input{NewText: text, Received: time.Date(2026, 3, 19, 10, 0, 0, 0, time.UTC)}).DeliveredOn; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
