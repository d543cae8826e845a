package classifier

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestTells: customers who name neither matter nor wish tell what happened, and hint; what only sounds like it is read as before.
func TestTells(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, c := range []struct {
		text string
		want desk.Class
	}{
		{"My brother has given me his. Could you just let HW-20311 be?", desk.ClassCancellation},
		{"Wir müssen gerade jeden Euro umdrehen. Lassen Sie HW-20311 einfach sein.", desk.ClassCancellation},
		{"Le toit fuit, il faut choisir. Pour HW-20311 on pourrait en rester là ?", desk.ClassCancellation},
		{"I lost my job on Monday, so I do not see how I can go through with HW-20311.", desk.ClassCancellation},
		{"Seit Montag ohne Arbeit, ich kann HW-20311 leider nicht durchziehen.", desk.ClassCancellation},
		{"Je viens de perdre mon emploi, je ne pourrai pas aller au bout pour HW-20311.", desk.ClassCancellation},
		{"Me he quedado sin trabajo y no puedo seguir adelante con HW-20311.", desk.ClassCancellation},
		{"Ik ben mijn baan kwijt en kan HW-20311 niet door laten gaan.", desk.ClassCancellation},
		{"Ho perso il lavoro e non posso andare fino in fondo con HW-20311.", desk.ClassCancellation},
		{"HW-20311 sitzt schon im Lieferwagen, aber wir ziehen nach Kanada. Lässt sich der Fahrer noch umdrehen?", desk.ClassCancellation},
		{"HW-20311 è già sul furgone. Si riesce a farlo tornare indietro?", desk.ClassCancellation},
		{"HW-20311 doet alles wat hij moet doen. Alleen wordt mijn huisgenoot gek van het getik. Willen jullie hem niet weer overnemen?", desk.ClassChangeOfMind},
		{"HW-20311 macht alles, was es soll. Nur meine Frau mag es nicht sehen. Nehmen Sie es wieder?", desk.ClassChangeOfMind},
		{"The slip of HW-20311 counts four feet and I count three.", desk.ClassWrongItem},
		{"Auf der Packliste von HW-20311 stehen acht Füße, ich zähle sechs.", desk.ClassWrongItem},
		{"Le bon de HW-20311 indique huit vis, j'en compte six.", desk.ClassWrongItem},
		{"En la lista de HW-20311 pone ocho tornillos y cuento seis.", desk.ClassWrongItem},
		{"Op de paklijst van HW-20311 staan acht voetjes en ik tel er zes.", desk.ClassWrongItem},
		{"La distinta di HW-20311 dice otto viti, ne conto sei.", desk.ClassWrongItem},
		{"There you go, as asked.", desk.ClassRMAFollowup},
		{"HW-20311 n'était ni ouvert ni écrasé, tout marche et mon fils est aux anges.", desk.ClassOther},
		{"The flat fell through, we are back at my mother's. Would it be dreadful if you left HW-20311 out of the next batch?", desk.ClassCancellation},
		{"Mein Bruder hat mir seins überlassen, damit ist HW-20311 überflüssig geworden. Geht da noch was, bevor jemand den ersten Schlüssel dreht?", desk.ClassCancellation},
		{"Vrijdag vertrek ik voor een jaar naar Spanje. Als aan HW-20311 nog niemand gezeten heeft, zie ik er liever van af.", desk.ClassCancellation},

		{"HW-20311 doet alles wat hij moet doen, alleen blijft de E hangen.", desk.ClassDoaDefect},
		{"My son is over the moon with HW-20311, only the E sticks.", desk.ClassDoaDefect},
		{"The postwoman brought HW-20311 and I was chuffed to bits. This morning it refuses to wake up, no lamp, no fan, nothing.", desk.ClassDoaDefect},
		{"Mon fils est aux anges, mais une touche de HW-20311 ne répond pas.", desk.ClassDoaDefect},
		{"Der Adapter in der Schachtel von HW-20311 ist überflüssig, aber die Taste Z schreibt nichts.", desk.ClassDoaDefect},
		{"Please let it be blue instead of red, HW-20311.", desk.ClassOrderChange},
		{"I count the days: when does HW-20311 leave your house?", desk.ClassDelay},
		{"The driver turned round and took HW-20311 with him, nobody rang.", desk.ClassDeliveryProblem},
		{"The volume of HW-20311 does not go through the whole range, it stops at half.", desk.ClassDoaDefect},
	} {
		if r := e.Read(Input{NewText: c.text}); r.Class != c.want {
			t.Errorf("%q: %s %v %v, want %s", c.text, r.Class, r.Confidence, r.Signals, c.want)
		}
	}
}

