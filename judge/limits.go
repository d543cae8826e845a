package judge

import (
	"log/slog"
	"time"
)

// Limits bound a child. Zero fields take the default that each names.
type Limits struct {
	Timeout   time.Duration // for one picture, on the clock; default 20 s
	Idle      time.Duration // a child without work this long is closed; default 1 min
	CPU       time.Duration // processor time for one picture, whole seconds; default 10 s
	Memory    int64         // bytes that a child may take; default 512 MiB
	Pictures  int           // after so many a child is replaced; default 1000
	MaxPixels int           // photos above this stay unjudged; default evidence.MaxPixels, which also caps it
	Log       *slog.Logger  // default: none
}

func (l Limits) withDefaults() Limits {
	set := func(d *time.Duration, v time.Duration) {
		if *d <= 0 {
			*d = v
		}
	}
	set(&l.Timeout, 20*time.Second)
	set(&l.Idle, time.Minute)
	set(&l.CPU, 10*time.Second)
	if l.Memory <= 0 {
		l.Memory = 512 << 20
	}
	if l.Pictures <= 0 {
		l.Pictures = 1000
	}
	if l.Log == nil {
		l.Log = slog.New(slog.DiscardHandler)
	}
	return l
}
