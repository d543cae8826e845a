// Package corpus holds the labelled mails that the classifier learns from and is judged
// by: their form (docs/labels.md), how they are read, and the checks that keep them
// distinct. The mails themselves lie beside it as JSON Lines, one file an author's batch.
//
// It must not know engines: a label describes the words of the mail alone.
package corpus

import (
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/message"
)

// Record is one labelled mail.
type Record struct {
	Text     string        `json:"text"` // subject line, empty line, body with quoted part and signature
	Class    desk.Class    `json:"class"`
	Also     []desk.Class  `json:"also"`
	Signals  []desk.Signal `json:"signals"`
	Language string        `json:"language"` // of the new text
	// Source is the file that the record was read from; Line its line.
	Source string `json:"-"`
	Line   int    `json:"-"`
	// Judged is false for records that carry a class alone: then further intents, signals
	// and language are unknown, not none.
	Judged bool `json:"-"`
}

// Parts are a mail's texts, taken apart as the service takes mails apart.
type Parts struct{ Subject, New, Quoted string }

// Split takes a record's text apart. A first line that an empty line follows is the subject.
func (r *Record) Split() Parts {
	subject, body, ok := strings.Cut(r.Text, "\n\n")
	if !ok || strings.Contains(subject, "\n") || len(subject) > 200 {
		subject, body = "", r.Text
	}
	raw := "From: a@customer.example\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
		strings.ReplaceAll(body, "\n", "\r\n") + "\r\n"
	m, err := message.Parse([]byte(raw), time.Time{}, message.Options{})
	if err != nil || strings.TrimSpace(m.NewText) == "" {
		return Parts{Subject: subject, New: body}
	}
	return Parts{Subject: subject, New: m.NewText, Quoted: m.Quoted}
}
