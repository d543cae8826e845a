package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
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

// TestLineByHand: an agent says which item of the order a record is about, or another one than was read, and the record
// has what the order knows of it, but for what people wrote. What the order has not, or another record is about, is refused.
func TestLineByHand(t *testing.T) {
	t.Parallel()
	w, c := twoLines(t)
	r := w.record(c.ID)
	say := func(r desk.RMA, step, line string) error {
		_, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: step, Because: "the photo shows it", Set: map[string]string{"line": line}})
		return err
	}
	view, err := w.RMASteps(t.Context(), r.Number)
	if err != nil {
		t.Fatal(err)
	}
	offered := ""
	for _, s := range view.Steps {
		for _, v := range s.Values {
			if v.Name == "line" {
				offered += s.Name + ":" + strings.Join(v.Choices, ",") + ":" + v.Names["2"]
			}
		}
	}
	if offered != "note:1,2:H7 flight controller" {
		t.Errorf("offered %q", offered)
	}
	for line, want := range map[string]string{"3": "order " + c.Order + " has the lines 1 (", "0": "no line of an order", "x": "no line of an order"} {
		if err := say(r, "note", line); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), want) {
			t.Errorf("line %s: %v", line, err)
		}
	}
	if err := say(r, "withdraw", "2"); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), "note") {
		t.Errorf("withdrawn with a line: %v", err)
	}
	if _, err := w.AdvanceRMA(t.Context(), agent, r.Number, desk.RMANoReturn, "agreed", map[string]string{"line": "2", "remedy": "parts"}); desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("moved on with a line: %v", err)
	}
	r = w.stepped(r.Number, "note", map[string]string{"line": "2", "firmware": "9.9"})
	if r.Line != 2 || r.Item != "H7 flight controller" || r.Serial != "FC7-1" || r.Batch != "B-2" || r.Firmware != "9.9" || r.Qty != 2 || r.State != desk.RMAUnderReview {
		t.Errorf("it is of line %d, %s %s, batch %s, firmware %s, %d pieces, %s", r.Line, r.Item, r.Serial, r.Batch, r.Firmware, r.Qty, r.State)
	}
	unit := strings.Join([]string{"defect", "FC-H7", "9.9", "B-2", "2026-03"}, "/")
	w.wantTally(map[string]int64{unit + "/reported": 2}, "defect")
	first := w.scenario.Orders[0].Lines[0]
	if r = w.stepped(r.Number, "note", map[string]string{"line": "1"}); r.Line != 1 || r.Serial != first.Serial || r.Batch != first.Batch || r.Firmware != "9.9" {
		t.Errorf("corrected it is of line %d, serial %s, batch %s, firmware %s", r.Line, r.Serial, r.Batch, r.Firmware)
	}
	other := r
	other.Number, other.Version, other.Line = desk.NewRMANumber(7), 0, 2
	if err := w.store.Record(t.Context(), desk.Change{RMAs: []desk.RMA{other}}); err != nil {
		t.Fatal(err)
	}
	if err := say(r, "note", "2"); desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(err.Error(), other.Number) {
		t.Errorf("two open records of one line: %v", err)
	}
}

// TestClaimOfAnotherLine: what comes on top of a matter of which nobody said the line is a record of its own, and the first one keeps
// standing for what it was told of. While the first one waits for its customer's answer nothing is opened, and no line is taken: a
// person reads it.
func TestClaimOfAnotherLine(t *testing.T) {
	t.Parallel()
	const further = "The flight controller FC7-1 does not work, either: a port is dead as well."
	t.Run("under review", func(t *testing.T) {
		t.Parallel()
		w, c := twoLines(t)
		first := w.record(c.ID)
		c = w.writes("Re: "+c.Order, further, true)
		second := w.record(c.ID)
		if len(c.RMAs) != 2 || second.Number == first.Number || second.Line != 2 || second.Previous != "" {
			t.Fatalf("%v, the last of line %d after %q", c.RMAs, second.Line, second.Previous)
		}
		if first, _ = w.RMA(t.Context(), first.Number); first.Line != 0 || first.State != desk.RMAUnderReview {
			t.Errorf("the first is of line %d, %s", first.Line, first.State)
		}
		w.approveOnly(c.ID) // deciding the same mail again opens nothing more
		if c = w.caseOf(c.ID); len(c.RMAs) != 2 {
			t.Errorf("then it has %v", c.RMAs)
		}
	})
	t.Run("waits for an answer", func(t *testing.T) {
		t.Parallel()
		s := scenarioByID(t, "S17")
		s.Mail.Attachments = nil
		l := s.Orders[0].Lines[0]
		l.Line, l.Name, l.SKU, l.Serial = l.Line+1, "H7 flight controller", "FC-H7", "FC7-1"
		s.Orders[0].Lines = append(s.Orders[0].Lines, l)
		w := newWorld(t, quickDir(t), s)
		t.Cleanup(w.close)
		w.receive(rawOf(s))
		c, _ := w.theCase()
		w.approveOnly(c.ID)
		w.sendAll()
		before := w.record(c.ID)
		if before.Line != 0 || before.State != desk.RMAAwaitingEvidence {
			t.Fatalf("the scenario names line %d, %s", before.Line, before.State)
		}
		c = w.writes("Re: "+c.Order, further, false)
		if r := w.record(c.ID); len(c.RMAs) != 1 || r.Line != 0 {
			t.Errorf("%v, the last of line %d", c.RMAs, r.Line)
		}
	})
}

