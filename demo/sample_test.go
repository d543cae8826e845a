package demo

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/message"
)

// noon is the moment of the tests' sample: an ordinary Wednesday.
var noon = time.Date(2026, 10, 14, 16, 0, 0, 0, time.UTC)

// sampleAtNoon is made once, since drawing takes a second.
var sampleAtNoon = sync.OnceValues(func() (*Sample, error) { return New(noon) })

func sample(t *testing.T) *Sample {
	t.Helper()
	s, err := sampleAtNoon()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parse(t *testing.T, l Letter) *message.Message {
	t.Helper()
	m, err := message.Parse(l.Raw, l.ReceivedAt, message.Options{
		AuthServID: AuthServID, OwnReceivedBy: []string{AuthServID}, OwnAddresses: []string{ShopAddress},
	})
	if err != nil {
		t.Fatalf("%s: %v", l.Key, err)
	}
	return m
}

func TestSameMomentSameBytes(t *testing.T) {
	t.Parallel()
	a := sample(t)
	b, err := New(noon)
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Letters {
		if a.Letters[i].Key != b.Letters[i].Key || !bytes.Equal(a.Letters[i].Raw, b.Letters[i].Raw) {
			t.Errorf("letter %d (%s) differs from one making to the next", i, a.Letters[i].Key)
		}
	}
}

func TestLettersAreWhatTheySay(t *testing.T) {
	t.Parallel()
	s := sample(t)
	if len(s.Letters) < 40 {
		t.Errorf("%d letters, want at least 40", len(s.Letters))
	}
	seen := map[string]bool{}
	for i, l := range s.Letters {
		if seen[l.Key] {
			t.Errorf("two letters are called %s", l.Key)
		}
		seen[l.Key] = true
		if i > 0 && l.ReceivedAt.Before(s.Letters[i-1].ReceivedAt) {
			t.Errorf("%s came before the one that stands before it", l.Key)
		}
		if age := noon.Sub(l.ReceivedAt); age < 5*time.Minute || age > 36*time.Hour {
			t.Errorf("%s is %s old", l.Key, age)
		}
		m := parse(t, l)
		if len(m.Problems) > 0 {
			t.Errorf("%s: %v", l.Key, m.Problems)
		}
		if m.Subject != l.Subject || m.From.Name != l.From.Name || m.Sender.Address != l.From.Address {
			t.Errorf("%s: read as %q of %s <%s>", l.Key, m.Subject, m.From.Name, m.Sender.Address)
		}
		if !m.ReceivedAt.Equal(l.ReceivedAt) {
			t.Errorf("%s: received %s, want %s", l.Key, m.ReceivedAt, l.ReceivedAt)
		}
		want := message.Verified
		if l.Key == "cancel-forged" {
			want = message.Failed
		}
		if m.Sender.Verified != want {
			t.Errorf("%s: sender %s (%s), want %s", l.Key, m.Sender.Verified, m.Sender.Detail, want)
		}
		if strings.TrimSpace(m.NewText) == "" {
			t.Errorf("%s has no text", l.Key)
		}
	}
}

func TestKindsOfMail(t *testing.T) {
	t.Parallel()
	find := func(key string) *message.Message {
		s := sample(t)
		i := slices.IndexFunc(s.Letters, func(l Letter) bool { return l.Key == key })
		if i < 0 {
			t.Fatalf("no letter %s", key)
		}
		return parse(t, s.Letters[i])
	}
	if m := find("photos-follow"); !slices.Equal(m.InReplyTo, []string{find("only-a-logo").MessageID}) || m.Quoted == "" {
		t.Errorf("photos-follow answers %v, quoted %q", m.InReplyTo, m.Quoted)
	}
	if m := find("cancel-after-waiting"); m.Quoted == "" || strings.Contains(m.NewText, "anodiser") {
		t.Errorf("the history is not told from the new text: %q", m.NewText)
	}
	if m := find("behind-a-link"); len(m.Links) != 1 || !strings.Contains(m.NewText, "vertical lines") {
		t.Errorf("links %v, text %q", m.Links, m.NewText)
	}
	if m := find("only-a-logo"); len(m.AllAttachments()) != 1 || !m.AllAttachments()[0].Inline {
		t.Errorf("the logo is not inline: %+v", m.AllAttachments())
	}
	for key, want := range map[string]message.Kind{
		"out-of-office": message.KindAutoReply, "newsletter": message.KindNewsletter, "phishing": message.KindSpam, "presale": message.KindNone,
	} {
		if got := find(key).Machine.Kind; got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}

// TestOrdersTellAStory: no order contradicts itself, at whatever moment the demo runs.
func TestOrdersTellAStory(t *testing.T) {
	t.Parallel()
	for _, now := range []time.Time{
		noon,
		time.Date(2026, 3, 8, 6, 30, 0, 0, time.UTC), // the clock jumps in New York
		time.Date(2026, 1, 1, 4, 59, 0, 0, time.UTC), // the year ends
		time.Date(2028, 2, 29, 23, 0, 0, 0, time.UTC),
	} {
		b := &builder{now: now, zones: map[string]*time.Location{}}
		for _, part := range []func(){b.cancellations, b.changes, b.defects, b.lateReports, b.damages, b.regrets, b.parcels, b.questions, b.returns, b.strangers, b.machines} {
			part()
		}
		if b.err != nil {
			t.Fatal(b.err)
		}
		numbers := map[string]bool{}
		for _, o := range b.orders {
			if numbers[o.Number] {
				t.Errorf("two orders %s", o.Number)
			}
			numbers[o.Number] = true
			last := time.Time{}
			for _, at := range []*time.Time{o.PlacedAt, o.ProductionStartedAt, o.ShippedAt, o.DeliveredAt} {
				if at == nil {
					continue
				}
				if !at.After(last) || at.After(now) {
					t.Errorf("at %s: %s has the steps %v %v %v %v", now, o.Number, o.PlacedAt, o.ProductionStartedAt, o.ShippedAt, o.DeliveredAt)
					break
				}
				last = *at
			}
			if (o.DeliveredAt != nil) != (o.Stage == desk.StageDelivered) {
				t.Errorf("%s is %s with the delivery %v", o.Number, o.Stage, o.DeliveredAt)
			}
		}
	}
}

func TestDeliveryDayInShipToZone(t *testing.T) {
	t.Parallel()
	for hour := range 24 {
		now := time.Date(2026, 3, 29, hour, 17, 0, 0, time.UTC) // the clock jumps in Europe
		for _, to := range []place{usWest, usEast, britain, germany} {
			for n := range 10 {
				b := &builder{now: now, zones: map[string]*time.Location{}}
				o := b.order(20001, person{"A", "a@a.example"}, to, 60, hollow65)
				report := now.Add(-time.Hour)
				b.delivered(o, report, n, "DHL")
				z := b.zone(to.zone)
				y, m, d := report.In(z).Date()
				if got := o.DeliveredAt.In(z).Format(time.DateOnly); n > 0 && got != time.Date(y, m, d-n, 0, 0, 0, 0, z).Format(time.DateOnly) {
					t.Fatalf("report %s, day %d in %s: delivered %s", report, n, to.zone, got)
				}
				if !o.DeliveredAt.Before(report) {
					t.Fatalf("delivered %s after the report %s", o.DeliveredAt, report)
				}
			}
		}
	}
}

func TestOrdersJSON(t *testing.T) {
	t.Parallel()
	s := sample(t)
	data, err := s.OrdersJSON()
	if err != nil {
		t.Fatal(err)
	}
	var back []desk.Order
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	stages := map[desk.Stage]int{}
	for i := range back {
		if back[i].Number != s.Orders[i].Number {
			t.Errorf("order %d came back as %s", i, back[i].Number)
		}
		stages[back[i].Stage]++
	}
	for _, st := range []desk.Stage{desk.StagePlaced, desk.StageInProduction, desk.StageShipped, desk.StageDelivered, desk.StageRefunded} {
		if stages[st] == 0 {
			t.Errorf("no order is %s", st)
		}
	}
}
