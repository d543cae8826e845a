package classifier

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestByOrder: sentences belong to the order that they, or those before them, name.
func TestByOrder(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for _, c := range []struct{ text, want string }{
		{"Where is HW-40134? It is late. And for HW-40135: brown switches, please.", "HW40134: Where is HW-40134? It is late.| HW40135: And for HW-40135: brown switches, please."},
		{"Two things.\nHW-40134 is dead.\nHW-40135 shall wait.\nHW-40134 came on Monday.", "HW40134: HW-40134 is dead. HW-40134 came on Monday.| HW40135: HW-40135 shall wait."},
		{"Two things. HW-40134 is dead.", "HW40134: HW-40134 is dead."},
		{"HW-40134 is dead and HW-40135 is late.", "HW40134: HW-40134 is dead| HW40135: and HW-40135 is late."},
		{"HW-40134 and HW-40135 are late.", ""},
		{"HW-40134 is dead. Cancel HW-40135. Both, HW-40134 and HW-40135, were expensive.", ""},
		{"Nothing came.", ""},
		{"", ""},
	} {
		var got []string
		for _, o := range p.byOrder(c.text, p.finds) {
			got = append(got, o.key+": "+strings.Join(strings.Fields(o.text), " "))
		}
		if s := strings.Join(got, "| "); s != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.text, s, c.want)
		}
		if joined := strings.Join(splitSentences(c.text), ""); joined != c.text {
			t.Errorf("the sentences of %q are %q", c.text, joined)
		}
	}
}

// TestPartsSubject: what the subject says of one order is said of that one alone.
func TestPartsSubject(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := eng.Read(Input{Subject: "Cancel HW-40134", NewText: "HW-40134 has still not shipped. HW-40135 has a dead key.", Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC), HasAttachments: true})
	if len(r.Parts) != 2 || !slices.Contains(r.Parts[0].Classes, desk.ClassCancellation) || !slices.Equal(r.Parts[1].Classes, []desk.Class{desk.ClassDoaDefect}) {
		t.Errorf("read as %v", r.Parts)
	}
}

