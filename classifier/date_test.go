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
