package inbox

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/internal/mailtest"
)

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
	for range 20 {
		grown = w.pauseAfter(desk.Wrap(desk.CodeStorageFull, errStore, "no space is left").AsTemporary(), pause)
	}
	if grown < 30*time.Second || grown > time.Minute {
		t.Errorf("the longest pause after mails that could not be stored is %s", grown)
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
