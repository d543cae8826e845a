package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"testing"

	"returndesk/control"
	"returndesk/desk"
)

// TestTellOwner: who starts a second service is told which process has the data, also where that one does
// not speak to him, and what to do.
func TestTellOwner(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	locked := desk.Errf(desk.CodeLocked, "another process owns the data in %s", dir).WithMend("stop it first")
	if err := tellOwner(t.Context(), dir, locked); !errors.Is(err, locked) {
		t.Errorf("nobody answers: %v", err)
	}
	l, err := control.Listen(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_ = answerNobody(c)
		}
	}()
	err = tellOwner(t.Context(), dir, locked)
	var told *desk.Error
	if !errors.As(err, &told) || told.Code != desk.CodeLocked || !strings.Contains(told.Error(), fmt.Sprintf("process %d", os.Getpid())) || !strings.Contains(told.Mend, "actors") {
		t.Errorf("%v", err)
	}
}

// answerNobody refuses a caller, as a service does with a user whom it does not know.
func answerNobody(c net.Conn) error { return c.Close() }
