package console_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

func TestReview(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.as("agent")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "the space bar", "verified", "ask evidence", "DOA defect", "day 4 of 7", `class="timeline"`, `delivered <tspan class="tl-date">16 Mar`,
		d.Subject, "Hello Jo", "<strong>jo@mailbox.example</strong>", "§ 2", "Approving sends it to", "then the case waits for the customer", d.ID, "photo video", c.RMAs[0], "The rules asked for: <span>", "<span>evidence missing</span>", "Every fact")
	b.want(b.get("/cases/"+strings.ToLower(c.ID)), http.StatusOK, c.ID)
	b.want(b.get("/cases/C-9999"), http.StatusNotFound, "Not found")
	b.want(b.get("/cases/nonsense"), http.StatusUnprocessableEntity)
	b.want(b.get("/cases/"+c.ID+"/history"), http.StatusOK, "mail received", "decided", "drafted", "the space bar")
	b.want(b.get("/drafts/"+d.ID+"/preview"), http.StatusOK, "Hello Jo")
	h := b.get("/drafts/" + d.ID + "/preview").header
	if csp := h.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "sandbox; default-src 'none'") || strings.Contains(csp, "allow-scripts") || h.Get("X-Frame-Options") != "SAMEORIGIN" {
		t.Errorf("the preview's policy is %q", csp)
	}
}

// TestApprove: save and approve in one step, go on to the next case, undo while there is
// time, and what is sent is what was typed.
func TestApprove(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, other := w.defect(), w.cancel()
	d := w.draftOf(c)
	b := w.as("agent")
	page := b.get("/cases/" + c.ID).body
	text := strings.ReplaceAll(d.Text, "Hello Jo", "Dear Jo")
	a := b.post("/drafts/"+d.ID+"/approve", "seen", field(page, "seen"), "subject", "Your keyboard", "text", strings.ReplaceAll(text, "\n", "\r\n"))
	b.want(a, http.StatusSeeOther)
	if !strings.HasPrefix(a.to(), "/cases/"+other.ID+"?") {
		t.Fatalf("approving leads to %s", a.to())
	}
	b.want(b.get(a.to()), http.StatusOK, d.ID+" was approved.", `data-left="15"`, "/drafts/"+d.ID+"/undo")
	stored, err := w.store.Draft(t.Context(), d.ID)
	fatal(t, err)
	if stored.State != desk.DraftApproved || !strings.Contains(stored.Text, "Dear Jo") || stored.Subject != "Your keyboard" || !strings.Contains(string(stored.Frozen), "Dear Jo") || stored.ApprovedBy.Name != "The agent" {
		t.Errorf("stored: %s %q %v", stored.State, stored.Subject, stored.ApprovedBy)
	}
	b.want(b.post("/drafts/"+d.ID+"/undo"), http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID+"?done=undone"), http.StatusOK, "The approval was taken back.", "Approve and next")
	w.draftOf(c)

	w.wait(time.Second)
	page = b.get("/cases/" + c.ID).body
	b.want(b.post("/drafts/"+d.ID+"/approve", "seen", field(page, "seen")), http.StatusSeeOther)
	w.wait(20 * time.Second)
	n, err := w.SendDue(t.Context())
	fatal(t, err)
	if n != 1 || w.sent != 1 {
		t.Fatalf("%d left", n)
	}
	b.want(b.post("/drafts/"+d.ID+"/undo"), http.StatusConflict, "no approval to take back")
	b.want(b.get("/queue?done=approved&draft="+d.ID), http.StatusOK, d.ID+" was sent.")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "it is his turn")
}

// TestNothingTyped: an untouched draft keeps its HTML, whatever line ends a browser sends.
func TestNothingTyped(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.as("agent")
	b.want(b.post("/drafts/"+d.ID+"/save", "seen", d.ContentHash(), "subject", d.Subject, "text", strings.ReplaceAll(d.Text, "\n", "\r\n")), http.StatusSeeOther)
	if again := w.draftOf(c); again.Edited || again.HTML != d.HTML {
		t.Error("saving nothing changed the draft")
	}
}

