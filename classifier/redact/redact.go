// Package redact takes out of a text what must not leave the machine: names, mail and
// postal addresses, phone numbers, payment data, links and other long numbers. Order
// numbers become tokens that stand for the same number throughout, and can be turned back.
//
// What is doubtful is taken out: a lost word costs a little accuracy, a leaked one cannot
// be called back. The package is pure and must not know who the text goes to.
package redact

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Kind is what a piece of text was taken for.
type Kind string

// The kinds of what is taken out.
const (
	Link    Kind = "LINK"
	Email   Kind = "EMAIL"
	Order   Kind = "ORDER"
	IBAN    Kind = "IBAN"
	Card    Kind = "CARD"
	Phone   Kind = "PHONE"
	Address Kind = "ADDRESS"
	Name    Kind = "NAME"
	Number  Kind = "NUMBER"
)

// maxRounds bounds how often a text is gone over: taking one thing out can bring two
// others together.
const maxRounds = 4

// Redactor takes things out of the texts of one mail. It is for one mail and one
// goroutine; its tokens are stable over all texts that it is given.
type Redactor struct {
	names   []string       // whole names and their parts, folded
	orders  []string       // as they stand in the mail, longest first
	maybe   []string       // the same, of those that may be something else
	token   map[string]int // folded order number -> n of its token
	written []string       // n-1 -> the number as it first stood there
	counts  map[Kind]int
}

// New makes a redactor. people are the names of those who take part (From, To); orders the
// order numbers that were found in the mail, as they are written there; maybe those that an
// address may hold as well, such as bare digits.
func New(people, orders, maybe []string) *Redactor {
	r := &Redactor{token: map[string]int{}, counts: map[Kind]int{}}
	for _, p := range people {
		r.learn(p)
	}
	r.orders, r.maybe = r.number(orders), r.number(maybe)
	return r
}

// number gives each order number its token, and the spellings, longest first.
func (r *Redactor) number(list []string) []string {
	var out []string
	for _, o := range list {
		if o = strings.TrimSpace(clean(o)); fold(o) != "" {
			out = append(out, o)
			r.tokenOf(o)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return out
}

// Text gives a text without what must not leave. Square brackets of the text itself become
// round ones, so that it cannot forge a token.
func (r *Redactor) Text(text string) string {
	text = clean(text)
	text = r.pass(text, r.firstFinders())
	r.learnFrom(text)
	for range maxRounds {
		next := r.pass(text, r.finders())
		if next == text {
			break
		}
		text = next
	}
	return text
}

// Counts gives how often each kind was taken out so far.
func (r *Redactor) Counts() map[Kind]int { return r.counts }

// Restore gives the order number, as the mail writes it, that a token stands for. The
// token may lack its brackets.
func (r *Redactor) Restore(token string) (string, bool) {
	t := strings.ToUpper(strings.Trim(strings.TrimSpace(token), "[]"))
	digits, ok := strings.CutPrefix(t, string(Order))
	if !ok {
		return "", false
	}
	n, err := strconv.Atoi(strings.TrimLeft(digits, " -_#"))
	if err != nil || n < 1 || n > len(r.written) {
		return "", false
	}
	return r.written[n-1], true
}

// tokenOf gives the number of an order's token; spellings of one number share it.
func (r *Redactor) tokenOf(written string) int {
	key := fold(written)
	if n, ok := r.token[key]; ok {
		return n
	}
	r.written = append(r.written, written)
	r.token[key] = len(r.written)
	return len(r.written)
}

// fold keeps letters and digits, so that "#hw 10512" and "HW-10512" are one number.
func fold(s string) string {
	var b strings.Builder
	for _, c := range strings.ToUpper(s) {
		if 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// span is a piece of text to be taken out.
type span struct {
	from, to int // bytes
	kind     Kind
}

// finder finds pieces of one kind.
type finder func(text string) []span

// pass takes out what the finders find; the first one to claim a place has it.
func (r *Redactor) pass(text string, finders []finder) string {
	taken := tokens(text)
	var cut []span
	for _, find := range finders {
		for _, s := range find(text) {
			if s.from < s.to && !overlaps(taken, s) && !overlaps(cut, s) {
				cut = append(cut, s)
			}
		}
	}
	if len(cut) == 0 {
		return text
	}
	slices.SortFunc(cut, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var b strings.Builder
	at := 0
	for _, s := range cut {
		b.WriteString(text[at:s.from])
		b.WriteString(r.mark(s.kind, text[s.from:s.to]))
		r.counts[s.kind]++
		at = s.to
	}
	b.WriteString(text[at:])
	return b.String()
}

func (r *Redactor) mark(k Kind, piece string) string {
	if k == Order {
		return fmt.Sprintf("[%s %d]", Order, r.tokenOf(piece))
	}
	return "[" + string(k) + "]"
}

// tokens gives the places of the tokens that stand in a text already.
func tokens(text string) []span {
	var out []span
	for at := 0; ; {
		from := strings.IndexByte(text[at:], '[')
		if from < 0 {
			return out
		}
		from += at
		to := strings.IndexByte(text[from:], ']')
		if to < 0 {
			return out
		}
		out = append(out, span{from: from, to: from + to + 1})
		at = from + to + 1
	}
}

func overlaps(list []span, s span) bool {
	return slices.ContainsFunc(list, func(x span) bool { return s.from < x.to && x.from < s.to })
}
