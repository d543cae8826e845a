package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// stopped gives a world in which a buyer has asked to cancel before production, and the case.
func stopped(t *testing.T) (*world, desk.Case) {
	t.Helper()
	s := scenarioByID(t, "S01")
	s.Expect.Class = ""
	s.Orders = slices.Clone(s.Orders)
	w := newWorld(t, t.TempDir(), s)
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c := stored(t, w, w.cases()[0].ID)
	if c.Outcome != desk.OutcomeStopProductionCheck || len(w.drafts(c.ID, desk.DraftProposed)) != 1 {
		t.Fatalf("the request led to %s", c.Outcome)
	}
	return w, c
}

// stored reads a case whole.
func stored(t *testing.T, w *world, id string) desk.Case {
	t.Helper()
	c, err := w.store.Case(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// other is a mail of somebody else in the buyer's thread, proved for its own domain.
func other(id, from, body string) []byte {
	return []byte(fmt.Sprintf("Authentication-Results: mx.shop.example; dmarc=pass header.from=%s\r\nMessage-ID: <%s@spouse.example>\r\nIn-Reply-To: <s01@customer.example>\r\nReferences: <s01@customer.example>\r\nFrom: Pavel <%s>\r\nTo: support@shop.example\r\nCc: jo.keller@mailbox.example\r\nSubject: Re: Cancel order HW-10501\r\n\r\n%s\r\n",
		from[strings.LastIndexByte(from, '@')+1:], id, from, body))
}

// unmoved fails unless the buyer's request stands as it was.
func unmoved(t *testing.T, w *world, before desk.Case) desk.Case {
	t.Helper()
	after := stored(t, w, before.ID)
	if after.Outcome != before.Outcome || after.Class != before.Class || !slices.Equal(after.Flags, before.Flags) || !after.Deadline.Equal(before.Deadline) ||
		after.State != before.State || after.Customer != before.Customer || len(after.Decisions) != len(before.Decisions) {
		t.Errorf("%s %s %v due %s, %d decisions; before: %s %v due %s, %d", after.Class, after.Outcome, after.Flags, after.Deadline, len(after.Decisions), before.Outcome, before.Flags, before.Deadline, len(before.Decisions))
	}
	if now := w.drafts(before.ID, desk.DraftProposed); len(now) != 1 || now[0].ID != before.Drafts[0] {
		t.Errorf("the buyer's draft is gone: %v", now)
	}
	return after
}

// What somebody else remarks in a proven buyer's thread takes nothing from the buyer's own
// request: it is read beside it, and the draft can be approved as it was.
func TestBystanderTakesNothingAway(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"I agree with Jo, thanks.", "Yes, please cancel the order.", "Thank you! Pavel"} {
		w, before := stopped(t)
		w.clock = w.clock.Add(time.Hour)
		w.receive(other("agree", "pavel@spouse.example", body))
		c := unmoved(t, w, before)
		if n := len(w.cases()); n != 1 {
			t.Errorf("%q: %d cases, not 1", body, n)
		}
		thread, err := w.Thread(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if view, err := w.Show(t.Context(), c.ID); err != nil || len(view.Remarks) != 1 || view.Remarks[0].Text != body || view.Mail.From != before.Customer {
			t.Errorf("%q: the case shows %+v beside the mail of %s: %v", body, view.Remarks, view.Mail.From, err)
		}
		if len(thread) != 2 || thread[1].From != "pavel@spouse.example" || !slices.Contains(w.audits(c.ID), "bystander") {
			t.Errorf("%q: the remark is not to be seen: %+v", body, thread)
		}
		if d, err := w.Approve(t.Context(), desk.Actor{Name: "Ann", Role: desk.RoleAgent}, flow.Approval{Draft: before.Drafts[0]}); err != nil || d.To[0].Address != before.Customer {
			t.Errorf("%q: approved %+v: %v", body, d.To, err)
		}
	}
}

// Who asks something of his own in it gets a case of his own, linked with the buyer's: the
// buyer has to confirm it, and nothing of the buyer's moves.
func TestBystanderWithAMatterOfHisOwn(t *testing.T) {
	t.Parallel()
	w, before := stopped(t)
	w.clock = w.clock.Add(time.Hour)
	w.receive(other("address", "pavel@spouse.example", "Please change the delivery address of HW-10501 to 5 Elm Street, Troy NY."))
	w.clock = w.clock.Add(time.Hour)
	w.receive(other("again", "pavel@spouse.example", "Did you change the delivery address to 5 Elm Street, Troy NY?"))
	c := unmoved(t, w, before)
	list := w.cases()
	if len(list) != 2 {
		t.Fatalf("%d cases, not the buyer's and one of the other's", len(list))
	}
	own := stored(t, w, list[1].ID)
	if own.Outcome != desk.OutcomeVerifySender || own.Customer != "pavel@spouse.example" || !slices.Contains(c.Linked, own.ID) || !slices.Contains(own.Linked, c.ID) || len(own.Mails) != 2 {
		t.Errorf("his case: %s of %s, linked %v and %v, %d mails", own.Outcome, own.Customer, c.Linked, own.Linked, len(own.Mails))
	}
}

// A danger that somebody else tells of is never a remark.
func TestBystanderTellsOfDanger(t *testing.T) {
	t.Parallel()
	w, before := stopped(t)
	w.receive(other("smoke", "pavel@spouse.example", "The keyboard of HW-10501 is smoking and there was a fire."))
	unmoved(t, w, before)
	if list := w.cases(); len(list) != 2 || list[1].Outcome != desk.OutcomeSafetyStop {
		t.Errorf("%d cases, the last one %s", len(list), list[len(list)-1].Outcome)
	}
}

// Where nothing waits for an agent, a remark would be read by nobody: it has a case too.
func TestBystanderAfterTheAnswer(t *testing.T) {
	t.Parallel()
	w, before := stopped(t)
	if _, err := w.Approve(t.Context(), desk.Actor{Name: "Ann", Role: desk.RoleAgent}, flow.Approval{Draft: before.Drafts[0]}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.SendDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	answered := stored(t, w, before.ID)
	w.receive(other("later", "pavel@spouse.example", "I agree with Jo, thanks."))
	after := stored(t, w, before.ID)
	want := 1
	if answered.State != desk.CaseOpen {
		want = 2
	}
	if after.State != answered.State || len(w.cases()) != want {
		t.Errorf("%s, %d cases; before %s", after.State, len(w.cases()), answered.State)
	}
}

// The buyer's own words still count, whoever wrote in between.
func TestBuyerAfterABystander(t *testing.T) {
	t.Parallel()
	w, before := stopped(t)
	w.receive(other("agree", "pavel@spouse.example", "I agree with Jo, thanks."))
	raw := strings.ReplaceAll(string(other("buyer", before.Customer, "Please never mind, I keep it.")), "Pavel", "Jo")
	w.receive([]byte(raw))
	c := stored(t, w, before.ID)
	if len(w.cases()) != 1 || len(c.Decisions) != 2 {
		t.Errorf("%d cases, %d decisions", len(w.cases()), len(c.Decisions))
	}
}