// TestTwoAgents: the second approval is refused, and so is one of a draft that somebody
// else changed meanwhile; what was typed is not lost.
func TestTwoAgents(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	one, two := w.as("agent"), w.as("senior")
	seen := field(two.get("/cases/"+c.ID).body, "seen")
	one.want(one.post("/drafts/"+d.ID+"/save", "seen", d.ContentHash(), "text", d.Text+"\nP.S. one\n"), http.StatusSeeOther)
	two.want(two.post("/drafts/"+d.ID+"/approve", "seen", seen, "text", d.Text+"\nP.S. two\n"), http.StatusConflict, "was changed meanwhile", "P.S. two")
	two.want(two.post("/drafts/"+d.ID+"/approve", "seen", seen), http.StatusConflict, "is not what you saw")
	first := w.draftOf(c)
	one.want(one.post("/drafts/"+d.ID+"/approve", "seen", first.ContentHash()), http.StatusSeeOther)
	two.want(two.post("/drafts/"+d.ID+"/approve", "seen", first.ContentHash()), http.StatusConflict, "cannot be approved")
	stored, err := w.store.Draft(t.Context(), d.ID)
	fatal(t, err)
	if stored.ApprovedBy.Name != "The agent" {
		t.Errorf("approved by %s", stored.ApprovedBy.Name)
	}
}

// TestStale: the order changed after the draft was written. It cannot be approved, the
// page says so, and shows the new one.
func TestStale(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.cancel()
	d := w.draftOf(c)
	w.shipped()
	b := w.as("senior")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, d.ID, "The facts changed since it was written (", "shipping date", "Draw it up anew", "It cannot be approved")
	if again := w.draftOf(c); again.ID != d.ID || again.ContentHash() != d.ContentHash() {
		t.Error("looking at it changed the draft")
	}
	void := b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash())
	b.want(void, http.StatusConflict, "is void: the facts changed", "deny shipped")
	if strings.Contains(void.body, " autofocus") { // the key that approves would be typed as a reason
		t.Error("a reason is asked for where none helps")
	}
	if page := b.get("/cases/" + c.ID); strings.Contains(page.body, "facts changed since it was written (") {
		t.Error("the new draft counts as out of date, too")
	}
	if again := w.draftOf(c); again.ID == d.ID {
		t.Error("the old draft still stands")
	}
}

// TestStaleData: a refusal on old order data is held, and a senior may say why it goes.
func TestStaleData(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.mu.Lock()
	w.asOf = w.clock.Add(-50 * time.Hour)
	w.mu.Unlock()
	c := w.cancel()
	d := w.draftOf(c)
	agent, senior := w.as("agent"), w.as("senior")
	agent.want(agent.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "I know"), http.StatusConflict, "too old for that")
	senior.want(senior.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash()), http.StatusConflict, "too old for that", `name="because"`, " autofocus") // the next key goes into it
	senior.want(senior.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "asked the workshop"), http.StatusSeeOther)
}

