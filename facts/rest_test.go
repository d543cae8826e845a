package facts

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestRestOfOrder: what a mail asks beside a claim is decided by the line that has not come, where it speaks of that one.
func TestRestOfOrder(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 8, 18, 14, 0, 0, 0, time.UTC)
	day := func(d int) *time.Time { x := time.Date(2026, 8, d, 15, 0, 0, 0, time.UTC); return &x }
	order := func(second desk.Stage) desk.Order {
		o := *twoLines()
		o.Email, o.Stage, o.ProductionStatus, o.ShipBy = "a@b.example", desk.StageInProduction, desk.ProductionStarted, "2026-09-10"
		o.ProductionStartedAt = day(1)
		o.Lines[0].Stage, o.Lines[1].Stage = desk.StageDelivered, second
		o.Parcels = []desk.Parcel{{Lines: []int{1}, ShippedAt: day(11), DeliveredAt: day(14), DeliveryStatus: desk.DeliveryDelivered}}
		return o
	}
	for _, c := range []struct {
		text   string
		also   desk.Class
		second desk.Stage
		want   string // stage of the further matter; "" when there is none
	}{
		{"The top row of the keyboard is dead. Please make the macro pad grey.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"The top row of the keyboard is dead. Please don't build the other one.", desk.ClassCancellation, desk.StagePlaced, "placed"},
		{"The top row of the keyboard is dead. When does the macro pad leave?", desk.ClassDelay, desk.StageInProduction, "in_production"},
		{"Die oberste Reihe der Tastatur ist tot. Wann geht das Makropad raus?", desk.ClassDelay, desk.StageInProduction, "in_production"},
		{"La rangée du haut du clavier est morte. Le pad, faites-le en gris.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"La fila de arriba del teclado no va. El pad ya no lo hagáis.", desk.ClassCancellation, desk.StagePlaced, "placed"},
		{"De bovenste rij van het toetsenbord is dood. De macropad graag in grijs.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"La fila in alto della tastiera è morta. Il pad fatelo grigio.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"The top row of the keyboard is dead. Please make the second one grey.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"The top row of the keyboard is dead. The second please in black.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"Die oberste Reihe der Tastatur ist tot. Die zweite bitte in Grau.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"La rangée du haut du clavier est morte. Faites l'autre en gris.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"La fila de arriba del teclado no va. El otro ya no lo hagáis.", desk.ClassCancellation, desk.StagePlaced, "placed"},
		{"De bovenste rij van het toetsenbord is dood. De andere graag in grijs.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"La fila in alto della tastiera è morta. L'altro fatelo grigio.", desk.ClassOrderChange, desk.StagePlaced, "placed"},
		{"The top row of the keyboard is dead, the other day it still worked. I had wanted it in grey.", desk.ClassOrderChange, desk.StagePlaced, ""},
		{"The top row of the keyboard is dead. The other rows work. I had wanted it in grey.", desk.ClassOrderChange, desk.StagePlaced, ""},
		{"The top row of the keyboard is dead. I tried it with the second computer and another cable. I had wanted it in grey.", desk.ClassOrderChange, desk.StagePlaced, ""},
		{"Die oberste Reihe der Tastatur ist tot, die anderen Tasten gehen. Ich wollte sie in Grau.", desk.ClassOrderChange, desk.StagePlaced, ""},
		{"The top row of the keyboard is dead, I had wanted it in grey.", desk.ClassOrderChange, desk.StagePlaced, ""},
		{"The top row of the keyboard is dead. Please make the macro pad grey.", desk.ClassOrderChange, desk.StageDelivered, ""},
	} {
		in := Input{Now: at, ReceivedAt: at, ReportedAt: at, ShopZone: time.UTC, Text: c.text, Line: 1, Sender: Sender{Address: "a@b.example"},
			Reading: desk.Reading{Class: desk.ClassDoaDefect, Also: []desk.Class{c.also}, Confidence: 1},
			Lookup:  desk.Lookup{Own: []desk.Order{order(c.second)}}}
		m := Gather(in)[0]
		got := ""
		if i := slices.Index(classes(m), c.also); i > 0 {
			got = m.Facts[i].Get(desk.FactStage)
		}
		if got != c.want {
			t.Errorf("%q: the further matter %s is about a line %q, want %q", c.text, c.also, got, c.want)
		}
		if stage := m.Facts[0].Get(desk.FactStage); stage != "delivered" {
			t.Errorf("%q: the claim is about a line %q", c.text, stage)
		}
	}
}
