package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/internal/mailtest"
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
	for range 2000 {
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

// TestPermanentFailures: what somebody must mend, in words that say so.
func TestPermanentFailures(t *testing.T) {
	t.Parallel()
	expired, err := mailtest.NewCertificate(time.Now().Add(-48*time.Hour), time.Now().Add(-24*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	withTLS := startFaultsTLS(t, expired.TLS)
	certified := withTLS.account(t)
	certified.TLS, certified.RootCAs = TLSImplicit, expired.Pool

	refusing := startFaults(t)
	refusing.on = func(c *faultConn, command string) bool {
		if strings.HasPrefix(command, "AUTHENTICATE") {
			c.say(c.tag + " NO [AUTHENTICATIONFAILED] Invalid credentials")
			return true
		}
		return false
	}
	renamed := startFaults(t)
	renamed.on = func(c *faultConn, command string) bool {
		if strings.HasPrefix(command, "EXAMINE") {
			c.say(c.tag + " NO [NONEXISTENT] Unknown Mailbox")
			return true
		}
		return false
	}
	folder := renamed.account(t)
	folder.Inboxes = []string{"Service/Returns"}
	noTLS := startFaults(t)
	spoken := noTLS.account(t)
	spoken.TLS = TLSImplicit
	far := refusing.account(t)
	far.Host = "192.0.2.1"

	for name, c := range map[string]struct {
		account Account
		code    desk.Code
		words   string
	}{
		"expired certificate": {certified, desk.CodeTLS, "expired"},
		"wrong password":      {refusing.account(t), desk.CodeAuth, "was refused"},
		"renamed folder":      {folder, desk.CodeNotFound, `"Service/Returns"`},
		"no TLS on the port":  {spoken, desk.CodeTLS, "does not speak TLS"},
		"plain off loopback":  {far, desk.CodeInvalid, "without TLS"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, err := NewWatcher(Options{Account: c.account, Sink: newSink()})
			if err == nil {
				err = w.Once(t.Context())
			}
			if desk.CodeOf(err) != c.code || desk.IsTemporary(err) || !strings.Contains(desk.MessageOf(err), c.words) {
				t.Fatalf("got %v (%s)", err, desk.CodeOf(err))
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the password is in the error: %v", err)
			}
		})
	}
}

// TestPauses: failures that don't pass are retried slowly, throttling is
// honoured, other failures start quickly and grow.
func TestPauses(t *testing.T) {
	t.Parallel()
	a := Account{Host: "127.0.0.1", Auth: Password("x"), Address: "a@b.test", RetryMin: time.Second, RetryMax: 5 * time.Minute}
	w, err := NewWatcher(Options{Account: a, Sink: newSink()})
	if err != nil {
		t.Fatal(err)
	}
	if got := w.pauseAfter(a.problem(desk.CodeAuth, nil, "refused"), w.pauses()); got != 5*time.Minute {
		t.Errorf("after a refused login: %s", got)
	}
	if got := w.pauseAfter(a.passing(&waitError{90 * time.Second, errClosed}, "busy"), w.pauses()); got != 90*time.Second {
		t.Errorf("asked to wait 90 s: %s", got)
	}
	pause, grown := w.pauses(), time.Duration(0)
	first := w.pauseAfter(a.passing(nil, "cut"), pause)
	for range 20 {
		grown = w.pauseAfter(a.passing(nil, "cut"), pause)
	}
	if first > 2*time.Second || grown < 2*time.Minute || grown > 8*time.Minute {
		t.Errorf("pauses from %s to %s", first, grown)
	}
}

// TestThrottlingIsHonoured sees the pause that the server asked for.
func TestThrottlingIsHonoured(t *testing.T) {
	t.Parallel()
	s := startFaults(t, "one")
	s.on = func(c *faultConn, command string) bool {
		if c.number > 1 || !strings.HasPrefix(command, "EXAMINE") {
			return false
		}
		c.say(c.tag + " NO [THROTTLED] Request is throttled. Suggested Backoff Time: 90000 milliseconds")
		return true
	}
	sink := newSink()
	w, err := NewWatcher(Options{Account: s.account(t), Sink: sink})
	if err != nil {
		t.Fatal(err)
	}
	slept := make(chan time.Duration, 10)
	w.sleep = func(ctx context.Context, d time.Duration) error {
		slept <- d
		return ctx.Err()
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- w.Run(ctx) }()
	sink.await(t, 1)
	cancel()
	<-done
	if got := <-slept; got != 90*time.Second {
		t.Errorf("waited %s", got)
	}
}

func TestHealthTellsOfFailureAndRecovery(t *testing.T) {
	t.Parallel()
	s := startFaults(t, "one")
	s.greeting = "* BYE maintenance"
	now := time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC)
	states := make(chan Health, 10)
	watching(t, Options{Account: s.account(t), Sink: newSink(), Now: func() time.Time { return now }, OnHealth: func(h Health) { states <- h }})
	bad, good := <-states, <-states
	if bad.State != StateUnreachable || !strings.Contains(bad.Problem, "maintenance") || bad.Permanent || !bad.Retry.After(now) || !bad.Since.Equal(now) {
		t.Errorf("unhealthy: %+v", bad)
	}
	if good.State != StateOK || good.Problem != "" || !good.Read.Equal(now) {
		t.Errorf("healthy: %+v", good)
	}
}

// TestSinkFailureKeepsThePlace: what isn't stored is fetched again.
func TestSinkFailureKeepsThePlace(t *testing.T) {
	t.Parallel()
	s := startFaults(t, "one", "two")
	sink := newSink()
	if err := once(t, s.account(t), sink); err != nil {
		t.Fatal(err)
	}
	s.add("three")
	sink.failNext = desk.Errf(desk.CodeStorageFull, "the disk is full")
	err := once(t, s.account(t), sink)
	if desk.CodeOf(err) != desk.CodeStorageFull || !errors.Is(err, errStore) {
		t.Errorf("got %v", err)
	}
	if err := once(t, s.account(t), sink); err != nil {
		t.Fatal(err)
	}
	if got := sink.bodies(FolderInbox); !slices.Equal(got, []string{"one", "two", "three"}) {
		t.Errorf("got %v", got)
	}
}

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
			s.on = nil
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
	s.on = func(c *faultConn, command string) bool {
		if isBodyFetch(command) && fetches.Add(1) == 3 {
			return c.cut()
		}
		return false
	}
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

// TestAppendRefused: the reason is told, the next task works.
func TestAppendRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string
		code   desk.Code
	}{
		"missing folder": {"NO [TRYCREATE] no such mailbox", desk.CodeNotFound},
		"over quota":     {"NO [OVERQUOTA] mailbox is full", desk.CodeUnavailable},
		"cut":            {"", desk.CodeUncertain},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startFaults(t, "one")
			s.on = func(c2 *faultConn, command string) bool {
				if !strings.HasPrefix(command, "APPEND") {
					return false
				}
				if c.answer != "" {
					c2.say(c2.tag + " " + c.answer)
					return true
				}
				c2.say("+ go on")
				if _, err := c2.ReadString('\n'); err != nil {
					return true
				}
				return c2.cut()
			}
			m, err := NewMailbox(s.account(t))
			if err != nil {
				t.Fatal(err)
			}
			_, err = m.Append(t.Context(), "Drafts", letter("draft"), []string{`\Draft`}, time.Time{})
			if desk.CodeOf(err) != c.code {
				t.Errorf("got %v (%s)", err, desk.CodeOf(err))
			}
			mails, _, err := m.FetchSince(t.Context(), FolderInbox, Place{Mailbox: "INBOX"}, 0)
			if err != nil || len(mails) != 1 {
				t.Errorf("after it: %d mails, %v", len(mails), err)
			}
			if err := m.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}
