package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// partUnderWay opens a world in which one part of a split record waits for evidence and the
// other is on its way to us.
func partUnderWay(t *testing.T) (w *world, silent, travels desk.RMA) {
	t.Helper()
	return partUnderWayIn(t, func(*flow.Shop) {})
}

// partUnderWayIn is partUnderWay with a change to the shop's configuration.
func partUnderWayIn(t *testing.T, change func(*flow.Shop)) (w *world, silent, travels desk.RMA) {
	t.Helper()
	w, c := asked(t, change)
	silent = w.record(c.ID)
	part := w.split(silent).Part.Number
	move := func(to desk.RMAState) {
		if _, err := w.AdvanceRMA(t.Context(), agent, part, to, "shown on the phone", nil); err != nil {
			t.Fatal(err)
		}
	}
	move(desk.RMAUnderReview)
	w.stepped(part, "rma_authorized", map[string]string{"condition": "in its box"})
	move(desk.RMAInTransit)
	travels, err := w.RMA(t.Context(), part)
	if err != nil {
		t.Fatal(err)
	}
	return w, silent, travels
}

// state reads where a record stands.
func (w *world) state(number string) desk.RMAState {
	w.t.Helper()
	r, err := w.RMA(w.t.Context(), number)
	if err != nil {
		w.t.Fatal(err)
	}
	return r.State
}

// waitFor lets time pass until a mail of a template is drawn up, and gives it.
func (w *world) waitFor(id, template string) desk.Draft {
	w.t.Helper()
	for range 40 * 4 {
		w.clock = w.clock.Add(6 * time.Hour)
		if _, err := w.PassTime(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		for _, d := range w.drafts(id, desk.DraftProposed) {
			if d.Template == template {
				return d
			}
		}
	}
	w.t.Fatalf("no %s in forty days", template)
	return desk.Draft{}
}

// TestSilenceEndsOnePoint: while a part of the case goes on, silence ends only what waited for
// an answer, its mail says so, and the case stays open until the rest is over.
func TestSilenceEndsOnePoint(t *testing.T) {
	t.Parallel()
	w, silent, travels := partUnderWay(t)
	id := silent.Case
	last := w.fork(quickDir(t) + "/last")
	defer last.close()
	if got, want := last.pass(15, 0), []string{"4 reminder_1", "9 reminder_last", "14 closed_silence"}; !slices.Equal(got, want) {
		t.Fatalf("sent %v, want %v", got, want)
	}
	if c := last.caseOf(id); c.State == desk.CaseClosed || c.Asking() || c.ClosedFor != "" {
		t.Errorf("with a parcel on its way the case is %s for %q, asking %v", c.State, c.ClosedFor, c.Asking())
	}
	if a, b := last.state(silent.Number), last.state(travels.Number); a != desk.RMAClosedExpired || b != desk.RMAInTransit {
		t.Errorf("the silent part is %s, the travelling one %s", a, b)
	}
	for _, d := range last.drafts(id, desk.DraftSent) {
		if (d.Template == "closed_silence" || d.Template == "reminder_last") && !strings.Contains(strings.Join(strings.Fields(d.Text), " "), "The rest of your return goes on as before") {
			t.Errorf("%s says that all is over:\n%s", d.Template, d.Text)
		}
	}
	last.stepped(travels.Number, "rma_received", nil)
	last.stepped(travels.Number, "withdraw", nil)
	if c := last.caseOf(id); c.State != desk.CaseClosed {
		t.Errorf("with nothing left the case is %s", c.State)
	}

	// The other part ends while the mail waits: what it says is not true any more.
	d := w.waitFor(id, "reminder_1")
	w.approveOnly(id)
	w.sendAll()
	w.waitFor(id, "reminder_last")
	w.approveOnly(id)
	w.sendAll()
	d = w.waitFor(id, "closed_silence")
	w.stepped(travels.Number, "withdraw", nil)
	fresh, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID})
	if desk.CodeOf(err) != desk.CodeStale || fresh.ID == d.ID || strings.Contains(fresh.Text, "rest of your return") || w.draftOf(d.ID).State != desk.DraftVoid {
		t.Fatalf("approved although the rest is over: %v\n%s", err, fresh.Text)
	}
	if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: fresh.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.sendAll()
	if c := w.caseOf(id); c.State != desk.CaseClosed || w.state(silent.Number) != desk.RMAClosedExpired {
		t.Errorf("the case is %s, the silent part %s", c.State, w.state(silent.Number))
	}
}

