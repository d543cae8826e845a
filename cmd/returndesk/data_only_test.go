package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/store/bolt"
)

// TestListsWithDataAlone: who looks into a restored backup where no configuration lies sees what waits and which returns there are;
// what changes something still asks for the configuration, and a named one must be there.
func TestListsWithDataAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	st, err := bolt.Open(t.Context(), dir, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 20, 9, 0, 0, 0, time.UTC)
	number := desk.NewRMANumber(7)
	err = st.Record(t.Context(), desk.Change{
		Cases: []desk.Case{{ID: "C-1001", Version: 1, State: desk.CaseOpen, Customer: "jo@mailbox.example", Class: desk.ClassDoaDefect, Outcome: desk.OutcomeOpenRMA, RMAs: []string{number}, OpenedAt: at, UpdatedAt: at}},
		RMAs:  []desk.RMA{{Number: number, Case: "C-1001", Order: "HW-1", Qty: 1, State: desk.RMAUnderReview, OpenedAt: at, UpdatedAt: at}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	closed := t.TempDir() // a backup on a disk that nobody may write to
	raw, err := os.ReadFile(filepath.Join(dir, "returndesk.db"))
	if err == nil {
		err = os.WriteFile(filepath.Join(closed, "returndesk.db"), raw, 0o400)
	}
	if err := errors.Join(err, os.Chmod(closed, 0o500)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(closed, 0o700) }) // so that it can be removed
	for args, want := range map[string]string{
		"queue --data " + closed: "C-1001",
		"queue --data " + dir:    "C-1001", "queue --json --data " + dir: `"customer": "jo@mailbox.example"`,
		"rma list --data " + dir: number, "rma list --json --data " + dir: `"state": "under_review"`,
	} {
		if b := boot(t, "", nil, strings.Fields(args)...); b.code != exitDone || !strings.Contains(b.out, want) {
			t.Errorf("%s: %d %s%s", args, b.code, b.out, b.err)
		}
	}
	for args, want := range map[string]string{
		"queue --data " + t.TempDir(): "there are no data of returndesk in", "queue --data " + filepath.Join(dir, "returndesk.db"): "is no folder", "rma list": "there is no configuration file",
		"queue --config nowhere.yaml --data " + dir:         "there is no configuration file nowhere.yaml",
		"resolve C-1001 close --because done --data " + dir: "there is no configuration file",
	} {
		if b := boot(t, "", nil, strings.Fields(args)...); b.code != exitFailed || !strings.Contains(b.err, want) {
			t.Errorf("%s: %d %s%s", args, b.code, b.out, b.err)
		}
	}
}
