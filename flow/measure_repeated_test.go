package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// again reports the fault of a piece anew, a day after its last record closed, and gives the new record.
func (w *world) again(r desk.RMA) desk.RMA {
	w.t.Helper()
	c := w.writes("Broken again "+r.Order, "Another fault: the keyboard of order "+r.Order+" is defective, a row of keys is dead.", true)
	if len(c.RMAs) == 0 {
		v, err := w.Show(w.t.Context(), c.ID)
		if err != nil {
			w.t.Fatal(err)
		}
		i := slices.IndexFunc(v.Next, func(a desk.Action) bool { return a.OpenRMA })
		if i < 0 {
			w.t.Fatalf("nothing of %v opens a record (%s)", v.Next, c.Outcome)
		}
		if _, _, err := w.Resolve(w.t.Context(), manager, flow.Resolution{Case: c.ID, Action: v.Next[i].Name, Because: "look again"}); err != nil {
			w.t.Fatal(err)
		}
	}
	fresh := w.record(c.ID)
	if fresh.Number == r.Number || fresh.Class != desk.ClassDoaDefect {
		w.t.Fatalf("no further record for a defect: %s, %s", fresh.Number, fresh.Class)
	}
	return fresh
}

// confirmed brings a record to a confirmed fault and to the end by a remedy.
func (w *world) confirmed(r desk.RMA, remedy desk.Remedy) {
	w.t.Helper()
	w.stepped(r.Number, "rma_authorized", map[string]string{"condition": "in its box"})
	w.stepped(r.Number, "rma_received", nil)
	w.stepped(r.Number, "inspection_fault", map[string]string{"finding": "a cold joint"})
	w.stepped(r.Number, "remedy", map[string]string{"remedy": string(remedy), "resolution": "as agreed"})
	w.stepped(r.Number, "resolution_shipped", map[string]string{"carrier": "UPS", "tracking": "1Z"})
}

// TestUnitCountedOnce: a unit with a second record is one unit that was reported, and one in which a
// fault was found; the unit that came in its place is another.
func TestUnitCountedOnce(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name                string
		first, last         desk.Remedy // how the records end, "" for a withdrawn one
		reported, confirmed int64
	}{
		{"withdrawn, then repaired", "", desk.RemedyRepair, 1, 1},
		{"repaired twice", desk.RemedyRepair, desk.RemedyRepair, 1, 1},
		{"repaired, then withdrawn", desk.RemedyRepair, "", 1, 1},
		{"replaced, and the other one repaired", desk.RemedyReplacement, desk.RemedyRepair, 2, 2},
		{"withdrawn twice", "", "", 1, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w, _, r := claim(t)
			end := func(r desk.RMA, remedy desk.Remedy) {
				t.Helper()
				if remedy == "" {
					w.stepped(r.Number, "withdraw", nil)
					return
				}
				w.confirmed(r, remedy)
			}
			end(r, tt.first)
			w = w.plainly()
			end(w.again(r), tt.last)
			got := map[string]int64{}
			for of, n := range w.tally() {
				if of, isDefect := strings.CutPrefix(of, "defect/"); isDefect {
					got[of[strings.LastIndex(of, "/")+1:]] += n // nobody knows when the other unit came
				}
			}
			if got["reported"] != tt.reported || got["confirmed"] != tt.confirmed {
				t.Errorf("%d reported and %d confirmed, want %d and %d", got["reported"], got["confirmed"], tt.reported, tt.confirmed)
			}
		})
	}
}

// TestFaultFoundTwice: a record that was opened again and inspected anew is one faulty unit.
func TestFaultFoundTwice(t *testing.T) {
	t.Parallel()
	w, _, r := claim(t)
	w.confirmed(r, desk.RemedyRepair)
	w.stepped(r.Number, "reopen", map[string]string{"state": "under_review"})
	w.confirmed(r, desk.RemedyRepair)
	got := w.tally()
	unit := strings.Join([]string{"defect", r.SKU, r.Firmware, r.Batch, string(r.DeliveredOn[:7])}, "/")
	if got[unit+"/confirmed"] != 1 || got["inspected/fault_confirmed"] != 2 {
		t.Errorf("%d confirmed in %d inspections", got[unit+"/confirmed"], got["inspected/fault_confirmed"])
	}
}
