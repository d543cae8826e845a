package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"returndesk/digest"
)

// TestDigestLeaves runs the program until Monday at eight by the clock of the shop, and
// once more: the digest of the week leaves by SMTP, once, and says what happened.
func TestDigestLeaves(t *testing.T) {
	t.Parallel()
	server := startCounter(t, nil)
	s := startShop(t, shopOptions{SMTP: server.address(), Extra: "digest: {to: [" + ownerAddress + "]}\n"})
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	s.deliver(t, cancelLetter(), delayLetter())
	s.must(t, "run", "--once")
	week := digest.WeekOf(time.Now(), zone)
	if got := len(server.taken()); got != 0 {
		t.Fatalf("%d mails left on a day that is no Monday", got)
	}
	s.bent(t, fmt.Sprintf("%s=%s", clockOff, time.Until(week.Due(zone, 8*60).Add(2*time.Minute)).Round(time.Second)))
	s.must(t, "run", "--once")
	s.must(t, "run", "--once")
	taken := server.taken()
	if len(taken) != 1 {
		t.Fatalf("%d mails left", len(taken))
	}
	for id, raws := range taken {
		if len(raws) != 1 || !strings.Contains(header(t, raws[0], "Subject"), "week "+week.String()) || header(t, raws[0], "Auto-Submitted") != "auto-generated" {
			t.Errorf("mail %s left %d times with the subject %q", id, len(raws), header(t, raws[0], "Subject"))
		}
		for _, want := range []string{"multipart/alternative", "image/png", "text/csv"} {
			if !bytes.Contains(raws[0], []byte(want)) {
				t.Errorf("the mail has no %s", want)
			}
		}
		for _, secret := range []string{joAddress, lenAddress, "HW-10501", "Johanna"} {
			if bytes.Contains(raws[0], []byte(secret)) {
				t.Errorf("the mail says %q", secret)
			}
		}
	}
	var d digest.Digest
	if err := json.Unmarshal([]byte(s.must(t, "digest", "--week", week.String(), "--json")), &d); err != nil {
		t.Fatal(err)
	}
	f := d.Figure("inbound/all")
	if d.State != digest.StateSent || f == nil || f.This == nil || *f.This != 2 {
		t.Errorf("the digest is %s with %+v", d.State, f)
	}
}
