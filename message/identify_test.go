package message

import "testing"

// TestIdentify: what is known before parsing must be what parsing finds.
func TestIdentify(t *testing.T) {
	t.Parallel()
	for name, raw := range corpus(t) {
		m, err := Parse(raw, internalDate, shopOptions())
		if err != nil {
			t.Fatal(err)
		}
		if id := Identify(raw); id.Hash != m.Hash || id.TraceHash != m.TraceHash || id.MessageID != m.MessageID {
			t.Errorf("%s: identity differs", name)
		}
	}
	if a, b := Identify(nil), Identify([]byte("\x00")); a.Hash == b.Hash || a.MessageID != "" {
		t.Error("bytes that are no mail need identities, too")
	}
}
