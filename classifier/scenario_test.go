package classifier

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"
)

// TestScenarios reads the class of the shared scenarios from their text alone.
func TestScenarios(t *testing.T) {
	t.Parallel()
	p := engine(t)
	f, err := os.Open("testdata/scenarios.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	right, n := 0, 0
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var s struct {
			ID   string
			Mail struct {
				Subject, Body string
				Attachments   []json.RawMessage
			}
			Now    time.Time
			Expect struct{ Class string }
		}
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		r := p.Read(Input{Subject: s.Mail.Subject, NewText: s.Mail.Body, Received: s.Now, HasAttachments: len(s.Mail.Attachments) > 0})
		n++
		if string(r.Class) == s.Expect.Class {
			right++
		} else {
			t.Logf("%s: want %s, got %s (%.2f) also %v: %s / %s", s.ID, s.Expect.Class, r.Class, r.Confidence, r.Also, s.Mail.Subject, s.Mail.Body)
		}
		t.Logf("%s %s also=%v sig=%v num=%v on=%s", s.ID, r.Class, r.Also, r.Signals, r.Numbers, r.DeliveredOn)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	if n != 40 || right < 38 {
		t.Errorf("%d of %d scenarios read right, want at least 38 of 40", right, n)
	}
}
