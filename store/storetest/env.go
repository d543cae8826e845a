package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"returndesk/desk"
)

// env is one test's store with what the tests say often.
type env struct {
	*testing.T
	Store
	open  func(t *testing.T, place string) Store
	place string
}

// reopen closes the store and opens it again at the same place.
func (e *env) reopen() {
	e.Helper()
	e.must(e.Store.Close())
	e.Store = e.open(e.T, e.place)
}

func (e *env) must(err error) {
	e.Helper()
	if err != nil {
		e.Fatal(err)
	}
}

// want fails the test unless err has the code.
func (e *env) want(code desk.Code, err error) {
	e.Helper()
	if got := desk.CodeOf(err); got != code {
		e.Fatalf("error code %q, want %q: %v", got, code, err)
	}
}

// same fails the test unless both are equal; nil and empty slices count as equal.
func (e *env) same(what string, got, want any) {
	e.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		e.Fatalf("%s differs (-want +got):\n%s", what, diff)
	}
}

// begin is the time at which all tests begin.
func begin() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }

func ctx() context.Context { return context.Background() }

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// mail makes the n-th mail.
func mail(n int) desk.Accepted {
	raw := fmt.Appendf(nil, "Message-ID: <m%d@example.org>\r\nSubject: mail %d\r\n\r\nText of mail %d.\r\n", n, n, n)
	return desk.Accepted{
		ID: hexSum(raw), TraceHash: hexSum(raw[5:]), Folder: "inbox",
		Location:     desk.Location{Account: "support", Mailbox: "INBOX", UIDValidity: 7, UID: uint32(n)},
		InternalDate: begin(), AcceptedAt: begin().Add(time.Second), Size: int64(len(raw)),
		MessageID: fmt.Sprintf("m%d@example.org", n), Raw: raw,
	}
}

func cursor(uid int) desk.Cursor {
	return desk.Cursor{UIDValidity: 7, LastUID: uint32(uid), State: fmt.Appendf(nil, "place %d", uid)}
}

// accept accepts mails and wants them all to be new.
func (e *env) accept(mails ...desk.Accepted) {
	e.Helper()
	fresh, err := e.AcceptMessages(ctx(), "support", "INBOX", mails, cursor(len(mails)))
	e.must(err)
	if len(fresh) != len(mails) {
		e.Fatalf("%d of %d mails were new", len(fresh), len(mails))
	}
}

func caseID(n int) string    { return fmt.Sprintf("C-%d", 1000+n) }
func draftID(n int) string   { return fmt.Sprintf("C-%d-1", 1000+n) }
func orderOf(n int) string   { return fmt.Sprintf("HW-%d", 10400+n) }
func writer(n int) string    { return fmt.Sprintf("buyer%d@example.org", n) }
func rmaNumber(n int) string { return desk.NewRMANumber(uint64(n)*7919 + 11) }

// newCase makes the n-th case in its first version.
func newCase(n int) desk.Case {
	d := desk.Decision{
		Intent:    desk.Intent{Class: desk.ClassDoaDefect, Rule: "row", Outcome: desk.OutcomeOpenRMA, Sections: []string{"2"}, Asks: []desk.Ask{}, Flags: []desk.Flag{desk.FlagLastDay}},
		Facts:     desk.Facts{Enum: map[desk.Fact]string{"stage": "delivered"}, Signals: []desk.Signal{}},
		DecidedAt: begin(),
	}
	return desk.Case{
		ID: caseID(n), Version: 1, State: desk.CaseOpen, Account: "support", Customer: writer(n), Subject: fmt.Sprintf("case %d", n),
		Order: orderOf(n), Class: d.Class, Outcome: d.Outcome, Rule: d.Rule, Flags: d.Flags, Mails: []string{mail(n).ID}, Drafts: []string{draftID(n)},
		Decisions: []desk.Decision{d}, OpenedAt: begin(), UpdatedAt: begin(), Deadline: begin().Add(time.Duration(n) * time.Hour),
	}
}

func newDraft(n int) desk.Draft {
	return desk.Draft{
		ID: draftID(n), Case: caseID(n), Template: "claim_received", Language: "en", State: desk.DraftProposed, Role: desk.RoleAgent,
		To: []desk.Address{{Address: writer(n)}}, Subject: "Re: case", Text: "text", HTML: "<p>text</p>",
		MessageID: fmt.Sprintf("d%d@shop.example", n), CreatedAt: begin().Add(time.Duration(n) * time.Minute), UpdatedAt: begin(),
	}
}

func newRMA(n int) desk.RMA {
	return desk.RMA{Number: rmaNumber(n), Case: caseID(n), Order: orderOf(n), OrderEmail: writer(n), State: desk.RMAUnderReview,
		ReportedAt: begin(), OpenedAt: begin().Add(time.Duration(n) * time.Second), History: []desk.RMAHistory{{At: begin(), Actor: desk.System(), To: desk.RMAUnderReview, Why: "opened"}}}
}

// rma gives a record as stored.
func (e *env) rma(n int) desk.RMA {
	e.Helper()
	r, err := e.RMA(ctx(), rmaNumber(n))
	e.must(err)
	return r
}

// outcome makes the change that the n-th mail leads to.
func outcome(n int) desk.Change {
	return desk.Change{
		Mails:  []desk.Mail{{Accepted: mail(n), State: desk.MailDecided, Case: caseID(n), From: writer(n), Subject: "mail"}},
		Cases:  []desk.Case{newCase(n)},
		Drafts: []desk.DraftChange{{Draft: newDraft(n)}},
		RMAs:   []desk.RMA{newRMA(n)},
		Audit: []desk.Audit{
			{At: begin(), Actor: desk.System(), Case: caseID(n), What: "decided", Why: "row", Data: map[string]string{"mail": mail(n).ID}},
			{At: begin(), Actor: desk.System(), Case: caseID(n), What: "drafted"},
		},
		Index: map[string]string{mail(n).MessageID: caseID(n)},
		Words: map[string][]string{caseID(n): {"crackle", fmt.Sprintf("word%d", n), orderOf(n)}},
	}
}

// settle accepts and records mails from..to.
func (e *env) settle(from, to int) {
	e.Helper()
	var mails []desk.Accepted
	var changes []desk.Change
	for n := from; n <= to; n++ {
		mails, changes = append(mails, mail(n)), append(changes, outcome(n))
	}
	e.accept(mails...)
	refusals, err := e.RecordOutcomes(ctx(), changes)
	e.must(err)
	for _, err := range refusals {
		e.must(err)
	}
}

// next gives a case as stored with its version raised.
func (e *env) next(n int) desk.Case {
	e.Helper()
	c, err := e.Case(ctx(), caseID(n))
	e.must(err)
	c.Version++
	return c
}

// ids gives the ids of cases in their order.
func ids(cases []desk.Case) []string {
	var out []string
	for _, c := range cases {
		out = append(out, c.ID)
	}
	return out
}
