package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/desk"
)

// The exit codes that scripts rely on (design.md, "Command line").
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// newRootCmd builds the whole command tree.
func newRootCmd(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "returndesk",
		Short:         "Answer a shop's return, damage and cancellation mails by its policy",
		Long:          "returndesk reads a shop's support mailbox, checks each mail against the order and the\nreturns policy, drafts the reply, opens the RMA, and sends what a person approved.",
		SilenceErrors: true, SilenceUsage: true,
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.PersistentFlags().StringVar(&a.configPath, "config", "", "configuration file (default: $RETURNDESK_CONFIG, else returndesk.yaml here)")
	root.PersistentFlags().StringVar(&a.dataDir, "data", "", "data folder (default: data_dir of the configuration)")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return ofCommand(c, &usageError{err: flagError(err)}) })
	root.SetHelpCommand(newHelpCmd())
	root.SetHelpFunc(a.help)
	root.AddCommand(
		newInitCmd(a),
		newDoctorCmd(a),
		newDemoCmd(a),
		newSimulateCmd(a),
		newRunCmd(a),
		newTryCmd(a),
		newPolicyCmd(a),
		newTemplatesCmd(a),
		newClassifyCmd(a),
		newClassifierCmd(a),
		newVersionCmd(a),
		newJudgeChildCmd(a),
		newManCmd(a),
	)
	root.AddCommand(agentCommands(a)...)
	root.InitDefaultCompletionCmd() // else it comes after strict, and prints its help for whatever shell is named
	strict(root)
	return root
}

// jsonFlag gives a command the flag --json.
func jsonFlag(c *cobra.Command, a *app) {
	c.Flags().BoolVar(&a.json, "json", false, "print JSON for machines")
}

// strict makes wrong arguments usage errors everywhere (exit code 2), also for a group
// of commands called with a word that it does not know, which cobra would let pass.
func strict(c *cobra.Command) {
	for _, sub := range c.Commands() {
		strict(sub)
	}
	if c.HasSubCommands() && c.RunE == nil && c.Run == nil {
		c.Args = cobra.ArbitraryArgs
		c.RunE = groupRun
		return
	}
	check := c.Args
	if check == nil {
		check = cobra.NoArgs
	}
	c.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			var own *usageError
			if errors.As(err, &own) { // the command says it better
				return ofCommand(cmd, err)
			}
			return ofCommand(cmd, &usageError{err: wrongArgs(cmd, args)})
		}
		return nil
	}
	if run := c.RunE; run != nil {
		c.RunE = func(cmd *cobra.Command, args []string) error { return ofCommand(cmd, run(cmd, args)) }
	}
}

// ofCommand notes in a usage error which command it is about, so that the mend names its help.
func ofCommand(c *cobra.Command, err error) error {
	var usage *usageError
	if errors.As(err, &usage) && usage.of == "" {
		_, usage.of, _ = strings.Cut(c.CommandPath(), " ")
	}
	return err
}

func groupRun(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return c.Help()
	}
	msg := fmt.Sprintf("%s knows no command %q", c.CommandPath(), args[0])
	return ofCommand(c, usagef("%s%s", msg, meant(commandsNear(c, args[0]))))
}

// exitCode prints an error for people, once and here only, and turns it into the code.
func exitCode(err error, w io.Writer) int {
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errShown):
		return exitFailed
	case errors.As(err, &usage):
		help := strings.TrimSpace("returndesk help " + usage.of)
		printLine(w, "error: ", usage.Error())
		printLine(w, "  mend: ", "see `"+help+"`")
		return exitUsage
	}
	printError(w, err)
	return exitFailed
}

// printError writes thing, reason and mend of each error that err joins. A mail server's
// own words stand in some: they must not reach the terminal as commands.
func printError(w io.Writer, err error) {
	var one *desk.Error
	if list, ok := err.(interface{ Unwrap() []error }); ok { // only its own, not a cause's
		for _, e := range list.Unwrap() {
			printError(w, e)
		}
		return
	}
	if !errors.As(err, &one) {
		printLine(w, "error: ", err.Error())
		return
	}
	printLine(w, "error: ", one.Message)
	if one.Err != nil {
		printLine(w, "  reason: ", one.Err.Error())
	}
	if one.Mend != "" {
		printLine(w, "  mend: ", one.Mend)
	}
}

// printLine writes one line of an error, broken at blanks where a terminal is narrower: a
// terminal itself breaks inside words.
func printLine(w io.Writer, what, text string) {
	lines := []string{what + terminal.Text(text)}
	if width := terminalWidth(w); width > 0 {
		lines = terminal.Look{Width: width}.Lines(lines[0], "    ")
	}
	_, _ = fmt.Fprintln(w, strings.Join(lines, "\n")) // nowhere left to report to
}
