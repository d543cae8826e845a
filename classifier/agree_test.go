package classifier

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestAgreeing: a signal goes with the mail's matters, whichever of them it belongs to.
func TestAgreeing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		signals []desk.Signal
		class   desk.Class
		intents []desk.Class
		want    []desk.Signal
	}{
		{[]desk.Signal{desk.SignalProductChange}, desk.ClassOther, nil, []desk.Signal{}},
		{[]desk.Signal{desk.SignalProductChange}, desk.ClassDelay, nil, []desk.Signal{desk.SignalProductChange}},
		{[]desk.Signal{desk.SignalCostReturnPostage}, desk.ClassWrongItem, nil, []desk.Signal{}},
		{[]desk.Signal{desk.SignalCostReturnPostage}, desk.ClassWrongItem, []desk.Class{desk.ClassCostRefund}, []desk.Signal{desk.SignalCostReturnPostage}},
		{[]desk.Signal{desk.SignalSafetyHazard, desk.SignalLegalThreat}, desk.ClassOther, nil, []desk.Signal{desk.SignalSafetyHazard, desk.SignalLegalThreat}},
	} {
		if got := agreeing(slices.Clone(c.signals), c.class, c.intents); !slices.Equal(got, c.want) {
			t.Errorf("%v with %s and %v: %v, want %v", c.signals, c.class, c.intents, got, c.want)
		}
	}
}

// TestLabelsAgree: no more than one labelled mail in a thousand has a signal that its own
// matters would take away.
func TestLabelsAgree(t *testing.T) {
	t.Parallel()
	set, err := Labelled()
	if err != nil {
		t.Fatal(err)
	}
	all, wrong := 0, 0
	for _, r := range set.All() {
		all++
		if len(agreeing(slices.Clone(r.Signals), r.Class, r.Also)) != len(r.Signals) {
			wrong++
			t.Logf("%s:%d: %s %v with %v", r.Source, r.Line, r.Class, r.Also, r.Signals)
		}
	}
	if all == 0 || wrong*1000 > all {
		t.Errorf("%d of %d mails have a signal that does not go with their matters", wrong, all)
	}
}

// TestNamedSignals: signals that a mail names in so many words, and what only sounds like them.
func TestNamedSignals(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, c := range []struct {
		subject, text string
		signal        desk.Signal
		want          bool
	}{
		{"late", "Cancel it and send my money back today, otherwise PayPal will do it for me via a claim.", desk.SignalLegalThreat, true},
		{"Geschil", "Nog steeds niets. Als er niks gebeurt laat ik de betaling terugdraaien.", desk.SignalLegalThreat, true},
		{"Ritardo", "Ancora niente, se non si muove apro una contestazione su PayPal.", desk.SignalLegalThreat, true},
		{"sound card", "I would like to open a claim for my sound card, it crackles.", desk.SignalLegalThreat, false},
		{"power bank", "Please open a claim: the power bank does not charge.", desk.SignalLegalThreat, false},
		{"payment", "The bank transfer left on Monday, can you reverse the voucher?", desk.SignalLegalThreat, false},
		{"payment", "Shall I pay by card, otherwise bank transfer?", desk.SignalLegalThreat, false},
		{"refund", "I will open a dispute with my bank on Friday.", desk.SignalLegalThreat, true},
		{"refund", "If not, I file a chargeback through my credit card.", desk.SignalLegalThreat, true},
		{"ordine", "Riguarda l'articolo 20417, codice colore 8 nero.", desk.SignalCitesStatute, false},
		{"ordine", "Restituisco ai sensi dell'articolo 52 del codice del consumo.", desk.SignalCitesStatute, true},
		{"payment", "I paid with PayPal, could you send me the invoice?", desk.SignalLegalThreat, false},
		{"Inzage", "Op grond van artikel 15 AVG vraag ik inzage in mijn gegevens.", desk.SignalCitesStatute, true},
		{"Etikett", "Auf meinem Paket klebt das Etikett eines anderen Kunden, es wurde bei ihm zugestellt.", desk.SignalWrongAddressShop, true},
		{"consigne", "Le code de la consigne a expiré avant que je passe, le colis est reparti.", desk.SignalUnclaimed, true},
		{"Nach der Reparatur", "Seit Montag zurück aus der Reparatur, Kanal 2 setzt aus wie vorher.", desk.SignalReturnedAlready, false},
		{"RE: nuova data di spedizione", "Tenete pure l'ordine.", desk.SignalChoiceWait, true},
		{"schok", "Ik kreeg vanmorgen een schok van het metaal.", desk.SignalStatesDeliveryDate, false},
		{"toetsenbord", "Vanmorgen geleverd, en het metaal geeft schokken.", desk.SignalStatesDeliveryDate, true},
		{"kit", "Hoy ha llegado el kit y falta una tecla.", desk.SignalStatesDeliveryDate, true},
	} {
		r := e.Read(Input{Subject: c.subject, NewText: c.text, Received: time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(c.signal); got != c.want {
			t.Errorf("%q: %s %v, want %v (%s %v)", c.text, c.signal, got, c.want, r.Class, r.Signals)
		}
	}
}

// TestAsksOnly: who asks for a date after our notice chooses nothing; who cancels does.
func TestAsksOnly(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"You wrote on the 13th that it'd be late. It's a week on. Do you have a date yet?? I have a gig on June 6th.": false,
		"WAIT": false,
		"CANCEL please. I can't wait until July.": true,
	} {
		r := eng.Read(Input{Subject: "Re: Delay on your order HW-19996", NewText: text, Received: time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)})
		if got := r.Has(desk.SignalChoiceCancel); got != want {
			t.Errorf("%q: chooses to cancel %v, want %v (%s %.2f)", text, got, want, r.Class, r.Confidence)
		}
	}
}
