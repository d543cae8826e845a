package facts

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestSettled: who says that his matter is settled, in six languages, whatever class the words
// were read as; and who only seems to.
func TestSettled(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"El paquete HW-20404 apareció en casa de mi vecino, todo bien. Gracias.",
		"My parcel HW-20459 just arrived and it was fine, thanks!",
		"I want to withdraw my claim for HW-20399, I glued it myself. Please close it.",
		"I thought that it was lost, but the parcel turned up at my neighbour's. All good, thanks.",
		"Found it! The neighbour had my package. Problem solved.",
		"It works now, I just had to plug in the other cable. You can close this.",
		"The problem has been resolved, no further action needed.",
		"Das Paket HW-20404 ist doch noch angekommen, alles gut. Danke!",
		"Das Problem hat sich gelöst, der Verstärker läuft jetzt. Sie können den Fall schließen.",
		"Das Paket lag beim Nachbarn. Hat sich erledigt, vielen Dank.",
		"Ich ziehe meine Reklamation zurück, ich habe es selbst repariert.",
		"Le colis est finalement arrivé, tout va bien. Merci.",
		"Le problème est résolu, vous pouvez clôturer ma demande, s'il vous plaît.",
		"Je retire ma réclamation, je l'ai réparé moi-même.",
		"Ya llego el paquete, todo esta bien. Gracias.",
		"Quiero retirar mi reclamación, lo arreglé yo mismo.",
		"Het pakket is toch aangekomen, alles in orde. Bedankt!",
		"Het probleem is opgelost, jullie kunnen de zaak sluiten.",
		"Ik trek mijn klacht in, ik heb het zelf gerepareerd.",
		"Il pacco è arrivato, tutto a posto. Grazie.",
		"Thank you, it arrived and works.", "Die neue Tastatur ist angekommen und funktioniert. Danke!", "Le nouveau clavier est arrivé et fonctionne, merci.",
		"Ya llegó el nuevo teclado y funciona, gracias.", "È arrivata e funziona, grazie.", "Het is aangekomen en werkt, bedankt.",
		"Ho risolto il problema da solo, potete chiudere la richiesta.",
		"Ritiro il mio reclamo, l'ho aggiustato da solo.",
	} {
		if settledIn(text, "") == settledNot {
			t.Errorf("%q is settled", text)
		}
	}
	for _, text := range []string{
		"", "Thanks!", "My parcel arrived.", "All good here, and you",
		"It arrived, but the box is crushed and the case is cracked.",
		"It arrived, all good, thanks. When does the second one come?",
		"It arrived, all good. The second one is still on its way.",
		"The parcel arrived today, everything is fine except one key.",
		"My parcel arrived and everything works. I would like a refund of the shipping.",
		"The tracking says that it has arrived, all good, but I have nothing.",
		"My problem is not solved. You close every case without an answer.",
		"It stopped working again. Nothing is fine.",
		"It is not working now.", "It arrived and works only on one of my computers.", "It arrived and works, but a key is loose.", "It arrived and works half of the time.",
		"Sie ist angekommen und funktioniert nicht.", "Le clavier est arrivé et fonctionne mal.", "Het is aangekomen en werkt niet.", "È arrivata e funziona solo a metà.",
		"I hope it works now.",
		"Once it has arrived and all is good you can have your money.",
		"I do not need the lamp any more. Please close it.",
		"Ich konnte das Paket nicht holen. Es geht jetzt zurück zu Ihnen.",
		"You can close this only when my money is back.",
		"No ha llegado todavía, todo bien con el pago.",
		"El paquete llegó, pero falta un cable. Todo bien con el resto.",
		"Das Paket ist da, alles gut, aber eine Taste fehlt.",
		"Das Gerät läuft jetzt wieder nicht.",
		"Le colis est arrivé, tout va bien sauf l'écran.",
		"Het pakket is aangekomen, alles goed, maar de kabel ontbreekt.",
		"Il pacco è arrivato, tutto bene, ma manca il cavo.",
		"Non è arrivato niente, tutto a posto dite voi.",
		strings.Repeat("A long story goes on. ", 60) + "It works now.",
	} {
		if got := settledIn(text, ""); got != settledNot {
			t.Errorf("%q is not settled, read as %d", text, got)
		}
	}
}

