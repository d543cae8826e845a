package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/evidence"
	"returndesk/message"
)

// anyOf is a value of the expectations that may have several right answers.
type anyOf []string

func (o *anyOf) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*o = anyOf{s}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(o))
}

// shape is what a person says of one mail of testdata/shapes. Left says why a mail is known to be
// taken for another matter; all else holds, and it is never dropped.
type shape struct {
	File, About, Order, To, Left                             string
	Class, Outcome, Sender, Machine, Evidence, Media, Brings anyOf
	New, Old, Signals, Names                                 []string // words of the new text, words that are none of it, names of files
	NotClass, NotSignals, NotFlags, Never                    []string
	Photos, Videos                                           *int // files that show something
}

const shapesDir = "testdata/shapes"

// shapeMail gives the mail as it went over the wire: CRLF, and a line %%name%% replaced by that
// file of the media folder in base64.
func shapeMail(t *testing.T, file string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(shapesDir, file))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for l := range bytes.Lines(raw) {
		l = bytes.TrimSuffix(l, []byte("\n"))
		if name, ok := bytes.CutPrefix(l, []byte("%%")); ok && bytes.HasSuffix(name, []byte("%%")) {
			b, err := os.ReadFile(filepath.Join(shapesDir, "media", string(bytes.TrimSuffix(name, []byte("%%")))))
			if err != nil {
				t.Fatal(err)
			}
			for e := base64.StdEncoding.EncodeToString(b); e != ""; e = e[min(76, len(e)):] {
				out.WriteString(e[:min(76, len(e))] + "\r\n")
			}
			continue
		}
		out.Write(l)
		out.WriteString("\r\n")
	}
	return out.Bytes()
}

func shapes(t *testing.T) []shape {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(shapesDir, "expect.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var all []shape
	for l := range bytes.Lines(raw) {
		var s shape
		d := json.NewDecoder(bytes.NewReader(l))
		d.DisallowUnknownFields()
		if err := d.Decode(&s); err != nil {
			t.Fatalf("%s: %v", l, err)
		}
		all = append(all, s)
	}
	return all
}

// TestShapesOfMail: whatever program wrote a mail, the bot reads of it what a person would: the
// new words and not the old ones, the order, who wrote, what is shown, and whether anybody did.
func TestShapesOfMail(t *testing.T) {
	t.Parallel()
	for _, s := range shapes(t) {
		t.Run(strings.TrimSuffix(s.File, ".eml"), func(t *testing.T) {
			t.Parallel()
			raw := shapeMail(t, s.File)
			s.read(t, raw)
			file := filepath.Join(t.TempDir(), s.File)
			if err := os.WriteFile(file, raw, 0o600); err != nil {
				t.Fatal(err)
			}
			r := boot(t, "", nil, "try", "--json", "--orders", filepath.Join(shapesDir, "orders.jsonl"), "--now", "2026-03-16T12:00:00Z", file)
			if r.code != exitDone {
				t.Fatal(r.err)
			}
			var got tried
			if err := json.Unmarshal([]byte(r.out), &got); err != nil {
				t.Fatal(err)
			}
			if s.Left != "" {
				s.Class, s.Outcome, s.Signals, s.Never = nil, nil, nil, append(s.Never, string(desk.OutcomeNoReply))
			}
			s.decided(t, got)
			if t.Failed() {
				t.Logf("%s\nrule %s, outcome %s, also %v, signals %v, flags %v, confidence %.2f", s.About, got.Rule, got.Outcome, got.Also, got.Signals, got.Flags, got.Confidence)
			}
		})
	}
}

// read compares what stands in the mail.
func (s shape) read(t *testing.T, raw []byte) {
	t.Helper()
	m, err := message.Parse(raw, time.Date(2026, 3, 16, 12, 0, 0, 0, time.UTC), message.Options{OwnAddresses: []string{"support@shop.example"}})
	if err != nil {
		t.Fatal(err)
	}
	flat := strings.Join(strings.Fields(m.NewText), " ")
	for _, w := range s.New {
		if !strings.Contains(flat, w) {
			t.Errorf("the new text lacks %q: %q", w, m.NewText)
		}
	}
	for _, w := range s.Old {
		if strings.Contains(flat, w) {
			t.Errorf("the new text has %q: %q", w, m.NewText)
		}
	}
	names := []string{}
	shown := map[desk.MediaKind]int{}
	for _, a := range m.AllAttachments() {
		names = append(names, a.Name)
		e := evidence.Quick(evidence.Attachment{Name: a.Name, DeclaredType: a.ContentType, Inline: a.Inline || a.SaysInline, Bytes: a.Bytes})
		if e.Verdict == desk.VerdictOK || e.Verdict == desk.VerdictUnjudged {
			shown[e.Kind]++
		}
	}
	for kind, want := range map[desk.MediaKind]*int{desk.MediaPhoto: s.Photos, desk.MediaVideo: s.Videos} {
		if want != nil && shown[kind] != *want {
			t.Errorf("%d files of kind %s show something, want %d", shown[kind], kind, *want)
		}
	}
	for _, n := range s.Names {
		if !slices.Contains(names, n) {
			t.Errorf("no file %q among %q", n, names)
		}
	}
}

// decided compares what the bot would do with it.
func (s shape) decided(t *testing.T, got tried) {
	t.Helper()
	order, to := "", ""
	if got.Order != nil {
		order = got.Order.Number
	}
	if got.Draft != nil {
		to = got.Draft.To
	}
	for _, c := range []struct {
		what string
		want anyOf
		got  string
	}{
		{"class", s.Class, string(got.Class)}, {"outcome", s.Outcome, string(got.Outcome)}, {"sender", s.Sender, got.Facts["sender"]},
		{"machine", s.Machine, got.Facts["machine"]}, {"evidence", s.Evidence, got.Facts["evidence"]}, {"media", s.Media, got.Facts["media"]},
		{"brings", s.Brings, got.Facts["brings"]}, {"order", onlyOf(s.Order), order}, {"to", onlyOf(s.To), to},
	} {
		if len(c.want) > 0 && !slices.Contains(c.want, c.got) {
			t.Errorf("%s is %q, want one of %q", c.what, c.got, []string(c.want))
		}
	}
	if slices.Contains(s.NotClass, string(got.Class)) {
		t.Errorf("class is %s", got.Class)
	}
	if slices.Contains(s.Never, string(got.Outcome)) {
		t.Errorf("outcome is %s", got.Outcome)
	}
	for _, w := range s.Signals {
		if !slices.Contains(got.Signals, desk.Signal(w)) {
			t.Errorf("no signal %s", w)
		}
	}
	for _, w := range s.NotSignals {
		if slices.Contains(got.Signals, desk.Signal(w)) {
			t.Errorf("signal %s", w)
		}
	}
	for _, w := range s.NotFlags {
		if slices.Contains(got.Flags, desk.Flag(w)) {
			t.Errorf("flag %s", w)
		}
	}
}

func onlyOf(s string) anyOf {
	if s == "" {
		return nil
	}
	return anyOf{s}
}
