package main

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"returndesk/desk"
)

// TestDataOfANewerProgram: every command says that the data are newer, and what to do; nothing
// is written.
func TestDataOfANewerProgram(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	openHouse(t, config).close()
	data := filepath.Join(filepath.Dir(config), "data")
	db, err := bbolt.Open(filepath.Join(data, "returndesk.db"), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("schema"), binary.BigEndian.AppendUint64(nil, 9999))
	})
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"run", "--once"}, {"queue"}, {"backup", filepath.Join(t.TempDir(), "b.tar")}, {"digest", "--send"}} {
		r := command(t, config, args...)
		if r.code != exitFailed || !strings.Contains(r.err, "error: the data in "+data+" were written by a newer program: their layout is 9999") || !strings.Contains(r.err, "mend: use the newer program again; to go back, restore a backup from before the upgrade") {
			t.Errorf("%v: code %d\n%s%s", args, r.code, r.out, r.err)
		}
	}
	r := command(t, config, "doctor", "--json", "--timeout", "5s")
	if !strings.Contains(r.out, "were written by a newer program") {
		t.Errorf("doctor says nothing of it:\n%s", r.out)
	}
}

// TestDigestNeedsTheService: who sends the digest without the service is not told to configure
// what he has.
func TestDigestNeedsTheService(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	raw, err := os.ReadFile(config)
	if err == nil {
		err = os.WriteFile(config, append(raw, "digest: {to: [owner@other.test]}\n"...), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	r := command(t, config, "digest", "--send")
	if r.code != exitFailed || !strings.Contains(r.err, "error: the running service sends the digest, and none runs") || !strings.Contains(r.err, "mend: start the service") {
		t.Errorf("code %d\n%s%s", r.code, r.out, r.err)
	}
}
