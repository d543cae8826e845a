package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/term"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/desk"
)

// look tells the layout what it needs to know of the terminal. Colours appear only on a
// terminal, and not when NO_COLOR is set (no-color.org) or the terminal is dumb.
func (a *app) look() terminal.Look {
	_, colours := isTerminal(a.out)
	return terminal.Look{Now: a.shopNow(), Width: a.width(), Colour: colours && a.env("NO_COLOR") == "" && a.env("TERM") != "dumb"}
}

// width is that of the terminal in columns, without a terminal $COLUMNS, and 0 where neither
// tells it: then pages are 80 columns wide.
func (a *app) width() int {
	if w := terminalWidth(a.out); w > 0 {
		return w
	}
	n, err := strconv.Atoi(a.env("COLUMNS"))
	if err != nil {
		return 0
	}
	return n
}

// terminalWidth is the width of the terminal behind a stream in columns, 0 when there is none.
func terminalWidth(stream any) int {
	f, ok := isTerminal(stream)
	if !ok {
		return 0
	}
	w, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return w
}

// shopNow is the present on the shop's clock, which the machine's need not be; without a
// configuration the machine's.
func (a *app) shopNow() time.Time {
	cfg, err := a.loadConfig()
	if err != nil {
		return a.now()
	}
	return a.now().In(cfg.Shop.Zone)
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

// confirm asks a question and takes only a clear yes for one. It ends with ctx, since a
// read from a terminal does not.
func (a *app) confirm(ctx context.Context, question string) (bool, error) {
	if err := a.say(question + " [y/N] "); err != nil {
		return false, err
	}
	type line struct {
		text string
		err  error
	}
	typed := make(chan line, 1)
	go func() { // left behind when ctx ends: the process ends with it
		text, err := bufio.NewReader(a.in).ReadString('\n')
		typed <- line{text, err}
	}()
	select {
	case <-ctx.Done():
		return false, desk.Wrap(desk.CodeUnavailable, ctx.Err(), "nobody answered, so nothing was done")
	case l := <-typed:
		if l.err != nil && !errors.Is(l.err, io.EOF) {
			return false, desk.Wrap(desk.CodeUnavailable, l.err, "the answer cannot be read")
		}
		switch strings.ToLower(strings.TrimSpace(l.text)) {
		case "y", "yes":
			return true, nil
		}
		return false, nil
	}
}