// TestLineCorrectedBeforeTheReply: who corrects the line that a mail named before its reply was approved has still one record: the
// mail that is decided again, as after a correction of its class, opens nothing for the line that was corrected.
func TestLineCorrectedBeforeTheReply(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S14")
	l := s.Orders[0].Lines[0]
	l.Line, l.Name, l.SKU, l.Serial, l.Batch = l.Line+1, "H7 flight controller", "FC-H7", "FC7-1", "B-2"
	s.Orders[0].Lines = append(s.Orders[0].Lines, l)
	s.Mail.Body += "\nIt is the flight controller FC7-1."
	w := newWorld(t, quickDir(t), s)
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	r := w.record(c.ID)
	if r.Line != 2 {
		t.Fatalf("the mail was read as of line %d", r.Line)
	}
	w.stepped(r.Number, "note", map[string]string{"line": "1"})
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassTransitDamage, Because: "the box was crushed"})
	w.approveOnly(c.ID)
	w.sendAll()
	if c = w.caseOf(c.ID); len(c.RMAs) != 1 || w.record(c.ID).Line != 1 {
		t.Errorf("it has %v, the last of line %d", c.RMAs, w.record(c.ID).Line)
	}
}

// TestLineOfAClosedRecord: which line a closed record was about is said also where an open one is about it by now: it is the earlier
// one of the line, and nothing has to be withdrawn for that.
func TestLineOfAClosedRecord(t *testing.T) {
	t.Parallel()
	w, c := twoLines(t)
	first := w.record(c.ID)
	w.stepped(first.Number, "withdraw", nil)
	w.scenario.Expect.Class = desk.ClassDoaDefect
	later := w.again(first)
	later = w.stepped(later.Number, "note", map[string]string{"line": "2"})
	if first = w.stepped(first.Number, "note", map[string]string{"line": "2"}); first.Line != 2 || first.State != desk.RMAWithdrawn || later.Line != 2 {
		t.Errorf("the closed one is of line %d, %s", first.Line, first.State)
	}
	w.reconcile("the line of a closed record")
}

// TestPreviousFollowsTheLine: the earlier record that a record names is one of its own line, also once somebody says which line that is.
func TestPreviousFollowsTheLine(t *testing.T) {
	t.Parallel()
	start := func(t *testing.T) (*world, desk.RMA, desk.RMA) {
		t.Helper()
		w, c := twoLines(t)
		first := w.record(c.ID)
		w.stepped(first.Number, "note", map[string]string{"line": "2"})
		first = w.stepped(first.Number, "withdraw", nil)
		w = w.plainly()
		later := w.record(w.writes("Again "+first.Order, "Something of order "+first.Order+" is defective again, it does not work any more.", true).ID)
		if later.Number == first.Number || later.Line != 0 || later.Previous != first.Number {
			t.Fatalf("the later one is of line %d after %q", later.Line, later.Previous)
		}
		return w, first, later
	}
	t.Run("by hand", func(t *testing.T) {
		t.Parallel()
		w, first, later := start(t)
		if later = w.stepped(later.Number, "note", map[string]string{"line": "1"}); later.Previous != "" {
			t.Errorf("of line 1 it follows %q of line %d", later.Previous, first.Line)
		}
		if later = w.stepped(later.Number, "note", map[string]string{"line": "2"}); later.Previous != first.Number {
			t.Errorf("of line 2 it follows %q", later.Previous)
		}
	})
	t.Run("by a mail", func(t *testing.T) {
		t.Parallel()
		w, first, later := start(t)
		c := w.caseOf(later.Case)
		w.approveOnly(c.ID)
		w.sendAll()
		c = w.writes("Re: "+c.Order, "It is the "+w.scenario.Orders[0].Lines[0].Name+" with the serial "+w.scenario.Orders[0].Lines[0].Serial+" that does not work.", false)
		if later = w.record(c.ID); later.Line != 1 || later.Previous != "" {
			t.Errorf("of line %d it follows %q of line %d", later.Line, later.Previous, first.Line)
		}
	})
}
