package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/user"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/config"
	"returndesk/demo"
	"returndesk/desk"
)

func newDemoCmd(a *app) *cobra.Command {
	var once bool
	var history int
	var listen, imapAt string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Watch the real program at work on a sample shop; needs nothing",
		Long: "Start a mail server with a sample mailbox, a shop with orders in every stage, and the real\n" +
			"program on both. Nothing is configured, nothing leaves this machine. The demo prints what was\n" +
			"decided about each mail and lets you approve replies and see them arrive.\n\n" +
			"Everything is written to a new folder (or the one that --data names), which stays.",
		Example: "  returndesk demo\n  returndesk demo --once\n  returndesk demo --listen 127.0.0.1:8420 --imap-listen 127.0.0.1:1143 --data ./demo",
		RunE: func(c *cobra.Command, _ []string) error {
			if history < 0 || history > 26 {
				return usagef("--history %d: give 0 to 26 weeks", history)
			}
			// Only a sample shop's mails would cross a network in clear: where it may be reached is
			// left to whoever starts it.
			if why, mend := config.ListenAddress(listen); why != "" {
				return usagef("--listen: %s; %s", why, mend)
			}
			return a.demo(c.Context(), imapAt, listen, history, once)
		},
	}
	c.Flags().BoolVar(&once, "once", false, "print what was decided, and end")
	c.Flags().IntVar(&history, "history", 0, "weeks of simulated mails before the sample; some seconds each")
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "where the web console listens, or off")
	c.Flags().StringVar(&imapAt, "imap-listen", "127.0.0.1:0", "where the sample IMAP server listens; SMTP takes the next port")
	return c
}

// demoUndo is how long an approved mail waits for second thoughts where a person sits at the
// keyboard; shorter than usual, since he watches it leave.
const demoUndo = 8 * time.Second

// demoLogin is the user of the demo's console.
const demoLogin = "demo"

// exhibit is one run of the demo.
type exhibit struct {
	a       *app
	look    terminal.Look
	sample  *demo.Sample
	place   demo.Place
	cfg     config.Config
	actor   desk.Actor
	servers demo.Servers
	mailbox *demo.Mailbox
	outbox  *demo.Outbox
	house   *house
	console *consoleAt // nil: none
	rows    []exhibitRow
	past    bool // the store holds a history
}

// demo runs the exhibit.
func (a *app) demo(ctx context.Context, mailAt, consoleAt string, history int, once bool) (err error) {
	imapAt, smtpAt, err := addressesOf(mailAt)
	if err != nil {
		return err
	}
	if a.dataDir != "" { // before anything is started for it
		if err := demo.PlaceAt(a.dataDir).Vacant(); err != nil {
			return err
		}
	}
	e := &exhibit{a: a, look: a.look(), actor: desk.Actor{Name: demo.DemoActor, Role: desk.RoleAdmin}}
	defer func() { err = errors.Join(err, e.close()) }()
	if err := a.say(e.look.DemoHead("returndesk demo: a sample shop, a sample mailbox, the real program") + "\n"); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{
		func(context.Context) error { return e.startServers(imapAt, smtpAt) },
		func(ctx context.Context) error { return e.furnish(ctx, history) },
		func(ctx context.Context) error { return e.openHouse(ctx, consoleAt) },
		e.work,
		e.report,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if once {
		return nil
	}
	return e.talk(ctx)
}

// startServers opens the two mail servers, empty as yet.
func (e *exhibit) startServers(imapAt, smtpAt string) error {
	began := time.Now()
	e.servers = demo.Servers{Password: rand.Text(), User: userName()}
	if _, typed := isTerminal(e.a.in); typed {
		e.servers.Undo = demoUndo
	}
	var err error
	if e.mailbox, err = demo.OpenMailbox(imapAt, e.servers.Password); err != nil {
		return err
	}
	if e.outbox, err = demo.OpenOutbox(smtpAt); err != nil {
		return err
	}
	e.servers.IMAPHost, e.servers.IMAPPort = e.mailbox.Address()
	e.servers.SMTPHost, e.servers.SMTPPort = e.outbox.Address()
	return e.step(began, "mail servers at %s: IMAP on port %d, SMTP on port %d", e.servers.IMAPHost, e.servers.IMAPPort, e.servers.SMTPPort)
}

// furnish makes the shop and its mails, delivers them, and writes the folder with the
// configuration that leads to all of it.
func (e *exhibit) furnish(ctx context.Context, history int) error {
	began := time.Now()
	dir := e.a.dataDir
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "returndesk-demo-"); err != nil {
			return desk.Wrap(desk.CodeUnavailable, err, "no temporary folder can be made").WithMend("name a folder by --data")
		}
	}
	e.place = demo.PlaceAt(dir)
	if err := e.place.Prepare(); err != nil {
		return err
	}
	var err error
	if e.sample, err = demo.New(e.a.now()); err != nil {
		return err
	}
	if history > 0 {
		if err := e.remember(ctx, history); err != nil {
			return err
		}
	}
	if err := e.mailbox.Deliver(e.sample.Letters...); err != nil {
		return err
	}
	if err := e.sample.WriteInto(e.place, e.servers); err != nil {
		return err
	}
	return e.step(began, "%d orders and %d mails made, with photos and films", len(e.sample.Orders), len(e.sample.Letters))
}

