package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"returndesk/archive"
	"returndesk/control"
	"returndesk/desk"
)

// TestExport: cases leave as JSON and as mails, beside the service, to a manager; a customer's
// are his alone, and what leaves as mbox can be read again.
func TestExport(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleManager)
	h := openHouse(t, config)
	serving(t, h)
	receive(t, h, 1, fmt.Sprintf(cancelMail, 1))
	receive(t, h, 2, strings.ReplaceAll(fmt.Sprintf(cancelMail, 2), "jo@mailbox.example", "ann@other.example"))
	dir := t.TempDir()

	all := filepath.Join(dir, "all.jsonl")
	if out := must(t, config, "export", all); !strings.Contains(out, "holds the export") {
		t.Errorf("export said %q", out)
	}
	if info, err := os.Stat(all); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v", info, err)
	}
	if got := exportedFrom(t, all); len(got) != 2 {
		t.Errorf("%d cases", len(got))
	}
	hers := filepath.Join(dir, "ann.jsonl")
	must(t, config, "export", "--address", "Ann@other.example", hers)
	got := exportedFrom(t, hers)
	if len(got) != 1 || got[0].Case.Customer != "ann@other.example" || len(got[0].Drafts) == 0 || len(got[0].Mails) != 1 || len(got[0].History) == 0 || len(got[0].Case.Decisions) != 1 {
		t.Errorf("of Ann: %+v", got)
	}
	must(t, config, "export", "--since", "2999-01-01", filepath.Join(dir, "none.jsonl"))
	if got := exportedFrom(t, filepath.Join(dir, "none.jsonl")); len(got) != 0 {
		t.Errorf("since a later day: %d cases", len(got))
	}

	box := filepath.Join(dir, "jo.mbox")
	must(t, config, "export", "--mails", "--address", "jo@mailbox.example", box)
	mails, err := archive.Gather([]string{box}, t.TempDir())
	if err != nil || len(mails.Mails) != 1 {
		t.Fatalf("%+v, %v", mails, err)
	}
	raw, err := mails.Mails[0].Bytes()
	if err != nil || strings.TrimSpace(string(raw)) != strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(fmt.Sprintf(cancelMail, 1), "\r\n", "\n"), "\n", "\r\n")) {
		t.Errorf("the mail came back as %q, %v", raw, err)
	}

	for name, args := range map[string][]string{
		"there is no case of":  {"export", "--address", "no@body.example", filepath.Join(dir, "x")},
		"is there already":     {"export", all},
		"is no mail address":   {"export", "--address", "jo", filepath.Join(dir, "x")},
		"needs a date such as": {"export", "--since", "May", filepath.Join(dir, "x")},
	} {
		if r := command(t, config, args...); r.code == exitDone || !strings.Contains(r.err, name) || !strings.Contains(r.err, "mend: ") {
			t.Errorf("%v: code %d, %s", args, r.code, r.err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "x")); !os.IsNotExist(err) {
		t.Errorf("a refused export left a file: %v", err)
	}
}

// TestExportHoldsWhatWeSent: our mails leave with the customer's, each once, unless they came back
// from a Sent folder; what was not sent stays.
func TestExportHoldsWhatWeSent(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	box := archive.NewMboxWriter(&out)
	one := houseDesk{}.mails(box)
	sent := func(id string, s desk.DraftState) desk.Draft {
		return desk.Draft{MessageID: id, State: s, From: desk.Address{Address: "support@shop.example"}, Frozen: []byte("Subject: " + id + "\r\n\r\nFrom us\r\n")}
	}
	x := control.Exported{Drafts: []desk.Draft{sent("a", desk.DraftSent), sent("b", desk.DraftApproved), sent("a", desk.DraftSent)}}
	for range 2 {
		if err := one(t.Context(), x); err != nil {
			t.Fatal(err)
		}
	}
	if got := out.String(); strings.Count(got, "Subject: a\n") != 1 || strings.Contains(got, "Subject: b") || !strings.Contains(got, "\n>From us\n") {
		t.Errorf("got %q", got)
	}
}

// TestExportTakesAManager: an agent sees cases one by one, and does not carry them all away.
func TestExportTakesAManager(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleSenior)
	if r := command(t, config, "export", filepath.Join(t.TempDir(), "x")); r.code != exitFailed || !strings.Contains(r.err, "manager") {
		t.Errorf("code %d, %s", r.code, r.err)
	}
}

// exportedFrom reads an export.
func exportedFrom(t *testing.T, path string) []control.Exported {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // only read
	var out []control.Exported
	in := bufio.NewScanner(f)
	in.Buffer(nil, 8<<20)
	for in.Scan() {
		var x control.Exported
		if err := json.Unmarshal(in.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
