package orders

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

func at(day string) *time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil
	}
	return &t
}

func shop() *Index {
	return NewIndex([]desk.Order{
		{Number: "HW-10512", Email: "Ann@x.example", AccountEmail: "ann.work@x.example", PlacedAt: at("2026-03-01")},
		{Number: "HW-10513", Email: "ann@x.example", PlacedAt: at("2026-03-09")},
		{Number: "HW-10514", Email: "bob@x.example"},
		{Number: "20417", Email: "cy@x.example"},
		{Number: "AB-30001", Email: "dee@x.example"},
		{Number: "HW-30001", Email: "eve@x.example"},
	})
}

func n(written string, strong bool) desk.NumberFound {
	return desk.NumberFound{Written: written, Key: desk.FoldNumber(written), Where: "new", Strong: strong}
}

func quoted(written string) desk.NumberFound {
	return desk.NumberFound{Written: written, Key: desk.FoldNumber(written), Where: "quoted", Strong: true}
}

func numbers(list []desk.Order) string {
	var out []string
	for _, o := range list {
		out = append(out, o.Number)
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	t.Parallel()
	x := shop()
	for _, c := range []struct {
		name, sender       string
		given              []desk.NumberFound
		match, unknown, ow string
	}{
		{"as it is", "", []desk.NumberFound{n("HW-10512", true)}, "HW-10512", "", ""},
		{"sloppy", "", []desk.NumberFound{n("#hw 10512", true)}, "HW-10512", "", ""},
		{"long dash", "", []desk.NumberFound{n("HW–10512", true)}, "HW-10512", "", ""},
		{"glued", "", []desk.NumberFound{n("hw10512", true)}, "HW-10512", "", ""},
		{"prefix left out", "", []desk.NumberFound{n("10512", true)}, "HW-10512", "", ""},
		{"prefix left out, two of them", "", []desk.NumberFound{n("30001", true)}, "", "30001", ""},
		{"prefix left out, one of them his", "eve@x.example", []desk.NumberFound{n("30001", true)}, "HW-30001", "", "HW-30001"},
		{"no prefix at all", "", []desk.NumberFound{n("20417", true)}, "20417", "", ""},
		{"O is no 0", "", []desk.NumberFound{n("HW-1O512", true)}, "", "", ""},
		{"typo", "bob@x.example", []desk.NumberFound{n("HW-10541", true)}, "", "HW-10541", "HW-10514"},
		{"typo in the prefix", "", []desk.NumberFound{n("HV-10512", true)}, "", "HV-10512", ""},
		{"a serial number is no typo", "", []desk.NumberFound{n("K75-010402", true)}, "", "", ""},
		{"bare digits of a stranger", "bob@x.example", []desk.NumberFound{n("20417", false)}, "", "", "HW-10514"},
		{"bare digits of his own", "cy@x.example", []desk.NumberFound{n("20417", false)}, "20417", "", "20417"},
		{"a stranger's number", "bob@x.example", []desk.NumberFound{n("HW-10512", true)}, "HW-10512", "", "HW-10514"},
		{"twice the same", "", []desk.NumberFound{n("HW-10512", true), n("10512", true)}, "HW-10512", "", ""},
		{"two orders", "", []desk.NumberFound{n("HW-10513", true), n("HW-10512", true)}, "HW-10513 HW-10512", "", ""},
		{"quoted beside new", "", []desk.NumberFound{n("HW-10513", true), quoted("HW-10512")}, "HW-10513", "", ""},
		{"quoted alone", "", []desk.NumberFound{quoted("HW-10512")}, "HW-10512", "", ""},
		{"typo above the right one", "", []desk.NumberFound{n("HW-99999", true), quoted("HW-10512")}, "HW-10512", "HW-99999", ""},
		{"own, newest first", "ANN@X.example ", nil, "", "", "HW-10513 HW-10512"},
		{"account address", "ann.work@x.example", nil, "", "", "HW-10512"},
		{"nobody", "", nil, "", "", ""},
		{"dots matter", "a.nn@x.example", nil, "", "", ""},
	} {
		l := x.Find(c.given, c.sender)
		var unknown []string
		for _, u := range l.Unknown {
			unknown = append(unknown, u.Written)
		}
		if numbers(l.Matches) != c.match || strings.Join(unknown, " ") != c.unknown || numbers(l.Own) != c.ow || len(l.Given) != len(c.given) {
			t.Errorf("%s: matches %q, unknown %q, own %q; want %q, %q, %q", c.name, numbers(l.Matches), unknown, numbers(l.Own), c.match, c.unknown, c.ow)
		}
	}
}

func TestByNumber(t *testing.T) {
	t.Parallel()
	x := shop()
	if o, ok := x.ByNumber("hw10514"); !ok || o.Email != "bob@x.example" {
		t.Error(o, ok)
	}
	for _, no := range []string{"", "-", "10514", "HW-1"} {
		if o, ok := x.ByNumber(no); ok {
			t.Errorf("%q found %s", no, o.Number)
		}
	}
}

// Numbers that fold to one are one number to a customer: both orders exist, neither can
// be trusted, the writer's own comes first.
func TestSameNumber(t *testing.T) {
	t.Parallel()
	x := NewIndex([]desk.Order{{Number: "HW-1001", Email: "a@x.example"}, {Number: "HW1001", Email: "b@x.example"}})
	l := x.Find([]desk.NumberFound{n("HW-1001", true)}, "b@x.example")
	if len(l.Matches) != 1 || l.Matches[0].Email != "b@x.example" || l.Matches[0].DataError == "" {
		t.Errorf("%+v", l.Matches)
	}
}

func TestDue(t *testing.T) {
	t.Parallel()
	x := NewIndex([]desk.Order{
		{Number: "late", ShipBy: "2026-03-09", Stage: desk.StageInProduction},
		{Number: "later", ShipBy: "2026-03-01", Stage: desk.StagePlaced},
		{Number: "today", ShipBy: "2026-03-16", Stage: desk.StagePlaced},
		{Number: "waits", ShipBy: "2026-03-02", RevisedShipBy: "2026-04-01", DelayChoice: desk.DelayChoiceWait, Stage: desk.StageInProduction},
		{Number: "revised, not chosen", ShipBy: "2026-03-03", RevisedShipBy: "2026-04-01", Stage: desk.StageInProduction},
		{Number: "shipped", ShipBy: "2026-03-01", Stage: desk.StageShipped},
		{Number: "shipped, stage unknown", ShipBy: "2026-03-01", Stage: desk.StageUnknown, ShippedAt: at("2026-03-01")},
		{Number: "refunded", ShipBy: "2026-03-01", Stage: desk.StageRefunded},
		{Number: "no promise", Stage: desk.StagePlaced},
	})
	// 03:30 UTC on the 16th is still the 15th in the shop.
	before := time.Date(2026, 3, 17, 3, 30, 0, 0, time.UTC)
	if got := numbers(x.Due(before, shopZone(t))); got != "later revised, not chosen late" {
		t.Error(got)
	}
	if got := numbers(x.Due(before, time.UTC)); got != "later revised, not chosen late today" {
		t.Error(got)
	}
}
