package classifier

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// quickPattern is an expression that is not tried on a text which has none of the pieces that each of its matches has one of.
// An expression with (?i) and without a fixed beginning is tried at each letter of a text, which for a mail of some hundred
// letters costs as much as all phrases together; to look for the pieces costs a hundredth of it, and few mails have one.
type quickPattern struct {
	*regexp.Regexp
	pieces []string // in small letters; none = it is always tried
}

// mustPattern compiles an expression that is written in the program; it panics where it is faulty, as regexp.MustCompile does.
func mustPattern(expr string) quickPattern {
	p := quickPattern{Regexp: regexp.MustCompile(expr)}
	if tree, err := syntax.Parse(expr, syntax.Perl); err == nil {
		p.pieces = fewest(piecesOf(tree))
	}
	return p
}

// leastPiece is the length in bytes from which on a piece is worth looking for.
const leastPiece = 2

// piecesOf gives a set of pieces, in small letters, one of which each match of an expression has; nil = there is no such set.
func piecesOf(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if s := strings.ToLower(string(re.Rune)); len(s) >= leastPiece {
			return []string{s}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return piecesOf(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return piecesOf(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if set := piecesOf(sub); shortest(set) > shortest(best) {
				best = set
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			set := piecesOf(sub)
			if set == nil {
				return nil
			}
			all = append(all, set...)
		}
		return all
	}
	return nil
}

// fewest leaves out of a set what has another of its pieces in it.
func fewest(set []string) []string {
	var few []string
	for i, s := range set {
		if !slices.Contains(set[:i], s) &&
			!slices.ContainsFunc(set, func(o string) bool { return o != s && strings.Contains(s, o) }) {
			few = append(few, s)
		}
	}
	return few
}

// shortest is the length in letters of the shortest piece of a set, 0 for none.
func shortest(set []string) int {
	least := 0
	for i, s := range set {
		if n := utf8.RuneCountInString(s); i == 0 || n < least {
			least = n
		}
	}
	return least
}

// may reports whether a text has one of the pieces.
func (p quickPattern) may(text string) bool {
	if p.pieces == nil {
		return true
	}
	lower := strings.ToLower(text)
	for _, s := range p.pieces {
		if strings.Contains(lower, s) {
			return true
		}
	}
	return false
}

// MatchString is that of the expression.
func (p quickPattern) MatchString(text string) bool { return p.may(text) && p.Regexp.MatchString(text) }

// FindString is that of the expression.
func (p quickPattern) FindString(text string) string {
	if !p.may(text) {
		return ""
	}
	return p.Regexp.FindString(text)
}

// FindStringIndex is that of the expression.
func (p quickPattern) FindStringIndex(text string) []int {
	if !p.may(text) {
		return nil
	}
	return p.Regexp.FindStringIndex(text)
}

// FindAllStringIndex is that of the expression.
func (p quickPattern) FindAllStringIndex(text string, n int) [][]int {
	if !p.may(text) {
		return nil
	}
	return p.Regexp.FindAllStringIndex(text, n)
}

// ReplaceAllString is that of the expression.
func (p quickPattern) ReplaceAllString(text, by string) string {
	if !p.may(text) {
		return text
	}
	return p.Regexp.ReplaceAllString(text, by)
}
