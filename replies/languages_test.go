package replies

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"returndesk/desk"
)

// ownSentences reads the product's policy text in a language.
func ownSentences(t testing.TB, lang string) func(string, string) string {
	t.Helper()
	data, err := os.ReadFile("../policy/policy." + lang + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^(\d\.\d+) (.+)$`).FindAllStringSubmatch(string(data), -1) {
		all[m[1]] = m[2]
	}
	return func(_, n string) string { return all[n] }
}

// typical are the scenarios of which each language keeps whole mails for reading.
func typical() []string {
	return []string{"S01", "S02", "S03", "S04", "S11", "S14", "S17", "S19", "S25", "S27", "S29", "S32", "S35", "S42", "S46", "S48",
		"S49", "S51", "S54", "S57", "late", "returned-claim", "postage-fault", "two-orders", "two-orders-cancel"}
}

// foreign gives a scenario's input with its customer writing in another language.
func foreign(t testing.TB, lang string, r recorded) Input {
	t.Helper()
	in := inputOf(t, r)
	in.PolicySentence, in.Brand.Language = ownSentences(t, lang), lang
	for i := range in.Decisions {
		in.Decisions[i].Reading.Language, in.Decisions[i].Facts.Detail.OrderLanguage = lang, lang
	}
	return in
}

// actions are mails that a person's action sends, with what that person typed.
func actions() map[string]map[string]string {
	return map[string]map[string]string{
		"rma_authorized":      {"expires": "2026-04-20"},
		"cancel_approved":     {"amount": "1289.00", "currency": "EUR"},
		"delay_notice":        {"old_date": "2026-04-01", "new_date": "2026-04-20", "cause": "…"},
		"refund_processing":   {"amount": "289.00", "currency": "USD"},
		"inspection_no_fault": {"price": "18", "currency": "EUR"},
		"evidence_unusable":   {},
		"reminder_last":       {"close_date": "2026-04-01"},
		"claim_rejected":      {"cause": "…"},
		"resolution_shipped":  {"tracking": "JD014600004", "carrier": "DHL"},
	}
}

// composed gives all mails of a language that are kept as golden files, by name.
func composed(t testing.TB, lang string) map[string]string {
	t.Helper()
	out := map[string]string{}
	byID := map[string]recorded{}
	for _, r := range recordings(t) {
		byID[r.ID] = r
	}
	for _, id := range typical() {
		if byID[id].ID == "" {
			t.Fatalf("there is no recorded decision %s", id)
		}
		in := foreign(t, lang, byID[id])
		drafts, err := Compose(in)
		if err != nil {
			t.Fatalf("%s %s: %v", lang, id, err)
		}
		for _, d := range drafts {
			if d.Language != lang || d.Fallback {
				t.Errorf("%s %s: a draft in %s, fallback %v", lang, id, d.Language, d.Fallback)
			}
		}
		out[id] = page(drafts, contextOf(in))
	}
	for name, values := range actions() {
		in := foreign(t, lang, recording(t, "S14"))
		in.Decisions[0].Facts.Detail.EvidenceCode = "blurred"
		in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: desk.RMAAuthorized, Condition: "…", Deadline: "2026-04-20",
			Item: "75% keyboard", Qty: 1, ReturnAddress: in.Brand.ReturnAddress}}
		if name != "rma_authorized" { // its parcel came
			in.RMAs[0].State, in.RMAs[0].History = desk.RMAResolving, []desk.RMAHistory{{To: desk.RMAAuthorized}}
		}
		in.Action, in.Values = &desk.Action{Name: name, Template: name, Role: desk.RoleAgent}, values
		drafts, err := Compose(in)
		if err != nil || len(drafts) != 1 || drafts[0].Language != lang {
			t.Fatalf("%s %s: %d drafts, %v", lang, name, len(drafts), err)
		}
		if name == "rma_authorized" && len(drafts[0].Parts) != 1 {
			t.Errorf("%s: no slip is attached", lang)
		}
		out[name] = page(drafts, contextOf(in))
	}
	return out
}

// TestGoldenInEveryLanguage compares whole mails, which somebody has read through.
func TestGoldenInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, lang := range written(t) {
		dir := filepath.Join("testdata", "languages", lang)
		for name, got := range composed(t, lang) {
			if strings.Contains(got, "Problem:") {
				t.Errorf("%s %s has problems:\n%s", lang, name, got)
			}
			file := filepath.Join(dir, name+".txt")
			if *update {
				if err := os.MkdirAll(dir, 0o755); err != nil {
					t.Fatal(err)
				}
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
				t.Errorf("%s %s (go test ./replies -update writes it anew):\n%s", lang, name, d)
			}
		}
	}
}

// TestEveryScenarioIsSendableInEveryLanguage: what the table decides by itself leaves
// nothing open, breaks no rule of wording and needs no English in any language.
func TestEveryScenarioIsSendableInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, lang := range written(t) {
		for _, r := range recordings(t) {
			in := foreign(t, lang, r)
			drafts, err := Compose(in)
			if err != nil {
				t.Fatalf("%s %s: %v", lang, r.ID, err)
			}
			for _, d := range drafts {
				for _, p := range CheckDraft(d, contextOf(in)) {
					t.Errorf("%s %s: %s: %s", lang, r.ID, p.Code, p.Text)
				}
				if d.Language != lang || d.Fallback {
					t.Errorf("%s %s: in %s, fallback %v", lang, r.ID, d.Language, d.Fallback)
				}
			}
		}
	}
}

// TestSlipInEveryLanguage: the page holds its words with all their letters, none of them
// English.
func TestSlipInEveryLanguage(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("RETURNDESK_REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skipf("left out: %v", err)
	}
	for _, lang := range written(t) {
		in := foreign(t, lang, recording(t, "S14"))
		in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: desk.RMAAuthorized, Condition: "…", Deadline: "2026-08-01",
			Item: "Dial", Serial: "D-77", Qty: 2, ReturnAddress: in.Brand.ReturnAddress}}
		in.Action = &desk.Action{Name: "rma_authorized", Template: "rma_authorized", Role: desk.RoleAgent}
		drafts, err := Compose(in)
		if err != nil || len(drafts) != 1 || len(drafts[0].Parts) != 1 {
			t.Fatalf("%s: %d drafts, %v", lang, len(drafts), err)
		}
		cmd := exec.CommandContext(t.Context(), "pdftotext", "-layout", "-", "-")
		cmd.Stdin = bytes.NewReader(drafts[0].Parts[0].Data)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		text := flat(string(out))
		for _, key := range []string{"title", "inside", "number", "order", "items", "condition", "deadline", "send_to", "how_to",
			"step_1", "step_2", "step_3", "step_4", "outside", "pieces", "serial"} {
			w := words(t).Sentence(lang, "slip."+key)
			if w == words(t).Sentence("en", "slip."+key) || !strings.Contains(text, flat(w)) {
				t.Errorf("%s: the page lacks %q:\n%s", lang, w, text)
			}
		}
		if day := words(t).Date(lang, "2026-08-01"); !strings.Contains(text, day) {
			t.Errorf("%s: the page lacks the day %s", lang, day)
		}
	}
}

// flat folds all white space, of which the page's reader makes blanks.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// written gives the languages besides English that are whole.
func written(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, l := range words(t).Languages() {
		if l != "en" && words(t).Complete(l) {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		t.Fatal("no language besides English is whole")
	}
	return out
}
