package console_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// newsletter is a mail that gets no reply.
func (w *world) newsletter() {
	w.t.Helper()
	w.receive(letter("news@letter.example", "Spring offers", "Buy now!", "List-Unsubscribe: <https://letter.example/u>\n", "Precedence: bulk\n", "List-Id: <news.letter.example>\n"))
}

// unreadable puts a mail into quarantine and gives its id.
func (w *world) unreadable() string {
	w.t.Helper()
	raw := "From: =?utf-8?q?M=C3=BCller?= <m@mailbox.example>\r\nSubject: a broken mail\r\nContent-Type: multipart/mixed\r\n\r\n\x00\xff no boundary\r\n"
	sum := sha256.Sum256([]byte(raw))
	m := desk.Mail{State: desk.MailQuarantined, From: "m@mailbox.example", FromName: "Müller", Subject: "a broken mail", Reason: "the mail has parts and names no boundary"}
	m.Accepted = desk.Accepted{ID: hex.EncodeToString(sum[:]), TraceHash: hex.EncodeToString(sum[:]), Folder: "inbox", InternalDate: w.now(), AcceptedAt: w.now(), Size: int64(len(raw)), Raw: []byte(raw),
		Location: desk.Location{Account: "support", Mailbox: "INBOX", UIDValidity: 1, UID: 9999}}
	_, err := w.store.AcceptMessages(w.t.Context(), "support", "INBOX", []desk.Accepted{m.Accepted}, desk.Cursor{UIDValidity: 1, LastUID: 9999})
	fatal(w.t, err)
	fatal(w.t, w.store.Record(w.t.Context(), desk.Change{Mails: []desk.Mail{m}}))
	return m.ID
}

// sends approves a case's draft and lets it leave to a server that answers so.
func (w *world) sends(c desk.Case, r replies.Result) {
	w.t.Helper()
	d := w.draftOf(c)
	_, err := w.Approve(w.t.Context(), desk.Actor{Name: "The senior", Role: desk.RoleSenior}, flow.Approval{Draft: d.ID, Because: "looked at"})
	fatal(w.t, err)
	w.wait(time.Minute)
	w.result = r
	defer func() { w.result = replies.Result{} }()
	_, err = w.SendDue(w.t.Context())
	fatal(w.t, err)
}

// approves approves the draft on the page, with a reason where it has a field for one.
func (b *tab) approves() {
	b.T.Helper()
	if b.JS(`document.querySelector("#because") != null`) == "true" {
		b.Do(chromedp.SendKeys("#because", "looked at"))
	}
	b.Click("#draft button[data-key=e]")
	b.Until(`document.querySelector("#notice button[data-key=z]") != null`)
}