func TestOtherActions(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.as("agent")
	b.want(b.post("/drafts/"+d.ID+"/reject"), http.StatusUnprocessableEntity, "needs a reason")
	b.want(b.post("/cases/"+c.ID+"/ask"), http.StatusUnprocessableEntity, "Nothing was chosen")
	b.want(b.post("/cases/"+c.ID+"/ask", "ask", "serial_firmware", "ask", "packaging_photos"), http.StatusSeeOther)
	asked := w.draftOf(c)
	b.want(b.get("/cases/"+c.ID), http.StatusOK, asked.ID, "the box")
	rejected := b.post("/drafts/"+asked.ID+"/reject", "because", "phoned him")
	b.want(rejected, http.StatusSeeOther)
	b.want(b.get(rejected.to()), http.StatusOK, "No draft", "phoned him", "The draft was rejected")
	b.want(b.post("/cases/"+c.ID+"/reclassify", "class", "nonsense"), http.StatusUnprocessableEntity, "is not a class")
	b.want(b.post("/cases/"+c.ID+"/reclassify", "class", "transit_damage", "because", "the box was crushed"), http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "transit damage", "set by an agent")
	b.want(b.post("/cases/"+c.ID+"/signals", "signal", "anger"), http.StatusUnprocessableEntity, "is not a signal")
	b.want(b.post("/cases/"+c.ID+"/signals"), http.StatusUnprocessableEntity, "othing was corrected")
	b.want(b.post("/cases/"+c.ID+"/signals", "signal", "legal_threat", "signal", "safety_hazard"), http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "legal or chargeback", `value="legal_threat" checked`, `name="shown" value="safety_hazard"`)
	b.want(b.post("/cases/"+c.ID+"/signals", "shown", "safety_hazard", "signal", "praise"), http.StatusUnprocessableEntity,
		"with a reason only", `value="praise" checked`, `value="safety_hazard">`)
	b.want(b.post("/cases/"+c.ID+"/signals", "shown", "safety_hazard", "signal", "praise", "because", "it is the name of a song"), http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "legal or chargeback", `value="praise" checked`, `value="safety_hazard">`)
	b.want(b.post("/cases/"+c.ID+"/signals", "shown", "legal_threat"), http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID+"/history"), http.StatusOK, "it is the name of a song", "signals")
	b.want(b.post("/cases/"+c.ID+"/note", "text", "<b>look</b>\r\nhere"), http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID+"/history"), http.StatusOK, "&lt;b&gt;look&lt;/b&gt;", "The agent, agent")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "<h3>Notes</h3>", "&lt;b&gt;look&lt;/b&gt;\nhere", "The agent, 20 Mar")
	b.want(b.post("/cases/"+c.ID+"/snooze", "until", "soon"), http.StatusUnprocessableEntity, "is no time")
	b.want(b.post("/cases/"+c.ID+"/snooze", "until", w.now().Add(time.Hour).Format(time.RFC3339), "because", "he is on the road"), http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "put it off: he is on the road")
	b.want(b.get("/queue"), http.StatusOK, "Nothing waits for you.")
	b.want(b.get("/queue?show=snoozed"), http.StatusOK, c.ID, "put off")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "Take it back now")
	b.want(b.post("/cases/"+c.ID+"/snooze", "until", ""), http.StatusSeeOther)
	b.want(b.get("/queue"), http.StatusOK, c.ID)
	b.want(b.post("/cases/"+c.ID+"/handup", "to", "senior", "because", "odd"), http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "for a senior", "Only a senior may approve it.", "handed it to a senior: odd")
	if a := b.get("/cases/" + c.ID); strings.Contains(a.body, "on the road") {
		t.Error("why it was put off stays when it is back")
	}
	b.want(b.post("/cases/"+c.ID+"/resolve", "action", "close"), http.StatusUnprocessableEntity, "needs a reason")
	b.want(b.post("/cases/"+c.ID+"/resolve", "action", "dance"), http.StatusConflict, "is not possible")
	b.want(b.post("/cases/"+c.ID+"/resolve", "action", "close", "because", "solved by phone"), http.StatusConflict, "its record", "Withdraw ends it at once")
	b.want(b.post("/rmas/"+c.RMAs[0]+"/step", "step", "withdraw", "because", "solved by phone"), http.StatusSeeOther)
	closed, err := w.store.Case(t.Context(), c.ID)
	fatal(t, err)
	if closed.State != desk.CaseClosed {
		t.Errorf("the case is %s", closed.State)
	}
}

// TestReturns: the board and the page of a record.
func TestReturns(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	b.want(b.get("/rmas"), http.StatusOK, "No return is open.")
	c := w.defect()
	number := c.RMAs[0]
	b.want(b.get("/rmas"), http.StatusOK, number, "awaiting evidence", "75% keyboard")
	b.want(b.get("/rmas/"+number), http.StatusOK, "KB75", "HW-10501", "awaiting evidence", c.ID)
	b.want(b.get("/rmas/RMA-0000-0000"), http.StatusNotFound)
	ask := w.draftOf(c) // the days of a record that waits for evidence run from its sending
	b.want(b.post("/drafts/"+ask.ID+"/approve", "seen", ask.ContentHash()), http.StatusSeeOther)
	w.wait(time.Hour)
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d mails left, %v", n, err)
	}
	w.wait(60 * 24 * time.Hour)
	b = w.as("agent")
	b.want(b.get("/rmas?show=overdue"), http.StatusOK, number, "1 overdue", `class="late"`)
	_, err := w.AdvanceRMA(t.Context(), desk.Actor{Name: "A", Role: desk.RoleAgent}, number, desk.RMAWithdrawn, "changed his mind", nil)
	fatal(t, err)
	b.want(b.get("/rmas?show=closed"), http.StatusOK, number, "withdrawn")
	b.want(b.get("/rmas/"+number), http.StatusOK, "changed his mind")
}

