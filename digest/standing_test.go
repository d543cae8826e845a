package digest_test

import (
	"bytes"
	"encoding/csv"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/digest"
)

// standingShop is a store in which known things stand open on Monday, 23 November 2026.
func standingShop(t *testing.T) (*office, time.Time) {
	t.Helper()
	o := newOffice(t, "2026-11-23 08:00")
	now := o.clock
	waiting := func(id string, outcome desk.Outcome, flags ...desk.Flag) desk.Case {
		return desk.Case{ID: id, Version: 1, State: desk.CaseOpen, Outcome: outcome, Flags: flags, OpenedAt: now, Deadline: now}
	}
	settled := waiting("C-1009", desk.OutcomeManagerDecision, desk.FlagSafety)
	settled.State = desk.CaseClosed // waits for nobody
	rma := func(n uint64, caseID string, state desk.RMAState, due time.Time, claim *desk.Claim, price, currency string) desk.RMA {
		since := now.Add(-time.Duration(n) * 24 * time.Hour)
		return desk.RMA{Number: desk.NewRMANumber(n), Case: caseID, State: state, Due: due, Claim: claim, UnitPrice: price, OrderCurrency: currency, Qty: 2,
			OpenedAt: since, History: []desk.RMAHistory{{At: since, To: state}}}
	}
	refund := desk.Draft{ID: "C-1001-1", Case: "C-1001", Template: "refund_processing", State: desk.DraftProposed, CreatedAt: now}
	doubtful := desk.Draft{ID: "C-1002-1", Case: "C-1002", Template: "claim_received", State: desk.DraftUncertain, CreatedAt: now}
	c1, c2 := waiting("C-1001", desk.OutcomeManagerDecision), waiting("C-1002", desk.OutcomeOpenRMA, desk.FlagSafety, desk.FlagPolicyGap)
	c1.Drafts, c2.Drafts = []string{refund.ID}, []string{doubtful.ID}
	err := o.store.Record(t.Context(), desk.Change{
		Cases:  []desk.Case{c1, c2, waiting("C-1003", desk.OutcomeManagerDecision, desk.FlagLegalOrChargeback), settled},
		Drafts: []desk.DraftChange{{Draft: refund}, {Draft: doubtful}},
		RMAs: []desk.RMA{
			rma(1, "C-1001", desk.RMAUnderReview, now.Add(-time.Hour), nil, "100.50", "usd"),
			rma(2, "C-1002", desk.RMAUnderReview, now.Add(time.Hour), &desk.Claim{State: desk.ClaimOpen, Due: "2026-11-28"}, "10", "EUR"),
			rma(3, "C-1003", desk.RMAReceived, now.Add(-72*time.Hour), &desk.Claim{State: desk.ClaimOpen, Due: "2026-12-20"}, "", ""),
			rma(4, "C-1009", desk.RMAClosedResolved, time.Time{}, &desk.Claim{State: desk.ClaimFiled, Answer: "2026-11-20"}, "7", "EUR"),
			rma(5, "C-1009", desk.RMAClosedResolved, time.Time{}, nil, "9", "EUR"),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return o, now
}

// TestStanding: what stands open, with whom it waits and what it may cost.
func TestStanding(t *testing.T) {
	t.Parallel()
	o, _ := standingShop(t)
	d, err := o.press.Digest(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]float64{
		"decide/safety": 1, "decide/legal": 1, "decide/manager": 2, "decide/gap": 1, "decide/overdue": 2, "decide/refunds": 1, "decide/claims": 1, "decide/claims_unanswered": 1,
		"decide/unsent": 1, "decide/bounced": 0, "decide/notice_missing": 0, "decide/unread": 0,
		"returns/open": 3, "returns/overdue": 2, "returns/oldest": 3,
		"money/USD/exposure": 201, "money/EUR/exposure": 20, "money/EUR/recoverable": 34, "money/USD/recoverable": 0,
	} {
		f := d.Figure(key)
		if f == nil || f.This == nil || *f.This != want || !f.Standing || f.Last != nil || f.Median != nil {
			t.Errorf("%s is %+v, want %v", key, f, want)
		}
	}
	cases := map[string][]string{}
	for _, m := range d.Block("decisions").Matters {
		cases[m.Key] = m.Cases
	}
	for key, want := range map[string][]string{"decide/overdue": {"C-1003", "C-1001"}, "decide/refunds": {"C-1001"}, "decide/claims": {"C-1002"}} {
		if !slices.Equal(cases[key], want) {
			t.Errorf("%s names %v, want %v", key, cases[key], want)
		}
	}
	if text := digest.Text(d); !strings.Contains(text, "Of 1 open returns the order data give no price.") || strings.Index(text, "Safety (") > strings.Index(text, "None:") {
		t.Errorf("the text:\n%s", text)
	}
}

// TestStandingOverWeeks: what stood open a week ago is known from the digest of then.
func TestStandingOverWeeks(t *testing.T) {
	t.Parallel()
	o, _ := standingShop(t)
	for _, week := range []string{"2026-W46", "2026-W45", "2026-W44"} {
		v := float64(len(week)) // 8
		old := digest.Digest{Week: week, State: digest.StateSent, Blocks: []digest.Block{{Key: "ageing", Figures: []digest.Figure{{Key: "returns/open", This: &v, Standing: true}}}}}
		if err := o.freezeAs(old); err != nil {
			t.Fatal(err)
		}
	}
	d, err := o.press.Digest(t.Context(), "2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	if f := d.Figure("returns/open"); f.Last == nil || *f.Last != 8 || f.Median == nil || *f.Median != 8 {
		t.Errorf("open returns over the weeks: %+v", f)
	}
}

func counts(list ...desk.Count) desk.Change {
	return desk.Change{Audit: []desk.Audit{{What: "x", Counts: list}}}
}

// TestDeliveredShares: rates are over what was delivered, and unknown where nobody knows.
func TestDeliveredShares(t *testing.T) {
	t.Parallel()
	zone := newYork(t)
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t)
	defect := func(n int64, batch, month, what string) desk.Count {
		return desk.NewCount("2026-11-18", n, desk.CountDefect, "BT-1", "1.0", batch, month, what)
	}
	if err := s.Record(t.Context(), counts(
		desk.NewCount("2026-05-04", 1, desk.CountMail, "delay"), // since when anything was counted
		desk.NewCount("2026-11-17", 3, desk.CountDamage, "UPS"), desk.NewCount("2026-11-17", 2, desk.CountService, "UPS", "Ground"),
		defect(9, "B7", "2026-09", "reported"), defect(2, "B7", "2026-09", "confirmed"), defect(1, "B8", "2026-09", "reported"), defect(2, "B9", "2026-11", "reported"),
		defect(1, "B7", "-", "reported"), defect(4, "B7", "2025-01", "reported"), // of unknown and of old deliveries
	)); err != nil {
		t.Fatal(err)
	}
	known, err := digest.Make(t.Context(), s, parcels{units: 1, parcels: 5}, shopOf(t), w, w.Due(zone, 480), never)
	if err != nil {
		t.Fatal(err)
	}
	if f := known.Figure("transit/share/UPS"); f == nil || f.This == nil || *f.This != 300.0/35 || f.N != 35 {
		t.Errorf("the share of UPS: %+v", f)
	}
	if f := known.Figure("transit/share/UPS/Ground"); f == nil || f.This == nil || *f.This != 200.0/35 || f.N != 35 || f.Label != "UPS Ground: share of its parcels" {
		t.Errorf("the share of UPS Ground: %+v", f)
	}
	b := known.Block("defects")
	rows := map[string][]string{}
	for _, r := range b.Tables[0].Rows {
		rows[r[0]+" "+r[1]] = r[2:]
	}
	for key, want := range map[string][]string{
		"BT-1, fw 1.0, batch B7 2026-09":  {"30", "9", "2", "30%", "6.7%"},
		"BT-1, fw 1.0, batch B8 2026-09":  {"30", "1", "0", "3.3%", "0%"},
		"BT-1, fw 1.0, batch B9 2026-11*": {"22", "2", "0", "9.1%", "0%"}, // up to the end of the week
		"BT-1, fw 1.0, batch B7 unknown":  {"unknown", "1", "0", "", ""},
	} {
		if !slices.Equal(rows[key], want) {
			t.Errorf("%s: %v, want %v", key, rows[key], want)
		}
	}
	if len(b.Tables[0].Rows) != 4 {
		t.Errorf("rows: %v", b.Tables[0].Rows)
	}
	if f := known.Figure("defects/reported/BT-1/1.0/B7"); f == nil || !f.Red || *f.This != 14 {
		t.Errorf("nine of a batch raise no alert: %+v", f)
	}
	if f := known.Figure("defects/reported/BT-1/1.0/B9"); f == nil || f.Red {
		t.Errorf("two of a batch raise an alert: %+v", f)
	}
	unknown, err := digest.Make(t.Context(), s, parcels{err: desk.Errf(desk.CodeUnsupported, "no")}, shopOf(t), w, w.Due(zone, 480), never)
	if err != nil {
		t.Fatal(err)
	}
	if f := unknown.Figure("transit/share/UPS"); f == nil || f.This != nil {
		t.Errorf("a share of nobody knows what: %+v", f)
	}
	if text := strings.Join(strings.Fields(digest.Text(unknown)), " "); !strings.Contains(text, "units unknown, reported 9, confirmed 2") || !strings.Contains(text, "Rates are unknown: the order source cannot say") {
		t.Errorf("the text:\n%s", text)
	}
}

// TestCountAlert: where nobody knows what was delivered, a batch is measured against its own
// usual week.
func TestCountAlert(t *testing.T) {
	t.Parallel()
	zone := newYork(t)
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int64]bool{2: false, 3: true, 6: true} {
		s := openStore(t)
		list := []desk.Count{desk.NewCount("2026-11-18", n, desk.CountDefect, "BT-1", "1.0", "B7", "2026-11", "reported")}
		for i := 1; i < 9; i++ {
			day, _ := w.Add(-i).Days()
			list = append(list, desk.NewCount(day, 1, desk.CountDefect, "BT-1", "1.0", "B7", "2026-10", "reported"))
		}
		if err := s.Record(t.Context(), counts(list...)); err != nil {
			t.Fatal(err)
		}
		d, err := digest.Make(t.Context(), s, nil, shopOf(t), w, w.Due(zone, 480), never)
		if err != nil {
			t.Fatal(err)
		}
		if f := d.Figure("defects/reported/BT-1/1.0/B7"); f == nil || f.Red != want {
			t.Errorf("%d units after weeks of one: %+v", n, f)
		}
	}
}

// TestDraw draws what charts may hold at their edges.
func TestDraw(t *testing.T) {
	t.Parallel()
	v := func(x float64) *float64 { return &x }
	for _, c := range []digest.Chart{
		{Name: "a", Kind: "stacked", Labels: []string{"W1"}, Series: []digest.Series{{Name: "x", Values: []*float64{v(0)}}}},
		{Name: "b", Kind: "bars", Labels: []string{"Under review"}, Series: []digest.Series{{Name: "x", Values: []*float64{v(1e6)}}, {Name: "y", Red: true, Values: []*float64{v(3)}}}},
		{Name: "c", Kind: "lines", Unit: "h", Labels: []string{"W1", "W2", "W3"}, Series: []digest.Series{{Name: "x", Values: []*float64{nil, v(0.2), nil}}, {Name: "y", Values: []*float64{nil, nil, nil}}}},
	} {
		raw, err := digest.Draw(&c, digest.PNG)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(raw))
		if err != nil || img.Bounds().Dx() != 720 {
			t.Errorf("chart %s: %v", c.Name, err)
		}
		if svg, err := digest.Draw(&c, digest.SVG); err != nil || !bytes.HasPrefix(svg, []byte("<svg")) {
			t.Errorf("chart %s as SVG: %v, %.40s", c.Name, err, svg)
		}
	}
}

