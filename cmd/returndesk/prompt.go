package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"returndesk/desk"
)

// prompt asks questions on a terminal, or reads the answers from a pipe, one a line.
type prompt struct {
	in  *bufio.Reader
	tty *os.File // the terminal behind in, or nil
	out io.Writer
}

func newPrompt(in io.Reader, out io.Writer) *prompt {
	p := &prompt{in: bufio.NewReader(in), out: out}
	if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.tty = f
	}
	return p
}

// say prints a line.
func (p *prompt) say(format string, args ...any) {
	_, _ = fmt.Fprintf(p.out, format+"\n", args...) // without a terminal the next question fails
}

// ask repeats a question until check accepts the answer. An empty answer takes the
// default. It fails when the input ends.
func (p *prompt) ask(question, def string, check func(string) error) (string, error) {
	for {
		label := question
		if def != "" {
			label += " [" + def + "]"
		}
		if _, err := fmt.Fprintf(p.out, "%s: ", label); err != nil {
			return "", fmt.Errorf("print a question: %w", err)
		}
		answer, err := p.line()
		if err != nil {
			return "", desk.Wrap(desk.CodeInvalid, err, "the input ended at the question %q; nothing was written", question).
				WithMend("answer every question, or accept a default with an empty line")
		}
		if answer == "" {
			answer = def
		}
		err = check(answer)
		if err == nil {
			return answer, nil
		}
		p.say("  %s", desk.MessageOf(err))
	}
}

// line reads one answer without the blanks around it. Without a terminal the answer is
// not echoed by anybody, so the line is ended here.
func (p *prompt) line() (string, error) {
	text, err := p.in.ReadString('\n')
	if err != nil && (text == "" || !errors.Is(err, io.EOF)) {
		p.say("")
		return "", err
	}
	if p.tty == nil {
		p.say("")
	}
	return strings.TrimSpace(text), nil
}

// secret asks for a password without showing it. An empty answer is given back empty.
func (p *prompt) secret(question string) (string, error) {
	if _, err := fmt.Fprintf(p.out, "%s: ", question); err != nil {
		return "", fmt.Errorf("print a question: %w", err)
	}
	if p.tty == nil {
		text, err := p.in.ReadString('\n')
		p.say("")
		if err != nil && (text == "" || !errors.Is(err, io.EOF)) {
			return "", desk.Wrap(desk.CodeInvalid, err, "the input ended at the question %q; nothing was written", question).
				WithMend("answer it: type it on a terminal, or give one line on the standard input")
		}
		return strings.TrimRight(text, "\r\n"), nil
	}
	data, err := term.ReadPassword(int(p.tty.Fd()))
	p.say("")
	if err != nil {
		return "", desk.Wrap(desk.CodeUnavailable, err, "the password could not be read from the terminal")
	}
	return string(data), nil
}

// yes asks a question with two answers.
func (p *prompt) yes(question string, def bool) (bool, error) {
	word := "no"
	if def {
		word = "yes"
	}
	answer, err := p.ask(question+" (yes or no)", word, oneOf("yes", "no", "y", "n"))
	return strings.HasPrefix(strings.ToLower(answer), "y"), err
}

// choose shows numbered options and gives the index of the chosen one, by number or by
// the beginning of its name.
func (p *prompt) choose(question string, options []string) (int, error) {
	for i, o := range options {
		p.say("  %d) %s", i+1, o)
	}
	find := func(answer string) int {
		return slices.IndexFunc(options, func(o string) bool {
			return answer != "" && strings.HasPrefix(strings.ToLower(o), strings.ToLower(answer))
		})
	}
	chosen := 0
	_, err := p.ask(question, "1", func(answer string) error {
		var n int
		if _, err := fmt.Sscanf(answer, "%d", &n); err == nil && n >= 1 && n <= len(options) {
			chosen = n - 1
			return nil
		}
		if chosen = find(answer); chosen >= 0 {
			return nil
		}
		return desk.Errf(desk.CodeInvalid, "answer with a number from 1 to %d", len(options))
	})
	return chosen, err
}

// oneOf accepts a word of a closed list, whatever its case.
func oneOf(words ...string) func(string) error {
	return func(answer string) error {
		if slices.Contains(words, strings.ToLower(answer)) {
			return nil
		}
		return desk.Errf(desk.CodeInvalid, "answer with one of %s", strings.Join(words, ", "))
	}
}

// optional lets an empty answer pass and holds any other against a check.
func optional(check func(string) error) func(string) error {
	return func(answer string) error {
		if answer == "" {
			return nil
		}
		return check(answer)
	}
}
