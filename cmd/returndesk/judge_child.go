package main

import (
	"github.com/spf13/cobra"

	"returndesk/judge"
)

// judgeChildName is the hidden subcommand that the program starts itself as, to decode
// pictures in a process with limits.
const judgeChildName = "judge-child"

// newJudgeChildCmd is the picture decoder's process. It is spoken to in frames on its
// standard input and limits itself for good, so nothing else can be done in it.
func newJudgeChildCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:    judgeChildName,
		Short:  "Decode pictures for the parent process",
		Hidden: true,
		RunE:   func(*cobra.Command, []string) error { return judge.Serve(a.in, a.out) },
	}
}