// TestSettledMatter: what else is known decides whether such words settle the matter.
func TestSettledMatter(t *testing.T) {
	t.Parallel()
	arrived, closeIt := "My parcel just arrived and it was fine, thanks!", "I glued it myself, you can close the case."
	for _, c := range []struct {
		name string
		edit func(*Input)
		want desk.Class
	}{
		{"a parcel that was missing", func(in *Input) {
			in.Reading.Class, in.Text, in.Earlier = desk.ClassDeliveryProblem, arrived, &desk.Reading{Class: desk.ClassDeliveryProblem}
			in.Open = []desk.Class{desk.ClassDeliveryProblem}
		}, desk.ClassOther},
		{"without a case", func(in *Input) { in.Reading.Class, in.Text = desk.ClassDelay, arrived }, desk.ClassOther},
		{"a claim that is looked at", func(in *Input) {
			in.Reading.Class, in.Reading.Unsure, in.Text, in.Earlier = desk.ClassCancellation, true, closeIt, &desk.Reading{Class: desk.ClassTransitDamage}
		}, desk.ClassOther},
		{"danger told in it", func(in *Input) {
			in.Reading.Class, in.Reading.Signals, in.Text = desk.ClassDoaDefect, []desk.Signal{desk.SignalSafetyHazard}, closeIt
		}, desk.ClassDoaDefect},
		{"danger told before", func(in *Input) {
			in.Reading.Class, in.Text = desk.ClassRMAFollowup, closeIt
			in.Earlier = &desk.Reading{Class: desk.ClassDoaDefect, Signals: []desk.Signal{desk.SignalSafetyHazard}}
		}, desk.ClassRMAFollowup},
		{"another matter, for sure", func(in *Input) { in.Reading.Class, in.Text = desk.ClassWrongItem, arrived }, desk.ClassWrongItem},
		{"costs beside it", func(in *Input) {
			in.Reading.Class, in.Text, in.Reading.Also = desk.ClassDelay, arrived, []desk.Class{desk.ClassCostRefund}
		}, desk.ClassDelay},
		{"money is owed", func(in *Input) {
			in.Reading.Class, in.Text, in.Open = desk.ClassDelay, arrived, []desk.Class{desk.ClassCostRefund}
		}, desk.ClassDelay},
		{"a lawyer", func(in *Input) {
			in.Reading.Class, in.Text, in.Reading.Signals = desk.ClassDelay, arrived, []desk.Signal{desk.SignalLegalThreat}
		}, desk.ClassDelay},
		{"what an agent read", func(in *Input) {
			in.Reading.Class, in.Text, in.Reading.Engine = desk.ClassDelay, arrived, "agent"
		}, desk.ClassDelay},
	} {
		in := threaded(t, delivered(t), desk.ClassOther, "")
		in.Earlier = nil
		c.edit(&in)
		f := Gather(in)[0].Facts
		if class := desk.Class(f[0].Get(desk.FactClass)); class != c.want || (f[0].Get(desk.FactSettled) == "yes") != (c.want == desk.ClassOther) {
			t.Errorf("%s: %s, settled %s", c.name, class, f[0].Get(desk.FactSettled))
		}
	}
}

