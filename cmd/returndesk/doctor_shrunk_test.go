package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"returndesk/config"
	"returndesk/control"
	"returndesk/store/bolt"
)

// TestDoctorKnowsTheOrdersBefore: an order file that has shrunk is told in the words of the
// queue, beside a service that holds it back and without one.
func TestDoctorKnowsTheOrdersBefore(t *testing.T) {
	t.Parallel()
	orders := filepath.Join(t.TempDir(), "orders.csv")
	if err := os.WriteFile(orders, []byte("number,email,stage\nHW-1,a@b.example,placed\nHW-2,c@d.example,placed\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	look := func(data string) []finding {
		t.Helper()
		d := &doctor{app: &app{now: time.Now}, cfg: config.Config{DataDir: data}}
		d.cfg.Orders.CSV, d.cfg.Shop.Zone, d.cfg.Orders.MaxAge = orders, time.UTC, 24*time.Hour
		var out []finding
		for _, f := range d.checkOrders(t.Context()) {
			if f.Check == "order data" {
				out = append(out, f)
			}
		}
		return out
	}

	beside := t.TempDir()
	status := control.Status{Running: true, Orders: control.OrdersStatus{Count: 100, Shrunk: true, Problem: "orders.csv has 2 orders where 100 were before; the earlier data stay until this is confirmed", Mend: shrunkMend}}
	end := serveStatus(t, beside, status)
	found := look(beside)
	end()
	if len(found) != 1 || found[0].Status != statusWarn || found[0].Seen != status.Orders.Problem || found[0].Mend != shrunkMend {
		t.Errorf("beside the service: %+v", found)
	}

	for count, want := range map[int]bool{100: true, 2: false, 0: false} {
		alone := t.TempDir()
		st, err := bolt.Open(t.Context(), alone, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := st.SetSetting(t.Context(), ordersCount, fmt.Append(nil, count)); err != nil {
			t.Fatal(err)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
		found := look(alone)
		if (len(found) == 1) != want {
			t.Errorf("after %d orders: %+v", count, found)
		}
		if want && (!strings.Contains(found[0].Seen, "has 2 orders where 100 were before") || found[0].Status != statusWarn || found[0].Mend != shrunkMend) {
			t.Errorf("without a service: %+v", found)
		}
	}
	if found := look(filepath.Join(t.TempDir(), "none")); len(found) != 0 {
		t.Errorf("before the first start: %+v", found)
	}
}
