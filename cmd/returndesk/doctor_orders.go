package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/orders"
	"returndesk/store/bolt"
)

// ordersShown bounds how many faulty rows are listed one by one.
const ordersShown = 10

// linesShown bounds how many further lines are named.
const linesShown = 30

// checkOrders looks at the orders file: there, readable, without faults, fresh enough to
// refuse by.
func (d *doctor) checkOrders(ctx context.Context) []finding {
	path := d.cfg.Orders.Path()
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []finding{{"orders", statusFail, "the file " + path + " is not there", "let the shop export its orders to it, or mend orders.csv or orders.json; docs/orders.md names the columns"}}
	case err != nil:
		return []finding{failed("orders", desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "%s cannot be looked at", path).WithMend("give this user the right to read it"))}
	case info.IsDir():
		return []finding{{"orders", statusFail, path + " is a folder", "name the file itself"}}
	}
	shrunk, last := d.ordersBefore(ctx)
	source, err := orders.Open(path, orders.Options{Zone: d.cfg.Shop.Zone, Columns: d.cfg.Orders.Columns, LastCount: last})
	if err != nil {
		return []finding{failed("orders", err)}
	}
	// A file is loaded once it has stood still for two seconds. Here it is read at once:
	// a half-written one shows as what it is, and doctor can be run again.
	for _, now := range []time.Time{info.ModTime(), info.ModTime().Add(time.Minute)} {
		_, _, err := source.Refresh(ctx, now)
		if st := source.Status(); desk.CodeOf(err) == desk.CodeNeedsConfirm && st.Held > 0 {
			shrunk = []finding{{"order data", statusWarn, st.Problem, shrunkMend}}
			continue
		}
		if err != nil {
			return append([]finding{failed("orders", err)}, d.ordersAge(info.ModTime()))
		}
	}
	found := append(slices.Concat(shrunk, ordersFaults(source.Status())), d.ordersAge(info.ModTime()))
	if late, ok := d.promises(ctx, source); ok {
		found = append(found, late)
	}
	return found
}

// ordersBefore asks what was known of the orders before this look: the running service, which
// may hold a far smaller file back and says so in the words of the queue, else the store, for
// the number of orders that a start compares with (0 = not known).
func (d *doctor) ordersBefore(ctx context.Context) (shrunk []finding, last int) {
	client, _, err := control.Dial(ctx, d.cfg.DataDir)
	if err == nil {
		defer func() { _ = client.Close() }() // only read
		if st, err := client.Status(ctx); err == nil && st.Orders.Shrunk {
			return []finding{{"order data", statusWarn, st.Orders.Problem, st.Orders.Mend}}, 0
		}
		return nil, 0
	}
	if _, err := os.Stat(d.cfg.DataDir); err != nil {
		return nil, 0 // nothing was ever loaded; opening would make the folder
	}
	st, err := bolt.Open(ctx, d.cfg.DataDir, bolt.Options{ReadOnly: true})
	if err != nil {
		return nil, 0 // checkData tells why
	}
	defer func() { _ = st.Close() }() // read only; nothing can be lost
	return nil, rememberedCount(ctx, st)
}

// promises tells how many orders would get a delay notice. Far too many mean that the data
// lack the hand-overs, and buyers would be told of delays that are none.
func (d *doctor) promises(ctx context.Context, source *orders.Source) (finding, bool) {
	cfg := d.cfg.DelayNotices
	if !cfg.Enabled {
		return finding{}, false
	}
	late, err := source.Due(ctx, d.app.now().In(d.cfg.Shop.Zone).AddDate(0, 0, cfg.DaysBefore+1))
	if err != nil {
		return failed("promised dates", err), true
	}
	f := finding{Check: "promised dates", Status: statusOK, Seen: fmt.Sprintf("%s to leave within %s, or late: each gets a drafted delay notice",
		terminal.Count(len(late), "order is", "orders are"), terminal.Count(cfg.DaysBefore, "day", "days"))}
	if len(late) > cfg.PerDay {
		f.Status, f.Mend = statusWarn, "look whether the export tells shipped_at and stage of orders that have left; delay_notices.enabled: false switches the notices off"
	}
	return f, true
}

// ordersFaults lists what is wrong with the rows, by line. An order with a fault exists,
// but no decision can rest on it: every mail about it waits for a person, so a fault is a
// failure, as is a file without orders.
func ordersFaults(s orders.Status) []finding {
	if s.Orders == 0 {
		return []finding{{"orders", statusFail, s.Path + " holds no order that can be read", "compare its first line with docs/orders.md"}}
	}
	found := []finding{{Check: "orders", Status: statusOK, Seen: fmt.Sprintf("%s in %s", terminal.Count(s.Orders, "order", "orders"), s.Path)}}
	for i, p := range s.Problems {
		if i == ordersShown {
			found = append(found, finding{"orders rows", statusFail, furtherRows(s.Problems[i:]), "mend the export"})
			break
		}
		mend := "mend the row in the shop's data; until then a person decides every mail about that order"
		if p.Order == "" {
			mend = "mend the row; until then an order that is not found counts as one that cannot be looked up"
		}
		found = append(found, finding{"orders rows", statusFail, p.String(), mend})
	}
	for _, n := range s.Lacking {
		found = append(found, finding{"orders columns", statusWarn, n, "let the export write it, or name the column that has it by orders.columns (docs/orders.md); what rests on it waits for a person"})
	}
	for _, n := range s.Notes {
		found = append(found, finding{Check: "orders columns", Status: statusOK, Seen: n})
	}
	return found
}

// furtherRows names the lines of the faults that are not listed one by one.
func furtherRows(rest []orders.Problem) string {
	var lines []string
	for i, p := range rest {
		if i == linesShown {
			lines = append(lines, "...")
			break
		}
		lines = append(lines, strconv.Itoa(p.Line))
	}
	return fmt.Sprintf("%d further faulty rows, at the lines %s", len(rest), strings.Join(lines, ", "))
}

// ordersAge warns when the data is too old to support a refusal (domain.md section 0).
func (d *doctor) ordersAge(asOf time.Time) finding {
	age := d.app.now().Sub(asOf)
	f := finding{Check: "orders age", Status: statusOK, Seen: fmt.Sprintf("as of %s, %s old", asOf.In(d.cfg.Shop.Zone).Format("2006-01-02 15:04"), minutesOf(age))}
	switch {
	case age > d.cfg.Orders.MaxAge:
		f.Status = statusWarn
		f.Mend = fmt.Sprintf("export the orders more often: data older than %s supports no refusal", d.cfg.Orders.MaxAge)
	case age < -2*time.Minute:
		f.Seen = "dated " + asOf.In(d.cfg.Shop.Zone).Format("2006-01-02 15:04") + ", in the future"
		f.Status, f.Mend = statusWarn, "set the clock of this machine or of the one that writes the file"
	}
	return f
}
