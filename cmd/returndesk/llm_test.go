package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/classifier/llm"
	"returndesk/config"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/internal/llmtest"
)

// modelSays is an answer about a mail.
func modelSays(class desk.Class, number string) string {
	return fmt.Sprintf(`{"class":%q,"runner_up":"other","also":[],"signals":[],"confidence":88,"order_numbers":[%q],"delivered_on":null}`, class, number)
}

// withLLM is a doctor whose shop has a language model.
func withLLM(t *testing.T, url string, change func(*config.LLM)) *doctor {
	t.Helper()
	l := config.LLM{
		Enabled: true, BaseURL: url, Model: "sorter-1", Timeout: e2ePatience, AnswerTokens: 1000, TokenLimit: "auto", Format: "auto",
		PriceInput: 1, PriceOutput: 2, DailyBudget: 1, DailyRequests: 100,
	}
	if change != nil {
		change(&l)
	}
	cfg := config.Config{DataDir: t.TempDir(), Classifier: config.Classifier{LLM: l}}
	cfg.Shop.Zone = time.UTC
	return &doctor{app: &app{now: time.Now, env: func(string) string { return "" }}, cfg: cfg}
}

// TestDoctorLLM: each thing that can be wrong with a language model has its line and its
// mend.
func TestDoctorLLM(t *testing.T) {
	t.Parallel()
	good, firm := llmtest.Says(modelSays(desk.ClassCancellation, "[ORDER 1]")), llmtest.Says(modelSays(desk.ClassOrderChange, "[ORDER 1]"))
	for _, c := range []struct {
		name   string
		server func(*llmtest.Server)
		steps  []llmtest.Step
		change func(*config.LLM)
		want   map[string]status
		says   string
	}{
		{"off", nil, []llmtest.Step{good}, func(l *config.LLM) { l.Enabled = false }, map[string]status{"language model": statusOK}, "no mail leaves this machine"},
		{"well", nil, []llmtest.Step{good, firm}, nil,
			map[string]status{"language model": statusOK, "language model, answer": statusOK, "language model, firmness": statusOK, "language model, photos": statusOK}, "json_schema"},
		{"no key", func(s *llmtest.Server) { s.Key = "sk" }, []llmtest.Step{good}, nil, map[string]status{"language model": statusFail}, "check classifier.llm.key_file"},
		{"no such model", nil, []llmtest.Step{good}, func(l *config.LLM) { l.Model = "sorter-9" }, map[string]status{"language model": statusWarn}, "sorter-1, other-2"},
		{"no schema", func(s *llmtest.Server) { s.NoFormat = true }, []llmtest.Step{good}, nil, map[string]status{"language model, answer": statusWarn}, "response_format"},
		{"wrong", nil, []llmtest.Step{llmtest.Says(modelSays(desk.ClassDelay, "[ORDER 1]"))}, nil, map[string]status{"language model, answer": statusWarn}, "taken for delay"},
		{"invents", nil, []llmtest.Step{llmtest.Says(modelSays(desk.ClassCancellation, "HW-1"))}, nil, map[string]status{"language model, answer": statusWarn}, "order number"},
		{"babbles", nil, []llmtest.Step{llmtest.Says("Sure!")}, nil, map[string]status{"language model, answer": statusFail}, "JSON schemas"},
		{"cut off", nil, []llmtest.Step{llmtest.Finish("{", "length")}, nil, map[string]status{"language model, answer": statusFail}, "answer_tokens"},
		{"obeys mails", nil, []llmtest.Step{good, llmtest.Says(modelSays(desk.ClassCostRefund, "[ORDER 1]"))}, nil, map[string]status{"language model, firmness": statusWarn}, "better model"},
		{"blind", nil, []llmtest.Step{good, firm, llmtest.Says(`{"word":"HELLO","colour":"red"}`)}, func(l *config.LLM) { l.Photos = true }, map[string]status{"language model, photos": statusWarn}, "no photo is shown"},
	} {
		s := llmtest.New(t, c.steps...)
		if c.server != nil {
			c.server(s)
		}
		d := withLLM(t, s.BaseURL(), c.change)
		found := d.checkLLM(t.Context())
		for check, want := range c.want {
			if got := of(found, check); len(got) != 1 || got[0].Status != want {
				t.Errorf("%s: %s is %+v, want %s", c.name, check, got, want)
			}
		}
		if b, err := json.Marshal(found); err != nil || !strings.Contains(string(b), c.says) {
			t.Errorf("%s: %q is not said: %s", c.name, c.says, b)
		}
	}
	s := llmtest.New(t, good)
	s.Close()
	if f := withLLM(t, s.BaseURL(), nil).checkLLM(t.Context()); len(f) != 1 || f[0].Status != statusFail || f[0].Mend == "" {
		t.Errorf("nobody there: %+v", f)
	}
}

