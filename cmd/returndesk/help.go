package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"returndesk/cmd/returndesk/terminal"
)

// newHelpCmd is cobra's own help but for a topic that does not exist: that is told, with what
// may be meant, and ends with exit code 2.
func newHelpCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Help about any command",
		Long:  "Help about any command: returndesk help COMMAND, as in `returndesk help rma advance`.",
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			of, rest := topic(c.Root(), args)
			if len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var out []cobra.Completion
			for _, sub := range of.Commands() {
				if sub.IsAvailableCommand() {
					out = append(out, cobra.CompletionWithDesc(sub.Name(), sub.Short))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			of, rest := topic(c.Root(), args)
			if len(rest) > 0 {
				return ofCommand(of, usagef("there is no help about %q%s", strings.Join(args, " "), meant(commandsNear(of, rest[0]))))
			}
			of.InitDefaultHelpFlag()
			return of.Help()
		},
	}
}

// help prints a command's help inside the terminal's width.
func (a *app) help(c *cobra.Command, _ []string) {
	about := c.Long
	if about == "" {
		about = c.Short
	}
	_ = a.say(terminal.Look{Width: a.width()}.Help(about, c.UsageString())) // cobra's help cannot fail either
}

// topic finds the command that words name, and the words that name nothing below it.
func topic(c *cobra.Command, words []string) (*cobra.Command, []string) {
	for len(words) > 0 {
		var next *cobra.Command
		for _, sub := range c.Commands() {
			if sub.Name() == words[0] || sub.HasAlias(words[0]) {
				next = sub
			}
		}
		if next == nil {
			break
		}
		c, words = next, words[1:]
	}
	return c, words
}

// commandsNear gives the commands below c whose names are like a word.
func commandsNear(c *cobra.Command, word string) []string {
	c.SuggestionsMinimumDistance = 2 // letters that may differ
	return c.SuggestionsFor(word)
}

// near gives the names that are like a word, by the same measure.
func near(word string, names []string) []string {
	c := &cobra.Command{}
	for _, name := range names {
		c.AddCommand(&cobra.Command{Use: name, Run: func(*cobra.Command, []string) {}})
	}
	return commandsNear(c, word)
}

// meant words a suggestion; "" where there is none.
func meant(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "; did you mean " + strings.Join(names, " or ") + "?"
}

// flagError words a flag's fault for people: pflag tells which function of Go's failed.
func flagError(err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return err
	}
	f := bad.GetFlag()
	kind := map[string]string{
		"int": "whole number", "int64": "whole number", "uint": "whole number from 0", "uint64": "whole number from 0",
		"float64": "number", "duration": "span of time; write it as 90s, 15m or 4h", "bool": "yes or no; write true or false",
	}[f.Value.Type()]
	if kind == "" {
		return err
	}
	return fmt.Errorf("--%s %q is no %s", f.Name, bad.GetValue(), kind)
}

// wrongArgs words that a command was given words that do not fit it.
func wrongArgs(c *cobra.Command, args []string) error {
	said := "an argument is missing"
	switch {
	case len(args) == 0:
	case !strings.ContainsFunc(strings.TrimPrefix(c.Use, c.Name()), func(r rune) bool { return r >= 'A' && r <= 'Z' }):
		said = fmt.Sprintf("%s takes no arguments, and got %q", c.Name(), args[0])
	default:
		said = fmt.Sprintf("%s takes %s, and got %s", c.Name(), strings.TrimPrefix(c.Use, c.Name()+" "), terminal.Count(len(args), "argument", "arguments"))
	}
	return fmt.Errorf("%s; it is called as: %s", said, c.UseLine())
}
