package main

import (
	"context"
	"log/slog"
	"net"

	"returndesk/desk"
	"returndesk/metrics"
)

// Counts is part of metrics.Source.
func (d houseDesk) Counts(ctx context.Context) (desk.Counts, error) { return d.house.store.Counts(ctx) }

// serveMetrics serves the figures until ctx ends, where the configuration asks for them. An
// address that is taken stops the start: whoever asks for an alarm must not run without it.
func serveMetrics(ctx context.Context, stop context.CancelCauseFunc, h *house) error {
	if h.cfg.Metrics.Off() {
		return nil
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", h.cfg.Metrics.Listen)
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the metrics cannot be served on %s", h.cfg.Metrics.Listen).
			WithMend("name another address by metrics.listen, or off")
	}
	log := h.service.log
	log.Info("metrics", slog.String("address", "http://"+l.Addr().String()+"/metrics"))
	go func() {
		if err := metrics.Serve(ctx, l, metrics.Handler(h.desk(), log)); err != nil {
			stop(desk.Wrap(desk.CodeUnavailable, err, "the metrics cannot be served any more"))
		}
	}()
	return nil
}