// TestParked: mails without a case are listed, shown as source, and made a case.
func TestParked(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.receive(letter("news@letter.example", "Our <b>spring</b> offers", "Buy now!", "List-Unsubscribe: <https://letter.example/u>\n", "Precedence: bulk\n", "List-Id: <news.letter.example>\n"))
	b := w.as("agent")
	a := b.get("/parked?state=suppressed")
	b.want(a, http.StatusOK, "Our &lt;b&gt;spring&lt;/b&gt; offers", "newsletter")
	list, err := w.Parked(t.Context(), desk.MailSuppressed, 10)
	fatal(t, err)
	id := list[0].ID
	b.want(b.get("/parked/"+id), http.StatusOK, "Buy now!", "Make it a case")
	b.want(b.get("/parked/"+strings.Repeat("0", 64)), http.StatusNotFound)
	a = b.post("/parked/"+id+"/replay", "because", "a customer after all")
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.to(), "/cases/C-") {
		t.Fatalf("%d %s\n%s", a.status, a.to(), plain(a.body))
	}
	b.want(b.get(a.to()), http.StatusOK, "The mail was handled again.")
	b.want(b.get("/parked?state=quarantined"), http.StatusOK, "Nothing is in quarantine.")
}

func TestSettings(t *testing.T) {
	t.Parallel()
	w := open(t)
	agent, manager := w.as("agent"), w.as("manager")
	a := agent.get("/settings")
	agent.want(a, http.StatusOK, "support, INBOX")
	if strings.Contains(a.body, "shop.name") || strings.Contains(a.body, "The admin") {
		t.Error("an agent reads the configuration")
	}
	manager.want(manager.get("/settings"), http.StatusOK, "shop.name", "The admin", "Check every connection", "1 key is not set", "<code>digest.to</code>")
	manager.want(manager.post("/settings/check"), http.StatusOK, "clock", "right")
	if w.doctor != 1 {
		t.Errorf("the doctor came %d times", w.doctor)
	}
}

// refund brings a claim to where money is paid back, and gives the step that does it.
func (w *world) refund(c desk.Case) string {
	t := w.t
	t.Helper()
	admin := desk.Actor{Name: "The admin", Role: desk.RoleAdmin}
	for _, to := range []desk.RMAState{desk.RMAUnderReview, desk.RMANoReturn} {
		_, err := w.AdvanceRMA(t.Context(), admin, c.RMAs[0], to, "looked at", nil)
		fatal(t, err)
	}
	view, err := w.Show(t.Context(), c.ID)
	fatal(t, err)
	name := ""
	for _, a := range view.Next {
		if a.Template == "refund_processing" {
			name = a.Name
		}
	}
	if name == "" {
		c2, err := w.Reclassify(t.Context(), admin, flow.Correction{Case: c.ID, Class: desk.ClassRMAFollowup})
		fatal(t, err)
		view, err = w.Show(t.Context(), c2.ID)
		fatal(t, err)
		for _, a := range view.Next {
			if a.Template == "refund_processing" {
				name = a.Name
			}
		}
	}
	if name == "" {
		t.Fatalf("no step pays money out of %s", view.Case.Outcome)
	}
	return name
}

// TestMoneyNeedsTwo: who drew up a refund cannot approve it himself, whatever his role; it
// waits for the others.
func TestMoneyNeedsTwo(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	name := w.refund(c)
	b, senior := w.as("admin"), w.as("senior")
	a := b.post("/cases/"+c.ID+"/resolve", "action", name, "because", "the fault is proved", "set.amount", "289.00", "set.currency", "USD", "set.not_feasible", "no spare parts")
	b.want(a, http.StatusSeeOther)
	d := w.draftOf(c)
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "somebody else has to approve it")
	b.want(b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash()), http.StatusForbidden, "a second person")
	b.want(b.get("/queue?for=me"), http.StatusOK, "No case matches.", "1 other case waits")
	b.want(b.get("/queue?for=senior"), http.StatusOK, c.ID, "second person")
	senior.want(senior.get("/queue?for=me"), http.StatusOK, c.ID)
	senior.want(senior.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "seen it"), http.StatusSeeOther)
}

