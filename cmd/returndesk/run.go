package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
)

// newRunCmd is the service.
func newRunCmd(a *app) *cobra.Command {
	var once, dry bool
	var listenAt string
	c := &cobra.Command{
		Use:   "run",
		Short: "Watch the mailbox, decide, draft, and send what was approved",
		Long: "run watches the configured mailboxes until it is stopped. Every mail becomes durable before it is\n" +
			"judged; replies wait for a person. --once drains, decides, drafts, sends what is approved, and ends.\n" +
			"--dry-run shows what would be decided and touches neither mailbox nor SMTP nor the data folder.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			if dry {
				return a.dryRun(ctx)
			}
			return a.serve(ctx, once, listenAt)
		},
	}
	c.Flags().BoolVar(&once, "once", false, "drain the mailbox, decide, draft, send what is approved, and end")
	c.Flags().BoolVar(&dry, "dry-run", false, "show what would be decided; change nothing")
	c.Flags().StringVar(&listenAt, "listen", "", "where the web console listens, or off (default: console.listen of the configuration)")
	jsonFlag(c, a)
	return c
}

// serve runs the service, or one round of it.
func (a *app) serve(ctx context.Context, once bool, listenAt string) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	if listenAt != "" {
		var why, mend string
		if cfg.Console, why, mend = cfg.Console.ListenAt(listenAt); why != "" {
			return usagef("--listen: %s; %s", why, mend)
		}
	}
	if err := fitTemplates(cfg.TemplatesDir); err != nil {
		return err
	}
	h, err := a.open(ctx, cfg, wiring{mail: true, judge: true})
	if err != nil {
		return tellOwner(ctx, cfg.DataDir, err)
	}
	end := h.service.tellStop(ctx)
	defer func() { h.close(); end() }()
	listener, err := listen(ctx, cfg)
	if err != nil {
		return err
	}
	server := control.NewServer(h.desk(), usersOf(cfg.Actors), h.service.log)
	ctx, stop := context.WithCancelCause(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.Serve(ctx, listener); err != nil {
			// Without its socket nobody could approve beside the service: it ends and says why.
			stop(desk.Wrap(desk.CodeUnavailable, err, "the service's socket broke"))
		}
	}()
	defer func() {
		stop(nil)
		<-ended
	}()
	h.service.begin()
	warnExposed(h.service.log, cfg)
	if once {
		err := h.service.once(ctx)
		if sum, sumErr := h.summary(ctx); sumErr == nil {
			_, _ = fmt.Fprintln(a.out, sum+". Next: returndesk queue") // a closed output must not undo the work
		}
		return err
	}
	if err := serveMetrics(ctx, stop, h); err != nil {
		return err
	}
	if err := a.serveConsole(ctx, stop, h, listenAt != ""); err != nil {
		return err
	}
	h.service.log.Info("watching", slog.Int("mailboxes", len(cfg.Mailboxes)), slog.String("data", cfg.DataDir))
	err = h.service.run(ctx)
	if cause := context.Cause(ctx); err == nil && desk.CodeOf(cause) == desk.CodeUnavailable {
		return cause
	}
	return err
}

// serveConsole serves the web console until ctx ends, or ends the service by stop when the
// console breaks. typed says that a flag names its address.
func (a *app) serveConsole(ctx context.Context, stop context.CancelCauseFunc, h *house, typed bool) error {
	c, err := a.openConsole(ctx, h, typed)
	if err != nil || c == nil {
		return err
	}
	h.service.log.Info("console", slog.String("address", c.url))
	if users, err := h.store.Users(ctx); err == nil && len(users) == 0 {
		h.service.log.Warn("nobody can log in to the console yet", slog.String("mend", "returndesk user add LOGIN --role admin"))
	}
	go func() {
		if err := c.Serve(ctx, c.listener); err != nil {
			stop(err)
		}
	}()
	return nil
}

// summary says in one line what lies in the store.
func (h *house) summary(ctx context.Context) (string, error) {
	n, err := h.store.Counts(ctx) // kept with each change: lists of a full mailbox would cost memory
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s for you, %s no reply, %d in quarantine", terminal.Count(n.Waiting, "case waits", "cases wait"),
		terminal.Count(n.Mails[desk.MailSuppressed], "mail needs", "mails need"), n.Mails[desk.MailQuarantined]), nil
}
