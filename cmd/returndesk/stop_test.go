package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestStopIsLogged: one line says at once what is still being done, one at the end what was broken
// off; a service that ends by itself tells of no stop.
func TestStopIsLogged(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := &service{log: slog.New(slog.NewTextHandler(&out, nil))}
	ctx, stop := context.WithCancel(t.Context())
	end := s.tellStop(ctx)
	working, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		_ = s.loop(ctx, "send", nil, time.Hour, func(context.Context) error { // ends what it began
			working <- struct{}{}
			time.Sleep(50 * time.Millisecond)
			return nil
		})
		_ = s.pace.does(ctx, "second opinion", func(ctx context.Context) error { return ctx.Err() })
	}()
	<-working
	stop()
	<-ended
	end()
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], `msg=stopping reason="context canceled" still_doing=send`) ||
		!strings.Contains(lines[1], "msg=stopped after=") || !strings.Contains(lines[1], `broken_off="second opinion"`) {
		t.Errorf("%q", lines)
	}
	out.Reset()
	s.tellStop(t.Context())()
	if out.Len() > 0 {
		t.Errorf("no stop: %s", out.String())
	}
}

// TestRunLogsItsStop ends a whole service, as SIGTERM does.
func TestRunLogsItsStop(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- Main{Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: write, Args: []string{"--config", config, "run", "--listen", "off"}}.Run(ctx)
		_ = write.Close() // the reader sees the end
	}()
	var said strings.Builder
	buf := make([]byte, 4096)
	for {
		n, err := read.Read(buf)
		said.Write(buf[:n])
		if strings.Contains(said.String(), "msg=watching") {
			stop()
		}
		if err != nil {
			break
		}
	}
	stop()
	code := <-done
	begin, end := strings.Index(said.String(), "msg=stopping "), strings.Index(said.String(), "msg=stopped ")
	if code != exitDone || begin < 0 || end < begin || strings.Count(said.String(), "msg=stopp") != 2 {
		t.Errorf("code %d:\n%s", code, said.String())
	}
}
