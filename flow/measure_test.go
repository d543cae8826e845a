package flow_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// tally gives every sum of the store, "figure/dimensions" over all days; figures with
// minutes only by their name.
func (w *world) tally() map[string]int64 {
	w.t.Helper()
	out := map[string]int64{}
	for _, figure := range desk.Counted() {
		err := w.store.Tallies(w.t.Context(), figure, "", "", func(c desk.Count) error {
			of := c.Of
			if figure == desk.CountReply || figure == desk.CountSolved {
				of = figure
			}
			if out[of] += c.N; out[of] == 0 {
				delete(out, of)
			}
			return nil
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	return out
}

// wantTally compares the sums that begin with one of the prefixes.
func (w *world) wantTally(want map[string]int64, prefixes ...string) {
	w.t.Helper()
	got := w.tally()
	maps.DeleteFunc(got, func(k string, _ int64) bool {
		return !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(k, p) })
	})
	if !maps.Equal(got, want) {
		w.t.Errorf("counted %v\nwant    %v", got, want)
	}
}

// TestCountedLife: a faulty unit's whole way, counted: the mail, the reply, the record, what
// the inspection found, what it cost, the end.
func TestCountedLife(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w.wantTally(map[string]int64{"mail/doa_defect": 1, "opened/doa_defect": 1, "draft/claim_received/doa_defect/approved": 1, "reply": 1},
		"mail", "opened", "draft", "reply")
	for _, s := range []struct {
		step string
		set  map[string]string
	}{
		{"rma_authorized", map[string]string{"condition": "in its box"}},
		{"rma_received", nil},
		{"inspect", nil},
		{"inspection_fault", map[string]string{"finding": "a cold joint", "cost": "12.40", "currency": "USD"}},
		{"remedy", map[string]string{"remedy": "replacement", "resolution": "a new unit", "due": "2026-06-01"}},
		{"resolution_shipped", map[string]string{"carrier": "UPS", "tracking": "1Z", "replacement_order": "HW-20001"}},
	} {
		w.clock = w.clock.Add(30 * time.Hour)
		w.stepped(r.Number, s.step, s.set)
	}
	month := string(r.DeliveredOn[:7])
	unit := strings.Join([]string{"defect", r.SKU, r.Firmware, r.Batch, month}, "/")
	w.wantTally(map[string]int64{unit + "/reported": int64(r.Qty), unit + "/confirmed": int64(r.Qty), "inspected/fault_confirmed": int64(r.Qty),
		"closed/closed_resolved": 1, "money/USD/postage": 12400, "paid/USD/postage": 1, "replaced/" + r.SKU: int64(r.Qty), "solved": 1, "reply": 1},
		"defect", "inspected", "closed", "money", "paid", "replaced", "solved", "reply")
	if r.OrderCurrency != "USD" {
		t.Errorf("the record does not say in which currency the piece was paid: %q", r.OrderCurrency)
	}
	if c := w.caseOf(c.ID); c.State != desk.CaseClosed {
		t.Errorf("the case is %s", c.State)
	}
}

// TestCountedVerdicts: approving, taking back, editing, rejecting. What was taken back was
// never counted.
func TestCountedVerdicts(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S14", nil)
	d := w.oneOpen(c.ID)
	of := "draft/" + d.Template + "/doa_defect/"
	approve := func() {
		t.Helper()
		if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
			t.Fatal(err)
		}
	}
	approve()
	w.wantTally(map[string]int64{of + "approved": 1}, "draft")
	if _, err := w.Undo(t.Context(), agent, d.ID); err != nil {
		t.Fatal(err)
	}
	w.wantTally(map[string]int64{}, "draft")
	if _, err := w.EditDraft(t.Context(), agent, flow.Edit{Draft: d.ID, Text: d.Text + "\nWe will write again.\n"}); err != nil {
		t.Fatal(err)
	}
	approve()
	w.wantTally(map[string]int64{of + "edited": 1}, "draft")
	if _, err := w.Reject(t.Context(), agent, d.ID, "no"); err != nil {
		t.Fatal(err)
	}
	w.wantTally(map[string]int64{of + "rejected": 1}, "draft", "reply", "solved")
}

