package facts

import (
	"testing"
	"time"

	"returndesk/desk"
)

// delivered is an order that came on March 20 in New York.
func delivered(t testing.TB) desk.Order {
	d, s := at(t, "2026-03-20T10:00:00-04:00"), at(t, "2026-03-16T10:00:00-04:00")
	return desk.Order{
		Number: "HW-1", Email: "a@mail.example", Stage: desk.StageDelivered, ProductionStatus: desk.ProductionStarted,
		ShippedAt: &s, DeliveredAt: &d, DeliveryStatus: desk.DeliveryDelivered,
		ShipTo: desk.ShipTo{Country: "US", TZ: "America/New_York"}, Lines: []desk.Line{{Line: 1, Name: "Amplifier"}},
	}
}

func input(t testing.TB, class desk.Class) Input {
	o := delivered(t)
	return Input{
		Now: at(t, "2026-03-30T10:00:00-04:00"), ShopZone: zone(t, "America/New_York"), Sender: Sender{Address: "A@mail.example"},
		Reading: desk.Reading{Class: class},
		Lookup:  desk.Lookup{Given: []desk.NumberFound{{Written: "hw1", Key: "HW1", Where: "new", Strong: true}}, Matches: []desk.Order{o}},
	}
}

// TestEveryFactIsPresent: whatever is unknown says so, and every value is allowed.
func TestEveryFactIsPresent(t *testing.T) {
	t.Parallel()
	with, without := input(t, desk.ClassDoaDefect), input(t, desk.ClassOther)
	without.Lookup = desk.Lookup{}
	for name, in := range map[string]Input{"order": with, "no order": without, "nothing": {}} {
		for _, m := range Gather(in) {
			for _, f := range m.Facts {
				for _, d := range desk.FactDefs() {
					v, ok := f.Enum[d.Name]
					allowed := false
					for _, x := range d.Values {
						allowed = allowed || x == v
					}
					if !ok || !allowed {
						t.Errorf("%s: fact %s is %q", name, d.Name, v)
					}
				}
			}
		}
	}
}

// TestAnswerContinuesTheMatter: the answer to our question is decided as what the
// question was about, with the first report's date and the signals gathered so far.
func TestAnswerContinuesTheMatter(t *testing.T) {
	t.Parallel()
	in := input(t, desk.ClassRMAFollowup)
	in.Earlier = &desk.Reading{Class: desk.ClassDoaDefect, Signals: []desk.Signal{desk.SignalWantsRefund}}
	in.Asked = desk.OutcomeAskOrder
	in.ReportedAt = at(t, "2026-03-26T10:00:00-04:00")
	in.Evidence = []desk.Evidence{{Name: "a.jpg", Kind: desk.MediaPhoto, Verdict: desk.VerdictOK}}
	f := Gather(in)[0].Facts[0]
	if f.Get(desk.FactClass) != "doa_defect" || f.Get(desk.FactWindow) != "in" || f.Value(desk.Fact(desk.SignalWantsRefund)) != "yes" {
		t.Errorf("class %s, window %s, signals %v", f.Get(desk.FactClass), f.Get(desk.FactWindow), f.Signals)
	}
	in.Asked = desk.OutcomeOpenRMA
	if f := Gather(in)[0].Facts[0]; f.Get(desk.FactClass) != "rma_followup" {
		t.Errorf("a mail that answers no question became %s", f.Get(desk.FactClass))
	}
	in.Asked, in.Reading.Class = desk.OutcomeAskOrder, desk.ClassCancellation
	if f := Gather(in)[0].Facts[0]; f.Get(desk.FactClass) != "cancellation" {
		t.Errorf("a matter of its own became %s", f.Get(desk.FactClass))
	}
	in.Reading.Numbers = []desk.NumberFound{{Written: "HW-1", Key: "HW1", Where: "new", Strong: true}}
	for text, want := range map[string]string{"It is HW-1.": "doa_defect", "HW-1, please cancel it.": "cancellation"} {
		in.Text = text
		if f := Gather(in)[0].Facts[0]; f.Get(desk.FactClass) != want {
			t.Errorf("%q became %s, want %s", text, f.Get(desk.FactClass), want)
		}
	}
	in.Text, in.Reading.Numbers = "", nil
	in.Asked, in.Reading.Class = desk.OutcomeAskEvidence, desk.ClassRMAFollowup
	in.OwnRMAs = map[string][]desk.PriorRMA{"HW-1": {{RMA: "RMA-1", State: desk.RMAAwaitingEvidence, FirstReportedAt: &in.ReportedAt, EvidenceAskedAt: &in.ReportedAt}}}
	if f := Gather(in)[0].Facts[0]; f.Get(desk.FactClass) != "rma_followup" || f.Get(desk.FactRMA) != "awaiting_evidence" || f.Detail.RMA != "RMA-1" {
		t.Errorf("evidence for an open RMA: class %s, rma %s", f.Get(desk.FactClass), f.Get(desk.FactRMA))
	}
}

