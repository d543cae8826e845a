package desk_test

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestLeftByHand: what a person sent is sent from every state but those in which we send or
// have sent ourselves, and nothing frozen stays behind for us to send.
func TestLeftByHand(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	for state, possible := range map[desk.DraftState]bool{
		desk.DraftProposed: true, desk.DraftApproved: true, desk.DraftVoid: true, desk.DraftRejected: true,
		desk.DraftUncertain: true, desk.DraftFailed: true, desk.DraftSending: false, desk.DraftSent: false,
	} {
		d := desk.Draft{ID: "C-1-1", State: state, Frozen: []byte("bytes"), Lost: true}
		err := d.LeftByHand(at)
		if possible && (err != nil || d.State != desk.DraftSent || d.Frozen != nil || d.Lost || !d.SentAt.Equal(at)) {
			t.Errorf("%s: %v, %+v", state, err, d)
		}
		if !possible && (desk.CodeOf(err) != desk.CodeIllegal || d.State != state) {
			t.Errorf("%s: %v, now %s", state, err, d.State)
		}
	}
}

// TestRestore: only a draft that was given up because it vanished comes back.
func TestRestore(t *testing.T) {
	t.Parallel()
	d := desk.Draft{ID: "C-1-1", State: desk.DraftRejected, Why: "vanished"}
	if err := d.Restore(time.Now()); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("a draft that a person rejected came back: %v", err)
	}
	d.Lost = true
	if err := d.Restore(time.Now()); err != nil || d.State != desk.DraftProposed || d.Lost || d.Why != "" {
		t.Errorf("%v, %+v", err, d)
	}
}

// TestReleaseIsOfOneWording: another wording needs another word.
func TestReleaseIsOfOneWording(t *testing.T) {
	t.Parallel()
	d := desk.Draft{ID: "C-1-1", Subject: "Re: x", Text: "One."}
	if d.IsReleased() {
		t.Error("released by nobody")
	}
	d.Released = &desk.Release{Seen: d.ContentHash()}
	if !d.IsReleased() {
		t.Error("not released")
	}
	if d.Text = "Two."; d.IsReleased() {
		t.Error("released in other words")
	}
}