// TestCountedCorrection: a mail that was read wrong is counted right on the day on which it
// was received, and the record that it opened never was.
func TestCountedCorrection(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S14", nil)
	w.wantTally(map[string]int64{"mail/doa_defect": 1, "opened/doa_defect": 1}, "mail", "opened", "reclass")
	w.clock = w.clock.Add(9 * 24 * time.Hour)
	if _, err := w.Reclassify(t.Context(), agent, flow.Correction{Case: c.ID, Class: desk.ClassOther, Because: "praise"}); err != nil {
		t.Fatal(err)
	}
	w.wantTally(map[string]int64{"mail/other": 1, "reclass/doa_defect/other": 1}, "mail", "opened", "reclass", "defect")
	var days []desk.Date
	if err := w.store.Tallies(t.Context(), desk.CountMail, "", "", func(n desk.Count) error { days = append(days, n.Day); return nil }); err != nil {
		t.Fatal(err)
	}
	c = w.caseOf(c.ID)
	want := desk.Date(c.Decisions[0].Facts.Detail.ReceivedAt.In(w.zone()).Format(time.DateOnly))
	if len(days) != 1 || days[0] != want {
		t.Errorf("counted on %v, want %s", days, want)
	}
}

func (w *world) zone() *time.Location {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		w.t.Fatal(err)
	}
	return zone
}

// TestCountedLate: a claim after the window, and that a person opened it all the same.
func TestCountedLate(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S19", nil)
	c = w.caseOf(c.ID)
	day := c.Last().Facts.Detail.Day
	if day == nil || *day <= 7 {
		t.Fatalf("the scenario is not late: %v", day)
	}
	late := "late/" + strconv.Itoa(*day-7)
	w.wantTally(map[string]int64{late: 1}, "late", "accepted", "override")
	for _, d := range w.drafts(c.ID, desk.DraftProposed) {
		if _, err := w.Reject(t.Context(), manager, d.ID, "we accept it"); err != nil {
			t.Fatal(err)
		}
	}
	v, err := w.Show(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(v.Next, func(a desk.Action) bool { return a.OpenRMA })
	if i < 0 {
		t.Fatalf("nothing of %v opens a record", v.Next)
	}
	set := map[string]string{}
	for _, n := range v.Next[i].Needs {
		set[n] = "in its box"
	}
	_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: v.Next[i].Name, Because: "loyal customer", Set: set})
	if err != nil {
		t.Fatal(err)
	}
	if d != nil {
		if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
			t.Fatal(err)
		}
		w.sendAll()
	}
	w.wantTally(map[string]int64{late: 1, "accepted/" + string(c.Class): 1, "override/record_against_the_table": 1}, "late", "accepted", "override/record")
}

// TestCountedNotices: newsletters and the like are mail of no customer; one that a person
// made a case is a customer's.
func TestCountedNotices(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S58")
	w := newWorld(t, quickDir(t), s)
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	w.wantTally(map[string]int64{"mail/non_customer": 1}, "mail")
	list, err := w.Parked(t.Context(), desk.MailSuppressed, 10)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d parked, %v", len(list), err)
	}
	if _, err := w.Replay(t.Context(), agent, list[0].ID, "a customer after all"); err != nil {
		t.Fatal(err)
	}
	for of, n := range w.tally() {
		if of == "mail/non_customer" && len(w.cases()) == 1 && n != 0 {
			t.Errorf("still counted as %s", of)
		}
	}
	var sum int64
	for of, n := range w.tally() {
		if strings.HasPrefix(of, "mail/") {
			sum += n
		}
	}
	if sum != 1 {
		t.Errorf("one mail is counted %d times: %v", sum, w.tally())
	}
}
