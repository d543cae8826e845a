package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
)

// parkedLimit is how many mails a listing shows unless --limit says otherwise.
const parkedLimit = 100

func newQuarantineCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "quarantine",
		Short: "List, show and replay mails that have no case",
		Long: "Mails without a case: those that could not be read or handled (quarantine), machine mail\n" +
			"that was set aside (--suppressed), and those above the size limit (--too-big).",
		SuggestionsMinimumDistance: 2,
	}
	c.AddCommand(newQuarantineListCmd(a), newQuarantineShowCmd(a), newQuarantineReplayCmd(a))
	return c
}

func newQuarantineListCmd(a *app) *cobra.Command {
	var suppressed, tooBig bool
	var limit int
	c := &cobra.Command{
		Use:   "list",
		Short: "List mails that have no case",
		RunE: func(c *cobra.Command, _ []string) error {
			state := desk.MailQuarantined
			switch {
			case suppressed && tooBig:
				return usagef("--suppressed and --too-big are two lists: ask for one")
			case limit <= 0:
				return usagef("--limit %d is below one", limit)
			case suppressed:
				state = desk.MailSuppressed
			case tooBig:
				state = desk.MailTooBig
			}
			return a.withDesk(c.Context(), func(d control.Desk, _ desk.Actor) error {
				list, err := d.Parked(c.Context(), state, limit)
				if err != nil {
					return err
				}
				if a.json {
					if list == nil {
						list = []desk.Mail{}
					}
					return a.printClean(list)
				}
				return a.say(a.look().Parked(list, state))
			})
		},
	}
	c.Flags().BoolVar(&suppressed, "suppressed", false, "machine mail, newsletters and spam that were set aside")
	c.Flags().BoolVar(&tooBig, "too-big", false, "mails above the size limit")
	c.Flags().IntVar(&limit, "limit", parkedLimit, "at most this many mails")
	jsonFlag(c, a)
	return c
}

func newQuarantineShowCmd(a *app) *cobra.Command {
	var raw bool
	c := &cobra.Command{
		Use:   "show MAIL",
		Short: "Show a mail that has no case",
		Long: "Show a mail by the first characters of its id. --raw gives its bytes, for a file or a\n" +
			"program; on a terminal what could take the terminal over is left out.",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if raw && a.json {
				return usagef("--raw and --json are two forms: ask for one")
			}
			return a.withDesk(c.Context(), func(d control.Desk, _ desk.Actor) error {
				m, b, err := d.ParkedMail(c.Context(), args[0])
				if err != nil {
					return err
				}
				switch _, tty := isTerminal(a.out); {
				case a.json:
					return a.printClean(struct {
						desk.Mail
						Raw []byte `json:"raw"`
					}{m, b})
				case raw && tty:
					return a.say(terminal.Text(string(b)))
				case raw:
					return a.say(string(b))
				}
				return a.say(a.look().ParkedMail(m, b))
			})
		},
	}
	c.Flags().BoolVar(&raw, "raw", false, "only the mail's bytes")
	jsonFlag(c, a)
	return c
}

func newQuarantineReplayCmd(a *app) *cobra.Command {
	var because string
	c := &cobra.Command{
		Use:   "replay MAIL...",
		Short: "Handle mails without a case again; a suppressed one becomes a case",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				done, failed := []desk.Mail{}, false
				for _, id := range args {
					m, err := d.Replay(c.Context(), by, id, because)
					if err != nil && len(args) == 1 {
						return err
					}
					if err != nil {
						printError(a.err, err)
						failed = true
						continue
					}
					done = append(done, m)
					if a.json {
						continue
					}
					if err := a.say(replayed(m)); err != nil {
						return err
					}
				}
				if a.json {
					if err := a.printClean(done); err != nil {
						return err
					}
				}
				if failed {
					return errShown
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&because, "because", "", "why, for the history")
	jsonFlag(c, a)
	return c
}

// replayed says what became of a mail.
func replayed(m desk.Mail) string {
	id := m.ID[:min(len(m.ID), 12)]
	if m.Case != "" {
		return fmt.Sprintf("%s belongs to case %s now. See `returndesk show %s`.\n", id, m.Case, m.Case)
	}
	return fmt.Sprintf("%s is %s.\n", id, m.State)
}
