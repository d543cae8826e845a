package replies

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"returndesk/desk"
	"returndesk/templates"
)

// CheckContext says what a draft may name and whom it may reach.
type CheckContext struct {
	OrderNumbers []string // order numbers that may stand in it, empty ones ignored
	Recipients   []string // addresses that it may go to: the order's own, the verified sender
	// Numbers finds order numbers in a text; nil takes the shape of OrderNumbers, or a
	// common one.
	Numbers *regexp.Regexp
	// Secrets are values that must not stand in it, because its reader is not the order's
	// own address: tracking, serial numbers, the buyer's name.
	Secrets []string
}

// CheckDraft looks for what must not or should not leave: open placeholders, foreign
// order numbers, foreign recipients, secrets and broken headers block; promises of a
// refund, a replacement or a date, and blame, need a reason. Every draft is checked when
// it is rendered, when it is edited, and at approval.
func CheckDraft(d desk.Draft, ctx CheckContext) []desk.Problem {
	var out []desk.Problem
	add := func(block bool, code, format string, args ...any) {
		p := desk.Problem{Code: code, Text: fmt.Sprintf(format, args...), Block: block}
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	words := d.Subject + "\n" + d.Text
	if strings.TrimSpace(d.Text) == "" {
		add(true, "empty", "the mail has no text")
	}
	if strings.TrimSpace(d.Subject) == "" {
		add(true, "subject", "the mail has no subject")
	}
	if strings.ContainsAny(d.Subject, "\r\n") {
		add(true, "subject", "the subject has more than one line")
	}
	for _, name := range openNames(words + "\n" + d.HTML) {
		add(true, "placeholder", "%s is not filled in", name)
	}
	checkRecipients(&d, ctx, add)
	for _, n := range foreignNumbers(&d, ctx) {
		add(true, "foreign_order", "the mail names order %s, which is not the order at hand", n)
	}
	flat := strings.ToLower(words + "\n" + d.HTML)
	for _, s := range ctx.Secrets {
		if s = strings.ToLower(strings.TrimSpace(s)); len(s) > 3 && strings.Contains(flat, s) {
			add(true, "order_fact", "the mail tells an order's data (%q) to somebody who is not its buyer", s)
		}
	}
	checkWording(&d, add)
	return out
}

// leftover is a placeholder in the syntax of template files.
var leftover = regexp.MustCompile(`\{\{[^{}\n]{0,60}\}\}`)

// openNames finds open placeholders: ours, and those that an editor left behind.
func openNames(text string) []string {
	names := templates.OpenPlaceholders(text)
	for _, m := range leftover.FindAllString(text, -1) {
		names = append(names, m)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// checkRecipients compares To and Cc with the addresses that may be written to.
func checkRecipients(d *desk.Draft, ctx CheckContext, add func(bool, string, string, ...any)) {
	if len(d.To) == 0 {
		add(true, "recipient", "the mail goes to nobody")
	}
	for _, a := range append(slices.Clone(d.To), d.Cc...) {
		known := slices.ContainsFunc(ctx.Recipients, func(r string) bool {
			return r != "" && strings.EqualFold(strings.TrimSpace(r), a.Address)
		})
		switch {
		case !validAddress(a.Address):
			add(true, "recipient", "%q is not a mail address", a.Address)
		case !known:
			add(true, "recipient", "%s is neither the order's address nor the sender", a.Address)
		}
	}
}

// commonNumber is the shape of order numbers where nothing else is known.
var commonNumber = regexp.MustCompile(`\b[A-Z]{2,4}-\d{4,8}\b`)

// foreignNumbers finds order numbers in the words that are not among the allowed ones.
func foreignNumbers(d *desk.Draft, ctx CheckContext) []string {
	allowed := map[string]bool{foldNumber(d.Case): true}
	for _, n := range ctx.OrderNumbers {
		allowed[foldNumber(n)] = true
	}
	pattern := ctx.Numbers
	if pattern == nil {
		pattern = shapeOf(ctx.OrderNumbers)
	}
	var out []string
	for _, text := range []string{d.Subject, d.Text, d.HTML} {
		for _, m := range pattern.FindAllString(text, -1) {
			// A subject is the customer's own words: what he wrote is no disclosure, and the
			// text is where an answer could leak.
			if !allowed[foldNumber(m)] && !(text == d.Subject && !d.Edited) && !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// shapeOf makes a pattern out of the allowed numbers: the same letters, then digits.
func shapeOf(numbers []string) *regexp.Regexp {
	var prefixes []string
	for _, n := range numbers {
		letters := strings.TrimRightFunc(n, func(r rune) bool { return unicode.IsDigit(r) || r == '-' || r == ' ' || r == '#' })
		letters = strings.Trim(letters, "# ")
		if letters != "" && len(letters) < len(n) && !slices.Contains(prefixes, regexp.QuoteMeta(letters)) {
			prefixes = append(prefixes, regexp.QuoteMeta(letters))
		}
	}
	if len(prefixes) == 0 {
		return commonNumber
	}
	re, err := regexp.Compile(`(?i)\b(?:` + strings.Join(prefixes, "|") + `)[-# ]{0,2}\d{3,12}\b`)
	if err != nil { // prefixes are quoted, so this only guards against a future slip
		return commonNumber
	}
	return re
}

// foldNumber makes spellings of one number equal.
func foldNumber(n string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "", "#", "").Replace(n))
}

// checkWording warns of promises and blame. Quotations of the policy are the shop's own
// text and not a promise of this mail.
func checkWording(d *desk.Draft, add func(bool, string, string, ...any)) {
	var own []string
	for _, line := range strings.Split(d.Text, "\n") {
		if !strings.HasPrefix(line, "    ") {
			own = append(own, line)
		}
	}
	text := strings.Join(own, "\n")
	if !templates.MayPromise(d.Template) || d.Edited {
		for _, f := range templates.Promises(text) {
			add(false, "promise", "%q promises %s", f.Phrase, f.What)
		}
	}
	for _, f := range templates.Blames(text) {
		add(false, "blame", "%q blames the customer", f.Phrase)
	}
}
