package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

// maxEdit bounds an edited draft, in bytes.
const maxEdit = 1 << 20

// draftFile is the mend where no new text of a draft was given.
const draftFile = "name a file with the lines To: and Subject:, an empty line, then the text"

func newEditCmd(a *app) *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Edit a draft in $VISUAL or $EDITOR",
		Long: "Edit a draft's To, Subject and text. The file begins with the lines To: and Subject:,\n" +
			"then an empty line, then the text. Nothing happens when it is left as it was, and a\n" +
			"draft that somebody else changed meanwhile is not overwritten.",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				return a.edit(c.Context(), d, by, args[0], file)
			})
		},
	}
	c.Flags().StringVar(&file, "file", "", "take the new draft from this file instead of an editor (-: standard input)")
	jsonFlag(c, a)
	return c
}

func (a *app) edit(ctx context.Context, d control.Desk, by desk.Actor, id, file string) error {
	v, err := d.Show(ctx, id)
	if err != nil {
		return err
	}
	draft, err := draftMeant(v, id, desk.DraftProposed)
	if err != nil {
		return err
	}
	if draft.State != desk.DraftProposed {
		return desk.Errf(desk.CodeIllegal, "draft %s is %s and cannot be edited", draft.ID, draft.State).WithMend("see `returndesk show %s` for what can be done", draft.Case)
	}
	before := editText(draft)
	after, kept, err := a.newWords(ctx, draft.ID, before, file)
	if err != nil {
		return err
	}
	if strings.TrimSpace(after) == strings.TrimSpace(before) {
		removeKept(kept)
		return a.say("Nothing was changed.\n")
	}
	edited, err := a.saveEdit(ctx, d, by, draft, after)
	if err != nil {
		if kept != "" { // nobody's words are lost
			_, _ = fmt.Fprintf(a.err, "your text is kept in %s\n", kept) // the error itself follows
		}
		return err
	}
	removeKept(kept)
	if a.json {
		return a.printClean(edited)
	}
	return a.say(a.look().Draft(edited))
}

// saveEdit reads the edited text and hands it over.
func (a *app) saveEdit(ctx context.Context, d control.Desk, by desk.Actor, draft desk.Draft, after string) (desk.Draft, error) {
	e, err := parseEdit(after)
	if err != nil {
		return draft, err
	}
	e.Draft, e.Seen = draft.ID, draft.ContentHash()
	if len(draft.To) == 1 && strings.EqualFold(e.To, draft.To[0].Address) {
		e.To = "" // unchanged: the name beside the address stays
	}
	return d.EditDraft(ctx, by, e)
}

// newWords gets the new text from a file, or from an editor on a temporary one that only
// this user can read. It gives the temporary file's name, which stays until the text is
// safe elsewhere.
func (a *app) newWords(ctx context.Context, id, before, file string) (after, kept string, err error) {
	switch file {
	case "":
		return a.inEditor(ctx, id, before)
	case "-":
		after, err = readBounded(a.in, "standard input")
		return after, "", err
	}
	f, err := namedFile(file, "the file", draftFile)
	if err != nil {
		return "", "", err
	}
	defer func() { _ = f.Close() }() // opened for reading only
	after, err = readBounded(f, file)
	return after, "", err
}

func readBounded(r io.Reader, name string) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxEdit+1))
	if err != nil {
		return "", desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "%s cannot be read", name).WithMend(draftFile)
	}
	if len(b) > maxEdit {
		return "", desk.Errf(desk.CodeInvalid, "%s is longer than %d bytes", name, maxEdit).WithMend("shorten it")
	}
	return string(b), nil
}

// inEditor runs $VISUAL, else $EDITOR, else vi. The variable may hold arguments, so that
// a shell splits it, as git and crontab do.
func (a *app) inEditor(ctx context.Context, id, before string) (after, kept string, err error) {
	f, err := os.CreateTemp("", "returndesk-"+id+"-*.txt") // mode 0600
	if err != nil {
		return "", "", desk.Wrap(desk.CodeUnavailable, err, "no temporary file can be made").WithMend("set TMPDIR to a folder that you may write to")
	}
	name := f.Name()
	_, err = f.WriteString(before)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		removeKept(name)
		return "", "", desk.Wrap(desk.CodeUnavailable, err, "the temporary file %s cannot be written", name).WithMend("make room, or set TMPDIR to another folder")
	}
	editor := a.editor()
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", editor+` "$1"`, "returndesk", name)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = a.in, a.out, a.err
	if err := cmd.Run(); err != nil {
		return "", name, desk.Wrap(desk.CodeUnavailable, err, "the editor %q failed; what it wrote is in %s", editor, name).
			WithMend("set VISUAL or EDITOR to an editor that is installed, or use --file")
	}
	g, err := os.Open(name) // by name: editors replace the file
	if err != nil {
		return "", "", desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "the edited file %s cannot be read", name).WithMend("edit again, and save under the same name")
	}
	defer func() { _ = g.Close() }() // opened for reading only
	after, err = readBounded(g, name)
	return after, name, err
}

func (a *app) editor() string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if e := strings.TrimSpace(a.env(name)); e != "" {
			return e
		}
	}
	return "vi"
}

// removeKept removes the temporary file; that it cannot be removed changes nothing.
func removeKept(name string) {
	if name != "" {
		_ = os.Remove(name)
	}
}

// editText writes a draft as the file that a person edits.
func editText(d desk.Draft) string {
	var out strings.Builder
	if len(d.To) == 1 {
		out.WriteString("To: " + d.To[0].Address + "\n")
	}
	out.WriteString("Subject: " + d.Subject + "\n\n")
	out.WriteString(strings.TrimRight(d.Text, "\n") + "\n")
	return out.String()
}

// parseEdit reads such a file. An unknown header line is an error, since it is more
// likely a text that lost its empty line.
func parseEdit(s string) (flow.Edit, error) {
	var e flow.Edit
	s = strings.TrimPrefix(strings.ReplaceAll(s, "\r\n", "\n"), "\ufeff")
	head, body, ok := strings.Cut(strings.TrimLeft(s, "\n"), "\n\n")
	if !ok {
		return e, desk.Errf(desk.CodeInvalid, "the draft has no empty line between Subject: and the text").WithMend("put one there")
	}
	for line := range strings.SplitSeq(head, "\n") {
		name, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "to":
			e.To = value
		case "subject":
			e.Subject = value
		default:
			ok = false
		}
		if !ok {
			return e, desk.Errf(desk.CodeInvalid, "the line %q stands before the empty line and is neither To: nor Subject:", line).
				WithMend("leave an empty line below Subject:")
		}
	}
	if e.Subject == "" {
		return e, desk.Errf(desk.CodeInvalid, "the draft has no subject").WithMend("write it behind Subject:")
	}
	if strings.TrimSpace(body) == "" {
		return e, desk.Errf(desk.CodeInvalid, "the draft has no text").WithMend("use `returndesk reject` to send nothing")
	}
	e.Text = body
	return e, nil
}
