package flow_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
	"returndesk/replies"
)

var update = flag.Bool("update", false, "write the golden files anew")

// internalMails gives the internal mails that a mail leads to, as they leave.
func internalMails(t *testing.T, id string, change func(*flow.Shop), from, subject string) [][]byte {
	t.Helper()
	s := scenarioByID(t, id)
	w := newWorldWith(t, quickDir(t), s, change)
	t.Cleanup(w.close)
	var out [][]byte
	w.mail = func(_ context.Context, _ string, _ []string, raw []byte) (replies.Result, error) {
		out = append(out, raw)
		return replies.Result{Outcome: replies.Delivered, Text: "250 ok"}, nil
	}
	raw := rawOf(s)
	if subject != "" {
		raw = bytes.Replace(raw, []byte("Subject: "+s.Mail.Subject), []byte("Subject: "+subject), 1)
	}
	if from != "" {
		raw = bytes.Replace(raw, []byte("From: "+s.Mail.From), []byte("From: "+from), 1)
	}
	w.receive(raw)
	if w.box != nil {
		w.tend()
		if err := w.TellDrafts(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.SendAlerts(t.Context()); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestInternalMailsGolden: what reaches the owner's phone, byte by byte: whose matter it is,
// what was decided, and where to open it. The hostile ones carry a line end, an escape
// sequence, a turn of the direction of writing and far too many words in name and subject.
func TestInternalMailsGolden(t *testing.T) {
	t.Parallel()
	console := func(s *flow.Shop) { s.ConsoleURL = "https://desk.shop.example" }
	mailbox := func(s *flow.Shop) { console(s); s.ApproveIn = desk.ChannelMailbox }
	// RFC 2047 words hide what a raw header could not carry.
	hostile := "=?utf-8?q?Hot=0D=0AOpen_it:_https://evil.example=E2=80=AE_gnp=1B[2Jx?= " + strings.Repeat("=?utf-8?q?=20long=20?= ", 250)
	name := "=?utf-8?q?An=E2=80=AEn=0A=22Lee=22" + strings.Repeat("x", 200) + "?="
	for file, g := range map[string]struct {
		scenario      string
		change        func(*flow.Shop)
		from, subject string
	}{
		"safety":            {"S32", console, "", ""},
		"safety_no_console": {"S32", func(*flow.Shop) {}, "", ""},
		"safety_hostile":    {"S32", console, name + " <" + addressOf(scenarioByID(t, "S32").Mail.From) + ">", hostile},
		"stop_production":   {"S01", console, "", ""},
		"drafts":            {"S14", mailbox, "", ""},
		"drafts_hostile":    {"S14", mailbox, name + " <" + addressOf(scenarioByID(t, "S14").Mail.From) + ">", hostile},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			mails := internalMails(t, g.scenario, g.change, g.from, g.subject)
			if len(mails) != 1 {
				t.Fatalf("%d internal mails", len(mails))
			}
			path := filepath.Join("testdata", "alerts", file+".eml")
			if *update {
				if err := os.WriteFile(path, mails[0], 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(mails[0], want) {
				t.Errorf("got\n%s", mails[0])
			}
			m, err := message.Parse(mails[0], time.Time{}, message.Options{})
			if err != nil {
				t.Fatal(err)
			}
			body := scenarioByID(t, g.scenario).Mail.Body
			if first := firstLine(body); strings.Contains(m.Text, first) {
				t.Errorf("it carries the customer's body: %q", first)
			}
			for line := range strings.Lines(m.Text) {
				if strings.HasPrefix(strings.TrimSpace(line), "Open it: https://evil") {
					t.Errorf("a stranger wrote the line %q", line)
				}
				if strings.ContainsAny(line, "\u202e\x1b") || len([]rune(line)) > 400 {
					t.Errorf("the line %q", line)
				}
			}
		})
	}
}

// addressOf gives the bare address of a From.
func addressOf(from string) string {
	if i := strings.IndexByte(from, '<'); i >= 0 {
		return strings.Trim(from[i:], "<>")
	}
	return from
}
