package main

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// pace knows which loops of the service are at work, for the log of an orderly stop.
type pace struct {
	mu     sync.Mutex
	doing  map[string]bool
	broken map[string]bool // work that the stop broke off; the next start does it
}

// does runs a loop's work and notes it meanwhile.
func (p *pace) does(ctx context.Context, name string, work func(context.Context) error) error {
	p.note(&p.doing, name, true)
	err := work(ctx)
	p.note(&p.doing, name, false)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		p.note(&p.broken, name, true)
	}
	return err
}

func (p *pace) note(in *map[string]bool, name string, on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if *in == nil {
		*in = map[string]bool{}
	}
	if on {
		(*in)[name] = true
	} else {
		delete(*in, name)
	}
}

// names lists what is noted, "nothing" for none.
func (p *pace) names(in *map[string]bool) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(*in) == 0 {
		return "nothing"
	}
	return strings.Join(slices.Sorted(maps.Keys(*in)), ", ")
}

// tellStop logs one line when ctx ends, which is the beginning of an orderly stop, with what is
// still being done. end logs one when all is closed, with what was broken off; without a stop it
// logs nothing.
func (s *service) tellStop(ctx context.Context) (end func()) {
	told := make(chan time.Time, 1)
	forget := context.AfterFunc(ctx, func() {
		began := time.Now()
		why := context.Cause(ctx).Error()
		s.log.Info("stopping", slog.String("reason", why), slog.String("still_doing", s.pace.names(&s.pace.doing)))
		told <- began
	})
	return func() {
		if forget() { // nobody asked for a stop
			return
		}
		s.log.Info("stopped", slog.Duration("after", time.Since(<-told).Round(time.Millisecond)), slog.String("broken_off", s.pace.names(&s.pace.broken)))
	}
}
