package message

import (
	"errors"
	"strings"
)

// AuthResults is one Authentication-Results field (RFC 8601 section 2.2).
type AuthResults struct {
	AuthServID string
	Results    []AuthResult
}

// AuthResult is the result of one method, names in lower case.
type AuthResult struct {
	Method, Value string
	Props         []AuthProp // in the order of the field
}

// AuthProp is one property, such as header.from=example.com.
type AuthProp struct {
	Type, Name, Value string
}

// Prop returns the value of ptype.name, "" if it is not there.
func (r AuthResult) Prop(ptype, name string) string {
	for _, p := range r.Props {
		if p.Type == ptype && p.Name == name {
			return p.Value
		}
	}
	return ""
}

// errAuthResults is returned for a field that does not follow the grammar. A
// malformed field is not believed at all: half of it may be the sender's words.
var errAuthResults = errors.New("malformed Authentication-Results field")

// maxAuthBytes bounds a field that is read.
const maxAuthBytes = 16 << 10

// ParseAuthResults reads the unfolded value of an Authentication-Results field.
// It is strict where leniency could be abused: a quoted string or comment never
// ends early, and a result begins only after a semicolon outside of both, so
// that a local part like "x; dmarc=pass" in smtp.mailfrom stays a value.
func ParseAuthResults(s string) (AuthResults, error) {
	var ar AuthResults
	if len(s) > maxAuthBytes {
		return ar, errAuthResults
	}
	z := authScanner{s: s}
	if !z.blanks() {
		return ar, errAuthResults
	}
	id, ok := z.value()
	if !ok || id == "" {
		return ar, errAuthResults
	}
	ar.AuthServID = id
	if !z.blanks() {
		return ar, errAuthResults
	}
	if c := z.peek(); c >= '0' && c <= '9' {
		z.token() // version
		if !z.blanks() {
			return ar, errAuthResults
		}
	}
	for !z.done() {
		if !z.take(';') || !z.blanks() {
			return AuthResults{}, errAuthResults
		}
		if z.done() {
			break // a semicolon at the end
		}
		res, ok := z.result()
		if !ok {
			return AuthResults{}, errAuthResults
		}
		if res.Method != "none" || res.Value != "" {
			ar.Results = append(ar.Results, res)
		}
	}
	return ar, nil
}

// authScanner reads tokens of s from position i.
type authScanner struct {
	s string
	i int
}

func (z *authScanner) done() bool { return z.i >= len(z.s) }

func (z *authScanner) peek() byte {
	if z.done() {
		return 0
	}
	return z.s[z.i]
}

func (z *authScanner) take(c byte) bool {
	if z.peek() != c || z.done() {
		return false
	}
	z.i++
	return true
}

// blanks skips blanks and nested comments (CFWS). It is false for an open
// comment, and for one with an odd number of quotes: servers write the sender's
// local part into comments, and a ")" inside its quotes would end them early.
func (z *authScanner) blanks() bool {
	depth, quotes := 0, 0
	for ; z.i < len(z.s); z.i++ {
		switch c := z.s[z.i]; {
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			if depth--; depth == 0 && quotes%2 != 0 {
				return false
			}
		case depth > 0 && c == '\\':
			z.i++
		case depth > 0 && c == '"':
			quotes++
		case depth > 0 || c == ' ' || c == '\t' || c == '\r' || c == '\n':
		default:
			return true
		}
	}
	return depth == 0
}

// token reads a keyword: letters, digits, "-", "_".
func (z *authScanner) token() string {
	start := z.i
	for z.i < len(z.s) {
		c := z.s[z.i]
		if !digit(c) && (asciiLower(c) < 'a' || asciiLower(c) > 'z') && c != '-' && c != '_' {
			break
		}
		z.i++
	}
	return strings.ToLower(z.s[start:z.i])
}

// value reads a quoted string or an unquoted run of characters. Servers leave
// "@", "/", "=", "<", ">", ":", "," and "+" unquoted, against the grammar; none of
// them can begin a new result.
func (z *authScanner) value() (string, bool) {
	var sb strings.Builder
	start := z.i
	for !z.done() {
		c := z.s[z.i]
		switch {
		case c == '"':
			if !z.quoted(&sb) {
				return "", false
			}
			continue
		case c <= ' ' || c == ';' || c == '(' || c == ')' || c == 0x7f:
			return sb.String(), z.i > start
		case c == '\\':
			return "", false
		default:
			sb.WriteByte(c)
			z.i++
		}
	}
	return sb.String(), z.i > start
}

// quoted reads a quoted string; a local part in quotes may be followed by more.
func (z *authScanner) quoted(sb *strings.Builder) bool {
	for z.i++; z.i < len(z.s); z.i++ {
		switch c := z.s[z.i]; c {
		case '"':
			z.i++
			return true
		case '\\':
			z.i++
			if z.done() {
				return false
			}
			sb.WriteByte(z.s[z.i])
		default:
			sb.WriteByte(c)
		}
	}
	return false
}

// result reads "method[/version] = result [reason=...] *(ptype.property=value)",
// or "none".
func (z *authScanner) result() (AuthResult, bool) {
	var r AuthResult
	r.Method = z.token()
	if r.Method == "" || !z.blanks() {
		return r, false
	}
	if r.Method == "none" && (z.done() || z.peek() == ';') {
		return r, true
	}
	if z.take('/') {
		if !z.blanks() || z.token() == "" || !z.blanks() {
			return r, false
		}
	}
	if !z.take('=') || !z.blanks() {
		return r, false
	}
	if r.Value = z.token(); r.Value == "" || !z.blanks() {
		return r, false
	}
	for !z.done() && z.peek() != ';' {
		if len(r.Props) > 100 || !z.property(&r) {
			return r, false
		}
	}
	return r, true
}

// property reads "ptype.property=value" or "reason=value".
func (z *authScanner) property(r *AuthResult) bool {
	p := AuthProp{Type: z.token()}
	if p.Type == "" || !z.blanks() {
		return false
	}
	if z.take('.') {
		if !z.blanks() {
			return false
		}
		if p.Name = z.token(); p.Name == "" || !z.blanks() {
			return false
		}
	}
	if !z.take('=') || !z.blanks() {
		return false
	}
	// An empty value ("smtp.mailfrom= ;") is written by some servers for <>.
	if c := z.peek(); !z.done() && c != ';' {
		v, ok := z.value()
		if !ok {
			return false
		}
		p.Value = v
	}
	if p.Name != "" {
		r.Props = append(r.Props, p)
	}
	return z.blanks()
}
