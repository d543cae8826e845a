package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"returndesk/desk"
)

// oldMails are a cancellation, the customer's reply and an automatic answer of one March, out of order.
const oldMails = "From jo Thu Mar 19 12:00:00 2026\n" +
	"Received: from x by mx.shop.example; Thu, 19 Mar 2026 12:00:00 -0400\nMessage-ID: <two@mailbox.example>\nIn-Reply-To: <one@mailbox.example>\nFrom: Jo Keller <jo@mailbox.example>\nTo: support@shop.example\nSubject: Re: Cancel HW-10501\n\nPlease cancel HW-10501, did you get my mail?\n\n" +
	"From jo Thu Mar 19 09:00:00 2026\n" +
	"Received: from x by mx.shop.example; Thu, 19 Mar 2026 09:00:00 -0400\nMessage-ID: <one@mailbox.example>\nFrom: Jo Keller <jo@mailbox.example>\nTo: support@shop.example\nSubject: Cancel HW-10501\n\nPlease cancel HW-10501, I ordered it by mistake.\n\n" +
	"From ann Thu Mar 19 10:00:00 2026\n" +
	"Received: from x by mx.shop.example; Thu, 19 Mar 2026 10:00:00 -0400\nMessage-ID: <away@list.example>\nFrom: Ann <ann@list.example>\nAuto-Submitted: auto-replied\nTo: support@shop.example\nSubject: Out of office\n\nI am away.\n"

// TestImportForBacktests: old mails are decided as of their day in a folder of their own, once,
// and a changed table can be tried on them; nothing is drafted, and the shop's own data are
// never the target.
func TestImportForBacktests(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	dir := t.TempDir()
	box, old := filepath.Join(dir, "old.mbox"), filepath.Join(dir, "old")
	if err := os.WriteFile(box, []byte(oldMails), 0o600); err != nil {
		t.Fatal(err)
	}
	var got imported
	if err := json.Unmarshal([]byte(must(t, config, "import", "--json", "--data", old, box)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Read != 3 || got.New != 3 || got.Cases != 1 || got.Mails[desk.MailHistory] != 2 || got.Mails[desk.MailSuppressed] != 1 || got.First != "2026-03-19" {
		t.Errorf("%+v", got)
	}
	if out := must(t, config, "import", "--data", old, box); !strings.HasPrefix(out, "3 mails read, 0 of them new. The folder holds 1 case now") {
		t.Errorf("the second time: %q", out)
	}
	if out := must(t, config, "queue", "--data", old); !strings.Contains(out, "Nothing waits") {
		t.Errorf("something waits: %q", out)
	}
	if page := must(t, config, "show", "--data", old, "C-1001"); strings.Contains(page, "Draft C-") || !strings.Contains(page, "19 Mar 2026") {
		t.Errorf("the case:\n%s", page)
	}
	for since, want := range map[string]string{"2026-03-19": "2 decisions looked at", "2026-03-20": "0 decisions looked at"} {
		if out := must(t, config, "policy", "replay", "--data", old, "--since", since); !strings.HasPrefix(out, want) {
			t.Errorf("since %s: %q", since, out)
		}
	}

	if r := command(t, config, "import", box); r.code != exitUsage || !strings.Contains(r.err, "--data") {
		t.Errorf("without a folder: code %d, %s", r.code, r.err)
	}
	h := openHouse(t, config)
	h.close()
	if r := command(t, config, "import", "--data", h.cfg.DataDir, box); r.code != exitFailed || !strings.Contains(r.err, "holds other data") || !strings.Contains(r.err, "mend: ") {
		t.Errorf("into the shop's own data: code %d, %s", r.code, r.err)
	}
	if r := command(t, config, "import", "--data", filepath.Join(dir, "new"), filepath.Join(dir, "none")); r.code != exitFailed || !strings.Contains(r.err, "mend: ") {
		t.Errorf("no archive: code %d, %s", r.code, r.err)
	}
	if r := command(t, config, "import", "--data", filepath.Join(dir, "new"), "--mailbox", "x", box); r.code != exitUsage || !strings.Contains(r.err, "possible: support") {
		t.Errorf("no such mailbox: code %d, %s", r.code, r.err)
	}
}
