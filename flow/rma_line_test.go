package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// twoLines is the world of S14 with a second item in the order.
func twoLines(t *testing.T) (*world, desk.Case) {
	t.Helper()
	s := scenarioByID(t, "S14")
	l := s.Orders[0].Lines[0]
	l.Line, l.Name, l.SKU, l.Serial, l.Batch, l.Qty = 2, "H7 flight controller", "FC-H7", "FC7-1", "B-2", 2
	s.Orders[0].Lines = append(s.Orders[0].Lines, l)
	w := newWorld(t, quickDir(t), s)
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	w.approveOnly(c.ID)
	w.sendAll()
	return w, w.caseOf(c.ID)
}

// TestLineIsNotGuessed: a claim about an order of two items that does not say which of them is one record of
// neither, and of the one that a later mail names; no record of the other is left behind.
func TestLineIsNotGuessed(t *testing.T) {
	t.Parallel()
	w, c := twoLines(t)
	r := w.record(c.ID)
	if r.Line != 0 || r.Item != "" || r.Serial != "" {
		t.Errorf("nobody said which, and it is line %d, %s %s", r.Line, r.Item, r.Serial)
	}
	w.wantTally(map[string]int64{"opened/doa_defect": 1, "defect/-/-/-/2026-03/reported": 1}, "opened", "defect")
	c = w.writes("Re: "+c.Order, "It is the flight controller FC7-1 that does not work.", false)
	if r = w.record(c.ID); len(c.RMAs) != 1 || r.Line != 2 || r.Item != "H7 flight controller" || r.Serial != "FC7-1" || r.Qty != 2 {
		t.Errorf("%d records, the last of line %d, %s %s", len(c.RMAs), r.Line, r.Item, r.Serial)
	}
	if r.State != desk.RMAUnderReview {
		t.Errorf("it is %s", r.State)
	}
	unit := strings.Join([]string{"defect", "FC-H7", r.Firmware, "B-2", "2026-03"}, "/")
	w.wantTally(map[string]int64{"opened/doa_defect": 1, unit + "/reported": 2}, "opened", "defect")
}

// TestHazardOfAnyItem: while nobody said which item it is, a danger told of one holds the record.
func TestHazardOfAnyItem(t *testing.T) {
	t.Parallel()
	w, c := twoLines(t)
	w.receive(w.reply("smoke", "The flight controller FC7-1 smoked and got very hot."))
	if r := w.record(c.ID); !r.NoShipping {
		t.Errorf("the record of line %d may travel", r.Line)
	}
}
