package main

import (
	"context"
	"strings"
	"time"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

// fakeDesk is a desk with one case, which the methods under test change as the engine
// would. Methods that a test does not expect are nil and stop it.
type fakeDesk struct {
	corrections []desk.Correction
	control.Desk
	view   flow.CaseView
	rows   []flow.QueueRow
	rmas   []desk.RMA
	mails  []desk.Mail
	raw    []byte
	status control.Status
	err    error // given by everything that changes something

	filter     desk.CaseFilter
	rmaFilter  desk.RMAFilter
	parked     desk.MailState
	approvals  []flow.Approval
	edits      []flow.Edit
	correction flow.Correction
	resolution flow.Resolution
	said       []string // name and arguments of the other calls
}

func (f *fakeDesk) Queue(_ context.Context, q desk.CaseFilter) ([]flow.QueueRow, error) {
	f.filter = q
	return f.rows, nil
}
func (f *fakeDesk) Status(context.Context) (control.Status, error) { return f.status, nil }

func (f *fakeDesk) Show(_ context.Context, id string) (flow.CaseView, error) {
	if !strings.HasPrefix(strings.ToUpper(id), f.view.Case.ID) {
		return flow.CaseView{}, desk.Errf(desk.CodeNotFound, "there is no case %s", id).WithMend("see `returndesk queue`")
	}
	return f.view, nil
}

func (f *fakeDesk) Approve(_ context.Context, _ desk.Actor, a flow.Approval) (desk.Draft, error) {
	f.approvals = append(f.approvals, a)
	d := f.view.Drafts[0]
	d.State, d.SendAfter = desk.DraftApproved, f.view.Case.UpdatedAt.Add(30*time.Second)
	return d, f.err
}

func (f *fakeDesk) EditDraft(_ context.Context, _ desk.Actor, e flow.Edit) (desk.Draft, error) {
	f.edits = append(f.edits, e)
	d := f.view.Drafts[0]
	d.Text, d.Subject = e.Text, e.Subject
	return d, f.err
}

func (f *fakeDesk) say(words ...string) { f.said = append(f.said, strings.Join(words, " ")) }

func (f *fakeDesk) Reject(_ context.Context, _ desk.Actor, draft, because string) (desk.Draft, error) {
	f.say("reject", draft, because)
	return f.view.Drafts[0], f.err
}

func (f *fakeDesk) Undo(_ context.Context, _ desk.Actor, draft string) (desk.Draft, error) {
	f.say("undo", draft)
	return f.view.Drafts[0], f.err
}

func (f *fakeDesk) Reclassify(_ context.Context, _ desk.Actor, c flow.Correction) (desk.Case, error) {
	f.correction = c
	return f.view.Case, f.err
}

func (f *fakeDesk) Resolve(_ context.Context, _ desk.Actor, r flow.Resolution) (desk.Case, *desk.Draft, error) {
	f.resolution = r
	return f.view.Case, &f.view.Drafts[0], f.err
}

func (f *fakeDesk) RMAs(_ context.Context, q desk.RMAFilter) ([]desk.RMA, error) {
	f.rmaFilter = q
	return f.rmas, nil
}

func (f *fakeDesk) RMA(_ context.Context, number string) (desk.RMA, error) {
	f.say("rma", number)
	return desk.RMA{Number: "RMA-7K3Q-9TXB", State: desk.RMAUnderReview}, nil
}

func (f *fakeDesk) AdvanceRMA(_ context.Context, _ desk.Actor, number string, to desk.RMAState, because string, _ map[string]string) (desk.RMA, error) {
	f.say("advance", number, string(to), because)
	return desk.RMA{Number: number, State: to, Case: f.view.Case.ID}, f.err
}

func (f *fakeDesk) RMASteps(ctx context.Context, number string) (flow.RMAView, error) {
	r, err := f.RMA(ctx, number)
	v := flow.RMAView{RMA: r, Remedies: r.Standings()}
	for _, a := range desk.RMASteps(&r) {
		v.Steps = append(v.Steps, flow.RMAOffer{Action: a})
	}
	return v, err
}

func (f *fakeDesk) TakeRMAStep(ctx context.Context, _ desk.Actor, q flow.RMAStep) (flow.RMADone, error) {
	f.say("step", q.RMA, q.Step, q.Because)
	r, err := f.RMA(ctx, q.RMA)
	return flow.RMADone{RMA: r, Draft: &desk.Draft{ID: "C-1042-2", Case: "C-1042", Template: q.Step, State: desk.DraftProposed}}, err
}

func (f *fakeDesk) RMAPhoto(_ context.Context, number, sum string) (desk.Photo, []byte, error) {
	f.say("photo", number, sum)
	return desk.Photo{SHA256: sum}, f.raw, f.err
}

func (f *fakeDesk) Parked(_ context.Context, state desk.MailState, _ int) ([]desk.Mail, error) {
	f.parked = state
	return f.mails, nil
}

func (f *fakeDesk) ParkedMail(_ context.Context, id string) (desk.Mail, []byte, error) {
	f.say("mail", id)
	return desk.Mail{Accepted: desk.Accepted{ID: strings.Repeat("ab", 32)}, State: desk.MailQuarantined}, f.raw, nil
}

func (f *fakeDesk) Replay(_ context.Context, _ desk.Actor, id, because string) (desk.Mail, error) {
	f.say("replay", id, because)
	return desk.Mail{Accepted: desk.Accepted{ID: strings.Repeat("ab", 32)}, State: desk.MailDecided, Case: "C-1050"}, f.err
}

func (f *fakeDesk) ConfirmOrders(context.Context, desk.Actor) (control.OrdersStatus, error) {
	f.say("confirm")
	return control.OrdersStatus{Count: 612}, f.err
}

func (f *fakeDesk) ResumeAcknowledgements(_ context.Context, _ desk.Actor, because string) error {
	f.say("resume acknowledgements", because)
	return f.err
}

var noon = time.Date(2026, 3, 16, 12, 0, 0, 0, time.UTC)

func newFake() *fakeDesk {
	return &fakeDesk{
		view: flow.CaseView{
			Case: desk.Case{ID: "C-1042", State: desk.CaseOpen, Class: desk.ClassDelay, Outcome: desk.OutcomeDelayOptions, UpdatedAt: noon},
			Drafts: []desk.Draft{{
				ID: "C-1042-1", Case: "C-1042", State: desk.DraftProposed, To: []desk.Address{{Name: "Jo", Address: "jo@x.example"}},
				Subject: "Re: late", Text: "Hello Jo,\n\nwe are late.\n",
			}},
		},
		rows: []flow.QueueRow{{Case: "C-1042", Customer: "jo@x.example", Outcome: desk.OutcomeDelayOptions, State: desk.DraftProposed}},
	}
}

func (f *fakeDesk) Corrections(context.Context) ([]desk.Correction, error) { return f.corrections, nil }

func (f *fakeDesk) LLMDay(context.Context, string) ([]byte, error) { return nil, f.err }

func (f *fakeDesk) CountLLM(context.Context, desk.Actor, []byte, []byte) error { return f.err }

func (f *fakeDesk) Unclass(_ context.Context, _ desk.Actor, id string, _ desk.Class) (desk.Case, error) {
	return desk.Case{ID: id, Class: desk.ClassDelay, Outcome: desk.OutcomeDelayOptions}, f.err
}

func (f *fakeDesk) RevokeCorrection(_ context.Context, by desk.Actor, id, because string) (desk.Correction, error) {
	return desk.Correction{ID: id, Because: because, By: by}, f.err
}
