package redact

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	linkShape = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s<>"'\[\]]+`)
	mailShape = regexp.MustCompile(`(?i)[\p{L}\d._%+\-]+@[\p{L}\d.\-]*[\p{L}\d]|` +
		`[\p{L}\d._%+\-]+[ \t]?(?:@|[(]at[)])[ \t]?[\p{L}\d\-]+(?:[ \t]?\.[ \t]?[\p{L}\d\-]+)+|` +
		`[\p{L}\d._%+\-]+[ \t]at[ \t][\p{L}\d\-]+(?:[ \t]dot[ \t][\p{L}\d\-]+)+`)
	// handles of other services
	handleShape = regexp.MustCompile(`(?:^|\s)(@[A-Za-z0-9_]{3,30})\b`)
)

// firstFinders find what is recognised by its own shape, before names are looked for:
// links and mail addresses hold names and numbers, order numbers look like others.
func (r *Redactor) firstFinders() []finder {
	return []finder{matches(linkShape, Link, 0), matches(mailShape, Email, 0), matches(handleShape, Name, 1), orders(r.orders)}
}

// finders find everything, in the order in which one wins over the next.
func (r *Redactor) finders() []finder {
	return append(r.firstFinders(), findIBANs, findPlaces, matches(afterStreet, Address, 1), orders(r.maybe), findNumbers, r.findNames)
}

func matches(re *regexp.Regexp, k Kind, group int) finder {
	return func(text string) []span {
		var out []span
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			out = append(out, span{m[2*group], m[2*group+1], k})
		}
		return out
	}
}

// orders finds order numbers, in any case.
func orders(written []string) finder {
	return func(text string) []span {
		var out []span
		low := asciiLower(text)
		for _, o := range written {
			o = asciiLower(o)
			for at := 0; ; {
				i := strings.Index(low[at:], o)
				if i < 0 {
					break
				}
				from, to := at+i, at+i+len(o)
				at = to
				before, _ := utf8.DecodeLastRuneInString(text[:from])
				after, _ := utf8.DecodeRuneInString(text[to:])
				if (from == 0 || !isAlnum(before)) && (to == len(text) || !isAlnum(after)) {
					out = append(out, span{from, to, Order})
				}
			}
		}
		return out
	}
}

func isAlnum(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// asciiLower lowers A to Z only, so that places stay what they are.
func asciiLower(s string) string {
	return strings.Map(func(c rune) rune {
		if 'A' <= c && c <= 'Z' {
			return c + 'a' - 'A'
		}
		return c
	}, s)
}
