//go:build agents

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

// withDesk opens the desk (beside a running service, or the store itself), runs f as the
// person at the terminal, and closes the desk again.
func (a *app) withDesk(ctx context.Context, f func(control.Desk, desk.Actor) error) error {
	open := a.opener
	if open == nil {
		open = a.openDesk
	}
	d, by, done, err := open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(f(d, by), done())
}

// say prints a finished text.
func (a *app) say(text string) error {
	if _, err := fmt.Fprint(a.out, text); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// proposed finds the draft that an id means: a draft's own id, or that of a case with
// exactly one draft that waits.
func proposed(v flow.CaseView, id string) (desk.Draft, error) {
	id = strings.ToUpper(strings.TrimSpace(id))
	var open []desk.Draft
	for _, d := range v.Drafts {
		if d.ID == id {
			return d, nil
		}
		if d.State == desk.DraftProposed {
			open = append(open, d)
		}
	}
	switch {
	case id != v.Case.ID:
		return desk.Draft{}, desk.Errf(desk.CodeNotFound, "case %s has no draft %s", v.Case.ID, id).WithMend("see `returndesk show %s`", v.Case.ID)
	case len(open) == 0:
		return desk.Draft{}, desk.Errf(desk.CodeNotFound, "case %s has no draft that waits for approval", v.Case.ID).
			WithMend("see `returndesk show %s` for what can be done", v.Case.ID)
	case len(open) > 1:
		names := make([]string, len(open))
		for i, d := range open {
			names[i] = d.ID + " (" + d.Template + ")"
		}
		return desk.Draft{}, desk.Errf(desk.CodeInvalid, "case %s has %d drafts: %s", v.Case.ID, len(open), strings.Join(names, ", ")).
			WithMend("name one of them")
	}
	return open[0], nil
}

// member turns a word into a member of a closed list, or makes a usage error that lists
// what is possible. The empty word stays empty.
func member[T ~string](what, word string, all []T) (T, error) {
	if word == "" || slices.Contains(all, T(word)) {
		return T(word), nil
	}
	return "", usagef("%q is no %s; possible: %s", word, what, joined(all))
}

// members is member for several words.
func members[T ~string](what string, words []string, all []T) ([]T, error) {
	var out []T
	for _, w := range words {
		m, err := member(what, w, all)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

func joined[T ~string](all []T) string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return strings.Join(out, ", ")
}

// offer completes a flag's value from a closed list.
func offer[T ~string](c *cobra.Command, flag string, all []T) {
	words := strings.Split(joined(all), ", ")
	// It fails only for a flag that does not exist; completion is not worth an abort.
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}
