package main

import (
	"context"
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"returndesk/classifier"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/policy"
	"returndesk/store/bolt"
	"returndesk/templates"
)

// lists is what the lists of waiting cases and of returns are read from.
type lists interface {
	Queue(ctx context.Context, f desk.CaseFilter) ([]flow.QueueRow, error)
	RMAs(ctx context.Context, f desk.RMAFilter) ([]desk.RMA, error)
	Status(ctx context.Context) (control.Status, error)
}

// withLists is withDesk for a command that changes nothing. Where --data names a folder and there is no configuration, the data alone
// do: who looks into a restored backup on another machine has nothing else.
func (a *app) withLists(ctx context.Context, f func(lists, desk.Actor) error) error {
	if a.opener == nil && a.dataDir != "" && a.unconfigured() {
		return a.withData(ctx, f)
	}
	return a.withDesk(ctx, func(d control.Desk, by desk.Actor) error { return f(d, by) })
}

// withData reads a data folder: over the socket of the service that runs on it, else the store itself, which stays as it is.
func (a *app) withData(ctx context.Context, f func(lists, desk.Actor) error) error {
	client, by, err := control.Dial(ctx, a.dataDir)
	if err == nil {
		return errors.Join(f(client, by), client.Close())
	}
	if desk.CodeOf(err) != desk.CodeNotFound {
		return err
	}
	if info, err := os.Stat(a.dataDir); err == nil && !info.IsDir() {
		return desk.Errf(desk.CodeInvalid, "%s is no folder", a.dataDir).WithMend("give the folder in which returndesk.db lies")
	}
	if err := holdsData(a.dataDir); err != nil {
		return err
	}
	// Reading is enough: a backup may lie where nobody can write.
	if unix.Access(a.dataDir, unix.R_OK|unix.X_OK) != nil {
		if err := closedToUs(a.dataDir); err != nil {
			return err
		}
	}
	st, err := bolt.Open(ctx, a.dataDir, bolt.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }() // read only; nothing can be lost
	table, err := policy.Default()
	if err != nil {
		return err
	}
	words, err := templates.Load(nil)
	if err != nil {
		return err
	}
	engine, err := flow.New(flow.Options{Store: st, Orders: unknown{}, Reader: unknown{}, Table: table, Words: words, Now: a.now, Random: func() uint64 { return 0 },
		Secret: make([]byte, 16), Shop: flow.Shop{Zone: time.Local}}) // nothing is signed or drawn up
	if err != nil {
		return err
	}
	return f(dataLists{engine, st}, desk.Actor{})
}

// dataLists reads a store of which nobody knows the shop.
type dataLists struct {
	*flow.Engine
	store *bolt.Store
}

// Status says what the data alone tell.
func (d dataLists) Status(ctx context.Context) (control.Status, error) {
	counts, err := d.store.Counts(ctx)
	return control.Status{Waiting: counts.Waiting, Quarantined: counts.Mails[desk.MailQuarantined]}, err
}

// unknown stands for order data and for a reader of mails: a number counts as it was typed, and no mail is read.
type unknown struct{}

// Lookup implements flow.Orders.
func (unknown) Lookup(context.Context, []desk.NumberFound, string) (desk.Lookup, error) {
	return desk.Lookup{}, nil
}

// Read implements flow.Reader.
func (unknown) Read(context.Context, classifier.Input) desk.Reading { return desk.Reading{} }
