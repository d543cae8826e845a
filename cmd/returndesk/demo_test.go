package main

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"returndesk/demo"
	"returndesk/desk"
)

// demoNow is the moment at which the tests run the demo: a Wednesday's noon in New York.
var demoNow = time.Date(2026, 10, 14, 16, 0, 0, 0, time.UTC)

// runDemo runs the command in this process and gives its exit code and output.
func runDemo(t *testing.T, stdin string, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	ctx, stop := context.WithTimeout(t.Context(), 6*e2ePatience)
	defer stop()
	code = Main{
		Stdin: strings.NewReader(stdin), Stdout: &stdout, Stderr: &stderr, Args: append([]string{"demo"}, args...),
		Now: func() time.Time { return demoNow },
	}.Run(ctx)
	return code, stdout.String(), stderr.String()
}

// demoPlayed is one whole run that several tests look at; making the mails' photos takes long.
type demoPlayed struct {
	code      int
	out, errs string
	dir       string
	temp      string // holds dir; TestMain removes it
}

var (
	demoRun  demoPlayed
	demoSync sync.Once
)

// played runs the demo with a reader who tries a wrong number, another login, a mail without a reply, a
// reply that he looks at and leaves and one that he sends; and who presses Ctrl-C at the question after that.
func played(t *testing.T) demoPlayed {
	t.Helper()
	demoSync.Do(func() {
		dir, err := os.MkdirTemp("", "returndesk-demo-test-")
		if err != nil {
			t.Fatal(err)
		}
		demoRun.temp, demoRun.dir = dir, filepath.Join(dir, "demo")
		ctx, stop := context.WithTimeout(context.Background(), 6*e2ePatience)
		defer stop()
		silent, typing := io.Pipe()
		defer func() { _ = typing.Close() }()
		stdout := &stopAt{after: "waits any more", text: "Approve a reply", stop: stop}
		var stderr bytes.Buffer
		demoRun.code = Main{
			Stdin: io.MultiReader(&demoReader{dir: demoRun.dir}, silent), Stdout: stdout, Stderr: &stderr, Args: []string{"demo", "--data", demoRun.dir},
			Now: func() time.Time { return demoNow },
		}.Run(ctx)
		demoRun.out, demoRun.errs = stdout.seen.String(), stderr.String()
	})
	if demoRun.code != exitDone || demoRun.errs != "" || !strings.HasSuffix(demoRun.out, "stays.\n") {
		t.Fatalf("exit code %d, errors %s\n%s", demoRun.code, demoRun.errs, demoRun.out)
	}
	return demoRun
}

// demoReader types the demo's answers. It is asked when the mails lie in the folder, whose names tell their
// numbers.
type demoReader struct {
	dir    string
	script io.Reader
}

func (r *demoReader) Read(p []byte) (int, error) {
	if r.script == nil {
		number := map[string]string{}
		for n, key := range keysIn(r.dir) {
			number[key] = n
		}
		defect := number["dead-row"]
		r.script = strings.NewReader(strings.Join([]string{"99", "word", "Link", number["newsletter"], defect, "n", defect, "y", defect, ""}, "\n"))
	}
	return r.script.Read(p)
}

// tableRow finds number, class, outcome and RMA in the table; names may hold blanks.
var tableRow = regexp.MustCompile(`(?m)^ *(\d+)  .{19}  (\w+) +(\w+) +(\S+)`)

// keysOf gives the letters' keys by their numbers, from the names of the mails' files.
func keysOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	keys := keysIn(dir)
	if len(keys) == 0 {
		t.Fatalf("no mails in %s", dir)
	}
	return keys
}

func keysIn(dir string) map[string]string {
	files, _ := filepath.Glob(filepath.Join(dir, "mails", "*.eml")) // the pattern is sound
	keys := map[string]string{}
	for _, f := range files {
		no, key, _ := strings.Cut(strings.TrimSuffix(filepath.Base(f), ".eml"), "-")
		keys[strings.TrimLeft(no, "0")] = key
	}
	return keys
}

