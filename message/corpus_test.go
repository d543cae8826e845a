package message

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// shopOptions are the options that the corpus was written for.
func shopOptions() Options {
	return Options{
		AuthServID:     "in.shop.example",
		OwnReceivedBy:  []string{"in.shop.example"},
		OwnAddresses:   []string{"support@shop.example"},
		Aliases:        []string{"help@shop.example"},
		ContactForms:   []string{"form@shop.example"},
		GroupListIDs:   []string{"team.groups.example"},
		IsOwnMessageID: func(id string) bool { return strings.HasSuffix(id, "@msg.shop.example") },
	}
}

// internalDate is later than every Received field of the corpus.
var internalDate = time.Date(2026, 3, 17, 12, 0, 0, 0, time.UTC)

// golden is what of a Message is compared; hashes and bytes are left to other tests.
type golden struct {
	MessageID, Subject, SubjectClean string
	InReplyTo, References            []string
	From                             Mailbox
	ReplyTo, To                      []Mailbox
	ReceivedAt                       time.Time
	NewText                          string
	NewTextFrom                      Origin
	Quoted, Signature, Text          string
	Forwarded, HTMLDiffers, Hidden   bool
	HasHTML                          bool
	Attachments                      []goldenFile
	Links                            []string
	Raw                              []string
	Machine                          Machine
	Sender                           Sender
	Problems                         []Problem
}

type goldenFile struct {
	Name, Type, ContentID string
	Inline                bool
	Size                  int
	SHA256                string
	Broken, Note          string
	Mail                  *golden
}

func view(m *Message) *golden {
	g := &golden{
		MessageID: m.MessageID, Subject: m.Subject, SubjectClean: m.SubjectClean, InReplyTo: m.InReplyTo, References: m.References,
		From: m.From, ReplyTo: m.ReplyTo, To: m.To, ReceivedAt: m.ReceivedAt.UTC(), NewText: m.NewText, NewTextFrom: m.NewTextFrom,
		Quoted: m.Quoted, Signature: m.Signature, Text: m.Text, Forwarded: m.Forwarded, HTMLDiffers: m.HTMLDiffers, Hidden: m.HiddenText,
		HasHTML: m.HTML != "", Links: m.Links, Machine: m.Machine, Sender: m.Sender, Problems: m.Problems,
	}
	for _, a := range m.Attachments {
		f := goldenFile{a.Name, a.ContentType, a.ContentID, a.Inline, len(a.Bytes), hex.EncodeToString(a.SHA256[:6]), a.Broken, a.Note, nil}
		if a.Forwarded != nil {
			f.Mail = view(a.Forwarded)
		}
		g.Attachments = append(g.Attachments, f)
	}
	for _, r := range m.RawParts {
		g.Raw = append(g.Raw, r.ContentType+": "+r.Reason)
	}
	return g
}

// corpus returns the mails of testdata by name.
func corpus(tb testing.TB) map[string][]byte {
	tb.Helper()
	files, err := filepath.Glob("testdata/corpus/*.eml")
	if err != nil {
		tb.Fatal(err)
	}
	if len(files) < 60 {
		tb.Fatalf("only %d mails in the corpus", len(files))
	}
	out := map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(f), ".eml")] = b
	}
	return out
}

// TestCorpusNewText compares the new text with what a person wrote into the
// .want file beside the mail: it does not move with -update.
func TestCorpusNewText(t *testing.T) {
	t.Parallel()
	checked := 0
	for name, raw := range corpus(t) {
		want, err := os.ReadFile("testdata/corpus/" + name + ".want")
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		checked++
		m, err := Parse(raw, internalDate, shopOptions())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff(strings.TrimSuffix(string(want), "\n"), m.NewText); d != "" {
			t.Errorf("%s: new text (-want +got):\n%s", name, d)
		}
	}
	if checked < 90 {
		t.Errorf("only %d mails have a .want file", checked)
	}
}

// TestCorpusGolden compares everything with the golden files.
func TestCorpusGolden(t *testing.T) {
	t.Parallel()
	for name, raw := range corpus(t) {
		m, err := Parse(raw, internalDate, shopOptions())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var buf bytes.Buffer
		enc := json.NewEncoder(&buf)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(view(m)); err != nil {
			t.Fatal(err)
		}
		path := "testdata/corpus/" + name + ".json"
		if *update {
			if err := os.WriteFile(path, buf.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%s: %v (run with -update)", name, err)
			continue
		}
		if d := cmp.Diff(string(want), buf.String()); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}
