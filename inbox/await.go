package inbox

import (
	"context"
	"errors"
	"time"

	"github.com/emersion/go-imap/v2"
)

// briefIdle is how long the first IDLE after news lives. Some servers don't
// report, when IDLE begins, what came between our look and it; mail comes in
// bursts, so there it is looked for again soon.
const briefIdle = time.Second

// await waits until the folder may hold something new: by IDLE where the server
// has it, and by the clock. The caller looks in any case afterwards, so an IDLE that
// tells nothing hides mail for no longer than the poll interval.
func (s *session) await(ctx context.Context, poke <-chan struct{}, brief bool) error {
	if !s.account.Idle || !s.has(imap.CapIdle) {
		timer := time.NewTimer(s.account.PollInterval)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-poke:
		case <-s.client.Closed():
		case <-ctx.Done():
			return ctx.Err()
		}
		return s.run(ctx, func() error { return s.client.Noop().Wait() })
	}
	refresh := min(s.account.IdleRefresh, s.account.PollInterval)
	if brief {
		refresh = min(refresh, briefIdle)
	}
	return s.idle(ctx, poke, refresh)
}

// idle is one IDLE command (RFC 2177), shorter than the 29 minutes after which
// servers hang up and the minutes after which routers forget. The watchdog
// guards its start and its end; in between silence is normal.
func (s *session) idle(ctx context.Context, poke <-chan struct{}, refresh time.Duration) error {
	return s.run(ctx, func() error {
		cmd, err := s.client.Idle()
		if err != nil {
			return err
		}
		s.wire.watch(0)
		timer := time.NewTimer(refresh)
		defer timer.Stop()
		select {
		case <-s.news:
		case <-timer.C:
		case <-poke:
		case <-s.client.Closed():
		case <-ctx.Done():
		}
		s.wire.watch(s.account.Patience)
		return errors.Join(cmd.Close(), cmd.Wait())
	})
}

// dead reports whether the connection is gone.
func (s *session) dead() bool {
	select {
	case <-s.client.Closed():
		return true
	default:
		return s.wire.reason() != nil
	}
}
