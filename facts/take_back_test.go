package facts

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestTakenBack: words that take a request back ask for nothing, whatever class they were read as.
func TestTakenBack(t *testing.T) {
	t.Parallel()
	cancelled := &desk.Reading{Class: desk.ClassCancellation}
	for _, c := range []struct {
		text    string
		class   desk.Class
		also    []desk.Class
		earlier *desk.Reading
		open    []desk.Class
		want    []desk.Class
		taken   string
	}{
		{"Actually please do not cancel it, I want to keep it.", desk.ClassCancellation, nil, cancelled, []desk.Class{desk.ClassCancellation}, []desk.Class{desk.ClassOther}, "yes"},
		{"Actually please do not cancel it, I want to keep it.", desk.ClassCancellation, nil, cancelled, nil, []desk.Class{desk.ClassOther}, "yes"},
		{"I changed my mind, please don't cancel.", desk.ClassChangeOfMind, nil, cancelled, nil, []desk.Class{desk.ClassOther}, "yes"},
		{"Bitte nicht stornieren, ich möchte die Bestellung behalten.", desk.ClassCancellation, nil, nil, nil, []desk.Class{desk.ClassOther}, "yes"},
		{"Please do not cancel it. When does it ship?", desk.ClassCancellation, []desk.Class{desk.ClassDelay}, cancelled, []desk.Class{desk.ClassCancellation}, []desk.Class{desk.ClassDelay}, "no"},
		{"I do not want to keep my order, please cancel it.", desk.ClassCancellation, nil, nil, nil, []desk.Class{desk.ClassCancellation}, "no"},
		{"Don't keep the order, I want my money back.", desk.ClassCancellation, nil, nil, nil, []desk.Class{desk.ClassCancellation}, "no"},
		{"Never mind, I have found my cable.", desk.ClassOther, nil, &desk.Reading{Class: desk.ClassDoaDefect}, nil, []desk.Class{desk.ClassOther}, "yes"},
		{"Never mind the colour. Please cancel it.", desk.ClassCancellation, nil, &desk.Reading{Class: desk.ClassOrderChange}, []desk.Class{desk.ClassOrderChange}, []desk.Class{desk.ClassCancellation}, "no"},
	} {
		in := input(t, c.class)
		o := &in.Lookup.Matches[0]
		o.Stage, o.ShippedAt, o.DeliveredAt, o.DeliveryStatus = desk.StagePlaced, nil, nil, ""
		in.Text, in.Reading.Also, in.Earlier, in.Open = c.text, c.also, c.earlier, c.open
		m := Gather(in)[0]
		if got := classes(m); !slices.Equal(got, c.want) || m.Facts[0].Get(desk.FactWithdrawal) != c.taken {
			t.Errorf("%q, read as %s: %v, taken back %s", c.text, c.class, got, m.Facts[0].Get(desk.FactWithdrawal))
		}
	}
}