// TestOneAlone: in a shop of one a refund waits for who drew it up himself.
func TestOneAlone(t *testing.T) {
	t.Parallel()
	w := openWith(t, func(s *flow.Shop) { s.Solo = true })
	c := w.defect()
	b := w.as("admin")
	b.want(b.post("/cases/"+c.ID+"/resolve", "action", w.refund(c), "because", "the fault is proved", "set.amount", "289.00", "set.currency", "USD", "set.not_feasible", "no spare parts"), http.StatusSeeOther)
	b.want(b.get("/queue?for=me"), http.StatusOK, c.ID)
}

// TestCorrections: what was corrected is listed with what was read before, and revoked by a
// form; words of mails stay words.
func TestCorrections(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("agent")
	b.want(b.get("/corrections"), http.StatusOK, "Nothing was corrected yet.")
	b.want(b.post("/cases/"+c.ID+"/signals", "signal", "praise", "because", "<b>he</b> thanks us"), http.StatusSeeOther)
	b.want(b.get("/corrections"), http.StatusOK, "with praise", c.ID, "&lt;b&gt;he&lt;/b&gt; thanks us", "The agent", "the space bar")
	b.want(b.get("/settings"), http.StatusOK, `href="/corrections"`)
	b.want(b.post("/corrections/K-9/revoke"), http.StatusNotFound)
	b.want(b.post("/corrections/K-1/revoke", "because", "was no praise"), http.StatusSeeOther)
	b.want(b.get("/corrections?done=revoked"), http.StatusOK, "Nothing was corrected yet.", "The correction was revoked.")
	b.want(b.get("/corrections?show=all"), http.StatusOK, "with praise", "Revoked by The agent")
	b.want(b.post("/corrections/K-1/revoke"), http.StatusConflict, "was revoked by The agent already")
	list, err := w.store.Corrections(t.Context())
	fatal(t, err)
	if len(list) != 1 || list[0].Revoked == nil {
		t.Errorf("the log holds %+v", list)
	}
}

// TestApprovedTwice: the same person's second press of the same button, as a double click
// without JavaScript sends it, is one approval and no error. Other words are refused.
func TestApprovedTwice(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, other := w.defect(), w.cancel()
	d := w.draftOf(c)
	b := w.as("agent")
	form := []string{"seen", d.ContentHash(), "subject", d.Subject, "text", d.Text + "\nP.S.\n"}
	for range 2 {
		a := b.post("/drafts/"+d.ID+"/approve", form...)
		b.want(a, http.StatusSeeOther)
		b.want(b.get(a.to()), http.StatusOK, other.ID, d.ID+" was approved.")
	}
	b.want(b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "text", d.Text+"\nOther words.\n"), http.StatusConflict, "Other words.")
	senior := w.as("senior")
	senior.want(senior.post("/drafts/"+d.ID+"/approve", form...), http.StatusConflict)
	w.wait(time.Minute)
	if n, err := w.SendDue(t.Context()); n != 1 || err != nil {
		t.Errorf("%d left, %v", n, err)
	}
	b.want(b.post("/drafts/"+d.ID+"/approve", form...), http.StatusConflict)
}

// TestWhoseTurn: a case whose claim is looked at does not wait for its customer.
func TestWhoseTurn(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	admin := desk.Actor{Name: "The admin", Role: desk.RoleAdmin}
	_, err := w.AdvanceRMA(t.Context(), admin, c.RMAs[0], desk.RMAUnderReview, "the photo came by post", nil)
	fatal(t, err)
	approve := func() error {
		_, err := w.Approve(t.Context(), admin, flow.Approval{Draft: w.draftOf(c).ID, Because: "seen"})
		return err
	}
	if err := approve(); desk.CodeOf(err) == desk.CodeStale { // the record is another one than when it was written
		err = approve()
		fatal(t, err)
	} else {
		fatal(t, err)
	}
	w.wait(20 * time.Second)
	_, err = w.SendDue(t.Context())
	fatal(t, err)
	page := w.as("agent").get("/cases/" + c.ID)
	if strings.Contains(page.body, "his turn") {
		t.Error("the customer is waited for")
	}
	w.as("agent").want(page, http.StatusOK, "Our turn: ", c.RMAs[0], "under review, due ")
}
