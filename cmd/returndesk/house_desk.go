package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"returndesk/config"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

// usersOf maps the users of this machine to people with roles.
func usersOf(list []config.Actor) control.Users {
	users := control.Users{}
	for _, a := range list {
		users[a.UnixUser] = desk.Actor{Name: a.Name, Role: a.Role}
	}
	return users
}

// openDesk gives the agents' commands their desk: over the socket of a running service,
// else over the store itself. The actor is the caller's, by his uid; over the socket the
// service finds it by itself.
func (a *app) openDesk(ctx context.Context) (control.Desk, desk.Actor, func() error, error) {
	none := func() error { return nil }
	cfg, err := a.loadConfig()
	if err != nil {
		return nil, desk.Actor{}, none, err
	}
	client, actor, err := control.Dial(ctx, cfg.DataDir)
	if err == nil {
		return client, actor, client.Close, nil
	}
	if desk.CodeOf(err) != desk.CodeNotFound { // no service runs: the store is ours
		return nil, actor, none, err
	}
	if actor, err = usersOf(cfg.Actors).Actor(uint32(os.Getuid())); err != nil {
		return nil, actor, none, err
	}
	if err := closedToUs(cfg.DataDir); err != nil {
		return nil, actor, none, err
	}
	if a.dataDir != "" {
		if err := holdsData(cfg.DataDir); err != nil {
			return nil, actor, none, err
		}
	}
	h, err := a.open(ctx, cfg, wiring{judge: true})
	if err != nil {
		return nil, actor, none, err
	}
	return h.desk(), actor, func() error { h.close(); return nil }, nil
}

// holdsData refuses a folder that --data names and in which no data lie: opened, it would become
// an empty shop, in which nothing waits. The folder of the configuration begins like that.
func holdsData(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "returndesk.db")); !errors.Is(err, fs.ErrNotExist) {
		return nil // what else is wrong shows at the opening
	}
	return desk.Errf(desk.CodeNotFound, "there are no data of returndesk in %s", dir).
		WithMend("look at the path after --data; without it the folder of the configuration counts")
}

// closedToUs tells somebody who works through the service alone that it does not run: its data
// folder stays closed to him, and must.
func closedToUs(dir string) error {
	info, err := os.Stat(dir)
	if err != nil || unix.Access(dir, unix.R_OK|unix.W_OK|unix.X_OK) == nil {
		return nil // what else is wrong shows at the opening
	}
	owner := "another user"
	if sys, ok := info.Sys().(*syscall.Stat_t); ok && int(sys.Uid) != os.Geteuid() {
		owner = "user " + strconv.FormatUint(uint64(sys.Uid), 10)
		if u, err := user.LookupId(strconv.FormatUint(uint64(sys.Uid), 10)); err == nil {
			owner = u.Username
		}
	}
	return desk.Errf(desk.CodeUnavailable, "the service does not run, and the data in %s are open to %s alone", dir, owner).
		WithMend("start the service (systemctl start returndesk), and do it again")
}

// houseDesk is the engine with what only the house knows.
type houseDesk struct {
	*flow.Engine
	house *house
}

func (h *house) desk() houseDesk { return houseDesk{Engine: h.engine, house: h} }

// ConfirmOrders accepts an order file that holds far fewer orders than the one before.
func (d houseDesk) ConfirmOrders(ctx context.Context, by desk.Actor) (control.OrdersStatus, error) {
	if err := by.Require(desk.RoleSenior, "confirming a smaller order file"); err != nil {
		return control.OrdersStatus{}, err
	}
	if err := d.house.source.Confirm(); err != nil {
		return control.OrdersStatus{}, err
	}
	d.house.service.ordersChanged()
	return d.house.ordersStatus(), d.house.rememberCount(ctx)
}

// Status gathers the health of the service.
func (d houseDesk) Status(ctx context.Context) (control.Status, error) {
	h := d.house
	st := control.Status{Running: h.service.started.Load(), Version: buildVersion().Version, PID: os.Getpid(), Orders: h.ordersStatus(), Mailboxes: h.service.mailboxes()}
	if st.Running {
		st.StartedAt = h.service.since
	}
	counts, err := h.store.Counts(ctx)
	if err != nil {
		return st, err
	}
	if st.AcksOff, err = h.engine.AcknowledgementsOff(ctx); err != nil {
		return st, err
	}
	if st.Unheard, err = h.engine.Unheard(ctx); err != nil {
		return st, err
	}
	if h.llm != nil {
		day, err := h.llm.Today(ctx)
		if err != nil {
			return st, err
		}
		st.LLM = llmStatus(h.llm, day, h.cfg.Classifier.LLM.DailyBudget)
	}
	st.Waiting, st.Quarantined = counts.Waiting, counts.Mails[desk.MailQuarantined]
	st.DenialsHeld, err = h.engine.RefusalsHeld(ctx)
	return st, err
}

// ordersStatus says how the order data stands.
func (h *house) ordersStatus() control.OrdersStatus {
	s := h.source.Status()
	out := control.OrdersStatus{Source: s.Path, Count: s.Orders, AsOf: s.AsOf, Problem: s.Problem, Shrunk: s.Held > 0}
	out.Stale = s.AsOf.IsZero() || h.service.now().Sub(s.AsOf) > h.cfg.Orders.MaxAge
	switch {
	case out.Shrunk:
		out.Mend = shrunkMend
	case s.Mend != "":
		out.Mend = s.Mend
	case out.Stale:
		out.Mend = "export the orders anew; refusals wait for data that is younger than " + minutesOf(h.cfg.Orders.MaxAge)
	}
	return out
}

// minutesOf writes a duration to the minute, as 24h or 1h30m.
func minutesOf(d time.Duration) string {
	text := strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
	if hours, whole := strings.CutSuffix(text, "h0m"); whole {
		return hours + "h"
	}
	return cmp.Or(text, "0m")
}
