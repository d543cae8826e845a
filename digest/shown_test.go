package digest_test

import (
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/digest"
)

// shownIn gives a digest as page and text, with single blanks.
func shownIn(t *testing.T, d *digest.Digest) (page, text string) {
	t.Helper()
	raw, err := digest.HTML(d, func(n string) string { return n })
	if err != nil {
		t.Fatal(err)
	}
	page = regexp.MustCompile(`(?s)<style>.*</style>|<[^>]*>`).ReplaceAllString(string(raw), " ")
	return strings.Join(strings.Fields(page), " "), strings.Join(strings.Fields(digest.Text(d)), " ")
}

// TestMatterWithoutCases: what names no case is not "and 2 more" of nothing.
func TestMatterWithoutCases(t *testing.T) {
	t.Parallel()
	v := 2.0
	d := &digest.Digest{Week: "2026-W47", Blocks: []digest.Block{{Key: "decisions", Matters: []digest.Matter{
		{Figure: digest.Figure{Key: "decide/unread", Label: "Mails that could not be read", This: &v, N: 2}}}}}}
	page, text := shownIn(t, d)
	if strings.Contains(page, "and 2 more") || strings.Contains(text, "and 2 more") || !strings.Contains(page, "2 Mails that could not be read") {
		t.Errorf("page: %s\ntext: %s", page, text)
	}
}

// TestClosedCasesWaitForNobody: a closed case of which a mail was refused has a mail to look
// after, and nothing else to decide.
func TestClosedCasesWaitForNobody(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-11-23 08:00")
	c := desk.Case{ID: "C-1001", Version: 1, State: desk.CaseClosed, Outcome: desk.OutcomeManagerDecision, OpenedAt: o.clock, Deadline: o.clock,
		Flags: []desk.Flag{desk.FlagSafety, desk.FlagDelayNoticeOverdue, desk.FlagBounceOfOurs}, Drafts: []string{"C-1001-1"}}
	err := o.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c},
		Drafts: []desk.DraftChange{{Draft: desk.Draft{ID: "C-1001-1", Case: "C-1001", Template: "delay_notice", State: desk.DraftFailed, CreatedAt: o.clock}}}})
	if err != nil {
		t.Fatal(err)
	}
	d, err := o.press.Digest(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range d.Block("decisions").Matters {
		want, cases := 0.0, ""
		if m.Key == "decide/unsent" {
			want, cases = 1, "C-1001"
		}
		if *m.This != want || strings.Join(m.Cases, " ") != cases {
			t.Errorf("%s: %v, %v", m.Key, *m.This, m.Cases)
		}
	}
}

// TestBothRates: reported and confirmed units stand over those delivered, in the page behind
// their number and in the table in columns of their own.
func TestBothRates(t *testing.T) {
	t.Parallel()
	const b7 = "BT-1/1.0/B7"
	d := defectsOf(t, "2026-06-01", shipped{b7 + " 2026-09": 40}, defect{"2026-11-18", b7, "2026-09", "reported", 4}, defect{"2026-11-18", b7, "2026-09", "confirmed", 1},
		defect{"2026-11-18", b7, "2026-10", "reported", 2})
	page, text := shownIn(t, d)
	for _, want := range []string{"BT-1, fw 1.0, batch B7 2026-09 40 4 (10%) 1 (2.5%)", "Batch Delivered in Units Reported Confirmed BT-1", "BT-1, fw 1.0, batch B7 2026-10* unknown 2 0"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if want := "delivered in 2026-09, units 40, reported 4 (10%), confirmed 1 (2.5%) BT"; !strings.Contains(text, want) {
		t.Errorf("the text lacks %q:\n%s", want, text)
	}
	raw, err := digest.CSV(d)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]string{}
	for _, r := range rows {
		if r[2] == "By month of delivery" && r[3] == "BT-1, fw 1.0, batch B7" && cells[r[4]] == "" {
			cells[r[4]] = r[5]
		}
	}
	for head, want := range map[string]string{"Reported": "4", "Reported rate": "10%", "Confirmed": "1", "Confirmed rate": "2.5%"} {
		if cells[head] != want {
			t.Errorf("the table says %q of %s, want %q (%v)", cells[head], head, want, cells)
		}
	}
}