// TestBrowserAccessibleStates: a case's page and the lists in the states of bad days.
func TestBrowserAccessibleStates(t *testing.T) {
	t.Parallel()
	w := open(t)
	senior := desk.Actor{Name: "The senior", Role: desk.RoleSenior}
	uncertain, failed, sent := w.question("ann"), w.question("ben"), w.question("cat")
	w.sends(uncertain, replies.Result{Outcome: replies.Uncertain, Text: "the connection ended before the server answered"})
	w.sends(failed, replies.Result{Outcome: replies.Permanent, Code: 550, Text: "550 5.1.1 no such user here"})
	w.sends(sent, replies.Result{})
	for id, want := range map[string]desk.DraftState{uncertain.ID: desk.DraftUncertain, failed.ID: desk.DraftFailed, sent.ID: desk.DraftSent} {
		if s := w.state(id + "-1"); s != want {
			t.Fatalf("%s is %s, want %s", id, s, want)
		}
	}
	handed, none, asleep, held := w.defect(), w.question("dan"), w.question("eve"), w.legal()
	_, err := w.HandUp(t.Context(), desk.Actor{Name: "The agent", Role: desk.RoleAgent}, handed.ID, desk.RoleSenior, "this is odd: he says that it never worked, and wrote something else in March")
	fatal(t, err)
	fatal(t, w.Note(t.Context(), senior, handed.ID, "He rang at noon: he keeps the box and the foil.\nSend the label only when the photo is there."))
	_, err = w.Reject(t.Context(), senior, none.ID+"-1", "phoned him")
	fatal(t, err)
	_, err = w.Snooze(t.Context(), senior, asleep.ID, w.now().Add(72*time.Hour), "the carrier answers on Monday")
	fatal(t, err)
	closed := w.question("fay")
	_, _, err = w.Resolve(t.Context(), senior, flow.Resolution{Case: closed.ID, Action: "close", Because: "solved by phone"})
	fatal(t, err)
	w.newsletter()
	parked, err := w.Parked(t.Context(), desk.MailSuppressed, 1)
	fatal(t, err)
	broken := w.unreadable()
	b := w.tabOf("agent")
	b.accessible(
		sight{"queue of a bad day", "/queue", nil}, sight{"put off", "/queue?show=snoozed", nil},
		sight{"uncertain", "/cases/" + uncertain.ID, nil}, sight{"failed", "/cases/" + failed.ID, nil}, sight{"sent", "/cases/" + sent.ID, nil}, sight{"handed up", "/cases/" + handed.ID + "?for=senior", nil},
		sight{"no draft", "/cases/" + none.ID, nil}, sight{"asleep", "/cases/" + asleep.ID, nil}, sight{"closed", "/cases/" + closed.ID, nil}, sight{"history of one handed up", "/cases/" + handed.ID + "/history", nil},
		sight{"quarantine", "/parked?state=quarantined", nil}, sight{"a broken mail", "/parked/" + broken, nil}, sight{"a newsletter", "/parked/" + parked[0].ID, nil},
		sight{"refused", "/cases/" + held.ID, press("#draft button[data-key=e]", `document.querySelector("[role=alert]")?.innerText.includes("senior")`)},
		sight{"two at one case", "/cases/" + none.ID, func(b *tab) {
			b.Listening("/cases/" + none.ID + "/events")
			other := w.as("manager")
			other.want(other.get("/cases/"+none.ID), http.StatusOK)
			b.shows("#state", "The manager is here, too")
			other.want(other.post("/cases/"+none.ID+"/note", "text", "a word"), http.StatusSeeOther)
			b.shows("#state", "has changed since you opened it")
			other.want(other.post("/cases/"+none.ID+"/handup", "to", "senior", "because", "odd"), http.StatusSeeOther)
		}},
	)
	w.mu.Lock()
	w.asOf = w.clock.Add(-50 * time.Hour)
	w.health = func(st *control.Status) {
		st.Orders.Shrunk, st.AcksOff, st.DenialsHeld = true, w.clock, 3
		st.Mailboxes[0].State, st.Mailboxes[0].Problem, st.Mailboxes[0].Since = "unreachable", "the server does not answer", w.clock
	}
	w.mu.Unlock()
	w.wait(60 * 24 * time.Hour)
	b = w.tabOf("senior")
	b.accessible(
		sight{"everything wrong", "/queue", nil}, sight{"settings of a bad day", "/settings", nil}, sight{"overdue", "/rmas?show=overdue", nil}, sight{"RMA overdue", "/rmas/" + handed.RMAs[0], nil},
		sight{"approved", "/cases/" + handed.ID + "?for=senior", func(b *tab) {
			b.approves()
			b.Open("/cases/" + handed.ID)
			b.shows("#h-reply", "Approved")
		}},
		sight{"just approved", "/queue?done=approved&draft=" + handed.ID + "-1", nil},
	)
}

// TestBrowserAccessibleMailbox: a case where people send from their mail program.
func TestBrowserAccessibleMailbox(t *testing.T) {
	t.Parallel()
	w := openWith(t, func(s *flow.Shop) { s.ApproveIn = desk.ChannelMailbox })
	c, other := w.legal(), w.cancel()
	fatal(t, w.store.Record(t.Context(), desk.Change{Copies: []desk.DraftCopy{
		{Draft: c.ID + "-1", Case: c.ID, Account: "support", State: desk.CopyHeld, Why: "the role senior has to release it", MessageID: "x"},
		{Draft: other.ID + "-1", Case: other.ID, Account: "support", State: desk.CopyFiled, MessageID: "y", Place: desk.Place{Folder: "Drafts", UIDValidity: 1, UID: 3}, Touched: true},
	}}))
	b := w.tabOf("senior")
	b.accessible(sight{"held", "/cases/" + c.ID, nil}, sight{"in Drafts", "/cases/" + other.ID, nil},
		sight{"released", "/cases/" + c.ID, func(b *tab) {
			b.approves()
			b.shows("#notice", "was released")
			b.Open("/cases/" + c.ID)
			b.Until(`document.querySelector("button[data-key=z]") != null`)
		}})
}
