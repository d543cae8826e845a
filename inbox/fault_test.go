package inbox

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// TestFaultsLoseNothing runs the watcher against servers that misbehave once or
// for good, and wants every mail exactly once, in order.
func TestFaultsLoseNothing(t *testing.T) {
	t.Parallel()
	words := []string{"one", "two", "three", "four"}
	faults := map[string]func(s *faultServer){
		"connection cut inside a literal": func(s *faultServer) {
			s.on = func(c *faultConn, command string) bool {
				if !isBodyFetch(command) || c.number > 1 {
					return false
				}
				mails := s.pick("1:*", true)
				c.write(mails[0].answer(command, "front"))
				full := mails[1].answer(command, "front")
				c.write(full[:len(full)-20])
				return c.cut()
			}
		},
		"UID after the text": func(s *faultServer) {
			s.on = func(c *faultConn, command string) bool {
				byUID := strings.HasPrefix(command, "UID FETCH ")
				if !byUID && !strings.HasPrefix(command, "FETCH ") {
					return false
				}
				set, items, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(command, "UID "), "FETCH "), " ")
				for _, mail := range s.pick(set, byUID) {
					c.write(mail.answer(items, "end"))
				}
				c.ok()
				return true
			}
		},
		"flag update before the text": func(s *faultServer) {
			var done atomic.Bool
			s.on = func(c *faultConn, command string) bool {
				if isBodyFetch(command) && !done.Swap(true) {
					c.say(`* 2 FETCH (UID 2 FLAGS (\Seen))`)
				}
				return false
			}
		},
		"text missing at first": func(s *faultServer) {
			var done atomic.Bool
			s.on = func(c *faultConn, command string) bool {
				if !isBodyFetch(command) || done.Swap(true) {
					return false
				}
				c.say(`* 1 FETCH (UID 1 BODY[] NIL)`)
				c.ok()
				return true
			}
		},
		"text empty at first": func(s *faultServer) {
			var done atomic.Bool
			s.on = func(c *faultConn, command string) bool {
				if !isBodyFetch(command) || done.Swap(true) {
					return false
				}
				c.write("* 1 FETCH (UID 1 RFC822.SIZE 100 BODY[] {0}\r\n)\r\n")
				c.ok()
				return true
			}
		},
		"BYE in the greeting": func(s *faultServer) { s.greeting = "* BYE overloaded, come back" },
		"BYE in FETCH": func(s *faultServer) {
			s.on = func(c *faultConn, command string) bool {
				if !isBodyFetch(command) || c.number > 1 {
					return false
				}
				c.write(s.pick("1", true)[0].answer(command, "front"))
				c.say("* BYE server is going down")
				return c.cut()
			}
		},
		"an answer that is not IMAP": func(s *faultServer) {
			s.on = func(c *faultConn, command string) bool {
				if c.number > 1 || !strings.HasPrefix(command, "EXAMINE") {
					return false
				}
				c.say(c.tag + ` OK [Error="Command Error. 12"] completed`)
				return true
			}
		},
		"throttled": func(s *faultServer) {
			s.on = func(c *faultConn, command string) bool {
				if c.number > 1 || !isBodyFetch(command) {
					return false
				}
				c.say(c.tag + " BAD Request is throttled. Suggested Backoff Time: 7 milliseconds")
				return true
			}
		},
		"limited for longer than a mail would be tried": func(s *faultServer) {
			var refused atomic.Int32
			s.on = func(c *faultConn, command string) bool {
				if !isBodyFetch(command) || refused.Add(1) > 2*strikesOut {
					return false
				}
				c.say(c.tag + " NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)")
				return true
			}
		},
		"authenticated but not connected": func(s *faultServer) {
			s.on = func(c *faultConn, command string) bool {
				if c.number > 1 || !strings.HasPrefix(command, "EXAMINE") {
					return false
				}
				c.say(c.tag + " BAD User is authenticated but not connected.")
				return true
			}
		},
		"token expired in the session": func(s *faultServer) {
			s.on = func(c *faultConn, command string) bool {
				if c.number > 1 || !isBodyFetch(command) {
					return false
				}
				c.say("* BYE Session invalidated - AccessTokenExpired")
				return c.cut()
			}
		},
		"a mail that breaks every connection": func(s *faultServer) {
			s.add("last")
			s.on = func(c *faultConn, command string) bool {
				if !isBodyFetch(command) {
					return false
				}
				set, _, _ := strings.Cut(strings.TrimPrefix(command, "UID FETCH "), " ")
				for _, mail := range s.pick(set, true) {
					if mail.uid == 4 {
						c.say("* 4 FETCH (UID 4 X-GM-LABELS ~nonsense~")
						return c.cut()
					}
					c.write(mail.answer(command, "front"))
				}
				c.ok()
				return true
			}
		},
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startFaults(t, words...)
			fault(s)
			want := slices.Clone(words)
			if len(s.mails) > len(words) {
				want = []string{"one", "two", "three", "withheld", "last"}
			}
			sink := newSink()
			watching(t, Options{Account: s.account(t), Sink: sink})
			sink.await(t, len(want))
			if got := sink.bodies(FolderInbox); !slices.Equal(got, want) {
				t.Errorf("got %v", got)
			}
		})
	}
}
