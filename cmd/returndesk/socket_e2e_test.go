package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

// shop writes a configuration with one order and gives its path. The caller's uid is
// mapped to the role.
func shop(t *testing.T, role desk.Role) string {
	t.Helper()
	dir := t.TempDir()
	now := time.Now()
	order := fmt.Sprintf(`[{"number":"HW-10501","email":"jo@mailbox.example","placed_at":%q,"stage":"placed","production_status":"not_started","ship_by":%q,`,
		now.Add(-time.Hour).UTC().Format(time.RFC3339), now.AddDate(0, 0, 20).Format("2006-01-02")) +
		`"ship_to":{"country":"US","tz":"America/New_York"},"lines":[{"line":1,"sku":"KB75","name":"75% keyboard","qty":1}],"total":"289.00","shipping":"19.00","currency":"USD","prior_rma":[]}]`
	files := map[string]string{
		"orders.json": order,
		"secret":      "x\n",
		"returndesk.yaml": fmt.Sprintf(`
shop: {name: Hollow Works, timezone: America/New_York}
data_dir: ./data
mailboxes:
  - name: support
    address: support@shop.example
    start_from: all
    imap: {host: 127.0.0.1, port: 1, tls: plain, password_file: ./secret}
    smtp: {host: 127.0.0.1, port: 1, tls: plain}
orders: {json: ./orders.json}
actors:
  - {unix_user: "%d", name: Anna, role: %s}
`, os.Getuid(), role),
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := now.Add(-time.Minute) // a file is loaded once it has stood unchanged
	if err := os.Chtimes(filepath.Join(dir, "orders.json"), old, old); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "returndesk.yaml")
}

