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

// TestImportTurnsOrdersBack: an old mail is decided by its order as that stood on its day, not by what has
// become of it since; and the output says what the decisions rest on.
func TestImportTurnsOrdersBack(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	dir := t.TempDir()
	box, list := filepath.Join(dir, "old.mbox"), filepath.Join(dir, "orders.json")
	mail := func(id, order string) string {
		return "From jo Thu Mar 19 12:00:00 2026\nReceived: from x by mx.shop.example; Thu, 19 Mar 2026 12:00:00 -0400\nMessage-ID: <" + id + "@mailbox.example>\n" +
			"From: Jo Keller <" + id + "@mailbox.example>\nTo: support@shop.example\nSubject: Where is it\n\nWhere is my order " + order + "? When does it arrive?\n\n"
	}
	if err := os.WriteFile(box, []byte(mail("jo", "HW-90001")+mail("ann", "HW-90002")), 0o600); err != nil {
		t.Fatal(err)
	}
	orders := `[{"number":"HW-90001","email":"jo@mailbox.example","placed_at":"2026-03-01T10:00:00-05:00","stage":"delivered","production_started_at":"2026-03-05T09:00:00-05:00","production_status":"started","ship_by":"2026-03-20","shipped_at":"2026-03-17T15:00:00-04:00","delivered_at":"2026-03-25T10:00:00-04:00","delivery_status":"delivered","carrier":"UPS","tracking":"1Z90001","ship_to":{"country":"US","tz":"America/New_York"},"lines":[{"line":1,"name":"Amplifier","qty":1}]},
{"number":"HW-90002","email":"ann@mailbox.example","placed_at":"2026-04-01T10:00:00-04:00","stage":"placed","ship_by":"2026-05-20","ship_to":{"country":"US","tz":"America/New_York"},"lines":[{"line":1,"name":"Amplifier","qty":1}]}]`
	if err := os.WriteFile(list, []byte(orders), 0o600); err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(dir, "old")
	out := must(t, config, "import", "--data", old, "--orders", list, box)
	for _, want := range []string{"2 orders of today, as they stood on each mail's day", "0 mails bring pictures"} {
		if !strings.Contains(out, want) {
			t.Errorf("the output lacks %q: %s", want, out)
		}
	}
	var rules []string
	for _, id := range []string{"C-1001", "C-1002"} {
		var shown struct{ Case desk.Case }
		if err := json.Unmarshal([]byte(must(t, config, "show", "--json", "--data", old, id)), &shown); err != nil {
			t.Fatal(err)
		}
		last := shown.Case.Last()
		rules = append(rules, shown.Case.Rule+" "+last.Facts.Get(desk.FactStage)+" "+last.Facts.Get(desk.FactDelivery))
	}
	if rules[0] != "on_its_way shipped in_transit" || !strings.HasPrefix(rules[1], "order_unknown_number unknown") {
		t.Errorf("decided by %v", rules)
	}
}

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

	// A folder that is named wrongly is no empty shop, and none is made there.
	nowhere := filepath.Join(dir, "nowhere")
	for _, args := range [][]string{{"queue"}, {"show", "C-1001"}, {"policy", "replay", "--since", "2026-03-01"}} {
		if r := command(t, config, append(args, "--data", nowhere)...); r.code != exitFailed || !strings.Contains(r.err, "no data of returndesk in "+nowhere) || !strings.Contains(r.err, "mend: ") {
			t.Errorf("%v: code %d, %s%s", args, r.code, r.out, r.err)
		}
	}
	if _, err := os.Stat(nowhere); err == nil {
		t.Error("a folder was made")
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
