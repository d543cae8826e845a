package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"returndesk/flow"
)

// app is what every subcommand's constructor gets: the streams, the environment, the
// clock and the flags that all subcommands share. The flags are filled when the command
// runs, so constructors must not read them.
type app struct {
	in       io.Reader
	out, err io.Writer
	env      func(name string) string
	now      func() time.Time

	configPath string // --config
	dataDir    string // --data; empty: data_dir of the configuration
	json       bool   // --json, on commands that offer it through jsonFlag

	opener deskOpener // replaces openDesk in tests

	// Tests put something between the engine and what it stores and sends with, to end the
	// process at an exact step. All are nil in the program that ships.
	aroundStore  func(s flow.Store, dataDir string) flow.Store
	aroundMail   func(m flow.Mailer, sent flow.SentFolder) (flow.Mailer, flow.SentFolder)
	aroundDrafts func(flow.DraftsFolder) flow.DraftsFolder
}

// usageError marks a mistake in how the program was called: exit code 2.
type usageError struct {
	err error
	of  string // the command's words, as "rma advance"; "" for the program itself
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// usagef makes an error that ends the program with exit code 2.
func usagef(format string, args ...any) error {
	return &usageError{err: fmt.Errorf(format, args...)}
}

// errShown ends the program with exit code 1 and without a further word: the command
// has printed what is wrong (a failed check, a mismatch) as its result.
var errShown = errors.New("the result is a failure")

// printJSON writes v as indented JSON with a final newline, for --json.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}