// TestPartsSignals: what happened to one order is told of it, whatever the mail is about as a whole.
func TestPartsSignals(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := eng.Read(Input{NewText: "Two orders: I have sent HW-40134 back yesterday because the key is dead. HW-40135 please cancel.", Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
	if len(r.Parts) != 2 || !slices.Equal(r.Parts[0].Signals, []desk.Signal{desk.SignalReturnedAlready}) || len(r.Parts[1].Signals) != 0 {
		t.Errorf("read as %+v", r.Parts)
	}
}

// TestParts: what a mail says of each of its orders, and when it is not read apart.
func TestParts(t *testing.T) {
	t.Parallel()
	eng, err := NewEmbedded(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want map[string]desk.Class
	}{
		{"Where is HW-40134? It was supposed to ship on the 10th. And for HW-40135: please change the switches to tactile, I ordered it yesterday.",
			map[string]desk.Class{"HW40134": desk.ClassDelay, "HW40135": desk.ClassOrderChange}},
		{"Bitte stornieren Sie HW-40134, das Budget wurde gestrichen. Und wann wird HW-40135 verschickt?",
			map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassDelay}},
		{"HW-40134 ist gestern mit einem defekten Drehregler angekommen (Foto anbei).\nHW-40135 möchte ich stornieren, die habe ich erst heute früh aufgegeben.",
			map[string]desk.Class{"HW40134": desk.ClassDoaDefect, "HW40135": desk.ClassCancellation}},
		{"HW-40134 arrived with a torn box and a bent top plate, photos of both attached. And when does HW-40135 leave? You said November 13.",
			map[string]desk.Class{"HW40134": desk.ClassTransitDamage, "HW40135": desk.ClassDelay}},
		{"Please cancel HW-40134 and HW-40135.", nil},
		// What is said of both, or before the first, holds for both: no cancellation is lost by a question.
		{"Where is HW-40134? And where is HW-40135? I am done waiting, cancel both please.", nil},
		{"My order HW-40134 is late. My order HW-40135 is late too. Please refund me for everything and please cancel my orders.", nil},
		{"Ich möchte beide Bestellungen stornieren. HW-40134 ist immer noch nicht versandt. HW-40135 brauche ich nicht mehr.", nil},
		{"Bonjour, je souhaite annuler mes deux commandes. Où en est HW-40134 ? HW-40135 n'est plus utile.", nil},
		{"Hola, quiero cancelar los dos pedidos. ¿Cuándo sale el HW-40134? El HW-40135 lo pedí por error.", nil},
		{"Annullate entrambi gli ordini per favore. Quando parte HW-40134? HW-40135 non mi serve più.", nil},
		{"Graag beide bestellingen annuleren. Waar blijft HW-40134? HW-40135 heb ik niet meer nodig.", nil},
		{"I want to cancel my order. Where is HW-40134? And HW-40135 I ordered by mistake.", nil},
		{"Please cancel HW-40134, I do not need it any more.", nil},
		{"Annulez la commande HW-40134. Idem pour HW-40135.", nil},
		{"Cancel HW-40134. Same for HW-40135.", nil},
		{"Cancele el HW-40134. Lo mismo con el HW-40135.", nil},
		{"Annuleer HW-40134. HW-40135 ook.", nil},
		// Who says that something came well refuses nothing, and is refused nothing.
		{"HW-40134 says delivered but I have nothing. HW-40135 arrived fine.", map[string]desk.Class{"HW40134": desk.ClassDeliveryProblem, "HW40135": desk.ClassOther}},
		{"HW-40134 tut nichts mehr. HW-40135 gefällt mir nicht, ich möchte sie zurückgeben.", map[string]desk.Class{"HW40134": desk.ClassDoaDefect, "HW40135": desk.ClassChangeOfMind}},
		// An order of which nothing is asked gets nothing of what is asked of another.
		{"HW-40135 arrived, great product. Please cancel HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 ist angekommen, tolles Gerät. Bitte stornieren Sie HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 est bien arrivé, superbe produit. Merci d'annuler HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"El HW-40135 llegó, un producto estupendo. Por favor cancelen el HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 è arrivato, ottimo prodotto. Per favore annullate HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 is aangekomen, prachtig product. Graag HW-40134 annuleren.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Please cancel HW-40134. I love HW-40135, take your time with it.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		// Neither does one of which the same sentence only says that it has come.
		{"HW-40135 arrived, and please cancel HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 is here, thanks; please cancel HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Please cancel HW-40134, my order HW-40135 arrived fine yesterday.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"As HW-40135 has arrived, please cancel HW-40134", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 ist angekommen, und bitte stornieren Sie HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 ist da, danke - bitte die Bestellung HW-40134 stornieren.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 est bien arrivé, merci d'annuler HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"J'ai bien reçu HW-40135, merci, et veuillez annuler la commande HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"El HW-40135 ha llegado, y por favor cancelen el HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Ya he recibido el HW-40135, gracias; anulen el pedido HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 è arrivato, e per favore annullate HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 is aangekomen, en graag HW-40134 annuleren.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 is binnen, bedankt; graag bestelling HW-40134 annuleren.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"HW-40135 arrived. Please cancel HW-40134.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		// Nor does one that is to be kept.
		{"Cancel HW-40134, keep HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Please cancel HW-40134, but I do still want HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"I still want HW-40135, so cancel HW-40134 only.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Bitte HW-40134 stornieren, aber HW-40135 will ich weiterhin.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Graag HW-40134 annuleren, maar HW-40135 wil ik nog wel.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Please cancel HW-40134 but not HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Bitte stornieren Sie HW-40134, aber nicht HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Veuillez annuler la commande HW-40134, mais pas HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Cancelen el pedido HW-40134, pero no el HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Annullate l'ordine HW-40134, ma non HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Graag bestelling HW-40134 annuleren, maar niet HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Please cancel HW-40134, HW-40135 stays.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Please cancel HW-40134, I ordered it twice. HW-40135 is the one I want to keep.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"I do not want HW-40134 and HW-40135.", nil},
		// Who does not keep one, or does not want it, gives it up; and one that has not come is none that came.
		{"HW-40134 will ich nicht behalten, HW-40135 bitte stornieren.", nil},
		{"HW-40134 will ich nicht, HW-40135 bitte stornieren.", nil},
		{"HW-40134 wil ik niet, annuleer HW-40135.", nil},
		{"HW-40134 wil ik niet houden, annuleer HW-40135.", nil},
		{"Non voglio HW-40134, annullate HW-40135.", nil},
		{"Non voglio tenere HW-40134, annullate HW-40135.", nil},
		{"HW-40134 no llegó y cancelad HW-40135.", nil},
		// What holds for both, or is not said of each, stays together.
		{"Please cancel HW-40134, and if possible HW-40135.", nil},
		{"HW-40135 has not arrived, please cancel it and HW-40134 too.", nil},
		{"HW-40135 arrived, please cancel it and also HW-40134.", nil},
		{"HW-40134 and HW-40135 arrived, and please cancel both.", nil},
		{"HW-40135 ist nicht angekommen, bitte beide stornieren, auch HW-40134.", nil},
		{"Merci d'annuler HW-40134 et, si possible, HW-40135.", nil},
		// One that is to stay as it is is not changed.
		{"HW-40134 should have shipped on July 3, please cancel it. HW-40135 can stay as it is - when will that one ship?", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassDelay}},
		{"HW-40134 hätte am 3. Juli gehen sollen, bitte stornieren. HW-40135 kann bleiben wie sie ist - wann wird sie verschickt?", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassDelay}},
		{"Annulez HW-40134, il est en retard. HW-40135 peut rester telle quelle : quand part-elle ?", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassDelay}},
		// A number alone, or the next of a list, takes part in what is asked.
		{"Please cancel HW-40134\nHW-40135", map[string]desk.Class{"HW40134": desk.ClassCancellation}},
		{"Please cancel HW-40134.\nand my second order HW-40135", map[string]desk.Class{"HW40134": desk.ClassCancellation}},
		{"Please cancel HW-40134. HW-40135 was ordered by mistake.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassCancellation}},
		{"Please cancel HW-40134.\norder no HW-40135", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassCancellation}},
		// An order that is to be kept is cancelled by no other's cancellation.
		{"Please cancel HW-40134. Do not cancel HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Bitte stornieren Sie HW-40134. HW-40135 bitte nicht stornieren.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Annulez HW-40134. N'annulez pas HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Cancelen el HW-40134. No cancelen el HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Annullate HW-40134. Non annullate HW-40135.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Graag HW-40134 annuleren. HW-40135 niet annuleren.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Please cancel HW-40134. I do not want my order HW-40135 cancelled.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Bitte stornieren Sie HW-40134. Ich will nicht, dass HW-40135 auch storniert wird.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"Annulez HW-40134. Je ne veux pas que ma commande HW-40135 soit annulée.", map[string]desk.Class{"HW40134": desk.ClassCancellation, "HW40135": desk.ClassOther}},
		{"I have a question about my orders. Where is HW-40134? And for HW-40135: please change the switches to tactile, I ordered it yesterday.",
			map[string]desk.Class{"HW40134": desk.ClassDelay, "HW40135": desk.ClassOrderChange}},
		{"The battery of HW-40134 is swollen and hot. When does HW-40135 ship?", nil},
	} {
		r := eng.Read(Input{NewText: c.text, Received: time.Date(2026, 6, 16, 12, 0, 0, 0, time.UTC)})
		if len(r.Parts) != len(c.want) {
			t.Errorf("%q: parts %v, want %v", c.text, r.Parts, c.want)
		}
		for _, p := range r.Parts {
			if !slices.Equal(p.Classes, []desk.Class{c.want[p.Number]}) {
				t.Errorf("%q: %s is read as %v, want %s", c.text, p.Number, p.Classes, c.want[p.Number])
			}
		}
	}
}
