package digest_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/digest"
)

// shipped is an order source that knows units by make and month of delivery: "BT-1/1.0/B7 2026-09".
type shipped map[string]int

func (s shipped) Delivered(_ context.Context, from, to desk.Date) (desk.Deliveries, error) {
	var d desk.Deliveries
	for key, n := range s {
		mk, month, _ := strings.Cut(key, " ")
		p, day := strings.Split(mk, "/"), desk.Date(month+"-10")
		if day >= from && day < to {
			d.Units = append(d.Units, desk.DeliveredUnits{Day: day, SKU: p[0], Firmware: p[1], Batch: p[2], Units: n})
		}
	}
	return d, nil
}

// defect is units of a make, delivered in a month, of which something became known on a day.
type defect struct {
	day, make, month, what string
	n                      int64
}

func defectsOf(t *testing.T, began desk.Date, source digest.Deliveries, list ...defect) *digest.Digest {
	t.Helper()
	w, err := digest.ParseWeek("2026-W47") // 16 to 22 November
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t)
	all := []desk.Count{desk.NewCount(began, 1, desk.CountMail, "other")}
	for _, d := range list {
		p := strings.Split(d.make, "/")
		all = append(all, desk.NewCount(desk.Date(d.day), d.n, desk.CountDefect, p[0], p[1], p[2], d.month, d.what))
	}
	if err := s.Record(t.Context(), counts(all...)); err != nil {
		t.Fatal(err)
	}
	d, err := digest.Make(t.Context(), s, source, shopOf(t), w, w.Due(newYork(t), 480), never)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// redIn gives the keys of red figures and the names of red rows of the block of defects.
func redIn(d *digest.Digest) (figures, rows []string) {
	b := d.Block("defects")
	for _, f := range b.Figures {
		if f.Red {
			figures = append(figures, strings.TrimPrefix(f.Key, "defects/"))
		}
	}
	for _, t := range b.Tables {
		for i, row := range t.Rows {
			if t.Red[i] {
				rows = append(rows, strings.TrimPrefix(row[0], "BT-1, fw 1.0, batch ")+" "+row[1])
			}
		}
	}
	slices.Sort(figures)
	return figures, rows
}

// TestAlerts: a batch stands out as a whole or by a month of delivery, and is red only in
// a week that brings something new of it.
func TestAlerts(t *testing.T) {
	t.Parallel()
	const b7, b8, b9, other = "BT-1/1.0/B7", "BT-1/1.0/B8", "BT-1/1.0/B9", "SPK/-/-"
	const before, week = "2026-10-07", "2026-11-18"
	source := shipped{b7 + " 2026-08": 50, b7 + " 2026-09": 50, b8 + " 2026-08": 50, b8 + " 2026-09": 50, b9 + " 2026-08": 50, b9 + " 2026-11": 40}
	usual := []defect{{before, b8, "2026-08", "reported", 2}, {before, b8, "2026-09", "reported", 2}, {before, b9, "2026-08", "reported", 2}}
	for name, c := range map[string]struct {
		source  digest.Deliveries
		defects []defect
		figures []string
		rows    []string
		note    string
	}{
		"bad and new": {nil, []defect{{before, b7, "2026-09", "reported", 12}, {week, b7, "2026-08", "reported", 1}},
			[]string{"reported/" + b7}, []string{"B7 2026-08"}, "Look at BT-1, fw 1.0, batch B7: 13 of 100 delivered units reported (13%), 3.1% in the median of the other batches of this product; 1 reported this week."},
		"bad, nothing new": {nil, []defect{{before, b7, "2026-09", "reported", 12}}, nil, nil,
			"As far from the usual as before, with nothing new this week: BT-1, fw 1.0, batch B7."},
		"bad, only confirmed": {nil, []defect{{before, b7, "2026-09", "reported", 12}, {week, b7, "2026-09", "confirmed", 2}},
			[]string{"confirmed/" + b7}, []string{"B7 2026-09"}, "this product; 2 confirmed this week."},
		"new, but usual":    {nil, []defect{{week, b7, "2026-09", "reported", 3}}, nil, nil, ""},
		"two are no alert":  {shipped{b7 + " 2026-09": 4, b8 + " 2026-09": 50, b9 + " 2026-09": 50}, []defect{{week, b7, "2026-09", "reported", 2}}, nil, nil, ""},
		"taken back":        {nil, []defect{{week, b7, "2026-09", "reported", 9}, {week, b7, "2026-09", "reported", -9}, {before, b7, "2026-08", "reported", 3}}, nil, nil, ""},
		"one month alone":   {nil, []defect{{week, b7, "2026-09", "reported", 5}}, []string{"reported/" + b7}, []string{"B7 2026-09"}, "batch B7: 5 of 50 units delivered in 2026-09 reported (10%), 4% in the median month of the other batches of this product; 5 reported this week."},
		"a month, long ago": {nil, []defect{{before, b7, "2026-09", "reported", 5}, {week, b7, "2026-08", "reported", 1}}, nil, nil, "nothing new this week: BT-1, fw 1.0, batch B7."},
		"a young month": {nil, []defect{{week, b9, "2026-11", "reported", 7}}, []string{"reported/" + b9}, []string{"B9 2026-11*"},
			"batch B9: 9 of 90 delivered units reported (10%)"},
		"no other batch, other months": {shipped{b7 + " 2026-07": 50, b7 + " 2026-08": 50, b7 + " 2026-09": 50, other + " 2026-09": 9},
			[]defect{{before, b7, "2026-07", "reported", 2}, {before, b7, "2026-08", "reported", 2}, {week, b7, "2026-09", "reported", 5}},
			[]string{"reported/" + b7}, []string{"B7 2026-09"}, "5 of 50 units delivered in 2026-09 reported (10%), 4% in the median month of this batch; 5 reported this week."},
		"delivered unknown": {shipped{b8 + " 2026-09": 50}, []defect{{week, b7, "-", "reported", 3}, {week, b8, "-", "reported", 2}, {before, b7, "-", "reported", 1}, {"2026-10-14", b7, "-", "reported", 1}, {"2026-10-20", b7, "-", "reported", 1}},
			[]string{"reported/" + b7}, []string{"B7 unknown"}, "3 units reported this week, 0 in the median week."},
	} {
		if c.source == nil {
			c.source, c.defects = source, append(c.defects, usual...)
		}
		d := defectsOf(t, "2026-06-01", c.source, c.defects...)
		figures, rows := redIn(d)
		if !slices.Equal(figures, c.figures) || !slices.Equal(rows, c.rows) {
			t.Errorf("%s: red are %q and %q, want %q and %q", name, figures, rows, c.figures, c.rows)
		}
		if notes := strings.Join(append(d.Block("defects").Leads, d.Block("defects").Notes...), "\n"); !strings.Contains(notes, c.note) || c.note == "" && (strings.Contains(notes, "Look") || strings.Contains(notes, "usual")) {
			t.Errorf("%s: the notes say %q, want %q", name, notes, c.note)
		}
		for _, f := range d.Block("defects").Figures { // red is never a nothing
			if f.Red && (f.Minor || *f.This == 0) {
				t.Errorf("%s: red is %+v", name, f)
			}
		}
	}
}

