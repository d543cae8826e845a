package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// checkOrders looks at the orders file: there, readable, fresh enough to refuse by.
func (d *doctor) checkOrders(context.Context) []finding {
	path := d.cfg.Orders.Path()
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []finding{{"orders", statusFail, "the file " + path + " is not there", "let the shop export its orders to it, or mend orders.csv"}}
	case err != nil:
		return []finding{{"orders", statusFail, path + " cannot be looked at: " + err.Error(), "give this user the right to read it"}}
	case info.IsDir():
		return []finding{{"orders", statusFail, path + " is a folder", "name the file itself"}}
	}
	return []finding{d.ordersAge(info.ModTime())}
}

// ordersAge warns when the data is too old to support a refusal (domain.md section 0).
func (d *doctor) ordersAge(asOf time.Time) finding {
	age := d.app.now().Sub(asOf)
	f := finding{Check: "orders age", Status: statusOK, Seen: fmt.Sprintf("as of %s, %s old", asOf.In(d.cfg.Shop.Zone).Format("2006-01-02 15:04"), age.Round(time.Minute))}
	switch {
	case age > d.cfg.Orders.MaxAge:
		f.Status = statusWarn
		f.Mend = fmt.Sprintf("export the orders more often: data older than %s supports no refusal", d.cfg.Orders.MaxAge)
	case age < -2*time.Minute:
		f.Status, f.Mend = statusWarn, "the file is dated in the future; set the clock of this machine or of the one that writes it"
	}
	return f
}
