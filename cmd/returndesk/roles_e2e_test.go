package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

const smokeMail = "From: Jo Keller <jo@mailbox.example>\nTo: support@shop.example\nSubject: HW-10501 smokes\nMessage-ID: <smoke@mailbox.example>\n" +
	"Content-Type: text/plain; charset=utf-8\n\nThe keyboard of order HW-10501 got very hot and smoke came out of it.\n"

// TestSeniorRows: an agent may read, reject and reclassify what a senior has to approve,
// and may not approve it; the refusal says whom to ask. A senior may.
func TestSeniorRows(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAgent)
	h := openHouse(t, config)
	receive(t, h, 1, smokeMail)
	h.close()
	row := onlyCase(t, config)
	if row.Outcome != desk.OutcomeSafetyStop {
		t.Fatalf("decided as %+v", row)
	}
	r := command(t, config, "approve", row.Case, "--yes", "--because", "surely")
	if r.code != exitFailed || !strings.Contains(r.err, "needs the role senior; Anna is agent") || !strings.Contains(r.err, "mend: ask somebody with the role senior") {
		t.Errorf("an agent approved: code %d, %s%s", r.code, r.out, r.err)
	}
	if r := command(t, config, "resolve", row.Case, "safety_cleared", "--because", "surely"); r.code != exitFailed || !strings.Contains(r.err, "needs the role senior") {
		t.Errorf("an agent cleared a danger: code %d, %s%s", r.code, r.out, r.err)
	}
	if got := onlyCase(t, config); got.State != desk.DraftProposed {
		t.Errorf("the draft is %s", got.State)
	}
	b, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte(strings.Replace(string(b), "role: agent", "role: senior", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, config, "approve", row.Case, "--yes", "--because", "checked")
	if got := onlyCaseView(t, config, row.Case); got.Drafts[0].State != desk.DraftApproved || got.Drafts[0].ApprovedBy.Role != desk.RoleSenior {
		t.Errorf("the draft is %s", got.Drafts[0].State)
	}
}

// onlyCaseView gives a case by `show --json`.
func onlyCaseView(t *testing.T, config, id string) flow.CaseView {
	t.Helper()
	var v flow.CaseView
	if err := json.Unmarshal([]byte(must(t, config, "show", id, "--json")), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestEditedInEditor goes through a person's editor on a real case: changed words are kept
// and checked again, a promise needs a reason, a stranger's address and another order's
// number block, and an editor that fails loses nothing.
func TestEditedInEditor(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleSenior)
	h := openHouse(t, config)
	receive(t, h, 1, strings.Replace(cancelMail, "%d", "1", 1))
	h.close()
	row := onlyCase(t, config)
	edit := func(script string) booted {
		return boot(t, "", map[string]string{"EDITOR": editor(t, "shift\n"+script)}, "--config", config, "edit", row.Case)
	}
	if r := edit("true"); r.code != exitDone || !strings.Contains(r.out, "Nothing was changed.") {
		t.Errorf("an untouched file: code %d, %s%s", r.code, r.out, r.err)
	}
	if r := edit("exit 3"); r.code != exitFailed || !strings.Contains(r.err, "mend: set VISUAL or EDITOR") {
		t.Errorf("a failing editor: code %d, %s%s", r.code, r.out, r.err)
	}
	if r := edit(`echo "You will get a full refund tomorrow, that is a promise." >>"$1"`); r.code != exitDone {
		t.Fatalf("code %d, %s", r.code, r.err)
	}
	if r := command(t, config, "approve", row.Case, "--yes"); r.code != exitFailed || !strings.Contains(r.err, "needs a reason") {
		t.Errorf("a promise without a reason: code %d, %s%s", r.code, r.out, r.err)
	}
	if r := edit(`sed -i 's/^To: .*/To: thief@elsewhere.example/; s/You will get.*/About HW-10999 too./' "$1"`); r.code == exitDone {
		if r := command(t, config, "approve", row.Case, "--yes", "--because", "surely"); r.code != exitFailed || !strings.Contains(r.err, "cannot be sent") {
			t.Errorf("a foreign recipient: code %d, %s%s", r.code, r.out, r.err)
		}
	}
	if r := edit(`sed -i 's/^To: .*/To: jo@mailbox.example/; s/About HW-10999 too./We look into it./' "$1"`); r.code != exitDone {
		t.Fatalf("code %d, %s", r.code, r.err)
	}
	must(t, config, "approve", row.Case, "--yes")
	d := onlyCaseView(t, config, row.Case).Drafts[0]
	if d.State != desk.DraftApproved || !d.Edited || !strings.Contains(string(d.Frozen), "We look into it.") || !strings.Contains(d.HTML, "We look into it.") {
		t.Errorf("draft %s, edited %v:\n%s", d.State, d.Edited, d.Frozen)
	}
}
