package explain

import (
	"slices"
	"testing"

	"returndesk/desk"
)

func TestApproval(t *testing.T) {
	t.Parallel()
	draft := func(change func(*desk.Draft)) desk.Draft {
		d := desk.Draft{State: desk.DraftProposed, To: []desk.Address{{Name: "Jo", Address: "jo@x.example"}}}
		if change != nil {
			change(&d)
		}
		return d
	}
	for name, c := range map[string]struct {
		d    desk.Draft
		want []string
	}{
		"checked": {draft(func(d *desk.Draft) { d.Template = "cancel_check" }), []string{"Approving sends it to Jo <jo@x.example>; then the case stays in the queue, since the mail says that we go on."}},
		"plain":   {draft(nil), []string{"Approving sends it to Jo <jo@x.example>; then the case waits for the customer."}},
		"a senior's refusal": {draft(func(d *desk.Draft) { d.Role, d.Denial = desk.RoleSenior, true }), []string{
			"A senior has to approve it.", "It refuses something: the order data must be newer than the mail and fresh.",
			"Approving sends it to Jo <jo@x.example>; then the case waits for the customer."}},
		"moves and closes": {draft(func(d *desk.Draft) {
			d.RMA, d.Moves = "RMA-7K3Q-9TXB", &desk.Action{RMAState: desk.RMAClosedRejected, Close: true, Verified: true}
		}), []string{"Only where the request is proved: by the mail server, or by the buyer's answer to a mail of ours.",
			"Approving sends it to Jo <jo@x.example>; once it is sent, the RMA is closed rejected; then the case closes."}},
		"has no record to move": {draft(func(d *desk.Draft) { d.Moves = &desk.Action{RMAState: desk.RMAClosedResolved, Close: true} }), []string{
			"Approving sends it to Jo <jo@x.example>; then the case closes."}},
		"opens": {draft(func(d *desk.Draft) {
			d.Moves, d.Opens = &desk.Action{OpenRMA: true}, &desk.RMA{State: desk.RMAUnderReview}
		}), []string{"Approving sends it to Jo <jo@x.example>; once it is sent, an RMA is opened as under review; then the case waits for the customer."}},
		"a claim": {draft(func(d *desk.Draft) { d.Template = "claim_received" }), []string{
			"Approving sends it to Jo <jo@x.example>; then it is our turn: the claim is reviewed."}},
		"thanks": {draft(func(d *desk.Draft) { d.Template = "settled" }), []string{
			"Approving sends it to Jo <jo@x.example>; then the case closes, unless a record of it is open."}},
		"sent": {draft(func(d *desk.Draft) { d.State = desk.DraftSent }), nil},
	} {
		if got := Approval(desk.Case{}, c.d); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestApprovalOfParagraphs: a promise counts in whichever paragraph of a reply it stands.
func TestApprovalOfParagraphs(t *testing.T) {
	t.Parallel()
	const stays = "Approving sends it to Jo <jo@x.example>; then the case stays in the queue, since the mail says that we go on."
	const waits = "Approving sends it to Jo <jo@x.example>; then the case waits for the customer."
	for name, c := range map[string]struct {
		template string
		class    desk.Class
		more     []desk.Intent
		want     string
	}{
		"alone":                 {"ask_missing", desk.ClassDoaDefect, nil, waits},
		"a trace beside it":     {"ask_missing", desk.ClassDoaDefect, []desk.Intent{{Class: desk.ClassDeliveryProblem, Template: "trace_opened"}}, stays},
		"a refusal beside it":   {"ask_missing", desk.ClassDoaDefect, []desk.Intent{{Class: desk.ClassCostRefund, Template: "costs_nonrefundable"}}, waits},
		"a choice":              {"delay_options", desk.ClassDelay, nil, waits},
		"a choice and changed":  {"delay_options", desk.ClassOrderChange, nil, stays},
		"a choice and a change": {"delay_options", desk.ClassDelay, []desk.Intent{{Class: desk.ClassOrderChange, Template: "delay_options"}}, stays},
	} {
		k := desk.Case{Decisions: []desk.Decision{{Intent: desk.Intent{Class: c.class, Template: c.template}, More: c.more}}}
		d := desk.Draft{State: desk.DraftProposed, Template: c.template, To: []desk.Address{{Name: "Jo", Address: "jo@x.example"}}}
		if got := Approval(k, d); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
