package flow

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"returndesk/classifier"
	"returndesk/desk"
)

// otherLanguage warns of words that somebody typed for the customer in another language than
// the mail's, where that can be told reliably: they stand in it as they were typed (domain.md
// section 4). What was edited out of the mail meanwhile is none.
func (e *Engine) otherLanguage(ctx context.Context, d desk.Draft) []desk.Problem {
	var out []desk.Problem
	text := flat(d.Text)
	for _, name := range slices.Sorted(maps.Keys(d.Set)) {
		if !desk.ReadByCustomer(name) {
			continue
		}
		words := strings.TrimRight(flat(d.Set[name]), ". ")
		if words == "" || !strings.Contains(text, words) {
			continue
		}
		if l := e.reader.Read(ctx, classifier.Input{NewText: words}).Language; l != "" && l != d.Language {
			out = append(out, desk.Problem{Code: "language", Text: fmt.Sprintf("the mail is in %s, and what was typed for the customer in %s: %q", tongue(d.Language), tongue(l), words)})
		}
	}
	return out
}

// flat gives a text in one line: a mail breaks its own.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// tongue gives the English name of a language by its code.
func tongue(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	return display.English.Languages().Name(tag)
}
