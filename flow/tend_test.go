package flow_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/replies"
)

// TestDraftIsFiledOnce: a draft lies in Drafts once, threaded and with its token, and stays.
func TestDraftIsFiledOnce(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	d, lies := w.proposed(), w.only()
	m, err := message.Parse(lies.raw, w.clock, message.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m.MessageID != d.MessageID || !slices.Contains(m.References, replies.ThreadID(d.MessageID)) || !slices.Contains(m.InReplyTo, "s14@customer.example") ||
		!bytes.Contains(lies.raw, []byte("X-Returndesk-Draft: "+d.ID)) || !slices.Equal(lies.Flags, []string{`\draft`, `\seen`}) {
		t.Errorf("filed as %v %s", lies.Flags, lies.raw[:400])
	}
	if strings.Contains(m.Text, "rule") || !strings.Contains(d.Text, strings.TrimSpace(firstLine(m.Text))) {
		t.Errorf("the draft says\n%s", m.Text)
	}
	for range 3 {
		w.clock = w.clock.Add(2 * time.Minute)
		w.tend()
	}
	if w.box.puts != 1 || len(w.box.list) != 1 {
		t.Errorf("%d puts, %d mails", w.box.puts, len(w.box.list))
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// TestKilledWhileFiling: whatever the program had done when it died, one copy lies there.
func TestKilledWhileFiling(t *testing.T) {
	t.Parallel()
	for name, noPlus := range map[string]bool{"with numbers": false, "without UIDPLUS": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
			w.box.noPlus = noPlus
			w.box.fail = desk.Errf(desk.CodeUncertain, "the connection ended")
			if _, err := w.JudgeDue(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := w.TendDrafts(t.Context()); desk.CodeOf(err) != desk.CodeUncertain {
				t.Fatalf("filing in doubt: %v", err)
			}
			w.tend()
			lies := w.only()
			cp, err := w.store.Copy(t.Context(), w.proposed().ID)
			if err != nil || cp.State != desk.CopyFiled || cp.Place != lies.Place || cp.Touched {
				t.Errorf("%+v, %v", cp, err)
			}
			if w.box.puts != 1 {
				t.Errorf("filed %d times", w.box.puts)
			}
			// Nothing at all arrived: it is filed again.
			w.box.take(lies.UID)
			cp.State, cp.Place = desk.CopyFiling, desk.Place{}
			if err := w.store.Record(t.Context(), desk.Change{Copies: []desk.DraftCopy{cp}}); err != nil {
				t.Fatal(err)
			}
			w.tend()
			w.only()
		})
	}
}

// TestSentFromTheMailProgram: unchanged, the case moves on as after an approval here.
func TestSentFromTheMailProgram(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	d, lies := w.proposed(), w.only()
	w.clock = w.clock.Add(time.Hour)
	w.box.take(lies.UID)
	w.inSent(append([]byte("Sender: Mara <mara@shop.example>\r\n"), lies.raw...))
	w.tend()
	got := w.draft(d.ID)
	if got.State != desk.DraftSent || got.Hand == nil || got.Hand.Edited || got.Hand.Diff != "" || got.ApprovedBy == nil || got.ApprovedBy.Name != "Mara Lind" || !got.SentAt.Equal(w.clock) {
		t.Errorf("%s %+v by %+v at %s", got.State, got.Hand, got.ApprovedBy, got.SentAt)
	}
	c, _ := w.theCase()
	if c.State != desk.CaseWaiting || !slices.Contains(w.audits(c.ID), "approved") || !slices.Contains(w.audits(c.ID), "sent") || slices.Contains(w.audits(c.ID), "answered_by_hand") {
		t.Errorf("%s: %v", c.State, w.audits(c.ID))
	}
	if list, err := w.store.Copies(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("left over: %+v, %v", list, err)
	}
	if len(w.sent) != 0 {
		t.Errorf("we sent %v ourselves", w.sent)
	}
}

// TestDeletedInTheMailProgram: a phone may be slow, so gone is not deleted; what stays gone
// counts as rejected, is told of, comes back on demand, and is still known when it is sent.
func TestDeletedInTheMailProgram(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	d, lies := w.proposed(), w.only()
	w.box.take(lies.UID)
	w.tend()
	w.clock = w.clock.Add(10 * time.Minute)
	w.tend()
	if got := w.draft(d.ID); got.State != desk.DraftProposed {
		t.Fatalf("%s after ten minutes", got.State)
	}
	w.clock = w.clock.Add(10 * time.Minute)
	w.tend()
	if got := w.draft(d.ID); got.State != desk.DraftRejected || !got.Lost {
		t.Fatalf("%s, lost %v", got.State, got.Lost)
	}
	if c, _ := w.theCase(); c.State != desk.CaseOpen {
		t.Errorf("the case is %s", c.State)
	}
	if err := w.TellDrafts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := w.lastAlert(); !strings.Contains(text, "Deleted in the mail program") || !strings.Contains(text, d.ID) {
		t.Errorf("told:\n%s", text)
	}
	if _, err := w.Undo(t.Context(), desk.Actor{Name: "Ann", Role: desk.RoleAgent}, d.ID); err != nil {
		t.Fatal(err)
	}
	w.tend()
	if again := w.only(); again.MessageID != d.MessageID {
		t.Errorf("came back as %+v", again.Filed)
	}
	// Deleted once more, taken as rejected, and sent after all, by a phone that was offline.
	w.box.take(w.only().UID)
	for range 3 {
		w.clock = w.clock.Add(20 * time.Minute)
		w.tend()
	}
	if got := w.draft(d.ID); got.State != desk.DraftRejected {
		t.Fatal(got.State)
	}
	w.inSent(reshaped(t, lies.raw, "Message-ID: <phone@client.example>", "References: <s14@customer.example>"))
	if got := w.draft(d.ID); got.State != desk.DraftSent || got.Lost {
		t.Errorf("%s after it was sent", got.State)
	}
	if c, _ := w.theCase(); c.State != desk.CaseWaiting || !slices.Contains(w.audits(c.ID), "sent_all_the_same") {
		t.Errorf("%s: %v", c.State, w.audits(c.ID))
	}
}

// TestMovedBackIntoDrafts: who put a draft into a folder of his own for a while and moves it
// back finds it waiting again; it is not taken out of his Drafts as rejected.
func TestMovedBackIntoDrafts(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	d, lies := w.proposed(), w.only()
	w.box.take(lies.UID)
	for range 3 {
		w.clock = w.clock.Add(20 * time.Minute)
		w.tend()
	}
	if got := w.draft(d.ID); got.State != desk.DraftRejected || !got.Lost {
		t.Fatalf("%s, lost %v", got.State, got.Lost)
	}
	back := w.box.add(lies.raw, lies.Flags...)
	for range 2 {
		w.clock = w.clock.Add(time.Minute)
		w.tend()
	}
	if got := w.only(); got.Place != back {
		t.Errorf("lies at %+v, was put back at %+v", got.Place, back)
	}
	if got := w.draft(d.ID); got.State != desk.DraftProposed || got.Lost {
		t.Errorf("%s, lost %v", got.State, got.Lost)
	}
	if c, _ := w.theCase(); !slices.Contains(w.audits(c.ID), "rejection_undone") {
		t.Errorf("%v", w.audits(c.ID))
	}
}

// TestRewrittenWithoutIDs: a program that keeps none of our ids files a changed draft; that
// is work under way, not a deletion, however long it takes.
func TestRewrittenWithoutIDs(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	d, lies := w.proposed(), w.only()
	w.box.take(lies.UID)
	w.tend()
	w.box.add(reshaped(t, lies.raw, "Message-ID: <o@outlook.example>", "References:"), `\draft`)
	for range 3 {
		w.clock = w.clock.Add(20 * time.Minute)
		w.tend()
	}
	cp, err := w.store.Copy(t.Context(), d.ID)
	if err != nil || cp.State != desk.CopyFiled || !cp.Touched || w.draft(d.ID).State != desk.DraftProposed {
		t.Errorf("%s, %+v, %v", w.draft(d.ID).State, cp, err)
	}
	// It is not ours to take away, whatever becomes of the draft.
	if _, err := w.Reject(t.Context(), desk.Actor{Name: "Ann", Role: desk.RoleAgent}, d.ID, "no"); err != nil {
		t.Fatal(err)
	}
	w.tend()
	w.only()
}

// reshaped replaces header fields of a filed draft, as programs do that keep less.
func reshaped(t *testing.T, raw []byte, fields ...string) []byte {
	t.Helper()
	head, body, ok := bytes.Cut(raw, []byte("\r\n\r\n"))
	if !ok {
		t.Fatal("no header")
	}
	unfolded := strings.ReplaceAll(strings.ReplaceAll(string(head), "\r\n ", " "), "\r\n\t", " ")
	var lines []string
	for _, line := range strings.Split(unfolded, "\r\n") {
		name, _, _ := strings.Cut(line, ":")
		gone := strings.HasPrefix(strings.ToLower(name), "x-returndesk")
		for _, f := range fields {
			n, _, _ := strings.Cut(f, ":")
			gone = gone || strings.EqualFold(n, name)
		}
		if !gone {
			lines = append(lines, line)
		}
	}
	for _, f := range fields {
		if !strings.HasSuffix(f, ":") {
			lines = append(lines, f)
		}
	}
	return append([]byte(strings.Join(lines, "\r\n")+"\r\n\r\n"), body...)
}

// lastAlert gives the text of the alert that was made last.
func (w *world) lastAlert() string {
	w.t.Helper()
	list, err := w.store.PendingAlerts(w.t.Context(), w.clock.Add(time.Hour), 1000)
	if err != nil || len(list) == 0 {
		w.t.Fatalf("no alert, %v", err)
	}
	last := slices.MaxFunc(list, func(a, b desk.Alert) int { return a.CreatedAt.Compare(b.CreatedAt) })
	return last.Subject + "\n" + last.Text
}

// TestTouchedDraftStays: facts change while a person works on the copy. The new draft is
// filed beside it, the person's stays and is told of; an untouched one goes.
func TestTouchedDraftStays(t *testing.T) {
	t.Parallel()
	for name, touch := range map[string]func(w *world, lies boxed){
		"untouched": nil,
		"flagged":   func(w *world, _ boxed) { w.box.list[0].Flags = append(w.box.list[0].Flags, `\flagged`) },
		"edited under the same Message-ID": func(w *world, lies boxed) {
			w.box.take(lies.UID)
			w.box.add(bytes.Replace(lies.raw, []byte("\r\n\r\n"), []byte("\r\nX-Mozilla: 1\r\n\r\n"), 1), `\draft`, `\seen`)
		},
		"edited under another": func(w *world, lies boxed) {
			w.box.take(lies.UID)
			w.box.add(reshaped(w.t, lies.raw, "Message-ID: <outlook@client.example>"), `\draft`)
		},
		"edited beside ours": func(w *world, lies boxed) {
			w.box.add(reshaped(w.t, lies.raw, "Message-ID: <apple@client.example>"), `\draft`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
			w.tend()
			d, lies := w.proposed(), w.only()
			if touch != nil {
				touch(w, lies)
			}
			before := len(w.box.list)
			w.scenario.Orders[0].Tracking, w.scenario.Orders[0].Carrier = "1Z999", "ups"
			w.clock = w.clock.Add(2 * time.Minute)
			w.tend()
			fresh := w.proposed()
			if w.draft(d.ID).State != desk.DraftVoid || fresh.ID == d.ID {
				t.Fatalf("%s is %s, %s waits", d.ID, w.draft(d.ID).State, fresh.ID)
			}
			ids := map[string]int{}
			for _, b := range w.box.list {
				ids[b.MessageID]++
			}
			if ids[fresh.MessageID] != 1 {
				t.Errorf("the new draft lies there %d times", ids[fresh.MessageID])
			}
			if touch == nil {
				if len(w.box.list) != 1 {
					t.Errorf("an outdated draft stays: %v", ids)
				}
				return
			}
			if len(w.box.list) != before+1 {
				t.Errorf("%d mails, %d before", len(w.box.list), before)
			}
			if err := w.TellDrafts(t.Context()); err != nil {
				t.Fatal(err)
			}
			if text := w.lastAlert(); !strings.Contains(text, "somebody changed it") || !strings.Contains(text, "facts changed") {
				t.Errorf("told:\n%s", text)
			}
		})
	}
}

// TestEditHereReplacesTheCopy: a wording changed at the desk replaces the copy, first in,
// then out, and the same Message-ID leads to no confusion.
func TestEditHereReplacesTheCopy(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.tend()
	d, old := w.proposed(), w.only()
	by := desk.Actor{Name: "Ann", Role: desk.RoleAgent}
	edit := flow.Edit{Draft: d.ID, Text: strings.Replace(d.Text, "\n", "\nKind greetings from Albany.\n", 1)}
	if _, err := w.EditDraft(t.Context(), by, edit); err != nil {
		t.Fatal(err)
	}
	w.tend()
	lies := w.only()
	if lies.UID == old.UID || !bytes.Contains(lies.raw, []byte("greetings from Albany")) {
		t.Errorf("the old copy lies there: %+v", lies.Filed)
	}
	// Now a person works on it, and somebody edits here: neither is lost, both are told.
	w.box.list[0].Flags = append(w.box.list[0].Flags, `\flagged`)
	w.tend()
	edit.Text += "\nAnd more.\n"
	if _, err := w.EditDraft(t.Context(), by, edit); err != nil {
		t.Fatal(err)
	}
	w.tend()
	w.only()
	if err := w.TellDrafts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := w.lastAlert(); !strings.Contains(text, "Changed here and in the mail program") {
		t.Errorf("told:\n%s", text)
	}
}

// TestMarkedWithoutUIDPlus: where no single mail can be removed, nothing is expunged.
func TestMarkedWithoutUIDPlus(t *testing.T) {
	t.Parallel()
	w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
	w.box.noPlus = true
	w.tend()
	w.tend()
	if _, err := w.Reject(t.Context(), desk.Actor{Name: "Ann", Role: desk.RoleAgent}, w.proposed().ID, "no"); err != nil {
		t.Fatal(err)
	}
	w.tend()
	if lies := w.only(); !slices.Contains(lies.Flags, `\deleted`) {
		t.Errorf("flags %v", lies.Flags)
	}
	if err := w.TellDrafts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := w.lastAlert(); !strings.Contains(text, "only marked as deleted") {
		t.Errorf("told:\n%s", text)
	}
	w.tend()
	if list, err := w.store.Copies(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("left over: %+v, %v", list, err)
	}
}
