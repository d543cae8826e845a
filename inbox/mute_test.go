package inbox

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestMuteServerIsLeft: the watchdog ends connections to servers that say
// nothing: at the greeting, at a command, in a text, after DONE.
func TestMuteServerIsLeft(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"AUTHENTICATE", "EXAMINE", "UID FETCH 1:*", "BODY.PEEK[]", "half text", "IDLE"} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			s := startFaults(t, "one")
			s.on = func(c *faultConn, command string) bool {
				if c.number > 1 {
					return false
				}
				if at == "half text" && isBodyFetch(command) {
					full := s.pick("1", true)[0].answer(command, "front")
					c.write(full[:len(full)/2])
					return true
				}
				return strings.HasPrefix(command, at) || at == "BODY.PEEK[]" && isBodyFetch(command)
			}
			a := s.account(t)
			a.Patience = 100 * time.Millisecond
			sink := newSink()
			var mute atomic.Int32
			watching(t, Options{Account: a, Sink: sink, OnHealth: func(h Health) {
				if h.State == StateUnreachable && strings.Contains(h.Problem, "did not answer") {
					mute.Add(1)
				}
			}})
			sink.await(t, 1)
			eventually(t, "the mute connection is left", func() bool { return mute.Load() > 0 && s.count("IDLE") > 0 })
			if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"one"}) {
				t.Errorf("got %v", got)
			}
		})
	}
}

// eventually waits for something that must happen.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if happened() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("it never happens: %s", what)
}

// TestIdle: news by EXISTS, a server that says nothing of new mail, a BYE.
func TestIdle(t *testing.T) {
	t.Parallel()
	cases := map[string]func(s *faultServer, c *faultConn){
		"news":        func(_ *faultServer, c *faultConn) { c.say("* 2 EXISTS") },
		"silent news": func(*faultServer, *faultConn) {},
		"BYE":         func(_ *faultServer, c *faultConn) { c.say("* BYE idle for too long"); c.cut() },
		"cut":         func(_ *faultServer, c *faultConn) { c.cut() },
	}
	for name, happen := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startFaults(t, "one")
			var once atomic.Bool
			s.on = func(c *faultConn, command string) bool {
				if command != "IDLE" || once.Swap(true) {
					return false
				}
				c.say("+ idling")
				s.add("two")
				happen(s, c)
				if _, err := c.ReadString('\n'); err == nil { // DONE
					c.ok()
				}
				return true
			}
			a := s.account(t)
			a.IdleRefresh = 50 * time.Millisecond
			sink := newSink()
			watching(t, Options{Account: a, Sink: sink})
			sink.await(t, 2)
			if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"one", "two"}) {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestWithoutIdleThereIsPolling(t *testing.T) {
	t.Parallel()
	s := startFaults(t, "one")
	s.caps = "IMAP4rev1 AUTH=PLAIN SASL-IR"
	a := s.account(t)
	a.PollInterval = 10 * time.Millisecond
	sink := newSink()
	w := watching(t, Options{Account: a, Sink: sink})
	sink.await(t, 1)
	s.add("two")
	sink.await(t, 1)
	w.Poke()
	if s.count("IDLE") > 0 {
		t.Error("IDLE was sent to a server that doesn't offer it")
	}
}
