package control

import (
	"context"
	"io"
	"sync"
	"time"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/flow"
)

// fakeDesk answers with what a test put in and remembers what it was asked.
type fakeDesk struct {
	corrections []desk.Correction
	figures     digest.Digest
	mu          sync.Mutex
	got         []any // name, then the arguments, of the last call
	err         error // given by every method

	rows   []flow.QueueRow
	view   flow.CaseView
	draft  desk.Draft
	kase   desk.Case
	rma    desk.RMA
	steps  flow.RMAView
	step   flow.RMAStep
	done   flow.RMADone
	photo  desk.Photo
	mail   desk.Mail
	raw    []byte
	orders OrdersStatus
	status Status
	erased desk.Erasure
	user   desk.User

	archive []byte
	midway  error // what Backup gives after half of the archive

	entered chan struct{} // when set: closed by Show once it runs
	release chan struct{} // when set: Show waits for it
}

func (f *fakeDesk) note(what ...any) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.got = what
	return f.err
}

func (f *fakeDesk) last() []any {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.got
}

func (f *fakeDesk) Queue(_ context.Context, q desk.CaseFilter) ([]flow.QueueRow, error) {
	return f.rows, f.note("Queue", q)
}

func (f *fakeDesk) Show(_ context.Context, id string) (flow.CaseView, error) {
	if f.entered != nil {
		close(f.entered)
	}
	if f.release != nil {
		<-f.release
	}
	return f.view, f.note("Show", id)
}

func (f *fakeDesk) Reclassify(_ context.Context, by desk.Actor, c flow.Correction) (desk.Case, error) {
	return f.kase, f.note("Reclassify", by, c)
}

func (f *fakeDesk) Resolve(_ context.Context, by desk.Actor, r flow.Resolution) (desk.Case, *desk.Draft, error) {
	if f.draft.ID == "" {
		return f.kase, nil, f.note("Resolve", by, r)
	}
	return f.kase, &f.draft, f.note("Resolve", by, r)
}

func (f *fakeDesk) Approve(_ context.Context, by desk.Actor, a flow.Approval) (desk.Draft, error) {
	return f.draft, f.note("Approve", by, a)
}

func (f *fakeDesk) EditDraft(_ context.Context, by desk.Actor, e flow.Edit) (desk.Draft, error) {
	return f.draft, f.note("EditDraft", by, e)
}

func (f *fakeDesk) Reject(_ context.Context, by desk.Actor, draft, because string) (desk.Draft, error) {
	return f.draft, f.note("Reject", by, draft, because)
}

func (f *fakeDesk) Undo(_ context.Context, by desk.Actor, draft string) (desk.Draft, error) {
	return f.draft, f.note("Undo", by, draft)
}

func (f *fakeDesk) RMAs(_ context.Context, q desk.RMAFilter) ([]desk.RMA, error) {
	return []desk.RMA{f.rma}, f.note("RMAs", q)
}

func (f *fakeDesk) RMA(_ context.Context, number string) (desk.RMA, error) {
	return f.rma, f.note("RMA", number)
}

func (f *fakeDesk) AdvanceRMA(_ context.Context, by desk.Actor, number string, to desk.RMAState, because string, set map[string]string) (desk.RMA, error) {
	return f.rma, f.note("AdvanceRMA", by, number, to, because, set)
}

func (f *fakeDesk) RMASteps(_ context.Context, number string) (flow.RMAView, error) {
	return f.steps, f.note("RMASteps", number)
}

func (f *fakeDesk) TakeRMAStep(_ context.Context, by desk.Actor, q flow.RMAStep) (flow.RMADone, error) {
	return f.done, f.note("TakeRMAStep", by, q)
}

func (f *fakeDesk) RMAPhoto(_ context.Context, number, sum string) (desk.Photo, []byte, error) {
	return f.photo, f.raw, f.note("RMAPhoto", number, sum)
}

func (f *fakeDesk) Parked(_ context.Context, state desk.MailState, limit int) ([]desk.Mail, error) {
	return []desk.Mail{f.mail}, f.note("Parked", state, limit)
}

func (f *fakeDesk) ParkedMail(_ context.Context, id string) (desk.Mail, []byte, error) {
	return f.mail, f.raw, f.note("ParkedMail", id)
}

func (f *fakeDesk) Replay(_ context.Context, by desk.Actor, id, because string) (desk.Mail, error) {
	return f.mail, f.note("Replay", by, id, because)
}

func (f *fakeDesk) ConfirmOrders(_ context.Context, by desk.Actor) (OrdersStatus, error) {
	return f.orders, f.note("ConfirmOrders", by)
}

func (f *fakeDesk) ResumeAcknowledgements(_ context.Context, by desk.Actor, because string) error {
	return f.note("ResumeAcknowledgements", by, because)
}

func (f *fakeDesk) Status(context.Context) (Status, error) { return f.status, f.note("Status") }

func (f *fakeDesk) Erase(_ context.Context, by desk.Actor, address string) (desk.Erasure, error) {
	return f.erased, f.note("Erase", by, address)
}

func (f *fakeDesk) Digest(_ context.Context, week string) (digest.Digest, error) {
	return f.figures, f.note("Digest", week)
}

func (f *fakeDesk) SendDigest(_ context.Context, by desk.Actor, week string) (digest.Digest, error) {
	return f.figures, f.note("SendDigest", by, week)
}

func (f *fakeDesk) DigestWeeks(_ context.Context, n int) ([]string, error) {
	return []string{f.figures.Week}, f.note("DigestWeeks", n)
}

// Backup writes the fake's archive, half of it when there is an error to give after that.
func (f *fakeDesk) Backup(_ context.Context, by desk.Actor, w io.Writer) error {
	err := f.note("Backup", by)
	archive := f.archive
	if f.midway != nil {
		archive, err = archive[:len(archive)/2], f.midway
	} else if err != nil {
		return err
	}
	if _, bad := w.Write(archive); bad != nil {
		return bad
	}
	return err
}

func (f *fakeDesk) Decisions(_ context.Context, by desk.Actor, since time.Time, w io.Writer) error {
	if err := f.note("Decisions", by, since); err != nil || len(f.archive) == 0 {
		return err
	}
	_, err := w.Write(f.archive)
	return err
}

func (f *fakeDesk) Export(_ context.Context, by desk.Actor, q ExportQuery, w io.Writer) error {
	if err := f.note("Export", by, q); err != nil {
		return err
	}
	_, err := w.Write(f.archive)
	return err
}

var _ Desk = (*fakeDesk)(nil)

func (f *fakeDesk) Corrections(context.Context) ([]desk.Correction, error) { return f.corrections, nil }

func (f *fakeDesk) LLMDay(_ context.Context, date string) ([]byte, error) {
	return []byte(`{"date":"` + date + `"}`), f.note("LLMDay", date)
}

func (f *fakeDesk) CountLLM(_ context.Context, by desk.Actor, was, now []byte) error {
	return f.note("CountLLM", by, string(was), string(now))
}

func (f *fakeDesk) Unclass(_ context.Context, by desk.Actor, id string, from desk.Class) (desk.Case, error) {
	return desk.Case{ID: id, Class: from}, f.note("Unclass", by, id, from)
}

func (f *fakeDesk) RevokeCorrection(_ context.Context, by desk.Actor, id, because string) (desk.Correction, error) {
	return desk.Correction{ID: id, Because: because, By: by}, f.note("RevokeCorrection", by, id, because)
}