// TestKeepsAddress: an address that is not to be changed any more asks for nothing.
func TestKeepsAddress(t *testing.T) {
	t.Parallel()
	address := []desk.Signal{desk.SignalAddressChange}
	for text, want := range map[string]desk.Class{
		"Please do not change the address any more, we are not moving after all.":  desk.ClassOther,
		"Veuillez ne plus changer l'adresse, l'ancienne adresse est bonne.":        desk.ClassOther,
		"Bitte die Adresse doch nicht ändern, wir ziehen nicht um.":                desk.ClassOther,
		"No cambien la dirección, al final no me mudo.":                            desk.ClassOther,
		"Adres niet meer wijzigen, we verhuizen toch niet.":                        desk.ClassOther,
		"Non cambiate più l'indirizzo, non ci trasferiamo.":                        desk.ClassOther,
		"Bitte die Adresse nicht ändern, sondern nur die Telefonnummer.":           desk.ClassOrderChange,
		"Do not change the address to Oak Road, use 12 Elm Street instead.":        desk.ClassOrderChange,
		"Please change the address to 12 Elm Street.":                              desk.ClassOrderChange,
		"Why did you not do it? I said: do not change the address. Can you check?": desk.ClassOrderChange,
	} {
		o := placed(t, "2026-04-20")
		in := threaded(t, o, desk.ClassOrderChange, text)
		in.Reading.Signals, in.Earlier, in.Open = address, &desk.Reading{Class: desk.ClassOrderChange, Signals: address}, []desk.Class{desk.ClassOrderChange}
		f := Gather(in)[0].Facts
		if got := desk.Class(f[0].Get(desk.FactClass)); len(f) != 1 || got != want || (f[0].Get(desk.FactWithdrawal) == "yes") != (want == desk.ClassOther) {
			t.Errorf("%q: %s, withdrawal %s", text, got, f[0].Get(desk.FactWithdrawal))
		}
	}
}

// TestWordFiles: each language has every section, and each line is there once.
func TestWordFiles(t *testing.T) {
	t.Parallel()
	sections := []string{secTakenBack, secKeepOrder, secNotAsked, secKeepAddress, secSwapped, secDone, secWorks, secHere, secWell, secBut, secAsks, secHarmless, secTurned, secSendAgain, secSameAddress, secPrice, secBoth, secKeepProduct, secOtherChange, secUnpaid, secOtherPlace, secNotMe, secWhich, secDoIt,
		secReplaced, secPaidBack, secRepaired, secRather, secReachedUs}
	names, err := fs.Glob(wordFiles, "words/*.txt")
	if err != nil || len(names) != 6 {
		t.Fatalf("%d word files: %v", len(names), err)
	}
	for _, name := range names {
		code := strings.TrimSuffix(strings.TrimPrefix(name, "words/"), ".txt")
		seen := map[string]bool{}
		has := map[string]bool{}
		for _, list := range lexicon() {
			for _, p := range list {
				if p.language != code {
					continue
				}
				key := p.section + ": " + strings.Join(p.words, " ")
				if seen[key] {
					t.Errorf("%s: %s stands twice", name, key)
				}
				seen[key], has[p.section] = true, true
				if !slices.Contains(sections, p.section) {
					t.Errorf("%s: no section is called %q", name, p.section)
				}
				if p.section == secTurned && len(p.words) != 1 {
					t.Errorf("%s: %s is more than a word", name, key)
				}
			}
		}
		for _, s := range sections {
			if !has[s] {
				t.Errorf("%s has no section %q", name, s)
			}
		}
	}
}

// TestRequestedBefore: a request counts from the mail that made it first, also for what the
// promised date had become by then.
func TestRequestedBefore(t *testing.T) {
	t.Parallel()
	o := placed(t, "2026-03-20")
	in := threaded(t, o, desk.ClassCancellation, "I asked you to cancel it.")
	shipped := in.Now.Add(-24 * time.Hour)
	in.Lookup.Matches[0].ShippedAt, in.Lookup.Matches[0].Stage = &shipped, desk.StageShipped
	if got := Gather(in)[0].Facts[0].Get(desk.FactCrossed); got != "no" {
		t.Errorf("asked after it had left: crossed %s", got)
	}
	in.RequestedOf = map[string]map[desk.Class]time.Time{o.Number: {desk.ClassCancellation: shipped.Add(-time.Hour)}}
	if got := Gather(in)[0].Facts[0].Get(desk.FactCrossed); got != "yes" {
		t.Errorf("asked before it left, and once more: crossed %s", got)
	}
	in.RequestedOf = map[string]map[desk.Class]time.Time{o.Number: {desk.ClassOrderChange: shipped.Add(-time.Hour)}}
	if got := Gather(in)[0].Facts[0].Get(desk.FactCrossed); got != "no" {
		t.Errorf("asked for a change before it left: crossed %s", got)
	}
}