// addressesOf gives the addresses of both servers: SMTP takes the port after IMAP's.
func addressesOf(listen string) (imapAt, smtpAt string, err error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return "", "", usagef("--imap-listen %s is no address; write it as 127.0.0.1:1143", listen)
	}
	n, err := strconv.Atoi(port)
	if err != nil || n < 0 || n > 65534 {
		return "", "", usagef("--imap-listen %s names no port up to 65534", listen)
	}
	if n > 0 {
		n++
	}
	return listen, net.JoinHostPort(host, strconv.Itoa(n)), nil
}

// userName is this machine's name for the person at the keyboard; "" when it has none, as
// in a container that was given a bare uid.
func userName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}

// openHouse wires the program as `run` does, from the file that was written.
func (e *exhibit) openHouse(ctx context.Context, consoleAt string) error {
	var err error
	if e.cfg, err = config.Load(e.place.Config); err != nil {
		return err
	}
	e.cfg.Console.Listen = consoleAt
	e.house, err = e.a.open(ctx, e.cfg, wiring{mail: true, judge: true})
	return err
}

// work lets the service read, decide and draft everything, and shows how far it is.
func (e *exhibit) work(ctx context.Context) error {
	began := time.Now()
	ended := make(chan error, 1)
	go func() { ended <- e.house.service.once(ctx) }()
	_, live := isTerminal(e.a.out)
	live = live && !e.past // the bar counts all mails of the store
	tick := time.NewTicker(80 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			if live {
				_ = e.a.say("\r\x1b[K") // the next line says what matters
			}
			if err != nil {
				return err
			}
			return e.step(began, "every mail fetched, read, checked against orders and policy, and answered by a draft")
		case <-tick.C:
			if !live {
				continue
			}
			done, err := e.handled(ctx)
			if err != nil {
				continue // the work itself tells of a store that fails
			}
			what := "reading and deciding"
			if done == len(e.sample.Letters) {
				what = "looking at photos   " // a photo is judged once its mail is safely decided
			}
			if err := e.a.say(e.look.DemoBar(what, done, len(e.sample.Letters))); err != nil {
				return errors.Join(err, <-ended)
			}
		}
	}
}

// handled counts the mails that the program is done with.
func (e *exhibit) handled(ctx context.Context) (int, error) {
	n := 0
	for _, state := range []desk.MailState{desk.MailDecided, desk.MailSuppressed, desk.MailQuarantined, desk.MailJoined} {
		list, err := e.house.store.MailsIn(ctx, state, len(e.sample.Letters), "")
		if err != nil {
			return 0, err
		}
		n += len(list)
	}
	return n, nil
}

// step prints what was done and how long it took by the machine's clock.
func (e *exhibit) step(began time.Time, format string, args ...any) error {
	return e.a.say(e.look.DemoStep(fmt.Sprintf(format, args...), fmt.Sprintf("%.1f s", time.Since(began).Seconds())))
}

// close ends everything. The folder stays.
func (e *exhibit) close() error {
	if e.house != nil {
		e.house.close()
	}
	var errs []error
	if e.mailbox != nil {
		errs = append(errs, e.mailbox.Close())
	}
	if e.outbox != nil {
		errs = append(errs, e.outbox.Close())
	}
	return errors.Join(errs...)
}
