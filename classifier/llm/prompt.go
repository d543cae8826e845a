package llm

import (
	_ "embed" // the instructions
	"encoding/json"
	"strings"
	"unicode/utf8"

	"returndesk/classifier"
	"returndesk/classifier/redact"
	"returndesk/desk"
)

// instructions is what a model is told to do. It holds nothing of a mail.
//
//go:embed instructions.txt
var instructions string

// maxLeaves bounds how much of a mail's text leaves, in bytes: what a customer wants stands
// in the first pages.
const maxLeaves = 12 << 10

// question is what leaves the machine about one mail, and what is needed to check the
// answer.
type question struct {
	in       classifier.Input
	found    desk.Reading // by the phrase rules: numbers, language, serial
	redactor *redact.Redactor
	subject  string // redacted
	text     string // redacted
}

// ask draws up the question about a mail. Quoted text does not leave: it was written by
// somebody else, and only order numbers count in it.
func (e *Engine) ask(in classifier.Input) question {
	q := question{in: in, found: e.opt.Phrases.Read(in)}
	var named, bare []string
	for _, n := range q.found.Numbers {
		if n.Strong {
			named = append(named, n.Written)
		} else {
			bare = append(bare, n.Written)
		}
	}
	q.redactor = redact.New(in.People, named, bare)
	// The body first: names that its signature gives away may stand in the subject.
	q.text = shorten(q.redactor.Text(shorten(in.NewText, 2*maxLeaves)), maxLeaves)
	q.subject = shorten(q.redactor.Text(in.Subject), 500)
	return q
}

// content is the mail as a JSON object: a string in it cannot end the string, so that
// nothing in a mail can pass for a word of ours.
func (q question) content() string {
	b, err := json.Marshal(struct {
		Subject     string `json:"subject"`
		Text        string `json:"text"`
		Attachments bool   `json:"has_attachments"`
	}{q.subject, q.text, q.in.HasAttachments})
	if err != nil {
		return "{}" // strings always encode
	}
	return string(b)
}

// shorten cuts a text to at most n bytes, at a rune, and never inside of a token.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	s = s[:n]
	if open := strings.LastIndexByte(s, '['); open > strings.LastIndexByte(s, ']') && len(s)-open < 20 {
		s = s[:open]
	}
	return s
}