// openHouse wires the real store and engine of a shop.
func openHouse(t *testing.T, config string) *house {
	t.Helper()
	a := &app{in: strings.NewReader(""), out: &bytes.Buffer{}, err: &bytes.Buffer{}, now: time.Now, env: func(string) string { return "" }, configPath: config}
	cfg, err := a.loadConfig()
	if err != nil {
		t.Fatal(err)
	}
	h, err := a.open(t.Context(), cfg, wiring{})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// receive makes a mail durable and decides it, as the service does after a fetch.
func receive(t *testing.T, h *house, n uint32, raw string) {
	t.Helper()
	raw = strings.ReplaceAll(raw, "\n", "\r\n")
	sum := sha256.Sum256([]byte(raw))
	id := hex.EncodeToString(sum[:])
	mail := desk.Accepted{
		ID: id, TraceHash: id, Location: desk.Location{Account: "support", Mailbox: "INBOX", UIDValidity: 1, UID: n}, Folder: "inbox",
		InternalDate: time.Now(), AcceptedAt: time.Now(), Size: int64(len(raw)), MessageID: fmt.Sprintf("m%d@mailbox.example", n), Raw: []byte(raw),
	}
	if _, err := h.store.AcceptMessages(t.Context(), "support", "INBOX", []desk.Accepted{mail}, desk.Cursor{UIDValidity: 1, LastUID: n}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.engine.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// cancelMail is a cancellation before production, with an escape sequence in it.
const cancelMail = "From: Jo Keller <jo@mailbox.example>\nTo: support@shop.example\nSubject: Cancel order HW-10501\nMessage-ID: <m%d@mailbox.example>\n" +
	"Date: Mon, 16 Mar 2026 10:20:00 -0400\nContent-Type: text/plain; charset=utf-8\n\nHi, please cancel HW-10501, I placed it an hour ago.\x1b[2J\n"

// command runs the real program against a shop.
func command(t *testing.T, config string, args ...string) ran {
	t.Helper()
	var out, errs bytes.Buffer
	code := Main{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Args: append([]string{"--config", config}, args...)}.Run(t.Context())
	return ran{code, out.String(), errs.String()}
}

// must is command for what has to succeed.
func must(t *testing.T, config string, args ...string) string {
	t.Helper()
	r := command(t, config, args...)
	if r.code != 0 {
		t.Fatalf("%v: code %d, errors %s", args, r.code, r.err)
	}
	return r.out
}

// onlyCase gives the one case of the queue.
func onlyCase(t *testing.T, config string) flow.QueueRow {
	t.Helper()
	var rows []flow.QueueRow
	if err := json.Unmarshal([]byte(must(t, config, "queue", "--json")), &rows); err != nil || len(rows) != 1 {
		t.Fatalf("the queue has %d rows, %v", len(rows), err)
	}
	return rows[0]
}

// work goes through an agent's day on one case: look, edit, refuse nothing by accident,
// approve, undo, reject, resolve.
func work(t *testing.T, config string) {
	t.Helper()
	row := onlyCase(t, config)
	if row.Class != desk.ClassCancellation || row.Outcome != desk.OutcomeStopProductionCheck || row.Draft == "" {
		t.Fatalf("decided as %+v", row)
	}
	page := must(t, config, "show", row.Case)
	for _, want := range []string{"Jo Keller <jo@mailbox.example>", "please cancel HW-10501", "HW-10501, placed", "urgent_stop_production", "Draft " + row.Draft} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if strings.Contains(page, "\x1b") {
		t.Errorf("an escape sequence of the mail came through: %q", page)
	}
	if r := command(t, config, "approve", row.Case); r.code != 2 {
		t.Errorf("approving without a terminal and without --yes ended with %d", r.code)
	}

	text := filepath.Join(t.TempDir(), "new.txt")
	if err := os.WriteFile(text, []byte("Subject: Re: your order\n\nHello Jo,\n\nwe look into it.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := must(t, config, "edit", row.Case, "--file", text); !strings.Contains(out, "we look into it.") || !strings.Contains(out, "edited") {
		t.Errorf("after the edit: %s", out)
	}
	if r := command(t, config, "edit", row.Case, "--file", filepath.Join(filepath.Dir(config), "secret")); r.code != 1 || !strings.Contains(r.err, "no empty line") {
		t.Errorf("an unusable text: code %d, %s", r.code, r.err)
	}
	must(t, config, "approve", row.Case, "--yes", "--because", "checked")
	if r := command(t, config, "approve", row.Draft, "--yes"); r.code != 1 || !strings.Contains(r.err, "is approved and cannot be approved") {
		t.Errorf("approving twice: code %d, %s", r.code, r.err)
	}
	must(t, config, "undo", row.Case)
	must(t, config, "reject", row.Case, "--because", "answered by phone")
	if r := command(t, config, "resolve", row.Case, "fly_to_the_moon", "--because", "x"); r.code != 1 || !strings.Contains(r.err, "mend: possible: ") {
		t.Errorf("an unknown action: code %d, %s", r.code, r.err)
	}
	must(t, config, "reclassify", row.Case, "delay", "--because", "asks when it comes")
	if got := onlyCase(t, config); got.Class != desk.ClassDelay {
		t.Errorf("after reclassify: %+v", got)
	}
	must(t, config, "reclassify", row.Case, "--undo")
	if got := onlyCase(t, config); got.Class != row.Class || got.Outcome != row.Outcome {
		t.Errorf("taken back it is %+v", got)
	}
	if r := command(t, config, "reclassify", row.Case, "--undo"); r.code != 1 || !strings.Contains(r.err, "no class of yours") {
		t.Errorf("taking back twice: code %d, %s", r.code, r.err)
	}
	must(t, config, "reclassify", row.Case, "delay")
	must(t, config, "resolve", row.Case, "close", "--because", "done")
	if out := must(t, config, "queue"); !strings.Contains(out, "Nothing waits for a person.") {
		t.Errorf("after closing: %s", out)
	}
	history := must(t, config, "show", row.Case)
	for _, want := range []string{"edited", "approved", "undone", "rejected", "reclassified", "reclass undone", "closed"} {
		if !strings.Contains(history, want) || !strings.Contains(history, "by Anna") {
			t.Errorf("the history lacks %q:\n%s", want, history)
		}
	}
}

// serving serves a house's socket until the test ends, and closes the house then.
func serving(t *testing.T, h *house) {
	t.Helper()
	l, err := control.Listen(t.Context(), h.cfg.DataDir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- control.NewServer(h.desk(), usersOf(h.cfg.Actors), nil).Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
		h.close()
	})
}

// TestWorkBesideService works through the socket of a service that holds the store.
func TestWorkBesideService(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleSenior)
	h := openHouse(t, config)
	serving(t, h)
	receive(t, h, 1, fmt.Sprintf(cancelMail, 1))
	work(t, config)
}

// TestWorkDuringDrain lists and decides while new mails come in: every command works,
// what was rejected stays rejected, and every mail has its case in the end.
func TestWorkDuringDrain(t *testing.T) {
	t.Parallel()
	const mails = 40
	config := shop(t, desk.RoleSenior)
	h := openHouse(t, config)
	serving(t, h)
	mail := func(n int) string {
		return strings.Replace(strings.ReplaceAll(fmt.Sprintf(cancelMail, n), "jo@mailbox.example", fmt.Sprintf("jo%d@mailbox.example", n)), "an hour ago", fmt.Sprintf("%d minutes ago", n), 1)
	}
	receive(t, h, 1, mail(1))
	var rest sync.WaitGroup
	rest.Go(func() {
		for n := 2; n <= mails; n++ {
			receive(t, h, uint32(n), mail(n))
		}
	})
	rejected := map[string]bool{} // draft ids
	for range 8 {
		var rows []flow.QueueRow
		if err := json.Unmarshal([]byte(must(t, config, "queue", "--json", "--limit", "500")), &rows); err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if r.Draft != "" && !rejected[r.Draft] {
				must(t, config, "show", r.Case)
				must(t, config, "reject", r.Draft, "--because", "by phone")
				rejected[r.Draft] = true
				break
			}
		}
	}
	rest.Wait()
	cases, _, err := h.store.Cases(t.Context(), desk.CaseFilter{Limit: 500})
	if err != nil || len(cases) != mails {
		t.Fatalf("%d cases of %d mails, %v", len(cases), mails, err)
	}
	for id := range rejected {
		if d, err := h.store.Draft(t.Context(), id); err != nil || d.State != desk.DraftRejected {
			t.Errorf("draft %s is %s, %v", id, d.State, err)
		}
	}
	if len(rejected) == 0 {
		t.Error("no draft could be rejected meanwhile")
	}
}

// TestWorkAlone works on the store itself while no service runs.
func TestWorkAlone(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleSenior)
	h := openHouse(t, config)
	receive(t, h, 1, fmt.Sprintf(cancelMail, 1))
	h.close()
	work(t, config)
}

// TestStoreInUse tells an agent whose service holds the store but serves no socket.
func TestStoreInUse(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAgent)
	h := openHouse(t, config)
	defer h.close()
	if r := command(t, config, "queue"); r.code != 1 || !strings.Contains(r.err, "mend: ") {
		t.Errorf("code %d, errors %q", r.code, r.err)
	}
}

// TestStranger refuses a user whom the configuration does not name.
func TestStranger(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAgent)
	b, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	b = bytes.ReplaceAll(b, fmt.Appendf(nil, "unix_user: %q", fmt.Sprint(os.Getuid())), []byte(`unix_user: nobody-here`))
	if err := os.WriteFile(config, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := command(t, config, "queue"); r.code != 1 || !strings.Contains(r.err, "is not known to returndesk") {
		t.Errorf("code %d, errors %q", r.code, r.err)
	}
}
