// Command returndesk reads a shop's support mailbox, decides each mail by the returns
// policy, drafts the reply, and sends what a person approved.
//
// This folder is the only place that knows concrete servers, files and databases. It
// wires the rooms together, one file a subcommand, and holds no rules of the trade.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // slim containers have no zones, and deadlines need them
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return Main{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Env: os.Getenv, Args: os.Args[1:], Now: time.Now,
	}.Run(ctx)
}

// Main is the whole program as a value, so that tests boot the real thing with streams,
// environment and clock of their own.
type Main struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            func(name string) string // nil: an empty environment
	Args           []string                 // without the program's name
	Now            func() time.Time         // nil: time.Now
}

// Run executes the subcommand that Args name and gives the exit code: 0 done, 1 failed,
// 2 wrong usage.
func (m Main) Run(ctx context.Context) int {
	a := &app{in: m.Stdin, out: m.Stdout, err: m.Stderr, env: m.Env, now: m.Now}
	if a.env == nil {
		a.env = func(string) string { return "" }
	}
	if a.now == nil {
		a.now = time.Now
	}
	root := newRootCmd(a)
	root.SetArgs(m.Args)
	if m.Args == nil { // cobra would fall back to the process's own arguments
		root.SetArgs([]string{})
	}
	return exitCode(root.ExecuteContext(ctx), m.Stderr)
}
