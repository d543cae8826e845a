package message

import "strings"

// AuthServIDNone stands for a server that writes Authentication-Results without its name.
// Microsoft 365 does: its field begins with the first result, and the domain of the
// recipient may stand between results, against RFC 8601 section 2.2.
const AuthServIDNone = "none"

// parseNameless reads such a field. It is as strict as ParseAuthResults about quotes and
// comments. A field that begins with a name is not one of those servers'.
func parseNameless(s string) (AuthResults, error) {
	var ar AuthResults
	if len(s) > maxAuthBytes {
		return ar, errAuthResults
	}
	z := authScanner{s: s}
	for first := true; ; first = false {
		if !z.blanks() {
			return AuthResults{}, errAuthResults
		}
		if z.done() && !first {
			break // a semicolon at the end
		}
		start := z.i
		res, ok := z.result()
		if !ok && !first {
			z.i = start
			ok = z.domainAlone()
			res = AuthResult{}
		}
		if !ok || first && res.Value == "" {
			return AuthResults{}, errAuthResults
		}
		if res.Value != "" {
			ar.Results = append(ar.Results, res)
		}
		if z.done() {
			break
		}
		if !z.take(';') {
			return AuthResults{}, errAuthResults
		}
	}
	return ar, nil
}

// domainAlone reads one domain name up to the next semicolon or the end.
func (z *authScanner) domainAlone() bool {
	start := z.i
	for !z.done() {
		c := z.peek()
		if !digit(c) && (asciiLower(c) < 'a' || asciiLower(c) > 'z') && c != '-' && c != '.' {
			break
		}
		z.i++
	}
	return strings.Contains(z.s[start:z.i], ".") && z.blanks() && (z.done() || z.peek() == ';')
}

// namelessResults finds the field of a server that does not sign it by name. Only its
// place can be trusted: the topmost of the whole header, and above the Received field by
// which our own servers took the mail from a stranger. Fields that came with the mail
// stand below that one, whatever they say.
func namelessResults(h *header, hs []receivedHop, opt *Options) (AuthResults, SenderReason) {
	n := ownHops(hs, opt)
	if n == 0 || len(hs) == 0 {
		return AuthResults{}, SenderNoResult
	}
	for i := range h.fields[:hs[n-1].index] {
		if !equalKey(h.fields[i].key, "Authentication-Results") {
			continue
		}
		ar, err := parseNameless(unfold(h.fields[i].value))
		if err != nil {
			return AuthResults{}, SenderBadResult // never the next one: it may have come with the mail
		}
		return ar, ""
	}
	return AuthResults{}, SenderNoResult
}
