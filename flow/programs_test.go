package flow_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// recorded gives what a real mail program made of the recorded draft (see the README beside
// it), with the ids of the draft at hand in the place of the recorded one's.
func recorded(t *testing.T, name string, d desk.Draft, lies boxed) []byte {
	t.Helper()
	read := func(file string) []byte {
		raw, err := os.ReadFile(filepath.Join("testdata", "programs", file))
		if err != nil {
			t.Fatal(err)
		}
		return bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
	}
	before, raw := read("draft.eml"), read(name)
	token := func(raw []byte) []byte {
		_, rest, _ := bytes.Cut(raw, []byte("\r\nMessage-ID: <"))
		id, _, ok := bytes.Cut(rest, []byte("@"))
		if !ok {
			t.Fatal("the draft has no Message-ID")
		}
		return id
	}
	reference := func(raw []byte) []byte {
		_, rest, _ := bytes.Cut(raw, []byte("Our reference: "))
		code, _, ok := bytes.Cut(rest, []byte("."))
		if !ok {
			t.Fatalf("draft %s names no reference", d.ID)
		}
		return code
	}
	raw = bytes.ReplaceAll(raw, token(before), token(lies.raw))
	return bytes.ReplaceAll(raw, reference(before), reference(lies.raw))
}

// TestRecordedPrograms: real mail programs opened a draft, changed it and sent it. Both take
// it out of Drafts as soon as it is opened; however long the writing takes, the case moves on
// by the mail in Sent, and the difference says what was typed and nothing that was not.
func TestRecordedPrograms(t *testing.T) {
	t.Parallel()
	for name, keepsID := range map[string]bool{"mutt-2.2.12.eml": true, "alpine-2.26.eml": false} {
		for pace, writing := range map[string]time.Duration{"at once": time.Minute, "an hour of writing": time.Hour} {
			t.Run(name+" "+pace, func(t *testing.T) {
				t.Parallel()
				w := mailboxWorld(t, "S14", desk.ChannelMailbox, nil)
				w.tend()
				d, lies := w.proposed(), w.only()
				w.box.take(lies.UID)
				w.tend()
				w.clock = w.clock.Add(writing)
				w.tend()
				if c, _ := w.theCase(); c.State != desk.CaseOpen {
					t.Fatalf("while it is being written the case is %s", c.State)
				}
				w.inSent(recorded(t, name, d, lies))
				w.tend()
				got := w.draft(d.ID)
				if got.State != desk.DraftSent || got.Hand == nil || !got.Hand.Edited {
					t.Fatalf("%s, %+v", got.State, got.Hand)
				}
				if (got.Hand.MessageID == d.MessageID) != keepsID {
					t.Errorf("left as %s, filed as %s", got.Hand.MessageID, d.MessageID)
				}
				if !strings.Contains(got.Hand.Diff, "Kind regards from Albany") {
					t.Errorf("the difference lacks what was typed:\n%s", got.Hand.Diff)
				}
				if gone := regexp.MustCompile(`\[-.*?-\]`).FindString(got.Hand.Diff); gone != "" {
					t.Errorf("nobody took anything out: %s", gone)
				}
				for _, new := range regexp.MustCompile(`\{\+(.*?)\+\}`).FindAllStringSubmatch(got.Hand.Diff, -1) {
					if rest := strings.ReplaceAll(new[1], "Kind regards from Albany", ""); strings.TrimSpace(rest) != "" {
						t.Errorf("nobody typed %q", rest)
					}
				}
				if c, _ := w.theCase(); c.State != desk.CaseWaiting || slices.Contains(w.audits(c.ID), "answered_by_hand") {
					t.Errorf("the case is %s: %v", c.State, w.audits(c.ID))
				}
				if len(w.box.list) != 0 || len(w.sent) != 0 {
					t.Errorf("%d mails lie in Drafts, we sent %v", len(w.box.list), w.sent)
				}
			})
		}
	}
}
