//go:build agents

package main

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"returndesk/cmd/returndesk/terminal"
)

// look tells the layout what it needs to know of the terminal. Colours appear only on a
// terminal, and not when NO_COLOR is set (no-color.org) or the terminal is dumb. Without
// a terminal the width is $COLUMNS, else 80.
func (a *app) look() terminal.Look {
	l := terminal.Look{Now: a.now()}
	if n, err := strconv.Atoi(a.env("COLUMNS")); err == nil {
		l.Width = n
	}
	if f, ok := isTerminal(a.out); ok {
		l.Colour = a.env("NO_COLOR") == "" && a.env("TERM") != "dumb"
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			l.Width = w
		}
	}
	return l
}

// interactive reports whether a person sits at both ends.
func (a *app) interactive() bool {
	_, in := isTerminal(a.in)
	_, out := isTerminal(a.out)
	return in && out
}

// isTerminal gives the file behind a stream when it is a terminal.
func isTerminal(stream any) (*os.File, bool) {
	f, ok := stream.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// confirm asks a question and takes only a clear yes for one.
func (a *app) confirm(question string) (bool, error) {
	if err := a.say(question + " [y/N] "); err != nil {
		return false, err
	}
	answer, err := bufio.NewReader(a.in).ReadString('\n')
	if err != nil && err != io.EOF {
		return false, err
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return true, nil
	}
	return false, nil
}
