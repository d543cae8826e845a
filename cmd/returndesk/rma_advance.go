package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

func newRMAAdvanceCmd(a *app) *cobra.Command {
	var because string
	var set, photos []string
	c := &cobra.Command{
		Use:   "advance NUMBER STEP|STATE",
		Short: "Take a step with a return record",
		Long: "Take one of the steps that `rma show` lists. A step that tells the customer makes a draft, and the\n" +
			"record moves when that mail is sent; the others move it at once. The name of a state moves the\n" +
			"record there without a mail, where that is allowed, and says so.",
		Example: "  returndesk rma advance RMA-7K3Q-9TXB rma_authorized --set condition=\"unused, in its box\"\n" +
			"  returndesk rma advance RMA-7K3Q-9TXB inspection_fault --set finding=\"a cold joint\" --photo joint.jpg\n" +
			"  returndesk rma advance RMA-7K3Q-9TXB received --because \"parcel on the bench\"",
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			values, err := namedValues(set)
			if err != nil {
				return err
			}
			q := flow.RMAStep{RMA: args[0], Step: args[1], Because: because, Set: values}
			if q.Photos, err = readPhotos(photos); err != nil {
				return err
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				v, err := d.RMASteps(c.Context(), q.RMA)
				if err != nil {
					return err
				}
				step := slices.ContainsFunc(v.Steps, func(o flow.RMAOffer) bool { return o.Name == q.Step })
				if to := desk.RMAState(q.Step); !step && slices.Contains(desk.RMAStates(), to) {
					if len(q.Photos) > 0 {
						return usagef("photos come with a step, such as inspection_fault or note; %s is a state", to)
					}
					return a.advanceUntold(c.Context(), d, by, q, to)
				}
				return a.takeStep(c.Context(), d, by, q)
			})
		},
	}
	c.Flags().StringVar(&because, "because", "", "the reason (needed where no mail tells it)")
	c.Flags().StringArrayVar(&set, "set", nil, "a value that the step needs or takes, as name=value (may be repeated)")
	c.Flags().StringArrayVar(&photos, "photo", nil, "a file with a photo of the inspection (may be repeated)")
	jsonFlag(c, a)
	return c
}

// takeStep takes a step by its name.
func (a *app) takeStep(ctx context.Context, d control.Desk, by desk.Actor, q flow.RMAStep) error {
	done, err := d.TakeRMAStep(ctx, by, q)
	if err != nil {
		return err
	}
	if a.json {
		return a.printClean(done)
	}
	r := done.RMA
	switch {
	case done.Draft != nil:
		return a.say(fmt.Sprintf("%s stays %s until this mail is sent.\n", r.Number, spaced(r.State)) + a.look().Draft(*done.Draft))
	case done.Part != nil:
		return a.say(fmt.Sprintf("%s holds %d now, and %s the other %d.\n", r.Number, r.Qty, done.Part.Number, done.Part.Qty))
	}
	return a.say(fmt.Sprintf("%s: %s noted; it is %s.\n", r.Number, spaced(q.Step), spaced(r.State)))
}

// advanceUntold moves a record without a mail.
func (a *app) advanceUntold(ctx context.Context, d control.Desk, by desk.Actor, q flow.RMAStep, to desk.RMAState) error {
	if strings.TrimSpace(q.Because) == "" {
		return usagef("moving a record needs a reason: add --because \"...\"")
	}
	r, err := d.AdvanceRMA(ctx, by, q.RMA, to, q.Because, q.Set)
	if err != nil {
		return err
	}
	if a.json {
		return a.printClean(r)
	}
	return a.say(fmt.Sprintf("%s is %s now.\n", r.Number, spaced(r.State)) + untold(ctx, d, r))
}

func spaced[T ~string](word T) string { return strings.ReplaceAll(string(word), "_", " ") }

// namedValues reads --set name=value.
func namedValues(set []string) (map[string]string, error) {
	out := map[string]string{}
	for _, s := range set {
		key, value, ok := strings.Cut(s, "=")
		if !ok || strings.TrimSpace(key) == "" {
			return nil, usagef("--set %q has not the form name=value", s)
		}
		out[strings.TrimSpace(key)] = value
	}
	return out, nil
}

// readPhotos reads the files of an inspection.
func readPhotos(paths []string) ([]flow.RMAPhoto, error) {
	var out []flow.RMAPhoto
	for _, p := range paths {
		const mend = "name a picture of the inspection by --photo"
		f, err := namedFile(p, "the photo", mend)
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(f)
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "the photo %s cannot be read", p).WithMend(mend)
		}
		out = append(out, flow.RMAPhoto{Name: filepath.Base(p), Data: data})
	}
	return out, nil
}

// untold says that a record was moved without a mail, and which step tells the customer:
// the state's own, or the one that says where the return stands, where the case offers
// only that. Which states call for a mail stands in domain.md section 3.
func untold(ctx context.Context, d control.Desk, r desk.RMA) string {
	action := flow.Telling(r.State)
	if action == "" {
		return ""
	}
	const status = "rma_status"
	if v, err := d.Show(ctx, r.Case); err == nil {
		offers := func(name string) bool {
			return slices.ContainsFunc(v.Next, func(a desk.Action) bool { return a.Name == name })
		}
		if !offers(action) && offers(status) {
			action = status
		}
	}
	return fmt.Sprintf("The customer was not told: `returndesk resolve %s %s` drafts the mail.\n", r.Case, action)
}