// decided reads the table: class and outcome by the letter's key.
func decided(t *testing.T, table, dir string) map[string]string {
	t.Helper()
	keys, got := keysOf(t, dir), map[string]string{}
	for _, m := range tableRow.FindAllStringSubmatch(table, -1) {
		got[keys[m[1]]] = m[2] + " " + m[3]
	}
	return got
}

func TestDemoDecidesEachMailAsMeant(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"cancel-at-once":       "cancellation stop_production_check",
		"cancel-in-production": "cancellation deny_in_production",
		"cancel-shipped":       "cancellation deny_shipped",
		"cancel-late":          "cancellation late_cancel_review",
		"cancel-after-waiting": "cancellation deny_in_production",
		"cancel-closed":        "cancellation already_closed",
		"cancel-forged":        "cancellation verify_sender",
		"change-switches":      "order_change change_check",
		"change-address":       "order_change change_check",
		"dead-row":             "doa_defect open_rma",
		"last-day-film":        "doa_defect open_rma",
		"only-a-logo":          "doa_defect ask_evidence",
		"photos-follow":        "rma_followup followup_attach",
		"blurred-and-dark":     "doa_defect ask_evidence",
		"behind-a-link":        "doa_defect ask_evidence",
		"mistyped-number":      "doa_defect open_rma",
		"swollen-battery":      "doa_defect safety_stop",
		"two-matters":          "doa_defect open_rma",
		"two-orders":           "doa_defect open_rma",
		"claim-too-early":      "doa_defect not_yet_delivered",
		"no-fault-again":       "doa_defect manager_decision",
		"day-nine":             "doa_defect out_of_window_review",
		"day-forty":            "doa_defect out_of_window_review",
		"crushed-box":          "transit_damage open_rma",
		"wrong-layout":         "wrong_item open_rma",
		"cable-missing":        "wrong_item open_rma",
		"talks-to-the-bot":     "change_of_mind deny_change_of_mind",
		"withdrawal":           "change_of_mind deny_change_of_mind",
		"refused-customs":      "delivery_problem reship_quote",
		"not-received":         "delivery_problem carrier_trace",
		"when-will-it-ship":    "delay on_schedule_info",
		"why-not-shipped":      "delay delay_options",
		"where-is-it":          "delay tracking_info",
		"import-duty":          "cost_refund deny_costs",
		"presale":              "other route_human",
		"praise":               "other route_human",
		"return-postage":       "cost_refund return_cost_review",
		"any-news":             "rma_followup followup_attach",
		"sent-back-already":    "doa_defect unauthorised_return",
		"for-the-boss":         "doa_defect verify_sender",
		"no-order":             "doa_defect ask_order",
		"which-of-three":       "doa_defect ask_order",
		"out-of-office":        "non_customer no_reply",
		"newsletter":           "non_customer no_reply",
		"phishing":             "non_customer no_reply",
	}
	got := decided(t, played(t).out, played(t).dir)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("decided otherwise (-want +got):\n%s", diff)
	}
	classes, outcomes := map[string]bool{}, map[string]bool{}
	for _, v := range got {
		class, outcome, _ := strings.Cut(v, " ")
		classes[class], outcomes[outcome] = true, true
	}
	for _, c := range desk.Classes() {
		if !classes[string(c)] {
			t.Errorf("no mail is %s", c)
		}
	}
	for _, o := range desk.Outcomes() {
		if !outcomes[string(o)] {
			t.Errorf("no mail leads to %s", o)
		}
	}
}

var updateDemo = flag.Bool("update", false, "rewrite the golden files")

// golden compares a text with a file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *updateDemo {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// rmaNumber is what differs from run to run.
var rmaNumber = regexp.MustCompile(`[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b`)