// TestParcelIn: a tracking number is found beside its carrier's name; telephone, order and the
// number of the parcel that we sent are none.
func TestParcelIn(t *testing.T) {
	t.Parallel()
	o := &desk.Order{Number: "HW-20391", Tracking: "1Z000AA10000000001"}
	given := []desk.NumberFound{{Key: "HW20391", Strong: true}, {Key: "20391777", Strong: true}}
	for text, want := range map[string]Parcel{
		"The tracking of my return HW-20372 is UPS 1Z999AA10123456784.":            {"UPS", "1Z999AA10123456784"},
		"It is 1Z999AA10123456784":                                                 {"UPS", "1Z999AA10123456784"},
		"Sent with DHL, Sendungsnummer JJD000390007827":                            {"DHL", "JJD000390007827"},
		"USPS 9400 1000 0000 0000 0000 00 yesterday":                               {"USPS", "9400100000000000000000"},
		"RR123456789DE with Deutsche Post":                                         {"Deutsche Post", "RR123456789DE"},
		"Met PostNL teruggestuurd, trackingcode 3STEST91012.":                      {"PostNL", "3STEST91012"},
		"Sent back with DHL, JDTEST0010391":                                        {"DHL", "JDTEST0010391"},
		"I returned it, tracking number RB44120GB":                                 {"", "RB44120GB"},
		"Zurückgeschickt, Sendungsnummer: H100457712":                              {"", "H100457712"},
		"Renvoyé hier, numéro de suivi 8R44120915":                                 {"", "8R44120915"},
		"Devuelto ayer, número de seguimiento PQ4A11203":                           {"", "PQ4A11203"},
		"Teruggestuurd, track & trace: LS123400NL":                                 {"", "LS123400NL"},
		"Rispedito ieri, codice di tracciamento ZB44901IT":                         {"", "ZB44901IT"},
		"I returned it, tracking follows. My serial is K75010401.":                 {},
		"I sent it back. The tracking of order HW-20391 said delivered.":           {},
		"Your tracking number 1Z000AA10000000001 came, I sent it back.":            {},
		"GLS ZX5KL41J, sent yesterday":                                             {"GLS", "ZX5KL41J"},
		"On its way as GLS parcel Z8A1B2C3.":                                       {"GLS", "Z8A1B2C3"},
		"Shipped today with Hermes H1002345":                                       {"Hermes", "H1002345"},
		"Sent with DHL, serial K7501040 is in the box.":                            {},
		"Shipped with UPS. HW20391A is the unit.":                                  {},
		"I sent it with UPS.":                                                      {},
		"I sent it with UPS. Order HW-20391.":                                      {},
		"I sent it with UPS. My order is 20391777.":                                {},
		"UPS did not answer at 800 742 5877.":                                      {},
		"The parcel 1Z000AA10000000001 from you came, and I sent it back.":         {},
		"Serial 123456789012 of my amplifier, which I have sent back to you today": {},
	} {
		if got, ok := parcelIn(text, given, o); got != want || ok != (want.Tracking != "") {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// TestKeepsProduct: an order that is to stay as it was ordered after all asks for nothing more, where a
// change of it was asked for before. What asks for another change, or for something else, stands.
func TestKeepsProduct(t *testing.T) {
	t.Parallel()
	product := []desk.Signal{desk.SignalProductChange}
	change := &desk.Reading{Class: desk.ClassOrderChange, Signals: product}
	both := &desk.Reading{Class: desk.ClassOrderChange, Signals: []desk.Signal{desk.SignalAddressChange, desk.SignalProductChange}}
	for _, c := range []struct {
		text    string
		read    desk.Class
		earlier *desk.Reading
		want    desk.Class
	}{
		{"Please leave it black after all.", desk.ClassOrderChange, change, desk.ClassOther},
		{"Forget the change, keep it as ordered. Thanks!", desk.ClassOther, change, desk.ClassOther},
		{"Please don't change the colour, the original one is fine.", desk.ClassOrderChange, change, desk.ClassOther},
		{"Please cancel my change request, I'll stay with the original layout.", desk.ClassCancellation, change, desk.ClassOther},
		{"Bitte lassen Sie es doch bei Schwarz.", desk.ClassOrderChange, change, desk.ClassOther},
		{"Laissez-le en noir finalement, ne changez rien.", desk.ClassOrderChange, change, desk.ClassOther},
		{"Al final déjenlo en negro, no cambien nada.", desk.ClassOrderChange, change, desk.ClassOther},
		{"Lasciatelo nero, alla fine va bene come ordinato.", desk.ClassOrderChange, change, desk.ClassOther},
		{"Laat het toch maar zwart, zoals besteld.", desk.ClassOrderChange, change, desk.ClassOther},
		{"Leave it black, but change the keycaps to white.", desk.ClassOrderChange, change, desk.ClassOrderChange},
		{"Don't leave it black, please make it white.", desk.ClassOrderChange, change, desk.ClassOrderChange},
		{"Could you leave it black after all?", desk.ClassOrderChange, change, desk.ClassOther},
		{"Please leave it black after all.", desk.ClassOrderChange, nil, desk.ClassOrderChange},
		{"Please leave it black after all.", desk.ClassOrderChange, both, desk.ClassOrderChange},
		{"Leave it black after all, and tell me: when will it ship?", desk.ClassDelay, change, desk.ClassDelay},
		{"Please leave it with the neighbour.", desk.ClassDeliveryProblem, change, desk.ClassDeliveryProblem},
		{"Just cancel the order.", desk.ClassCancellation, change, desk.ClassCancellation},
	} {
		in := threaded(t, placed(t, "2026-04-20"), c.read, c.text)
		if in.Earlier = c.earlier; c.read == desk.ClassOrderChange {
			in.Reading.Signals = product
		}
		f := Gather(in)[0].Facts
		if got := desk.Class(f[0].Get(desk.FactClass)); len(f) != 1 || got != c.want || (f[0].Get(desk.FactWithdrawal) == "yes") != (c.want == desk.ClassOther) {
			t.Errorf("%q: %s, withdrawal %s", c.text, got, f[0].Get(desk.FactWithdrawal))
		}
	}
}
