package explain_test

import (
	"testing"

	"returndesk/desk"
	"returndesk/explain"
)

func TestHappened(t *testing.T) {
	t.Parallel()
	ann, data := desk.Actor{Name: "Ann", Role: desk.RoleAgent}, map[string]string{"draft": "C-1001-2"}
	for _, c := range []struct {
		by         desk.Actor
		what, want string
	}{
		{desk.System(), "mail_received", "a new mail came"},
		{ann, "approved", "approved C-1001-2"},
		{desk.System(), "approved", "C-1001-2 was approved"},
		{ann, "undone", "took the approval of C-1001-2 back"},
		{desk.System(), "drafted", "C-1001-2 was drawn up"},
		{ann, "drafted", "had C-1001-2 drawn up"},
		{ann, "noted", "left a note"},
		{desk.System(), "counted", ""},
		{desk.System(), "rma_advanced", "rma advanced"},
	} {
		if got := explain.Happened(desk.Audit{Actor: c.by, What: c.what, Data: data}); got != c.want {
			t.Errorf("%s by %s: %q, want %q", c.what, c.by.Name, got, c.want)
		}
	}
	if got := explain.Happened(desk.Audit{Actor: ann, What: "edited", Data: map[string]string{"draft": "\x1b[31mC-1"}}); got != "edited C-1" {
		t.Errorf("foreign marks: %q", got)
	}
	if got := explain.Happened(desk.Audit{Actor: ann, What: "edited"}); got != "edited the draft" {
		t.Errorf("without an id: %q", got)
	}
}