// TestQuietService: a carrier's service without damage in nine weeks stands in the table alone.
func TestQuietService(t *testing.T) {
	t.Parallel()
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t)
	if err := s.Record(t.Context(), counts(desk.NewCount("2026-09-01", 1, desk.CountMail, "delay"),
		desk.NewCount("2026-11-17", 1, desk.CountDamage, "UPS"), desk.NewCount("2026-11-17", 1, desk.CountService, "UPS", "Ground"),
		desk.NewCount("2026-10-06", 1, desk.CountDamage, "DHL"), desk.NewCount("2026-10-06", 1, desk.CountService, "DHL", "Express"))); err != nil {
		t.Fatal(err)
	}
	d, err := digest.Make(t.Context(), s, parcels{units: 1, parcels: 5}, shopOf(t), w, w.Due(newYork(t), 480), never)
	if err != nil {
		t.Fatal(err)
	}
	for key, minor := range map[string]bool{"transit/share/UPS": false, "transit/share/UPS/Ground": false, "transit/share/DHL": true, "transit/share/DHL/Express": true} {
		if f := d.Figure(key); f == nil || f.Minor != minor {
			t.Errorf("%s: %+v, want minor: %v", key, f, minor)
		}
	}
}

// TestSmallCorrections: corrections that only the table has are said to be there.
func TestSmallCorrections(t *testing.T) {
	t.Parallel()
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t)
	if err := s.Record(t.Context(), counts(desk.NewCount("2026-11-11", 1, desk.CountDraft, "on_schedule", "delay", "approved"))); err != nil {
		t.Fatal(err)
	}
	at := func(w digest.Week, earlier func(digest.Week) (*digest.Digest, error)) *digest.Digest {
		d, err := digest.Make(t.Context(), s, nil, shopOf(t), w, w.Due(newYork(t), 480), earlier)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	last := at(w.Add(-1), never)
	if err := s.Record(t.Context(), counts(desk.NewCount("2026-11-11", -1, desk.CountDraft, "on_schedule", "delay", "approved"),
		desk.NewCount("2026-11-11", 1, desk.CountDraft, "on_schedule", "other", "approved"))); err != nil {
		t.Fatal(err)
	}
	d := at(w, func(x digest.Week) (*digest.Digest, error) {
		if x == w.Add(-1) {
			return last, nil
		}
		return nil, nil
	})
	b := d.Block("corrections")
	if b == nil || len(b.Tables) != 1 || b.Tables[0].More != len(b.Tables[0].Rows) {
		t.Fatalf("corrections: %+v", b)
	}
	page, text := shownIn(t, d)
	for _, s := range []string{page, text} {
		if strings.Contains(s, "and 2 more") || strings.Contains(s, "Figure Sent Now") || !strings.Contains(s, "2 rows in the attached table.") {
			t.Errorf("it says: %s", s)
		}
	}
}

// TestNames: abbreviations of the trade keep their capitals.
func TestNames(t *testing.T) {
	t.Parallel()
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t)
	if err := s.Record(t.Context(), counts(desk.NewCount("2026-11-18", 1, desk.CountDraft, "rma_status", "delay", "approved"))); err != nil {
		t.Fatal(err)
	}
	d, err := digest.Make(t.Context(), s, nil, shopOf(t), w, w.Due(newYork(t), 480), never)
	if err != nil {
		t.Fatal(err)
	}
	if page, _ := shownIn(t, d); !strings.Contains(page, "RMA status, delay") {
		t.Errorf("the page: %s", page)
	}
}

