package main

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	"returndesk/desk"
	"returndesk/orders"
)

// How long a starting program waits for an order file that is being written, and how
// often it looks. A file must stand unchanged for two seconds before it is loaded.
const (
	ordersPatience = 4 * time.Second
	ordersLook     = 100 * time.Millisecond
)

// ordersCount is the setting that remembers how many orders were loaded last.
const ordersCount = "orders_count"

// shrunkMend is the mend of an order file with far fewer orders than the one before.
const shrunkMend = "look whether the export is complete; then: returndesk orders confirm"

// rememberedCount is how many orders were loaded last, 0 when that is not known: an unreadable
// memory only costs the comparison.
func rememberedCount(ctx context.Context, memory interface {
	Setting(ctx context.Context, name string) ([]byte, error)
}) int {
	raw, err := memory.Setting(ctx, ordersCount)
	if err != nil {
		return 0
	}
	n, err := strconv.Atoi(string(raw))
	if err != nil {
		return 0
	}
	return n
}

// openOrders opens the order file and loads it. A file that is missing or broken does not
// stop the program: mails are decided with "unavailable", never with "not found", and
// doctor, the log and the queue say what to mend.
func (h *house) openOrders(ctx context.Context, log *slog.Logger) error {
	var err error
	h.source, err = orders.Open(h.cfg.Orders.Path(), orders.Options{Zone: h.cfg.Shop.Zone, Columns: h.cfg.Orders.Columns, LastCount: rememberedCount(ctx, h.store)})
	if err != nil {
		return err
	}
	// The file's age is measured by the real clock, whatever instant a trial pretends.
	for end := time.Now().Add(ordersPatience); ; {
		changed, problems, err := h.source.Refresh(ctx, time.Now())
		if err != nil {
			log.LogAttrs(ctx, slog.LevelWarn, "order data not loaded", slog.String("error", desk.MessageOf(err)))
			return ctx.Err()
		}
		if changed {
			tellProblems(log, problems)
			return h.rememberCount(ctx)
		}
		if st := h.source.Status(); st.Orders > 0 || st.Held > 0 || !time.Now().Before(end) {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(ordersLook):
		}
	}
}

// rememberCount keeps the number of orders for the comparison after a restart.
func (h *house) rememberCount(ctx context.Context) error {
	return h.store.SetSetting(ctx, ordersCount, []byte(strconv.Itoa(h.source.Status().Orders)))
}

// tellProblems logs what is wrong with rows of a loaded file, the first twenty by name.
func tellProblems(log *slog.Logger, problems []orders.Problem) {
	for i, p := range problems {
		if i == 20 {
			log.Warn("further problems in the order data", slog.Int("more", len(problems)-i))
			return
		}
		log.Warn("order data", slog.Int("line", p.Line), slog.String("order", p.Order), slog.String("problem", p.Text))
	}
}