// TestRestRechecked: what a last reminder says of the rest of the case is held against it at
// approval, for whoever looks at it, and where it lies in the mailbox for anybody to send.
func TestRestRechecked(t *testing.T) {
	t.Parallel()
	for _, in := range []desk.Channel{desk.ChannelConsole, desk.ChannelBoth} {
		w, silent, travels := partUnderWayIn(t, func(s *flow.Shop) { s.ApproveIn = in })
		id := silent.Case
		w.waitFor(id, "reminder_1")
		w.approveOnly(id)
		w.sendAll()
		d := w.waitFor(id, "reminder_last")
		if !strings.Contains(d.Text, "rest of your return") {
			t.Fatalf("it says nothing of the rest:\n%s", d.Text)
		}
		if in.Mailbox() {
			w.tend()
			w.only()
		}
		w.stepped(travels.Number, "withdraw", nil)
		w.clock = w.clock.Add(time.Hour)
		if out, err := w.Outdated(t.Context(), d.ID); err != nil || len(out) == 0 {
			t.Errorf("%s: who looks at it is told %v, %v", in, out, err)
		}
		if in.Mailbox() {
			w.tend()
			if lies := string(w.only().raw); strings.Contains(lies, "rest of your return") {
				t.Errorf("it lies in Drafts with what is not true any more:\n%s", lies)
			}
		} else if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID}); desk.CodeOf(err) != desk.CodeStale {
			t.Errorf("approved: %v", err)
		}
		fresh := w.oneOpen(id)
		if fresh.ID == d.ID || strings.Contains(fresh.Text, "rest of your return") || fresh.DrawnBy.Role != desk.RoleSystem || !slices.Equal(fresh.Counted, d.Counted) || fresh.Template != d.Template {
			t.Errorf("%s: in its place stands %s %+v, counted %v:\n%s", in, fresh.Template, fresh.DrawnBy, fresh.Counted, fresh.Text)
		}
	}
}

// TestNotClosedOverARecord: a case with an open record is closed neither by hand nor by the
// answer to something else; that it is no claim after all ends the record with it.
func TestNotClosedOverARecord(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	if _, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "close", Because: "done"}); desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(desk.MessageOf(err), w.record(c.ID).Number) {
		t.Errorf("closed over an open record: %v", err)
	}
	v, err := w.Show(t.Context(), c.ID)
	if err != nil || slices.ContainsFunc(v.Next, func(a desk.Action) bool { return a.Name == "close" }) {
		t.Errorf("closing is offered, %v", err)
	}
	_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "final_sale", Because: "the colour"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.sendAll()
	if r, now := w.record(c.ID), w.caseOf(c.ID); r.State != desk.RMAWithdrawn || now.State != desk.CaseClosed || now.Asking() {
		t.Errorf("after final_sale the record is %s, the case %s", r.State, now.State)
	}
}