// TestBeforeTheFirstDay: units that were delivered before anybody counted are in no rate.
func TestBeforeTheFirstDay(t *testing.T) {
	t.Parallel()
	const b7, b8, b9 = "BT-1/1.0/B7", "BT-1/1.0/B8", "BT-1/1.0/B9"
	source := shipped{}
	for _, b := range []string{b7, b8, b9} {
		for _, month := range []string{"2026-06", "2026-07", "2026-08", "2026-09"} {
			source[b+" "+month] = 50
		}
	}
	d := defectsOf(t, "2026-09-15", source, defect{"2026-09-15", b7, "2026-09", "reported", 3}, defect{"2026-09-17", b8, "2026-09", "reported", 3},
		defect{"2026-09-18", b9, "2026-09", "reported", 3}, defect{"2026-11-18", b7, "2026-09", "reported", 1})
	if figures, _ := redIn(d); len(figures) > 0 {
		t.Errorf("red are %v: %v", figures, d.Block("defects").Notes)
	}
	d = defectsOf(t, "2026-09-15", source, defect{"2026-09-15", b7, "2026-09", "reported", 4}, defect{"2026-11-18", b7, "2026-09", "reported", 1})
	if notes := strings.Join(d.Block("defects").Leads, "\n"); !strings.Contains(notes, "5 of 50 delivered units reported (10%)") {
		t.Errorf("the notes: %s", notes)
	}
}

// TestManyAlerts: a bad week of many products says the worst at length and names some of
// the others.
func TestManyAlerts(t *testing.T) {
	t.Parallel()
	source, list := shipped{}, []defect{}
	for i := range 40 {
		bad := fmt.Sprintf("P%02d/1.0/B1", i)
		source[bad+" 2026-09"] = 50
		list = append(list, defect{"2026-11-18", bad, "2026-09", "reported", int64(10 + i)})
		for k := range 2 {
			source[fmt.Sprintf("P%02d/1.0/B%d 2026-09", i, k+2)] = 50
		}
	}
	d := defectsOf(t, "2026-06-01", source, list...)
	notes := d.Block("defects").Leads
	if len(notes) != 7 || !strings.HasPrefix(notes[0], "Look at P39, fw 1.0, batch B1: 49 of 50") || !strings.HasPrefix(notes[6], "Look also at P33") || !strings.HasSuffix(notes[6], "P29, fw 1.0, batch B1; and 29 more.") {
		t.Errorf("%d notes:\n%s", len(notes), strings.Join(notes, "\n"))
	}
	shown, red := 0, 0
	for _, f := range d.Block("defects").Figures {
		red += map[bool]int{true: 1}[f.Red]
		shown += map[bool]int{true: 1}[f.Red && !f.Minor]
	}
	if red != 40 || shown != 6 {
		t.Errorf("%d red figures, %d of them in the mail", red, shown)
	}
}
