package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
)

// newEraseCmd removes everything about a person.
func newEraseCmd(a *app) *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use:   "erase ADDRESS",
		Short: "Remove everything that is kept about a customer",
		Long: "erase removes the cases of a mail address with their decisions, drafts, RMAs, pictures and history,\n" +
			"and the mails of those cases and from that address. Of a mail stays that it was there, so that it\n" +
			"is not read anew; of a case, that it was erased, when and by whom. Other people's cases lose what\n" +
			"they hold of this address: facts of its orders, and drafts to it. It takes the role admin.\n\n" +
			"The mailbox itself, its Sent folder, the orders file and older backups are not touched.",
		Example: "  returndesk erase jo@example.com",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if !yes && !a.interactive() {
				return usagef("erasing without a terminal needs --yes")
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error { return a.erase(c.Context(), d, by, args[0], yes) })
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	jsonFlag(c, a)
	return c
}

func (a *app) erase(ctx context.Context, d control.Desk, by desk.Actor, address string, yes bool) error {
	if !yes {
		ok, err := a.confirm(ctx, fmt.Sprintf("Remove everything about %s? This cannot be taken back.", clip(address, 120)))
		if err != nil {
			return err
		}
		if !ok {
			return a.say("Nothing was removed.\n")
		}
	}
	gone, err := d.Erase(ctx, by, address)
	if err != nil {
		return err
	}
	if a.json {
		return a.printClean(gone)
	}
	if gone == (desk.Erasure{}) {
		return a.say(fmt.Sprintf("Nothing about %s is kept here.\n", clip(address, 120)))
	}
	said := fmt.Sprintf("Removed: %s, %s, %s, %s, %s, %s.\n",
		terminal.Count(gone.Cases, "case", "cases"), terminal.Count(gone.Mails, "mail", "mails"), terminal.Count(gone.Drafts, "draft", "drafts"),
		terminal.Count(gone.RMAs, "RMA", "RMAs"), terminal.Count(gone.Pictures, "picture", "pictures"), terminal.Count(gone.Corrections, "correction", "corrections"))
	if gone.Redacted > 0 {
		said += fmt.Sprintf("Cases of other people from which name, address and drafts were taken: %d.\n", gone.Redacted)
	}
	return a.say(said + "The mailbox, its Sent folder, the orders file and backups taken earlier still hold what they hold.\n")
}
