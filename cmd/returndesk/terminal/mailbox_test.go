package terminal

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestCaseTellsOfTheMailbox: where people send from their mail program, the page says where
// each draft stands and what can be done from here; what was changed there is shown, and
// nothing in it can reach the terminal's controls.
func TestCaseTellsOfTheMailbox(t *testing.T) {
	t.Parallel()
	v := sampleCase()
	var waits desk.Draft
	for i := range v.Drafts {
		if v.Drafts[i].State == desk.DraftProposed {
			waits = v.Drafts[i]
		}
	}
	if waits.ID == "" {
		t.Fatal("the sample case has no draft that waits")
	}
	v.ApproveIn = desk.ChannelMailbox
	look := Look{Width: 140, Now: noon}
	for _, c := range []struct {
		copy       desk.DraftCopy
		want, lack []string
	}{
		{desk.DraftCopy{State: desk.CopyFiled, Place: desk.Place{Folder: "Drafts"}, Touched: true}, []string{"Lies in the folder Drafts", "Somebody changed it there", "Send it from the Drafts folder"}, []string{"approve --release"}},
		{desk.DraftCopy{State: desk.CopyHeld, Why: "a senior has to release it"}, []string{"Not in the Drafts folder: a senior has to release it.", "approve --release"}, nil},
		{desk.DraftCopy{State: desk.CopyGone}, []string{"Gone from the Drafts folder"}, nil},
	} {
		c.copy.Draft = waits.ID
		v.Copies = []desk.DraftCopy{c.copy}
		got := look.Case(v)
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", c.copy.State, w, got)
			}
		}
		for _, w := range c.lack {
			if strings.Contains(got, w) {
				t.Errorf("%s: %q in\n%s", c.copy.State, w, got)
			}
		}
	}
	sent := waits
	sent.State, sent.ApprovedBy = desk.DraftSent, &desk.Actor{Name: "Mara Lind"}
	sent.Hand = &desk.SentByHand{Edited: true, Diff: "... [-check-] {+refund\x1b[2J+} ...", Findings: []desk.Problem{{Text: "it promises a refund"}}}
	v.Drafts, v.Copies = []desk.Draft{sent}, nil
	got := look.Case(v)
	for _, w := range []string{"was sent from the mail program by Mara Lind", "[-check-] {+refund", "it promises a refund."} {
		if !strings.Contains(got, w) {
			t.Errorf("no %q in\n%s", w, got)
		}
	}
	if strings.Contains(got, "\x1b[2J") {
		t.Error("a mail's control characters reach the terminal")
	}
}