// TestSightProof: a proof counts for the model and server that it was made with.
func TestSightProof(t *testing.T) {
	t.Parallel()
	d := withLLM(t, "http://localhost", nil)
	if ok, err := seesByProof(d.cfg); ok || err != nil {
		t.Errorf("without a proof: %v, %v", ok, err)
	}
	if err := keepSight(d.cfg, sightProof{BaseURL: "http://localhost", Model: "sorter-1", Sees: true}); err != nil {
		t.Fatal(err)
	}
	if ok, err := seesByProof(d.cfg); !ok || err != nil {
		t.Errorf("with the proof: %v, %v", ok, err)
	}
	d.cfg.Classifier.LLM.Model = "other-2"
	if ok, err := seesByProof(d.cfg); ok || err != nil {
		t.Errorf("with another model: %v, %v", ok, err)
	}
	if err := os.WriteFile(sightPath(d.cfg), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if ok, err := seesByProof(d.cfg); ok || desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("damaged: %v, %v", ok, err)
	}
}

// TestClassifierAsk: --show sends nothing, asking prints what is said and what it cost, and
// nothing is asked while it is switched off.
func TestClassifierAsk(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Says(modelSays(desk.ClassDelay, "[ORDER 1]")), llmtest.Refuses())
	write := func(enabled bool) string { return llmConfig(t, t.TempDir(), enabled, s.BaseURL()) }
	const mail = "Subject: order HW-10512\nHello, I am Jane Doe, jane@mail.example. Where is HW-10512?\n"
	on, off := write(true), write(false)
	got := boot(t, mail, nil, "classifier", "ask", "--show", "--config", off)
	if got.code != exitDone || !strings.Contains(got.out, "[ORDER 1]") || strings.Contains(got.out, "jane@") || len(s.Seen()) != 0 {
		t.Errorf("--show: code %d, %s%s", got.code, got.out, got.err)
	}
	file := filepath.Join(t.TempDir(), "mail.txt")
	if err := os.WriteFile(file, []byte(mail), 0o600); err != nil {
		t.Fatal(err)
	}
	if got = boot(t, "", nil, "classifier", "ask", "--show", "--config", off, file); got.code != exitDone || !strings.Contains(got.out, "[ORDER 1]") {
		t.Errorf("--show of a file: code %d, %s%s", got.code, got.out, got.err)
	}
	if got = boot(t, mail, nil, "classifier", "ask", "--config", off); got.code != exitFailed || !strings.Contains(got.err, "switched on") || len(s.Seen()) != 0 {
		t.Errorf("off: code %d, %s%s", got.code, got.out, got.err)
	}
	got = boot(t, mail, nil, "classifier", "ask", "--config", on)
	for _, want := range []string{"class       delay (88 %)", "HW10512 (subject)", "cost        1000+100 tokens, 0.0012", "1 answer to 1 request today"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is missing in\n%s%s", want, got.out, got.err)
		}
	}
	got = boot(t, mail, nil, "classifier", "ask", "--json", "--config", on)
	var list []asked
	if err := json.Unmarshal([]byte(got.out), &list); err != nil || len(list) != 1 || list[0].Problem != "refused" || list[0].Reading != nil || list[0].Cost == 0 {
		t.Errorf("%v: %s%s", err, got.out, got.err)
	}
}

