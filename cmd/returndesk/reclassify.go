package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

func newReclassifyCmd(a *app) *cobra.Command {
	var also, add, drop []string
	var co flow.Correction
	var undo bool
	c := &cobra.Command{
		Use:   "reclassify CASE [CLASS]",
		Short: "Say what a mail really is; the case is decided anew",
		Long: "Say what a mail really is: its class, its signals, its order, or several of them. The case is\n" +
			"decided anew with your reading, and the open draft is replaced. The correction is kept: near-identical\n" +
			"later mails follow it at once, \"returndesk classifier train\" learns from it, and \"returndesk\n" +
			"classifier corrections\" lists it and takes it back. Another order holds for the same customer's\n" +
			"mails alone. A class of yours that was wrong is taken back with --undo: nothing is learnt from it.\n" +
			"That a mail tells of danger is taken away with a reason only, for this case alone.\n\nClasses: " + joined(desk.Classes()[:6]) + ",\n" + joined(desk.Classes()[6:]) + ".",
		Example: "  returndesk reclassify C-1042 transit_damage --add-signal packaging_described\n" +
			"  returndesk reclassify C-1042 --drop-signal wants_refund --add-signal wants_replacement\n" +
			"  returndesk reclassify C-1042 delay --order HW-10512 --also \"\"\n" +
			"  returndesk reclassify C-1042 --undo",
		Args: cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			co.Case = args[0]
			if undo {
				if len(args) > 1 || c.Flags().Changed("also") || len(add)+len(drop) > 0 || co.Order+co.Because != "" {
					return usagef("--undo stands alone: it takes back the class that you said last")
				}
				return a.unclass(c.Context(), co.Case)
			}
			var err error
			if len(args) > 1 {
				if co.Class, err = member("class", args[1], desk.Classes()); err != nil {
					return err
				}
			}
			if co.Also, err = members("class", nonEmpty(also), desk.Classes()); err != nil {
				return err
			}
			if c.Flags().Changed("also") && co.Also == nil {
				co.Also = []desk.Class{}
			}
			if co.Add, err = members("signal", add, desk.Signals()); err != nil {
				return err
			}
			if co.Drop, err = members("signal", drop, desk.Signals()); err != nil {
				return err
			}
			if co.Class == "" && co.Also == nil && len(co.Add)+len(co.Drop) == 0 && co.Order == "" {
				return usagef("say what the mail is: a class, --also, --add-signal, --drop-signal or --order")
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				decided, err := d.Reclassify(c.Context(), by, co)
				if err != nil {
					return err
				}
				return a.decided(decided, "is decided anew")
			})
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) != 1 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return strings.Split(joined(desk.Classes()), ", "), cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.Flags().StringSliceVar(&also, "also", nil, "what else the mail is about, in place of what was read (\"\": nothing)")
	c.Flags().StringSliceVar(&add, "add-signal", nil, "signals that the reader missed")
	c.Flags().StringSliceVar(&drop, "drop-signal", nil, "signals that the reader made up")
	c.Flags().StringVar(&co.Order, "order", "", "the order that the mail is about")
	c.Flags().StringVar(&co.Because, "because", "", "why, for the history")
	c.Flags().BoolVar(&undo, "undo", false, "take back the class that you said last")
	offer(c, "also", desk.Classes())
	offer(c, "add-signal", desk.Signals())
	offer(c, "drop-signal", desk.Signals())
	jsonFlag(c, a)
	return c
}

// unclass takes back the class that the caller said last of a case.
func (a *app) unclass(ctx context.Context, id string) error {
	return a.withDesk(ctx, func(d control.Desk, by desk.Actor) error {
		c, err := d.Unclass(ctx, by, id, "")
		if err != nil {
			return err
		}
		return a.decided(c, "is what it was")
	})
}

// decided tells what a case is now.
func (a *app) decided(c desk.Case, how string) error {
	if a.json {
		return a.printClean(c)
	}
	return a.say(fmt.Sprintf("%s %s: %s, %s. See `returndesk show %s`.\n", c.ID, how, c.Class, c.Outcome, c.ID))
}

// nonEmpty leaves empty words out.
func nonEmpty(words []string) []string {
	var out []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}