// TestBygone: what is long past and settled, and how somebody else's thing fared, is not what a mail asks.
func TestBygone(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, c := range []struct {
		text string
		want desk.Class
	}{
		{"My first one had a Z that never worked, two years back, and you sorted it. This is about the new one, HW-20311: the courier's page says nothing any more. Where has it got to?", desk.ClassDelay},
		{"Vor zwei Jahren war bei mir ein Regler locker, das haben Sie prima gelöst. Diesmal geht es nur um eins: Wann wird HW-20311 verschickt?", desk.ClassDelay},
		{"Il y a deux ans, ma molette ne marchait plus et vous l'aviez réparée. Cette fois, je voudrais juste savoir quand part HW-20311.", desk.ClassDelay},
		{"Hace dos años se me rompió una tecla y lo solucionasteis. Esta vez solo quiero saber cuándo sale HW-20311.", desk.ClassDelay},
		{"Twee jaar geleden zat er een knop los en dat hebben jullie netjes opgelost. Deze keer wil ik alleen weten wanneer HW-20311 vertrekt.", desk.ClassDelay},
		{"Due anni fa un tasto non andava e avete risolto tutto. Questa volta vorrei solo sapere quando parte HW-20311.", desk.ClassDelay},
		{"A friend's came with a crack right across it. Mine did not. I only wonder about the second cable of HW-20311: the slip counts two and I count one.", desk.ClassWrongItem},

		{"Two years ago you repaired my wheel. This time it is the same again: HW-20311 turns and nothing moves.", desk.ClassDoaDefect},
		{"Last year you sorted a delay for me. This time the Z of HW-20311 types nothing at all.", desk.ClassDoaDefect},
	} {
		r := e.Read(Input{NewText: c.text})
		if r.Class != c.want || len(r.Also) > 0 {
			t.Errorf("%q: %s %v %v, want %s alone", c.text, r.Class, r.Also, r.Signals, c.want)
		}
		if len(r.Numbers) != 1 {
			t.Errorf("%q: numbers %v", c.text, r.Numbers)
		}
	}
	for _, text := range []string{
		"Two years ago my amp smoked and you replaced it. This time: when does HW-20311 leave?",
		"A friend's came with a battery that was swollen and hot. Mine did not. When does HW-20311 leave your house?",
	} {
		if r := e.Read(Input{NewText: text}); !r.Has(desk.SignalSafetyHazard) {
			t.Errorf("%q: danger is not heard: %s %v", text, r.Class, r.Signals)
		}
	}
}

// TestWhoWrites: a name with an address at a mail's end is no new address, unless the mail speaks of one.
func TestWhoWrites(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for text, want := range map[string]bool{
		"When does HW-20311 ship?\n\nOla Nilsen\nHarbour Street 3":                                                      false,
		"Wann geht HW-20311 raus?\n\nOla Nilsen\nHafenstraße 3\n20457 Hamburg":                                          false,
		"Quand part HW-20311 ?\n\nOla Nilsen\n3 rue du Port\n75010 Paris":                                               false,
		"Please use this for my order HW-20311\n\nOla Nilsen\nHarbour Street 3\nWhitby YO21 3PU":                        true,
		"Postcode was missing.\n\nOla Nilsen\n3 Harbour Street\nWhitby YO21 3PU":                                        true,
		"Livrez-la ici s'il vous plaît\n\nOla Nilsen\n3 rue du Port\n75010 Paris":                                       true,
		"We have moved since. Please mind that for HW-20311.\n\nOla Nilsen\nHarbour Street 3":                           true,
		"Please send HW-20311 to this address instead:\n\nOla Nilsen\nHarbour Street 3\n20457 Hamburg":                  true,
		"HW-20311 bitte an die neue Anschrift:\n\nOla Nilsen\nHafenstraße 3\n20457 Hamburg":                             true,
		"Could you use this one for HW-20311 instead of what I typed?\n\nOla Nilsen\nHarbour Street 3\nWhitby YO21 3PU": true,
	} {
		if r := e.Read(Input{NewText: text}); r.Has(desk.SignalAddressChange) != want {
			t.Errorf("%q: %s %v %v, want address_change %v", text, r.Class, r.Also, r.Signals, want)
		}
	}
	if rest, ok := unsigned("Where is it?\n\nKind regards\nOla\n3 Mill Road"); !ok || rest != "Where is it?" {
		t.Errorf("unsigned: %q %v", rest, ok)
	}
	if slices.Contains(ofWriter, desk.SignalAddressChange) {
		t.Error("an address that somebody signs with would stay")
	}
}
