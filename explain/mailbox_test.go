package explain

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestApprovalInTheMailbox: what approving does depends on where people send, and on where
// the draft's copy stands.
func TestApprovalInTheMailbox(t *testing.T) {
	t.Parallel()
	d := desk.Draft{ID: "C-1-1", State: desk.DraftProposed, Role: desk.RoleSenior, To: []desk.Address{{Address: "a@b.example"}}}
	copyIn := func(s desk.CopyState, touched bool) []desk.DraftCopy {
		return []desk.DraftCopy{{Draft: "C-1-2", State: desk.CopyFiled}, {Draft: d.ID, State: s, Touched: touched}}
	}
	for _, c := range []struct {
		in     desk.Channel
		copies []desk.DraftCopy
		want   string
		not    bool // cannot be approved here
	}{
		{"", copyIn(desk.CopyFiled, true), "Approving sends it to", false},
		{desk.ChannelMailbox, copyIn(desk.CopyHeld, false), "puts it into the Drafts folder", false},
		{desk.ChannelMailbox, nil, "A senior has to approve it.", false},
		{desk.ChannelMailbox, copyIn(desk.CopyFiled, false), "is sent from there", true},
		{desk.ChannelBoth, copyIn(desk.CopyFiled, false), "taken away before it leaves", false},
		{desk.ChannelBoth, copyIn(desk.CopyGone, true), "Somebody is changing", true},
	} {
		got := strings.Join(ApprovalIn(desk.Case{}, d, c.in, c.copies), "\n")
		if !strings.Contains(got, c.want) || (SentElsewhere(d, c.in, c.copies) != "") != c.not {
			t.Errorf("%q, %+v: %s", c.in, c.copies, got)
		}
	}
	d.Released = &desk.Release{By: desk.Actor{Name: "Sal"}, Seen: d.ContentHash()}
	if got := SentElsewhere(d, desk.ChannelMailbox, copyIn(desk.CopyHeld, false)); !strings.Contains(got, "Sal released it") {
		t.Errorf("a released draft that does not lie there yet: %q", got)
	}
	if got := SentElsewhere(d, desk.ChannelBoth, copyIn(desk.CopyHeld, false)); got != "" {
		t.Errorf("a released draft that may be approved all the same: %q", got)
	}
	d.State = desk.DraftSent
	if got := ApprovalIn(desk.Case{}, d, desk.ChannelMailbox, copyIn(desk.CopyFiled, false)); got != nil {
		t.Errorf("a sent draft: %v", got)
	}
}