// TestNotAnothersRecord: what ends a case leaves the record of another one alone, which goes
// on: neither that it was no claim nor silence is said of that.
func TestNotAnothersRecord(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	s := w.scenario
	s.ID, s.Mail.From, s.Mail.Subject, s.Mail.Body = "other", "Kim <kim@elsewhere.example>", "Stock", "Do you have the grey one in stock?"
	w.receive(rawOf(s))
	all := w.cases()
	other := w.record(c.ID)
	other.Number, other.Version, other.Case = desk.NewRMANumber(99), 0, all[len(all)-1].ID
	if other.Case == c.ID {
		t.Fatal("there is no second case")
	}
	c = w.caseOf(c.ID)
	c.RMAs, c.Version = append(c.RMAs, other.Number), c.Version+1
	if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{other}}); err != nil {
		t.Fatal(err)
	}
	sale := w.fork(quickDir(t) + "/sale")
	defer sale.close()
	if _, _, err := sale.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "final_sale", Because: "the colour"}); err != nil {
		t.Fatal(err)
	}
	sale.approveOnly(c.ID)
	sale.sendAll()
	w = sale.from.fork(quickDir(t) + "/silence")
	defer w.close()
	for _, template := range []string{"reminder_1", "reminder_last", "closed_silence"} {
		w.waitFor(c.ID, template)
		w.approveOnly(c.ID)
		w.sendAll()
	}
	for name, x := range map[string]*world{"final_sale": sale, "silence": w} {
		if got, now := x.state(other.Number), x.caseOf(c.ID); got != other.State || now.State != desk.CaseClosed {
			t.Errorf("%s: the other case's record is %s, was %s, and this case %s", name, got, other.State, now.State)
		}
		if got := x.state(c.RMAs[0]); got.Open() {
			t.Errorf("%s: the case's own record is %s", name, got)
		}
	}
}

// TestPartsSpeakOfThemselves: the mails about a part of a split record name its own number.
func TestPartsSpeakOfThemselves(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	part := w.split(r).Part.Number
	for _, n := range []string{part, r.Number} {
		w.stepped(n, "rma_authorized", map[string]string{"condition": "in its box"})
	}
	w.receive(w.reply("when", "Until when can I send the keyboard back under my RMA?"))
	for _, n := range []string{part, r.Number} {
		done, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: n, Step: "rma_expiring"})
		if err != nil {
			t.Fatal(err)
		}
		other := map[string]string{part: r.Number, r.Number: part}[n]
		if !strings.Contains(done.Draft.Text, n) || strings.Contains(done.Draft.Text, other) || done.Draft.RMA != n {
			t.Errorf("about %s of case %s (%s):\n%s", n, c.ID, done.Draft.RMA, done.Draft.Text)
		}
	}
}

// TestDangerStopsTheRecord: a danger reported while a record waits or travels bars it from
// travelling on, a picture is no condition any more, and nobody is reminded of one.
func TestDangerStopsTheRecord(t *testing.T) {
	t.Parallel()
	w, silent, going := partUnderWay(t)
	id := silent.Case
	w.receive(w.reply("hot", "Now the keyboard gets very hot at the battery, there is smoke and a burning smell!"))
	if c := w.caseOf(id); c.Outcome != desk.OutcomeSafetyStop {
		t.Fatalf("decided as %s by %s", c.Outcome, c.Rule)
	}
	for _, n := range []string{silent.Number, going.Number} {
		r, err := w.RMA(t.Context(), n)
		if err != nil || !r.NoShipping || r.State == desk.RMAAwaitingEvidence {
			t.Errorf("%s is %s, barred %v, %v", n, r.State, r.NoShipping, err)
		}
		if err := r.Check(desk.Workdays{Zone: w.scenario.Zone}); err != nil {
			t.Error(err)
		}
	}
	w.approveOnly(id)
	w.sendAll()
	if got := w.pass(20, 0); len(got) > 0 {
		t.Errorf("after a danger the customer was sent %v", got)
	}
	if c := w.caseOf(id); c.State != desk.CaseOpen {
		t.Errorf("nobody looks at it: the case is %s", c.State)
	}
	if err := w.tryStep(manager, silent.Number, "rma_authorized", map[string]string{"condition": "in its box"}); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("it may travel: %v", err)
	}
	w.stepped(silent.Number, "hazard_cleared", nil)
	w.stepped(silent.Number, "troubleshooting", map[string]string{"steps": "hold Esc while plugging in the cable"})
	if k := w.clockOf(id); !k.AskedAt.Equal(w.clock) {
		t.Errorf("whether it helped is asked for good: %+v", k)
	}
}
