package replies

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

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
	flat := ""
	for _, s := range ctx.Secrets {
		if s = strings.ToLower(strings.TrimSpace(s)); len(s) <= 3 {
			continue
		}
		if flat == "" { // most drafts go to the buyer himself and have no secrets
			flat = strings.ToLower(words + "\n" + d.HTML)
		}
		if strings.Contains(flat, s) {
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
	if strings.Contains(text, "{{") {
		names = append(names, leftover.FindAllString(text, -1)...)
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

// foreignNumbers finds order numbers in the words that are not among the allowed ones. A
// subject that nobody edited holds the customer's own words: what he wrote himself is no
// disclosure.
func foreignNumbers(d *desk.Draft, ctx CheckContext) []string {
	allowed := map[string]bool{foldNumber(d.Case): true}
	for _, n := range ctx.OrderNumbers {
		allowed[foldNumber(n)] = true
	}
	texts := []string{d.Text, d.HTML}
	if d.Edited {
		texts = append(texts, d.Subject)
	}
	prefixes := prefixesOf(ctx.OrderNumbers)
	var out []string
	for _, text := range texts {
		var found []string
		switch {
		case ctx.Numbers != nil:
			found = ctx.Numbers.FindAllString(text, -1)
		case len(prefixes) > 0:
			found = numbersIn(text, prefixes)
		default:
			found = commonNumber.FindAllString(text, -1)
		}
		for _, n := range found {
			if !allowed[foldNumber(n)] && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// prefixesOf gives the letters with which the allowed numbers begin, in lower case.
func prefixesOf(numbers []string) []string {
	var out []string
	for _, n := range numbers {
		letters := strings.TrimRight(n, "0123456789-# ")
		letters = strings.ToLower(strings.Trim(letters, "-# "))
		if letters != "" && len(letters) < len(n) && !slices.Contains(out, letters) {
			out = append(out, letters)
		}
	}
	return out
}

// numbersIn finds what looks like an order number with one of the prefixes: the letters,
// up to two of "-", "#" and blank, and 3 to 12 digits. It reads every draft, so it looks
// for the letters first.
func numbersIn(text string, prefixes []string) []string {
	var out []string
	low := strings.ToLower(text)
	if len(low) != len(text) { // a letter that changes its length: positions would not match
		text = low
	}
	for _, p := range prefixes {
		for at := 0; ; {
			i := strings.Index(low[at:], p)
			if i < 0 {
				break
			}
			start := at + i
			end := start + len(p)
			at = end
			if start > 0 && wordByte(low[start-1]) {
				continue
			}
			for n := 0; n < 2 && end < len(low) && strings.IndexByte("-# ", low[end]) >= 0; n++ {
				end++
			}
			digits := end
			for end < len(low) && low[end] >= '0' && low[end] <= '9' {
				end++
			}
			if n := end - digits; n < 3 || n > 12 || end < len(low) && wordByte(low[end]) {
				continue
			}
			out = append(out, text[start:end])
		}
	}
	return out
}

func wordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_'
}

// foldNumber makes spellings of one number equal.
func foldNumber(n string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == '#' {
			return -1
		}
		return r
	}, n))
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
	promises, blames := templates.Wording(text)
	if !templates.MayPromise(d.Template) || d.Edited {
		for _, f := range promises {
			add(false, "promise", "%q promises %s", f.Phrase, f.What)
		}
	}
	for _, f := range blames {
		add(false, "blame", "%q blames the customer", f.Phrase)
	}
}