// TestClassifyAsks: what the built-in engine is not sure of is put to the language model
// where it is switched on, and classify tells tokens, cost and what the day has left; a
// clear mail, --local and a budget that is spent ask nobody.
func TestClassifyAsks(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Says(modelSays(desk.ClassDelay, "[ORDER 1]")), llmtest.Refuses(), llmtest.Says(modelSays(desk.ClassDelay, "[ORDER 1]")))
	config := llmConfig(t, t.TempDir(), true, s.BaseURL())
	const vague = "Hello, about the thing with HW-10512 from the other week: any thoughts?\n"
	const clear = "Please cancel my order HW-10512, I ordered it by mistake and want to cancel the order.\n"
	for _, args := range [][]string{{"classify", "--local", "--config", config}, {"classify", "--config", llmConfig(t, t.TempDir(), false, s.BaseURL())}} {
		if got := boot(t, vague, nil, args...); got.code != exitDone || strings.Contains(got.out, "tokens") || len(s.Seen()) != 0 || !strings.Contains(got.out, "unsure") {
			t.Errorf("%v: code %d, %d questions, %s%s", args, got.code, len(s.Seen()), got.out, got.err)
		}
	}
	if got := boot(t, clear, nil, "classify", "--config", config); len(s.Seen()) != 0 || strings.Contains(got.out, "tokens") {
		t.Errorf("a clear mail: %d questions, %s%s", len(s.Seen()), got.out, got.err)
	}
	got := boot(t, vague, nil, "classify", "--config", config)
	for _, want := range []string{"class       delay (88 %)", "asked       sorter-1: 1000+100 tokens, 0.0012", "today       0.0012 spent, 1.00 left; 1 requests, 499 left"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is missing in\n%s%s", want, got.out, got.err)
		}
	}
	got = boot(t, vague, nil, "classify", "--json", "--config", config)
	var list []classified
	if err := json.Unmarshal([]byte(got.out), &list); err != nil || len(list) != 1 || list[0].LLM == nil {
		t.Fatalf("%v: %s%s", err, got.out, got.err)
	}
	if c := list[0].LLM; c.Problem != "refused" || c.TokensIn != 1000 || c.Cost == 0 || c.Left >= 1 || c.Left+c.Spent != 1 || c.MayAsk != 499 {
		t.Errorf("a refusal took %+v", c)
	}
	if said := list[0].Said; list[0].Engine == "llm" || len(said) != 2 || said[1].Problem != "refused" {
		t.Errorf("after a refusal %s reads, %+v", list[0].Engine, said)
	}
}

// llmConfig writes a configuration with a language model that costs something.
func llmConfig(t *testing.T, dir string, enabled bool, url string) string {
	t.Helper()
	path := filepath.Join(dir, "config.yaml")
	text := fmt.Sprintf("shop: {name: Hollow Works, timezone: UTC}\ndata_dir: ./data\nmailboxes:\n  - {name: support, address: s@shop.example, imap: {host: 127.0.0.1, tls: plain, password_env: P}, smtp: {host: 127.0.0.1, tls: plain}}\n"+
		"orders: {json: ./o.json}\nclassifier: {llm: {enabled: %v, base_url: %q, model: sorter-1, price_input: 1, price_output: 2, daily_budget: 1}}\n", enabled, url)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// bookkeeper is a desk of which a command needs the language model's book alone.
type bookkeeper struct {
	control.Desk
	book  *looseBook
	model *llm.Engine
}

func (d bookkeeper) LLMDay(ctx context.Context, date string) ([]byte, error) {
	return d.book.Setting(ctx, llmDay+date)
}

func (d bookkeeper) CountLLM(ctx context.Context, _ desk.Actor, was, now []byte) error {
	return d.model.Count(ctx, was, now)
}

// TestCountedByTheService: what a command asks beside the service is counted in the
// service's book, together with its own, and ends at the same budget.
func TestCountedByTheService(t *testing.T) {
	t.Parallel()
	s := llmtest.New(t, llmtest.Says(modelSays(desk.ClassDelay, "[ORDER 1]")))
	d := withLLM(t, s.BaseURL(), func(l *config.LLM) { l.DailyRequests = 3 })
	book := &looseBook{}
	service, err := d.app.newLLM(d.cfg, book)
	if err != nil {
		t.Fatal(err)
	}
	beside, err := d.app.newLLM(d.cfg, &servedBook{desk: bookkeeper{book: book, model: service}})
	if err != nil {
		t.Fatal(err)
	}
	in := plainMail(time.Now())
	for i, e := range []*llm.Engine{beside, service, beside} {
		if _, _, err := e.ReadCounted(t.Context(), in); err != nil {
			t.Fatalf("question %d: %v", i+1, err)
		}
	}
	day, err := service.Today(t.Context())
	if err != nil || day.Requests != 3 || day.Answers != 3 || day.TokensIn != 3000 || day.Cost != 3*1200 || day.Held != 0 {
		t.Errorf("the day holds %+v, %v", day, err)
	}
	if _, _, err := beside.ReadCounted(t.Context(), in); llm.KindOf(err) != llm.Budget || len(s.Seen()) != 3 {
		t.Errorf("beyond the budget: %v, %d requests", err, len(s.Seen()))
	}
	if day, _ = service.Today(t.Context()); day.Failed[llm.Budget] != 1 {
		t.Errorf("the refusal is not counted: %+v", day)
	}
	for name, b := range map[string]string{"nonsense": "x", "a day to come": `{"date":"2999-01-01","requests":1}`} {
		if err := service.Count(t.Context(), nil, []byte(b)); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
