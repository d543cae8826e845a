package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

func newQueueCmd(a *app) *cobra.Command {
	var class, outcome, flag, held string
	var f desk.CaseFilter
	c := &cobra.Command{
		Use:   "queue",
		Short: "List the cases that wait for a person, the most urgent first",
		Example: "  returndesk queue\n  returndesk queue --flag safety\n  returndesk queue --for me\n" +
			"  returndesk queue --address jo@example.com --word cracked",
		RunE: func(c *cobra.Command, _ []string) error {
			var err error
			if f.Class, err = member("class", class, desk.Classes()); err != nil {
				return err
			}
			if f.Outcome, err = member("outcome", outcome, desk.Outcomes()); err != nil {
				return err
			}
			if f.Flag, err = member("flag", flag, desk.Flags()); err != nil {
				return err
			}
			if f.Held, err = member("value of --for", held, desk.Helds()); err != nil {
				return err
			}
			if f.Limit < 0 {
				return usagef("--limit %d is below zero", f.Limit)
			}
			// The index knows single words, and "smells burnt" is two of them.
			f.Words = strings.Fields(strings.NewReplacer(",", " ", ";", " ", `"`, " ", "?", " ", "!", " ").Replace(strings.Join(f.Words, " ")))
			return a.withLists(c.Context(), func(d lists, by desk.Actor) error {
				f.Approver = by
				return a.queue(c, d, f)
			})
		},
	}
	c.Flags().StringVar(&class, "class", "", "only cases of this class")
	c.Flags().StringVar(&outcome, "outcome", "", "only cases with this outcome")
	c.Flags().StringVar(&flag, "flag", "", "only cases with this flag")
	c.Flags().StringVar(&held, "for", "", "only what waits for more than an agent: me (what I may release) or senior (all of it)")
	c.Flags().StringVar(&f.Order, "order", "", "only cases about this order")
	c.Flags().StringVar(&f.Address, "address", "", "only cases of this customer's address")
	c.Flags().StringArrayVar(&f.Words, "word", nil, "only cases whose mails hold this word, or each of several (may be repeated)")
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many cases (0: 100)")
	offer(c, "class", desk.Classes())
	offer(c, "outcome", desk.Outcomes())
	offer(c, "flag", desk.Flags())
	offer(c, "for", desk.Helds())
	jsonFlag(c, a)
	return c
}

func (a *app) queue(c *cobra.Command, d lists, f desk.CaseFilter) error {
	rows, err := d.Queue(c.Context(), f)
	if err != nil {
		return err
	}
	if a.json {
		if rows == nil {
			rows = []flow.QueueRow{}
		}
		return a.printClean(rows)
	}
	st, err := d.Status(c.Context())
	if err != nil { // the queue is worth showing without it
		st = control.Status{}
		_, _ = fmt.Fprintf(a.err, "warning: the state of the service is not known: %s\n", desk.MessageOf(err)) // nowhere left to report to
	}
	narrowed := f.Class != "" || f.Outcome != "" || f.Flag != "" || f.Held != "" || f.Order != "" || f.Address != "" || len(f.Words) > 0
	return a.say(a.look().Queue(rows, st, narrowed))
}
