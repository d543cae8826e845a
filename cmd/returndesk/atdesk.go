package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

// deskOpener opens a desk: it gives the desk, who the caller is, and what closes it.
type deskOpener func(ctx context.Context) (control.Desk, desk.Actor, func() error, error)

// agentCommands gives the commands with which people work on cases.
func agentCommands(a *app) []*cobra.Command {
	return []*cobra.Command{
		newQueueCmd(a), newShowCmd(a), newApproveCmd(a), newEditCmd(a), newRejectCmd(a), newUndoCmd(a),
		newReclassifyCmd(a), newResolveCmd(a), newAskCmd(a), newSnoozeCmd(a), newNoteCmd(a), newHandUpCmd(a), newRMACmd(a),
		newQuarantineCmd(a), newDigestCmd(a), newOrdersCmd(a), newAcknowledgeCmd(a),
		newUserCmd(a), newBackupCmd(a), newRestoreCmd(a), newEraseCmd(a), newExportCmd(a), newImportCmd(a),
	}
}

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

// printClean prints JSON in which nothing is left that a terminal would obey; a program
// reads the same values from it.
func (a *app) printClean(v any) error {
	var doc strings.Builder
	to := *a
	to.out = &doc
	if err := to.printJSON(v); err != nil {
		return err
	}
	return a.say(terminal.JSON(doc.String()))
}

// draftMeant finds the draft that an id means: a draft's own id, or that of a case with
// exactly one draft in the state that the command is for.
func draftMeant(v flow.CaseView, id string, state desk.DraftState) (desk.Draft, error) {
	id = strings.ToUpper(strings.TrimSpace(id))
	var fit []desk.Draft
	for _, d := range v.Drafts {
		if d.ID == id {
			return d, nil
		}
		if d.State == state {
			fit = append(fit, d)
		}
	}
	switch {
	case id != v.Case.ID:
		return desk.Draft{}, desk.Errf(desk.CodeNotFound, "case %s has no draft %s", v.Case.ID, id).WithMend("see `returndesk show %s`", v.Case.ID)
	case len(fit) == 0:
		return desk.Draft{}, desk.Errf(desk.CodeNotFound, "case %s has no draft that is %s", v.Case.ID, state).
			WithMend("see `returndesk show %s` for what can be done", v.Case.ID)
	case len(fit) > 1:
		names := make([]string, len(fit))
		for i, d := range fit {
			names[i] = d.ID + " (" + d.Template + ")"
		}
		return desk.Draft{}, desk.Errf(desk.CodeInvalid, "case %s has %d drafts: %s", v.Case.ID, len(fit), strings.Join(names, ", ")).
			WithMend("name one of them")
	}
	return fit[0], nil
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

// offer completes a flag's value from a closed list.
func offer[T ~string](c *cobra.Command, flag string, all []T) {
	words := strings.Split(joined(all), ", ")
	// It fails only for a flag that does not exist; completion is not worth an abort.
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}
