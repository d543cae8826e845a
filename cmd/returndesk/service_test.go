package main

import (
	"context"
	"testing"
	"time"

	"returndesk/demo"
	"returndesk/inbox"
)

// nowhere is a sink that keeps nothing: the mailbox is empty.
type nowhere struct{}

func (nowhere) Cursor(context.Context, string, string) (inbox.Cursor, error) {
	return inbox.Cursor{}, nil
}
func (nowhere) Accept(context.Context, string, string, []inbox.Raw, inbox.Cursor) error { return nil }
func (nowhere) Known(context.Context, string, [32]byte) (bool, error)                   { return false, nil }

// TestReadMovesOn: when a folder was last read is told anew after each look, although the
// folder's state stays the same: an alarm counts the minutes since. Until the first look nobody knows whether a
// customer has answered.
func TestReadMovesOn(t *testing.T) {
	t.Parallel()
	box, err := demo.OpenMailbox("127.0.0.1:0", "secret")
	if err != nil {
		t.Fatal(err)
	}
	host, port := box.Address()
	s := &service{health: map[string]inbox.Health{}, away: map[string]time.Time{}}
	w, err := inbox.NewWatcher(inbox.Options{Sink: nowhere{}, Account: inbox.Account{
		Name: "support", Address: demo.ShopAddress, Login: demo.ShopAddress, Auth: inbox.Password("secret"), Host: host, Port: port, TLS: inbox.TLSPlain,
		Inboxes: []string{"INBOX"}, IgnoreSent: true, Idle: true, PollInterval: 10 * time.Millisecond,
	}})
	if err != nil {
		t.Fatal(err)
	}
	s.watchers = append(s.watchers, w)
	if !s.unread("support") || s.unread("sales") {
		t.Error("an inbox counts as read that nobody has looked into")
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.Run(ctx) }()
	defer func() {
		stop()
		<-done
		if err := box.Close(); err != nil {
			t.Error(err)
		}
	}()
	read := func() time.Time {
		list := s.mailboxes()
		if len(list) != 1 {
			t.Fatalf("%d folders", len(list))
		}
		return list[0].Read
	}
	for first := read(); first.IsZero(); first = read() {
		time.Sleep(5 * time.Millisecond)
	}
	if s.unread("support") {
		t.Error("the inbox was read, and does not count as read")
	}
	for first := read(); !read().After(first); {
		time.Sleep(5 * time.Millisecond)
	}
}