// TestCSV: names that look like formulas stay text, and the table can be read again.
func TestCSV(t *testing.T) {
	t.Parallel()
	v := -3.5
	d := digest.Digest{Week: "2026-W47", Blocks: []digest.Block{{Key: "defects",
		Figures: []digest.Figure{{Key: "k", Label: "=HYPERLINK(\"x\")", This: &v}, {Key: "+1", Label: "@SUM(A1)", N: 4}, {Key: "t", Label: "\tx"}},
		Tables:  []digest.Table{{Title: "By month", Head: []string{"Batch", "Units"}, Rows: [][]string{{"-2+3, batch \"B\"", "7"}}}},
	}}}
	raw, err := digest.CSV(&d)
	if err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(string(raw), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !ok || len(rows) != 5 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, want := range [][]string{{"k", `'=HYPERLINK("x")`, "", "-3.5"}, {"'+1", "'@SUM(A1)", "", ""}, {"t", "'\tx", "", ""}, {"By month", `'-2+3, batch "B"`, "Units", "7"}} {
		if got := rows[i+1][2:6]; !slices.Equal(got, want) {
			t.Errorf("row %d is %q, want %q", i+1, got, want)
		}
	}
}

// TestWeekBeforeTheFirst: in a week before anything was counted nothing is known; that there
// was no mail would be untrue.
func TestWeekBeforeTheFirst(t *testing.T) {
	t.Parallel()
	zone := newYork(t)
	s := openStore(t)
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	record(t, s, []matter{{id: "C-1001", received: w.Ends(zone).AddDate(0, 0, -2), class: desk.ClassDelay, template: "on_schedule", outcome: desk.OutcomeOnScheduleInfo}}, w.Ends(zone))
	for of, want := range map[string]string{"2026-W47": "All mail 1 ", "2026-W46": "All mail – ", "2026-W30": "All mail – "} {
		w, err := digest.ParseWeek(of)
		if err != nil {
			t.Fatal(err)
		}
		d, err := digest.Make(t.Context(), s, nil, shopOf(t), w, w.Due(zone, 8*60), never)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(digest.Text(d)), " ")
		before := of != "2026-W47"
		if !strings.Contains(text, want) || strings.Contains(text, "No mail came") || strings.Contains(text, "the first thing that it counted is of 21 November 2026") != before || strings.Contains(d.Headline, "not counted yet") != before {
			t.Errorf("%s:\n%s", of, digest.Text(d))
		}
	}
}
