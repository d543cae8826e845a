package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestClassify(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mail := filepath.Join(dir, "mail.eml")
	body := "From: A <a@mail.example>\r\nTo: shop@shop.example\r\nSubject: Re: Your order HW-10466\r\nDate: Mon, 16 Mar 2026 11:00:00 -0400\r\n\r\n" +
		"The screen is dead, it arrived yesterday.\r\n\r\nOn Sun, shop wrote:\r\n> please cancel\r\n"
	if err := os.WriteFile(mail, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	got := boot(t, "", nil, "classify", "--json", mail)
	var list []classified
	if err := json.Unmarshal([]byte(got.out), &list); err != nil || got.code != exitDone {
		t.Fatalf("code %d, %v: %s%s", got.code, err, got.out, got.err)
	}
	if r := list[0]; r.Class != "doa_defect" || len(r.Numbers) != 1 || r.Numbers[0].Key != "HW10466" || r.DeliveredOn != "2026-03-15" {
		t.Errorf("mail read as %+v", r)
	}
	got = boot(t, "Subject: order 20417\nIch möchte meine Bestellung stornieren.\n", nil, "classify")
	for _, want := range []string{"class       cancellation", "numbers     20417 (subject)", "language    de"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is missing in\n%s%s", want, got.out, got.err)
		}
	}
	got = boot(t, "", nil, "classify", filepath.Join(dir, "none.eml"))
	if got.code != exitFailed || !strings.Contains(got.err, "cannot be read") || !strings.Contains(got.err, "mend:") {
		t.Errorf("missing file: code %d, %s", got.code, got.err)
	}
}
