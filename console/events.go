package console

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"returndesk/desk"
)

const (
	quietFor  = 400 * time.Millisecond // changes that follow each other are one event
	heartbeat = 20 * time.Second       // keeps proxies from closing the stream
	lookEvery = 3                      // heartbeats: time alone changes ages, windows and promises
)

// queueEvents tells an open queue that something was recorded, by server-sent events. The
// page then asks for its rows again: what is shown is always made by one handler.
func (s *Server) queueEvents(w http.ResponseWriter, r *http.Request, v viewer) error {
	return s.stream(w, r, v, s.Desk.Changes(r.Context()), nil)
}

// stream sends "changed" after changes and "presence" after people came or went, until
// the browser goes away or the session ends.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, v viewer, changes, people <-chan struct{}) error {
	out := http.NewResponseController(w)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no")
	send := func(event string) error {
		if _, err := fmt.Fprintf(w, "event: %s\ndata: 1\n\n", event); err != nil {
			return errSent(err)
		}
		return errSent(out.Flush())
	}
	if _, err := fmt.Fprint(w, "retry: 2000\nid: 1\n\n"); err != nil {
		return errSent(err)
	}
	if err := out.Flush(); err != nil {
		return errSent(err)
	}
	if r.Header.Get("Last-Event-ID") != "" { // the stream was broken: something may have been missed
		if err := send("changed"); err != nil {
			return err
		}
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for beats := 0; ; {
		var err error
		select {
		case <-r.Context().Done():
			return nil
		case <-changes:
			if err = rest(r.Context(), quietFor); err == nil {
				err = send("changed")
			}
		case <-people:
			err = send("presence")
		case <-beat.C:
			if still, _ := s.current(r.Context()); still.Login != v.Login || !s.stillValid(r.Context(), v) {
				return nil
			}
			if beats++; beats%lookEvery == 0 {
				err = send("changed")
				break
			}
			_, err = fmt.Fprint(w, ": still here\n\n")
			if err == nil {
				err = out.Flush()
			}
			err = errSent(err)
		}
		if err != nil {
			return err
		}
	}
}

// stillValid tells whether the user of a long-lived stream may go on listening.
func (s *Server) stillValid(ctx context.Context, v viewer) bool {
	u, err := s.People.UserNow(ctx, v.Login)
	return err == nil && !u.Disabled && u.Epoch == v.Epoch && u.Role.AtLeast(desk.RoleAgent)
}

// rest waits, so that a burst of changes is told of once.
func rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return errSent(ctx.Err())
	case <-t.C:
		return nil
	}
}
