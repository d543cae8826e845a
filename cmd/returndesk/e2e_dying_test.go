package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// What bends the program, when the test binary stands in for it.
const (
	dieAt    = "RETURNDESK_TEST_DIE_AT"    // the step at which it ends as by kill -9
	clockOff = "RETURNDESK_TEST_CLOCK_OFF" // by how much its clock is wrong, as "-24h"
)

// bent makes spawn and cli start the test binary in the program's place until the next
// call; without settings it is the program again.
func (s *liveShop) bent(t *testing.T, settings ...string) {
	t.Helper()
	s.env, s.binary, s.shipped = settings, program.path(t), shipped.path(t)
	if len(settings) > 0 {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		s.binary, s.shipped = self, self
	}
}

// runBent is the program with an end at one step or a wrong clock.
func runBent() int {
	off, err := time.ParseDuration(cmp.Or(os.Getenv(clockOff), "0s"))
	if err != nil {
		return exitUsage
	}
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, now: func() time.Time { return time.Now().Add(off) }}
	if step := os.Getenv(dieAt); step != "" {
		a.aroundStore = func(s flow.Store, dir string) flow.Store { return dyingStore{s, dir, step} }
		a.aroundMail = func(m flow.Mailer, s flow.SentFolder) (flow.Mailer, flow.SentFolder) {
			return dyingMailer{m, step}, dyingSent{s, step}
		}
		a.aroundDrafts = func(f flow.DraftsFolder) flow.DraftsFolder { return dyingDrafts{f, step} }
	}
	root := newRootCmd(a)
	root.SetArgs(os.Args[1:])
	return exitCode(root.ExecuteContext(context.Background()), os.Stderr)
}

// die ends this process at once when the step is the one.
func die(at, step string) {
	if at == step {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // the signal is on its way
	}
}

// dyingStore ends the process before or after a transition.
type dyingStore struct {
	flow.Store
	dir, at string
}

func (s dyingStore) AcceptMessages(ctx context.Context, account, mailbox string, batch []desk.Accepted, next desk.Cursor) ([]string, error) {
	if len(batch) == 0 {
		return s.Store.AcceptMessages(ctx, account, mailbox, batch, next)
	}
	die(s.at, "raw write, before")
	if s.at == "raw write, file but no commit" && slices.ContainsFunc(batch, func(a desk.Accepted) bool { return a.Size > 256<<10 }) {
		_, err := s.Store.AcceptMessages(untilFile{ctx, s.dir}, account, mailbox, batch, next)
		if err != nil {
			die(s.at, s.at)
		}
		return nil, err
	}
	fresh, err := s.Store.AcceptMessages(ctx, account, mailbox, batch, next)
	if err == nil {
		die(s.at, "raw write, after")
	}
	return fresh, err
}

// untilFile is a context that ends once a raw mail lies in a file of its own, so that the
// commit that would name it does not happen.
type untilFile struct {
	context.Context
	dir string
}

func (c untilFile) Err() error {
	if names, err := filepath.Glob(filepath.Join(c.dir, "blobs", "[0-9a-f]*")); err == nil && len(names) > 0 {
		return context.Canceled
	}
	return c.Context.Err()
}

func (s dyingStore) RecordOutcomes(ctx context.Context, changes []desk.Change) ([]error, error) {
	die(s.at, "store commit, before")
	errs, err := s.Store.RecordOutcomes(ctx, changes)
	if err == nil {
		die(s.at, "store commit, after")
	}
	return errs, err
}

func (s dyingStore) Record(ctx context.Context, c desk.Change) error {
	approves := slices.ContainsFunc(c.Drafts, func(d desk.DraftChange) bool { return d.Draft.State == desk.DraftApproved })
	files := slices.ContainsFunc(c.Audit, func(a desk.Audit) bool { return a.What == "filed" })
	if approves {
		die(s.at, "outbox commit, before")
	}
	if files {
		die(s.at, "APPENDUID commit, before")
	}
	copies := ""
	for _, cp := range c.Copies {
		switch {
		case cp.State == desk.CopyFiling:
			copies = "draft on its way"
		case cp.State == desk.CopyFiled && !cp.Known:
			copies = "APPENDUID of a draft"
		}
	}
	die(s.at, copies+", before")
	err := s.Store.Record(ctx, c)
	if err == nil {
		die(s.at, copies+", after")
	}
	if err == nil && approves {
		die(s.at, "outbox commit, after")
	}
	if err == nil && files {
		die(s.at, "APPENDUID commit, after")
	}
	return err
}

func (s dyingStore) ClaimSend(ctx context.Context, now time.Time, except ...string) (*desk.Draft, error) {
	waiting, err := s.Store.DraftsIn(ctx, desk.DraftApproved, 1)
	if err == nil && len(waiting) > 0 {
		die(s.at, "claim, before")
	}
	d, err := s.Store.ClaimSend(ctx, now, except...)
	if err == nil && d != nil {
		die(s.at, "claim, after")
	}
	return d, err
}

func (s dyingStore) FinishSend(ctx context.Context, c desk.Change) error {
	err := s.Store.FinishSend(ctx, c)
	if err == nil {
		die(s.at, "sending recorded, after")
	}
	return err
}

// dyingMailer ends the process once the server's answer is known.
type dyingMailer struct {
	flow.Mailer
	at string
}

func (m dyingMailer) Send(ctx context.Context, from string, to []string, raw []byte) (replies.Result, error) {
	r, err := m.Mailer.Send(ctx, from, to, raw)
	if err == nil && r.Outcome == replies.Delivered {
		die(m.at, "250, after")
	}
	return r, err
}

// dyingSent ends the process before a copy is filed.
type dyingSent struct {
	flow.SentFolder
	at string
}

func (s dyingSent) File(ctx context.Context, account, id string, raw []byte, at time.Time) error {
	die(s.at, "Sent APPEND, before")
	return s.SentFolder.File(ctx, account, id, raw, at)
}

// dyingDrafts ends the process around what it does to a Drafts folder.
type dyingDrafts struct {
	flow.DraftsFolder
	at string
}

func (d dyingDrafts) Put(ctx context.Context, account string, raw []byte, at time.Time) (desk.Place, error) {
	die(d.at, "draft APPEND, before")
	p, err := d.DraftsFolder.Put(ctx, account, raw, at)
	if err == nil {
		die(d.at, "draft APPEND, after")
	}
	return p, err
}

func (d dyingDrafts) Remove(ctx context.Context, account string, f desk.Filed) (desk.Removal, error) {
	die(d.at, "draft removal, before")
	end, err := d.DraftsFolder.Remove(ctx, account, f)
	if err == nil {
		die(d.at, "draft removal, after")
	}
	return end, err
}

func (d dyingDrafts) Note(ctx context.Context, account, id string, raw []byte, at time.Time) error {
	err := d.DraftsFolder.Note(ctx, account, id, raw, at)
	if err == nil {
		die(d.at, "internal mail, after")
	}
	return err
}
