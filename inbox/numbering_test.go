package inbox

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestConcurrentExpunge: mails listed and then deleted by somebody are gone,
// their numbers stand for others, nothing else is lost.
func TestConcurrentExpunge(t *testing.T) {
	t.Parallel()
	s := startFaults(t, "one", "two", "three", "four")
	var once1 atomic.Bool
	s.on = func(_ *faultConn, command string) bool {
		if isBodyFetch(command) && !once1.Swap(true) {
			s.change(func() { s.mails = slices.Delete(s.mails, 1, 3) })
		}
		return false
	}
	sink := newSink()
	if err := once(t, s.account(t), sink); err != nil {
		t.Fatal(err)
	}
	if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"one", "four"}) {
		t.Errorf("got %v", got)
	}
	c, err := sink.Cursor(t.Context(), "support", "INBOX")
	if err != nil || c.LastUID != 4 {
		t.Errorf("cursor %+v, %v", c, err)
	}
}

// TestNumberingChanges: UIDVALIDITY bumped, backup restored, UIDNEXT back.
func TestNumberingChanges(t *testing.T) {
	t.Parallel()
	date := time.Date(2026, 11, 3, 12, 0, 0, 0, time.UTC)
	cases := map[string]struct {
		change func(s *faultServer)
		rescan bool
		want   []string
	}{
		"nothing": {func(s *faultServer) { s.next = 5; s.mails = append(s.mails, faultMail{4, string(letter("new")), date}) }, false, []string{"new"}},
		"new UIDVALIDITY": {func(s *faultServer) {
			s.validity = 8
			s.mails = append(s.mails, faultMail{4, string(letter("new")), date})
			s.next = 5
		}, true, []string{"new"}},
		"new UIDVALIDITY, other numbers": {func(s *faultServer) {
			s.validity = 8
			for i := range s.mails {
				s.mails[i].uid = uint32(10 * (3 - i))
			}
			slices.Reverse(s.mails)
			s.mails = append(s.mails, faultMail{40, string(letter("new")), date})
			s.next = 41
		}, true, []string{"new"}},
		"numbers given anew": {func(s *faultServer) {
			s.mails[2] = faultMail{3, string(letter("another")), date}
		}, true, []string{"another"}},
		"UIDNEXT back": {func(s *faultServer) {
			s.mails = append(s.mails[:1:1], faultMail{2, string(letter("changed")), date})
			s.next = 3
		}, true, []string{"changed"}},
		"sizes estimated anew": {func(s *faultServer) {
			s.on = func(c *faultConn, command string) bool {
				if strings.HasPrefix(command, "UID FETCH 1:3 ") && !isBodyFetch(command) {
					for _, mail := range s.pick("1:3", true) {
						c.write(strings.Replace(mail.answer(command, "front"), "RFC822.SIZE ", "RFC822.SIZE 9", 1))
					}
					c.ok()
					return true
				}
				return false
			}
		}, false, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startFaults(t, "a", "b", "c")
			sink := newSink()
			if err := once(t, s.account(t), sink); err != nil {
				t.Fatal(err)
			}
			s.change(func() { c.change(s) })
			if err := once(t, s.account(t), sink); err != nil {
				t.Fatal(err)
			}
			mails := sink.all()[3:]
			if got := sink.bodies(FolderInbox)[3:]; !slices.Equal(got, c.want) {
				t.Fatalf("got %v", got)
			}
			for _, mail := range mails {
				if mail.Rescan != c.rescan {
					t.Errorf("rescan is %v", mail.Rescan)
				}
			}
			s.change(func() { s.on = nil })
			before := s.count("UID FETCH")
			if err := once(t, s.account(t), sink); err != nil {
				t.Fatal(err)
			}
			if got := s.count("UID FETCH") - before; got > 2 || len(sink.all()) != 3+len(c.want) {
				t.Errorf("the next start needs %d FETCH commands and brings %d mails", got, len(sink.all())-3-len(c.want))
			}
		})
	}
}

// TestInterruptedRescan: what comes after the interruption is still a rescan.
func TestInterruptedRescan(t *testing.T) {
	t.Parallel()
	s := startFaults(t)
	a := s.account(t)
	a.BatchSize = 2
	sink := newSink()
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	s.change(func() { s.validity = 9 })
	for i := range 6 {
		s.add(fmt.Sprintf("m%d", i))
	}
	var fetches atomic.Int32
	s.change(func() {
		s.on = func(c *faultConn, command string) bool {
			return isBodyFetch(command) && fetches.Add(1) == 3 && c.cut()
		}
	})
	if err := once(t, a, sink); err == nil {
		t.Fatal("the cut was not noticed")
	}
	if got := len(sink.all()); got != 4 {
		t.Fatalf("%d mails before the cut", got)
	}
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	for _, mail := range sink.all() {
		if !mail.Rescan {
			t.Errorf("UID %d is not marked", mail.UID)
		}
	}
	if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"m0", "m1", "m2", "m3", "m4", "m5"}) {
		t.Errorf("got %v", got)
	}
}
