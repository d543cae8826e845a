package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestReturnOfMoneyPaidBack: a buyer whose order was paid back in the shop while his return was awaited is not asked for his parcel in
// a reply, neither reminded to send it nor told that his number has run out; people are told that the record stands. A part of the
// money changes nothing.
func TestReturnOfMoneyPaidBack(t *testing.T) {
	t.Parallel()
	const asks = "Please send the parcel of your return"
	for amount, paid := range map[string]bool{"289.00": true, "40.00": false} {
		t.Run(amount, func(t *testing.T) {
			t.Parallel()
			w, r := authorised(t)
			w.scenario.Orders[0].Refunds = []desk.Refund{{Amount: amount, At: w.clock}}
			w.receive(w.reply("news", "Is there any news about my report?"))
			d := w.oneOpen(r.Case)
			if d.Template != "rma_status" || strings.Contains(oneLine(d), asks) == paid {
				t.Errorf("%s says\n%s", d.Template, d.Text)
			}
			w.approveOnly(r.Case)
			w.sendAll()
			if got := w.pass(25, 0); (len(got) == 0) != paid {
				t.Errorf("sent %v", got)
			}
			now, err := w.RMA(t.Context(), r.Number)
			if err != nil || (now.State == desk.RMAAuthorized) != paid || slices.Contains(w.audits(r.Case), "rma_paid_back") != paid {
				t.Errorf("the record is %s (%v), and of the case is told %v", now.State, err, w.audits(r.Case))
			}
			if c := w.caseOf(r.Case); paid && c.State != desk.CaseOpen {
				t.Errorf("the case is %s", c.State)
			}
			if err := now.Check(desk.Workdays{Zone: w.scenario.Zone}); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestPaidBackWhileTheReplyWaits: a reply that asks for the parcel is void at its approval where the money went back meanwhile.
func TestPaidBackWhileTheReplyWaits(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.receive(w.reply("news", "Is there any news about my report?"))
	d := w.oneOpen(r.Case)
	w.scenario.Orders[0].Refunds = []desk.Refund{{Amount: "289.00", At: w.clock}}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); desk.CodeOf(err) != desk.CodeStale {
		t.Fatalf("approved: %v", err)
	}
	if d = w.oneOpen(r.Case); strings.Contains(oneLine(d), "Please send the parcel of your return") {
		t.Errorf("the new one says\n%s", d.Text)
	}
}

// TestPaidBackOnItsWay: of a parcel that its buyer says is on its way nobody is told that it is still to be sent.
func TestPaidBackOnItsWay(t *testing.T) {
	t.Parallel()
	w, r := saidSent(t)
	w.scenario.Orders[0].Refunds = []desk.Refund{{Amount: "289.00", At: w.clock}}
	w.pass(14, 0)
	list, err := w.store.Audit(t.Context(), r.Case)
	i := slices.IndexFunc(list, func(a desk.Audit) bool { return a.What == "rma_paid_back" })
	if err != nil || i < 0 || !strings.Contains(list[i].Why, "JD014600004123") || strings.Contains(list[i].Why, "to send it") {
		t.Errorf("%v, %+v", err, list)
	}
}