// TestLongMatters: what waits stays within the lines of the text, behind its number.
func TestLongMatters(t *testing.T) {
	t.Parallel()
	v := 12345.0
	d := &digest.Digest{Week: "2026-W47", State: digest.StatePreview, Headline: "12,345 decisions wait", Blocks: []digest.Block{{Key: "decisions", Matters: []digest.Matter{
		{Figure: digest.Figure{Key: "decide/claims", Label: "Claims on carriers to be filed within a week, or late", This: &v, Last: &v, Median: &v}, Cases: []string{"C-1001"}}}}}}
	want := "12,345  Claims on carriers to be filed within a week, or late (last week\n        12,345, median 12,345)\n       C-1001 and 12,344 more\n"
	if got := digest.Text(d); !strings.Contains(got, want) || !strings.Contains(got, "wait.\nPreview: the figures may still change.\n") {
		t.Errorf("the text:\n%s", got)
	}
}

// TestSentAgain: a digest in doubt that a person sends again does not say that nobody knows
// whether it left.
func TestSentAgain(t *testing.T) {
	t.Parallel()
	d := &digest.Digest{Week: "2026-W47", State: digest.StateUncertain, Headline: "no mail", MessageID: "digest.x@shop.example"}
	raw, err := digest.Message(d, desk.Address{Address: "support@shop.example"}, []string{"owner@shop.example"}, time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if flat := strings.ReplaceAll(string(raw), "=\r\n", ""); strings.Contains(flat, "Nobody knows") {
		t.Errorf("the mail:\n%s", flat)
	}
}

// TestMailLeadsToTheConsole: whoever reads the digest's mail elsewhere opens its page from there,
// where the console's address is known; else nothing stands in for it.
func TestMailLeadsToTheConsole(t *testing.T) {
	t.Parallel()
	d := &digest.Digest{Week: "2026-W47", State: digest.StateSent, Headline: "no mail", MessageID: "digest.x@shop.example"}
	const page = "https://desk.shop.example/digest?week=2026-W47"
	for console, want := range map[string]bool{"": false, "https://desk.shop.example": true, "https://desk.shop.example/": true} {
		d.Console = console
		html, err := digest.HTML(d, func(string) string { return "" })
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(digest.Text(d), "Open it: "+page+"\n") != want || strings.Contains(string(html), `href="`+page+`"`) != want || strings.Contains(string(html), "<a ") != want {
			t.Errorf("console %q:\n%s", console, digest.Text(d))
		}
	}
}

// TestSmallWords: one mail is no "1 mails", and what nobody knows is said once, in a sentence.
func TestSmallWords(t *testing.T) {
	t.Parallel()
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t)
	if err := s.Record(t.Context(), counts(desk.NewCount("2026-11-18", 1, desk.CountMail, "delay"), desk.NewCount("2026-11-18", 1, desk.CountDamage, "UPS"))); err != nil {
		t.Fatal(err)
	}
	d, err := digest.Make(t.Context(), s, nil, shopOf(t), w, w.Due(newYork(t), 480), never)
	if err != nil {
		t.Fatal(err)
	}
	page, text := shownIn(t, d)
	if !strings.Contains(page, " 1 mail ") || strings.Contains(page, "1 mails") {
		t.Errorf("the page: %s", page)
	}
	for _, s := range []string{page, text} {
		if strings.Count(s, "unknown") != 2 || !strings.Contains(s, "Shares are unknown") || !strings.Contains(s, "Rates are unknown") {
			t.Errorf("it says: %s", s)
		}
	}
}

// TestCorrectedWithinAClass: a correction that leaves the class says what else it can be about.
func TestCorrectedWithinAClass(t *testing.T) {
	t.Parallel()
	w, err := digest.ParseWeek("2026-W47")
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t)
	if err := s.Record(t.Context(), counts(desk.NewCount("2026-11-18", 2, desk.CountReclass, "delay", "delay"), desk.NewCount("2026-11-18", 1, desk.CountReclass, "other", "delay"))); err != nil {
		t.Fatal(err)
	}
	d, err := digest.Make(t.Context(), s, nil, shopOf(t), w, w.Due(newYork(t), 480), never)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"reclass/delay/delay": "Delay: order, signals or further matters", "reclass/other/delay": "Read as other, was delay"} {
		if f := d.Figure(key); f == nil || f.Label != want {
			t.Errorf("%s: %+v, want %q", key, f, want)
		}
	}
}
