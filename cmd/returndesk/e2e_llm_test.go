package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/internal/llmtest"
)

// llmOn switches a test's language model on, with the key in the environment.
func llmOn(s *llmtest.Server) string {
	return fmt.Sprintf("classifier: {llm: {enabled: true, base_url: %q, model: sorter-1, key_env: TEST_LLM_KEY, timeout: 10m, price_input: 1, price_output: 2}}\n", s.BaseURL())
}

// doubtful finds a text that the shipped model is not sure of, whatever it was trained on.
func doubtful(t *testing.T) string {
	t.Helper()
	first, err := classifier.NewEmbedded(nil, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := classifier.NewCascade(first, nil)
	for _, text := range []string{"so what do we do now with HW-10501?", "hello, about yesterday and HW-10501", "HW-10501, and the other one?", "it is what it is. HW-10501"} {
		if r := c.Read(t.Context(), classifier.Input{Subject: "HW-10501", NewText: text + "\n"}); r.Unsure && r.Class != desk.ClassDoaDefect && !r.Has(desk.SignalSafetyHazard) {
			return text
		}
	}
	t.Fatal("the model is sure of everything")
	return ""
}

// TestSecondOpinionKilled: the draft does not wait for a language model that hangs; a
// service killed while it asks asks again, and the answer decides the case anew. What
// leaves holds no name and no number, and the key only in its header.
func TestSecondOpinionKilled(t *testing.T) {
	t.Parallel()
	m := llmtest.New(t, llmtest.Hangs())
	m.Key = "sk-of-the-test"
	s := startShop(t, shopOptions{Extra: llmOn(m)})
	s.env = append(s.env, "TEST_LLM_KEY=sk-of-the-test")
	s.deliver(t, letter{From: joAddress, Name: "Jo Keller", Subject: "HW-10501", ID: "doubt@mailbox.test", Text: doubtful(t) + "\n\nBest regards,\nJo Keller"})
	s.must(t, "run", "--once", "--dry-run")
	if n := len(m.Seen()); n != 0 {
		t.Fatalf("a dry run asked %d times", n)
	}
	p := s.start(t)
	row := s.drafted(t, joAddress)
	eventually(t, "the model is asked", func() error {
		if len(m.Seen()) != 1 {
			return fmt.Errorf("asked %d times", len(m.Seen()))
		}
		return nil
	})
	p.kill()
	m.Script(llmtest.Says(modelSays(desk.ClassDoaDefect, "[ORDER 1]")))
	p = s.start(t)
	eventually(t, "the case is decided anew", func() error {
		if c := s.show(t, row.Case).Case; c.Class != desk.ClassDoaDefect {
			return fmt.Errorf("it is %s", c.Class)
		}
		return nil
	})
	v := s.show(t, row.Case)
	r := v.Case.Last().Reading
	if !r.Unsure || len(r.Said) != 2 || r.Said[0].Engine != "embedded" || r.Said[1].Engine != "llm" || len(v.Case.Decisions) != 2 {
		t.Errorf("the reading is %+v after %d decisions", r, len(v.Case.Decisions))
	}
	if i := slices.IndexFunc(v.Drafts, func(d desk.Draft) bool { return d.State == desk.DraftProposed }); i < 0 || v.Drafts[0].State != desk.DraftVoid {
		t.Errorf("the drafts are %v", v.Drafts)
	}
	if text := s.must(t, "show", row.Case); !strings.Contains(text, "The readers disagree") {
		t.Errorf("show does not say that the readers disagree:\n%s", text)
	}
	if text := s.must(t, "doctor"); !strings.Contains(text, "language model, today") {
		t.Errorf("doctor does not tell of the day:\n%s", text)
	}
	question := filepath.Join(t.TempDir(), "mail.txt")
	if err := os.WriteFile(question, []byte("by mistake, where is my order?\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{s.must(t, "classifier", "ask", question), s.must(t, "doctor")} { // the killed question counts, too
		if !strings.Contains(out, "2 answers to 3 requests today") {
			t.Errorf("a question beside the service is not counted in its book:\n%s", out)
		}
	}
	var asked []llmtest.Request
	for _, q := range m.Seen() {
		if strings.Contains(q.Raw, "ORDER 1") && !strings.Contains(q.Raw, "by mistake") { // doctor's own mails set aside
			asked = append(asked, q)
		}
	}
	if len(asked) != 2 {
		t.Errorf("asked %d times about the mail, want 2: once before the kill, once after", len(asked))
	}
	for _, q := range asked {
		for _, secret := range []string{"10501", "Keller", joAddress, "sk-of-the-test"} {
			if strings.Contains(q.Raw, secret) {
				t.Errorf("%q leaves the machine", secret)
			}
		}
		if q.Header.Get("Authorization") != "Bearer sk-of-the-test" {
			t.Error("the key does not arrive")
		}
	}
	if strings.Contains(p.log(t), "sk-of-the-test") {
		t.Error("the key stands in the log")
	}
	p.stop(t)
	before := len(m.Seen())
	s.must(t, "run", "--once")
	if after := len(m.Seen()); after != before {
		t.Errorf("asked %d times more, though nothing is left to ask", after-before)
	}
}

// TestSecondOpinionFalters: a server that answers with a page leaves the first reading as it
// is, and both command and doctor say so.
func TestSecondOpinionFalters(t *testing.T) {
	t.Parallel()
	m := llmtest.New(t, func(w http.ResponseWriter, r *http.Request, got llmtest.Request) {
		llmtest.Body(200, "text/html", "<html>log in</html>")(w, r, got)
	})
	s := startShop(t, shopOptions{Extra: llmOn(m)})
	s.env = append(s.env, "TEST_LLM_KEY=none")
	s.deliver(t, letter{From: joAddress, Name: "Jo Keller", Subject: "HW-10501", ID: "doubt@mailbox.test", Text: doubtful(t)})
	s.must(t, "run", "--once")
	row := s.drafted(t, joAddress)
	v := s.show(t, row.Case)
	r := v.Case.Last().Reading
	if !r.Unsure || len(r.Said) != 2 || r.Said[1].Problem != "not_json" {
		t.Errorf("the reading is %+v", r)
	}
	if row.State != desk.DraftProposed || len(m.Seen()) != 1 {
		t.Errorf("the draft is %s, asked %d times", row.State, len(m.Seen()))
	}
	if text := s.must(t, "show", row.Case); !strings.Contains(text, "said nothing: not json") {
		t.Errorf("show does not say why:\n%s", text)
	}
}