// TestEvidenceOfThread: the window counts the whole thread's evidence, a follow-up only
// what its own mail brings.
func TestEvidenceOfThread(t *testing.T) {
	t.Parallel()
	in := input(t, desk.ClassRMAFollowup)
	in.Mail = "m2"
	in.Evidence = []desk.Evidence{{Mail: "m1", Kind: desk.MediaPhoto, Verdict: desk.VerdictOK}, {Mail: "m2", Kind: desk.MediaPhoto, Verdict: desk.VerdictUnusable, Reason: "too dark"}}
	f := Gather(in)[0].Facts[0]
	if f.Get(desk.FactEvidence) != "ok" || f.Get(desk.FactBrings) != "tried" || f.Detail.EvidenceWhy != "too dark" {
		t.Errorf("evidence %s, brings %s, why %q", f.Get(desk.FactEvidence), f.Get(desk.FactBrings), f.Detail.EvidenceWhy)
	}
}

// TestPictureUsedTwice: by hash, by perceptual hash, by another case; by name only where
// no hash is known.
func TestPictureUsedTwice(t *testing.T) {
	t.Parallel()
	prior := func(r desk.PriorRMA) desk.PriorRMA { r.RMA, r.State = "RMA-1", desk.RMAClosedRejected; return r }
	for _, c := range []struct {
		name string
		e    desk.Evidence
		r    desk.PriorRMA
		want string
	}{
		{"hash", desk.Evidence{SHA256: "ab"}, desk.PriorRMA{EvidenceHashes: []string{"AB"}}, "yes"},
		{"perceptual hash", desk.Evidence{SHA256: "cd", PHash: "0f"}, desk.PriorRMA{EvidenceHashes: []string{"ab"}, EvidencePHashes: []string{"0f"}}, "yes"},
		{"other case", desk.Evidence{ReusedOf: "C-9"}, desk.PriorRMA{}, "yes"},
		{"name without hashes", desk.Evidence{Name: "IMG_1.jpg"}, desk.PriorRMA{EvidenceNames: []string{"img_1.jpg"}}, "yes"},
		{"same name, other content", desk.Evidence{Name: "IMG_1.jpg", SHA256: "cd"}, desk.PriorRMA{EvidenceNames: []string{"IMG_1.jpg"}, EvidenceHashes: []string{"ab"}}, "no"},
		{"signature art", desk.Evidence{SHA256: "ab", Inline: true, Bytes: 900}, desk.PriorRMA{EvidenceHashes: []string{"ab"}}, "no"},
	} {
		in := input(t, desk.ClassDoaDefect)
		c.e.Kind, c.e.Verdict = desk.MediaPhoto, desk.VerdictOK
		in.Evidence = []desk.Evidence{c.e}
		in.OwnRMAs = map[string][]desk.PriorRMA{"HW-1": {prior(c.r)}}
		if got := Gather(in)[0].Facts[0].Get(desk.FactReused); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestPartialShipment: a line counts by its own parcel, a kit by its last one.
func TestPartialShipment(t *testing.T) {
	t.Parallel()
	first, second := at(t, "2026-03-10T10:00:00-04:00"), at(t, "2026-03-25T10:00:00-04:00")
	o := delivered(t)
	o.Lines = []desk.Line{{Line: 1, Name: "Amplifier", Serial: "S-1"}, {Line: 2, Name: "Footswitch", Serial: "S-2"}}
	o.Parcels = []desk.Parcel{
		{Lines: []int{1}, DeliveredAt: &first, DeliveryStatus: desk.DeliveryDelivered},
		{Lines: []int{2}, DeliveredAt: &second, DeliveryStatus: desk.DeliveryDelivered},
	}
	window := func(o desk.Order, edit func(*Input)) string {
		in := input(t, desk.ClassDoaDefect)
		in.Lookup.Matches = []desk.Order{o}
		edit(&in)
		return Gather(in)[0].Facts[0].Get(desk.FactWindow)
	}
	if got := window(o, func(in *Input) { in.Text = "the amplifier hums" }); got != "out" {
		t.Errorf("first line: %s", got)
	}
	if got := window(o, func(in *Input) { in.Reading.Serial = "s2" }); got != "in" {
		t.Errorf("second line by its serial: %s", got)
	}
	if got := window(o, func(*Input) {}); got != "in" {
		t.Errorf("the kit: %s", got)
	}
	o.Parcels[1].DeliveredAt, o.Parcels[1].DeliveryStatus = nil, desk.DeliveryInTransit
	if got := window(o, func(*Input) {}); got != "in" {
		t.Errorf("the kit while a parcel is on its way: %s", got)
	}
}

func BenchmarkGather(b *testing.B) {
	in := input(b, desk.ClassDoaDefect)
	in.Now = time.Now()
	b.ReportAllocs()
	for b.Loop() {
		Gather(in)
	}
}
