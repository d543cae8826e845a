package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"

	"returndesk/desk"
)

// mailStates are all the places that a mail can be in once it was looked at.
func mailStates() []desk.MailState {
	return []desk.MailState{desk.MailDecided, desk.MailJoined, desk.MailSuppressed, desk.MailHistory, desk.MailQuarantined, desk.MailTooBig}
}

// checkNothingLost finds every delivered mail in exactly one state, in exactly one case or
// in a parked list, and answers in the case of the mail that they answer.
func checkNothingLost(t *testing.T, s *liveShop, mails []letter) {
	t.Helper()
	h := openHouse(t, s.config)
	defer h.close()
	if rest, err := h.store.Pending(t.Context(), "", 10); err != nil || len(rest) != 0 {
		t.Errorf("%d mails were never looked at, %v", len(rest), err)
	}
	states := map[string][]desk.MailState{}
	caseOf := map[string]string{}
	for _, state := range mailStates() {
		list, err := h.store.MailsIn(t.Context(), state, 10000, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list {
			states[m.ID], caseOf[m.ID] = append(states[m.ID], state), m.Case
		}
	}
	inCases := map[string][]string{}
	if err := h.store.EachCase(t.Context(), func(c desk.Case) error {
		for _, id := range c.Mails {
			inCases[id] = append(inCases[id], c.ID)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	byID := map[string]string{} // Message-ID to case
	for _, l := range mails {
		raw := l.raw(s.dovecot.User)
		sum := sha256.Sum256(raw)
		id := hex.EncodeToString(sum[:])
		got := states[id]
		if kept, err := h.store.Raw(t.Context(), id); err != nil || !bytes.Equal(kept, raw) {
			t.Errorf("mail %s: %d of %d bytes are kept, %v", l.ID, len(kept), len(raw), err)
		}
		switch {
		case len(got) != 1:
			t.Errorf("mail %s is in the states %v", l.ID, got)
		case l.Extra != "": // a machine's
			if got[0] != desk.MailSuppressed || len(inCases[id]) != 0 {
				t.Errorf("mail %s of a machine is %v, in cases %v", l.ID, got, inCases[id])
			}
		default:
			if got[0] != desk.MailDecided || len(inCases[id]) != 1 || inCases[id][0] != caseOf[id] {
				t.Errorf("mail %s is %v, in the cases %v, its own record says %q", l.ID, got, inCases[id], caseOf[id])
			}
		}
		byID[l.ID] = caseOf[id]
		if l.Answers != "" && byID[l.Answers] != caseOf[id] {
			t.Errorf("mail %s answers one of case %s and lies in %s", l.ID, byID[l.Answers], caseOf[id])
		}
	}
	if filed := len(s.mails(t, s.dovecot.User, "Sent")); len(states) != len(byID)+filed {
		t.Errorf("%d mails are kept, %d were delivered and %d lie in Sent", len(states), len(byID), filed)
	}
}

// checkNothingTwice compares the drafts with what the server counted.
func checkNothingTwice(t *testing.T, s *liveShop, server *counter, approved map[string]bool) {
	t.Helper()
	h := openHouse(t, s.config)
	defer h.close()
	taken, ids, states := server.taken(), map[string]string{}, map[desk.DraftState]int{}
	if err := h.store.EachCase(t.Context(), func(c desk.Case) error {
		drafts, err := h.store.DraftsOfCase(t.Context(), c.ID)
		if err != nil {
			return err
		}
		same, open := map[string]string{}, map[string]bool{}
		for _, d := range drafts {
			key := fmt.Sprint(d.Decision, d.Template, d.To)
			if same[key] != "" || ids[d.MessageID] != "" {
				t.Errorf("draft %s says the same as %s%s", d.ID, same[key], ids[d.MessageID])
			}
			if to := d.To[0].Address; d.State == desk.DraftProposed {
				if open[to] {
					t.Errorf("case %s has two open drafts to %s", c.ID, to)
				}
				open[to] = true
			}
			same[key], ids[d.MessageID] = d.ID, d.ID
			states[d.State]++
			checkSent(t, d, taken[d.MessageID], approved[d.ID])
		}
		if len(c.RMAs) > 1 {
			t.Errorf("case %s has the records %v", c.ID, c.RMAs)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for id := range taken {
		if ids[id] == "" {
			t.Errorf("the server got %s, which is no draft", id)
		}
	}
	filed := map[string]int{}
	for _, raw := range s.mails(t, s.dovecot.User, "Sent") {
		filed[header(t, raw, "Message-Id")]++
	}
	for id, n := range filed {
		if n != 1 {
			t.Errorf("%s lies %d times in Sent", id, n)
		}
	}
	t.Logf("drafts: %v; %d approvals confirmed, %d mails at the server, %d in Sent", states, len(approved), len(taken), len(filed))
	if states[desk.DraftSent] == 0 || len(approved) == 0 || states[desk.DraftSent] != len(filed) {
		t.Errorf("%d approvals, %d drafts sent, %d copies in Sent", len(approved), states[desk.DraftSent], len(filed))
	}
}

// checkSent compares one draft with the mails that the server counted under its id.
func checkSent(t *testing.T, d desk.Draft, got [][]byte, confirmed bool) {
	t.Helper()
	if len(got) > 1 {
		t.Errorf("draft %s was sent %d times", d.ID, len(got))
	}
	switch d.State {
	case desk.DraftSent:
		if len(got) != 1 || !bytes.Equal(got[0], d.Frozen) {
			t.Errorf("draft %s is sent, the server got it %d times, or other bytes", d.ID, len(got))
		}
	case desk.DraftUncertain: // the server may have it or not
	case desk.DraftProposed, desk.DraftVoid, desk.DraftRejected:
		if len(got) != 0 {
			t.Errorf("draft %s is %s, and the server got it", d.ID, d.State)
		}
		if confirmed && d.State == desk.DraftProposed {
			t.Errorf("draft %s was confirmed as approved and is %s", d.ID, d.State)
		}
	default:
		t.Errorf("draft %s is still %s: %s", d.ID, d.State, d.ServerText)
	}
}
