package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/digest"
)

// digestDesk is a desk that only knows a week.
type digestDesk struct {
	control.Desk
	week digest.Digest
	sent []string
}

func (d *digestDesk) Digest(_ context.Context, week string) (digest.Digest, error) {
	if week != "" && week != d.week.Week {
		return digest.Digest{}, desk.Errf(desk.CodeInvalid, "week %s has not begun", week)
	}
	return d.week, nil
}

func (d *digestDesk) SendDigest(_ context.Context, by desk.Actor, week string) (digest.Digest, error) {
	d.sent = append(d.sent, by.Name+" "+week)
	return d.week, nil
}

func sampleWeek() digest.Digest {
	v, w := 12.0, 3.0
	return digest.Digest{
		Week: "2026-W47", From: "2026-11-16", To: "2026-11-23", Zone: "America/New_York", Shop: "Hollow \x1b[31mWorks", Headline: "12 mails",
		MadeAt: time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC), State: digest.StateSent, Recipients: []string{"owner@example.com"},
		Blocks: []digest.Block{{Key: "inbound", Title: "Mail", Figures: []digest.Figure{{Key: "inbound/all", Label: "=All mail", This: &v, Last: &w, N: 12}},
			Chart: &digest.Chart{Name: "inbound", Kind: "stacked", Title: "Mail", Alt: "Bars of mail.", Labels: []string{"W47"}, Series: []digest.Series{{Name: "Delay", Values: []*float64{&v}}}}}},
	}
}

func TestDigestCommand(t *testing.T) {
	t.Parallel()
	d := &digestDesk{week: sampleWeek()}
	run := func(args ...string) (string, int) {
		t.Helper()
		var out, errs bytes.Buffer
		a := &app{out: &out, err: &errs, env: func(string) string { return "" }, now: time.Now}
		a.opener = func(context.Context) (control.Desk, desk.Actor, func() error, error) {
			return d, desk.Actor{Name: "Mara", Role: desk.RoleManager}, func() error { return nil }, nil
		}
		root := newRootCmd(a)
		root.SetArgs(append([]string{"digest"}, args...))
		code := exitCode(root.ExecuteContext(t.Context()), &errs)
		return out.String() + errs.String(), code
	}
	if out, code := run(); code != 0 || !strings.Contains(out, "week 2026-W47, 16 to 22 November 2026") || strings.Contains(out, "\x1b") {
		t.Errorf("the text, %d:\n%q", code, out)
	}
	out, code := run("--json", "--week", "2026-W47")
	var got digest.Digest
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 || got.Figure("inbound/all") == nil {
		t.Errorf("as JSON, %d: %v\n%s", code, err, out)
	}
	dir := filepath.Join(t.TempDir(), "week")
	if out, code := run("--preview", "--out", dir); code != 0 || !strings.Contains(out, filepath.Join(dir, "index.html")) {
		t.Errorf("a preview, %d: %s", code, out)
	}
	for name, want := range map[string]string{"index.html": `src="inbound.png"`, "digest-2026-W47.csv": ",'=All mail,,12,3,,12", "digest.txt": "MAIL", "inbound.png": "\x89PNG"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s lacks %q: %v", name, want, err)
		}
	}
	if out, code := run("--send", "--week", "2026-W47"); code != 0 || len(d.sent) != 1 || d.sent[0] != "Mara 2026-W47" {
		t.Errorf("sent %v, %d: %s", d.sent, code, out)
	}
	for _, args := range [][]string{{"--week", "47"}, {"--preview", "--send"}, {"more"}} {
		if out, code := run(args...); code != exitUsage {
			t.Errorf("%v ends with %d: %s", args, code, out)
		}
	}
	if out, code := run("--week", "2030-W01"); code != exitFailed || !strings.Contains(out, "has not begun") {
		t.Errorf("a week to come, %d: %s", code, out)
	}
}
