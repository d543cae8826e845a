package replies

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"returndesk/desk"
	"returndesk/templates"
)

var update = flag.Bool("update", false, "write the golden files anew")

// recorded is one scenario's decisions, taken from the table once, so that these tests
// stay about words. Order facts in them are the scenario's own.
type recorded struct {
	ID        string          `json:"id"`
	From      string          `json:"from"`
	Subject   string          `json:"subject"`
	Decisions []desk.Decision `json:"decisions"`
}

func recordings(t testing.TB) []recorded {
	t.Helper()
	list := recordedWith(t, "")
	if len(list) < 90 {
		t.Fatalf("only %d recorded decisions", len(list))
	}
	return list
}

// decisionFile is the file of the recorded decisions.
var decisionFile = sync.OnceValues(func() ([]byte, error) { return os.ReadFile("testdata/decisions.jsonl") })

// recordedWith reads the decisions in whose line a text stands: reading all takes longer than most tests.
func recordedWith(t testing.TB, text string) []recorded {
	t.Helper()
	raw, err := decisionFile()
	if err != nil {
		t.Fatal(err)
	}
	var list []recorded
	for line := range bytes.Lines(raw) {
		if !bytes.Contains(line, []byte(text)) {
			continue
		}
		var r recorded
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	return list
}

func recording(t testing.TB, id string) recorded {
	t.Helper()
	for _, r := range recordedWith(t, `"`+id+`"`) {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("there is no recorded decision %s", id)
	return recorded{}
}

// loaded reads the templates once for all tests; a set never changes.
var loaded = sync.OnceValues(func() (*templates.Set, error) { return templates.Load(nil) })

func words(t testing.TB) *templates.Set {
	t.Helper()
	s, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sentence reads the numbered sentences of a policy text, as the policy room does.
func sentence(t testing.TB) func(lang, number string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/policy.en.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^(\d\.\d+) (.+)$`).FindAllStringSubmatch(string(data), -1) {
		all[m[1]] = m[2]
	}
	if len(all) < 15 {
		t.Fatalf("only %d policy sentences", len(all))
	}
	return func(_, n string) string { return all[n] }
}

// inputOf makes the input of a recorded scenario.
func inputOf(t testing.TB, r recorded) Input {
	t.Helper()
	name, address, ok := strings.Cut(r.From, "<")
	if !ok {
		name, address = "", r.From
	}
	now := r.Decisions[0].Facts.Detail.Now
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	in := Input{
		Decisions: r.Decisions,
		Case:      desk.Case{ID: "C-1042", Customer: strings.Trim(address, "> ")},
		Original: Original{
			MessageID: "q1@mailbox.example", References: []string{"shop.order@shop.example"}, Subject: r.Subject,
			From: desk.Address{Name: strings.TrimSpace(name), Address: strings.Trim(address, "> ")},
		},
		Brand: Brand{
			Name: "Hollow Wire", From: desk.Address{Name: "Hollow Wire Support", Address: "support@shop.example"},
			Signature: "Hollow Wire customer care", AgentName: "Sam", PolicyURL: "https://shop.example/returns",
			ReturnAddress: "Hollow Wire\nDock 4, 12 Mill Road,\n\nAlbany NY 12207\r\nUSA\n",
		},
		Words: words(t), PolicySentence: sentence(t), CaseRef: "C-1042-7K3Q9", Now: now.In(zone),
		Seed: "C-1042-1", Secret: []byte("a secret for tests only"),
	}
	for _, d := range r.Decisions {
		if d.Facts.Detail.RMA != "" {
			in.RMAs = append(in.RMAs, desk.RMA{Number: d.Facts.Detail.RMA, State: d.Facts.Detail.RMAState})
		}
	}
	return in
}

func contextOf(in Input) CheckContext {
	ctx := CheckContext{Recipients: []string{in.Case.Customer}}
	for _, d := range in.Decisions {
		f := d.Facts.Detail
		ctx.Recipients = append(ctx.Recipients, f.OrderEmail)
		ctx.OrderNumbers = append(append(ctx.OrderNumbers, f.OrderNumber, f.NumberWritten), f.OwnOrders...)
	}
	return ctx
}

// page writes drafts as the golden files show them.
func page(drafts []desk.Draft, ctx CheckContext) string {
	var b strings.Builder
	if len(drafts) == 0 {
		b.WriteString("(nothing is sent)\n")
	}
	for i, d := range drafts {
		if i > 0 {
			b.WriteString(strings.Repeat("=", 72) + "\n")
		}
		fmt.Fprintf(&b, "Template: %s\nRole: %s\nDenial: %v\n", d.Template, d.Role, d.Denial)
		for _, a := range d.To {
			fmt.Fprintf(&b, "To: %s <%s>\n", a.Name, a.Address)
		}
		fmt.Fprintf(&b, "Subject: %s\nIn-Reply-To: %s\nReferences: %s\n", d.Subject, d.InReplyTo, strings.Join(d.Refs, " "))
		for _, p := range CheckDraft(d, ctx) {
			fmt.Fprintf(&b, "Problem: %s: %s (blocks: %v)\n", p.Code, p.Text, p.Block)
		}
		b.WriteString("\n" + d.Text)
	}
	return b.String()
}

// TestGolden renders every recorded scenario and compares whole mails.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, r := range recordings(t) {
		in := inputOf(t, r)
		drafts, err := Compose(in)
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		got := page(drafts, contextOf(in))
		file := filepath.Join("testdata", "golden", r.ID+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), got); d != "" {
			t.Errorf("%s (go test ./replies -update writes it anew):\n%s", r.ID, d)
		}
	}
}

// TestEveryDecisionGivesASendableDraft: what the table decides by itself leaves nothing
// open and breaks no rule of wording.
func TestEveryDecisionGivesASendableDraft(t *testing.T) {
	t.Parallel()
	for _, r := range recordings(t) {
		in := inputOf(t, r)
		drafts, err := Compose(in)
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		for _, d := range drafts {
			for _, p := range CheckDraft(d, contextOf(in)) {
				t.Errorf("%s: %s: %s", r.ID, p.Code, p.Text)
			}
			if !slices.Contains(d.Refs, ThreadID(d.MessageID)) || !IsOwnMessageID(d.MessageID, in.Secret) {
				t.Errorf("%s: the ids of the draft are not ours: %s, %v", r.ID, d.MessageID, d.Refs)
			}
			if _, err := Message(d, in.Now); err != nil {
				t.Errorf("%s: %v", r.ID, err)
			}
		}
	}
}