func TestDemoTable(t *testing.T) {
	t.Parallel()
	run := played(t)
	table, err := os.ReadFile(filepath.Join(run.dir, "table.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(table), "\n") {
		if n := len([]rune(line)); n > 100 {
			t.Errorf("line %d has %d columns: %s", i+1, n, line)
		}
	}
	golden(t, "demo_table.golden", rmaNumber.ReplaceAll(table, []byte("####-####")))
	if strings.ContainsAny(run.out, "\x1b\r") {
		t.Error("the output holds escape codes although it is no terminal")
	}
}

func TestDemoFolder(t *testing.T) {
	t.Parallel()
	run := played(t)
	for pattern, least := range map[string]int{
		"mails/*.eml": 45, "drafts/*.txt": 40, "drafts/*.html": 40, "rmas/RMA-*.json": 10,
		"orders.json": 1, "returndesk.yaml": 1, "secrets/imap": 1, "data/*": 1,
	} {
		files, err := filepath.Glob(filepath.Join(run.dir, pattern))
		if err != nil || len(files) < least {
			t.Errorf("%s: %d files (%v), want at least %d", pattern, len(files), err, least)
		}
	}
	if !strings.Contains(run.out, run.dir) {
		t.Error("the output does not name the folder")
	}
}

// TestDemoApprove: what the reader of played typed had its answers, and the one reply left.
func TestDemoApprove(t *testing.T) {
	t.Parallel()
	run := played(t)
	out, dir := run.out, run.dir
	for _, want := range []string{
		`"99" is no number of the table`, `"word" is no number of the table`, "gets no reply", "was left as it is",
		"Arrived at the SMTP server", "nadia@petrova.example", "waits any more",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the output lacks %q", want)
		}
	}
	links := regexp.MustCompile(`/login/once\?token=\w+`).FindAllString(out, -1)
	if len(links) != 2 || links[0] == links[1] {
		t.Errorf("the first link and the one that was asked for: %q", links)
	}
	sent, err := filepath.Glob(filepath.Join(dir, "sent", "*.eml"))
	if err != nil || len(sent) != 1 {
		t.Fatalf("%d mails in sent (%v)", len(sent), err)
	}
	raw, err := os.ReadFile(sent[0])
	if err != nil {
		t.Fatal(err)
	}
	fields, body, err := readArrived(raw)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range fields {
		got[f[0]] = f[1]
	}
	if !strings.Contains(got["To"], "nadia@petrova.example") || !strings.Contains(got["From"], demo.ShopAddress) ||
		!strings.HasPrefix(got["Subject"], "Re: One row is dead") || !strings.Contains(got["Answers"], "dead-row.") || !strings.Contains(body, "Nadia") {
		t.Errorf("sent %v\n%s", got, body)
	}
}

// stopAt is an output that calls stop once a text was written behind another.
type stopAt struct {
	seen        strings.Builder
	after, text string
	stop        func()
}

func (w *stopAt) Write(b []byte) (int, error) {
	w.seen.Write(b)
	if _, then, found := strings.Cut(w.seen.String(), w.after); found && strings.Contains(then, w.text) {
		w.stop()
	}
	return len(b), nil
}

func TestDemoRefuses(t *testing.T) {
	t.Parallel()
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "mine.txt"), []byte("keep"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"folder in use":    {[]string{"--once", "--data", full}, exitFailed, "is not empty"},
		"foreign address":  {[]string{"--once", "--data", filepath.Join(t.TempDir(), "a"), "--imap-listen", "0.0.0.0:0"}, exitFailed, "stay on this machine"},
		"no address":       {[]string{"--once", "--data", filepath.Join(t.TempDir(), "b"), "--imap-listen", "1143"}, exitUsage, "is no address"},
		"no port":          {[]string{"--once", "--imap-listen", "127.0.0.1:imap"}, exitUsage, "names no port"},
		"unknown argument": {[]string{"fast"}, exitUsage, "takes no arguments"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, _, errs := runDemo(t, "", c.args...)
			if code != c.code || !strings.Contains(errs, c.says) {
				t.Errorf("exit code %d, errors %s", code, errs)
			}
		})
	}
}
