package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/store/bolt"
)

// newRestoreCmd makes a data folder from a backup.
func newRestoreCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Make the data folder from a backup",
		Long: "restore fills the data folder (of the configuration, or the one that --data names) from a file\n" +
			"that `returndesk backup` wrote (-: standard input). The folder must hold no data yet, and no service may run on it.\n" +
			"Run it as the user who runs the service. Replies that were approved but not sent when the backup\n" +
			"was taken wait for an approval again, since they may have left meanwhile.",
		Example: "  returndesk restore /var/backups/returndesk-2026-11-20.tar\n  returndesk restore --data /tmp/look backup.tar",
		Args:    cobra.ExactArgs(1),
		RunE:    func(c *cobra.Command, args []string) error { return a.restore(c.Context(), args[0]) },
	}
	jsonFlag(c, a)
	return c
}

// restored is what restore --json prints.
type restored struct {
	Data    string `json:"data"`
	Waiting int    `json:"waiting"` // cases that wait for a person
	Mails   int    `json:"mails"`
}

func (a *app) restore(ctx context.Context, path string) error {
	dir, err := a.targetFolder()
	if err != nil {
		return err
	}
	client, _, err := control.Dial(ctx, dir)
	if err == nil {
		err = client.Close()
	}
	switch code := desk.CodeOf(err); code {
	case desk.CodeNotFound:
	case "", desk.CodeForbidden: // somebody answers, whatever the answer
		return desk.Errf(desk.CodeLocked, "a service runs on %s", dir).WithMend("stop it first")
	default:
		return errors.Join(desk.Errf(desk.CodeLocked, "a service runs on %s, or did", dir).WithMend("stop it first"), err)
	}
	from := a.in
	if path != "-" {
		f, err := namedFile(path, "the backup", "name a file that `returndesk backup` wrote")
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }() // only read
		from = f
	}
	if err := bolt.Restore(ctx, from, dir); err != nil {
		if code := desk.CodeOf(err); code == desk.CodeInvalid { // the store knows no files' names
			return desk.Errf(code, "%s: %s", fileName(path), messageOf(err)).WithMend("name another file that `returndesk backup` wrote")
		}
		return err
	}
	done, err := lookInto(ctx, dir)
	if err != nil {
		return err
	}
	if a.json {
		return a.printClean(done)
	}
	return a.say(fmt.Sprintf("%s holds %s again; %s for you. What came and went since the backup is read\n"+
		"anew from the mailbox at the next start. Look at `returndesk queue` before you approve.\n", done.Data,
		terminal.Count(done.Mails, "mail", "mails"), terminal.Count(done.Waiting, "case waits", "cases wait")))
}

// targetFolder gives the folder to restore into; with --data no configuration is needed.
func (a *app) targetFolder() (string, error) {
	if a.dataDir != "" {
		return a.dataDir, nil
	}
	cfg, err := a.loadConfig()
	return cfg.DataDir, err
}

// lookInto counts what a store holds.
func lookInto(ctx context.Context, dir string) (done restored, err error) {
	s, err := bolt.Open(ctx, dir, bolt.Options{Timeout: time.Second})
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	counts, err := s.Counts(ctx)
	if err != nil {
		return done, err
	}
	done.Data, done.Waiting = dir, counts.Waiting
	for _, n := range counts.Mails {
		done.Mails += n
	}
	return done, nil
}
