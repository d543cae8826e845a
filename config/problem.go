package config

import (
	"fmt"
	"strings"

	"returndesk/desk"
)

// Problem is one mistake in a configuration file. Line and Column count from 1; 0 means
// that the place is not known.
type Problem struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Key    string `json:"key"` // "mailboxes[0].imap.host"; "" for the file as a whole
	Reason string `json:"reason"`
	Mend   string `json:"mend,omitempty"`
}

// Error gives everything in one line: file:line:column: key: reason (mend).
func (p Problem) Error() string {
	if p.Mend == "" {
		return p.message()
	}
	return p.message() + " (" + p.Mend + ")"
}

func (p Problem) message() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(":%d:%d", p.Line, p.Column)
	}
	if p.Key != "" {
		s += ": " + p.Key
	}
	return s + ": " + p.Reason
}

// Problems is every mistake of one file, in the order of the file. It is an error that
// unwraps into one desk.Error a mistake, with CodeInvalid.
type Problems []Problem

// Error gives one line a problem.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives each problem as a desk.Error.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = &desk.Error{Code: desk.CodeInvalid, Message: p.message(), Mend: p.Mend}
	}
	return errs
}
