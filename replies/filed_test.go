package replies

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"
	"time"
)

// TestFiledMessageNamesItsCase: the copy for Drafts is the same mail, with two headers more
// and every file.
func TestFiledMessageNamesItsCase(t *testing.T) {
	t.Parallel()
	d, at := aDraft(), time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	d.Case, d.Refs = "C-1001", []string{ThreadID(d.MessageID), d.InReplyTo}
	filed, err := FiledMessage(d, at)
	if err != nil {
		t.Fatal(err)
	}
	m, err := mail.ReadMessage(bytes.NewReader(filed))
	if err != nil {
		t.Fatal(err)
	}
	if m.Header.Get(HeaderCase) != "C-1001" || m.Header.Get(HeaderDraft) != "C-1001-1" || m.Header.Get("Message-ID") != "<"+d.MessageID+">" ||
		m.Header.Get("In-Reply-To") != "<q@mailbox.example>" || !strings.Contains(m.Header.Get("References"), "<thread."+d.MessageID+">") {
		t.Errorf("headers: %v", m.Header)
	}
	sent, err := Message(d, at)
	if err != nil {
		t.Fatal(err)
	}
	if got := Compare(parsed(t, filed), parsed(t, sent)); got.Edited {
		t.Errorf("filed and sent differ: %s", got.Diff)
	}
	if bytes.Contains(sent, []byte("X-Returndesk")) {
		t.Error("what we send ourselves names the case in headers")
	}
	again, err := FiledMessage(d, at)
	if err != nil || !bytes.Equal(filed, again) {
		t.Errorf("the same draft gives other bytes, %v", err)
	}
}

func TestOwnIDIsKnown(t *testing.T) {
	t.Parallel()
	secret := []byte("a secret of this test alone")
	id := OwnID(secret, "alert", "safety/C-1001", "shop.example")
	if !IsOwnMessageID(id, secret) || !IsOwnMessageID("<"+id+">", secret) || IsOwnMessageID(id, []byte("another secret, as long as")) {
		t.Errorf("%s is not known as ours, or by anybody", id)
	}
	if id != OwnID(secret, "alert", "safety/C-1001", "shop.example") || id == OwnID(secret, "alert", "safety/C-1002", "shop.example") {
		t.Error("ids are not one a key")
	}
	if IsOwnMessageID(strings.Replace(id, "alert", "alarm", 1), secret) {
		t.Error("a forged id is ours")
	}
}
